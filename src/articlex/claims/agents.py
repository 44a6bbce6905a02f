"""Who did it, or to whom the figure belongs: the possible agents of a claim and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from articlex import lexicon
from articlex.claims.site import NOMINAL, Site, joined_end, nominal_end, trimmed
from articlex.claims.weights import Look, Row, Scale
from articlex.syntax.clauses import Token


class Named:
    """How a possible agent is named in a sentence: the classes of its last and first word, its ending, the class behind
    it, the word before it, and whether it says something.

    `rows` are the weights of that, found when it is first weighed: the same phrase is looked at for every number.
    """

    __slots__ = ("before", "ending", "first", "follows", "head", "rows", "says")

    def __init__(self, tokens: Sequence[Token], start: int, end: int, behind: int, follows: str = "") -> None:
        head = tokens[end - 1]
        self.head = head.cls
        self.first = tokens[start].cls
        self.ending = head.text[-2:]
        self.follows = follows or _class(tokens, behind)
        self.before = tokens[start - 1].text if start else "^"
        self.says = not follows and any(token.cls == "vs" for token in tokens[end : end + _SPEECH])
        self.rows: tuple[Row, Row, Row] | None = None


class AgentCandidate(NamedTuple):
    """A possible agent: its words, where it was found, how many clauses before the number, and how it is named there
    (None for one named earlier)."""

    text: str | None
    source: str
    distance: int
    named: Named | None = None


REMEMBERED = 12
"""Claims whose agents are remembered."""


class Discourse(NamedTuple):
    """The agents named so far: of the claim before, of the sentence before, of the article's first claim, and of the
    last claims (None where nobody was named), nearest last."""

    last: str | None = None
    sentence: str | None = None
    opening: str | None = None
    said: tuple[str | None, ...] = ()

    def after(self, agent: str | None) -> Discourse:
        """The discourse behind a claim whose agent is `agent`."""
        said = (*self.said[1 - REMEMBERED :], agent)
        return Discourse(agent or self.last, self.sentence, self.opening or agent, said)

    def in_next_sentence(self) -> Discourse:
        """The discourse at the beginning of a sentence."""
        return Discourse(None, self.last or self.sentence, self.opening, self.said)


class AboutClaim(NamedTuple):
    """What the choice of an agent and of a period may look at in a claim whose predicate and object are read."""

    group: str
    """A coarse group of the number's kind and unit."""
    predicate: str
    """The class of the predicate's word, `-` where there is none."""
    rule: str
    word: str
    object: str
    new: str
    """`first` for the first claim of a sentence, else `later`."""
    section: str
    unit: str
    mark: str
    """The mark before the clause, `^` at the beginning of the sentence."""
    discourse: Discourse

    @property
    def silent(self) -> str:
        """Whether the claim before names nobody; `-` for the first."""
        said = self.discourse.said
        return "-" if not said else "yes" if said[-1] is None else "no"


_INTRODUCES = frozenset(["由", "被", "经", "遭", "获"])
_PLACES = frozenset(["在", "于"])
_OWNS = frozenset(["ns", "nt", "pl"])
FURTHEST = 6
"""Clauses to the left that may still hold the agent."""


def agents(site: Site, predicate: int, discourse: Discourse) -> Iterator[AgentCandidate]:
    """The possible agents of the claim at `site`, whose predicate is token `predicate` (or -1); silence first."""
    yield AgentCandidate(None, "none", 0)
    seen: set[tuple[str, str]] = set()
    for candidate in _spoken(site, predicate):
        if candidate.text and (candidate.text, candidate.source) not in seen:
            seen.add((candidate.text, candidate.source))
            yield candidate
    if discourse.last:
        yield AgentCandidate(discourse.last, "claim-before", 0)
    if discourse.sentence and discourse.sentence != discourse.last:
        yield AgentCandidate(discourse.sentence, "sentence-before", 0)
    if discourse.opening and discourse.opening not in (discourse.last, discourse.sentence):
        yield AgentCandidate(discourse.opening, "opening", 0)


def _spoken(site: Site, predicate: int) -> Iterator[AgentCandidate]:
    """Agents in the sentence of the number, nearest clause first."""
    for text, source, named in _of_clause(site, site.low, site.at):
        yield AgentCandidate(text, source, 0, named)
    yield from _before_verb(site, predicate)
    known = site.line.named
    number = site.clause[site.at]
    for distance in range(1, min(FURTHEST, number + 1)):
        found = known.get(number - distance)
        if found is None:
            found = known[number - distance] = list(_of_clause(site, *site.bounds[number - distance]))
        for text, source, named in found:
            yield AgentCandidate(text, source, distance, named)


_Spoken = tuple[str, str, Named]
"""Words, where they were found, and how they are named there."""


