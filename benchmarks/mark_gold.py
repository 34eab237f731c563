"""Gold of quotations from articles in which somebody has marked them.

    python -m benchmarks.mark_gold LANGUAGE < ARTICLES.txt > tests/quality/quotes_LANGUAGE.jsonl

ARTICLES.txt holds articles, each behind a line ``== its-name``. A run is marked as ``[“So it is,”](d>Vale=Ana Vale)``:

    d or m   said, as a whole utterance or as a fragment that the sentence around it carries; t is a term
    > or <   the speaker's mention is the next such words behind the run, or the last before it
    =        the name of the speaker where the mention does not hold it; "-" for a speaker without a name

A term has no speaker, and what is said need not have one. The lines that come out have the form that the labelled
sets have, as `benchmarks/quote_score.py` reads it.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

_ARTICLE = re.compile(r"(?m)^== (\S+)\n")
_LABEL = re.compile(
    r"\[([^\[\]]+)\]\((?:t|(?P<kind>[dm])(?:(?P<side>[<>])(?P<mention>[^=()]+)(?:=(?P<name>[^()]+))?)?)\)"
)
_KINDS = {"d": "direct", "m": "mixed"}
_NOBODY: dict[str, Any] = {"speaker": None, "speaker_start": None, "speaker_end": None, "names": [], "alts": []}


def main() -> None:
    """Read marked articles, write gold."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    _, *parts = _ARTICLE.split(sys.stdin.read())
    for doc, marked in zip(parts[::2], parts[1::2], strict=True):
        print(json.dumps(gold(doc, sys.argv[1], marked), ensure_ascii=False))


def gold(doc: str, language: str, marked: str) -> dict[str, Any]:
    """Return one article without its labels, and what they say.

    >>> article = gold("a", "en", "[“Go,”](d>Vale=Ana Vale) said Vale.")
    >>> article["text"], article["quotes"][0]["names"]
    ('“Go,” said Vale.', ['vale'])
    """
    lines = "\n".join(line for line in marked.split("\n") if line.strip())
    text = _LABEL.sub(r"\1", lines)
    return {"doc": doc, "lang": language, "text": text, "quotes": list(_quotes(doc, lines, text))}


def _quotes(doc: str, marked: str, text: str) -> Iterator[dict[str, Any]]:
    """The labelled runs, their offsets those of the text without labels."""
    shift = 0
    for label in _LABEL.finditer(marked):
        start = label.start() - shift
        end = start + len(label[1])
        shift += len(label[0]) - len(label[1])
        kind = _KINDS.get(label["kind"], "none")
        speaker = _speaker(doc, text, start, end, label) if label["mention"] else _NOBODY
        yield {"start": start, "end": end, "attributed": kind != "none", "kind": kind, **speaker}


def _speaker(doc: str, text: str, start: int, end: int, label: re.Match[str]) -> dict[str, Any]:
    """Who says the run: the nearest such words on the side that the label names, and every other mention by surname."""
    mention, name = label["mention"], label["name"] or label["mention"]
    at = text.find(mention, end) if label["side"] == ">" else text.rfind(mention, 0, start)
    if at < 0:
        sys.exit(f"{doc}: no {mention!r} {'behind' if label['side'] == '>' else 'before'} {label[1]!r}")
    head = name.rsplit(" ", 1)[-1]
    alts = [] if name == "-" else [[one.start(), one.end()] for one in re.finditer(rf"\b{re.escape(head)}\b", text)]
    return {
        "speaker": mention,
        "speaker_start": at,
        "speaker_end": at + len(mention),
        "names": [] if name == "-" else [head.lower()],
        "alts": alts,
    }


if __name__ == "__main__":
    main()
