"""From mentions to claims: sentence by sentence, each number gets its reading, agent, period and links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from articlex.claims import change as changes
from articlex.claims.agents import AboutClaim, Discourse, agent_parts, agent_rows, agents
from articlex.claims.context import aggregation, attribution, claim_parts, may_claim
from articlex.claims.draft import Draft, Story
from articlex.claims.features import Surroundings, heaviest, shared_features, weight
from articlex.claims.linking import link_parts, link_same
from articlex.claims.periods import Calendar, PeriodCandidate, period_parts
from articlex.claims.rule import Candidate
from articlex.claims.rules import offers, readings
from articlex.claims.site import Line, Read, Site
from articlex.claims.user_rules import Answer, answers, load_rules, overrule
from articlex.claims.weights import Scale, looked_up
from articlex.claims.weights import weights as load_weights
from articlex.model import Change, Mention
from articlex.numbers import Period
from articlex.syntax import Clauses, tokenize, words
from articlex.text import Reading, Sentence


class ClaimReader:
    """Reads claims from mentions; holds the words and weights of one set of user folders.

    `trace` keeps with every claim the readings that were weighed, for `explain`.
    """

    def __init__(
        self, folders: tuple[Path, ...] = (), *, trace: bool = False, weights: Mapping[str, int] | None = None
    ) -> None:
        self._words = words(folders)
        self._weights = load_weights(folders) if weights is None else weights
        self._scale = Scale(self._weights)
        self._directions = changes.directions(folders)
        self._trace = trace
        self._everything = not self._weights
        self._user_rules = load_rules(folders)

    def read(self, reading: Reading, mentions: Sequence[Mention], periods: Sequence[Period]) -> list[Draft]:
        """The claims of an article, in the order of the text; offsets refer to `reading.clean`."""
        text = reading.clean
        drafts: list[Draft] = []
        calendar = Calendar(periods, reading)
        discourse = Discourse()
        carried: list[Read] = []
        for number, clauses in self.sentences(reading, mentions):
            sentence = reading.sentences[number]
            section = reading.blocks[sentence.block].section
            reads: list[Read] = []
            indices: list[int] = []
            last: Period | None = None
            said = self._said(text, sentence, mentions)
            for order, site in enumerate(sites(text, clauses, mentions)):
                site.reads = reads or carried
                draft, read, chosen, about = self._claim(
                    site, number, section, discourse, first_in_sentence=order == 0
                )
                if site.mention.start in said:
                    read = overrule(draft, read, said[site.mention.start])
                reads = [*reads, read]
                discourse = discourse.after(draft.agent)
                self._context(draft, site, sentence.start, indices, drafts, chosen)
                stretches = list(calendar.candidates(sentence, site, last))
                when, sums = self._scale.best([period_parts(text, c, last, about) for c in stretches])
                if draft.story is not None:
                    draft.story = draft.story._replace(periods=_ranked(sums, stretches))
                draft.period = stretches[when].period
                if draft.of >= 0:  # a change belongs to whom and when its figure does
                    draft.agent = drafts[draft.of].agent
                    draft.period = drafts[draft.of].period
                draft.period_source = calendar.source(sentence, draft.period)
                last = draft.period
                indices.append(len(drafts))
                drafts.append(draft)
            discourse = discourse.in_next_sentence()
            carried = [read._replace(site=-1, predicate_at=-1) for read in reads[-1:]]
        link_parts(drafts, text, self._scale)
        link_same(drafts, self._scale)
        return drafts

    def sentences(self, reading: Reading, mentions: Sequence[Mention]) -> Iterator[tuple[int, Clauses]]:
        """The sentences that hold claims: their index in `reading.sentences`, and their tokens and clauses."""
        text = reading.clean
        starts = [mention.start for mention in mentions]
        for number, sentence in enumerate(reading.sentences):
            first = bisect_left(starts, sentence.start)
            if first >= len(mentions) or starts[first] >= sentence.end:
                continue
            if reading.blocks[sentence.block].section == "boilerplate":
                continue
            found = frozenset(
                i
                for i in range(first, bisect_left(starts, sentence.end))
                if self._claims_something(mentions[i], text, sentence.start)
            )
            if self._user_rules:
                said = self._said(text, sentence, mentions)
                found |= {i for i in range(first, len(mentions)) if mentions[i].start in said}
            if found:
                yield (
                    number,
                    tokenize(text, sentence.start, sentence.end, mentions, first, found, self._words),
                )

    def _said(self, text: str, sentence: Sentence, mentions: Sequence[Mention]) -> dict[int, Answer]:
        """What the user's rules say of the numbers of a sentence."""
        if not self._user_rules:
            return {}
        here = slice(
            bisect_left(mentions, sentence.start, key=_start), bisect_left(mentions, sentence.end, key=_start)
        )
        return answers(self._user_rules, text, sentence.start, sentence.end, mentions[here])

    def _claims_something(self, mention: Mention, text: str, start: int) -> bool:
        before = text[max(start, mention.start - 24) : mention.start]
        after = text[mention.end : mention.end + 8]
        if not may_claim(mention, before, after):
            return False
        return self._everything or self._scale.weight(claim_parts(mention, before, after)) > 0

    def _claim(
        self, site: Site, sentence: int, section: str, discourse: Discourse, *, first_in_sentence: bool
    ) -> tuple[Draft, Read, Candidate, AboutClaim]:
        """The best reading of one number, and its agent."""
        shared = shared_features(site, self._scale)
        chosen = heaviest(site, offers(site), shared)
        predicate, obj = answer(site, chosen)
        lent = _elided_object(site, chosen, obj, shared)
        obj = lent or obj
        read = as_read(site, chosen, predicate, obj)
        about = about_claim(
            site, chosen, (predicate, obj), shared, discourse, section, first=first_in_sentence
        )
        people = list(agents(site, chosen.verb, discourse))
        rows = agent_rows(self._scale, about)
        agent_sums = [looked_up(agent_parts(person, about, rows, self._scale)) for person in people]
        who = agent_sums.index(max(agent_sums))
        draft = Draft(site.mention, sentence, section, predicate, obj, [site.mention.rule, chosen.rule])  # type: ignore[arg-type]
        draft.agent = people[who].text
        draft.rules.append(f"agent-{people[who].source}")
        if self._trace:
            weighed = [(weight(site, option, shared), option) for option in readings(site)]
            ranked = sorted(weighed, key=lambda pair: -pair[0])[:5]
            draft.story = Story(
                tuple((total, option.rule, *answer(site, option)) for total, option in ranked),
                tuple(
                    (total, person.source, person.text)
                    for total, person in sorted(
                        zip(agent_sums, people, strict=True), key=lambda pair: -pair[0]
                    )[:3]
                ),
            )
        return draft, read, chosen, about

    def _context(
        self,
        draft: Draft,
        site: Site,
        start: int,
        indices: list[int],
        drafts: list[Draft],
        chosen: Candidate,
    ) -> None:
        """Fill in change, aggregation, attribution and the mark of a part."""
        text = site.text
        clause_start = site.tokens[site.low].start
        before = text[clause_start : site.mention.start]
        sentence_before = text[start : site.mention.start]
        draft.aggregation = aggregation(before, sentence_before, draft.object, site.mention.unit)
        draft.attribution = attribution(sentence_before)
        direction = changes.direction_of(draft.predicate, self._directions)
        if direction is None:
            return
        if site.mention.kind == "money" and chosen.rule == "verb-number-noun":
            return
        chain = before
        if chosen.carry == "p" or "、" in before[-2:]:
            chain = text[start : site.mention.start]
            chain = chain[chain.rfind("，", 0, len(chain) - len(before)) + 1 :]
        basis = changes.basis_of(chain)
        draft.change = Change(direction, basis)
        draft.of = self._qualified(draft, chosen, indices, drafts)
        if draft.of >= 0 and draft.object is None:
            draft.object = drafts[draft.of].object

    def _qualified(self, draft: Draft, chosen: Candidate, indices: list[int], drafts: list[Draft]) -> int:
        """The index of the claim whose figure the change qualifies, or -1.

        That is the claim that lent the object; else one of the sentence with the same object; else, where the change has
        no object of its own, the nearest figure before it that is no change.
        """
        if "o" in chosen.carry and 0 <= chosen.carried < len(indices):
            index = indices[chosen.carried]
            return drafts[index].of if drafts[index].change else index
        figures = [index for index in reversed(indices) if drafts[index].change is None]
        for index in figures:
            other = drafts[index].object
            if other and draft.object and (other.endswith(draft.object) or draft.object.endswith(other)):
                return index
        return figures[0] if figures and draft.object is None else -1


