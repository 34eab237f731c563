"""Writers of a lake that are killed, as `python -m benchmarks.warehouse lake_kills` kills many."""

import pytest

from benchmarks.local_postgres import LocalPostgres
from benchmarks.warehouse.lake_kills import main


def test_a_lake_whose_writers_were_killed_comes_to_hold_what_an_undisturbed_one_holds(
    postgres: LocalPostgres, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--kills", "2", "--seed", "3"])

    assert "nothing lost, doubled or half-loaded" in capsys.readouterr().out
