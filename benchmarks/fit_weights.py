"""Fit the weights that choose among readings and agents on annotated articles.

    fit_weights.py GOLD_DIR... [--folds 5] [--errors 30] [--write]

A GOLD_DIR holds articles.jsonl (id, text, published) and one NAME.json an article with `claims`, annotated as
docs/records.md says; answers may be lists. Without --write the weights are cross-validated by article and the
figures printed; with --write they are fitted on all articles and written to src/articlex/lexicon/weights.tsv.

The model is a conditional choice: among the readings that the constructions offer for a number, the sum of weights
says how likely each is; a number with several right answers may take any of them. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import scoring

from articlex.claims import rules
from articlex.claims.agents import Discourse, agent_features, agents
from articlex.claims.context import claim_features, may_claim
from articlex.claims.features import features, shared_features
from articlex.claims.linking import comparables, part_options, same_options
from articlex.claims.periods import Calendar, PeriodCandidate, period_features
from articlex.claims.reader import ClaimReader, about_claim, answer, as_read, sites
from articlex.claims.site import Read, Site
from articlex.claims.weights import best, spelled
from articlex.extractor import prepare
from articlex.model import Article, Mention
from articlex.numbers import Period
from articlex.text import Reading

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src/articlex/lexicon/weights.tsv"
ROWS = ROOT / "tests/claims"
ROW_WEIGHT = 1.5
"""How much a row of the rules' tables counts: it stands for many sentences of its construction."""
Options = list[list[str]]
_UNWRITABLE = re.compile(r"\s|[\x00-\x1f\x85\u2028\u2029]|^#")


@dataclass
class Annotated:
    """An article read, with the gold claim of each mention (by index)."""

    id: str
    reading: Reading
    mentions: Sequence[Mention]
    gold: Mapping[int, dict[str, Any]]
    total: int
    optional: frozenset[int]
    periods: Sequence[Period]


@dataclass
class Example:
    """One choice: the features of each option, which are right, and how much it counts."""

    options: Options
    right: list[bool]
    weight: float


@dataclass
class Tally:
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def predicate_right(gold: Mapping[str, Any], said: str | None) -> bool:
    return any(
        scoring.same_words(one, said, scoring.PREDICATE_SLACK)
        for one in scoring.answers(gold.get("predicate"))
    )


def agent_right(gold: Mapping[str, Any], said: str | None) -> bool:
    return any(
        scoring.same_words(one, said, scoring.AGENT_SLACK) for one in scoring.answers(gold.get("agent"))
    )


def period_right(gold: Mapping[str, Any], said: Period | None) -> bool:
    days = (said.date_start, said.date_end) if said else (None, None)
    start, end = (day.isoformat() if day else None for day in days)
    return scoring.period_right(dict(gold), {"period_start": start, "period_end": end})


def object_right(gold: Mapping[str, Any], said: str | None) -> bool:
    return scoring.object_right(dict(gold), {"object": said})


