"""The values that stages hand on: spans, articles, mentions, claims, results.

All offsets count Unicode code points and are half open: `text[start:end]`. Inside the pipeline they
refer to the *clean* text (markup removed, damage restored, folded to Simplified and half width); in a
`Result` they refer to the original decoded text of the article. `docs/records.md` tells what each field
of a claim means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, Literal, NamedTuple

Kind = Literal[
    "count",
    "money",
    "percent",
    "percentage_point",
    "multiple",
    "ratio",
    "measure",
    "duration",
    "age",
    "date",
    "time",
    "ordinal",
    "identifier",
    "name",
    "enumerator",
]
Bound = Literal["exact", "over", "at_least", "under", "at_most", "about", "range", "several"]
Section = Literal["title", "lead", "heading", "body", "table", "boilerplate"]
Aggregation = Literal["total", "cumulative", "average", "peak", "share", "rate"]
Direction = Literal["up", "down", "flat"]
Basis = Literal["yoy", "mom", "vs"]
PeriodSource = Literal["explicit", "inherited"]
Number = Decimal | Fraction
"""A finite decimal, or an exact fraction where no finite decimal exists (三分之一)."""


def day_of(moment: date | datetime | None) -> date | None:
    """The day of a moment of publication; None where it is unknown.

    >>> day_of(datetime(2024, 1, 9, 10, 32))
    datetime.date(2024, 1, 9)
    """
    return moment.date() if isinstance(moment, datetime) else moment


class Span(NamedTuple):
    """A half-open interval of code points.

    >>> Span(2, 4).of("破获案件8163起")
    '案件'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


NOWHERE = Span(0, 0)
"""The span of what is not there: no numeral, no unit."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One place of the original text that was damaged: what stood there and what became of it.

    `kind` names the damage (`pinyin-insertion`, `lost-byte`, `mojibake`, `undecodable` ...); `restored` is
    the text put in its place, or None where the original cannot be told and the place is only flagged.
    """

    kind: str
    start: int
    end: int
    restored: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in, with the metadata that is known of it.

    `text` is the original decoded text: every offset of a `Result` refers to it.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published: date | datetime | None = None
    source: str | None = None
    editor: str | None = None
    reporters: tuple[str, ...] = ()
    language: str | None = None
    encoding: str | None = None
    encoding_confidence: float | None = None
    url: str | None = None
    damage: tuple[Repair, ...] = ()
    format: str | None = None
    """`text`, `html` or `markdown`; None lets the reader decide by the content."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One maximal numeric expression with approximator, number, scale and unit (`近三成`, `1.8万余人`).

    `value` has the scale applied; it is None for ranges, vague numbers and whatever is no quantity. `low`
    and `high` are the bounds, None where open. `date_start` and `date_end` (inclusive) are set on dates.
    `numeral` is the span of the bare number inside the mention and `unit_span` that of its unit, both in
    the same coordinates as `start` and `end`.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"
    unit: str = ""
    date_start: date | None = None
    date_end: date | None = None
    rule: str = ""
    numeral: Span = NOWHERE
    unit_span: Span = NOWHERE
    flagged: bool = False
    """The numeral touches a destroyed character: it is listed, but no value is read from it."""


@dataclass(frozen=True, slots=True)
class Change:
    """That a figure says by how much something rose or fell: direction, base, and the id of what it
    qualifies.
    """

    direction: Direction
    basis: Basis | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one number says. The fields are those of `docs/records.md`, section "Claim"."""

    id: str
    start: int
    end: int
    text: str
    kind: Kind
    value: Number | None
    low: Number | None
    high: Number | None
    bound: Bound
    unit: str
    predicate: str | None = None
    object: str | None = None
    agent: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_source: PeriodSource | None = None
    period_text: str | None = None
    """The words of a period that could not be resolved to dates, else of the one that was."""
    aggregation: Aggregation = "total"
    change: Change | None = None
    part_of: str | None = None
    same_as: str | None = None
    attribution: str | None = None
    section: Section = "body"
    indicator: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """All that was read from one article; offsets refer to `article.text`."""

    article: Article
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    trace: object = field(default=None, repr=False, compare=False)
    """What `explain` needs of the way there; not part of the record."""

    def to_dict(self) -> dict[str, Any]:
        """The record of the article, ready for JSON: see `docs/records.md`."""
        # The record and the story are made by later stages, which import this module: hence at run time.
        record: dict[str, Any] = import_module("articlex.records").to_dict(self)
        return record

    def explain(self) -> str:
        """How each claim was read, in lines for people: see `articlex.explain`."""
        return str(import_module("articlex.explain").explain(self))
