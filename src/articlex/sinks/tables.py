"""The tables and views that SQLite and DuckDB output share."""

from __future__ import annotations

from collections.abc import Iterable

from articlex import records

KEYS = (
    records.Field(
        "key", "text", False, "where the article came from: its file, and its id if the file has several"
    ),
    records.Field(
        "digest", "text", False, "of content and rule set: changes when the article or the rules do"
    ),
)
COUNTS = (
    records.Field("damage", "text", False, "repaired places as a JSON list"),
    records.Field("claims", "offset", False, "number of claims"),
    records.Field("mentions", "offset", False, "number of mentions"),
)
ARTICLE = (records.Field("article", "text", False, "key of the article"),)

TABLES = {
    "articles": (*KEYS, *records.ARTICLE_FIELDS, *COUNTS),
    "claims": (*ARTICLE, *records.FLAT_CLAIM_FIELDS),
    "mentions": (*ARTICLE, *records.MENTION_FIELDS),
}
"""Columns of the three tables. `claims.article` and `mentions.article` hold `articles.key`."""

PROPERTIES = "articlex"
"""A table of names and values that says which schema the database has."""

NUMBER = """CASE WHEN {0} LIKE '%/%'
    THEN CAST(substr({0}, 1, instr({0}, '/') - 1) AS DOUBLE)
       / CAST(substr({0}, instr({0}, '/') + 1) AS DOUBLE)
    ELSE CAST({0} AS DOUBLE) END"""
"""A decimal or fraction as a double, for sums and sorting; the text column beside it stays exact."""

VIEWS = {
    "figures": f"""
SELECT a.key AS article, a.id AS article_id, a.title, a.published, a.source, c.id AS claim, c.text,
  c.predicate, c.object, c.agent, c.value, {NUMBER.format("c.value")} AS number,
  {NUMBER.format("c.low")} AS low, {NUMBER.format("c.high")} AS high, c.bound, c.unit, c.kind,
  c.period_start, c.period_end, c.aggregation, c.indicator, c.attribution, c.section
FROM claims c JOIN articles a ON a.key = c.article
WHERE c.same_as IS NULL AND c.change_direction IS NULL""",
    "changes": f"""
SELECT a.key AS article, a.id AS article_id, a.published, c.id AS claim, c.text,
  c.change_direction AS direction, c.change_basis AS basis,
  {NUMBER.format("c.value")} AS number, c.unit, b.id AS of_claim,
  COALESCE(b.predicate, c.predicate) AS predicate, COALESCE(b.object, c.object) AS object,
  b.value AS of_value, b.unit AS of_unit, c.period_start, c.period_end
FROM claims c JOIN articles a ON a.key = c.article
LEFT JOIN claims b ON b.article = c.article AND b.id = c.change_of
WHERE c.change_direction IS NOT NULL""",
    "indicators": f"""
SELECT c.indicator, c.unit, count(*) AS claims, count(DISTINCT c.article) AS articles,
  min({NUMBER.format("c.value")}) AS least, max({NUMBER.format("c.value")}) AS most
FROM claims c WHERE c.indicator IS NOT NULL AND c.same_as IS NULL AND c.change_direction IS NULL
GROUP BY c.indicator, c.unit""",
    "ledger": """
SELECT article, kind, count(*) AS mentions FROM mentions GROUP BY article, kind""",
}
"""figures: what is stated, once each, with its article; changes: what rose or fell, with what it qualifies;
indicators: each canonical figure with its range; ledger: numbers of each article by kind."""


def views() -> Iterable[str]:
    """The statements that make the views."""
    return (f"CREATE VIEW {name} AS {query.strip()}" for name, query in VIEWS.items())


def rows(key: str, digest: str, record: records.Record) -> dict[str, list[list[object]]]:
    """The rows of the three tables for one record."""
    damage = records.dumps_json(record["damage"])
    article = [
        key,
        digest,
        *records.article_values(record),
        damage,
        len(record["claims"]),
        len(record["mentions"]),
    ]
    return {
        "articles": [article],
        "claims": [[key, *records.claim_values(claim)] for claim in record["claims"]],
        "mentions": [[key, *records.mention_values(mention)] for mention in record["mentions"]],
    }
