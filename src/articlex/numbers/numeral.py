"""Written numerals to exact numbers: `3.5亿`, `三千五百`, `叁仟伍佰`, `2亿3000多万`, `数十`, `三分之一`.

A numeral is read whole or refused: `read_numeral` returns None for what it cannot read, and never the value
of a part. Values are `Decimal`, or `Fraction` where no finite decimal exists. The reader is complete for the
forms of news text; `cn2an` serves as a cross-check in the tests and is not needed here, because it refuses
most of the mixed and vague forms (`1.8万余`, `百余`, `十五点八万`).
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from articlex.model import Bound, Number

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    **dict(zip("〇○壹贰叁肆伍陆柒捌玖", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    **dict(zip("两俩仨貳貮參叄陸兩弌弍弎", (2, 2, 3, 2, 2, 3, 3, 6, 2, 1, 2, 3), strict=True)),
    "幺": 1,
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
"""Scales that multiply the digit before them within a group of four."""
LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
"""Scales that multiply the whole group before them; 兆 is 10^12, as news of Taiwan has it."""
TENS = {"廿": 20, "卅": 30, "卌": 40}
VAGUE = frozenset("几数幾數")
MORE = frozenset("余多餘")
ROUGHLY = frozenset("来來")
HALF = Decimal("0.5")

_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[^0-9]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_FULL_WIDTH = {i + 0xFEE0: chr(i) for i in (*range(0x30, 0x3A), 0x2C, 0x2E, 0x25, 0x2F)}
_FRACTION = re.compile(r"(.+?)(分之|/)(.+)", re.DOTALL)


class Reading(NamedTuple):
    """What a numeral says: an exact `value`, or bounds; `bound` as in `Mention`.

    For `over`, `under`, `about` … `value` is the number named; for `range` and `several` it is None.
    """

    value: Number | None
    low: Number | None
    high: Number | None
    bound: Bound

    def under(self, bound: Bound | None) -> Reading:
        """The same number under another bound; ranges and vague numbers stay as they are, and so does None."""
        return self if bound is None or self.value is None else bounded(self.value, bound)

    def times(self, factor: Decimal) -> Reading:
        """All parts multiplied, exactly."""
        value, low, high = (None if part is None else multiply(part, factor) for part in self[:3])
        return Reading(value, low, high, self.bound)

    def plus(self, addend: Decimal) -> Reading:
        """The number named, enlarged; only for readings with a value."""
        if self.value is None:
            return self
        total = Fraction(self.value) + Fraction(addend)
        return bounded(ratio(total, Decimal(1)), self.bound)


def multiply(part: Number, factor: Decimal) -> Number:
    """The exact product; fractions stay fractions where they must."""
    if isinstance(part, Fraction):
        return ratio(part * Fraction(factor), Decimal(1))
    return tidy(_EXACT.multiply(part, factor))


_new_tuple = tuple.__new__
"""Builds a reading without the detour through its own `__new__`: one is made for every number."""


def exactly(value: Number) -> Reading:
    """The reading of a plain number."""
    return _new_tuple(Reading, (value, value, value, "exact"))


def bounded(value: Number, bound: Bound) -> Reading:
    """The reading of one named number under a bound (not `range` or `several`)."""
    low = value if bound in ("exact", "over", "at_least") else None
    high = value if bound in ("exact", "under", "at_most") else None
    return Reading(value, low, high, bound)


def arabic(surface: str) -> Decimal | None:
    """The value of Western digits: `8163`, `1,100.5`; None where the commas do not group by three.

    >>> arabic("1,100"), arabic("11,00")
    (Decimal('1100'), None)
    """
    if surface.isdigit():
        return Decimal(surface)
    if not _GROUPED.fullmatch(surface):
        return None
    return Decimal(surface.replace(",", ""))


def adjacent(first: Decimal | int, second: Decimal | int) -> bool:
    """Whether two digits side by side name a range: 七八 is seven or eight, 三五 three to five; 三七 is none."""
    return (first > 0 and second - first == 1) or (first == 3 and second == 5)


def tidy(value: Decimal) -> Decimal:
    """Without the zeros that a scale leaves behind the point: 3.5亿 is 350000000, not 350000000.0."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def _positional(surface: str) -> Reading | None:
    """Chinese digits without scales: 二〇〇三 is 2003, 七八 is seven or eight, a lone digit itself."""
    digits = [DIGITS[c] for c in surface]
    if len(digits) == 2 and adjacent(digits[0], digits[1]):
        return Reading(None, Decimal(digits[0]), Decimal(digits[1]), "range")
    return exactly(Decimal("".join(map(str, digits))))


