"""Quantities: a numeral with a unit, a range of two, or a number that is clearly a count without one.

Reads `1.8万余人`, `3至5万元`, `10%—20%`, `3、4个`, `3个多月`, `近17万` before its noun.
"""

from __future__ import annotations

import re
from decimal import Decimal

from articlex.model import Kind
from articlex.numbers.bounds import after_unit, approximated, more, numeral
from articlex.numbers.measures import measured
from articlex.numbers.numeral import HALF, LARGE, SMALL, Reading, multiply, read
from articlex.numbers.page import UNREAD, Page
from articlex.numbers.scan import ARABIC, NUMERAL, SPACES
from articlex.numbers.units import Unit

_LINK = re.compile(r" ?(?:至(?![少于今此上])|到(?![达来场位案底期处])|[-—–~～―－]{1,2}) ?")
_LINKS = frozenset("至到-—–~～―－ ")
_NEXT_DIGIT = re.compile(r"、([0-9]|[二三四五六七八九])(?![0-9.,十百千万亿])")
_MONEY_BEFORE = re.compile(
    r"金额|价值|损失|资金|罚款|罚单|赔偿|货款|费用?|售价|投资|获利|收入|报酬|[赃现本奖]金|骗走|骗取|诈骗|偿|案值"
    r"|估值|成交|营收|利润|贷款|存款|票房|身价|债|[月年]薪|涉款|款[项额]?合?共?"
)
_MONEY_AFTER = re.compile(
    r"(?:资金|现金|贷款|扣押款|赔款|货款|罚款|罚单|投资|赃款|存款|奖金|赔偿|债务|贷|款|钱|彩礼|年薪|月薪)"
)


_PLAIN_RULES = {
    kind: f"{kind}.unit" for kind in ("money", "percent", "measure", "age", "percentage_point", "multiple")
}


def plain_quantity(page: Page, begin: int, end: int) -> bool:
    """A numeral with a unit and nothing about it that another reader could want: by far the commonest case.

    False sends the numeral through all readers in order; they would read what is read here just the same.
    """
    text = page.text
    lists = page.lexica.plain
    first = text[end]
    if first in "万亿" and text[end + 1] in lists.first:
        end += 1
        first = text[end]
    if first not in lists.first:
        return False
    before = text[begin - 1]
    if before in lists.busy_before:
        return False
    found = lists.at(text, end)
    if found is None:
        return False
    name, kind, stop, source = found
    after = text[stop]
    if after in lists.busy_after or (after == "人" and kind == "money"):
        return False
    if after in name and text[begin] == "一":
        return False
    if source == "noun" and (len(name) > 1 or "0" <= text[begin] <= "9" or text[begin] in "百千万亿兆"):
        return False
    if (page.apart or before in page.lexica.approximators.last) and approximated(page, begin)[1] is not None:
        return False
    if first in lists.named and page.lexica.designations.at(text, end) is not None:
        return False
    reading = read(text[begin:end])
    if reading is None or reading.bound != "exact":
        return False
    rule = _PLAIN_RULES.get(kind) or ("count.noun" if source == "noun" else "count.classifier")
    if kind == "percent":
        name = "%"
    return page.emit(kind, begin, stop, rule, begin, end, reading, name, end, stop)


def quantity(page: Page, begin: int, end: int, start: int | None = None) -> bool:
    """A number with unit, range or approximators; False where nothing makes it one.

    `start` is where a word before the numeral begins that belongs to it (好几百).
    """
    text = page.text
    start = begin if start is None else start
    whole, reading = numeral(page, begin, end)
    if reading is None:
        return whole > end and _unread(page, start, begin, whole)
    end = whole
    finish, reading = more(page, end, reading)
    place = finish + 1 if text[finish] in SPACES else finish
    if text[finish] == "个" and text[finish + 1] in "多半" and reading.bound == "exact":
        place, reading = _after_measure_word(page, finish, reading)
    designation = page.lexica.designations.at(text, place)
    if designation is not None and finish == end and reading.bound == "exact":
        at = designation.end - len(designation.name)
        return page.emit(
            designation.kind, begin, designation.end, f"{designation.kind}.designation", begin, end, reading,
            designation.name, at, designation.end,
        )  # fmt: skip
    unit = page.lexica.units.at(text, place)
    if place > finish and text[place] == "月" and text[finish] == "个":
        unit = Unit("个月", "duration", place + 1, "unit")
    if unit is not None and not _fits(text, begin, end, unit):
        unit = None
    if unit is not None and unit.source == "noun" and (place > finish or len(unit.name) > 1):
        unit = None if text[begin].isdigit() or place > finish else Unit("", unit.kind, finish, "noun")
    if unit is None:
        return _ranged(page, start, begin, end, reading, None, finish) or _unitless(
            page, start, begin, end, finish, reading
        )
    after = text[unit.end]
    if (after in _LINKS or after == "人") and _ranged(page, start, begin, end, reading, unit, unit.end):
        return True
    return measured(page, start, begin, end, reading, unit)


def _fits(text: str, begin: int, end: int, unit: Unit) -> bool:
    """Whether the unit can have such a number: no 26316周, no 百 alone before a noun (百县大战, 千代)."""
    if end == begin + 1 and text[begin] in "百千万亿兆":
        if text[begin] == "兆":
            return False
        led = text[begin - 1] in "超近逾约上过破成"
        return led or (unit.source != "noun" and unit.name not in ("代", "家", "度", "股", "分", "位"))
    return not (unit.name == "周" and end - begin >= 4 and text[begin:end].isdigit())


