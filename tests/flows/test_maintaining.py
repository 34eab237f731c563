"""The command that does what a warehouse needs from time to time."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from warehouse.connection import open_warehouse

Command = Callable[..., subprocess.CompletedProcess[str]]


def test_a_native_file_without_free_blocks_needs_nothing(folder: Path, presslake: Command) -> None:
    with open_warehouse(folder / "warehouse.duckdb"):
        pass

    done = presslake("maintain")

    assert (0, "warehouse.duckdb: nothing was to be done\n", "") == (done.returncode, done.stdout, done.stderr)


def test_a_warehouse_that_is_not_there_is_a_mistake(folder: Path, presslake: Command) -> None:
    done = presslake("maintain")

    said = "presslake: warehouse.duckdb: there is no warehouse that could be maintained\n"
    assert (2, said) == (done.returncode, done.stderr)


def test_maintenance_waits_for_its_turn(folder: Path, presslake: Command) -> None:
    with open_warehouse(folder / "warehouse.duckdb"):
        done = presslake("maintain")

    assert done.returncode == 4
