"""Where sentences end."""

from __future__ import annotations

import pytest

from articlex.model import Article
from articlex.text import read

# text, its sentences
ROWS = [
    ("破案5起。抓获3人！为什么？不知道。", ["破案5起。", "抓获3人！", "为什么？", "不知道。"]),
    ("甲县5起；乙县3起。", ["甲县5起；乙县3起。"]),
    ("他说：“破案5起。”随后离开。", ["他说：“破案5起。”", "随后离开。"]),
    ("他说：“破案5起。抓获3人。”随后离开。", ["他说：“破案5起。", "抓获3人。”", "随后离开。"]),
    ("上升13.5%、2.28%，为“7×24小时”巡查。", ["上升13.5%、2.28%，为“7×24小时”巡查。"]),
    ("发布《怎么办？》一书。", ["发布《怎么办？》一书。"]),
    ("破案5起（去年为3起。）。抓获3人", ["破案5起（去年为3起。）。", "抓获3人"]),
    ("破案5起\n抓获3人", ["破案5起", "抓获3人"]),
    ("真的吗？！是的……后来破案。", ["真的吗？！", "是的……", "后来破案。"]),
    ("【王小明／南城報導】南城市警局破案5起。", ["【王小明/南城报导】", "南城市警局破案5起。"]),
    (
        "某社某市1月9日电（记者 王小明）某市公安局破案5起。",
        ["某社某市1月9日电（记者 王小明）", "某市公安局破案5起。"],
    ),
    ("本报讯（记者王小明）某市公安局破案5起。", ["本报讯（记者王小明）", "某市公安局破案5起。"]),
    ("某网消息：某市公安局破案5起。", ["某网消息：", "某市公安局破案5起。"]),
    ("某网消息（晚间新闻）：某市公安局破案5起。", ["某网消息（晚间新闻）：", "某市公安局破案5起。"]),
    ("本报讯（王小明）某市公安局破案5起。", ["本报讯（王小明）", "某市公安局破案5起。"]),
    ("某报消息称破案5起。", ["某报消息称破案5起。"]),
    ("【通报】某市公安局破案5起。", ["【通报】某市公安局破案5起。"]),
    ("1.总体情况。2.分项情况。", ["1.总体情况。", "2.分项情况。"]),
]


@pytest.mark.parametrize(("text", "sentences"), ROWS)
def test_sentences(text: str, sentences: list[str]) -> None:
    reading = read(Article(text))
    assert [reading.clean[s.start : s.end] for s in reading.sentences] == sentences
    for sentence in reading.sentences:
        block = reading.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
