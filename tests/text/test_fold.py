"""Folding: what becomes what, what stays, and that no length ever changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlex.text.fold import fold

# written, folded
FOLDED = [
    ("破獲案件８１６３起", "破获案件8163起"),
    ("臺灣與台灣", "台湾与台湾"),
    ("港元新台幣逾", "港元新台币逾"),
    ("檢獲毒品", "检获毒品"),
    ("上升１３．５％", "上升13.5%"),
    ("上升13.5﹪", "上升13.5%"),
    ("隨著人數增加", "随着人数增加"),
    ("顯著下降，著名學者說", "显著下降，著名学者说"),
    ("乾隆年間乾燥", "乾隆年间干燥"),
    ("「兩卡」和『斷流』", "“两卡”和‘断流’"),
    ("1月8日,記者獲悉", "1月8日，记者获悉"),
    ("共1,100萬元", "共1,100万元"),
    ("下降5.3%,上升2.1%", "下降5.3%，上升2.1%"),
    ("１，１００萬元", "1,100万元"),
    ("死亡5人，20人受傷", "死亡5人，20人受伤"),
    ("10:32 來源:某報", "10:32 来源：某报"),
    ("１２：３０", "12:30"),
    ("二○二四年", "二〇二四年"),
    ("二０二四年", "二〇二四年"),
    ("現場(縣、區)", "现场（县、区）"),
    ("真的?是!", "真的？是！"),
    ("減少三成.", "减少三成。"),
    ("約翰．史密斯", "约翰·史密斯"),
    ('他說"好"再說"不好"', "他说“好”再说“不好”"),
    ("朱某╱臺北報導", "朱某/台北报导"),
    ("⼀⼆三", "一二三"),
    ("全角　空格", "全角 空格"),
]

# what stays as it is
KEPT = [
    "破获案件8163起，抓获1.8万余人。",
    "著名景区的着装要求",  # a Simplified text keeps its 著
    "乾坤湾",
    "7×24小时",
    "https://example.com/a,b;c?d=1",
    "Smith, John",
    "2023-01-02 10:32:05",
    "①第一项",
    "3㎡与½杯",
]


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_folds(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("text", KEPT)
def test_keeps(text: str) -> None:
    assert fold(text) == text


MIXED = st.text(alphabet=st.sampled_from(list('乾著隆名破獲０１９，：．,.;:?!"()「」 \n一○０AZaz９%％二$')))


@given(st.text() | MIXED)
def test_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(MIXED)
def test_folding_again_changes_no_letter_digit_or_character(text: str) -> None:
    once = fold(text)
    assert [c for c in fold(once) if c.isalnum()] == [c for c in once if c.isalnum()]
