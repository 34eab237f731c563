import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.decode import decode, decompress
from extract.model import ExtractError

SENTENCES = {
    "german": "Der Bürgermeister grüßt die Fährleute an der Mole, über fünfzig Gäste hören zu.",
    "french": "L’équipage a été reçu à l’hôtel de ville, où la fête a duré très tard.",
    "spanish": "El capitán volvió al muelle mañana y señaló que el año será difícil.",
    "polish": "Kapitan wrócił na przystań i powiedział, że łódź będzie kursować później.",
    "czech": "Převozník řekl, že žádná loď nevypluje dříve než příští týden večer.",
    "hungarian": "A kapitány őszintén örült, hogy újra közlekedik a szőke folyó kompja.",
    "romanian": "Căpitanul a spus că vaporul va pleca mâine dimineață către insulă.",
    "turkish": "Kaptan, vapurun yarın sabah iskeleden ayrılacağını söyledi, çocuklar güldü.",
    "russian": "Капитан сказал, что паром снова пойдёт завтра утром к острову.",
    "ukrainian": "Капітан сказав, що пором знову піде завтра вранці до острова.",
    "bulgarian": "Капитанът каза, че фериботът отново ще тръгне утре сутринта.",
    "greek": "Ο καπετάνιος είπε ότι το πλοίο θα φύγει ξανά αύριο το πρωί.",
    "hebrew": "הקברניט אמר שהמעבורת תצא שוב מחר בבוקר אל האי.",
    "arabic": "قال القبطان إن العبارة ستبحر مرة أخرى صباح الغد إلى الجزيرة.",
    "thai": "กัปตันบอกว่าเรือข้ามฟากจะออกอีกครั้งในเช้าวันพรุ่งนี้",
    "japanese": "船長は、渡し船が明日の朝ふたたび島へ向かうと話した。",
    "chinese": "船长说，渡轮明天早上将再次驶往小岛。",
    "taiwanese": "船長說，渡輪明天早上將再次駛往小島。",
    "korean": "선장은 나룻배가 내일 아침 다시 섬으로 떠난다고 말했다.",
    "vietnamese": "Thuyền trưởng nói phà sẽ lại rời bến vào sáng mai.",
    "icelandic": "Skipstjórinn sagði að ferjan færi aftur út í eyju á morgun, þótt veðrið væri vont.",
}
CHARSETS = {
    "german": "iso-8859-1",
    "french": "windows-1252",
    "spanish": "iso-8859-15",
    "polish": "iso-8859-2",
    "czech": "windows-1250",
    "hungarian": "iso-8859-2",
    "romanian": "utf-8",
    "turkish": "iso-8859-9",
    "russian": "windows-1251",
    "ukrainian": "koi8-u",
    "bulgarian": "windows-1251",
    "greek": "iso-8859-7",
    "hebrew": "windows-1255",
    "arabic": "windows-1256",
    "thai": "windows-874",
    "japanese": "shift_jis",
    "chinese": "gb2312",
    "taiwanese": "big5",
    "korean": "euc-kr",
    "vietnamese": "utf-8",
    "icelandic": "iso-8859-1",
}
CODECS = {"windows-874": "cp874"}
PAGE = (
    "<html><head>{meta}<title>Ferry</title></head><body>"
    + "<div class='row'>harbour news</div>" * 20
    + "<p>{text}</p></body></html>"
)


def encoded(language: str, meta: str = "") -> bytes:
    charset = CHARSETS[language]
    return PAGE.format(meta=meta, text=SENTENCES[language]).encode(CODECS.get(charset, charset), "replace")


def as_encoded(language: str) -> str:
    """The sentence as its charset can write it."""
    codec = CODECS.get(CHARSETS[language], CHARSETS[language])
    return SENTENCES[language].encode(codec, "replace").decode(codec)


@pytest.mark.parametrize("language", SENTENCES)
def test_a_charset_in_the_header_alone_is_enough(language: str) -> None:
    assert as_encoded(language) in decode(encoded(language), f"text/html; charset={CHARSETS[language]}").text


@pytest.mark.parametrize("language", SENTENCES)
def test_a_charset_in_the_meta_element_alone_is_enough(language: str) -> None:
    assert as_encoded(language) in decode(encoded(language, f'<meta charset="{CHARSETS[language]}">'), "text/html").text


@pytest.mark.parametrize("language", SENTENCES)
def test_the_header_is_believed_over_a_meta_element_that_lies(language: str) -> None:
    lying = encoded(language, '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">')
    assert as_encoded(language) in decode(lying, f"text/html; charset={CHARSETS[language]}").text


@pytest.mark.parametrize("language", SENTENCES)
def test_utf_8_is_read_without_any_statement(language: str) -> None:
    assert SENTENCES[language] in decode(PAGE.format(meta="", text=SENTENCES[language]).encode(), None).text


@pytest.mark.parametrize("language", ["russian", "greek", "japanese", "korean"])
def test_a_charset_that_nobody_states_is_detected(language: str) -> None:
    assert (
        SENTENCES[language]
        in decode(
            encoded(language).replace(b"<p>", b"<p>" + (SENTENCES[language] * 6).encode(CHARSETS[language])), None
        ).text
    )


@pytest.mark.parametrize(
    ("source", "body", "content_type"),
    [
        ("bom", b"\xef\xbb\xbf<p>ferry</p>", "text/html; charset=iso-8859-1"),
        ("bom", "\ufeff<p>Fähre</p>".encode("utf-16-le"), None),
        ("header", "<meta charset='utf-8'><p>Fähre</p>".encode("cp1252"), "text/html; charset=windows-1252"),
        ("meta", "<meta charset='windows-1252'><p>Fähre</p>".encode("cp1252"), "text/html"),
        ("utf-8", b"<p>ferry</p>", "text/html"),
    ],
)
def test_the_source_of_the_charset_is_told(source: str, body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type).charset_source == source


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbfferry", None).text == "ferry"


def test_a_stated_charset_that_cannot_read_the_bytes_gives_way() -> None:
    body = ("<meta charset='utf-8'>" + SENTENCES["russian"] * 8).encode("cp1251")
    assert SENTENCES["russian"] in decode(body, "text/html").text


def test_a_saved_page_that_keeps_its_old_statement_is_read_as_the_utf_8_that_it_is() -> None:
    body = f"<meta charset='iso-8859-1'>{SENTENCES['german'] * 3}".encode()
    assert SENTENCES["german"] in decode(body, None).text


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "text/html", "text/html; charset=nonsense", "text/html; charset=utf-16"]),
)
def test_any_bytes_are_decoded_and_none_of_the_characters_is_nul(body: bytes, content_type: str | None) -> None:
    assert "\x00" not in decode(body, content_type).text


@given(st.text())
def test_any_utf_8_that_says_so_comes_back(text: str) -> None:
    expected = text.replace("\x00", "").removeprefix("\ufeff")
    assert decode(text.encode(), "text/html; charset=utf-8").text == expected


@given(st.binary(max_size=2_000))
def test_what_was_compressed_comes_back(body: bytes) -> None:
    assert decompress(gzip.compress(body), 2_000) == body


def test_several_gzip_members_are_one_body() -> None:
    assert decompress(gzip.compress(b"ferry ") + gzip.compress(b"sails"), 100) == b"ferry sails"


def test_a_gzip_bomb_of_many_members_is_refused() -> None:
    with pytest.raises(ExtractError) as caught:
        decompress(gzip.compress(b"x" * 60) * 2, 100)
    assert caught.value.reason == "too_big"
