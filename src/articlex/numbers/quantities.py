"""Quantities: a numeral with its scale, approximators and unit; ranges that share them; rates.

Reads `1.8万余人`, `3至5万元`, `10%—20%`, `约400平方米`, `至少造成10人`, `-5℃`, `30元/吨`, `三成五`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from articlex.model import Bound, Kind
from articlex.numbers.durations import duration
from articlex.numbers.numeral import DIGITS, HALF, LARGE, SMALL, Reading, exactly, multiply, read
from articlex.numbers.page import APART, UNREAD, Page
from articlex.numbers.scan import ARABIC, NUMERAL, NUMERAL_CHARACTERS, SCALE, SPACES
from articlex.numbers.units import Unit

_EXTEND = re.compile(
    rf" ?[余多来几]?(?:个(?=[万亿]))?{SCALE}+"
    r"(?:[零又]?(?:[0-9]{1,4}(?:\.[0-9]+)?(?![0-9.,年月:：])|[一二三四五六七八九两]+(?![月日号]))"
    rf"(?: ?[余多来]?{SCALE}+)?){{0,6}}"
)
_SCALES = re.compile(rf" ?{SCALE}+")
_MORE = re.compile(
    r" ?(?:余(?![震额款党下热杭姚地温生粮波])|多(?!少|为|元[化素])"
    r"|来(?=[个名人岁天年位家种里公米斤吨万次块元分]))"
)
_LINK = re.compile(r" ?(?:至(?![少于今此上])|到(?![达来场位案底期处])|[-—–~～―－]{1,2}) ?")
_ONE = (1,)
_LINKS = frozenset("至到-—–~～―－ ")
_NEXT_DIGIT = re.compile(r"、([0-9]|[二三四五六七八九])(?![0-9.,十百千万亿])")
_EXTENDING = frozenset("十百千万亿兆拾佰仟余多来几个 ")
_APART_GAP = re.compile(r"[\u4e00-\u9fff ]{0,6}")
_PER = re.compile(
    r"[/／每](?P<per>每?(?:[一十百千万亿]|10万|10|100|1000|1万|100万)*"
    r"(?:平方公里|平方米|平方千米|立方米|立方厘米|公里|千米|公顷|小时|分钟|千瓦时|千瓦|千克|公斤|毫升|人次|平米|盎司"
    r"|[人吨米克斤升亩年月日天秒次股辆户套件台桶度家份张瓶箱盒周只头间晚平方期时]"
    r"|(?:kg|km|h|s|L|m|t|d|g|ml)(?![A-Za-z])))(?![\u4e00-\u9fff]{0,1}(?:增|减|上升))"
)
_TENTH = re.compile(r"[一二三四五六七八九](?![个名人家成年月日倍万千百十])|半(?![年月天小])")
_MONEY_BEFORE = re.compile(
    r"金额|价值|损失|资金|罚款|罚单|赔偿|货款|费用?|售价|投资|获利|收入|报酬|[赃现本奖]金|骗走|骗取|诈骗|偿|案值|估值|成交|营收|利润|贷款|存款|票房|身价|债|[月年]薪|涉款|款[项额]?合?共?"
)
_MONEY_AFTER = re.compile(
    r"(?:资金|现金|贷款|扣押款|赔款|货款|罚款|罚单|投资|赃款|存款|奖金|赔偿|债务|贷|款|钱|彩礼|年薪|月薪)"
)
_ROAD = re.compile(r"处|(?:\+|加)?[0-9]{1,3}(?:米|m)(?:处|附近|左右)?|牌|路段|桩")


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


_PLAIN_RULES = {
    kind: f"{kind}.unit" for kind in ("money", "percent", "measure", "age", "percentage_point", "multiple")
}


def plain_quantity(page: Page, begin: int, end: int) -> bool:
    """A numeral with a unit and nothing about it that another reader could want: by far the commonest case.

    False sends the numeral through all readers in order; they would read what is read here just the same.
    """
    text = page.text
    lists = page.lexica.plain
    before = text[begin - 1]
    if before in lists.busy_before:
        return False
    if (page.apart or before in page.lexica.approximators.last) and approximated(page, begin)[1] is not None:
        return False
    first = text[end]
    if first in "万亿" and text[end + 1] in lists.first:
        end += 1
        first = text[end]
    if first not in lists.first:
        return False
    found = lists.at(text, end)
    if found is None:
        return False
    name, kind, stop, source = found
    after = text[stop]
    if (
        after in lists.busy_after
        or (after in name and text[begin] == "一")
        or (after == "人" and kind == "money")
    ):
        return False
    if source == "noun" and (len(name) > 1 or "0" <= text[begin] <= "9" or text[begin] in "百千万亿兆"):
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


_RULES = {"unit": "{}.unit", "classifier": "count.classifier", "noun": "count.noun"}
_HALVED = frozenset(("duration", "measure", "age", "money"))
_EXCEEDED = frozenset(("duration", "measure", "money", "multiple", "age", "percent"))


def measured(page: Page, start: int, begin: int, end: int, reading: Reading, unit: Unit) -> bool:
    """The mention of a number with its unit, the approximators on both sides and what a rate adds."""
    text = page.text
    name, kind, stop, source = unit
    if text[begin] == "一" and end == begin + 1 and source == "classifier":
        repeated = _repeated(text, name, stop)
        if repeated:
            page.done = repeated  # 一个个, 一代一代: each and every one
            return True
    if name == "分" and text[stop] not in "0123456789" and source == "unit":
        kind, source = ("money", "unit") if text[begin - 1] in "角毛元块" else ("count", "classifier")
    unit_start = stop - len(name)
    rule = (
        f"{kind}.unit" if source == "unit" else "count.classifier" if source == "classifier" else "count.noun"
    )
    start, bound = approximated(page, start)
    if kind == "percent":
        if name == "成":
            reading, stop = _tenths(page, reading, stop)
            rule = "percent.tenths"
        name = "%"
    elif name == "番":
        lead = 2 if text[start - 1] == "了" else 1
        if text[start - lead] != "翻" or reading.value is None or reading.value > 20:
            return False
        reading, name, rule, start = (
            exactly(Decimal(2) ** int(reading.value)),
            "倍",
            "multiple.doubling",
            start - lead,
        )
    if name == "折" and reading.value is not None and reading.value >= 10:
        reading = reading.times(Decimal("0.1"))  # 七五折 is 7.5 折
    start, reading = _negative(page, start, begin, kind, name, reading)
    if kind == "money" and reading.bound == "exact" and name in _CHANGED:
        reading, stop = _with_change(text, reading, name, stop)
    follower = text[stop]
    if (
        kind in _HALVED
        and follower == "半"
        and text[stop + 1] not in "导岛径程夜山途数"
        and reading.bound == "exact"
    ):
        reading, stop = reading.plus(HALF), stop + 1
    elif follower in "/／每":
        per = _PER.match(text, stop)
        if per and kind in ("money", "measure", "count") and (follower != "每" or kind != "count"):
            name, stop = f"{name}/{per['per'].removeprefix('每')}", per.end()
    elif (
        follower == "次"
        and source == "classifier"
        and name[-1] != "次"
        and text[stop + 1] not in "要序品数级日性"
    ):
        name, stop = name + "次", stop + 1
    if (
        kind in _EXCEEDED
        and text[stop] in "多余"
        and reading.bound == "exact"
        and text[stop + 1] not in "次种少名家方个数为于年"
    ):
        reading, stop = reading.under("over"), stop + 1
    unit_end = stop if stop > unit_start and name else unit_start + len(name)
    if kind != "duration":
        stop, after = after_unit(page, stop)
        reading = reading.under(after or (None if reading.bound == "over" and bound == "about" else bound))
        if kind == "count" or kind == "measure":
            changed = _changed_kind(text, start, begin, end, name, stop)
            if changed is not None:
                kind, rule, start, stop = changed
        return page.emit(
            kind,
            start,
            stop,
            rule,
            begin,
            end,
            reading,
            name,
            unit_start if name else 0,
            unit_end if name else 0,
        )
    return duration(page, start, begin, end, reading, bound, name, unit_start, stop)


_CHANGED = frozenset(("元", "块", "块钱", "圆"))
_CHANGE = re.compile(
    r"([0-9]|[一二三四五六七八九])(?:[角毛](?:([0-9]|[一二三四五六七八九])分?)?(?![度色])|(?![0-9.,%个名人家件起年月日至到\-—~～]))"
)


def _with_change(text: str, reading: Reading, name: str, stop: int) -> tuple[Reading, int]:
    """3元5角 is 3.5 元, 12块5 12.5 块: the small change is told in the larger unit."""
    match = _CHANGE.match(text, stop)
    if match is None or (name == "元" and text[match.end(1)] not in "角毛"):
        return reading, stop
    tenths, hundredths = (
        int(whole.value) if (whole := read(part or "0")) and whole.value else 0 for part in match.groups()
    )
    return reading.plus(Decimal(10 * tenths + hundredths) / 100), match.end()


def _repeated(text: str, name: str, stop: int) -> int:
    """The end of 一排排, 一座又一座, 一代一代: repeated, the classifier counts nothing; 0 where it is not."""
    if text.startswith(name, stop):
        return stop + len(name)
    for again in (f"一{name}", f"又一{name}", f"接一{name}"):
        if text.startswith(again, stop):
            return stop + len(again)
    return 0


def _tenths(page: Page, reading: Reading, stop: int) -> tuple[Reading, int]:
    """三成 is 30 %, 三成五 35 %, 三到四成 30 to 40 %."""
    scaled = reading.times(Decimal(10))
    digit = _TENTH.match(page.text, stop)
    if digit and reading.bound == "exact":
        extra = Decimal(5) if digit.group() == "半" else Decimal(DIGITS[digit.group()])
        return scaled.plus(extra), digit.end()
    return scaled, stop


_SIGNED = frozenset(("percent", "measure", "percentage_point", "money", "count"))
_MINUS = frozenset("-−－")


def _negative(
    page: Page, start: int, begin: int, kind: Kind, name: str, reading: Reading
) -> tuple[int, Reading]:
    """A minus sign or 零下 before a measured number: -152.6%, 零下15℃."""
    text = page.text
    if start != begin or kind not in _SIGNED:
        return start, reading
    before = text[start - 1]
    if before in _MINUS and start - 1 >= page.done:
        if (
            kind == "count"
            or text[start - 2] in _MINUS
            or text[start - 2].isdigit()
            or text[start - 2] in "%％"
        ):
            return start, reading
        start -= 1
    elif before == "负" and start - 1 >= page.done and text[start - 2] not in "肩担胜背辜正自抱欺":
        start -= 1
    elif (
        before == "下"
        and text[start - 2] == "零"
        and name in ("度", "℃", "摄氏度", "°C")
        and not (page.out and page.out[-1].end - page.base > start - 2)
    ):
        start -= 2
    else:
        return start, reading
    flipped = reading.times(Decimal(-1))
    if reading.value is None:  # a range turns round: 零下3到5度 is -5..-3
        return start, Reading(None, flipped.high, flipped.low, flipped.bound)
    return start, flipped


_TOP = frozenset("目此之以当先生事年天午月日")


def _changed_kind(
    text: str, start: int, begin: int, end: int, name: str, stop: int
) -> tuple[Kind, str, int, int] | None:
    """What looks like a count and is none: 前10名, 四级, a place on a road, a floor."""
    before = text[start - 1]
    if before == "前" and start == begin and name in ("名", "位", "强", "大") and text[start - 2] not in _TOP:
        return "ordinal", "ordinal.top", start - 1, stop
    if (
        name == "级"
        and "一" <= text[begin] <= "龥"
        and end - begin == 1
        and text[stop] not in "地大强台风以左"
    ):
        return "ordinal", "ordinal.grade", start, stop
    if name in ("公里", "km", "公里处") and text[begin].isdigit():
        road = _ROAD.match(text, stop) if name != "公里处" else None
        if road or name == "公里处":
            return "identifier", "identifier.road", start, road.end() if road else stop
    if name == "方" and text[begin] > "9":
        return "count", "count.classifier", start, stop
    if name == "层" and before in "楼厂厦房店场库馆第地在到从至" and text[stop] not in "楼高建":
        return "ordinal", "ordinal.floor", start, stop
    return None
