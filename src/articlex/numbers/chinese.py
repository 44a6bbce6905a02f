"""Chinese numerals and the characters that lead one: what they count, order or name, and what holds none."""

from __future__ import annotations

import re
from decimal import Decimal

from articlex.model import Kind
from articlex.numbers import dates
from articlex.numbers.bounds import after_unit, approximated, more, numeral
from articlex.numbers.fixed import SILENT, kind_of
from articlex.numbers.identifiers import ITEM, quoted
from articlex.numbers.measures import measured
from articlex.numbers.numeral import DIGITS, Reading, bounded, exactly, read
from articlex.numbers.page import LISTING, UNREAD, Page
from articlex.numbers.quantities import meant_money, plain_quantity, quantity
from articlex.numbers.scan import CHINESE, NUMERAL
from articlex.numbers.shares import fraction, half, per_population, versus
from articlex.numbers.units import Unit

_CASE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”·「」（）《》]{0,16}?"
    r"(?:案|事故|事件|火灾|纠纷|诈骗|盗窃|抢劫|车祸|爆炸|袭击|命案|灾害|坍塌|警情|火情|求助|投诉|举报|枪击|凶杀|斗殴)"
)
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟俩仨")
_PLAIN_DIGITS = frozenset("一二三四五六七八九十两")
_AFTER_A_GAP = frozenset("一二三四五六七八九两十")
_CASUALTY = frozenset("死伤亡")
_FESTIVAL = re.compile(r"”?(?:黄金周|小长假|长假|假期|期间|节)+")
_ORDINAL = re.compile(
    rf"第 ?((?:[0-9]+(?:\.[0-9]+)?[A-Z]?|{CHINESE}+|几)(?: ?(?:至|到|[-—–~～、])第?(?:[0-9]+|{CHINESE}+))?)"
    r"((?: ?[（(][0-9一二三四五六七八九十]+[)）])*)"
)
_ORDINAL_UNIT = re.compile(
    r" ?(?:大(?![会队学多])|[个次批例家名位届轮条座艘架台辆笔单期季日天月年周件场层项列款部只支所步章节"
    r"类种级组号页行排局区回集卷册版篇段点宗遍站棒胎剂针波方国者份枪炮桩道顺](?!位|界))?"
)
_FIRST = re.compile(r"首[个次批例家名位届轮条座艘架台辆笔单期季日天月年周件场层项列款部只支所]")
_SCALED = re.compile(r"[百千万亿]")
_VAGUE_PAIRS = {"百上千": 100, "千上万": 1000}


def chinese(page: Page, begin: int, stop: int) -> None:
    """A run of Chinese numeral characters: fixed word, date, share, quantity, item mark, or nothing."""
    text = page.text
    if stop == begin + 1 and text[begin] == "一" and text[stop] == "半":
        half(page, begin, stop)
        return
    if text[begin - 1] in "周期拜" and text[begin] in "一二三四五六" and dates.weekday(page, begin):
        return
    fixed, two = page.lexica.fixed, text[begin : begin + 2]
    if text[begin - 1 : begin + 1] in fixed.upward:
        if _fixed(page, begin, stop):
            return
    elif two in fixed.settled:
        page.done = begin + 2
        return
    elif two in fixed.onward and _fixed(page, begin, stop):
        return
    if text[begin] in _PLAIN_DIGITS:
        if plain_quantity(page, begin, stop):
            return
        lone = (
            stop == begin + 1
            and text[stop] not in page.lexica.continuing
            and text[begin - 1] not in "初模级月"
        )
        if lone and not _in_quotes(text, begin):
            page.done = stop  # a lone digit before a word that it cannot count
            return
    match = NUMERAL.match(text, begin)
    if match is None:
        page.done = begin + 1
        return
    end = match.end()
    if text[begin] == "零" and text[begin + 1] in _AFTER_A_GAP and text[begin + 2] not in DIGITS:
        if not dates.dated(page, begin, end):
            page.done = begin + 1  # 找零八角, 三十二岁零五个月: the gap is no part of the number
        return
    if text[begin] in _FORMAL and end == begin + 1:
        page.done = end  # 壹, 陆, 玖 alone stand in names
        return
    if text[begin - 1] == "成" and text[begin : begin + 3] in _VAGUE_PAIRS:
        end = begin + 3
        _vague_pair(page, begin, end)
        return
    if text[end] == "计" and text[begin - 2 : begin] == "数以" and begin - 2 >= page.done:
        reading = read(text[begin:end])
        if reading is not None and reading.value is not None:
            reading = bounded(reading.value, "at_least")
            page.emit("count", begin - 2, end + 1, "count.hundreds", begin, end, reading)
            return
    if (
        fraction(page, begin, end)
        or per_population(page, begin, end)
        or dates.dated(page, begin, end)
        or quantity(page, begin, end)
        or versus(page, begin, end)
        or _item(page, begin, end)
        or quoted(page, begin, end)
    ):
        return
    _bare(page, begin, end)


