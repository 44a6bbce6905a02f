"""What speaks for or against a reading of a number, as short feature names that `weights.tsv` weighs.

A name says what it looks at: the rule alone (`verb-noun-number`), then after `|` the unit's group (`u:`), the words on
both sides (`<` before, `>` behind), the predicate's class (`v:`) or word (`w:`), the object's making (`o:`), and how
often the word stands beside numbers in news (`h:`, see `habits.tsv`).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path

from articlex import lexicon
from articlex.claims.rule import Candidate
from articlex.claims.site import HEADS, VERBS, Phrase, Site
from articlex.claims.weights import Block

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


def blocks(site: Site, candidate: Candidate, shared: Mapping[str, str]) -> list[Block]:
    """The features of one reading by blocks; `shared` holds what is the same for all readings of a site."""
    rule, verb, noun, carry, carried = candidate
    if noun is not None:  # one rule may find the object on either side
        rule += ">" if noun.start > site.at else "<"
    group, left, right = shared["group"], shared["left"], shared["right"]
    around = (shared["after"], shared["part"], shared["lead"], shared["elided"])
    out: list[Block] = [(_of_rule, (rule, group, left, right, *around))]
    if verb >= 0:
        facts = site.remembered("verb", verb, _verb_facts)
        out.append((_of_verb, (rule, group, *facts)))
        out.append((_of_word, (site.tokens[verb].text, "L" if verb < site.at else "R", group)))
    elif "p" in carry:
        read = site.reads[carried]
        facts = (read.rule, read.predicate is None, shared["sep"], left, right, shared["verbs"])
        out.append((_of_lender, (rule, *facts)))
    else:
        out.append((_of_silence, (rule, group, shared["verbs"])))
    if noun is not None:
        facts = site.remembered("noun", noun, _noun_facts)
        out.append((_of_noun, (rule, *facts)))
        out.append((_of_ending, (site.tokens[noun.end - 1].text[-1], group)))
    elif "o" in carry:
        out.append((_of_loan, (rule, group, shared["before"], shared["sep"], shared["unit"])))
    else:
        cls = site.tokens[verb].cls if verb >= 0 else ""
        out.append((_of_no_object, (rule, group, right, shared["unit"], cls)))
    return out


def _of_rule(
    rule: str, group: str, left: str, right: str, after: str, part: str, lead: str, elided: str
) -> list[str]:
    """The rule, with the number's kind and what stands around it."""
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


def _of_lender(
    rule: str, lender: str, silent: bool, sep: str, left: str, right: str, verbs: str
) -> list[str]:
    """A predicate carried over: the rule that read it, and what stands between."""
    return [
        f"{rule}|of:{lender}",
        f"{rule}|null:{silent}",
        f"{rule}|sep:{sep}",
        f"{rule}|sep:{sep}|>{right}",
        f"{rule}|sep:{sep}|<{left}",
        f"{rule}|verbs:{verbs}",
        f"{rule}|sep:{sep}|verbs:{verbs}",
    ]


def _of_silence(rule: str, group: str, verbs: str) -> list[str]:
    """No predicate, beside so many verbs."""
    return [f"{rule}|verbs:{verbs}", f"null|verbs:{verbs}", f"null|u:{group}"]


def _of_loan(rule: str, group: str, before: str, sep: str, unit: str) -> list[str]:
    """An object carried over."""
    return [
        f"{rule}|carried-o",
        f"{rule}|carried-o|u:{group}|{before}",
        f"carried-o|sep:{sep}",
        f"carried-o|unit:{unit}",
        f"{rule}|carried-o|unit:{unit}",
    ]


def _of_no_object(rule: str, group: str, right: str, unit: str, cls: str) -> list[str]:
    """No object; `cls` is the predicate's class where one stands in the sentence."""
    out = ["no-o", f"no-o|u:{group}", f"{rule}|no-o|u:{group}|>{right}", f"{rule}|no-o|unit:{unit}"]
    return [*out, f"no-o|v:{cls}|u:{group}"] if cls else out


def _verb_facts(site: Site, verb: int) -> tuple[Hashable, ...]:
    """What the features of a predicate look at: class, neighbours, and what lies between it and the number."""
    tokens = site.tokens
    side = "L" if verb < site.at else "R"
    between = tokens[verb + 1 : site.at] if side == "L" else tokens[site.at + 1 : verb]
    classes = [token.cls for token in between]
    verbs = sum([name in VERBS for name in classes])
    plain = sum([name in _PLAIN for name in classes])
    lower = sum([tokens[k].cls in _PLAIN for k in range(site.low, verb)])
    return (
        tokens[verb].cls,
        side,
        _near(site, verb, -1),
        _near(site, verb, 1),
        len(tokens[verb].text) == 1,
        min(verbs, 3),
        min(plain, 3),
        _steps(len(between)),
        min(lower, 2),
        tuple([name for name in ("de", "p", "M", "dun") if name in classes]),
        _habits().get(tokens[verb].text, _UNKNOWN_HABIT),
    )


