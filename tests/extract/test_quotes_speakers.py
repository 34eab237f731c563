"""The persons and bodies of an article, their roles, genders and mentions."""

import pytest

from extract.model import Paragraph
from extract.quotes import nominals, pronouns
from extract.quotes.cues import Cue, find_cue
from extract.quotes.genders import elected_genders
from extract.quotes.roles import roles_of
from extract.quotes.rules import load_rules
from extract.quotes.spans import find_runs
from extract.quotes.speakers import Cast
from extract.quotes.tokenizer import tokenize
from extract.quotes.tokens import Tokens
from extract.quotes.weights import load_scores


def read(text: str, language: str = "en") -> Tokens:
    rules = load_rules(language)
    return tokenize([Paragraph(kind="text", text=text, start=0)], [find_runs(text, rules.marks)], rules)


def at(tokens: Tokens, word: str) -> int:
    """The last token printed like this."""
    return len(tokens.words) - 1 - list(reversed(tokens.words)).index(word)


def test_a_bare_surname_is_the_person_named_in_full() -> None:
    tokens = read("Okafor came. Ana Okafor won.")
    assert Cast(tokens).speaker(at(tokens, "Okafor")).aliases == ("Ana Okafor", "Okafor")


def test_an_initial_and_a_first_name_can_be_one_person() -> None:
    tokens = read("A. Okafor came. Ana Okafor won.")
    assert Cast(tokens).speaker(at(tokens, "A. Okafor")).name == "Ana Okafor"


def test_two_first_names_are_two_persons() -> None:
    tokens = read("Ana Okafor came. Ben Okafor won.")
    assert Cast(tokens).speaker(at(tokens, "Ben Okafor")).aliases == ("Ben Okafor",)


def test_of_two_with_one_surname_the_title_decides() -> None:
    tokens = read("Mr. Ben Okafor met Mrs. Ana Okafor. Then Mrs. Okafor left.")
    assert Cast(tokens).speaker(at(tokens, "Mrs. Okafor")).name == "Ana Okafor"


def test_of_two_with_one_surname_the_one_named_most_is_meant() -> None:
    tokens = read("Ben Okafor met Ana Okafor. Ana Okafor won. Then Okafor left.")
    assert Cast(tokens).speaker(at(tokens, "Okafor")).name == "Ana Okafor"


def test_a_first_name_alone_means_who_bears_it() -> None:
    tokens = read("Ana Okafor came. Then Ana left.")
    assert Cast(tokens).speaker(at(tokens, "Ana")).name == "Ana Okafor"


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("He met Ana Okafor.", "Ana Okafor", "person"),
        ("He met Mr. Okafor.", "Mr. Okafor", "person"),
        ("He met Eastmoor Council.", "Eastmoor Council", "organisation"),
        ("He met the Lindqvist Nine.", "Lindqvist Nine", "organisation"),
        ("He met HSB.", "HSB", "organisation"),
        ("He met Okafor.", "Okafor", "unknown"),
    ],
)
def test_the_text_tells_what_kind_a_speaker_is(text: str, word: str, kind: str) -> None:
    tokens = read(text)
    assert Cast(tokens).speaker(at(tokens, word)).kind == kind


def test_pronouns_vote_on_the_gender_of_the_only_person_near() -> None:
    tokens = read("Ana Okafor left. She took her hat.")
    assert elected_genders(tokens, {0: 7}, {}) == {7: "female"}


def test_pronouns_behind_two_persons_do_not_vote() -> None:
    tokens = read("Ana Okafor met Tom Vale. She took her hat.")
    assert elected_genders(tokens, {0: 7, 2: 8}, {}) == {}


def test_pronouns_pass_over_a_person_of_the_other_gender() -> None:
    tokens = read("Ana Okafor met Mr. Vale. She took her hat.")
    assert elected_genders(tokens, {0: 7, 2: 8}, {8: "male"}) == {7: "female"}


def test_a_given_name_tells_the_gender() -> None:
    tokens = read("Patrick Okafor left.")
    assert Cast(tokens).figure(0).gender == "male"


def test_a_title_outweighs_the_given_name() -> None:
    tokens = read("Mrs. Patrick Okafor left.")
    assert Cast(tokens).figure(0).gender == "female"


def test_an_article_before_a_noun_makes_no_body_of_the_name_between() -> None:
    tokens = read("He met Okafor. The Okafor campaign was over.")
    assert Cast(tokens).figure(at(tokens, "Okafor")).is_body is False


def test_pronouns_that_disagree_elect_nothing() -> None:
    tokens = read("Kim Okafor left. She took his hat.")
    assert elected_genders(tokens, {0: 7}, {}) == {}


