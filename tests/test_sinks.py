"""Every format, written and then read by its real engine: nothing lost, nothing changed, fixed columns."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from articlex import records, sinks
from articlex.errors import OptionError, OutputError
from articlex.model import Article, Change, Claim, Mention, Repair, Result
from articlex.sinks import Entry, Format, tables

duckdb = pytest.importorskip("duckdb")
pq = pytest.importorskip("pyarrow.parquet")

NUMBERS = (Decimal("8163"), Decimal("0.1"), Fraction(1, 3), None)


def result(number: int, claims: int = 3) -> Result:
    """An article with claims of every kind of value; the last one is a change of the first."""
    made = []
    for index in range(claims):
        value = NUMBERS[(number + index) % len(NUMBERS)]
        made.append(
            Claim(
                f"c{index + 1}", index, index + 4, "8163", "count", value, value, None, "over", "起",
                predicate="破获", object="案件", period_start=date(2023, 1, 1), period_source="explicit",
                change=Change("up", "yoy", "c1") if index == claims - 1 > 0 else None,
                rules=("r.one", "r.two"),
            )
        )  # fmt: skip
    return Result(
        Article(
            "文" * 20, f"a{number}", f"标题，“{number}”\n第二行", date(2024, 1, 9), "某报",
            reporters=("甲", "乙"), language="zh-Hans", encoding="utf-8",
            damage=(Repair("lost-byte", 1, 2, None),),
        ),
        tuple(made),
        (
            Mention(0, 4, "8163", "count", Decimal(8163)),
            Mention(5, 9, "2023", "date", date_start=date(2023, 1, 1)),
        ),
    )  # fmt: skip


def entry(number: int, claims: int = 3, digest: str = "d") -> Entry:
    return Entry(f"in/{number}.txt", f"{digest}{number}", records.dumps(result(number, claims)).encode())


def write(path: Path, entries: list[Entry], form: Format, **options: bool) -> Path:
    sink = sinks.create(form, path, **options)
    for item in entries:
        sink.write(item)
    sink.close()
    return path


ENTRIES = [entry(number, number % 5) for number in range(12)]
RECORDS = [records.loads(item.line) for item in ENTRIES]
CLAIMS = [(record, claim) for record in RECORDS for claim in record["claims"]]


def test_json_lines(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.jsonl", ENTRIES, "jsonl").read_bytes()
    assert [json.loads(line) for line in plain.splitlines()] == RECORDS
    first = write(tmp_path / "a.jsonl.gz", ENTRIES, "jsonl.gz").read_bytes()
    second = write(tmp_path / "b.jsonl.gz", ENTRIES, "jsonl.gz").read_bytes()
    assert gzip.decompress(first) == plain
    assert first == second


def test_csv_is_for_spreadsheets(tmp_path: Path) -> None:
    data = write(tmp_path / "a.csv", ENTRIES, "csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle,")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert len(rows) == len(CLAIMS)
    for row, (record, claim) in zip(rows, CLAIMS, strict=True):
        assert (row["article"], row["title"]) == (record["id"], record["title"])
        assert (row["claim"], row["value"], row["rule"]) == (claim["id"], claim["value"] or "", "r.one r.two")


def iso(value: Any) -> Any:
    """Dates of an engine as the record writes them."""
    if isinstance(value, dict):
        return {key: iso(item) for key, item in value.items()}
    if isinstance(value, list):
        return [iso(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def test_parquet_nested_is_the_whole_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", ENTRIES, "parquet")
    back = [{"schema": records.SCHEMA, **iso(row)} for row in pq.read_table(path).to_pylist()]
    assert back == RECORDS
    assert pq.read_schema(path).metadata[b"schema"] == b"articlex/1"
    # another engine than the one that wrote it
    counted = duckdb.sql(f"SELECT sum(len(claims)), sum(len(mentions)) FROM '{path}'").fetchall()
    assert counted == [(len(CLAIMS), 24)]


def test_parquet_flat_has_one_claim_a_row(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", ENTRIES, "parquet", flat=True)
    rows = iso(pq.read_table(path).to_pylist())
    assert list(rows[0]) == list(records.CSV_COLUMNS)
    assert [(r["article"], r["claim"], r["value"]) for r in rows] == [
        (a["id"], c["id"], c["value"]) for a, c in CLAIMS
    ]
    assert [r["change_of"] for r in rows] == [(c["change"] or {}).get("of") for _, c in CLAIMS]
    assert pq.read_schema(path).field("period_start").type == "date32"


@pytest.mark.parametrize("flat", [False, True])
def test_parquet_of_nothing_has_its_schema(tmp_path: Path, flat: bool) -> None:
    empty = pq.read_table(write(tmp_path / "a.parquet", [], "parquet", flat=flat))
    full = pq.read_table(write(tmp_path / "b.parquet", ENTRIES, "parquet", flat=flat))
    assert empty.num_rows == 0
    assert empty.schema == full.schema


def test_parquet_in_several_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articlex.sinks.parquet.ROW_GROUP", 5)
    path = write(tmp_path / "a.parquet", ENTRIES, "parquet")
    assert pq.ParquetFile(path).num_row_groups == 3
    assert pq.read_table(path).num_rows == 12


class Sqlite:
    """Reads a database as text, dates as ISO."""

    form: Format = "sqlite"

    def ask(self, path: Path, query: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(path) as database:
            return database.execute(query).fetchall()


class Duck(Sqlite):
    form: Format = "duckdb"

    def ask(self, path: Path, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(path), read_only=True) as database:
            return [tuple(iso(list(row))) for row in database.execute(query).fetchall()]


ENGINES = pytest.mark.parametrize("engine", [Sqlite(), Duck()], ids=["sqlite", "duckdb"])


@ENGINES
def test_tables_hold_everything(tmp_path: Path, engine: Sqlite) -> None:
    path = write(tmp_path / "a.db", ENTRIES, engine.form)
    articles = engine.ask(path, "SELECT * FROM articles ORDER BY key")
    expected = {f"in/{number}.txt": RECORDS[number] for number in range(12)}
    names = [field.name for field in tables.TABLES["articles"]]
    assert len(articles) == 12
    for row in (dict(zip(names, values, strict=True)) for values in articles):
        record = expected[row["key"]]
        assert row["digest"] == "d" + record["id"][1:]
        assert (row["title"], row["published"], row["reporters"]) == (record["title"], "2024-01-09", "甲 乙")
        assert json.loads(row["damage"]) == record["damage"]
        assert (row["claims"], row["mentions"]) == (len(record["claims"]), len(record["mentions"]))
    claims = engine.ask(path, "SELECT * FROM claims")
    assert sorted(claims, key=str) == sorted(
        ((f"in/{a['id'][1:]}.txt", *records.claim_values(c)) for a, c in CLAIMS), key=str
    )
    mentions = engine.ask(path, "SELECT * FROM mentions")
    assert sorted(mentions, key=str) == sorted(
        ((key, *records.mention_values(m)) for key, r in expected.items() for m in r["mentions"]), key=str
    )


@ENGINES
def test_views(tmp_path: Path, engine: Sqlite) -> None:
    path = write(tmp_path / "a.db", [entry(2, 3), entry(3, 3)], engine.form)
    figures = engine.ask(
        path, "SELECT article_id, claim, value, number, low FROM figures ORDER BY article_id, claim"
    )
    assert figures == [
        ("a2", "c1", "1/3", pytest.approx(1 / 3), pytest.approx(1 / 3)),
        ("a2", "c2", None, None, None),
        ("a3", "c1", None, None, None),
        ("a3", "c2", "8163", 8163.0, 8163.0),
    ]
    changes = engine.ask(
        path, "SELECT article_id, claim, direction, basis, of_claim, of_value, number FROM changes"
    )
    assert sorted(changes, key=str) == [
        ("a2", "c3", "up", "yoy", "c1", "1/3", 8163.0),
        ("a3", "c3", "up", "yoy", "c1", None, pytest.approx(0.1)),
    ]
    assert engine.ask(path, "SELECT sum(mentions) FROM ledger WHERE kind = 'date'") == [(2,)]
    assert engine.ask(path, "SELECT * FROM indicators") == []


@ENGINES
def test_append_replaces_changed_articles_and_never_doubles(tmp_path: Path, engine: Sqlite) -> None:
    path = write(tmp_path / "a.db", [entry(1, 3), entry(2, 3)], engine.form)
    write(path, [entry(2, 1, "new"), entry(3, 2)], engine.form, append=True)
    for _ in range(2):
        write(path, [entry(1, 3), entry(2, 1, "new"), entry(3, 2)], engine.form, append=True)
    assert engine.ask(path, "SELECT key, digest, claims FROM articles ORDER BY key") == [
        ("in/1.txt", "d1", 3),
        ("in/2.txt", "new2", 1),
        ("in/3.txt", "d3", 2),
    ]
    assert engine.ask(path, "SELECT count(*) FROM claims") == [(6,)]
    assert engine.ask(path, "SELECT count(*) FROM mentions") == [(6,)]


@ENGINES
def test_append_that_is_given_up_changes_nothing(tmp_path: Path, engine: Sqlite) -> None:
    path = write(tmp_path / "a.db", [entry(1, 3)], engine.form)
    sink = sinks.create(engine.form, path, append=True)
    sink.write(entry(1, 1, "new"))
    sink.write(entry(2))
    sink.abort()
    assert engine.ask(path, "SELECT key, digest, claims FROM articles") == [("in/1.txt", "d1", 3)]
    assert engine.ask(path, "SELECT count(*) FROM claims") == [(3,)]


@ENGINES
@pytest.mark.parametrize("content", [b"", b"no database at all, though it is long enough " * 30])
def test_append_into_something_else_is_refused(tmp_path: Path, engine: Sqlite, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(OutputError, match=r"another name for -o|cannot be opened"):
        sinks.create(engine.form, path, append=True)
    assert path.read_bytes() == content


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    for form in ("csv", "parquet", "sqlite"):
        first = write(tmp_path / f"first.{form}", ENTRIES, form)
        second = write(tmp_path / f"second.{form}", ENTRIES, form)
        assert first.read_bytes() == second.read_bytes(), form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.jsonl", "jsonl"),
        ("a.JSONL.GZ", "jsonl.gz"),
        ("a.parquet", "parquet"),
        ("a.db", "sqlite"),
        ("a.duckdb", "duckdb"),
        ("a.xlsx", None),
        ("jsonl", None),
    ],
)
def test_format_of_a_name(name: str, form: str | None) -> None:
    assert sinks.format_of(Path(name)) == form


@pytest.mark.parametrize(
    ("form", "options", "message"),
    [("csv", {"flat": True}, "--flat"), ("parquet", {"append": True}, "--append"), ("xml", {}, "--format")],
)
def test_options_that_do_not_fit(tmp_path: Path, form: Any, options: dict[str, bool], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        sinks.create(form, tmp_path / "x", **options)
