"""Sentences of bulletins, whichever rule reads them: how many of the marked numbers are read right."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from articlex.testing import marked, marked_claims

HERE = Path(__file__).parent
FLOOR = 0.75
"""The share that must be read right, word by word. The sentences are examples for the weights too, beside many more of
real news, so that not every one can win."""


class Sentence(NamedTuple):
    """A sentence with one number marked, and the right answers (None among them: silence is right)."""

    text: str
    predicates: tuple[str | None, ...]
    objects: tuple[str | None, ...]


def answers(column: str) -> tuple[str | None, ...]:
    return tuple(None if answer == "-" else answer for answer in column.split("|"))


def sentences() -> list[Sentence]:
    lines = (HERE / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return [Sentence(text, answers(predicate), answers(obj)) for text, predicate, obj in rows]


SENTENCES = sentences()


def test_every_sentence_has_one_mark_and_answers() -> None:
    assert len({row.text for row in SENTENCES}) == len(SENTENCES)
    for row in SENTENCES:
        assert len(marked(row.text).spans) == 1, row.text
        assert row.predicates and row.objects and "" not in (*row.predicates, *row.objects), row.text


def test_most_sentences_are_read_right() -> None:
    wrong = []
    for row in SENTENCES:
        (claim,) = marked_claims(row.text)
        if claim is None:
            wrong.append(f"{row.text}: no claim")
        elif claim.predicate not in row.predicates or claim.object not in row.objects:
            wrong.append(f"{row.text}: {claim.predicate} {claim.object}")
    share = 1 - len(wrong) / len(SENTENCES)
    assert share >= FLOOR, f"{share:.3f} of {len(SENTENCES)}:\n" + "\n".join(wrong)