def _in_quotes(text: str, begin: int) -> bool:
    """Whether a quotation or a list mark may have begun shortly before: the digit may stand in a name."""
    before = text[begin - 12 if begin > 12 else 0 : begin]
    return "“" in before or "《" in before or "「" in before or before[-1] in "（("


def _vague_pair(page: Page, begin: int, end: int) -> None:
    """成百上千: at least a hundred."""
    low = Decimal(_VAGUE_PAIRS[page.text[begin:end]])
    unit = page.lexica.units.at(page.text, end)
    reading = bounded(low, "at_least")
    if unit is None:
        page.emit("count", begin - 1, end, "count.hundreds", begin - 1, end, reading)
    else:
        at = unit.end - len(unit.name)
        page.emit(
            unit.kind, begin - 1, unit.end, "count.hundreds", begin - 1, end, reading, unit.name, at, unit.end
        )


def _fixed(page: Page, begin: int, stop: int) -> bool:
    """A word of the lexicon that covers the numeral: silent, or a mention of its own kind."""
    text = page.text
    found = page.lexica.fixed.at(text, begin, stop, page.done)
    if found is None:
        return False
    start = begin - found.place
    end = start + len(found.word)
    if found.word == "一起" and text[begin - 1] != "在" and _CASE.match(text, end):
        return False  # a case, not together
    if found.word == "八角" and text[begin - 1] in "零元块":
        return False  # small change
    if found.word == "一时" and dates.part_of_day(page, begin) < begin:
        return False  # an hour
    if found.treatment == SILENT:
        page.done = end
        return True
    if found.treatment == "date":
        festival = _FESTIVAL.match(text, end)
        end = festival.end() if festival else end
        days = page.discourse.festival(found.word)
        return page.emit("date", start, end, "date.festival", begin, start + found.numeral_end, days=days)
    return page.emit(
        kind_of(found), start, end, f"{found.treatment}.lexicon", begin, start + found.numeral_end
    )


def _item(page: Page, begin: int, end: int) -> bool:
    """一、 at the head of a paragraph, （三） anywhere, 案例一： after its noun."""
    text = page.text
    if end - begin > 3:
        return False
    before, mark = text[begin - 1], text[end]
    if before in "（(" and mark in "）)":
        return page.emit("enumerator", begin, end, "enumerator.bracketed", begin, end)
    at_head = before == "\n" or (before in " \u3000" and text[begin - 2] in "\n \u3000")
    alone = mark == "\n" and not _SCALED.search(text, begin, end)
    if (at_head and (mark in "、.．：" or alone)) or (mark in "：:\n" and text[begin - 2 : begin] in ITEM):
        return page.emit("enumerator", begin, end, "enumerator.marked", begin, end)
    return False


def _bare(page: Page, begin: int, end: int) -> None:
    """A Chinese numeral without unit: a count if it has a scale or counts casualties, else no mention."""
    text = page.text
    end, reading = numeral(page, begin, end)
    surface = text[begin:end]
    if reading is None:
        unit = page.lexica.units.at(text, end)
        if unit is not None and unit.source != "noun" and text[begin] != "兆":
            at = unit.end - len(unit.name)
            page.emit(unit.kind, begin, unit.end, "count.unread", begin, end, UNREAD, unit.name, at, unit.end)
        page.done = max(page.done, end)
        return
    if text[end] in _CASUALTY and text[end + 1] not in "亡者害员":
        page.emit("count", begin, end, "count.casualties", begin, end, reading)
        return
    if text[begin - 2 : begin] in ("规模", "震级"):
        page.emit("measure", begin, end, "measure.magnitude", begin, end, reading)
        return
    if len(surface) == 1 and _led_by_order(page, begin, end, reading):
        return
    if all(c in DIGITS for c in surface):
        if len(surface) >= 3 and reading.bound == "exact":
            page.emit("identifier", begin, end, "identifier.chinese", begin, end)
        page.done = max(page.done, end)
        return
    start, bound = approximated(page, begin)
    finish, reading = more(page, end, reading)
    if text[finish] in LISTING and _counted_together(page, finish + 1):
        page.listed.append(len(page.out))
        page.emit("count", start, finish, "count.bare", begin, end, reading.under(bound))
        return
    clear = len(surface) > 1 or bound or finish > end
    if not clear or (len(surface) == 2 and not bound and finish == end and surface[1] not in "万亿"):
        page.done = max(page.done, end)
        return
    finish, after = after_unit(page, finish)
    kind: Kind = "money" if surface[-1] in "万亿千百" and meant_money(text, begin, finish) else "count"
    rule = "money.meant" if kind == "money" else "count.bare"
    page.emit(kind, start, finish, rule, begin, end, reading.under(after or bound))


def _counted_together(page: Page, begin: int) -> bool:
    """Whether a numeral with a unit begins at `begin`: 三千和五千元."""
    match = NUMERAL.match(page.text, begin)
    if match is None or len(match.group()) < 2:
        return False
    unit = page.lexica.units.at(page.text, match.end())
    return unit is not None and unit.source != "noun"


