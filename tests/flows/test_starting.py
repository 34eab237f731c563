"""A first configuration."""

import re
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import load_settings
from flows.starting import init, say_if_not_configured


def test_a_first_configuration_is_valid_as_it_is(folder: Path) -> None:
    init(Path("presslake.toml"))
    assert () == load_settings().sources


def test_all_that_it_shows_is_valid_too(folder: Path) -> None:
    init(Path("shown.toml"))
    shown = re.sub("^#(?! )", "", Path("shown.toml").read_text(), flags=re.MULTILINE)
    Path("presslake.toml").write_text(shown)
    assert ["harbour-post", "council", "tollgarth", "clippings", "picked"] == [
        each.id for each in load_settings().sources
    ]


def test_a_configuration_that_is_there_is_left_alone(folder: Path) -> None:
    Path("presslake.toml").write_text("delay = 3")
    with pytest.raises(UsageError, match=r"presslake\.toml is there already"):
        init(Path("presslake.toml"))
    assert "delay = 3" == Path("presslake.toml").read_text()


def test_who_has_no_configuration_is_told_that_what_ships_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say_if_not_configured(load_settings(), None)
    assert "no presslake.toml here: reading the articles that ship; presslake init writes" in capsys.readouterr().err


def test_a_configuration_without_sources_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("presslake.toml").write_text("delay = 3")
    say_if_not_configured(load_settings(), None)
    assert "presslake.toml names no source: presslake init FILE writes examples" in capsys.readouterr().err


def test_sources_of_the_environment_are_nothing_to_tell(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRESSLAKE_SOURCES", '[{"id": "mill", "files": ["*.html"]}]')
    say_if_not_configured(load_settings(), None)
    assert "" == capsys.readouterr().err
