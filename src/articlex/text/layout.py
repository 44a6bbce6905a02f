"""The parts of an article: title, lead, headings, body, tables, and what is not article at all.

Prose is the anchor: the first block that reads like a sentence of news begins the article, the last one
ends it. What
stands before and after is title and boilerplate; what is short between is a heading or a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from articlex import lexicon
from articlex.model import Section
from articlex.text.marks import Mark
from articlex.text.metadata import is_metadata_line
from articlex.text.reading import Block, Cell

_PROSE_SIGN = re.compile("[。！？，；]")
_HAN = re.compile("[\u4e00-\u9fff]")
_FIGURE = re.compile(r"^[^0-9]{0,3}[0-9](?![0-9]{0,3}[年月季])")
_DIGIT = re.compile("[0-9]")
_NAVIGATION = re.compile(
    r"首页.{0,30}[>»›→|]|[>»›]\s*正文|^\s*(?:当前)?位置[：:]|正文$|^.{0,20}[>»›].{0,20}[>»›]"
)
_TELEPHONE = re.compile(r"(?:电话|传真|热线|邮箱|E-?mail|联系方式|联系人|地址|邮编)\s*[：:]", re.IGNORECASE)
_LIST_ITEM = re.compile(
    r"^(?:[0-9]{1,2}[、.．）]|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳]|[•·●■◆▲※-]\s*)"
)
_ADDRESS_ONLY = re.compile(r"^\W*(?:https?://|www\.)\S+$")
_FINAL = frozenset("。！？；…")
_NO_WORD = re.compile(r"[\s，。、：；！？“”‘’（）《》【】|·_—-]")
_LONG = 40


@dataclass(slots=True)
class Part:
    """A line of the clean text under judgement, with what the markup says of it."""

    start: int
    end: int
    text: str
    level: int = 0
    linked: int = 0
    aside: bool = False
    caption: bool = False
    item: bool = False
    cell: Mark | None = None
    section: Section | None = None
    prose: bool = False
    """Whether this reads like a paragraph of an article."""
    scope: str | None = None
    """The scope of the boilerplate word that the line holds, where it counts."""


def _is_prose(part: Part) -> bool:
    text = part.text
    if part.aside or 1 <= part.level <= 6 or part.linked * 2 > len(text):
        return False
    if len(text) >= _LONG and _PROSE_SIGN.search(text):
        return True
    return len(text) >= 8 and _ends(text) and len(_HAN.findall(text)) >= 6


def _ends(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return text.rstrip("”’）》】")[-1:] in _FINAL


@lru_cache(maxsize=1)
def _boilerplate() -> tuple[re.Pattern[str], dict[str, str]]:
    scopes = {entry["pattern"]: entry["scope"] for entry in lexicon.load("text-boilerplate")}
    longest = sorted(scopes, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), scopes


def blocks(parts: list[Part], title: str | None) -> tuple[list[Block], list[Cell]]:
    """The blocks of a text with their sections, and its table cells.

    `title` is the folded title where it is known.
    """
    prose = [i for i, part in enumerate(parts) if part.cell is None and part.prose and not part.scope]
    first, last = (prose[0], prose[-1]) if prose else _without_prose(parts)
    titles = _titles(parts, first, title)
    if len(titles) > 1:
        # A page repeats its title above the article: what stands before is its furniture.
        first = next((index for index in prose if index > titles[-1]), first)
    _judge(parts, first, _with_list(parts, last))
    for index in range(first - 1, titles[-1] if titles else -1, -1):
        if not _states_figure(parts[index]):
            break
        parts[index].section = "heading"
    for index in titles:
        parts[index].section = "title"
    _close_after(parts, last)
    return (
        [Block(part.start, part.end, part.section or "body") for part in parts],
        _cells(parts),
    )


def _cells(parts: list[Part]) -> list[Cell]:
    """The cells of the article's tables; what names a row or a column is a header, marked as such or not."""
    found = [(part, part.cell) for part in parts if part.cell is not None and part.section == "table"]
    marked = {mark.table for _, mark in found if mark.role == "header-cell"}
    return [
        Cell(
            part.start,
            part.end,
            mark.table,
            mark.row,
            mark.column,
            mark.role == "header-cell"
            or (mark.column == 0 and not _FIGURE.search(part.text))
            or (mark.row == 0 and mark.table not in marked and not _FIGURE.search(part.text)),
        )
        for part, mark in found
    ]


