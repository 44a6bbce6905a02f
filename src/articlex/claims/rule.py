"""A rule of reading: one construction of the language, as a small named value.

A rule looks at the place of a number and offers readings of it: which word is the predicate, which phrase the object.
It declines by offering nothing. Several rules may offer for one number; `weights.tsv` says which reading wins, and the
claim keeps the id of the rule that made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


NO_VERB: Sequence[int] = (-1,)
NO_NOUN: Sequence[None] = (None,)
NO_LENDER: Sequence[int] = (-1,)


class Offer(NamedTuple):
    """Readings that a rule offers together: each of `verbs` with each of `nouns` and of `carriers`, first ones first.

    What speaks for a verb does not ask for the noun, and the other way round: the best reading of an offer is its
    best verb with its best noun, and the pairs need not be weighed one by one. For that all nouns of an offer stand
    on one side of the number, or there is none. The fields are those of `Candidate`, as sequences.
    """

    rule: str
    verbs: Sequence[int] = NO_VERB
    nouns: Sequence[Phrase | None] = NO_NOUN
    carry: str = ""
    carriers: Sequence[int] = NO_LENDER

    def readings(self) -> Iterator[Candidate]:
        """The readings one by one.

        >>> [reading.verb for reading in Offer("number-verb", (3, 7)).readings()]
        [3, 7]
        """
        for verb in self.verbs:
            for noun in self.nouns:
                for carried in self.carriers:
                    yield Candidate(self.rule, verb, noun, self.carry, carried)


Offering = Callable[[Site], Iterator[Offer]]


class Rule(NamedTuple):
    """A named construction: `id` never changes, `doc` begins with an example, `offer` gives its readings."""

    id: str
    doc: str
    offer: Offering


def rule(id: str) -> Callable[[Offering], Rule]:
    """Make a function a rule; its docstring becomes the rule's and must begin with an example.

    >>> @rule("bare")
    ... def bare(site):
    ...     '''12起：nothing is said of the number.'''
    ...     yield Offer("bare")
    >>> bare.id
    'bare'
    """

    def made(offer: Offering) -> Rule:
        return Rule(id, " ".join((offer.__doc__ or "").split()), offer)

    return made
