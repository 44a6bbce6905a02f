"""`batch`, `table`, `check` and `report` on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FIRST = {
    "id": "y2022",
    "published": "2023-01-10",
    "text": "2022年，云州公安破获案件1946起，缴获毒品12公斤。",
}
SECOND = {
    "id": "y2023",
    "published": "2024-01-10",
    "text": "2023年，云州公安破获案件2163起，同比上升11.15%，增加800起，缴获毒品18公斤。",
}

Articlex = Callable[..., Any]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in (FIRST, SECOND))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def records(articles: Path, articlex: Articlex) -> Path:
    run = articlex("extract", articles)
    path = articles.with_name("records.jsonl")
    path.write_bytes(run.out)
    return path


def test_batch_writes_what_extract_prints(articlex: Articlex, articles: Path, records: Path) -> None:
    output = articles.parent / "out" / "records.jsonl"
    run = articlex("batch", articles, "-o", output, "--workers", "1")
    assert (run.code, run.out) == (0, b"")
    assert output.read_bytes() == records.read_bytes()
    assert "2 articles" in run.err


def test_batch_counts_failures(articlex: Articlex, articles: Path) -> None:
    output = articles.parent / "out.jsonl"
    run = articlex("batch", articles, "missing.txt", "-o", output, "--workers", "1")
    assert run.code == 1
    assert "failed" in run.err
    assert len(output.read_text(encoding="utf-8").splitlines()) == 2


def test_batch_refuses_options_that_do_not_fit(articlex: Articlex, articles: Path) -> None:
    run = articlex("batch", articles, "-o", articles.parent / "out.jsonl", "--append", "--workers", "1")
    assert run.code == 2
    assert run.err.startswith("articlex: ")
    assert len(run.err.splitlines()) == 1


def test_table_shows_and_sums(articlex: Articlex, records: Path) -> None:
    run = articlex("table", records, "--where", "predicate=破获")
    assert run.code == 0
    assert "2,163 起" in run.text
    assert "公斤" not in run.text
    run = articlex("table", records, "--by", "predicate,object", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.text)))
    assert {
        "predicate": "破获",
        "object": "案件",
        "claims": "2",
        "articles": "2",
        "sum": "4109",
        "unit": "起",
    } in rows


def test_table_over_time(articlex: Articlex, records: Path) -> None:
    run = articlex("table", records, "--series", "--format", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(run.text)) if row["unit"] == "起"]
    assert [(row["from"], row["value"], row["article"]) for row in rows] == [
        ("2022-01-01", "1946", "y2022"),
        ("2023-01-01", "2163", "y2023"),
    ]


def test_table_of_an_unknown_field_is_wrong_use(articlex: Articlex, records: Path) -> None:
    run = articlex("table", records, "--by", "verb")
    assert (run.code, run.out) == (2, b"")
    assert "there is no field 'verb'" in run.err


def test_records_that_are_none(articlex: Articlex, articles: Path) -> None:
    run = articlex("table", articles)
    assert run.code == 1
    assert "articles.jsonl:1: " in run.err


def test_check_finds_a_share_that_does_not_fit_its_amount(articlex: Articlex, records: Path) -> None:
    run = articlex("check", records)
    assert run.code == 0
    (line,) = run.lines
    assert line.startswith("y2023: change: 2163起")
    assert "800起" in line
    assert run.err == "1 finding\n"
    assert articlex("check", records, "--strict").code == 1


def test_report_marks_claims_in_their_text(articlex: Articlex, records: Path, articles: Path) -> None:
    page = records.with_name("page.html")
    run = articlex("report", records, "-o", page, "--articles", articles, "--title", "云州")
    assert (run.code, run.out) == (0, b"")
    assert "of 2 articles" in run.err
    html = page.read_text(encoding="utf-8")
    assert "<h1>云州</h1>" in html
    assert "2163起</mark>" in html


def test_report_refuses_other_articles(articlex: Articlex, records: Path, articles: Path) -> None:
    other = articles.with_name("other.jsonl")
    other.write_text(json.dumps({"id": "y2022", "text": "警方抓获5人。"}) + "\n", encoding="utf-8")
    page = records.with_name("page.html")
    run = articlex("report", records, "-o", page, "--articles", other)
    assert run.code == 1
    assert "not the articles" in run.err
    assert not page.exists()
    assert list(page.parent.glob(".page.html*")) == []