def load(folder: Path) -> Iterator[Annotated]:
    """The annotated articles of a folder, read and with their mentions found."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    inputs = {line["id"]: line for line in map(json.loads, filter(str.strip, lines))}
    for path in sorted((folder / "gold" if (folder / "gold").is_dir() else folder).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        line = inputs[gold["id"]]
        published = date.fromisoformat(line["published"][:10]) if line.get("published") else None
        reading, mentions, periods = prepare(Article(line["text"], id=gold["id"], published=published))
        spans = [reading.alignment.to_original(mention.start, mention.end) for mention in mentions]
        pairs: dict[int, dict[str, Any]] = {}
        for claim in gold["claims"]:
            shared = [
                (min(claim["end"], end) - max(claim["start"], start), -index)
                for index, (start, end) in enumerate(spans)
            ]
            if shared and max(shared)[0] > 0:
                pairs.setdefault(-max(shared)[1], claim)
        total = sum(not claim.get("optional") for claim in gold["claims"])
        free = [(other["start"], other["end"]) for other in gold.get("others", []) if other.get("optional")]
        optional = frozenset(
            i for i, (start, end) in enumerate(spans) if any(a < end and start < b for a, b in free)
        )
        yield Annotated(gold["id"], reading, mentions, pairs, total, optional, periods)


def table_rows(folder: Path = ROWS) -> Iterator[Annotated]:
    """The rows of the rules' tables and the sentences beside them as articles of one sentence; only the marked number
    has an answer.
    """
    for path in sorted(folder.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        names = lines[0].split("\t")
        for line in lines[1:]:
            row = dict(zip(names, line.split("\t"), strict=True))
            if row.get("how") == "leaves":
                continue
            at = row["text"].index("⟦")
            text = row["text"].replace("⟦", "").replace("⟧", "")
            reading, mentions, _ = prepare(Article(text, id=f"{path.stem}:{row['text']}"))
            marked = next(i for i, mention in enumerate(mentions) if mention.start <= at < mention.end)
            gold = {
                field: [None if answer == "-" else answer for answer in row[field].split("|")]
                for field in ("predicate", "object")
            }
            yield Annotated(reading.article.id or "", reading, mentions, {marked: gold}, 1, frozenset(), ())


def walk(
    articles: Sequence[Annotated],
    reader: ClaimReader,
    weights: Mapping[str, int] | None,
    *,
    teach: bool,
    tally: Tally,
    readings: list[Example] | None = None,
    people: list[Example] | None = None,
    times: list[Example] | None = None,
) -> None:
    """Go through all sites as the extractor does; collect examples, and count what the weights get right.

    With `teach` later sites see the right answer of earlier ones, else the weights' answer.
    """
    for article in articles:
        carried: list[Read] = []
        discourse = Discourse()
        calendar = Calendar(article.periods, article.reading)
        text = article.reading.clean
        for number, clauses in reader.sentences(article.reading, article.mentions):
            reads: list[Read] = []
            last: Period | None = None
            sentence = article.reading.sentences[number]
            section = article.reading.blocks[sentence.block].section
            for order, site in enumerate(sites(article.reading.clean, clauses, article.mentions)):
                site.reads = reads or carried
                gold = article.gold.get(clauses.tokens[site.at].mention)
                offers = list(rules.readings(site))
                shared = shared_features(site)
                options = [features(site, offer, shared) for offer in offers]
                answers = [answer(site, offer) for offer in offers]
                right = [
                    gold is not None and predicate_right(gold, said[0]) and object_right(gold, said[1])
                    for said in answers
                ]
                chosen, sums = best(weights, options) if weights is not None else (0, [0] * len(options))
                scored = gold is not None and not gold.get("optional")
                tally.counts["spurious"] += (
                    gold is None and clauses.tokens[site.at].mention not in article.optional
                )
                if gold is not None and any(right) and readings is not None:
                    readings.append(Example(options, right, 0.3 if gold.get("optional") else 1.0))
                if scored:
                    assert gold is not None
                    tally.counts["sites"] += 1
                    tally.counts["offered"] += any(right)
                    tally.counts["core"] += right[chosen]
                    tally.counts["predicate"] += predicate_right(gold, answers[chosen][0])
                    tally.counts["object"] += object_right(gold, answers[chosen][1])
                    if not right[chosen]:
                        tally.errors.append(
                            _error(article, site, answers[chosen], offers[chosen].rule, gold, any(right))
                        )
                if teach and any(right):
                    chosen = max((i for i, good in enumerate(right) if good), key=lambda i: sums[i])
                offer = offers[chosen]
                reads = [*reads, as_read(site, offer, *answers[chosen])]
                about = about_claim(
                    site, offer, answers[chosen], shared, discourse, section, first=order == 0
                )
                persons = list(agents(site, offer.verb, discourse))
                options = [agent_features(person, about) for person in persons]
                right = [gold is not None and agent_right(gold, person.text) for person in persons]
                who, sums = best(weights, options) if weights is not None else (0, [0] * len(options))
                if gold is not None and any(right) and people is not None:
                    people.append(Example(options, right, 0.3 if gold.get("optional") else 1.0))
                if scored:
                    tally.counts["agent offered"] += any(right)
                    tally.counts["agent"] += right[who]
                if teach and any(right):
                    who = max((i for i, good in enumerate(right) if good), key=lambda i: sums[i])
                name = persons[who].text
                discourse = discourse.after(name)
                stretches = list(calendar.candidates(sentence, site, last))
                options = [period_features(text, stretch, last, about) for stretch in stretches]
                right = [gold is not None and period_right(gold, stretch.period) for stretch in stretches]
                when, sums = best(weights, options) if weights is not None else (0, [0] * len(options))
                if gold is not None and any(right) and times is not None:
                    times.append(Example(options, right, 0.3 if gold.get("optional") else 1.0))
                if scored:
                    tally.counts["period offered"] += any(right)
                    tally.counts["period"] += right[when]
                    if not right[when]:
                        tally.errors.append(_period_error(article, site, stretches[when], gold, any(right)))
                if teach and any(right):
                    when = max((i for i, good in enumerate(right) if good), key=lambda i: sums[i])
                last = stretches[when].period
            discourse = discourse.in_next_sentence()
            carried = [read._replace(site=-1, predicate_at=-1) for read in reads[-1:]]


def _error(
    article: Annotated,
    site: Site,
    said: tuple[str | None, str | None],
    rule: str,
    gold: Mapping[str, Any],
    offered: bool,
) -> str:
    words = " ".join(f"{t.text}/{t.cls}" for t in site.tokens[max(0, site.low - 8) : site.high])
    kind = "CHOSEN" if offered else "ABSENT"
    wanted = f"{gold['predicate']} {gold['object']}"
    return f"{kind} {article.id} {site.mention.text}  said {said} by {rule}  gold {wanted}\n      {words}"


def _period_error(
    article: Annotated, site: Site, said: PeriodCandidate, gold: Mapping[str, Any] | None, offered: bool
) -> str:
    assert gold is not None
    text = article.reading.clean[max(0, site.mention.start - 60) : site.mention.end + 6].replace("\n", "|")
    mine = said.period and (
        said.period.text,
        str(said.period.date_start),
        str(said.period.date_end),
        said.period.role,
    )
    kind = "PERIOD" if offered else "PERIODABSENT"
    wanted = (gold["period_start"], gold["period_end"], gold["period_source"])
    return f"{kind} {article.id} {site.mention.text} said {mine} {said.place} gold {wanted}  {text}"


def fit(examples: Sequence[Example], *, ridge: float, rounds: int = 60, least: int = 6) -> dict[str, int]:
    """Weights in tenths that make the right options likely: full-batch Adam on the ridge-penalised log likelihood.

    Features seen in fewer than `least` options are left out; weights that round to nothing as well.
    """
    seen = Counter(name for example in examples for option in example.options for name in set(option))
    names = [name for name, count in sorted(seen.items()) if count >= least and not _UNWRITABLE.search(name)]
    index = {name: i for i, name in enumerate(names)}
    columns: list[int] = []
    lengths: list[int] = []
    groups: list[int] = []
    good: list[bool] = []
    for number, example in enumerate(examples):
        for option, right in zip(example.options, example.right, strict=True):
            ids = [index[name] for name in option if name in index]
            columns.extend(ids)
            lengths.append(len(ids))
            groups.append(number)
            good.append(right)
    rows = np.repeat(np.arange(len(lengths)), lengths)
    column, group, is_good = np.array(columns), np.array(groups), np.array(good)
    count = len(examples)
    starts = np.searchsorted(group, np.arange(count))
    importance = np.array([example.weight for example in examples])[group]
    weight = np.zeros(len(names))
    mean, spread = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, rounds + 1):
        total = np.bincount(rows, weights=weight[column], minlength=len(lengths))
        likely = np.exp(total - np.maximum.reduceat(total, starts)[group])
        all_mass = np.bincount(group, weights=likely, minlength=count)
        good_mass = np.bincount(group, weights=likely * is_good, minlength=count)
        push = (likely / all_mass[group] - likely * is_good / good_mass[group]) * importance
        slope = (np.bincount(column, weights=push[rows], minlength=len(weight)) + ridge * weight) / count
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        rate = 0.25 if step < rounds * 0.6 else 0.1
        weight -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    tenths = np.rint(weight * 10).astype(int)
    return {name: int(value) for name, value in zip(names, tenths, strict=True) if value}


def claimed(articles: Sequence[Annotated]) -> list[Example]:
    """For every mention that may be a claim: whether the annotator listed it as one."""
    out = []
    for article in articles:
        text = article.reading.clean
        for index, mention in enumerate(article.mentions):
            before, after = (
                text[max(0, mention.start - 24) : mention.start],
                text[mention.end : mention.end + 8],
            )
            if may_claim(mention, before, after):
                gold = article.gold.get(index)
                weight = 0.1 if gold is not None and gold.get("optional") else 1.0
                options = [claim_features(mention, before, after), []]
                out.append(Example(options, [gold is not None, gold is None], weight))
    return out


def linked(articles: Sequence[Annotated], weights: Mapping[str, int]) -> list[Example]:
    """For every claim as the weights read it: which earlier claim it is a part of, and which it states again."""
    reader = ClaimReader(weights=weights)
    out = []
    for article in articles:
        drafts = reader.read(article.reading, article.mentions, article.periods)
        position = {id(mention): index for index, mention in enumerate(article.mentions)}
        gold = [article.gold.get(position[id(draft.mention)]) for draft in drafts]
        ids = [claim["id"] if claim else None for claim in gold]
        for draft in drafts:
            draft.part_of = draft.same_as = -1
        earlier: dict[str, int] = {}
        for index, (draft, claim) in enumerate(zip(drafts, gold, strict=True)):
            if claim is not None:
                for key, options in (
                    ("part_of", list(part_options(drafts, index, article.reading.clean))),
                    ("same_as", list(same_options(drafts, index, comparables(drafts, index)))),
                ):
                    right = [
                        ids[other] == claim.get(key) if other >= 0 else not claim.get(key)
                        for other, _ in options
                    ]
                    if len(options) > 1 and any(right):
                        out.append(
                            Example(
                                [spelled(parts) for _, parts in options],
                                right,
                                0.3 if claim.get("optional") else 1.0,
                            )
                        )
                draft.part_of = earlier.get(claim.get("part_of") or "", -1)
                draft.same_as = earlier.get(claim.get("same_as") or "", -1)
                earlier[claim["id"]] = index
    return out


def general(weights: Mapping[str, int], articles: Sequence[Annotated]) -> dict[str, int]:
    """The weights without those of names that fewer than three articles hold: they would only be remembered."""
    kept = {}
    for name, weight in weights.items():
        if name.startswith("a-word:"):
            agent = name.removeprefix("a-word:").split("|")[0]
            if sum(agent in article.reading.clean for article in articles) < 3:
                continue
        kept[name] = weight
    return kept


def learn(articles: Sequence[Annotated], reader: ClaimReader, ridge: float) -> dict[str, int]:
    """Fit readings, then agents, each twice: the second time with the first weights' choice among right answers."""
    weights: dict[str, int] | None = None
    rows = list(table_rows())
    for rounds, taught in ((40, True), (60, False)):
        readings: list[Example] = []
        people: list[Example] = []
        times: list[Example] = []
        walk(
            articles,
            reader,
            weights,
            teach=taught,
            tally=Tally(),
            readings=readings,
            people=people,
            times=times,
        )
        taught_by_rows: list[Example] = []
        walk(rows, reader, weights, teach=taught, tally=Tally(), readings=taught_by_rows)
        readings += [replace(example, weight=ROW_WEIGHT) for example in taught_by_rows]
        weights = fit(readings, ridge=ridge, rounds=rounds, least=10)
        weights.update(general(fit(people, ridge=2.0, rounds=rounds), articles))
        weights.update(fit(times, ridge=1.0, rounds=rounds))
        weights.update(fit(claimed(articles), ridge=1.0, rounds=rounds))
    assert weights is not None
    weights.update(fit(linked(articles, weights), ridge=1.0))
    return weights


