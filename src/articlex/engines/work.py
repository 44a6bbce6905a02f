"""What every engine does with a task, in whatever process: read, extract, write the record, pack it."""

from __future__ import annotations

import importlib
import platform
import re
import sys
import traceback
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

from articlex import records
from articlex.errors import EngineError, InputError
from articlex.model import Article, Result
from articlex.sources import Failure, Unit, UnitError, failure, read

PACKING = 1
"""zlib's level: records shrink to an eighth even so, at 2 % of the time that extraction takes."""


class Extracts(Protocol):
    """What a batch needs of an extractor."""

    @property
    def fingerprint(self) -> str:
        """Digest over version, rules and lexicons: equal fingerprints make equal records."""

    def extract(self, article: Article) -> Result:
        """All that the article's numbers say."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a worker gets its extractor: a factory named `module:function`, and what it is called with.

    The factory is called with the folders of the user's rules and lexicons. `published` is the date of
    articles that bring none. `fingerprint` is what the driver's own extractor has: a worker with another one
    refuses.
    """

    factory: str
    rules: tuple[str, ...] = ()
    published: date | None = None
    fingerprint: str | None = None

    def build(self) -> Extracts:
        """A new extractor.

        Raises `EngineError` if the fingerprint is set and the extractor has another.
        """
        module, _, name = self.factory.partition(":")
        extractor = cast(Extracts, getattr(importlib.import_module(module), name)(self.rules))
        if self.fingerprint is not None and extractor.fingerprint != self.fingerprint:
            raise EngineError(
                f"a worker on {platform.node()} has another version, other rules or lexicons than this one "
                f"({extractor.fingerprint[:12]}, not {self.fingerprint[:12]}); install the same everywhere"
            )
        return extractor


@lru_cache(maxsize=2)
def extractor_of(recipe: Recipe) -> Extracts:
    """The extractor of a recipe, built once a process: lexicons and patterns take their time."""
    return recipe.build()


class Task(NamedTuple):
    """One unit to be worked on; `key` names its content and the rule set, and comes back with the outcome."""

    key: bytes
    unit: Unit


class Outcome(NamedTuple):
    """What became of a task: a packed record, or a failure."""

    key: bytes
    failure: Failure | None
    id: str | None = None
    record: bytes = b""
    """The line of JSON, UTF-8, packed with zlib."""
    claims: int = 0
    mentions: int = 0
    characters: int = 0


class Notice(NamedTuple):
    """What an engine tells beside outcomes: `kind` is worker-replaced, or memory (peak in bytes)."""

    kind: str
    text: str
    value: int = 0


class Engine(Protocol):
    """See the package's description."""

    def outcomes(self, tasks: Iterator[Task]) -> Iterator[Outcome | Notice]:
        """The outcomes of all tasks, each exactly once, in any order; notices in between."""


def work(recipe: Recipe, task: Task) -> Outcome:
    """The outcome of one task. An article that cannot be read, or a bug in a rule, is an outcome too."""
    unit = task.unit
    article_id: str | None = unit.stem
    try:
        article = read(unit)
        article_id = article.id
        if article.published is None and recipe.published is not None:
            article = replace(article, published=recipe.published)
        result = extractor_of(recipe).extract(article)
        line = records.dumps(result).encode("utf-8")
    except EngineError:
        raise
    except UnitError as error:
        return Outcome(task.key, failure(unit, error, article_id))
    except InputError as error:
        return Outcome(task.key, failure(unit, UnitError("refused", f"{unit.place}: {error}"), article_id))
    except Exception as error:  # a bug in a rule must not end the run; it is listed with where it happened
        return Outcome(task.key, failure(unit, UnitError("bug", _bug(unit, error)), article_id))
    return Outcome(
        task.key,
        None,
        result.article.id,
        zlib.compress(line, PACKING),
        len(result.claims),
        len(result.mentions),
        len(result.article.text),
    )


def _bug(unit: Unit, error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    said = str(error).replace("\n", " ")[:200]
    where = f"{'/'.join(Path(last.filename).parts[-3:])}:{last.lineno} in {last.name}"
    return f"{unit.place}: {type(error).__name__}: {said} ({where}); please report it with the article"


def died(task: Task, how: str) -> Outcome:
    """The outcome of a task whose worker died twice over it."""
    reason = f"{task.unit.place}: the worker process died over this article twice ({how}); it is left out"
    return Outcome(task.key, failure(task.unit, UnitError("worker-died", reason)))


def unpack(record: bytes) -> bytes:
    """The line of JSON of an outcome's record."""
    return zlib.decompress(record)


def peak_memory() -> int:
    """The most memory that this process ever held, in bytes; 0 where the system does not tell.

    `getrusage` is the second choice: on Linux a new program inherits the peak of the one that started it.
    """
    status = Path("/proc/self/status")
    if status.exists() and (peak := _PEAK.search(status.read_text())):
        return int(peak[1]) * 1024
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows
        return 0
    usage: Any = resource.getrusage(resource.RUSAGE_SELF)
    return int(usage.ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")
