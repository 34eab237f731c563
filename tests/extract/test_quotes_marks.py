"""How each language prints speech: its marks, its dashes, and what is no mark in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Paragraph
from extract.quotes import rules
from extract.quotes.dialogue import find_speech
from extract.quotes.find import find_quotations
from extract.quotes.rules import load_rules

MARKED = [
    ("ca", "«El pont és tancat», diu Pau Roure."),
    ("ca", "“El pont és tancat”, diu Pau Roure."),
    ("cs", "„El pont is tancat,“ řekla Jana Horská."),
    ("cs", "»El pont is tancat,« řekla Jana Horská."),
    ("da", "»Broen er lukket,« siger Mette Holm."),
    ("da", "„Broen er lukket,“ siger Mette Holm."),
    ("da", "”Broen er lukket,” siger Mette Holm."),
    ("el", "«Η γέφυρα έκλεισε», είπε η Άννα."),
    ("es", "«El puente está cerrado», dijo Ana Vela."),
    ("es", "“El puente está cerrado”, dijo Ana Vela."),
    ("es", '"El puente está cerrado", dijo Ana Vela.'),
    ("fi", "”Silta on suljettu”, sanoo Aino Salo."),
    ("fi", "»Silta on suljettu», sanoo Aino Salo."),
    ("fi", "’Silta on suljettu’, sanoo Aino Salo."),
    ("fr", "« Le pont est fermé », dit Anne Vallier."),
    ("fr", "«\u00a0Le pont est fermé\u00a0», dit Anne Vallier."),
    ("fr", "«\u202fLe pont est fermé\u202f», dit Anne Vallier."),
    ("fr", "“Le pont est fermé”, dit Anne Vallier."),
    ("fr", '" Le pont est fermé ", dit Anne Vallier.'),
    ("hu", "„A híd zárva van” – mondta Kiss Anna."),
    ("hu", "»A híd zárva van« – mondta Kiss Anna."),
    ("it", "«Il ponte è chiuso», dice Anna Valli."),
    ("it", "“Il ponte è chiuso”, dice Anna Valli."),
    ("it", '"Il ponte è chiuso", dice Anna Valli.'),
    ("nl", "‘De brug is dicht’, zegt Anna Vaal."),
    ("nl", "'De brug is dicht', zegt Anna Vaal."),
    ("nl", "“De brug is dicht”, zegt Anna Vaal."),
    ("nl", "„De brug is dicht”, zegt Anna Vaal."),
    ("no", "«Broen er stengt», sier Anne Dal."),
    ("pl", "„Most jest zamknięty” – mówi Anna Wal."),
    ("pl", "«Most jest zamknięty» – mówi Anna Wal."),
    ("pt", "“A ponte está fechada”, diz Ana Vale."),
    ("pt", "«A ponte está fechada», diz Ana Vale."),
    ("ro", "„Podul este închis”, spune Ana Vale."),
    ("ro", "«Podul este închis», spune Ana Vale."),
    ("ru", "«Мост закрыт», — сказала Анна Валова."),
    ("ru", "„Мост закрыт“, — сказала Анна Валова."),
    ("sv", "”Bron är stängd”, säger Anna Dal."),
    ("sv", "»Bron är stängd», säger Anna Dal."),
    ("sv", "»Bron är stängd«, säger Anna Dal."),
    ("sv", "’Bron är stängd’, säger Anna Dal."),
    ("uk", "«Міст закрито», — сказала Анна Валова."),
]
DASHED = [
    ("ca", "—El pont és tancat —diu Pau Roure—. Fins demà.", ["El pont és tancat", "Fins demà."]),
    ("da", "– Broen er lukket, siger Mette Holm. – Indtil i morgen.", ["Broen er lukket", "Indtil i morgen."]),
    ("es", "—El puente está cerrado —dijo Ana Vela—. Hasta mañana.", ["El puente está cerrado", "Hasta mañana."]),
    ("fi", "– Silta on suljettu, sanoo Aino Salo. – Huomiseen asti.", ["Silta on suljettu", "Huomiseen asti."]),
    ("fr", "— Le pont est fermé, dit Anne Vallier. — Jusqu’à demain.", ["Le pont est fermé", "Jusqu’à demain."]),
    ("hu", "– A híd zárva van – mondta Kiss Anna. – Holnapig.", ["A híd zárva van", "Holnapig."]),
    ("it", "— Il ponte è chiuso — dice Anna Valli. — Fino a domani.", ["Il ponte è chiuso", "Fino a domani."]),
    ("nl", "– De brug is dicht, zegt Anna Vaal. – Tot morgen.", ["De brug is dicht", "Tot morgen."]),
    ("no", "– Broen er stengt, sier Anne Dal. – Til i morgen.", ["Broen er stengt", "Til i morgen."]),
    ("no", "- Broen er stengt, sier Anne Dal. - Til i morgen.", ["Broen er stengt", "Til i morgen."]),
    ("pl", "– Most jest zamknięty – mówi Anna Wal. – Do jutra.", ["Most jest zamknięty", "Do jutra."]),
    ("pt", "— A ponte está fechada — diz Ana Vale. — Até amanhã.", ["A ponte está fechada", "Até amanhã."]),
    ("ro", "— Podul este închis, spune Ana Vale. — Până mâine.", ["Podul este închis", "Până mâine."]),
    ("ru", "— Мост закрыт, — сказала Анна Валова. — До завтра.", ["Мост закрыт,", "До завтра."]),
    ("sv", "– Bron är stängd, säger Anna Dal. – Till i morgon.", ["Bron är stängd", "Till i morgon."]),
    ("uk", "— Міст закрито, — сказала Анна Валова. — До завтра.", ["Міст закрито,", "До завтра."]),
]


def said(language: str, *texts: str) -> list[str]:
    paragraphs = [Paragraph(kind="text", text=text, start=0) for text in texts]
    found = find_speech(paragraphs, load_rules(language))
    return [text[run.start : run.end] for text, runs in zip(texts, found, strict=True) for run in runs]


@pytest.mark.parametrize(("language", "text"), MARKED)
def test_the_marks_of_a_language_enclose_what_is_said(language: str, text: str) -> None:
    (words,) = said(language, text)
    assert text.strip(" «»„“”‘’'\"\u00a0\u202f").startswith(words.rstrip(","))


@pytest.mark.parametrize(("language", "text", "expected"), DASHED)
def test_dashes_mean_speech_where_a_reporting_clause_follows(language: str, text: str, expected: list[str]) -> None:
    assert said(language, text) == expected


def test_every_language_with_marks_of_its_own_is_tested() -> None:
    assert {language for language, _ in MARKED} >= rules.marked_languages() | {"fr", "es"}


def test_every_language_whose_dashes_mean_speech_is_tested() -> None:
    spoken = {code for code in [*rules.marked_languages(), "fr", "es"] if load_rules(code).marks.dialogue}
    assert {language for language, _, _ in DASHED} == spoken


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L’an 2024, l'été '98, aujourd’hui, le n° 12, 5' 30\" de jeu."),
        ("it", "L’anno ’68, l'80% e un po' d’acqua: c'era 'na volta."),
        ("nl", "'s Ochtends om 8 uur in de jaren '90, zo'n foto's en 't café."),
        ("es", "Corrió 5' 30\" y saltó 6' 2\" en 1998."),
        ("sv", "Kl. 8 på 90-talet, 12' 5\" lång."),
    ],
)
def test_apostrophes_years_minutes_and_inches_are_no_marks(language: str, text: str) -> None:
    assert said(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Il quitte l’« Horizon » et l'“Aurore”, dit-il d’« hier ».", ["Horizon", "Aurore", "hier"]),
        ("it", "Parla dell’«isola» e dell'“alba”.", ["isola", "alba"]),
        ("fr", "« Il m'a dit “pars” et ‹ reste › », raconte-t-elle.", ["Il m'a dit “pars” et ‹ reste ›"]),
        ("es", "«Me dijo “vete” y ‘quédate’», cuenta.", ["Me dijo “vete” y ‘quédate’"]),
        ("es", '"Un tubo de 12" de ancho", dijo. "Nada más".', ['Un tubo de 12" de ancho', "Nada más"]),
        ("fr", '“Oui", dit-il. "Non”, dit-elle.', ["Oui", "Non"]),
        ("fr", "»Oui«, dit-il.", ["Oui"]),
        ("sv", "“Ja“, sade hon.", ["Ja"]),
    ],
)
def test_elisions_nested_wrong_way_and_mixed_marks(language: str, text: str, expected: list[str]) -> None:
    assert said(language, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit : « Je viens, puis rien. « Je reste », dit Anne, « toujours » ici.", ["Je reste", "toujours"]),
        ("Il viendra », dit Paul. « Je reste », dit Anne.", ["Je reste"]),
    ],
)
def test_a_lost_mark_spoils_what_it_belongs_to_and_nothing_else(text: str, expected: list[str]) -> None:
    assert said("fr", text, "« Demain », dit Léa.") == [*expected, "Demain"]


def test_a_french_closing_mark_opens_where_a_quotation_goes_on() -> None:
    assert said("fr", "« Il a plu.", "» Puis il a neigé. »") == ["Il a plu.", "Puis il a neigé."]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "« Le pont, a dit Ana Vale, est fermé. »", ["Le pont", "est fermé."]),
        ("fr", "« Le pont, dit-elle, est fermé. »", ["Le pont", "est fermé."]),
        ("fr", "« Le pont est fermé, a-t-elle ajouté. Il pleut. »", ["Le pont est fermé", "Il pleut."]),
        ("fr", "« Le pont est fermé, s’est-elle exclamée. »", ["Le pont est fermé"]),
        ("fr", "« Et le pont ? demande M. Vale. Il pleut. »", ["Et le pont ?", "Il pleut."]),
        ("fr", "« Le pont, dit Ana Vale, maire de Brume, est fermé. »", ["Le pont", "est fermé."]),
        (
            "fr",
            "« Il m’a crié “viens”, a dit mon père, je crois. »",
            ["Il m’a crié “viens”, a dit mon père, je crois."],
        ),
        ("fr", "« Le peuple, demande une réponse. »", ["Le peuple, demande une réponse."]),
        ("es", "«El puente, recuerda Ana Vela, está cerrado».", ["El puente", "está cerrado"]),
        ("es", "«El puente —dijo— está cerrado».", ["El puente", "está cerrado"]),
        ("it", "«Il ponte – ha detto Anna Valli – è chiuso».", ["Il ponte", "è chiuso"]),
        ("pt", "“A ponte — disse Ana Vale — está fechada.”", ["A ponte", "está fechada."]),
        ("en", "“The bridge, said Ana Vale, is shut.”", ["The bridge, said Ana Vale, is shut."]),
    ],
)
def test_a_reporting_clause_inside_the_marks_is_cut_out(language: str, text: str, expected: list[str]) -> None:
    assert said(language, text) == expected


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("no", ["– To tonn kull", "– Tre biler"]),
        ("fr", ["— Un budget de trois millions.", "— Un calendrier."]),
        ("en", ["– “Go,” he said", "– Two more"]),
        ("fr", ["— 12 morts, dit-on, hier."]),
    ],
)
def test_a_list_is_no_dialogue(language: str, texts: list[str]) -> None:
    assert [words for words in said(language, *texts) if words != "Go,"] == []


def test_a_line_without_a_clause_is_speech_in_an_article_with_dialogue() -> None:
    assert said("sv", "– Bron är stängd, säger Anna Dal.", "– Hur länge?") == ["Bron är stängd", "Hur länge?"]


def test_marks_within_a_line_of_dialogue_are_its_own() -> None:
    assert said("no", "– Det er «stengt», sier Anne Dal, «lenge».") == ["Det er «stengt»", "lenge"]


@pytest.mark.parametrize("language", [*sorted(rules.marked_languages()), "xx"])
def test_no_speaker_is_invented_where_no_names_are_known(language: str) -> None:
    text = "«Le pont est fermé ce soir», dit Anne Vallier. – Jusqu’à demain."
    (quote,) = find_quotations([Paragraph(kind="text", text=text, start=0)], language).quotes
    assert quote.attribution is None


def test_marks_toml_is_for_languages_without_a_file() -> None:
    assert rules.ruled_languages().isdisjoint(rules.marked_languages())


PIECES = st.sampled_from(
    [
        "« ",
        " »",
        "“",
        "”",
        "—",
        " – ",
        ", ",
        ". ",
        "? ",
        "dit Ana Vale",
        "a-t-elle dit",
        "dijo",
        "sier hun",
        "Oui ",
        "pont",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["fr", "es", "it", "no", "pl"]))
def test_what_is_left_of_a_run_is_trimmed_ordered_and_apart(text: str, language: str) -> None:
    (runs,) = find_speech([Paragraph(kind="text", text=text, start=0)], load_rules(language))
    edges = [edge for run in runs for edge in (run.outer_start, run.start, run.end, run.outer_end)]
    trimmed = all(text[run.start : run.end] == text[run.start : run.end].strip() != "" for run in runs)
    assert (edges, trimmed) == (sorted(edges), True)
