import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.connection import open_warehouse

if TYPE_CHECKING:
    from conftest import Seeded

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def copied(seeded: "Seeded", folder: Path) -> Path:
    """What the seeded warehouse exports."""
    assert 0 == seeded.presslake("export", str(folder / "out")).returncode
    return folder / "out"


def test_export_prints_the_path_of_its_manifest(seeded: "Seeded", folder: Path) -> None:
    done = seeded.presslake("export", str(folder / "out"))

    assert (0, f"{folder / 'out' / 'manifest.json'}\n", "") == (done.returncode, done.stdout, done.stderr)


def test_an_export_since_a_last_one_with_nothing_new_says_so(seeded: "Seeded", copied: Path) -> None:
    done = seeded.presslake("export", str(copied), "--since", "last")

    assert (0, f"Nothing came since the last export in {copied}\n") == (done.returncode, done.stdout)


def test_a_time_that_is_none_is_a_mistake_of_usage(seeded: "Seeded", folder: Path) -> None:
    done = seeded.presslake("export", str(folder / "out"), "--since", "yesterday")

    said = "presslake: --since yesterday: neither a day, as 2026-11-22, nor a time, as 2026-11-22T08:42, nor last\n"
    assert (2, said) == (done.returncode, done.stderr)


def test_since_last_does_not_go_with_a_table(seeded: "Seeded", folder: Path) -> None:
    done = seeded.presslake("export", str(folder / "out"), "--since", "last", "-t", "articles")

    assert (2, True) == (done.returncode, "--since last is for the whole warehouse" in done.stderr)


def test_a_table_alone_is_one_file_without_a_manifest(seeded: "Seeded", folder: Path) -> None:
    seeded.presslake("export", str(folder / "out"), "-t", "v_quotes", "--since", "2026-01-01")

    assert ["v_quotes.parquet"] == [path.name for path in (folder / "out").iterdir()]


def test_an_import_makes_a_warehouse_that_is_published(copied: Path, presslake: Command) -> None:
    imported = presslake("import", str(copied))
    counted = presslake("sql", "select count(*) as articles from articles", "--format", "jsonl")

    assert (0, "Imported 21 articles.\n", {"articles": 21}) == (
        imported.returncode,
        imported.stdout,
        json.loads(counted.stdout),
    )


def test_an_export_of_what_was_imported_is_the_same(copied: Path, presslake: Command, folder: Path) -> None:
    presslake("import", str(copied))
    presslake("export", "again", "--format", "csv")

    hashes = [
        {
            name: table["table_hash"]
            for name, table in json.loads((path / "manifest.json").read_text())["tables"].items()
        }
        for path in (copied, folder / "again")
    ]
    assert hashes[0] == hashes[1]


def test_a_second_import_says_that_nothing_is_new(copied: Path, presslake: Command) -> None:
    presslake("import", str(copied))
    done = presslake("import", str(copied))

    assert (0, f"Nothing in {copied} is new here.\n") == (done.returncode, done.stdout)


def test_a_folder_without_an_export_is_told_and_makes_no_warehouse(presslake: Command, folder: Path) -> None:
    out = folder / "out"
    out.mkdir()

    done = presslake("import", "out")

    said = "presslake: out/manifest.json is missing: an export that has ended has one, export again\n"
    assert (1, said, [out]) == (done.returncode, done.stderr, list(folder.iterdir()))


def test_an_import_into_a_warehouse_in_use_waits_for_nobody(copied: Path, presslake: Command, folder: Path) -> None:
    with open_warehouse(folder / "warehouse.duckdb"):
        done = presslake("import", str(copied))

    assert 4 == done.returncode
