"""The dictionary: words of ours win over their parts, glued entries are cut apart, users add theirs."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from derive_lexicons import needed_frequencies

from articlex import lexicon
from articlex.errors import LexiconError
from articlex.syntax.words import Words

CUTS = [
    # text with its words apart
    "约谈 | 学校",
    "破获 | 案件",
    "抓获 | 犯罪嫌疑人",
    "同比 | 下降",
    "龘",
]


@pytest.fixture(scope="module")
def dictionary() -> Words:
    return Words()


@pytest.mark.parametrize("row", CUTS)
def test_cut(row: str, dictionary: Words) -> None:
    words = row.split(" | ")
    assert dictionary.cut("".join(words)) == words


def test_cuts_as_jieba_does(dictionary: Words) -> None:
    """Where none of our words stands, jieba's own cut without its guessing is the measure."""
    import jieba

    jieba.setLogLevel(60)
    for text in (
        "他在北京大学读书",
        "研究生命的起源",
        "南京市长江大桥",
        "乒乓球拍卖完了",
        "結婚的和尚未結婚的",
    ):
        assert dictionary.cut(text) == list(jieba.cut(text, HMM=False))


def test_empty(dictionary: Words) -> None:
    assert dictionary.cut("") == []


def test_classes(dictionary: Words) -> None:
    assert dictionary.class_of("抓获") == "v"
    assert dictionary.class_of("警察") == "n"
    assert dictionary.class_of("四川省") == "ns"
    assert dictionary.class_of("龘龘") == "x"


def test_frequencies_are_derived_from_the_words() -> None:
    """After a change of words.tsv: python benchmarks/derive_lexicons.py frequencies."""
    listed = {entry["word"]: int(entry["frequency"]) for entry in lexicon.load("word_frequencies")}
    assert listed == needed_frequencies()


def test_a_users_word_wins_over_its_parts(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("word\tclass\tcut\n智慧门店\tn\t\n银鹭\tn\t\n", encoding="utf-8")
    dictionary = Words((tmp_path,))
    assert dictionary.cut("开设智慧门店") == ["开设", "智慧门店"]
    assert dictionary.class_of("智慧门店") == "n"


def test_a_users_glue_is_cut_apart(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("word\tclass\tcut\n嫌疑人\tglue\t\n", encoding="utf-8")
    assert "嫌疑人" not in Words((tmp_path,)).cut("抓获嫌疑人")


def test_an_unknown_class_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("word\tclass\tcut\n智慧\tzz\t\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="智慧"):
        Words((tmp_path,)).cut("智慧")


def test_threads_share_a_dictionary() -> None:
    dictionary = Words()
    texts = ["破获案件", "约谈学校", "同比下降", "抓获犯罪嫌疑人"] * 4
    found: list[list[str]] = [[] for _ in texts]

    def cut(place: int) -> None:
        found[place] = dictionary.cut(texts[place])

    threads = [threading.Thread(target=cut, args=(place,)) for place in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [dictionary.cut(text) for text in texts]
