"""The predicate stands in one of the two clauses before: 查获涉案物品一批，共计价值300万元."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, rule
from articlex.claims.site import Site, phrases_right, trimmed


@rule("earlier-verb-number-noun")
def earlier_verb_number_noun(site: Site) -> Iterator[Candidate]:
    """民警连夜出击抓捕，共12名嫌疑人: verb in the clause before, object behind the number."""
    for verb, _ in site.earlier_verbs:
        for phrase in site.rights:
            yield Candidate("earlier-verb-number-noun", verb, phrase)


@rule("earlier-verb-noun-number")
def earlier_verb_noun_number(site: Site) -> Iterator[Candidate]:
    """现场查获，冰毒12公斤: verb in the clause before, object before the number."""
    for verb, _ in site.earlier_verbs:
        for phrase in site.lefts:
            yield Candidate("earlier-verb-noun-number", verb, phrase)


@rule("earlier-verb-number")
def earlier_verb_number(site: Site) -> Iterator[Candidate]:
    """多人当场死亡，共5人: verb in the clause before, no object."""
    for verb, _ in site.earlier_verbs:
        yield Candidate("earlier-verb-number", verb)


@rule("earlier-verb-noun")
def earlier_verb_noun(site: Site) -> Iterator[Candidate]:
    """查获毒品案件，共12起: verb and object in the clause before."""
    for verb, high in site.earlier_verbs:
        for phrase in phrases_right(site, trimmed(site.tokens, verb + 1, high), high):
            yield Candidate("earlier-verb-noun", verb, phrase)


RULES = (earlier_verb_number_noun, earlier_verb_noun_number, earlier_verb_number, earlier_verb_noun)
