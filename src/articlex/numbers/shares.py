"""Shares of a whole: 三分之一, 百分之五, 千分之二, 一半, 过半数, 3比1, 每十万人0.46起."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from articlex.model import Kind
from articlex.numbers.bounds import after_unit, approximated, more, numeral
from articlex.numbers.measures import measured
from articlex.numbers.numeral import HALF, Reading, bounded, exactly, ratio, read
from articlex.numbers.page import Page
from articlex.numbers.scan import ARABIC, CHINESE, NUMERAL, SPACES

_OF = re.compile(r"个?分之")
_HUNDREDS = {100: ("percent", "%"), 1000: ("ratio", "‰"), 10000: ("ratio", "‱")}
_AND = re.compile(r"(?:至|到|[-—–~～])(?:百分之)?")
_PER_POPULATION = re.compile(
    r" ?(?P<of>人|名|户|辆|吨|公里|平方公里|人口|居民|个?家庭)?(?:中|当中|里)?"
    r"(?:仅|只|就|平均|约|发生|拥有|就有|发案|发病|死亡|有|为|达)?"
)
_HALF_OPENING = re.compile(r"半(?:数(?![字据码控]))?")


def fraction(page: Page, begin: int, end: int) -> bool:
    """N分之M: a percentage for 百分之, else an exact ratio; the whole stands first."""
    text = page.text
    link = _OF.match(text, end) if text[end] in "分个" else None
    if link is None:
        return False
    negative = text[link.end()] == "负"
    match = ARABIC.match(text, link.end() + negative) or NUMERAL.match(text, link.end() + negative)
    whole, part = read(text[begin:end]), read(match.group()) if match else None
    if negative and part is not None:
        part = part.times(Decimal(-1))
    if match is None or part is None or whole is None or not whole.value:
        return False
    stop, part = more(page, match.end(), part)
    numeral_end = stop
    # only 百分之, not 一百分之: the name of the unit, not a number of parts
    named = _HUNDREDS.get(int(whole.value)) if end - begin == 1 else None
    kind: Kind = "ratio"
    unit, rule = "", "ratio.part"
    if named is not None:
        kind, unit = ("percent", "%") if named[0] == "percent" else ("ratio", named[1])
        rule = "percent.of-hundred" if kind == "percent" else "ratio.per-thousand"
        part, stop = _up_to(page, part, stop)
    else:
        if part.value is None:
            return False
        part = exactly(ratio(part.value, whole.value)).under(part.bound)
    start, part = _led(page, begin, part)
    start, bound = approximated(page, start)
    stop, after = after_unit(page, stop)
    return page.emit(kind, start, stop, rule, begin, numeral_end, part.under(after or bound), unit)


_WHOLE_BEFORE = re.compile(rf"([0-9]+|{CHINESE}+)又$")


def _led(page: Page, begin: int, part: Reading) -> tuple[int, Reading]:
    """The whole number or the sign that stands before a fraction: 五又三分之一, 负三分之二."""
    text = page.text
    floor = page.out[-1].end - page.base if page.out else 0
    if text[begin - 1] == "又":
        match = _WHOLE_BEFORE.search(text, max(floor, begin - 12, 0), begin)
        whole = read(match[1]) if match else None
        if match is not None and whole is not None and whole.value is not None and part.value is not None:
            return match.start(), part.plus(Decimal(int(whole.value)))
    if text[begin - 1] == "负" and text[begin - 2] not in "肩担胜背辜正自抱欺" and begin - 1 >= floor:
        return begin - 1, part.times(Decimal(-1))
    return begin, part


_MIXED = re.compile(r"又(?:([0-9]{1,4})/([0-9]{1,4})|([0-9]{1,4})分之([0-9]{1,4}))(?![0-9])")


def mixed_fraction(page: Page, begin: int, end: int) -> bool:
    """5又1/3, 2又1/2公斤: a whole number and a fraction, exact, with the unit if one follows."""
    text = page.text
    match = _MIXED.match(text, end)
    whole = read(text[begin:end])
    if match is None or whole is None or whole.value is None:
        return False
    part, parts = (match[1], match[2]) if match[1] else (match[4], match[3])
    if not int(parts):
        return False
    value = ratio(Fraction(whole.value) + Fraction(int(part), int(parts)), Decimal(1))
    unit = page.lexica.units.at(text, match.end())
    if unit is not None and unit.source != "noun":
        return measured(page, begin, begin, match.end(), exactly(value), unit)
    start, bound = approximated(page, begin)
    return page.emit(
        "ratio", start, match.end(), "ratio.part", begin, match.end(), exactly(value).under(bound)
    )


def _up_to(page: Page, part: Reading, stop: int) -> tuple[Reading, int]:
    """百分之三至百分之五: the second end of a range of percentages."""
    text = page.text
    link = _AND.match(text, stop)
    match = (ARABIC.match(text, link.end()) or NUMERAL.match(text, link.end())) if link else None
    other = read(match.group()) if match else None
    if (
        match is None
        or other is None
        or other.value is None
        or part.value is None
        or other.value < part.value
    ):
        return part, stop
    return Reading(None, part.value, other.value, "range"), match.end()


def half(page: Page, begin: int, half_at: int) -> bool:
    """一半, 过半, 半数, 过半数: a ratio of 0.5 with its bound; `half_at` is where 半 stands."""
    text = page.text
    match = _HALF_OPENING.match(text, half_at)
    stop = match.end() if match else half_at + 1
    start, bound = approximated(page, begin)
    stop, after = after_unit(page, stop)
    return page.emit(
        "ratio", start, stop, "ratio.half", begin, half_at + 1, bounded(HALF, after or bound or "exact")
    )


def versus(page: Page, begin: int, end: int) -> bool:
    """3比1, 二比一: a ratio or score; the quotient is its value, none where the second is 0."""
    text = page.text
    if text[end] != "比":
        return False
    match = ARABIC.match(text, end + 1) or NUMERAL.match(text, end + 1)
    first, second = read(text[begin:end]), read(match.group()) if match else None
    if match is None or first is None or second is None or first.value is None or second.value is None:
        return False
    if page.lexica.units.at(text, match.end()) is not None:
        return False
    value = ratio(first.value, second.value) if second.value else None
    return page.emit(
        "ratio", begin, match.end(), "ratio.versus", begin, match.end(), Reading(value, value, value, "exact")
    )


def per_population(page: Page, begin: int, end: int) -> bool:
    """每十万人0.46起: a rate whose unit names the population (起/十万人)."""
    text = page.text
    if text[begin - 1] != "每" or begin - 1 < page.done:
        return False
    whole_end, whole = numeral(page, begin, end)
    if whole is None or whole.value is None or whole.value < 10:
        return False
    link = _PER_POPULATION.match(text, whole_end)
    if link is None or not link["of"]:
        return False
    start2 = link.end()
    match = ARABIC.match(text, start2)
    if match is None:
        return False
    end2, reading = numeral(page, start2, match.end())
    unit = page.lexica.units.at(text, end2 + (text[end2] in SPACES))
    if reading is None or unit is None or unit.kind not in ("count", "measure"):
        return False
    name = f"{unit.name}/{text[begin:whole_end]}{link['of']}"
    at = unit.end - len(unit.name)
    return page.emit(
        "ratio", begin - 1, unit.end, "ratio.per-population", start2, end2, reading, name, at, unit.end
    )


def sign(page: Page, begin: int) -> bool:
    """½ and its like."""
    part, whole = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}[
        page.text[begin]
    ]
    reading = exactly(ratio(Decimal(part), Decimal(whole)))
    return page.emit("ratio", begin, begin + 1, "ratio.sign", begin, begin + 1, reading)
