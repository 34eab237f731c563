"""Who speaks in French: each construction in a sentence of its own."""

import pytest

from extract.model import Paragraph
from extract.quotes.find import find_quotations


def speakers(*texts: str) -> list[str | None]:
    starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
    paragraphs = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    said = [quote.attribution for quote in find_quotations(paragraphs, "fr").quotes]
    return [(one.speaker.name if one.speaker else one.text) if one else None for one in said]


@pytest.mark.parametrize(
    "text",
    [
        "« Le four reste allumé », a déclaré Anne Vallier.",
        "« Le four reste allumé », déclare Anne Vallier.",
        "« Le four reste allumé », déclarait hier Anne Vallier.",
        "« Le four reste allumé », a encore précisé Anne Vallier.",
        "« Le four reste allumé », s’est félicitée Anne Vallier.",
        "« Le four reste allumé », lui a répondu Anne Vallier.",
        "« Le four reste allumé », selon Anne Vallier.",
        "« Le four reste allumé », d’après Anne Vallier.",
        "Selon Anne Vallier, « le four reste allumé toute la nuit ».",
        "D'après Anne Vallier, le four « reste allumé toute la nuit ».",
        "Pour Anne Vallier, « le four doit rester allumé ».",
        "Anne Vallier l’assure : « Le four reste allumé. »",
        "Anne Vallier : « Le four reste allumé. »",
        "Anne Vallier a déclaré que le four « resterait allumé toute la nuit ».",
        "Anne Vallier se dit « très fière de ce four ».",
        "Anne Vallier dénonce une décision « absurde et injuste ».",
        "Anne Vallier, potière à Brume, parle d’un four « increvable ».",
        "Anne Vallier, qui dirige l’atelier, promet de « rester jusqu’au bout ».",
        "« Le four reste allumé », a déclaré la potière Anne Vallier.",
        "« Le four reste allumé », a déclaré la potière française Anne Vallier.",
        "« Le four reste allumé », a déclaré l’ancienne maire de Brume, Anne Vallier.",
        "« Le four reste allumé », a déclaré Mme Vallier. Anne Vallier est potière.",
        "« Le four, a dit Anne Vallier, reste allumé. »",
        "« Le four reste allumé, explique Anne Vallier, potière à Brume. »",
        "« Le four reste allumé », fait savoir Anne Vallier.",
        "« Le four reste allumé », affirme auprès de nos confrères Anne Vallier.",
        "C’est « le plus beau four du pays », assure Anne Vallier.",
        "Anne Vallier n’a pas caché sa joie : « Le four reste allumé ! »",
        "« Le four est-il allumé ? » demande Anne Vallier.",
        "« Allumez le four ! », a lancé Anne Vallier à ses élèves.",
        "L’élue Anne Vallier a salué « un four exemplaire ».",
        "Interrogée par Radio Brume, Anne Vallier a répondu : « Le four reste allumé. »",
    ],
)
def test_each_construction_names_the_speaker(text: str) -> None:
    assert set(speakers(text)) == {"Anne Vallier"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Anne Vallier a rouvert l’atelier. « Le four chauffe », a-t-elle ajouté.",), ["Anne Vallier"]),
        (("M. Paul Roux a rouvert l’atelier. « Le four chauffe », dit-il.",), ["Paul Roux"]),
        (("Paul Roux a vu Mme Anne Vallier. Selon lui, le four « est trop vieux ».",), ["Paul Roux"]),
        (("Mme Anne Vallier a vu M. Paul Roux. « Le four chauffe », a-t-il dit.",), ["Paul Roux"]),
        (("« Le four chauffe », a dit Anne Vallier. « Il chauffera demain », a-t-elle ajouté.",), ["Anne Vallier"] * 2),
        (
            ("« Le four chauffe », a dit Anne Vallier.", "« Il chauffera demain », ajoute Vallier."),
            ["Anne Vallier"] * 2,
        ),
        (("« Le four chauffe », dit Charles de Brume.", "« Oui », dit M. de Brume."), ["Charles de Brume"] * 2),
        (("« Le four chauffe », assure la mairie.",), ["la mairie"]),
        (("« Le four chauffe », indique l’Université de Brume.",), ["Université de Brume"]),
        (("La direction évoque « un four dangereux ».",), ["La direction"]),
        (("« Le four chauffe », a indiqué un porte-parole du musée.",), ["un porte-parole du musée"]),
        (("« Le four chauffe », a déclaré le maire de Brume, Paul Roux.",), ["Paul Roux"]),
        (("La maire, Anne Vallier, a répondu à Paul Roux : « Le four chauffe. »",), ["Anne Vallier"]),
        (("« Le four chauffe.", "« Il chauffera demain », dit Anne Vallier."), ["Anne Vallier"] * 2),
        (("— Le four chauffe, dit Anne Vallier.", "Elle sort."), ["Anne Vallier"]),
        (("Anne Vallier publie un roman.", "« J’ai fini hier », raconte la romancière."), ["Anne Vallier"]),
        (("Paul Roux a perdu. « C’est dur », dit la romancière.",), ["Paul Roux"]),
        (("Mme Anne Vallier a gagné. « C’est dur », a lâché le technicien.",), ["le technicien"]),
        (("Paul Roux a perdu. « C’est dur », dit l’entraîneur de Marlac.",), ["l’entraîneur de Marlac"]),
        (("« C’est dur », a lâché le technicien en conférence de presse.",), ["le technicien"]),
        (("« C’est dur », s’indignait à la sortie la potière Anne Vallier.",), ["Anne Vallier"]),
        (
            ("« Oui », dit Anne Vallier. Son voisin hausse les épaules : « C’est dur. »",),
            ["Anne Vallier", "Son voisin"],
        ),
    ],
)
def test_names_pronouns_and_bodies_meet_their_speaker(texts: tuple[str, ...], expected: list[str]) -> None:
    assert speakers(*texts) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le roman « Les Fours éteints » paraît lundi.",
        "Le chantier, baptisé « Four 2030 », commence lundi.",
        "Elle expose au café « Le Four » jusqu’à lundi.",
        "Une vigilance « orange » est en cours.",
    ],
)
def test_titles_and_terms_are_said_by_nobody(text: str) -> None:
    assert speakers(text) == []
