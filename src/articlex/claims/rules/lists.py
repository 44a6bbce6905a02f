"""Lists: one predicate for several numbers, elided objects, 分别."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, rule
from articlex.claims.site import HEADS, NOMINAL, Phrase, Site

_SHARING = frozenset(["分别", "依次", "各", "各自", "均", "皆", "都"])


@rule("respectively")
def respectively(site: Site) -> Iterator[Candidate]:
    """甲、乙分别增长3%和5%: a chain of numbers goes one to one with a chain of nouns, or with the claims just read."""
    first, last = site.chain
    size = (last - first) // 2 + 1
    marker = next((k for k in range(first - 1, site.low - 1, -1) if site.tokens[k].text in _SHARING), -1)
    if marker < 0 or size < 2:
        return
    place = (site.at - first) // 2
    verb = next((k for k in reversed(site.left_verbs) if k < first), -1)
    names = _names(site, min(marker, verb) if verb >= 0 else marker, size)
    if not names and any(token.cls in HEADS for token in site.tokens[site.low : marker]):
        return  # the clause has a subject of its own that does not pair off
    if names:
        yield Candidate("respectively", verb, names[place])
        yield Candidate("respectively", -1, names[place])
    here = [i for i, read in enumerate(site.reads) if 0 <= read.site < first]
    if not names and len(here) >= size:
        yield Candidate("respectively", verb, None, "o", here[-size:][place])


def is_certain(site: Site, paired: Candidate) -> bool:
    """Whether a pairing needs no weighing: 分别 with a verb of change or a copula, not with one that acts (分别报告3例)."""
    first, _ = site.chain
    marked = any(site.tokens[k].text in ("分别", "依次") for k in range(site.low, first))
    return marked and paired.verb >= 0 and site.tokens[paired.verb].cls in ("ch", "cop")


def _names(site: Site, high: int, size: int) -> list[Phrase]:
    """The `size` coordinated phrases of the clause that end before `high`, or none."""
    tokens, low = site.tokens, site.low
    while high > low and tokens[high - 1].cls not in NOMINAL:
        high -= 1
    for marks in (("、",), ("、", "和", "及", "与", "以及")):
        ends = [high]
        starts: list[int] = []
        for k in range(high - 1, low - 1, -1):
            if len(starts) == size - 1:
                break
            if tokens[k].text in marks:
                starts.append(k + 1)
                ends.append(k)
        if len(starts) < size - 1:
            continue
        k = ends[-1]
        while k > low and (tokens[k - 1].cls in NOMINAL or tokens[k - 1].cls == "de"):
            k -= 1
        starts.append(k)
        if all(start < end for start, end in zip(starts, ends, strict=True)):
            return [Phrase(s, e, "chain") for s, e in zip(reversed(starts), reversed(ends), strict=True)]
    return []


@rule("shared-verb-number-noun")
def shared_verb_number_noun(site: Site) -> Iterator[Candidate]:
    """缴获3把刀、2部手机: the predicate of the claim before, the noun behind the number."""
    for phrase in site.rights:
        for carried in site.carriers:
            yield Candidate("shared-verb-number-noun", -1, phrase, "p", carried)
    if site.far_head is not None:
        for carried in site.carriers:
            yield Candidate("shared-verb-number-noun", -1, site.far_head, "p", carried)


@rule("shared-verb-noun-number")
def shared_verb_noun_number(site: Site) -> Iterator[Candidate]:
    """约谈学校28所、银行机构49个: the predicate of the claim before, the noun before the number."""
    for phrase in site.lefts:
        for carried in site.carriers:
            yield Candidate("shared-verb-noun-number", -1, phrase, "p", carried)


@rule("shared-verb-number")
def shared_verb_number(site: Site) -> Iterator[Candidate]:
    """抓获嫌疑人12人，其中男性9人: predicate and, if any, object of the claim before."""
    for carried in site.carriers:
        yield Candidate("shared-verb-number", -1, None, "po", carried)
        yield Candidate("shared-verb-number", -1, None, "p", carried)


@rule("number-again")
def number_again(site: Site) -> Iterator[Candidate]:
    """失业率5.1%（4.9%）: the object of the claim before, without a predicate."""
    for carried in site.carriers:
        yield Candidate("number-again", -1, None, "o", carried)


RULES = (
    respectively,
    shared_verb_number_noun,
    shared_verb_noun_number,
    shared_verb_number,
    number_again,
)
