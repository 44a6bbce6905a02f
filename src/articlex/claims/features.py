"""What speaks for or against a reading of a number, as short feature names that `weights.tsv` weighs.

A name says what it looks at: the rule alone (`verb-noun-number`), then after `|` the unit's group (`u:`), the words on
both sides (`<` before, `>` behind), the predicate's class (`v:`) or word (`w:`), the object's making (`o:`), and how
often the word stands beside numbers in news (`h:`, see `habits.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from articlex import lexicon
from articlex.claims.rule import Candidate, Offer
from articlex.claims.site import HEADS, Phrase, Site
from articlex.claims.weights import Look, Row, Scale, looked_up

PERSON_UNITS = frozenset(["人", "名", "位", "嫌", "男", "女", "童", "警", "人次", "口"])
_PLAIN = frozenset(["v", "ch", "vc", "vi"])
"""Classes of verbs that are verbs wherever they stand."""
_INNER = frozenset(["v", "ch", "vi", "vc", "vs", "vl"])
"""Classes of verbs that make a noun phrase a clause."""
_UNKNOWN_HABIT = "---"


@cache
def _habits() -> dict[str, str]:
    """Where a word stands among numbers (`habits.tsv`), as three digits: before, after, last."""
    return {
        entry["word"]: entry["before"] + entry["after"] + entry["last"] for entry in lexicon.load("habits")
    }


def unit_group(site: Site) -> str:
    """A coarse group of the number's kind and unit: people, money, percent, cases, bare ..."""
    mention = site.mention
    if mention.kind == "count":
        if mention.unit in PERSON_UNITS:
            return "who" if mention.unit != "人" else "ren"
        return "bare" if not mention.unit else "count"
    return "percent" if mention.kind == "percentage_point" else mention.kind


def _near(site: Site, k: int, step: int) -> str:
    """What stands beside token `k`: its class, `$` at the clause's edge, the word itself for 在 对 和 and their like."""
    k += step
    if k < 0 or k >= len(site.classes):
        return "$"
    cls = site.classes[k]
    if cls == "w":
        return "$"
    if cls in ("p", "c") and len(site.words[k]) == 1:
        return site.words[k]
    return cls


def _steps(n: int) -> str:
    return str(n) if n < 3 else "3+" if n < 6 else "6+"


def _length(n: int) -> str:
    """A phrase's length in characters, by steps."""
    return "1" if n == 1 else "2-4" if n < 5 else "5-8" if n < 9 else "9-14" if n < 15 else "15+"


class Surroundings(NamedTuple):
    """What is the same for all readings of a site, and what was found out about its verbs and phrases."""

    group: str
    left: str
    right: str
    sep: str
    verbs: str
    elided: str
    before: str
    unit: str
    scale: Scale
    of_rule: Row
    of_clause: Row
    no_verb: Row
    lent_noun: Row
    of_verb: dict[int, tuple[Row, Around, Row]]
    """For each verb: its row without a rule, what to look up there, and its row with a rule."""
    lent_verb: dict[int, Row]
    no_noun: dict[str | None, Row]
    """By the class of the predicate that has no object."""


Around = tuple[str, str, int]
"""What a verb's row without a rule is looked up by: the unit's group, the side of the number, plain verbs between."""
_NO_READING = -(10**9)


def features(site: Site, candidate: Candidate, shared: Surroundings) -> list[str]:
    """The features of one reading; `shared` holds what is the same for all readings of a site."""
    return [name for row, rule in parts(site, candidate, shared) for name in row.names(rule)]


def weight(site: Site, candidate: Candidate, shared: Surroundings) -> int:
    """The weight of all features of one reading, in tenths."""
    return looked_up(parts(site, candidate, shared))


def parts(site: Site, candidate: Candidate, shared: Surroundings) -> list[Look]:
    """The features of one reading as rows of weights, each with what to look up there.

    A row asks for the verb or for the noun, never for both, but for that of a reading with a verb and no noun: `heaviest`
    rests on this.
    """
    _, verb, noun, carry, carried = candidate
    rule = _sided(site, candidate.rule, noun)
    out: list[Look] = [(shared.of_rule, rule), (shared.of_clause, rule)]
    if verb >= 0:
        alone, around, ruled = _verb_rows(site, verb, shared)
        out += [(alone, around), (ruled, rule)]
    elif "p" in carry:
        out.append((_lent_verb(site, carried, shared), rule))
    else:
        out.append((shared.no_verb, rule))
    if noun is not None:
        alone, ruled = _noun_rows(site, noun, shared.scale)
        out += [(alone, shared.group), (ruled, rule)]
    elif "o" in carry:
        out.append((shared.lent_noun, rule))
    else:
        out.append((_no_noun(site, verb, shared), rule))
    return out