class _Sum:
    """The running value of one numeral, kept as lowest and highest reading side by side."""

    __slots__ = ("bound", "group", "last", "pending", "said", "total", "unit", "vague")

    def __init__(self) -> None:
        self.total = [Decimal(0), Decimal(0)]
        self.group = [Decimal(0), Decimal(0)]
        self.pending: list[Decimal] | None = None
        self.last = 0
        self.said = False
        """Whether the first part named a digit: 三百, not 百 alone."""
        self.unit = Decimal(0)
        """What the last large scale made of one: all that follows must be less (1亿2万, but not 1万2万)."""
        self.bound: Bound = "exact"
        self.vague = 0
        """The scale under which 几 or 数 leaves the digits open, 0 where nothing is vague."""

    def digit(self, token: str) -> bool:
        """One digit or a group of Western digits; two neighbours are a range (七八)."""
        value = Decimal(token.replace(",", "")) if token[0].isascii() else Decimal(DIGITS[token])
        self.said = self.said or not self.last
        if self.pending is None:
            self.pending = [value, value]
        elif token in DIGITS and self.pending[0] == self.pending[1] and adjacent(self.pending[0], value):
            if self.bound != "exact" or self.pending[0] == 0:
                return False
            self.pending[1] = value
            self.bound = "range"
        elif self.pending == [0, 0] and token[0] != "0":
            # 零 fills a gap: 一亿零三百万, 1亿零300万
            self.pending = [value, value]
        else:
            return False
        return True

    def open_digit(self) -> bool:
        """几 or 数: 2 to 9, after 十 and after written tens (10几) 1 to 9."""
        if self.bound != "exact":
            return False
        if self.pending is not None:
            tens = self.pending[0]
            if not 10 <= tens <= 90 or tens % 10:
                return False
            self.pending = [tens + 1, tens + 9]
            self.bound, self.vague = "several", 1
            return True
        self.pending = [Decimal(1 if self.last == 10 else 2), Decimal(9)]
        self.bound, self.vague = "several", 1
        return True

    def small(self, scale: int) -> bool:
        """十, 百, 千: multiplies the digit before it, within its group."""
        if (
            self.last
            and self.pending is None
            and not (scale == 10 and self.last in (100, 1000) and self.said)
        ):
            return False  # 百千; but 三百十五 is 315, while 百十 is about a hundred
        if self.last and self.last < 10**4 and scale >= self.last:
            return False
        low, high = self.pending or [Decimal(1), Decimal(1)]
        if low == high == 0:
            low = high = Decimal(1)  # 一千零十
        self.group = [self.group[0] + low * scale, self.group[1] + high * scale]
        if self.vague == 1 and self.pending:
            self.vague = scale
        self.pending, self.last = None, scale
        return True

    def large(self, scale: int) -> bool:
        """万, 亿, 兆: multiplies all that stands before it in its group."""
        low, high = self._closed()
        nothing = self.pending is None and not high
        if self.last >= 10**4 and nothing:
            # 万亿, 万万: the scale multiplies all that stands before it
            self.total = [part * scale for part in self.total]
            self.unit *= scale
        elif nothing:
            if self.total != [0, 0]:
                return False
            self.total = [Decimal(scale), Decimal(scale)]
            self.unit = Decimal(scale)
        elif self.total != [0, 0] and self.total[0] < scale:
            self.total = [(a + b) * scale for a, b in zip(self.total, (low, high), strict=True)]
            self.unit = Decimal(scale)
        elif self.unit and high * scale >= self.unit:
            return False
        else:
            self.unit = Decimal(scale)
            self.total = [self.total[0] + low * scale, self.total[1] + high * scale]
        self.group = [Decimal(0), Decimal(0)]
        self.vague *= scale
        self.pending, self.last = None, scale
        return True

    def _closed(self) -> tuple[Decimal, Decimal]:
        low, high = self.pending or [Decimal(0), Decimal(0)]
        return self.group[0] + low, self.group[1] + high

    def close(self, trailing: int) -> Reading | None:
        """The reading at the end; a last digit after 百, 千, 万 … stands for the scale below (三百五)."""
        if self.pending is not None:
            factor = Decimal(trailing) if trailing else Decimal(1)
            self.pending = [part * factor for part in self.pending]
        low, high = self._closed()
        if self.unit and high >= self.unit:
            return None
        low, high = tidy(self.total[0] + low), tidy(self.total[1] + high)
        if self.vague > 1:
            high += self.vague - 1
        if self.bound in ("range", "several"):
            return Reading(None, low, high, self.bound)
        return bounded(low, self.bound)


