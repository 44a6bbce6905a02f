"""The story of each claim in lines for people: its number, the rules that made it, and why a field is empty.

    c2  四川公安破获案件8163起，抓获犯罪嫌疑人⟦1.8万余人⟧，分别同比上升13.5%
        number     count 18000 人, over
          rule     count.classifier, as in 8163起: a number and a classifier (classifiers.tsv).
          numeral  1.8万 [20:24]
          bound    余 [24:25]
          unit     人 [25:26]
        says       抓获 · 犯罪嫌疑人: verb-noun-number, as in 破获案件8163起: the object stands between ...
          rather than 抓获 · – (verb-number, 3.2 less)
        agent      四川公安: agent-subject, the noun phrase that opens the clause.
        period     none: no period is said in the sentence, the paragraph or before

`less` compares the sums of the weights: how much more speaks for the reading that was taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from articlex.catalogue import Described, catalogue
from articlex.claims.draft import Story
from articlex.extractor import Extractor
from articlex.model import Change, Claim, Mention, Number, Result

AROUND = 24
"""Characters of the source shown before a number, and half as many after it."""
RUNNERS_UP = 2
_PLACES = {
    "left": "said before the number",
    "left-2": "said before the number",
    "left-3": "said before the number",
    "right": "said after the number",
    "paragraph": "said earlier in the paragraph",
    "paragraph-first": "said at the head of the paragraph",
    "before": "said in the paragraph before",
    "opening": "said at the head of the article",
    "claim-before": "as in the claim before",
}
"""What the places of a period are called (see `articlex.claims.periods`)."""


def explain(result: Result) -> str:
    """The stories of all claims of an article; offsets and excerpts are those of the original text.

    A result of an `Extractor` without `trace` is read once more, to know which other readings were weighed;
    where that reads otherwise (rules of the user's own), only what the record itself holds is told.

    >>> from articlex import extract
    >>> print(extract("警方破获案件12起。").explain().splitlines()[2])
    c1  警方破获案件⟦12起⟧。
    """
    article = result.article
    stories = _stories(result)
    described = {rule.id: rule for rule in catalogue()}
    mentions = {(mention.start, mention.end): mention for mention in result.mentions}
    claims = {claim.id: claim for claim in result.claims}
    name = " · ".join(word for word in (article.id, article.title) if word) or "article"
    count = len(result.claims)
    lines = [f"{name}: {count} {'claim' if count == 1 else 'claims'}, {len(mentions)} numbers"]
    for claim, story in zip(result.claims, stories, strict=True):
        lines += ["", f"{claim.id}  {_excerpt(article.text, claim)}"]
        told = _Told(result, claim, mentions.get((claim.start, claim.end)), story, claims, described)
        lines += [f"    {label:10} {words}" for label, words in told.lines()]
    return "\n".join(lines) + "\n"


def _stories(result: Result) -> Sequence[Story | None]:
    trace = result.trace
    if not isinstance(trace, tuple):
        again = Extractor(trace=True).extract(replace(result.article))
        trace = again.trace if again.claims == result.claims else None
    if not isinstance(trace, tuple):
        return [None] * len(result.claims)
    return [story if isinstance(story, Story) else None for story in trace]


def _excerpt(text: str, claim: Claim) -> str:
    """The number in its surroundings, marked, on one line."""
    low = max(text.rfind(mark, 0, claim.start) for mark in "。\n") + 1
    start = max(low, claim.start - AROUND)
    before = text[start : claim.start].lstrip("，、；： \u3000")
    if start > low:
        before = "…" + before
    after = text[claim.end : claim.end + AROUND // 2].partition("\n")[0]
    return f"{before}⟦{claim.text}⟧{after}".replace("\n", " ")


def _number(value: Number | None) -> str:
    if value is None:
        return "…"
    return f"{value:f}" if hasattr(value, "as_tuple") else str(value)


class _Told:
    """One claim and all that its story is made of."""

    def __init__(
        self,
        result: Result,
        claim: Claim,
        mention: Mention | None,
        story: Story | None,
        claims: Mapping[str, Claim],
        described: Mapping[str, Described],
    ) -> None:
        self.text = result.article.text
        self.claim = claim
        self.mention = mention
        self.story = story
        self.claims = claims
        self.described = described

    def lines(self) -> Iterator[tuple[str, str]]:
        """Label and words of each line."""
        claim = self.claim
        yield "number", self._value()
        yield from self._tree()
        yield "says", self._reading()
        yield from self._runners_up()
        yield "agent", self._agent()
        yield "period", self._period()
        if claim.aggregation != "total":
            yield "counts as", claim.aggregation
        if claim.attribution:
            yield "told by", claim.attribution
        if claim.change:
            yield "change", self._change(claim.change)
        if claim.part_of:
            yield "part of", self._claim(claim.part_of)
        if claim.same_as:
            yield "same as", f"{self._claim(claim.same_as)}, which states the figure first"
        if claim.indicator:
            yield "indicator", claim.indicator

    def _value(self) -> str:
        claim = self.claim
        if self.mention is not None and self.mention.flagged:
            return f"{claim.kind}, no value: the numeral touches a destroyed character"
        span = f"{_number(claim.low)} to {_number(claim.high)}"
        value = _number(claim.value) if claim.value is not None else span
        bound = "" if claim.bound == "exact" else f", {claim.bound.replace('_', ' ')}"
        return f"{claim.kind} {value}{' ' + claim.unit if claim.unit else ''}{bound}"

    def _tree(self) -> Iterator[tuple[str, str]]:
        """The parts of the number's characters, with their offsets in the source."""
        mention = self.mention
        if mention is None:
            return
        yield "  rule", self._rule(mention.rule)
        parts = [(mention.numeral, "numeral"), (mention.unit_span, "unit")]
        spans = [(span.start, span.end, label) for span, label in parts if span.end > span.start]
        spans.sort()
        place = mention.start
        for start, end, label in spans:
            if start > place:
                yield f"  {self._between(place, start)}", self._span(place, start)
            yield f"  {label}", self._span(start, end)
            place = max(place, end)
        if place < mention.end:
            yield f"  {self._between(place, mention.end)}", self._span(place, mention.end)

    def _between(self, start: int, end: int) -> str:
        """What the characters beside numeral and unit do: they set the bound, or belong to the expression."""
        return "bound" if self.claim.bound != "exact" and self.text[start:end].strip() else "with"

    def _span(self, start: int, end: int) -> str:
        return f"{self.text[start:end]!s} [{start}:{end}]".replace("\n", " ")

    def _rule(self, id_: str) -> str:
        rule = self.described.get(id_)
        return f"{id_}, as in {rule.example}: {rule.meaning}" if rule else id_

    def _reading(self) -> str:
        claim = self.claim
        said = _said(claim.predicate, claim.object)
        made = [id_ for id_ in claim.rules[1:] if not id_.startswith("agent-")]
        why = "; ".join(self._rule(id_) for id_ in made)
        empty = [name for name in ("predicate", "object") if getattr(claim, name) is None]
        missing = f" (no {' and no '.join(empty)} is said in reach)" if empty else ""
        return f"{said}{missing}: {why}"

    def _runners_up(self) -> Iterator[tuple[str, str]]:
        if self.story is None:
            return
        options = self.story.options
        best = options[0][0]
        seen = {(self.claim.predicate, self.claim.object)}
        if options[0][2:] not in seen:  # a rule of the user's own decided
            seen.add(options[0][2:])
            yield "  overruled", f"{_said(*options[0][2:])} ({options[0][1]})"
        for total, rule, predicate, obj in options:
            if (predicate, obj) in seen:
                continue
            seen.add((predicate, obj))
            less = f"{_tenths(best - total)} less" if total < best else "equal; the first rule is taken"
            yield "  rather than", f"{_said(predicate, obj)} ({rule}, {less})"
            if len(seen) > RUNNERS_UP:
                return

    def _agent(self) -> str:
        claim = self.claim
        source = next((id_ for id_ in claim.rules if id_.startswith("agent-")), None)
        others = self.story.agents if self.story else ()
        if claim.agent is None:
            tried = [text for _, _, text in others if text]
            if not tried:
                return "none: nobody is named in the sentence or before"
            return f"none: {tried[0]} is named, but more speaks for no agent ({self._margin(others)})"
        if source is None:
            return f"{claim.agent}: the rule names it"
        meaning = self.described[source].meaning if source in self.described else ""
        return f"{claim.agent}: {source}, {meaning}".rstrip(", ")

    def _margin(self, options: Sequence[tuple[int, str, str | None]]) -> str:
        return f"by {_tenths(options[0][0] - options[1][0])}" if len(options) > 1 else "alone"

    def _period(self) -> str:
        claim = self.claim
        options = self.story.periods if self.story else ()
        if claim.period_text is None:
            tried = [(text, place) for _, place, text in options if text]
            if self.story is not None and not tried:
                return "none: no period is said in the sentence, the paragraph or before"
            if not tried:
                return "none"
            text, place = tried[0]
            return (
                f"none: {text} is {_PLACES[place]}, but more speaks for no period ({self._margin(options)})"
            )
        days = f"{claim.period_start or '…'} to {claim.period_end or '…'}"
        if claim.period_start is None and claim.period_end is None:
            days = "not resolved: no publication date is known, or the words name no days"
        where = (
            _PLACES[options[0][1]] if options and options[0][2] == claim.period_text else claim.period_source
        )
        return f"{claim.period_text}, {days}" + (f" ({where})" if where else "")

    def _change(self, change: Change) -> str:
        basis = {
            "yoy": "on the year before",
            "mom": "on the period before",
            "vs": "on a named base",
            None: "",
        }[change.basis]
        of = self._claim(change.of) if change.of else "a figure that is not stated beside it"
        return f"{change.direction} {basis}".rstrip() + f", of {of}"

    def _claim(self, id_: str) -> str:
        other = self.claims[id_]
        return f"{id_} {other.text}" + (f" ({other.object})" if other.object else "")


def _said(predicate: str | None, obj: str | None) -> str:
    return f"{predicate or '–'} · {obj or '–'}"


def _tenths(total: int) -> str:
    return f"{total // 10}.{total % 10}"
