"""Speed of the numbers stage against `jieba.cut` on the same news text, in the same run.

    python benchmarks/numbers_speed.py [FOLDER] [--least 15]

FOLDER holds news as .txt or .md (UTF-8 or GB18030), by default ../shared/corpus/bulk beside the repository.
The text is read and folded by the reading stage first, outside the clock; each figure is the best of several
runs.
Exit status 1 if the ratio is below --least, 2 if there is no text.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jieba

from articlex.model import Article
from articlex.numbers import find_mentions, find_periods
from articlex.text import read

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = 600_000
"""Characters measured: enough for stable figures, few enough for half a minute."""
ROUNDS = 4


def texts(folder: Path) -> list[str]:
    """Clean texts of the folder's files, taken evenly, until the sample is full."""
    files = sorted(f for f in folder.rglob("*") if f.suffix in (".txt", ".md"))
    out: list[str] = []
    size = 0
    for file in files[:: max(1, len(files) // 400)]:
        raw = file.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("gb18030", "replace")
        clean = read(Article(text=text)).clean
        chinese = sum("\u4e00" <= c <= "\u9fff" for c in clean)
        if chinese * 2 < len(clean):
            continue  # English articles and link lists are no Chinese news
        out.append(clean)
        size += len(clean)
        if size >= SAMPLE:
            break
    return out


def seconds(work: Callable[[], object]) -> float:
    """The processor time of one run."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus" / "bulk")
    ask.add_argument("--least", type=float, default=0.0)
    args = ask.parse_args()
    news = texts(args.folder) if args.folder.is_dir() else []
    if not news:
        print(f"{args.folder}: no Chinese news texts; name a folder with .txt or .md files", file=sys.stderr)
        return 2
    size = sum(map(len, news))
    published = date(2024, 1, 9)
    jieba.setLogLevel(60)
    jieba.initialize()
    found = [find_mentions(text, published=published) for text in news]
    segment = mentions = periods = float("inf")
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine falls on all of them
        segment = min(segment, seconds(lambda: [list(jieba.cut(text)) for text in news]))
        for _ in range(3):
            mentions = min(
                mentions, seconds(lambda: [find_mentions(text, published=published) for text in news])
            )
        periods = min(
            periods,
            seconds(
                lambda: [find_periods(t, m, published=published) for t, m in zip(news, found, strict=True)]
            ),
        )
    count = sum(map(len, found))
    print(f"text            {size:>10,} characters, {count:,} mentions, one in {size / count:.0f} characters")
    print(f"jieba.cut       {size / segment / 1e6:>10.2f} million characters/s")
    print(f"find_mentions   {size / mentions / 1e6:>10.2f} million characters/s")
    print(f"                {mentions / count * 1e6:>10.1f} µs a mention")
    print(f"find_periods    {size / periods / 1e6:>10.2f} million characters/s")
    print(f"ratio           {segment / mentions:>10.1f} times jieba.cut")
    return 1 if segment / mentions < args.least else 0


if __name__ == "__main__":
    sys.exit(main())
