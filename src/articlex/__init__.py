"""Numeric claims of Chinese news articles as structured records.

>>> import articlex
>>> result = articlex.extract("2023年，警方抓获犯罪嫌疑人1.8万余人。", published="2024-01-09")
>>> [(claim.predicate, claim.object, str(claim.value), claim.bound) for claim in result.claims]
[('抓获', '犯罪嫌疑人', '18000', 'over')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articlex.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from articlex.errors import ArticlexError as ArticlexError
    from articlex.errors import InputError as InputError
    from articlex.extractor import Extractor as Extractor
    from articlex.extractor import extract as extract
    from articlex.extractor import extract_many as extract_many
    from articlex.model import Article as Article
    from articlex.model import Claim as Claim
    from articlex.model import Mention as Mention
    from articlex.model import Result as Result
    from articlex.model import Span as Span

_HOMES = {
    "ArticlexError": "errors",
    "InputError": "errors",
    "Extractor": "extractor",
    "extract": "extractor",
    "extract_many": "extractor",
    "Article": "model",
    "Claim": "model",
    "Mention": "model",
    "Result": "model",
    "Span": "model",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    # Names are looked up when first used, so that `import articlex` stays quick.
    if name not in _HOMES:
        raise AttributeError(f"module 'articlex' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"articlex.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
