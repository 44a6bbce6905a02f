"""Tests of rules, ours and yours: texts whose number is marked, and what must be read of it.

    from articlex.testing import assert_leaves, assert_reads

    assert_reads("verb-noun-number", "警方破获案件⟦12起⟧。", predicate="破获", object="案件")
    assert_leaves("verb-noun-number", "警方破获⟦12起⟧案件。")

The whole program reads the text: a rule is only good in the company of all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from articlex.claims.user_rules import UserRule
from articlex.extractor import Extractor
from articlex.model import Article, Claim, Result, Span

OPEN, CLOSE = "⟦", "⟧"


class Marked(NamedTuple):
    """A text and the spans that were marked in it."""

    text: str
    spans: tuple[Span, ...]


def marked(source: str) -> Marked:
    """The text without its marks, and where they stood.

    Raises `ValueError` for a mark without its fellow.

    >>> marked("破获案件⟦12起⟧。")
    Marked(text='破获案件12起。', spans=(Span(start=4, end=7),))
    """
    text, *rest = source.split(OPEN)
    spans = []
    if CLOSE in text or any(part.count(CLOSE) != 1 for part in rest):
        raise ValueError(f"{source!r}: each {OPEN} needs one {CLOSE} after it")
    for part in rest:
        inside, _, after = part.partition(CLOSE)
        spans.append(Span(len(text), len(text) + len(inside)))
        text += inside + after
    return Marked(text, tuple(spans))


def read(source: str, *, extractor: Extractor | None = None, published: str | None = None) -> Result:
    """All that the program reads of a text, marks left out; `published` is an ISO date."""
    article = Article(marked(source).text, published=date.fromisoformat(published) if published else None)
    return (extractor or _default()).extract(article)


def marked_claims(
    source: str, *, extractor: Extractor | None = None, published: str | None = None
) -> list[Claim | None]:
    """The claim of each marked number, None where there is no claim of just that span."""
    found = {
        (claim.start, claim.end): claim
        for claim in read(source, extractor=extractor, published=published).claims
    }
    return [found.get(span) for span in marked(source).spans]


def fault(
    rule: str | None,
    source: str,
    *,
    extractor: Extractor | None = None,
    published: str | None = None,
    **expected: object,
) -> str | None:
    """What is wrong with the reading of the marked number: one line, or None if all is as `expected`.

    `rule` must have made the claim (None: any rule); the names in `expected` are fields of `Claim`.
    """
    (claim,) = marked_claims(source, extractor=extractor, published=published)
    if claim is None:
        return f"{source}: no claim is made of the marked number"
    wrong = [
        f"{name} {getattr(claim, name)!r} instead of {value!r}"
        for name, value in expected.items()
        if getattr(claim, name) != value
    ]
    if rule is not None and rule not in claim.rules:
        wrong.append(f"made by {', '.join(claim.rules)}")
    return f"{source}: {'; '.join(wrong)}" if wrong else None


def reading_of(source: str, *, extractor: Extractor | None = None) -> list[Claim]:
    """The claims that a leaves-alone row is about: the marked ones, or all if none is marked."""
    if not marked(source).spans:
        return list(read(source, extractor=extractor).claims)
    return [claim for claim in marked_claims(source, extractor=extractor) if claim is not None]


def assert_reads(
    rule: str | None,
    source: str,
    *,
    extractor: Extractor | None = None,
    published: str | None = None,
    **expected: object,
) -> None:
    """Make sure that `rule` reads the marked number of `source`, with the expected fields.

    Raises `AssertionError` with the text, what was read, and what was expected.
    """
    wrong = fault(rule, source, extractor=extractor, published=published, **expected)
    if wrong:
        raise AssertionError(f"{rule or 'any rule'}: {wrong}")


def assert_leaves(rule: str, source: str, *, extractor: Extractor | None = None) -> None:
    """Make sure that `rule` makes no claim of the marked numbers of `source`; of none at all if none is
    marked.

    Raises `AssertionError` with the text and the number that the rule took.
    """
    for claim in reading_of(source, extractor=extractor):
        if rule in claim.rules:
            raise AssertionError(f"{rule}: {source}: it reads {claim.text}")


FEWEST_READS, FEWEST_LEAVES = 2, 1
"""Examples that a rule needs: two texts that it reads, one that it leaves alone."""


def faults(rule: UserRule, extractor: Extractor) -> Iterator[str]:
    """What is wrong with a rule of the user's own: too few examples, or examples that are read otherwise.

    `extractor` is one that holds the rule.
    """
    for row in rule.reads:
        wrong = fault(rule.id, row.text, extractor=extractor, **row.expected)
        if wrong:
            yield f"reads: {wrong}"
    for row in rule.leaves:
        taken = [claim.text for claim in reading_of(row.text, extractor=extractor) if rule.id in claim.rules]
        if taken:
            yield f"leaves: {row.text}: it reads {', '.join(taken)}"
    for name, rows, least in (("reads", rule.reads, FEWEST_READS), ("leaves", rule.leaves, FEWEST_LEAVES)):
        if len(rows) < least:
            yield f"{name}: {len(rows)} examples; write at least {least}"


@lru_cache(maxsize=1)
def _default() -> Extractor:
    return Extractor()
