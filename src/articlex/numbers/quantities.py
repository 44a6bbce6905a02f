"""Quantities: a numeral with a unit, a range of two, or a number that is clearly a count without one.

Reads `1.8万余人`, `3至5万元`, `10%—20%`, `3、4个`, `3个多月`, `近17万` before its noun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from articlex.model import Kind, Number
from articlex.numbers.bounds import LINK, LINKS, after_unit, approximated, more, numeral
from articlex.numbers.durations import up_to
from articlex.numbers.measures import measured
from articlex.numbers.numeral import HALF, LARGE, SMALL, Reading, exactly, multiply, read
from articlex.numbers.page import LISTING, UNREAD, Page
from articlex.numbers.scan import ARABIC, NUMERAL, SPACES
from articlex.numbers.units import Unit

_NEXT_DIGIT = re.compile(r"、([0-9]|[二三四五六七八九])(0{1,3}|[十百千万亿]{1,2})?(?![0-9.,十百千万亿])")
_MONEY_BEFORE = re.compile(
    r"金额|价值|损失|资金|罚款|罚单|赔偿|货款|费用?|售价|投资|获利|收入|报酬|[赃现本奖]金|赚了?|亏了?|亏损|市值|薪|工资|报价|骗走|骗取|诈骗|偿|案值"
    r"|估值|成交|营收|利润|贷款|存款|票房|身价|债|[月年]薪|涉款|款[项额]?合?共?"
)
_MONEY_AFTER = re.compile(
    r"(?:资金|现金|贷款|扣押款|赔款|货款|罚款|罚单|投资|赃款|存款|奖金|赔偿|债务|贷|款|钱|彩礼|年薪|月薪)"
)


_PLAIN_RULES = {
    kind: f"{kind}.unit"
    for kind in ("money", "percent", "measure", "age", "percentage_point", "multiple", "duration")
}
_PLAIN_LENGTHS = frozenset(("天", "小时", "个小时", "分钟", "个月", "秒", "个星期", "周"))
_BEFORE_A_LENGTH = frozenset("这去近来后上下前首头月初")
_AFTER_A_LENGTH = frozenset("以之期内来前后间零多余")


def _plain_length(text: str, begin: int, end: int, before: str, after: str, name: str) -> bool:
    """Whether a length of time stands alone: not 近三年, 三年来, 一年零两个月, 上一季度."""
    if name not in _PLAIN_LENGTHS or before in _BEFORE_A_LENGTH or after in _AFTER_A_LENGTH:
        return False
    return not (name == "周" and end - begin >= 4)


def plain_quantity(page: Page, begin: int, end: int) -> bool:
    """A numeral with a unit and nothing about it that another reader could want: by far the commonest case.

    False sends the numeral through all readers in order; they would read what is read here just the same.
    """
    text = page.text
    lists = page.plain
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
    if kind == "duration" and not _plain_length(text, begin, end, before, after, name):
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
    if (after in LINKS or after == "人") and _ranged(page, start, begin, end, reading, unit, unit.end):
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
    if text[finish] in LISTING and kind == "count":
        page.listed.append(len(page.out))
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
    if unit is not None and unit.kind == "duration":
        span = up_to(page, reading, unit.name, finish)
        if span is not None:
            reading, name, unit_start, stop = span
            return measured(page, start, begin, unit_start, reading, Unit(name, "duration", stop, "unit"))
    if text.startswith("人民币", finish) and unit is not None and unit.kind == "money":
        finish += 3
    link = LINK.match(text, finish) if text[finish] in LINKS else None
    if link is None:
        return False
    sign = _SIGN.match(text, link.end())
    begin2 = sign.end() if sign else link.end()
    match = ARABIC.match(text, begin2) or NUMERAL.match(text, begin2)
    if match is None:
        return False
    end2, other = numeral(page, begin2, match.end())
    if other is None:
        return False
    finish2, other = more(page, end2, other)
    unit2 = page.lexica.units.at(text, finish2 + (text[finish2] in SPACES))
    if unit2 is None or unit2.source == "noun":
        return (
            unit is None
            and sign is None
            and _scaled_range(page, start, begin, end, begin2, end2, reading, other)
        )
    if unit is not None and unit2.name != unit.name and not unit.kind == unit2.kind == "percent":
        return False
    low, high = (
        reading.low if reading.value is None else reading.value,
        other.high if other.value is None else other.value,
    )
    if low is None or high is None:
        return False
    if unit is None and not any(c in text[begin:end] for c in "百千万亿"):
        scale = trailing_scale(text[begin2:end2])
        if scale > 1 and multiply(low, scale) <= high:
            low = multiply(low, scale)
    start, low, high = _signed(page, start, begin, sign, unit2.kind, low, high)
    if low > high:
        if unit2.kind != "duration" and start == begin and sign is None:
            return False
        low, high = high, low  # 二十年至四年: sentences are told from the longest
    reading = Reading(None, low, high, "range")
    if unit2.name == "层" and text[unit2.end] not in "楼高建":
        at = unit2.end - 1
        return page.emit(
            "ordinal", begin, unit2.end, "ordinal.floor", begin, end2, reading, "层", at, at + 1
        )  # fmt: skip
    return measured(page, start, begin, end2, reading, unit2)


_SIGN = re.compile(r"零下|零上|[-−负](?=[0-9])")
_MAY_BE_NEGATIVE = frozenset(("measure", "percent", "percentage_point"))


def _signed(
    page: Page, start: int, begin: int, sign: re.Match[str] | None, kind: Kind, low: Number, high: Number
) -> tuple[int, Number, Number]:
    """The ends of -5到3度, 零下20到15度 and -5%至-3% with their signs, and where the first sign stands."""
    text = page.text
    if kind not in _MAY_BE_NEGATIVE or start != begin:
        return start, low, high
    floor = page.out[-1].end - page.base if page.out else 0
    below = text[start - 2 : start] == "零下" and start - 2 >= floor
    minus = (
        text[start - 1] in "-−负"
        and start - 1 >= page.done
        and not (text[start - 2].isdigit() or text[start - 2] in "%-")
    )
    if not (below or minus):
        return start, low, high
    if below if sign is None else sign.group() != "零上":
        high = -high
    return start - (2 if below else 1), -low, high


def _scaled_range(
    page: Page, start: int, begin: int, end: int, begin2: int, end2: int, reading: Reading, other: Reading
) -> bool:
    """16.98万-18.38万: two numbers of the same scale without a unit, where none is a change (从20万到30万)."""
    text = page.text
    scale = text[end - 1]
    if scale not in "万亿" or text[end2 - 1] != scale or text[start - 1] in "从由":
        return False
    low, high = reading.value, other.value
    if low is None or high is None or low >= high:
        return False
    start = approximated(page, start)[0]
    finish = after_unit(page, end2)[0]
    kind: Kind = "money" if meant_money(text, begin, finish) else "count"
    return page.emit(
        kind, start, finish, "money.meant" if kind == "money" else "count.bare", begin, end2,
        Reading(None, low, high, "range"),
    )  # fmt: skip


def _neighbours(page: Page, start: int, begin: int, end: int, reading: Reading, finish: int) -> bool:
    """3、4个 and 1、200元: neighbours below ten are a range, with the scale of the second; 13、14 are two numbers."""
    text = page.text
    match = _NEXT_DIGIT.match(text, finish)
    other = read(match[1]) if match else None
    if match is None or other is None or other.value is None or reading.value is None:
        return False
    if other.value != reading.value + 1:
        return False
    scale = read("1" + match[2]) if match[2] else None
    factor = scale.value if scale is not None else Decimal(1)
    stop = match.end()
    unit = page.lexica.units.at(text, stop + (text[stop] in SPACES))
    if unit is None or unit.source == "noun" or not isinstance(factor, Decimal):
        return False
    low, high = multiply(reading.value, factor), multiply(other.value, factor)
    further = _upper_end(page, unit)
    if further is not None and further[1] >= high:
        stop, high = further
        unit = unit._replace(end=stop + len(unit.name))
    return measured(page, start, begin, stop, Reading(None, low, high, "range"), unit)


def _upper_end(page: Page, unit: Unit) -> tuple[int, Number] | None:
    """The end and value of a second number after the unit, with the same unit: 至1000元 of 1、200元至1000元."""
    text = page.text
    link = LINK.match(text, unit.end) if text[unit.end] in LINKS else None
    match = (ARABIC.match(text, link.end()) or NUMERAL.match(text, link.end())) if link else None
    if link is None or match is None:
        return None
    end, reading = numeral(page, link.end(), match.end())
    again = page.lexica.units.at(text, end)
    if reading is None or reading.value is None or again is None or again.name != unit.name:
        return None
    return end, reading.value


_LISTED = frozenset(("、", "和", "及", "与", "或", "以及"))
_SHARED = frozenset(
    ("count", "money", "percent", "percentage_point", "measure", "duration", "age", "multiple")
)


def share_units(page: Page) -> None:
    """Give the bare numbers of a list the unit of its last: 判囚40及36个月, 罚款3000和5000元, 1.2、3.4亿元."""
    out, text = page.out, page.source
    scales: dict[int, Decimal] = {}
    for index in reversed(page.listed):
        if index + 1 >= len(out):
            continue
        mention, after = out[index], out[index + 1]
        if not after.unit or after.kind not in _SHARED or not after.rule.endswith(_SHARING):
            continue
        if text[mention.end : after.start] not in _LISTED or mention.value is None:
            continue
        value = mention.value
        scale = scales.get(index + 1) or trailing_scale(text[slice(*after.numeral)])
        number = after.value if after.value is not None else after.low
        if scale > 1 and number is not None and trailing_scale(text[slice(*mention.numeral)]) == 1:
            value = multiply(value, scale)
            if value > 10 * number:
                continue  # 500、2万元
            scales[index] = scale
        reading = exactly(value).under(mention.bound)
        out[index] = replace(
            mention, kind=after.kind, value=reading.value, low=reading.low, high=reading.high, unit=after.unit,
            rule=f"{after.kind}.shared-unit",
        )  # fmt: skip


_SHARING = (".unit", ".classifier", ".shared-unit", ".tenths")


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
