"""The predicate stands in one of the two clauses before: 查获涉案物品一批，共计价值300万元."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Offer, rule
from articlex.claims.site import Site, phrases_right, trimmed


@rule("earlier-verb-number-noun")
def earlier_verb_number_noun(site: Site) -> Iterator[Offer]:
    """民警连夜出击抓捕，共12名嫌疑人: verb in the clause before, object behind the number."""
    if site.earlier_verbs:
        yield Offer("earlier-verb-number-noun", [verb for verb, _ in site.earlier_verbs], site.rights)


@rule("earlier-verb-noun-number")
def earlier_verb_noun_number(site: Site) -> Iterator[Offer]:
    """现场查获，冰毒12公斤: verb in the clause before, object before the number."""
    if site.earlier_verbs:
        yield Offer("earlier-verb-noun-number", [verb for verb, _ in site.earlier_verbs], site.lefts)


@rule("earlier-verb-number")
def earlier_verb_number(site: Site) -> Iterator[Offer]:
    """多人当场死亡，共5人: verb in the clause before, no object."""
    if site.earlier_verbs:
        yield Offer("earlier-verb-number", [verb for verb, _ in site.earlier_verbs])


@rule("earlier-verb-noun")
def earlier_verb_noun(site: Site) -> Iterator[Offer]:
    """查获毒品案件，共12起: verb and object in the clause before."""
    for verb, high in site.earlier_verbs:
        start = trimmed(site.classes, verb + 1, high)
        yield Offer("earlier-verb-noun", (verb,), phrases_right(site, start, high))


RULES = (earlier_verb_number_noun, earlier_verb_noun_number, earlier_verb_number, earlier_verb_noun)
