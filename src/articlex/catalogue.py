"""The catalogue: every rule id that a claim may carry, with what the rule reads.

A claim's `rules` name the rule that read its number, the one that found its predicate and object, and where
its agent was found; `articlex rules`, `explain` and `docs/rules.md` describe them from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from articlex.claims.rules import CATALOGUE
from articlex.claims.user_rules import load_rules
from articlex.lexicon import load
from articlex.numbers.catalogue import number_rules

Part = Literal["claim", "agent", "number", "user"]
HEADINGS: dict[Part, str] = {
    "user": "Rules of your own",
    "claim": "Predicate and object",
    "agent": "Agent",
    "number": "Number",
}
"""What the rules of each part decide."""


class Described(NamedTuple):
    """A rule id, the part of a claim that the rule decides, and its description, an example first."""

    id: str
    part: Part
    doc: str

    @property
    def example(self) -> str:
        """The description's example: what stands before its first colon.

        >>> Described("verb-noun-number", "claim", "破获案件8163起: the object stands between.").example
        '破获案件8163起'
        """
        return self.doc.partition(": ")[0]

    @property
    def meaning(self) -> str:
        """The description without its example."""
        return self.doc.partition(": ")[2]


@lru_cache(maxsize=1)
def _ours() -> tuple[Described, ...]:
    return (
        *(Described(rule.id, "claim", rule.doc) for rule in CATALOGUE),
        *(Described(entry["rule"], "agent", entry["doc"]) for entry in load("agent_rules")),
        *(Described(rule, "number", doc) for rule, doc in number_rules().items()),
    )


def catalogue(folders: Iterable[Path] = ()) -> tuple[Described, ...]:
    """All rules: those of the user's `folders`, then ours by part.

    Raises `RuleError` for a wrong rule of a folder.

    >>> catalogue()[0].id
    'verb-noun-number'
    """
    own = (
        Described(rule.id, "user", f"{rule.example}: {rule.doc or f'the pattern {rule.pattern}'}")
        for rule in load_rules(tuple(folders))
    )
    return (*own, *_ours())
