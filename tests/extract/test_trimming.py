from extract.blocks import page_blocks
from extract.html import parse_html
from extract.trimming import trimmed

STORY = "<p>The ferry sailed on Monday with two hundred people on board.</p><p>It came back on Tuesday.</p>"


def kept(markup: str) -> list[str]:
    blocks = page_blocks(parse_html(f"<body>{markup}</body>"))
    return [block.text for block, _ in trimmed([(block, block.kind) for block in blocks])]


def test_a_kicker_comes_off_the_top() -> None:
    assert kept(f"<p>Harbour news</p>{STORY}") == kept(STORY)


def test_a_short_first_sentence_stays() -> None:
    assert kept(f"<p>It sails.</p>{STORY}")[0] == "It sails."


def test_initials_and_agencies_come_off_the_end() -> None:
    assert kept(f"{STORY}<p>(omt)</p><p>with agencies</p>") == kept(STORY)


def test_a_list_that_is_set_as_short_lines_stays() -> None:
    assert len(kept(f"{STORY}<p>Adults: 9</p><p>Children: 4</p><p>Dogs: 2</p>")) == 5


def test_a_list_of_links_with_a_word_before_each_comes_out() -> None:
    linked = (
        "<li>Harbour: <a href='/a'>A captain remembers the winter</a></li><li>Sea: <a href='/b'>Herring back</a></li>"
    )
    assert kept(f"{STORY}<ul>{linked}</ul><p>The next one sails in May.</p>") == [
        *kept(STORY),
        "The next one sails in May.",
    ]


def test_a_list_that_says_something_beside_its_links_stays() -> None:
    items = "<li>The <a href='/a'>harbour</a> opens at nine and closes when the captain says so.</li>"
    assert len(kept(f"{STORY}<ul>{items}{items.replace('nine', 'ten')}</ul>")) == 4
