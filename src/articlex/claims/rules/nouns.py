"""No predicate: 货物12吨, 12吨货物, 失业率5%, and the bare number."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import NO_VERB, Offer, rule
from articlex.claims.site import Site


@rule("number-noun")
def number_noun(site: Site) -> Iterator[Offer]:
    """12吨货物: the noun behind the number."""
    yield Offer("number-noun", NO_VERB, site.all_rights)


@rule("noun-number")
def noun_number(site: Site) -> Iterator[Offer]:
    """涉案金额2亿元: the noun before the number."""
    yield Offer("noun-number", NO_VERB, site.lefts)


@rule("topic-number")
def topic_number(site: Site) -> Iterator[Offer]:
    """全市登记失业率，一季度3.2%: the noun phrase of the clause before."""
    yield Offer("topic-number", NO_VERB, site.topics)


@rule("announced-number")
def announced_number(site: Site) -> Iterator[Offer]:
    """失业率：甲省5%（4.9%），乙省6%: what a colon announces is counted by all that follows."""
    yield Offer("announced-number", NO_VERB, site.announced)


@rule("bare")
def bare(site: Site) -> Iterator[Offer]:
    """共计12起。: nothing is said of the number in reach."""
    yield Offer("bare")


RULES = (number_noun, noun_number, topic_number, announced_number, bare)
