"""A batch run as a program of its own, to be killed: `drive.py '{"inputs": ..., "output": ..., ...}'`.

`die_at` names an event at which the program kills itself; `die_at_sync` the number of the call to `os.fsync`;
`marker` a file that is made when the first article is done.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from articlex import batch
from articlex.errors import ArticlexError


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> int:
    options: dict[str, Any] = json.loads(sys.argv[1])
    die_at = options.pop("die_at", None)
    syncs = options.pop("die_at_sync", None)
    limit = options.pop("file_limit", None)
    marker = options.pop("marker", None)
    if limit is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if syncs is not None:
        original, left = os.fsync, [syncs]

        def fsync(descriptor: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                die()
            original(descriptor)

        os.fsync = fsync  # type: ignore[assignment]

    def on_event(event: batch.Event) -> None:
        if type(event).__name__ == die_at:
            die()
        if marker is not None and isinstance(event, batch.Progressed) and event.done > 0:
            Path(marker).touch()

    try:
        summary = batch.run(**options, on_event=on_event)
    except ArticlexError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print(json.dumps({"line": summary.line, "failed": summary.failed, "reused": summary.reused}))
    return summary.exit_code


if __name__ == "__main__":
    sys.exit(main())
