"""Records: every field there and back, numbers as plain decimals, one schema for all forms."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any
from unittest import mock

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlex import records
from articlex.errors import InputError
from articlex.model import Article, Change, Claim, Mention, Repair, Result
from articlex.records import lines

TEXT = "警方破获案件8163起，同比上升13.5%。"
RESULT = Result(
    Article(
        text=TEXT,
        id="a1",
        title="=1+1 通报",
        published=datetime(2024, 1, 9, 8, 30, tzinfo=timezone.utc),
        source="某报",
        reporters=("甲", "乙"),
        language="zh-Hans",
        encoding="utf-8",
        damage=(Repair("lost-byte", 0, 1, None),),
    ),
    claims=(
        Claim(
            "c1", 6, 11, "8163起", "count", Decimal("8163"), Decimal("8163"), Decimal("8163"), "exact", "起",
            predicate="破获", object="案件", agent="警方", period_start=date(2023, 1, 1),
            period_source="inherited", rules=("claim.verb-noun-number",),
        ),
        Claim(
            "c2", 16, 21, "13.5%", "percent", Decimal("13.50"), Decimal("13.5"), None, "over", "%",
            predicate="上升", change=Change("up", "yoy", "c1"), rules=("a", "b"),
        ),
    ),
    mentions=(
        Mention(6, 11, "8163起", "count", Decimal("8163"), Decimal("8163"), Decimal("8163"), "exact", "起"),
        Mention(0, 1, "一", "date", date_start=date(2023, 1, 1), flagged=True),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (Decimal("18000"), "18000"),
        (Decimal("1.8E+4"), "18000"),
        (Decimal("4.060"), "4.06"),
        (Decimal("100"), "100"),
        (Decimal("0.000"), "0"),
        (Decimal("-0"), "0"),
        (Decimal("-2.50"), "-2.5"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("12345678901234567890123456789012.5"), "12345678901234567890123456789012.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-2, 7), "-2/7"),
        (Fraction(1, 2), "0.5"),
        (Fraction(3, 40), "0.075"),
        (Fraction(-9, 3), "-3"),
        (Fraction(100), "100"),
    ],
)
def test_number_is_plain(value: Decimal | Fraction | None, written: str | None) -> None:
    assert records.number(value) == written


def test_number_refuses_what_is_none() -> None:
    with pytest.raises(ValueError, match="NaN"):
        records.number(Decimal("NaN"))


@given(
    st.one_of(
        st.decimals(allow_nan=False, allow_infinity=False, places=6), st.fractions(max_denominator=10**6)
    )
)
def test_number_keeps_its_value(value: Decimal | Fraction) -> None:
    written = records.number(value)
    back = records.parse_number(written)
    assert back is not None
    assert Fraction(back) == Fraction(value)
    assert records.number(back) == written


@pytest.mark.parametrize("text", ["", "1,000", "1/0", "万", "1/x"])
def test_parse_number_refuses(text: str) -> None:
    with pytest.raises(InputError, match="no number"):
        records.parse_number(text)


def test_record_has_the_fields_of_the_contract_in_order() -> None:
    record = records.to_dict(RESULT)
    assert list(record) == [
        "schema", "id", "title", "published", "source", "editor", "reporters", "language", "encoding",
        "damage", "url", "claims", "mentions",
    ]  # fmt: skip
    assert record["schema"] == "articlex/1"
    assert record["published"] == "2024-01-09T08:30:00+00:00"
    assert list(record["claims"][0]) == [
        "id", "start", "end", "text", "kind", "value", "low", "high", "bound", "unit", "predicate", "object",
        "agent", "period_start", "period_end", "period_source", "period_text", "aggregation", "change",
        "part_of", "same_as", "attribution", "section", "indicator", "rule",
    ]  # fmt: skip
    assert record["claims"][1]["change"] == {"direction": "up", "basis": "yoy", "of": "c1"}
    assert record["claims"][1]["value"] == "13.5"
    assert record["claims"][1]["rule"] == ["a", "b"]
    assert record["mentions"][1] == {
        "start": 0, "end": 1, "text": "一", "kind": "date", "value": None, "low": None, "high": None,
        "bound": "exact", "unit": "", "date_start": "2023-01-01", "date_end": None, "flagged": True,
    }  # fmt: skip


def test_round_trip() -> None:
    record = records.to_dict(RESULT)
    assert records.from_dict(record, TEXT) == RESULT
    assert records.loads(records.dumps(RESULT)) == record


def test_published_as_a_day() -> None:
    record = records.to_dict(Result(Article("", published=date(2024, 1, 9))))
    assert record["published"] == "2024-01-09"
    assert records.from_dict(record).article.published == date(2024, 1, 9)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"schema": "articlex/0"}, "schema is 'articlex/0'"),
        ({"published": "gestern"}, "wrong form"),
        ({"mentions": [{"start": 0}]}, "no field"),
        ({"claims": 3}, "wrong form"),
    ],
)
def test_from_dict_refuses(broken: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        records.from_dict(records.to_dict(RESULT) | broken)


def test_from_dict_refuses_an_unknown_kind() -> None:
    record = records.to_dict(RESULT)
    record["claims"][0]["kind"] = "colour"
    with pytest.raises(InputError, match="kind is 'colour'"):
        records.from_dict(record)


@pytest.mark.parametrize("line", ["", "[1]", "{}", '{"schema": "other"}', "{", b"\xff"])
def test_loads_refuses(line: str | bytes) -> None:
    with pytest.raises(InputError):
        records.loads(line)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_line_is_the_same_without_orjson(text: str) -> None:
    result = Result(Article(text, id=text, title=text))
    fast = records.dumps(result)
    with mock.patch.object(lines, "_orjson", None):
        assert records.dumps(result) == fast
    assert "\n" not in fast
    fast.encode("utf-8")
    assert json.loads(fast)["title"] == text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "surrogatepass"
    )


def test_half_a_surrogate_pair_is_escaped() -> None:
    line = records.dumps(Result(Article("", title="a\ud83d")))
    assert '"title":"a\\ud83d"' in line
    with mock.patch.object(lines, "_orjson", None):
        assert records.dumps(Result(Article("", title="a\ud83d"))) == line


def test_schema_accepts_records_and_nothing_else() -> None:
    schema = records.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    record = records.to_dict(RESULT)
    assert list(validator.iter_errors(record)) == []
    for broken in (
        record | {"schema": "articlex/2"},
        record | {"more": 1},
        {name: value for name, value in record.items() if name != "claims"},
        record | {"mentions": [record["mentions"][0] | {"value": "1.50"}]},
        record | {"mentions": [record["mentions"][0] | {"value": "1E3"}]},
        record | {"mentions": [record["mentions"][0] | {"kind": "colour"}]},
    ):
        assert list(validator.iter_errors(broken)) != []


def test_csv_rows() -> None:
    rows = [dict(zip(records.CSV_COLUMNS, row, strict=True)) for row in records.csv_rows(RESULT)]
    assert len(rows) == 2
    assert rows[0]["article"] == "a1"
    assert rows[0]["claim"] == "c1"
    assert rows[0]["value"] == "8163"
    assert rows[0]["period_end"] == ""
    assert rows[1]["change_direction"] == "up"
    assert rows[1]["change_of"] == "c1"
    assert rows[1]["rule"] == "a b"
    assert list(records.csv_rows(records.to_dict(RESULT))) == list(records.csv_rows(RESULT))


def test_csv_texts_cannot_be_formulas() -> None:
    row = dict(zip(records.CSV_COLUMNS, next(records.csv_rows(RESULT)), strict=True))
    assert row["title"] == "'=1+1 通报"
    minus = Claim("c1", 0, 3, "-5度", "measure", Decimal(-5), Decimal(-5), Decimal(-5), "exact", "度")
    cold = next(records.csv_rows(Result(Article("-5度"), claims=(minus,))))
    assert dict(zip(records.CSV_COLUMNS, cold, strict=True))["value"] == "-5"


def test_flat_fields_name_every_part_of_a_claim() -> None:
    names = [field.name for field in records.FLAT_CLAIM_FIELDS]
    assert len(set(names)) == len(names)
    assert len(records.claim_values(records.to_dict(RESULT)["claims"][1])) == len(names)
    unfolded = {f"change_{name}" for name in ("direction", "basis", "of")}
    assert set(names) == (set(records.to_dict(RESULT)["claims"][0]) - {"change"}) | unfolded
