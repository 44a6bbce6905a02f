"""Numbers that name: addresses, codes, telephone and document numbers, plates, roads, products, events."""

from __future__ import annotations

import re
from decimal import Decimal

from articlex.model import Kind
from articlex.numbers import calendar, dates
from articlex.numbers.bounds import after_unit, approximated, more, numeral
from articlex.numbers.measures import measured
from articlex.numbers.numeral import Reading, ratio, read
from articlex.numbers.page import LISTING, Page
from articlex.numbers.quantities import meant_money, plain_quantity, quantity
from articlex.numbers.scan import ARABIC
from articlex.numbers.shares import mixed_fraction, versus

_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
_JOINERS = _LETTERS | frozenset("￥¥$＄€£￡₩₽₹฿-./#@:−")
"""What makes digits more than a plain number when it touches them."""
_LATIN_NAME = re.compile(r"[A-Za-z]{1,12}-?[0-9]{1,4}[A-Za-z]{0,4}|[A-Za-z]+[0-9]+[A-Za-z]+[0-9]*")
_PLATE = re.compile(r"[A-Z][A-Z0-9·]{4,6}")
_QUARTER = re.compile(r"[QqHh]([1-4])")
_LATIN_TAIL = re.compile(r"[A-Za-z0-9_+.\-]*[A-Za-z0-9]")
_MAGNITUDE = re.compile(r" ?(million|billion|bn|[mMbB])(?![A-Za-z])")
_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PAIR = re.compile(rf"({_PLAIN})([-:/])({_PLAIN})")
_VERSION = re.compile(r"[0-9]{1,2}\.[0-9]")
_BEFORE_A_MINUS = frozenset("为是至到达降升约温")
ITEM = frozenset(("案例", "事例", "案件", "图", "表", "附件", "问题", "建议", "之"))
"""Nouns that a number after them tells one from another, before a colon or the end of the line."""
_EVENT_DAY = re.compile(r"([0-9]{1,2})([.·•])([0-9]{1,2})")
_JOINED = re.compile(
    r"[0-9]{1,4}(?:[-/.][0-9]{1,4}){2,}|[0-9]{3,4}-[0-9]{3,}(?:-[0-9]+)*|[0-9]+(?:[-·•/][0-9]+){1,}"
)
_RUN = re.compile(r"[0-9]+")
_LABEL = re.compile(
    r"(?:电话|热线|拨打|尾号|编号|代码|账号|帐号|邮编|传真|QQ群?|微信|股票|证号|车号|号码|警号|备案号|图|卡号|房号|单号|文号)"
    r"[:： 为是“]{0,2}$"
)
_WARRANT = re.compile(r"警[员长号司官察]$")
_QUOTE_STOP = re.compile(r"[，。、；：“”《》\n？！]")
_GENERATION = re.compile(r"后(?![来续的。、])")
_NAME_AFTER = re.compile(r"案(?!件|情|值|发)|晚会|恐怖袭击|行动|专案|大案|惨案|特大|事故|事件|火灾|国际禁毒")
_SPOKEN_POINT = re.compile(r"点[0-9]+(?=折|倍|%|万|亿|个百分点|个点|公里|公斤|吨)")
_LATIN_SCALE = re.compile(
    r"[wWkK](?=\+|(?:多|余)?(?:元|块|美元|美金|欧元|人|粉|户|条|次|[，。、；）\n]|[\u4e00-\u9fff]))"
)
_WATTS = re.compile(r"功率|充电|快充|闪充|电源|灯|瓦|光伏|续航")
_SEVEN_BY = re.compile(r"[xX×＊*]24(?:小时)?")


