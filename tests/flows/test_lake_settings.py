"""The configuration of a warehouse that is a lake."""

from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.settings import load_settings
from warehouse.lake.address import LakeAddress

CATALOG = "ducklake:postgres:dbname=news host=db.example"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder for a configuration that is not the working directory."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


def configured(folder: Path, text: str) -> Path:
    path = folder / "presslake.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lake_keeps_its_files_and_copies_beside_the_configuration_by_default(desk: Path) -> None:
    settings = load_settings(configured(desk, f'warehouse = "{CATALOG}"'))
    expected = LakeAddress(catalog=CATALOG.removeprefix("ducklake:"), files=str(desk / "lake"), home=desk)
    assert (expected, desk / "warehouse.read.duckdb", desk / "pages") == (
        settings.warehouse,
        settings.publish,
        settings.archive,
    )


@pytest.mark.parametrize(("stated", "files"), [("parquet", "{}/parquet"), ("s3://news/lake", "s3://news/lake")])
def test_the_files_of_a_lake_are_where_lake_says(desk: Path, stated: str, files: str) -> None:
    settings = load_settings(configured(desk, f'warehouse = "{CATALOG}"\nlake = "{stated}"'))
    assert isinstance(settings.warehouse, LakeAddress)
    assert files.format(desk) == settings.warehouse.files


def test_the_environment_states_a_lake_too(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_WAREHOUSE", CATALOG)
    monkeypatch.setenv("PRESSLAKE_LAKE", "s3://news/lake")
    settings = load_settings(configured(desk, 'warehouse = "warehouse.duckdb"'))
    assert LakeAddress.parse(CATALOG, files="s3://news/lake") == settings.warehouse


def test_readers_read_the_lake_itself_where_no_copy_is_published(desk: Path) -> None:
    settings = load_settings(configured(desk, f'warehouse = "{CATALOG}"\npublish = "none"'))
    assert settings.warehouse == settings.published


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('publish = "none"', "only a lake can be read without a copy"),
        ('lake = "files"', "which is no ducklake:"),
    ],
)
def test_a_native_file_takes_no_settings_of_a_lake(desk: Path, text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        load_settings(configured(desk, text))
