"""The predicate stands after the number: 8163起案件被破获, 3人死亡, 对10个县进行约谈."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import Candidate, rule
from articlex.claims.site import VERBS, Site, phrases_right, trimmed


@rule("number-noun-verb")
def number_noun_verb(site: Site) -> Iterator[Candidate]:
    """8163起案件被破获: number, object, verb."""
    for verb in site.right_verbs:
        for phrase in phrases_right(site, site.at + 1, verb):
            yield Candidate("number-noun-verb", verb, phrase)


@rule("number-verb")
def number_verb(site: Site) -> Iterator[Candidate]:
    """造成3人死亡: the verb follows at once; the object is none, or that of an earlier claim."""
    for verb in site.right_verbs:
        yield Candidate("number-verb", verb)
        for carried in site.carriers:
            yield Candidate("number-verb", verb, None, "o", carried)


@rule("noun-number-verb")
def noun_number_verb(site: Site) -> Iterator[Candidate]:
    """犯罪嫌疑人5名落网: the object stands before the number, the verb after it."""
    for verb in site.right_verbs:
        for phrase in site.lefts:
            yield Candidate("noun-number-verb", verb, phrase)


@rule("number-verb-noun")
def number_verb_noun(site: Site) -> Iterator[Candidate]:
    """在10省开展试点: what the verb acts on stands behind it."""
    for verb in site.right_verbs:
        for phrase in phrases_right(site, trimmed(site.tokens, verb + 1, site.right), site.right):
            yield Candidate("number-verb-noun", verb, phrase)
            break


@rule("number-far-verb")
def number_far_verb(site: Site) -> Iterator[Candidate]:
    """208名民警、174名辅警因公牺牲: the verb of a list stands behind its last number."""
    for verb in site.far_verbs:
        for phrase in site.rights:
            yield Candidate("number-far-verb", verb, phrase)
        for phrase in site.lefts:
            yield Candidate("number-far-verb", verb, phrase)
        yield Candidate("number-far-verb", verb)


@rule("number-word")
def number_word(site: Site) -> Iterator[Candidate]:
    """近17万用户断电: a verb that no list knows, told by its place at the end of the clause."""
    k = site.right - 1
    if k <= site.at or not site.is_unlisted(k):
        return
    for phrase in phrases_right(site, site.at + 1, k):
        yield Candidate("number-word", k, phrase)
    if k == site.at + 1:
        yield Candidate("number-word", k)
        for phrase in site.lefts:
            yield Candidate("number-word", k, phrase)


_COVERBS = frozenset(["对", "向", "将", "把", "给", "为", "与", "以", "用", "被", "由"])


@rule("coverb-number-verb")
def coverb_number_verb(site: Site) -> Iterator[Candidate]:
    """对10个县进行约谈: the last verb of the clause acts on what a coverb puts before it."""
    tokens = site.tokens
    if not any(tokens[k].cls == "p" and tokens[k].text in _COVERBS for k in range(site.low, site.at)):
        return
    verb = next((k for k in range(site.high - 1, site.at, -1) if tokens[k].cls in VERBS), -1)
    if verb < 0:
        return
    yield Candidate("coverb-number-verb", verb)
    for phrase in site.rights:
        if phrase.end <= verb:
            yield Candidate("coverb-number-verb", verb, phrase)
    for phrase in site.lefts:
        yield Candidate("coverb-number-verb", verb, phrase)


RULES = (
    number_noun_verb,
    number_verb,
    noun_number_verb,
    number_verb_noun,
    number_far_verb,
    number_word,
    coverb_number_verb,
)
