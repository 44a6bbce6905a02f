"""A rule of reading: one construction of the language, as a small named value.

A rule looks at the place of a number and offers readings of it: which word is the predicate, which phrase the object.
It declines by offering nothing. Several rules may offer for one number; `weights.tsv` says which reading wins, and the
claim keeps the id of the rule that made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from articlex.claims.site import Phrase, Site


class Candidate(NamedTuple):
    """One possible reading of a number.

    `verb` is the predicate's token (-1: none) and `noun` the object's phrase (None: none). `carried` is the index in
    `site.reads` of an earlier claim that lends its predicate (`carry` holds "p"), its object ("o") or both.
    """

    rule: str
    verb: int = -1
    noun: Phrase | None = None
    carry: str = ""
    carried: int = -1


Offer = Callable[[Site], Iterator[Candidate]]


class Rule(NamedTuple):
    """A named construction: `id` never changes, `doc` begins with an example, `offer` gives its readings."""

    id: str
    doc: str
    offer: Offer


def rule(id: str) -> Callable[[Offer], Rule]:
    """Make a function a rule; its docstring becomes the rule's and must begin with an example.

    >>> @rule("bare")
    ... def bare(site):
    ...     '''12起：nothing is said of the number.'''
    ...     yield Candidate("bare")
    >>> bare.id
    'bare'
    """

    def made(offer: Offer) -> Rule:
        return Rule(id, " ".join((offer.__doc__ or "").split()), offer)

    return made
