"""The predicate stands after the number: 8163起案件被破获, 3人死亡, 对10个县进行约谈."""

from __future__ import annotations

from collections.abc import Iterator

from articlex.claims.rule import NO_NOUN, Offer, rule
from articlex.claims.site import Site, phrases_right, trimmed

_COVERBS = frozenset(["对", "向", "将", "把", "给", "为", "与", "以", "用", "被", "由"])


def _framed_verb(site: Site) -> int:
    """The last verb behind the number in a clause where a coverb stands before the number, or -1."""
    classes, words = site.classes, site.words
    if not any(classes[k] == "p" and words[k] in _COVERBS for k in range(site.low, site.at)):
        return -1
    verbs = site.verbs(site.at + 1, site.high)
    return verbs[-1] if verbs else -1


@rule("number-noun-verb")
def number_noun_verb(site: Site) -> Iterator[Offer]:
    """8163起案件被破获: number, object, verb."""
    framed = _framed_verb(site)
    for verb in site.right_verbs:
        if verb != framed:  # 对10个县进行约谈 is a construction of its own
            yield Offer("number-noun-verb", (verb,), phrases_right(site, site.behind, verb))


@rule("number-verb")
def number_verb(site: Site) -> Iterator[Offer]:
    """造成3人死亡: the verb follows at once; the object is none, or that of an earlier claim."""
    for verb in site.right_verbs:
        yield Offer("number-verb", (verb,))
        if site.carriers:
            yield Offer("number-verb", (verb,), NO_NOUN, "o", site.carriers)


@rule("noun-number-verb")
def noun_number_verb(site: Site) -> Iterator[Offer]:
    """犯罪嫌疑人5名落网: the object stands before the number, the verb after it."""
    if site.right_verbs:
        yield Offer("noun-number-verb", site.right_verbs, site.lefts)


@rule("number-verb-noun")
def number_verb_noun(site: Site) -> Iterator[Offer]:
    """在10省开展试点: what the verb acts on stands behind it."""
    for verb in site.right_verbs:
        start = trimmed(site.classes, verb + 1, site.right)
        yield Offer("number-verb-noun", (verb,), phrases_right(site, start, site.right)[:1])


@rule("number-far-verb")
def number_far_verb(site: Site) -> Iterator[Offer]:
    """208名民警、174名辅警因公牺牲: the verb of a list stands behind its last number."""
    for verb in site.far_verbs:
        yield Offer("number-far-verb", (verb,), site.rights)
        yield Offer("number-far-verb", (verb,), site.lefts)
        yield Offer("number-far-verb", (verb,))


@rule("number-word")
def number_word(site: Site) -> Iterator[Offer]:
    """近17万用户断电: a verb that no list knows, told by its place at the end of the clause."""
    k = site.right - 1
    if k <= site.at or not site.is_unlisted(k):
        return
    yield Offer("number-word", (k,), phrases_right(site, site.behind, k))
    if k == site.at + 1:
        yield Offer("number-word", (k,))
        yield Offer("number-word", (k,), site.lefts)


@rule("coverb-number-verb")
def coverb_number_verb(site: Site) -> Iterator[Offer]:
    """对10个县进行约谈: the last verb of the clause acts on what a coverb puts before it."""
    verb = _framed_verb(site)
    if verb < 0:
        return
    yield Offer("coverb-number-verb", (verb,))
    yield Offer("coverb-number-verb", (verb,), [phrase for phrase in site.rights if phrase.end <= verb])
    yield Offer("coverb-number-verb", (verb,), site.lefts)


RULES = (
    number_noun_verb,
    number_verb,
    noun_number_verb,
    number_verb_noun,
    number_far_verb,
    number_word,
    coverb_number_verb,
)
