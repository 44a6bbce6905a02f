"""Options that several commands share, and the small things that all of them do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from articlex import Extractor
    from articlex.model import Article, Result

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

PLAIN_WIDTH = 120
"""Columns of a table that does not go to a terminal."""


class Moment(click.ParamType[Any]):
    """A date, or a date and time, in any form that an input line may use too."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | datetime:
        """The date; a value that is none ends the command with its message."""
        from articlex.errors import InputError
        from articlex.sources import parse_published

        try:
            return parse_published(str(value))
        except InputError as error:
            self.fail(str(error), param, ctx)


def rules_options(command: Decorated) -> Decorated:
    """`--rules DIR` and `--lexicon DIR`: words and rules of the user's own."""
    command = click.option(
        "--lexicon",
        "lexicons",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        metavar="DIR",
        help="Add the word lists of DIR; may be given again.",
    )(command)
    return click.option(
        "--rules",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="Add the rules and word lists of DIR.",
    )(command)


def article_options(command: Decorated) -> Decorated:
    """The inputs and what may be said about them."""
    command = rules_options(command)
    command = click.option(
        "--published",
        type=Moment(),
        metavar="DATE",
        help="Date of publication of articles that state none.",
    )(command)
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")(command)


def extractor(rules: Path | None, lexicons: tuple[Path, ...], *, trace: bool = False) -> Extractor:
    """The extractor that the options ask for; with `trace` its results can explain themselves."""
    from articlex import Extractor

    return Extractor(rules=rules, lexicons=lexicons, trace=trace)


class Inputs:
    """The articles of some paths, one after the other; what cannot be read is reported and counted.

    After the iteration `failed` tells how many inputs could not be read and `read` how many could.
    """

    def __init__(self, paths: tuple[str, ...], published: date | datetime | None = None) -> None:
        self.paths = paths
        self.published = published
        self.read = 0
        self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        """Articles in the order of the paths; each failure is one sentence on stderr in its place."""
        from dataclasses import replace

        from articlex import sources

        for path in self.paths:
            for item in sources.articles(path):
                if isinstance(item, sources.Failure):
                    self.fail(item.reason)
                    continue
                self.read += 1
                if item.published is None and self.published is not None:
                    # The reader looks for a date in the article first; this one is the fallback.
                    item = replace(item, published=self.published)
                yield item

    def results(self, engine: Extractor) -> Iterator[Result]:
        """The results of the articles; one that is refused (too long) is reported too."""
        from articlex.errors import InputError

        for article in self:
            try:
                result = engine.extract(article)
            except InputError as error:
                self.read -= 1
                self.fail(str(error))
            else:
                yield result

    def fail(self, reason: str) -> None:
        """Report and count one input that could not be read."""
        self.failed += 1
        click.echo(f"articlex: {reason}", err=True)

    @property
    def exit_code(self) -> int:
        """0 if all was read, else 1."""
        return 1 if self.failed else 0


def console() -> Console:
    """The terminal, or a fixed width where the output goes to a file or another program."""
    from rich.console import Console

    terminal = Console(highlight=False)
    return terminal if terminal.is_terminal else Console(width=PLAIN_WIDTH, highlight=False, no_color=True)