def heaviest(site: Site, offers: Iterable[Offer], shared: Surroundings) -> Candidate:
    """The reading that weighs most, of equals the one offered first: the best verb of each offer with its best noun."""
    top = _NO_READING
    best: tuple[Offer, int, Phrase | None, int] | None = None
    of_rule, of_clause, group = shared.of_rule, shared.of_clause, shared.group
    of_noun = site.line.of_noun
    for offer in offers:
        _, verbs, nouns, carry, carriers = offer
        if not (verbs and nouns and carriers):
            continue
        rule = _sided(site, offer.rule, nouns[0])
        verb, carried, total = _best_verb(site, offer, rule, shared)
        total += of_rule[rule] + of_clause[rule]
        noun = None
        if nouns[0] is not None:
            most = _NO_READING
            for phrase in nouns:
                assert phrase is not None
                alone, ruled = of_noun.get(phrase) or _noun_rows(site, phrase, shared.scale)
                found = alone[group] + ruled[rule]
                if found > most:
                    most, noun = found, phrase
            total += most
        elif "o" in carry:
            total += shared.lent_noun[rule]
        if total > top:
            top, best = total, (offer, verb, noun, carried)
    assert best is not None, "the rule of bare numbers offers always"
    offer, verb, noun, carried = best
    return Candidate(offer.rule, verb, noun, offer.carry, carried)


def _best_verb(site: Site, offer: Offer, rule: str, shared: Surroundings) -> tuple[int, int, int]:
    """The verb and lender of an offer that weigh most, with their weight (and that of an object that is missing)."""
    _, verbs, nouns, carry, carriers = offer
    objectless = nouns[0] is None and "o" not in carry
    verb, carried = verbs[0], carriers[0]
    top = _NO_READING
    if verb >= 0:
        for k in verbs:
            alone, around, ruled = shared.of_verb.get(k) or _verb_rows(site, k, shared)
            found = alone[around] + ruled[rule]
            if objectless:
                found += _no_noun(site, k, shared)[rule]
            if found > top:
                top, verb = found, k
        return verb, carried, top
    if "p" in carry:
        for k in carriers:
            found = _lent_verb(site, k, shared)[rule]
            if found > top:
                top, carried = found, k
    else:
        top = shared.no_verb[rule]
    return verb, carried, top + _no_noun(site, -1, shared)[rule] if objectless else top


def _sided(site: Site, rule: str, noun: Phrase | None) -> str:
    """The rule as features call it: with the side of its object, since one rule may find it on either."""
    if noun is None:
        return rule
    return rule + ">" if noun.start > site.at else rule + "<"


def _of_rule(
    rule: str, group: str, left: str, right: str, after: str, part: str, lead: str, elided: str
) -> list[str]:
    """Features of a rule in these surroundings."""
    return [
        rule,
        f"{rule}|u:{group}",
        f"{rule}|<{left}",
        f"{rule}|>{right}",
        f"{rule}|<{left}>{right}",
        f"{rule}|after:{after}",
        f"{rule}|part:{part}",
        f"{rule}|lead:{lead}",
        f"{rule}|elided:{elided}",
    ]


def _of_rule_and_clause(rule: str, unit: str, relative: bool) -> list[str]:
    """Features of a rule with the number's unit and whether 的 stands behind it in its clause."""
    return [f"{rule}|unit:{unit}", f"{rule}|de:{relative}"]


def _of_lent_verb(
    rule: str, lender: str, null: bool, sep: str, left: str, right: str, verbs: str
) -> list[str]:
    """Features of a predicate that an earlier claim lends."""
    return [
        f"{rule}|of:{lender}",
        f"{rule}|null:{null}",
        f"{rule}|sep:{sep}",
        f"{rule}|sep:{sep}|>{right}",
        f"{rule}|sep:{sep}|<{left}",
        f"{rule}|verbs:{verbs}",
        f"{rule}|sep:{sep}|verbs:{verbs}",
    ]


