"""Dates and stretches of the calendar as they are written: where an expression ends and what its parts are.

`expression_at` reads `2022年6月至8月`, `今年前10个月`, `9月28日0时` without knowing any other date;
`articlex.numbers.discourse` gives the parts their days.
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from articlex.lexicon import load
from articlex.numbers.numeral import DIGITS, read

_CN = "零〇○一二三四五六七八九十廿卅"
_N = rf"(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})"
ERAS = {entry["era"]: entry["first"] for entry in load("eras")}
"""Eras by name, with their first year in the common calendar, `-` where years run backwards."""
_Y = r"(?:[0-9]{4}|[〇零○一二三四五六七八九]{4}|[0-9]{2}|[〇零○一二三四五六七八九]{2})"
_LINK = r" ?(?:至|到|[-—–~～―－]{1,2}) ?"
_PART = (
    r"凌晨|清晨|早晨|早上|上午|中午|午间|正午|午后|下午|傍晚|晚上|晚间|夜间|深夜|午夜|夜里|半夜|早间|当晚|当日|当天"
    r"|今晨|晨|晚|早|夜|午"
)
_H = rf"(?:[0-9]{{1,2}}|[{_CN}两]{{1,3}})"
_CLOCK = (
    rf"(?:(?:{_PART})?(?:约|近|接近|将近)?{_H} ?(?:"
    r"(?:时(?![候间代光期刻髦装尚评])|点钟?(?![击燃名心赞子建意希要看原体注共说启评]|[0-9]*个百分))"
    rf"(?:过? ?{_H} ?分(?!之|别|钟以)钟?(?: ?(?:[0-9]{{1,2}}(?:\.[0-9]{{1,3}})?|[{_CN}]{{1,3}}) ?秒)?"
    r"|半(?!年|个|导)|整|[一三1-3]刻|[0-5][0-9](?![0-9年月日时个.%]))?"
    r"|[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：]))"
    r"(?:许(?![多可诺])|左右|前后)?)"
)
_WEEKDAY = (
    r" ?(?:[（(](?:星期|周|礼拜)[一二三四五六日天][)）]"
    r"|(?:星期|礼拜)[一二三四五六日天]|周[一二三四五六日](?![岁年期]))"
)
_NOT_A_DAY = (
    "隧坝闸泊渠线楼院店门机令文公台仓馆桥井炉厅铺病航船舰车室房桌床墓码称角选球种基岛矿坑洞路街地柜库站段"
)

POINT = re.compile(
    rf"(?:(?P<era>{'|'.join(ERAS)})?"
    rf"(?P<y>(?(era)(?:[0-9]{{1,4}}|[零〇一二三四五六七八九十百]{{1,7}})(?= ?年)|{_Y}))"
    rf"(?:{_LINK}(?P<y2>{_Y})(?= ?年))? ?[财学]?年(?!级|轻|报|代)度?)?"
    rf"(?:[的 ，]?(?P<m>{_N}|正|腊)(?:(?:{_LINK}|、)(?P<m2>{_N}))? ?月份?(?![饼亮嫂球台氏饷]))?"
    rf"(?: ?(?P<d>{_N})(?:(?:、{_N}){{0,8}}(?:{_LINK}|[、和及与])(?P<d2>{_N}))? ?"
    rf"(?:日(?!均|(?(m)均|[内后])|本(?![报台市省届次月院])|前[往来])|号(?![{_NOT_A_DAY}]|召(?!开))"
    rf"|(?(m)(?=(?:{_LINK}|[、和及与]){_N}月{_N}日)|(?!))))?"
)
_SUB = re.compile(
    r" ?(?P<half>[上下前后]半年)"
    r"|[ 的]?(?:[前首头](?P<nq>[一二三两1-3])个?季度?(?!报))"
    r"|[ 的]?(?:[前首头](?P<nm>[0-9]{1,2}|[一二三四五六七八九十两]{1,2}) ?个?月(?!饼))"
    r"|[ 的]?(?:第?(?P<q>[一二三四1-4])(?:(?:至|到|[-—–~～、])第?(?P<q2>[二三四2-4]))?(?:季度|季)(?!报|节))"
    r"|[ 的]?(?P<qf>[首末]季度?)(?!报|节)"
    r"|(?P<edge>年?初|年?底|年?末|年中|岁末|岁尾|伊始)(?![期中高级步衷次蕴特部日端等])"
    r"|(?P<season>春节|春季|夏季|秋季|冬季|国庆节?|元旦|中秋节?|端午节?|清明节?|五一)(?:期间|假期|长假|小长假)?"
    r"|(?P<whole>全年)"
)
_DEKAD = re.compile(r"(?P<dek>上旬|中旬|下旬|初|底|末|中)(?![期旬学国央部心方旅等秋])(?:某日)?|某[日天]")
_VAGUE = re.compile(r"某[日天月]")
_LUNAR_NAMES = frozenset(("农历", "阴历", "夏历", "旧历"))
_LUNAR_MONTH = re.compile(
    rf"(?:农历|阴历|夏历|旧历|闰)闰?(?:[{_CN}]{{1,3}}|[0-9]{{1,2}}|正|腊|冬)月(?:初?[一二三四五六七八九十廿]{{1,3}}|[0-9]{{1,2}}日)?"
)
_LUNAR_DAY = re.compile(r"初?[一二三四五六七八九十廿]{1,3}")
_TAIL = re.compile(
    r"(?P<since>以来|至今)"
    r"|(?P<till>以前|之前|前(?![往列述期三后来去线沿景夕置方进0-9一二四五六七八九十两])(?=[^年月]))"
    r"|(?P<onward>起(?![来诉码草床火飞源到至因重降伏])|以后|之后)"
    r"|期间|(?P<same>同期)|当[天日]|一天|夜?间(?![接隔])"
)
RELATIVE: dict[str, tuple[str, int, bool]] = {
    entry["word"]: (entry["level"], int(entry["offset"]), entry["from"] == "publication")
    for entry in load("relative_dates")
}
"""Words that stand for a year, month or day: what they name, how far off, and whether from the publication
date (else from the date that the text named last)."""
_RELATIVE_FIRST = frozenset(word[0] for word in RELATIVE)
RELATIVE_LAST = frozenset(word[-1] for word in RELATIVE)
"""Last characters of the relative words: a quick refusal."""
_UNTIL = ("截至", "截止", "截止到", "截止至", "截至到")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "两": 2}


class Point(NamedTuple):
    """One point or stretch as the text names it; `year2`, `month2`, `day2` end the range of a part (1至5月).

    `stretch` is a part of the year or month: `months` (from `first` to `last`), `edge` (年底), `dekad`
    (上旬), `holiday`, `whole`; `word` says which. `unresolvable`: another calendar (正月十五)
    or a vague word (某日).
    """

    end: int
    relative: tuple[str, int, bool] | None = None
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    month2: int | None = None
    day: int | None = None
    day2: int | None = None
    stretch: str = ""
    first: int = 0
    last: int = 0
    word: str = ""
    unresolvable: bool = False

    @property
    def daily(self) -> bool:
        """Whether it names days, so that a clock time may follow."""
        return self.day is not None or (self.relative is not None and self.relative[0] == "day")


class Expression(NamedTuple):
    """A whole calendar expression: one point or two, with the words that open or close it."""

    start: int
    end: int
    first: Point
    second: Point | None = None
    until: bool = False
    since: bool = False
    before: bool = False
    onward: bool = False
    same: bool = False
    clock: bool = False


def whole(surface: str | None) -> int | None:
    """The integer that a short numeral names, None for none."""
    if not surface:
        return None
    if surface.isdigit() and surface.isascii():
        return int(surface)
    reading = read(surface)
    if reading is None or reading.value is None or reading.bound != "exact":
        return None
    return int(reading.value)


def _year(surface: str | None, era: str | None, month_follows: bool, after: str) -> int | None:
    """The year meant: four digits, or two where a month follows or where no duration is that long.

    Before 前, 内, 来, 后 only years of our time are taken for years: 2000多年, 1200年来 are lengths.
    """
    number = whole(surface)
    if surface is None:
        return None
    if number is None and month_follows and all(c in DIGITS for c in surface):
        number = int("".join(str(DIGITS[c]) for c in surface))  # 八九年五月 is no range
    if number is None:
        return None
    if era:
        return number + int(ERAS[era]) - 1 if ERAS[era] != "-" else None
    if len(surface) == 4:
        modern = 1900 <= number <= 2100
        return number if modern or (1000 <= number <= 2999 and after not in "前内来后间多余") else None
    if after in "前内来后间多余半" and not month_follows:
        return None
    if surface[0] in "0零〇○" or (month_follows and number >= 30) or number >= 70:
        return number + (1900 if number >= 30 else 2000)
    return number + 2000 if month_follows and 0 < number < 30 else None


def relative_at(text: str, place: int) -> int:
    """The end of a relative word (今年, 上个月, 昨天) that begins at `place`, or `place` where none does."""
    if text[place] in _RELATIVE_FIRST:
        for length in (3, 2):
            if text[place : place + length] in RELATIVE:
                return place + length
    return place


def relative_before(text: str, place: int, floor: int) -> int:
    """The start of a relative word that ends at `place`, or `place`; nothing before `floor` is taken."""
    if text[place - 1] not in RELATIVE_LAST:
        return place
    for length in (3, 2):
        if place - length >= floor and text[place - length : place] in RELATIVE:
            return place - length
    return place


_Parts = tuple[str | None, str | None, str | None, str | None, str | None, str | None, str | None]
_NO_PARTS: _Parts = (None,) * 7


def point_at(text: str, place: int) -> Point | None:
    """The calendar point that begins at `place`, or None."""
    if text[place] in "农阴夏旧闰":
        lunar = _LUNAR_MONTH.match(text, place)
        return Point(lunar.end(), unresolvable=True) if lunar else None
    cursor = relative_at(text, place)
    relative = RELATIVE[text[place:cursor]] if cursor > place else None
    match = POINT.match(text, cursor)
    if match is None or match.end() == cursor or (relative and not _continues(relative[0], match)):
        parts, end = _NO_PARTS, cursor
    else:
        parts, end = cast(_Parts, match.groups()), match.end()
    era, y, y2, m, m2, d, d2 = parts
    if m in ("正", "腊"):
        tail = _LUNAR_DAY.match(text, end)
        return Point(tail.end() if tail else end, relative, whole(y), unresolvable=True)
    year = year2 = None
    if y:
        year = _year(y, era, bool(m or d), text[end])
        year2 = _year(y2, era, True, "。") if y2 else None
        if year is None and not era:
            return None
        if y2 and (year2 is None or year is None or year2 < year):
            return None
    month, day = whole(m), whole(d)
    month2, day2 = (whole(m2), whole(d2)) if m2 or d2 else (None, None)
    if not (_fits(m, month, 12) and _fits(m2, month2, 12) and _fits(d, day, 31) and _fits(d2, day2, 31)):
        return None
    if (month2 and month and month2 < month and not year) or (day2 and day and day2 < day):
        return None
    point = Point(end, relative, year, year2, month, month2, day, day2)
    if day is None:
        point = _stretched(text, point)
    if point.end == place or (point.end == cursor and relative is None):
        return None
    return point


def _continues(level: str, match: re.Match[str]) -> bool:
    """Whether what follows a relative word is a part of it: 去年 goes on with a month, 上月 with a day."""
    if match["y"] or level == "day":
        return False
    return bool(match["m"]) if level == "year" else not match["m"]


def _fits(surface: str | None, number: int | None, limit: int) -> bool:
    return surface is None or (number is not None and 1 <= number <= limit)


def _stretched(text: str, point: Point) -> Point:
    """The point with the part of its year or month that is named after it (上半年, 前三季度, 月底)."""
    level = point.relative[0] if point.relative else ""
    if text[point.end] not in STRETCH_FIRST:
        return point
    if point.month is not None or level == "month":
        match = _DEKAD.match(text, point.end)
        if not match or point.month2 is not None:
            return point
        word = match["dek"] or ""
        return point._replace(
            end=match.end(), stretch="dekad" if word else "", word=word, unresolvable=not word
        )
    if level == "day":
        return point
    vague = _VAGUE.match(text, point.end)
    if vague and point.year is not None:
        return point._replace(end=vague.end(), unresolvable=True)
    match = _SUB.match(text, point.end)
    bare = point.year is None and point.relative is None
    if not match or (bare and (match["edge"] or match["whole"] or match["season"])):
        return point
    end = match.end()
    if match["half"]:
        first, last = (7, 12) if match["half"][0] in "下后" else (1, 6)
    elif match["nq"]:
        first, last = 1, 3 * _QUARTERS[match["nq"]]
    elif match["nm"]:
        first, last = 1, whole(match["nm"]) or 0
        if not 1 <= last <= 12:
            return point
    elif match["q"]:
        first = 3 * _QUARTERS[match["q"]] - 2
        last = 3 * _QUARTERS[match["q2"] or match["q"]]
    elif match["qf"]:
        first, last = (10, 12) if match["qf"][0] == "末" else (1, 3)
    else:
        stretch = "edge" if match["edge"] else "holiday" if match["season"] else "whole"
        word = match["edge"] or match["season"] or match["whole"]
        return point._replace(end=end, stretch=stretch, word=word)
    return (
        point._replace(end=end, stretch="months", first=first, last=last, word=match.group())
        if first <= last
        else point
    )


CLOCK = re.compile(_CLOCK)
_CLOCK_AFTER = re.compile(
    rf"(?:{_WEEKDAY})? ?(?:(?:{_CLOCK})(?:{_LINK}(?:{_CLOCK}))?|[0-9]{{1,2}}[-—–~～至到][0-9]{{1,2}} ?时"
    rf"|(?:{_PART})(?![会饭餐报班点安市稻熟期年间会]))?"
)
_COLON_CLOCK = re.compile(r" [0-9]{1,2}[:：]")
_RANGE = re.compile(_LINK)
STRETCH_FIRST = frozenset(" 的上下前后首头第末年底初中岁伊春夏秋冬国元端清五全某一二三四1234")
CLOCK_FIRST = frozenset(
    " 0123456789零〇○一二三四五六七八九十廿卅两凌清早上中午正下傍晚夜深半当今晨约近接将（(星礼周"
)
_TAIL_FIRST = frozenset("以至前起之期同当一夜间后")
"""First characters of what may follow a point: most dates are followed by none of it."""
MAY_END = _TAIL_FIRST | frozenset("至到-—–~～―－ ")
"""First characters of what closes an expression or leads to its second point."""


def expression_at(text: str, place: int, floor: int) -> Expression | None:
    """The whole expression around the numeral or relative word at `place`; None where it is none.

    What stands before `floor` belongs to others. The relative word and 截至 before the numeral are inside.
    """
    start = _start(text, place, floor)
    first = point_at(text, start)
    if first is None or first.end <= place:
        start = place
        first = point_at(text, place)
    if first is None or first.end <= place:
        return None
    return _complete(text, start, first, floor)


def _start(text: str, place: int, floor: int) -> int:
    """Where the expression begins: a relative word, an era, or 前, 首, 第, 上 before the numeral."""
    before = text[place - 1]
    if before == " ":
        start = relative_before(text, place - 1, floor)
        return start if start < place - 1 else place
    start = relative_before(text, place, floor)
    if start < place:
        return start
    for length in (3, 2):
        if text[place - length : place] in ERAS and place - length >= floor:
            return place - length
    if before in "历闰":
        return _lunar_start(text, place, floor)
    if text[place - 2 : place] in ("正月", "腊月") and place - 2 >= floor:
        return relative_before(text, place - 2, floor)
    if before in "前首头第" or (before in "上下前后" and text[place] == "半"):
        if place - 1 < floor:
            return place
        start = relative_before(text, place - 1, floor)
        if start == place - 1 and text[place - 2] == "的":
            start = relative_before(text, place - 2, floor)
            start = start if start < place - 2 else place - 1
        return start
    return place


def _lunar_start(text: str, place: int, floor: int) -> int:
    """Where 农历 or 闰 before a month begins, or `place`."""
    start = place - (text[place - 1] == "闰")
    if text[start - 2 : start] in _LUNAR_NAMES:
        start -= 2
    return start if start >= floor else place


def _complete(text: str, start: int, first: Point, floor: int) -> Expression:
    """The expression from its first point on: clock time, second point, closing word, 截至 before it."""
    end, clock, second = first.end, False, None
    if text[end] in CLOCK_FIRST and first.daily and not _COLON_CLOCK.match(text, end):
        after = _CLOCK_AFTER.match(text, end)
        if after and after.end() > end:
            clock, end = True, after.end()
    link = _RANGE.match(text, end) if text[end] in "至到-—–~～―－ " else None
    if link and text[link.end() - 1 : link.end() + 1] not in ("至今", "至少", "至于", "至此"):
        second = point_at(text, link.end())
        if second is not None and _may_follow(first, second):
            end = second.end
            after = _CLOCK_AFTER.match(text, end) if second.daily else None
            if after and not _COLON_CLOCK.match(text, end):
                end = after.end()
        else:
            second = None
    tail = _TAIL.match(text, end) if not clock and text[end] in _TAIL_FIRST else None
    if tail:
        end = tail.end()
    until = False
    for word in _UNTIL if text[start - 1] in "至止到" else ():
        if text.startswith(word, start - len(word)) and start - len(word) >= floor:
            until, start = True, start - len(word)
            break
    return Expression(
        start,
        end,
        first,
        second,
        until,
        bool(tail and tail["since"]),
        bool(tail and tail["till"]),
        bool(tail and tail["onward"]),
        bool(tail and tail["same"]),
        clock,
    )


def _may_follow(first: Point, second: Point) -> bool:
    """Whether a range from `first` to `second` makes sense: 3月至今年 and 5日至全年 do not."""
    if second.stretch == "whole":
        return False
    if first.stretch == "months":
        return second.stretch == "months"
    return not (
        first.month is not None and second.month is None and second.day is None and second.stretch == ""
    )
