# ruff: noqa: E501
"""Units, classifiers and approximators, found by longest match at a place of the text.

The words come from the lexicons `units`, `classifiers`, `counted_nouns` and `approximators`; a user's folders
add to them. A table is built once for each set of folders.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast, get_args

from articlex.errors import LexiconError
from articlex.lexicon import load
from articlex.model import Bound, Kind

NONE = "-"
"""How a lexicon writes an empty cell."""


class Unit(NamedTuple):
    """A unit as found: its `name` as written, the kind of mention it makes, where it ends, which list it is from."""

    name: str
    kind: Kind
    end: int
    source: str


class Words:
    """Words by first character and length: the longest that stands at a place, unless its next character forbids."""

    __slots__ = ("_entries", "_lengths")

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Kind, str, str]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, word: str, kind: Kind, not_before: str, source: str) -> None:
        """Take up a word; one that is there already stays."""
        if word in self._entries:
            return
        self._entries[word] = (kind, "" if not_before == NONE else not_before, source)
        lengths = {len(word), *self._lengths.get(word[0], ())}
        self._lengths[word[0]] = tuple(sorted(lengths, reverse=True))

    def at(self, text: str, place: int) -> Unit | None:
        """The longest word that begins at `place`; `text` must go on at least one character after any word."""
        for length in self._lengths.get(text[place], ()):
            end = place + length
            word = text[place:end]
            entry = self._entries.get(word)
            if entry is None:
                continue
            follower = text[end]
            if follower in entry[1] or (
                word[-1].isascii() and word[-1].isalpha() and follower.isascii() and follower.isalnum()
            ):
                continue
            return Unit(word, entry[0], end, entry[2])
        return None


class Approximators(NamedTuple):
    """Words that change a bound: before the number, apart from it, after its unit, each by its text."""

    before: dict[str, Bound]
    apart: dict[str, Bound]
    after: dict[str, Bound]
    last: frozenset[str]
    """The last characters of the words before and apart: a quick refusal."""
    first: frozenset[str]
    """The first characters of the words after."""


@lru_cache(maxsize=16)
def units(folders: tuple[Path, ...] = ()) -> Words:
    """All units, classifiers and counted nouns."""
    words = Words()
    kinds = get_args(Kind)
    for entry in load("units", folders):
        if entry["kind"] not in kinds:
            raise LexiconError(
                f"units.tsv: {entry['unit']!r} has the kind {entry['kind']!r}; take one of {', '.join(kinds)}"
            )
        words.add(entry["unit"], cast(Kind, entry["kind"]), entry["not_before"], "unit")
    for entry in load("classifiers", folders):
        words.add(entry["classifier"], "count", entry["not_before"], "classifier")
    for entry in load("counted_nouns", folders):
        words.add(entry["noun"], "count", entry["not_before"], "noun")
    return words


@lru_cache(maxsize=16)
def approximators(folders: tuple[Path, ...] = ()) -> Approximators:
    """All approximators by place."""
    places: dict[str, dict[str, Bound]] = {"before": {}, "apart": {}, "after": {}}
    for entry in load("approximators", folders):
        if entry["place"] not in places or entry["bound"] not in get_args(Bound):
            raise LexiconError(
                f"approximators.tsv: {entry['word']!r} needs a place of {', '.join(places)} and a known bound"
            )
        places[entry["place"]][entry["word"]] = cast(Bound, entry["bound"])
    before, apart, after = places["before"], places["apart"], places["after"]
    last = frozenset(word[-1] for word in (*before, *apart))
    return Approximators(before, apart, after, last, frozenset(word[0] for word in after))