def _of_no_verb(rule: str, verbs: str, group: str, before: str, sep: str, unit: str) -> list[str]:
    """Features of a reading without a predicate, where an earlier claim (read by the rule `before`) could lend one."""
    return [
        f"{rule}|verbs:{verbs}",
        f"null|verbs:{verbs}",
        f"null|u:{group}",
        f"{rule}|after:{before}|sep:{sep}",
        f"{rule}|after:{before}|u:{group}",
        f"{rule}|after:{before}|unit:{unit}|sep:{sep}",
    ]


def _of_lent_noun(rule: str, group: str, before: str, sep: str, unit: str) -> list[str]:
    """Features of an object that an earlier claim lends."""
    return [
        f"{rule}|carried-o",
        f"{rule}|carried-o|u:{group}|{before}",
        f"carried-o|sep:{sep}",
        f"carried-o|unit:{unit}",
        f"{rule}|carried-o|unit:{unit}",
    ]


def _of_no_noun(rule: str, group: str, right: str, unit: str, cls: str | None) -> list[str]:
    """Features of a reading without an object; `cls` is the class of its predicate."""
    out = ["no-o", f"no-o|u:{group}", f"{rule}|no-o|u:{group}|>{right}", f"{rule}|no-o|unit:{unit}"]
    if cls is not None:
        out.append(f"no-o|v:{cls}|u:{group}")
    return out


def _lent_verb(site: Site, carried: int, shared: Surroundings) -> Row:
    """The weights of a predicate lent by the claim `carried`."""
    row = shared.lent_verb.get(carried)
    if row is None:
        read = site.reads[carried]
        key = (read.rule, read.predicate is None, shared.sep, shared.left, shared.right, shared.verbs)
        row = shared.lent_verb[carried] = shared.scale.rows[_of_lent_verb][key]
    return row


def _no_noun(site: Site, verb: int, shared: Surroundings) -> Row:
    """The weights of a reading that has no object, by the class of its predicate."""
    cls = site.classes[verb] if verb >= 0 else None
    row = shared.no_noun.get(cls)
    if row is None:
        row = shared.scale.rows[_of_no_noun][(shared.group, shared.right, shared.unit, cls)]
        shared.no_noun[cls] = row
    return row


def _verb_rows(site: Site, verb: int, shared: Surroundings) -> tuple[Row, Around, Row]:
    """The weights of a predicate, without and with the rule, by its class, neighbours, and what lies up to the number."""
    found = shared.of_verb.get(verb)
    if found is not None:
        return found
    line, classes, at = site.line, site.classes, site.at
    known = line.of_verb.get(verb) or _verb_itself(site, verb, shared.scale)
    itself, cls, single, habit, lower = known
    if verb < at:
        side, between, predicates = "L", classes[verb + 1 : at], site.verbs(verb + 1, at)
    else:
        side, between, predicates = "R", classes[at + 1 : verb], site.verbs(at + 1, verb)
    plain = sum([classes[k] in _PLAIN for k in predicates]) if predicates else 0
    marks = tuple([name for name in ("de", "p", "M", "dun") if name in between]) if between else ()
    lower = lower if verb >= site.low else 0
    ruled = (cls, single, min(len(predicates), 3), _steps(len(between)), lower, marks, habit)
    row = shared.scale.rows[_of_rule_and_verb][ruled]
    found = shared.of_verb[verb] = itself, (shared.group, side, min(plain, 3)), row
    return found


def _verb_itself(site: Site, verb: int, scale: Scale) -> tuple[Row, str, bool, str, int]:
    """What does not depend on the number: a predicate's row without a rule, its class, whether it has one character,
    its habits, and the plain verbs before it in its clause."""
    classes = site.classes
    word, cls = site.words[verb], classes[verb]
    low, end = site.bounds[site.clause[verb]]
    habit = _habits().get(word, _UNKNOWN_HABIT)
    lower = sum([classes[k] in _PLAIN for k in site.verbs(low, verb)])
    later = sum([classes[k] in _PLAIN for k in site.verbs(verb + 1, end)])
    relative = "de" in classes[verb + 1 : end]
    key = (cls, _near(site, verb, -1), _near(site, verb, 1), word, habit, relative, min(later, 2))
    found = scale.rows[_of_verb][key], cls, len(word) == 1, habit[:2], min(lower, 2)
    site.line.of_verb[verb] = found
    return found