def _unread(page: Page, start: int, begin: int, end: int) -> bool:
    """A numeral that is written wrong (1万2万个): listed as a count with its text, without a value."""
    unit = page.lexica.units.at(page.text, end)
    if unit is None:
        return page.emit("count", start, end, "count.unread", begin, end)
    at = unit.end - len(unit.name)
    return page.emit(unit.kind, start, unit.end, "count.unread", begin, end, UNREAD, unit.name, at, unit.end)


def _after_measure_word(page: Page, finish: int, reading: Reading) -> tuple[int, Reading]:
    """3个多月 is over 3 个月, 一个半小时 1.5 小时: where the unit begins, and the reading."""
    text = page.text
    unit = page.lexica.units.at(text, finish + 2)
    month = text[finish + 2] == "月" and text[finish + 3] not in "饼亮球"
    if not month and (unit is None or unit.kind != "duration"):
        return finish, reading
    return finish + 2, reading.under("over") if page.text[finish + 1] == "多" else reading.plus(HALF)


def _unitless(page: Page, start: int, begin: int, end: int, finish: int, reading: Reading) -> bool:
    """A number before a noun or before nothing: a count when its form or an approximator makes it one."""
    text = page.text
    first = text[begin]
    if not ("0" <= first <= "9") or (finish == end and text[begin:end].isdigit()):
        return False
    start, bound = approximated(page, start)
    finish, after = after_unit(page, finish)
    reading = reading.under(after or (None if reading.bound == "over" and bound == "about" else bound))
    kind: Kind = "count"
    if text[end - 1] in "万亿千百" and meant_money(text, begin, finish):
        kind = "money"
    return page.emit(
        kind, start, finish, "money.meant" if kind == "money" else "count.bare", begin, end, reading
    )


def meant_money(text: str, begin: int, end: int) -> bool:
    """Whether the words beside a number without unit speak of money (损失超过5000万, 2亿资金)."""
    clause = max(text.rfind(c, begin - 10 if begin > 10 else 0, begin) for c in "，。；、\n")
    if _MONEY_BEFORE.search(text, max(clause, begin - 10, 0), begin):
        return True
    return _MONEY_AFTER.match(text, end) is not None


def _ranged(
    page: Page, start: int, begin: int, end: int, reading: Reading, unit: Unit | None, finish: int
) -> bool:
    """3至5万元, 10%—20%, 3、4个: two numbers that share unit and scale."""
    text = page.text
    if text[finish] == "、" and unit is None:
        return _neighbours(page, start, begin, end, reading, finish)
    if text.startswith("人民币", finish) and unit is not None and unit.kind == "money":
        finish += 3
    link = _LINK.match(text, finish) if text[finish] in _LINKS else None
    if link is None:
        return False
    begin2 = link.end()
    match = ARABIC.match(text, begin2) or NUMERAL.match(text, begin2)
    if match is None:
        return False
    end2, other = numeral(page, begin2, match.end())
    if other is None:
        return False
    finish2, other = more(page, end2, other)
    unit2 = page.lexica.units.at(text, finish2 + (text[finish2] in SPACES))
    if unit2 is None or unit2.source == "noun":
        return False
    if unit is not None and unit2.name != unit.name and not unit.kind == unit2.kind == "percent":
        return False
    low = reading.low if reading.value is None else reading.value
    high = other.high if other.value is None else other.value
    if low is None or high is None:
        return False
    if unit is None and not any(c in text[begin:end] for c in "百千万亿"):
        scale = trailing_scale(text[begin2:end2])
        if scale > 1 and multiply(low, scale) <= high:
            low = multiply(low, scale)
    if low > high:
        if unit2.kind != "duration":
            return False
        low, high = high, low  # 二十年至四年: sentences are told from the longest
    if unit2.name == "层" and text[unit2.end] not in "楼高建":
        at = unit2.end - 1
        return page.emit(
            "ordinal",
            begin,
            unit2.end,
            "ordinal.floor",
            begin,
            end2,
            Reading(None, low, high, "range"),
            "层",
            at,
            at + 1,
        )
    return measured(page, start, begin, end2, Reading(None, low, high, "range"), unit2)


def _neighbours(page: Page, start: int, begin: int, end: int, reading: Reading, finish: int) -> bool:
    """3、4个: neighbours below ten are a range, 13、14 are two numbers."""
    text = page.text
    match = _NEXT_DIGIT.match(text, finish)
    other = read(match[1]) if match else None
    if match is None or other is None or other.value is None or reading.value is None:
        return False
    unit = page.lexica.units.at(text, match.end() + (text[match.end()] in SPACES))
    if unit is None or unit.source == "noun" or other.value != reading.value + 1:
        return False
    return measured(page, start, begin, match.end(), Reading(None, reading.value, other.value, "range"), unit)


def trailing_scale(surface: str) -> Decimal:
    """The scale at the end of a numeral: 10000 for 5万, 1 for 5."""
    scale = Decimal(1)
    for c in reversed(surface.replace(" ", "")):
        if c in LARGE:
            scale *= LARGE[c]
        elif c in SMALL and c not in "十拾":
            scale *= SMALL[c]
        elif c not in "多余":
            break
    return scale
