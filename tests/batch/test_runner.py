"""Runs: order, what is done again and what not, failures, dead workers, options, events."""

from __future__ import annotations

import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from folders import Run, drive_command, make_folder, records_of, sentence

from articlex import batch
from articlex.errors import EngineError, OptionError, OutputError


def failures_of(folder: Path) -> list[dict[str, Any]]:
    return records_of(folder / "failures.jsonl")


def test_records_stand_in_the_order_of_the_input(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 90)
    one = run(folder, tmp_path / "one.jsonl", workers=1)
    three = run(folder, tmp_path / "three.jsonl", workers=3)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "three.jsonl").read_bytes()
    records = records_of(tmp_path / "one.jsonl")
    assert [r["id"] for r in records[:30]] == [f"n{i}" for i in range(60, 90)]
    assert [r["id"] for r in records[30:60]] == [f"{i:04}" for i in range(30, 60)]
    assert {r["id"] for r in records[60:]} == {f"{i:04}" for i in range(30)}
    assert (one.articles, one.claims, one.failed, one.exit_code) == (90, 3 * 90, 0, 0)
    assert (three.reused, three.characters) == (0, one.characters)
    assert not (tmp_path / "failures.jsonl").exists()
    assert one.worker_memory > 10 * 2**20


def test_claims_of_a_record_are_what_the_text_says(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(sentence(5), encoding="utf-8")
    run(tmp_path / "a.txt", tmp_path / "out")
    (record,) = records_of(tmp_path / "out/records.jsonl")
    assert (record["id"], record["encoding"], record["published"]) == ("a", "utf-8", None)
    assert [c["value"] for c in record["claims"]] == ["35", "5", "5"]
    assert all(sentence(5)[c["start"] : c["end"]] == c["text"] for c in record["claims"])


def test_done_work_is_not_done_again_and_changed_work_is(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 30)
    out = tmp_path / "out.jsonl"
    run(folder, out)
    before = out.read_bytes()
    assert run(folder, out).reused == 30
    assert out.read_bytes() == before

    (folder / "pages/0010.html").write_text(f"<p>{sentence(999)}</p>", encoding="utf-8")
    assert run(folder, out).reused == 29
    assert "6993" in out.read_text(encoding="utf-8")

    (folder / "pages/0010.html").unlink()
    (folder / "new.txt").write_text(sentence(1), encoding="utf-8")
    summary = run(folder, out)
    assert (summary.articles, summary.reused) == (30, 29)


def test_moving_a_folder_changes_nothing(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 12)
    run(folder, tmp_path / "out.jsonl")
    folder.rename(tmp_path / "elsewhere")
    assert run(tmp_path / "elsewhere", tmp_path / "out.jsonl").reused == 12


@pytest.mark.parametrize("change", [{"rules": ["other"]}, {"published": date(2024, 1, 1)}, {"fresh": True}])
def test_other_rules_or_options_do_all_again(tmp_path: Path, run: Run, change: dict[str, Any]) -> None:
    folder = make_folder(tmp_path / "in", 12)
    run(folder, tmp_path / "out.jsonl")
    assert run(folder, tmp_path / "out.jsonl", **change).reused == 0


def test_given_date_is_for_articles_that_bring_none(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 6)
    run(folder, tmp_path / "out.jsonl", published=date(2020, 2, 2))
    assert [r["published"] for r in records_of(tmp_path / "out.jsonl")] == ["2024-01-09"] * 2 + [
        "2020-02-02"
    ] * 4


def test_equal_articles_are_all_listed(tmp_path: Path, run: Run) -> None:
    row = json.dumps({"id": "same", "text": sentence(3)}, ensure_ascii=False) + "\n"
    (tmp_path / "a.jsonl").write_text(row * 5, encoding="utf-8")
    summary = run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")
    assert len(records_of(tmp_path / "out.jsonl")) == summary.articles == 5
    assert summary.claims == 15


def test_failures_are_listed_and_end_nothing(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 9)
    (folder / "bug.txt").write_text(sentence(1) + "【出错】", encoding="utf-8")
    (folder / "pages/bug.txt").write_text(sentence(1) + "【出错】", encoding="utf-8")
    (folder / "empty.txt").touch()
    with (folder / "lines.jsonl").open("a", encoding="utf-8") as lines:
        lines.write("{no json\n")
    told: list[batch.Event] = []
    summary = run([folder, tmp_path / "missing"], tmp_path / "out.jsonl", on_event=told.append)
    assert len(records_of(tmp_path / "out.jsonl")) == 9
    assert (summary.failed, summary.exit_code, summary.articles) == (5, 1, 14)
    rows = failures_of(tmp_path)
    assert [(Path(r["file"]).name, r["line"], r["error"]) for r in rows] == [
        ("bug.txt", None, "bug"),
        ("empty.txt", None, "empty"),
        ("lines.jsonl", 4, "malformed-json"),
        ("bug.txt", None, "bug"),
        ("missing", None, "missing"),
    ]
    assert rows[0]["id"] == "bug"
    assert all(row["reason"].startswith(row["file"]) for row in rows)
    assert "ZeroDivisionError: a rule divided by nothing" in rows[0]["reason"]
    assert "standin.py" in rows[0]["reason"]
    assert "5 failed" in summary.line
    assert sum(isinstance(e, batch.Failed) for e in told) == 5


def test_a_run_without_failures_leaves_another_outputs_list(tmp_path: Path, run: Run) -> None:
    (tmp_path / "good.txt").write_text(sentence(1), encoding="utf-8")
    (tmp_path / "bad.txt").touch()
    run(tmp_path / "bad.txt", tmp_path / "one.jsonl")
    run(tmp_path / "good.txt", tmp_path / "two.jsonl")
    assert [row["id"] for row in failures_of(tmp_path)] == ["bad"]
    run(tmp_path / "good.txt", tmp_path / "one.jsonl")
    assert not (tmp_path / "failures.jsonl").exists()


@pytest.mark.parametrize("name", ["out.sqlite", "out.duckdb"])
def test_append_replaces_changed_articles(tmp_path: Path, run: Run, name: str) -> None:
    if name == "out.duckdb":
        pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb") if name == "out.duckdb" else None
    first, second, out = (
        make_folder(tmp_path / "first", 12),
        make_folder(tmp_path / "second", 6),
        tmp_path / name,
    )

    def ask(query: str) -> list[tuple[Any, ...]]:
        with (duckdb or sqlite3).connect(str(out)) as database:
            return list(database.execute(query).fetchall())

    run(first, out, append=True)
    run(second, out, append=True)
    assert ask("SELECT count(*), sum(claims) FROM articles") == [(18, 54)]
    (first / "pages/0005.html").write_text(f"<p>{sentence(999)}</p>", encoding="utf-8")
    with (first / "lines.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "n8", "text": sentence(8)}) + "\n")  # an id that stands there already
    for _ in range(2):
        summary = run(first, out, append=True)
    assert (summary.articles, summary.reused) == (13, 13)
    assert ask("SELECT count(*), sum(claims) FROM articles") == [(19, 57)]
    assert ask("SELECT count(*) FROM claims") == [(57,)]
    assert ask("SELECT text FROM claims WHERE article = 'first/pages/0005.html' AND id = 'c2'") == [
        ("999人",)
    ]
    assert ask("SELECT key FROM articles WHERE id = 'n8' ORDER BY key") == [
        ("first/lines.jsonl#n8",),
        ("first/lines.jsonl#n8~2",),
    ]


def test_failed_articles_are_tried_again_only_if_asked(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(sentence(1) + f"【一次】{tmp_path}/never/there", encoding="utf-8")
    assert run(tmp_path / "a.txt", tmp_path / "out.jsonl").failed == 1  # touching the marker raises
    (tmp_path / "never").mkdir()
    (tmp_path / "never/there").touch()
    assert run(tmp_path / "a.txt", tmp_path / "out.jsonl").failed == 1
    assert failures_of(tmp_path)[0]["error"] == "bug"
    assert run(tmp_path / "a.txt", tmp_path / "out.jsonl", retry_failed=True).failed == 0
    assert not (tmp_path / "failures.jsonl").exists()
    assert len(records_of(tmp_path / "out.jsonl")) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_worker_that_dies_is_replaced_and_its_article_tried_once_more(
    tmp_path: Path, run: Run, workers: int
) -> None:
    folder = make_folder(tmp_path / "in", 60)
    (folder / "pages/deadly.html").write_text(sentence(1) + "【退出】", encoding="utf-8")
    (folder / "pages/0025.html").write_text(sentence(1) + f"【一次】{tmp_path}/marker", encoding="utf-8")
    told: list[batch.Event] = []
    summary = run(folder, tmp_path / "out.jsonl", workers=workers, on_event=told.append)
    assert (summary.articles, summary.failed) == (61, 1)
    (row,) = failures_of(tmp_path)
    assert (row["id"], row["error"]) == ("deadly", "worker-died")
    assert "SIGKILL" in row["reason"]
    assert len(records_of(tmp_path / "out.jsonl")) == 60
    assert sum(isinstance(e, batch.WorkerReplaced) for e in told) == 3


def test_workers_that_do_not_start_are_an_error(tmp_path: Path, run: Run) -> None:
    make_folder(tmp_path / "in", 6)
    with pytest.raises(EngineError, match="end before they begin"):
        run(tmp_path / "in", tmp_path / "out.jsonl", factory="standin:broken")


def test_workers_with_other_rules_are_an_error(tmp_path: Path, run: Run) -> None:
    make_folder(tmp_path / "in", 6)
    with pytest.raises(EngineError, match="another version, other rules"):
        run(tmp_path / "in", tmp_path / "out.jsonl", factory="standin:differs")
    assert not (tmp_path / "out.jsonl").exists()


def test_output_in_the_input_folder_is_not_read(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 6)
    (folder / "empty.txt").touch()
    first = run(folder, folder / "out.jsonl")
    second = run(folder, folder / "out.jsonl")
    assert first.articles == second.articles == 7


def test_standard_input(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = "".join(json.dumps({"id": str(i), "text": sentence(i)}) + "\n" for i in range(5)).encode()
    told: list[batch.Event] = []
    for reused in (0, 5):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(piped)))
        assert run("-", tmp_path / "out.jsonl", on_event=told.append).reused == reused
    assert [r["id"] for r in records_of(tmp_path / "out.jsonl")] == list("01234")
    assert isinstance(told[0], batch.Started)
    assert told[0].total is None


def test_events_tell_the_whole_run(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 30)
    told: list[batch.Event] = []
    summary = run(folder, tmp_path / "out.jsonl", on_event=told.append)
    assert told[0] == batch.Started(30, 1, "local")
    assert told[-1] == summary
    progress = [e for e in told if isinstance(e, batch.Progressed)]
    assert (progress[-1].done, progress[-1].claims, progress[-1].total) == (30, 90, 30)
    assert progress[-1].seconds_left == 0
    assert [e.done for e in progress] == sorted(e.done for e in progress)


@pytest.mark.parametrize(
    ("output", "options", "message"),
    [
        ("out.txt", {}, "names no format"),
        ("out.csv", {"format": "jsonl"}, "make them agree"),
        ("out.jsonl", {"format": "xml"}, "must be one of"),
        ("out.jsonl", {"flat": True}, "--flat is for parquet"),
        ("out.csv", {"append": True}, "--append needs sqlite or duckdb"),
        ("out.jsonl", {"workers": -1}, "must be 1 or more"),
        ("out.jsonl", {"engine": "slurm"}, "must be local or dask"),
        ("out.jsonl", {"scheduler": "tcp://x:1"}, "needs --engine dask"),
    ],
)
def test_options_that_do_not_fit(
    tmp_path: Path, run: Run, output: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(OptionError, match=message):
        run(tmp_path, tmp_path / output, **options)
    assert not any(path.suffix == ".part" for path in tmp_path.iterdir())


def test_an_input_is_not_overwritten(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": sentence(1)}), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(OptionError, match="input and output at once"):
        run(path, path)
    assert path.read_bytes() == before


def test_no_input_is_an_error(tmp_path: Path, run: Run) -> None:
    with pytest.raises(OptionError, match="no input"):
        run([], tmp_path / "out.jsonl")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("x", "x/records.jsonl"),
        ("deep/er/x.csv", "deep/er/x.csv"),
        ("x.jsonl.gz", "x.jsonl.gz"),
        ("x.db", "x.db"),
    ],
)
def test_where_the_output_goes(tmp_path: Path, run: Run, output: str, expected: str) -> None:
    (tmp_path / "a.txt").write_text(sentence(1), encoding="utf-8")
    summary = run(tmp_path / "a.txt", tmp_path / output)
    assert summary.output == tmp_path / expected
    assert summary.output.stat().st_size > 0


def test_two_runs_at_one_output(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 3)
    hindered: list[str] = []
    draft = tmp_path / ".out.jsonl.part"

    def on_event(event: batch.Event) -> None:
        if isinstance(event, batch.Writing):
            draft.touch()  # as if writing had begun
            with pytest.raises(OutputError, match="another run is writing") as caught:
                run(folder, tmp_path / "out.jsonl")
            hindered.append(str(caught.value))
            assert draft.exists()

    run(folder, tmp_path / "out.jsonl", on_event=on_event)
    assert len(hindered) == 1


def test_damaged_journal_says_what_to_do(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 3)
    run(folder, tmp_path / "out.jsonl")
    (tmp_path / ".out.jsonl.journal").write_bytes(
        b"not a database at all, but long enough to be looked at" * 40
    )
    with pytest.raises(OutputError, match="--fresh"):
        run(folder, tmp_path / "out.jsonl")
    assert run(folder, tmp_path / "out.jsonl", fresh=True).reused == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_folder_that_cannot_be_written(tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="may not write"):
        run(tmp_path, tmp_path / "out/x.jsonl")


def test_folder_that_cannot_be_made(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be made"):
        run(tmp_path, tmp_path / "file/out.jsonl")


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.sqlite", "out.parquet", "out.duckdb"])
def test_full_disk_leaves_no_half_file(tmp_path: Path, run: Run, name: str) -> None:
    if name in ("out.parquet", "out.duckdb"):
        pytest.importorskip("pyarrow")
        pytest.importorskip("duckdb")
    folder = make_folder(tmp_path / "in", 300)
    out = tmp_path / "out" / name
    run(folder, out, workers=2)
    out.unlink()
    # What is done is in the journal; a limit on the size of files stands in for a full disk.
    limit = {"out.sqlite": 40_000, "out.duckdb": 300_000}.get(name, 4000)
    command = drive_command(inputs=str(folder), output=str(out), file_limit=limit, factory="standin:build")
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2, ended.stderr
    assert "the disk is full" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not out.exists()
    assert [p.name for p in out.parent.iterdir() if ".part" in p.name] == []


def test_disk_that_is_full_in_mid_run(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 300)
    out = tmp_path / "out.jsonl"
    command = drive_command(inputs=str(folder), output=str(out), file_limit=50_000, factory="standin:build")
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2, ended.stderr
    assert "make room and run the same command again" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not out.exists()
    assert run(folder, out).articles == 300


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 300)
    out = tmp_path / "out.jsonl"
    options = {"inputs": str(folder), "output": str(out)}
    process = subprocess.Popen(
        drive_command(**options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    journal = tmp_path / ".out.jsonl.journal-wal"
    deadline = time.monotonic() + 20
    while not (journal.exists() and journal.stat().st_size > 100_000) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the whole group
    said, complained = process.communicate(timeout=20)
    assert process.returncode == 130, complained
    assert "run the same command again to go on" in said
    assert complained == ""
    assert not out.exists()
    summary = run(folder, out, factory="standin:slow", workers=2)
    assert 0 < summary.reused < 300
    whole = run(folder, tmp_path / "whole.jsonl", factory="standin:slow", workers=2)
    assert whole.articles == 300
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_script_without_a_main_guard_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    (tmp_path / "a.txt").write_text(sentence(1), encoding="utf-8")
    script.write_text(
        "from articlex import batch\n"
        f"batch.run({str(tmp_path / 'a.txt')!r}, {str(tmp_path / 'o.jsonl')!r}, factory='standin:build')\n"
    )
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert '`if __name__ == "__main__":`' in ended.stderr
