"""The scripts under examples/ run on a few articles; engines that are not installed are skipped by name."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from articlex import batch, extract

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = [f"2023年，某市公安局破获案件{100 + n}起，同比上升{n + 1}%。" for n in range(6)]
CLAIMS = sum(len(extract(text).claims) for text in TEXTS)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Six articles and one without a text."""
    path = tmp_path / "articles.jsonl"
    rows = [{"id": f"a{n}", "text": text, "published": "2024-01-09"} for n, text in enumerate(TEXTS)]
    rows.append({"id": "empty", "text": "", "published": "2024-01-09"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def example(name: str, *arguments: object, code: int = 0) -> str:
    command = [sys.executable, str(EXAMPLES / name), *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert ended.returncode == code, ended.stderr[-3000:]
    return ended.stdout


def needs(module: str) -> pytest.MarkDecorator:
    missing = importlib.util.find_spec(module) is None
    return pytest.mark.skipif(missing, reason=f"{module} is not installed")


@pytest.mark.spark
@needs("pyspark")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark(articles: Path, tmp_path: Path) -> None:
    said = example("run_on_spark.py", articles, tmp_path / "claims")
    assert f"{CLAIMS} claims, 1 articles failed" in said
    assert list((tmp_path / "claims").glob("*.parquet")) != []


@pytest.mark.ray
@needs("ray")
def test_ray(articles: Path, tmp_path: Path) -> None:
    said = example("run_on_ray.py", articles, tmp_path / "claims")
    assert f"{CLAIMS} claims, 1 articles failed" in said
    assert list((tmp_path / "claims").glob("*.parquet")) != []


@pytest.mark.dask
@needs("distributed")
def test_dask(articles: Path, tmp_path: Path) -> None:
    example("run_on_dask.py", articles, tmp_path / "there.jsonl", code=1)
    batch.run(articles, tmp_path / "here.jsonl", workers=1)
    assert (tmp_path / "there.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()


@needs("duckdb")
def test_duckdb(articles: Path, tmp_path: Path) -> None:
    batch.run(articles, tmp_path / "claims.duckdb", workers=1)
    said = example("query_duckdb.py", tmp_path / "claims.duckdb")
    assert "object\tunit\tclaims\tmost" in said
    assert "案件\t起\t6\t105.0" in said
