#!/usr/bin/env python3
"""Keep what the documents quote true: the output of commands.

A fenced block below a comment `<!-- output: COMMAND -->` holds what that command prints, run from the root
of the repository.

    python docs/blocks.py            # rewrite the blocks
    python docs/blocks.py --check    # exit 1 if a block is not what it should be
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = re.compile(
    r"<!-- output: (?P<command>.+?) -->\n\n?```(?P<language>\w*)\n(?P<body>.*?)```\n", re.DOTALL
)


def output(command: str) -> str:
    """What a command prints; words after ` | ` cut it down (`head -n 5`). Failure is an error."""
    stages = [shlex.split(stage) for stage in command.split(" | ")]
    if stages[0][0] == "articlex":
        stages[0][:1] = [sys.executable, "-m", "articlex"]
    elif stages[0][0] == "python":
        stages[0][0] = sys.executable
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    data = b""
    for stage in stages:
        data = subprocess.run(
            stage, input=data, capture_output=True, check=True, cwd=ROOT, env=environment
        ).stdout
    lines = (line.rstrip() for line in data.decode("utf-8").splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def renewed(text: str) -> str:
    """A document with all its blocks as they should be."""

    def replace(match: re.Match[str]) -> str:
        whole, start = match.group(), match.start()
        before, after = whole[: match.start("body") - start], whole[match.end("body") - start :]
        return before + output(match["command"]) + after

    return OUTPUT.sub(replace, text)


def documents() -> list[Path]:
    """The documents that may hold blocks."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def main() -> int:
    """Rewrite or check the blocks of all documents; the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    stale = 0
    for path in documents():
        text = path.read_text(encoding="utf-8")
        new = renewed(text)
        if new != text:
            stale += 1
            print(f"{path.relative_to(ROOT)} {'differs' if arguments.check else 'rewritten'}")
            if not arguments.check:
                path.write_text(new, encoding="utf-8")
    return 1 if arguments.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
