"""What speaks for or against a reading of a number, as short feature names that `weights.tsv` weighs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from articlex import lexicon
from articlex.claims.rule import Candidate
from articlex.claims.site import VERBS, Site

PERSON_UNITS = frozenset(["人", "名", "位", "嫌", "男", "女", "童", "警", "人次", "口"])


@lru_cache(maxsize=4)
def _habits(folders: tuple[Path, ...] = ()) -> dict[str, str]:
    """Where a word stands among numbers (`habits.tsv`), as three digits: before, after, last."""
    return {
        entry["word"]: entry["before"] + entry["after"] + entry["last"] for entry in lexicon.load("habits", folders)
    }


def unit_group(site: Site) -> str:
    """A coarse group of the number's kind and unit: people, money, percent, cases, bare ..."""
    mention = site.mention
    if mention.kind == "count":
        if mention.unit in PERSON_UNITS:
            return "who" if mention.unit != "人" else "ren"
        return "bare" if not mention.unit else "count"
    if mention.kind == "percentage_point":
        return "percent"
    return str(mention.kind)


def _near(site: Site, k: int, step: int) -> str:
    """The class of the token beside `k`, `$` at the clause's edge, its text for 的 了 和 and joining marks."""
    k += step
    if k < 0 or k >= len(site.tokens):
        return "$"
    token = site.tokens[k]
    if token.cls == "w":
        return "$"
    if token.cls in ("p", "c"):
        return token.text if len(token.text) == 1 else token.cls
    return token.cls


def _bucket(n: int) -> str:
    return str(n) if n < 3 else "3+" if n < 6 else "6+"


