"""What one warehouse forgot, another that imports from it forgets too, bytes included."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Presslake = Callable[..., str]

SECRET = "The lamplighter Ruta Vesk kept eleven herons, she told the harbour council on Tuesday. "
PAGE = "https://harbour.example/herons"
OTHER = ("--warehouse", "other.duckdb")


@pytest.fixture(scope="module")
def presslake(run_command: Callable[..., subprocess.CompletedProcess[str]]) -> Presslake:
    """The command, run in a folder; what it prints comes back."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRESSLAKE_")}

    def run(folder: Path, *arguments: str) -> str:
        done = run_command(*arguments, cwd=folder, environment=environment)
        done.check_returncode()
        return done.stdout

    return run


@pytest.fixture(scope="module")
def told(presslake: Presslake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse that holds a page to be forgotten, its export, and a warehouse made of that."""
    folder = tmp_path_factory.mktemp("told")
    table = [f'{{"url": "{PAGE}", "text": "{SECRET * 20}"}}', '{"url": "https://bay.example/a", "text": "%s"}']
    (folder / "mine.jsonl").write_text("\n".join(table) % ("The ferry sails again on Monday. " * 30), encoding="utf-8")
    presslake(folder, "add", "mine.jsonl")
    (folder / "mine.jsonl").unlink()
    presslake(folder, "export", "out", "--since", "last", "--format", "csv")
    presslake(folder, "import", "out", *OTHER)
    return folder


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Path:
    """The same in another folder."""
    return Path(shutil.copytree(told, tmp_path / "copied", symlinks=True))


def holding(folder: Path) -> list[str]:
    """The files below the folder that hold the words."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path.name for path in files if b"eleven herons" in path.read_bytes()]


def test_an_export_holds_what_is_to_be_forgotten(copied: Path) -> None:
    assert "articles.csv" in holding(copied)


def test_once_forgotten_it_is_in_no_later_export_nor_in_what_imports_it(copied: Path, presslake: Presslake) -> None:
    presslake(copied, "forget", "--yes", PAGE)
    presslake(copied, "export", "out", "--since", "last", "--format", "csv")
    presslake(copied, "import", "out", *OTHER)

    assert [] == holding(copied)


def test_nor_in_a_warehouse_with_articles_of_its_own_that_imports_it(copied: Path, presslake: Presslake) -> None:
    (copied / "more.txt").write_text("The quay is to be mended by May, the council said. " * 20, encoding="utf-8")
    presslake(copied, "add", "more.txt", *OTHER)
    presslake(copied, "forget", "--yes", PAGE)
    presslake(copied, "export", "out", "--since", "last", "--format", "csv")
    presslake(copied, "import", "out", *OTHER)

    assert [] == holding(copied)


def test_what_a_warehouse_forgot_does_not_come_back(copied: Path, presslake: Presslake) -> None:
    presslake(copied, "forget", "--yes", PAGE, *OTHER)
    presslake(copied, "import", "out", *OTHER)
    urls = presslake(copied, "sql", "select url from articles", "--format", "jsonl", *OTHER)

    assert '{"url": "https://bay.example/a"}\n' == urls


def test_importing_again_publishes_what_could_not_be_published(copied: Path, presslake: Presslake) -> None:
    (copied / "other.read.duckdb").unlink()
    presslake(copied, "import", "out", *OTHER)

    assert "articles\n2\n" == presslake(copied, "sql", "select count(*) as articles from articles", "-f", "csv", *OTHER)
