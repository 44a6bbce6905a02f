"""Links between claims: the figure stated again, the part of a whole, the figure that a change qualifies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from articlex.claims.draft import Draft
from articlex.claims.features import PERSON_UNITS
from articlex.claims.weights import Part, Scale
from articlex.model import Mention

ROUNDING = Fraction(1, 10)
"""超2万人 and 2.08万人 may be one figure: a rounded one lies within a tenth of the exact one."""


def _people(unit: str) -> str:
    return "人" if unit in PERSON_UNITS else unit


def comparable(a: Draft, b: Draft) -> bool:
    """Whether two figures count in the same unit (all units of persons are one)."""
    return a.mention.kind == b.mention.kind and _people(a.mention.unit) == _people(b.mention.unit)


FURTHEST_WHOLE = 6
"""Claims back that may still be the whole of a part."""
_MARKS = ("其中", "当中", "包括", "另有", "其余", "另外", "分别", "（", "占", "中，", "里", "含")


def link_parts(drafts: Sequence[Draft], text: str, scale: Scale) -> None:
    """Link each claim that is a part (其中, 包括) with its whole, a claim before it, or behind 包括...在内的."""
    for index, draft in enumerate(drafts):
        options = list(part_options(drafts, index, text))
        if len(options) > 1:
            chosen, _ = scale.best([parts for _, parts in options])
            draft.part_of = options[chosen][0]


def part_options(drafts: Sequence[Draft], index: int, text: str) -> Iterator[tuple[int, list[Part]]]:
    """The possible wholes of a claim (-1: it is no part) with what speaks for each."""
    draft = drafts[index]
    mention = draft.mention
    yield -1, []
    if draft.change is not None:
        return
    previous = drafts[index - 1].part_of if index else -1
    if index + 1 < len(drafts) and drafts[index + 1].sentence == draft.sentence:
        behind = text[mention.end : drafts[index + 1].mention.start]
        if "在内" in behind and comparable(draft, drafts[index + 1]):
            yield index + 1, [(_of_whole_behind, ())]
    for candidate in range(index - 1, max(-1, index - 1 - FURTHEST_WHOLE), -1):
        whole = drafts[candidate]
        if draft.sentence - whole.sentence > 2 or whole.change is not None:
            continue
        between = text[whole.mention.end : mention.start]
        near = text[max(whole.mention.end, mention.start - 16) : mention.start]
        fits = (
            "same" if comparable(whole, draft) else "kind" if whole.mention.kind == mention.kind else "other"
        )
        big, small = _size(whole), _size(draft)
        size = (
            "unknown"
            if big is None or small is None
            else "more"
            if big > small
            else "equal"
            if big == small
            else "less"
        )
        away = draft.sentence - whole.sentence
        marks = tuple([mark for mark in _MARKS if mark in between])
        last = max([between.rfind(mark) for mark in _MARKS[:4]])
        since = "none"
        if last >= 0:
            since_mark = [
                d for d in drafts[candidate + 1 : index] if d.mention.start > whole.mention.end + last
            ]
            since = str(min(3, len(since_mark)))
        likeness = _likeness(whole.object, draft.object), _likeness(whole.predicate, draft.predicate)
        sibling = previous >= 0 and previous == whole.part_of
        opened = between.count("（") > between.count("）")
        yield (
            candidate,
            [
                (_of_fit, (fits, size, min(index - candidate, 4), away, since, opened)),
                (_of_line, (fits, previous == candidate, last >= 0, whole.part_of >= 0, sibling)),
                (_of_words, (fits, *likeness, "。" in between, whole.mention.kind, mention.kind)),
                (_of_marks, (fits, size, marks, tuple([mark for mark in _MARKS if mark in near]))),
            ],
        )


def _of_whole_behind() -> list[str]:
    return ["w:behind"]


def _of_fit(fits: str, size: str, back: int, away: int, since: str, opened: bool) -> list[str]:
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
    return [*out, f"w-bracket|{fits}|{size}"] if opened else out


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
    return draft.mention.kind, _people(draft.mention.unit)


def comparables(drafts: Sequence[Draft], index: int) -> list[int]:
    """The claims before `index` that count in its unit."""
    key = _unit_key(drafts[index])
    return [other for other in range(index) if _unit_key(drafts[other]) == key]


def link_same(drafts: Sequence[Draft], scale: Scale) -> None:
    """Link each claim that states again the very figure of an earlier one, also rounded, with the earliest twin."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for index, draft in enumerate(drafts):
        key = _unit_key(draft)
        options = list(same_options(drafts, index, buckets.get(key, ())))
        if len(options) > 1:
            chosen, _ = scale.best([parts for _, parts in options])
            twin = options[chosen][0]
            draft.same_as = drafts[twin].same_as if twin >= 0 and drafts[twin].same_as >= 0 else twin
        buckets.setdefault(key, []).append(index)


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
        yield (
            candidate,
            [
                (_of_figure, (how, grain, objects, predicates, far, draft.mention.kind)),
                (_of_twins, (how, grain, first.section, draft.section)),
                (_of_claims, (*changes, agents, *partial, first.same_as >= 0)),
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
