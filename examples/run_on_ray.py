"""Extract articles with Ray: a data set with a column `text` in, the same with claims out, as Parquet.

    python examples/run_on_ray.py ARTICLES.jsonl CLAIMS          # writes a folder of Parquet files

`ARTICLES.jsonl` has lines like {"id": "a1", "text": "...", "published": "2024-01-09"}.
"""

from __future__ import annotations

import argparse

import pyarrow as pa
import ray

from articlex import arrow

COLUMNS = ["id", "text", "published"]
"""Columns that are handed on; a published that Ray read as a timestamp is fine too."""


def extract(table: pa.Table) -> pa.Table:
    """What each task does with its part of the data set."""
    return arrow.extract_batch(table)


def main() -> None:
    """Read, extract, write; say how many claims there are and how many articles failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles")
    parser.add_argument("output")
    given = parser.parse_args()
    articles = ray.data.read_json(given.articles, lines=True).select_columns(COLUMNS)
    extracted = articles.map_batches(extract, batch_format="pyarrow", batch_size=256).materialize()
    extracted.write_parquet(given.output)
    rows = extracted.select_columns(["claims", "error"]).take_all()
    failed = sum(row["error"] is not None for row in rows)
    claims = sum(len(row["claims"]) for row in rows if row["claims"] is not None)
    print(f"{claims} claims, {failed} articles failed")


if __name__ == "__main__":
    main()
