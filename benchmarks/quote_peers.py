"""Other programs that find quotations and their speakers, where they are at hand; they are no dependencies.

textacy and sayswho need spaCy and a model of it: `pip install textacy sayswho`, and en_core_web_sm or another one. Of
sayswho the part that finds quotes and speakers takes part; the part that resolves pronouns needs a transformer. The
trial is the one script that stands beside the labelled files.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# package -> where its function is: spaCy's Doc -> triples of speaker (tokens), cue (tokens), content (a span).
_FINDERS = {
    "textacy": ("textacy.extract", "direct_quotations"),
    "sayswho": ("sayswho.quote_finder", "quote_finder"),
}

#: The text of an article -> the scorer's rows.
Peer = Callable[[str], list[dict[str, Any]]]


def installed_peers(model: str) -> dict[str, Peer]:
    """Return the peers that are installed together with the named model of spaCy, by name."""
    if not (find_spec("spacy") and find_spec(model)):
        return {}
    parse = import_module("spacy").load(model)
    return {
        name: partial(_found, parse, getattr(import_module(module), function))
        for name, (module, function) in _FINDERS.items()
        if find_spec(name)
    }


def load_trial(folder: Path, model: Path) -> Peer:
    """Return the trial in the labelled files' folder, with a model that its `train` wrote."""
    sys.path[:0] = [str(folder), str(folder / "trial")]
    extract = import_module("trial").extract
    weights = json.loads(model.read_text(encoding="utf-8"))
    return lambda text: list(extract(text, weights))


def _found(parse: Callable[[str], Any], find: Callable[[Any], Iterable[Any]], text: str) -> list[dict[str, Any]]:
    """The scorer's rows for an article; textacy refuses a text with an odd number of marks, and gets its lines then."""
    plain, places = _plain(text)
    try:
        found = list(_rows(find(parse(plain)), 0))
    except ValueError:
        found = [row for line in re.finditer(r"[^\n]+", plain) for row in _in_line(parse, find, line)]
    return [{key: places[at] if isinstance(at, int) else at for key, at in row.items()} for row in found]


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as both want it ('' as ", one line end between paragraphs), and where each of its characters stood."""
    parts = [(match.start(), match.group()) for match in re.finditer(r"''|\n\s+|.", text, re.DOTALL)]
    plain = "".join(part if len(part) == 1 else "\n" if part[0] == "\n" else '"' for _, part in parts)
    return plain, [*(start for start, _ in parts), len(text)]


def _in_line(
    parse: Callable[[str], Any], find: Callable[[Any], Iterable[Any]], line: re.Match[str]
) -> list[dict[str, Any]]:
    try:
        return list(_rows(find(parse(line.group())), line.start()))
    except ValueError:
        return []


def _rows(triples: Iterable[Any], start: int) -> Iterator[dict[str, Any]]:
    """The scorer's rows, the text beginning at ``start`` of the article."""
    for speaker, _, content in triples:
        row = {"start": start + content.start_char, "end": start + content.end_char}
        if not speaker:
            yield {**row, "speaker_start": None, "speaker_end": None, "speaker": None}
            continue
        first, last = speaker[0], speaker[-1]
        begin, end = first.idx, last.idx + len(last)
        mention = {"speaker_start": start + begin, "speaker_end": start + end}
        yield {**row, **mention, "speaker": first.doc.text[begin:end]}