def word(page: Page, begin: int, stop: int) -> None:
    """An ASCII word: an address, a code with digits, a currency before its amount, or nothing of ours."""
    text = page.text
    surface = text[begin:stop]
    if surface.isalpha() and text[stop] != "$":
        _currency(page, begin, stop, surface)
        return
    while stop > begin and text[stop - 1] in ".,:;!?-*":
        stop -= 1
    surface = text[begin:stop]
    codes = page.lexica.currency_codes
    for length in (3, 2):
        if surface[:length] in codes and surface[length : length + 1].isdigit():
            money(page, begin, begin + length, codes[surface[:length]])
            return
    if text[stop] == "$":
        _currency(page, begin, stop + 1, surface + "$")
        return
    if not any("0" <= c <= "9" for c in surface):
        return
    if surface[0] == "/" and "0" <= surface[1] <= "9":
        page.done = begin + 1
        from_digits(page, begin + 1, stop)
        return
    quarter = _QUARTER.fullmatch(surface)
    if quarter:
        _latin_quarter(page, begin, stop, surface)
        return
    if text[begin - 1] in _PROVINCES and _PLATE.fullmatch(surface) and begin - 1 >= page.done:
        page.emit("identifier", begin - 1, stop + (text[stop] == "号"), "identifier.plate", begin, stop)
        return
    labelled = _LABEL.search(text, max(page.done, begin - 7), begin) is not None
    kind: Kind = "name" if _LATIN_NAME.fullmatch(surface) and not labelled else "identifier"
    rule = (
        "name.latin"
        if kind == "name"
        else "identifier.address"
        if "/" in surface or "@" in surface
        else "identifier.code"
    )
    if kind == "name" and text[stop] in "次号":
        kind, rule = "identifier", "identifier.code"
    page.emit(kind, begin, stop, rule, begin, stop)


def from_digits(page: Page, begin: int, stop: int) -> None:
    """The digit clusters of a run that turned out to be no word."""
    for match in re.compile(r"[0-9]+(?:[.,:/\-][0-9]+)*").finditer(page.text, begin, stop):
        if match.end() > page.done:
            digits(page, max(match.start(), page.done), match.end())


def _latin_quarter(page: Page, begin: int, stop: int, surface: str) -> None:
    """今年Q1, 2023年H2: quarters and halves of the year named before."""
    number = int(surface[1])
    first, last = (3 * number - 2, 3 * number) if surface[0] in "Qq" else (6 * number - 5, 6 * number)
    start = calendar.relative_before(page.text, begin, page.done)
    page.discourse.reach(page.text, start)
    point = calendar.Point(
        stop, calendar.RELATIVE.get(page.text[start:begin]), stretch="months", first=first, last=min(last, 12)
    )
    days = page.discourse.resolve(calendar.Expression(start, stop, point))
    page.emit("date", start, stop, "date.quarter", begin, stop, days=days)


def _currency(page: Page, begin: int, stop: int, surface: str) -> None:
    unit = page.lexica.currency_codes.get(surface)
    if unit is not None:
        money(page, begin, stop, unit)


def money(page: Page, begin: int, stop: int, unit: str) -> bool:
    """An amount after the sign or code of its currency, which runs from `begin` to `stop`."""
    text = page.text
    start = stop + 1 if text[stop] == " " else stop
    match = ARABIC.match(text, start)
    if match is None:
        return False
    end, reading = numeral(page, start, match.end())
    if reading is None:
        return False
    finish, reading = more(page, end, reading)
    opening, bound = approximated(page, begin)
    named = page.lexica.units.at(text, finish)
    unit_start, unit_end = begin, stop
    if named is not None and named.kind == "money":
        unit, unit_start, unit_end = named.name, finish, named.end
        finish = named.end
    magnitude = _MAGNITUDE.match(text, finish)
    if magnitude:
        reading = reading.times(Decimal(10**9 if magnitude[1] in ("billion", "bn", "b", "B") else 10**6))
        finish = magnitude.end()
    finish, after = after_unit(page, finish)
    return page.emit(
        "money",
        opening,
        finish,
        "money.sign",
        start,
        end,
        reading.under(after or bound),
        unit,
        unit_start,
        unit_end,
    )


def digits(page: Page, begin: int, stop: int) -> None:
    """A run of Western digits with the signs that join them; every digit ends up in a mention."""
    text = page.text
    cluster = text[begin:stop]
    plain = cluster.isdigit()
    if (
        text[begin - 1] not in _JOINERS
        and (plain or ARABIC.fullmatch(cluster) is not None)
        and plain_quantity(page, begin, stop)
    ):
        return
    if plain and text[stop] in "年月日" and dates.plain_date(page, begin, stop):
        return
    told = text[stop] in "又点×＊" or text[begin - 1] in "道速"
    if told and plain and _marked_by_neighbour(page, begin, stop):
        return
    if not plain or text[begin - 1] in _JOINERS or text[stop] in _JOINERS:
        _cluster(page, begin, stop, cluster, plain)
    elif not (dates.dated(page, begin, stop) or _plain_number(page, begin, stop)):
        bare(page, begin, stop)


