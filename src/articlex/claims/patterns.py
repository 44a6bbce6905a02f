"""Patterns of the user's rules: plain text with slots, as a bounded regular expression.

A pattern reads like the sentence that it is for: `{agent}打入{number}`. Text stands for itself; `(进|打入)`
is one of several texts, `[共|总共]` one of them or nothing; a backslash takes a sign literally. Slots are
`{number}`, `{object}`, `{agent}`, `{predicate}` and `{word}`; `{number:home}` names one,
`{predicate=打入|攻入}` says which words may fill it.

A slot takes the fewest characters that lead to what follows it in the pattern, and never goes on from there,
so that a search costs at most `LONGEST` steps for each slot and place of the sentence. At the head and at the
end of a pattern a slot reaches to the next mark or number.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import regex

from articlex.errors import RuleError
from articlex.model import Span
from articlex.text.fold import fold

SLOTS = ("number", "object", "agent", "predicate", "word")
LONGEST = {"object": 24, "agent": 24, "predicate": 8, "word": 8}
"""The most characters that each slot takes."""
MOST_SLOTS = 8
NUMBER, INSIDE = "\ue000", "\ue001"
"""What stands for a number in the text that patterns are searched in: its first character, and all others."""
_STOPS = r"，。；：！？、,;:!?\n" + NUMBER + INSIDE
_FREE = f"[^{_STOPS}]"
_HEAD, _END = f"(?<![^{_STOPS}])", f"(?![^{_STOPS}])"


class Item(NamedTuple):
    """A part of a pattern: `kind` is text, choice, option or a slot's; `words` the texts, `name` the slot's
    name.
    """

    kind: str
    words: tuple[str, ...] = ()
    name: str = ""


class Pattern(NamedTuple):
    """A compiled pattern; `slots` are the names of its slots, each with its kind, `numbers` those of its
    numbers.
    """

    source: str
    expression: Any
    slots: Mapping[str, str]
    numbers: tuple[str, ...]

    def found(self, text: str) -> Iterator[Mapping[str, Span]]:
        """Where the pattern stands in `text`, whose numbers are masked: a span for each slot."""
        for match in self.expression.finditer(text):
            yield {name: Span(*match.span(f"g{place}")) for place, name in enumerate(self.slots)}


def compiled(source: str) -> Pattern:
    """The pattern that `source` writes.

    Raises `RuleError`, without file and rule (the caller knows them), for a sign without its fellow, an
    unknown slot, two slots of one name, two slots with nothing between, no number, or too many slots.

    >>> compiled("{agent}打入{number}").slots
    {'agent': 'agent', 'number': 'number'}
    """
    items = _items(source)
    slots = [item for item in items if item.kind in SLOTS]
    names = [item.name for item in slots]
    numbers = tuple(item.name for item in slots if item.kind == "number")
    if not numbers:
        raise RuleError("the pattern has no {number}; say where the number stands")
    if len(slots) > MOST_SLOTS:
        raise RuleError(f"the pattern has {len(slots)} slots; {MOST_SLOTS} are the most")
    for name in names:
        if names.count(name) > 1:
            raise RuleError(f"the pattern has {{{name}}} twice; name one of them: {{{name}:second}}")
    return Pattern(
        source, regex.compile(_expression(items)), {slot.name: slot.kind for slot in slots}, numbers
    )


def _items(source: str) -> list[Item]:
    """The parts of a pattern."""
    items: list[Item] = []
    place, literal = 0, ""
    while place < len(source):
        c = source[place]
        if c == "\\" and place + 1 < len(source):
            literal += source[place + 1]
            place += 2
            continue
        if c not in "{[()]}|":
            literal += c
            place += 1
            continue
        if literal:
            items.append(Item("text", (fold(literal),)))
            literal = ""
        closer = {"{": "}", "(": ")", "[": "]"}.get(c)
        end = source.find(closer, place) if closer else -1
        if closer is None or end < 0:
            fellow = f"has no {closer!r} after it" if closer else "has nothing before it that it belongs to"
            raise RuleError(
                f"{c!r} at character {place + 1} of the pattern {fellow}; write \\{c} for the sign itself"
            )
        inner = source[place + 1 : end]
        items.append(_slot(inner) if c == "{" else Item("choice" if c == "(" else "option", _words(inner, c)))
        place = end + 1
    if literal:
        items.append(Item("text", (fold(literal),)))
    return items


def _words(inner: str, where: str) -> tuple[str, ...]:
    words = tuple(fold(word) for word in inner.split("|"))
    if not all(words):
        raise RuleError(f"an alternative in {where}{inner} is empty; use [..] for what may be missing")
    if any(sign in inner for sign in "{}()[]\\"):
        raise RuleError(f"{where}{inner} holds another sign; alternatives and optional parts are plain text")
    return words


def _slot(inner: str) -> Item:
    head, equals, words = inner.partition("=")
    kind, _, name = head.partition(":")
    if kind not in SLOTS:
        raise RuleError(
            f"the pattern has the slot {{{inner}}}; slots are {', '.join(f'{{{slot}}}' for slot in SLOTS)}"
        )
    if equals and kind == "number":
        raise RuleError(f"{{{inner}}} lists words; only the other slots can")
    return Item(kind, _words(words, f"{{{head}=") if equals else (), name or kind)


def _is_free(item: Item) -> bool:
    return item.kind in LONGEST and not item.words


def _expression(items: Sequence[Item]) -> str:
    """The regular expression of a pattern's parts; a free slot and what ends it are atomic."""
    out = []
    place = 0
    order = itertools.count()
    while place < len(items):
        item = items[place]
        if not _is_free(item):
            out.append(_bound(item, order))
            place += 1
            continue
        head = _HEAD if place == 0 else ""
        end = next((k for k in range(place + 1, len(items)) if items[k].kind != "option"), len(items))
        if end < len(items) and _is_free(items[end]):
            raise RuleError(
                f"{{{item.name}}} and {{{items[end].name}}} have nothing between that ends the first; "
                "put text there"
            )
        slot = f"(?P<g{next(order)}>{_FREE}{{1,{LONGEST[item.kind]}}}?)"
        after = "".join(_bound(part, order) for part in items[place + 1 : end + 1])
        out.append(f"{head}(?>{slot}{after}{'' if end < len(items) else _END})")
        place = end + 1
    return "".join(out)


def _bound(item: Item, order: Iterator[int]) -> str:
    """The expression of a part whose length does not vary freely."""
    if item.kind == "number":
        return f"(?P<g{next(order)}>{NUMBER}{INSIDE}*+)"
    # The longest first: what follows is not tried again with a shorter one (已经, 已).
    words = "|".join(regex.escape(word) for word in sorted(item.words, key=len, reverse=True))
    if item.kind in LONGEST:
        return f"(?P<g{next(order)}>{words})"
    return f"(?:{words}){'?' if item.kind == 'option' else ''}"