def _states_figure(part: Part) -> bool:
    """Whether a short line beside the prose belongs to it: it holds a figure and words, and is no furniture
    or link.
    """
    return (
        part.cell is None
        and not part.aside
        and part.linked * 2 <= len(part.text)
        and _DIGIT.search(part.text) is not None
        and len(_HAN.findall(part.text)) >= 3
        and not _is_furniture(part)
        and not _TELEPHONE.search(part.text)
    )


def _with_list(parts: list[Part], last: int) -> int:
    """The last line of the list that follows the last prose, or that prose itself."""
    while last + 1 < len(parts) and _states_figure(parts[last + 1]):
        last += 1
    return last


def _without_prose(parts: list[Part]) -> tuple[int, int]:
    """In a text without prose (a headline, a list) all that is no boilerplate counts as body."""
    kept = [index for index, part in enumerate(parts) if part.cell is None and not part.scope]
    plain = [
        index for index in kept if not is_metadata_line(parts[index].text) and not parts[index].level
    ] or kept
    return (plain[0], plain[-1]) if plain else (0, len(parts) - 1)


def parts_of(clean: str, marks: Sequence[Mark]) -> list[Part]:
    """The lines of `clean` with what the markup says of them; `marks` are in offsets of `clean`."""
    parts = []
    at = 0
    for line in clean.split("\n"):
        parts.append(Part(at, at + len(line), line))
        at += len(line) + 1
    index = 0
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        index = min(index, len(parts) - 1)
        while index and parts[index].start > mark.start:
            index -= 1
        while index < len(parts) and parts[index].end <= mark.start:
            index += 1
        at = index
        while at < len(parts) and parts[at].start < mark.end:
            _note(parts[at], mark)
            at += 1
    for part in parts:
        part.prose = _is_prose(part)
        part.scope = _scope(part.text)
    return parts


def _note(part: Part, mark: Mark) -> None:
    covered = min(part.end, mark.end) - max(part.start, mark.start)
    whole = covered >= (part.end - part.start) * 0.9
    if mark.role == "link":
        part.linked += covered
    elif mark.role == "heading" and whole:
        part.level = part.level or mark.level
    elif mark.role == "aside":
        part.aside = part.aside or whole
    elif mark.role == "caption":
        part.caption = part.caption or whole
    elif mark.role == "item":
        part.item = True
    elif mark.role in ("cell", "header-cell") and (part.cell is None or part.cell.start <= mark.start):
        part.cell = mark


def _scope(text: str) -> str | None:
    """The scope of the boilerplate word that a line holds, where it counts."""
    pattern, scopes = _boilerplate()
    size = len(text)
    # In a paragraph only a notice's first words count.
    match = pattern.search(text, 0, size if size <= 2 * _LONG else _LONG)
    if match is None:
        return None
    scope = scopes[match[0]]
    if scope == "share":
        return "line" if size <= 24 and not _PROSE_SIGN.search(text) else None
    # A sentence of an article may speak of copyright; a notice is short, or opens with the word.
    if scope == "rest" and size > _LONG and match.start() > 12:
        return None
    if size > 2 * _LONG and match.start() > 20:
        return None
    return scope


def _judge(parts: list[Part], first: int, last: int) -> None:
    """Sections of all parts but the title."""
    lead = False
    for index, part in enumerate(parts):
        inside = first <= index <= last
        if part.cell is not None and part.linked * 2 <= len(part.text) and _near(index, first, last):
            part.section = "table"
        elif part.aside or not inside or _is_furniture(part):
            part.section = "boilerplate"
        elif part.level:
            part.section = "heading"
        elif part.linked * 10 > len(part.text) * 8 and (part.item or len(part.text) < _LONG):
            part.section = "boilerplate"
        elif part.prose or not _is_heading(parts, index, last):
            part.section = "body" if lead else "lead"
            lead = True
        else:
            part.section = "heading"