def _of_verb(
    rule: str,
    group: str,
    cls: str,
    side: str,
    before: str,
    behind: str,
    single: bool,
    verbs: int,
    plain: int,
    steps: str,
    lower: int,
    passed: tuple[str, ...],
    habit: str,
) -> list[str]:
    """A predicate that stands in the sentence: its class, neighbours, and what lies up to the number."""
    out = [
        f"v:{cls}",
        f"{rule}|v:{cls}",
        f"v:{cls}|u:{group}",
        f"v<{before}",
        f"v>{behind}",
        f"v:{cls}>{behind}",
        f"v:{cls}<{before}",
        f"{rule}|between-verbs:{verbs}",
        f"between-plain:{plain}",
        f"{rule}|between:{steps}",
        f"{rule}|lower:{lower}",
        f"h:{side}{habit[0]}",
        f"h:{side}>{habit[1]}",
        f"h:{side}${habit[2]}",
        f"h:{cls}{side}{habit[0]}{habit[1]}",
        f"{rule}|h:{habit[0]}",
        f"{rule}|h>{habit[1]}",
    ]
    if single:
        out += ["v1", f"v1|{rule}"]
    return out + [f"{rule}|between-{name}" for name in passed]


def _of_word(word: str, side: str, group: str) -> list[str]:
    """The predicate's word."""
    return [f"w:{word}", f"w:{word}|{side}", f"w:{word}|u:{group}"]


def _noun_facts(site: Site, noun: Phrase) -> tuple[Hashable, ...]:
    """What the features of an object look at: how it was delimited, its length, edges, head, and a verb inside."""
    span = site.tokens[noun.start : noun.end]
    first, head = span[0], span[-1]
    inner = [i for i, token in enumerate(span) if token.cls in _INNER]
    clause: tuple[Hashable, ...] = ()
    if inner:
        verb = span[inner[0]]
        relative = any(token.cls == "de" for token in span[inner[-1] :])
        habit = _habits().get(verb.text, _UNKNOWN_HABIT)[0]
        clause = (verb.cls, inner[0] == 0, min(len(inner), 3), relative, habit)
    classes = {token.cls for token in span}
    return (
        noun.how,
        _length(head.end - first.start),
        head.cls,
        first.cls,
        _near(site, noun.start, -1),
        _near(site, noun.end - 1, 1),
        tuple([name for name in ("de", "M", "dun") if name in classes]),
        _habits().get(head.text, _UNKNOWN_HABIT),
        clause,
    )


def _of_noun(
    rule: str,
    how: str,
    length: str,
    head: str,
    first: str,
    before: str,
    behind: str,
    holds: tuple[str, ...],
    habit: str,
    clause: tuple[str, bool, int, bool, str] | tuple[()],
) -> list[str]:
    """An object that stands in the sentence."""
    out = [
        f"o:{how}",
        f"{rule}|o:{how}",
        f"o-len:{length}",
        f"{rule}|o-len:{'1' if length == '1' else '2-8' if length in ('2-4', '5-8') else '9+'}",
        f"o-head:{head}",
        f"o-first:{first}",
        f"o<{before}",
        f"o>{behind}",
        f"{rule}|o>{behind}",
        f"oh:{habit[0]}|{rule}",
        f"oh>{habit[1]}|{rule}",
        f"oh${habit[2]}|{how}",
    ]
    out += [f"{rule}|o-{name}" for name in holds]
    if clause:
        cls, opens, count, relative, inner = clause
        out += [
            "o-verb",
            f"{rule}|o-verb",
            f"o-verb:{cls}|at:{'first' if opens else 'later'}|{how}",
            f"o-verb-n:{count}",
            f"o-verb-de:{relative}|{how}",
            f"o-verb-h:{inner}",
        ]
    return out


def _of_ending(character: str, group: str) -> list[str]:
    """The object's last character: 人 案 率 车 tell what is counted."""
    return [f"o-end:{character}|u:{group}"]


_SEPARATORS = frozenset(["，", "、", "，+", "、+", "和", "及", "；", "none"])


def shared_features(site: Site) -> dict[str, str]:
    """What is the same for all readings of a site."""
    tokens, at = site.tokens, site.at
    left = min(2, sum(1 for _ in site.verbs(site.low, at)))
    right = min(2, sum(1 for _ in site.verbs(at + 1, site.right)))
    part = any(token.text in ("其中", "当中", "包括") for token in tokens[max(0, site.low - 1) : at])
    return {
        "group": unit_group(site),
        "left": _near(site, at, -1),
        "right": _near(site, at, 1),
        "after": "start" if at == site.low else "M" if site.previous >= site.low else "words",
        "sep": _separator(site),
        "verbs": f"{left}{right}",
        "part": "yes" if part else "no",
        "lead": _lead(site),
        "elided": _elided(site),
        "before": site.reads[-1].rule if site.reads else "-",
        "unit": _same_unit(site),
    }


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
