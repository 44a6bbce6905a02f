"""Who did it, or to whom the figure belongs: the possible agents of a claim and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articlex.claims.site import JOINING, NOMINAL, Site, trimmed
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


def agent_features(site: Site, candidate: AgentCandidate, shared: dict[str, str]) -> list[str]:
    """What speaks for or against a possible agent."""
    source, distance = candidate.source, min(candidate.distance, 4)
    out = [f"a:{source}", f"a:{source}|{distance}"]
    group, predicate, rule = shared["group"], shared["predicate"], shared["rule"]
    out.append(f"a:{source}|u:{group}")
    out.append(f"a:{source}|p:{predicate}")
    out.append(f"a:{source}|r:{rule}")
    out.append(f"a:{source}|new:{shared['new']}")
    out.append(f"a:{source}|s:{shared['section']}")
    out.append(f"a:{source}|w:{shared['word']}")
    if candidate.text is None:
        out.append(f"a:none|{group}|{rule}")
        out.append(f"a:none|{predicate}|{rule}|{shared['new']}")
        return out
    out.append(f"a-word:{candidate.text[:6]}")
    out.append(f"a-word:{candidate.text[:6]}|{group}")
    out.append(f"a-tail:{candidate.text[-1]}|p:{predicate}|u:{group}")
    out.append(f"a:{source}|tail:{candidate.text[-1]}")
    out.append(f"a-len:{min(len(candidate.text), 10)}")
    if candidate.head is not None and candidate.first is not None:
        head, first = candidate.head, candidate.first
        out.append(f"a-head:{head.cls}")
        out.append(f"a-head:{head.cls}|p:{predicate}")
        out.append(f"a-head:{head.cls}|r:{rule}")
        out.append(f"a-first:{first.cls}|p:{predicate}")
        out.append(f"a-first:{first.cls}|{source}|u:{group}")
        out.append(f"a-end:{head.text[-1]}")
        out.append(f"a-end2:{head.text[-2:]}")
        out.append(f"a-end:{head.text[-1]}|p:{predicate}")
        out.append(f"a-first:{first.cls}|{head.cls}")
        out.append(f"a>{candidate.follows}")
        out.append(f"a:{source}>{candidate.follows}")
        out.append(f"a:{source}|{head.cls}|{min(distance, 2)}")
        if candidate.text in shared["object"]:
            out.append("a-in-object")
            out.append(f"a-in-object|{head.cls}|{group}")
        if shared["object"] and shared["object"] in candidate.text:
            out.append("a-holds-object")
    else:
        last = candidate.text[-1]
        out.append(f"a:{source}|end:{last}")
    if candidate.text == shared["last"]:
        out.append(f"a-same|{distance}")
    return out