def _is_furniture(part: Part) -> bool:
    """Whether the line is no part of the article wherever it stands: notices, publication lines,
    breadcrumbs.
    """
    if part.scope or is_metadata_line(part.text):
        return True
    return len(part.text) <= 2 * _LONG and bool(
        _NAVIGATION.search(part.text) or _ADDRESS_ONLY.match(part.text)
    )


def _near(index: int, first: int, last: int) -> bool:
    """Whether a table belongs to the article: inside it, or right after."""
    return first <= index <= last + 400


def _is_heading(parts: list[Part], index: int, last: int) -> bool:
    """A short line without final punctuation, with prose to come before the next run of short lines."""
    part = parts[index]
    if len(part.text) > 36 or _ends(part.text) or part.caption or index >= last:
        return False
    if part.text.endswith(("，", "、", "：", "；")) or part.text.count("，") > 2:
        return False
    beside = (parts[index - 1], parts[index + 1])
    if _states_figure(part) and any(_states_figure(p) and not p.prose for p in beside):
        return False  # two short lines with figures are a list
    return any(p.prose for p in parts[index + 1 : index + 3])


def _titles(parts: list[Part], first: int, title: str | None) -> list[int]:
    """Where the known title stands alone on a line: before the article, or again right above it."""
    wanted = squeezed(title) if title else ""
    if not wanted:
        return []
    longest_title = 3 * len(wanted) + 40  # a title is not mostly punctuation
    found = [
        index
        for index, part in enumerate(parts)
        if len(part.text) <= longest_title
        and _is_title(squeezed(part.text), wanted)
        and part.linked * 2 <= len(part.text)
    ]
    # Late in the page and behind its longest paragraph the same words are a link to the article itself.
    longest = max(range(len(parts)), key=lambda i: len(parts[i].text) if parts[i].prose else -1)
    return [index for index in found if index < max(first, longest, len(parts) // 2) or index == found[0]]


def _is_title(line: str, wanted: str) -> bool:
    """Whether the line is the title, or the title after a tag ([视频], 图集)."""
    return line == wanted or (line.endswith(wanted) and len(line) - len(wanted) <= 4)


def squeezed(text: str) -> str:
    """The text without spaces and punctuation, for comparing titles."""
    return _NO_WORD.sub("", text)


def _close_after(parts: list[Part], last: int) -> None:
    """Once a notice has begun that closes the page, nothing after it is article."""
    closed = False
    total = len(parts)
    for index, part in enumerate(parts):
        if closed and part.section not in ("title", "table"):
            part.section = "boilerplate"
            continue
        if len(part.text) < 60 and _TELEPHONE.search(part.text):
            part.section = "boilerplate"
        late = index >= last or index * 2 > total
        closed = closed or (late and part.section == "boilerplate" and part.scope == "rest")


def title_candidates(parts: list[Part]) -> list[tuple[int, int]]:
    """Where a title may stand, best first: the line above the date line, a heading of the page, the first
    short line.
    """
    prose = next((i for i, p in enumerate(parts) if p.cell is None and p.prose and not p.scope), len(parts))
    head = parts[:prose]
    out = [p for p in head if p.level in (1, 2, 3) and not p.aside and len(p.text) >= 4]
    out.sort(key=lambda p: p.level)
    dated = next((i for i, p in enumerate(head) if is_metadata_line(p.text)), None)
    if dated:
        out += [p for p in reversed(head[:dated]) if _may_be_title(p)][:1]
    if not out:
        plain = [p for p in head if _may_be_title(p)]
        if prose < len(parts) and (dated is not None or len(head) <= 3):
            out += plain[:1]
    return [(p.start, p.end) for p in out]


def _may_be_title(part: Part) -> bool:
    return (
        6 <= len(part.text) <= 80
        and not part.aside
        and part.cell is None
        and not part.item
        and part.linked * 2 <= len(part.text)
        and not part.text.endswith(("。", "；", "，", "："))
        and not is_metadata_line(part.text)
        and not _NAVIGATION.search(part.text)
        and not part.scope
        and len(_HAN.findall(part.text)) >= 4
    )
