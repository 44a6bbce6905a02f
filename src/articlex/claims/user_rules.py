"""Rules of the user's own: `rules.toml` of a folder, read, checked and applied.

Such a rule says outright what a number means where its pattern stands, and what it says takes the place of
the weighed reading. `docs/rules-of-your-own.md` tells how to write one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from articlex.claims.draft import Draft
from articlex.claims.patterns import INSIDE, NUMBER, Pattern, compiled
from articlex.claims.rules import CATALOGUE
from articlex.claims.site import Read
from articlex.errors import RuleError
from articlex.lexicon import load
from articlex.model import Mention, Span
from articlex.numbers.catalogue import number_rules

FILE = "rules.toml"
FIELDS = ("predicate", "object", "agent", "unit", "indicator")
"""What a rule may say of a number."""
_KEYS = frozenset(["id", "example", "doc", "pattern", "claims", "reads", "leaves", *FIELDS])
_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_REFERENCE = re.compile(r"\{(?P<name>[^{}]*)\}")
_QUANTITIES = frozenset(
    ["count", "money", "percent", "percentage_point", "multiple", "ratio", "measure", "duration", "age"]
)
_MOMENTS = frozenset(["date", "time"])


class Example(NamedTuple):
    """A row of a rule's `reads` or `leaves`: the text, and what must be read of its marked number."""

    text: str
    expected: Mapping[str, str | None]


class UserRule(NamedTuple):
    """A rule of a folder: its pattern, and for each of its numbers what it says by field.

    A value is a text, `""` for none, or `{name}` for what a slot of the pattern took.
    """

    id: str
    example: str
    doc: str
    pattern: str
    compiled: Pattern
    says: Mapping[str, Mapping[str, str]]
    reads: tuple[Example, ...]
    leaves: tuple[Example, ...]
    path: Path


class Answer(NamedTuple):
    """What a rule says of one number: its id, and the fields that it decides (None: there is none)."""

    rule: str
    said: Mapping[str, str | None]


@lru_cache(maxsize=16)
def load_rules(folders: tuple[Path, ...] = ()) -> tuple[UserRule, ...]:
    """The rules of all folders, in their order and that of the files.

    Raises `RuleError` naming file, rule and what to do for a wrong file, rule or pattern, and for an id that
    stands twice or is one of ours.
    """
    rules: list[UserRule] = []
    seen: dict[str, Path] = {}
    for folder in folders:
        path = folder / FILE
        if not path.is_file():
            continue
        for rule in _read(path):
            if rule.id in seen:
                raise RuleError(
                    f"{path}: rule {rule.id}: the id stands already in {seen[rule.id]}; take another"
                )
            if rule.id in _ours():
                raise RuleError(f"{path}: rule {rule.id}: the id is one of ours; take another")
            seen[rule.id] = path
            rules.append(rule)
    return tuple(rules)


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    """The ids that the rules of the package have."""
    agents = (entry["rule"] for entry in load("agent_rules"))
    return frozenset([*(rule.id for rule in CATALOGUE), *number_rules(), *agents])


def _read(path: Path) -> Iterator[UserRule]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not TOML: {error}") from None
    tables = data.get("rule", [])
    if set(data) - {"rule"} or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise RuleError(f"{path}: the file may hold [[rule]] tables only")
    for number, table in enumerate(tables, 1):
        name = str(table.get("id") or f"number {number}")
        try:
            yield _rule(table, path)
        except RuleError as error:
            raise RuleError(f"{path}: rule {name}: {error}") from None


def _rule(table: Mapping[str, Any], path: Path) -> UserRule:
    """A rule from its table; errors do not name file and rule yet."""
    _known(table, _KEYS, "")
    id_ = _text(table, "id")
    if not _ID.fullmatch(id_):
        raise RuleError(
            "the id may hold small letters, digits, points and hyphens only, as in football.goals"
        )
    pattern = compiled(_text(table, "pattern"))
    return UserRule(
        id_,
        _text(table, "example"),
        _text(table, "doc", needed=False),
        pattern.source,
        pattern,
        _says(table, pattern),
        _examples(table, "reads"),
        _examples(table, "leaves"),
        path,
    )


