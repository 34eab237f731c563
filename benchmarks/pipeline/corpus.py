"""As many pages as are wanted, made of those that are there.

Every page stands once as it is. In its further copies a third of the words of five letters or more change places within
the page, and every address gets one more folder: so that none has the URL, the hash or the sketch of another, while
tags, lengths, languages and most reporting verbs stay as published.
"""

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

_SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz")
#: Tags, comments, and what is not read as text.
_MARKUP = re.compile(r"(<(script|style)\b.*?</\2>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE)
#: Not names, which begin with a capital, nor an entity.
_WORD = re.compile(r"(?<![&\w])(?=[^\W\d_]{5})[^\W\d_A-ZÀ-Þ][^\W\d_]+")
_ADDRESS = re.compile(r"(https?:(?:\\?/){2}(?!schema\.org|www\.w3\.org|ogp\.me)[^/\\\"'\s<>]+\\?/)")
_MOVED = 1 / 3


def write_corpus(pages: Path, folder: Path, count: int) -> Path:
    """Write so many pages into the folder, unpacked, and return it; one that holds them already is left as it is."""
    finished = folder / f"{count}"
    if not finished.exists():
        unfinished = folder / f"{count}.unfinished"
        unfinished.mkdir(parents=True, exist_ok=True)
        for number, body in enumerate(islice(_bodies(page_files(pages)), count)):
            (unfinished / f"{number:06}.html").write_bytes(body)
        unfinished.rename(finished)
    return finished


def page_files(pages: Path) -> Sequence[Path]:
    """Return the pages below a folder, in one and the same mixed order; FileNotFoundError where there is none."""
    found = sorted(path for path in pages.rglob("*") if path.name.lower().endswith(_SUFFIXES))
    # So that the first thousand are as long and as varied as the rest.
    random.Random(0).shuffle(found)
    if not found:
        raise FileNotFoundError(f"{pages}: no page there: it needs files named {', '.join(_SUFFIXES)}")
    return found


def _bodies(files: Sequence[Path]) -> Iterator[bytes]:
    """The pages as they are, then again and again with words changed."""
    edition = 0
    while True:
        for path in files:
            body = path.read_bytes()
            page = gzip.decompress(body) if path.suffix == ".gz" else body
            yield varied(page, edition) if edition else page
        edition += 1


def varied(page: bytes, edition: int) -> bytes:
    """Return another page of the same length in words, tags and charset.

    >>> varied(b'<a href="https://harbour.example/a">ferry before harbour council', 7)
    b'<a href="https://harbour.example/7/a">council ferry harbour before'
    """
    try:
        text, charset = page.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, charset = page.decode("latin-1"), "latin-1"  # any bytes, and back again
    parts = _MARKUP.split(text)
    # A match gives text, markup, name of the element.
    texts, markups = parts[::3], [*parts[1::3], ""]
    mixed = _mixed(texts, random.Random(edition))
    joined = "".join(text + markup for text, markup in zip(mixed, markups, strict=True))
    return _ADDRESS.sub(rf"\g<1>{edition}/", joined).encode(charset)


def _mixed(texts: Sequence[str], generator: random.Random) -> list[str]:
    words = [match for text in texts for match in _WORD.findall(text)]
    moved = [place for place in range(len(words)) if generator.random() < _MOVED]
    targets = generator.sample(moved, len(moved))
    for place, target in zip(moved, [words[target] for target in targets], strict=True):
        words[place] = target
    following = iter(words)
    return [_WORD.sub(lambda _: next(following), text) for text in texts]
