"""Articles that come through a pipe: kept in a file first, since they could not be had a second time."""

import hashlib
import shutil
import zlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

#: How formats begin; what begins otherwise is plain text.
BEGINNINGS = ((b"WARC/", ".warc"), (b"PAR1", ".parquet"), (b"{", ".jsonl"), (b"<", ".html"))
#: Bytes that are looked at to tell the format.
HEAD_BYTES = 64 * 2**10


def keep_input(stream: BinaryIO, archive: Path) -> Path:
    """Save everything that a stream gives in the archive, under a name made of its content; return the file.

    The same bytes come to the same file, so that they are not new a second time.
    """
    archive.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=archive, prefix="stdin-", delete=False) as kept:
        shutil.copyfileobj(stream, kept)
    path = Path(kept.name)
    with path.open("rb") as file:
        name = f"stdin-{hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"
        file.seek(0)
        suffix = format_suffix(file.read(HEAD_BYTES))
    target = archive / (name + suffix)
    if target.exists():
        path.unlink()
    else:
        path.rename(target)
    return target


def named_files(path: Path) -> list[str]:
    """The lines of a file where each of them names a file or folder that is there; otherwise nothing."""
    if path.suffix != ".txt" or path.stat().st_size > HEAD_BYTES * 16:
        return []
    lines = [line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines if all(_exists(line) for line in lines) else []


def format_suffix(head: bytes) -> str:
    """The ending of the format that begins like this.

    >>> format_suffix(b"  <!doctype html>")
    '.html'
    """
    if head.startswith(b"\x1f\x8b"):
        return format_suffix(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD_BYTES)) + ".gz"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((suffix for beginning, suffix in BEGINNINGS if start.startswith(beginning)), ".txt")


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        return False
