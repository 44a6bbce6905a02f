"""The scorer of benchmarks/: what counts as right, and the figures that follow."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import quality
import scoring

TEXT = "2023年，警方破获案件81起，抓获嫌疑人近百名，同比上升13.5%。"


def claim(**fields: Any) -> dict[str, Any]:
    start = TEXT.index(fields["text"])
    base: dict[str, Any] = {
        "start": start,
        "end": start + len(fields["text"]),
        "bound": "exact",
        "unit": "起",
    }
    base |= {"predicate": "破获", "object": "案件", "agent": "警方", "aggregation": "total", "change": None}
    base |= {"period_start": "2023-01-01", "period_end": "2023-12-31", "part_of": None, "same_as": None}
    return base | fields


def record() -> dict[str, Any]:
    change = {"direction": "up", "basis": "yoy", "of": "c2"}
    return {
        "id": "a",
        "title": None,
        "claims": [
            claim(id="c1", text="81起", value="81"),
            claim(
                id="c2",
                text="近百名",
                value="100",
                bound="under",
                unit="名",
                predicate="抓获",
                object="嫌疑人",
            ),
            claim(
                id="c3",
                text="13.5%",
                value="13.5",
                unit="%",
                predicate="上升",
                object="嫌疑人",
                change=change,
            ),
        ],
        "mentions": [
            {"start": 0, "end": 5, "text": "2023年", "kind": "date"},
            {"start": 12, "end": 15, "text": "81起", "kind": "count"},
            {"start": 21, "end": 24, "text": "近百名", "kind": "count"},
            {"start": 29, "end": 34, "text": "13.5%", "kind": "percent"},
        ],
    }


def gold() -> dict[str, Any]:
    annotated = copy.deepcopy(record())
    for entry in annotated["claims"]:
        entry["object_head"] = entry["object"]
        entry["period_source"] = "explicit"
    annotated["others"] = [{"start": 0, "end": 5, "text": "2023年", "kind": ["date"]}]
    return annotated


def test_the_gold_itself_is_all_right() -> None:
    figures = scoring.score_article(gold(), record(), TEXT).figures()
    assert {figures[level] for level in scoring.LEVELS} == {1.0}
    assert figures["ledger"] == figures["others"] == 1.0
    assert figures["broken spans"] == 0


@pytest.mark.parametrize(
    ("changes", "wrong", "levels"),
    [
        ({"predicate": "共破获"}, (), ["quantity", "core", "record"]),
        ({"predicate": "查获"}, ("predicate",), ["quantity"]),
        ({"object": "刑事案件"}, (), ["quantity", "core", "record"]),
        ({"object": "案"}, ("object",), ["quantity"]),
        ({"object": None}, ("object",), ["quantity"]),
        ({"agent": "云州市警方"}, (), ["quantity", "core", "record"]),
        ({"agent": None}, ("agent",), ["quantity", "core"]),
        ({"value": "810"}, ("quantity",), []),
        ({"unit": "件"}, ("quantity",), []),
        ({"bound": "over"}, ("bound",), ["quantity", "core"]),
        ({"period_start": None, "period_end": None}, ("period",), ["quantity", "core"]),
        ({"change": {"direction": "up", "basis": None, "of": None}}, ("change",), ["quantity", "core"]),
        ({"aggregation": "peak"}, ("aggregation",), ["quantity", "core", "record"]),
    ],
)
def test_one_changed_field(changes: dict[str, Any], wrong: tuple[str, ...], levels: list[str]) -> None:
    said = record()
    said["claims"][0] |= changes
    outcome = scoring.score_article(gold(), said, TEXT).outcomes[0]
    assert outcome.wrong == wrong
    assert [level for level in scoring.LEVELS if outcome.reaches(level)] == levels


def test_inherited_period_may_be_left_open() -> None:
    annotated, said = gold(), record()
    annotated["claims"][0]["period_source"] = "inherited"
    said["claims"][0] |= {"period_start": None, "period_end": None}
    assert scoring.score_article(annotated, said, TEXT).outcomes[0].wrong == ()


def test_change_must_qualify_the_right_claim() -> None:
    said = record()
    said["claims"][2]["change"]["of"] = "c1"
    assert scoring.score_article(gold(), said, TEXT).outcomes[2].wrong == ("change",)


def test_missed_spurious_and_optional() -> None:
    annotated, said = gold(), record()
    said["claims"] = [said["claims"][0], claim(id="c9", text="2023年", value="2023", unit="年")]
    figures = scoring.score_article(annotated, said, TEXT).figures()
    assert figures["quantity.recall"] == 0.3333
    assert figures["quantity.precision"] == 0.5
    assert figures["spurious"] == 0.5
    annotated["others"][0]["optional"] = True
    annotated["claims"][1]["optional"] = True
    figures = scoring.score_article(annotated, said, TEXT).figures()
    assert figures["quantity.recall"] == 0.5
    assert figures["spurious"] == 0.0


def test_ledger_wants_each_digit_in_one_mention() -> None:
    said = record()
    said["mentions"].append({"start": 12, "end": 14, "text": "81", "kind": "count"})
    del said["mentions"][0]
    figures = scoring.score_article(gold(), said, TEXT).figures()
    assert figures["ledger"] == round(3 / 9, 4)
    assert figures["others"] == 0.0


def test_broken_span_is_counted() -> None:
    said = record()
    said["claims"][0]["text"] = "82起"
    assert scoring.score_article(gold(), said, TEXT).figures()["broken spans"] == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.json").write_text(json.dumps(gold()), encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    return tmp_path


def write_records(folder: Path, said: dict[str, Any], name: str = "records.lines") -> str:
    path = folder / name
    path.write_text(json.dumps(said) + "\n", encoding="utf-8")
    return str(path)


def test_gains_and_losses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = record()
    said["claims"][0]["agent"] = None
    run = str(folder / "run.kept")
    assert quality.main(["--gold", str(folder), "--records", write_records(folder, said), "--save", run]) == 0
    said = record()
    said["claims"][1]["object"] = None
    again = write_records(folder, said)
    assert quality.main(["--gold", str(folder), "--records", again, "--against", run]) == 0
    printed = capsys.readouterr().out
    assert "1 gained, 1 lost" in printed
    assert "+ a:12:81起  agent" in printed
    assert "- a:21:近百名  object" in printed


def test_floors(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(quality, "FLOORS", folder / "floors.kept")
    good = ["--gold", str(folder), "--records", write_records(folder, record())]
    assert quality.main([*good, "--pin"]) == 0
    assert quality.main([*good, "--check"]) == 0
    said = record()
    said["claims"][0]["object"] = None
    bad = ["--gold", str(folder), "--records", write_records(folder, said, "worse.lines")]
    assert quality.main([*bad, "--check"]) == 1
    assert "core 0.6667 is under its floor" in capsys.readouterr().out
    assert quality.main([*bad, "--pin"]) == 1
    assert "--allow-lower" in capsys.readouterr().err
    assert quality.main([*bad, "--pin", "--allow-lower"]) == 0


def test_a_changed_gold_needs_new_floors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "FLOORS", folder / "floors.kept")
    good = ["--gold", str(folder), "--records", write_records(folder, record())]
    assert quality.main([*good, "--pin"]) == 0
    (folder / "a.json").write_text(json.dumps(gold(), indent=1), encoding="utf-8")
    assert quality.main([*good, "--check"]) == 1


def test_an_unread_folder_shows_totals_only(folder: Path) -> None:
    (folder / "UNREAD").touch()
    good = ["--gold", str(folder), "--records", write_records(folder, record())]
    assert quality.main(good) == 0
    assert quality.main([*good, "--errors", "5"]) == 2
