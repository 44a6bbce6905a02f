"""Text that was decoded by the wrong table: UTF-8 read as Latin-1, as Windows-1252 or as GBK, and what
marks a loss.

The wrong table kept every byte as some character, so encoding by it and decoding as UTF-8 gives the text
back. What
does not decode was lost before and is flagged. ftfy knows more of such mix-ups, but it gives no offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlex.text.likelihood import plausibility
from articlex.text.place import LOST, Place

_WESTERN = {
    bytes([code]).decode("cp1252"): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_CONTINUATION = "[\x80-\xbf" + re.escape("".join(_WESTERN)) + "]"
_LATIN = re.compile(
    f"[\xc2-\xf4]{_CONTINUATION}{{1,3}}(?:[\xc2-\xf4]{_CONTINUATION}{{1,3}}|[\x20-\x7e]{{1,40}}(?=[\xc2-\xf4]))*"
)
_LATIN_SIGN = re.compile("[\xc2-\xf4]")
_HAN = re.compile("[\u4e00-\u9fff]")

# What the commonest characters and signs of Chinese become when their UTF-8 is read as GBK: ，。“的 一 在
# 是 and 人.
_GBK_SIGNS = re.compile("锛|銆|鈥|鐨|涓€|鍦|鏄|浜")
_GBK_FIRST = "锛銆鈥鐨涓鍦鏄浜"
_SAMPLE = 4000
_GBK_RUN = re.compile("[^\x00-\x7f][^\x00-\x7f?\ufffd]*[?\ufffd]?")

_MARK_SIGNS = {"?": "??", "锟": "锟斤拷", "烫": "烫烫烫", "屯": "屯屯屯"}
_MARKS = re.compile(
    "(?:锟斤拷)+(?:锟斤?)?|烫烫烫+|屯屯屯+"
    "|(?<=[\u4e00-\u9fff0-9])\\?{2,}(?=[\u4e00-\u9fff0-9])|(?<![?])\\?{3,}(?=[\u4e00-\u9fff0-9])"
)


def find(text: str, *, simple: bool = False) -> Iterator[Place]:
    """The places of `text` that were decoded by the wrong table or hold a mark of lost characters, in
    order.

    `simple` says that `fold.is_simple(text)` is known to be true, so that UTF-8 read as Latin-1 is not.
    """
    # The patterns look at neighbours; they run only where their signs stand, and a clean text costs no scan.
    if not simple and _LATIN_SIGN.search(text):
        yield from _latin(text)
    if _any_of(_GBK_FIRST, text) and len(_GBK_SIGNS.findall(text[:_SAMPLE])) >= 3:
        yield from _gbk(text)
    if any(mark in text for sign, mark in _MARK_SIGNS.items() if sign in text):
        for match in _MARKS.finditer(text):
            yield Place("lost-characters", match.start(), match.end(), LOST)


def _any_of(characters: str, text: str) -> bool:
    """Whether one of a few characters stands in `text`; `in` finds a single one faster than any pattern."""
    for character in characters:  # noqa: SIM110 - a generator would cost more than the searches
        if character in text:
            return True
    return False


def _latin(text: str) -> Iterator[Place]:
    for match in _LATIN.finditer(text):
        data = bytes(_WESTERN.get(c, ord(c)) for c in match[0])
        restored = data.decode("utf-8", "replace")
        if len(_HAN.findall(restored)) * 2 > restored.count(LOST) + 1:
            yield Place("mojibake", match.start(), match.end(), restored)


def _gbk(text: str) -> Iterator[Place]:
    for match in _GBK_RUN.finditer(text):
        run = match[0].rstrip("?\ufffd")
        data = run.encode("gb18030", "ignore")
        restored = data.decode("utf-8", "replace")
        usual = plausibility(restored.replace(LOST, ""))
        if len(_HAN.findall(restored)) > restored.count(LOST) and usual > plausibility(run):
            lost = restored.endswith(LOST) or len(run) < len(match[0])
            yield Place("mojibake", match.start(), match.end(), restored.rstrip(LOST) + LOST * lost)
