"""The pipeline: one pure function from an article to its claims and mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from articlex import lexicon
from articlex.claims.draft import Draft
from articlex.claims.reader import ClaimReader
from articlex.claims.user_rules import load_rules
from articlex.domains import indicator
from articlex.errors import InputError, OptionError
from articlex.model import Article, Change, Claim, Mention, Result, Span
from articlex.numbers import Period, find_mentions, find_periods
from articlex.text import Reading, read

_DIGIT = re.compile(r"[0-9０-９]")
_DIGIT_RUN = re.compile(r"[^\s<>\"'，。；、（）]*[0-9０-９][^\s<>\"'，。；、（）]*")
LONGEST_ARTICLE = 20_000_000
"""Characters that one article may have; longer input is refused with a clear message."""


class Extractor:
    """Extracts claims with one set of rules and word lists.

    `rules` is a folder with rules (`rules.toml`) and word lists (`*.tsv`) of the user's own; `lexicons` are further
    such folders. Of two rules or entries for one thing the first folder's rule and the last folder's entry count.
    Building an extractor is cheap; its dictionaries are loaded when the first claim needs them.

    Raises `OptionError` for a folder that is none, `RuleError` and `LexiconError` for what is wrong in one.

    >>> Extractor().extract(Article("警方破获案件12起。")).claims[0].predicate
    '破获'
    """

    def __init__(
        self, *, rules: str | Path | None = None, lexicons: Iterable[str | Path] = (), trace: bool = False
    ) -> None:
        folders = [Path(folder) for folder in lexicons]
        if rules is not None:
            folders.insert(0, Path(rules))
        for folder in folders:
            if not folder.is_dir():
                raise OptionError(f"{folder}: no such folder; name one that holds word lists (*.tsv)")
            lexicon.check_names(folder)
        self.folders = tuple(folders)
        self.rules = load_rules(self.folders)
        """The rules of the user's folders; a wrong one is reported before the first article is read."""
        self._trace = trace
        self._claims: ClaimReader | None = None

    @property
    def fingerprint(self) -> str:
        """A digest of the version, the rules and all word lists: results of equal fingerprints are equal."""
        return lexicon.fingerprint(self.folders)

    def extract(self, article: Article) -> Result:
        """All claims and mentions of an article.

        Raises `InputError` when the article is longer than `LONGEST_ARTICLE` characters.
        """
        if len(article.text) > LONGEST_ARTICLE:
            raise InputError(
                f"{article.id or 'article'}: {len(article.text)} characters, more than {LONGEST_ARTICLE}; split it"
            )
        reading, mentions, periods = prepare(article, self.folders)
        if self._claims is None:
            self._claims = ClaimReader(self.folders, trace=self._trace)
        drafts = self._claims.read(reading, mentions, periods)
        claims = tuple(
            _claim(draft, index, drafts, reading, self.folders) for index, draft in enumerate(drafts)
        )
        ledger = _ledger(reading, mentions)
        return Result(
            reading.article, claims, ledger, tuple(draft.story for draft in drafts) if self._trace else None
        )


class Prepared(NamedTuple):
    """What is found in an article before its claims are read; offsets refer to `reading.clean`."""

    reading: Reading
    mentions: Sequence[Mention]
    periods: Sequence[Period]


def prepare(article: Article, folders: tuple[Path, ...] = ()) -> Prepared:
    """Read an article and find its mentions and periods; `folders` hold word lists that add to ours.

    >>> [mention.text for mention in prepare(Article("警方破获案件12起。")).mentions]
    ['12起']
    """
    reading = read(article)
    published = reading.article.published
    mentions = find_mentions(
        reading.clean,
        published=published,
        flagged=reading.flagged,
        lexicons=folders,
        language=reading.article.language,
    )
    return Prepared(reading, mentions, find_periods(reading.clean, mentions, published=published))


