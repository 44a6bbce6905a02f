"""The short ways for plain quantities and dates read what the full order of readers reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from articlex.model import Mention
from articlex.numbers import chinese, dates, find_mentions, identifiers
from articlex.numbers.page import Page

HERE = Path(__file__).parent


def texts() -> list[str]:
    """The texts of all tables, marks removed."""
    out = []
    for name in ("readings.tsv", "left_alone.tsv", "dates.tsv"):
        for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                out.append(line.split("\t")[0].replace("⟦", "").replace("⟧", ""))
    return out


def test_both_ways_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2024, 1, 9)
    short: list[list[Mention]] = [find_mentions(text, published=day) for text in texts()]

    def never(page: Page, begin: int, end: int) -> bool:
        return False

    monkeypatch.setattr(chinese, "plain_quantity", never)
    monkeypatch.setattr(identifiers, "plain_quantity", never)
    monkeypatch.setattr(dates, "plain_date", never)
    assert [find_mentions(text, published=day) for text in texts()] == short
    assert sum(map(len, short)) > 400
