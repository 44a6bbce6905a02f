"""Damage found and undone: pinyin insertions, broken bytes, mojibake, marks of loss."""

from __future__ import annotations

import random

import pytest

from articlex.model import Article
from articlex.text import damage as damages
from articlex.text import decode, read
from articlex.text.alignment import Draft
from tests.text.damaging import damage, listed

LOST = "\ufffd"


def restored(text: str) -> str:
    return Draft(text).edit(damages.find(text).edits).text


# damaged, restored
INVERTED = [
    ("網(wǎng)絡(luò)詐騙", "網絡詐騙"),
    ("1.8萬(wàn)余人", "1.8萬余人"),
    ("為群眾挽回?fù)p失3億余元", "為群眾挽回損失3億余元"),  # D893 = 負 inside 回損
    ("新聞?dòng)浾?陳某", f"新聞記者{LOST}陳某"),  # the space went with the second byte of 者
    # What follows 財政 reads like Chinese, but 严 is Simplified and so out of step; 已 is one of many.
    ("某縣(xiàn)級(jí)?hú)斦?严聯(lián)?bō)資(zī)金。", f"某縣級財政{LOST}下撥資金。"),
    # 市警 ends at a broken pair that its reading explains: 警 and the first of 局 spell 風.
    ("】南?là)?wān)市警?fēng)I(jú)自7月", "】南灣市警侷自7月"),
    (
        "、自?yì)踊?榷鄠?gè)領(lǐng)域。",
        f"、自動{LOST}{LOST}多個領域。",
    ),  # 個 is 8280: 80 too was shown as `?`
    ("的大客?tuì)糁?唬琒GI錶(biǎo)示", f"的大客戶{LOST}{LOST}，SGI錶示"),  # ， and S are read as AC53
    ("件，棉?tái)?8萬(wàn)餘(yú)件", f"件，棉{LOST}{LOST}8萬餘件"),  # 纺 would be a word, but is Simplified
]

# what no insertion is stays
KEPT = [
    "滯後縣(市、區)進行",
    "人工智能(AI)預警",
    "原文如此(sic)照錄",
    "破案(含上年)12起",
    "共30人(其中女性5人)",
    "網(fù)絡",  # fù is no reading of 網
    "真的嗎?好)",
    "漢字(hanzi)注音",
]


@pytest.mark.parametrize(("damaged", "right"), INVERTED)
def test_inverted(damaged: str, right: str) -> None:
    assert restored(damaged) == right


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert damages.find(text).edits == []


def test_an_insertion_belongs_to_its_character() -> None:
    damaged = "抓獲1.8萬(wàn)余人,查處143個(gè)"
    reading = read(Article(damaged))
    for piece, source in [("1.8万余人", "1.8萬(wàn)余人"), ("143个", "143個(gè)")]:
        at = reading.clean.index(piece)
        assert reading.alignment.to_original(at, at + len(piece)).of(damaged) == source


def test_bytes_that_could_not_be_decoded_are_named_once() -> None:
    decoded = decode("全市破获案件".encode() + b"\xff" + "12起，抓获嫌疑人5名。".encode(), name="a.txt")
    reading = read(Article(decoded.text, damage=decoded.damage))
    assert [r.kind for r in reading.article.damage] == ["undecodable"]
    assert [span.of(reading.clean) for span in reading.flagged] == [LOST]


def test_lost_digit_is_flagged() -> None:
    # 堅 (88D4) falls between 請 and 在; the broken DA33 swallows the 3 of 30日.
    damaged = damage("請在30日內辦理", listed("堅"))
    assert damaged == "請?jiān)?0日內辦理"
    reading = read(Article(damaged))
    at = reading.clean.index("0日")
    assert any(span.end == at for span in reading.flagged)
    assert any(repair.restored is None for repair in reading.article.damage)


