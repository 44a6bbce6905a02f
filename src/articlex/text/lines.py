"""Lines and spaces: one line break between blocks, none inside, and no space inside a number.

Hard-wrapped text is joined (a numeral or a word may be broken at the margin); indents, blank lines,
zero-width
characters and double spaces go. All of it is layout, so no character that is read goes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from articlex import lexicon
from articlex.text.alignment import Edit

_ZERO_WIDTH = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u180e\u2066-\u2069\ufe0e\ufe0f]"
)
_SPACE = " \t\x0b\x0c\r\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # as a class
_SPACES = re.compile(f"[{_SPACE}]+")
_BREAK = re.compile(f"[\n\u2028\u2029\x85\r][\n\u200b\ufeff{_SPACE}]*")
_STRIP = (
    "".join(map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C))))
    + "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_DIGITS = "0-9０-９"
_WIDE_SIGNS = "，。、；：！？（）“”‘’《》「」『』【】…—％·"
_PARAGRAPH_ENDS = "。！？”）"
_FINAL = "。！？!?…；;：:"
_CLOSING = "”’」』）)】》\"'"
_HEAD_OF_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、．.][^0-9]|[①-⑳●■◆▲★※•·*-])"
)
_DATE_LINE = re.compile(
    r"\s*(?:[12][0-9]{3}\s*[年/.-]|来源|來源|编辑|編輯|记者|記者|作者|发布|發布|責任|责任)"
)
_GROUPS = re.compile(f"(?<![{_DIGITS}.．])[{_DIGITS}]{{1,3}}\\Z")
_GROUP = re.compile(f"[{_DIGITS}]{{3}}(?![{_DIGITS}])")
_THIN = " \u00a0\u2009\u202f"
_GROUPS_AHEAD = re.compile(f"(?:[{_THIN}][{_DIGITS}]{{3}}(?![{_DIGITS}]))*(?:[.．][{_DIGITS}]+)?[{_THIN}]?")
_NUMBER_AHEAD = re.compile(f"[{_DIGITS}][{_DIGITS}.,．，]*[%％]?")


class _Line(NamedTuple):
    """A line without its margins; `gap` is what parts it from the one before: 0 nothing, 1 a break, 2 a
    blank line.
    """

    start: int
    end: int
    gap: int
    indent: int


@lru_cache(maxsize=1)
def _after_number() -> frozenset[str]:
    return frozenset(entry["character"] for entry in lexicon.load("text-after-number"))


def edits(text: str, *, joinable: bool = True, simple: bool = False) -> list[Edit]:
    """The edits that leave one `\\n` between blocks of `text` and join hard-wrapped lines.

    `joinable` is False where line breaks are known to mean something (they come from tags). `simple` says that
    `fold.is_simple(text)` is known to be true, so that nothing invisible stands in it.
    """
    lines = _lines(text)
    joined = _wrapped(text, lines) if joinable and len(lines) > 1 else frozenset()
    out: list[Edit] = []
    at = 0
    for index, line in enumerate(lines):
        if index == 0:
            if line.start > 0:
                out.append(Edit(0, line.start))
        elif index in joined:
            out.append(Edit(at, line.start, _glue(text[at - 1], text[line.start])))
        elif line.start - at != 1 or text[at] != "\n":
            out.append(Edit(at, line.start, "\n"))
        at = line.end
    if at < len(text):
        out.append(Edit(at, len(text)))
    return _merged(out, _inside(text, lines, simple=simple))


def _lines(text: str) -> list[_Line]:
    """The lines of `text` that hold more than space."""
    if any(sign in text for sign in "\x85\u2028\u2029") or text.count("\r") != text.count("\r\n"):
        return _lines_by_any_break(text)
    out: list[_Line] = []
    at = gap = 0
    for line in text.split("\n"):
        rest = line.lstrip(_STRIP)
        if rest:
            indent = len(line) - len(rest)
            start = at + indent
            out.append(_Line(start, start + len(rest.rstrip(_STRIP)), min(gap, 2) if out else 0, indent))
            gap = 0
        at += len(line) + 1
        gap += 1
    return out


def _lines_by_any_break(text: str) -> list[_Line]:
    """The same where a line may also end as on old systems or in Unicode's own way."""
    out: list[_Line] = []
    start = len(text) - len(text.lstrip(_STRIP))
    indent = start - (text.rfind("\n", 0, start) + 1)
    gap = 0
    for match in _BREAK.finditer(text, start):
        end = match.start()
        while end > start and text[end - 1] in _STRIP:
            end -= 1
        if end > start:
            out.append(_Line(start, end, gap, indent))
            gap = 0
        span = match[0]
        gap = max(gap, min(span.count("\n"), 2) or 1)
        start = match.end()
        indent = len(span) - 1 - span.rfind("\n")
    end = len(text)
    while end > start and text[end - 1] in _STRIP:
        end -= 1
    if end > start:
        out.append(_Line(start, end, gap, indent))
    return out


def _width(text: str, line: _Line) -> int:
    """Columns of a line: a Chinese character takes two."""
    part = text[line.start : line.end]
    return len(part) if part.isascii() else sum(1 if c < "\u1100" else 2 for c in part)


def _wrapped(text: str, lines: list[_Line]) -> frozenset[int]:
    """The lines that go on with the one before them because a margin broke it."""
    out: set[int] = set()
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].gap == 2:
            if index - first > 1:
                out.update(_wrapped_run(text, lines, first, index))
            first = index
    return frozenset(out)


