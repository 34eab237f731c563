"""What changed in an article, as `presslake show --diff` prints it."""

import sys
from collections.abc import Sequence

from rich.console import Console

from extract.model import PARAGRAPH_BREAK
from flows.comparing import Change, changes, marked, quote_changes
from flows.output import Format, messages, print_sections, print_table
from warehouse.model import Table, VersionRows


def print_versions(rows: VersionRows, form: Format) -> None:
    """Print to stdout what is not the same in the present version of an article and in the earlier one asked for."""
    earlier = next(version for version in rows.versions if version.number == rows.since)
    present = rows.versions[-1]
    if earlier is present:
        messages.print(f"presslake: version {present.number} is the only one that was read", markup=False)
    found = changes(
        (earlier.title or "", *earlier.text.split(PARAGRAPH_BREAK)),
        (present.title or "", *present.text.split(PARAGRAPH_BREAK)),
    )
    requoted = quote_changes(rows.gone, rows.quotes, earlier.text)
    sections = {
        "versions": Table(
            ("version", "seen_at", "title"),
            tuple((version.number, version.seen_at, version.title) for version in (earlier, present)),
        ),
        "changes": Table(
            ("op", "paragraph", "old", "new"), tuple((each.op, each.position, each.old, each.new) for each in found)
        ),
        "quotes": Table(
            ("op", "speaker", "old", "new"), tuple((each.op, each.speaker, each.old, each.new) for each in requoted)
        ),
    }
    if form is not Format.TABLE:
        print_sections(sections, form)
        return
    print_table(sections["versions"], form)
    sys.stdout.write("\n")
    sys.stdout.flush()
    _print_changes(found)
    if requoted:
        print_sections({"quotes": sections["quotes"]}, form)


def _print_changes(found: Sequence[Change]) -> None:
    """Print the changed paragraphs under their numbers, words in colour where there is any, otherwise between marks."""
    screen = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for change in found:
        place = f"paragraph {change.position}" if change.position else "title"
        screen.print(f"{place} {change.op}", style="bold", markup=False)
        screen.print(marked(change.old, change.new, with_marks=screen.no_color or screen.color_system is None))
        screen.print()
    if not found:
        screen.print("no paragraph changed")
