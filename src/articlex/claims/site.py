"""Where a number stands: its clause, what lies left and right of it, and the claims read before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from articlex.model import Mention
from articlex.syntax.clauses import Clauses

NOMINAL = frozenset(["n", "nr", "ns", "nt", "vn", "a", "b", "x", "m", "pl", "br", "f", "deng"])
"""Classes that a noun phrase may be made of."""
HEADS = frozenset(["n", "nr", "ns", "nt", "vn", "x", "br"])
"""Classes that a noun phrase may end in."""
VERBS = frozenset(["v", "vi", "vn", "ch", "vc", "vl", "vs", "cop"])
_UNLISTED = frozenset(["n", "x", "nr", "a", "d"])
MOST_LEFT, MOST_RIGHT = 5, 3
"""Possible predicates weighed on each side of a number."""
CURRENCIES = frozenset(["人民币", "港币", "美金", "新台币", "台币"])
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
    topic: str | None = None
    """What a change said next would be a change of: the object, or the predicate where it is as good as a noun
    (进出口19万亿元，增长2.8%)."""


Found = TypeVar("Found")


class once(Generic[Found]):  # noqa: N801 - used as a decorator
    """An attribute that is found when it is first asked for: `functools.cached_property` without the lock that it
    takes before Python 3.12, for a site is read by one thread.
    """

    def __init__(self, find: Callable[[Any], Found]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Found:
        found = instance.__dict__[self._name] = self._find(instance)
        return found


class Line:
    """A sentence with what its numbers ask for alike, so that it is found once for all of them.

    `verbs` are the tokens of all possible predicates; `rights` and `lefts` remember noun phrases by stretch. The others
    are for those who judge and weigh: `of_verb` and `of_noun` by predicate and phrase, `named` by clause.
    """

    __slots__ = ("clauses", "lefts", "named", "of_noun", "of_verb", "rights", "text", "verbs")

    def __init__(self, text: str, clauses: Clauses) -> None:
        self.text = text
        self.clauses = clauses
        self.verbs = [k for k, name in enumerate(clauses.classes) if name in VERBS]
        self.rights: dict[tuple[int, int], list[Phrase]] = {}
        self.lefts: dict[tuple[int, int], list[Phrase]] = {}
        self.of_verb: dict[int, Any] = {}
        self.of_noun: dict[Phrase, Any] = {}
        self.named: dict[int, Any] = {}


class Site:
    """One number in its sentence, with what the rules ask for; each answer is found once.

    `at` is the number's token; `previous` and `next` are the neighbouring numbers' tokens (-1 and the end where there is
    none); `low` to `high` is its clause, final mark excluded; `reads` are the claims read before it. `classes` and
    `words` are those of the tokens.
    """

    def __init__(
        self, line: Line, at: int, mention: Mention, previous: int, next: int, reads: Sequence[Read] = ()
    ) -> None:
        self.line = line
        self.text = line.text
        self.tokens, self.clause, self.bounds, self.classes, self.words = line.clauses
        self.at = at
        self.mention = mention
        self.previous = previous
        self.next = next
        self.reads = reads
        self.low, self.high = self.bounds[self.clause[at]]
        self.right = min(self.high, next)
        """Where the number's right side ends: at the next number of the clause, or the clause's end."""

    def surface(self, start: int, end: int) -> str:
        """The source characters of tokens `start` to `end` (exclusive)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def verbs(self, start: int, end: int) -> list[int]:
        """Token indices of the possible predicates in a stretch, left to right."""
        verbs = self.line.verbs
        return verbs[bisect_left(verbs, start) : bisect_left(verbs, end)]

    def clause_before(self, low: int) -> tuple[int, int]:
        """The tokens of the clause that ends just before token `low`, its mark excluded."""
        return self.bounds[self.clause[low - 1]]

    def is_unlisted(self, k: int) -> bool:
        """Whether a token may be a verb that no list knows."""
        return self.classes[k] in _UNLISTED and len(self.words[k]) > 1

    @once
    def left_verbs(self) -> list[int]:
        """The possible predicates before the number in its clause: the nearest ones, and the clause's first."""
        found = self.verbs(self.low, self.at)
        return found if len(found) <= MOST_LEFT else [found[0], *found[-MOST_LEFT:]]

    @once
    def right_verbs(self) -> list[int]:
        """The nearest possible predicates after the number, up to the next number."""
        return self.verbs(self.at + 1, self.right)[:MOST_RIGHT]

    @once
    def far_verbs(self) -> list[int]:
        """Possible predicates of the clause behind the next number."""
        if self.next >= self.high:
            return []
        found = self.verbs(self.next + 1, self.high)
        return found[:2] + found[2:][-1:]

    @once
    def earlier_verbs(self) -> list[tuple[int, int]]:
        """First and last possible predicate of each of the two clauses before, with the clause's end."""
        out: list[tuple[int, int]] = []
        number = self.clause[self.at]
        for low, high in self.bounds[max(0, number - 2) : number][::-1]:
            verbs = self.verbs(low, high)
            out += [(verb, high) for verb in verbs[:1] + verbs[1:][-1:]]
        return out

    @once
    def behind(self) -> int:
        """The first token behind the number that may begin its noun: 人民币 and its like only name the currency again."""
        after = self.at + 1
        if self.mention.kind == "money" and after < self.right and self.words[after] in CURRENCIES:
            after += 1
        return after

    @once
    def rights(self) -> list[Phrase]:
        """Noun phrases behind the number; for a chain of bare numbers (15.6万和37.4万港元汇款) also those behind it."""
        found = phrases_right(self, self.behind, self.right)
        after = self.chain[1] + 1
        if after > self.at + 1:
            over = phrases_right(self, after, self._next_number(after))[:2]
            return found + [phrase._replace(how="over") for phrase in over]
        return found

    @once
    def all_rights(self) -> list[Phrase]:
        """The noun phrases behind the number, that of `far_head` included."""
        far = self.far_head
        if far is None or any(phrase[:2] == far[:2] for phrase in self.rights):
            return self.rights
        return [*self.rights, far]

    @once
    def lefts(self) -> list[Phrase]:
        """Noun phrases before the number, behind the number before."""
        return phrases_left(self, max(self.low, self.previous + 1), self.at)

    @once
    def far_head(self) -> Phrase | None:
        """4起一次死亡3人以上的特大道路交通事故: the head behind a modifier that holds numbers of its own."""
        if self.next >= self.high:
            return None
        classes = self.classes
        last = next((k for k in range(self.high - 1, self.next, -1) if classes[k] == "de"), -1)
        if last < 0:
            return None
        for phrase in phrases_right(self, last + 1, self._next_number(last + 1)):
            if phrase.how != "first":
                return phrase._replace(how="far")
        return None

    def _next_number(self, k: int) -> int:
        """The first number of the clause from token `k` on, or the clause's end."""
        while k < self.high and self.classes[k] != "M":
            k += 1
        return k

    @once
    def topics(self) -> list[Phrase]:
        """The noun phrase that opens the clause before, and the one that ends it, where it is another."""
        if self.low == 0:
            return []
        low, high = self.clause_before(self.low)
        opening = phrases_right(self, trimmed(self.classes, low, high), high)[:1]
        ending = phrases_left(self, low, high)[:1]
        out = [phrase._replace(how="opens") for phrase in opening]
        if not opening or [phrase[:2] for phrase in opening] != [phrase[:2] for phrase in ending]:
            out += [phrase._replace(how="ends") for phrase in ending]
        return out

    @once
    def announced(self) -> list[Phrase]:
        """The noun phrase before the nearest colon of the sentence."""
        words = self.words
        for k in range(self.at - 1, 0, -1):
            if words[k] in ("：", ":"):
                low, high = self.clause_before(k + 1)
                while high > low and self.classes[high - 1] == "br":
                    high -= 1
                return [phrase._replace(how="announced") for phrase in phrases_left(self, low, high)]
        return []

    @once
    def carriers(self) -> list[int]:
        """Earlier claims (indices in `reads`) that may lend predicate or object: the last one, and the one before an
        open bracket, or the one before the last where the two differ in predicate."""
        if not self.reads:
            return []
        words = self.words
        last = len(self.reads) - 1
        opened = next((k for k in range(self.at - 1, -1, -1) if words[k] in ("（", "）")), -1)
        if opened >= 0 and words[opened] == "（":
            outer = next((i for i in range(last, -1, -1) if self.reads[i].site < opened), -1)
            if outer >= 0 and outer != last:
                return [last, outer]
        elif last > 0 and self.reads[last - 1].predicate != self.reads[last].predicate:
            return [last, last - 1]
        return [last]

    @once
    def chain(self) -> tuple[int, int]:
        """First and last token of the chain of numbers joined by 、 和 及 that the number stands in."""
        classes, words = self.classes, self.words
        first = last = self.at
        while first - 2 >= self.low and classes[first - 2] == "M" and words[first - 1] in JOINING:
            first -= 2
        while last + 2 < len(classes) and classes[last + 2] == "M" and words[last + 1] in JOINING:
            last += 2
        return first, last


