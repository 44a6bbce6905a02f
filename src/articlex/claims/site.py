"""Where a number stands: its clause, what lies left and right of it, and the claims read before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from articlex.model import Mention
from articlex.syntax.clauses import Token

NOMINAL = frozenset(["n", "nr", "ns", "nt", "vn", "a", "b", "x", "m", "pl", "br", "f", "deng"])
"""Classes that a noun phrase may be made of."""
HEADS = frozenset(["n", "nr", "ns", "nt", "vn", "x", "br"])
"""Classes that a noun phrase may end in."""
VERBS = frozenset(["v", "vi", "vn", "ch", "vc", "vl", "vs", "cop"])
_UNLISTED = frozenset(["n", "x", "nr", "a", "d"])
MOST_LEFT, MOST_RIGHT = 5, 3
"""Possible predicates weighed on each side of a number."""
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
    unit: str = ""


class Site:
    """One number in its sentence, with what the rules ask for; each answer is found once.

    `at` is the number's token; `previous` and `next` are the neighbouring numbers' tokens (-1 and the end where there is
    none); `low` to `high` is its clause, final mark excluded; `reads` are the claims read before it.
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        clause: Sequence[int],
        at: int,
        mention: Mention,
        previous: int,
        next: int,
        reads: Sequence[Read] = (),
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.clause = clause
        self.at = at
        self.mention = mention
        self.previous = previous
        self.next = next
        self.reads = reads
        number = clause[at]
        low, high = at, at + 1
        while low > 0 and clause[low - 1] == number:
            low -= 1
        while high < len(tokens) and clause[high] == number and tokens[high].cls != "w":
            high += 1
        self.low, self.high = low, high
        self.right = min(high, next)
        """Where the number's right side ends: at the next number of the clause, or the clause's end."""

    def surface(self, start: int, end: int) -> str:
        """The source characters of tokens `start` to `end` (exclusive)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def verbs(self, start: int, end: int) -> Iterator[int]:
        """Token indices of the possible predicates in a stretch, left to right."""
        tokens = self.tokens
        return (k for k in range(start, end) if tokens[k].cls in VERBS)

    def clause_before(self, low: int) -> tuple[int, int]:
        """The tokens of the clause that ends just before token `low`, its mark excluded."""
        high = low - 1
        number = self.clause[high]
        low = high
        while low > 0 and self.clause[low - 1] == number:
            low -= 1
        return low, high

    def is_unlisted(self, k: int) -> bool:
        """Whether a token may be a verb that no list knows."""
        token = self.tokens[k]
        return token.cls in _UNLISTED and len(token.text) > 1

    @cached_property
    def left_verbs(self) -> list[int]:
        """The possible predicates before the number in its clause: the nearest ones, and the clause's first."""
        found = list(self.verbs(self.low, self.at))
        near = found[-MOST_LEFT:]
        return near if not found or found[0] == near[0] else [found[0], *near]

    @cached_property
    def right_verbs(self) -> list[int]:
        """The nearest possible predicates after the number, up to the next number."""
        return list(self.verbs(self.at + 1, self.right))[:MOST_RIGHT]

    @cached_property
    def far_verbs(self) -> list[int]:
        """Possible predicates of the clause behind the next number."""
        if self.next >= self.high:
            return []
        found = list(self.verbs(self.next + 1, self.high))
        return found[:2] + found[2:][-1:]

    @cached_property
    def earlier_verbs(self) -> list[tuple[int, int]]:
        """First and last possible predicate of each of the two clauses before, with the clause's end."""
        out = []
        low = self.low
        for _ in range(2):
            if low <= 0:
                break
            low, high = self.clause_before(low)
            verbs = list(self.verbs(low, high))
            out += [(verb, high) for verb in verbs[:1] + verbs[1:][-1:]]
        return out

    @cached_property
    def rights(self) -> list[Phrase]:
        """Noun phrases behind the number; for a chain of bare numbers (15.6万和37.4万港元汇款) also those behind it."""
        found = list(phrases_right(self, self.at + 1, self.right))
        after = self.chain[1] + 1
        if after > self.at + 1:
            end = after
            while end < self.high and self.tokens[end].cls != "M":
                end += 1
            found += [phrase._replace(how="over") for phrase in phrases_right(self, after, end)][:2]
        return found

    @cached_property
    def lefts(self) -> list[Phrase]:
        """Noun phrases before the number, behind the number before."""
        return list(phrases_left(self, max(self.low, self.previous + 1), self.at))

    @cached_property
    def far_head(self) -> Phrase | None:
        """4起一次死亡3人以上的特大道路交通事故: the head behind a modifier that holds numbers of its own."""
        tokens = self.tokens
        if self.next >= self.high:
            return None
        last = next((k for k in range(self.high - 1, self.next, -1) if tokens[k].cls == "de"), -1)
        if last < 0:
            return None
        end = last + 1
        while end < self.high and tokens[end].cls != "M":
            end += 1
        found = (phrase for phrase in phrases_right(self, last + 1, end) if phrase.how != "first")
        phrase = next(found, None)
        return phrase._replace(how="far") if phrase else None

    @cached_property
    def topics(self) -> list[Phrase]:
        """The noun phrase that opens the clause before, and the one that ends it."""
        if self.low == 0:
            return []
        low, high = self.clause_before(self.low)
        start = trimmed(self.tokens, low, high)
        opens = [phrase._replace(how="opens") for phrase in phrases_right(self, start, high)][:1]
        return opens + [phrase._replace(how="ends") for phrase in phrases_left(self, low, high)][:1]

    @cached_property
    def announced(self) -> list[Phrase]:
        """The noun phrase before the nearest colon of the sentence."""
        for k in range(self.at - 1, 0, -1):
            if self.tokens[k].text in ("：", ":"):
                low, high = self.clause_before(k + 1)
                while high > low and self.tokens[high - 1].cls == "br":
                    high -= 1
                return [phrase._replace(how="announced") for phrase in phrases_left(self, low, high)]
        return []

    @cached_property
    def carriers(self) -> list[int]:
        """Earlier claims (indices in `reads`) that may lend predicate or object: the last one, and the one before an
        open bracket, or the one before the last where the two differ in predicate."""
        if not self.reads:
            return []
        last = len(self.reads) - 1
        opened = next((k for k in range(self.at - 1, -1, -1) if self.tokens[k].text in ("（", "）")), -1)
        if opened >= 0 and self.tokens[opened].text == "（":
            outer = next((i for i in range(last, -1, -1) if self.reads[i].site < opened), -1)
            if outer >= 0 and outer != last:
                return [last, outer]
        elif last > 0 and self.reads[last - 1].predicate != self.reads[last].predicate:
            return [last, last - 1]
        return [last]

    @cached_property
    def chain(self) -> tuple[int, int]:
        """First and last token of the chain of numbers joined by 、 和 及 that the number stands in."""
        tokens = self.tokens
        first = last = self.at
        while first - 2 >= self.low and tokens[first - 2].cls == "M" and tokens[first - 1].text in JOINING:
            first -= 2
        while last + 2 < len(tokens) and tokens[last + 2].cls == "M" and tokens[last + 1].text in JOINING:
            last += 2
        return first, last


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
    # 发生两次大规模喷发: behind a verb to the left, a verb may end the phrase as its noun.
    if (
        run < end
        and tokens[run].cls in VERBS
        and (run + 1 == end or tokens[run + 1].cls in ("w", "dun", "c"))
    ):
        seen.add(run + 1)
        yield Phrase(start, run + 1, "verb-end")
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
