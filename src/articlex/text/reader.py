"""The reading stage as one function: article in, clean text with its map, blocks, sentences and metadata
out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from articlex.model import Article, Repair, Span
from articlex.text import damage, escapes, html, layout, lines, markdown, metadata, sentences
from articlex.text.alignment import Alignment, Draft, Edit
from articlex.text.fold import fold, is_simple, is_traditional
from articlex.text.marks import Mark, Markup, in_order
from articlex.text.reading import Reading

_SIMPLIFIED_SAMPLE = 4000
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_FIRST = metadata.LONGEST_FIRST_LINE
_LOST = re.compile("\ufffd+")
_TAG = re.compile(r"^[\[【](?:视频|視頻|组图|組圖|图集|圖集|图|圖|转载|转)[\]】]\s*")


def read(article: Article) -> Reading:
    """Read an article: damage restored, markup out, lines joined, folded, laid out, its metadata filled in.

    Given metadata wins over what the text says. Offsets of the result refer to `Reading.clean`;
    `Reading.alignment`
    leads back to `article.text`.

    >>> reading = read(Article("<p>破獲案件<b>8163</b>起</p>"))
    >>> reading.clean, reading.alignment.to_original(4, 9).of("<p>破獲案件<b>8163</b>起</p>")
    ('破获案件8163起', '8163</b>起')
    """
    text = article.text
    draft = Draft(text)
    simple = is_simple(text)
    damaged = damage.find(text, simple=simple)
    draft = draft.edit(damaged.edits)
    draft, marks, hidden, stated = _without_markup(draft, article.format)
    if draft.text is not text:
        simple = is_simple(draft.text)
    from_tags = bool(marks) or "<" in text
    joinable = not (from_tags and html.is_page(text))
    draft = draft.edit(lines.edits(draft.text, joinable=joinable, simple=simple))
    draft = _parted(draft, article.title)
    return _laid_out(article, _Draft(draft, tuple(marks), hidden, stated, simple), damaged.repairs)


class _Draft(NamedTuple):
    """What is known of a text when its characters stand: where they came from, and what its markup said.

    `simple` is what `fold.is_simple` says of it.
    """

    draft: Draft
    marks: tuple[Mark, ...]
    hidden: tuple[Span, ...]
    stated: dict[str, str]
    simple: bool


def _without_markup(
    draft: Draft, form: str | None
) -> tuple[Draft, list[Mark], tuple[Span, ...], dict[str, str]]:
    """The draft without escapes, tags and Markdown signs; marks and hidden stretches in original offsets."""
    if form == "text":
        return draft, [], (), {}
    marks: list[Mark] = []
    hidden: list[Span] = []
    stated: dict[str, str] = {}
    escaped = escapes.edits(draft.text)
    if "<" in draft.text or "&" in draft.text:
        page = form == "html" or html.is_page(draft.text)
        scanned = html.scan(draft.text) if form == "html" or html.is_markup(draft.text) else Markup()
        _gather(draft, scanned, marks, hidden, stated)
        if page and scanned.edits:
            # In a page line breaks of the source mean nothing; those of its block tags do.
            shown = [Edit(m.start(), m.end(), " ") for m in _LINE_BREAK.finditer(draft.text)]
            draft = draft.edit(in_order([*scanned.edits, *escaped, *shown]))
            return draft, marks, tuple(hidden), stated
        draft = draft.edit(in_order([*scanned.edits, *escaped]))
    elif escaped:
        draft = draft.edit(escaped)
    if form == "markdown" or (form is None and markdown.is_markup(draft.text)):
        scanned = markdown.scan(draft.text)
        _gather(draft, scanned, marks, hidden, stated)
        draft = draft.edit(in_order(scanned.edits))
    return draft, marks, tuple(hidden), stated


def _gather(
    draft: Draft, found: Markup, marks: list[Mark], hidden: list[Span], stated: dict[str, str]
) -> None:
    """Take over what a scanner found, in original offsets."""
    to_original = draft.alignment.to_original
    for mark in found.marks:
        if mark.end > mark.start:
            where = to_original(mark.start, mark.end)
            marks.append(mark._replace(start=where.start, end=where.end))
    hidden += [to_original(start, end) for start, end in found.hidden]
    for key, value in found.metadata.items():
        stated.setdefault(key, value)


def _parted(draft: Draft, title: str | None) -> Draft:
    """Where the title is glued to the first sentence, a line break between the two."""
    if "来源" in draft.text[:_FIRST] or "20" in draft.text[:_FIRST] or "來源" in draft.text[:_FIRST]:
        found = metadata.glued_items(fold(draft.text[:_FIRST].partition("\n")[0]))
        if found is not None:
            begin, end = found
            after = Edit(end, end + draft.text.startswith(" ", end), "\n")
            if after.end >= len(draft.text) or draft.text[after.end] == "\n":
                return draft.edit([Edit(begin - 1, begin, "\n")])
            return draft.edit([Edit(begin - 1, begin, "\n"), after])
    wanted = fold(title) if title else None
    end = draft.text.find("\n", 0, len(wanted or "") + metadata.LONGEST_GLUED)
    head = draft.text[: end if end >= 0 else len(wanted or "") + metadata.LONGEST_GLUED]
    cut = metadata.glued_title(fold(head), wanted)
    return draft.edit([Edit(cut, cut, "\n")]) if cut else draft


def _laid_out(article: Article, unread: _Draft, repairs: tuple[Repair, ...]) -> Reading:
    plain = unread.draft.text
    clean = fold(plain, simple=unread.simple)
    alignment = unread.draft.alignment
    moved = [_moved(mark, alignment) for mark in unread.marks]
    said = metadata.stated(unread.stated) if unread.stated else {}
    parts = layout.parts_of(clean, moved)
    title = article.title or _title(plain, parts, said)
    blocks, cells = layout.blocks(parts, fold(title) if title else None)
    body = next((block.start for block in blocks if block.section in ("lead", "body")), len(clean))
    titles = [block for block in blocks if block.section == "title"]
    addresses = " ".join(article.text[a:b] for a, b in unread.hidden)
    found = metadata.find(clean, body, addresses, titles[-1].end if len(titles) > 1 else None)
    filled = replace(
        article,
        title=title,
        published=article.published or metadata.timestamp(said.get("published", "")) or found.published,
        source=article.source
        or said.get("source")
        or (plain[slice(*found.source)] if found.source else None),
        editor=article.editor or (plain[slice(*found.editor)] if found.editor else said.get("editor")),
        reporters=article.reporters or tuple(plain[a:b] for a, b in found.reporters),
        language=article.language or ("zh-Hans" if unread.simple else _language(plain)),
        damage=_together(article.damage, repairs) if article.damage else repairs,
    )
    return Reading(
        article=filled,
        clean=clean,
        plain=plain,
        alignment=alignment,
        blocks=tuple(blocks),
        sentences=tuple(sentences.split(clean, blocks)),
        cells=tuple(cells),
        flagged=() if unread.simple else tuple(Span(*m.span()) for m in _LOST.finditer(clean)),
        hidden=unread.hidden,
    )


def _together(known: tuple[Repair, ...], found: tuple[Repair, ...]) -> tuple[Repair, ...]:
    """All damage in order; a place that decoding has already named is not named again."""
    named = {(repair.start, repair.end) for repair in known}
    return tuple(
        sorted((*known, *(r for r in found if (r.start, r.end) not in named)), key=lambda r: r.start)
    )


def _moved(mark: Mark, alignment: Alignment) -> Mark:
    """The mark in offsets of the clean text."""
    return mark._replace(start=alignment.to_clean(mark.start), end=alignment.to_clean(mark.end))


def _title(plain: str, parts: list[layout.Part], said: dict[str, str]) -> str | None:
    """The title as the page shows it, else as its head states it."""
    candidates = layout.title_candidates(parts)
    shown = plain[slice(*candidates[0])] if candidates else None
    named = said.get("title")
    if named and shown and layout.squeezed(fold(shown)) in layout.squeezed(fold(named)):
        named = None
    if named:
        # A page's head names the site after the title: 标题_某网, 标题 - 某报.
        first = re.split(r"[_|]| - | – |-(?=[\u4e00-\u9fff]{2,8}$)", named)[0].strip()
        named = first if len(first) >= 6 else named
    title = named or shown
    return _TAG.sub("", title) if title else None


def _language(plain: str) -> str:
    """`zh-Hant` where a tenth of the characters are Traditional, else `zh-Hans`."""
    return "zh-Hant" if is_traditional(plain[:_SIMPLIFIED_SAMPLE]) else "zh-Hans"
