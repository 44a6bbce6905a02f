"""The tables of the rules of reading: one file a topic, and each rule in its table.

The whole program reads each text; the claim of the marked number must be made by the rule of the row.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from articlex.claims.rules import CATALOGUE, after, before, earlier, lists, nouns
from articlex.testing import assert_leaves, assert_reads, marked

HERE = Path(__file__).parent
TOPICS = {"before": before, "after": after, "earlier": earlier, "lists": lists, "nouns": nouns}


class Row(NamedTuple):
    """A line of a table; `-` stands for nothing."""

    rule: str
    how: str
    text: str
    predicate: str | None
    object: str | None
    reason: str


def table(topic: str) -> list[Row]:
    """The rows of a topic's table, comments and header left out."""
    lines = (HERE / f"{topic}.tsv").read_text(encoding="utf-8").splitlines()
    out = []
    for line in [line for line in lines if not line.startswith("#")][1:]:
        rule, how, text, predicate, obj, reason = line.split("\t")
        out.append(
            Row(rule, how, text, None if predicate == "-" else predicate, None if obj == "-" else obj, reason)
        )
    return out


ROWS = [row for topic in TOPICS for row in table(topic)]
READS = [row for row in ROWS if row.how == "reads"]
LEAVES = [row for row in ROWS if row.how == "leaves"]
SAID = [row for row in ROWS if row.how == "said"]
GAPS = [
    pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=row.reason, raises=AssertionError))
    for row in ROWS
    if row.how == "gap"
]


@pytest.mark.parametrize("row", READS, ids=lambda row: f"{row.rule}:{row.text}")
def test_reads(row: Row) -> None:
    assert_reads(row.rule, row.text, predicate=row.predicate, object=row.object)


@pytest.mark.parametrize("row", SAID, ids=lambda row: f"{row.rule}:{row.text}")
def test_is_said(row: Row) -> None:
    assert_reads(None, row.text, predicate=row.predicate, object=row.object)


@pytest.mark.parametrize("row", LEAVES, ids=lambda row: f"{row.rule}:{row.text}")
def test_leaves_alone(row: Row) -> None:
    assert_leaves(row.rule, row.text)


@pytest.mark.parametrize("row", GAPS)
def test_known_gap(row: Row) -> None:
    # Whichever rule closes the gap will do.
    assert_reads(None, row.text, predicate=row.predicate, object=row.object)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_table_holds_the_rules_of_its_topic(topic: str) -> None:
    rows = table(topic)
    assert {row.rule for row in rows} == {rule.id for rule in TOPICS[topic].RULES}
    assert {row.how for row in rows} <= {"reads", "said", "leaves", "gap"}
    assert all(len(marked(row.text).spans) == 1 for row in rows)
    assert all((row.how == "gap") == (row.reason != "-") for row in rows)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.id)
def test_a_rule_has_rows(rule: object) -> None:
    rows = [row for row in ROWS if row.rule == getattr(rule, "id", None)]
    # What the rule should read and does not win yet counts: it says what the rule is for.
    assert sum(row.how != "leaves" for row in rows) >= 2
    assert sum(row.how == "leaves" for row in rows) >= 1
