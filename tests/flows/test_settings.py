"""The configuration: where values come from, and how mistakes are told."""

from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.settings import load_settings

MISTAKEN = """\
warehouse = "lake.duckdb"
wrokers = 3

[[sources]]
id = "council"
files = ["pages/*.html"]

[[sources]]
id = "wire"
files = ["wire"]
fils = "wire"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str, path: str = "presslake.toml") -> Path:
    file = Path(path)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def complaint(text: str) -> str:
    write(text)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value)


def test_without_a_file_the_sources_are_those_that_ship() -> None:
    assert len(load_settings().sources) >= 5


def test_a_file_without_sources_has_none() -> None:
    write("workers = 1\n")
    assert load_settings().sources == ()


def test_the_file_is_above_the_default() -> None:
    write('warehouse = "lake.duckdb"\n')
    assert Path("lake.duckdb") == load_settings().warehouse


def test_the_environment_is_above_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('warehouse = "lake.duckdb"\n')
    monkeypatch.setenv("PRESSLAKE_WAREHOUSE", "env.duckdb")
    assert Path("env.duckdb") == load_settings().warehouse


def test_an_option_is_above_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_WAREHOUSE", "env.duckdb")
    assert Path("option.duckdb") == load_settings(warehouse=Path("option.duckdb")).warehouse


def test_an_option_that_is_not_given_counts_for_nothing() -> None:
    write("workers = 7\n")
    assert load_settings(workers=None).workers == 7


def test_the_readers_copy_lies_beside_the_warehouse() -> None:
    assert Path("data/lake.read.duckdb") == load_settings(warehouse=Path("data/lake.duckdb")).publish


@pytest.mark.parametrize("key", ["publish", "archive"])
def test_a_path_in_the_environment_is_taken_as_it_is(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"PRESSLAKE_{key.upper()}", "elsewhere/x")
    assert Path("elsewhere/x") == getattr(load_settings(), key)


def test_paths_in_a_file_belong_to_its_folder() -> None:
    file = write('warehouse = "lake.duckdb"\n[[sources]]\nid = "a"\nfiles = ["in/*.html"]\n', "project/presslake.toml")
    settings = load_settings(file)
    assert (Path("project/lake.duckdb"), ("project/in/*.html",)) == (settings.warehouse, settings.sources[0].files)


def test_a_warehouse_that_no_file_states_lies_beside_the_file() -> None:
    settings = load_settings(write("workers = 1\n", "project/presslake.toml"))
    assert (Path("project/warehouse.duckdb"), Path("project/pages")) == (settings.warehouse, settings.archive)


def test_an_unknown_key_is_told_with_its_line_and_the_nearest_key() -> None:
    assert 'presslake.toml:2: unknown key "wrokers"; did you mean "workers"?' in complaint(MISTAKEN).splitlines()


def test_an_unknown_key_of_a_source_is_told_with_the_source() -> None:
    expected = 'presslake.toml:11: sources.wire: unknown key "fils"; did you mean "files"?'
    assert expected in complaint(MISTAKEN).splitlines()


def test_a_source_needs_a_place() -> None:
    expected = "presslake.toml:1: sources.a: needs one of files, opml, feed, sitemap, site, urls"
    assert complaint('[[sources]]\nid = "a"\n') == expected


def test_a_source_of_files_has_no_other_place() -> None:
    stated = '[[sources]]\nid = "a"\nfiles = ["x"]\nsitemap = "https://a.example/map.xml"\n'
    assert complaint(stated) == "presslake.toml:1: sources.a: has files and sitemap: make them two sources"


def test_two_sources_cannot_share_an_id() -> None:
    twice = '[[sources]]\nid = "a"\nfiles = ["x"]\n' * 2
    assert complaint(twice) == "presslake.toml:1: two sources have the id 'a'"


def test_a_value_of_the_wrong_type_is_told_with_its_line() -> None:
    assert complaint('\nworkers = "many"\n').startswith("presslake.toml:2: workers: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('include = ["/news/", "("]', "3: sources.a: include: input should be a valid regular expression; found '('"),
        ('exclude = "/x/"', "3: sources.a: exclude: input should be a list; found '/x/'"),
        ("delay = -1", "3: sources.a: delay: input should be greater than or equal to 0; found -1"),
        ("headers = { authorization = 12 }", "3: sources.a: headers: authorization: input should be a valid string"),
    ],
)
def test_a_wrong_value_of_a_source_is_told_with_its_line_unless_it_may_be_a_secret(line: str, said: str) -> None:
    assert complaint(f'[[sources]]\nid = "a"\n{line}\nfeed = "https://a.example/"\n') == f"presslake.toml:{said}"


def test_a_wrong_network_is_told_with_its_line() -> None:
    assert complaint('delay = 1\nallow_private = ["10.0.0.1/8"]\n') == (
        "presslake.toml:2: allow_private: value is not a valid IPv4 or IPv6 network; found '10.0.0.1/8'"
    )


def test_the_readers_copy_cannot_be_the_warehouse() -> None:
    assert complaint('warehouse = "a.duckdb"\npublish = "a.duckdb"\n') == (
        "presslake.toml:1: publish and warehouse are both a.duckdb: readers need a copy of their own"
    )


def test_a_way_to_the_copy_that_there_is_not_is_refused() -> None:
    assert complaint('publish_link = "hardlink"\n') == (
        "presslake.toml:1: publish_link: input should be 'symlink' or 'pointer'; found 'hardlink'"
    )


def test_a_file_that_is_no_toml_is_told_with_the_place() -> None:
    assert "at line 1, column" in complaint("warehouse = lake\n")


def test_a_configuration_that_is_not_there_is_told() -> None:
    with pytest.raises(SettingsError, match=r"^nowhere\.toml: No such file"):
        load_settings(Path("nowhere.toml"))


def test_what_is_no_address_on_the_web_is_refused() -> None:
    stated = '[[sources]]\nid = "a"\nsitemap = "map.xml"\n'
    assert complaint(stated) == "presslake.toml:1: sources.a: 'map.xml' is no http(s) URL"


def test_an_unknown_variable_is_told_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_WARHOUSE", "x")
    with pytest.raises(SettingsError, match='did you mean "PRESSLAKE_WAREHOUSE"'):
        load_settings()


def test_a_variable_with_a_wrong_value_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_WORKERS", "many")
    with pytest.raises(SettingsError, match=r"^environment: PRESSLAKE_WORKERS: "):
        load_settings()


def test_a_variable_that_is_no_json_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_ALLOW_PRIVATE", "10.1.0.0/16")
    with pytest.raises(SettingsError, match=r"^environment: PRESSLAKE_ALLOW_PRIVATE: '10.1.0.0/16' is no JSON list, "):
        load_settings()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('prune = ["//aside", "//p["]', "prune: '//p[' is no XPath (Invalid expression)"),
        ('prune = ["no:such(//p)"]', "prune: 'no:such(//p)' is no XPath (Undefined namespace prefix)"),
        ('body = "count(//p)"', "body: 'count(//p)' gives no elements"),
        ('body = "//p/text()"', "body: '//p/text()' gives no elements"),
    ],
)
def test_an_xpath_that_is_none_is_refused_with_its_line(line: str, said: str) -> None:
    assert f"presslake.toml:4: sources.council: {said}" == complaint(
        f'[[sources]]\nid = "council"\nfiles = ["pages"]\n{line}\n'
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('every = "soon"', 'every: \'soon\' is no duration, such as "30 min", "2 h" or "1 day"'),
        ('cron = "17 25 * * *"', "cron: '17 25 * * *' is no cron expression (bad hour): it has five fields, such as"),
        ('cron = "@daily"', "cron: '@daily' is no cron expression: it has five fields, such as"),
        ('cron = "17 6 * * *"\nevery = "1 h"', "has every and cron: one says when it is read"),
    ],
)
def test_a_time_that_is_none_is_told_with_its_line(line: str, said: str) -> None:
    told = complaint(f'[[sources]]\nid = "a"\nfiles = ["a"]\n{line}\n')
    assert said in told.partition(": sources.a: ")[2]


def test_a_time_zone_that_there_is_not_is_refused() -> None:
    said = 'presslake.toml:1: timezone: \'Mars/Olympus\' is no time zone, such as "UTC" or "Europe/Berlin"'
    assert said == complaint('timezone = "Mars/Olympus"\n')


def test_a_source_is_read_at_its_own_times_or_at_those_of_all() -> None:
    write(
        'every = "2 h"\ntimezone = "Europe/Berlin"\n[[sources]]\nid = "a"\nfiles = ["a"]\n'
        '[[sources]]\nid = "b"\nfiles = ["b"]\ncron = "17 6 * * *"\n'
    )
    settings = load_settings()
    expected = ["every 2 h", "cron 17 6 * * * (Europe/Berlin)"]
    assert expected == [str(settings.times_of(source)) for source in settings.sources]


@pytest.mark.parametrize("url", ["desk", "ftp://desk.example/", "https://"])
def test_a_webhook_is_on_the_web(url: str) -> None:
    assert complaint(f'notify_url = "{url}"') == f"presslake.toml:1: notify_url: '{url}' is no http(s) URL"