def _marked_by_neighbour(page: Page, begin: int, stop: int) -> bool:
    """5又1/3, 3点5折, 7×24 and 国道318线: plain digits of which the next or last character tells."""
    text = page.text
    after = text[stop]
    if after == "又":
        return mixed_fraction(page, begin, stop)
    if after == "点":
        spoken = _SPOKEN_POINT.match(text, stop)
        return spoken is not None and quantity(page, begin, spoken.end())
    if after in "×＊":
        around = _SEVEN_BY.match(text, stop)
        if around:
            return page.emit("name", begin, around.end(), "name.round-the-clock", begin, around.end())
    return text[begin - 1] in "道速" and _road(page, begin, stop)


def _cluster(page: Page, begin: int, stop: int, cluster: str, plain: bool) -> None:
    """Digits with signs, letters or a currency beside them: 1, at the head of a line, $5, 20kg, 3-5万, 1.2.3."""
    text = page.text
    if marked(page, begin, stop):
        return
    currency = page.lexica.currency_codes.get(text[begin - 1])
    if text[begin - 1] in "$＄" and page.dollar:
        currency = page.dollar
    if currency and begin - 1 >= page.done and money(page, begin - 1, begin, currency):
        rest(page, stop)
        return
    if text[begin - 1] == " " and text[begin - 2] in _LETTERS and _version(page, begin, stop, cluster):
        return
    if text[stop] == "T" and dates.iso_date(page, begin, stop):
        return
    if text[stop] in _LETTERS and _latin_tail(page, begin, stop, plain):
        return
    if not plain and _joined(page, begin, stop, cluster):
        rest(page, stop)
        return
    match = ARABIC.match(text, begin)
    end = match.end() if match and match.end() <= stop else begin + len(_RUN.match(cluster).group())  # type: ignore[union-attr]
    if dates.dated(page, begin, end) or _plain_number(page, begin, end):
        rest(page, stop)
    elif end < stop:
        page.emit("identifier", begin, end, "identifier.cluster", begin, end)
        rest(page, stop)
    else:
        bare(page, begin, stop)


def _version(page: Page, begin: int, stop: int, cluster: str) -> bool:
    """Twitter 2.0: a version after a Latin word, unless a unit or scale makes it an amount."""
    text = page.text
    if not _VERSION.fullmatch(cluster) or text[stop] in "%万亿":
        return False
    if page.lexica.units.at(text, stop + (text[stop] == " ")) is not None:
        return False
    return page.emit("name", begin, stop, "name.latin", begin, stop)


def _road(page: Page, begin: int, stop: int) -> bool:
    """国道318线: a road by its number."""
    text = page.text
    if text[begin - 2 : begin] not in ("国道", "省道", "县道", "乡道", "高速"):
        return False
    if page.lexica.units.at(text, stop) is not None and text[stop] != "线":
        return False
    return page.emit("identifier", begin, stop + (text[stop] == "线"), "identifier.road", begin, stop)


def _plain_number(page: Page, begin: int, stop: int) -> bool:
    return quantity(page, begin, stop) or versus(page, begin, stop)


def rest(page: Page, stop: int) -> None:
    """What is left of a cluster when its head was taken by a mention: read piece by piece."""
    while page.done < stop:
        match = _RUN.search(page.text, page.done, stop)
        if match is None:
            return
        begin = match.start()
        number = ARABIC.match(page.text, begin)
        end = number.end() if number and number.end() <= stop else match.end()
        page.done = max(page.done, begin)
        if not (dates.dated(page, begin, end) or _plain_number(page, begin, end)):
            bare(page, begin, end)


def marked(page: Page, begin: int, stop: int) -> bool:
    """1. and 1、 at the head of a paragraph, (1) at the head of an item."""
    text = page.text
    if stop - begin > 2:
        return False
    mark = text[stop]
    if text[begin - 1] in "（(" and mark in "）)":
        return text[begin - 2] in "\n。；：，、 \u3000;:" and page.emit(
            "enumerator", begin, stop, "enumerator.bracketed", begin, stop
        )
    at_head = text[begin - 1] == "\n" or (text[begin - 1] in " \u3000" and text[begin - 2] in "\n \u3000")
    if at_head and mark in ".、．)）" and not (mark in ".．、" and text[stop + 1].isdigit()):
        return page.emit("enumerator", begin, stop + 1, "enumerator.marked", begin, stop)
    if mark in "：:\n" and text[begin - 2 : begin] in ITEM:  # 案例1：
        return page.emit("enumerator", begin, stop, "enumerator.marked", begin, stop)
    return False


_MOBILE = re.compile(r"[3456]G|[23]D|[248]K")


