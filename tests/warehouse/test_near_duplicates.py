"""Which texts pass for one story: what desks do to a wire story joins, what two pages of one form share does not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extract.fingerprint import content_key, sketch
from extract.model import Article, StatedTime
from warehouse.connection import Warehouse
from warehouse.model import Counts


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text in which a blank line stands between two of them."""
    return tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


WIRE = paragraphs("""
BRACKWATER (Gannet Press) – The county of Orrin will close nine of its twenty-two village libraries by September, the
council decided on Tuesday night after a sitting of seven hours.

The vote was 31 to 26. Some two hundred people had come to the Corn Hall in Brackwater, many of them with books held
above their heads, and the chairman, Aldous Finch, had the gallery cleared twice.

“Nobody in this room wants to shut a library,” said Petra Lowell, who leads the Civic Group and the council. “But a
county that cannot pay its home helpers in March has no business buying novels in April.”

The closures are to save £1.7m a year. Orrin must find £14m by 2028, according to a report by the auditors Marsh and
Tully, which was published in January.

Opponents said the council had not done its sums. Wilfred Anstey, of the Meadow Party, pointed to a new car park
behind County House that is to cost £2.3m. “We are closing nine doors and opening one barrier,” he said.

The libraries in Pellow, Stannery and Low Hesk may go on if their parishes take them over. Pellow has already said
that it will: its parish clerk, Joan Merrick, has found forty volunteers.

Two mobile libraries will be bought for the other six villages. They will stop for forty minutes once a fortnight,
according to the plan, and will carry 2,400 books each.

The Society of County Librarians called the decision a disgrace and said it would ask the minister, Ruth Calloway, to
look into it. A spokesman for the ministry said that libraries were a matter for counties.
""")

#: The same evening as another reporter tells it: the facts and one quotation are the same, the words are not.
RIVAL = paragraphs("""
Village readers in Orrin are to lose their libraries. Councillors meeting in the Corn Hall, Brackwater, agreed late on
Tuesday that nine branches must go before the autumn, by 31 votes against 26.

It took seven hours, and it was not a quiet evening. Campaigners waved paperbacks from the gallery until Aldous Finch,
in the chair, sent them out into the rain. An hour later he did so again.

“Nobody in this room wants to shut a library,” said Petra Lowell, leader of the council. She said that there was no
money left, and that home helpers came first.

For Wilfred Anstey the matter was plain: the £2.3m that a car park will swallow would have kept every branch open for
more than a year. His Meadow Party has promised to reopen all nine should it win in May.

In Pellow they are not waiting for that. Joan Merrick, the clerk, was already drawing up a rota on Wednesday morning,
with forty names on it and a kettle that somebody had given. Stannery and Low Hesk may follow.

What the others get is a van, every second week, for as long as it takes to drink a cup of tea. Readers there had
little good to say about it on Wednesday, and some of what they said cannot be printed.
""")

