import pytest

from extract.evidence import Candidate
from extract.titles import choose_title, without_outlet


def choose(*stated: tuple[str, str], headings: tuple[str, ...] = ()) -> str | None:
    candidates = [Candidate(source=source, value=value) for source, value in stated]
    printed = [Candidate(source="h2", value=heading) for heading in headings]
    return choose_title(candidates, printed, "Quayside Courier", "quayside.example")[0]


def test_the_printed_headline_outweighs_the_one_made_for_sharing() -> None:
    assert choose(("opengraph", "You will not believe this ferry"), ("h1", "Ferry sails again")) == "Ferry sails again"


def test_two_statements_that_agree_outweigh_the_print() -> None:
    stated = (("opengraph", "Ferry sails again"), ("json-ld", "Ferry sails again"), ("h1", "Local"))
    assert choose(*stated) == "Ferry sails again"


def test_a_title_that_is_printed_behind_a_kicker_outweighs_one_that_is_not_printed() -> None:
    stated = (("json-ld", "Ferry news from the harbour"), ("opengraph", "The ferry sails again"))
    assert choose(*stated, headings=("Harbour The ferry sails again",)) == "The ferry sails again"


def test_a_kicker_comes_off_where_the_page_gives_the_title_without_it() -> None:
    stated = (("json-ld", "Harbour: Ferry sails again"), ("opengraph", "Ferry sails again"))
    assert choose(*stated) == "Ferry sails again"


def test_a_word_behind_a_colon_is_no_title() -> None:
    assert choose(("h1", "The ferry that nobody wanted to see again: sold"), ("meta", "sold")) == (
        "The ferry that nobody wanted to see again: sold"
    )


@pytest.mark.parametrize("stated", [(), (("h1", "Quayside Courier"),)])
def test_the_outlets_name_is_no_title(stated: tuple[tuple[str, str], ...]) -> None:
    assert choose(*stated) is None


@pytest.mark.parametrize(
    ("title", "site_name", "host"),
    [
        ("Ferry sails again – Quayside Courier – Local", "Quayside Courier", "qc.example"),
        ("Ferry sails again | Quayside Courier", "Quayside Courier: news from the coast", "qc.example"),
        ("Ferry sails again - Courier Notebook", "The Courier", "qc.example"),
        ("The Courier: Ferry sails again", "Courier", "qc.example"),
        ("Ferry sails again | Quayside Courier", None, "quaysidecourier.co.example"),
        ("Ferry sails again_Quayside Courier", "Quayside Courier", "qc.example"),
    ],
)
def test_the_outlets_name_comes_off_in_each_of_its_forms(title: str, site_name: str | None, host: str) -> None:
    assert without_outlet(title, site_name, host) == "Ferry sails again"


def test_a_word_of_the_headline_that_is_the_outlets_name_as_well_stays() -> None:
    title = "Ferry - Courier - both boats are back in the harbour"
    assert without_outlet(title, "Courier", "qc.example") == title


def test_a_variable_that_a_template_left_unfilled_is_no_title() -> None:
    assert choose(("h1", "{{ title }}"), ("title", "Ferry sails again")) == "Ferry sails again"


def test_a_headline_that_the_page_gives_as_the_sites_name_is_a_title() -> None:
    headline = "The ferry to Strand sails again after nine weeks"
    candidates = [Candidate(source=source, value=headline) for source in ("h1", "title")]
    assert choose_title(candidates, [], headline, "qc.example") == (headline, "h1")
