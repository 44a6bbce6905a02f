"""The fields of a record: names, types, meanings. Every other form of a record is made from these tables."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

from articlex.model import Aggregation, Basis, Bound, Direction, Kind, PeriodSource, Section

SCHEMA = "articlex/1"
"""Name and version of the format. It changes when a field is renamed, dropped or means something else."""

Record = dict[str, Any]
"""A record as plain JSON values."""

FieldType = Literal["text", "offset", "decimal", "date", "moment", "flag", "texts"]


class Field(NamedTuple):
    """One field of a record: name, type, whether it may be null, what it says, its values where few."""

    name: str
    type: FieldType
    nullable: bool
    says: str
    choices: tuple[str, ...] = ()


ARTICLE_FIELDS = (
    Field("id", "text", True, "the id given with the article, else the name of its file without the ending"),
    Field("title", "text", True, "the headline"),
    Field("published", "moment", True, "ISO date, or date and time, of publication"),
    Field("source", "text", True, "the medium"),
    Field("editor", "text", True, "the editor named in the article"),
    Field("reporters", "texts", False, "the reporters named in the article"),
    Field("language", "text", True, "zh-Hans or zh-Hant"),
    Field("encoding", "text", True, "the encoding that the bytes were read with"),
    Field("url", "text", True, "the address given with the article"),
)
"""Fields of an article, `damage` excepted (a list of objects with `DAMAGE_FIELDS`)."""

DAMAGE_FIELDS = (
    Field("kind", "text", False, "what had happened to the place"),
    Field("start", "offset", False, "first code point of the place in the original text"),
    Field("end", "offset", False, "code point after the place"),
    Field("restored", "text", True, "the text put in its place; null where it cannot be told"),
)

SPAN_FIELDS = (
    Field("start", "offset", False, "first code point in the original text"),
    Field("end", "offset", False, "code point after the last one"),
    Field("text", "text", False, "the original characters from start to end"),
    Field("kind", "text", False, "what sort of number it is", get_args(Kind)),
    Field("value", "decimal", True, "the number, scale applied; null for ranges and vague numbers"),
    Field("low", "decimal", True, "the least it can be; null where open"),
    Field("high", "decimal", True, "the most it can be; null where open"),
    Field("bound", "text", False, "how the value is bounded", get_args(Bound)),
    Field("unit", "text", False, "the unit in Simplified characters, without scale; may be empty"),
)
"""What claims and mentions have in common."""

MENTION_FIELDS = (
    *SPAN_FIELDS,
    Field(
        "date_start", "date", True, "first day of a date; null where open or unresolved, and on other kinds"
    ),
    Field("date_end", "date", True, "last day of a date, inclusive"),
    Field("flagged", "flag", False, "the number touches a destroyed character, so no value is read from it"),
)

CHANGE_FIELDS = (
    Field("direction", "text", False, "whether the figure rose or fell", get_args(Direction)),
    Field("basis", "text", True, "what it is compared with", get_args(Basis)),
    Field("of", "text", True, "id of the claim that the change qualifies"),
)

CLAIM_FIELDS = (
    Field("id", "text", False, "id of the claim within the article"),
    *SPAN_FIELDS,
    Field("predicate", "text", True, "the verb of which the number is the result or measure"),
    Field("object", "text", True, "what is counted or measured"),
    Field("agent", "text", True, "who did it, or whose figure it is"),
    Field("period_start", "date", True, "first day that the figure covers; null where open or unknown"),
    Field("period_end", "date", True, "last day that the figure covers, inclusive"),
    Field("period_source", "text", True, "where the period was found", get_args(PeriodSource)),
    Field("period_text", "text", True, "the words that name the period"),
    Field("aggregation", "text", False, "how the figure sums up its period", get_args(Aggregation)),
    Field("part_of", "text", True, "id of the claim of which this is a part"),
    Field("same_as", "text", True, "id of the earlier claim that states the same figure"),
    Field("attribution", "text", True, "who says so"),
    Field("section", "text", False, "where in the article it stands", get_args(Section)),
    Field("indicator", "text", True, "canonical name of the figure in its field"),
    Field("rule", "texts", False, "ids of the rules that produced the claim"),
)
"""Fields of a claim, `change` excepted (null, or an object with `CHANGE_FIELDS`)."""

FLAT_CLAIM_FIELDS = (
    *CLAIM_FIELDS[: [f.name for f in CLAIM_FIELDS].index("part_of")],
    *(Field(f"change_{f.name}", f.type, True, f.says, f.choices) for f in CHANGE_FIELDS),
    *CLAIM_FIELDS[[f.name for f in CLAIM_FIELDS].index("part_of") :],
)
"""A claim as one row of a table: `change` unfolded, everything else as in `CLAIM_FIELDS`."""

FLAT_ARTICLE_FIELDS = ("title", "published", "source", "url")
"""What a table of claims repeats of the article, beside its id."""

CSV_COLUMNS = (
    "article",
    *FLAT_ARTICLE_FIELDS,
    *("claim" if f.name == "id" else f.name for f in FLAT_CLAIM_FIELDS),
)
"""Columns of a claims table for spreadsheets: the article's id and metadata, then the claim."""
