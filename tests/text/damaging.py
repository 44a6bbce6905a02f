"""Damages text as the mirrors did: pinyin in brackets after listed characters, put in on GBK bytes.

The mirrors replaced, one listed character after the other, its two bytes by the same bytes and `(reading)`,
wherever
they stood: also where they are the second byte of one character and the first of the next. Then they
decoded the
result, with `?` for every pair of bytes that is no character; the second byte of such a pair is lost with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from articlex import lexicon


def listed(characters: Iterable[str] | None = None) -> dict[str, str]:
    """Traditional characters in common use (level 1 of Big5), each with its first reading."""
    rows = {
        entry["character"]: entry["readings"].split()[0]
        for entry in lexicon.load("readings")
        if b"\xa4" <= entry["character"].encode("big5", "ignore")[:1] < b"\xc9"
    }
    if characters is None:
        return rows
    return {character: rows[character] for character in characters if character in rows}


def damage(text: str, readings: Mapping[str, str]) -> str:
    """`text` as the mirror shows it; all its characters must be of GBK."""
    data = text.encode("gbk")
    for character, reading in readings.items():
        pair = character.encode("gbk")
        if pair in data:
            data = data.replace(pair, pair + b"(" + reading.encode("gbk") + b")")
    return decode_as_mirror(data)


def decode_as_mirror(data: bytes) -> str:
    """GBK to text; a lead byte and what follows it become one `?` where the pair is no character."""
    out = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        try:
            out.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
        at += 2
    return "".join(out)
