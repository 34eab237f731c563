"""The quotations of whole articles."""

from dataclasses import replace

import pytest

from extract.model import PARAGRAPH_BREAK, Attribution, Paragraph, Quotations
from extract.quotes.find import find_quotations


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    return tuple(Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True))


def find(*texts: str, language: str | None = "en") -> Quotations:
    return find_quotations(paragraphs(*texts), language)


def attributions(*texts: str, language: str = "en") -> list[Attribution]:
    return [quote.attribution for quote in find(*texts, language=language).quotes if quote.attribution is not None]


def speakers(*texts: str, language: str = "en") -> list[str | None]:
    said = [quote.attribution for quote in find(*texts, language=language).quotes]
    return [one.speaker.name if one and one.speaker else None for one in said]


@pytest.mark.parametrize(
    ("text", "method", "cue"),
    [
        ("“The kiln stays open,” said Ana Okafor.", "inverted", "said"),
        ("“The kiln stays open,” Ana Okafor said.", "explicit", "said"),
        ("Ana Okafor said, “The kiln stays open.”", "explicit", "said"),
        ("Ana Okafor said: “The kiln stays open.”", "explicit", "said"),
        ("Ana Okafor said that the kiln was “open to all.”", "explicit", "said"),
        ("Ana Okafor: “The kiln stays open.”", "explicit", None),
        ("According to Ana Okafor, “the kiln stays open all night.”", "according_to", "According to"),
        ("Ana Okafor called the plan “reckless.”", "explicit", "called"),
    ],
)
def test_each_construction_names_the_speaker(text: str, method: str, cue: str | None) -> None:
    (said,) = attributions(text)
    assert (said.speaker and said.speaker.name, said.method, said.cue) == ("Ana Okafor", method, cue)


@pytest.mark.parametrize(
    ("text", "method", "cue"),
    [
        ("„Der Ofen bleibt an“, sagte Ana Okafor.", "inverted", "sagte"),
        ("Ana Okafor sagte: „Der Ofen bleibt an.“", "explicit", "sagte"),
        ("„Der Ofen bleibt an“, so Ana Okafor.", "according_to", "so"),
        ("Der Ofen sei „sehr alt“, so Ana Okafor.", "according_to", "so"),
        ("„Der Ofen bleibt an“, heißt es bei Ana Okafor.", "according_to", "heißt es bei"),
        ("Laut Ana Okafor ist der Ofen „sehr alt und teuer“.", "according_to", "Laut"),
        ("Ana Okafor nannte den Plan „unklug“.", "explicit", "nannte"),
    ],
)
def test_each_german_construction_names_the_speaker(text: str, method: str, cue: str) -> None:
    (said,) = attributions(text, language="de")
    assert (said.speaker and said.speaker.name, said.method, said.cue) == ("Ana Okafor", method, cue)


@pytest.mark.parametrize(
    "texts",
    [
        ("Ana Okafor walked home. The bridge was “old, and we are tired of it,” there.",),
        ("Ana Okafor left.", "“It was late and cold.”"),
    ],
)
def test_a_mention_that_nothing_ties_is_less_sure_than_one_with_a_verb(texts: tuple[str, ...]) -> None:
    tied = find("“It was late and cold,” Ana Okafor said.").quotes[0].attribution
    assert tied is not None
    assert [each.attribution.confidence < tied.confidence for each in find(*texts).quotes if each.attribution] == [True]


def test_a_final_comma_inside_the_marks_stays() -> None:
    assert find("“Yes,” she said.").quotes[0].text == "Yes,"


def test_a_whole_utterance_is_direct_and_a_fragment_mixed() -> None:
    found = find("“We will rebuild the bridge,” said Ana Okafor.", "Okafor called the flood “a warning.”")
    assert [quote.kind for quote in found.quotes] == ["direct", "mixed"]


def test_the_parts_of_a_split_quotation_share_speaker_cue_and_chain() -> None:
    first, second = find("“The ferry stays in,” Tom Vale said. “It sails tomorrow.”").quotes
    assert first.attribution is not None
    assert second.attribution is not None
    assert (second.chain, replace(second.attribution, confidence=first.attribution.confidence)) == (
        first.chain,
        first.attribution,
    )


def test_the_later_part_of_an_utterance_is_direct_in_lower_case_too() -> None:
    found = find("“The ferry,” Tom Vale said, “will not sail before the storm is over.”")
    assert [quote.kind for quote in found.quotes] == ["direct", "direct"]


def test_two_utterances_are_two_chains() -> None:
    found = find("“The ferry stays in,” Tom Vale said.", "“It is a pity,” said Ana Okafor.")
    assert [quote.chain for quote in found.quotes] == [0, 1]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    found = find("“We began in a barn. It was cold.", "“Then we got a stove,” said Ines Vogel.")
    assert [(quote.chain, quote.attribution and quote.attribution.text) for quote in found.quotes] == [
        (0, "Ines Vogel"),
        (0, "Ines Vogel"),
    ]


def test_a_surname_means_the_full_name_given_before() -> None:
    assert speakers("Ana Okafor opened the kiln.", "“It is hot,” Okafor said.") == ["Ana Okafor"]


def test_a_surname_means_the_full_name_given_later() -> None:
    assert speakers("“It is hot,” Okafor said.", "Ana Okafor opened the kiln.") == ["Ana Okafor"]


