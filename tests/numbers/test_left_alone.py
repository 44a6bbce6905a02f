"""What is no figure: words that hold a numeral, names, identifiers, dates, orders, list marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from articlex.numbers import find_mentions

LINES = (Path(__file__).parent / "left_alone.tsv").read_text(encoding="utf-8").split("\n")
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("text", "kinds"), ROWS)
def test_left_alone(text: str, kinds: str) -> None:
    expected = [] if kinds == "-" else kinds.split(" ")
    assert [m.kind for m in find_mentions(text)] == expected


def test_table_is_large_enough() -> None:
    assert len(ROWS) >= 300
