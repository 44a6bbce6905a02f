"""Markdown as news mirrors hold it: headings, emphasis, links, pictures, tables, front matter, rules."""

from __future__ import annotations

import re

from articlex.text.alignment import Edit
from articlex.text.marks import Mark, Markup

_SIGNS = re.compile(
    r"^\s{0,3}#{1,6}\s|\]\([^)\s]|\*\*[^*\n]+\*\*|^\s*\|.*\|\s*\n\s*\|[\s:|-]+\|\s*$|\A---\n"
    r"|^[ ]{0,3}---+[ ]*$|^>[ ]\S|^[ ]{0,3}[*+-][ ]\S.*\n\s*[*+-][ ]\S",
    re.MULTILINE,
)
_SIGN_CHARACTERS = "#]*|>-+"
_SIGN_PARTS = ("#", "](", "*", "|", "---", "> ", "\n- ", "\n+ ")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:[ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,8}(?:[*+-][ \t]+)?(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){3,})$", re.MULTILINE
)
_BULLET = re.compile(r"^([ \t]*)(?:[*+-])[ \t]+(?=\S)", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_EMPHASIS = re.compile(
    r"\*{1,3}(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*{1,3}|(?<![\w_])__(?=\S)([^_\n]{1,400}?)(?<=\S)__(?![\w_])|~~"
)
_LOOSE_STARS = re.compile(r"\*\*+")
_CODE = re.compile(r"`{1,3}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_TARGET = re.compile(
    r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|[^()\n]{0,300}?)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+)>")
_OPENING = re.compile(r"!?\[")
_ROW = re.compile(r"^[ \t]*\|?(.*?\|.*?)\|?[ \t]*$", re.MULTILINE)
_DELIMITER = re.compile(
    r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*\r?$", re.MULTILINE
)
_ADDRESS = re.compile(r"[^\s\"'()<>]*[0-9][^\s\"'()<>]*")


def is_markup(text: str) -> bool:
    """Whether the text shows a sign that only Markdown has."""
    for character in _SIGN_CHARACTERS:
        if character in text:  # thirty times faster to find than a part of two characters
            return any(part in text for part in _SIGN_PARTS) and _SIGNS.search(text) is not None
    return False


def scan(text: str) -> Markup:
    """All markup of `text`: the edits that remove it and what it says."""
    found = Markup()
    _front_matter(text, found)
    for match in _RULE.finditer(text):
        found.edits.append(Edit(match.start(), match.end()))
    for match in _HEADING.finditer(text):
        found.edits.append(Edit(match.start(), match.start(2)))
        if match.end(2) < match.end():
            found.edits.append(Edit(match.end(2), match.end()))
        found.marks.append(Mark("heading", match.start(2), match.end(2), len(match[1])))
    for pattern in (_QUOTE, _BULLET):
        for match in pattern.finditer(text):
            found.edits.append(Edit(match.start(), match.end()))
            if pattern is _BULLET:
                end = text.find("\n", match.end())
                found.marks.append(Mark("item", match.end(), end if end >= 0 else len(text)))
    _tables(text, found)
    _links(text, found)
    _emphasis(text, found)
    return found


def _front_matter(text: str, found: Markup) -> None:
    front = _FRONT.match(text)
    if front is None:
        return
    for key, value in _FIELD.findall(front[1]):
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        found.metadata.setdefault(key.lower(), value[1:-1] if quoted else value)
    found.edits.append(Edit(0, front.end()))
    found.hidden += [m.span() for m in _ADDRESS.finditer(text, 0, front.end())]


def _links(text: str, found: Markup) -> None:
    """`[words](address)` leaves its words, `![...](...)` nothing; brackets are matched, so a picture may be
    a link's words.
    """
    stack: list[re.Match[str]] = []
    token = re.compile(r"!?\[|\]")
    match = token.search(text)
    while match is not None:
        position = match.end()
        if match[0] != "]":
            stack.append(match)
            del stack[:-8]
        elif stack:
            opening = stack.pop()
            target = _TARGET.match(text, match.start())
            if target is not None:
                position = target.end()
                found.hidden += [m.span() for m in _ADDRESS.finditer(text, match.end(), target.end())]
                if opening[0] == "![":
                    found.edits.append(Edit(opening.start(), target.end()))
                else:
                    found.edits += [Edit(opening.start(), opening.end()), Edit(match.start(), target.end())]
                    found.marks.append(Mark("link", opening.end(), match.start()))
        match = token.search(text, position)
    for match in _AUTOLINK.finditer(text):
        found.edits += [Edit(match.start(), match.start() + 1), Edit(match.end() - 1, match.end())]


def _emphasis(text: str, found: Markup) -> None:
    for match in _EMPHASIS.finditer(text) if "*" in text or "__" in text or "~~" in text else ():
        group = 1 if match[1] is not None else 2
        if match[group] is None:
            found.edits.append(Edit(match.start(), match.end()))
            continue
        found.edits += [Edit(match.start(), match.start(group)), Edit(match.end(group), match.end())]
        # Only the few characters beside it are looked at, for a line may be the whole text.
        head, tail = text[max(match.start() - 4, 0) : match.start()], text[match.end() : match.end() + 4]
        alone = (not head.strip() and ("\n" in head or match.start() < 4)) and (
            not tail.strip() and ("\n" in tail or match.end() + 4 > len(text))
        )
        if alone:
            found.marks.append(Mark("heading", match.start(group), match.end(group), 7))
    if "**" in text:
        found.edits += [Edit(m.start(), m.end()) for m in _LOOSE_STARS.finditer(text)]
    found.edits += [Edit(m.start(), m.end()) for m in _CODE.finditer(text)]
    found.edits += [Edit(m.start(), m.start() + 1) for m in _ESCAPE.finditer(text)]


def _tables(text: str, found: Markup) -> None:
    """Pipe tables: the row above the delimiter names the columns, the first column the rows."""
    number = 0
    for delimiter in _DELIMITER.finditer(text):
        if "|" not in delimiter[0]:
            continue
        head_start = text.rfind("\n", 0, max(delimiter.start() - 1, 0)) + 1
        head = text[head_start : max(delimiter.start() - 1, 0)]
        if "|" not in head:
            continue
        found.edits.append(Edit(delimiter.start(), delimiter.end()))
        _row(text, head_start, head_start + len(head.rstrip("\r")), (number, 0), found)
        row, at = 1, delimiter.end() + 1
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if "|" not in text[at:end]:
                break
            _row(text, at, end, (number, row), found)
            row, at = row + 1, end + 1
        number += 1


def _row(text: str, start: int, end: int, place: tuple[int, int], found: Markup) -> None:
    """The cells of one line; each pipe becomes a line break, so each cell is a block."""
    table, row = place
    at, column = start, 0
    pipes = [m.start() for m in re.finditer(r"(?<!\\)\|", text[start:end])]
    for pipe in [start + p for p in pipes] + [end]:
        if text[at:pipe].strip() or at > start:
            if text[at:pipe].strip():
                role = "header-cell" if row == 0 else "cell"
                found.marks.append(Mark(role, at, pipe, 0, table, row, column))  # type: ignore[arg-type]
            column += 1
        if pipe < end:
            found.edits.append(Edit(pipe, pipe + 1, "\n"))
        at = pipe + 1
