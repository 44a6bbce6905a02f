"""A claim in the making, and the story of how it came to read as it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from articlex.model import Aggregation, Change, Mention, PeriodSource, Section
from articlex.numbers import Period


class Story(NamedTuple):
    """Why a claim reads as it does: the readings weighed with their sums (in tenths), best first."""

    options: tuple[tuple[int, str, str | None, str | None], ...]
    agents: tuple[tuple[int, str, str | None], ...]
    periods: tuple[tuple[int, str, str | None], ...] = ()


@dataclass(slots=True)
class Draft:
    """A claim in the making; links are indices into the article's drafts (-1: none)."""

    mention: Mention
    sentence: int
    section: Section
    predicate: str | None
    object: str | None
    rules: list[str]
    agent: str | None = None
    period: Period | None = None
    period_source: PeriodSource | None = None
    aggregation: Aggregation = "total"
    attribution: str | None = None
    indicator: str | None = None
    change: Change | None = None
    of: int = -1
    part_of: int = -1
    same_as: int = -1
    story: Story | None = None
