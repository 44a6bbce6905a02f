"""Judge records against gold annotation, claim by claim.

Three levels, each of which asks for all of the one before:

* `quantity`: the claim is found (the spans overlap), with the right value or bounds and the right unit;
* `core`: and with the right predicate and object;
* `record`: and with the right bound, change, agent and period.

Recall counts each gold claim that is not optional; precision counts each claim that was put out, unless it
overlaps something that gold calls optional. Where gold lists several answers any of them is right, and
where null is among them silence is right too.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Record = dict[str, Any]

LEVELS = ("quantity", "core", "record")
FIELDS = ("quantity", "bound", "predicate", "object", "agent", "period", "change", "aggregation")

PREDICATE_SLACK = 2
"""So many characters may an answer have beyond the gold predicate that it contains (破获 in 破获了)."""
OBJECT_SLACK = 2
AGENT_SLACK = 8
"""Bodies are named at different lengths: 云州市公安局 for 公安局."""

_HELPERS = frozenset(
    {"共计", "累计", "已经", "先后", "成功", "依法", "共同", "一共", "总共", "分别", "连续", "现场", "当场"}
    | {"共", "已", "并", "还", "又", "再"}
)
_LEADING = re.compile(f"^(?:{'|'.join(sorted(_HELPERS, key=len, reverse=True))})+")
_TRAILING = re.compile(r"(?:达到|达|为|[了着过])$")
_QUIET = re.compile(r"[\s“”\"'‘’「」『』《》〈〉（）()的、，,]")


def bare(words: str | None) -> str:
    """The words without blanks, quotes, brackets, commas and 的."""
    return _QUIET.sub("", words or "")


def _core(words: str | None) -> str:
    """A predicate or agent without helper words before it and aspect or copula after it."""
    return bare(_TRAILING.sub("", _LEADING.sub("", words or "")))


def answers(value: object) -> list[str | None]:
    """Gold gives one answer or a list of them."""
    if isinstance(value, list):
        return value
    return [None if value is None else str(value)]


def same_words(gold: str | None, said: str | None, slack: int) -> bool:
    """Whether an answer says what gold says, a few characters apart."""
    wanted, given = _core(gold), _core(said)
    if not wanted or not given:
        return wanted == given
    if wanted in given:
        return len(given) <= len(wanted) + slack
    return given in wanted and (len(given) > 1 or len(wanted) == 1)


def same_number(left: object, right: object) -> bool:
    """Whether two values are equal as numbers; fractions are compared as written."""
    if left in (None, "") or right in (None, ""):
        return left in (None, "") and right in (None, "")
    try:
        return Decimal(str(left)) == Decimal(str(right))
    except InvalidOperation:
        return str(left) == str(right)


def quantity_right(gold: Record, said: Record) -> bool:
    """Value (or both bounds, where gold has no single value) and unit."""
    unit = said.get("unit") or ""
    if unit != (gold.get("unit") or "") and unit not in gold.get("unit_also", ()):
        return False
    if gold.get("value") is None:
        return all(same_number(gold.get(key), said.get(key)) for key in ("low", "high"))
    return same_number(gold["value"], said.get("value"))


def object_right(gold: Record, said: Record) -> bool:
    """One of the full answers, or any answer that holds a head and is not longer than the longest of them."""
    full = answers(gold.get("object"))
    given = bare(said.get("object"))
    if not given:
        return None in full or "" in full
    named = [bare(answer) for answer in full if answer]
    if given in named:
        return True
    heads = [bare(head) for head in answers(gold.get("object_head")) if head] or named
    longest = max((len(name) for name in named), default=0)
    return len(given) <= longest + OBJECT_SLACK and any(head in given for head in heads)


def period_right(gold: Record, said: Record) -> bool:
    """The same days; silence is accepted where gold does not find the period in the same sentence."""
    wanted = (gold.get("period_start"), gold.get("period_end"))
    given = tuple((said.get(key) or "")[:10] or None for key in ("period_start", "period_end"))
    return given == wanted or (given == (None, None) and gold.get("period_source") != "explicit")


def change_right(gold: Record, said: Record, gold_of_said: dict[str, str]) -> bool:
    """Direction, basis, and the claim that is qualified; `gold_of_said` leads from record ids to gold ids."""
    wanted, given = gold.get("change"), said.get("change")
    if not wanted or not given:
        return not wanted and not given
    if wanted.get("direction") != given.get("direction"):
        return False
    if wanted.get("basis") != given.get("basis") and wanted.get("basis_optional") is not True:
        return False
    return wanted.get("of") is None or gold_of_said.get(given.get("of") or "") == wanted["of"]


def common(left: Record, right: Record) -> int:
    """How many characters two spans share."""
    width: int = min(left["end"], right["end"]) - max(left["start"], right["start"])
    return max(0, width)


def pair(gold: list[Record], said: list[Record]) -> dict[int, int]:
    """Pair gold and record claims one to one: closest spans first, then right quantities before wrong."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(said):
            shared = common(wanted, given)
            if shared:
                width = max(wanted["end"], given["end"]) - min(wanted["start"], given["start"])
                candidates.append((-shared / width, not quantity_right(wanted, given), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claim: of gold (`gold` is its id), or a spurious one (`gold` is None)."""

    article: str
    gold: str | None
    text: str
    start: int
    wrong: tuple[str, ...]
    """The fields that are wrong; `missed` or `spurious` alone where nothing could be compared."""
    detail: str
    """Wanted against given, in words."""

    @property
    def key(self) -> str:
        """Names the claim across runs."""
        return f"{self.article}:{self.start}:{self.text}"

    def reaches(self, level: str) -> bool:
        """Whether the claim is right at a level."""
        wrong = set(self.wrong)
        if wrong & {"missed", "spurious", "quantity"}:
            return False
        if level == "quantity":
            return True
        if wrong & {"predicate", "object"}:
            return False
        return level == "core" or not wrong & {"bound", "agent", "period", "change"}


@dataclass(slots=True)
class Score:
    """The outcomes and counts of a run over some articles."""

    outcomes: list[Outcome] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        """Take in another article's score."""
        self.outcomes += other.outcomes
        self.counts += other.counts

    def figures(self) -> dict[str, float | None]:
        """The figures by name; a figure of which the gold holds no case is None."""
        gold = [outcome for outcome in self.outcomes if outcome.gold is not None]
        found = [outcome for outcome in gold if outcome.wrong != ("missed",)]
        said = len(found) + len(self.outcomes) - len(gold)
        figures: dict[str, float | None] = {}
        for level in LEVELS:
            right = sum(outcome.reaches(level) for outcome in found)
            precision, recall = _share(right, said), _share(right, len(gold))
            both = (precision or 0) + (recall or 0)
            figures[level] = round(2 * (precision or 0) * (recall or 0) / both, 4) if both else 0.0
            figures[f"{level}.precision"], figures[f"{level}.recall"] = precision, recall
        for name in FIELDS:
            figures[f"field.{name}"] = _share(sum(name not in o.wrong for o in found), len(found))
        figures["spurious"] = _share(said - len(found), said)
        for name in ("same_as", "part_of", "others", "ledger", "metadata"):
            figures[name] = _share(self.counts[f"{name} right"], self.counts[name])
        figures["broken spans"] = self.counts["broken spans"]
        return figures


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def score_article(gold: Record, said: Record, text: str) -> Score:
    """Judge one article's record (an empty one, where the article gave none)."""
    claims = [claim for claim in said.get("claims", ()) if claim.get("section") != "boilerplate"]
    mentions = said.get("mentions", [])
    score = Score()
    for thing in [*claims, *mentions]:
        score.counts["broken spans"] += text[thing["start"] : thing["end"]] != thing["text"]
    pairs = pair(gold["claims"], claims)
    gold_of_said = {claims[j]["id"]: gold["claims"][i]["id"] for i, j in pairs.items()}
    score.outcomes += _spurious(gold, claims, set(pairs.values()))
    for i, wanted in enumerate(gold["claims"]):
        if wanted.get("optional"):
            continue
        given = claims[pairs[i]] if i in pairs else None
        score.outcomes.append(judge(gold["id"], wanted, given, gold_of_said))
        if given is not None:
            for link in ("same_as", "part_of"):
                if wanted.get(link):
                    score.counts[link] += 1
                    score.counts[f"{link} right"] += gold_of_said.get(given.get(link) or "") == wanted[link]
    _score_ledger(gold, mentions, text, score.counts)
    for key in ("title", "published", "source"):
        if gold.get(key):
            score.counts["metadata"] += 1
            given_value = str(said.get(key) or "")[: len(gold[key])]
            score.counts["metadata right"] += bare(given_value) == bare(gold[key])
    return score


def _spurious(gold: Record, claims: list[Record], paired: set[int]) -> Iterator[Outcome]:
    optional = [other for other in gold.get("others", ()) if other.get("optional")]
    for j, claim in enumerate(claims):
        if j not in paired and not any(common(claim, other) for other in optional):
            words = f"{claim.get('predicate')} {claim.get('object')}"
            yield Outcome(gold["id"], None, claim["text"], claim["start"], ("spurious",), words)


def judge(article: str, wanted: Record, given: Record | None, gold_of_said: dict[str, str]) -> Outcome:
    """The outcome of one gold claim and the record claim that is paired with it, None if none is."""
    if given is None:
        words = f"{answers(wanted.get('predicate'))[0]} {answers(wanted.get('object'))[0]}"
        return Outcome(article, wanted["id"], wanted["text"], wanted["start"], ("missed",), words)
    right = {
        "quantity": quantity_right(wanted, given),
        "bound": wanted.get("bound") == given.get("bound"),
        "predicate": any(
            same_words(answer, given.get("predicate"), PREDICATE_SLACK)
            for answer in answers(wanted.get("predicate"))
        ),
        "object": object_right(wanted, given),
        "agent": any(
            same_words(answer, given.get("agent"), AGENT_SLACK) for answer in answers(wanted.get("agent"))
        ),
        "period": period_right(wanted, given),
        "change": change_right(wanted, given, gold_of_said),
        "aggregation": wanted.get("aggregation") == given.get("aggregation"),
    }
    wrong = tuple(name for name in FIELDS if not right[name])
    detail = "; ".join(f"{name}: {_shown(name, wanted)} / {_shown(name, given)}" for name in wrong)
    return Outcome(article, wanted["id"], wanted["text"], wanted["start"], wrong, detail)


def _shown(name: str, claim: Record) -> str:
    """A field as the list of errors prints it."""
    keys = {"quantity": ("value", "low", "high", "unit"), "period": ("period_start", "period_end")}
    values = [claim.get(key) for key in keys.get(name, (name,))]
    value = values[0] if len(values) == 1 else values
    return json.dumps(value, ensure_ascii=False)


def _score_ledger(gold: Record, mentions: list[Record], text: str, counts: Counter[str]) -> None:
    """The kinds of what is no claim, and whether each digit lies in exactly one mention."""
    for other in gold.get("others", ()):
        if other.get("optional"):
            continue
        counts["others"] += 1
        nearest = max(mentions, key=lambda mention: common(mention, other), default=None)
        if nearest is not None and common(nearest, other):
            counts["others right"] += nearest.get("kind") in answers(other["kind"])
    cover: Counter[int] = Counter()
    for mention in mentions:
        cover.update(range(mention["start"], mention["end"]))
    for digit in re.finditer(r"[0-9０-９]", text):
        counts["ledger"] += 1
        counts["ledger right"] += cover[digit.start()] == 1


def read_gold(folder: Path) -> list[Record]:
    """The gold records of a folder, ordered by file name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def read_articles(folder: Path) -> dict[str, Record]:
    """The articles of a gold folder by id: the lines of its `articles.jsonl`, as an extractor reads them."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return {article["id"]: article for article in map(json.loads, filter(str.strip, lines))}


def score_folder(folder: Path, records: Iterable[Record]) -> Score:
    """Judge the records of a gold folder; an article without a record has missed all its claims."""
    by_id = {record["id"]: record for record in records}
    articles = read_articles(folder)
    total = Score()
    for gold in read_gold(folder):
        total.add(score_article(gold, by_id.get(gold["id"], {}), articles[gold["id"]]["text"]))
    return total
