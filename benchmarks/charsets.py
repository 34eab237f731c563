"""Pages with a short foreign text among ASCII, in the charsets of benchmarks/charsets.toml: how many are decoded right.

Short, since what a long text is written in can be guessed. The charset is told by <meta> alone, by the header alone,
or by the header while <meta> lies.
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from extract.decode import decode

_PAGE = "<!doctype html><html><head>{meta}<title>Page</title></head><body><p>{text}</p><p>{filler}</p></body></html>"
_FILLER = "The harbour office is open on weekdays. " * 40
#: Python's own name, where it is not the web's.
_CODECS = {"windows-874": "cp874"}


def decoded_right() -> Mapping[str, tuple[int, int]]:
    """Return for each way to tell the charset how many pages were decoded right, and how many there are."""
    pairs = list(_pairs())
    return {
        way: (sum(_is_right(text, charset, *told) for text, charset in pairs), len(pairs))
        for way, told in _WAYS.items()
    }


#: Charset in <meta>, in the header; {} is the right one.
_WAYS = {"<meta> alone": ("{}", None), "header alone": (None, "{}"), "header, <meta> lies": ("utf-8", "{}")}


def _pairs() -> Iterator[tuple[str, str]]:
    for pair in tomllib.loads(files("benchmarks").joinpath("charsets.toml").read_text(encoding="utf-8"))["pairs"]:
        for charset in pair["charsets"]:
            yield pair["text"], charset


def _is_right(text: str, charset: str, in_meta: str | None, in_header: str | None) -> bool:
    meta = f'<meta charset="{in_meta.format(charset)}">' if in_meta else ""
    header = f"text/html; charset={in_header.format(charset)}" if in_header else "text/html"
    page = _PAGE.format(meta=meta, text=text, filler=_FILLER).encode(_CODECS.get(charset, charset))
    return text in decode(page, header).text