def _of_clause(site: Site, low: int, high: int) -> Iterator[_Spoken]:
    """What may be an agent in the tokens `low` to `high` of a clause."""
    tokens, classes, words = site.tokens, site.classes, site.words
    start = trimmed(classes, low, high)
    kind = "subject"
    if start > low and classes[start - 1] == "p" and words[start - 1] not in _INTRODUCES | _PLACES:
        kind = "after-p"
    yield from _phrase(site, start, high, kind)
    for k in range(low, high):
        cls = classes[k]
        if cls == "p":
            if words[k] in _INTRODUCES:
                yield from _phrase(site, k + 1, high, "by")
            elif words[k] in _PLACES:
                yield from _phrase(site, k + 1, high, "at")
        elif cls in _OWNS and k > start:
            yield words[k], "inside", Named(tokens, k, k + 1, k + 1)


def _before_verb(site: Site, predicate: int) -> Iterator[AgentCandidate]:
    """The noun phrase right before the predicate, where it does not open the clause."""
    classes, low = site.classes, site.low
    start = trimmed(classes, low, site.at)
    if predicate <= start:
        return
    k = predicate
    while k > low and classes[k - 1] in ("d", "vm", "p", "t"):
        k -= 1
    end = k
    while k > start and classes[k - 1] in NOMINAL:
        k -= 1
    if end > k > start:
        yield AgentCandidate(site.surface(k, end), "before-verb", 0, Named(site.tokens, k, end, end, "v"))


def _phrase(site: Site, start: int, high: int, source: str) -> Iterator[_Spoken]:
    """The noun phrase at `start`: the bare run, its first token when that names a place, and the joined run."""
    tokens, classes, words = site.tokens, site.classes, site.words
    k = end = nominal_end(classes, start, high)
    while end > start and classes[end - 1] in _TAILS:
        end -= 1
    if end > start:
        yield site.surface(start, end), source, Named(tokens, start, end, k)
        if end - start > 1 and classes[start] in _OWNS:
            yield words[start], source + "-first", Named(tokens, start, start + 1, start + 1)
        if end - start > 2:
            yield site.surface(start, start + 2), source + "-two", Named(tokens, start, start + 2, start + 2)
    k = joined_end(classes, words, k, high)
    if k > end:
        yield site.surface(start, k), source + "-joined", Named(tokens, start, k, k)


_TAILS = frozenset(["f", "a", "deng", "m"])
_SPEECH = 4
"""Tokens behind a phrase among which a verb of saying is its own."""


def _class(tokens: Sequence[Token], k: int) -> str:
    if k >= len(tokens):
        return "$"
    return "$" if tokens[k].cls == "w" else tokens[k].cls