def _summed(surface: str) -> Reading | None:
    """Numerals with scales: `4万8千`, `两亿零三万`, `2亿3000多万`, `数十万`."""
    tokens = _TOKEN.findall(surface)
    run = _Sum()
    zero = False
    if sum(token[0].isascii() or token in DIGITS for token in tokens) > 1 and any("." in t for t in tokens):
        return None  # 3.5万5千: decimals leave no room for a further part
    for place, token in enumerate(tokens):
        if token[0].isascii() or token in DIGITS:
            good = run.digit(token)
            zero = zero or token in "零〇○"
        elif token in SMALL:
            good, zero = run.small(SMALL[token]), False
        elif token in LARGE:
            good, zero = run.large(LARGE[token]), False
        elif token in TENS:
            good = run.pending is None and run.last != 10
            run.group = [part + TENS[token] for part in run.group]
            run.last = 10
        elif token in VAGUE:
            good = run.open_digit()
        elif token in MORE or token in ROUGHLY:
            # 余, 多 after a digit needs a scale after it (3000多万) or is the end (三百余)
            good = place > 0 and run.bound == "exact"
            run.bound = "over" if token in MORE else "about"
        elif token == "个":
            good = place + 1 < len(tokens) and tokens[place + 1] in LARGE
        else:
            good = False
        if not good:
            return None
    last, before = tokens[-1], tokens[-2] if len(tokens) > 1 else ""
    short = (last in DIGITS or len(last) == 1) and before in (*SMALL, *LARGE) and before not in "十拾"
    if short and not zero and last not in VAGUE and last not in (*SMALL, *LARGE, *MORE, *ROUGHLY):
        return run.close(run.last // 10)
    return run.close(0)


LONGEST = 64
"""Characters of the longest mixed or Chinese numeral that is read; what is longer is refused."""

_EXACT = Context(prec=4 * LONGEST + 32)
"""Room for every digit of the longest numeral with all its scales: sums never round."""


def read(surface: str) -> Reading | None:
    """The reading of a clean numeral (half width, no approximator before it); None where it is none.

    >>> read("十余万")
    Reading(value=Decimal('100000'), low=Decimal('100000'), high=None, bound='over')
    """
    if len(surface) <= LONGEST:
        return _read(surface)
    return exactly(Decimal(surface)) if surface.isdigit() and surface.isascii() else None


@lru_cache(maxsize=65536)
def _read(surface: str) -> Reading | None:
    if surface.isdigit() and surface.isascii():
        return exactly(Decimal(surface))
    with localcontext(_EXACT):
        return _read_exactly(surface)


def _read_exactly(surface: str) -> Reading | None:
    surface = surface.replace(" ", "").replace("\u3000", "")
    if not surface:
        return None
    if surface[0].isascii() and surface.isascii():
        value = arabic(surface)
        return exactly(value) if value is not None else None
    if "点" in surface or "點" in surface:
        return _with_point(surface.replace("點", "点"))
    if all(c in DIGITS for c in surface):
        return _positional(surface)
    if "半" in surface:
        if surface[-1] != "半":
            return None
        if surface in ("半", "一半"):
            return exactly(HALF)
        whole = _read(surface[:-1])
        return whole.plus(HALF) if whole and whole.bound == "exact" else None
    return _summed(surface)


def _with_point(surface: str) -> Reading | None:
    """十五点八万, 3点5亿: digits after 点, then any large scales."""
    whole, _, rest = surface.partition("点")
    digits = re.match(r"[0-9]+|[零〇○一二三四五六七八九两幺]+", rest)
    if not digits or not whole:
        return None
    head = _read(whole)
    tail = rest[digits.end() :]
    more: Bound = "exact"
    scale = Decimal(1)
    for c in tail:
        if c in LARGE:
            scale *= LARGE[c]
        elif c in SMALL and c not in "十拾":
            scale *= SMALL[c]
        elif c in MORE and more == "exact":
            more = "over"
        else:
            return None
    if head is None or head.bound != "exact" or head.value is None:
        return None
    fraction = Decimal("0." + "".join(str(DIGITS.get(c, c)) for c in digits.group()))
    return head.plus(fraction).times(scale).under(more)


def ratio(part: Number, whole: Number) -> Number:
    """`part`/`whole` as a finite decimal where there is one, else as a fraction.

    >>> ratio(Decimal(1), Decimal(4)), ratio(Decimal(1), Decimal(3))
    (Decimal('0.25'), Fraction(1, 3))
    """
    value = Fraction(part) / Fraction(whole)
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return value
    places = max(twos, fives)
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places)


def read_numeral(surface: str) -> Number | None:
    """The exact number that a numeral names, or None where it names none (ranges, 数十, no numeral at all).

    Full-width digits, Traditional and formal characters, grouped digits and mixed scales are read. `余` and
    `多` are dropped: ask `read` for the bound. Fractions come out exact.

    >>> read_numeral("47亿5500万"), read_numeral("叁仟伍佰"), read_numeral("三分之一"), read_numeral("1.2.3")
    (Decimal('4755000000'), Decimal('3500'), Fraction(1, 3), None)
    """
    surface = surface.strip().translate(_FULL_WIDTH)
    negative = surface[:1] in ("-", "−", "负", "負")
    surface = surface[negative:]
    if surface.startswith("百分之"):
        value = read_numeral(surface[3:])
        return None if value is None else ratio(-value if negative else value, Decimal(100))
    match = _FRACTION.fullmatch(surface)
    if match and "又" in match[1]:
        whole_number, _, rest = surface.partition("又")
        head, tail = read_numeral(whole_number), read_numeral(rest)
        if head is None or tail is None:
            return None
        value = ratio(Fraction(head) + Fraction(tail), Decimal(1))
    elif match:
        whole, part = read(match[1]), read(match[3])
        if match[2] == "/":
            whole, part = part, whole
        if not (whole and part and whole.value and part.value is not None):
            return None
        value = ratio(part.value, whole.value)
    else:
        reading = read(surface)
        if reading is None or reading.value is None:
            return None
        value = reading.value
    return -value if negative else value
