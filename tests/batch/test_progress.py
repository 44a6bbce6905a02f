"""Progress on standard error: a bar on terminals, one line elsewhere, JSON for machines, silence."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from articlex import batch
from articlex.batch import progress
from articlex.sources import Failure

SUMMARY = batch.Summary(
    1200, 200, 3, 52_300, 90_000, 10**6, 61.24, Path("out/r.jsonl"), Path("out/failures.jsonl")
)
EVENTS: list[batch.Event] = [
    batch.Started(1200, 2, "local"),
    batch.Progressed(600, 200, 1, 20_000, 30.0, 40.0, 1200),
    batch.Failed(Failure("in/a.txt", None, "empty", "in/a.txt: the file is empty")),
    batch.WorkerReplaced("signal SIGKILL"),
    batch.Writing(Path("out/r.jsonl")),
    SUMMARY,
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, **options: bool) -> str:
    with progress.choose(stream=stream, **options) as listener:
        for event in EVENTS:
            listener(event)
    return stream.getvalue()


LAST = "out/r.jsonl: 1,200 articles, 52,300 claims, 200 done before, 3 failed, see out/failures.jsonl, 61.2 s"


def test_no_terminal_one_line() -> None:
    assert shown(io.StringIO()) == LAST + "\n"


def test_quiet() -> None:
    assert shown(Terminal(), quiet=True) == ""


def test_bar_on_a_terminal() -> None:
    said = shown(Terminal())
    assert LAST in said
    assert "a worker ended (signal SIGKILL)" in said


def test_json_lines_for_machines() -> None:
    rows = [json.loads(line) for line in shown(io.StringIO(), json_lines=True).splitlines()]
    assert [row["event"] for row in rows] == [
        "started",
        "progressed",
        "failed",
        "worker-replaced",
        "writing",
        "finished",
    ]
    assert rows[1]["seconds_left"] == 15.0
    assert rows[2]["failure"]["code"] == "empty"
    assert (rows[5]["exit_code"], rows[5]["output"], rows[5]["seconds"]) == (1, "out/r.jsonl", 61.24)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (batch.Progressed(600, 0, 0, 20_000, 30.0, 40.0, 1200), "20,000 claims · 40/s · 0:15 left"),
        (batch.Progressed(0, 0, 2, 0, 0.0, 0.0, 1200), "0 claims · 0/s · 2 failed"),
        (batch.Progressed(1, 0, 0, 5, 1.0, 0.1, 1000), "5 claims · 0/s · 2:46:30 left"),
        (batch.Progressed(1, 0, 0, 5, 1.0, 10.0, None), "5 claims · 10/s"),
    ],
)
def test_what_stands_beside_the_bar(event: batch.Progressed, expected: str) -> None:
    assert progress.told(event) == expected


def test_exit_codes() -> None:
    from dataclasses import replace

    assert SUMMARY.exit_code == 1
    assert replace(SUMMARY, failed=0).exit_code == 0
    assert replace(SUMMARY, interrupted=True).exit_code == 130
    assert "run the same command again to go on" in replace(SUMMARY, interrupted=True).line
