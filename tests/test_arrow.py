"""Extraction as a function from record batch to record batch: rows in = rows out, a constant schema."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from standin import build

from articlex.errors import OptionError

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("articlex.arrow")

EXTRACTOR = build([])
TEXT = "警方破获案件35起，抓获5人。"


def batch(texts: list[str | None], kind: Any = None, **columns: Any) -> Any:
    names = ["text", *columns]
    return pa.RecordBatch.from_arrays([pa.array(texts, kind or pa.string()), *columns.values()], names=names)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_rows_in_are_rows_out(kind: Any) -> None:
    texts = [TEXT, None, "", TEXT + "【出错】", "没有数字。"]
    given = batch(texts, kind, id=pa.array(range(5)), extra=pa.array(list("abcde")))
    made = arrow.extract_batch(given, extractor=EXTRACTOR)
    assert isinstance(made, pa.RecordBatch)
    assert made.schema.names == ["text", "id", "extra", "claims", "error"]
    assert made.column("extra").to_pylist() == list("abcde")
    claims = made.column("claims").to_pylist()
    assert [c["value"] for c in claims[0]] == ["35", "5"]
    assert claims[0][0]["predicate"] == "破获"
    assert claims[0][0]["rule"] == ["t.one"]
    assert claims[1:] == [None, None, None, []]
    errors = made.column("error").to_pylist()
    assert errors[0] is None and errors[4] is None
    assert errors[1] == errors[2] == "the text is empty"
    assert "ZeroDivisionError" in errors[3]


def test_schema_depends_on_the_input_schema_alone() -> None:
    full = batch([TEXT], id=pa.array(["x"]))
    made = arrow.extract_batch(full, extractor=EXTRACTOR)
    empty = arrow.extract_batch(full.slice(0, 0), extractor=EXTRACTOR)
    failed = arrow.extract_batch(batch([None], id=pa.array(["x"])), extractor=EXTRACTOR)
    assert made.schema == empty.schema == failed.schema == arrow.output_schema(full.schema)
    assert empty.num_rows == 0
    made.validate(full=True)
    empty.validate(full=True)


def test_table_in_table_out() -> None:
    table = pa.Table.from_batches([batch([TEXT, TEXT]), batch([TEXT])])
    made = arrow.extract_batch(table, extractor=EXTRACTOR)
    assert isinstance(made, pa.Table)
    assert [len(c) for c in made.column("claims").to_pylist()] == [2, 2, 2]


class Remember:
    """An extractor that keeps the articles it got."""

    fingerprint = "remember"

    def __init__(self) -> None:
        self.articles: list[Any] = []

    def extract(self, article: Any) -> Any:
        self.articles.append(article)
        return EXTRACTOR.extract(article)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array(["2024-01-09"]), date(2024, 1, 9)),
        (pa.array([date(2024, 1, 9)]), date(2024, 1, 9)),
        (pa.array([datetime(2024, 1, 9, 8)]), datetime(2024, 1, 9, 8)),
        (pa.array([None], pa.string()), None),
        (pa.array([""]), None),
    ],
)
def test_published_in_any_form(column: Any, expected: date | None) -> None:
    remember = Remember()
    made = arrow.extract_batch(batch([TEXT], published=column, title=pa.array(["题"])), extractor=remember)
    assert made.column("error").to_pylist() == [None]
    assert (remember.articles[0].published, remember.articles[0].title) == (expected, "题")


@pytest.mark.parametrize("column", [pa.array(["gestern"]), pa.array([20240109])])
def test_published_that_is_no_date_is_an_error_of_its_row(column: Any) -> None:
    made = arrow.extract_batch(batch([TEXT], published=column), extractor=EXTRACTOR)
    assert made.column("claims").to_pylist() == [None]
    assert made.column("error").to_pylist()[0] is not None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (pa.RecordBatch.from_arrays([pa.array([1])], names=["text"]), "text of strings"),
        (pa.RecordBatch.from_arrays([pa.array(["x"])], names=["body"]), "text of strings"),
        (batch([TEXT], claims=pa.array(["x"])), "column claims already"),
    ],
)
def test_batches_that_do_not_fit(given: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        arrow.extract_batch(given, extractor=EXTRACTOR)
