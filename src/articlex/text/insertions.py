"""Pinyin that a mirror put in brackets after characters, taken out again in byte space.

The mirrors worked on GBK bytes: after every two bytes that spell a listed (Traditional) character they put
`(reading)`, also where the two bytes are the second of one character and the first of the next, and then
decoded
with `?` for broken pairs. 回損 is BBD8 9370; D893 spells 負, so `(fù)` falls inside 損: D893 28 ... 29 70
decodes as
回?fù)p. What follows such a place is read out of step until a byte below 0x80 comes.

The inverse keeps the last true byte in hand. Before every insertion stand the two bytes of a character with
that
reading: where a `?` swallowed the second of them together with the bracket, the first and the reading tell
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from articlex import lexicon
from articlex.text.likelihood import likelihood

_INSERTION = re.compile("([(?])([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡḿêế]{1,6})\\)")
_LOST = "\ufffd"
_MARGIN = 5.0
"""How much more likely (natural logarithm) the best restoration must be than the next: e**5 is 150 to 1."""
_MOST_CHOICES = 400
_LONGEST_STRETCH = 60


class Place(NamedTuple):
    """`text` belongs in the place of `start:end`; U+FFFD in it stands for a character that cannot be told."""

    kind: str
    start: int
    end: int
    text: str


class _Tables(NamedTuple):
    readings: dict[str, frozenset[str]]
    seconds: dict[tuple[int, str], tuple[int, ...]]
    """Second bytes by first byte and reading."""


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    readings = {e["character"]: frozenset(e["readings"].split()) for e in lexicon.load("readings")}
    seconds: dict[tuple[int, str], list[int]] = {}
    for character, all_of_it in readings.items():
        first, second = character.encode("gbk")
        for reading in all_of_it:
            seconds.setdefault((first, reading), []).append(second)
    return _Tables(readings, {key: tuple(values) for key, values in seconds.items()})


class _Stretch(NamedTuple):
    """Bytes read out of step, put in step again: `options` of each, `end` of the stretch in the text.

    `lost` tells that an ASCII character was swallowed at its end; `whole` is False where no step was found
    again.
    """

    options: list[Sequence[int]]
    end: int
    lost: bool
    whole: bool


def find(text: str) -> Iterator[Place]:
    """The places of `text` where an insertion stands or broke something, in order."""
    tables = _tables()
    position = 0
    before: tuple[int, int] | None = (
        None  # the last two true bytes, where the text at `position` does not show them
    )
    match = _INSERTION.search(text)
    while match is not None:
        at = match.start()
        pair = before if at == position and before is not None else _last_two(text, at, position, before)
        after = match.start() + 1
        if match[1] == "(":
            if _spells(pair, match[2]):
                yield Place("pinyin-insertion", at, match.end(), "")
                position, before, after = match.end(), pair, match.end()
        elif (pair[1], match[2]) in tables.seconds:
            stretch = _stretch(text, match, tables.seconds[pair[1], match[2]])
            places, before = _restored(text, at, stretch)
            yield from places
            position = after = stretch.end
        match = _INSERTION.search(text, after)


def _last_two(text: str, at: int, floor: int, before: tuple[int, int] | None) -> tuple[int, int]:
    """The two bytes before `at`; 0 for what cannot be told. Before `floor` stands what `before` says."""
    found: list[int] = []
    while at > floor and len(found) < 2:
        at -= 1
        found = [*_bytes(text[at]), *found]
    if len(found) < 2 and before is not None and at == floor:
        found = [*before, *found]
    return tuple([0, 0, *found][-2:])  # type: ignore[return-value]


def _bytes(character: str) -> bytes:
    """The GBK bytes of a character, a 0 for one that GBK does not have."""
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b"\0"


def _spells(pair: tuple[int, int], reading: str) -> bool:
    if pair[0] < 0x81:
        return False
    character = bytes(pair).decode("gbk", "ignore")
    return reading in _tables().readings.get(character, ())


def _stretch(text: str, match: re.Match[str], firsts: Sequence[int]) -> _Stretch:
    """Read on out of step from the insertion `match`, which broke a pair, until both steps meet again."""
    options: list[Sequence[int]] = [firsts]
    at = match.end()
    limit = min(len(text), at + _LONGEST_STRETCH)
    while at < limit:
        inner = _INSERTION.match(text, at)
        if inner is not None and inner[1] == "(":
            if len(options) > 1 and _known_pair(options[-2:], inner[2]):
                at = inner.end()
                continue
            break
        if inner is not None and len(options[-1]) == 1:
            seconds = _tables().seconds.get((options[-1][0], inner[2]))
            if seconds:
                return _Stretch([*options, seconds], inner.end(), lost=False, whole=True)
        if text[at] == "?":
            return _Stretch([*options, range(0x40, 0xFF)], at + 1, lost=True, whole=True)
        found = _bytes(text[at])
        if len(found) == 1:
            if 0x40 <= found[0] < 0x7F:
                return _Stretch([*options, (found[0],)], at + 1, lost=False, whole=True)
            break
        options += [(found[0],), (found[1],)]
        at += 1
    return _Stretch(options, at, lost=False, whole=False)


def _known_pair(options: Sequence[Sequence[int]], reading: str) -> bool:
    first, second = options
    return len(first) == len(second) == 1 and _spells((first[0], second[0]), reading)


def _restored(text: str, start: int, stretch: _Stretch) -> tuple[list[Place], tuple[int, int] | None]:
    """The places of a stretch, and the last two true bytes after it where they are known."""
    if not stretch.whole:
        return [Place("lost-byte", start, stretch.end, _LOST)], None
    characters = [_spellings(stretch.options[i : i + 2]) for i in range(0, len(stretch.options), 2)]
    words = _chosen(
        characters,
        text[max(start - 4, 0) : start],
        "" if stretch.lost else text[stretch.end : stretch.end + 4],
    )
    end = stretch.end - stretch.lost
    places = [Place("lost-byte", start, end, words)]
    if stretch.lost:
        places.append(Place("lost-byte", end, stretch.end, _LOST))
        return places, None
    last = words[-1].encode("gbk", "ignore")
    return places, (last[0], last[1]) if len(last) == 2 else None


def _spellings(options: Sequence[Sequence[int]]) -> list[str]:
    """The characters that the possible bytes spell."""
    out = []
    for pair in product(*options):
        try:
            character = bytes(pair).decode("gbk")
        except UnicodeDecodeError:
            continue
        if len(character) == 1 and not "\ue000" <= character <= "\uf8ff":
            out.append(character)
    return out


def _chosen(characters: list[list[str]], left: str, right: str) -> str:
    """One character of each list, by what is likely between `left` and `right`; U+FFFD where nothing is
    certain.
    """
    if all(len(options) == 1 for options in characters):
        return "".join(options[0] for options in characters)
    total = 1
    for options in characters:
        total *= len(options)
    if not 0 < total <= _MOST_CHOICES:
        return "".join(options[0] if len(options) == 1 else _LOST for options in characters)
    left = re.split("[^\u4e00-\u9fff]", left)[-1]
    right = re.split("[^\u4e00-\u9fff]", right)[0]
    ranked = sorted(
        ((likelihood(left + "".join(chosen) + right), "".join(chosen)) for chosen in product(*characters)),
        reverse=True,
    )
    if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MARGIN:
        return ranked[0][1]
    # What the likely ones agree on is certain, the rest is not.
    near = [words for score, words in ranked if ranked[0][0] - score < _MARGIN]
    return "".join(
        options.pop() if len(options) == 1 else _LOST
        for options in ({words[i] for words in near} for i in range(len(near[0])))
    )