def _of_verb(
    around: Around, cls: str, before: str, behind: str, word: str, habit: str, relative: bool, later: int
) -> list[str]:
    """Features of a predicate whatever rule offers it."""
    group, side, plain = around
    out = [
        f"v:{cls}",
        f"v:{cls}|u:{group}",
        f"v<{before}",
        f"v>{behind}",
        f"v:{cls}>{behind}",
        f"v:{cls}<{before}",
        f"between-plain:{plain}",
        f"v:{side}|rel:{relative}",
        f"v:{side}|later:{later}",
        f"v:{side}|{cls}|later:{later}",
        f"v:{side}|{cls}|rel:{relative}",
        f"w:{word}",
        f"w:{word}|{side}",
        f"w:{word}|u:{group}",
        f"h:{side}{habit[0]}",
        f"h:{side}>{habit[1]}",
        f"h:{side}${habit[2]}",
        f"h:{cls}{side}{habit[0]}{habit[1]}",
    ]
    if len(word) == 1:
        out.append("v1")
    return out


def _of_rule_and_verb(
    rule: str, cls: str, single: bool, verbs: int, steps: str, lower: int, marks: tuple[str, ...], habit: str
) -> list[str]:
    """Features of a rule with its predicate."""
    out = [
        f"{rule}|v:{cls}",
        f"{rule}|between-verbs:{verbs}",
        f"{rule}|between:{steps}",
        f"{rule}|lower:{lower}",
        f"{rule}|h:{habit[0]}",
        f"{rule}|h>{habit[1]}",
        *[f"{rule}|between-{name}" for name in marks],
    ]
    if single:
        out.append(f"v1|{rule}")
    return out


def _noun_rows(site: Site, noun: Phrase, scale: Scale) -> tuple[Row, Row]:
    """The weights of an object, by the unit's group and by the rule: how it was delimited, its length, edges and head.

    They are the same for all numbers of the sentence.
    """
    found: tuple[Row, Row] | None = site.line.of_noun.get(noun)
    if found is not None:
        return found
    start, end, how = noun
    classes = site.classes[start:end]
    word = site.words[end - 1]
    length = site.tokens[end - 1].end - site.tokens[start].start
    behind = _near(site, end - 1, 1)
    clause: tuple[str, bool, int, bool, str] | None = None
    inner = [k for k in site.verbs(start, end) if site.classes[k] in _INNER]
    if inner:
        first = inner[0]
        clause = (
            site.classes[first],
            first == start,
            min(len(inner), 3),
            "de" in site.classes[inner[-1] : end],
            _habits().get(site.words[first], _UNKNOWN_HABIT)[0],
        )
    marks = tuple([name for name in ("de", "M", "dun") if name in classes])
    habit = _habits().get(word, _UNKNOWN_HABIT)
    steps = "1" if length == 1 else "2-8" if length < 9 else "9+"
    alone = (
        how,
        _length(length),
        classes[-1],
        classes[0],
        _near(site, start, -1),
        behind,
        clause,
        word[-1],
        habit[2],
        word,
    )
    ruled = (how, steps, behind, clause is not None, marks, habit[:2])
    found = site.line.of_noun[noun] = scale.rows[_of_noun][alone], scale.rows[_of_rule_and_noun][ruled]
    return found


def _of_noun(
    group: str,
    how: str,
    length: str,
    head: str,
    first: str,
    before: str,
    behind: str,
    clause: tuple[str, bool, int, bool, str] | None,
    end: str,
    last: str,
    word: str,
) -> list[str]:
    """Features of an object whatever rule offers it."""
    out = [
        f"o:{how}",
        f"o-len:{length}",
        f"o-head:{head}",
        f"o-first:{first}",
        f"o<{before}",
        f"o>{behind}",
        f"o-end:{end}|u:{group}",
        f"o-word:{word}",
        f"oh${last}|{how}",
    ]
    if clause is not None:
        cls, opens, count, relative, habit = clause
        out += [
            "o-verb",
            f"o-verb:{cls}|at:{'first' if opens else 'later'}|{how}",
            f"o-verb-n:{count}",
            f"o-verb-de:{relative}|{how}",
            f"o-verb-h:{habit}",
        ]
    return out


