"""Why a page gives the article that it gives, or none: the same steps as extract.article, with what they left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from extract.article import article_of, read_text
from extract.blocks import page_blocks
from extract.evidence import Candidate, Evidence
from extract.metadata import Metadata, choose_metadata
from extract.model import Article, Entry, ExtractError, Page
from extract.paragraphs import Block
from extract.quality import Quality, quality_of
from extract.quotes.candidates import Place, SpeakerCandidate, find_candidates
from extract.readers import Reading
from extract.selection import drop_reasons

CHOSEN = "chosen"
SAME = "says the same"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A block of the page that is not in the article, and why."""

    reason: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One candidate for a field of the article, and what became of it."""

    #: title, author or date.
    field: str
    source: str
    value: str
    #: What this candidate would give, were it the only one.
    gives: str | None
    #: chosen, says the same, or why it was not taken.
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What became of a page; without an article ``reason`` and ``message`` say why there is none."""

    article: Article | None
    reason: str | None = None
    message: str | None = None
    kept: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    choices: tuple[Choice, ...] = ()
    quality: Quality | None = None
    #: Who may have said each quotation of the article, best first, by its paragraph and where it begins there.
    speakers: Mapping[Place, Sequence[SpeakerCandidate]] = field(default_factory=dict)


def explain(page: Page) -> Explanation:
    """Return what was made of a page and why, where it can be read at all also of one that holds no article."""
    try:
        decoded, reading = read_text(page)
    except ExtractError as error:
        return Explanation(article=None, reason=error.reason, message=error.message)
    metadata = choose_metadata(reading.evidence, page.entry)
    explained = Explanation(
        article=None,
        kept=reading.blocks,
        left_out=_left_out(reading),
        choices=tuple(_choices(reading.evidence, page.entry, metadata)),
        quality=quality_of(reading),
    )
    try:
        article = article_of(page, decoded, reading)
    except ExtractError as error:
        return replace(explained, reason=error.reason, message=error.message)
    return replace(explained, article=article, speakers=find_candidates(article.paragraphs, article.language))


def _left_out(reading: Reading) -> tuple[LeftOut, ...]:
    if reading.layout is None:
        return ()
    layout = reading.layout
    reasons = drop_reasons(layout.blocks, layout.matched, layout.known, layout.chosen)
    removed = ((block, removed.reason) for removed in layout.removed for block in page_blocks(removed.element))
    return tuple(
        LeftOut(reason=reason, kind=block.kind, text=block.text) for block, reason in chain(removed, reasons.items())
    )


def _choices(evidence: Evidence, entry: Entry, metadata: Metadata) -> Iterator[Choice]:
    """Yield the candidates, each judged by what the page would give with no other one."""
    for candidate in evidence.titles:
        alone = choose_metadata(replace(evidence, titles=(candidate,)), entry)
        outcome = _outcome(candidate, alone.title, metadata.title, metadata.extra.get("title_source"))
        yield _choice("title", candidate, alone.title, outcome or "names no more than the outlet")
    for candidate in evidence.authors:
        alone = choose_metadata(replace(evidence, authors=(candidate,)), entry)
        names = ", ".join(alone.authors) or None
        known = [name for name in alone.authors if name in metadata.authors]
        outcome = _outcome(candidate, names, ", ".join(known), metadata.extra.get("author_source"))
        yield _choice("author", candidate, names, outcome or "names no person")
    for candidate in evidence.published:
        alone = choose_metadata(replace(evidence, published=(candidate,)), entry)
        day = _day(alone) if alone.date_source == candidate.source else None
        outcome = _outcome(candidate, day, _day(metadata), metadata.date_source)
        yield _choice("date", candidate, day, outcome or "states no day that can be")
    yield from _unstated_date(evidence, entry, metadata)


def _unstated_date(evidence: Evidence, entry: Entry, metadata: Metadata) -> Iterator[Choice]:
    """Yield the date that the address or the feed gives, which no page states."""
    alone = choose_metadata(replace(evidence, published=()), entry)
    if alone.published and alone.date_source:
        candidate = Candidate(source=alone.date_source, value=alone.url if alone.date_source == "url" else entry.url)
        outcome = _outcome(candidate, _day(alone), _day(metadata), metadata.date_source)
        yield _choice("date", candidate, _day(alone), outcome or CHOSEN)


def _outcome(candidate: Candidate, gives: str | None, chosen: str | None, source: object) -> str | None:
    """Return what became of a candidate, None where it gives nothing."""
    if not gives:
        return None
    if gives == chosen:
        return CHOSEN if candidate.source == source else SAME
    return f"{source} was preferred"


def _choice(field: str, candidate: Candidate, gives: str | None, outcome: str) -> Choice:
    return Choice(field=field, source=candidate.source, value=candidate.value, gives=gives, outcome=outcome)


def _day(metadata: Metadata) -> str | None:
    return metadata.published.day.isoformat() if metadata.published else None