_NOT_GREAT = frozenset("会代以是党队学中专妈爷哥姐人庆连同量多小型概约致家众")


def _led_by_order(page: Page, begin: int, end: int, reading: Reading) -> bool:
    """一是 … 二是 … at the head of a clause enumerate; 三大, 五大 before a noun count."""
    text = page.text
    if text[end] == "是" and text[begin - 1] in "。；：，\n" and text[begin] in DIGITS:
        return page.emit("enumerator", begin, end, "enumerator.clause", begin, end, reading)
    if text[end] == "大" and text[begin] in "两三四五六七八九十" and "\u4e00" <= text[end + 1] <= "\u9fff":
        if text[end + 1] in _NOT_GREAT or text[begin - 1] in "第届的党":
            return False
        return page.emit("count", begin, end + 1, "count.great", begin, end, reading)
    return False


def led(page: Page, begin: int, stop: int) -> None:
    """第N, 首N, 几N, 数N, 半N, 今年以来: a character that leads a numeral or stands for one."""
    if _fixed(page, begin, stop):
        return
    c = page.text[begin]
    if c == "第":
        _ordinal(page, begin)
    elif c == "首":
        _first(page, begin)
    elif c == "双":
        page.emit("name", begin, begin + 3, "name.double", begin + 1, begin + 3)
    elif c == "半":
        _half(page, begin)
    elif c in "周期拜":
        dates.weekday(page, begin + 1)
    elif c in "今去":
        dates.since_relative(page, begin)
    else:
        _several(page, begin)


def _ordinal(page: Page, begin: int) -> None:
    """第N with its classifier; 第N季度 is a date, 第N条 and 第N号 name."""
    text = page.text
    match = _ORDINAL.match(text, begin)
    if match is None:
        return
    if dates.dated(page, match.start(1), match.end(1)):
        return
    end = match.end()
    if text[end] in "条款号" and text[end + 1] not in "线路":
        page.emit(
            "identifier", begin, end + 1, "identifier.article", match.start(1), match.end(1), _exact(match[1])
        )
        return
    tail = _ORDINAL_UNIT.match(text, end)
    end = tail.end() if tail and not match[2] else end
    page.emit("ordinal", begin, end, "ordinal.di", match.start(1), match.end(1), _exact(match[1]))


def _exact(surface: str) -> Reading:
    reading = read(surface)
    return reading if reading is not None and reading.bound == "exact" else Reading(None, None, None, "exact")


def _first(page: Page, begin: int) -> None:
    """首个, 首次, 首批: the first; 首季 is a quarter."""
    if page.text[begin + 1] == "季" and dates.dated(page, begin + 1, begin + 1):
        return
    match = _FIRST.match(page.text, begin)
    if match:
        page.emit("ordinal", begin, match.end(), "ordinal.first", begin, begin + 1, exactly(Decimal(1)))


def _half(page: Page, begin: int) -> None:
    """半年, 上半年, 半数, 过半."""
    text = page.text
    if text[begin + 1] == "数" or text[begin - 1] in "过近逾超":
        unit = page.lexica.units.at(text, begin + 1)
        if unit is None or unit.kind != "duration":
            half(page, begin, begin)
            return
    if text[begin + 1] == "年" and text[begin - 1] in "上下前后" and begin - 1 >= page.done:
        if not dates.dated(page, begin, begin + 1):
            page.done = begin + 1
        return
    unit = page.lexica.units.at(text, begin + 1)
    if text[begin + 1 : begin + 3] == "个多":
        unit = page.lexica.units.at(text, begin + 3)
    if unit is None or unit.kind not in ("duration", "measure", "money"):
        page.done = begin + 1
        return
    measured(page, begin, begin, begin + 1, bounded(Decimal("0.5"), "exact"), unit)


_INSIDE_A_WORD = frozenset("大多少无人总参系指分倍负基函小件岁字奇偶位算如悉半茶复整")


def _several(page: Page, begin: int) -> None:
    """几N, 数N and 好几N before a unit: 2 to 9 of it; before a scale they are part of the numeral."""
    text = page.text
    start = begin
    if text[begin] == "好":
        begin += 1
    match = NUMERAL.match(text, begin)
    if match is not None:
        if not quantity(page, begin, match.end(), start):
            _bare(page, begin, match.end())
        return
    unit = page.lexica.units.at(text, begin + 1)
    if text[begin + 1] == "月" and text[begin - 1] not in _INSIDE_A_WORD:
        unit = Unit("月", "duration", begin + 2, "unit")
    if text[begin - 1] in _INSIDE_A_WORD or unit is None or (unit.source == "noun" and text[begin] == "数"):
        page.done = begin + 1
        return
    measured(page, start, begin, begin + 1, Reading(None, Decimal(2), Decimal(9), "several"), unit)
