"""What stands beside a number and belongs to it: scales, 余 and 多, approximators on both sides.

Reads the whole of `2亿3000多万`, and the bounds of `约`, `近`, `至少造成`, `以上`, `左右`.
"""

from __future__ import annotations

import re

from articlex.model import Bound
from articlex.numbers.numeral import Reading, read
from articlex.numbers.page import APART, Page
from articlex.numbers.scan import NUMERAL_CHARACTERS, SCALE

_EXTEND = re.compile(
    rf" ?[余多来几]?(?:个(?=[万亿]))?{SCALE}+"
    r"(?:[零又]?(?:[0-9]{1,4}(?:\.[0-9]+)?(?![0-9.,年月:：])|[一二三四五六七八九两]+(?![月日号]))"
    rf"(?: ?[余多来]?{SCALE}+)?){{0,6}}"
)
LINK = re.compile(r" ?(?:至(?![少于今此上])|到(?![达来场位案底期处])|[-—–~～―－]{1,2}) ?")
"""What joins the two ends of a range."""
LINKS = frozenset("至到-—–~～―－ ")
"""First characters of `LINK`: a quick refusal."""
_SCALES = re.compile(rf" ?{SCALE}+")
_MORE = re.compile(
    r" ?(?:余(?![震额款党下热杭姚地温生粮波])|多(?!少|数|为|元[化素])"
    r"|来(?=[个名人岁天年位家种里公米斤吨万次块元分]))"
)
_ONE = (1,)
_EXTENDING = frozenset("十百千万亿兆拾佰仟余多来几个 ")
_APART_GAP = re.compile(r"[\u4e00-\u9fff ]{0,6}")


def approximated(page: Page, begin: int) -> tuple[int, Bound | None]:
    """The start of an approximator that ends at `begin`, and its bound; one that stands apart only bounds."""
    text = page.text
    place = begin - 1 if text[begin - 1] == " " else begin
    words = page.lexica.approximators
    if text[place - 1] in words.last:
        for length in words.endings.get(text[place - 2 : place], _ONE):
            start = place - length
            if start < page.done:
                continue
            word = text[start:place]
            bound = words.before.get(word)
            if bound is not None:
                if text[start - 1] in words.forbidden.get(word, ""):
                    continue
                if word in "上成" and text[begin] not in "百千万亿十":
                    continue
                if word == "破" and text[begin] not in "百千万亿十0123456789":
                    continue
                if word == "过" and text[begin] not in "百千万亿半" and text[start - 1] not in "年已早":
                    continue
                return start, bound
            bound = words.apart.get(word)
            if bound is not None:
                return begin, bound
    if not page.apart:
        return begin, None
    floor = page.done if page.done > begin - 8 else begin - 8
    for word in APART:
        at = text.find(word, floor, begin)
        if at >= 0 and _APART_GAP.fullmatch(text, at + 2, begin):
            return begin, "at_least"
    return begin, None


def after_unit(page: Page, end: int) -> tuple[int, Bound | None]:
    """The end of an approximator that begins at `end` (以上, 左右), and its bound."""
    text = page.text
    words = page.lexica.approximators
    if text[end] not in words.first:
        return end, None
    for length in (4, 3, 2, 1):
        word = text[end : end + length]
        bound = words.after.get(word)
        if bound is not None:
            if word == "许" and text[end + 1] in "多可诺愿久":
                return end, None
            return end + length, bound
    return end, None


def numeral(page: Page, begin: int, end: int) -> tuple[int, Reading | None]:
    """The whole numeral that begins with `begin:end`: the scales and mixed parts after it belong to it."""
    text = page.text
    if text[end] in _EXTENDING:
        match = _EXTEND.match(text, end)
        if match is not None:
            reading = read(text[begin : match.end()])
            if reading is not None:
                return match.end(), reading
            scales = _SCALES.match(text, end)
            reading = read(text[begin : scales.end()]) if scales else None
            if scales and reading is not None and not _goes_on(text, scales.end()):
                return scales.end(), reading
            if scales:
                return match.end(), None
        elif text[end] == "几" and text[end - 1] == "0" and text[end + 1] not in "乎何时":
            reading = read(text[begin : end + 1])  # 10几个
            if reading is not None:
                return end + 1, reading
    return end, read(text[begin:end])


def _goes_on(text: str, end: int) -> bool:
    """Whether a numeral goes on right after its scale, so that the part before is not all of it (1万2万)."""
    return text[end] in "0123456789" or text[end] in NUMERAL_CHARACTERS


def more(page: Page, end: int, reading: Reading) -> tuple[int, Reading]:
    """The end of 余, 多 or 来 after a numeral, and the reading under its bound."""
    if page.text[end] not in "余多来 " or reading.bound != "exact":
        return end, reading
    match = _MORE.match(page.text, end)
    if match is None:
        return end, reading
    return match.end(), reading.under("about" if match.group()[-1] == "来" else "over")
