"""The predicate stands before the number, in its clause: 破获案件8163起, 抓获12名嫌疑人, 发案下降22%."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, rule
from articlex.claims.site import HEADS, Phrase, Site, phrases_left, trimmed, trimmed_end


@rule("verb-noun-number")
def verb_noun_number(site: Site) -> Iterator[Candidate]:
    """破获案件8163起: the object stands between verb and number."""
    tokens, at = site.tokens, site.at
    for verb in site.left_verbs:
        start = trimmed(tokens, verb + 1, at)
        end = trimmed_end(tokens, start, at)
        if end > start and tokens[end - 1].cls in HEADS:
            yield Candidate("verb-noun-number", verb, Phrase(start, end, "between"))
            for phrase in phrases_left(site, verb + 1, at):
                if phrase.start > start:
                    yield Candidate("verb-noun-number", verb, phrase)


@rule("verb-number-noun")
def verb_number_noun(site: Site) -> Iterator[Candidate]:
    """抓获12名犯罪嫌疑人: the object follows the number."""
    for verb in site.left_verbs:
        for phrase in site.rights:
            yield Candidate("verb-number-noun", verb, phrase)
        if site.far_head is not None:
            yield Candidate("verb-number-noun", verb, site.far_head)


@rule("verb-number")
def verb_number(site: Site) -> Iterator[Candidate]:
    """处置返还4.06亿元: no object beside the number, or that of an earlier claim."""
    for verb in site.left_verbs:
        yield Candidate("verb-number", verb)
        for carried in site.carriers:
            yield Candidate("verb-number", verb, None, "o", carried)


@rule("noun-verb-number")
def noun_verb_number(site: Site) -> Iterator[Candidate]:
    """发案同比下降22%: what is counted is the subject of the verb."""
    for verb in site.left_verbs:
        for phrase in phrases_left(site, max(site.low, site.previous + 1), verb):
            yield Candidate("noun-verb-number", verb, phrase)


@rule("topic-verb-number")
def topic_verb_number(site: Site) -> Iterator[Candidate]:
    """全年刑事案件立案数，下降7.5%: what is counted opens or ends the clause before."""
    if site.left_verbs:
        for phrase in site.topics:
            yield Candidate("topic-verb-number", site.left_verbs[-1], phrase)


@rule("word-number")
def word_number(site: Site) -> Iterator[Candidate]:
    """枪伤至少13人: a verb that no list knows, told by its place right before the number."""
    k = site.at - 1
    if k >= site.low and site.is_unlisted(k):
        yield Candidate("word-number", k)
        for phrase in site.rights:
            yield Candidate("word-number", k, phrase)
        for phrase in phrases_left(site, max(site.low, site.previous + 1), k):
            yield Candidate("word-number", k, phrase)


@rule("from-number-to-number")
def from_number_to_number(site: Site) -> Iterator[Candidate]:
    """案件数由100起增至300起: what changes stands before 由 or 从, for both numbers."""
    tokens = site.tokens
    k = next((k for k in range(site.at - 1, site.low - 1, -1) if tokens[k].text in ("由", "从", "自")), -1)
    if k < 0:
        return
    verbs = (
        [*site.right_verbs, *site.far_verbs] if site.previous < k else [v for v in site.left_verbs if v > k]
    )
    for verb in verbs:
        if tokens[verb].cls != "ch":
            continue
        yield Candidate("from-number-to-number", verb)
        for phrase in phrases_left(site, max(site.low, 0), k):
            yield Candidate("from-number-to-number", verb, phrase)
        for carried in site.carriers:
            yield Candidate("from-number-to-number", verb, None, "o", carried)


RULES = (
    verb_noun_number,
    verb_number_noun,
    verb_number,
    noun_verb_number,
    topic_verb_number,
    word_number,
    from_number_to_number,
)