def _says(table: Mapping[str, Any], pattern: Pattern) -> dict[str, dict[str, str]]:
    """What the rule says of each number: its own fields, what `claims` adds for one, else what the slots
    took.
    """
    claims = table.get("claims", {})
    if not isinstance(claims, dict) or not all(isinstance(claim, dict) for claim in claims.values()):
        raise RuleError("claims must be tables, one for each named number: [rule.claims.home]")
    _known(claims, frozenset(pattern.numbers), "claims: ")
    slots = {kind: f"{{{name}}}" for name, kind in reversed(tuple(pattern.slots.items())) if kind in FIELDS}
    common = slots | {field: _text(table, field, needed=False) for field in FIELDS if field in table}
    says = {}
    for number in pattern.numbers:
        own = claims.get(number, {})
        _known(own, frozenset(FIELDS), f"claims.{number}: ")
        says[number] = common | {field: _text(own, field, needed=False) for field in own}
        if not says[number]:
            raise RuleError(f"nothing is said of {{{number}}}; give it one of {', '.join(FIELDS)}")
        for value in says[number].values():
            for reference in _REFERENCE.finditer(value):
                if reference["name"] not in pattern.slots:
                    raise RuleError(
                        f"{value!r} names no slot of the pattern; slots are {', '.join(pattern.slots)}"
                    )
    return says


def _known(table: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"write {near[0]}" if near else f"known are {', '.join(sorted(keys))}"
            raise RuleError(f"{where}{key!r} is unknown; {hint}")


def _text(table: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise RuleError(f"{key} must be a text in quotes")
    if needed and not value:
        raise RuleError(f"{key} is missing")
    return value


def _examples(table: Mapping[str, Any], key: str) -> tuple[Example, ...]:
    """The rows of `reads` or `leaves`: a text, or a table of `text` and what is expected."""
    rows = table.get(key, [])
    if not isinstance(rows, list):
        raise RuleError(f"{key} must be a list of examples")
    out = []
    for row in rows:
        row = {"text": row} if isinstance(row, str) else row
        if not isinstance(row, dict):
            raise RuleError(f"{key} may hold texts and tables with a text only")
        _known(row, frozenset(["text", *FIELDS]), f"{key}: ")
        text = _text(row, "text")
        if key == "reads" and not (0 <= text.find("⟦") < text.find("⟧")):
            raise RuleError(f"reads: {text!r} marks no number; write ⟦ before and ⟧ after it")
        out.append(
            Example(
                text, {field: _text(row, field, needed=False) or None for field in row if field != "text"}
            )
        )
    return tuple(out)


def answers(
    rules: Sequence[UserRule], text: str, start: int, end: int, mentions: Sequence[Mention]
) -> dict[int, Answer]:
    """What the rules say of the quantities of a sentence, by the start of the mention; the first rule
    decides.

    `text[start:end]` is the sentence and `mentions` are its mentions.
    """
    quantities = {mention.start: mention for mention in mentions if mention.kind in _QUANTITIES}
    if not quantities:
        return {}
    moments = {mention.start: mention.end for mention in mentions if mention.kind in _MOMENTS}
    masked = list(text[start:end])
    for mention in quantities.values():
        length = mention.end - mention.start
        masked[mention.start - start : mention.end - start] = NUMBER + INSIDE * (length - 1)
    line = "".join(masked)
    found: dict[int, Answer] = {}
    for rule in rules:
        for spans in rule.compiled.found(line):
            words = {name: _surface(text, span, start, moments) for name, span in spans.items()}
            for number, fields in rule.says.items():
                said = {field: _filled(value, words) or None for field, value in fields.items()}
                found.setdefault(spans[number].start + start, Answer(rule.id, said))
    return found


def _surface(text: str, span: Span, base: int, moments: Mapping[int, int]) -> str:
    """What a slot took, without the dates at its head (7月15日甲队打入…)."""
    first = span.start + base
    while first in moments:
        first = moments[first]
    return text[first : span.end + base].strip()


def _filled(value: str, words: Mapping[str, str]) -> str:
    return _REFERENCE.sub(lambda reference: words[reference["name"]], value)


def overrule(draft: Draft, read: Read, answer: Answer) -> Read:
    """Let a user's rule have its way with a claim in the making; gives what later claims may borrow of it.

    The rule's id takes the place of the ids of the reading and of the agent, where it decided them. To later numbers the
    claim is one of verb, number and noun: of the user's rule no weights know anything.
    """
    said = answer.said
    number, reading, agent = draft.rules
    decided = {"predicate", "object"} <= said.keys()
    draft.rules = [
        number,
        answer.rule,
        *([] if decided else [reading]),
        *([] if "agent" in said else [agent]),
    ]
    draft.predicate = said.get("predicate", draft.predicate)
    draft.object = said.get("object", draft.object)
    draft.agent = said.get("agent", draft.agent)
    draft.indicator = said.get("indicator", draft.indicator)
    if "unit" in said:
        draft.mention = replace(draft.mention, unit=said["unit"] or "")
    rule = "verb-number-noun" if decided else read.rule
    return read._replace(rule=rule, predicate=draft.predicate, object=draft.object, topic=draft.object)
