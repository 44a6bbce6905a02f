"""Where a number stands: its clause, what lies left and right of it, and the claims read before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from articlex.model import Mention
from articlex.syntax.clauses import Token

NOMINAL = frozenset(["n", "nr", "ns", "nt", "vn", "a", "b", "x", "m", "pl", "br", "f", "deng"])
"""Classes that a noun phrase may be made of."""
HEADS = frozenset(["n", "nr", "ns", "nt", "vn", "x", "br"])
"""Classes that a noun phrase may end in."""
VERBS = frozenset(["v", "vi", "vn", "ch", "vc", "vl", "vs", "cop"])
JOINING = frozenset(["和", "及", "与", "以及", "或", "暨", "、"])


class Read(NamedTuple):
    """A claim as read so far: the answer for one number, with how it was found."""

    site: int
    """Token index of the number in its sentence, or -1 for a number of an earlier sentence."""
    rule: str
    predicate: str | None
    object: str | None
    predicate_at: int
    """Token index of the predicate, or -1 when it was carried over, is null, or lies in an earlier sentence."""


@dataclass(slots=True)
class Site:
    """One number in its sentence. `at` is its token; `previous` and `next` are the neighbouring numbers' tokens."""

    text: str
    tokens: Sequence[Token]
    clause: Sequence[int]
    at: int
    mention: Mention
    previous: int
    next: int
    reads: Sequence[Read] = field(default=())
    low: int = 0
    high: int = 0

    def __post_init__(self) -> None:
        number = self.clause[self.at]
        low = self.at
        while low > 0 and self.clause[low - 1] == number:
            low -= 1
        high = self.at + 1
        while high < len(self.tokens) and self.clause[high] == number and self.tokens[high].cls != "w":
            high += 1
        self.low, self.high = low, high

    @property
    def right(self) -> int:
        """The token where the number's right side ends: the next number of the clause, or the clause's end."""
        return min(self.high, self.next)

    def surface(self, start: int, end: int) -> str:
        """The source characters of tokens `start` to `end` (exclusive)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def verbs(self, start: int, end: int) -> Iterator[int]:
        """Token indices of the possible predicates in a stretch, left to right."""
        for k in range(start, end):
            if self.tokens[k].cls in VERBS:
                yield k


class Phrase(NamedTuple):
    """A noun phrase: tokens `start` to `end` (exclusive), and how it was delimited."""

    start: int
    end: int
    how: str


def phrases_right(site: Site, start: int, end: int) -> Iterator[Phrase]:
    """Noun phrases that begin right at `start`: the bare run, the coordinated run, and those with a clause inside."""
    tokens = site.tokens
    if start < end and tokens[start].cls == "de":
        start += 1
    run = _run(tokens, start, end, joined=False)
    seen = set()
    bare = _head_end(tokens, start, run)
    if bare > start:
        seen.add(bare)
        yield Phrase(start, bare, "run")
    if bare > start + 1 and tokens[start].cls in HEADS and len(tokens[start].text) > 1:
        yield Phrase(start, start + 1, "first")
    joined = _head_end(tokens, start, _run(tokens, start, end, joined=True))
    if joined > start and joined not in seen:
        seen.add(joined)
        yield Phrase(start, joined, "joined")
    # 涉案 人员, 涉嫌 诈骗 的 犯罪 嫌疑人: a verb that a noun follows may belong to the phrase.
    k = run
    verbal = k
    while k < end:
        cls = tokens[k].cls
        if cls in NOMINAL:
            k += 1
            verbal = k
        elif cls in VERBS or cls in ("dun", "de") or tokens[k].text in JOINING:
            k += 1
        else:
            break
    verbal = _head_end(tokens, start, verbal)
    if verbal > start and verbal not in seen:
        seen.add(verbal)
        yield Phrase(start, verbal, "verbal")
    # With 的: everything up to the run behind the last 的 of the stretch.
    last = next((k for k in range(end - 1, start, -1) if tokens[k].cls == "de"), -1)
    if last >= 0:
        stop = _head_end(tokens, last + 1, _run(tokens, last + 1, end, joined=False))
        if stop > last + 1 and stop not in seen:
            seen.add(stop)
            yield Phrase(start, stop, "de")


def _run(tokens: Sequence[Token], start: int, end: int, *, joined: bool) -> int:
    """The end of the run of nominal tokens from `start`, with `joined` across 、 和 及 between nominals."""
    k = start
    while k < end:
        if tokens[k].cls in NOMINAL:
            k += 1
        elif (
            joined
            and k > start
            and tokens[k].text in JOINING
            and k + 1 < end
            and tokens[k + 1].cls in NOMINAL
        ):
            k += 2
        else:
            break
    return k


def _head_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` moved left until the last token can be a head."""
    while end > start and tokens[end - 1].cls not in HEADS:
        end -= 1
    return end


_SKIPPED_BEFORE = frozenset(["d", "cop", "le", "p", "t", "vl", "u", "o", "c"])


def phrases_left(site: Site, low: int, end: int) -> Iterator[Phrase]:
    """Noun phrases that end just before `end`, adverbs and copulas skipped: bare run, with 的, and the whole stretch."""
    tokens = site.tokens
    stop = end
    while stop > low and (
        tokens[stop - 1].cls in _SKIPPED_BEFORE
        or (tokens[stop - 1].cls == "de" and stop - 1 > low and tokens[stop - 2].cls == "t")
    ):
        stop -= 1
    if stop <= low or tokens[stop - 1].cls not in NOMINAL:
        return
    start = stop
    while start > low and tokens[start - 1].cls in NOMINAL:
        start -= 1
    first = start
    yield Phrase(start, stop, "run")
    if stop - start > 1 and len(tokens[stop - 1].text) > 1:
        yield Phrase(stop - 1, stop, "last")
    k = start
    while k > low:
        cls = tokens[k - 1].cls
        if cls in NOMINAL or cls in ("de", "dun") or tokens[k - 1].text in JOINING:
            k -= 1
        else:
            break
    while k < first and tokens[k].cls not in NOMINAL:
        k += 1
    if k < first:
        yield Phrase(k, stop, "de")
    whole = trimmed(tokens, low, stop)
    if whole < k:
        yield Phrase(whole, stop, "whole")


_TRIMMED = frozenset(["d", "t", "le", "c", "p", "u", "o", "w", "dun", "de"])


def trimmed(tokens: Sequence[Token], start: int, end: int) -> int:
    """`start` moved right over what no noun phrase begins with (adverbs, times, particles)."""
    while start < end and tokens[start].cls in _TRIMMED:
        start += 1
    return start


def trimmed_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` moved left over what no noun phrase ends with."""
    while end > start and tokens[end - 1].cls in _SKIPPED_BEFORE | {"de", "w", "dun"}:
        end -= 1
    return end
