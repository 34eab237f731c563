"""The articles that ship, to look at where nobody has loaded any others yet."""

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from flows.errors import EngineError
from flows.progress import Progress
from flows.reporting import run_here
from flows.settings import PREFIX, Settings, load_settings
from warehouse.lake.address import Location
from warehouse.query import PUBLISHED, is_published


def place_to_read(settings: Settings) -> Location:
    """Return where a run publishes; or, where none did, a copy of the articles that ship.

    Whoever stated a warehouse wants that one, and is told by ``warehouse.query.connect`` that nothing is published.
    """
    is_stated = not settings.model_fields_set.isdisjoint({"warehouse", "publish"})
    return settings.published if is_stated or is_published(settings.published) else shipped_copy()


@cache
def shipped_copy() -> Path:
    """Return a published copy of the articles that ship, made in a folder that goes with this process.

    It takes some seconds, once a process. Raises EngineError.
    """
    folder = tempfile.TemporaryDirectory(prefix="presslake-")
    atexit.register(folder.cleanup)
    # A process of its own: a notebook's kernel may start no workers, and has a working directory that is the user's.
    unstated = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    done = subprocess.run(
        [sys.executable, "-m", "flows.shipped"],
        cwd=folder.name,
        env=unstated,
        capture_output=True,
        text=True,
        check=False,
    )
    copy = Path(folder.name) / PUBLISHED
    if not is_published(copy):
        raise EngineError(f"the articles that ship could not be loaded: {done.stderr.strip() or done.returncode}")
    return copy


def main() -> None:
    """Load them into the working directory, as `presslake run` does there, but without Prefect."""
    from flows.jobs import job_of_sources  # noqa: PLC0415  # Arrow and DuckDB

    run_here(job_of_sources(load_settings()), Progress())


if __name__ == "__main__":
    main()
