"""What several rooms' tests share: one warehouse with the articles that ship, made by the command."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.local_postgres import LocalPostgres, local_postgres, missing_programs

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))


@dataclass(frozen=True)
class Seeded:
    """A folder in which `presslake run` was run twice with no configuration."""

    folder: Path
    environment: dict[str, str]
    first: subprocess.CompletedProcess[str]
    second: subprocess.CompletedProcess[str]

    def presslake(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command once more there."""
        return run_presslake(self.folder, self.environment, *arguments)


def run_presslake(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PRESSLAKE, *arguments], check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """The main job, on what ships."""
    folder = tmp_path_factory.mktemp("seeded")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRESSLAKE_")}
    environment |= {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")), "COLUMNS": "120"}
    first = run_presslake(folder, environment, "run")
    return Seeded(folder, environment, first, run_presslake(folder, environment, "run"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[LocalPostgres]:
    """A running Postgres; where it is missing its tests are skipped, or fail with REQUIRE_POSTGRES=1, as in .ci/run."""
    if missing := missing_programs():
        said = f"needs {', '.join(missing)}: apt-get install postgresql"
        pytest.fail(said) if os.environ.get("REQUIRE_POSTGRES") else pytest.skip(said)
    with local_postgres() as running:
        yield running