def _latin_tail(page: Page, begin: int, stop: int, plain: bool) -> bool:
    """Digits with letters after them: a Latin unit (20kg), or a name (5G, 3D, 7x24)."""
    text = page.text
    match = _LATIN_TAIL.match(text, stop)
    end = match.end() if match else stop
    tail = text[stop:end]
    if len(tail) == 1 and tail in "wWkK" and _latin_scale(page, begin, stop):
        return True
    if plain and _MOBILE.fullmatch(text, begin, end):
        return page.emit("name", begin, end, "name.latin", begin, stop)
    around = _SEVEN_BY.match(text, stop)
    if plain and around:
        return page.emit("name", begin, around.end(), "name.round-the-clock", begin, around.end())
    unit = page.lexica.units.at(text, stop)
    if unit is not None and (unit.end == end or not tail.isalpha()):
        road = re.compile(r"\+[0-9]+m?").match(text, unit.end) if unit.name == "km" else None
        if road:
            return page.emit("identifier", begin, road.end(), "identifier.road", begin, stop)
        return (plain or ARABIC.fullmatch(text, begin, stop) is not None) and quantity(page, begin, stop)
    kind: Kind = "name" if len(tail) <= 3 and tail.isalpha() and stop - begin <= 3 else "identifier"
    return page.emit(kind, begin, end, "name.latin" if kind == "name" else "identifier.code", begin, end)


def _latin_scale(page: Page, begin: int, stop: int) -> bool:
    """30W美元, 100w元, 月薪5k: w is 万 and k is 千 before money and people, and where money is meant."""
    text = page.text
    match = _LATIN_SCALE.match(text, stop)
    reading = read(text[begin:stop])
    if match is None or reading is None or _WATTS.search(text, max(page.done, begin - 6), stop + 6):
        return False
    reading = reading.times(Decimal(10**4 if text[stop] in "wW" else 1000))
    finish = stop + 1
    if text[finish] == "+":
        finish, reading = finish + 1, reading.under("over")
    finish, reading = more(page, finish, reading)
    unit = page.lexica.units.at(text, finish)
    if unit is not None and (unit.kind == "money" or unit.name in ("人", "粉", "户", "次", "人次")):
        return measured(page, begin, begin, stop + 1, reading, unit)
    if not meant_money(text, begin, finish):
        return False
    start, bound = approximated(page, begin)
    return page.emit("money", start, finish, "money.meant", begin, stop + 1, reading.under(bound))


def _joined(page: Page, begin: int, stop: int, cluster: str) -> bool:
    """Digits joined by signs: dates, clock times, ranges, scores, telephone numbers, fractions."""
    text = page.text
    if dates.iso_date(page, begin, stop) or dates.years_and_months(page, begin):
        return True
    if ":" in cluster:
        clock = calendar.CLOCK.match(text, begin)
        if clock and clock.end() >= stop:
            start = dates.part_of_day(page, begin)
            return page.emit("time", start, clock.end(), "time.colon", begin, clock.end())
    pair = _PAIR.fullmatch(cluster)
    if pair:
        return _pair(page, begin, stop, pair)
    event = _EVENT_DAY.fullmatch(cluster)
    if event and _event_day(page, begin, stop, event):
        return True
    if _JOINED.fullmatch(cluster) and not ARABIC.fullmatch(cluster):
        return page.emit("identifier", begin, stop, "identifier.joined", begin, stop)
    return False


def _event_day(page: Page, begin: int, stop: int, event: re.Match[str]) -> bool:
    """8·12, and in quotes or before 案 7.28: a day that names an event."""
    text = page.text
    if not (1 <= int(event[1]) <= 12 and 1 <= int(event[3]) <= 31):
        return False
    named = (
        event[2] != "."
        or text[begin - 1] in '“"‘「『年'
        or text[stop] in "”“’」"
        or _NAME_AFTER.match(text, stop)
    )
    return bool(named) and page.emit("name", begin, stop, "name.day-of-event", begin, stop)


