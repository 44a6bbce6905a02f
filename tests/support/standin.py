"""An extractor for tests of everything around extraction: small, quick to start, and faulty on demand.

Words in an article's text make it fail: 【出错】 raises, 【退出】 kills the process, 【一次】 kills it unless
the file named behind it exists (which it then makes), 【等待】 takes half a second.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from articlex.model import Article, Claim, Mention, Result

_NUMBER = re.compile(r"(\d+)([起人%])")


@dataclass(frozen=True)
class StandIn:
    fingerprint: str
    pause: float

    def extract(self, article: Article) -> Result:
        time.sleep(self.pause)
        if "【出错】" in article.text:
            raise ZeroDivisionError("a rule\ndivided by nothing")
        if "【退出】" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "【等待】" in article.text:
            time.sleep(0.5)
        if once := re.search("【一次】(.*)$", article.text):
            marker = Path(once[1])
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        claims, mentions = [], []
        for number, match in enumerate(_NUMBER.finditer(article.text), 1):
            value = Decimal(match[1])
            kind = "percent" if match[2] == "%" else "count"
            span = (match.start(), match.end(), match[0], kind, value, value, value, "exact", match[2])
            mentions.append(Mention(*span))  # type: ignore[arg-type]
            claims.append(Claim(f"c{number}", *span, predicate="破获", object="案件", rules=("t.one",)))  # type: ignore[arg-type]
        return Result(article, tuple(claims), tuple(mentions))


def build(folders: Sequence[str]) -> StandIn:
    """As `articlex.batch.extractor.build`; the names of the folders are the rule set."""
    return StandIn("standin/1/" + ",".join(Path(folder).name for folder in folders), 0.0)


def slow(folders: Sequence[str]) -> StandIn:
    """With five milliseconds an article, about what extraction takes."""
    return StandIn("standin/1/", 0.005)


def slower(folders: Sequence[str]) -> StandIn:
    """With thirty milliseconds an article: time enough to do something to a run."""
    return StandIn("standin/1/", 0.03)


def broken(folders: Sequence[str]) -> StandIn:
    """An extractor that kills its process when it is built anywhere but in the driver."""
    import multiprocessing

    if multiprocessing.parent_process() is not None:
        os._exit(3)
    return StandIn("standin/1/", 0.0)


def differs(folders: Sequence[str]) -> StandIn:
    """An extractor with another fingerprint in each process."""
    return StandIn(f"standin/{os.getpid()}", 0.0)
