"""The documents say what is true: commands exist, quoted output is real, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import blocks
import pytest

from articlex.cli import cli

ROOT = blocks.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
MARKDOWN = [*blocks.documents(), *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md"))]


@pytest.mark.parametrize("path", blocks.documents(), ids=lambda path: path.name)
def test_blocks_are_what_the_program_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # Run `python docs/blocks.py` to renew them.
    assert blocks.renewed(text) == text


def test_readme_begins_with_output_and_two_commands() -> None:
    first, second = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[:2]
    assert "\n" not in first + second
    assert "articlex batch fixtures/articles" in first
    assert second.endswith(".venv/bin/pytest")
    assert README.index("<!-- output:") < README.index(first)
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert first in ci
    assert second in ci


def test_readme_counts_its_fixtures() -> None:
    articles = len(list((ROOT / "fixtures" / "expected").glob("*.json")))
    assert f"a folder of {articles} articles" in README


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"\n## {name}\n" in text
        assert f"`articlex {name}" in README
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert not option.startswith("-") or option in text


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)
def test_links_lead_to_files(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text)
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.name)
def test_files_named_in_code_exist(path: Path) -> None:
    named = re.findall(r"`((?:src|tests|docs|fixtures|benchmarks|\.ci)/[\w./-]+?)`", path.read_text("utf-8"))
    missing = [name for name in named if "NAME" not in name and not (ROOT / name).exists()]
    assert missing == []


def test_the_library_example_runs_as_it_stands() -> None:
    assert "2163 起 2163起" in blocks.output("python docs/library_example.py")