def _wrapped_run(text: str, lines: list[_Line], first: int, last: int) -> list[int]:
    """Of the lines `first:last`, which no blank line parts, those that continue the one before."""
    run = lines[first:last]
    if max(line.end - line.start for line in run) > 130:
        return []  # no margin is that wide: these are paragraphs, a line each
    widths = [_width(text, line) for line in run]
    margin = max(widths)
    open_ended = [not _ends(text, line) for line in run]
    if margin < 24 or not any(open_ended[:-1]):
        return []
    full = [width >= margin - 12 for width in widths]
    if len(run) > 2:
        # The body of a wrapped run is full lines, most of them broken inside a sentence.
        broken = sum(f and o for f, o in zip(full[:-1], open_ended[:-1], strict=True))
        if broken * 2 < len(run) - 1:
            return []
    elif margin < 50 or not any(sign in text[run[0].start : run[0].end] for sign in "，。,、"):
        return []
    usual = min(line.indent for line in run)
    out = []
    for offset in range(1, len(run)):
        line, before = run[offset], offset - 1
        head = text[line.start : line.start + 12]
        if not full[before] or line.indent >= usual + 2 or _DATE_LINE.match(head):
            continue
        if _HEAD_OF_ITEM.match(head) and not open_ended[before]:
            continue
        out.append(first + offset)
    return out


def _ends(text: str, line: _Line) -> bool:
    """Whether the line ends as a paragraph does."""
    end = line.end
    while end > line.start and text[end - 1] in _CLOSING:
        end -= 1
    return end > line.start and text[end - 1] in _FINAL


def _glue(left: str, right: str) -> str:
    """What stands in the place of a line break inside a paragraph: a space between foreign words, else
    nothing.
    """
    ascii_words = left.isascii() and right.isascii() and not (left.isdigit() and right.isdigit())
    return (
        " "
        if ascii_words and (left.isalnum() or left in ",.;:)") and (right.isalnum() or right == "(")
        else ""
    )


def _inside(text: str, lines: list[_Line], *, simple: bool) -> list[Edit]:
    """The edits inside lines: zero-width characters, runs of spaces, spaces in numbers."""
    out = [] if simple else [Edit(m.start(), m.end()) for m in _ZERO_WIDTH.finditer(text)]
    if simple and len(text.split()) == len(lines):
        return out  # a word a line: no space stands inside one
    for match in chain.from_iterable(_SPACES.finditer(text, line.start, line.end) for line in lines):
        start, end = match.span()
        if end - start > 1 and text[start - 1] in _PARAGRAPH_ENDS and match[0].endswith("\u3000\u3000"):
            out.append(Edit(start, end, "\n"))  # an indent that lost its line break
        elif _is_layout(text, start, end):
            out.append(Edit(start, end))
        elif end - start > 1:
            out.append(Edit(start + 1, end))
        elif text[start] in "\t\r\x0b\x0c\x85":
            out.append(Edit(start, end, " "))
    return out


def _is_layout(text: str, start: int, end: int) -> bool:
    """Whether the spaces at `start:end` part nothing: inside a number, around Chinese punctuation."""
    before, after = text[start - 1], text[end]
    if before in _WIDE_SIGNS or after in _WIDE_SIGNS:
        return before not in "—…”’》】」』）" or after in _WIDE_SIGNS
    if _is_digit(before) and _is_digit(after):
        return end - start == 1 and _groups(text, start, end)
    if _is_digit(before) or before in "%％":
        return after > "\u2e7f" and (after in _after_number() or _spaced_before(text, start))
    if _is_digit(after) and before in "年月":
        return True
    if _is_digit(after) and before > "\u2e7f":
        number = _NUMBER_AHEAD.match(text, end)
        stop = number.end() if number else end
        return text[stop : stop + 1] in (" ", "\u00a0") and text[stop + 1 : stop + 2] > "\u2e7f"
    return False


def _groups(text: str, start: int, end: int) -> bool:
    """Whether the space groups thousands: up to three digits before (or groups of three), three after, then
    a unit.
    """
    if not _GROUP.match(text, end):
        return False
    head = text[max(start - 16, 0) : start].replace(" ", "").replace("\u00a0", "")
    if not (_GROUPS.search(text[max(start - 5, 0) : start]) or len(head) > 3):
        return False
    tail = _GROUPS_AHEAD.match(text, end + 3)
    stop = tail.end() if tail else end + 3
    return text[stop : stop + 1] > "\u2e7f" and text[stop : stop + 1] not in _WIDE_SIGNS


def _spaced_before(text: str, start: int) -> bool:
    """Whether the number that ends at `start` has a space before it too: then spaces only frame numbers
    here.
    """
    at = start
    while at > 0 and (_is_digit(text[at - 1]) or text[at - 1] in ".,%％．"):
        at -= 1
    return at > 1 and text[at - 1] in " \u00a0" and text[at - 2] > "\u2e7f"


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9" or "０" <= character <= "９"


def _merged(first: list[Edit], second: list[Edit]) -> list[Edit]:
    """Both lists in order; an edit of `second` that touches one of `first` is dropped, for that covers it."""
    if not second:
        return first
    out: list[Edit] = []
    end = 0
    for edit in sorted(
        [*((e, 0) for e in first), *((e, 1) for e in second)], key=lambda p: (p[0].start, p[1])
    ):
        if edit[0].start >= end:
            out.append(edit[0])
            end = edit[0].end
        elif not edit[1]:
            while out and out[-1].end > edit[0].start:
                out.pop()
            out.append(edit[0])
            end = edit[0].end
    return out
