"""The notebook gives the numbers of the articles that ship, also where nobody has configured or loaded anything."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from notebooks.quotes import app

if TYPE_CHECKING:
    from conftest import Seeded

ROOT = Path(__file__).parents[2]
#: What the filters say when nobody has touched them.
UNTOUCHED = {
    "words": "",
    "speaker": "",
    "sources": None,
    "all_days": True,
    "since": date(2026, 3, 3),
    "until": date(2026, 4, 21),
    "confidence": 0,
    "copies": False,
}


@pytest.fixture(scope="module")
def folder(seeded: "Seeded") -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(seeded.folder)
        yield seeded.folder


@pytest.fixture(scope="module")
def opened(folder: Path) -> Mapping[str, Any]:
    """What the cells define once all have run."""
    return app.run()[1]


def found(**wanted: object) -> list[tuple[str | None, str]]:
    """Speaker and source of what the search finds with filters set so."""
    return app.run(defs={"wanted": UNTOUCHED | wanted})[1]["found"].select("speaker", "source").rows()


def test_it_counts_what_is_published(opened: Mapping[str, Any]) -> None:
    counts = {"quotes": 230, "in_copies": 9, "unattributed": 35, "speakers": 40, "articles": 21}
    assert counts == {name: opened["totals"][name] for name in counts}


def test_filters_that_nobody_touched_leave_out_copies_alone(opened: Mapping[str, Any]) -> None:
    assert (UNTOUCHED, 221) == (opened["wanted"], len(opened["found"]))


def test_filters_combine(folder: Path) -> None:
    wanted = {"words": "river", "speaker": "varnham", "sources": ["The North Ledger", "Half Tide Review"]}
    assert [("Leila Varnham", "The North Ledger")] == found(
        **wanted, all_days=False, until=date(2026, 3, 29), confidence=0.9
    )


def test_a_search_without_a_result_leaves_no_quote_to_show(folder: Path) -> None:
    defined = app.run(defs={"wanted": UNTOUCHED | {"words": "zeppelin"}})[1]
    assert (0, None) == (len(defined["found"]), defined.get("quote"))


def test_the_first_quote_found_is_shown_with_what_attributed_it(opened: Mapping[str, Any]) -> None:
    quote = opened["quote"]
    in_paragraph = [("start_char", "end_char"), ("speaker_start", "speaker_end")]
    assert ["I had to get them from the shop.", "she", "said", "Maureen Aldous"] == [
        *(quote["paragraph"][quote[start] : quote[end]] for start, end in in_paragraph),
        quote["cue"],
        quote["speaker"],
    ]


def test_what_an_article_says_stays_text(opened: Mapping[str, Any]) -> None:
    shown = opened["marked"]('She <b>"said": no', [(4, 7, "strong"), (15, 17, "mark")])
    assert "She <strong>&lt;b&gt;</strong>&quot;said&quot;: <mark>no</mark>" == shown


def test_whoever_followed_stands_below_whoever_was_first(opened: Mapping[str, Any]) -> None:
    outlets = ["Ravelsby Today", "The North Ledger", "Counting House Weekly", "Half Tide Review", "Keldhaven Notebook"]
    assert outlets == opened["printed"]["source"].to_list()


def test_a_reworded_quote_stands_beside_its_new_words(opened: Mapping[str, Any]) -> None:
    assert [
        ("Desmond Harle", "They ordered a gate and have been sent the bill for a cathedral,"),
        ("Hester Coyle", None),
    ] == opened["changed"].select("speaker", "most_alike_now").rows()


def test_every_quote_that_is_no_copy_is_named_described_or_nobodys(opened: Mapping[str, Any]) -> None:
    assert [(187, 31, 3)] == opened["attribution"].select("named", "described", "nobody").sum().rows()


def run_as_script(folder: Path, **stated: str) -> subprocess.CompletedProcess[str]:
    unstated = {name: value for name, value in os.environ.items() if not name.startswith("PRESSLAKE_")}
    script = [sys.executable, str(ROOT / "notebooks" / "quotes.py")]
    return subprocess.run(
        script, cwd=folder, env=unstated | stated, capture_output=True, text=True, timeout=120, check=False
    )


def test_where_nothing_is_published_it_shows_the_articles_that_ship(tmp_path: Path) -> None:
    done = run_as_script(tmp_path)
    assert "230 quotes by 40 speakers in 21 articles" == done.stdout.partition("\n")[0]
    assert [] == list(tmp_path.iterdir())


def test_where_a_warehouse_is_configured_it_shows_no_other(tmp_path: Path) -> None:
    done = run_as_script(tmp_path, PRESSLAKE_WAREHOUSE="mine.duckdb")
    said = "presslake: mine.read.duckdb: nothing is published yet"
    assert (1, "", said) == (done.returncode, done.stdout, done.stderr[: len(said)])
