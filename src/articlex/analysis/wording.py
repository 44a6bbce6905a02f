"""Fields of a record in words, for tables and reports."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

SIGNS = {"over": ">", "at_least": "≥", "under": "<", "at_most": "≤", "about": "≈"}
ARROWS = {"up": "↑", "down": "↓", "flat": "→"}
BASES = {"yoy": "同比", "mom": "环比", "vs": "比"}


def number_words(number: Fraction | None) -> str:
    """A number with at most three decimals and commas between thousands, for people to read.

    >>> number_words(Fraction(12345678, 1000)), number_words(Fraction(2))
    ('12,345.678', '2')
    """
    if number is None:
        return "?"
    thousandths = round(abs(number) * 1000)
    whole, rest = divmod(thousandths, 1000)
    decimals = f".{rest:03}".rstrip("0").rstrip(".")
    return f"{'-' if number < 0 and thousandths else ''}{whole:,}{decimals}"


def digits(number: str | None) -> str:
    """A number of a record with commas between its thousands; fractions stay as they are.

    >>> digits("4755000000"), digits("1/3")
    ('4,755,000,000', '1/3')
    """
    if not number or "/" in number:
        return number or ""
    whole, dot, decimals = number.partition(".")
    return f"{int(whole):,}{dot}{decimals}" if whole not in ("-0",) else number


def quantity_words(claim: Mapping[str, Any]) -> str:
    """Value, bound and unit: `>18,000 人`, `3–5 个`."""
    if claim["value"] is not None:
        number = SIGNS.get(claim["bound"], "") + digits(claim["value"])
    elif claim["low"] is not None or claim["high"] is not None:
        number = f"{digits(claim['low'])}–{digits(claim['high'])}"
    else:
        number = "?"
    return f"{number} {claim['unit']}".rstrip()


def period_words(claim: Mapping[str, Any]) -> str:
    """The period: `2023`, `2023-05`, `2023-01…2023-06`, `…2023-11-30`; its words if it has no days."""
    start, end = claim["period_start"], claim["period_end"]
    if start is None and end is None:
        return str(claim["period_text"] or "")
    if start == end:
        return str(start)
    if start and end and start[8:] == "01" and _ends_month(end):
        if start[:4] == end[:4] and start[5:7] == "01" and end[5:7] == "12":
            return str(start[:4])
        return str(start[:7]) if start[:7] == end[:7] else f"{start[:7]}…{end[:7]}"
    return f"{start or ''}…{end or ''}"


def _ends_month(day: str) -> bool:
    from calendar import monthrange

    year, month, last = (int(part) for part in day.split("-"))
    return monthrange(year, month)[1] == last


def change_words(claim: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Direction, basis and what is qualified: `↑ 同比 8163起`; `texts` are the claims' texts by id."""
    change = claim["change"]
    if not change:
        return ""
    words = [
        ARROWS[change["direction"]],
        BASES.get(change["basis"] or "", ""),
        texts.get(change["of"] or "", ""),
    ]
    return " ".join(word for word in words if word)
