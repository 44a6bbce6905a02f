"""From calendar expressions to days: the publication date, the dates before, and the past by default.

News speaks of the past: a month or day without its year is the latest one that is not after publication,
unless a date before it names the year. A year that stands alone is kept for its paragraph; one that was named
by a month or day of it (a story's time) is kept until another takes its place. The base of a comparison
(比2022年, 与去年同期相比) is kept for nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from articlex.errors import LexiconError
from articlex.lexicon import load
from articlex.numbers.calendar import Expression, Point

Days = tuple[date | None, date | None]
OPEN: Days = (None, None)


@lru_cache(maxsize=16)
def holidays(folders: tuple[Path, ...] = ()) -> dict[tuple[str, int], tuple[date, date]]:
    """The public holidays of the lexicon `holidays`: first and last day by name and year."""
    table = {}
    for entry in load("holidays", folders):
        name, _, year = entry["holiday"].partition(" ")
        try:
            table[name, int(year)] = (date.fromisoformat(entry["start"]), date.fromisoformat(entry["end"]))
        except ValueError as error:
            raise LexiconError(
                f"holidays.tsv: {entry['holiday']!r}: {error}; write NAME YEAR and ISO dates"
            ) from None
    return table


@lru_cache(maxsize=8192)
def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return monthrange(year, month)[1]


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of one month to the last day of another of the same year."""
    return date(year, first, 1), date(year, last, last_day(year, last))


