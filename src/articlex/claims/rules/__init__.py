"""The rules of reading, by topic, in one visible tuple."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, Rule
from articlex.claims.rules import after, before, earlier, lists, nouns
from articlex.claims.site import Site

CATALOGUE: tuple[Rule, ...] = (*before.RULES, *after.RULES, *earlier.RULES, *nouns.RULES, *lists.RULES)
"""All rules; the order decides between readings of equal weight."""


def readings(site: Site) -> Iterator[Candidate]:
    """All readings that the rules offer for the number at `site`, each once.

    Where 分别 pairs changes or amounts off with the claims just read or with nouns, nothing else is weighed.
    """
    seen: set[tuple[object, ...]] = set()
    paired = list(lists.respectively.offer(site))
    if paired and lists.is_certain(site, paired[0]):
        yield from paired
        return
    for rule in CATALOGUE:
        for candidate in rule.offer(site):
            noun = candidate.noun
            key = candidate if noun is None else (*candidate[:2], *noun[:2], *candidate[3:])
            if key not in seen:
                seen.add(key)
                yield candidate
