"""What a written figure can stand for: an interval, as wide as its words and its rounding allow.

近三成, 1.8万余 and 13.5% are no points: the first is some way under 30, the second 18,000 and more, the third
was rounded to a tenth. Two figures contradict each other only if no number fits both, so every comparison
of this package is made on intervals, exactly (fractions, no floats).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from articlex.records import parse_number

_WRITTEN = re.compile(
    r"(?P<whole>[\d０-９][\d０-９,，]*)(?:[.．](?P<decimals>[\d０-９]+))?\s*(?P<scale>[十百千万萬亿億兆]*)"
)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}

LOOSE = Fraction(1, 10)
"""How far 约 and 近 may be off, as a share: 约300 is read as 270 to 330, 近300 as 270 to 300. Beyond that
one would have written another round number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`, both included; None is open."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        below = self.high is not None and other.low is not None and self.high < other.low
        above = self.low is not None and other.high is not None and self.low > other.high
        return not below and not above

    def plus(self, other: Interval) -> Interval:
        """All sums of a number of the one and a number of the other."""
        return Interval(_add(self.low, other.low), _add(self.high, other.high))

    def minus(self, other: Interval) -> Interval:
        """All differences."""
        return self.plus(other.negative())

    def negative(self) -> Interval:
        """The interval mirrored at zero."""
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def times(self, other: Interval) -> Interval:
        """All products; both must be at or above zero."""
        low = None if self.low is None or other.low is None else self.low * other.low
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval(low, high)

    def over(self, other: Interval) -> Interval:
        """All quotients; both must be at or above zero. Division by what reaches zero is open above."""
        low = None if self.low is None or other.high is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low, high)


def _add(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


def last_place(text: str) -> Fraction:
    """What one unit of the last written digit is worth: 1.8万 is written to the thousand.

    A number without scale words and decimals is exact to the unit, so nothing is allowed for it (0). A
    figure in Chinese numerals (三成, 两千) shows no last place; it counts as written exactly.

    >>> last_place("1.8万余人"), last_place("8163起"), last_place("13.5%")
    (Fraction(1000, 1), Fraction(0, 1), Fraction(1, 10))
    """
    match = _WRITTEN.search(text)
    if not match:
        return Fraction(0)
    decimals = len(match["decimals"] or "")
    if not decimals and not match["scale"]:
        return Fraction(0)
    scale = 1
    for sign in match["scale"]:
        scale *= _SCALES[sign]
    return Fraction(scale, 10**decimals)


def interval(claim: Mapping[str, Any]) -> Interval | None:
    """What the figure of a claim (of a record) can stand for; None if it has neither value nor bounds.

    >>> claim = {"kind": "count", "text": "近300部", "value": "300", "low": None, "high": "300"}
    >>> interval({**claim, "bound": "under"})
    Interval(low=Fraction(270, 1), high=Fraction(300, 1))
    """
    value, low, high = (parse_number(claim[key]) for key in ("value", "low", "high"))
    if value is None:
        if low is None and high is None:
            return None
        return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
    exact = Fraction(value)
    half = last_place(claim["text"]) / 2
    if claim["kind"] in ("percent", "percentage_point", "multiple") and not half:
        half = Fraction(1, 2)  # whole percents and multiples are rounded too, unlike counted things
    loose = abs(exact) * LOOSE
    match claim["bound"]:
        case "over" | "at_least":
            return Interval(exact - half, None)
        case "under":
            return Interval(exact - loose - half, exact + half)
        case "at_most":
            return Interval(None, exact + half)
        case "about":
            return Interval(exact - loose - half, exact + loose + half)
        case _:
            return Interval(exact - half, exact + half)
