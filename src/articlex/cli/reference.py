"""`articlex rules` and `articlex schema`: what the program knows, printed from what it runs."""

from __future__ import annotations

import click


@click.command()
@click.argument("rule_id", required=False, metavar="[ID]")
def rules(rule_id: str | None) -> None:
    """List the rules that read claims, or tell what one of them does.

    A rule is a construction of the language; its id stands in the field `rule` of the claims that it made.
    """
    import textwrap

    from articlex.claims.rules import CATALOGUE

    if rule_id is None:
        width = max(len(rule.id) for rule in CATALOGUE)
        for rule in CATALOGUE:
            click.echo(f"{rule.id:{width}}  {rule.doc}")
        return
    for rule in CATALOGUE:
        if rule.id == rule_id:
            click.echo(
                f"{rule.id}\n\n{textwrap.fill(rule.doc, 100, initial_indent='  ', subsequent_indent='  ')}"
            )
            return
    raise click.UsageError(_unknown(rule_id, [rule.id for rule in CATALOGUE]))


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
