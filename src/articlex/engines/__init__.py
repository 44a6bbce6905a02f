"""Where the work of a batch is done: processes of this machine, or a Dask cluster.

An engine is given an iterator of tasks and yields their outcomes in any order. It takes tasks only as fast
as it works them off, replaces workers that die, tries the article that a dead worker was at once more
alone, and then answers with a failure for it. It knows nothing of journals, outputs or order.
"""

from __future__ import annotations

from articlex.engines.work import Engine, Notice, Outcome, Recipe, Task, work
from articlex.errors import OptionError

__all__ = ["Engine", "Notice", "Outcome", "Recipe", "Task", "create", "work"]


def create(name: str, recipe: Recipe, workers: int, scheduler: str | None = None) -> Engine:
    """The engine `name` (`local` or `dask`) with `workers` processes, or on the cluster at `scheduler`.

    Raises `OptionError` for another name or a scheduler that the engine has no use for, and
    `MissingDependencyError` if Dask is not installed.
    """
    if workers < 1:
        raise OptionError(f"--workers is {workers}; it must be 1 or more")
    if name == "local":
        if scheduler is not None:
            raise OptionError("--scheduler needs --engine dask; processes of this machine have no scheduler")
        from articlex.engines.local import LocalEngine

        return LocalEngine(recipe, workers)
    if name == "dask":
        from articlex.engines.dask import DaskEngine

        return DaskEngine(recipe, workers, scheduler)
    raise OptionError(f"--engine is {name!r}; it must be local or dask (docs/batch.md shows Spark and Ray)")
