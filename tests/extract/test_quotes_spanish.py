"""Who speaks in Spanish: each construction in a sentence of its own."""

import pytest

from extract.model import Paragraph
from extract.quotes.find import find_quotations


def speakers(*texts: str) -> list[str | None]:
    starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
    paragraphs = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    said = [quote.attribution for quote in find_quotations(paragraphs, "es").quotes]
    return [(one.speaker.name if one.speaker else one.text) if one else None for one in said]


@pytest.mark.parametrize(
    "text",
    [
        "«El horno sigue encendido», dijo Ana Vela.",
        "«El horno sigue encendido», ha dicho Ana Vela.",
        "«El horno sigue encendido», aseguró ayer Ana Vela.",
        "«El horno sigue encendido», explica Ana Vela a este diario.",
        "«El horno sigue encendido», le respondió Ana Vela.",
        "«El horno sigue encendido», se quejó Ana Vela.",
        "«El horno sigue encendido», según Ana Vela.",
        "«El horno sigue encendido», según explicó Ana Vela.",
        "Según Ana Vela, «el horno sigue encendido toda la noche».",
        "De acuerdo con Ana Vela, el horno «sigue encendido toda la noche».",
        "A juicio de Ana Vela, el horno es «una joya del barrio».",
        "Para Ana Vela, «el horno debe seguir encendido».",
        "Para la alfarera, Ana Vela, el horno es «una joya del barrio».",
        "Ana Vela lo tiene claro: «El horno sigue encendido».",
        "Ana Vela: «El horno sigue encendido».",
        "Ana Vela aseguró que el horno «seguirá encendido toda la noche».",
        "Ana Vela se mostró «muy orgullosa del horno», dijo.",
        "Ana Vela calificó la decisión de «absurda e injusta».",
        "Ana Vela, alfarera de Bruma, habla de un horno «indestructible».",
        "Ana Vela, que dirige el taller, promete «llegar hasta el final».",
        "«El horno sigue encendido», dijo la alfarera Ana Vela.",
        "«El horno sigue encendido», dijo la alfarera española Ana Vela.",
        "«El horno sigue encendido», dijo la exalcaldesa de Bruma, Ana Vela.",
        "«El horno sigue encendido», dijo la Sra. Vela. Ana Vela es alfarera.",
        "«El horno, dijo Ana Vela, sigue encendido».",
        "«El horno —dijo Ana Vela— sigue encendido».",
        "«El horno sigue encendido», dio a conocer Ana Vela.",
        "—El horno sigue encendido —dijo Ana Vela.",
        "«¿Está encendido el horno?», preguntó Ana Vela.",
        "«¡Encended el horno!», gritó Ana Vela a sus alumnos.",
        "La concejala Ana Vela elogió «un horno ejemplar».",
        "Ana Vela no ocultó su alegría: «¡El horno sigue encendido!».",
        "Ana Vela abrió el taller. «El horno sigue encendido», dijo.",
        "Ana Vela abrió el taller. «El horno sigue encendido», explicó emocionada.",
        "Ana Vela abrió el taller. Añadió que el horno «seguirá encendido toda la noche».",
        "Ana Vela abrió el taller y dijo: «El horno sigue encendido».",
    ],
)
def test_each_construction_names_the_speaker(text: str) -> None:
    assert set(speakers(text)) == {"Ana Vela"}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("La alfarera Ana Vela abrió el taller. «El horno arde», dijo ella.",), ["Ana Vela"]),
        (("Doña Ana Vela vio a don Pablo Roa. «El horno arde», dijo él.",), ["Pablo Roa"]),
        (("«El horno arde», dijo Ana Vela. «Mañana también», añadió.",), ["Ana Vela"] * 2),
        (("«El horno arde», dijo Ana Vela.", "«Mañana arderá también», agregó."), ["Ana Vela"] * 2),
        (("«El horno arde», dijo Ana Vela.", "«Mañana no», replicó Pablo Roa."), ["Ana Vela", "Pablo Roa"]),
        (("«El horno arde», dijo Ana Vela. «Sí», dijo. El alcalde, Pablo Roa, calló.",), ["Ana Vela"] * 2),
        (("Ana Vela Ortiz abrió el taller. «El horno arde hoy», dijo Vela.",), ["Ana Vela Ortiz"]),
        (("«El horno arde», dijo Álvaro de la Cueva.", "«Sí», dijo De la Cueva."), ["Álvaro de la Cueva"] * 2),
        (("«El horno arde», asegura el Ayuntamiento de Bruma.",), ["Ayuntamiento de Bruma"]),
        (("La dirección habla de «un horno peligroso».",), ["La dirección"]),
        (("«El horno arde», indicó un portavoz del museo.",), ["un portavoz del museo"]),
        (("«El horno arde», dijo el alcalde de Bruma, Pablo Roa.",), ["Pablo Roa"]),
        (("La alcaldesa, Ana Vela, respondió a Pablo Roa: «El horno arde».",), ["Ana Vela"]),
        (("«El horno arde.", "»Mañana arderá también», dijo Ana Vela."), ["Ana Vela"] * 2),
        (("—El horno arde —dijo Ana Vela—. Mañana también.", "Calló."), ["Ana Vela"] * 2),
        (("Ana Vela publica una novela.", "«La acabé ayer», cuenta la novelista."), ["Ana Vela"]),
        (("Doña Ana Vela ganó. «Es duro», dijo el técnico.",), ["el técnico"]),
        (("Pablo Roa perdió. «Es duro», dijo el entrenador de Bruma.",), ["el entrenador de Bruma"]),
        (("«Es duro», expresó el funcionario en declaraciones a Radio Bruma.",), ["el funcionario"]),
        (("«Es duro», declaró a la salida la abogada Ana Vela.",), ["Ana Vela"]),
        (("La alfarera Ana Vela vio a don Pablo Roa. Este, molesto, dijo: «Es duro».",), ["Pablo Roa"]),
    ],
)
def test_names_dropped_subjects_and_bodies_meet_their_speaker(texts: tuple[str, ...], expected: list[str]) -> None:
    assert speakers(*texts) == expected


@pytest.mark.parametrize(
    "text",
    [
        "La novela «Los hornos apagados» sale el lunes.",
        "El plan, bautizado «Horno 2030», empieza el lunes.",
        "Expone en el café «El Horno» hasta el lunes.",
        "La película «El horno» se estrena hoy.",
        "Ana Vela publica «Los hornos apagados», una novela sobre el barro.",
    ],
)
def test_titles_and_terms_are_said_by_nobody(text: str) -> None:
    assert speakers(text) == []
