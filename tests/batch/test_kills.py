"""Runs that are killed at any instant end, when they are started again, as if nothing had happened."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from folders import drive_command, make_folder

from articlex import batch

ARTICLES = 150
KILLS = 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("kills") / "in", ARTICLES)


def finish(command: list[str]) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr


def children_end(children: list[psutil.Process]) -> None:
    """No worker may outlive its driver: it would hold files and memory for nothing."""
    deadline = time.monotonic() + 5
    while any(map(is_running, children)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(is_running, children))


def is_running(process: psutil.Process) -> bool:
    """Whether it runs: one that nobody has collected yet does not."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_thirty_kills_at_random_moments(folder: Path, tmp_path: Path) -> None:
    undisturbed, out = tmp_path / "undisturbed.jsonl", tmp_path / "out.jsonl"
    begun = time.monotonic()
    finish(drive_command(inputs=str(folder), output=str(undisturbed)))
    whole = time.monotonic() - begun
    expected = undisturbed.read_bytes()
    chance = random.Random(20240109)
    kills = finished = 0
    fresh = True
    while kills < KILLS:
        command = drive_command(inputs=str(folder), output=str(out), fresh=fresh)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, 0.8) * whole)
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.send_signal(signal.SIGKILL)
        _, complained = process.communicate(timeout=20)
        children_end(children)
        if process.returncode == 0:  # done before its time was up: begin anew
            finished += 1
            assert out.read_bytes() == expected
            out.unlink()
            fresh = True
            continue
        assert process.returncode == -signal.SIGKILL, complained
        assert not out.exists() or out.read_bytes() == expected
        fresh = False
        kills += 1
    finish(drive_command(inputs=str(folder), output=str(out)))
    assert out.read_bytes() == expected
    assert not (tmp_path / "failures.jsonl").exists()
    assert finished < kills


MOMENTS = [
    *(("out.jsonl.gz", {"die_at": event}) for event in ("Started", "Progressed", "Writing", "Summary")),
    *((name, {"die_at_sync": number}) for name in ("out.jsonl.gz", "out.sqlite") for number in range(4)),
]


@pytest.mark.parametrize(("name", "moment"), MOMENTS, ids=str)
def test_kill_at_a_chosen_moment(folder: Path, tmp_path: Path, name: str, moment: dict[str, object]) -> None:
    undisturbed, out = tmp_path / f"undisturbed-{name}", tmp_path / name
    options = {"inputs": str(folder / "pages"), "factory": "standin:build", "workers": 1}
    command = drive_command(**options, output=str(out), **moment)
    killed = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if "die_at" in moment or killed.returncode != 0:  # a format may need fewer calls than that
        assert killed.returncode == -signal.SIGKILL, killed.stderr
    finish(drive_command(**options, output=str(out)))
    batch.run(folder / "pages", undisturbed, factory="standin:build", workers=1)
    assert out.read_bytes() == undisturbed.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_workers_killed_at_random_moments(folder: Path, tmp_path: Path) -> None:
    undisturbed, out, marker = tmp_path / "undisturbed.jsonl", tmp_path / "out.jsonl", tmp_path / "marker"
    finish(drive_command(inputs=str(folder), output=str(undisturbed), factory="standin:slow"))
    command = drive_command(inputs=str(folder), output=str(out), factory="standin:slower", marker=str(marker))
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    chance = random.Random(7)
    driver = psutil.Process(process.pid)
    kills = 0
    while process.poll() is None and kills < 4:
        time.sleep(0.05)
        with suppress(psutil.Error):
            workers = [c for c in driver.children() if "spawn_main" in " ".join(c.cmdline())]
            if workers and marker.exists():  # an article is done, so a worker was ready
                chance.choice(workers).kill()
                kills += 1
                time.sleep(chance.uniform(0.1, 0.5))
    _, complained = process.communicate(timeout=60)
    assert process.returncode == 0, complained
    assert kills == 4
    assert out.read_bytes() == undisturbed.read_bytes()
