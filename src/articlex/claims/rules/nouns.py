"""No predicate: 货物12吨, 12吨货物, 失业率5%, and the bare number."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, rule
from articlex.claims.site import Site


@rule("number-noun")
def number_noun(site: Site) -> Iterator[Candidate]:
    """12吨货物: the noun behind the number."""
    for phrase in site.rights:
        yield Candidate("number-noun", -1, phrase)
    if site.far_head is not None:
        yield Candidate("number-noun", -1, site.far_head)


@rule("noun-number")
def noun_number(site: Site) -> Iterator[Candidate]:
    """涉案金额2亿元: the noun before the number."""
    for phrase in site.lefts:
        yield Candidate("noun-number", -1, phrase)


@rule("topic-number")
def topic_number(site: Site) -> Iterator[Candidate]:
    """全市登记失业率，一季度3.2%: the noun phrase of the clause before."""
    for phrase in site.topics:
        yield Candidate("topic-number", -1, phrase)


@rule("announced-number")
def announced_number(site: Site) -> Iterator[Candidate]:
    """失业率：甲省5%（4.9%），乙省6%: what a colon announces is counted by all that follows."""
    for phrase in site.announced:
        yield Candidate("announced-number", -1, phrase)


@rule("bare")
def bare(site: Site) -> Iterator[Candidate]:
    """共计12起。: nothing is said of the number in reach."""
    yield Candidate("bare")


RULES = (number_noun, noun_number, topic_number, announced_number, bare)
