"""Single values as records write them: numbers as plain decimals, dates in ISO form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from articlex.errors import InputError
from articlex.model import Number


def number(value: Number | None) -> str | None:
    """A number as records write it: plain, no exponent, no trailing zeros, a fraction only where it must be.

    >>> number(Decimal("1.2E+8")), number(Decimal("4.060")), number(Fraction(1, 3)), number(Fraction(1, 2))
    ('120000000', '4.06', '1/3', '0.5')

    Raises `ValueError` for NaN and infinities, which no article states.
    """
    if value is None:
        return None
    plain = str(value)
    if plain.isdigit():  # most numbers are whole
        return plain
    if isinstance(value, Fraction):
        decimal = _finite(value)
        if decimal is None:
            return f"{value.numerator}/{value.denominator}"
        value = decimal
    if not value.is_finite():
        raise ValueError(f"{value} is no number that a record can hold")
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain == "-0" else plain


def _finite(value: Fraction) -> Decimal | None:
    """The finite decimal equal to the fraction; None if its denominator has a prime other than 2 and 5."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return None
    digits = value.numerator * 10**places // value.denominator
    return Decimal((digits < 0, tuple(int(d) for d in str(abs(digits))), -places))


def parse_number(text: str | None) -> Number | None:
    """The number that a record's string stands for; the inverse of `number`.

    >>> parse_number("1/3"), parse_number("18000")
    (Fraction(1, 3), Decimal('18000'))
    """
    if text is None:
        return None
    try:
        return Fraction(text) if "/" in text else Decimal(text)
    except (ValueError, InvalidOperation, ZeroDivisionError):
        raise InputError(f"{text!r} is no number of a record; write a plain decimal or a fraction") from None


def iso(value: date | None) -> str | None:
    """A date, or date and time, in ISO form."""
    return None if value is None else value.isoformat()


def day(text: str | None) -> date | None:
    """The date of an ISO form."""
    return None if text is None else date.fromisoformat(text)


def moment(text: str | None) -> date | datetime | None:
    """The date, or date and time, of an ISO form."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
