"""What a run tells while it goes: values for a progress bar, a log or a test. The runner prints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from articlex.sources import Failure


@dataclass(frozen=True, slots=True)
class Started:
    """The run begins. `total` is the number of articles, None where it cannot be known (standard input)."""

    total: int | None
    workers: int
    engine: str


@dataclass(frozen=True, slots=True)
class Progressed:
    """Articles so far: `done` counts all that need no more work, `reused` those that earlier runs did.

    `seconds` since the start; `rate` is articles worked a second, over the last ten seconds or so.
    """

    done: int
    reused: int
    failed: int
    claims: int
    seconds: float
    rate: float
    total: int | None

    @property
    def seconds_left(self) -> float | None:
        """Time that the rest will take at this rate; None where it cannot be told yet."""
        if self.total is None or self.rate <= 0:
            return None
        return max(0, self.total - self.done) / self.rate


@dataclass(frozen=True, slots=True)
class Failed:
    """An article or input could not be worked; the run goes on."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class WorkerReplaced:
    """A worker process died and has been replaced; `how` it ended, in words."""

    how: str


@dataclass(frozen=True, slots=True)
class Writing:
    """All articles are done; the output is being put together."""

    output: Path


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended. `reused` articles were done by earlier runs; `failures` is None if there were none."""

    articles: int
    reused: int
    failed: int
    claims: int
    mentions: int
    characters: int
    seconds: float
    output: Path
    failures: Path | None
    interrupted: bool = False
    worker_memory: int = 0
    """The most memory that a worker held, in bytes; 0 where the engine does not tell."""

    @property
    def exit_code(self) -> int:
        """0 all read, 1 some failed, 130 interrupted."""
        return 130 if self.interrupted else 1 if self.failed else 0

    @property
    def line(self) -> str:
        """The run in one line, for people."""
        if self.interrupted:
            return (
                f"stopped after {self.articles:,} articles, {self.claims:,} claims; "
                "run the same command again to go on"
            )
        parts = [f"{self.articles:,} articles", f"{self.claims:,} claims"]
        if self.reused:
            parts.append(f"{self.reused:,} done before")
        if self.failed:
            parts.append(f"{self.failed:,} failed, see {self.failures}")
        return f"{self.output}: {', '.join(parts)}, {self.seconds:.1f} s"


Event = Started | Progressed | Failed | WorkerReplaced | Writing | Summary
