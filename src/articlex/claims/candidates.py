"""The possible readings of a number: which word is the predicate, which phrase the object.

Each generator below is one construction of the language; `choose` weighs what they offer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from articlex.claims.site import HEADS, JOINING, NOMINAL, Phrase, Site, phrases_left, phrases_right, trimmed, trimmed_end


class Candidate(NamedTuple):
    """One possible reading. `verb` is the predicate's token (-1: none); `noun` the object's phrase or None;
    `carried` is the index in `site.reads` from which predicate (`carry` holds "p") or object ("o") come."""

    rule: str
    verb: int
    noun: Phrase | None
    carry: str = ""
    carried: int = -1


MOST_LEFT, MOST_RIGHT = 5, 3


def candidates(site: Site) -> Iterator[Candidate]:
    """All readings of the number at `site`, each once."""
    seen = set()
    for candidate in _generate(site):
        key = (candidate.verb, candidate.noun and candidate.noun[:2], candidate.carry, candidate.carried, candidate.rule)
        if key not in seen:
            seen.add(key)
            yield candidate


def _clause_before(site: Site, low: int) -> tuple[int, int]:
    """The tokens of the clause that ends just before token `low` (its mark excluded)."""
    high = low - 1
    number = site.clause[high]
    low = high
    while low > 0 and site.clause[low - 1] == number:
        low -= 1
    return low, high


def _generate(site: Site) -> Iterator[Candidate]:
    tokens = site.tokens
    at = site.at
    rights = list(phrases_right(site, at + 1, site.right))
    after = _past_numbers(site)
    if after > at + 1:
        rights += [p._replace(how="over") for p in phrases_right(site, after, _limit(site, after))][:2]
    lefts = list(phrases_left(site, max(site.low, site.previous + 1), at))
    found = list(site.verbs(site.low, at))
    left_verbs = found[-MOST_LEFT:]
    if found and found[0] not in left_verbs:
        left_verbs.insert(0, found[0])
    carriers = _carriers(site)
    yield from _respectively(site, left_verbs)
    for verb in left_verbs:
        start = trimmed(tokens, verb + 1, at)
        end = trimmed_end(tokens, start, at)
        if end > start and tokens[end - 1].cls in HEADS:
            yield Candidate("verb-noun-number", verb, Phrase(start, end, "between"))
            for phrase in phrases_left(site, verb + 1, at):
                if phrase.start > start:
                    yield Candidate("verb-noun-number", verb, phrase)
        for phrase in rights:
            yield Candidate("verb-number-noun", verb, phrase)
        yield Candidate("verb-number", verb, None)
        for phrase in phrases_left(site, max(site.low, site.previous + 1), verb):
            yield Candidate("noun-verb-number", verb, phrase)
        for carried in carriers:
            yield Candidate("verb-number", verb, None, "o", carried)
    if left_verbs:
        for phrase in _topics(site):
            yield Candidate("topic-verb-number", left_verbs[-1], phrase)
    low = site.low
    for _ in range(2):
        if low <= 0:
            break
        low, high = _clause_before(site, low)
        verbs = list(site.verbs(low, high))
        for verb in verbs[:1] + verbs[1:][-1:]:
            for phrase in rights:
                yield Candidate("earlier-verb-number-noun", verb, phrase)
            for phrase in lefts:
                yield Candidate("earlier-verb-noun-number", verb, phrase)
            yield Candidate("earlier-verb-number", verb, None)
            for phrase in phrases_right(site, trimmed(tokens, verb + 1, high), high):
                yield Candidate("earlier-verb-noun", verb, phrase)
    for verb in list(site.verbs(at + 1, site.right))[:MOST_RIGHT]:
        for phrase in phrases_right(site, at + 1, verb):
            yield Candidate("number-noun-verb", verb, phrase)
        yield Candidate("number-verb", verb, None)
        for phrase in lefts:
            yield Candidate("noun-number-verb", verb, phrase)
        for phrase in phrases_right(site, trimmed(tokens, verb + 1, site.right), site.right):
            yield Candidate("number-verb-noun", verb, phrase)
            break
        for carried in carriers:
            yield Candidate("number-verb", verb, None, "o", carried)
    if site.next < site.high:
        for verb in list(site.verbs(site.next + 1, site.high))[:2]:
            for phrase in rights:
                yield Candidate("number-noun-far-verb", verb, phrase)
            for phrase in lefts:
                yield Candidate("noun-number-far-verb", verb, phrase)
            yield Candidate("number-far-verb", verb, None)
    yield from _unlisted(site, rights, lefts)
    head = _far_head(site)
    if head is not None:
        rights.append(head)
        for verb in left_verbs:
            yield Candidate("verb-number-noun", verb, head)
    for phrase in _announced(site):
        yield Candidate("announced-number", -1, phrase)
    for phrase in rights:
        yield Candidate("number-noun", -1, phrase)
        for carried in carriers:
            yield Candidate("shared-verb-number-noun", -1, phrase, "p", carried)
    for phrase in lefts:
        yield Candidate("noun-number", -1, phrase)
        for carried in carriers:
            yield Candidate("shared-verb-noun-number", -1, phrase, "p", carried)
    for phrase in _topics(site):
        yield Candidate("topic-number", -1, phrase)
    yield Candidate("bare", -1, None)
    for carried in carriers:
        yield Candidate("shared-verb-number", -1, None, "po", carried)
        yield Candidate("shared-verb-number", -1, None, "p", carried)
        yield Candidate("number-again", -1, None, "o", carried)


_UNLISTED = frozenset(["n", "x", "nr", "a", "d"])


def _unlisted(site: Site, rights: list[Phrase], lefts: list[Phrase]) -> Iterator[Candidate]:
    """A verb that no list knows, told by its place: right before the number, or last in the clause behind its noun."""
    tokens = site.tokens
    k = site.at - 1
    if k >= site.low and tokens[k].cls in _UNLISTED and len(tokens[k].text) > 1:
        for phrase in rights:
            yield Candidate("word-number-noun", k, phrase)
        yield Candidate("word-number", k, None)
        for phrase in phrases_left(site, max(site.low, site.previous + 1), k):
            yield Candidate("noun-word-number", k, phrase)
    k = site.right - 1
    if k > site.at and tokens[k].cls in _UNLISTED and len(tokens[k].text) > 1:
        for phrase in phrases_right(site, site.at + 1, k):
            yield Candidate("number-noun-word", k, phrase)
        if k == site.at + 1:
            yield Candidate("number-word", k, None)
            for phrase in lefts:
                yield Candidate("noun-number-word", k, phrase)


def _far_head(site: Site) -> Phrase | None:
    """4起一次死亡3人以上的特大道路交通事故: the head lies behind a modifier that holds numbers of its own."""
    tokens = site.tokens
    if site.next >= site.high:
        return None
    last = next((k for k in range(site.high - 1, site.next, -1) if tokens[k].cls == "de"), -1)
    if last < 0:
        return None
    for phrase in phrases_right(site, last + 1, _limit(site, last + 1)):
        if phrase.how != "first":
            return phrase._replace(how="far")
    return None


def _announced(site: Site) -> Iterator[Phrase]:
    """失业率：甲省5%（4.9%），乙省6%: what a colon announces is counted by all that follows in the sentence."""
    tokens = site.tokens
    for k in range(site.at - 1, 0, -1):
        if tokens[k].text in ("：", ":"):
            low, high = _clause_before(site, k + 1)
            while high > low and tokens[high - 1].cls == "br":
                high -= 1
            for phrase in phrases_left(site, low, high):
                yield phrase._replace(how="announced")
            return


def _carriers(site: Site) -> list[int]:
    """Indices of the earlier reads that may lend predicate or object: the last one, and the one before an open bracket."""
    if not site.reads:
        return []
    last = len(site.reads) - 1
    out = [last]
    opened = next((k for k in range(site.at - 1, -1, -1) if site.tokens[k].text in ("（", "）")), -1)
    if opened >= 0 and site.tokens[opened].text == "（":
        outer = next((i for i in range(last, -1, -1) if site.reads[i].site < opened), -1)
        if outer >= 0 and outer != last:
            out.append(outer)
    elif last > 0 and site.reads[last - 1].predicate != site.reads[last].predicate:
        out.append(last - 1)
    return out


def _past_numbers(site: Site) -> int:
    """The token after a chain of bare numbers that begins at the number (15.6万 和 37.4万港元 汇款), else `at + 1`."""
    k = site.at + 1
    tokens = site.tokens
    while k + 1 < len(tokens) and (tokens[k].cls == "dun" or tokens[k].text in JOINING) and tokens[k + 1].cls == "M":
        k += 2
    return k


def _limit(site: Site, start: int) -> int:
    """The end of the stretch from `start` to the next number or the end of the clause."""
    k = start
    while k < site.high and site.tokens[k].cls != "M":
        k += 1
    return k


_SHARING = frozenset(["分别", "依次", "各", "各自", "均", "皆", "都"])


def _respectively(site: Site, left_verbs: list[int]) -> Iterator[Candidate]:
    """分别: the numbers of a chain go with the nouns of a chain before it, or with the claims just read, one to one."""
    tokens = site.tokens
    first = site.at
    while first - 2 >= site.low and tokens[first - 2].cls == "M" and (tokens[first - 1].cls == "dun" or tokens[first - 1].text in JOINING):
        first -= 2
    last = site.at
    while last + 2 < len(tokens) and tokens[last + 2].cls == "M" and (tokens[last + 1].cls == "dun" or tokens[last + 1].text in JOINING):
        last += 2
    size = (last - first) // 2 + 1
    place = (site.at - first) // 2
    marker = next((k for k in range(first - 1, site.low - 1, -1) if tokens[k].text in _SHARING), -1)
    if marker < 0 or size < 2:
        return
    verb = next((k for k in reversed(left_verbs) if k < first), -1)
    names = _chain(site, site.low, min(marker, verb) if verb >= 0 else marker, size)
    if names:
        yield Candidate("respectively", verb, names[place])
        yield Candidate("respectively", -1, names[place])
    here = [i for i, read in enumerate(site.reads) if read.site < first]
    if len(here) >= size:
        yield Candidate("respectively", verb, None, "o", here[-size:][place])


def _chain(site: Site, low: int, high: int, size: int) -> list[Phrase]:
    """The `size` coordinated phrases that end before `high`, or none."""
    tokens = site.tokens
    while high > low and tokens[high - 1].cls not in NOMINAL:
        high -= 1
    for marks in (("、",), ("、", "和", "及", "与", "以及")):
        ends, starts = [high], []
        for k in range(high - 1, low - 1, -1):
            if tokens[k].text in marks:
                starts.append(k + 1)
                ends.append(k)
            if len(starts) == size - 1 and len(ends) == size:
                break
        if len(starts) == size - 1:
            k = ends[-1]
            while k > low and (tokens[k - 1].cls in NOMINAL or tokens[k - 1].cls == "de"):
                k -= 1
            starts.append(k)
            if all(s < e for s, e in zip(starts, ends, strict=True)):
                return [Phrase(s, e, "chain") for s, e in zip(reversed(starts), reversed(ends), strict=True)]
    return []


def _topics(site: Site) -> Iterator[Phrase]:
    """The noun phrase that opens the clause before this one, and the one that ends it."""
    if site.low == 0:
        return
    low, high = _clause_before(site, site.low)
    start = trimmed(site.tokens, low, high)
    for phrase in phrases_right(site, start, high):
        yield phrase._replace(how="opens")
        break
    for phrase in phrases_left(site, low, high):
        yield phrase._replace(how="ends")
        break
