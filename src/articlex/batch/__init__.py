"""Folders of articles: plan, work on all cores or a cluster, resume, write in any format.

`run` is the one entry. It tells how it goes by events (`articlex.batch.events`) and prints nothing;
`articlex.batch.progress` shows events on a terminal.
"""

from __future__ import annotations

from articlex.batch.events import Event, Failed, Progressed, Started, Summary, WorkerReplaced, Writing
from articlex.batch.runner import run

__all__ = ["Event", "Failed", "Progressed", "Started", "Summary", "WorkerReplaced", "Writing", "run"]