class Phrase(NamedTuple):
    """A noun phrase: tokens `start` to `end` (exclusive), and how it was delimited."""

    start: int
    end: int
    how: str


def phrases_right(site: Site, start: int, end: int) -> list[Phrase]:
    """Noun phrases that begin right at `start`: the bare run, the coordinated run, and those with a clause inside."""
    known = site.line.rights
    found = known.get((start, end))
    if found is None:
        found = known[start, end] = _phrases_right(site.classes, site.words, start, end)
    return found


def _phrases_right(classes: Sequence[str], words: Sequence[str], start: int, end: int) -> list[Phrase]:
    if start < end and classes[start] == "de":
        start += 1
    if start >= end:
        return []
    out: list[Phrase] = []
    run = nominal_end(classes, start, end)
    bare = _head_end(classes, start, run)
    if bare > start:
        out.append(Phrase(start, bare, "run"))
        if bare > start + 1 and classes[start] in HEADS and len(words[start]) > 1:
            out.append(Phrase(start, start + 1, "first"))
    joined = joined_end(classes, words, run, end) if run > start else run
    if joined > run:
        joined = _head_end(classes, start, joined)
        if joined > start and joined != bare:
            out.append(Phrase(start, joined, "joined"))
    else:
        joined = bare
    verbal = _verbal(classes, words, run, end)
    if verbal > run:
        verbal = _head_end(classes, start, verbal)
        if verbal > start and verbal != bare and verbal != joined:
            out.append(Phrase(start, verbal, "verbal"))
    else:
        verbal = bare
    # 发生两次大规模喷发: behind a verb to the left, a verb may end the phrase as its noun.
    ending = -1
    if run < end and classes[run] in VERBS and (run + 1 == end or classes[run + 1] in _ENDS):
        ending = run + 1
        out.append(Phrase(start, ending, "verb-end"))
    # With 的: everything up to the run behind the last 的 of the stretch.
    last = end - 1
    while last > start and classes[last] != "de":
        last -= 1
    if last > start:
        stop = _head_end(classes, last + 1, nominal_end(classes, last + 1, end))
        if stop > last + 1 and stop not in (bare, joined, verbal, ending):
            out.append(Phrase(start, stop, "de"))
    return out


