"""Folding: one character to one, so every offset stays what it is.

Traditional becomes Simplified, full-width letters and digits become ASCII, and punctuation takes one form:
the
Chinese one between words (，：；！？（）“”), the ASCII one inside numbers (1,100 10:32 22.5%).
`docs/reading.md`
lists the convention. A text that has nothing to fold costs one search, which `is_simple` shares with those who
look for damage.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from articlex import lexicon

# Full-width forms whose canonical form is the full-width one, and what is decided by the neighbours.
_KEPT_WIDE = "，：；！？（）．"
_PUNCTUATION = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "｢": "“",
    "｣": "”",
    "﹁": "“",
    "﹂": "”",
    "﹃": "‘",
    "﹄": "’",
    "〝": "“",
    "〞": "”",
    "〟": "”",
    "﹐": "，",
    "﹑": "、",
    "､": "、",
    "﹒": ".",
    "｡": "。",
    "﹔": "；",
    "﹕": "：",
    "︰": "：",
    "∶": "：",
    "﹖": "？",
    "﹗": "！",
    "﹙": "（",
    "﹚": "）",
    "(": "（",
    ")": "）",
    "﹪": "%",
    "￥": "¥",
    "‧": "·",
    "・": "·",
    "･": "·",
    "•": "·",
    "⋅": "·",
    "―": "—",
    "╱": "/",
    "∕": "/",
    "〜": "～",
    "﹣": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "\t": " ",
}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ACCENTED = "\xc2-\xf4"  # the letters that UTF-8 read as Latin-1 begins with
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u180e\u2066-\u2069\ufe0e\ufe0f"
_CHINESE_DIGITS = "一二三四五六七八九〇○◯"


class _Tables(NamedTuple):
    """What folding needs, made once."""

    characters: dict[int, int]
    found: re.Pattern[str]
    found_in_simple: re.Pattern[str]
    """Those of `found` that are not Traditional: signs, full-width letters, spaces."""
    put: Callable[[re.Match[str]], str]
    traditional: re.Pattern[str]
    many_traditional: re.Pattern[str]
    not_simple: re.Pattern[str]
    phrases: re.Pattern[str]
    phrase_values: dict[str, str]
    phrase_signs: re.Pattern[str]


def _character_class(characters: str) -> str:
    """A class of the characters; beyond the BMP `re` walks a class as a list, so those stand in a branch of
    their own.
    """
    common = "".join(c for c in sorted(characters) if c <= "\uffff")
    rare = any(c > "\uffff" for c in characters)
    return "[" + re.escape(common) + ("\U00010000-\U0010ffff]" if rare else "]")


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    traditional = {entry["written"]: entry["folded"] for entry in lexicon.load("fold")}
    table = dict(traditional)
    table.update(
        {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
    )
    table.update(_PUNCTUATION)
    table.update(dict.fromkeys(_SPACES, " "))
    phrases = {entry["written"]: entry["folded"] for entry in lexicon.load("fold-phrases")}
    # A phrase is only looked for where a character stands that folds otherwise in it than alone.
    signs = {
        w
        for key, value in phrases.items()
        for w, f in zip(key, value, strict=True)
        if traditional.get(w, w) != f
    }
    longest_first = sorted(phrases, key=lambda word: (-len(word), word))
    found = re.compile(_character_class("".join(table)))
    others = "".join(character for character in table if character not in traditional)
    traditional_class = _character_class("".join(traditional))
    return _Tables(
        characters={ord(key): ord(value) for key, value in table.items()},
        found=found,
        found_in_simple=re.compile(_character_class(others)),
        put=lambda match: table.get(match[0], match[0]),
        traditional=re.compile(traditional_class),
        many_traditional=re.compile(traditional_class + "+"),
        not_simple=re.compile(f"[{_ACCENTED}{_INVISIBLE}\ufffd{traditional_class[1:]}"),
        phrases=re.compile("|".join(map(re.escape, longest_first))),
        phrase_values=phrases,
        phrase_signs=re.compile(_character_class("".join(signs))),
    )


# Each pattern begins with a plain class, which `re` finds fast; the neighbours are looked at only where it
# stands. That a single character stands nowhere `in` tells a hundred times faster still.
_SIGNS = ',;:!?"○◯．'
_ASCII_SIGNS = re.compile(f"[{_SIGNS}]")
_WIDE_COMMA = re.compile("，(?<=[0-9].)(?=[0-9])")
_WIDE_COLON = re.compile("：(?<=[0-9].)(?=[0-9])")
_FINAL_POINT = re.compile(r"\.(?=\s|$|[”’])")
_GROUPS = re.compile(r"[0-9]{3}(?![0-9])")
_OPENS = re.compile(r"(?<![0-9.])[0-9]{1,3}\Z")


def _in_context(text: str) -> str:
    """Give ASCII punctuation the form that its neighbours ask for; straight quotes open and close in turn
    in a line.
    """
    opened = False
    last_quote = 0

    def chosen(match: re.Match[str]) -> str:
        nonlocal opened, last_quote
        sign, at = match[0], match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if sign in ",;":
            return sign if _joins(before, after, text[at + 2 : at + 3]) else "，" if sign == "," else "；"
        if sign == '"':
            if opened and "\n" in text[last_quote:at]:
                opened = False
            opened, last_quote = not opened, at
            return "“" if opened else "”"
        if sign == "．":
            return _point(before, after)
        if sign in "○◯":
            return "〇" if _is_zero(before) or _is_zero(after) else sign
        if after == "/" or not (_is_wide(before) or _is_wide(after)):
            return sign
        return _WIDE[sign]

    return _ASCII_SIGNS.sub(chosen, text)


_WIDE = {":": "：", "!": "！", "?": "？"}


def _is_wide(character: str) -> bool:
    return character > "\x7f" and character != "\ufffd"


def _is_zero(character: str) -> bool:
    return character != "" and character in _CHINESE_DIGITS


def _joins(before: str, after: str, next_but_one: str) -> bool:
    """Whether a comma stands inside a number or an English phrase and so stays ASCII."""
    if not (before.isascii() and before.isalnum()):
        return False
    if after == " ":
        return before.isalpha() and next_but_one.isascii() and next_but_one.isalpha()
    return after.isascii() and after.isalnum()


def _numeric_wide(text: str) -> str:
    """Full-width signs inside a number become ASCII: １２：３０, and １，１００ where the comma groups
    thousands.
    """

    def chosen(match: re.Match[str]) -> str:
        at = match.start()
        grouped = _GROUPS.match(text, at + 1) and _OPENS.search(text[max(at - 5, 0) : at])
        return "," if grouped else "，"

    if "：" in text:
        text = _WIDE_COLON.sub(":", text)
    return _WIDE_COMMA.sub(chosen, text)


def _point(before: str, after: str) -> str:
    """The full-width point is a decimal point between digits, a full stop at the end, else the dot of a
    foreign name.
    """
    if before.isascii() and before.isdigit():
        return "."
    if after in ("", "\n", "”", "’"):
        return "。"
    return "·" if "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff" else "."


def _final_points(text: str) -> str:
    """An ASCII point that ends a line of Chinese is a full stop."""

    def chosen(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        return "。" if "\u4e00" <= before <= "\u9fff" or before in ("”", "’", "）", "%") else "."

    return _FINAL_POINT.sub(chosen, text)


def _patched(text: str, places: list[re.Match[str]], values: dict[str, str]) -> str:
    """The folded text with the value of each phrase in its place."""
    parts = []
    at = 0
    for place in places:
        parts += [text[at : place.start()], values[place[0]]]
        at = place.end()
    return "".join([*parts, text[at:]])


_WIDE_ZERO = re.compile(f"(?<=[{_CHINESE_DIGITS}])０|０(?=[{_CHINESE_DIGITS}])")


def is_simple(text: str) -> bool:
    """Whether no character is Traditional, an accented letter, invisible or U+FFFD, as in most clean text.

    One search tells several stages that they have nothing to do.

    >>> is_simple("破获案件8163起（略）"), is_simple("破獲案件8163起")
    (True, False)
    """
    return _tables().not_simple.search(text) is None


def fold(text: str, *, simple: bool = False) -> str:
    """The text in Simplified characters and canonical width, of the same length.

    `simple` says that `is_simple(text)` is known to be true.

    >>> fold("破獲８１６３起，上升１３．５％")
    '破获8163起，上升13.5%'
    >>> fold("1月8日,共(約)1,100萬元")
    '1月8日，共（约）1,100万元'
    """
    tables = _tables()
    found = tables.found_in_simple if simple else tables.found
    first = found.search(text)
    if first is not None:
        if "０" in text:
            text = _WIDE_ZERO.sub("〇", text)
        phrases: list[re.Match[str]] = []
        if not simple and tables.phrase_signs.search(text) and tables.traditional.search(text):
            phrases = list(tables.phrases.finditer(text))
        # A match costs as much as ten characters of `translate`: substitute where few characters fold.
        sample = text[first.start() : first.start() + 400]
        dense = len(found.findall(sample)) * 12 > len(sample)
        text = text.translate(tables.characters) if dense else found.sub(tables.put, text)
        if phrases:
            text = _patched(text, phrases, tables.phrase_values)
    for sign in _SIGNS:
        if sign in text:
            text = _in_context(text)
            break
    if "." in text:
        text = _final_points(text)
    return _numeric_wide(text)


def simplified(text: str) -> str:
    """The text folded character by character, its punctuation as it is: enough to look words up."""
    return text.translate(_tables().characters)


def is_traditional(text: str) -> bool:
    """Whether more than a tenth of the Chinese characters of `text` fold to another."""
    traditional = sum(map(len, _tables().many_traditional.findall(text)))
    if traditional * 10 > len(text):
        return True
    return traditional > 0 and traditional * 10 > sum(map(len, _HAN.findall(text)))


_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
