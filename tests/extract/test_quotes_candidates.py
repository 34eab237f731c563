from extract.model import Paragraph
from extract.quotes.candidates import Reason, SpeakerCandidate, find_candidates
from extract.quotes.find import find_quotations

TEXT = "Bo Rask came late. “The kiln stays open,” said Ana Okafor, the potter. “For now.”"


def paragraphs(*texts: str) -> list[Paragraph]:
    starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
    return [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]


def candidates(at: int) -> list[SpeakerCandidate]:
    return list(find_candidates(paragraphs(TEXT), "en")[0, at])


def test_every_quotation_has_its_candidates() -> None:
    quotes = find_quotations(paragraphs(TEXT), "en").quotes
    assert set(find_candidates(paragraphs(TEXT), "en")) == {(quote.paragraph, quote.start) for quote in quotes}


def test_the_first_candidate_is_the_speaker_that_was_chosen() -> None:
    said = find_quotations(paragraphs(TEXT), "en").quotes[0].attribution
    assert said is not None
    assert candidates(TEXT.index("The kiln"))[0].span == said.span


def test_the_shares_of_one_quotation_add_up_to_one() -> None:
    assert round(sum(each.share for each in candidates(TEXT.index("The kiln"))), 9) == 1


def test_the_reasons_of_the_first_are_against_the_second() -> None:
    first, second = candidates(TEXT.index("The kiln"))[:2]
    assert {each.what: round(each.weight, 6) for each in first.reasons} == {
        each.what: round(-each.weight, 6) for each in second.reasons
    }


def test_what_weighs_most_comes_first() -> None:
    weights = [abs(each.weight) for each in candidates(TEXT.index("The kiln"))[0].reasons]
    assert weights == sorted(weights, reverse=True)


def test_who_spoke_last_counts_for_the_quotation_after() -> None:
    reasons = candidates(TEXT.index("For now"))[0].reasons
    assert [each.what for each in reasons if each.weight > 0][:1] == ["spoke last"]


def test_the_only_candidate_has_reasons_too() -> None:
    text = "“The kiln stays open,” said Ana Okafor."
    found = find_candidates(paragraphs(text), "en")[0, 1]
    assert (len(found), all(isinstance(each, Reason) for each in found[0].reasons)) == (1, True)


def test_a_language_without_rules_has_no_candidates() -> None:
    assert find_candidates(paragraphs("”Ugnen är kvar”, sade Ana Okafor."), "sv") == {}


def test_another_paragraph_is_not_heard_where_somebody_near_is_convincing() -> None:
    found = find_candidates(paragraphs("Bo Rask came late.", "“The kiln stays open,” said Ana Okafor."), "en")
    assert [candidate.text for candidate in found[1, 1]] == ["Ana Okafor"]


def test_another_paragraph_is_heard_where_nobody_near_is_convincing() -> None:
    found = find_candidates(paragraphs("Bo Rask came late.", "“The kiln stays open.”"), "en")
    assert [candidate.text for candidate in found[1, 1]] == ["Bo Rask"]
