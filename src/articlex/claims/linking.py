"""Links between claims: the figure stated again, the part of a whole, the figure that a change qualifies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from articlex.claims.features import PERSON_UNITS
from articlex.model import Aggregation, Change, Mention, PeriodSource, Section
from articlex.numbers import Period

ROUNDING = Fraction(1, 10)
"""超2万人 and 2.08万人 may be one figure: a rounded one lies within a tenth of the exact one."""


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
    carried: int = -1
    part_of: int = -1
    same_as: int = -1
    after_part_mark: bool = False
    story: Any = None


def _people(unit: str) -> str:
    return "人" if unit in PERSON_UNITS else unit


def comparable(a: Draft, b: Draft) -> bool:
    """Whether two figures count in the same unit (all units of persons are one)."""
    return a.mention.kind == b.mention.kind and _people(a.mention.unit) == _people(b.mention.unit)


def link_parts(drafts: Sequence[Draft], sentence: Sequence[int]) -> None:
    """Mark the claims behind 其中 as parts of the last comparable whole before it, in the sentence or the one before."""
    for position, index in enumerate(sentence):
        draft = drafts[index]
        if not draft.after_part_mark or draft.change:
            continue
        previous = drafts[sentence[position - 1]] if position else None
        if previous is not None and previous.part_of >= 0 and comparable(previous, draft):
            draft.part_of = previous.part_of
            continue
        for candidate in range(index - 1, max(-1, index - 6), -1):
            whole = drafts[candidate]
            if draft.sentence - whole.sentence > 1:
                break
            if whole.change is None and whole.part_of < 0 and _could_hold(whole, draft):
                draft.part_of = candidate
                break


def _could_hold(whole: Draft, part: Draft) -> bool:
    if not comparable(whole, part):
        return False
    big, small = _size(whole), _size(part)
    return big is None or small is None or big >= small


def _size(draft: Draft) -> Decimal | Fraction | None:
    mention = draft.mention
    return mention.value if mention.value is not None else mention.high or mention.low


def link_same(drafts: Sequence[Draft]) -> None:
    """Mark each claim that states again the very figure of an earlier one, also rounded, with the earliest twin."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for index, draft in enumerate(drafts):
        key = (draft.mention.kind, _people(draft.mention.unit))
        for earlier in buckets.get(key, ()):
            if drafts[earlier].same_as < 0 and _restates(drafts[earlier], draft):
                draft.same_as = earlier
                break
        buckets.setdefault(key, []).append(index)


def _restates(first: Draft, again: Draft) -> bool:
    if first.sentence == again.sentence or bool(first.change) != bool(again.change):
        return False
    if first.change and again.change and first.change.direction != again.change.direction:
        return False
    a, b = first.mention, again.mention
    equal = (a.value, a.low, a.high) == (b.value, b.low, b.high)
    if not equal:
        if (a.value is not None and a.value == b.value and a.value > 20) or _rounds(a, b) or _rounds(b, a):
            pass
        else:
            return False
    small = (a.value is not None and a.value < 10 and a.value == int(a.value)) or not equal
    if small:
        return _alike(first.object, again.object) and _alike(first.predicate, again.predicate)
    if first.object and again.object:
        return _alike(first.object, again.object) or (first.predicate is not None and first.predicate == again.predicate)
    return _alike(first.predicate, again.predicate) or first.object == again.object or a.value is None or a.value >= 100


def _rounds(rounded: Mention, exact: Mention) -> bool:
    """Whether `rounded` (超2万, 近三成) may be `exact` said roughly."""
    if rounded.value is None or exact.value is None or not rounded.value:
        return False
    if rounded.bound == "exact" or exact.bound != "exact":
        return False
    off = Fraction(exact.value) / Fraction(rounded.value) - 1
    if rounded.bound in ("over", "at_least"):
        return 0 <= off <= ROUNDING
    if rounded.bound in ("under", "at_most"):
        return -ROUNDING <= off <= 0
    return abs(off) <= ROUNDING / 2


def _alike(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a == b
    return a == b or a in b or b in a or a[-2:] == b[-2:]