WEATHER = """
The weather for {0} on {1} {2} March. The day will start {3} with a temperature of {4} degrees, rising to {5} degrees
by mid-afternoon. Winds will be light from the {6} at {7} kilometres an hour, with gusts of up to {8} near the coast.
The chance of rain is {9} per cent. Sunrise is at {10} and sunset at {11}. High water at {0} pier is at {12}. Drivers
are advised to allow extra time on exposed roads and bridges, and walkers should tell somebody where they are going
and when they mean to be back. Warnings are issued by the county weather office and are updated at six in the morning
and six in the evening.
"""
MARKET = """
Shares in {0} closed higher on {1}. The Northern 50 index gained {2} points, or {3} per cent, to end at {4}. Hollin
Mining rose {5} per cent to {6} pence while Tern Holdings fell {7} per cent to {8} pence. Of the 50 members {9} closed
up and {10} down. Volume was {11} million shares against a thirty-day average of {12} million. Oil was at {13} dollars
a barrel and gold at {14} dollars an ounce. Figures are supplied by the exchange with a delay of fifteen minutes and
are not advice to buy or to sell. The market opens again at eight o'clock in the morning.
"""
MATCH = """
{0} beat {1} {2} in the second round of the county cup on {3}. {4} opened the scoring after {5} minutes and {6} made
it two before half-time. {7} pulled one back for the visitors with {8} minutes left, but {9} settled it from the
penalty spot. The attendance was {10}. The winners meet {11} in the next round, which is to be drawn on Monday evening
at the county hall. Replays are abolished this season, and matches that are level after ninety minutes go straight to
penalties. Tickets are on sale at the ground and from the club from nine o'clock on the day.
"""
OBITUARY = """
{0}, aged {1}, of {2}, passed away peacefully at home on {3} March, surrounded by the family. Beloved {4} of {5}, dear
parent of {6} and {7} of {2}, and a much loved grandparent. The funeral service will be held at {8} church at {9}
o'clock, followed by a private burial. Family flowers only, please. Donations, if desired, may be made to the Orrin
Lifeboat Fund at the service or through the funeral directors. The family would like to thank the doctors, nurses and
carers for their kindness and devotion during the past months. All enquiries to {10} and Sons, of {11}.
"""
WETTER = """
Das Wetter in {0} am {1}: Am Vormittag ist es {2}, die Temperaturen liegen bei {3} Grad und steigen bis zum Nachmittag
auf {4} Grad. Der Wind weht schwach aus {5} mit {6} Kilometern in der Stunde, an der Küste sind Böen bis {7} Kilometer
möglich. Die Wahrscheinlichkeit für Regen beträgt {8} Prozent. In der Nacht kühlt es auf {9} Grad ab. Die Sonne geht
um {10} Uhr auf und um {11} Uhr unter. Autofahrer sollten auf Brücken mit Glätte rechnen. Warnungen gibt der
Wetterdienst jeden Morgen um sechs Uhr und jeden Abend um achtzehn Uhr heraus. Die Aussichten für die kommenden Tage
stehen auf unserer Wetterseite, gegliedert nach Küste und Binnenland.
"""
CREDITS = """
The Long Quay is presented by Edda Stroud and produced by Colm Ferris, with sound by Ilse Tranter and music by the
Brackwater Trio. The editor is Hugo Pell. Subscribe wherever you listen, on Podbay, Earful or Tunery. The Long Quay is
made by North Sound for Saltgate Radio at the Old Customs House in Ravelsby, every Thursday.
"""

FORMS = [
    (
        WEATHER,
        ("Pellow", "Monday", 9, "cloudy", 4, 11, "north", 12, 30, 70, "6.41", "18.02", "5.17"),
        ("Stannery", "Tuesday", 10, "bright", 6, 14, "west", 25, 52, 15, "6.39", "18.04", "6.01"),
    ),
    (
        MARKET,
        ("Brackwater", "Monday", 41, "0.57", "7,212.40", "2.1", 512, "3.3", 88, 29, 21, 318, 402, "71.20", "2,310"),
        ("Brackwater", "Tuesday", 12, "0.17", "7,224.61", "0.4", 514, "1.9", 86, 26, 24, 290, 399, "70.85", "2,316"),
    ),
    (
        MATCH,
        ("Hesk", "Orrin", "3-1", "Saturday", "Gil Oster", 12, "Ned Fallow", "Olaf Tern", 9, "Jo Brisk", 812, "Pellow"),
        ("Finley", "Marlow", "4-2", "Sunday", "Tom Loam", 31, "Al Quill", "Sam Venn", 17, "Ben Hask", 2140, "Wick"),
    ),
    (
        OBITUARY,
        ("Ada Quill", 88, "Hesk", 3, "wife", "Tom Quill", "Ines Tern", "Jo Quill", "Hesk", "ten", "Loam", "Pellow"),
        ("Rhea Venn", 91, "Orrin", 5, "wife", "Ned Venn", "Mara Venn", "Gil Venn", "Finley", "two", "Loam", "Pellow"),
    ),
    (
        WETTER,
        ("Kleinhafen", "Montag", "heiter", 4, 11, "Norden", 12, 35, 20, 2, "6.41", "18.02"),
        ("Grottersand", "Dienstag", "wolkig", 7, 15, "Westen", 22, 50, 65, 5, "6.39", "18.04"),
    ),
]

Make = Callable[..., Article]
Load = Callable[..., Counts]


def printed(make: Make, host: str, number: int, texts: Sequence[str]) -> Article:
    """The article with the fingerprints of its paragraphs, printed on that day of March."""
    published = StatedTime(day=date(2026, 3, number), at=datetime(2026, 3, number, 12, tzinfo=UTC))
    article = make("story", *texts, host=host, published=published, site_name=None)
    return replace(article, content_key=content_key(article.paragraphs), sketch=sketch(article.paragraphs))