@cache
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Sorts of bodies (`agent_kinds.tsv`) in the order in which they are tried, with the words that tell them."""
    kinds: dict[str, list[str]] = {}
    for entry in lexicon.load("agent_kinds"):
        kinds.setdefault(entry["kind"], []).append(entry["word"])
    return tuple((kind, tuple(words)) for kind, words in kinds.items())


@lru_cache(maxsize=4096)
def agent_kind(text: str) -> str:
    """What sort of body a name is, by the words it holds.

    >>> agent_kind("云州市公安局"), agent_kind("犯罪团伙"), agent_kind("张某")
    ('police', 'criminals', 'other')
    """
    return next((kind for kind, words in _kinds() if any(word in text for word in words)), "other")


class AgentRows(NamedTuple):
    """The weights that depend on the claim, the same for all its possible agents."""

    source: Row
    source_and_claim: Row
    silences: Row
    silence: Row
    kind: Row
    object: Row
    earlier: Row
    same: Row


def agent_rows(scale: Scale, about: AboutClaim) -> AgentRows:
    """The rows in which the agents of a claim are looked up."""
    group, predicate, rule, new, word = about.group, about.predicate, about.rule, about.new, about.word
    silences = about.discourse.said[-3:].count(None)
    rows_of = scale.rows
    return AgentRows(
        source=rows_of[_of_source][(group, new, about.section)],
        source_and_claim=rows_of[_of_source_and_claim][(predicate, rule, word, about.mark)],
        silences=rows_of[_of_silences][(about.silent, silences, new)],
        silence=rows_of[_of_silence][(predicate, rule, new)],
        kind=rows_of[_of_kind][(group, about.unit, predicate, word)],
        object=rows_of[_of_object][(group,)],
        earlier=rows_of[_of_earlier][()],
        same=rows_of[_of_same][()],
    )


def agent_features(candidate: AgentCandidate, about: AboutClaim) -> list[str]:
    """What speaks for or against a possible agent."""
    scale = Scale({})
    looks = agent_parts(candidate, about, agent_rows(scale, about), scale)
    return [name for row, key in looks for name in row.names(key)]


def agent_parts(candidate: AgentCandidate, about: AboutClaim, rows: AgentRows, scale: Scale) -> list[Look]:
    """The features of a possible agent as rows of weights, each with what to look up there."""
    text, source, distance, named = candidate
    group = about.group
    out: list[Look] = [
        (rows.source, (source, min(distance, 4))),
        (rows.source_and_claim, source),
        (rows.silences, source),
    ]
    if text is None:
        out.append((rows.silence, group))
        return out
    kind = agent_kind(text)
    out.append((rows.kind, (kind, source, min(3, about.discourse.said.count(text)))))
    if named is None:
        out.append((_row_of_words(text, scale), (source, about.predicate, group)))
        out.append((rows.earlier, (source, text[-1])))
    else:
        words, phrase, phrase_and_claim = named.rows or _rows_of_named(candidate, kind, scale)
        out.append((words, (source, about.predicate, group)))
        out.append((phrase, min(distance, 2)))
        out.append((phrase_and_claim, (about.predicate, about.rule, group)))
        obj = about.object
        if obj:
            inside, holds = text in obj, obj in text
            if inside or holds:
                out.append((rows.object, (inside, holds, named.head)))
    if text == about.discourse.last:
        out.append((rows.same, min(distance, 4)))
    return out


def _row_of_words(text: str, scale: Scale) -> Row:
    return scale.rows[_of_words][(text[:6], text[-1], min(len(text), 10))]


def _rows_of_named(candidate: AgentCandidate, kind: str, scale: Scale) -> tuple[Row, Row, Row]:
    """The weights of what the phrase itself says: its words, its surroundings, its makings beside the claim."""
    text, source, _, named = candidate
    assert text is not None and named is not None
    head, first, ending = named.head, named.first, named.ending
    rows_of = scale.rows
    named.rows = (
        _row_of_words(text, scale),
        rows_of[_of_phrase][(head, first, source, named.follows, ending, kind, named.before, named.says)],
        rows_of[_of_phrase_and_claim][(head, first, source, ending[-1])],
    )
    return named.rows


def _of_source(found: tuple[str, int], group: str, new: str, section: str) -> list[str]:
    source, distance = found
    return [
        f"a:{source}",
        f"a:{source}|{distance}",
        f"a:{source}|u:{group}",
        f"a:{source}|new:{new}",
        f"a:{source}|s:{section}",
    ]


def _of_source_and_claim(source: str, predicate: str, rule: str, word: str, mark: str) -> list[str]:
    return [
        f"a:{source}|p:{predicate}",
        f"a:{source}|r:{rule}",
        f"a:{source}|w:{word}",
        f"a:{source}|mark:{mark}",
    ]


def _of_silences(source: str, silent: str, silences: int, new: str) -> list[str]:
    """Features by whether the claims before have agents."""
    return [f"a:{source}|before:{silent}|{new}", f"a:{source}|silences:{silences}"]


def _of_silence(group: str, predicate: str, rule: str, new: str) -> list[str]:
    return [f"a:none|{group}|{rule}", f"a:none|{predicate}|{rule}|{new}"]


def _of_kind(found: tuple[str, str, int], group: str, unit: str, predicate: str, word: str) -> list[str]:
    """Features by what sort of body the agent is, and how often it was the agent of late."""
    kind, source, told = found
    return [
        f"ak:{kind}|{source}",
        f"ak:{kind}|u:{group}",
        f"ak:{kind}|unit:{unit}",
        f"ak:{kind}|p:{predicate}",
        f"ak:{kind}|w:{word}",
        f"ak:{kind}|told:{told}",
        f"a:{source}|told:{told}",
    ]


def _of_words(claim: tuple[str, str, str], opening: str, tail: str, length: int) -> list[str]:
    source, predicate, group = claim
    return [
        f"a-word:{opening}",
        f"a-word:{opening}|{group}",
        f"a-tail:{tail}|p:{predicate}|u:{group}",
        f"a:{source}|tail:{tail}",
        f"a-len:{length}",
    ]


def _of_phrase(
    distance: int,
    head: str,
    first: str,
    source: str,
    follows: str,
    ending: str,
    kind: str,
    before: str,
    says: bool,
) -> list[str]:
    """Features by the phrase, the word before it and whether it says something."""
    return [
        f"a-head:{head}",
        f"a-end:{ending[-1]}",
        f"a-end2:{ending}",
        f"a-first:{first}|{head}",
        f"a>{follows}",
        f"a:{source}>{follows}",
        f"a:{source}|{head}|{distance}",
        f"a:{source}<{before}",
        f"ak:{kind}<{before}",
        f"a:{source}|says:{says}",
        f"ak:{kind}|says:{says}",
    ]


def _of_phrase_and_claim(
    claim: tuple[str, str, str], head: str, first: str, source: str, end: str
) -> list[str]:
    predicate, rule, group = claim
    return [
        f"a-head:{head}|p:{predicate}",
        f"a-head:{head}|r:{rule}",
        f"a-first:{first}|p:{predicate}",
        f"a-first:{first}|{source}|u:{group}",
        f"a-end:{end}|p:{predicate}",
    ]


def _of_object(found: tuple[bool, bool, str], group: str) -> list[str]:
    inside, holds, head = found
    out = ["a-in-object", f"a-in-object|{head}|{group}"] if inside else []
    return [*out, "a-holds-object"] if holds else out


def _of_earlier(found: tuple[str, str]) -> list[str]:
    source, last = found
    return [f"a:{source}|end:{last}"]


def _of_same(distance: int) -> list[str]:
    return [f"a-same|{distance}"]