def earlier(day: date, years: int = 0, months_: int = 0) -> date:
    """The day so many years and months before, the month's last where it has no such day.

    >>> earlier(date(2024, 3, 31), months_=1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - years * 12 - months_, 12)
    return date(year, month + 1, min(day.day, last_day(year, month + 1)))


def _winter(year: int) -> tuple[date, date]:
    return date(year, 12, 1), date(year + 1, 2, last_day(year + 1, 2))


_SEASONS: dict[str, Callable[[int], tuple[date, date]]] = {
    "春季": lambda year: months(year, 3, 5),
    "夏季": lambda year: months(year, 6, 8),
    "秋季": lambda year: months(year, 9, 11),
    "冬季": _winter,
}


class Discourse:
    """What the text has named so far: the year, month and day that an incomplete date continues."""

    __slots__ = ("_crossed", "_story", "day", "holidays", "month", "place", "published", "year")

    def __init__(self, published: date | None, table: dict[tuple[str, int], tuple[date, date]]) -> None:
        self.published = published
        self.holidays = table
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.place = 0
        """Where in the text the last date ended: whether a paragraph ended since is asked from there."""
        self._story = False
        self._crossed = False

    def reach(self, text: str, place: int) -> None:
        """Go on to a date at `place`: a year that stood alone ends with its paragraph."""
        if self.year is not None and text.find("\n", self.place, place) >= 0:
            if self._story:
                self._crossed = True
            else:
                self.year = self.month = self.day = None
        self.place = place

    def _continues(self, month: int, day: int) -> bool:
        """Whether a month and day without year go on in the year named before.

        Inside a paragraph they do. In a later one the story must go forward, else the date is taken for a new
        one: 1976年7月28日 in a look back leaves the next paragraph's 7月27日 to the publication date.
        """
        if self.year is None:
            return False
        if not self._crossed or self.published is None:
            return True
        return (month, day) >= (self.month or 1, self.day or 1)

    def resolve(self, expression: Expression, keep: bool = True) -> Days:
        """First and last day of the expression, None where open or not to be told.

        `keep` is False for the base of a comparison, which later dates do not continue.
        """
        saved = (self.year, self.month, self.day, self._story, self._crossed)
        try:
            start, end = self._both(expression)
        except (ValueError, OverflowError):
            start = end = None
        alone = expression.first.month is None and not expression.first.daily
        if not keep or ((expression.since or expression.until or expression.same) and alone):
            self.year, self.month, self.day, self._story, self._crossed = saved
        published = self.published
        past = published is not None and start is not None and start <= published
        if expression.until:
            return None, self._not_to_come(end, expression.first)
        if expression.since:
            return start, published if past else None
        if expression.before:
            return None, start
        if expression.onward:
            return start, published if past else None
        return start, end

    def named(
        self,
        relative: tuple[str, int, bool] | None,
        year: int | None,
        month: int | None,
        day: int | None,
        end: int,
        keep: bool,
    ) -> Days:
        """What `resolve` says of a plain date that ends at `end`."""
        point = _new_tuple(Point, (end, relative, year, None, month, None, day, None, "", 0, 0, "", False))
        saved = None if keep else (self.year, self.month, self.day, self._story, self._crossed)
        try:
            days = self._point(point, None)
        except (ValueError, OverflowError):
            days = OPEN
        if saved is not None:
            self.year, self.month, self.day, self._story, self._crossed = saved
        return days

    def _not_to_come(self, end: date | None, point: Point) -> date | None:
        """截至7日, 截至12月底: what is told up to a day that is no day to come, unless the text names its year or month."""
        published = self.published
        if end is None or published is None or end <= published or point.relative is not None or point.year:
            return end
        if point.month is None and point.day is not None:
            before = earlier(published, 0, 1)
            whole = published if point.day <= published.day else before
            return whole.replace(day=point.day) if point.day <= last_day(whole.year, whole.month) else end
        return _same_day(
            end,
            published.year
            if (end.month, end.day) <= (published.month, published.day)
            else published.year - 1,
        )

    def festival(self, word: str) -> Days:
        """The days of 五一, 十一 of the year named last or of the latest past, where the lexicon has them."""
        name = {
            "五一": "五一",
            "十一": "国庆",
            "五一黄金周": "五一",
            "十一黄金周": "国庆",
            "五一假期": "五一",
        }.get(word)
        year = self.year or (self.published.year if self.published else None)
        if name is None or year is None:
            return OPEN
        days = self.holidays.get((name, year))
        if days is not None and self.year is None and self.published is not None and days[0] > self.published:
            days = self.holidays.get((name, year - 1))
        return days or OPEN

    def _both(self, expression: Expression) -> Days:
        start, end = self._point(expression.first, None)
        second = expression.second
        if second is None:
            return start, end
        if start is not None:
            self.year = start.year
        end = self._point(second, start)[1]
        return OPEN if start is None or end is None or end < start else (start, end)

    def _named_year(self, point: Point) -> int | None:
        if point.year is not None:
            return point.year
        if point.relative is None or point.relative[0] != "year":
            return None
        _, offset, absolute = point.relative
        base = (
            self.year
            if not absolute and self.year is not None
            else self.published.year
            if self.published
            else None
        )
        return None if base is None else base + offset

    def _past_year(self, month: int, after: date | None, day: int = 31) -> int | None:
        """The year of a month without one: that of the range's begin, of the text, or the latest past."""
        if after is not None:
            return after.year if month >= after.month else after.year + 1
        if self._continues(month, day):
            return self.year
        if self.published is None:
            return None
        return self.published.year if month <= self.published.month else self.published.year - 1

    def _point(self, point: Point, after: date | None) -> Days:
        if point.unresolvable:
            self.year = self._named_year(point) or self.year
            return OPEN
        level = point.relative[0] if point.relative else ""
        if level == "day":
            return self._relative_day(point)
        if level == "month":
            return self._relative_month(point)
        year = self._named_year(point)
        if year is None and level == "year":
            return OPEN
        if point.month is not None:
            return self._month(point, year, after)
        if point.day is not None:
            return self._bare_day(point, after)
        if point.stretch == "months":
            return self._months(point, year, after)
        if year is None:
            return OPEN
        self.year, self.month, self.day, self._story = year, None, None, False
        return self._year_part(point, year)

    def _months(self, point: Point, year: int | None, after: date | None) -> Days:
        """上半年, 前三季度, 第一季度 of the named year, else of the latest that has begun by publication."""
        if year is None and after is None and self.year is None and self.published is not None:
            year = self.published.year - (point.first > self.published.month)
            if point.first == 1 and point.last > self.published.month + 1 and point.last < 12:
                year -= 1  # 前三季度 said in May is last year's
        elif year is None:
            year = self._past_year(point.first, after)
        if year is None:
            return OPEN
        if point.relative or point.year:
            self.year, self.month, self.day, self._story = year, None, None, False
        return months(year, point.first, point.last)

    def _year_part(self, point: Point, year: int) -> Days:
        if point.stretch == "edge":
            if "初" in point.word or "始" in point.word:
                return months(year, 1, 1)
            return months(year, 6, 7) if "中" in point.word else months(year, 12, 12)
        if point.stretch == "holiday":
            days = self.holidays.get(
                (point.word.removesuffix("节") if point.word != "春节" else "春节", year)
            )
            season = _SEASONS.get(point.word)
            return days if days is not None else season(year) if season else OPEN
        return date(year, 1, 1), date(point.year2 or year, 12, 31)

    def _month(self, point: Point, year: int | None, after: date | None) -> Days:
        month = point.month or 1
        named = year is not None
        if year is None:
            year = self._past_year(max(month, point.month2 or 0), after, point.day or 31)
        if year is None:
            return OPEN
        if point.day is not None:
            first, last = date(year, month, point.day), date(year, month, point.day2 or point.day)
            self.year, self.month, self.day, self._story = year, month, point.day, True
            self._crossed = False
            return first, last
        if point.month2 is not None:
            end_year = year + (point.month2 < month)
            return date(year, month, 1), date(end_year, point.month2, last_day(end_year, point.month2))
        if named:
            self.year, self._story, self._crossed = year, True, False
            self.month, self.day = month, None
        return _month_part(point, year, month)

    def _relative_month(self, point: Point) -> Days:
        _, offset, absolute = point.relative or ("month", 0, True)
        if not absolute and self.year is not None and self.month is not None:
            base = self.year * 12 + self.month - 1
        elif self.published is not None:
            base = self.published.year * 12 + self.published.month - 1
        else:
            return OPEN
        year, month = divmod(base + offset, 12)
        if point.day is not None:
            first, last = date(year, month + 1, point.day), date(year, month + 1, point.day2 or point.day)
            self.year, self.month, self.day, self._story = year, month + 1, point.day, True
            return first, last
        return _month_part(point, year, month + 1)

    def _relative_day(self, point: Point) -> Days:
        _, offset, absolute = point.relative or ("day", 0, True)
        if absolute:
            base = self.published
        elif self.year is not None and self.month is not None and self.day is not None:
            base = date(self.year, self.month, self.day)
        else:
            base = None
        if base is None:
            return OPEN
        day = base + timedelta(days=offset)
        return day, day

    def _bare_day(self, point: Point, after: date | None) -> Days:
        """A day of the month alone: of the range's month, of the month named last, else the latest past."""
        day = point.day or 1
        if after is not None:
            year, month = (
                (after.year, after.month) if day >= after.day else divmod(after.year * 12 + after.month, 12)
            )
            month += day < after.day
        elif self.year is not None and self.month is not None and self._continues(self.month, day):
            year, month = self.year, self.month
        elif self.published is not None:
            year, month = self.published.year, self.published.month
            if day > self.published.day:
                year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        else:
            return OPEN
        first, last = date(year, month, day), date(year, month, point.day2 or day)
        self.year, self.month, self.day, self._story = year, month, day, True
        self._crossed = False
        return first, last


def _same_day(day: date, year: int) -> date:
    """The same day of another year, 28 February for 29."""
    return date(year, day.month, min(day.day, last_day(year, day.month)))


_new_tuple = tuple.__new__
"""Builds a point without the detour through its own `__new__`."""


def _month_part(point: Point, year: int, month: int) -> Days:
    start, end = months(year, month, month)
    word = point.word if point.stretch == "dekad" else ""
    if word in ("上旬", "初"):
        return start, start.replace(day=10)
    if word in ("中旬", "中"):
        return start.replace(day=11), start.replace(day=20)
    if word == "下旬":
        return start.replace(day=21), end
    return (end, end) if word in ("底", "末") else (start, end)
