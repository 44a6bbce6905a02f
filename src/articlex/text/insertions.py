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
from articlex.text.likelihood import Weights, likelihood, promising, weight
from articlex.text.place import LOST, Place

_INSERTION = re.compile("([(?])([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡḿêế]{1,6})\\)")
_WHOLE_INSERTION = re.compile(_INSERTION.pattern.replace("[(?]", "[(]"))
_NEAR = 40
"""So many characters beside a stretch hold the words that it may belong to, insertions and all."""
_MARGIN = 5.0
"""How much more likely (natural logarithm) the best restoration must be than the next: e**5 is 150 to 1."""
_BLIND_MARGIN = 8.0
"""The same where a neighbour stays unknown, which may make a word with what seems the less likely."""
_WAY_MARGIN = 12.0
"""How many bits more plausible the best way to read a stretch must be than the next."""
_ANY = range(0x80, 0xFF)
"""What a byte can be that was shown as `?` with the byte after it: it stood there as a first byte."""
_MOST_WAYS = 12
_MOST_SEQUENCES = 130
_MOST_TRIED = 2000
_MOST_BROKEN = 4
_LONGEST_STRETCH = 120
_UNEXPLAINED = 30.0
_LEAST_USUAL = 2.0
"""Bits a character: what is out of step has about 0, Chinese about 7."""
_RUN = re.compile("[^\x00-\x7f]+")
_NOT_HAN = re.compile("[^\u4e00-\u9fff]")


def _traditional_weight(character: str) -> float:
    """Bits that speak for a character of Traditional news: what Big5 does not have is rare there."""
    bits = weight(character)
    return min(bits, _SIMPLIFIED) if _is_simplified(character) else bits


@lru_cache(maxsize=65536)
def _is_simplified(character: str) -> bool:
    """Whether no Traditional text has the character: neither Big5 nor the list of readings has it."""
    known = character < "\u3400" or character == LOST or character.encode("big5", "ignore")
    return not known and character not in _tables().readings


_SIMPLIFIED = -6.0
_SIMPLIFIED_WORD = 4.0
"""What a Simplified character takes from the likelihood (natural logarithm) of a restoration."""
_WEIGHTS = Weights(_traditional_weight)


def _plausibility(text: str) -> float:
    """Bits that speak for `text` being Traditional news, for mirrors of this kind show no other."""
    return float(sum(map(_WEIGHTS.__getitem__, text)))


class _Tables(NamedTuple):
    readings: dict[str, frozenset[str]]
    seconds: dict[tuple[int, str], tuple[int, ...]]
    """Second bytes by first byte and reading."""
    by_reading: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    readings = {e["character"]: frozenset(e["readings"].split()) for e in lexicon.load("readings")}
    seconds: dict[tuple[int, str], list[int]] = {}
    for character, all_of_it in readings.items():
        first, second = character.encode("gbk")
        for reading in all_of_it:
            seconds.setdefault((first, reading), []).append(second)
    by_reading: dict[str, set[int]] = {}
    for (_, reading), values in seconds.items():
        by_reading.setdefault(reading, set()).update(values)
    return _Tables(
        readings,
        {key: tuple(values) for key, values in seconds.items()},
        {reading: tuple(sorted(values)) for reading, values in by_reading.items()},
    )


class _Reading(NamedTuple):
    """One way to read a stretch that is out of step: the `options` of each of its true bytes, two to a
    character.

    A rule `(i, reading)` says that bytes `i` and `i + 1` spell a character with that reading, `(i, None)`
    that they spell
    none, for they were shown as `?`. `end` is where text and bytes are in step again; `lost` tells that the
    last `?` also
    swallowed an ASCII character.
    """

    options: tuple[Sequence[int], ...]
    rules: tuple[tuple[int, str | None], ...]
    end: int
    lost: bool = False
    letter: str = ""
    """The ASCII letter that the last character shown took as its second byte."""


def find(text: str) -> Iterator[Place]:
    """The places of `text` where an insertion stands or broke something, in order."""
    readings, seconds, _ = _tables()
    position = 0
    before: tuple[int, int] | None = (
        None  # the last two true bytes, where the text at `position` does not show them
    )
    plain = -1  # or the character at this place, whose insertion ends at `position`, shows them
    seen = true_from = 0
    match = _INSERTION.search(text)
    while match is not None:
        at, after = match.start(), match.start() + 1
        sign, reading = match.groups()
        if sign == "(" and at > position and reading in readings.get(text[at - 1], ()):
            yield Place("pinyin-insertion", at, match.end(), "")
            position = after = match.end()
            plain, before, seen = at - 1, None, seen + 1
        else:
            if before is None and plain >= 0 and at < position + 2:
                first, second = text[plain].encode("gbk")
                before = (first, second)
            pair = before if at == position and before is not None else _last_two(text, at, position, before)
            if sign == "(":
                if _spells(pair, reading):
                    yield Place("pinyin-insertion", at, match.end(), "")
                    position, before, after, seen = match.end(), pair, match.end(), seen + 1
                    plain = -1
            else:
                firsts = seconds.get((pair[1], reading))
                if firsts is None and seen:  # what stands before is itself destroyed
                    firsts = _any_second(reading)
                if firsts:
                    places, before = _restored(text, match, firsts, true_from)
                    yield from places
                    position = after = true_from = places[-1].end
                    plain = -1
                    seen += 1
        match = _INSERTION.search(text, after)


