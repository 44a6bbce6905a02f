"""Progress on standard error: a bar for people, JSON lines for machines. Pass one to `run(on_event=...)`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import IO, Any, Protocol

from articlex.batch.events import Event, Failed, Progressed, Started, Summary, WorkerReplaced, Writing


class Progress(Protocol):
    """A listener to events that may hold a terminal: use it as a context."""

    def __enter__(self) -> Progress:
        """Begin to show."""

    def __exit__(self, *error: object) -> None:
        """Leave the terminal as it was."""

    def __call__(self, event: Event) -> None:
        """Show an event."""


def choose(*, quiet: bool = False, json_lines: bool = False, stream: IO[str] | None = None) -> Progress:
    """The listener for the command line's options, writing to `stream` (standard error).

    `json_lines` tells every event to a machine, `quiet` tells nothing; else there is a bar if the stream is a
    terminal, and one line at the end if it is not.
    """
    stream = stream or sys.stderr
    if json_lines:
        return JsonProgress(stream)
    if quiet:
        return Silence()
    return Bar(stream) if stream.isatty() else LastLine(stream)


class Silence:
    """Shows nothing."""

    def __enter__(self) -> Silence:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def __call__(self, event: Event) -> None:
        pass


class LastLine(Silence):
    """Shows the summary, in one line, when all is over."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __call__(self, event: Event) -> None:
        if isinstance(event, Summary):
            print(event.line, file=self._stream, flush=True)


class JsonProgress(Silence):
    """Shows each event as a line of JSON: `{"event": "progressed", "done": 10, ...}`; times in seconds."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __call__(self, event: Event) -> None:
        row: dict[str, Any] = {"event": _NAMES[type(event)], **asdict(event)}
        if isinstance(event, Progressed):
            row["seconds_left"] = event.seconds_left
        if isinstance(event, Summary):
            row["exit_code"] = event.exit_code
        for name, value in row.items():
            if isinstance(value, float):
                row[name] = round(value, 3)
        print(json.dumps(row, ensure_ascii=False, default=str), file=self._stream, flush=True)


_NAMES: dict[type, str] = {
    Started: "started",
    Progressed: "progressed",
    Failed: "failed",
    WorkerReplaced: "worker-replaced",
    Writing: "writing",
    Summary: "finished",
}


class Bar:
    """A bar on a terminal: articles, claims, rate, time left, failures; then the summary."""

    def __init__(self, stream: IO[str]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
        from rich.progress import Progress as RichProgress

        self._console = Console(file=stream)
        self._bar = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("reading the input", total=None, told="")

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def __call__(self, event: Event) -> None:
        if isinstance(event, Started):
            self._bar.update(self._task, description="extracting", total=event.total)
        elif isinstance(event, Progressed):
            self._bar.update(self._task, completed=event.done, told=told(event))
        elif isinstance(event, WorkerReplaced):
            self._console.print(
                f"a worker ended ({event.how}); another takes its place", markup=False, highlight=False
            )
        elif isinstance(event, Writing):
            self._bar.update(self._task, description=f"writing {event.output.name}")
        elif isinstance(event, Summary):
            self._bar.stop()
            self._console.print(event.line, markup=False, highlight=False, soft_wrap=True)


def told(event: Progressed) -> str:
    """What stands right of the bar: `1,204 claims · 250/s · 0:12 left · 2 failed`."""
    parts = [f"{event.claims:,} claims", f"{event.rate:,.0f}/s"]
    if event.seconds_left is not None:
        minutes, seconds = divmod(round(event.seconds_left), 60)
        hours, minutes = divmod(minutes, 60)
        parts.append(f"{hours}:{minutes:02}:{seconds:02} left" if hours else f"{minutes}:{seconds:02} left")
    if event.failed:
        parts.append(f"{event.failed:,} failed")
    return " · ".join(parts)
