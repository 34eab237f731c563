import pytest

from extract.blocks import page_blocks
from extract.html import parse_html
from extract.selection import Known, match_blocks, select
from extract.text import squeezed

SENTENCES = [
    "The ferry to the island of Strand left its berth on Friday with eleven passengers on board.",
    "Captain Ruben Tallow waited for nine weeks until the engineers had replaced the last of the piles.",
    "The harbour board will decide in May whether the line gets a second ship for the summer.",
    "On the island, the bakery sold out before noon and the school let its pupils go to the pier.",
    "Nobody could say what the repair has cost, since the invoices are still on their way to the council.",
    "Divers found the anchor of the old lightship under the third pile and left it where it was.",
]
TEXT = [f"<p>{sentence}</p>" for sentence in SENTENCES]
KNOWN = Known(titles=frozenset({"ferrysailsagain"}))


def chosen(body: str, *taken: str) -> list[str]:
    """Return the texts that are selected where trafilatura took those given."""
    blocks = page_blocks(parse_html(f"<html><body><h1>Ferry sails again</h1>{body}</body></html>"))
    matched = match_blocks(blocks, [squeezed(text) for text in taken])
    return [block.text for block, _ in select(blocks, matched, KNOWN)]


def test_an_article_that_trafilatura_overlooked_for_a_teaser_is_found() -> None:
    teaser = "The rope works on the north quay close their doors at the end of the summer."
    body = f"<div><span>{''.join(TEXT)}</span></div><div class='teasers'><p>{teaser}</p></div>"
    assert chosen(body, teaser) == SENTENCES


def test_another_article_below_is_not_taken_for_an_overlooked_one() -> None:
    body = f"<div><div>{''.join(TEXT[:3])}</div></div><div class='next'>{''.join(TEXT[3:])}</div>"
    assert chosen(body, *SENTENCES[:3]) == SENTENCES[:3]


@pytest.mark.parametrize("tag", ["<div class='part'>", "<div>"])
def test_a_part_between_two_parts_is_not_lost(tag: str) -> None:
    parts = [f"{tag}{''.join(TEXT[start : start + 2])}</div>" for start in (0, 2, 4)]
    assert chosen(f"<main>{'<figure></figure>'.join(parts)}</main>", *SENTENCES[:2], *SENTENCES[4:]) == SENTENCES


def test_a_first_paragraph_that_is_set_otherwise_belongs_to_the_text() -> None:
    body = f"<main><div class='x'>{TEXT[0]}</div>{''.join(TEXT[1:])}</main>"
    assert chosen(body, *SENTENCES[1:]) == SENTENCES


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version gave the number of passengers as twelve.",
        "This article was amended on 5 May 2025 to give the captain's first name.",
        "An earlier version of this article misstated the number of the piles.",
        "Korrektur: In dem Artikel war zunächst von zwölf Fahrgästen die Rede.",
        "In einer früheren Version dieses Artikels stand eine falsche Zahl.",
        "Cet article a été modifié le 5 mai : le prénom du capitaine était faux.",
        "Fe de errores: El número de pasajeros era once y no doce.",
        "Rectificatie: er waren elf passagiers aan boord en geen twaalf.",
    ],
)
@pytest.mark.parametrize("place", ["<div class='disclaimer'><p>{}</p></div>", "<section><em>{}</em></section>"])
def test_a_note_on_what_was_changed_belongs_to_the_article(note: str, place: str) -> None:
    body = f"<article><div class='text'>{''.join(TEXT)}</div></article>{place.format(note)}"
    assert chosen(body, *SENTENCES) == [*SENTENCES, note]


def test_a_sentence_about_a_correction_is_no_note_from_below() -> None:
    body = f"<article><div class='text'>{''.join(TEXT)}</div></article><p>The correction of the pier took weeks.</p>"
    assert chosen(body, *SENTENCES) == SENTENCES
