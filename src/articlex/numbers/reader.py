# ruff: noqa: E501, SIM102
"""One left-to-right walk over a text: which reader has the word at each numeral."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from articlex.lexicon import load
from articlex.model import Bound, Kind, Mention, Span
from articlex.numbers import calendar, scan
from articlex.numbers.numeral import (
    DIGITS,
    HALF,
    LARGE,
    SMALL,
    Reading,
    bounded,
    exactly,
    multiply,
    ratio,
    read,
)
from articlex.numbers.units import Approximators, Unit, Words, approximators, units

_NOWHERE = Span(0, 0)
_ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CHINESE = re.compile(rf"{scan.CHINESE}+(?:点[零〇○一二三四五六七八九]+(?![分刻十]))?")
_EXTEND = re.compile(
    rf" ?[余多来几]?(?:个(?=[万亿]))?{scan.SCALE}+"
    rf"(?:[零又]?(?:[0-9]{{1,4}}(?:\.[0-9]+)?(?![0-9.,年月])|[一二三四五六七八九两]+)(?: ?[余多来]?{scan.SCALE}+)?)*"
)
_MORE = re.compile(
    r" ?(?:余(?!震|额|款|党|下|热|杭|姚|地|温|生|粮|波|名家)|多(?!少|为|于|数|次|方|种|地|是|元化|层|项目|条战|次|重)|来(?=[个名人岁天年岁位家种里公米斤吨万次块元分])(?!自|到|的|源))"
)
_SPACED = re.compile(r"[ \u3000\xa0]?")
_FRACTION = re.compile(
    rf"个?(?:百)?分[之](?:(?:[0-9]+(?:\.[0-9]+)?)|{scan.CHINESE}+(?:点[零一二三四五六七八九]+)?)"
)
_TO = re.compile(r" ?(?:至(?![少于今此上])|到(?!达|来|场|位|案|底|期|处)|[-—–~～―－]{1,2}) ?")
_URL = re.compile(r"(?:[A-Za-z]+:)?//[!-~]+")
_ORDINAL_UNIT = re.compile(
    r"(?:大(?=[^家事部]))?(?:[个次批例家名位届轮条座艘架台辆笔单期季日天月年周件场层项列款部只支所步章节类种级组号页行排队局区代回集卷册版篇阶段点起宗遍站棒胎剂针波方国者份人枪炮桩段道对](?!单))?"
)
_PER = re.compile(
    r"[/／每](?:每)?(?P<per>(?:一|十|百|千|万|亿|十万|百万|千万)*(?:平方公里|平方米|平方千米|立方米|立方厘米|公里|千米|公顷|小时|分钟|千瓦时|千克|公斤|毫升|人次|人|吨|米|克|斤|升|亩|年|月|日|天|秒|次|股|辆|户|套|件|台|桶|盎司|度|家|份|张|瓶|箱|盒|周|只|头|间|晚|平|平米|方|期|kg|km|h|s|L|m|t|d|g))"
)
_RATE_BEFORE = re.compile(
    r"每((?:十|百|千|万|亿|1|10|100|1000|10000|10万|100万|百万|十万|千万)+ ?(?:平方公里|公里|名|人|户|辆|吨|个)?)(?:[\u4e00-\u9fff]{0,4}?)$"
)
_LIST_MARK = re.compile(r"[、.．)）](?![0-9])")
_CLUSTER_DATE = re.compile(r"([12][0-9]{3})([-/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9])")
_CLUSTER_CLOCK = re.compile(r"[ T]?([012]?[0-9]):([0-5][0-9])(?::[0-5][0-9])?")
_DIGIT = re.compile(r"[0-9]+")
_PIECE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CURRENCY_SIGN = {
    "￥": "元", "¥": "元", "$": "美元", "＄": "美元", "€": "欧元", "£": "英镑", "￡": "英镑", "₩": "韩元", "₽": "卢布", "₹": "卢比", "฿": "泰铢",
}  # fmt: skip
_CURRENCY_WORD = {
    "HK$": "港元", "US$": "美元", "NT$": "新台币", "A$": "澳元", "C$": "加元", "S$": "新加坡元", "RMB": "元", "CNY": "元", "USD": "美元",
    "EUR": "欧元", "HKD": "港元", "GBP": "英镑", "JPY": "日元", "TWD": "新台币", "NTD": "新台币", "RMB¥": "元", "CN¥": "元", "R$": "雷亚尔",
}  # fmt: skip


@lru_cache(maxsize=16)
def _numeral_words(
    folders: tuple[Path, ...],
) -> tuple[dict[str, list[tuple[str, int, str]]], dict[str, list[tuple[str, int, str]]]]:
    """Words that hold a numeral, by the two characters from it on and by the two up to it, longest first."""
    onward: dict[str, list[tuple[str, int, str]]] = {}
    upward: dict[str, list[tuple[str, int, str]]] = {}
    for entry in load("numeral_words", folders):
        word, treatment = entry["word"], entry["treatment"]
        for place, c in enumerate(word):
            if c not in scan._START + "第首半几数双好" or (place and word[place - 1] in scan._START):
                continue
            if place + 1 < len(word):
                onward.setdefault(word[place : place + 2], []).append((word, place, treatment))
            else:
                upward.setdefault(word[place - 1 : place + 1], []).append((word, place, treatment))
    for table in (onward, upward):
        for words in table.values():
            words.sort(key=lambda entry: -len(entry[0]))
    return onward, upward


class Reader:
    """The walk's state: the text at hand, what is consumed, the dates named so far."""

    def __init__(self, published: date | None, folders: tuple[Path, ...]) -> None:
        self.published = published
        self.units: Words = units(folders)
        self.approximators: Approximators = approximators(folders)
        self.onward, self.upward = _numeral_words(folders)
        self.discourse = calendar.Discourse(published, calendar.holidays(folders))
        self.text = self.source = ""
        self.base = self.done = 0
        self.out: list[Mention] = []

    def read(
        self, source: str, folded: str, start: int, end: int, flagged: Sequence[Span], out: list[Mention]
    ) -> None:
        """Append the mentions of `folded[start:end]` to `out`, with offsets and texts of `source`."""
        self.source, self.out, self.base = source, out, start - 4
        # a margin on both sides spares every look around a check for the text's limits
        self.text = "\n\n\n\n" + folded[start:end] + "\n" * 16
        self.done = 4
        first = len(out)
        destroyed = [
            Span(s.start - self.base, s.end - self.base) for s in flagged if s.start < end and s.end > start
        ]
        handlers = (None, self._word, self._digits, self._chinese, self._led, self._single, self._destroyed)
        for match in scan.CANDIDATE.finditer(self.text, 4, len(self.text) - 16):
            stop = match.end()
            if stop <= self.done:
                continue
            begin = match.start()
            group = match.lastindex or 0
            if begin < self.done:
                if group == 2:
                    self._rest(stop)
                    continue
                begin = self.done
                if group in (4, 5):
                    continue
            handler = handlers[group]
            if handler is not None:
                handler(begin, stop)
        if destroyed or "\ufffd" in self.text:
            self._flag(first, destroyed)

    # -- making mentions ----------------------------------------------------------------------------------

    def _emit(
        self,
        kind: Kind,
        start: int,
        end: int,
        rule: str,
        numeral: tuple[int, int],
        reading: Reading | None = None,
        unit: str = "",
        unit_at: tuple[int, int] = (0, 0),
        days: tuple[date | None, date | None] = (None, None),
    ) -> None:
        base = self.base
        value = low = high = None
        bound: Bound = "exact"
        if reading is not None:
            value, low, high, bound = reading
        self.out.append(
            Mention(
                start + base, end + base, self.source[start + base : end + base], kind, value, low, high, bound, unit,
                days[0], days[1], rule, Span(numeral[0] + base, numeral[1] + base),
                Span(unit_at[0] + base, unit_at[1] + base) if unit_at[1] else _NOWHERE,
            )
        )  # fmt: skip
        self.done = end

    def _flag(self, first: int, destroyed: list[Span]) -> None:
        """Take the value from mentions that touch a destroyed character."""
        base = self.base
        spots = [Span(m.start(), m.end()) for m in re.finditer("\ufffd+", self.text)] + destroyed
        spots.sort()
        marks = iter(spots)
        spot = next(marks, None)
        for place in range(first, len(self.out)):
            mention = self.out[place]
            start, end = mention.numeral.start - base, max(mention.numeral.end, mention.unit_span.end) - base
            while spot is not None and spot.end < start:
                spot = next(marks, None)
            if spot is None:
                break
            if spot.start <= end and spot.end >= start:
                self.out[place] = Mention(
                    mention.start, mention.end, mention.text, mention.kind, unit=mention.unit, rule=mention.rule,
                    numeral=mention.numeral, unit_span=mention.unit_span, flagged=True,
                )  # fmt: skip

    # -- candidates ---------------------------------------------------------------------------------------

    def _destroyed(self, begin: int, stop: int) -> None:
        return

    def _word(self, begin: int, stop: int) -> None:
        """An ASCII word: an address, an identifier with digits in it, a currency, or nothing of ours."""
        text = self.text
        word = text[begin:stop]
        if word.isalpha():
            self._currency_word(begin, stop)
            return
        while stop > begin and text[stop - 1] in ".,:;!?-":
            stop -= 1
        word = text[begin:stop]
        for sign in ("HK$", "US$", "NT$", "RMB", "CNY", "USD", "HKD", "EUR", "A$", "C$", "S$"):
            if word.startswith(sign) and word[len(sign) : len(sign) + 1].isdigit():
                match = _ARABIC.match(text, begin + len(sign))
                if match and self._money(begin, match.start(), match.end(), _CURRENCY_WORD[sign]):
                    return
        digits = [place for place, c in enumerate(word) if "0" <= c <= "9"]
        if not digits:
            return
        if word[0] == "/" and word[1:].isdigit():
            self.done = begin + 1
            return
        rule = "identifier.address" if "/" in word or "@" in word else "identifier.code"
        kind: Kind = "identifier"
        if rule == "identifier.code" and re.fullmatch(
            r"[A-Za-z]+-?[0-9]{1,3}[A-Za-z]?|[A-Za-z]+[0-9][A-Za-z]+", word
        ):
            kind, rule = (
                ("identifier", "identifier.plate")
                if text[begin - 1] in _PROVINCES
                else ("name", "name.latin")
            )
        if text[begin - 1] in _PROVINCES and len(word) >= 5:
            begin -= 1
            kind, rule = "identifier", "identifier.plate"
            if text[stop] == "号":
                stop += 1
        self._emit(kind, begin, stop, rule, (begin, stop))

    def _currency_word(self, begin: int, stop: int) -> None:
        """USD 500, HK$500, RMB 3万: the currency before its amount."""
        text = self.text
        word = text[begin:stop]
        if text[stop] == "$":
            word, stop = word + "$", stop + 1
        unit = _CURRENCY_WORD.get(word)
        if unit is None:
            return
        place = stop + (text[stop] == " ")
        match = _ARABIC.match(text, place)
        if match:
            self._money(begin, match.start(), match.end(), unit)

    def _money(self, begin: int, start: int, end: int, unit: str) -> bool:
        text = self.text
        match = _EXTEND.match(text, end)
        if match:
            end = match.end()
        reading = read(text[start:end])
        if reading is None:
            return False
        more = _MORE.match(text, end)
        finish = end
        if more:
            finish, reading = (
                more.end(),
                bounded(reading.value, "over") if reading.value is not None else reading,
            )
        begin, bound = self._approximated(begin)
        if bound and reading.value is not None:
            reading = bounded(reading.value, bound)
        named = self.units.at(text, finish)
        if named is not None and named.kind == "money":
            finish, unit = named.end, named.name
        suffix = re.compile(r"million|billion| million| billion|[mM](?![A-Za-z])|bn").match(text, finish)
        if suffix and reading.value is not None:
            scale = 10**9 if "b" in suffix.group() else 10**6
            reading = reading.times(Decimal(scale))
            finish = suffix.end()
        self._emit("money", begin, finish, "money.sign", (start, end), reading, unit, (begin, start))
        return True

    def _single(self, begin: int, stop: int) -> None:
        """①, ㈠, Ⅲ at the head of an item enumerate; ½ is a ratio."""
        c = self.text[begin]
        if c in "½⅓⅔¼¾⅛":
            part, whole = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8)}[c]
            value = ratio(Decimal(part), Decimal(whole))
            self._emit(
                "ratio", begin, stop, "ratio.sign", (begin, stop), Reading(value, value, value, "exact")
            )
        elif "Ⅰ" <= c <= "ⅻ":
            if self.text[begin - 1] in "第" or self.text[stop] in "级类型期":
                self._emit("ordinal", begin, stop, "ordinal.roman", (begin, stop))
        else:
            self._emit("enumerator", begin, stop, "enumerator.circled", (begin, stop))

    def _rest(self, stop: int) -> None:
        """What is left of a digit cluster when its head was taken by a mention before."""
        begin = self.done
        match = _DIGIT.search(self.text, begin, stop)
        while match:
            if match.start() >= self.done:
                self._digits(match.start(), stop)
            match = _DIGIT.search(self.text, max(self.done, match.end()), stop)

    # -- Western digits -------------------------------------------------------------------------------------

    def _digits(self, begin: int, stop: int) -> None:
        text = self.text
        cluster = text[begin:stop]
        plain = cluster.isdigit()
        before, after = text[begin - 1], text[stop]
        if plain and before not in _JOINERS and after not in _JOINERS and after not in "./":
            if self._dated(begin, stop) or self._quantity(begin, stop):
                return
            self._bare(begin, stop)
            return
        if self._enumerated(begin, stop):
            return
        if after in _ASCII_LETTERS and self._latin_tail(begin, stop, plain):
            return
        if before in _SIGNS and self._signed(begin, stop):
            return
        if not plain and self._clustered(begin, stop, cluster):
            return
        match = _ARABIC.match(text, begin)
        end = match.end() if match and match.end() <= stop else stop
        if (end < stop and text[end] == ",") or (match and match.end() > stop):
            end = _DIGIT.match(text, begin).end()  # type: ignore[union-attr]
        if self._dated(begin, end) or self._quantity(begin, end):
            if self.done < stop:
                self._rest(stop)
            return
        if end < stop:
            self._emit("identifier", begin, end, "identifier.cluster", (begin, end))
            self._rest(stop)
            return
        self._bare(begin, stop)

    def _enumerated(self, begin: int, stop: int) -> bool:
        """1. and 1、 at the head of a paragraph, (1) anywhere."""
        text = self.text
        mark = text[stop]
        head = text[begin - 1] == "\n" or (text[begin - 1] in " \u3000" and text[begin - 2] in "\n \u3000")
        if text[begin - 1] in "（(" and mark in "）)" and stop - begin <= 2:
            if text[begin - 2] in "\n。；：，、 \u3000;:":
                self._emit("enumerator", begin, stop, "enumerator.bracketed", (begin, stop))
                return True
            return False
        if head and stop - begin <= 2 and mark in ".、．)）" and not text[stop + 1].isdigit():
            self._emit("enumerator", begin, stop + 1, "enumerator.marked", (begin, stop))
            return True
        return False

    def _latin_tail(self, begin: int, stop: int, plain: bool) -> bool:
        """Digits with letters after: a Latin unit (20kg), or a name (5G, 3D, 7x24)."""
        text = self.text
        match = re.compile(r"[A-Za-z0-9_\-+.]*[A-Za-z0-9]").match(text, stop)
        end = match.end() if match else stop
        tail = text[stop:end]
        if plain and re.fullmatch(r"[345]G|[23]D|[248]K", text[begin:end]):
            self._emit("name", begin, end, "name.latin", (begin, stop))
            return True
        unit = self.units.at(text, stop)
        if unit is not None and (unit.end == end or not tail.isalpha()) and self._quantity(begin, stop):
            return True
        if tail[:1] in "xX" and tail[1:].isdigit():
            if text[end] == "小" and text[end : end + 2] == "小时":
                end += 2
            self._emit("name", begin, end, "name.seven-by-twenty-four", (begin, end))
            return True
        kind: Kind = "name" if len(tail) <= 3 and tail.isalpha() and stop - begin <= 3 else "identifier"
        self._emit(kind, begin, end, "name.latin" if kind == "name" else "identifier.code", (begin, end))
        return True

    def _signed(self, begin: int, stop: int) -> bool:
        """¥500, $1.3亿, €38M; 第23 and the like are handled elsewhere."""
        text = self.text
        sign = text[begin - 1]
        if sign in _CURRENCY_SIGN:
            match = _ARABIC.match(text, begin)
            if match:
                return self._money(begin - 1, begin, match.end(), _CURRENCY_SIGN[sign])
        return False

    def _clustered(self, begin: int, stop: int, cluster: str) -> bool:
        """Digits joined by signs: ISO dates, clock times, ranges, scores, telephone numbers, fractions."""
        text = self.text
        match = _CLUSTER_DATE.match(text, begin)
        if match and match.end() <= stop:
            return self._iso_date(begin, match)
        clock = calendar.CLOCK.match(text, begin)
        if ":" in cluster and clock:
            start = self._day_part_before(begin)
            self._emit("time", start, clock.end(), "time.colon", (begin, clock.end()))
            return True
        pair = re.fullmatch(
            r"([0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)([-:/])([0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)",
            cluster,
        )
        if pair:
            return self._paired(begin, stop, pair)
        if re.fullmatch(r"[0-9]{1,2}[.·•][0-9]{1,2}", cluster) and self._dotted_day(begin, stop, cluster):
            return True
        if re.fullmatch(
            r"[0-9]{1,4}(?:[-/.][0-9]{1,4}){2,}|[0-9]{3,4}-[0-9]{3,}(?:-[0-9]+)*|[0-9]+(?:-[0-9]+){2,}",
            cluster,
        ):
            self._emit("identifier", begin, stop, "identifier.joined", (begin, stop))
            return True
        return False

    def _iso_date(self, begin: int, match: re.Match[str]) -> bool:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return False
        end = match.end()
        clock = _CLUSTER_CLOCK.match(self.text, end)
        if clock:
            end = clock.end()
        point = calendar.Point(match.end(), year=year, month=month, day=day)
        days = self.discourse.resolve(calendar.Expression(begin, match.end(), point))
        self._emit("date", begin, end, "date.iso", (begin, match.end()), days=days)
        return True

    def _dotted_day(self, begin: int, stop: int, cluster: str) -> bool:
        """8·12 and, in quotes or before 案, 7.28: a day that names an event."""
        month, day = (int(part) for part in re.split(r"[.·•]", cluster))
        text = self.text
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return False
        if "." in cluster and not (text[begin - 1] in '“"‘「『' or text[stop] in "”案特专惨事大"):
            return False
        self._emit("name", begin, stop, "name.day-of-event", (begin, stop))
        return True

    def _paired(self, begin: int, stop: int, pair: re.Match[str]) -> bool:
        """Two numbers: a range before a unit, a ratio, a score, a fraction, a month and day."""
        text = self.text
        first, sign, second = pair.groups()
        start_second = begin + len(first) + 1
        if sign == "-" and (
            self._dated(begin, begin + len(first)) or self._quantity(begin, begin + len(first))
        ):
            return True
        if sign == "-" and len(first) >= 3:
            self._emit("identifier", begin, stop, "identifier.joined", (begin, stop))
            return True
        if sign == "/" and text[begin - 1] not in "/" and text[stop] not in "/":
            month, day = int(Decimal(first)), int(Decimal(second.replace(",", "")))
            clock = _CLUSTER_CLOCK.match(text, stop)
            if clock and 1 <= month <= 12 and 1 <= day <= 31:
                point = calendar.Point(stop, month=month, day=day)
                days = self.discourse.resolve(calendar.Expression(begin, stop, point))
                self._emit("date", begin, clock.end(), "date.slash", (begin, stop), days=days)
                return True
            if len(first) == 4:
                self._emit("identifier", begin, stop, "identifier.joined", (begin, stop))
                return True
        if sign in ":/":
            left, right = read(first), read(second)
            if left and right and left.value is not None and right.value:
                value = ratio(left.value, right.value)
                self._emit(
                    "ratio", begin, stop, "ratio.sign", (begin, stop), Reading(value, value, value, "exact")
                )
                return True
        del start_second
        self._emit("identifier", begin, stop, "identifier.joined", (begin, stop))
        return True

    def _bare(self, begin: int, stop: int) -> None:
        """Digits with nothing known around them: an identifier where the neighbours say so, else a count."""
        text = self.text
        head = text[begin - 1]
        length = stop - begin
        number = text[begin:stop]
        if self._enumerated(begin, stop):
            return
        if self._quoted(begin, stop):
            return
        plain = number.isdigit()
        if (
            (plain and (number in _HOTLINES and text[stop] not in "，"))
            or (plain and length >= 8)
            or (plain and number[0] == "0" and length > 1)
        ):
            self._emit("identifier", begin, stop, "identifier.number", (begin, stop))
            return
        if head in "第":
            self._emit("ordinal", begin - 1, stop, "ordinal.di", (begin, stop))
            return
        follower = _IDENTIFIED.match(text, stop)
        if follower and plain:
            self._emit("identifier", begin, follower.end(), "identifier.place", (begin, stop))
            return
        if plain and _LABEL.search(text, max(self.done, begin - 6), begin):
            self._emit("identifier", begin, stop, "identifier.labelled", (begin, stop))
            return
        if plain and length == 4 and number[:2] in ("19", "20") and not ("\u4e00" <= text[stop] <= "\u9fff"):
            point = calendar.Point(stop, year=int(number))
            days = self.discourse.resolve(calendar.Expression(begin, stop, point), keep=False)
            self._emit("date", begin, stop, "date.bare-year", (begin, stop), days=days)
            return
        start, bound = self._approximated(begin)
        reading = read(number)
        if reading is None:
            self._emit("identifier", start, stop, "identifier.unread", (begin, stop))
            return
        if bound and reading.value is not None:
            reading = bounded(reading.value, bound)
        self._emit("count", start, stop, "count.bare", (begin, stop), reading)

    # -- Chinese numerals ---------------------------------------------------------------------------------

    def _chinese(self, begin: int, stop: int) -> None:
        text = self.text
        if self._fixed(begin, stop):
            return
        match = _CHINESE.match(text, begin)
        end = match.end() if match else begin
        if end <= begin:
            self.done = max(self.done, begin + 1)
            return
        if self._fraction(begin, end) or self._dated(begin, end) or self._quantity(begin, end):
            return
        if self._listed(begin, end) or self._quoted(begin, end):
            return
        self._bare_chinese(begin, end)

    def _fixed(self, begin: int, stop: int) -> bool:
        """A word of the lexicon that covers the numeral at `begin`: silent or a mention of its own kind."""
        text = self.text
        entries = self.onward.get(text[begin : begin + 2])
        if entries:
            for word, place, treatment in entries:
                start = begin - place
                if text.startswith(word, start):
                    if word == "一起" and self._is_case(begin):
                        return False
                    if self._unfixed(word, start):
                        continue
                    return self._take(word, start, begin, treatment)
        entries = self.upward.get(text[begin - 1 : begin + 1])
        if entries and stop == begin + 1:
            for word, place, treatment in entries:
                start = begin - place
                if start >= self.done and text.startswith(word, start):
                    return self._take(word, start, begin, treatment)
        return False

    def _unfixed(self, word: str, start: int) -> bool:
        """Whether the word is cut short by a longer numeral or unit: 十分之一, 两地级市, 三国元首 stay open."""
        text = self.text
        end = start + len(word)
        if word[-1] == "分" and text[end] in "之钟":
            return True
        return word[-1] in scan._START and text[end] in scan._START

    def _take(self, word: str, start: int, begin: int, treatment: str) -> bool:
        end = start + len(word)
        if treatment == "silent":
            self.done = end
            return True
        if treatment == "date":
            after = re.compile(r"(?:”?(?:黄金周|小长假|长假|假期|期间|节)+)").match(self.text, end)
            end = after.end() if after else end
        self._emit(treatment, max(start, self.done), end, "name.lexicon", (begin, begin + 1))  # type: ignore[arg-type]
        return True

    def _is_case(self, begin: int) -> bool:
        """一起 counts a case when 案, 事故, 事件 … follows within its noun phrase, and is together otherwise."""
        return _CASE.match(self.text, begin + 2) is not None

    def _fraction(self, begin: int, end: int) -> bool:
        """三分之一, 百分之五, 千分之二, 万分之三."""
        text = self.text
        if text[end : end + 2] != "分之" and text[end : end + 3] != "个分之":
            return False
        match = _FRACTION.match(text, end)
        if not match:
            return False
        numerator = re.compile(r"分之").search(text, end).end()  # type: ignore[union-attr]
        part, whole = read(text[numerator : match.end()]), read(text[begin:end])
        if part is None or whole is None or whole.value is None or not whole.value:
            return False
        finish = match.end()
        start, bound = self._approximated(begin)
        more = _MORE.match(text, finish)
        if more:
            finish, bound = more.end(), "over"
        scale = (
            {100: "%", 1000: "‰", 10000: "‱"}.get(int(whole.value))
            if text[begin] in "百千万"
            else None
        )
        if scale:
            reading = part
            kind: Kind = "percent" if scale == "%" else "ratio"
        else:
            if part.value is None:
                return False
            value = ratio(part.value, whole.value)
            reading, scale, kind = Reading(value, value, value, "exact"), "", "ratio"
        finish, after = self._after(finish)
        bound = after or bound
        if bound and reading.value is not None:
            reading = bounded(reading.value, bound)
        self._emit(
            kind,
            start,
            finish,
            "percent.of-hundred" if kind == "percent" else "ratio.part",
            (begin, match.end()),
            reading,
            scale,
        )
        return True

    def _listed(self, begin: int, end: int) -> bool:
        """一、 at the head of a paragraph, （三） anywhere."""
        text = self.text
        if end - begin > 3:
            return False
        if text[begin - 1] in "（(" and text[end] in "）)":
            self._emit("enumerator", begin, end, "enumerator.bracketed", (begin, end))
            return True
        if text[begin - 1] == "\n" or (text[begin - 1] in " \u3000" and text[begin - 2] in "\n \u3000"):
            if text[end] in "、.．" or text[end] in "\n":
                self._emit("enumerator", begin, end, "enumerator.marked", (begin, end))
                return True
        return False

    def _quoted(self, begin: int, end: int) -> bool:
        """A short quotation that holds the numeral and reads as no quantity: a name (“两卡”, “十四五”)."""
        text = self.text
        left = text.rfind("“", max(self.done, begin - 8), begin)
        if left < 0:
            return False
        right = text.find("”", end, begin + 12)
        if right < 0 or right - left > 14 or _STOP.search(text, left + 1, right):
            return False
        self._emit("name", left + 1, right, "name.quoted", (begin, end))
        return True

    def _bare_chinese(self, begin: int, end: int) -> None:
        """A Chinese numeral without unit: a count if it is written with a scale, else no mention."""
        text = self.text
        start, bound = self._approximated(begin)
        more = _MORE.match(text, end)
        surface = text[begin:end]
        scaled = any(c in surface for c in "十百千万亿") and (len(surface) > 1 or bound or more)
        reading = read(surface)
        if reading is None or not scaled:
            if (
                len(surface) >= 3
                and reading is not None
                and all(c in "零〇○一二三四五六七八九" for c in surface)
            ):
                self._emit("identifier", begin, end, "identifier.chinese", (begin, end))
            self.done = max(self.done, end)
            return
        finish = end
        if more:
            finish, reading = (
                more.end(),
                bounded(reading.value, "over") if reading.value is not None else reading,
            )
        elif len(surface) == 2 and surface[0] == "十" and not bound:
            self.done = end
            return
        if bound and reading.value is not None:
            reading = bounded(reading.value, bound)
        finish, after = self._after(finish)
        if after and reading.value is not None:
            reading = bounded(reading.value, after)
        self._emit("count", start, finish, "count.bare", (begin, end), reading)

    # -- words that lead a numeral --------------------------------------------------------------------------

    def _led(self, begin: int, stop: int) -> None:
        text = self.text
        if self._fixed(begin, stop):
            return
        c = text[begin]
        if c == "第":
            self._ordinal(begin)
        elif c == "首":
            match = re.compile(
                r"首[个次批例家名位届轮条座艘架台辆笔单期季日天月年周件场层项列款部只支所]"
            ).match(text, begin)
            if match and text[begin + 1] == "季":
                if not self._dated(begin, begin + 1):
                    self._emit("ordinal", begin, match.end(), "ordinal.first", (begin, begin + 1))
            elif match:
                if text[begin + 1 : begin + 3] not in ("日封", "席") and not self._first_span(begin):
                    self._emit("ordinal", begin, match.end(), "ordinal.first", (begin, begin + 1))
        elif c == "双":
            self._emit("name", begin, begin + 3, "name.lexicon", (begin + 1, begin + 3))
        elif c == "半":
            self._half(begin)
        else:
            self._several(begin)

    def _first_span(self, begin: int) -> bool:
        return False

    def _ordinal(self, begin: int) -> None:
        """第N with its classifier; 第N季度 is a date, 第N条 and 第N号 name."""
        text = self.text
        if self._dated(begin + 1, begin + 1):
            return
        match = re.compile(
            rf"第((?:[0-9]+(?:\.[0-9]+)?[A-Z]?|{scan.CHINESE}+|几)(?:(?:至|到|[-—~～、])第?(?:[0-9]+|{scan.CHINESE}+))?)"
        ).match(text, begin)
        if not match:
            return
        tail = _ORDINAL_UNIT.match(text, match.end())
        end = tail.end() if tail else match.end()
        kind: Kind = (
            "identifier" if text[match.end()] in "条号款" and text[match.end() + 1] not in "线" else "ordinal"
        )
        reading = read(match[1])
        self._emit(
            kind,
            begin,
            end,
            "ordinal.di" if kind == "ordinal" else "identifier.article",
            (begin + 1, match.end()),
            reading,
        )

    def _half(self, begin: int) -> None:
        text = self.text
        if text[begin + 1] == "数":
            start, bound = self._approximated(begin)
            reading = bounded(Decimal("0.5"), bound or "exact")
            self._emit("ratio", start, begin + 2, "ratio.half", (begin, begin + 1), reading)
            return
        unit = self.units.at(text, begin + 1)
        if unit is None or unit.kind not in ("duration", "measure", "money"):
            self.done = begin + 1
            return
        if text[begin - 1] in "上下前后每大" and unit.name == "年" and text[begin - 1] in "上下前后":
            if not self._dated(begin, begin + 1):
                self.done = begin + 1
            return
        self._finish_quantity(begin, begin, begin + 1, bounded(Decimal("0.5"), "exact"), unit, None)

    def _several(self, begin: int) -> None:
        """几N, 数N and 好几N before a unit: 2 to 9 of it."""
        text = self.text
        start = begin
        if text[begin] == "好":
            begin += 1
        if text[begin - 1] in "好" and begin - 1 >= self.done:
            start = begin - 1
        match = _CHINESE.match(text, begin)
        if match and match.end() > begin:
            self._quantity(begin, match.end(), start)
            return
        if text[begin - 1] in _NOT_BEFORE_SEVERAL:
            self.done = begin + 1
            return
        unit = self.units.at(text, begin + 1)
        if unit is None or (unit.source == "noun" and text[begin] == "数"):
            self.done = begin + 1
            return
        reading = Reading(None, Decimal(2), Decimal(9), "several")
        self._finish_quantity(start, begin, begin + 1, reading, unit, None)

    # -- dates ------------------------------------------------------------------------------------------------

    def _dated(self, begin: int, end: int) -> bool:
        """A calendar expression, a clock time, or a span of time that is set against now (近三年, 10年前)."""
        text = self.text
        mark = text[end]
        if mark in " \u3000":
            mark = text[end + 1]
        if mark not in _DATE_MARKS and text[begin - 1] not in "前首头第":
            return False
        expression = calendar.expression_at(text, begin, self.done)
        if expression is not None and expression.end > end:
            base = text[expression.start - 1] in "比较与跟同" or text[
                expression.start - 2 : expression.start
            ] in ("相比", "对比")
            days = self.discourse.resolve(expression, keep=not base)
            rule = "date.clock" if expression.clock else "date.range" if expression.second else "date.point"
            self._emit(
                "date", expression.start, expression.end, rule, (begin, max(end, begin + 1)), days=days
            )
            return True
        if mark in "时点:：":
            return self._clock(begin, end)
        return False

    def _clock(self, begin: int, end: int) -> bool:
        text = self.text
        match = calendar.CLOCK.match(text, begin)
        if not match or match.end() <= end:
            return False
        hour = read(re.match(r"[0-9]+|[零一二三四五六七八九十两廿]+", text[begin : begin + 6]).group())  # type: ignore[union-attr]
        if hour is None or hour.value is None or hour.value > 24:
            return False
        start = self._day_part_before(begin)
        relative = calendar.relative_before(text, start, self.done)
        finish = match.end()
        if text[finish : finish + 1] in "后前" and text[finish - 1] in "时许分半右":
            finish += 0
        link = _TO.match(text, finish)
        if link:
            other = calendar.CLOCK.match(text, link.end())
            if other:
                finish = other.end()
        if relative < start:
            word = text[relative:start]
            days = self.discourse.resolve(
                calendar.Expression(relative, start, calendar.Point(start, calendar.RELATIVE[word]))
            )
            self._emit("date", relative, finish, "date.clock", (begin, end), days=days)
        else:
            self._emit("time", start, finish, "time.clock", (begin, end))
        return True

    def _day_part_before(self, begin: int) -> int:
        text = self.text
        for length in (2, 1):
            if begin - length >= self.done and text[begin - length : begin] in _DAY_PARTS:
                return begin - length
        return begin

    # -- quantities -------------------------------------------------------------------------------------------

    def _approximated(self, begin: int) -> tuple[int, Bound | None]:
        """The start of an approximator that ends at `begin`, and its bound; one apart from it only sets the bound."""
        text = self.text
        place = begin
        if text[place - 1] == " ":
            place -= 1
        if text[place - 1] not in self.approximators.last:
            return begin, None
        for length in (4, 3, 2, 1):
            start = place - length
            if start < self.done:
                continue
            word = text[start:place]
            bound = self.approximators.before.get(word)
            if bound is not None:
                if length == 1 and (text[start - 1] in _NOT_APPROXIMATE.get(word, "")):
                    return begin, None
                return start, bound
            bound = self.approximators.apart.get(word)
            if bound is not None:
                return begin, bound
        return begin, None

    def _after(self, end: int) -> tuple[int, Bound | None]:
        """The end of an approximator that begins at `end`, and its bound."""
        text = self.text
        if text[end] not in self.approximators.first:
            return end, None
        for length in (4, 3, 2, 1):
            bound = self.approximators.after.get(text[end : end + length])
            if bound is not None:
                if text[end : end + length] == "许" and text[end + 1] in "多可诺愿久":
                    return end, None
                return end + length, bound
        return end, None

    def _numeral(self, begin: int, end: int) -> tuple[int, Reading | None]:
        """The whole numeral that begins with `begin:end`: scales and mixed parts after it."""
        text = self.text
        c = text[end]
        if c in _EXTENDING:
            match = _EXTEND.match(text, end)
            if match and match.end() > end:
                reading = read(text[begin : match.end()])
                if reading is not None:
                    return match.end(), reading
                short = re.compile(rf" ?{scan.SCALE}+").match(text, end)
                if short:
                    reading = read(text[begin : short.end()])
                    if reading is not None:
                        return short.end(), reading
        if c == "半" and text[end - 1] not in "一":
            return end, read(text[begin:end])
        return end, read(text[begin:end])

    def _quantity(self, begin: int, end: int, start: int | None = None) -> bool:
        """A number with unit, range or approximators; False where nothing follows that makes it one."""
        text = self.text
        first = begin
        end, reading = self._numeral(begin, end)
        if reading is None:
            return False
        finish = end
        c = text[end]
        if c in "余多来 ":
            more = _MORE.match(text, end)
            if more and reading.value is not None and reading.bound == "exact":
                finish = more.end()
                reading = bounded(reading.value, "about" if "来" in more.group() else "over")
        place = finish + 1 if text[finish] in " \u3000\xa0" else finish
        unit = self.units.at(text, place)
        if unit is None and finish > end and text[end] == "多":
            pass
        start = begin if start is None else start
        if unit is None or (unit.source == "noun" and place > finish):
            ranged = self._ranged(start, begin, end, reading, None, finish)
            if ranged:
                return True
            return self._unitless(start, begin, end, finish, reading)
        if unit.source == "noun" and not self._countable(unit, begin, end):
            return self._unitless(start, begin, end, finish, reading)
        del first
        if self._ranged(start, begin, end, reading, unit, unit.end):
            return True
        return self._finish_quantity(start, begin, end, reading, unit, finish)

    def _countable(self, unit: Unit, begin: int, end: int) -> bool:
        """Whether a one-character noun after the number is counted by it."""
        text = self.text
        if unit.name in "国省市县区州" or text[begin].isdigit():
            return True
        return True

    def _unitless(self, start: int, begin: int, end: int, finish: int, reading: Reading) -> bool:
        """A number before a noun or before nothing: a count when it is clearly one."""
        text = self.text
        if not text[begin].isdigit():
            return False
        if finish == end and end - begin <= 6 and text[begin:end].isdigit():
            return False
        if self._quoted(begin, end) if text[begin:end].isdigit() else False:
            return True
        if _IDENTIFIED.match(text, end) and text[begin:end].isdigit():
            return False
        start, bound = self._approximated(start)
        if bound and reading.value is not None:
            reading = bounded(reading.value, bound)
        finish, after = self._after(finish)
        if after and reading.value is not None:
            reading = bounded(reading.value, after)
        kind: Kind = "count"
        if any(c in text[begin:end] for c in "万亿千百") and _MONEY_BEFORE.search(
            text, max(0, begin - 10), begin
        ):
            kind = "money"
        self._emit(
            kind, start, finish, "count.bare" if kind == "count" else "money.meant", (begin, end), reading
        )
        return True

    def _ranged(
        self, start: int, begin: int, end: int, reading: Reading, unit: Unit | None, finish: int
    ) -> bool:
        """3至5万元, 10%—20%, 3、4个: two numbers that share unit and scale."""
        text = self.text
        link = _TO.match(text, finish) if text[finish] in _LINKS else None
        if link is None:
            if text[finish] != "、" or unit is not None:
                return False
            match = re.compile(r"、([0-9]|[二三四五六七八九])(?![0-9.,])").match(text, finish)
            if not match:
                return False
            other = read(match[1])
            if not (
                other and reading.value is not None and other.value == reading.value + 1 and other.value < 10
            ):
                return False
            begin2, end2 = match.start(1), match.end(1)
        else:
            begin2 = link.end()
            match = _ARABIC.match(text, begin2) or _CHINESE.match(text, begin2)
            if not match or match.end() == begin2:
                return False
            end2 = match.end()
        end2, other = self._numeral(begin2, end2)
        if other is None:
            return False
        finish2 = end2
        more = _MORE.match(text, end2)
        if more:
            finish2 = more.end()
        unit2 = self.units.at(text, finish2 + (text[finish2] in " \u3000"))
        if unit2 is None or (
            unit is not None and unit2.name != unit.name and not (unit.kind == unit2.kind == "percent")
        ):
            return False
        low, high = (
            reading.low if reading.value is None else reading.value,
            other.high if other.value is None else other.value,
        )
        if low is None or high is None:
            return False
        if unit is None and low <= 10000 and not any(c in text[begin:end] for c in "百千万亿"):
            scale = _trailing_scale(text[begin2:end2])
            if scale > 1 and multiply(low, scale) <= high:
                low = multiply(low, scale)
        if low > high:
            return False
        joined = Reading(None, low, high, "range")
        return self._finish_quantity(start, begin, end2, joined, unit2, finish2)

    def _finish_quantity(
        self, start: int, begin: int, end: int, reading: Reading, unit: Unit, finish: int | None
    ) -> bool:
        """The mention of a number with its unit, its approximators and what a rate adds."""
        text = self.text
        kind, name, stop = unit.kind, unit.name, unit.end
        unit_at = (stop - len(name), stop)
        rule = (
            f"{kind}.unit"
            if unit.source == "unit"
            else "count.classifier"
            if unit.source == "classifier"
            else "count.noun"
        )
        start, bound = self._approximated(start)
        if kind == "percent" and name == "成":
            reading, stop = self._tenths(reading, stop)
            name, rule = "%", "percent.tenths"
        elif kind == "percent":
            name = "%"
        elif kind == "multiple" and name == "番":
            if text[begin - 1] not in "翻":
                return False
            reading = exactly(Decimal(2) ** int(reading.value or 1))
            name, rule, start = "倍", "multiple.doubling", start - 1
        if (
            text[stop] == "半"
            and kind in ("duration", "measure", "age", "money")
            and reading.value is not None
        ) and text[stop + 1] not in "导岛径程夜山途数":
            reading, stop = reading.plus(HALF), stop + 1
        per = (
            _PER.match(text, stop)
            if text[stop] in "/／每" and kind in ("money", "measure", "count")
            else None
        )
        if per and (text[stop] != "每" or kind in ("money", "measure")):
            name, stop = f"{name}/{per['per']}", per.end()
            unit_at = (unit_at[0], stop)
        elif (
            text[stop] == "次"
            and unit.source == "classifier"
            and not name.endswith("次")
            and text[stop + 1] not in "要序品数级日性"
        ):
            name, stop = name + "次", stop + 1
            unit_at = (unit_at[0], stop)
        if (
            text[stop] in "多余"
            and kind in ("duration", "measure", "money", "multiple", "age", "percent")
            and reading.bound == "exact"
        ) and (text[stop + 1] not in "次种少名家方个数为于的年" or text[stop + 1] in "的"):
            reading, stop = bounded(reading.value, "over"), stop + 1  # type: ignore[arg-type]
        stop, after = self._after(stop)
        bound = after or bound
        if bound and reading.value is not None:
            reading = bounded(reading.value, bound)
        days: tuple[date | None, date | None] = (None, None)
        if kind == "duration":
            return self._duration(start, begin, end, reading, name, unit_at, stop)
        if kind == "count" or kind == "measure":
            kind, name, rule, start, stop = self._reconsidered(kind, name, rule, start, begin, end, stop)
        self._emit(kind, start, stop, rule, (begin, end), reading, name, unit_at, days)
        return True

    def _tenths(self, reading: Reading, stop: int) -> tuple[Reading, int]:
        """三成 is 30 %, 三成五 35 %, 三到四成 30 to 40 %."""
        bound = reading.bound
        scaled = reading.times(Decimal(10))
        digit = re.compile(r"[一二三四五六七八九](?![个名人家成年月日倍万千百十])|半").match(self.text, stop)
        if digit and bound == "exact" and scaled.value is not None:
            extra = Decimal(5) if digit.group() == "半" else Decimal(DIGITS[digit.group()])
            return scaled.plus(extra), digit.end()
        return scaled, stop

    def _reconsidered(
        self, kind: Kind, name: str, rule: str, start: int, begin: int, end: int, stop: int
    ) -> tuple[Kind, str, str, int, int]:
        """Counts that are none: house numbers, floors, ranks, sizes of vehicles."""
        text = self.text
        if name in ("楼", "层") and text[begin - 1] not in "共高" and name == "楼":
            return "ordinal", name, "ordinal.floor", start, stop
        if name == "级" and text[begin].isdigit() is False and end - begin == 1:
            return "ordinal", name, "ordinal.grade", start, stop
        if text[begin - 1] in "前" and name in ("名", "位", "强") and start == begin:
            return "ordinal", name, "ordinal.top", begin - 1, stop
        if name in ("线", "路", "井", "码") and text[begin].isdigit():
            return "identifier", name, "identifier.place", start, stop
        return kind, name, rule, start, stop

    def _duration(
        self,
        start: int,
        begin: int,
        end: int,
        reading: Reading,
        name: str,
        unit_at: tuple[int, int],
        stop: int,
    ) -> bool:
        """A length of time, joined with smaller ones (一年六个月), or set against now (近三年来, 10年前)."""
        text = self.text
        joined = self._joined_duration(reading, name, stop)
        if joined is not None:
            reading, name, unit_at, stop = joined
        tail = _DURATION_TAIL.match(text, stop)
        led = (
            text[start - 2 : start]
            if text[start - 2 : start] in _DURATION_LEADS
            else text[start - 1]
            if text[start - 1] in "这"
            else ""
        )
        near = text[start:begin] in ("近",) or led
        unit = name.lstrip("个")
        long = unit in (
            "年",
            "月",
            "天",
            "日",
            "周",
            "星期",
            "季度",
            "世纪",
            "载",
            "代",
            "多世纪",
            "礼拜",
            "交易日",
        )
        if long and (tail or near):
            word = tail.group() if tail else ""
            dated = (near and (unit in ("年", "天", "日", "周") or led)) or word in (
                "来",
                "以来",
                "前",
                "之前",
                "以前",
                "间",
                "来的",
            )
            if dated and start - len(led) >= self.done:
                finish = tail.end() if tail else stop
                days = self._set_against_now(reading, unit, word, led)
                self._emit(
                    "date", start - len(led), finish, "date.span", (begin, end), reading, name, unit_at, days
                )
                return True
        finish = tail.end() if tail else stop
        if text[start - 1] == "第":
            self._emit("ordinal", start - 1, finish, "ordinal.di", (begin, end), reading, name, unit_at)
            return True
        self._emit("duration", start, finish, "duration.unit", (begin, end), reading, name, unit_at)
        return True

    def _joined_duration(
        self, reading: Reading, name: str, stop: int
    ) -> tuple[Reading, str, tuple[int, int], int] | None:
        """一年六个月 is 18 个月, 1小时20分 80 分: the smaller unit carries the value."""
        text = self.text
        factor = _WITHIN.get(name.lstrip("个"))
        if factor is None or reading.value is None:
            return None
        _smaller, per, pattern = factor
        match = pattern.match(text, stop)
        if not match:
            return None
        other = read(match[1])
        if other is None or other.value is None or other.bound != "exact":
            return None
        value = Decimal(reading.value) * per + Decimal(other.value)  # type: ignore[arg-type]
        return bounded(value, reading.bound), match[2], (match.start(2), match.end(2)), match.end()

    def _set_against_now(
        self, reading: Reading, unit: str, word: str, led: str
    ) -> tuple[date | None, date | None]:
        published = self.published
        number = reading.value if reading.value is not None else None
        if published is None or number is None or number != int(number) or number > 2000:
            return None, None
        count = int(number)
        try:
            if unit in ("年", "载"):
                then = calendar.earlier(published, count)
            elif unit == "月":
                then = calendar.earlier(published, 0, count)
            elif unit in ("天", "日"):
                then = published - timedelta(days=count)
            elif unit in ("周", "星期", "礼拜"):
                then = published - timedelta(days=7 * count)
            else:
                return None, None
        except (ValueError, OverflowError):
            return None, None
        if led in ("未来", "今后"):
            return published, published + (published - then)
        if word in ("前", "之前", "以前"):
            return (date(then.year, 1, 1), date(then.year, 12, 31)) if unit == "年" else (then, then)
        return then, published


