"""Folders of invented articles, and runs with the stand-in extractor."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from articlex import batch

HERE = Path(__file__).parent

Run = Callable[..., batch.Summary]


def sentence(number: int) -> str:
    """The text of the article of a number: invented, and as short as will do."""
    return f"第{number}天，某地警方破获案件{number * 7}起，抓获{number}人，同比上升{number % 40}%。"


def make_folder(folder: Path, count: int) -> Path:
    """A folder with `count` articles: a third each as text (every other one packed), HTML and JSON Lines."""
    third = count // 3
    for number in range(third):
        path = folder / f"text/{number % 7}/{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = sentence(number).encode("gb18030" if number % 5 == 0 else "utf-8")
        if number % 2:
            path.with_suffix(".txt.gz").write_bytes(gzip.compress(data))
        else:
            path.write_bytes(data)
    (folder / "pages").mkdir(parents=True)
    for number in range(third, 2 * third):
        (folder / f"pages/{number:04}.html").write_text(f"<p>{sentence(number)}</p>", encoding="utf-8")
    with (folder / "lines.jsonl").open("w", encoding="utf-8") as lines:
        for number in range(2 * third, count):
            row = {"id": f"n{number}", "text": sentence(number), "published": "2024-01-09"}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return folder


def records_of(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def drive_command(**options: Any) -> list[str]:
    """The command line of a run as a program of its own."""
    return [
        sys.executable,
        str(HERE / "drive.py"),
        json.dumps({"factory": "standin:slow", "workers": 2} | options),
    ]
