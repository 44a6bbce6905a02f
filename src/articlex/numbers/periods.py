"""The stretches of time that a text names, with or without a numeral, and what each is said for.

`find_periods` joins the date mentions with the bare relative words (去年, 昨天, 截至目前) and tells the
period that a figure may cover from the base of a comparison and from the day of the saying.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from articlex.model import Mention, day_of
from articlex.numbers.calendar import RELATIVE
from articlex.numbers.discourse import OPEN, Days, holidays, last_day, months
from articlex.numbers.scan import fold

Role = Literal["period", "base", "report"]
"""What a period is said for: figures, the base of a comparison, or the day on which someone speaks."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time named at `start:end` of the clean text; the days are inclusive, None where open.

    `source_mention` is the date mention that the period holds, None for a bare relative word.
    """

    start: int
    end: int
    text: str
    date_start: date | None
    date_end: date | None
    source_mention: Mention | None
    role: Role


_WORD = re.compile(
    r"“?十[一二三四五]五”?(?:期间|时期|以来|规划期)"
    r"|(?:截至|截止到?)(?:目前|今[天日]|昨[天日]|当前|现在|发稿时?|昨晚|今晚)"
    r"|(?:去年|上年|前年|今年|当年|往年|历年|上月|上个月)?同期"
    r"|(?:今年|去年|前年|明年|本年|上年|当年|同年|次年|翌年|该年)(?:以来|年?初以来|年?初|年?底|年?末|年中|春节|春季|夏季|秋季|冬季"
    r"|国庆|元旦|中秋|端午|清明|全年)?"
    r"|(?:年初|元旦|春节|年内|入[春夏秋冬汛])以来|年初|年底|岁末|年内"
    r"|(?:上|下|本|这)(?:个)?周末|(?:上|下|本|当|同|次)(?:个)?(?:月|季度|周|星期)(?:以来|初|底|末|中旬|上旬|下旬)?"
    r"|大[前后]天|(?:今|昨|前|明)[天日晚晨早夜]|(?:当|同|次|翌)[天日晚](?!时)|近年来?|近几年来?|近期|近来|近日|日前|目前|当前|此前"
    r"|(?:春节|国庆节?|元旦|中秋节?|端午节?|清明节?|暑期|寒假|暑假|汛期)(?:期间|假期|长假|小长假|黄金周)"
)
_SPEECH = frozenset(("近日", "日前", "目前", "当前", "此前", "近期", "近来"))
"""Words that place the saying or the state of things, and no figure: they never set a period."""
_BASE_BEFORE = re.compile(r"(?:比起?|较|相比于?|对比|高于|低于|多于|少于|超过)(?:了|于)?$")
_BASE_PAIR = re.compile(r"(?:与|跟|同|和)$")
_COMPARED = re.compile(r"[^，。；\n]{0,12}?(?:相比|相较|持平|对比|比较)")
_SPOKEN = re.compile(
    r"(?:[（(][^）)\n]{0,14}[）)])?[电讯]"
    r"|[（(]?记者"
    r"|(?:上午|下午|晚上?|凌晨|中午|晚间|早间)?[，,]?(?:据|记者|本报|本台)?[^，。；：\n0-9]{0,18}?"
    r"(?:从[^，。；\n]{1,24}?)?(?:获悉|了解到|通报|公布|发布|表示|介绍|透露|宣布|披露|指出|强调|回应|证实|报道|消息|宣判|召开|举行|开庭|公开"
    r"|对外|刊发|播出|会见|出席|[告]诉记者|发文|发表|称(?!号|为|呼|重|职)|说(?!明|法|服|唱))"
)
_UNTIL = frozenset(("截至", "截止"))
_FORECAST = re.compile(r"预[计测期估]|目标|有望|力争|[上下]修|估[计值]|全年|展望|计划")
_CALENDAR_EDGE = re.compile(r"[，。；！？\n]")


def find_periods(
    text: str,
    mentions: Sequence[Mention],
    *,
    published: date | None = None,
    lexicons: tuple[Path, ...] = (),
) -> list[Period]:
    """All periods of a clean text, sorted by start and disjoint; `mentions` are those of `find_mentions`.

    >>> from articlex.numbers import find_mentions
    >>> found = find_periods("去年查获3起", find_mentions("去年查获3起"), published=date(2024, 1, 9))
    >>> [(p.text, p.date_start.isoformat(), p.date_end.isoformat(), p.role) for p in found]
    [('去年', '2023-01-01', '2023-12-31', 'period')]
    """
    published = day_of(published)
    folded = fold(text)
    dates = [m for m in mentions if m.kind == "date" or (m.kind == "time" and m.date_start is not None)]
    words = _Words(folded, published, holidays(lexicons))
    out: list[Period] = []
    index = 0
    for match in _WORD.finditer(folded):
        while index < len(dates) and dates[index].end <= match.start():
            _add(out, words.of_mention(dates[index]), folded)
            index += 1
        if index == len(dates) or dates[index].start >= match.end():
            _add(out, words.of_word(match), folded)
    for mention in dates[index:]:
        _add(out, words.of_mention(mention), folded)
    return [_with_role(folded, text, period) for period in _within(out, folded, published)]


def _add(out: list[Period], period: Period, text: str) -> None:
    """Add a period; one that explains the last is joined with it: 今年“五一”期间, 今天（8月27日）."""
    if out and period.source_mention is not None and out[-1].source_mention is None:
        last = out[-1]
        between = text[last.end : period.start]
        if between in ("", "“", "的", "（", "("):
            closing = 1 if between in ("（", "(") and text[period.end : period.end + 1] in ("）", ")") else 0
            days = period.date_start, period.date_end
            if last.text.startswith(("截至", "截止")):
                days = None, period.date_end
            out[-1] = Period(last.start, period.end + closing, "", *days, period.source_mention, "period")
            return
    out.append(period)


_RUNNING = re.compile(r"以来|[今本]年|年内|本月|当月")
_SENTENCE_END = re.compile(r"[。！？；\n]")


def _within(periods: list[Period], text: str, published: date | None) -> list[Period]:
    """截至16日，今年已破案3起: a day up to which and a running period of the same sentence bound each other."""
    out = list(periods)
    for index in range(len(out) - 1):
        first, second = out[index], out[index + 1]
        until, running = (first, second) if first.text[:2] in _UNTIL else (second, first)
        if until.text[:2] not in _UNTIL or running.text[:2] in _UNTIL or until.date_end is None:
            continue
        if running.date_start is None or running.date_end != published or not _RUNNING.search(running.text):
            continue
        if running.date_start > until.date_end or _SENTENCE_END.search(text, first.end, second.start):
            continue
        start, end = running.date_start, until.date_end
        out[index] = replace(first, date_start=start, date_end=end)
        out[index + 1] = replace(second, date_start=start, date_end=end)
    return out


class _Words:
    """Resolves bare words, knowing the publication date and the date that stood before."""

    def __init__(
        self, text: str, published: date | None, table: dict[tuple[str, int], tuple[date, date]]
    ) -> None:
        self.text = text
        self.published = published
        self.table = table
        self.last: Days = OPEN

    def of_mention(self, mention: Mention) -> Period:
        """The period of a date mention; what follows may refer to it."""
        base = _BASE_BEFORE.search(self.text, max(0, mention.start - 4), mention.start)
        if mention.date_start is not None and not base:
            self.last = mention.date_start, mention.date_end
        return Period(
            mention.start, mention.end, mention.text, mention.date_start, mention.date_end, mention, "period"
        )

    def of_word(self, match: re.Match[str]) -> Period:
        """The period of a bare word."""
        word = match.group()
        try:
            start, end = self._days(word, match.start())
        except ValueError:
            start, end = OPEN
        return Period(match.start(), match.end(), word, start, end, None, "period")

    def _days(self, word: str, place: int) -> Days:
        published = self.published
        if word.endswith("同期"):
            return self._same_period(word)
        if "五" in word and "十" in word:
            return self._plan(word)
        if word.startswith(("截至", "截止")):
            if published is None:
                return OPEN
            return None, published - timedelta(days=word[-2] == "昨")
        relative = RELATIVE.get(word[:3]) or RELATIVE.get(word[:2])
        if word[:2] in ("春节", "国庆", "元旦", "中秋", "端午", "清明"):
            return self._holiday(word)
        if word[:2] in ("年初", "年底", "岁末", "年内"):
            return self._year_word("今年" + word.removeprefix("年"), 0) if word[:2] != "岁末" else OPEN
        if relative is None:
            return self._week_or_quarter(word)
        level, offset, absolute = relative
        base = published if absolute else self.last[0] or published
        if base is None:
            return OPEN
        if level == "day":
            day = base + timedelta(days=offset)
            return day, day
        if level == "month":
            year, month = divmod(base.year * 12 + base.month - 1 + offset, 12)
            first, final = months(year, month + 1, month + 1)
            return (first, published) if word.endswith("以来") else _part_of_month(word, first, final)
        return self._year_word(word, base.year + offset, place)

    def _plan(self, word: str) -> Days:
        """“十四五”期间: the five years of a national plan; the tenth ended in 2005."""
        number = "一二三四五".index(word[word.index("十") + 1]) + 1
        first, final = date(2001 + 5 * number, 1, 1), date(2005 + 5 * number, 12, 31)
        if word.endswith("以来"):
            return first, self.published if self.published is not None and self.published >= first else None
        return first, final

    def _year_word(self, word: str, year: int, place: int = 0) -> Days:
        published = self.published
        if not year:
            if published is None:
                return OPEN
            year = published.year
        first, final = date(year, 1, 1), date(year, 12, 31)
        if word.endswith("以来"):
            return first, published
        part = word[2:].removeprefix("年")
        if part == "初":
            return months(year, 1, 1)
        if part in ("底", "末"):
            return months(year, 12, 12)
        if part in ("春节", "国庆", "元旦", "中秋", "端午", "清明"):
            return self.table.get((part, year), OPEN)
        if part in ("春季", "夏季", "秋季"):
            month = {"春季": 3, "夏季": 6, "秋季": 9}[part]
            return months(year, month, month + 2)
        if (
            published is not None
            and year == published.year
            and part not in ("全年",)
            and not self._forecast(place)
        ):
            return first, published
        return first, final

    def _forecast(self, place: int) -> bool:
        """Whether the sentence around `place` speaks of what the whole year will bring."""
        return _FORECAST.search(self.text, max(0, place - 25), place + 25) is not None

    def _same_period(self, word: str) -> Days:
        """去年同期: the last period, a year earlier."""
        start, end = self.last
        if start is None or end is None or word == "同期":
            return OPEN
        if word.startswith(("去年", "上年")):
            return _year_before(start, 1), _year_before(end, 1)
        return (_year_before(start, 2), _year_before(end, 2)) if word.startswith("前年") else OPEN

    def _holiday(self, word: str) -> Days:
        name = word[:2]
        if self.published is None:
            return OPEN
        years = (self.published.year, self.published.year - 1)
        days = next(
            (
                self.table[name, y]
                for y in years
                if (name, y) in self.table and self.table[name, y][0] <= self.published
            ),
            None,
        )
        if days is None:
            return OPEN
        return (days[0], self.published) if word.endswith("以来") else days

    def _week_or_quarter(self, word: str) -> Days:
        published = self.published
        offset = {"上": -1, "本": 0, "这": 0, "下": 1}.get(word[0])
        if published is None or offset is None:
            return OPEN
        if word.endswith("周末"):
            saturday = published + timedelta(days=5 - published.weekday() + 7 * offset)
            return saturday, saturday + timedelta(days=1)
        if word.endswith(("周", "星期")):
            monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * offset)
            return monday, monday + timedelta(days=6)
        if word.endswith("季度"):
            year, quarter = divmod(published.year * 4 + (published.month - 1) // 3 + offset, 4)
            return months(year, 3 * quarter + 1, 3 * quarter + 3)
        return OPEN


def _part_of_month(word: str, first: date, final: date) -> Days:
    if word.endswith(("初", "上旬")):
        return first, first.replace(day=10)
    if word.endswith("中旬"):
        return first.replace(day=11), first.replace(day=20)
    if word.endswith("下旬"):
        return first.replace(day=21), final
    return (final, final) if word.endswith(("底", "末")) else (first, final)


def _year_before(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, min(day.day, last_day(year, day.month)))


def _with_role(folded: str, text: str, period: Period) -> Period:
    """The period with its role, its text taken from the text as given."""
    return Period(
        period.start,
        period.end,
        text[period.start : period.end],
        period.date_start,
        period.date_end,
        period.source_mention,
        _role(folded, period),
    )


def _role(text: str, period: Period) -> Role:
    start, end = period.start, period.end
    if _BASE_BEFORE.search(text, max(0, start - 4), start) and not text.startswith("重", start - 2):
        return "base"
    if _BASE_PAIR.search(text, max(0, start - 1), start) and _COMPARED.match(text, end):
        return "base"
    if text[start:end].endswith("同期"):
        return "base"
    if period.text in _SPEECH:
        return "report"
    a_day = period.date_start is not None and period.date_start == period.date_end
    unresolved_day = period.date_start is None and period.date_end is None and text[end - 1 : end] in "日号天"
    if (a_day or unresolved_day) and _SPOKEN.match(text, end):
        return "report"
    return "period"
