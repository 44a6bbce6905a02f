"""The same plan on Dask, with a real scheduler: the same bytes, failures and resuming."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from folders import Run, make_folder, records_of, sentence

from articlex import batch
from articlex.errors import EngineError

pytest.importorskip("distributed")
pytestmark = pytest.mark.dask


class Cluster:
    """A scheduler and two worker processes on the loopback interface, each a program of its own."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[str]] = []
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
        scheduler = self.start("distributed.cli.dask_scheduler", *options)
        assert scheduler.stderr is not None
        for line in scheduler.stderr:
            if found := re.search(r"tcp://127\.0\.0\.1:\d+", line):
                self.address = found[0]
                break
        # Nobody else reads what the scheduler says: a full pipe would stop it.
        threading.Thread(target=scheduler.stderr.read, daemon=True).start()
        self.workers = [self.start_worker(), self.start_worker()]

    def start(self, module: str, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", module, *options]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.processes.append(process)
        return process

    def start_worker(self) -> subprocess.Popen[str]:
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        worker = self.start("distributed.cli.dask_worker", self.address, *options)
        assert worker.stderr is not None
        threading.Thread(target=worker.stderr.read, daemon=True).start()
        return worker

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.close()


def test_one_of_two_workers_killed_in_mid_run(tmp_path: Path, run: Run, cluster: Cluster) -> None:
    folder = make_folder(tmp_path / "in", 240)
    killed: list[int] = []

    def on_event(event: batch.Event) -> None:
        if isinstance(event, batch.Progressed) and 20 < event.done < 200 and not killed:
            cluster.workers[0].kill()
            killed.append(event.done)

    here = run(folder, tmp_path / "here.jsonl", factory="standin:slow")
    options = {"engine": "dask", "scheduler": cluster.address, "factory": "standin:slow"}
    there = run(folder, tmp_path / "there.jsonl", on_event=on_event, **options)
    assert killed
    assert (there.articles, there.failed, there.claims) == (240, 0, here.claims)
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    assert run(folder, tmp_path / "there.jsonl", **options).reused == 240


def test_a_cluster_of_local_processes_and_an_article_that_kills(tmp_path: Path, run: Run) -> None:
    folder = make_folder(tmp_path / "in", 60)
    (folder / "pages/deadly.html").write_text(sentence(1) + "【退出】", encoding="utf-8")
    (folder / "bug.txt").write_text(sentence(1) + "【出错】", encoding="utf-8")
    run(folder, tmp_path / "here.jsonl", workers=2)
    here = records_of(tmp_path / "failures.jsonl")
    summary = run(folder, tmp_path / "there.jsonl", engine="dask", workers=2)
    assert (summary.articles, summary.failed) == (62, 2)
    there = records_of(tmp_path / "failures.jsonl")
    assert [(r["id"], r["error"]) for r in there] == [("bug", "bug"), ("deadly", "worker-died")]
    assert [r["error"] for r in here] == [r["error"] for r in there]
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()


def test_workers_with_other_rules_are_an_error(tmp_path: Path, run: Run, cluster: Cluster) -> None:
    make_folder(tmp_path / "in", 6)
    options = {"engine": "dask", "scheduler": cluster.address}
    with pytest.raises(EngineError, match="another version, other rules"):
        run(tmp_path / "in", tmp_path / "out.jsonl", factory="standin:differs", **options)


def test_a_lost_scheduler_ends_the_run_and_the_next_goes_on(
    tmp_path: Path, run: Run, cluster: Cluster
) -> None:
    folder = make_folder(tmp_path / "in", 150)
    out = tmp_path / "out.jsonl"

    def on_event(event: batch.Event) -> None:
        if isinstance(event, batch.Progressed) and event.done > 20:
            cluster.processes[0].kill()

    options = {"factory": "standin:slow"}
    with pytest.raises(EngineError, match="run the same command again"):
        run(folder, out, engine="dask", scheduler=cluster.address, on_event=on_event, **options)
    assert not out.exists()
    assert 20 < run(folder, out, **options).reused < 150


def test_no_scheduler_at_the_address(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articlex.engines.dask.CONNECT_SECONDS", 1)
    make_folder(tmp_path / "in", 3)
    begun = time.monotonic()
    with pytest.raises(EngineError, match="no Dask scheduler answers at tcp"):
        run(tmp_path / "in", tmp_path / "out.jsonl", engine="dask", scheduler="tcp://127.0.0.1:9")
    assert time.monotonic() - begun < 20
