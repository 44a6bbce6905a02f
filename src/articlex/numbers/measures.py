"""A number with its unit: what the unit makes of the value (三成五, 翻两番, 3元5角, 零下15℃), and rates.

The last step of every quantity: `measured` makes the mention, with the bounds of both sides.
"""

from __future__ import annotations

import re
from decimal import Decimal

from articlex.model import Kind
from articlex.numbers.bounds import after_unit, approximated
from articlex.numbers.durations import duration
from articlex.numbers.numeral import DIGITS, HALF, Reading, exactly, read
from articlex.numbers.page import Page
from articlex.numbers.units import Unit

_PER = re.compile(
    r"[/／每](?P<per>每?(?:[一十百千万亿]|10万|10|100|1000|1万|100万)*"
    r"(?:平方公里|平方米|平方千米|立方米|立方厘米|公里|千米|公顷|小时|分钟|千瓦时|千瓦|千克|公斤|毫升|人次|平米|盎司"
    r"|[人吨米克斤升亩年月日天秒次股辆户套件台桶度家份张瓶箱盒周只头间晚平方期时]"
    r"|(?:kg|km|h|s|L|m|t|d|g|ml)(?![A-Za-z])))(?![\u4e00-\u9fff]{0,1}(?:增|减|上升))"
)
_TENTH = re.compile(r"[一二三四五六七八九](?![个名人家成年月日倍万千百十])|半(?![年月天小])")
_ROAD = re.compile(r"处|(?:\+|加)?[0-9]{1,3}(?:米|m)(?:处|附近|左右)?|牌|路段|桩")
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
    if name in _REVALUING:
        revalued = _revalued(page, start, reading, name, stop)
        if revalued is None:
            return False
        start, reading, name, stop, rule = revalued
    elif kind == "percent":
        name = "%"
    start, reading = _negative(page, start, begin, kind, name, reading)
    reading, name, stop = _extended(text, reading, kind, name, source, stop)
    if kind == "duration":
        return duration(page, start, begin, end, reading, bound, name, unit_start, stop)
    unit_end = stop if stop > unit_start and name else unit_start + len(name)
    stop, after = after_unit(page, stop)
    reading = reading.under(after or (None if reading.bound == "over" and bound == "about" else bound))
    if kind == "count" or kind == "measure":
        changed = _changed_kind(text, start, begin, end, name, stop)
        if changed is not None:
            kind, rule, start, stop = changed
    if not name:
        unit_start = unit_end = 0
    return page.emit(kind, start, stop, rule, begin, end, reading, name, unit_start, unit_end)


_REVALUING = frozenset(("成", "旬", "番", "折"))
"""Units that make another number of their numeral."""


def _revalued(
    page: Page, start: int, reading: Reading, name: str, stop: int
) -> tuple[int, Reading, str, int, str] | None:
    """三成 is 30 %, 六旬 60 岁, 翻两番 4 倍, 七五折 7.5 折: start, reading, unit, end and rule; None to decline."""
    if name == "成":
        reading, stop = _tenths(page, reading, stop)
        return start, reading, "%", stop, "percent.tenths"
    number = reading.value
    if name == "旬":
        if number is None or not 3 <= number <= 10:
            return None
        return start, reading.times(Decimal(10)), "岁", stop, "age.unit"
    if name == "番":
        lead = 2 if page.text[start - 1] == "了" else 1
        if page.text[start - lead] != "翻" or number is None or number > 20:
            return None
        return start - lead, exactly(Decimal(2) ** int(number)), "倍", stop, "multiple.doubling"
    if number is not None and number >= 10:
        reading = reading.times(Decimal("0.1"))
    return start, reading, name, stop, "ratio.unit"


def _extended(
    text: str, reading: Reading, kind: Kind, name: str, source: str, stop: int
) -> tuple[Reading, str, int]:
    """What goes on after the unit: small change, a half, a rate, 次, 多; reading, unit and end with it."""
    if text[stop] in _PART_FIRST and reading.bound == "exact" and (kind == "money" or kind == "measure"):
        reading, stop = _with_parts(text, reading, name, stop)
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
    return reading, name, stop


_PART_FIRST = frozenset("0123456789一二三四五六七八九十")
_CHANGE = re.compile(
    r"([0-9]|[一二三四五六七八九])(?:[角毛](?:([0-9]|[一二三四五六七八九])分?)?(?![度色])|(?![0-9.,%个名人家件起年月日至到\-—~～]))"
)
_ONE_OR_TWO = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_PARTS = {
    **dict.fromkeys(("角", "毛"), (10, re.compile(r"([0-9]|[一二三四五六七八九])分(?!之|钟)"))),
    **dict.fromkeys(("元", "块"), (100, re.compile(_ONE_OR_TWO + r"分(?![之钟])"))),
    "美元": (100, re.compile(_ONE_OR_TWO + "美分")),
    "欧元": (100, re.compile(_ONE_OR_TWO + "欧分")),
    "斤": (10, re.compile(r"([0-9]|[一二三四五六七八九])两(?![国个人名岸会地年次位家])")),
    "尺": (10, re.compile(r"([0-9]|[一二三四五六七八九])寸")),
    "亩": (10, re.compile(r"([0-9]|[一二三四五六七八九])分(?![之钟])")),
}
"""For a unit, how many of the smaller one it holds and how that one follows: 5斤3两, 3尺6寸, 3角5分."""
_DECIMALS = re.compile(
    r"([0-9]{1,2}|[一二三四五六七八九]{1,2})(?=[，。、；：！？\s）)的左以多余上下高长宽深身]|$)"
)
"""What follows 米 or 度 as decimals: 1米75, 一米八, 38度5."""


def _with_parts(text: str, reading: Reading, name: str, stop: int) -> tuple[Reading, int]:
    """The smaller unit told in the larger: 3元5角 is 3.5 元, 12块5 12.5 块, 5斤3两 5.3 斤, 1米75 1.75 米."""
    if name in ("元", "块", "块钱", "圆"):
        match = _CHANGE.match(text, stop)
        if match is not None and (name != "元" or text[match.end(1)] in "角毛"):
            tenths, hundredths = (0 if part is None else _small(part) for part in match.groups())
            return reading.plus(Decimal(10 * tenths + hundredths) / 100), match.end()
    if name in ("米", "度"):
        match = _DECIMALS.match(text, stop)
        if match is not None:
            digits = "".join(str(DIGITS.get(c, c)) for c in match[1])
            return reading.plus(Decimal(f"0.{digits}")), match.end()
    if name in _PARTS:
        factor, pattern = _PARTS[name]
        match = pattern.match(text, stop)
        if match is not None and _small(match[1]) < factor:
            return reading.plus(Decimal(_small(match[1])) / factor), match.end()
    return reading, stop


def _small(surface: str) -> int:
    """The value of a numeral below a hundred."""
    reading = read(surface)
    return int(reading.value) if reading is not None and reading.value is not None else 100


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
    if reading.value is None:
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
    if name == "级" and end - begin == 4 and text[begin : begin + 2] in ("19", "20"):
        return "name", "name.generation", start, stop
    if name in ("公里", "km", "公里处") and text[begin].isdigit():
        road = _ROAD.match(text, stop) if name != "公里处" else None
        if road or name == "公里处":
            return "identifier", "identifier.road", start, road.end() if road else stop
    if name == "方" and text[begin] > "9":
        return "count", "count.classifier", start, stop
    if name == "层" and before in "楼厂厦房店场库馆第地在到从至" and text[stop] not in "楼高建":
        return "ordinal", "ordinal.floor", start, stop
    return None
