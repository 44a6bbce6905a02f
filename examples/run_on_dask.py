"""Extract a folder of articles on a Dask cluster; run it again after any interruption, and it goes on.

    python examples/run_on_dask.py ARTICLES OUT.jsonl                         # a cluster of local processes
    python examples/run_on_dask.py ARTICLES OUT.jsonl tcp://scheduler:8786    # an existing one

The workers need the same version of articlex as this process, no common disk: articles travel with the work.
"""

from __future__ import annotations

import argparse
import sys

from articlex import batch
from articlex.batch import progress


def main() -> int:
    """Run the batch; the exit code is 0, or 1 if articles failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles")
    parser.add_argument("output")
    parser.add_argument("scheduler", nargs="?")
    given = parser.parse_args()
    with progress.choose() as listener:
        summary = batch.run(
            given.articles, given.output, engine="dask", scheduler=given.scheduler, on_event=listener
        )
    return summary.exit_code


if __name__ == "__main__":
    sys.exit(main())
