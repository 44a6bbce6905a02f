"""`articlex rules` and `articlex schema`: what the program knows, printed from what it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from articlex.cli.options import extractor, rules_options

if TYPE_CHECKING:
    from articlex import Extractor
    from articlex.catalogue import Described


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@rules_options
@click.option("--check", is_flag=True, help="Run the examples of your own rules; exit 1 if one fails.")
def rules(rule_id: str | None, rules: Path | None, lexicons: tuple[Path, ...], check: bool) -> int:
    """List the rules, or tell what one of them does.

    A rule is a construction of the language; its id stands in the field `rule` of the claims that it made.
    With --rules DIR the rules of DIR are listed too.
    """
    from articlex.catalogue import catalogue

    engine = extractor(rules, lexicons)
    if check:
        return _check(engine, rule_id)
    known = catalogue(engine.folders)
    if rule_id is None:
        width = max(len(rule.id) for rule in known)
        for rule in known:
            click.echo(f"{rule.id:{width}}  {rule.part:6}  {rule.doc}")
        return 0
    for rule in known:
        if rule.id == rule_id:
            click.echo("\n".join(_told(rule)))
            return 0
    raise click.UsageError(_unknown(rule_id, [rule.id for rule in known]))


def _told(rule: Described) -> Iterator[str]:
    import textwrap

    from articlex.catalogue import HEADINGS

    yield rule.id
    yield ""
    yield f"  decides   {HEADINGS[rule.part].lower()}"
    yield f"  example   {rule.example}"
    yield from textwrap.wrap(rule.meaning, 100, initial_indent="  reads     ", subsequent_indent=" " * 12)


def _check(engine: Extractor, rule_id: str | None) -> int:
    """Run the examples of the user's rules (or of one) and print what fails; 1 if anything does."""
    from articlex.testing import faults

    known = engine.rules
    chosen = [rule for rule in known if rule_id in (None, rule.id)]
    if not chosen:
        raise click.UsageError(
            _unknown(rule_id, [rule.id for rule in known])
            if rule_id
            else "There are no rules to check; name a folder that holds rules.toml with --rules DIR."
        )
    failed = 0
    for rule in chosen:
        for fault in faults(rule, engine):
            failed += 1
            click.echo(f"{rule.id}: {fault}")
    examples = sum(len(rule.reads) + len(rule.leaves) for rule in chosen)
    click.echo(f"{len(chosen)} rules, {examples} examples, {failed} failures", err=True)
    return 1 if failed else 0


def _unknown(rule_id: str, known: list[str]) -> str:
    """One sentence with the nearest ids."""
    from difflib import get_close_matches

    near = get_close_matches(rule_id, known, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`articlex rules` lists them."
    return f"There is no rule {rule_id!r}; {hint}"


@click.command()
def schema() -> None:
    """Print the JSON Schema of a record, a line of `extract --format jsonl`."""
    import json

    from articlex import records

    click.echo(json.dumps(records.json_schema(), ensure_ascii=False, indent=2))
