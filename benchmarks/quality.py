#!/usr/bin/env python3
"""How well does articlex read? Figures against a gold folder, and gains and losses against an earlier run.

    python benchmarks/quality.py                                # the project's gold, tests/gold
    python benchmarks/quality.py --check                        # exit 1 under a floor of floors.json
    python benchmarks/quality.py --save run.json
    python benchmarks/quality.py --against run.json             # what got better and worse, claim by claim
    python benchmarks/quality.py --gold DIR --errors 40 --field object
    python benchmarks/quality.py --pin                          # raise the floors to what is reached
    python benchmarks/quality.py --table tests/gold DIR ...     # the table of benchmarks/README.md

A folder that holds a file UNREAD is scored by its totals only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))

import scoring  # noqa: E402

GOLD = ROOT / "tests" / "gold"
FLOORS = Path(__file__).resolve().parent / "floors.json"
SLACK = 0.005
"""A floor is pinned so far under what was reached: one claim of the project's gold is 0.002."""


def extract(folder: Path) -> list[dict[str, Any]]:
    """The records that articlex gives for the articles of a gold folder, as its command line reads them."""
    import articlex
    from articlex import records, sources

    results = []
    for article in sources.articles(folder / "articles.jsonl"):
        if not isinstance(article, articlex.Article):
            raise SystemExit(f"{folder / 'articles.jsonl'} cannot be read: {article}")
        results.append(records.to_dict(articlex.extract(article)))
    return results


def digest(folder: Path) -> str:
    """Names the gold that a set of floors belongs to."""
    content = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        content.update(path.read_bytes())
    return content.hexdigest()[:16]


def print_figures(figures: dict[str, float | None]) -> None:
    """One figure a line."""
    for name, value in figures.items():
        print(f"{name:20} {'-' if value is None else value}")


def print_errors(score: scoring.Score, limit: int, field: str | None) -> None:
    """The first claims that are wrong, or wrong in one field."""
    wrong = [o for o in score.outcomes if o.wrong and (field is None or field in o.wrong)]
    for outcome in wrong[:limit]:
        print(f"  {outcome.article} {outcome.text!r} {', '.join(outcome.wrong)}: {outcome.detail}")
    if len(wrong) > limit:
        print(f"  … and {len(wrong) - limit} more")


def compare(score: scoring.Score, earlier: dict[str, Any]) -> None:
    """Print what each claim gained or lost since an earlier run, and how the figures moved."""
    before = {key: tuple(wrong) for key, wrong in earlier["outcomes"].items()}
    after = {outcome.key: outcome.wrong for outcome in score.outcomes}
    gains, losses = [], []
    for key in sorted(before.keys() | after.keys()):
        old, new = set(before.get(key, ())), set(after.get(key, ()))
        if old - new:
            gains.append(f"  + {key}  {', '.join(sorted(old - new))}")
        if new - old:
            losses.append(f"  - {key}  {', '.join(sorted(new - old))}")
    print(f"{len(gains)} gained, {len(losses)} lost")
    print("\n".join(gains + losses))
    for name, value in score.figures().items():
        was = earlier["figures"].get(name)
        if value is not None and was is not None and value != was:
            print(f"{name:20} {was} -> {value} ({value - was:+.4f})")


def print_table(folders: Sequence[Path]) -> None:
    """The figures of several gold folders side by side, as Markdown."""
    columns = []
    for folder in folders:
        score = scoring.score_folder(folder, extract(folder))
        claims = sum(outcome.gold is not None for outcome in score.outcomes)
        columns.append(
            (f"{folder.name}, {len(scoring.read_gold(folder))} articles, {claims} claims", score.figures())
        )
    print("| figure | " + " | ".join(name for name, _ in columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name in columns[0][1]:
        cells = ("-" if figures[name] is None else str(figures[name]) for _, figures in columns)
        print(f"| {name} | " + " | ".join(cells) + " |")


def save(score: scoring.Score, path: Path) -> None:
    """Keep a run, to compare later ones with."""
    run = {"figures": score.figures(), "outcomes": {o.key: o.wrong for o in score.outcomes}}
    path.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def check(figures: dict[str, float | None], folder: Path) -> int:
    """Compare with the pinned floors; the exit status."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    if pinned["gold"] != digest(folder):
        print(
            f"the gold of {folder} has changed since the floors were pinned; run with --pin", file=sys.stderr
        )
        return 1
    under = [
        f"{name} {figures.get(name)} is under its floor {least}"
        for name, least in pinned["floors"].items()
        if (figures.get(name) or 0) < least
    ]
    if figures["broken spans"]:
        under.append(f"{figures['broken spans']} spans do not match the text")
    print("\n".join(under) or f"all {len(pinned['floors'])} floors held")
    return 1 if under else 0


def pin(figures: dict[str, float | None], folder: Path, *, allow_lower: bool) -> int:
    """Write the floors a little under what is reached; lowering one needs `--allow-lower`."""
    names = [*scoring.LEVELS, *(f"field.{name}" for name in scoring.FIELDS)]
    names += ["same_as", "part_of", "others", "ledger", "metadata"]
    reached = {name: value for name in names if (value := figures[name]) is not None}
    floors = {name: max(0.0, math.floor((value - SLACK) * 1000) / 1000) for name, value in reached.items()}
    old = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    lower = [name for name in old if floors.get(name, 0.0) < old[name]]
    if lower and not allow_lower:
        print(f"would lower {', '.join(lower)}; --allow-lower does it", file=sys.stderr)
        return 1
    FLOORS.write_text(
        json.dumps({"gold": digest(folder), "floors": floors}, indent=1) + "\n", encoding="utf-8"
    )
    print(f"pinned {len(floors)} floors")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print, and do what the options ask; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=GOLD, help="a gold folder (tests/gold)")
    parser.add_argument("--records", type=Path, help="score these JSON lines, do not extract")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N wrong claims")
    parser.add_argument("--field", help="only claims wrong in this field (missed, object, period ...)")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the run")
    parser.add_argument("--against", type=Path, metavar="FILE", help="gains and losses since a kept run")
    parser.add_argument("--check", action="store_true", help="exit 1 under a floor")
    parser.add_argument("--pin", action="store_true", help="pin the floors")
    parser.add_argument(
        "--table", type=Path, nargs="+", metavar="DIR", help="print a table of these gold folders"
    )
    parser.add_argument("--allow-lower", action="store_true", help="with --pin: floors may go down")
    options = parser.parse_args(arguments)
    if options.table:
        print_table(options.table)
        return 0
    folder: Path = options.gold
    if not (folder / "articles.jsonl").exists():
        print(f"{folder} holds no articles.jsonl: nothing to score", file=sys.stderr)
        return 2
    unread = (folder / "UNREAD").exists()
    if unread and (options.errors or options.field or options.save or options.against):
        print(f"{folder} is scored by its totals only", file=sys.stderr)
        return 2
    if options.records:
        lines = options.records.read_text(encoding="utf-8").split("\n")
        records = [json.loads(line) for line in lines if line.strip()]
    else:
        records = extract(folder)
    score = scoring.score_folder(folder, records)
    figures = score.figures()
    print_figures(figures)
    if options.errors:
        print_errors(score, options.errors, options.field)
    if options.against:
        compare(score, json.loads(options.against.read_text(encoding="utf-8")))
    if options.save:
        save(score, options.save)
    if options.pin:
        return pin(figures, folder, allow_lower=options.allow_lower)
    return check(figures, folder) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
