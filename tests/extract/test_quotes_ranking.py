"""Features of a candidate and their weights."""

from extract.model import Paragraph
from extract.quotes import ranking
from extract.quotes.rules import load_rules
from extract.quotes.spans import find_runs
from extract.quotes.speakers import Cast
from extract.quotes.tokenizer import tokenize
from extract.quotes.tokens import Tokens
from extract.quotes.weights import load_scores, shares, total


def read(text: str) -> Tokens:
    rules = load_rules("en")
    return tokenize([Paragraph(kind="text", text=text, start=0)], [find_runs(text, rules.marks)], rules)


def features(text: str, mention: int, quote: int) -> list[str]:
    tokens = read(text)
    return ranking.features(
        tokens, ranking.setting(tokens.codes, quote, last=",", left_open=False, previous=None), mention, Cast(tokens)
    )


def test_no_feature_holds_a_name() -> None:
    assert features("“Yes,” Ana Okafor said.", 1, 0) == features("“Yes,” Tom Vale said.", 1, 0)


def test_a_verb_behind_the_mention_is_a_cue() -> None:
    assert "end cR-A" in features("“Yes,” Ana Okafor said.", 1, 0)


def test_a_verb_before_the_mention_is_a_cue() -> None:
    assert "end cRVB" in features("“Yes,” said Ana Okafor.", 2, 0)


def test_a_verb_that_only_means_saying_counts_more() -> None:
    assert "saying RAN0" in features("“Yes,” Ana Okafor said.", 1, 0)


def test_what_a_pronoun_can_mean_counts() -> None:
    assert "pronoun Rfemale" in features("“Yes,” she said.", 1, 0)


def test_a_named_person_is_told_from_a_place() -> None:
    assert "figure R1001" in features("“Yes,” Mrs. Ana Okafor said.", 1, 0)


def test_the_speaker_of_the_quotation_before_is_known() -> None:
    tokens = read("“Yes,” Ana Okafor said. “No.”")
    previous = ranking.Previous(quote=0, mention=1, left_open=False)
    at = ranking.setting(tokens.codes, 4, last=".", left_open=False, previous=previous)
    assert "previous" in ranking.features(tokens, at, 1, Cast(tokens))


def test_small_words_are_drawn_together_and_long_paths_cut() -> None:
    assert (ranking.squeezed("wdpbV"), ranking.squeezed("N,V.Q,N.n")) == ("wV", "N,V~,N.n")


def test_unknown_features_weigh_nothing() -> None:
    assert total(["known", "unknown"], {"known": 1.5}) == 1.5


def test_shares_are_a_softmax_of_totals() -> None:
    assert [round(share, 4) for share in shares([0.5, 1.5])] == [0.2689, 0.7311]


def test_a_total_that_dwarfs_the_others_has_the_whole_share() -> None:
    assert shares([-9000.0, 9000.0]) == [0.0, 1.0]


def test_a_language_adds_to_the_weights() -> None:
    assert load_scores("de").confidence["explicit"] < load_scores("en").confidence["explicit"]