def _any_second(reading: str) -> tuple[int, ...]:
    """All second bytes of characters with that reading that can begin a character."""
    return tuple(second for second in _tables().by_reading.get(reading, ()) if second >= 0x80)


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


def _ways(text: str, match: re.Match[str], firsts: Sequence[int]) -> tuple[list[_Reading], int]:
    """All ways to read on from the insertion `match`, which broke a pair, and how far the reading came."""
    open_ways = [_Reading((firsts,), (), match.end())]
    done: list[_Reading] = []
    farthest = match.end()
    while open_ways and len(done) < _MOST_WAYS:
        way = open_ways.pop()
        farthest = max(farthest, way.end)
        if way.end - match.end() > _LONGEST_STRETCH or way.end >= len(text):
            continue
        inner = _INSERTION.match(text, way.end)
        if inner is not None and inner[1] == "(":
            if len(way.options) > 1:
                open_ways.append(
                    way._replace(rules=(*way.rules, (len(way.options) - 2, inner[2])), end=inner.end())
                )
        elif inner is not None:
            rules = (*way.rules, (len(way.options) - 1, inner[2]))
            done.append(_Reading((*way.options, _ANY), rules, inner.end()))
        elif text[way.end] == "?":
            if not _INSERTION.match(text, way.end + 1):  # a swallowed ASCII character cannot begin a pair
                done.append(_Reading((*way.options, _ANY), way.rules, way.end + 1, lost=True))
            if sum(rule[1] is None for rule in way.rules) < _MOST_BROKEN:
                rules = (*way.rules, (len(way.options), None))
                open_ways.append(_Reading((*way.options, _ANY, _ANY), rules, way.end + 1))
        else:
            _read_on(text, way, open_ways, done)
    return done, farthest


def _read_on(text: str, way: _Reading, open_ways: list[_Reading], done: list[_Reading]) -> None:
    """Read the character at `way.end` out of step: its first byte ends a true character, its second begins
    one.
    """
    found = _bytes(text[way.end])
    if len(found) == 2 and found[1] < 0x80:
        end = way.end + 1  # a true character ends here, and a letter brings both into step
        inner = _INSERTION.match(text, end)
        if inner is not None and inner[1] == "(" and _spells((found[0], found[1]), inner[2]):
            end = inner.end()
        done.append(_Reading((*way.options, (found[0],)), way.rules, end, letter=chr(found[1])))
    elif len(found) == 2:
        open_ways.append(_Reading((*way.options, (found[0],), (found[1],)), way.rules, way.end + 1))
    elif 0x40 <= found[0] < 0x7F:
        end, rules = way.end + 1, way.rules
        inner = _INSERTION.match(text, end)
        if inner is not None and inner[1] == "(":
            end, rules = inner.end(), (*rules, (len(way.options) - 1, inner[2]))
        done.append(_Reading((*way.options, (found[0],)), rules, end))


def _restored(
    text: str, match: re.Match[str], firsts: Sequence[int], true_from: int
) -> tuple[list[Place], tuple[int, int] | None]:
    """The places of the stretch that `match` opens, and the last two true bytes after it where they are
    known.

    From `true_from` on the text before it is in step.
    """
    start = match.start()
    left = _WHOLE_INSERTION.sub("", text[max(start - _NEAR, true_from) : start])
    ways, farthest = _ways(text, match, firsts)
    reach = max((way.end for way in ways), default=farthest)
    scored = []
    for way in ways:
        beside = "" if way.lost or way.letter else text[way.end : way.end + _NEAR]
        words = _words(way, left, _WHOLE_INSERTION.sub("", beside))
        if words is not None:
            known = _plausibility(words.best.replace(LOST, ""))
            scored.append((known + _goes_on(text[way.end : reach]), words.certain, way))
    scored.sort(key=lambda entry: -entry[0])
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _WAY_MARGIN):
        return [Place("lost-byte", start, _in_step(text, reach, doubtful=True), LOST)], None
    _, certain, way = scored[0]
    if _in_step(text, way.end, doubtful=way.lost and len(scored) > 1) > way.end:
        return [Place("lost-byte", start, _in_step(text, max(way.end, reach), doubtful=True), LOST)], None
    if way.letter:
        return [Place("lost-byte", start, way.end, certain + way.letter)], None
    if not way.lost:
        last = certain[-1].encode("gbk", "ignore")
        return [Place("lost-byte", start, way.end, certain)], (last[0], last[1]) if len(last) == 2 else None
    return [
        Place("lost-byte", start, way.end - 1, certain),
        Place("lost-byte", way.end - 1, way.end, LOST),
    ], None


