"""Who did it, or to whom the figure belongs: the possible agents of a claim and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from articlex.claims.site import JOINING, NOMINAL, Site, trimmed
from articlex.claims.weights import Block
from articlex.syntax.clauses import Token


class AgentCandidate(NamedTuple):
    """A possible agent: its words, where it was found, how many clauses before the number, its last token (or None)."""

    text: str | None
    source: str
    distance: int
    head: Token | None
    first: Token | None
    follows: str


class Discourse(NamedTuple):
    """The agents named so far: of the claim before, of the sentence before, of the article's first claim."""

    last: str | None = None
    sentence: str | None = None
    opening: str | None = None


_INTRODUCES = frozenset(["由", "被", "经", "遭", "获"])
_PLACES = frozenset(["在", "于"])
_OWNS = frozenset(["ns", "nt", "pl"])
FURTHEST = 6
"""Clauses to the left that may still hold the agent."""


def agents(site: Site, predicate: int, discourse: Discourse) -> Iterator[AgentCandidate]:
    """The possible agents of the claim at `site`, whose predicate is token `predicate` (or -1); silence first."""
    yield AgentCandidate(None, "none", 0, None, None, "")
    tokens = site.tokens
    seen: set[tuple[str, str]] = set()
    for candidate in _spoken(site, predicate):
        if candidate.text and (candidate.text, candidate.source) not in seen:
            seen.add((candidate.text, candidate.source))
            yield candidate
    if discourse.last:
        yield AgentCandidate(discourse.last, "claim-before", 0, None, None, "")
    if discourse.sentence and discourse.sentence != discourse.last:
        yield AgentCandidate(discourse.sentence, "sentence-before", 0, None, None, "")
    if discourse.opening and discourse.opening not in (discourse.last, discourse.sentence):
        yield AgentCandidate(discourse.opening, "opening", 0, None, None, "")
    del tokens


def _spoken(site: Site, predicate: int) -> Iterator[AgentCandidate]:
    """Agents in the sentence of the number, nearest clause first."""
    tokens = site.tokens
    low, high = site.low, site.at
    for distance in range(FURTHEST):
        yield from _of_clause(site, low, high, distance, predicate)
        if low <= 0:
            return
        high = low - 1
        number = site.clause[high]
        low = high
        while low > 0 and site.clause[low - 1] == number:
            low -= 1
    del tokens


def _of_clause(site: Site, low: int, high: int, distance: int, predicate: int) -> Iterator[AgentCandidate]:
    tokens = site.tokens
    start = trimmed(tokens, low, high)
    if start > low and tokens[start - 1].cls == "p" and tokens[start - 1].text not in _INTRODUCES | _PLACES:
        kind = "after-p"
    else:
        kind = "subject"
    yield from _phrase(site, start, high, kind, distance)
    for k in range(low, high):
        token = tokens[k]
        if token.cls == "p" and token.text in _INTRODUCES:
            yield from _phrase(site, k + 1, high, "by", distance)
        elif token.cls == "p" and token.text in _PLACES:
            yield from _phrase(site, k + 1, high, "at", distance)
        elif token.cls in _OWNS and k > start:
            yield AgentCandidate(token.text, "inside", distance, token, token, _class(tokens, k + 1))
    if distance == 0 and predicate > start:
        k = predicate
        while k > low and tokens[k - 1].cls in ("d", "vm", "p", "t"):
            k -= 1
        end = k
        while k > start and tokens[k - 1].cls in NOMINAL:
            k -= 1
        if end > k > start:
            yield AgentCandidate(site.surface(k, end), "before-verb", 0, tokens[end - 1], tokens[k], "v")


def _phrase(site: Site, start: int, high: int, source: str, distance: int) -> Iterator[AgentCandidate]:
    """The noun phrase at `start`: the bare run, its first token when that names a place, and the joined run."""
    tokens = site.tokens
    k = start
    while k < high and tokens[k].cls in NOMINAL:
        k += 1
    end = k
    while end > start and tokens[end - 1].cls in ("f", "a", "deng", "m"):
        end -= 1
    if end > start:
        yield AgentCandidate(
            site.surface(start, end), source, distance, tokens[end - 1], tokens[start], _class(tokens, k)
        )
        if end - start > 1 and tokens[start].cls in _OWNS:
            yield AgentCandidate(
                tokens[start].text,
                source + "-first",
                distance,
                tokens[start],
                tokens[start],
                tokens[start + 1].cls,
            )
        if end - start > 2:
            yield AgentCandidate(
                site.surface(start, start + 2),
                source + "-two",
                distance,
                tokens[start + 1],
                tokens[start],
                tokens[start + 2].cls,
            )
    while k + 1 < high and (tokens[k].text in JOINING) and tokens[k + 1].cls in NOMINAL:
        k += 2
        while k < high and tokens[k].cls in NOMINAL:
            k += 1
    if k > end:
        yield AgentCandidate(
            site.surface(start, k),
            source + "-joined",
            distance,
            tokens[k - 1],
            tokens[start],
            _class(tokens, k),
        )


