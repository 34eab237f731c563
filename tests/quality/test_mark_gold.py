"""Gold made of articles in which the runs are marked."""

from benchmarks.mark_gold import gold

MARKED = """
[“The kiln is hot,”](d>she=Ana Okafor) she said. She had read [“Embers”](t).

Okafor left. [“Who was that?”](d)
"""


def test_the_text_loses_its_labels_and_blank_lines() -> None:
    text = "“The kiln is hot,” she said. She had read “Embers”.\nOkafor left. “Who was that?”"
    assert gold("a", "en", MARKED)["text"] == text


def test_offsets_are_those_of_the_text() -> None:
    article = gold("a", "en", MARKED)
    runs = [article["text"][run["start"] : run["end"]] for run in article["quotes"]]
    assert runs == ["“The kiln is hot,”", "“Embers”", "“Who was that?”"]


def test_a_run_is_direct_mixed_or_none() -> None:
    kinds = [run["kind"] for run in gold("a", "en", f"{MARKED} She is [“glad”](m<She=-).")["quotes"]]
    assert kinds == ["direct", "none", "direct", "mixed"]


def test_the_mention_is_the_next_one_on_its_side() -> None:
    run = gold("a", "en", MARKED)["quotes"][0]
    assert (run["speaker"], run["speaker_start"], run["names"]) == ("she", 19, ["okafor"])


def test_other_mentions_are_found_by_surname() -> None:
    assert gold("a", "en", MARKED)["quotes"][0]["alts"] == [[52, 58]]


def test_what_nobody_is_known_to_say_has_no_speaker() -> None:
    assert [run["speaker"] for run in gold("a", "en", MARKED)["quotes"]] == ["she", None, None]