def walk_test(articles: Sequence[Annotated], weights: Mapping[str, int], tally: Tally) -> None:
    """Count what the weights get right on articles that they were not fitted on."""
    tally.counts["gold"] += sum(article.total for article in articles)
    walk(articles, ClaimReader(weights=weights), weights, teach=False, tally=tally)
    reader = ClaimReader(weights=weights)
    for article in articles:
        drafts = reader.read(article.reading, article.mentions, article.periods)
        position = {id(mention): index for index, mention in enumerate(article.mentions)}
        gold = [article.gold.get(position[id(draft.mention)]) for draft in drafts]
        for draft, claim in zip(drafts, gold, strict=True):
            if claim is None or claim.get("optional"):
                continue
            for key, other in (("part_of", draft.part_of), ("same_as", draft.same_as)):
                said = gold[other] if other >= 0 else None
                if claim.get(key):
                    tally.counts[key] += 1
                    tally.counts[f"{key} right"] += said is not None and said["id"] == claim[key]
                elif other >= 0:
                    tally.counts[f"{key} wrong"] += 1


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path, nargs="+")
    ask.add_argument("--folds", type=int, default=5)
    ask.add_argument("--ridge", type=float, default=3.0)
    ask.add_argument("--errors", type=int, default=0)
    ask.add_argument("--only", default="", help="print only errors that begin so (CHOSEN, ABSENT)")
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--test", type=Path, help="fit on all of GOLD_DIR..., test on this folder")
    args = ask.parse_args()
    for folder in args.gold:
        if not (folder / "articles.jsonl").is_file():
            print(f"{folder}: no articles.jsonl; name a folder of annotated articles", file=sys.stderr)
            return 2
    articles = [article for folder in args.gold for article in load(folder)]
    reader = ClaimReader(weights={})
    if args.write:
        weights = learn(articles, reader, args.ridge)
        rows = "".join(f"{name}\t{value / 10:.1f}\n" for name, value in sorted(weights.items()))
        WEIGHTS.write_text(
            "# What speaks for (+) and against (-) a reading or an agent; fitted by benchmarks/fit_weights.py.\n"
            "feature\tweight\n" + rows,
            encoding="utf-8",
        )
        print(f"{len(weights)} weights from {len(articles)} articles")
        return 0
    tally = Tally()
    if args.test:
        articles_tested = list(load(args.test))
        walk_test(articles_tested, learn(articles, reader, args.ridge), tally)
    else:
        random.Random(3).shuffle(articles)
        for fold in range(args.folds):
            rest = [a for i, a in enumerate(articles) if i % args.folds != fold]
            walk_test(articles[fold :: args.folds], learn(rest, reader, args.ridge), tally)
    counts = tally.counts
    for name in (
        "offered",
        "core",
        "predicate",
        "object",
        "agent offered",
        "agent",
        "period offered",
        "period",
    ):
        print(f"{name:14} {counts[name] / counts['sites']:.4f}")
    precision = counts["core"] / (counts["sites"] + counts["spurious"])
    recall = counts["core"] / counts["gold"]
    print(f"{'core F1':14} {2 * precision * recall / (precision + recall):.4f}")
    for name in ("part_of", "same_as"):
        print(
            f"{name:14} {counts[name + ' right'] / counts[name]:.4f} of {counts[name]}, {counts[name + ' wrong']} too many"
        )
    print({name: counts[name] for name in ("gold", "sites", "spurious")})
    shown = [error for error in tally.errors if error.startswith(args.only)]
    random.Random(5).shuffle(shown)
    print(*shown[: args.errors], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