_ENDS = frozenset(["w", "dun", "c"])


def nominal_end(classes: Sequence[str], start: int, end: int) -> int:
    """The end of the run of nominal tokens from `start`."""
    while start < end and classes[start] in NOMINAL:
        start += 1
    return start


def joined_end(classes: Sequence[str], words: Sequence[str], run: int, end: int) -> int:
    """The end of a run of nominal tokens that reaches `run`, also across 、 和 及 before nominals."""
    while run + 1 < end and words[run] in JOINING and classes[run + 1] in NOMINAL:
        run = nominal_end(classes, run + 2, end)
    return run


def _verbal(classes: Sequence[str], words: Sequence[str], run: int, end: int) -> int:
    """涉案 人员, 涉嫌 诈骗 的 犯罪 嫌疑人: a verb that a noun follows may belong to the phrase; where that ends."""
    k = verbal = run
    while k < end:
        cls = classes[k]
        if cls in NOMINAL:
            k += 1
            verbal = k
        elif cls in _INSIDE or words[k] in JOINING:
            k += 1
        else:
            break
    return verbal


_INSIDE = VERBS | {"dun", "de"}


def _head_end(classes: Sequence[str], start: int, end: int) -> int:
    """`end` moved left until the last token can be a head."""
    while end > start and classes[end - 1] not in HEADS:
        end -= 1
    return end


_SKIPPED_BEFORE = frozenset(["d", "cop", "le", "p", "t", "vl", "u", "o", "c"])


def phrases_left(site: Site, low: int, end: int) -> list[Phrase]:
    """Noun phrases that end just before `end`, adverbs and copulas skipped: bare run, with 的, and the whole stretch."""
    known = site.line.lefts
    found = known.get((low, end))
    if found is None:
        found = known[low, end] = _phrases_left(site.classes, site.words, low, end)
    return found


def _phrases_left(classes: Sequence[str], words: Sequence[str], low: int, end: int) -> list[Phrase]:
    stop = end
    while stop > low and (
        classes[stop - 1] in _SKIPPED_BEFORE
        or (classes[stop - 1] == "de" and stop - 1 > low and classes[stop - 2] == "t")
    ):
        stop -= 1
    if stop <= low or classes[stop - 1] not in NOMINAL:
        return []
    start = stop
    while start > low and classes[start - 1] in NOMINAL:
        start -= 1
    out = [Phrase(start, stop, "run")]
    if stop - start > 1 and len(words[stop - 1]) > 1:
        out.append(Phrase(stop - 1, stop, "last"))
    k = start
    while k > low and (classes[k - 1] in _NOMINAL_INSIDE or words[k - 1] in JOINING):
        k -= 1
    while k < start and classes[k] not in NOMINAL:
        k += 1
    if k < start:
        out.append(Phrase(k, stop, "de"))
    whole = trimmed(classes, low, stop)
    if whole < k:
        out.append(Phrase(whole, stop, "whole"))
    return out


_NOMINAL_INSIDE = NOMINAL | {"de", "dun"}
_TRIMMED = frozenset(["d", "t", "le", "c", "p", "u", "o", "w", "dun", "de"])


def trimmed(classes: Sequence[str], start: int, end: int) -> int:
    """`start` moved right over what no noun phrase begins with (adverbs, times, particles)."""
    while start < end and classes[start] in _TRIMMED:
        start += 1
    return start


_TRIMMED_END = _SKIPPED_BEFORE | {"de", "w", "dun"}


def trimmed_end(classes: Sequence[str], start: int, end: int) -> int:
    """`end` moved left over what no noun phrase ends with."""
    while end > start and classes[end - 1] in _TRIMMED_END:
        end -= 1
    return end
