"""The command line: options to one library call each, messages, exit codes.

Data goes to stdout, talk to stderr. Exit codes: 0 all was read; 1 some articles could not be read (each is
named on stderr); 2 the command was used wrongly; 130 interrupted. Whatever a command does not need is not
imported, so `articlex --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from articlex.cli.batching import batch
from articlex.cli.extracting import explain, extract
from articlex.cli.reading_records import check, report, table
from articlex.cli.reference import rules, schema
from articlex.errors import ArticlexError, InputError
from articlex.version import VERSION

FAILED = 1
MISUSED = 2
INTERRUPTED = 130


class Commands(click.Group):
    """Lists its commands in the order in which one meets them, not by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of their definition."""
        return list(self.commands)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all read, 1 some articles failed, 2 wrong use, 130 interrupted.",
)
@click.version_option(VERSION, "-V", "--version", prog_name="articlex")
def cli() -> None:
    """Numeric claims of Chinese news articles as structured records.

    Each number that an article states comes out with value, bound and unit, what was done to what, by
    whom and when, how it changed, and the exact characters that say so.
    """


for command in (extract, batch, explain, rules, schema, table, check, report):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code and never a traceback for what a user can cause.

    `arguments` are those of the process by default.
    """
    try:
        code = cli.main(args=arguments, prog_name="articlex", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return MISUSED
    except (KeyboardInterrupt, click.Abort):
        click.echo("articlex: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing may be written to it at shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except InputError as error:
        click.echo(f"articlex: {error}", err=True)
        return FAILED
    except ArticlexError as error:
        click.echo(f"articlex: {error}", err=True)
        return MISUSED
    return code if isinstance(code, int) else 0
