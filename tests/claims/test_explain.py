"""The story of a claim: its number in parts, what made it, what else was weighed, and why a field is
empty.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from articlex import Article, Extractor, extract
from articlex.explain import explain
from articlex.records import to_dict

FOOTBALL = Path(__file__).parents[2] / "examples" / "football-rules"
TEXT = "云州公安通报\n\n2023年，云州公安破获案件163起，抓获犯罪嫌疑人1.8万余人，其中未成年人12人。\n"


def story(text: str, id_: str, extractor: Extractor | None = None) -> dict[str, str]:
    """The lines of one claim by their labels; a label that stands twice keeps its first."""
    result = (extractor or Extractor(trace=True)).extract(Article(text, published=date(2024, 1, 9)))
    block = next(part for part in explain(result).split("\n\n") if part.startswith(f"{id_}  "))
    lines: dict[str, str] = {}
    for line in block.splitlines()[1:]:
        label, words = line[:14].strip(), line[14:].strip()
        for name in ("rather than", "overruled"):
            if line.strip().startswith(name):
                label, words = name, line.strip().removeprefix(name).strip()
        lines.setdefault(label, words)
    return lines


def test_the_number_is_told_in_its_parts() -> None:
    lines = story(TEXT, "c2")
    place = TEXT.index("1.8万余人")
    assert lines["number"] == "count 18000 人, over"
    assert lines["rule"].startswith("count.classifier, as in 8163起")
    assert lines["numeral"] == f"1.8万 [{place}:{place + 4}]"
    assert lines["bound"] == f"余 [{place + 4}:{place + 5}]"
    assert lines["unit"] == f"人 [{place + 5}:{place + 6}]"


def test_the_reading_is_told_with_its_rule_and_what_else_was_weighed() -> None:
    lines = story(TEXT, "c1")
    assert lines["says"].startswith("破获 · 案件: verb-noun-number, as in 破获案件8163起")
    assert lines["rather than"].endswith("less)")
    assert lines["agent"].startswith("云州公安: agent-subject")
    assert lines["period"] == "2023年, 2023-01-01 to 2023-12-31 (said before the number)"


def test_links_are_told() -> None:
    assert story(TEXT, "c3")["part of"].startswith("c2 1.8万余人")
    change = story("警方破获案件163起，同比上升13.5%。", "c2")["change"]
    assert change == "up on the year before, of c1 163起 (案件)"


def test_empty_fields_have_their_reason() -> None:
    lines = story("同比下降22%。", "c1")
    assert lines["period"].startswith("none: no period is said")
    assert "no object is said in reach" in lines["says"]
    assert lines["agent"].startswith("none: ")


def test_a_range_and_a_fraction() -> None:
    assert story("警方抓获3至5名嫌疑人。", "c1")["number"] == "count 3 to 5 名, range"
    assert story("受访者占三分之一。", "c1")["number"].startswith("ratio 1/3")


def test_a_rule_of_the_user_s_own_is_named() -> None:
    lines = story("云州队本赛季已攻入12球。", "c1", Extractor(rules=FOOTBALL, trace=True))
    assert "football.goals" in lines["says"]
    assert lines["agent"] == "云州队: the rule names it"


def test_a_result_without_a_trace_is_read_once_more() -> None:
    plain = extract(TEXT, published="2024-01-09")
    assert plain.trace is None
    assert plain.explain() == Extractor(trace=True).extract(plain.article).explain()
    assert "rather than" in plain.explain()


def test_where_a_second_reading_differs_the_record_alone_is_told() -> None:
    result = Extractor(rules=FOOTBALL).extract(Article("云州队本赛季已攻入12球。"))
    told = result.explain()
    assert "football.goals" in told
    assert "rather than" not in told


def test_an_article_without_claims() -> None:
    assert extract("今天天气很好。").explain() == "article: 0 claims, 0 numbers\n"


@pytest.mark.parametrize("text", [TEXT, "警方抓获1.8萬(wàn)余人。", "<p>破获案件<b>12</b>起</p>"])
def test_the_excerpt_shows_the_source(text: str) -> None:
    result = extract(text)
    assert result.claims
    for claim in result.claims:
        assert f"⟦{claim.text}⟧" in result.explain()


def test_a_result_gives_its_record() -> None:
    result = extract(TEXT)
    assert result.to_dict() == to_dict(result)
