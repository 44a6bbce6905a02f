"""A sentence as tokens: words, masked numbers and punctuation, with its clauses.

Numbers are found before words are: each mention is one token, and the dictionary sees only what lies
between. Bracketed and quoted stretches that hold no claim are one token each, so that a phrase can run across
them (涉“两卡”违法人员, 县（市、区）).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from articlex.model import Mention
from articlex.syntax.words import Words

CLAIM_KINDS = frozenset(["count", "money", "percent", "percentage_point", "multiple", "ratio", "measure"])
"""Kinds of mention that may be claims by themselves; durations and ages need a reason."""

_MENTION_CLASS = {
    "date": "t", "time": "t", "duration": "t", "age": "b", "ordinal": "b", "identifier": "n", "name": "n",
    "enumerator": "w",
}  # fmt: skip
_PIECE = re.compile(r"[一-鿿㐀-䶵]+|[A-Za-z][A-Za-z0-9.&'\-·]*|\s+|.", re.DOTALL)
_CLOSERS = {"“": "”", "‘": "’", "（": "）", "《": "》", "【": "】", "[": "]", "(": ")"}
_BOUNDARY = frozenset("，。；：！？\n,;:!?")
_PARTICLES = {
    "的": "de",
    "之": "de",
    "了": "le",
    "过": "le",
    "着": "le",
    "地": "u",
    "得": "u",
    "等": "deng",
    "等等": "deng",
}
_COMPLEMENTS = frozenset("掉出回走起到下毙获住倒死伤破成满完入开上至为得")
"""Second characters of verb compounds that no dictionary lists in full (打掉 搜出 撞死 降为)."""
_SPECIAL = _COMPLEMENTS | _PARTICLES.keys()
_BRACKET = re.compile("[“‘《【\\[（(）)]")
"""What makes `_wrap` worth its while."""
LONGEST_QUOTE = 24
"""Characters that a quoted or bracketed stretch may have to stand as one token; longer ones are prose."""


class Token(NamedTuple):
    """A word, a mention (`mention` is its index, else -1), a quoted or bracketed stretch, or punctuation.

    `cls` is the word's class (see `words.tsv`), or `M` (a number that may be a claim), `de` (的), `le` (了 过 着),
    `dun` (、), `br` (a bracketed stretch), `w` (punctuation that ends a clause), `o` (other punctuation).
    """

    start: int
    end: int
    text: str
    cls: str
    mention: int = -1


_token = tuple.__new__
"""Makes a `Token` of a tuple, without the call that fills in defaults: tokens are made by the million."""
_TEXT, _CLASS = itemgetter(2), itemgetter(3)


class Clauses(NamedTuple):
    """The tokens of one sentence, the index of each token's clause, and where each clause lies.

    `classes` and `words` are those of the tokens, `bounds` the first token and the end of each clause, its mark
    excluded.
    """

    tokens: Sequence[Token]
    clause: Sequence[int]
    bounds: Sequence[tuple[int, int]]
    classes: Sequence[str]
    words: Sequence[str]


def tokenize(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    first: int,
    claims: frozenset[int],
    words: Words,
) -> Clauses:
    """Cut `text[start:end]` into tokens; `mentions[first:]` are those from `start` on, `claims` the indices of claims."""
    tokens: list[Token] = []
    position = start
    index = first
    while index < len(mentions) and mentions[index].start < end:
        mention = mentions[index]
        if mention.start >= position:
            _words(text, position, mention.start, words, tokens)
            cls = "M" if index in claims else _MENTION_CLASS.get(mention.kind, "m")
            tokens.append(_token(Token, (mention.start, mention.end, mention.text, cls, index)))
            position = mention.end
        index += 1
    _words(text, position, end, words, tokens)
    if _BRACKET.search(text, start, end):
        tokens = _wrap(text, tokens)
    classes = [*map(_CLASS, tokens)]
    clause: list[int] = []
    bounds: list[tuple[int, int]] = []
    low = 0
    for k, name in enumerate(classes):
        clause.append(len(bounds))
        if name == "w":
            bounds.append((low, k))
            low = k + 1
    if low < len(classes):
        bounds.append((low, len(classes)))
    return Clauses(tokens, clause, bounds, classes, [*map(_TEXT, tokens)])


def _words(text: str, start: int, end: int, words: Words, tokens: list[Token]) -> None:
    """Append the tokens of a stretch that holds no mention."""
    append = tokens.append
    position = start
    for surface in _PIECE.findall(text, start, end):
        first = surface[0]
        behind = position + len(surface)
        if "㐀" <= first <= "鿿":
            for word, cls in words.tagged(surface):
                after = position + len(word)
                if word in _SPECIAL:
                    cls = _PARTICLES.get(word) or cls
                    if word in _COMPLEMENTS and tokens and tokens[-1].end == position:
                        verb = tokens[-1]
                        if verb.cls in ("v", "ch", "vi") and len(verb.text) == 1:
                            tokens[-1] = Token(verb.start, after, verb.text + word, verb.cls)
                            position = after
                            continue
                append(_token(Token, (position, after, word, cls, -1)))
                position = after
        elif first in _BOUNDARY and len(surface) == 1:
            append(_token(Token, (position, behind, surface, "w", -1)))
        elif first == "、":
            append(_token(Token, (position, behind, surface, "dun", -1)))
        elif surface.isspace():
            if "\n" in surface:
                append(_token(Token, (position, behind, surface, "w", -1)))
        else:
            append(_token(Token, (position, behind, surface, "n" if first.isalpha() else "o", -1)))
        position = behind


def _wrap(text: str, tokens: list[Token]) -> list[Token]:
    """Make one token of each short quoted or bracketed stretch without a claim."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        closer = _CLOSERS.get(token.text)
        if closer:
            j = i + 1
            while (
                j < len(tokens)
                and tokens[j].text != closer
                and tokens[j].start - token.start <= LONGEST_QUOTE
            ):
                if tokens[j].cls == "M":
                    break
                j += 1
            if j < len(tokens) and tokens[j].text == closer:
                cls = "br" if token.text in "（(【[" else "n"
                out.append(Token(token.start, tokens[j].end, text[token.start : tokens[j].end], cls))
                i = j + 1
                continue
        if token.text in "（(）)":
            token = token._replace(cls="w")
        out.append(token)
        i += 1
    return out
