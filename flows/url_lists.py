"""Addresses in a text file, one a line."""

from collections.abc import Iterator
from pathlib import Path

from flows.errors import SourceError
from flows.source_settings import is_url

#: A list of a million addresses has some 80 MB; a larger file is no list.
MAX_BYTES = 200 * 2**20


def urls_in(path: Path) -> Iterator[str]:
    """The addresses that the file lists, empty lines and those that begin with # left out.

    Raises SourceError where the file cannot be read, and at its end where a line was no address; the others are good.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: {path.stat().st_size:,} bytes are no list of addresses")
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    stated = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    yield from (line for _, line in stated if is_url(line))
    wrong = [(number, line) for number, line in stated if not is_url(line) and not line.startswith("#")]
    if wrong:
        number, line = wrong[0]
        more = f" (and {len(wrong) - 1} lines more)" if len(wrong) > 1 else ""
        raise SourceError(f"{path}:{number}: {line[:80]!r} is no http(s) address{more}")


def is_url_list(path: Path) -> bool:
    """Tell whether a text file begins with an address on a line of its own, as no article does."""
    if path.suffix.lower() != ".txt" or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        first = next((line for line in file if line.strip() and not line.startswith("#")), "").strip()
    return is_url(first) and " " not in first
