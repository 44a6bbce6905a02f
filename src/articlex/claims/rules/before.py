"""The predicate stands before the number, in its clause: 破获案件8163起, 抓获12名嫌疑人, 发案下降22%."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import NO_NOUN, Offer, rule
from articlex.claims.site import HEADS, Phrase, Site, phrases_left, trimmed, trimmed_end


@rule("verb-noun-number")
def verb_noun_number(site: Site) -> Iterator[Offer]:
    """破获案件8163起: the object stands between verb and number."""
    classes, at = site.classes, site.at
    for verb in site.left_verbs:
        start = trimmed(classes, verb + 1, at)
        end = trimmed_end(classes, start, at)
        if end > start and classes[end - 1] in HEADS:
            nouns = [Phrase(start, end, "between")]
            nouns += [phrase for phrase in phrases_left(site, verb + 1, at) if phrase.start > start]
            yield Offer("verb-noun-number", (verb,), nouns)


@rule("verb-number-noun")
def verb_number_noun(site: Site) -> Iterator[Offer]:
    """抓获12名犯罪嫌疑人: the object follows the number."""
    if site.left_verbs:
        yield Offer("verb-number-noun", site.left_verbs, site.all_rights)


@rule("verb-number")
def verb_number(site: Site) -> Iterator[Offer]:
    """处置返还4.06亿元: no object beside the number, or that of an earlier claim."""
    for verb in site.left_verbs:
        yield Offer("verb-number", (verb,))
        if site.carriers:
            yield Offer("verb-number", (verb,), NO_NOUN, "o", site.carriers)


@rule("noun-verb-number")
def noun_verb_number(site: Site) -> Iterator[Offer]:
    """发案同比下降22%: what is counted is the subject of the verb."""
    low = max(site.low, site.previous + 1)
    for verb in site.left_verbs:
        yield Offer("noun-verb-number", (verb,), phrases_left(site, low, verb))


@rule("topic-verb-number")
def topic_verb_number(site: Site) -> Iterator[Offer]:
    """全年刑事案件立案数，下降7.5%: what is counted opens or ends the clause before."""
    if site.left_verbs:
        yield Offer("topic-verb-number", site.left_verbs[-1:], site.topics)


@rule("word-number")
def word_number(site: Site) -> Iterator[Offer]:
    """枪伤至少13人: a verb that no list knows, told by its place right before the number."""
    k = site.at - 1
    if k >= site.low and site.is_unlisted(k):
        yield Offer("word-number", (k,))
        yield Offer("word-number", (k,), site.rights)
        yield Offer("word-number", (k,), phrases_left(site, max(site.low, site.previous + 1), k))


_FROM = frozenset(["由", "从", "自"])


@rule("from-number-to-number")
def from_number_to_number(site: Site) -> Iterator[Offer]:
    """案件数由100起增至300起: what changes stands before 由 or 从, for both numbers."""
    words = site.words
    k = next((k for k in range(site.at - 1, site.low - 1, -1) if words[k] in _FROM), -1)
    if k < 0:
        return
    verbs = (
        [*site.right_verbs, *site.far_verbs] if site.previous < k else [v for v in site.left_verbs if v > k]
    )
    for verb in verbs:
        if site.classes[verb] != "ch":
            continue
        yield Offer("from-number-to-number", (verb,))
        yield Offer("from-number-to-number", (verb,), phrases_left(site, site.low, k))
        yield Offer("from-number-to-number", (verb,), NO_NOUN, "o", site.carriers)


RULES = (
    verb_noun_number,
    verb_number_noun,
    verb_number,
    noun_verb_number,
    topic_verb_number,
    word_number,
    from_number_to_number,
)
