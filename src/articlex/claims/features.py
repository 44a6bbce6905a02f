"""What speaks for or against a reading of a number, as short feature names that `weights.tsv` weighs.

A name says what it looks at: the rule alone (`verb-noun-number`), then after `|` the unit's group (`u:`), the words on
both sides (`<` before, `>` behind), the predicate's class (`v:`) or word (`w:`), the object's making (`o:`), and how
often the word stands beside numbers in news (`h:`, see `habits.tsv`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from articlex import lexicon
from articlex.claims.rule import Candidate
from articlex.claims.site import HEADS, VERBS, Phrase, Site

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


def features(site: Site, candidate: Candidate, shared: dict[str, str]) -> list[str]:
    """The features of one reading; `shared` holds what is the same for all readings of a site."""
    rule, verb, noun, carry, carried = candidate
    if noun is not None:  # one rule may find the object on either side
        rule += ">" if noun.start > site.at else "<"
    group, left, right = shared["group"], shared["left"], shared["right"]
    out = [
        rule,
        f"{rule}|u:{group}",
        f"{rule}|<{left}",
        f"{rule}|>{right}",
        f"{rule}|<{left}>{right}",
        f"{rule}|after:{shared['after']}",
        f"{rule}|part:{shared['part']}",
        f"{rule}|lead:{shared['lead']}",
        f"{rule}|elided:{shared['elided']}",
    ]
    if verb >= 0:
        _of_verb(site, rule, verb, group, out)
    elif "p" in carry:
        read = site.reads[carried]
        sep, verbs = shared["sep"], shared["verbs"]
        out += [
            f"{rule}|of:{read.rule}",
            f"{rule}|null:{read.predicate is None}",
            f"{rule}|sep:{sep}",
            f"{rule}|sep:{sep}|>{right}",
            f"{rule}|sep:{sep}|<{left}",
            f"{rule}|verbs:{verbs}",
            f"{rule}|sep:{sep}|verbs:{verbs}",
        ]
    else:
        out += [f"{rule}|verbs:{shared['verbs']}", f"null|verbs:{shared['verbs']}", f"null|u:{group}"]
    if noun is not None:
        _of_noun(site, rule, noun, group, out)
    elif "o" in carry:
        out += [
            f"{rule}|carried-o",
            f"{rule}|carried-o|u:{group}|{shared['before']}",
            f"carried-o|sep:{shared['sep']}",
            f"carried-o|unit:{shared['unit']}",
            f"{rule}|carried-o|unit:{shared['unit']}",
        ]
    else:
        out += [
            "no-o",
            f"no-o|u:{group}",
            f"{rule}|no-o|u:{group}|>{right}",
            f"{rule}|no-o|unit:{shared['unit']}",
        ]
        if verb >= 0:
            out.append(f"no-o|v:{site.tokens[verb].cls}|u:{group}")
    return out


def _of_verb(site: Site, rule: str, verb: int, group: str, out: list[str]) -> None:
    """Features of a predicate that stands in the sentence: its class, neighbours, and what lies up to the number."""
    tokens = site.tokens
    word, cls = tokens[verb].text, tokens[verb].cls
    before, behind = _near(site, verb, -1), _near(site, verb, 1)
    side = "L" if verb < site.at else "R"
    out += [
        f"v:{cls}",
        f"{rule}|v:{cls}",
        f"v:{cls}|u:{group}",
        f"v<{before}",
        f"v>{behind}",
        f"v:{cls}>{behind}",
        f"v:{cls}<{before}",
    ]
    if len(word) == 1:
        out += ["v1", f"v1|{rule}"]
    between = tokens[verb + 1 : site.at] if side == "L" else tokens[site.at + 1 : verb]
    classes = [token.cls for token in between]
    verbs = sum(1 for name in classes if name in VERBS)
    plain = sum(1 for name in classes if name in _PLAIN)
    lower = sum(1 for k in range(site.low, verb) if tokens[k].cls in _PLAIN)
    out += [
        f"{rule}|between-verbs:{min(verbs, 3)}",
        f"between-plain:{min(plain, 3)}",
        f"{rule}|between:{_steps(len(between))}",
        f"{rule}|lower:{min(lower, 2)}",
    ]
    out += [f"{rule}|between-{name}" for name in ("de", "p", "M", "dun") if name in classes]
    habit = _habits().get(word, _UNKNOWN_HABIT)
    out += [
        f"w:{word}",
        f"w:{word}|{side}",
        f"w:{word}|u:{group}",
        f"h:{side}{habit[0]}",
        f"h:{side}>{habit[1]}",
        f"h:{side}${habit[2]}",
        f"h:{cls}{side}{habit[0]}{habit[1]}",
        f"{rule}|h:{habit[0]}",
        f"{rule}|h>{habit[1]}",
    ]


def _of_noun(site: Site, rule: str, noun: Phrase, group: str, out: list[str]) -> None:
    """Features of an object that stands in the sentence: how it was delimited, its length, edges and head."""
    span = site.tokens[noun.start : noun.end]
    first, head = span[0], span[-1]
    length = head.end - first.start
    behind = _near(site, noun.end - 1, 1)
    out += [
        f"o:{noun.how}",
        f"{rule}|o:{noun.how}",
        f"o-len:{_length(length)}",
        f"{rule}|o-len:{'1' if length == 1 else '2-8' if length < 9 else '9+'}",
        f"o-head:{head.cls}",
        f"o-first:{first.cls}",
        f"o<{_near(site, noun.start, -1)}",
        f"o>{behind}",
        f"{rule}|o>{behind}",
    ]
    inner = [i for i, token in enumerate(span) if token.cls in _INNER]
    if inner:
        verb = span[inner[0]]
        relative = any(token.cls == "de" for token in span[inner[-1] :])
        out += [
            "o-verb",
            f"{rule}|o-verb",
            f"o-verb:{verb.cls}|at:{'first' if inner[0] == 0 else 'later'}|{noun.how}",
            f"o-verb-n:{min(len(inner), 3)}",
            f"o-verb-de:{relative}|{noun.how}",
            f"o-verb-h:{_habits().get(verb.text, _UNKNOWN_HABIT)[0]}",
        ]
    classes = {token.cls for token in span}
    out += [f"{rule}|o-{name}" for name in ("de", "M", "dun") if name in classes]
    habit = _habits().get(head.text, _UNKNOWN_HABIT)
    out += [
        f"o-end:{head.text[-1]}|u:{group}",
        f"oh:{habit[0]}|{rule}",
        f"oh>{habit[1]}|{rule}",
        f"oh${habit[2]}|{noun.how}",
    ]


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
