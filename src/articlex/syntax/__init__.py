"""Syntax: words behind masked numbers, and the clauses of a sentence."""

from __future__ import annotations

from articlex.syntax.clauses import CLAIM_KINDS, Clauses, Token, tokenize
from articlex.syntax.words import Words, words

__all__ = ["CLAIM_KINDS", "Clauses", "Token", "Words", "tokenize", "words"]
