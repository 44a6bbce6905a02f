"""Speed and memory of batch runs, against bare extraction in one process.

    python benchmarks/batch.py [FOLDER] [--megabytes 20] [--repeat 2] [--write]

FOLDER holds news text of any kind that articlex reads (default: ../shared/corpus/bulk). Its articles are
gathered into a file of JSON Lines of the wanted size; each measurement is a program of its own, repeated in
turn, and the quickest counts. `--write` puts the table into benchmarks/README.md.

What is measured:
- bare: read and extract every article in one process, keep nothing
- batch with one and with two workers: the same articles to JSON Lines on disk, journal and all
- memory: the peak of the largest worker and of the driver, for a tenth of the articles and for all

Overhead is counted in seconds of processor time, of all processes together: those do not depend on what else
the machine does. The gain of two workers is counted on the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MARK = "<!-- batch: made by benchmarks/batch.py --write -->"
END = "<!-- end of batch -->"

BUSY = 0.2
"""Processors in use by other programs, beyond which two workers have not two processors for themselves."""


class Measured(NamedTuple):
    """One run: seconds on the clock and of processors, peak memory in MiB, characters read, and what
    other programs used of the machine meanwhile, in processors (0 where the system does not tell)."""

    clock: float
    processor: float
    driver: float
    worker: float
    characters: int
    others: float = 0.0


def child(what: str, articles: Path) -> None:
    """Run one measurement in this process and print it as JSON."""
    begun = time.monotonic()
    if what == "bare":
        characters, worker = bare(articles), 0
    else:
        from articlex import batch

        with tempfile.TemporaryDirectory(dir=articles.parent) as folder:
            summary = batch.run(articles, Path(folder) / "out.jsonl", workers=int(what))
        characters, worker = summary.characters, summary.worker_memory
    clock = time.monotonic() - begun
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    print(json.dumps([clock, processor, own.ru_maxrss / 1024, worker / 2**20, characters]))


def bare(articles: Path) -> int:
    """Read and extract every article, and keep nothing; the number of characters."""
    from articlex import Article, Extractor, sources

    extractor = Extractor()
    characters = 0
    for article in sources.articles(articles):
        if isinstance(article, Article):
            extractor.extract(article)
            characters += len(article.text)
    return characters


def measure(what: str, articles: Path) -> Measured:
    """The measurement as a program of its own."""
    command = [sys.executable, __file__, "--child", what, str(articles)]
    before = busy()
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    run = Measured(*json.loads(ended.stdout))
    return run._replace(others=max(0.0, (busy() - before - run.processor) / run.clock))


def busy() -> float:
    """Seconds of processor time that the whole machine has used since it started."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    user, nice, system, _, _, *interrupts = map(int, stat.read_text().split("\n", 1)[0].split()[1:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def gather(folder: Path, target: Path, size: int) -> int:
    """Write articles of the folder as JSON Lines until there are `size` bytes of text; how many there are."""
    from articlex import Article, sources

    count = written = 0
    with target.open("w", encoding="utf-8") as lines:
        while written < size:
            before = written
            for article in sources.articles(folder):
                if not isinstance(article, Article):
                    continue
                lines.write(json.dumps({"id": f"{article.id}-{count}", "text": article.text}) + "\n")
                count += 1
                written += len(article.text.encode("utf-8"))
                if written >= size:
                    break
            if written == before:
                sys.exit(f"{folder}: no articles found; name a folder with news text")
    return count


def tenth(articles: Path, count: int) -> Path:
    """The first tenth of the lines as a file of its own."""
    path = articles.with_name("tenth.jsonl")
    with articles.open("rb") as lines, path.open("wb") as some:
        some.writelines(line for _, line in zip(range(max(1, count // 10)), lines, strict=False))
    return path


def table(runs: dict[str, Measured], small: Measured, count: int, megabytes: float) -> str:
    """The figures as Markdown."""
    bare_, one, two = runs["bare"], runs["1"], runs["2"]
    rows = [
        ("two workers against one, on the clock", f"{one.clock / two.clock:.2f} times", "at least 1.7"),
        ("batch with one worker over bare extraction, processor time",
         f"{one.processor / bare_.processor - 1:+.1%}", "at most +15 %"),
        ("peak memory of a worker", f"{two.worker:.0f} MiB", "under 250 MB"),
        ("… against a tenth of the articles", f"{two.worker / small.worker:.2f} times", "at most 1.1"),
        ("peak memory of the driver", f"{two.driver:.0f} MiB", ""),
        ("… against a tenth of the articles", f"{two.driver / small.driver:.2f} times", ""),
        ("speed with two workers", f"{two.characters / two.clock:,.0f} characters/s", ""),
    ]  # fmt: skip
    head = (
        f"{count:,} articles, {megabytes:g} MB of text; {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. "
        f"Command: `python benchmarks/batch.py --megabytes {megabytes:g} --write`"
    )
    clocks = "; ".join(
        f"{name} {run.clock:.1f} s ({run.processor:.1f} s processor, others {run.others:.1f} processors)"
        for name, run in runs.items()
    )
    lines = [head, "", "| | measured | wanted |", "|---|---|---|"]
    lines += [f"| {what} | {value} | {wanted} |" for what, value, wanted in rows]
    told = f"Runs: {clocks}."
    if max(run.others for run in runs.values()) > BUSY:
        told += " **The machine was busy with other work: the gain of two workers cannot be told from this.**"
    return "\n".join([*lines, "", told])


def write(text: str) -> None:
    """Put the table into benchmarks/README.md, in place of the former one."""
    readme = HERE / "README.md"
    whole = readme.read_text(encoding="utf-8") if readme.exists() else "# Benchmarks\n"
    section = f"{MARK}\n## Batch runs\n\n{text}\n{END}"
    if MARK in whole:
        whole = re.sub(f"{re.escape(MARK)}.*?{re.escape(END)}", lambda _: section, whole, flags=re.DOTALL)
    else:
        whole = f"{whole.rstrip()}\n\n{section}\n"
    readme.write_text(whole, encoding="utf-8")


def main() -> None:
    """Measure and print the table."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parents[1] / "shared/corpus/bulk")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if not given.folder.is_dir():
        sys.exit(f"{given.folder}: no such folder; name one with news text to measure on")
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        count = gather(given.folder, articles, int(given.megabytes * 10**6))
        small = measure("2", tenth(articles, count))
        runs: dict[str, Measured] = {}
        for _ in range(given.repeat):
            for what in ("bare", "1", "2"):
                run = measure(what, articles)
                former = runs.get(what, run)
                quickest = min(run, former)  # by the clock, which is the first field
                runs[what] = quickest._replace(processor=min(run.processor, former.processor))
                print(f"{what}: {run.clock:.1f} s", file=sys.stderr, flush=True)
    text = table(runs, small, count, given.megabytes)
    print(text)
    if given.write:
        write(text)


if __name__ == "__main__":
    main()
