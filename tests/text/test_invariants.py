"""What holds for every text: lengths, maps, order, determinism; and damaged copies read as the clean ones."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from articlex.model import Article
from articlex.text import Reading, fold, read
from articlex.text.alignment import Draft, Edit
from articlex.text.damage import find
from tests.text.damaging import damage, listed

PIECES = (
    "<p>",
    "</p>",
    "<br/>",
    "<b>",
    "</b>",
    '<span class=\\"x\\">',
    "</span>",
    "<table><tr><td>",
    "</td></tr></table>",
    "&nbsp;",
    "&amp;",
    "&#50;",
    "\n",
    "\n\n",
    "\r\n",
    "\\r\\n",
    "\\n",
    "\u3000\u3000",
    " ",
    "\u200b",
    "# ",
    "**",
    "[链接](http://a.cn/1)",
    "![](a1.png)",
    "| 甲 | 12 |\n|--|--|\n",
    "---\n",
    "破獲案件8163起，",
    "抓获1.8万余人。",
    "１，２００",
    "1 200 万元",
    "網(wǎng)絡(luò)",
    "回?fù)p失",
    "????",
    "�",
    "锟斤拷",
    "ä¸\xadå›½",
    "？",
    "”",
    "“",
    "（",
    "）",
    "著",
    "責任編輯：王小明",
    "2024年1月9日 10:32",
    "<",
    "&",
    "|",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)


def check(reading: Reading) -> None:
    """The invariants of a reading."""
    original = reading.article.text
    clean = reading.clean
    assert len(clean) == len(reading.plain)
    assert fold(reading.plain) == clean
    before = 0
    for at in range(len(clean)):
        span = reading.alignment.to_original(at, at + 1)
        assert 0 <= span.start <= span.end <= len(original)
        assert span.start >= before
        before = span.start
        if not reading.alignment.is_repaired(at):
            assert span.of(original) == reading.plain[at]
    assert clean == "\n".join(clean[b.start : b.end] for b in reading.blocks)
    for sentence in reading.sentences:
        block = reading.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
    for flag in reading.flagged:
        assert set(flag.of(clean)) == {"\ufffd"}
    assert "\u200b" not in clean
    assert "\n\n" not in clean


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_every_reading_keeps_its_invariants(text: str) -> None:
    reading = read(Article(text))
    check(reading)
    assert read(Article(text)).clean == reading.clean


@settings(deadline=None)
@given(st.text(max_size=60), st.data())
def test_edits_compose(text: str, data: st.DataObject) -> None:
    draft = Draft(text)
    for _ in range(3):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(draft.text)), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        edits = [Edit(a, b, data.draw(st.sampled_from(["", "", "x", "甲乙"]))) for a, b in pairs]
        draft = draft.edit(edits)
    for at, character in enumerate(draft.text):
        span = draft.alignment.to_original(at, at + 1)
        assert 0 <= span.start <= span.end <= len(text)
        if not draft.alignment.is_repaired(at):
            assert span.of(text) == character


ARTICLES = [
    "某市公安機關去年破獲電信網絡詐騙案件{a}起，抓獲犯罪嫌疑人{b}人，凍結涉案資金{c}億元。\n\n"
    "與此同時，處罰違法人員{d}人次，約談學校{e}所。",
    "據統計，全省累計勸返滯留境外人員{a}人，攔截{b}人，為群眾挽回損失{c}億元，發案同比下降{d}%。",
]


def test_damaged_copies_read_as_the_clean_ones() -> None:
    dice = random.Random(5)
    readings = listed()
    for turn in range(10):
        figures = {key: dice.randint(2, 9999) for key in "abcde"}
        text = ARTICLES[turn % 2].format(**figures)
        clean, damaged = read(Article(text)), read(Article(damage(text, readings)))
        assert damaged.clean == clean.clean
        assert [b.section for b in damaged.blocks] == [b.section for b in clean.blocks]
        assert find(damaged.article.text).edits
        check(damaged)
