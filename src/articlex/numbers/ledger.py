"""The ledger: every numeral of a text in exactly one mention of a named kind.

`find_mentions` walks the text once. At each place where a numeral may begin the readers are asked in a fixed
order (fixed words, shares, the calendar, quantities, identifiers and names); the first that reads decides,
and the walk goes on behind what it read. A digit that nobody reads is still listed, as a bare count or an
identifier.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from articlex.model import Mention, Span, day_of
from articlex.numbers.chinese import chinese, led
from articlex.numbers.identifiers import digits, rest, word
from articlex.numbers.page import MARGIN, TAIL, Page
from articlex.numbers.quantities import share_units
from articlex.numbers.scan import CANDIDATE, fold
from articlex.numbers.shares import sign

_HONG_KONG = re.compile(r"香港|本港|港[元币府島岛幣]|九[龙龍]|新界|廉署|立法[会會]|区议会|區議會|特首")
"""Words of which an article of Hong Kong has more than one."""


def find_mentions(
    text: str,
    *,
    published: date | None = None,
    flagged: Sequence[Span] = (),
    lexicons: tuple[Path, ...] = (),
    language: str | None = None,
) -> list[Mention]:
    """All numeric expressions of a clean text, sorted by start and disjoint.

    Offsets count code points of `text`. `published` is the day against which 去年, 8月, 以来 are resolved;
    without it such dates stay open. A numeral that touches a span of `flagged` or a U+FFFD is flagged
    and has no value. `lexicons` are folders with lists that add to ours. No mention crosses the end of a line,
    and so none the limit of a table cell. `language` is that of the article: in Traditional characters
    (`zh-Hant`) and with words of Hong Kong, a bare $ is 港元, else 美元.

    >>> [(m.text, str(m.value), m.bound, m.unit) for m in find_mentions("抓获1.8万余人，赃车3辆")]
    [('1.8万余人', '18000', 'over', '人'), ('3辆', '3', 'exact', '辆')]
    """
    published = day_of(published)
    folded = fold(text)
    page = Page(published, tuple(lexicons))
    page.open(text, folded)
    if language == "zh-Hant" and "$" in folded and len(_HONG_KONG.findall(text)) > 1:
        page.dollar = "港元"
    _walk(page)
    if page.listed:
        share_units(page)
    if flagged or "\ufffd" in text:
        page.flag(flagged)
    return page.out


def _walk(page: Page) -> None:
    """Hand each candidate to its reader, in the order of the text."""
    for match in CANDIDATE.finditer(page.text, MARGIN, len(page.text) - TAIL):
        begin, stop = match.span()
        done = page.done
        if stop <= done:
            continue
        group = match.lastindex
        if begin < done:
            if group == 1:
                rest(page, stop)
                continue
            if group != 2 and group != 3:
                continue
            begin = done
        if group == 1:
            digits(page, begin, stop)
        elif group == 2:
            chinese(page, begin, stop)
            while page.done < stop:  # what was read first may not be all of the run
                begin = max(page.done, begin + 1)
                chinese(page, begin, stop)
        elif group == 3:
            word(page, begin, stop)
        elif group == 4:
            led(page, begin, stop)
        else:
            _single(page, begin, stop)


def _single(page: Page, begin: int, stop: int) -> None:
    """①, ㈠ and Ⅲ enumerate or order; ½ is a ratio."""
    c = page.text[begin]
    if c in "½⅓⅔¼¾⅛":
        sign(page, begin)
    elif "Ⅰ" <= c <= "ⅻ":
        if page.text[begin - 1] == "第" or page.text[stop] in "级类型期":
            page.emit("ordinal", begin, stop, "ordinal.roman", begin, stop)
    else:
        page.emit("enumerator", begin, stop, "enumerator.circled", begin, stop)
