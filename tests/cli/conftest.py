"""Running the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from articlex.cli import main


@dataclass
class Run:
    """How a command ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8-sig")

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@pytest.fixture
def articlex(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """Runs the command line in this process."""

    def run(*arguments: str | Path) -> Run:
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Run(code, captured.out, captured.err.decode("utf-8"))

    return run


ARTICLE = "云州公安通报\n\n2023年，云州公安破获案件2163起，抓获犯罪嫌疑人4800余人。\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with an article of two claims."""
    path = tmp_path / "bulletin.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
