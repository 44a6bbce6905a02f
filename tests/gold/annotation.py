"""Expand the compact annotation of bulletins into gold files.

`bulletins/NAME.gold` is what an annotator writes (README.md in this folder tells the notation); this
script finds the spans, fills the fields that follow from others, checks that no digit is left out, and
writes `NAME.json` and `articles.jsonl`.

    python tests/gold/annotation.py            # write
    python tests/gold/annotation.py --check    # exit 1 if what is written differs from the annotation
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

CLAIM_FIELDS = 7
CURRENCIES = frozenset({"元", "美元", "港元", "欧元", "日元", "新台币", "块"})
MEASURES = frozenset(
    {"吨", "公斤", "千克", "克", "毫克", "升", "毫升", "公里", "千米", "米", "厘米", "毫米"}
    | {"平方米", "平方公里", "立方米", "公顷", "亩", "千瓦时", "兆瓦", "千瓦", "摄氏度", "℃", "海里"}
)
SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
SCALES |= {"万亿": 10**12}
FOLD = str.maketrans(
    "萬億個輛筆項間張噸場戶餘過約達處層０１２３４５６７８９％．，",
    "万亿个辆笔项间张吨场户余过约达处层0123456789%.,",
)
BEFORE = {"超过": "over", "超": "over", "逾": "over", "突破": "over"}
BEFORE |= {"近": "under", "不足": "under", "不到": "under"}
BEFORE |= {"至少": "at_least", "最多": "at_most", "约": "about", "大约": "about", "多达": "exact"}
AFTER = {"以上": "at_least", "以下": "at_most", "以内": "at_most", "左右": "about", "": "exact"}
PLAIN = re.compile(
    r"(?P<before>超过|超|逾|突破|近|不足|不到|至少|最多|约|大约|)\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*"
    r"(?P<early>[余多]?)(?P<scale>万亿|百万|千万|百|千|万|亿|)\s*(?P<late>[余多]?)\s*"
    r"(?P<unit>.*?)(?P<after>以上|以下|以内|左右|)"
)
OPERATORS = (
    (">=", "at_least"),
    ("<=", "at_most"),
    (">", "over"),
    ("<", "under"),
    ("~", "about"),
    ("*", "several"),
)


class AnnotationError(ValueError):
    """A line of the notation cannot be read; the message names the file and the line."""


@dataclass
class Bulletin:
    """One annotated bulletin: its metadata, its text and the entries in order of the text."""

    id: str
    text: str
    published: str | None
    title: str | None
    source: str | None
    entries: list[dict[str, Any]] = field(default_factory=list)


def day_range(words: str, /) -> tuple[str | None, str | None]:
    """ISO start and end of `2023`, `2023-05`, `2024-01..2024-03`, `..2023-11-30` or `2024-01-01..`."""
    first, dots, last = words.partition("..")
    if not dots:
        last = first
    return (_edge(first, last_day=False) if first else None, _edge(last, last_day=True) if last else None)


def _edge(day: str, *, last_day: bool) -> str:
    parts = [int(part) for part in day.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if last_day else 1)
    if len(parts) > 2:
        return f"{year:04}-{month:02}-{parts[2]:02}"
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1] if last_day else 1:02}"


def printed(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_quantity(text: str) -> dict[str, Any]:
    """Value, bound and unit of a mention written in digits, as the words of its span give them."""
    match = PLAIN.fullmatch(text.translate(FOLD))
    if not match:
        raise AnnotationError(f"the quantity of {text!r} must be written out")
    value = Decimal(match["number"].replace(",", "")) * SCALES[match["scale"]]
    more = match["early"] or match["late"]
    bound = BEFORE[match["before"]] if match["before"] else ("over" if more else AFTER[match["after"]])
    return {"value": printed(value), "bound": bound, "unit": match["unit"].strip(), "unit_also": []}


def written_quantity(words: str) -> dict[str, Any]:
    """Value, bound and unit of `>18000 人,名`, `3..5 个`, `*20..99 人`, `1/3 _`; `_` is the empty unit."""
    number, _, units = words.partition(" ")
    unit, *also = [u if u != "_" else "" for u in units.split(",")] if units else [""]
    bound = "exact"
    for sign, meaning in OPERATORS:
        if number.startswith(sign):
            number, bound = number[len(sign) :], meaning
            break
    low, dots, high = number.partition("..")
    if dots:
        bound = "several" if bound == "several" else "range"
        return {"value": None, "low": low, "high": high, "bound": bound, "unit": unit, "unit_also": also}
    return {"value": number, "bound": bound, "unit": unit, "unit_also": also}


def kind_of(unit: str) -> str:
    """The kind that a unit tells; `kind=` in the last column of a line says otherwise."""
    if unit == "%":
        return "percent"
    if unit == "个百分点":
        return "percentage_point"
    if unit == "倍":
        return "multiple"
    if unit in CURRENCIES:
        return "money"
    if unit in MEASURES:
        return "measure"
    return "count"


def bounds(quantity: dict[str, Any]) -> dict[str, Any]:
    """The quantity with `low` and `high` as its bound gives them."""
    if quantity["value"] is not None:
        value, bound = quantity["value"], quantity["bound"]
        quantity["low"] = value if bound in ("exact", "over", "at_least") else None
        quantity["high"] = value if bound in ("exact", "under", "at_most") else None
    return quantity


def alternatives(words: str) -> list[str | None]:
    """`抓获/-` is the list of right answers; `-` is silence."""
    return [None if word == "-" else word for word in words.split("/")]


def unescaped(words: str) -> str:
    """The text of a mention: `\\n` stands for a line break inside it."""
    return words.replace("\\n", "\n")


def read_claim(columns: list[str], agent: str, period: str) -> dict[str, Any]:
    """One claim line; an empty or missing column takes what `@agent` and `@period` set."""
    columns = [column.strip() for column in columns] + [""] * (CLAIM_FIELDS - len(columns))
    text, quantity, predicate, thing, who, when, extras = columns
    claim: dict[str, Any] = {"text": unescaped(text)}
    claim |= written_quantity(quantity) if quantity else plain_quantity(text)
    claim["kind"] = kind_of(claim["unit"])
    claim["predicate"] = alternatives(predicate)
    objects = alternatives(thing)
    heads = [head for word in objects if word for head in re.findall(r"\[(.+?)\]", word)]
    claim["object"] = [word and re.sub(r"[\[\]]", "", word) for word in objects]
    named = [word for word in claim["object"] if word]
    claim["object_head"] = heads or ([min(named, key=len)] if named else [])
    claim["agent"] = alternatives(who or agent)
    when = when or period
    start, end = (None, None) if when == "-" else day_range(when[1:])
    source = None if when == "-" else {"e": "explicit", "i": "inherited"}[when[0]]
    claim |= {"period_start": start, "period_end": end, "period_source": source, "aggregation": "total"}
    claim |= {"change": None, "part_of": None, "same_as": None}
    for extra in extras.split():
        _add_extra(claim, extra)
    return bounds(claim)


def _add_extra(claim: dict[str, Any], extra: str) -> None:
    """Put one word of the last column into the claim."""
    name, _, value = extra.partition("=")
    change: dict[str, Any] = claim["change"] or {"direction": None, "basis": None, "of": None}
    if name in ("up", "down", "flat"):
        claim["change"] = change | {"direction": name}
    elif name.rstrip("?") in ("yoy", "mom", "vs", "none"):
        basis = name.rstrip("?")
        free = {"basis_optional": True} if name.endswith("?") else {}
        claim["change"] = change | {"basis": None if basis == "none" else basis} | free
    elif name == "of":
        claim["change"] = change | {"of": value}
    elif name in ("part", "same"):
        claim[{"part": "part_of", "same": "same_as"}[name]] = value
    elif name == "optional":
        claim["optional"] = True
    elif name in ("agg", "kind", "sec", "bound"):
        claim[{"agg": "aggregation", "sec": "section"}.get(name, name)] = value
    else:
        raise AnnotationError(f"unknown word {extra!r}")


def read_other(line: str) -> dict[str, Any]:
    """`1月8日 : date 2024-01-08`, `96110 : identifier/name`, `首次 : ordinal ?`."""
    text, _, words = line.rpartition(" : ")
    kinds, *rest = words.split()
    other: dict[str, Any] = {"text": unescaped(text.strip()), "kind": kinds.split("/")}
    for word in rest:
        if word == "?":
            other["optional"] = True
        else:
            other["date_start"], other["date_end"] = day_range(word)
    return other


def read_bulletin(path: Path) -> Bulletin:
    """Read one `.gold` file."""
    head, _, tail = path.read_bytes().decode("utf-8").partition("\n----\n")
    header, _, text = head.partition("\ntext:\n")
    known = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
    if "file" in known:
        file = ROOT / known["file"]
        text = file.read_bytes().decode(known.get("encoding", "utf-8"))
        if known.get("line"):
            text = json.loads(text.splitlines()[int(known["line"]) - 1])["text"]
    bulletin = Bulletin(
        id=path.stem,
        text=text,
        published=known.get("published"),
        title=known.get("title"),
        source=known.get("source"),
    )
    agent, period = "-", "-"
    for number, line in enumerate(tail.splitlines(), start=head.count("\n") + 3):
        try:
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@agent "):
                agent = line.removeprefix("@agent ").strip()
            elif line.startswith("@period "):
                period = line.removeprefix("@period ").strip()
            elif " | " in line:
                bulletin.entries.append(
                    read_claim(re.split(r"\s*\|\s*", line), agent, period) | {"line": number}
                )
            else:
                bulletin.entries.append(read_other(line) | {"line": number})
        except (AnnotationError, KeyError, ValueError, IndexError) as error:
            raise AnnotationError(f"{path.name}:{number}: {error!r}") from error
    return bulletin


def place(bulletin: Bulletin) -> list[dict[str, Any]]:
    """Give each entry its span: the next occurrence of its text after the entry before."""
    at = 0
    for entry in bulletin.entries:
        start = bulletin.text.find(entry["text"], at)
        if start < 0:
            raise AnnotationError(
                f"{bulletin.id}:{entry['line']}: {entry['text']!r} is not in the text after {at}"
            )
        at = entry["end"] = start + len(entry["text"])
        entry["start"] = start
    covered = {i for entry in bulletin.entries for i in range(entry["start"], entry["end"])}
    for match in re.finditer(r"[0-9０-９]+", bulletin.text):
        if match.start() not in covered:
            near = bulletin.text[max(0, match.start() - 12) : match.end() + 12]
            raise AnnotationError(f"{bulletin.id}: {match.group()!r} is not annotated (…{near}…)")
    return bulletin.entries


def link(bulletin: Bulletin, claims: list[dict[str, Any]]) -> None:
    """Turn the texts after `of=`, `part=` and `same=` into claim ids.

    `same` means the first claim so written, the others the nearest one before, else the first after;
    an id (`c3`) may be written too.
    """

    def find(text: str, at: int, *, first: bool) -> str:
        if re.fullmatch(r"c\d+", text):
            return text
        before = [c for c in claims[:at] if c["text"] == text]
        after = [c for c in claims[at + 1 :] if c["text"] == text]
        if not before and not after:
            raise AnnotationError(f"{bulletin.id}:{claims[at]['line']}: no claim {text!r}")
        found = (before[0] if first else before[-1]) if before else after[0]
        return str(found["id"])

    for at, claim in enumerate(claims):
        if claim["change"] and claim["change"]["of"]:
            claim["change"]["of"] = find(claim["change"]["of"], at, first=False)
        if claim["part_of"]:
            claim["part_of"] = find(claim["part_of"], at, first=False)
        if claim["same_as"]:
            claim["same_as"] = find(claim["same_as"], at, first=True)


def gold(bulletin: Bulletin) -> dict[str, Any]:
    """The gold record of one bulletin."""
    entries = place(bulletin)
    claims = [entry for entry in entries if "predicate" in entry]
    for number, claim in enumerate(claims, start=1):
        claim["id"] = f"c{number}"
    link(bulletin, claims)
    for entry in entries:
        del entry["line"]
    record: dict[str, Any] = {
        "id": bulletin.id,
        "title": bulletin.title,
        "published": bulletin.published,
        "source": bulletin.source,
        "claims": [{"id": claim.pop("id")} | claim for claim in claims],
        "others": [entry for entry in entries if "predicate" not in entry],
    }
    return record


def expand() -> dict[Path, str]:
    """What every generated file must hold."""
    bulletins = [read_bulletin(path) for path in sorted((HERE / "bulletins").glob("*.gold"))]
    files = {}
    lines = []
    for bulletin in bulletins:
        record = gold(bulletin)
        files[HERE / f"{bulletin.id}.json"] = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        article = {"id": bulletin.id, "text": bulletin.text, "published": bulletin.published}
        lines.append(json.dumps(article, ensure_ascii=False) + "\n")
    files[HERE / "articles.jsonl"] = "".join(lines)
    return files


def main() -> int:
    """Write the gold files, or with `--check` compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    arguments = parser.parse_args()
    try:
        files = expand()
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [p for p, text in files.items() if not p.exists() or p.read_bytes() != text.encode("utf-8")]
    stale += [path for path in HERE.glob("*.json") if path not in files]
    if arguments.check:
        for path in stale:
            print(f"{path.name} differs from its annotation", file=sys.stderr)
        return 1 if stale else 0
    for path, text in files.items():
        path.write_bytes(text.encode("utf-8"))
    for path in set(stale) - set(files):
        path.unlink()
    count = sum(text.count('"predicate"') for text in files.values())
    print(f"{len(files) - 1} bulletins, {count} claims")
    return 0


if __name__ == "__main__":
    sys.exit(main())