# text decoded by the wrong table, restored
MOJIBAKE = [
    ("破获案件8163起".encode().decode("cp1252", "ignore"), None),
    ("中国警方".encode().decode("latin-1"), "中国警方"),
    ("截至目前，全国公安机关共破获案件，抓获嫌疑人。".encode().decode("gb18030", "replace"), None),
]


@pytest.mark.parametrize(("text", "right"), MOJIBAKE)
def test_mojibake(text: str, right: str | None) -> None:
    found = damages.find(text)
    assert found.edits
    if right is not None:
        assert restored(text) == right


# marks of loss: text, how many places are flagged
MARKS = [
    ("共抓获锟斤拷锟斤拷12人", 1),
    ("共抓获????12人", 1),
    ("损失\ufffd3亿元", 1),
    ("真的吗???", 0),
    ("烫烫烫手", 1),
    ("有人问:怎么办?有人答", 0),
]


@pytest.mark.parametrize(("text", "count"), MARKS)
def test_marks(text: str, count: int) -> None:
    assert len(read(Article(text)).flagged) == count
    assert len([r for r in damages.find(text).repairs if r.restored is None]) == count


WORDS = [
    "公安機關",
    "組織開展專項行動",
    "嚴厲打擊電信網絡詐騙犯罪",
    "破獲案件",
    "抓獲犯罪嫌疑人",
    "凍結涉案資金",
    "處罰違法人員",
    "全省",
    "各縣市",
    "檢察院",
    "對",
    "進行約談",
    "累計",
    "挽回損失",
    "同比下降",
    "同比上升",
    "據統計",
    "記者從會議上獲悉",
    "與此同時",
    "銀行機構",
    "學校",
    "企業",
    "個人",
    "專線",
    "預警數據",
    "人員管控",
    "聯合部署",
    "邊檢",
    "口岸",
    "滯留境外",
    "勸返",
    "經濟損失",
    "網絡生態",
    "治理",
    "賬號",
    "清理",
    "發佈",
    "報告",
    "顯示",
    "增長",
    "減少",
    "運營商",
    "導致",
    "傷者",
    "送醫",
    "車輛",
    "起火",
    "消防員",
    "撲滅",
    "災情",
    "穩定",
]


def generated(size: int, seed: int) -> list[str]:
    """Sentences with figures, `size` characters in all."""
    dice = random.Random(seed)
    out: list[str] = []
    while size > 0:
        parts = []
        for _ in range(dice.randint(2, 4)):
            parts.append("".join(dice.choices(WORDS, k=dice.randint(2, 5))))
            parts.append(f"{dice.randint(1, 99999)}{dice.choice(['起', '人', '萬元', '個', '億元', '%'])}")
            parts.append(dice.choice([",", "，", "、", " "]))
        parts[-1] = "。"
        out.append("".join(parts))
        size -= len(out[-1])
    return out


def agrees(mine: str, right: str) -> bool:
    """Whether every character of `mine` is right or flagged: a flag may stand for any characters that it
    hides.
    """
    first, *rest = mine.split(LOST)
    if not right.startswith(first):
        return False
    at = len(first)
    for piece in rest:
        found = right.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not rest or right.endswith(rest[-1])


@pytest.mark.parametrize("seed", range(4))
def test_every_character_is_restored_or_flagged(seed: int) -> None:
    order = list(listed().items())
    random.Random(seed).shuffle(order)
    readings = dict(order)
    total = flagged = 0
    wrong = []
    for sentence in generated(30_000, seed):
        mine = restored(damage(sentence, readings))
        total += len(sentence)
        flagged += len(sentence) - len(mine.replace(LOST, ""))
        if not agrees(mine, sentence):
            wrong.append((sentence, mine))
    assert wrong == []
    assert flagged < total / 50


def test_numbers_survive_or_are_flagged() -> None:
    readings = listed()
    for sentence in generated(20_000, 9):
        reading = read(Article(damage(sentence, readings)))
        original = reading.article.text
        for at, character in enumerate(reading.clean):
            if character.isdigit() and not reading.alignment.is_repaired(at):
                assert reading.alignment.to_original(at, at + 1).of(original) == character
