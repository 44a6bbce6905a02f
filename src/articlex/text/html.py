"""HTML, whole pages and fragments: tags and entities out, and what they say about the parts of the text.

A scanner of our own, because every offset must lead back: the libraries of the field build a tree and
forget where
its text stood. It reads what a browser would show, in one pass, and never fails on broken markup.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from articlex import lexicon
from articlex.text.alignment import Edit
from articlex.text.marks import Mark, Markup

_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_STARTS = re.compile(r"<[!/?A-Za-z]|&[#A-Za-z]")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*)((?:\"[^\"]{0,8000}\"|'[^']{0,8000}'|[^<>\"']){0,400})>")
_LOOSE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*)([^<>]{0,8000})>")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));?")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:\\?"([^"]*?)\\?"|'([^']*)'|([^\s"'>]+))""")
_ADDRESS = re.compile(r"[^\s\"'()<>=\\]*[0-9][^\s\"'()<>\\]*")


_DIGIT = re.compile("[0-9]")


class _Elements(NamedTuple):
    """Names of elements by what they do."""

    known: frozenset[str]
    breaks: frozenset[str]
    hidden: frozenset[str]
    empty: frozenset[str]


@lru_cache(maxsize=1)
def _elements() -> _Elements:
    entries = lexicon.load("text-elements")

    def named(column: str, value: str) -> frozenset[str]:
        return frozenset(entry["element"] for entry in entries if entry[column] == value)

    known = frozenset(entry["element"] for entry in entries)
    return _Elements(known, named("display", "block"), named("display", "hidden"), named("content", "empty"))


class _Open(NamedTuple):
    """An element that is open: its name and where its content begins."""

    name: str
    start: int
    attributes: str


def is_markup(text: str) -> bool:
    """Whether the text holds a tag that HTML knows, or an entity."""
    for match in _STARTS.finditer(text):
        if text.startswith("&", match.start()):
            if _entity(_ENTITY.match(text, match.start())) is not None:
                return True
        elif text.startswith(("<!--", "<!doctype", "<!DOCTYPE", "<?xml"), match.start()):
            return True
        else:
            tag = _tag(text, match.start())
            if tag is not None:
                return True
    return False


def is_page(text: str) -> bool:
    """Whether the text is a whole page rather than a fragment."""
    return re.search(r"<(?:html|body|head)[\s>]|<!doctype html", text[:20000], re.IGNORECASE) is not None


def _tag(text: str, at: int) -> re.Match[str] | None:
    match = _TAG.match(text, at) or _LOOSE_TAG.match(text, at)
    if match is None or match[2].lower().partition(":")[0] not in _elements().known:
        return None
    return match


def _entity(match: re.Match[str] | None) -> str | None:
    """The characters of a character reference, or None where it is none."""
    if match is None:
        return None
    if match[3]:
        return html5.get(match[3] + ";") if match[0].endswith(";") or match[3] in html5 else None
    code = int(match[1]) if match[1] else int(match[2], 16)
    if 0x80 <= code < 0xA0:  # pages mean the Windows character
        return bytes([code]).decode("cp1252", "replace")
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


@lru_cache(maxsize=64)
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}\\s*>", re.IGNORECASE)


