"""The label that a paragraph may open with: who speaks in it, or what it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Paragraph, Span
from extract.quotes.rules import Rules
from extract.quotes.signatures import marked_whole
from extract.quotes.spans import Run

# "Vale:", "Ana Vale, mayor:", "VALE (Labour):"; "Q." too, but no other word with a full stop.
_LABEL = re.compile(
    r"(?P<label>(?P<name>[^\W\d_][\w.’' -]{0,50}?)(?:,\s[^:?!]{1,60}|\s?\([^():]{1,40}\))?)\s?:\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<label>(?P<name>[QA]))(?:[.:]|\s[–—-])\s+(?=\S)")
_MOST_WORDS = 5
_SENTENCE_END = ".?!…”\"’'–—-)]"
_WORD = re.compile(r"[^\W\d_]+")
#: A line with more capitals is a headline.
_CAPITALS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One labelled paragraph; offsets are its own."""

    paragraph: int
    #: The label without age and role.
    name: str
    #: Where the label ends, and where what is said begins.
    label_end: int
    start: int
    #: Whether an age, a role or a party stands behind the name.
    described: bool
    #: Whether what is said addresses somebody or speaks of the speaker.
    addresses: bool
    #: Whether the line may speak with no other like it: no marks of its own, and its speaker not spoken of.
    is_alone: bool

    @property
    def key(self) -> str:
        """The name in lower case, by which labels are compared."""
        return self.name.lower()

    def label(self, paragraph: Paragraph) -> Span:
        """Where the label is printed in the article, without age and role."""
        return Span(start=paragraph.start, end=paragraph.start + self.label_end)


def read_turn(number: int, paragraph: Paragraph, quoted: Sequence[Run], rules: Rules) -> Turn | None:
    """Return the label that the paragraph opens with, None where it has none or one of those that never speak."""
    text = paragraph.text
    if paragraph.kind not in ("text", "list", "blockquote") or len(text) < 4:
        return None
    match = _LETTER.match(text) or (_LABEL.match(text) if ": " in text[:120] else None)
    if match is None or not _can_speak(match["name"], rules):
        return None
    said = text[match.end() :]
    if said[0].isdigit() or said[-1] not in _SENTENCE_END or _is_headline(said):
        return None
    is_marked = any(run.outer_start == match.end() for run in quoted)
    if is_marked and marked_whole(text, quoted, match.end()) is None:
        return None  # Vale: “We stay,” and after a pause: “All of us.”
    return Turn(
        paragraph=number,
        name=match["name"].strip(),
        label_end=match.end("name"),
        start=match.end(),
        described=match["label"] != match["name"],
        addresses=_addresses(text, match.end(), quoted, rules),
        is_alone=not is_marked and match["name"].split()[-1].lower() not in said.lower(),
    )


def _is_headline(said: str) -> bool:
    """Whether nearly all words have capitals: "Vale: I Will Not Be Silenced"."""
    words = _WORD.findall(said)
    return len(words) > _MOST_WORDS and sum(word[0].isupper() for word in words) > _CAPITALS * len(words)


def _addresses(text: str, start: int, quoted: Sequence[Run], rules: Rules) -> bool:
    """Whether the words from ``start``, but for quotations inside them, ask, or say I, we or you."""
    inside = [run for run in quoted if run.outer_start > start]
    begins, ends = [start, *(run.outer_end for run in inside)], [*(run.outer_start for run in inside), len(text)]
    said = " ".join(text[begin:end] for begin, end in zip(begins, ends, strict=True))
    return "?" in said or not rules.forms.address.isdisjoint(_WORD.findall(f"{said} {said.lower()}"))


def _can_speak(name: str, rules: Rules) -> bool:
    """Whether a label has the form of a name or a role, and is none of the labels of news pages."""
    if name.lower() in rules.forms.questions | rules.forms.answers:
        return True
    words, names = name.split(), rules.names
    lower = [word.lower().rstrip(".") for word in words]
    if len(words) > _MOST_WORDS or rules.forms.labels.intersection(lower) or lower[0] in names.ordinary:
        return False
    return all(word[0].isupper() or word in names.particles or word in names.joining for word in words)