def _of_rule_and_noun(
    rule: str, how: str, steps: str, behind: str, clause: bool, marks: tuple[str, ...], habit: str
) -> list[str]:
    """Features of a rule with its object."""
    out = [
        f"{rule}|o:{how}",
        f"{rule}|o-len:{steps}",
        f"{rule}|o>{behind}",
        f"oh:{habit[0]}|{rule}",
        f"oh>{habit[1]}|{rule}",
        *[f"{rule}|o-{name}" for name in marks],
    ]
    if clause:
        out.append(f"{rule}|o-verb")
    return out


_PART_MARKS = frozenset(["其中", "当中", "包括"])
_SEPARATORS = frozenset(["，", "、", "，+", "、+", "和", "及", "；", "none"])


def shared_features(site: Site, scale: Scale | None = None) -> Surroundings:
    """What is the same for all readings of a site; `scale` weighs them, where they are to be weighed."""
    scale = scale or Scale({})
    at = site.at
    before = min(2, len(site.verbs(site.low, at)))
    behind = min(2, len(site.verbs(at + 1, site.right)))
    part = not _PART_MARKS.isdisjoint(site.words[max(0, site.low - 1) : at])
    group, left, right = unit_group(site), _near(site, at, -1), _near(site, at, 1)
    after = "start" if at == site.low else "M" if site.previous >= site.low else "words"
    elided = _elided(site)
    about = (group, left, right, after, "yes" if part else "no", _lead(site), elided)
    relative = "de" in site.classes[at + 1 : site.high]
    sep, verbs, unit = _separator(site), f"{before}{behind}", _same_unit(site)
    lender = site.reads[-1].rule if site.reads else "-"
    return Surroundings(
        group=group,
        left=left,
        right=right,
        sep=sep,
        verbs=verbs,
        elided=elided,
        before=lender,
        unit=unit,
        scale=scale,
        of_rule=scale.rows[_of_rule][about],
        of_clause=scale.rows[_of_rule_and_clause][(site.mention.unit or "-", relative)],
        no_verb=scale.rows[_of_no_verb][(verbs, group, lender, sep, unit)],
        lent_noun=scale.rows[_of_lent_noun][(group, lender, sep, unit)],
        of_verb={},
        lent_verb={},
        no_noun={},
    )


def _elided(site: Site) -> str:
    """Whether the clause begins with its verb, no noun before it (，同比增长3%): `ch` where that verb is one of change."""
    if not site.left_verbs:
        return "no-verb"
    verb = site.left_verbs[0]
    if not HEADS.isdisjoint(site.classes[site.low : verb]):
        return "no"
    return "ch" if site.classes[verb] == "ch" else "yes"


def _same_unit(site: Site) -> str:
    """Whether the number counts in the unit of the one before, and whether that had an object to lend."""
    if not site.reads:
        return "-"
    read = site.reads[-1]
    unit = "same" if read.unit == site.mention.unit else "other"
    return unit if read.object else f"{unit}-no-o"


def _separator(site: Site) -> str:
    """What stands between the number and the one read before: the first mark, `+` where there are more."""
    if not site.reads:
        return "none"
    last = site.reads[-1].site
    if last < 0:
        return "sentence"
    classes, words = site.classes, site.words
    marks = [
        words[k]
        for k in range(last + 1, site.at)
        if classes[k] in ("w", "dun") or words[k] in ("和", "及", "与", "并")
    ]
    found = (marks[0] if len(marks) == 1 else f"{marks[0]}+") if marks else "none"
    return found if found in _SEPARATORS else "other"


def _lead(site: Site) -> str:
    """The class of the nearest word before the number that is no adverb, copula, coverb, time or conjunction."""
    for k in range(site.at - 1, max(site.low, site.previous + 1) - 1, -1):
        if site.classes[k] not in ("d", "cop", "p", "t", "c"):
            return site.classes[k]
    return "none"
