"""Figures of an article that cannot all be true, and the same figure told differently by two articles.

Six checks, each on what the record links, none on guesses:

* `change`: a share and an amount that tell the same change of the same figure (上升36.2%, 增加1680人) lead
  back to different earlier figures;
* `parts`: a part is greater than its total (sums are not compared: parts may overlap);
* `share`: a part and its share (其中货车占23%) do not fit the total;
* `same`: a figure that is said again is another figure the second time;
* `articles`: two articles state the same figure of the same agent and period differently;
* `history`: a figure and its 同比 lead back to another figure than the one stated a year before.

Figures are compared as intervals (`articlex.analysis.interval`): a contradiction is reported only where no
rounding and no approximator can explain it.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from articlex.analysis.interval import Interval, interval
from articlex.analysis.wording import number_words

Claim = Mapping[str, Any]
Record = Mapping[str, Any]

ZERO = Interval(Fraction(0), Fraction(0))
ONE = Interval(Fraction(1), Fraction(1))
PERCENT = Interval(Fraction(100), Fraction(100))


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction: the check that found it, the article, the claims concerned, and a sentence."""

    check: str
    article: str | None
    claims: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that one article states and another may state too."""

    article: str | None
    claim: Claim
    yearly: tuple[Claim, ...] = ()
    """The changes of the figure against the year before, as the same article tells them."""


Key = tuple[str | None, ...]


def check_records(records: Iterable[Record]) -> Iterator[Finding]:
    """All findings: article by article in order, then those between articles.

    Of the articles only the figures that can meet others are kept in memory.
    """
    stated: dict[Key, list[Statement]] = defaultdict(list)
    for record in records:
        yield from check_article(record)
        for statement in _statements(record):
            stated[_identity(statement.claim)].append(statement)
    for key, group in stated.items():
        yield from _between_articles(group)
        yield from _against_history(key, group, stated)


def check_article(record: Record) -> Iterator[Finding]:
    """The findings within one article."""
    claims = {claim["id"]: claim for claim in record["claims"]}
    yield from _changes(record, claims)
    yield from _parts(record, claims)
    yield from _repetitions(record, claims)


def _figure(claim: Claim) -> Interval | None:
    """The interval of a claim that is a plain figure of its own unit (no share, no vague range)."""
    return None if claim["bound"] == "several" else interval(claim)


def _changes(record: Record, claims: Mapping[str, Claim]) -> Iterator[Finding]:
    """Two changes of one figure against the same base must lead back to the same earlier figure.

    同比上升20%，增加80起: a change without a base of its own goes with any.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        change = claim["change"]
        if change and change["of"] in claims and change["direction"] != "flat":
            told[change["of"]].append(claim)
    for of, changes in told.items():
        figure = claims[of]
        if figure["change"]:
            continue  # a change of a change: what it was before cannot be told from it
        for left, right in combinations(changes, 2):
            bases = {left["change"]["basis"], right["change"]["basis"]} - {None}
            things = {left["object"], right["object"]} - {None}
            if len(bases) > 1 or len(things) > 1:
                continue  # not told of the same thing, or not against the same base
            before = _before(figure, left), _before(figure, right)
            if before[0] and before[1] and not before[0].meets(before[1]):
                yield Finding(
                    "change",
                    record["id"],
                    (of, left["id"], right["id"]),
                    f"{figure['text']}: by {_told(left)} it was {_shown(before[0])} before, "
                    f"by {_told(right)} it was {_shown(before[1])}",
                )


def _before(figure: Claim, change: Claim) -> Interval | None:
    """What a figure must have been before a change of it; None where the change does not tell."""
    now, by = _figure(figure), _figure(change)
    if now is None or by is None or figure["kind"] in ("percent", "percentage_point", "multiple"):
        return None  # a rate that fell by 4 % fell by points or by a share: one cannot tell
    up = change["change"]["direction"] == "up"
    if change["kind"] == "percent":
        share = by.over(PERCENT)
        factor = ONE.plus(share) if up else ONE.minus(share)
        return now.over(factor) if factor.low is not None and factor.low > 0 else None
    if change["unit"] == figure["unit"] and change["kind"] == figure["kind"]:
        return now.minus(by) if up else now.plus(by)
    return None


def _parts(record: Record, claims: Mapping[str, Claim]) -> Iterator[Finding]:
    """Parts against their total, and shares against part and total."""
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims.values():
        if claim["part_of"] in claims:
            parts[claim["part_of"]].append(claim)
    for total_id, members in parts.items():
        total = claims[total_id]
        whole = _figure(total)
        if whole is None or whole.high is None:
            continue
        counted = [
            part for part in members if part["unit"] == total["unit"] and part["kind"] == total["kind"]
        ]
        for part in counted:
            size = _figure(part)
            if size is not None and size.low is not None and size.low > whole.high:
                says = f"{_told(part)} is a part of {_told(total)}, but greater"
                yield Finding("parts", record["id"], (total_id, part["id"]), says)
        yield from _shares(record, total, counted, members)


