"""Units, classifiers, designations and approximators, found by longest match at a place of the text.

The words come from the lexicons `units`, `classifiers`, `counted_nouns`, `designations` and
`approximators`; a user's folders add to them. A table is built once for each set of folders.
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

_LONGEST_APPROXIMATOR = 5


class Unit(NamedTuple):
    """A unit as found: its `name` as written, the kind of mention it makes, its end, the list it is from."""

    name: str
    kind: Kind
    end: int
    source: str


class _Entry(NamedTuple):
    kind: Kind
    source: str
    singles: str
    """Characters that may not follow."""
    words: tuple[tuple[str, str], ...]
    """Longer strings that may not follow, each with a character that lifts the ban (队^伍: not 队伍)."""
    latin: bool


def _entry(kind: Kind, not_before: str, source: str, word: str) -> _Entry:
    latin = word[-1].isascii() and word[-1].isalpha()
    if not_before == NONE:
        return _Entry(kind, source, "", (), latin)
    if " " not in not_before and "^" not in not_before:
        return _Entry(kind, source, not_before, (), latin)
    items = not_before.split(" ")
    singles = "".join(item for item in items if len(item) == 1)
    words = tuple((item.partition("^")[0], item.partition("^")[2]) for item in items if len(item) > 1)
    return _Entry(kind, source, singles, words, latin)


class Words:
    """Words by their beginning: the longest at a place, unless what follows forbids it."""

    __slots__ = ("_entries", "_longer", "_settled", "first")

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._settled: dict[str, tuple[str, Kind, str] | None] = {}
        """By two characters, the word of one character that they settle, None where they settle that there is none."""
        self._longer: dict[str, tuple[int, ...]] = {}
        """By two first characters, the lengths of the words of two and more, longest first."""
        self.first: set[str] = set()
        """The first characters of all words: a quick refusal."""

    def add(self, word: str, kind: Kind, not_before: str, source: str) -> None:
        """Take up a word; one that is there already stays. `not_before` as the lexicon files explain it."""
        if word in self._entries:
            return
        self._settled.clear()
        self._entries[word] = _entry(kind, not_before, source, word)
        self.first.add(word[0])
        if len(word) > 1:
            lengths = {1, len(word), *self._longer.get(word[:2], ())}
            self._longer[word[:2]] = tuple(sorted(lengths, reverse=True))

    def at(self, text: str, place: int) -> Unit | None:
        """The longest word that begins at `place`; `text` must go on a little after any word."""
        two = text[place : place + 2]
        settled = self._settled.get(two, _OPEN)
        if settled is None:
            return None
        if settled is not _OPEN:
            return _new_tuple(Unit, (settled[0], settled[1], place + 1, settled[2]))
        longer = self._longer.get(two)
        if longer is None and len(self._settled) < _SETTLED and self._settle(two):
            return self.at(text, place)
        for length in _ONE if longer is None else longer:
            end = place + length
            word = text[place:end]
            entry = self._entries.get(word)
            if entry is None:
                continue
            follower = text[end]
            if follower in entry.singles or (entry.latin and follower.isascii() and follower.isalnum()):
                continue
            if entry.words and _banned(text, end, entry.words):
                continue
            return _new_tuple(Unit, (word, entry.kind, end, entry.source))
        return None

    def _settle(self, two: str) -> bool:
        """Whether two characters with which no longer word begins tell all; what they tell is kept."""
        word, follower = two[0], two[1]
        entry = self._entries.get(word)
        if entry is not None and any(banned[0][0] == follower for banned in entry.words):
            return False
        banned = entry is not None and (
            follower in entry.singles or (entry.latin and follower.isascii() and follower.isalnum())
        )
        self._settled[two] = None if entry is None or banned else (word, entry.kind, entry.source)
        return True


_OPEN: tuple[str, Kind, str] = ("", "count", "")
"""Stands for two characters that are not settled."""
_SETTLED = 50_000
"""Pairs of characters that are kept at most."""
_ONE = (1,)
_new_tuple = tuple.__new__


def _banned(text: str, end: int, words: tuple[tuple[str, str], ...]) -> bool:
    return any(
        text.startswith(word, end) and not (lift and text[end + len(word)] in lift) for word, lift in words
    )


class Approximators(NamedTuple):
    """Words that change a bound: before the number, apart from it, after its unit, each by its text."""

    before: dict[str, Bound]
    apart: dict[str, Bound]
    after: dict[str, Bound]
    forbidden: dict[str, str]
    """For a word before the number, the characters that make it part of another word (附近, 合约)."""
    last: frozenset[str]
    """The last characters of the words before and apart: a quick refusal."""
    endings: dict[str, tuple[int, ...]]
    """By two last characters, the lengths of the longer words before and apart, longest first."""
    first: frozenset[str]
    """The first characters of the words after."""


@lru_cache(maxsize=16)
def units(folders: tuple[Path, ...] = ()) -> Words:
    """All units, classifiers and counted nouns."""
    words = Words()
    for entry in load("units", folders):
        words.add(
            entry["unit"], _kind(entry["kind"], "units.tsv", entry["unit"]), entry["not_before"], "unit"
        )
    for entry in load("classifiers", folders):
        words.add(entry["classifier"], "count", entry["not_before"], "classifier")
    for entry in load("counted_nouns", folders):
        words.add(entry["noun"], "count", entry["not_before"], "noun")
    return words


@lru_cache(maxsize=16)
def designations(folders: tuple[Path, ...] = ()) -> Words:
    """Words that make a number before them a name, an order or an identifier (号楼, 国道, 年级, 大队)."""
    words = Words()
    for entry in load("designations", folders):
        kind = _kind(entry["kind"], "designations.tsv", entry["word"])
        words.add(entry["word"], kind, entry["not_before"], "designation")
    return words


def _kind(name: str, file: str, word: str) -> Kind:
    if name not in get_args(Kind):
        raise LexiconError(f"{file}: {word!r} has the kind {name!r}; take one of {', '.join(get_args(Kind))}")
    return cast(Kind, name)


@lru_cache(maxsize=16)
def approximators(folders: tuple[Path, ...] = ()) -> Approximators:
    """All approximators by place."""
    places: dict[str, dict[str, Bound]] = {"before": {}, "apart": {}, "after": {}}
    forbidden: dict[str, str] = {}
    for entry in load("approximators", folders):
        word, place, bound = entry["word"].partition("@")[0], entry["place"], entry["bound"]
        if place not in places or bound not in get_args(Bound):
            raise LexiconError(
                f"approximators.tsv: {word!r} needs a place of {', '.join(places)} and a known bound"
            )
        if len(word) > _LONGEST_APPROXIMATOR:
            raise LexiconError(
                f"approximators.tsv: {word!r} is longer than {_LONGEST_APPROXIMATOR} characters"
            )
        places[place][word] = cast(Bound, bound)
        if entry["not_after"] != NONE and place == "before":
            forbidden[word] = entry["not_after"]
    before, apart, after = places["before"], places["apart"], places["after"]
    last = frozenset(word[-1] for word in (*before, *apart))
    endings: dict[str, tuple[int, ...]] = {}
    for word in (*before, *apart):
        if len(word) > 1:
            endings[word[-2:]] = tuple(sorted({1, len(word), *endings.get(word[-2:], ())}, reverse=True))
    return Approximators(before, apart, after, forbidden, last, endings, frozenset(word[0] for word in after))


class Plain:
    """The units that need no second look, and the characters beside a quantity that ask for one.

    A unit is plain when no rule changes its kind or value; `named` are first characters of designations,
    which come before units.
    """

    __slots__ = ("_words", "busy_after", "busy_before", "first", "named")

    def __init__(self, words: Words, named: Words, beside: Approximators) -> None:
        self._words = words
        self.busy_before = frozenset("-−负下前每第 ")
        self.busy_after = beside.first | frozenset(
            "至到-—–~～―－ 次半多余亿/／每0123456789一二三四五六七八九十又接角毛钱处+加牌路桩"
        )
        self.first = frozenset(words.first - _TOUCHY)
        self.named = frozenset(named.first)

    def at(self, text: str, place: int) -> Unit | None:
        """A plain unit at `place`."""
        unit = self._words.at(text, place)
        return (
            unit if unit is not None and unit.kind in _PLAIN_KINDS and unit.name not in _SECOND_LOOK else None
        )


_PLAIN_KINDS = frozenset(
    ("count", "money", "percent", "measure", "age", "percentage_point", "multiple", "duration")
)
_TOUCHY = frozenset("十百千万亿兆余多来几成番分级层方线井码点年月日号季时折比°周波 ")
"""First characters of units that some rule looks at again."""
_SECOND_LOOK = frozenset(("公里处", "代", "番", "旬"))


@lru_cache(maxsize=16)
def plain(folders: tuple[Path, ...] = ()) -> Plain:
    """The plain units of the lists."""
    return Plain(units(folders), designations(folders), approximators(folders))


@lru_cache(maxsize=16)
def continuing(folders: tuple[Path, ...] = ()) -> frozenset[str]:
    """The characters that may stand after a lone Chinese digit and make it a numeral of some kind."""
    known = units(folders).first | designations(folders).first
    return frozenset(
        known | set("几分个比大是死伤亡余多来至到-—–~～―－、 .．）)：:\n年月日号季时点世财学成某半之")
    )
