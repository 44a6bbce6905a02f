"""What holds for any input: round trips of written numbers, the ledger, offsets, and linear cost."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlex.errors import LexiconError
from articlex.model import Mention, Span
from articlex.numbers import find_mentions, find_periods, read_numeral

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def chinese(number: int) -> str:
    """The plain Chinese spelling of a number below 10^12, written for these tests alone."""
    if number == 0:
        return "零"
    groups = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            text = "".join(
                DIGITS[int(d)] + unit if d != "0" else "零"
                for d, unit in zip(f"{group:04d}", ("千", "百", "十", ""), strict=True)
            )
            while "零零" in text:
                text = text.replace("零零", "零")
            groups.append(text.rstrip("零") + name)
        elif groups:
            groups.append("零")
    text = "".join(groups)
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")


NUMBERS = st.integers(min_value=1, max_value=10**12 - 1)


@given(NUMBERS)
def test_chinese_integers_read_back(number: int) -> None:
    spelling = chinese(number)
    assert read_numeral(spelling) == number
    assert read_numeral(spelling.translate(FORMAL)) == number
    assert cn2an.cn2an(spelling, "smart") == number


@given(NUMBERS, st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_grouped_digits_read_back(number: int, scale: tuple[str, int]) -> None:
    name, factor = scale
    assert read_numeral(f"{number:,}{name}") == number * factor
    assert read_numeral(f"{number}{name}") == number * factor


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from(["", "万", "亿"]))
def test_decimals_read_back(value: Decimal, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    full = f"{value}{scale}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert read_numeral(f"{value}{scale}") == value * factor
    assert read_numeral(full) == value * factor
    [mention] = find_mentions(f"共{value}{scale}元。")
    assert (mention.value, mention.unit) == (value * factor, "元")


@given(st.integers(1, 99), st.integers(1, 9999))
def test_mixed_scales_read_back(large: int, small: int) -> None:
    assert read_numeral(f"{large}亿{small}万") == large * 10**8 + small * 10**4
    [mention] = find_mentions(f"投资{large}亿{small}多万元")
    assert mention.value == large * 10**8 + small * 10**4
    assert mention.bound == "over"


@given(st.integers(1, 9999), st.integers(2, 9999))
def test_fractions_read_back(part: int, whole: int) -> None:
    from fractions import Fraction

    assert read_numeral(f"{chinese(whole)}分之{chinese(part)}") == Fraction(part, whole)


def test_long_numbers_are_exact() -> None:
    digits = "123456789" * 6
    assert read_numeral(digits) == Decimal(digits)
    assert read_numeral("1" * 50 + "亿") == Decimal("1" * 50 + "0" * 8)


PIECES = st.sampled_from(
    [
        *"0123456789一二三十百千万亿两几数半多余第首近超约至到年月日时号点元人个起%.,:/-—、，。（）“”〇兆每初底前来以",
        *(
            "\n",
            " ",
            "１",
            "萬",
            "个月",
            "以来",
            "截至",
            "分之",
            "人民币",
            "\ufffd",
            "http://a",
            "A1",
            "¥",
            "上半年",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def check(text: str, found: list[Mention]) -> None:
    """Sorted, disjoint, true to the text, and every digit covered."""
    covered: set[int] = set()
    end = 0
    for mention in found:
        assert mention.start >= end
        assert mention.end > mention.start
        assert mention.text == text[mention.start : mention.end]
        assert mention.start <= mention.numeral.start <= mention.numeral.end <= mention.end
        end = mention.end
        covered.update(range(mention.start, mention.end))
    assert all(place in covered for place, c in enumerate(text) if c in "0123456789０１２３４５６７８９")


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_every_digit_is_in_one_mention(text: str) -> None:
    found = find_mentions(text, published=date(2024, 1, 9))
    check(text, found)
    assert found == find_mentions(text, published=date(2024, 1, 9))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_accounted_for(text: str) -> None:
    check(text, find_mentions(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_periods_are_sorted_and_disjoint(text: str) -> None:
    published = date(2024, 1, 9)
    end = 0
    for period in find_periods(text, find_mentions(text, published=published), published=published):
        assert period.start >= end
        assert period.text == text[period.start : period.end]
        end = period.end


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_no_mention_crosses_the_end_of_a_line(first: str, second: str) -> None:
    found = find_mentions(f"{first}\n{second}")
    assert not any("\n" in m.text for m in found)


def test_a_destroyed_character_takes_the_value() -> None:
    [mention] = find_mentions("抓获1\ufffd人")
    assert (mention.flagged, mention.value, mention.low) == (True, None, None)
    [first, second] = find_mentions("抓获12人，缴获3辆", flagged=[Span(3, 4)])
    assert (first.flagged, first.value) == (True, None)
    assert not second.flagged
    assert second.value == 3


REFUSED = [
    "1万2万",
    "二百千",
    "三百三千",
    "十十",
    "1.2.3",
    "11,00",
    "",
    "万个",
    "1.5亿2000",
    "好",
    "一" * 80 + "万",
]


@pytest.mark.parametrize("numeral", REFUSED)
def test_what_cannot_be_read_is_refused(numeral: str) -> None:
    assert read_numeral(numeral) is None


@pytest.mark.parametrize("text", ["损失1万2万元", "共二百千人", "损失1.5亿2000元"])
def test_an_unread_numeral_keeps_its_text_without_a_value(text: str) -> None:
    [mention] = find_mentions(text)
    assert mention.text == text[2:] or mention.text == text[1:]
    assert (mention.value, mention.low, mention.high) == (None, None, None)


HOSTILE = [
    "1",
    "1,",
    "1,222",
    "万",
    "百千",
    "一",
    "（",
    "（1）",
    "“",
    "“1",
    "1-",
    "1/",
    "1:",
    "1.1.",
    "1至",
    "3年",
    "3月",
    "第1",
    "百分之",
    "3、",
    "/1",
    "a1",
    "1亿",
    "1万2",
    "十几",
    "2023年1月至",
    "今年",
    "截至",
    "每十万人",
    "至少",
    "\n1",
    "¥1",
    "10:20-",
    "一代",
    "1元人民币至",
    "1年1个月",
    "\ufffd1",
]


def seconds(unit: str, length: int) -> float:
    """The lesser of two runs over `unit` repeated to `length` characters, the periods included."""
    text = unit * (length // len(unit))
    best = 60.0
    for _ in range(2):
        begin = time.process_time()
        found = find_mentions(text, published=date(2024, 1, 9))
        find_periods(text, found, published=date(2024, 1, 9))
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_costs_linear_time(unit: str) -> None:
    short, long = seconds(unit, 2_000), seconds(unit, 16_000)
    # eight times the length: linear cost is eightfold, quadratic sixty-fourfold; a floor keeps noise out
    assert long <= 20 * max(short, 0.004)


def test_a_users_lists_are_added(tmp_path: Path) -> None:
    (tmp_path / "classifiers.tsv").write_text("classifier\tnot_before\n坨\t-\n", encoding="utf-8")
    (tmp_path / "units.tsv").write_text("unit\tkind\tnot_before\n星币\tmoney\t-\n", encoding="utf-8")
    found = find_mentions("共3坨，5万星币", lexicons=(tmp_path,))
    assert [(m.text, m.kind, m.unit) for m in found] == [("3坨", "count", "坨"), ("5万星币", "money", "星币")]
    assert [m.text for m in find_mentions("共3坨")] == ["3"]


def test_a_wrong_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("unit\tkind\tnot_before\n星币\tcoin\t-\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"units.tsv.*星币.*coin"):
        find_mentions("共3人", lexicons=(tmp_path,))