def test_the_role_given_once_is_the_speakers_everywhere() -> None:
    said = attributions("“It is hot,” Okafor said.", "Harbour Minister Ana Okafor left.", "“I agree,” Okafor said.")
    assert [one.role for one in said] == ["Harbour Minister", "Harbour Minister"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“It is hot,” said Ana Okafor, the finance minister.", "the finance minister"),
        ("“It is hot,” said Ana Okafor, director of the Eastmoor Kiln Museum.", "director of the Eastmoor Kiln Museum"),
        ("“It is hot,” said former mayor Ana Okafor.", "former mayor"),
        ("“It is hot,” said Secretary of State Ana Okafor.", "Secretary of State"),
        ("“It is hot,” said Ana Okafor, who left.", None),
    ],
)
def test_roles_are_given_as_printed(text: str, role: str | None) -> None:
    assert [said.role for said in attributions(text)] == [role]


def test_a_pronoun_means_the_person_named_before() -> None:
    (said,) = attributions("Mrs. Okafor opened the kiln. “It is hot,” she said.")
    assert (said.speaker and said.speaker.name, said.text, said.method) == ("Okafor", "she", "pronoun")


def test_a_pronoun_means_nobody_of_the_other_gender() -> None:
    assert speakers("Mrs. Okafor met Mr. Vale. “It is hot,” she said.") == ["Okafor"]


@pytest.mark.parametrize(
    "texts",
    [
        ("“It is hot,” said Mr. Vale.", "Ana Okafor, a spokeswoman, opened the kiln. “It is late,” she said."),
        ("“It is hot,” said Tom Vale. He left.", "The mill’s chairwoman, Ana Okafor, stayed. “It is late,” she said."),
        ("Lindmoor Kilns, which Mr. Vale owns, closed.", "Ana Okafor found her keys. “It is late,” she said."),
    ],
)
def test_a_pronoun_means_nobody_whose_gender_or_kind_the_text_contradicts(texts: tuple[str, ...]) -> None:
    assert speakers(*texts)[-1] == "Ana Okafor"


def test_a_german_pronoun_means_the_woman_whose_role_was_given() -> None:
    texts = ("Pianist Tom Vale kam nicht.", "Intendantin Ana Okafor lachte. „Es ist kalt“, sagte sie.")
    assert speakers(*texts, language="de") == ["Ana Okafor"]


def test_a_pronoun_for_somebody_without_a_name_names_nobody() -> None:
    texts = ("“We sail,” Ana Okafor said.", "A sailor, who gave no name, laughed. “It is cold,” he said.")
    assert speakers(*texts) == ["Ana Okafor", None]


def test_an_unknown_voice_before_a_colon_is_the_mention() -> None:
    texts = ("“We sail,” Ana Okafor said.", "A voice from the quay: “Never.”")
    (_, said) = attributions(*texts)
    assert (said.speaker, said.text) == (None, "A voice from the quay")


def test_an_utterance_does_not_go_on_behind_words_that_name_nobody() -> None:
    found = find("“We sail,” Ana Okafor said.", "On the wall, in white paint: “Three days to go.”")
    assert found.quotes[1].chain == 1


def test_somebody_whom_nothing_identifies_is_a_mention_without_speaker() -> None:
    (said,) = attributions("A spokesman for the mill said: “We have nothing to add.”")
    assert (said.speaker, said.text, said.method) == (None, "A spokesman for the mill", "nominal")


def test_a_description_means_the_one_person_with_that_role() -> None:
    assert speakers("Ana Okafor, the mayor, left.", "“It is hot,” the mayor said.") == ["Ana Okafor"]


def test_a_body_speaks_and_its_acronym_is_an_alias() -> None:
    texts = ("The Harbour Safety Board (HSB) met.", "“No boat will leave,” the HSB said in a statement.")
    (said,) = attributions(*texts)
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.kind, said.speaker.aliases) == (
        "Harbour Safety Board",
        "organisation",
        ("Harbour Safety Board", "HSB"),
    )


def test_the_mention_is_where_the_attribution_says() -> None:
    texts = ("Nothing here.", "“It is hot,” said Mr. Okafor.")
    (said,) = attributions(*texts)
    assert PARAGRAPH_BREAK.join(texts)[said.span.start : said.span.end] == said.text == "Mr. Okafor"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("His new novel, “The Salt Road,” is out.", "The Salt Road,"),
        ("Peter “Sparrow” Hale sings tonight.", "Sparrow"),
        ("The so-called “tide tax” begins in spring.", "tide tax"),
        ("The last aria, ‘Salt Road’, is far too long.", "Salt Road"),
    ],
)
def test_titles_nicknames_and_terms_are_said_by_nobody(text: str, term: str) -> None:
    found = find(text)
    assert ([one.text for one in found.terms], found.quotes) == ([term], ())


def test_german_names_in_marks_are_terms() -> None:
    found = find("Die Zeitung „Hafenbote“ erscheint auf dem Dampfer „Alte Liebe“.", language="de")
    assert [term.text for term in found.terms] == ["Hafenbote", "Alte Liebe"]


@pytest.mark.parametrize("language", [None, "it", "xx"])
def test_a_language_without_rules_gets_quotes_and_no_speakers(language: str | None) -> None:
    found = find("« Le four reste ouvert ce soir », a dit Ana Okafor.", language=language)
    assert [(quote.text, quote.attribution) for quote in found.quotes] == [("Le four reste ouvert ce soir", None)]


def test_an_article_without_marks_has_no_quotations() -> None:
    assert find("The dogs' home isn't far.", "") == Quotations()


def test_no_paragraphs_are_no_quotations() -> None:
    assert find() == Quotations()
