"""One program writes to a lake, on whatever machine it is and however the one before it ended."""

import contextlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.local_postgres import LocalPostgres
from warehouse.connection import open_warehouse
from warehouse.errors import WarehouseBusy
from warehouse.lake.address import LakeAddress
from warehouse.lake.lock import hold_lake
from warehouse.transaction import transaction

DIES = """
import os, sys
from pathlib import Path
from warehouse.lake.address import LakeAddress
from warehouse.lake.lock import hold_lake

with hold_lake(LakeAddress.parse(sys.argv[1], home=Path(sys.argv[2]))):
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def elsewhere(address: LakeAddress, tmp_path: Path) -> LakeAddress:
    """The same lake, as another machine has it: nothing but the catalog and its files is shared."""
    (tmp_path / "elsewhere").mkdir()
    return replace(address, home=tmp_path / "elsewhere")


def test_a_second_writer_on_another_machine_is_told_who_writes(address: LakeAddress, elsewhere: LakeAddress) -> None:
    with (
        hold_lake(address),
        pytest.raises(WarehouseBusy, match=f"in use by process {os.getpid()} on "),
        hold_lake(elsewhere),
    ):
        pass


def test_the_lock_is_free_when_its_writer_has_ended(address: LakeAddress, elsewhere: LakeAddress) -> None:
    with hold_lake(address):
        pass

    with hold_lake(elsewhere) as held:
        assert held is None


def test_the_lock_is_free_when_its_writer_was_killed(
    postgres: LocalPostgres, address: LakeAddress, elsewhere: LakeAddress
) -> None:
    died = subprocess.run([sys.executable, "-c", DIES, f"ducklake:{address.catalog}", str(elsewhere.home)], check=False)

    with hold_lake(address):
        assert died.returncode == -9


def test_lakes_of_one_server_have_locks_of_their_own(
    postgres: LocalPostgres, address: LakeAddress, tmp_path: Path
) -> None:
    other = LakeAddress.parse(f"ducklake:postgres:{postgres.new_database()}", home=tmp_path / "elsewhere")
    other.home.mkdir()

    with hold_lake(address), hold_lake(other) as held:
        assert held is None


def test_the_lock_outlives_the_patience_of_a_server(postgres: LocalPostgres, address: LakeAddress) -> None:
    database = re.search(r"dbname=(\w+)", address.catalog)[1]
    postgres.execute(f"alter database {database} set idle_in_transaction_session_timeout = '500ms'")

    with hold_lake(address):
        postgres.execute("select pg_sleep(0.8)")
        held = postgres.execute("select count(*) from pg_locks where locktype = 'advisory'", database)

    assert held == "1"


def test_the_lock_holds_up_no_cleaning_of_the_catalog(postgres: LocalPostgres, address: LakeAddress) -> None:
    with hold_lake(address):
        held = postgres.execute(
            "select count(*) from pg_stat_activity where datname like 'lake%' and backend_xmin is not null"
        )

    assert held == "0"


def test_a_writer_that_lost_its_lock_adds_nothing_to_what_another_has_written(
    postgres: LocalPostgres, address: LakeAddress, elsewhere: LakeAddress
) -> None:
    with open_warehouse(address) as first, contextlib.ExitStack() as written:
        postgres.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")
        with open_warehouse(elsewhere) as second:
            written.enter_context(transaction(first.connection))
            first.connection.execute("insert into meta values ('one', 'first')")
            second.connection.execute("insert into meta values ('one', 'second')")

        with pytest.raises(WarehouseBusy, match="another program wrote to"):
            written.close()