def _shares(
    record: Record, total: Claim, counted: Sequence[Claim], members: Sequence[Claim]
) -> Iterator[Finding]:
    """A share right behind the part that it tells (其中冰毒18公斤，占六成) must be that part of the total."""
    whole = _figure(total)
    order = [claim for claim in record["claims"] if claim in members]
    for part, share in pairwise(order):
        if part not in counted or share["kind"] != "percent" or share["aggregation"] != "share":
            continue
        if share["object"] not in (None, part["object"]):
            continue
        size, told = _figure(part), _figure(share)
        if whole is None or size is None or told is None:
            continue
        real = size.over(whole).times(PERCENT)
        if not real.meets(told):
            says = f"{_told(part)} of {_told(total)} is {_shown(real)}%, not {share['text']}"
            yield Finding("share", record["id"], (total["id"], part["id"], share["id"]), says)


def _repetitions(record: Record, claims: Mapping[str, Claim]) -> Iterator[Finding]:
    """A figure said again must be able to be the same figure."""
    for claim in claims.values():
        first = claims.get(claim["same_as"])
        if first is None:
            continue
        left, right = _figure(first), _figure(claim)
        if left is not None and right is not None and not left.meets(right):
            says = f"{_told(first)} is said again as {_told(claim)}"
            yield Finding("same", record["id"], (first["id"], claim["id"]), says)


def _statements(record: Record) -> Iterator[Statement]:
    """The figures of an article whose agent and days are known, each once, no changes, no parts."""
    yearly: dict[str, list[Claim]] = defaultdict(list)
    for claim in record["claims"]:
        if claim["change"] and claim["change"]["basis"] == "yoy" and claim["change"]["of"]:
            yearly[claim["change"]["of"]].append(claim)
    for claim in record["claims"]:
        named = (claim["indicator"] or claim["predicate"]) and claim["object"]
        known = named and claim["agent"] and claim["period_start"] and claim["period_end"]
        if known and not (claim["change"] or claim["part_of"] or claim["same_as"]):
            yield Statement(record["id"], claim, tuple(yearly[claim["id"]]))


def _identity(claim: Claim) -> Key:
    """What makes two figures of different articles the same; the days come last."""
    what = claim["indicator"] or claim["predicate"]
    same = tuple(claim[field] for field in ("object", "agent", "unit", "aggregation", "kind"))
    return (what, *same, claim["period_start"], claim["period_end"])


def _between_articles(group: Sequence[Statement]) -> Iterator[Finding]:
    """Each article against the first one that stated the figure."""
    first, *others = group
    for other in others:
        left, right = _figure(first.claim), _figure(other.claim)
        if other.article == first.article or left is None or right is None or left.meets(right):
            continue
        says = f"{_owned(other)}, but {_told(first.claim)} in {first.article}"
        yield Finding("articles", other.article, (other.claim["id"],), says)


def _against_history(
    key: Key, group: Sequence[Statement], stated: Mapping[Key, Sequence[Statement]]
) -> Iterator[Finding]:
    """What a figure and its change against last year lead back to, against what was stated then."""
    days = _year_before(key[-2]), _year_before(key[-1])
    earlier = stated.get((*key[:-2], *days), ())
    for statement in group:
        for change in statement.yearly:
            before = _before(statement.claim, change)
            for then in earlier[:1]:
                figure = _figure(then.claim)
                if before is None or figure is None or before.meets(figure):
                    continue
                says = (
                    f"{_owned(statement)} and {_told(change)} make {_shown(before)} a year before, "
                    f"but {then.article} has {_told(then.claim)}"
                )
                yield Finding("history", statement.article, (statement.claim["id"], change["id"]), says)


def _year_before(day: str | None) -> str | None:
    """The same day of the year before; the last of February for the 29th."""
    if day is None:
        return None
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year - 1:04}-{month:02}-{min(number, monthrange(year - 1, month)[1]):02}"


def _owned(statement: Statement) -> str:
    return f"{statement.claim['agent']} {_told(statement.claim)}"


def _told(claim: Claim) -> str:
    """A figure with the words around it."""
    words = [claim["predicate"], claim["object"], " ".join(claim["text"].split())]
    return "".join(word for word in words if word)


def _shown(figure: Interval) -> str:
    """An interval in digits, to three places at most."""
    ends = [number_words(end) for end in (figure.low, figure.high)]
    if ends[0] == ends[1]:
        return ends[0]
    if figure.low is None:
        return f"at most {ends[1]}"
    return f"at least {ends[0]}" if figure.high is None else f"{ends[0]} to {ends[1]}"