@pytest.mark.parametrize(
    ("text", "language", "gender"),
    [
        ("Kim Okafor, a spokeswoman for the mill, left.", "en", "female"),
        ("The council chairman, Kim Okafor, left.", "en", "male"),
        ("Die Hafenmeisterin Kim Okafor ging.", "de", "female"),
        ("Kim Okafor, a potter, left.", "en", None),
    ],
)
def test_roles_tell_the_gender(text: str, language: str, gender: str | None) -> None:
    tokens = read(text, language)
    assert Cast(tokens).figure(at(tokens, "Kim Okafor")).gender == gender


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met Lindmoor Kilns, which makes pots.", "Lindmoor Kilns"),
        ("He stood in Lindmoor Road all day.", "Lindmoor Road"),
        ("He met the delegate for Lindmoor West, who left.", "Lindmoor West"),
        ("He met the Lindmoor Potters’ Guild, who left.", "Lindmoor Potters"),
    ],
)
def test_bodies_and_places_are_no_persons(text: str, name: str) -> None:
    tokens = read(text)
    figure = Cast(tokens).figure(at(tokens, name))
    assert figure.is_person is False


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Finance Minister Ana Okafor left.", ["Finance Minister"]),
        ("The former mayor Ana Okafor left.", ["former mayor"]),
        ("Ana Okafor, 61, a potter from Eastmoor, left.", ["a potter from Eastmoor"]),
        ("After Ana Okafor, the mayor said no.", []),
        ("When Ana Okafor left, he stayed.", []),
        ("The guild leader, Ana Okafor, left.", ["The guild leader"]),
        ("The ferry drivers’ spokesman Ana Okafor left.", ["ferry drivers’ spokesman"]),
    ],
)
def test_roles_stand_before_and_behind_the_name(text: str, roles: list[str]) -> None:
    tokens = read(text)
    assert list(roles_of(tokens, [tokens.codes.index("N")])) == roles


def test_a_role_before_commas_goes_with_its_possessive() -> None:
    tokens = read("Eastmoor’s mayor, Ana Okafor, left.")
    assert list(roles_of(tokens, [at(tokens, "Ana Okafor")])) == ["Eastmoor’s mayor"]


def test_a_german_role_stands_before_the_name() -> None:
    tokens = read("Hafenministerin Ana Okafor ging.", "de")
    assert list(roles_of(tokens, [tokens.codes.index("N")])) == ["Hafenministerin"]


@pytest.mark.parametrize(
    ("text", "word", "printed"),
    [
        ("Finance Minister Ana Okafor left.", "Finance Minister Ana Okafor", "Ana Okafor"),
        ("Then a spokesman for the old mill said so.", "spokesman", "a spokesman for the old mill"),
        ("Then she left.", "she", "she"),
    ],
)
def test_a_mention_is_printed_without_role_and_with_its_phrase(text: str, word: str, printed: str) -> None:
    tokens = read(text)
    start, end = nominals.extent(tokens, at(tokens, word))
    assert text[start:end] == printed


def test_a_role_of_two_persons_describes_neither() -> None:
    tokens = read("Mayor Ana Okafor met Mayor Tom Vale. The mayor left.")
    assert nominals.described(tokens, at(tokens, "mayor"), Cast(tokens)) is None


def test_who_means_the_name_before_it() -> None:
    tokens = read("Tom Vale met Ana Okafor, who left.")
    meant = pronouns.antecedent(tokens, at(tokens, "who"), Cast(tokens), None, load_scores("en").antecedent)
    assert meant == pronouns.Antecedent(token=at(tokens, "Ana Okafor"), chance=1.0)


def test_a_pronoun_may_mean_somebody_without_a_name() -> None:
    tokens = read("Ana Okafor left. A sailor, who stayed, said he was cold.")
    meant = pronouns.antecedent(tokens, at(tokens, "he"), Cast(tokens), None, {"new J1": 2.0})
    assert meant is not None
    assert meant.token == at(tokens, "sailor")


def test_plurals_and_the_other_gender_are_no_antecedents() -> None:
    tokens = read("A spokeswoman met two sailors and a potter. He smiled.")
    assert pronouns.possible(tokens, at(tokens, "He"), Cast(tokens)) == [at(tokens, "potter")]


def test_a_pronoun_that_might_mean_either_of_two_means_nobody() -> None:
    tokens = read("Tom Vale met Ben Okafor and Jon Brook and Max Moor and Sid Hale. Yes. He smiled.")
    weights = {"full 1": 1.0}
    assert pronouns.antecedent(tokens, at(tokens, "He"), Cast(tokens), None, weights) is None


@pytest.mark.parametrize("pronoun", ["they", "it", "I"])
def test_other_pronouns_mean_no_person(pronoun: str) -> None:
    tokens = read(f"Tom Vale left, and {pronoun} stayed.")
    assert pronouns.antecedent(tokens, at(tokens, pronoun), Cast(tokens), None, load_scores("en").antecedent) is None


def test_places_and_bodies_are_no_antecedents() -> None:
    tokens = read("Tom Vale left the Harbour Board in Eastmoor. He smiled.")
    assert pronouns.possible(tokens, at(tokens, "He"), Cast(tokens)) == [0]


@pytest.mark.parametrize(
    ("text", "mention", "cue"),
    [
        ("“Yes,” said Tom Vale.", "Tom Vale", Cue(method="inverted", words="said")),
        ("“Yes,” Tom Vale has repeatedly said.", "Tom Vale", Cue(method="explicit", words="said")),
        ("“Yes,” Tom Vale, 46, said.", "Tom Vale", Cue(method="explicit", words="said")),
        ("“Yes,” he said.", "he", Cue(method="pronoun", words="said")),
        ("“Yes,” said one resident.", "resident", Cue(method="nominal", words="said")),
        ("“Yes,” according to Tom Vale.", "Tom Vale", Cue(method="according_to", words="according to")),
        ("Tom Vale left. “Yes.”", "Tom Vale", Cue(method="near", words=None)),
    ],
)
def test_the_cue_ties_the_mention_to_the_quotation(text: str, mention: str, cue: Cue) -> None:
    tokens = read(text)
    assert find_cue(tokens, at(tokens, mention), tokens.quotes[0]) == cue


def test_the_german_zufolge_stands_behind_the_name() -> None:
    tokens = read("Tom Vale zufolge „ist das Haus alt“.", "de")
    assert find_cue(tokens, 0, tokens.quotes[0]) == Cue(method="according_to", words="zufolge")
