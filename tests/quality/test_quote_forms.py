"""Floors under speech that the layout shows, under voices inside voices and voices between. A floor only goes up.

A line of the gold is an article: its paragraphs (> opens a block quote, # a heading) and its quotes as text, speaker
and through whom they came. Half of the lines were written before the rules, half after.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from extract.paragraphs import Block, placed
from extract.quotes.find import find_quotations

KINDS = {"> ": "blockquote", "# ": "heading"}
Said = tuple[str, str | None, str | None]


def _block(line: str) -> Block:
    kind = KINDS.get(line[:2], "text")
    return Block(kind=kind, text=line if kind == "text" else line[2:])


def _found(lines: list[str], language: str) -> Counter[Said]:
    found: Counter[Said] = Counter()
    quotations = find_quotations(placed(map(_block, lines)), language)
    for quote in (*quotations.quotes, *quotations.nested):
        said = quote.attribution
        found[quote.text, (said.speaker.name if said.speaker else said.text) if said else None, said and said.via] += 1
    return found


def _f1(language: str) -> float:
    right = total = 0
    for line in Path(__file__).with_name(f"quotes_forms_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        expected = Counter((text, speaker, via) for text, speaker, via in article["quotes"])
        found = _found(article["paragraphs"], language)
        right += 2 * (expected & found).total()
        total += expected.total() + found.total()
    return right / total


@pytest.mark.parametrize(("language", "floor"), [("en", 0.99), ("de", 0.98), ("fr", 1.0), ("es", 1.0)])
def test_what_is_said_has_its_speaker(language: str, floor: float) -> None:
    assert _f1(language) >= floor
