"""The rules that read numbers, described: every id that a mention may carry, with an example first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from articlex.lexicon import load


@lru_cache(maxsize=1)
def number_rules() -> Mapping[str, str]:
    """Rule id to what the rule reads, in the order of the list `number_rules`.

    >>> number_rules()["percent.tenths"]
    '近三成: tenths, times ten.'
    """
    return MappingProxyType({entry["rule"]: entry["doc"] for entry in load("number_rules")})
