"""Quotations that somebody signs: “…” – Ana Vale, Eastmoor; posts: … — Ana Vale (@anavale) March 1, 2026."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.model import Paragraph, Span
from extract.quotes.rules import Rules
from extract.quotes.spans import Form, Run

# At the start, behind a space or an end. The dash first: what stands before it is read at dashes only.
_DASH = r"[—–―-](?<![^\s.?!”\"’].)[—–―-]?\s*"
_NAME = r"[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){0,4}?"
# "— Ana Vale (@anavale) March 1, 2026 at 3:04 PM"
_POSTED = re.compile(rf"{_DASH}(?P<name>[^@()]{{1,60}}?)\s*\((?P<handle>@[\w.-]+)\)(?P<day>[^@]{{0,60}})$")
# "– Ana Vale", "— Ana Vale, harbour master", "– Ana Vale (Eastmoor)"
_SIGNED = re.compile(rf"{_DASH}(?P<name>{_NAME})(?:,\s(?P<role>[^.?!“”\"]{{1,80}})|\s?\([^()]{{1,60}}\))?\.?$")
# What a post ends with that is none of its words.
_TAIL = re.compile(r"(?:\s*(?:pic\.(?:twitter|x)\.com/\S+|https?://\S+|t\.co/\S+|\[image or embed\]))+\s*$")
# "@quaywatch wrote: My letter came back."
_HANDLE = re.compile(r"(?P<name>@\w{2,30})\s(?P<verb>\w+):\s+(?=\S)")
_MOST_WORDS = 14
# Characters in which a signature stands.
_LONGEST = 140
_ANY_DASH = re.compile("[—–―-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs, as offsets of the paragraph that was read, and where the signature begins there."""

    start: int
    name_start: int
    name_end: int
    #: post or signature.
    method: str


def read_signature(text: str, rules: Rules) -> Signature | None:
    """Return the signature at the end of a paragraph's text, None where there is none.

    >>> from extract.quotes.rules import load_rules
    >>> signature = read_signature("We stay. – Ana Vale, Eastmoor", load_rules("en"))
    >>> signature.start, signature.name_end
    (9, 19)
    """
    start = max(0, len(text) - _LONGEST)
    if not _ANY_DASH.search(text, start):
        return None
    match, method = _POSTED.search(text, start) if "(@" in text[start:] else None, "post"
    if match is None:
        match, method = _SIGNED.search(text, start), "signature"
        if match is None or not _is_person(match["name"], rules) or len(match[0].split()) > _MOST_WORDS:
            return None
    return Signature(start=match.start(), name_start=match.start("name"), name_end=match.end("name"), method=method)


def _is_person(name: str, rules: Rules) -> bool:
    """Whether the words can be a person's name: capitals but for small words inside, and none of a body."""
    words = name.split()
    small = {word for particle in rules.names.particles for word in particle.split("_")}
    return (
        (len(words) > 1 or not rules.names.nouns_capitalised)
        and all(word[0].isupper() or word in small for word in words)
        and not rules.is_organisation(words[-1].lower())
        and words[0].lower() not in rules.names.ordinary
    )


def signed_form(paragraph: Paragraph, signature: Signature) -> Form:
    """The form of what is signed by a signature in this paragraph."""
    name = Span(start=paragraph.start + signature.name_start, end=paragraph.start + signature.name_end)
    return Form(method=signature.method, speaker=name, name=name)


def whole_run(text: str, start: int = 0, end: int | None = None) -> Run:
    """A run over ``text[start:end]``, without spaces around it and without what a post ends with."""
    inner = _TAIL.sub("", text[start:end])
    first = start + len(inner) - len(inner.lstrip())
    last = max(first, start + len(inner.rstrip()))
    return Run(start=first, end=last, outer_start=first, outer_end=last, closed=True)


def marked_whole(text: str, quoted: Sequence[Run], start: int = 0, end: int | None = None) -> Run | None:
    """The run of marks that encloses all of ``text[start:end]``, None where there is none."""
    stripped = text[start:end].strip()
    first = text.find(stripped, start)
    for run in quoted:
        if run.outer_start == first and run.outer_end >= first + len(stripped) - 1:
            return run
    return None


def find_signed(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], rules: Rules
) -> Iterator[tuple[int, Run]]:
    """Yield the quotations of running text that are signed behind them or in the next paragraph, and posts."""
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.kind == "blockquote":
            continue
        if text.startswith("@") and (post := _HANDLE.match(text)):
            if rules.codes.get(post["verb"].lower()) == "V":
                yield number, _by_handle(paragraph, runs[number], post)
            continue
        if not (runs[number] or (number and runs[number - 1]) or "(@" in text):
            continue
        signature = read_signature(text, rules)
        if signature is None:
            continue
        at = number if signature.start else number - 1
        if at >= 0 and (run := _signed_run(paragraphs[at], runs[at], signature)):
            yield at, replace(run, form=signed_form(paragraph, signature))


def _signed_run(paragraph: Paragraph, quoted: Sequence[Run], signature: Signature) -> Run | None:
    """What is signed: a quotation that is all the paragraph before the signature, or the text of a post."""
    end = signature.start or None
    marked = marked_whole(paragraph.text, quoted, 0, end)
    if marked is not None or signature.method != "post" or paragraph.kind not in ("text", "list"):
        return marked
    run = whole_run(paragraph.text, 0, end)
    return run if run.start < run.end else None


def _by_handle(paragraph: Paragraph, quoted: Sequence[Run], post: re.Match[str]) -> Run:
    name = Span(start=paragraph.start + post.start("name"), end=paragraph.start + post.end("name"))
    run = marked_whole(paragraph.text, quoted, post.end()) or whole_run(paragraph.text, post.end())
    return replace(run, form=Form(method="post", speaker=name, name=name))