def _ledger(reading: Reading, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """All mentions in offsets of the original, and one for each digit that stands in markup or was removed."""
    original = reading.article.text
    out: list[Mention] = []
    position = 0
    for mention in mentions:
        start, end = reading.alignment.to_original(mention.start, mention.end)
        start = max(start, position)
        if start >= end:
            continue
        _leftover(original, position, start, out)
        out.append(
            replace(
                mention,
                start=start,
                end=end,
                text=original[start:end],
                numeral=reading.alignment.to_original(*mention.numeral)
                if mention.numeral.end
                else Span(0, 0),
                unit_span=reading.alignment.to_original(*mention.unit_span)
                if mention.unit_span.end
                else Span(0, 0),
            )
        )
        position = end
    _leftover(original, position, len(original), out)
    return tuple(out)


def _leftover(original: str, start: int, end: int, out: list[Mention]) -> None:
    """Account for digits of the original that the clean text has not: attributes, addresses, removed stretches."""
    if start >= end or not _DIGIT.search(original, start, end):
        return
    for run in _DIGIT_RUN.finditer(original, start, end):
        out.append(Mention(run.start(), run.end(), run.group(), "identifier", rule="identifier.markup"))


def _claim(
    draft: Draft, index: int, drafts: Sequence[Draft], reading: Reading, folders: tuple[Path, ...]
) -> Claim:
    """The finished claim of a draft, in offsets of the original."""
    mention = draft.mention
    start, end = reading.alignment.to_original(mention.start, mention.end)
    period = draft.period
    change = draft.change
    if change is not None:
        change = Change(change.direction, change.basis, f"c{draft.of + 1}" if draft.of >= 0 else None)
    return Claim(
        id=f"c{index + 1}",
        start=start,
        end=end,
        text=reading.article.text[start:end],
        kind=mention.kind,
        value=mention.value,
        low=mention.low,
        high=mention.high,
        bound=mention.bound,
        unit=mention.unit,
        predicate=draft.predicate,
        object=draft.object,
        agent=draft.agent,
        period_start=period.date_start if period else None,
        period_end=period.date_end if period else None,
        period_source=draft.period_source if period and (period.date_start or period.date_end) else None,
        period_text=period.text if period else None,
        aggregation=draft.aggregation,
        change=change,
        part_of=f"c{draft.part_of + 1}" if draft.part_of >= 0 else None,
        same_as=f"c{draft.same_as + 1}" if draft.same_as >= 0 else None,
        attribution=draft.attribution,
        section=draft.section,
        indicator=draft.indicator or indicator(draft.predicate, draft.object, mention.unit, folders),
        rules=tuple(draft.rules),
    )


@lru_cache(maxsize=1)
def _default() -> Extractor:
    return Extractor()


def extract(
    text: str | Article,
    *,
    published: date | datetime | str | None = None,
    title: str | None = None,
    id: str | None = None,
) -> Result:
    """Extract the numeric claims of one article.

    `text` is the article's text (plain, HTML or Markdown) or an `Article`; `published` the publication date, as a date or
    in ISO form, against which 今年 and 上半年 are resolved: without it the date is looked for in the text.
    Offsets of the result count the code points of `text`.

    >>> claim = extract("警方破获案件8163起。").claims[0]
    >>> claim.predicate, claim.object, str(claim.value), claim.unit
    ('破获', '案件', '8163', '起')
    """
    article = text if isinstance(text, Article) else Article(text)
    if published is not None:
        article = replace(article, published=_moment(published))
    if title is not None:
        article = replace(article, title=title)
    if id is not None:
        article = replace(article, id=id)
    return _default().extract(article)


def _moment(value: date | datetime | str) -> date | datetime:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        raise OptionError(f"published: {value!r} is no date; write it as 2024-01-09") from None


def extract_many(articles: Iterable[str | Article], *, workers: int = 1) -> Iterator[Result]:
    """Extract from many articles, in their order; with `workers` > 1 on that many processes.

    >>> [len(result.claims) for result in extract_many(["抓获5人。", "查获3辆汽车、2部手机。"])]
    [1, 2]
    """
    if workers < 1:
        raise OptionError(f"workers: {workers} is too few; at least 1 is needed")
    if workers == 1:
        for article in articles:
            yield extract(article)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(extract, articles, chunksize=8)