def _start(mention: Mention) -> int:
    return mention.start


def _ranked(
    sums: Sequence[int], stretches: Sequence[PeriodCandidate]
) -> tuple[tuple[int, str, str | None], ...]:
    """The best periods of a choice, for the story of a claim."""
    ranked = sorted(zip(sums, stretches, strict=True), key=lambda pair: -pair[0])[:3]
    return tuple(
        (total, option.place, option.period.text if option.period else None) for total, option in ranked
    )


def sites(text: str, clauses: Clauses, mentions: Sequence[Mention]) -> Iterator[Site]:
    """The claims' places in a sentence, left to right; the caller fills in what was read before."""
    tokens = clauses.tokens
    line = Line(text, clauses)
    places = [k for k, name in enumerate(clauses.classes) if name == "M"]
    for order, at in enumerate(places):
        before = places[order - 1] if order else -1
        after = places[order + 1] if order + 1 < len(places) else len(tokens)
        yield Site(line, at, mentions[tokens[at].mention], before, after)


def about_claim(
    site: Site,
    chosen: Candidate,
    said: tuple[str | None, str | None],
    shared: Surroundings,
    discourse: Discourse,
    section: str,
    *,
    first: bool,
) -> AboutClaim:
    """What the choice of an agent and a period may look at: the reading of the claim and the agents before it."""
    predicate, obj = said
    return AboutClaim(
        group=shared.group,
        predicate=site.tokens[chosen.verb].cls if chosen.verb >= 0 else "-",
        rule=chosen.rule,
        word=predicate or "-",
        object=obj or "",
        new="first" if first else "later",
        section=section,
        unit=site.mention.unit or "-",
        mark=site.tokens[site.low - 1].text[0] if site.low else "^",
        discourse=discourse,
    )


