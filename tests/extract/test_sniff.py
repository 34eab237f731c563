import pytest

from extract.model import ExtractError
from extract.sniff import kind_of

PAGE = "<!doctype html><html><head><title>Ferry</title></head><body><p>The ferry sails.</p></body></html>"
FEED = '<?xml version="1.0"?>\n<!-- made at noon -->\n<rss version="2.0"><channel><title>Ferry</title></channel></rss>'


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        (PAGE, "text/html; charset=utf-8", "html"),
        (PAGE, None, "html"),
        (PAGE, "application/octet-stream", "html"),
        ("<?xml version='1.0'?>\n" + PAGE, "application/xml", "html"),
        ("The ferry sails.", None, "plain"),
        ("The ferry sails.", "text/plain", "plain"),
        ("[[Ferry]] sails.", "text/markdown", "markdown"),
        ('"Sails," she said. {Sic}', "text/plain", "plain"),
    ],
)
def test_a_text_is_read_as_its_label_says_or_as_it_looks(text: str, label: str | None, kind: str) -> None:
    assert kind_of(text, label) == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (FEED, "a feed or a sitemap"),
        ("%PDF-1.7\n1 0 obj << /Type /Catalog >>", "PDF"),
        ('{"html": "<i>Ferry</i>"}', "JSON"),
        ('[{"title": "Ferry"}]', "JSON"),
        ("<?xml version='1.0'?><catalogue/>", "XML"),
        ("{\\rtf1\\ansi Ferry}", "RTF"),
        ("\x89\x01\x02\x03\ufffd\ufffdIDAT", "binary"),
    ],
)
def test_another_format_is_not_html_even_if_it_is_labelled_so(text: str, found: str) -> None:
    with pytest.raises(ExtractError, match=rf"^the content is {found} \(labelled text/html\)"):
        kind_of(text, "text/html")


def test_a_label_that_nobody_reads_is_not_html() -> None:
    with pytest.raises(ExtractError, match=r"^the content is video/mp4;"):
        kind_of("The ferry sails.", "video/mp4")
