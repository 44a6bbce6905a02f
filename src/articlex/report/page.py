"""Write the page: the table of claims, then the texts with their claims marked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from typing import IO, Any

from articlex.analysis.wording import change_words, period_words, quantity_words
from articlex.errors import OutputError

Record = Mapping[str, Any]

HEADINGS = ("says", "value", "predicate", "object", "agent", "period", "change", "indicator", "rule")
FILTERS = ("kind", "predicate", "agent", "section")
"""Fields that the page offers as choices; the search box looks at everything."""


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a page; `without_text` counts the records whose article was not given."""

    articles: int
    claims: int
    without_text: int


def write_page(
    output: Path, records: Iterable[Record], texts: Mapping[str | None, str], *, title: str = "Claims"
) -> Written:
    """Write the page for some records; `texts` holds the original texts by article id, as far as known.

    The page is moved into place when it is whole. Raises `OutputError` if it cannot be written and
    `InputError` for a record that does not fit its text.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=output.parent, prefix=f".{output.name}.", delete=False
        ) as file:
            try:
                written = _write(file, records, texts, title)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink()
                raise
        Path(file.name).chmod(0o644)
        Path(file.name).replace(output)
    except OSError as error:
        raise OutputError(f"{output}: the page cannot be written ({error.strerror or error})") from error
    return written


def _asset(name: str) -> str:
    return resources.files("articlex.report").joinpath(name).read_text(encoding="utf-8")


def _write(file: IO[str], records: Iterable[Record], texts: Mapping[str | None, str], title: str) -> Written:
    """The table goes out while records are read; what the texts need is kept until it is finished."""
    articles = claims = missing = 0
    sections: list[Record] = []
    heads = "".join(f"<th scope=col>{name}</th>" for name in HEADINGS)
    filters = "".join(
        f"<label>{name} <select data-field={name}><option value=''>all</option></select></label>"
        for name in FILTERS
    )
    file.write(
        "<!doctype html>\n<html lang=zh>\n<head>\n<meta charset=utf-8>\n"
        "<meta name=viewport content='width=device-width, initial-scale=1'>\n"
        "<meta http-equiv=Content-Security-Policy "
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_asset('page.css')}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>\n<form id=filters role=search hidden>"
        f"<label>search <input type=search id=search></label>{filters}"
        "<output id=count></output></form></header>\n"
        f"<main>\n<div id=table><table>\n<thead><tr>{heads}</tr></thead>\n"
    )
    for number, record in enumerate(records):
        articles += 1
        claims += len(record["claims"])
        file.write(f"<tbody>\n{_head_row(number, record)}")
        file.writelines(_rows(number, record))
        file.write("</tbody>\n")
        sections.append(record)
    file.write("</table></div>\n<div id=texts>\n")
    for number, record in enumerate(sections):
        text = texts.get(record["id"])
        missing += text is None
        file.write(_article(number, record, text))
    file.write(f"</div>\n</main>\n<script>\n{_asset('page.js')}</script>\n</body>\n</html>\n")
    return Written(articles, claims, missing)


def _head_row(number: int, record: Record) -> str:
    """The row that names an article above its claims."""
    title = record["title"] or record["id"] or "?"
    known = [record["source"], (record["published"] or "")[:10], record["id"]]
    words = " · ".join(filter(None, known))
    return (
        f"<tr class=article><th colspan={len(HEADINGS)} scope=rowgroup>"
        f"<a href='#a{number}'>{escape(title)}</a> <small>{escape(words)}</small></th></tr>\n"
    )


def _rows(number: int, record: Record) -> Iterator[str]:
    """A row for each claim; its cells are what the page shows, its attributes what the filters compare."""
    texts = {claim["id"]: claim["text"] for claim in record["claims"]}
    for claim in record["claims"]:
        cells = (
            " ".join(claim["text"].split()),
            quantity_words(claim),
            claim["predicate"],
            claim["object"],
            claim["agent"],
            period_words(claim),
            change_words(claim, texts),
            claim["indicator"],
            " ".join(claim["rule"]),
        )
        fields = "".join(f" data-{name}='{escape(str(claim[name] or ''))}'" for name in FILTERS)
        link = f"<a href='#a{number}-{escape(claim['id'])}'>{escape(cells[0])}</a>"
        rest = "".join(f"<td>{escape(cell or '')}</td>" for cell in cells[1:])
        yield f"<tr class=claim{fields}><td>{link}</td>{rest}</tr>\n"


def _article(number: int, record: Record, text: str | None) -> str:
    """The text with its claims and other numbers marked; a notice where the text is not at hand."""
    title = escape(record["title"] or record["id"] or "?")
    if text is None:
        body = "<p class=absent>The text was not given; the table shows what the record holds.</p>"
    else:
        body = f"<p class=text>{_marked(number, record, text)}</p>"
    return f"<article id='a{number}'><h2>{title}</h2>{body}</article>\n"


def _marked(number: int, record: Record, text: str) -> str:
    """The escaped text; claims in `<mark>` with an id each, the other numbers in `<span>`."""
    from articlex.errors import InputError

    claims = {(claim["start"], claim["end"]): claim for claim in record["claims"]}
    spans = {(mention["start"], mention["end"]): mention for mention in record["mentions"]} | claims
    pieces = []
    at = 0
    for (start, end), thing in sorted(spans.items()):
        if text[start:end] != thing["text"]:
            raise InputError(
                f"{record['id']}: {thing['text']!r} does not stand at {start} of the article; "
                "these are not the articles that the records were made from"
            )
        if start < at:
            continue
        pieces.append(escape(text[at:start]))
        inner = escape(text[start:end])
        claim = claims.get((start, end))
        if claim is None:
            pieces.append(f"<span class=number title='{escape(thing['kind'])}'>{inner}</span>")
        else:
            words = f"{claim['predicate'] or ''} {claim['object'] or ''} {quantity_words(claim)}".strip()
            name = f"a{number}-{escape(claim['id'])}"
            pieces.append(f"<mark id='{name}' title='{escape(words)}'>{inner}</mark>")
        at = end
    pieces.append(escape(text[at:]))
    return "".join(pieces)