def _in_step(text: str, at: int, *, doubtful: bool) -> int:
    """Where the garbage that begins at `at` ends; `at` itself where what follows reads like Chinese.

    Out of step no byte below 0x40 can stand alone, and one from 0x40 on brings both steps together again.
    Where it is
    `doubtful` that `at` is in step, one or two characters before such a byte count as garbage.
    """
    while at < len(text):
        inner = _INSERTION.match(text, at)
        if inner is not None and inner[2] in _tables().by_reading and doubtful:
            at = inner.end()
        run = _RUN.match(text, at)
        end = run.end() if run else at
        stop = text[end : end + 1]
        if end == at and not (doubtful and (stop == "?" or stop >= "@")):
            return at
        head = text[at : min(end, at + 12)]
        if len(head) < 3:
            garbage = (stop == "?" and (doubtful or not _explained(text, end))) or (doubtful and stop >= "@")
        else:
            garbage = _plausibility(head) < (_LEAST_USUAL + 2.5 * doubtful) * len(head)
        if not garbage:
            return at
        doubtful = True
        at = end
        if not _INSERTION.match(text, at) and (stop == "?" or stop >= "@"):
            at += 1
    return at


def _explained(text: str, at: int) -> bool:
    """Whether the `?` at `at` is a pair that an insertion broke, as the byte before it and the reading tell."""
    match = _INSERTION.match(text, at)
    return match is not None and at > 0 and (_bytes(text[at - 1])[-1], match[2]) in _tables().seconds


def _goes_on(rest: str) -> float:
    """How plausible the text after a stretch is as it stands, up to the next broken pair.

    An insertion that nothing explains speaks against it.
    """
    floor, before = 0, (0, 0)
    unexplained = 0
    for match in _INSERTION.finditer(rest):
        pair = _last_two(rest, match.start(), floor, before)
        if match[1] == "?":
            if (pair[1], match[2]) in _tables().seconds:
                rest = rest[: match.start()]
                break
            unexplained += 1
        elif _spells(pair, match[2]):
            floor, before = match.end(), pair
        else:
            unexplained += 1
    return _plausibility(rest) - _UNEXPLAINED * unexplained


class _Words(NamedTuple):
    """The likeliest characters of a way, and the same with U+FFFD for each that is not certain."""

    best: str
    certain: str


def _words(way: _Reading, left: str, right: str) -> _Words | None:
    """The characters of a way; None where no bytes obey its rules."""
    rules = dict(way.rules)
    sequences = [""]
    for index in range(0, len(way.options), 2):
        options = _spellings(tuple(way.options[index : index + 2]), rules.get(index))
        joint = rules.get(index - 1, "")
        if len(options) * len(sequences) > _MOST_TRIED:
            sequences = [before + LOST for before in sequences]
            continue
        longer = [
            before + character
            for before in sequences
            for character in options
            if joint == "" or not before or _obeys(before[-1], character, joint)
        ]
        if not longer:
            return None
        # Too many to weigh: the character is lost. None is left out, for the right one might be among them.
        sequences = longer if len(longer) <= _MOST_SEQUENCES else [before + LOST for before in sequences]
    return _certain(sequences, left, right, blind=way.lost)


def _obeys(before: str, character: str, reading: str | None) -> bool:
    """Whether the last byte of `before` and the first of `character` spell what a rule asks for."""
    if before == LOST:
        return True
    pair = (before.encode("gbk")[-1], character.encode("gbk")[0])
    if reading is not None:
        return _spells(pair, reading)
    return pair[0] >= 0x80 and pair[1] >= 0x40 and not _is_character(pair)


def _is_character(pair: tuple[int, int]) -> bool:
    try:
        return len(bytes(pair).decode("gbk")) == 1
    except UnicodeDecodeError:
        return False


@lru_cache(maxsize=4096)
def _spellings(options: tuple[Sequence[int], ...], reading: str | None) -> list[str]:
    """The characters that the possible bytes spell, with the reading where a rule asks for one."""
    out = []
    for pair in product(*options):
        if reading is not None and not _spells((pair[0], pair[1]), reading):
            continue
        if _is_character((pair[0], pair[1])):
            out.append(bytes(pair).decode("gbk"))
    return out


def _certain(sequences: list[str], left: str, right: str, *, blind: bool) -> _Words:
    """The likeliest of `sequences` between `left` and `right`, and what those near it agree on."""
    if len(sequences) == 1:
        return _Words(sequences[0], sequences[0])
    left = _NOT_HAN.split(left)[-1][-3:]
    right = _NOT_HAN.split(right)[0][:3]
    ranked = sorted(
        (
            (likelihood(left + words + right) - _SIMPLIFIED_WORD * sum(map(_is_simplified, words)), words)
            for words in promising(sequences, left, right)
        ),
        reverse=True,
    )
    margin = _BLIND_MARGIN if blind or LOST in sequences[0] else _MARGIN
    near = [words for score, words in ranked if ranked[0][0] - score < margin]
    agreed = "".join(column[0] if len(set(column)) == 1 else LOST for column in zip(*near, strict=True))
    return _Words(ranked[0][1], agreed)
