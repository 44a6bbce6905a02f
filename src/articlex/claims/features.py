"""What speaks for or against a reading of a number, as short feature names that `weights.tsv` weighs.

A name says what it looks at: the rule alone (`verb-noun-number`), then after `|` the unit's group (`u:`), the words on
both sides (`<` before, `>` behind), the predicate's class (`v:`) or word (`w:`), the object's making (`o:`), and how
often the word stands beside numbers in news (`h:`, see `habits.tsv`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from articlex import lexicon
from articlex.claims.rule import Candidate
from articlex.claims.site import HEADS, VERBS, Phrase, Site
from articlex.claims.weights import Row, Scale

PERSON_UNITS = frozenset(["人", "名", "位", "嫌", "男", "女", "童", "警", "人次", "口"])
_PLAIN = frozenset(["v", "ch", "vc", "vi"])
"""Classes of verbs that are verbs wherever they stand."""
_INNER = frozenset(["v", "ch", "vi", "vc", "vs", "vl"])
"""Classes of verbs that make a noun phrase a clause."""
_UNKNOWN_HABIT = "---"


@cache
def _habits(folders: tuple[Path, ...] = ()) -> dict[str, str]:
    """Where a word stands among numbers (`habits.tsv`), as three digits: before, after, last."""
    return {
        entry["word"]: entry["before"] + entry["after"] + entry["last"]
        for entry in lexicon.load("habits", folders)
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
    if k < 0 or k >= len(site.tokens):
        return "$"
    token = site.tokens[k]
    if token.cls == "w":
        return "$"
    if token.cls in ("p", "c") and len(token.text) == 1:
        return token.text
    return token.cls


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
    of_verb: dict[int, tuple[Row, Row]]
    of_noun: dict[Phrase, tuple[Row, Row]]


_ANY = ""
"""The rule of a row that asks for none."""


def features(site: Site, candidate: Candidate, shared: Surroundings) -> list[str]:
    """The features of one reading; `shared` holds what is the same for all readings of a site."""
    return [name for row, rule in parts(site, candidate, shared) for name in row.names(rule)]


def weight(site: Site, candidate: Candidate, shared: Surroundings) -> int:
    """The weight of all features of one reading, in tenths."""
    return sum([row[rule] for row, rule in parts(site, candidate, shared)])


def parts(site: Site, candidate: Candidate, shared: Surroundings) -> list[tuple[Row, str]]:
    """The features of one reading as rows of weights, each with the rule to look up there."""
    rule, verb, noun, carry, carried = candidate
    if noun is not None:  # one rule may find the object on either side
        rule += ">" if noun.start > site.at else "<"
    out = [(shared.of_rule, rule)]
    if verb >= 0:
        found = shared.of_verb.get(verb)
        if found is None:
            found = shared.of_verb[verb] = _about_verb(site, verb, shared)
        out.append((found[0], _ANY))
        out.append((found[1], rule))
    elif "p" in carry:
        read = site.reads[carried]
        key = (read.rule, read.predicate is None, shared.sep, shared.left, shared.right, shared.verbs)
        out.append((shared.scale.row(_of_lent_verb, key), rule))
    else:
        out.append((shared.scale.row(_of_no_verb, (shared.verbs, shared.group)), rule))
    if noun is not None:
        found = shared.of_noun.get(noun)
        if found is None:
            found = shared.of_noun[noun] = _about_noun(site, noun, shared)
        out.append((found[0], _ANY))
        out.append((found[1], rule))
    elif "o" in carry:
        lent = (shared.group, shared.before, shared.sep, shared.unit)
        out.append((shared.scale.row(_of_lent_noun, lent), rule))
    else:
        cls = site.tokens[verb].cls if verb >= 0 else None
        out.append((shared.scale.row(_of_no_noun, (shared.group, shared.right, shared.unit, cls)), rule))
    return out


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


def _of_no_verb(rule: str, verbs: str, group: str) -> list[str]:
    """Features of a reading without a predicate."""
    return [f"{rule}|verbs:{verbs}", f"null|verbs:{verbs}", f"null|u:{group}"]


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


def _about_verb(site: Site, verb: int, shared: Surroundings) -> tuple[Row, Row]:
    """The weights of a predicate, without and with the rule, by its class, neighbours, and what lies up to the number."""
    tokens = site.tokens
    word, cls = tokens[verb].text, tokens[verb].cls
    side = "L" if verb < site.at else "R"
    between = tokens[verb + 1 : site.at] if side == "L" else tokens[site.at + 1 : verb]
    classes = [token.cls for token in between]
    verbs = sum([name in VERBS for name in classes])
    plain = sum([name in _PLAIN for name in classes])
    lower = sum([token.cls in _PLAIN for token in tokens[site.low : verb]])
    marks = tuple([name for name in ("de", "p", "M", "dun") if name in classes])
    habit = _habits().get(word, _UNKNOWN_HABIT)
    alone = (cls, shared.group, _near(site, verb, -1), _near(site, verb, 1), word, side, habit, min(plain, 3))
    ruled = (cls, len(word) == 1, min(verbs, 3), _steps(len(between)), min(lower, 2), marks, habit[:2])
    return shared.scale.row(_of_verb, alone), shared.scale.row(_of_rule_and_verb, ruled)


def _of_verb(
    rule: str, cls: str, group: str, before: str, behind: str, word: str, side: str, habit: str, plain: int
) -> list[str]:
    """Features of a predicate whatever rule offers it."""
    out = [
        f"v:{cls}",
        f"v:{cls}|u:{group}",
        f"v<{before}",
        f"v>{behind}",
        f"v:{cls}>{behind}",
        f"v:{cls}<{before}",
        f"between-plain:{plain}",
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


def _about_noun(site: Site, noun: Phrase, shared: Surroundings) -> tuple[Row, Row]:
    """The weights of an object, without and with the rule, by how it was delimited, its length, edges and head."""
    span = site.tokens[noun.start : noun.end]
    first, head = span[0], span[-1]
    length = head.end - first.start
    behind = _near(site, noun.end - 1, 1)
    classes = [token.cls for token in span]
    inner = [i for i, name in enumerate(classes) if name in _INNER]
    clause: tuple[str, bool, int, bool, str] | None = None
    if inner:
        verb = span[inner[0]]
        relative = "de" in classes[inner[-1] :]
        clause = (
            verb.cls,
            inner[0] == 0,
            min(len(inner), 3),
            relative,
            _habits().get(verb.text, _UNKNOWN_HABIT)[0],
        )
    marks = tuple([name for name in ("de", "M", "dun") if name in classes])
    habit = _habits().get(head.text, _UNKNOWN_HABIT)
    steps = "1" if length == 1 else "2-8" if length < 9 else "9+"
    before = _near(site, noun.start, -1)
    end = head.text[-1]
    alone = (
        noun.how,
        _length(length),
        head.cls,
        first.cls,
        before,
        behind,
        clause,
        end,
        shared.group,
        habit[2],
    )
    ruled = (noun.how, steps, behind, clause is not None, marks, habit[:2])
    return shared.scale.row(_of_noun, alone), shared.scale.row(_of_rule_and_noun, ruled)


def _of_noun(
    rule: str,
    how: str,
    length: str,
    head: str,
    first: str,
    before: str,
    behind: str,
    clause: tuple[str, bool, int, bool, str] | None,
    end: str,
    group: str,
    last: str,
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
    tokens, at = site.tokens, site.at
    before = min(2, sum([token.cls in VERBS for token in tokens[site.low : at]]))
    behind = min(2, sum([token.cls in VERBS for token in tokens[at + 1 : site.right]]))
    part = any(token.text in _PART_MARKS for token in tokens[max(0, site.low - 1) : at])
    group, left, right = unit_group(site), _near(site, at, -1), _near(site, at, 1)
    after = "start" if at == site.low else "M" if site.previous >= site.low else "words"
    elided = _elided(site)
    about = (group, left, right, after, "yes" if part else "no", _lead(site), elided)
    return Surroundings(
        group=group,
        left=left,
        right=right,
        sep=_separator(site),
        verbs=f"{before}{behind}",
        elided=elided,
        before=site.reads[-1].rule if site.reads else "-",
        unit=_same_unit(site),
        scale=scale,
        of_rule=scale.row(_of_rule, about),
        of_verb={},
        of_noun={},
    )


def _elided(site: Site) -> str:
    """Whether the clause begins with its verb, no noun before it (，同比增长3%): `ch` where that verb is one of change."""
    if not site.left_verbs:
        return "no-verb"
    verb = site.left_verbs[0]
    if any(token.cls in HEADS for token in site.tokens[site.low : verb]):
        return "no"
    return "ch" if site.tokens[verb].cls == "ch" else "yes"


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
    marks = [
        token.text
        for token in site.tokens[last + 1 : site.at]
        if token.cls in ("w", "dun") or token.text in ("和", "及", "与", "并")
    ]
    found = (marks[0] if len(marks) == 1 else f"{marks[0]}+") if marks else "none"
    return found if found in _SEPARATORS else "other"


def _lead(site: Site) -> str:
    """The class of the nearest word before the number that is no adverb, copula, coverb, time or conjunction."""
    for k in range(site.at - 1, max(site.low, site.previous + 1) - 1, -1):
        if site.tokens[k].cls not in ("d", "cop", "p", "t", "c"):
            return site.tokens[k].cls
    return "none"