def answer(site: Site, candidate: Candidate) -> tuple[str | None, str | None]:
    """The words of a reading: predicate and object."""
    predicate = obj = None
    if candidate.verb >= 0:
        predicate = site.tokens[candidate.verb].text
        # 跌破160日元: the number took 破 as its bound, the verb has it too.
        if candidate.verb + 1 == site.at and site.mention.text[0] == "破":
            predicate += "破"
    elif "p" in candidate.carry:
        predicate = site.reads[candidate.carried].predicate
    if candidate.noun is not None:
        obj = site.surface(candidate.noun.start, candidate.noun.end)
    elif "o" in candidate.carry:
        lender = site.reads[candidate.carried]
        changes = candidate.verb >= 0 and site.tokens[candidate.verb].cls in ("ch", "cop")
        obj = lender.topic if changes else lender.object
    if obj and obj.endswith("幅") and (predicate is None or site.tokens[candidate.verb].cls == "cop"):
        return _nominal_change(site, obj)
    return predicate, obj


def as_read(site: Site, chosen: Candidate, predicate: str | None, obj: str | None) -> Read:
    """What later numbers may look at in the answer for this one."""
    topic = obj
    if obj is None and chosen.verb >= 0 and site.tokens[chosen.verb].cls == "vn":
        topic = predicate
    return Read(site.at, chosen.rule, predicate, obj, chosen.verb, site.mention.unit, topic)


_ACTING = frozenset(["v", "vn", "vl"])


def _elided_object(site: Site, chosen: Candidate, obj: str | None, shared: Surroundings) -> str | None:
    """冻结资金47.55亿元，返还4.06亿元: a clause of verb and amount alone means the money or goods of the claim before."""
    if obj is not None or chosen.carry or chosen.verb < 0 or not site.reads:
        return None
    before = site.reads[-1]
    alone = shared.elided == "yes" and chosen.verb < site.at and site.at + 1 == site.right
    acts = site.tokens[chosen.verb].cls in _ACTING
    same = before.site >= 0 and before.unit == site.mention.unit and site.mention.kind in ("money", "measure")
    return before.object if alone and acts and same else None


_AVERAGED = ("平均", "月均", "年均", "日均", "同比", "环比", "累计", "其", "的")


def _nominal_change(site: Site, obj: str) -> tuple[str, str | None]:
    """月均降幅达20.79%: the noun of change is the predicate; what changed stands before it or in the clause before."""
    predicate, rest = obj[-2:], obj[:-2]
    while rest.endswith(_AVERAGED):
        rest = rest[:-2] if rest[-1] not in "其的" else rest[:-1]
    if not rest and site.topics:
        rest = site.surface(site.topics[0].start, site.topics[0].end)
    return predicate, rest or None
