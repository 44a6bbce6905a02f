"""Extract articles with Spark: a data frame with a column `text` in, one with a row for each claim out.

    python examples/run_on_spark.py ARTICLES.jsonl CLAIMS        # writes a folder of Parquet files

`ARTICLES.jsonl` has lines like {"id": "a1", "text": "...", "published": "2024-01-09"}.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col, explode
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from articlex import arrow


def extract(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What each task does with its part of the data frame."""
    for batch in batches:
        yield arrow.extract_batch(batch)


def with_claims(articles: DataFrame) -> DataFrame:
    """The data frame with the columns `claims` and `error` added."""
    schema = arrow.output_schema(to_arrow_schema(articles.schema))
    return articles.mapInArrow(extract, from_arrow_schema(schema))


def main() -> None:
    """Read, extract, write one row a claim; say how many articles failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles")
    parser.add_argument("output")
    given = parser.parse_args()
    spark = SparkSession.builder.appName("articlex").getOrCreate()
    try:
        articles = spark.read.schema("id string, text string, published string").json(given.articles)
        extracted = with_claims(articles).cache()
        claims = extracted.select("id", explode("claims").alias("claim")).select(
            col("id").alias("article"), "claim.*"
        )
        claims.write.mode("overwrite").parquet(given.output)
        failed = extracted.where("error is not null").count()
        print(f"{claims.count()} claims, {failed} articles failed")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
