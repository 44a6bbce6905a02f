"""Records as Apache Arrow, and extraction as a function from record batch to record batch.

`extract_batch` is what Spark (`mapInArrow`), Ray (`map_batches`), Polars, DuckDB and Dask can call: rows in =
rows out, one bad article fills its `error` cell and harms no other. `pyarrow` is needed from here on only:
`pip install 'articlex[data]'`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from articlex import records
from articlex.errors import InputError, MissingDependencyError, OptionError
from articlex.model import Article

try:
    import pyarrow as pa
except ImportError:
    raise MissingDependencyError("pyarrow is not installed: pip install 'articlex[data]'") from None

if TYPE_CHECKING:
    from articlex.extractor import Extractor

_TYPES = {
    "text": pa.string(),
    "offset": pa.int32(),
    "decimal": pa.string(),
    "date": pa.date32(),
    "moment": pa.string(),
    "flag": pa.bool_(),
    "texts": pa.list_(pa.string()),
}
"""Decimals stay strings: "1/3" has no decimal form, and a double would round what the article says."""


def arrow_fields(fields: Iterable[records.Field], *, flat: bool = False) -> list[Any]:
    """Arrow fields for fields of a record; `flat` joins lists into one string, as tables have them."""
    return [
        pa.field(f.name, pa.string() if flat and f.type == "texts" else _TYPES[f.type], nullable=f.nullable)
        for f in fields
    ]


def _items(fields: Sequence[Any]) -> Any:
    return pa.list_(pa.field("item", pa.struct(fields), nullable=False))


_CHANGE = pa.field(
    "change",
    pa.struct([f.with_nullable(True) for f in arrow_fields(records.CHANGE_FIELDS)]),
)
CLAIMS = _items([*arrow_fields(records.CLAIM_FIELDS), _CHANGE])
"""Type of a column of claims: a list of structs with the fields of `docs/records.md`."""

MENTIONS = _items(arrow_fields(records.MENTION_FIELDS))
"""Type of a column of mentions."""

RECORD_SCHEMA = pa.schema(
    [
        *arrow_fields(records.ARTICLE_FIELDS),
        pa.field("damage", _items(arrow_fields(records.DAMAGE_FIELDS)), nullable=False),
        pa.field("claims", CLAIMS, nullable=False),
        pa.field("mentions", MENTIONS, nullable=False),
    ],
    metadata={"schema": records.SCHEMA},
)
"""One article a row, everything nested: the schema of Parquet output."""

FLAT_SCHEMA = pa.schema(
    [
        pa.field("article", pa.string()),
        *(
            pa.field(f.name, pa.string())
            for f in records.ARTICLE_FIELDS
            if f.name in records.FLAT_ARTICLE_FIELDS
        ),
        *(
            f.with_name("claim") if f.name == "id" else f
            for f in arrow_fields(records.FLAT_CLAIM_FIELDS, flat=True)
        ),
    ],
    metadata={"schema": records.SCHEMA},
)
"""One claim a row: the schema of flat Parquet output, with the columns of CSV output."""

OUTPUT_FIELDS = (pa.field("claims", CLAIMS), pa.field("error", pa.string()))
"""The columns that `extract_batch` adds."""

_DATES = {f.name for f in (*records.CLAIM_FIELDS, *records.MENTION_FIELDS) if f.type == "date"}


def _with_dates(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: date.fromisoformat(v) if v is not None and k in _DATES else v for k, v in row.items()}


def record_row(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as a row of `RECORD_SCHEMA`: dates instead of their ISO strings."""
    row = {name: value for name, value in record.items() if name != "schema"}
    row["claims"] = [_with_dates(claim) for claim in record["claims"]]
    row["mentions"] = [_with_dates(mention) for mention in record["mentions"]]
    return row


def flat_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims of a record as rows of `FLAT_SCHEMA`."""
    head = {"article": record["id"]} | {name: record[name] for name in records.FLAT_ARTICLE_FIELDS}
    names = ["claim" if f.name == "id" else f.name for f in records.FLAT_CLAIM_FIELDS]
    return [
        _with_dates(head | dict(zip(names, records.claim_values(claim), strict=True)))
        for claim in record["claims"]
    ]


@lru_cache(maxsize=1)
def _extractor() -> Extractor:
    from articlex.extractor import Extractor

    return Extractor()


def output_schema(schema: Any) -> Any:
    """The schema of `extract_batch`'s result for an input schema: its columns, then `claims` and `error`.

    Raises `OptionError` if the input has no `text` column of strings, or a column of a name that is added.
    """
    if "text" not in schema.names or not _is_string(schema.field("text").type):
        raise OptionError(f"the batch needs a column text of strings; it has {schema.names}")
    taken = {field.name for field in OUTPUT_FIELDS} & set(schema.names)
    if taken:
        raise OptionError(f"the batch has a column {sorted(taken)[0]} already; rename it, ours has this name")
    return pa.schema([*schema, *OUTPUT_FIELDS], metadata=schema.metadata)


def _is_string(kind: Any) -> bool:
    view = getattr(pa.types, "is_string_view", lambda _: False)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or view(kind))


def extract_batch(batch: Any, *, extractor: Any = None) -> Any:
    """The batch with the claims of each row's article: a `RecordBatch` (or `Table`) in, the same kind out.

    `text` (string or large_string) is needed; `id`, `title`, `source`, `url` and `published` (ISO string,
    date or timestamp) are used if they are there. All columns are kept, `claims` and `error` added: rows in =
    rows out, in order. A row that cannot be read (a null text, say) has null claims and an `error`.

    The schema depends on the input's schema alone, so empty batches fit too. The extractor is built once a
    process; `extractor` takes another one (with rules of your own).
    """
    schema = output_schema(batch.schema)
    extractor = extractor or _extractor()
    columns = {name: batch.column(name).to_pylist() for name in _USED if name in batch.schema.names}
    claims: list[Any] = []
    errors: list[str | None] = []
    for row in range(batch.num_rows):
        fields = {name: values[row] for name, values in columns.items()}
        found, error = _extract_row(fields, extractor)
        claims.append(found)
        errors.append(error)
    arrays = [pa.array(claims, CLAIMS), pa.array(errors, pa.string())]
    return type(batch).from_arrays([*batch.columns, *arrays], schema=schema)


_USED = ("text", "id", "title", "source", "url", "published")


def _extract_row(fields: Mapping[str, Any], extractor: Any) -> tuple[list[Any] | None, str | None]:
    try:
        article = _article(fields)
        record = records.to_dict(extractor.extract(article))
        return [_with_dates(claim) for claim in record["claims"]], None
    except InputError as error:
        return None, str(error)
    except Exception as error:  # one row must not end a partition; what went wrong stands in its cell
        return None, f"{type(error).__name__}: {error}"


def _article(fields: Mapping[str, Any]) -> Article:
    from articlex.sources import parse_published

    text = fields["text"]
    if not text or not text.strip():
        raise InputError("the text is empty")
    published = fields.get("published")
    if isinstance(published, str):
        published = parse_published(published) if published else None
    elif published is not None and not isinstance(published, date):
        raise InputError(f"published is {type(published).__name__}; it must be a string, date or timestamp")
    name = fields.get("id")
    return Article(
        text,
        id=None if name is None else str(name),
        title=fields.get("title"),
        published=published,
        source=fields.get("source"),
        url=fields.get("url"),
    )
