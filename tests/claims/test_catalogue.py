"""The catalogue: every id once, each with an example first, and every id that a claim carries is in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from articlex import Article, Extractor, sources
from articlex.catalogue import Described, catalogue
from articlex.numbers import find_mentions
from articlex.numbers.catalogue import number_rules

ROOT = Path(__file__).parents[2]
NUMBERS = ROOT / "src" / "articlex" / "numbers"
ALL = catalogue()
IDS = {rule.id for rule in ALL}


def test_ids_are_unique() -> None:
    assert len(IDS) == len(ALL)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_description_begins_with_an_example(rule: Described) -> None:
    assert re.search("[\u4e00-\u9fff0-9①〇]", rule.example), rule.doc
    assert len(rule.meaning) >= 6
    assert rule.doc.endswith(".")


@pytest.mark.parametrize("rule", [rule for rule in ALL if rule.part == "number"], ids=lambda rule: rule.id)
def test_an_example_of_a_number_holds_what_it_says(rule: Described) -> None:
    kinds = {mention.kind for mention in find_mentions(rule.example)} | {"identifier"}
    assert rule.id.partition(".")[0] in kinds or rule.id in CONTEXT


CONTEXT = {"age.bare", "enumerator.bracketed", "enumerator.clause", "enumerator.marked", "ordinal.floor"}
"""Rules whose example is read so only where it stands in an article (at the head of a line, behind a
word).
"""


def bulletins() -> list[Article]:
    """The fixtures, the gold bulletins, and the rows of the tables of numbers."""
    found = [
        item for item in sources.articles(str(ROOT / "fixtures" / "articles")) if isinstance(item, Article)
    ]
    gold = (ROOT / "tests" / "gold" / "articles.jsonl").read_text("utf-8").splitlines()
    found += [Article(json.loads(line)["text"]) for line in gold]
    for table in sorted((ROOT / "tests" / "numbers").glob("*.tsv")):
        rows = table.read_text("utf-8").splitlines()
        found += [Article(row.partition("\t")[0]) for row in rows if row and not row.startswith("#")]
    return found


def test_every_id_that_is_emitted_is_described() -> None:
    extractor = Extractor()
    emitted: set[str] = set()
    for article in bulletins():
        result = extractor.extract(article)
        emitted.update(mention.rule for mention in result.mentions)
        emitted.update(rule for claim in result.claims for rule in claim.rules)
    assert emitted - IDS == set()
    assert len(emitted) > 80


def test_every_id_written_in_the_readers_is_described() -> None:
    literal = re.compile(r'"([a-z_]+\.[a-z-]+)"')
    written = {
        match
        for path in NUMBERS.glob("*.py")
        for match in literal.findall(path.read_text("utf-8"))
        if not match.endswith((".tsv", ".unit"))
    }
    assert written - set(number_rules()) == set()
    assert len(written) > 60


def test_the_list_of_the_document_is_whole() -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    for rule in ALL:
        assert f"\n{rule.id} " in text