def _pair(page: Page, begin: int, stop: int, pair: re.Match[str]) -> bool:
    """Two numbers: a range before a unit, a ratio, a fraction, a month and day, a document number."""
    text = page.text
    first, sign, second = pair.groups()
    end = begin + len(first)
    if sign == "-":
        if dates.dated(page, begin, end) or quantity(page, begin, end):
            return page.done >= stop or len(first) < len(second) + 2
        return page.emit("identifier", begin, stop, "identifier.joined", begin, stop)
    if sign == "/" and first.isdigit() and second.isdigit():
        if dates.slash_date(page, begin, stop, int(first), int(second)):
            return True
        if len(first) >= 4 or len(second) >= 4 or text[begin - 2] in _LETTERS:
            return page.emit("identifier", begin, stop, "identifier.joined", begin, stop)
    left, right = read(first), read(second)
    if left is None or right is None or left.value is None or not right.value:
        return page.emit("identifier", begin, stop, "identifier.joined", begin, stop)
    value = ratio(left.value, right.value)
    start, bound = approximated(page, begin)
    finish, after = after_unit(page, stop)
    reading = Reading(value, value, value, "exact").under(after or bound)
    return page.emit("ratio", start, finish, "ratio.sign", begin, stop, reading)


def quoted(page: Page, begin: int, end: int) -> bool:
    """A short quotation or title that holds the numeral: a name (“两卡”, 《猎狐2015》)."""
    text = page.text
    floor = max(page.done, begin - 12)
    for opening, closing in (("“", "”"), ("《", "》"), ("「", "」")):
        left = text.rfind(opening, floor, begin)
        if left < 0:
            continue
        right = text.find(closing, end, begin + 14)
        if right < 0 or right - left > 17 or _QUOTE_STOP.search(text, left + 1, right):
            continue
        return page.emit("name", left + 1, right, "name.quoted", begin, end)
    return False


def bare(page: Page, begin: int, stop: int) -> None:
    """Digits that no reader made a quantity: an identifier or name by their neighbours, else a count."""
    text = page.text
    if marked(page, begin, stop) or quoted(page, begin, stop):
        return
    number = text[begin:stop]
    before, after = text[begin - 1], text[stop]
    plain, length = number.isdigit(), stop - begin
    if before == "年" and text[begin - 2] == "今" and _EVENT_DAY.fullmatch(number):
        page.emit("name", begin, stop, "name.day-of-event", begin, stop)
    elif plain and length == 2 and number[1] in "05" and _GENERATION.match(text, stop):
        page.emit("name", begin, stop + 1, "name.generation", begin, stop)
    elif plain and _identifies(page, begin, stop, number):
        page.emit("identifier", begin, stop, "identifier.number", begin, stop)
    elif before == "-" and "\u4e00" <= text[begin - 2] <= "\u9fff" and text[begin - 2] not in _BEFORE_A_MINUS:
        kind: Kind = "identifier" if text[begin - 2] == "号" else "name"
        rule = "identifier.joined" if kind == "identifier" else "name.model"
        page.emit(kind, begin, stop, rule, begin, stop)  # 米格-29
    elif before == "第":
        page.emit("ordinal", begin - 1, stop, "ordinal.di", begin, stop)
    elif plain and before == " " and text[begin - 2] in _LETTERS:
        page.emit("name", begin, stop, "name.latin", begin, stop)
    elif plain and number in page.lexica.digit_names and after not in "，。":
        page.emit("name", begin, stop, "name.digits", begin, stop)
    elif plain and before in "〔［" and after in "〕］":
        page.emit("identifier", begin, stop, "identifier.document", begin, stop)
    elif plain and dates.bare_year(page, begin, stop):
        return
    elif plain and length >= 4 and before in "（(" and after in "）)":
        page.emit("identifier", begin, stop, "identifier.bracketed", begin, stop)
    else:
        _count(page, begin, stop, number)


def _identifies(page: Page, begin: int, stop: int, number: str) -> bool:
    text = page.text
    if number in page.lexica.hotlines and text[begin - 1] not in "达为至到增共有":
        unit = page.lexica.units.at(text, stop)
        if unit is None or (unit.source == "noun" and len(unit.name) > 1):
            return True
    if stop - begin >= 8 or (number[0] == "0" and stop - begin > 1):
        return True
    floor = max(page.done, begin - 7)
    return _LABEL.search(text, floor, begin) is not None or (
        stop - begin >= 4 and _WARRANT.search(text, floor, begin) is not None
    )


def _count(page: Page, begin: int, stop: int, number: str) -> None:
    reading = read(number)
    start, bound = approximated(page, begin)
    if reading is None:
        page.emit("identifier", start, stop, "identifier.unread", begin, stop)
        return
    finish, after = after_unit(page, stop)
    if page.text[start - 1] == "年" and start < begin and stop - begin <= 3:
        page.emit("age", start, finish, "age.bare", begin, stop, reading.under(after or bound))
        return
    if page.text[finish] in LISTING:
        page.listed.append(len(page.out))
    page.emit("count", start, finish, "count.bare", begin, stop, reading.under(after or bound))
