"""Values: one value, many spellings; and whole mentions with span, kind, value, bound and unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from articlex.model import Mention, Number
from articlex.numbers import find_mentions, read_numeral

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """The rows of a table beside this file, comments and header left out."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def number(text: str) -> Number | None:
    """A value of a table: decimal, p/q, or nothing."""
    if not text:
        return None
    return Fraction(text) if "/" in text else Decimal(text)


SPELLINGS = [(value, spelling) for value, line in rows("numerals.tsv") for spelling in line.split(" ")]


@pytest.mark.parametrize(("value", "spelling"), SPELLINGS)
def test_spelling(value: str, spelling: str) -> None:
    assert read_numeral(spelling) == number(value)


def the_mention(marked: str) -> tuple[Mention, int]:
    """The mention that overlaps the marked span, and where the span must begin."""
    start = marked.index("⟦")
    text = marked.replace("⟦", "").replace("⟧", "")
    end = marked.index("⟧") - 1
    found = [m for m in find_mentions(text) if m.start < end and m.end > start]
    assert len(found) == 1, [m.text for m in found]
    return found[0], start


@pytest.mark.parametrize(("marked", "kind", "value", "bound", "unit"), rows("readings.tsv"))
def test_reading(marked: str, kind: str, value: str, bound: str, unit: str) -> None:
    mention, start = the_mention(marked)
    assert (mention.start, mention.text) == (start, marked[start + 1 : marked.index("⟧")])
    assert (mention.kind, mention.bound, mention.unit) == (kind, bound, unit)
    if ".." in value:
        low, _, high = value.partition("..")
        assert (mention.value, mention.low, mention.high) == (None, number(low), number(high))
    else:
        assert mention.value == number(value)
        assert mention.low == (number(value) if bound in ("exact", "over", "at_least") else None)
        assert mention.high == (number(value) if bound in ("exact", "under", "at_most") else None)


def test_tables_are_large_enough() -> None:
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 800
    assert len({row[0] for row in rows("readings.tsv")}) >= 400
