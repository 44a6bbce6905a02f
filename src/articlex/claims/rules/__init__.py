"""The rules of reading, by topic, in one visible tuple."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, Offer, Rule
from articlex.claims.rules import after, before, earlier, lists, nouns
from articlex.claims.site import Site

CATALOGUE: tuple[Rule, ...] = (*before.RULES, *after.RULES, *earlier.RULES, *nouns.RULES, *lists.RULES)
"""All rules; the order decides between readings of equal weight."""


def offers(site: Site) -> list[Offer]:
    """All that the rules offer for the number at `site`.

    Where 分别 pairs changes or amounts off with the claims just read or with nouns, nothing else is weighed.
    """
    paired = list(lists.respectively.offer(site))
    if paired and lists.is_certain(site, paired[0]):
        return paired
    return [offer for rule in CATALOGUE for offer in rule.offer(site)]


def readings(site: Site) -> Iterator[Candidate]:
    """The same one by one, each once: for whoever needs the readings that do not win as well."""
    seen: set[tuple[object, ...]] = set()
    for offer in offers(site):
        for candidate in offer.readings():
            noun = candidate.noun
            key = candidate if noun is None else (*candidate[:2], *noun[:2], *candidate[3:])
            if key not in seen:
                seen.add(key)
                yield candidate
