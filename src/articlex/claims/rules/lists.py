"""Lists: one predicate for several numbers, elided objects, 分别."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import NO_NOUN, NO_VERB, Offer, rule
from articlex.claims.site import HEADS, NOMINAL, Phrase, Site

_SHARING = frozenset(["分别", "依次", "各", "各自", "均", "皆", "都"])


@rule("respectively")
def respectively(site: Site) -> Iterator[Offer]:
    """甲、乙分别增长3%和5%: a chain of numbers goes one to one with a chain of nouns, or with the claims just read."""
    first, last = site.chain
    size = (last - first) // 2 + 1
    if size < 2:
        return
    marker = next((k for k in range(first - 1, site.low - 1, -1) if site.words[k] in _SHARING), -1)
    if marker < 0:
        return
    place = (site.at - first) // 2
    verb = next((k for k in reversed(site.left_verbs) if k < first), -1)
    names = _names(site, min(marker, verb) if verb >= 0 else marker, size)
    if not names and any(token.cls in HEADS for token in site.tokens[site.low : marker]):
        return  # the clause has a subject of its own that does not pair off
    if names:
        head = _common_head(site, names)
        if head is not None:
            yield Offer("respectively", (verb,), (head,))
        yield Offer("respectively", (verb,), (names[place],))
        yield Offer("respectively", NO_VERB, (names[place],))
    here = [i for i, read in enumerate(site.reads) if 0 <= read.site < first]
    if not names and len(here) >= size:
        yield Offer("respectively", (verb,), NO_NOUN, "o", (here[-size:][place],))


_PAIRING = frozenset(["分别", "依次"])


def is_certain(site: Site, paired: Offer) -> bool:
    """Whether a pairing needs no weighing: 分别 with a verb of change or a copula, not with one that acts (分别报告3例)."""
    first, _ = site.chain
    marked = not _PAIRING.isdisjoint(site.words[site.low : first])
    verb = paired.verbs[0]
    return marked and verb >= 0 and site.classes[verb] in ("ch", "cop")


_NAMED = frozenset(["ns", "nt", "nr"])


def _common_head(site: Site, names: list[Phrase]) -> Phrase | None:
    """甲国、乙国对华投资分别增长: what stands behind the last of a list of places belongs to all of them."""
    *others, last = names
    tokens = site.tokens
    start = last.start
    while start < last.end and tokens[start].cls in _NAMED:
        start += 1
    places = all(tokens[k].cls in _NAMED for phrase in others for k in range(phrase.end - 1, phrase.end))
    if places and last.start < start < last.end and tokens[last.end - 1].cls in HEADS:
        return Phrase(start, last.end, "chain-head")
    return None


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
def shared_verb_number_noun(site: Site) -> Iterator[Offer]:
    """缴获3把刀、2部手机: the predicate of the claim before, the noun behind the number."""
    if site.carriers:
        yield Offer("shared-verb-number-noun", NO_VERB, site.all_rights, "p", site.carriers)


@rule("shared-verb-noun-number")
def shared_verb_noun_number(site: Site) -> Iterator[Offer]:
    """约谈学校28所、银行机构49个: the predicate of the claim before, the noun before the number."""
    if site.carriers:
        yield Offer("shared-verb-noun-number", NO_VERB, site.lefts, "p", site.carriers)


@rule("shared-verb-number")
def shared_verb_number(site: Site) -> Iterator[Offer]:
    """抓获嫌疑人12人，其中男性9人: predicate and, if any, object of the claim before."""
    for carried in site.carriers:
        yield Offer("shared-verb-number", NO_VERB, NO_NOUN, "po", (carried,))
        yield Offer("shared-verb-number", NO_VERB, NO_NOUN, "p", (carried,))


@rule("number-again")
def number_again(site: Site) -> Iterator[Offer]:
    """失业率5.1%（4.9%）: the object of the claim before, without a predicate."""
    if site.carriers:
        yield Offer("number-again", NO_VERB, NO_NOUN, "o", site.carriers)


RULES = (
    respectively,
    shared_verb_number_noun,
    shared_verb_noun_number,
    shared_verb_number,
    number_again,
)
