"""What a run did, in lines for people."""

from collections import Counter

from flows.progress import Progress, SourceTally
from warehouse.model import Counts

#: Sources that get a line each at the end of a run; of more only those that need a look.
SOURCE_LINES = 20


def summary(progress: Progress) -> list[str]:
    """What was loaded and what was not, in one or two sentences."""
    counts = progress.counts
    if not counts.found:
        return [_nothing(progress), *_beyond(progress)]
    loaded = {"new": counts.new, "updated": counts.updated, "rebuilt": counts.rebuilt}
    as_before = f": {count_of(counts.unchanged, 'page')} as before" if counts.unchanged else ""
    lines = [f"Nothing is new{as_before}."]
    if any(loaded.values()):
        what = [f"{number} {word}" for word, number in loaded.items() if number]
        parts = f"{count_of(counts.paragraphs, 'paragraph')} and {count_of(counts.quotes, 'quote')}"
        lines = [f"Loaded {count_of(sum(loaded.values()), 'article')} ({', '.join(what)}) with {parts}."]
        if counts.unchanged:
            lines.append(f"{count_of(counts.unchanged, 'page')} as before.")
    if counts.failed:
        lines.append(f"In quarantine: {count_of(counts.failed, 'page')} ({_reasons(progress.failures)}).")
    deferred, forgotten = progress.total("deferred"), progress.total("forgotten")
    lost, standing = progress.total("lost"), progress.total("standing")
    if skipped := counts.skipped - deferred - forgotten - lost - standing:
        lines.append(f"Skipped: {count_of(skipped, 'page')}, in quarantine already or older than what is there.")
    if forgotten:
        lines.append(f"Left out: {count_of(forgotten, 'page')}, forgotten on demand.")
    if deferred:
        lines.append(f"Put off: {count_of(deferred, 'page')}, since their hosts asked for patience.")
    if standing:
        lines.append(f"Left as they are: {count_of(standing, 'article')}, whose pages give none now.")
    if lost:
        lines.append(
            f"Left as they are: {count_of(lost, 'page')}, whose bytes are neither in the archive nor on this disk."
        )
    return [*lines, *_beyond(progress)]


def _beyond(progress: Progress) -> list[str]:
    """What a run for certain days did not ask for."""
    undated, left = progress.total("undated"), progress.total("left")
    return [
        *([f"Left out: {count_of(undated, 'page')}, of which no day is known."] if undated else []),
        *([f"Left for later runs: {count_of(left, 'page')} of these days; the same command goes on."] if left else []),
    ]


def counted(counts: Counts) -> str:
    """What became of the pages of one batch.

    >>> counted(Counts(found=3, new=2, failed=1, paragraphs=20))
    '2 new, 1 failed, 20 paragraphs'
    """
    words = ("new", "updated", "rebuilt", "unchanged", "skipped", "failed", "paragraphs", "quotes")
    return ", ".join(f"{number} {word}" for word in words if (number := getattr(counts, word))) or "nothing"


def _nothing(progress: Progress) -> str:
    if progress.total("documents"):
        return "Nothing is new."
    if progress.next_due:
        return f"Nothing is due before {progress.next_due:%Y-%m-%d %H:%M} UTC."
    return "Nothing was found."


def next_step(progress: Progress) -> str:
    """What to try now."""
    if not progress.counts.found:
        return "Try next: presslake status · presslake add --help"
    if progress.counts.found == progress.counts.failed:
        return "Try next: presslake status"
    return "Try next: presslake search 'said' · presslake status · presslake sql \"from v_quotes limit 5\""


def source_lines(progress: Progress) -> list[str]:
    """One line a source, failed ones first; of many sources only those, and none of sources that were not due."""
    tallies = sorted(progress.sources.items(), key=lambda pair: pair[1].error is None)
    tallies = [(source_id, tally) for source_id, tally in tallies if _tally_line(tally) or not tally.has_times]
    if len(tallies) > SOURCE_LINES:
        tallies = [(source_id, tally) for source_id, tally in tallies if tally.error]
    return [f"{source_id}: {_tally_line(tally) or 'nothing there'}" for source_id, tally in tallies]


def _tally_line(tally: SourceTally) -> str:
    parts = [
        f"{tally.read} read" if tally.read else "",
        f"{tally.unchanged + tally.not_modified} as before" if tally.unchanged + tally.not_modified else "",
        f"{tally.deferred} put off" if tally.deferred else "",
        f"{tally.forgotten} forgotten on demand" if tally.forgotten else "",
        f"{sum(tally.failures.values())} without an article ({_reasons(tally.failures)})" if tally.failures else "",
        f"{tally.held} in quarantine since before" if tally.held else "",
        f"{tally.standing} without an article now" if tally.standing else "",
        f"{tally.lost} without their bytes" if tally.lost else "",
        tally.error or "",
    ]
    return ", ".join(filter(None, parts)) or ("nothing new" if tally.documents else "")


def _reasons(failures: Counter[str]) -> str:
    return ", ".join(f"{reason} {number}" for reason, number in failures.most_common())


def count_of(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
