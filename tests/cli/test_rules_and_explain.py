"""`rules` and `explain`: what the program says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Articlex = Callable[..., Any]


def test_explain_tells_of_each_claim(articlex: Articlex, article: Path) -> None:
    run = articlex("explain", article)
    assert run.code == 0
    text = run.out.decode()
    assert "2163起" in text
    assert "4800余人" in text


def test_rules_are_listed_and_told(articlex: Articlex) -> None:
    listed = articlex("rules")
    assert listed.code == 0
    ids = [line.split()[0] for line in listed.lines]
    assert len(ids) == len(set(ids)) > 10
    told = articlex("rules", ids[0])
    assert told.code == 0
    assert told.lines[0] == ids[0]
    assert len(told.lines) >= 3


def test_rule_ids_of_claims_are_in_the_list(articlex: Articlex, article: Path) -> None:
    ids = {line.split()[0] for line in articlex("rules").lines}
    (record,) = map(json.loads, articlex("extract", article).lines)
    for claim in record["claims"]:
        assert ids & set(claim["rule"])


def test_an_unknown_rule_is_wrong_use(articlex: Articlex) -> None:
    run = articlex("rules", "no.such.rule")
    assert (run.code, run.out) == (2, b"")
    assert "There is no rule 'no.such.rule'" in run.err