def _trailing_scale(surface: str) -> Decimal:
    """The scale at the end of a numeral: 10000 for 5万, 1 for 5."""
    scale = Decimal(1)
    for c in reversed(surface.replace(" ", "")):
        if c in LARGE:
            scale *= LARGE[c]
        elif c in SMALL and c not in "十拾":
            scale *= SMALL[c]
        elif c in "多余":
            continue
        else:
            break
    return scale


_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳")
_ASCII_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_")
_SIGNS = frozenset(_CURRENCY_SIGN)
_JOINERS = _ASCII_LETTERS | _SIGNS | frozenset("-./#@:")
_DATE_MARKS = frozenset("年月日号季时点至到-—–~～―－、:：某个")
_LINKS = frozenset("至到-—–~～―－ ")
_EXTENDING = frozenset("十百千万亿兆拾佰仟余多来几个 ")
_DAY_PARTS = frozenset(
    [
        "凌晨",
        "清晨",
        "早晨",
        "早上",
        "上午",
        "中午",
        "午间",
        "正午",
        "午后",
        "下午",
        "傍晚",
        "晚上",
        "晚间",
        "夜间",
        "深夜",
        "午夜",
        "夜里",
        "半夜",
        "早间",
        "当晚",
        "今晚",
        "昨晚",
        "晚",
        "早",
    ]
)
_NOT_BEFORE_SEVERAL = frozenset("大多少无人个次总参系指分倍负基函小件岁字奇偶位件算如悉半茶")
_NOT_APPROXIMATE = {
    "近": "附最临邻靠亲远就贴新接将逼切凑相", "约": "大条合节签纽预特解制公契失相邀简如违誓履守婚爽隐",
    "过": "通经超度路错渡难翻跨转晃掠穿胜看听说做去来走跑飞跳吃用见办打罚放躲避透绕越不", "破": "突打攻侦告爆冲划识识撕", "超": "中英西赶高反",
    "快": "尽赶飞加更很较最明凉愉", "逾": "-",
}  # fmt: skip
_DURATION_LEADS = frozenset(("过去", "最近", "未来", "今后", "近来"))
_DURATION_TAIL = re.compile(
    r"以来|之前|以前|之后|以后|之间|期间|之内|以内|来(?!自|到|的?人)|前(?!往|列|述|三|去|线|夕|方|进)|后|内|间(?!接|隔)"
)
_WITHIN = {
    "年": ("月", 12, re.compile(r"(?:零|又)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})((?:个)月)")),
    "小时": ("分", 60, re.compile(r"(?:零|又)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(分钟|分)(?!之)")),
    "分": ("秒", 60, re.compile(r"(?:零)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(秒钟?)")),
    "分钟": ("秒", 60, re.compile(r"(?:零)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(秒钟?)")),
}
_STOP = re.compile(r"[，。、；：“\n？！]")
_CASE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9“”·「」（）]{0,14}?(?:案|事故|事件|火灾|纠纷|诈骗|盗窃|抢劫|车祸|爆炸|袭击|刑事|交通|命案|灾害|坍塌)"
)
_HOTLINES = frozenset(
    [
        "110",
        "119",
        "120",
        "122",
        "12110",
        "12119",
        "12122",
        "12123",
        "12306",
        "12315",
        "12345",
        "12348",
        "12369",
        "12377",
        "12381",
        "12389",
        "12321",
        "12318",
        "12320",
        "12329",
        "12333",
        "12366",
        "12388",
        "96110",
        "96111",
        "114",
        "10086",
        "10010",
        "10000",
        "95598",
        "95588",
        "911",
        "999",
        "995",
        "000",
        "12300",
        "12305",
        "12312",
        "12328",
        "12336",
        "12350",
        "12360",
        "12395",
        "12399",
        "95306",
    ]
)
_IDENTIFIED = re.compile(
    r"号(?:线|楼|院|店|门|机|令|文|公告|台|仓|馆|桥|井|炉|厅|铺|病例|航站楼|船|车|室|房|桌|床|墓|[\u4e00-\u9fff])?|国道|省道|县道|乡道|高速|路(?!人|边|口)|线|巷|弄|室|房(?!间)|航班|次列车|次航班|次车|医院|团|师(?![生傅])|旅|军|频道|型|栋|单元|区(?!域)|专线|热线"
)
_LABEL = re.compile(
    r"(?:电话|热线|拨打|尾号|编号|代码|账号|邮编|传真|QQ|股票|证号|号码|图|第)[:： 为是]{0,2}$"
)
_MONEY_BEFORE = re.compile(
    r"(?:金额|价值|损失|资金|罚款|赔偿|款|费|售价|投资|元|获利|收入|报酬|钱|债|奖金|骗走|骗取|诈骗|偿|案值|估值|成交|营收|利润|贷款|存款|票房|价)"
)
