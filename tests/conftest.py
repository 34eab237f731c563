"""What several rooms' tests share: one warehouse with the articles that ship, made by the command."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from benchmarks.forked_command import ForkedCommand, started
from benchmarks.local_postgres import LocalPostgres, local_postgres, missing_programs

Command = Callable[..., subprocess.CompletedProcess[str]]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))

#: Rooms, and files, whose tests take longest each. What comes last is short, so that all processes end together.
LONGEST = ("orchestration", "lake", "browser", "notebooks", "test_readme.py", "flows", "warehouse")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest."""
    items.sort(key=lambda item: _rank(item.nodeid))


def _rank(test: str) -> int:
    room = test.partition("::")[0].split("/")[1]
    return LONGEST.index(room) if room in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def run_command() -> Iterator[Command]:
    """The installed command, run to its end: ``run_command(*arguments, cwd=…, environment=…, stdin=…)``."""
    if sys.platform != "linux":
        yield partial(started, PRESSLAKE)
        return
    with ForkedCommand(PRESSLAKE) as forked:
        yield forked.run


@dataclass(frozen=True)
class Seeded:
    """A folder in which `presslake run` was run twice with no configuration."""

    run_command: Command
    folder: Path
    environment: dict[str, str]
    first: subprocess.CompletedProcess[str]
    second: subprocess.CompletedProcess[str]

    def presslake(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command once more there."""
        return self.run_command(*arguments, cwd=self.folder, environment=self.environment)


@pytest.fixture(scope="session")
def seeded(run_command: Command, tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """The main job, on what ships, begun as a user begins it."""
    folder = tmp_path_factory.mktemp("seeded")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRESSLAKE_")}
    environment |= {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "COLUMNS": "120"}
    first, second = (started(PRESSLAKE, "run", cwd=folder, environment=environment) for _ in range(2))
    return Seeded(run_command, folder, environment, first, second)


@pytest.fixture(scope="session")
def postgres() -> Iterator[LocalPostgres]:
    """A running Postgres; where it is missing its tests are skipped, or fail with REQUIRE_POSTGRES=1, as in .ci/run."""
    if missing := missing_programs():
        said = f"needs {', '.join(missing)}: apt-get install postgresql"
        pytest.fail(said) if os.environ.get("REQUIRE_POSTGRES") else pytest.skip(said)
    with local_postgres() as running:
        yield running