def copies(warehouse: Warehouse) -> list[tuple[str, str]]:
    return warehouse.connection.execute(
        "select original_source, copy_source from syndicated_copies order by all"
    ).fetchall()


AS_ANOTHER_SITE_PRINTS_IT = {
    "cut after the fifth paragraph": WIRE[:5],
    "without the paragraphs in its middle": (*WIRE[:3], *WIRE[5:]),
    "with lines of its own around it": (
        "Orrin’s councillors have spoken, and nine villages will miss more than a shelf of books this year.",
        *WIRE,
        "Gannet Press supplied this report. Write to us at letters@post.example with what you think of it.",
        "Our letter brings the week's best reading every Friday at seven. Give us your address and it will come.",
    ),
    "with a new first paragraph": (
        "Nine village libraries in Orrin will shut by September after a stormy meeting of the county council.",
        *WIRE[1:],
    ),
    "with the day and the spelling of the house": tuple(
        text.replace("on Tuesday night", "last night").replace("said", "says").replace("£1.7m", "£1.7 million")
        for text in WIRE
    ),
}  # fmt: skip


@pytest.mark.parametrize("texts", AS_ANOTHER_SITE_PRINTS_IT.values(), ids=AS_ANOTHER_SITE_PRINTS_IT)
def test_a_wire_story_is_one_story_on_every_site(
    article: Make, load: Load, warehouse: Warehouse, texts: Sequence[str]
) -> None:
    load(printed(article, "gannet.example", 3, WIRE))
    load(printed(article, "post.example", 4, texts))

    assert copies(warehouse) == [("gannet.example", "post.example")]


def test_the_cut_copy_leads_where_it_was_first(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(printed(article, "gannet.example", 4, WIRE), printed(article, "post.example", 3, WIRE[:5]))

    assert copies(warehouse) == [("post.example", "gannet.example")]


def test_two_reports_of_one_evening_are_two_stories(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(printed(article, "gannet.example", 3, WIRE), printed(article, "rival.example", 3, RIVAL))

    assert copies(warehouse) == []


def test_a_report_that_quotes_a_paragraph_of_another_is_its_own_story(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(printed(article, "gannet.example", 3, WIRE), printed(article, "rival.example", 4, (*RIVAL, WIRE[2], WIRE[4])))

    assert copies(warehouse) == []


@pytest.mark.parametrize(("form", "one", "other"), FORMS)
def test_two_pages_of_one_form_are_two_stories(
    article: Make, load: Load, warehouse: Warehouse, form: str, one: Sequence[object], other: Sequence[object]
) -> None:
    load(printed(article, "pages.example", 3, [form.format(*one)]))
    load(printed(article, "others.example", 4, [form.format(*other)]))

    assert copies(warehouse) == []


@pytest.mark.parametrize(("form", "one", "other"), FORMS)
def test_a_page_of_a_form_is_a_copy_where_all_of_it_is_the_same(
    article: Make, load: Load, warehouse: Warehouse, form: str, one: Sequence[object], other: Sequence[object]
) -> None:
    load(printed(article, "pages.example", 3, [form.format(*other)]))
    load(printed(article, "others.example", 3, [form.format(*other), "Sent to us by a reader."]))

    assert len(copies(warehouse)) == 1


def test_an_outlet_that_repeats_its_credits_tells_a_new_story_each_time(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    eels = "This week Mara Venn talks to Olaf Tern about eels, and why the river at Hesk may soon have none at all."
    salt = "This week Edda Stroud asks Jo Brisk why salt from Marlow costs twice as much as it did in the spring."
    load(printed(article, "quay.example", 3, [eels, CREDITS]))
    load(replace(printed(article, "quay.example", 6, [salt, CREDITS]), url="https://quay.example/salt"))

    assert copies(warehouse) == []


def test_a_copy_that_becomes_a_story_of_its_own_is_no_copy_any_more(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(printed(article, "gannet.example", 3, WIRE), printed(article, "rival.example", 4, WIRE[:5]))
    load(printed(article, "rival.example", 4, RIVAL))

    assert copies(warehouse) == []
