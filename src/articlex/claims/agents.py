"""Who did it, or to whom the figure belongs: the possible agents of a claim and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from articlex.claims.site import JOINING, NOMINAL, Site, trimmed
from articlex.claims.weights import Part, spelled
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


def _spoken(site: Site, predicate: int) -> Iterator[AgentCandidate]:
    """Agents in the sentence of the number, nearest clause first."""
    low, high = site.low, site.at
    for distance in range(FURTHEST):
        yield from _of_clause(site, low, high, distance, predicate)
        if low <= 0:
            return
        low, high = site.clause_before(low)


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


def agent_features(site: Site, candidate: AgentCandidate, shared: Mapping[str, str]) -> list[str]:
    """What speaks for or against a possible agent."""
    return spelled(agent_parts(candidate, shared))


def agent_parts(candidate: AgentCandidate, shared: Mapping[str, str]) -> list[Part]:
    """The features of a possible agent by what they depend on."""
    text, source, distance, head, first, follows = candidate
    distance = min(distance, 4)
    group, predicate, rule, new = shared["group"], shared["predicate"], shared["rule"], shared["new"]
    out: list[Part] = [
        (_of_source, (source, distance, group, new, shared["section"])),
        (_of_source_and_claim, (source, predicate, rule, shared["word"])),
    ]
    if text is None:
        out.append((_of_silence, (group, predicate, rule, new)))
        return out
    out.append((_of_words, (text[:6], text[-1], min(len(text), 10), source, predicate, group)))
    if head is not None and first is not None:
        out.append((_of_phrase, (head.cls, first.cls, source, follows, min(distance, 2), head.text[-2:])))
        out.append(
            (_of_phrase_and_claim, (head.cls, first.cls, source, head.text[-1], predicate, rule, group))
        )
        obj = shared["object"]
        if obj:
            inside, holds = text in obj, obj in text
            if inside or holds:
                out.append((_of_object, (inside, holds, head.cls, group)))
    else:
        out.append((_of_earlier, (source, text[-1])))
    if text == shared["last"]:
        out.append((_of_same, (distance,)))
    return out


def _of_source(source: str, distance: int, group: str, new: str, section: str) -> list[str]:
    return [
        f"a:{source}",
        f"a:{source}|{distance}",
        f"a:{source}|u:{group}",
        f"a:{source}|new:{new}",
        f"a:{source}|s:{section}",
    ]


def _of_source_and_claim(source: str, predicate: str, rule: str, word: str) -> list[str]:
    return [f"a:{source}|p:{predicate}", f"a:{source}|r:{rule}", f"a:{source}|w:{word}"]


def _of_silence(group: str, predicate: str, rule: str, new: str) -> list[str]:
    return [f"a:none|{group}|{rule}", f"a:none|{predicate}|{rule}|{new}"]


def _of_words(opening: str, tail: str, length: int, source: str, predicate: str, group: str) -> list[str]:
    return [
        f"a-word:{opening}",
        f"a-word:{opening}|{group}",
        f"a-tail:{tail}|p:{predicate}|u:{group}",
        f"a:{source}|tail:{tail}",
        f"a-len:{length}",
    ]


def _of_phrase(head: str, first: str, source: str, follows: str, distance: int, ending: str) -> list[str]:
    return [
        f"a-head:{head}",
        f"a-end:{ending[-1]}",
        f"a-end2:{ending}",
        f"a-first:{first}|{head}",
        f"a>{follows}",
        f"a:{source}>{follows}",
        f"a:{source}|{head}|{distance}",
    ]


def _of_phrase_and_claim(
    head: str, first: str, source: str, end: str, predicate: str, rule: str, group: str
) -> list[str]:
    return [
        f"a-head:{head}|p:{predicate}",
        f"a-head:{head}|r:{rule}",
        f"a-first:{first}|p:{predicate}",
        f"a-first:{first}|{source}|u:{group}",
        f"a-end:{end}|p:{predicate}",
    ]


def _of_object(inside: bool, holds: bool, head: str, group: str) -> list[str]:
    out = ["a-in-object", f"a-in-object|{head}|{group}"] if inside else []
    return [*out, "a-holds-object"] if holds else out


def _of_earlier(source: str, last: str) -> list[str]:
    return [f"a:{source}|end:{last}"]


def _of_same(distance: int) -> list[str]:
    return [f"a-same|{distance}"]
