"""The time that a figure covers: the periods in reach of a claim, and what speaks for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from articlex.claims.agents import AboutClaim
from articlex.claims.site import Site
from articlex.claims.weights import Part, spelled
from articlex.model import PeriodSource, day_of
from articlex.numbers import Period
from articlex.text import Reading, Sentence


class PeriodCandidate(NamedTuple):
    """A period in reach of a figure (None: silence), and where it stands."""

    period: Period | None
    place: str
    distance: int = 0
    """Clauses between the two in a sentence, sentences between them otherwise."""
    age: str = ""
    """How long before publication the period ended."""


class Calendar:
    """The periods of one article in the order of the text, and those in reach of a figure."""

    def __init__(self, periods: Sequence[Period], reading: Reading) -> None:
        self._periods = periods
        self._starts = [period.start for period in periods]
        self._reading = reading
        body = next((block for block in reading.blocks if block.section in ("lead", "body")), None)
        self._body = body.start if body else 0
        published = day_of(reading.article.published)
        self._ages = [_age(period, published) for period in periods]

    @staticmethod
    def source(sentence: Sentence, period: Period | None) -> PeriodSource | None:
        """Whether the figure's own sentence says the period, or an earlier one."""
        if period is None:
            return None
        return "explicit" if sentence.start <= period.start < sentence.end else "inherited"

    def candidates(self, sentence: Sentence, site: Site, last: Period | None) -> Iterator[PeriodCandidate]:
        """Silence, then the periods before the figure in its sentence (nearest first), the one after it, the last ones
        of the sentences and paragraphs before, the first of the article, and that of the claim before (`last`)."""
        yield PeriodCandidate(None, "none")
        low = bisect_left(self._starts, sentence.start)
        high = bisect_left(self._starts, site.mention.start)
        clause = site.tokens[site.low].start
        for order, index in enumerate(range(high - 1, max(low, high - 3) - 1, -1)):
            period, age = self._periods[index], self._ages[index]
            between = sum(
                1
                for token in site.tokens[: site.at]
                if token.cls == "w" and period.end <= token.start < clause
            )
            place = "left" if order == 0 else f"left-{order + 1}"
            yield PeriodCandidate(period, place, between + (period.start < clause), age)
        end = site.tokens[site.high - 1].end
        if high < len(self._periods) and self._periods[high].start < end:
            yield self._candidate(high, "right")
        block = self._reading.blocks[sentence.block]
        first = bisect_left(self._starts, block.start)
        if low > first:
            yield self._candidate(low - 1, "paragraph", self._sentences(self._periods[low - 1], sentence))
            if low - 1 > first:
                yield self._candidate(first, "paragraph-first")
        if first > 0:
            yield self._candidate(first - 1, "before", 1)
        opening = bisect_left(self._starts, self._body)
        if opening < min(first, len(self._periods)):
            yield self._candidate(opening, "opening")
        if last is not None:
            yield PeriodCandidate(last, "claim-before")

    def _candidate(self, index: int, place: str, distance: int = 0) -> PeriodCandidate:
        return PeriodCandidate(self._periods[index], place, distance, self._ages[index])

    def _sentences(self, period: Period, sentence: Sentence) -> int:
        return min(3, self._reading.clean.count("。", period.end, sentence.start))


def _shape(period: Period) -> str:
    """How long the period is and whether it is open: day, days, month, year, until ..."""
    start, end = period.date_start, period.date_end
    if start is None or end is None:
        return "unknown" if start is end else "until" if start is None else "from"
    days = (end - start).days + 1
    return (
        "day"
        if days == 1
        else "days"
        if days < 28
        else "month"
        if days < 32
        else "months"
        if days < 365
        else "year"
        if days < 367
        else "years"
    )


def _age(period: Period, published: date | None) -> str:
    """How long before publication the period ended, by steps."""
    end = period.date_end
    if published is None or end is None:
        return "unknown"
    days = (published - end).days
    return (
        "ahead"
        if days < 0
        else "same-day"
        if days == 0
        else "week"
        if days < 8
        else "months"
        if days < 60
        else "year"
        if days < 400
        else "old"
    )


_MARKS = ("以来", "截至", "截止", "目前", "同期", "近", "期间", "至", "起")


def period_features(
    text: str, candidate: PeriodCandidate, last: Period | None, about: AboutClaim
) -> list[str]:
    """What speaks for or against a period."""
    return spelled(period_parts(text, candidate, last, about))


def period_parts(text: str, candidate: PeriodCandidate, last: Period | None, about: AboutClaim) -> list[Part]:
    """The features of a period by what they depend on."""
    place, period = candidate.place, candidate.period
    group, predicate = about.group, about.predicate
    out: list[Part] = [(_of_place, (place, group, predicate, about.new, last is not None))]
    if period is None:
        out.append((_of_silence, (about.rule, about.word, about.section)))
        return out
    end = period.end
    ahead = text[period.start - 1 : period.start] if period.start else ""
    marks = tuple([mark for mark in _MARKS if mark in period.text])
    shape = _shape(period)
    out.append((_of_period, (place, candidate.distance, period.role, shape, group, predicate)))
    out.append((_of_age, (place, shape, candidate.age, period.text[-4:], len(period.text) < 5)))
    out.append((_of_words, (place, ahead, text[end : end + 2], period is last, marks)))
    return out


def _of_place(place: str, group: str, predicate: str, new: str, before: bool) -> list[str]:
    return [
        f"p:{place}",
        f"p:{place}|u:{group}",
        f"p:{place}|v:{predicate}",
        f"p:{place}|{new}",
        f"p:{place}|last:{before}",
    ]


def _of_silence(rule: str, word: str, section: str) -> list[str]:
    return [f"p:none|r:{rule}", f"p:none|w:{word}", f"p:none|section:{section}"]


def _of_period(place: str, distance: int, role: str, shape: str, group: str, predicate: str) -> list[str]:
    return [
        f"p:{place}|d:{distance}",
        f"p:{place}|role:{role}",
        f"p-role:{role}|{shape}",
        f"p:{place}|{shape}",
        f"p:{place}|{shape}|v:{predicate}",
        f"p-{shape}|u:{group}",
    ]


def _of_age(place: str, shape: str, age: str, ending: str, short: bool) -> list[str]:
    """Features by how long ago a period was, and the words that name it."""
    out = [
        f"p:{place}|age:{age}",
        f"p-{shape}|age:{age}",
        f"p:{place}|{shape}|age:{age}",
        f"p:{place}|2:{ending[-2:]}",
    ]
    return [*out, f"p-text:{ending}"] if short else out


def _of_words(place: str, ahead: str, after: str, same: bool, marks: tuple[str, ...]) -> list[str]:
    behind = after[:1]
    return [
        f"p>{behind}",
        f"p<{ahead}",
        f"p:{place}>{behind}",
        f"p:{place}<{ahead}",
        f"p>{after}",
        f"p:{place}|same:{same}",
        *[f"p-has:{mark}|{place}" for mark in marks],
    ]