def features(site: Site, candidate: Candidate, shared: dict[str, str]) -> list[str]:
    """The features of one reading; `shared` holds what is the same for all readings of a site."""
    rule, verb, noun, carry, carried = candidate
    tokens = site.tokens
    if noun is not None:  # one rule may find the object on either side
        rule += ">" if noun.start > site.at else "<"
    out = [rule]
    group, left, right = shared["group"], shared["left"], shared["right"]
    out.append(f"{rule}|u:{group}")
    out.append(f"{rule}|<{left}")
    out.append(f"{rule}|>{right}")
    out.append(f"{rule}|<{left}>{right}")
    out.append(f"{rule}|after:{shared['after']}")
    out.append(f"{rule}|part:{shared['part']}")
    out.append(f"{rule}|lead:{shared['lead']}")
    if verb >= 0:
        cls = tokens[verb].cls
        out.append(f"v:{cls}")
        out.append(f"{rule}|v:{cls}")
        out.append(f"v:{cls}|u:{group}")
        before, behind = _near(site, verb, -1), _near(site, verb, 1)
        out.append(f"v<{before}")
        out.append(f"v>{behind}")
        out.append(f"v:{cls}>{behind}")
        out.append(f"v:{cls}<{before}")
        if len(tokens[verb].text) == 1:
            out.append("v1")
            out.append(f"v1|{rule}")
        if verb < site.at:
            lo, hi = verb + 1, site.at
        else:
            lo, hi = site.at + 1, verb
        between = tokens[lo:hi]
        verbs = sum(1 for t in between if t.cls in VERBS)
        plain = sum(1 for t in between if t.cls in ("v", "ch", "vc", "vi"))
        out.append(f"{rule}|between-verbs:{min(verbs, 3)}")
        out.append(f"between-plain:{min(plain, 3)}")
        out.append(f"{rule}|between:{_bucket(len(between))}")
        if any(t.cls == "de" for t in between):
            out.append(f"{rule}|between-de")
        if any(t.cls == "p" for t in between):
            out.append(f"{rule}|between-p")
        if any(t.cls == "M" for t in between):
            out.append(f"{rule}|between-M")
        if any(t.cls == "dun" for t in between):
            out.append(f"{rule}|between-dun")
        # whether another verb precedes it in the clause, and whether one follows
        lower = sum(1 for k in range(site.low, verb) if tokens[k].cls in ("v", "ch", "vi", "vc"))
        out.append(f"{rule}|lower:{min(lower, 2)}")
        side = "L" if verb < site.at else "R"
        word = tokens[verb].text
        out.append(f"w:{word}")
        out.append(f"w:{word}|{side}")
        out.append(f"w:{word}|u:{group}")
        habit = _habits().get(word, "---")
        out.append(f"h:{side}{habit[0]}")
        out.append(f"h:{side}>{habit[1]}")
        out.append(f"h:{side}${habit[2]}")
        out.append(f"h:{cls}{side}{habit[0]}{habit[1]}")
        out.append(f"{rule}|h:{habit[0]}")
        out.append(f"{rule}|h>{habit[1]}")
    elif "p" in carry:
        read = site.reads[carried]
        out.append(f"{rule}|of:{read.rule}")
        out.append(f"{rule}|null:{read.predicate is None}")
        out.append(f"{rule}|sep:{shared['sep']}")
        out.append(f"{rule}|sep:{shared['sep']}|>{right}")
        out.append(f"{rule}|sep:{shared['sep']}|<{left}")
        out.append(f"{rule}|verbs:{shared['verbs']}")
        out.append(f"{rule}|sep:{shared['sep']}|verbs:{shared['verbs']}")
    else:
        out.append(f"{rule}|verbs:{shared['verbs']}")
        out.append(f"null|verbs:{shared['verbs']}")
        out.append(f"null|u:{group}")
    if noun is not None:
        out.append(f"o:{noun.how}")
        out.append(f"{rule}|o:{noun.how}")
        span = tokens[noun.start : noun.end]
        length = span[-1].end - span[0].start
        out.append(f"o-len:{'1' if length == 1 else '2-4' if length < 5 else '5-8' if length < 9 else '9-14' if length < 15 else '15+'}")
        out.append(f"{rule}|o-len:{'1' if length == 1 else '2-8' if length < 9 else '9+' }")
        out.append(f"o-head:{span[-1].cls}")
        out.append(f"o-first:{span[0].cls}")
        out.append(f"o<{_near(site, noun.start, -1)}")
        out.append(f"o>{_near(site, noun.end - 1, 1)}")
        out.append(f"{rule}|o>{_near(site, noun.end - 1, 1)}")
        if any(t.cls in ("v", "ch", "vi", "vc", "vs", "vl") for t in span):
            out.append("o-verb")
            out.append(f"{rule}|o-verb")
            inner = [i for i, t in enumerate(span) if t.cls in ("v", "ch", "vi", "vc", "vs", "vl")]
            out.append(f"o-verb:{span[inner[0]].cls}|at:{'first' if inner[0] == 0 else 'later'}|{noun.how}")
            out.append(f"o-verb-n:{min(len(inner), 3)}")
            relative = any(t.cls == "de" for t in span[inner[-1] :])
            out.append(f"o-verb-de:{relative}|{noun.how}")
            inner_habit = _habits().get(span[inner[0]].text, "---")
            out.append(f"o-verb-h:{inner_habit[0]}")
        if any(t.cls == "de" for t in span):
            out.append(f"{rule}|o-de")
        if any(t.cls == "M" for t in span):
            out.append(f"{rule}|o-M")
        if any(t.cls in ("dun",) for t in span):
            out.append(f"{rule}|o-dun")
        out.append(f"o-end:{span[-1].text[-1]}|u:{group}")
        habit = _habits().get(span[-1].text, "---")
        out.append(f"oh:{habit[0]}|{rule}")
        out.append(f"oh>{habit[1]}|{rule}")
        out.append(f"oh${habit[2]}|{noun.how}")
    elif "o" in carry:
        out.append(f"{rule}|carried-o")
        out.append(f"{rule}|carried-o|u:{group}|{shared['pgroup']}")
        out.append(f"carried-o|sep:{shared['sep']}")
    else:
        out.append("no-o")
        out.append(f"no-o|u:{group}")
        out.append(f"{rule}|no-o|u:{group}|>{right}")
        if verb >= 0:
            out.append(f"no-o|v:{tokens[verb].cls}|u:{group}")
    return out


def shared_features(site: Site) -> dict[str, str]:
    """What is the same for all readings of a site."""
    tokens = site.tokens
    at = site.at
    sep = "none"
    if site.reads:
        last = site.reads[-1].site
        if last < 0:
            sep = "sentence"
        else:
            marks = [t.text for t in tokens[last + 1 : at] if t.cls in ("w", "dun") or t.text in ("和", "及", "与", "并")]
            sep = (marks[0] if len(marks) == 1 else f"{marks[0]}+") if marks else "none"
            if sep not in ("，", "、", "，+", "、+", "和", "及", "；", "none"):
                sep = "other"
    lead = "none"
    for k in range(at - 1, max(site.low, site.previous + 1) - 1, -1):
        if tokens[k].cls not in ("d", "cop", "p", "t", "c"):
            lead = tokens[k].cls
            break
    return {
        "group": unit_group(site),
        "left": _near(site, at, -1),
        "right": _near(site, at, 1),
        "after": "start" if at == site.low else "M" if site.previous >= site.low else "words",
        "sep": sep,
        "verbs": f"{min(2, sum(1 for _ in site.verbs(site.low, at)))}{min(2, sum(1 for _ in site.verbs(at + 1, site.right)))}",
        "part": "yes" if any(t.text in ("其中", "当中", "包括") for t in tokens[max(0, site.low - 1) : at]) else "no",
        "lead": lead,
        "pgroup": site.reads[-1].rule if site.reads else "-",
    }