def _class(tokens: Sequence[Token], k: int) -> str:
    if k >= len(tokens):
        return "$"
    return "$" if tokens[k].cls == "w" else tokens[k].cls


def agent_blocks(candidate: AgentCandidate, shared: Mapping[str, str]) -> list[Block]:
    """What speaks for or against a possible agent, by blocks of features."""
    source, distance, text = candidate.source, min(candidate.distance, 4), candidate.text
    group, predicate, rule = shared["group"], shared["predicate"], shared["rule"]
    new, section = shared["new"], shared["section"]
    out: list[Block] = [
        (_of_source, (source, distance, group, predicate, rule, new, section)),
        (_of_deed, (source, shared["word"])),
    ]
    if text is None:
        out.append((_of_nobody, (group, predicate, rule, new)))
        return out
    out.append((_of_name, (text[:6], text[-1], min(len(text), 10), source, group, predicate)))
    if candidate.head is not None and candidate.first is not None:
        head, first = candidate.head, candidate.first
        held = shared["object"] if shared["object"] and shared["object"] in text else ""
        inside = text in shared["object"]
        place = (source, min(distance, 2), group, predicate, rule, candidate.follows, inside, bool(held))
        out.append((_of_words, (head.cls, first.cls, *place)))
        out.append((_of_end, (head.text[-2:], predicate)))
    else:
        out.append((_of_memory, (source, text[-1])))
    if text == shared["last"]:
        out.append((_of_staying, (distance,)))
    return out


def _of_source(
    source: str, distance: int, group: str, predicate: str, rule: str, new: str, section: str
) -> list[str]:
    """Where the agent stands, with the claim's number, predicate, rule and place in the article."""
    return [
        f"a:{source}",
        f"a:{source}|{distance}",
        f"a:{source}|u:{group}",
        f"a:{source}|p:{predicate}",
        f"a:{source}|r:{rule}",
        f"a:{source}|new:{new}",
        f"a:{source}|s:{section}",
    ]


def _of_deed(source: str, word: str) -> list[str]:
    """Where the agent stands, and the predicate's word."""
    return [f"a:{source}|w:{word}"]


def _of_nobody(group: str, predicate: str, rule: str, new: str) -> list[str]:
    """Nobody is named."""
    return [f"a:none|{group}|{rule}", f"a:none|{predicate}|{rule}|{new}"]


def _of_name(start: str, end: str, length: int, source: str, group: str, predicate: str) -> list[str]:
    """The name itself: its first six characters, its last one, its length."""
    return [
        f"a-word:{start}",
        f"a-word:{start}|{group}",
        f"a-tail:{end}|p:{predicate}|u:{group}",
        f"a:{source}|tail:{end}",
        f"a-len:{length}",
    ]


def _of_words(
    head: str,
    first: str,
    source: str,
    distance: int,
    group: str,
    predicate: str,
    rule: str,
    follows: str,
    inside: bool,
    holds: bool,
) -> list[str]:
    """The classes of the phrase's first and last word, and whether it overlaps with the object."""
    out = [
        f"a-head:{head}",
        f"a-head:{head}|p:{predicate}",
        f"a-head:{head}|r:{rule}",
        f"a-first:{first}|p:{predicate}",
        f"a-first:{first}|{source}|u:{group}",
        f"a-first:{first}|{head}",
        f"a>{follows}",
        f"a:{source}>{follows}",
        f"a:{source}|{head}|{distance}",
    ]
    if inside:
        out += ["a-in-object", f"a-in-object|{head}|{group}"]
    if holds:
        out.append("a-holds-object")
    return out


def _of_end(end: str, predicate: str) -> list[str]:
    """The last characters of the phrase's last word: 局 厅 法院 警方 are bodies that act."""
    return [f"a-end:{end[-1]}", f"a-end2:{end}", f"a-end:{end[-1]}|p:{predicate}"]


def _of_memory(source: str, end: str) -> list[str]:
    """An agent of an earlier claim."""
    return [f"a:{source}|end:{end}"]


def _of_staying(distance: int) -> list[str]:
    """The agent of the claim before, named again."""
    return [f"a-same|{distance}"]
