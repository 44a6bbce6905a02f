"""Links between claims: the figure stated again, the part of a whole, the figure that a change qualifies."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from fractions import Fraction
from sys import maxsize
from typing import NamedTuple

from articlex.claims.draft import Draft
from articlex.claims.features import PERSON_UNITS
from articlex.claims.weights import Part, Scale
from articlex.model import Mention

ROUNDING = Fraction(1, 10)
"""超2万人 and 2.08万人 may be one figure: a rounded one lies within a tenth of the exact one."""


_AMONG = re.compile(r"[^，。；：0-9]{0,10}?(?:中|里|当中|之中|里面)(?!国|心|央|学|队|型|东|部|期|国家)")
"""死亡的47人中有45人: what follows the whole of parts."""


def _people(unit: str) -> str:
    """One unit for all people; a bare number that is counted (2死12伤) counts people too."""
    return "人" if unit in PERSON_UNITS or not unit else unit


FURTHEST_WHOLE = 6
"""Claims back that may still be the whole of a part."""
_MARKS = ("其中", "当中", "包括", "另有", "其余", "另外", "分别", "（", "占", "中，", "里", "含")


class _Known(NamedTuple):
    """What links ask of one claim again and again: its unit and its size."""

    unit: tuple[str, str]
    size: Fraction | None


def _known(drafts: Sequence[Draft]) -> list[_Known]:
    return [_Known(_unit_key(draft), _size(draft)) for draft in drafts]


def link_parts(drafts: Sequence[Draft], text: str, scale: Scale) -> None:
    """Link each claim that is a part (其中, 包括) with its whole, a claim before it, or behind 包括...在内的."""
    known = _known(drafts)
    for index, draft in enumerate(drafts):
        options = list(part_options(drafts, index, text, known))
        chosen = scale.best([parts for _, parts in options])[0] if len(options) > 1 else 0
        draft.part_of = options[chosen][0]


def part_options(
    drafts: Sequence[Draft], index: int, text: str, known: Sequence[_Known] | None = None
) -> Iterator[tuple[int, list[Part]]]:
    """The possible wholes of a claim (-1: it is no part) with what speaks for each.

    `known` is what was found of all claims before, where one asks for many.
    """
    known = known or _known(drafts)
    draft = drafts[index]
    mention = draft.mention
    if draft.change is not None:
        yield -1, []
        return
    unit, small = known[index]
    if index + 1 < len(drafts) and drafts[index + 1].sentence == draft.sentence:
        behind = text[mention.end : drafts[index + 1].mention.start]
        if "在内" in behind and unit == known[index + 1].unit:  # 包括1名婴儿在内的18人 leaves no choice
            yield index + 1, []
            return
    yield -1, []
    previous = drafts[index - 1].part_of if index else -1
    start, kind = mention.start, mention.kind
    marks_near = _marks(text[max(0, start - 16) : start])
    for candidate in range(index - 1, max(-1, index - 1 - FURTHEST_WHOLE), -1):
        whole = drafts[candidate]
        away = draft.sentence - whole.sentence
        if away > 2 or whole.change is not None:
            continue
        other = whole.mention
        between = text[other.end : start]
        marks = _marks(between)
        near = marks if len(between) <= 16 else marks_near
        fits = "same" if known[candidate].unit == unit else "kind" if other.kind == kind else "other"
        size = _compared(known[candidate].size, small)
        last = max([between.rfind(mark) for mark in _MARKS[:4]]) if marks else -1
        since = "none"
        if last >= 0:
            place = other.end + last
            since = str(min(3, sum([d.mention.start > place for d in drafts[candidate + 1 : index]])))
        opened = "（" in marks and between.count("（") > between.count("）")
        fit = (
            fits,
            size,
            min(index - candidate, 4),
            away,
            since,
            opened,
            opened and between.find("（") < 8,
            _AMONG.match(between) is not None,
        )
        sibling = previous >= 0 and previous == whole.part_of
        objects, predicates = (
            _likeness(whole.object, draft.object),
            _likeness(whole.predicate, draft.predicate),
        )
        yield (
            candidate,
            [
                (_of_fit, fit),
                (_of_line, (fits, previous == candidate, last >= 0, whole.part_of >= 0, sibling)),
                (_of_words, (fits, objects, predicates, "。" in between, other.kind, kind)),
                (_of_marks, (fits, size, marks, near)),
            ],
        )


def _marks(text: str) -> tuple[str, ...]:
    """The marks of a part that a stretch holds."""
    return tuple([mark for mark in _MARKS if mark in text])


def _compared(big: Fraction | None, small: Fraction | None) -> str:
    """How the size of a whole compares with that of its part."""
    if big is None or small is None:
        return "unknown"
    return "more" if big > small else "equal" if big == small else "less"


def _of_fit(
    fits: str, size: str, back: int, away: int, since: str, opened: bool, directly: bool, among: bool
) -> list[str]:
    """Features of a whole by its size and place."""
    place = f"{back}|s:{away}"
    out = [
        "w",
        f"w:{fits}",
        f"w:{fits}|{size}",
        f"w:{fits}|{place}",
        f"w:{place}",
        f"w-marked:{since != 'none'}|{fits}|{size}",
        f"w-since:{since}|{fits}",
        f"w-since:{since}|{place}",
    ]
    if opened:
        out += [f"w-bracket|{fits}|{size}", f"w-bracket|directly:{directly}"]
    if among:
        out += [f"w-among|{fits}|{size}", f"w-among|s:{away}"]
    return out


def _of_line(fits: str, previous: bool, marked: bool, part: bool, sibling: bool) -> list[str]:
    """Features of a whole by the links before."""
    return [
        f"w-part:{part}",
        f"w-previous:{previous}|{fits}",
        f"w-previous:{previous}|marked:{marked}",
        f"w-sibling:{sibling}",
    ]


def _of_words(fits: str, objects: str, predicates: str, stop: bool, whole: str, part: str) -> list[str]:
    """Features of a whole by what the two claims say."""
    return [
        f"w-object:{objects}|{fits}",
        f"w-predicate:{predicates}",
        f"w-period:{stop}|{fits}",
        f"w-kind:{whole}|{part}",
    ]


def _of_marks(fits: str, size: str, between: tuple[str, ...], near: tuple[str, ...]) -> list[str]:
    """Features of a whole by the marks of a part behind it and before the number."""
    out = [f"w-mark:{mark}|{fits}" for mark in between]
    out += [f"w-near:{mark}|{fits}|{size}" for mark in near]
    return out if between else [*out, f"w-unmarked|{fits}|{size}"]


def _size(draft: Draft) -> Fraction | None:
    mention = draft.mention
    size = mention.value if mention.value is not None else mention.high or mention.low
    return Fraction(size) if size is not None else None


def _likeness(a: str | None, b: str | None) -> str:
    if a is None or b is None:
        return "both-null" if a is b else "one-null"
    return "equal" if a == b else "part" if a in b or b in a else "end" if a[-2:] == b[-2:] else "differ"


def _unit_key(draft: Draft) -> tuple[str, str]:
    kind, unit = draft.mention.kind, draft.mention.unit
    return kind, _people(unit) if kind == "count" else unit


def comparables(drafts: Sequence[Draft], index: int) -> list[int]:
    """The claims before `index` that count in its unit."""
    key = _unit_key(drafts[index])
    return [other for other in range(index) if _unit_key(drafts[other]) == key]


def link_same(drafts: Sequence[Draft], scale: Scale) -> None:
    """Link each claim that states again the very figure of an earlier one, also rounded, with the earliest twin."""
    units: dict[tuple[str, str], _Figures] = {}
    for index, draft in enumerate(drafts):
        figures = units.setdefault(_unit_key(draft), _Figures())
        earlier = figures.near(draft.mention)
        if earlier:
            options = list(same_options(drafts, index, earlier))
            if len(options) > 1:
                chosen, _ = scale.best([parts for _, parts in options])
                twin = options[chosen][0]
                draft.same_as = drafts[twin].same_as if twin >= 0 and drafts[twin].same_as >= 0 else twin
        figures.add(draft.mention, index)


class _Figures:
    """The figures of one unit by what they may be twins of, so that not all are compared with all.

    `_said` holds the claims by value, or by bounds where there is none; `_values` those with a value in the order of
    values, and `_rounded` those among them that are said roughly.
    """

    def __init__(self) -> None:
        self._said: dict[object, list[int]] = {}
        self._values: list[tuple[Fraction, int]] = []
        self._rounded: list[tuple[Fraction, int]] = []

    def add(self, mention: Mention, index: int) -> None:
        """Take up the figure of claim `index`."""
        self._said.setdefault(_said(mention), []).append(index)
        if mention.value:
            entry = Fraction(mention.value), index
            insort(self._values, entry)
            if mention.bound != "exact":
                insort(self._rounded, entry)

    def near(self, mention: Mention) -> list[int]:
        """The claims whose figure may agree with this one, in their order: all that do, and some that do not."""
        found = self._said.get(_said(mention), [])
        others = self._rounded if mention.bound == "exact" else self._values
        if not mention.value or not others:
            return found
        size = Fraction(mention.value)
        least, most = sorted((size * (1 - ROUNDING), size / (1 - ROUNDING)))
        low = bisect_left(others, (least, -1))
        near = [index for _, index in others[low : bisect_left(others, (most, maxsize))]]
        return sorted({*found, *near}) if near else found


def _said(mention: Mention) -> object:
    """What is equal for figures of one value or, where they have none, of one range."""
    return (mention.low, mention.high) if mention.value is None else mention.value


def same_options(
    drafts: Sequence[Draft], index: int, earlier: Sequence[int]
) -> Iterator[tuple[int, list[Part]]]:
    """The possible twins among `earlier` claims of the same unit (-1: the figure is new), with what speaks for each."""
    draft = drafts[index]
    yield -1, []
    for candidate in earlier:
        first = drafts[candidate]
        how = _agreement(first.mention, draft.mention)
        if how is None:
            continue
        value = draft.mention.value
        if value is None:
            grain = "vague"
        else:
            digits = len(str(value).replace(".", "").strip("0").lstrip("-"))
            grain = f"{min(digits, 4)}{'small' if abs(Fraction(value)) < 10 else ''}"
        objects = _likeness(first.object, draft.object)
        predicates = _likeness(first.predicate, draft.predicate)
        away = draft.sentence - first.sentence
        far = "same" if away == 0 else "next" if away == 1 else "near" if away < 5 else "far"
        changes = bool(first.change), bool(draft.change)
        partial = first.part_of >= 0, draft.part_of >= 0
        agents = _likeness(first.agent, draft.agent)
        periods = _same_period(first, draft)
        alike = _shared_characters(first, draft)
        yield (
            candidate,
            [
                (_of_figure, (how, grain, objects, predicates, far, draft.mention.kind)),
                (_of_twins, (how, grain, first.section, draft.section)),
                (_of_claims, (*changes, agents, *partial, first.same_as >= 0)),
                (_of_likeness, (how, grain, alike, periods)),
            ],
        )


def _of_figure(how: str, grain: str, objects: str, predicates: str, far: str, kind: str) -> list[str]:
    """Features of a twin by its figure and words."""
    return [
        "s",
        f"s:{how}",
        f"s:{how}|{grain}",
        f"s:{how}|o:{objects}|p:{predicates}",
        f"s:{grain}|o:{objects}",
        f"s:{grain}|o:{objects}|p:{predicates}",
        f"s:{grain}|p:{predicates}",
        f"s:{far}|{how}",
        f"s:{far}|o:{objects}",
        f"s:{far}|{grain}",
        f"s:kind:{kind}|{how}|{grain}",
    ]


def _of_twins(how: str, grain: str, first: str, again: str) -> list[str]:
    """Features of a twin by the sections of both."""
    return [f"s:{first}|{again}", f"s:{first}|{again}|{how}|{grain}"]


def _of_claims(changes: bool, changed: bool, agents: str, whole: bool, part: bool, twin: bool) -> list[str]:
    """Features of a twin by what else is known of both claims."""
    return [
        f"s:change:{changes}|{changed}",
        f"s:agent:{agents}",
        f"s:part:{whole}|{part}",
        f"s:twin:{twin}",
    ]


def _of_likeness(how: str, grain: str, alike: str, periods: str) -> list[str]:
    """Features of a twin by what the words of both share and by their periods."""
    return [
        f"s:alike:{alike}",
        f"s:alike:{alike}|{grain}",
        f"s:alike:{alike}|{how}",
        f"s:period:{periods}",
        f"s:period:{periods}|{grain}",
        f"s:period:{periods}|alike:{alike}",
    ]


def _shared_characters(a: Draft, b: Draft) -> str:
    """How many characters predicate and object of two claims share: 死亡 and 死, 经济成长 and 经济成长率."""
    mine, other = {*(a.predicate or ""), *(a.object or "")}, {*(b.predicate or ""), *(b.object or "")}
    if not mine or not other:
        return "none"
    shared = len(mine & other)
    return "all" if shared == min(len(mine), len(other)) else str(min(shared, 2))


def _same_period(a: Draft, b: Draft) -> str:
    """Whether two claims are of the same days."""
    if a.period is None or b.period is None:
        return "unsaid"
    same = (a.period.date_start, a.period.date_end) == (b.period.date_start, b.period.date_end)
    return "same" if same else "other"


def _agreement(first: Mention, again: Mention) -> str | None:
    """How two figures agree: equal, equal but for the bound, or one the rounded form of the other; None if they do not."""
    if (first.value, first.low, first.high) == (again.value, again.low, again.high):
        return "equal"
    if first.value is not None and first.value == again.value:
        return "bound"
    if _rounds(first, again):
        return "rounded-first"
    return "rounded-again" if _rounds(again, first) else None


def _rounds(rounded: Mention, exact: Mention) -> bool:
    """Whether `rounded` (超2万人, 近三成) may be `exact` said roughly."""
    if rounded.value is None or exact.value is None or not rounded.value or rounded.bound == "exact":
        return False
    off = Fraction(exact.value) / Fraction(rounded.value) - 1
    if rounded.bound in ("over", "at_least"):
        return 0 <= off <= ROUNDING
    if rounded.bound in ("under", "at_most"):
        return -ROUNDING <= off <= 0
    return abs(off) <= ROUNDING / 2