class _Scanner:
    """One pass over a text; `found` collects what the tags say."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Markup()
        self.open: list[_Open] = []
        self.tables: list[list[int]] = []  # of each open table: its number, row, column
        self.table_count = 0

    def run(self) -> Markup:
        text = self.text
        match = _STARTS.search(text)
        while match is not None:
            match = _STARTS.search(text, max(self._step(match.start()), match.start() + 1))
        while self.open:
            self._close(self.open.pop(), len(text))
        return self.found

    def _step(self, at: int) -> int:
        """Read what begins at `at`; returns where to go on."""
        text = self.text
        if text[at] == "&":
            match = _ENTITY.match(text, at)
            characters = _entity(match)
            if match is None or characters is None:
                return at + 1
            self.found.edits.append(Edit(at, match.end(), characters))
            return match.end()
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            return self._remove(at, end + 3) if end >= 0 else at + 4
        if text[at + 1] in "!?":
            end = text.find(">", at, at + 2000)
            known = text[at + 2 : at + 5].lower() in ("doc", "[cd", "xml", "[if", "[en")
            return self._remove(at, end + 1) if end >= 0 and known else at + 1
        tag = _tag(text, at)
        return at + 1 if tag is None else self._element(tag)

    def _remove(self, start: int, end: int, text: str = "") -> int:
        self.found.edits.append(Edit(start, end, text))
        return end

    def _element(self, tag: re.Match[str]) -> int:
        name = tag[2].lower().partition(":")[0]
        start, end = tag.span()
        if tag[3] and _DIGIT.search(tag[3]):
            self.found.hidden += [
                m.span() for m in _ADDRESS.finditer(self.text, tag.start(3), tag.end(3)) if len(m[0]) > 0
            ]
        elements = _elements()
        shown_as = "\n" if name in elements.breaks else ""
        empty = tag[3].endswith("/") or name in elements.empty
        if name in elements.hidden and not tag[1] and not empty:
            closing = _closing_tag(name).search(self.text, end)
            if closing is not None:
                return self._remove(start, closing.end())
        self._remove(start, end, shown_as)
        if name == "meta" and not tag[1]:
            self._meta(tag[3])
        elif tag[1]:
            self._closing(name, start)
        elif not empty:
            self._opening(name, end, tag[3])
        return end

    def _meta(self, attributes: str) -> None:
        values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(attributes)}
        key = values.get("property") or values.get("name") or values.get("itemprop")
        if key and values.get("content"):
            self.found.metadata.setdefault(key.lower(), unescape(values["content"]).strip())

    def _opening(self, name: str, at: int, attributes: str) -> None:
        if name in ("p", "li", "td", "th", "tr", "dt", "dd", "option"):
            self._imply_end(name, at)
        if name == "table":
            self.tables.append([self.table_count, -1, -1])
            self.table_count += 1
        elif self.tables and name == "tr":
            self.tables[-1][1:] = [self.tables[-1][1] + 1, -1]
        elif self.tables and name in ("td", "th"):
            self.tables[-1][2] += 1
        self.open.append(_Open(name, at, attributes))

    def _imply_end(self, name: str, at: int) -> None:
        """`<p>`, `<li>` and cells close the one before them."""
        ends = {
            "td": ("td", "th"),
            "th": ("td", "th"),
            "tr": ("td", "th", "tr"),
            "dt": ("dt", "dd"),
            "dd": ("dt", "dd"),
        }
        while self.open and self.open[-1].name in ends.get(name, (name,)):
            self._close(self.open.pop(), at)

    def _closing(self, name: str, at: int) -> None:
        for depth in range(len(self.open) - 1, max(len(self.open) - 40, -1), -1):
            if self.open[depth].name == name:
                while len(self.open) > depth:
                    self._close(self.open.pop(), at)
                return

    def _close(self, element: _Open, at: int) -> None:
        add = self.found.marks.append
        name, start = element.name, element.start
        if name in _HEADINGS:
            add(Mark("heading", start, at, _HEADINGS[name]))
        elif name == "title":
            self.found.metadata.setdefault("title", unescape(self.text[start:at]).strip())
            add(Mark("aside", start, at))
        elif name == "a":
            add(Mark("link", start, at))
        elif name in ("td", "th"):
            if self.tables:
                number, row, column = self.tables[-1]
                add(Mark("header-cell" if name == "th" else "cell", start, at, 0, number, row, column))
        elif name == "table":
            if self.tables:
                self.tables.pop()
        elif name in ("nav", "footer", "aside", "form", "button"):
            add(Mark("aside", start, at))
        elif name == "figcaption":
            add(Mark("caption", start, at))
        elif name == "li":
            add(Mark("item", start, at))


def unescape(text: str) -> str:
    """The text with its character references replaced."""
    return _ENTITY.sub(lambda match: _entity(match) or match[0], text)


def scan(text: str) -> Markup:
    """All tags, comments and entities of `text`: the edits that remove them and what they say."""
    return _Scanner(text).run()
