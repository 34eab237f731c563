"""What others have collected of the web's oddities, read by presslake: one table.

    python -m benchmarks.outside DIR

DIR holds outside/robots.tar.xz (4,231 real robots.txt, one a host) and outside/feeds-sitemaps-encodings.tar.xz (feeds
and sitemaps, compressed bodies and bombs, feeds in many encodings with what they should be read as). They are read
where they are; nothing of them is part of presslake.
"""

import re
import sys
import tarfile
import time
from ast import literal_eval
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.bombs import Sent, brotli_bomb, fetch_each
from benchmarks.charsets import decoded_right
from extract.decode import decode
from extract.listing import parse_listing
from extract.model import ExtractError
from flows.web.robots import RobotsRules, decoded_robots

Row = tuple[str, str]

#: In the name of a file: how its body is packed.
_ENCODINGS = {"gzip-deflate-gzip": "gzip, deflate, gzip", "gzip-deflate": "gzip, deflate"}
_ENCODINGS |= {"br": "br", "zstd": "zstd", "deflate": "deflate", "gzip": "gzip", ".gz": "gzip"}
_HEADER = re.compile(r"(?im)^\s*Header:\s*Content-type:\s*(.+?)\s*$")
_ENCODING_EXPECTED = re.compile(r"encoding == '([^']+)'")
#: Those without tags and references: an entry's summary is plain text here.
_TEXT_EXPECTED = re.compile(r"(?:description'\]|summary) == ('[^'<&]*')")


def robots_rows(files: Mapping[str, bytes]) -> Iterator[Row]:
    """What the robots.txt say to presslake."""
    begin = time.perf_counter()
    rules = {host: RobotsRules(decoded_robots(body)) for host, body in files.items()}
    seconds = time.perf_counter() - begin
    allowed = sum(rule.allows(f"https://{host}/", "presslake") for host, rule in rules.items())
    delays = [delay for rule in rules.values() if (delay := rule.stated_delay("presslake"))]
    sitemaps = [len(rule.sitemaps) for rule in rules.values() if rule.sitemaps]
    signals = Counter(signal for rule in rules.values() for signal in rule.signals("presslake").items())
    yield "robots.txt parsed", f"{len(rules):,} in {seconds:.1f} s"
    yield "  / allowed to presslake", f"{allowed:,}"
    yield "  a delay is asked for", f"{len(delays)}; more than a minute: {sum(delay > 60 for delay in delays)}"
    yield "  sitemaps named", f"{sum(sitemaps):,} by {len(sitemaps):,}"
    said = ", ".join(f"{use}={'yes' if yes else 'no'}: {count}" for (use, yes), count in sorted(signals.items()))
    yield "  content signals", said or "none"
    yield "  licence (RSL) named", str(sum(bool(rule.license_url) for rule in rules.values()))


def body_rows(files: Mapping[str, bytes]) -> Iterator[Row]:
    """What becomes of compressed bodies, damaged ones and bombs."""
    bodies = [brotli_bomb(), *(Sent(name=name, body=body, encoding=_encoding(name)) for name, body in files.items())]
    for fetched in fetch_each(bodies):
        said = f"{fetched.size:,} bytes" if fetched.outcome == "ok" else fetched.message
        yield f"  {fetched.sent.name}", f"{fetched.outcome:10} +{fetched.growth / 1e6:3.0f} MB  {said}"


def _encoding(name: str) -> str:
    return next(encoding for part, encoding in _ENCODINGS.items() if part in name)


def charset_rows() -> Iterator[Row]:
    """How many short pages of ours are decoded right."""
    for way, (right, pages) in decoded_right().items():
        yield f"  charset told by {way}", f"{right} of {pages}"


def encoding_rows(files: Mapping[str, bytes]) -> Iterator[Row]:
    """How many feeds are decoded as their collectors say, and how many of the texts that they name are found."""
    decoded: Counter[bool] = Counter()
    texts: Counter[bool] = Counter()
    wrong: list[str] = []
    for name, body in files.items():
        stated = body.replace(b"\x00", b"").decode("latin-1")
        header = match[1] if (match := _HEADER.search(stated)) else None
        if match := _ENCODING_EXPECTED.search(stated):
            is_right = decode(body, header).text == body.decode(match[1], "replace").lstrip("\ufeff").replace(
                "\x00", ""
            )
            decoded[is_right] += 1
            wrong += [] if is_right else [name]
        if match := _TEXT_EXPECTED.search(stated):
            is_right = _first_summary(body, header) == literal_eval(match[1])
            texts[is_right] += 1
            wrong += [] if is_right else [name]
    yield "  feeds, encoding as expected", f"{decoded[True]} of {decoded.total()}"
    yield "  feeds, text as expected", f"{texts[True]} of {texts.total()}"
    yield "  otherwise", ", ".join(wrong) or "none"


def _first_summary(body: bytes, header: str | None) -> str | None:
    try:
        parsed = parse_listing(body, header, "https://feed.example/", None)
    except ExtractError:
        return None
    return parsed.entries[0].summary if parsed.entries else None


def listing_rows(files: Mapping[str, bytes]) -> Iterator[Row]:
    """What is found in feeds and sitemaps."""
    for name, body in files.items():
        try:
            parsed = parse_listing(body, None, f"https://outside.example/{name}", None)
            found = f"{parsed.kind}, {len(parsed.entries)} entries, {len(parsed.children)} children"
        except ExtractError as error:
            found = f"{error.reason}: {error.message}"
        yield f"  {name}", found


def _files(archive: Path) -> Mapping[str, bytes]:
    """The files of a tar archive by their path in it."""
    with tarfile.open(archive) as tar:  # in its own order: going back would unpack from the beginning again
        found = ((member.name.removeprefix("./"), tar.extractfile(member)) for member in tar)
        return dict(sorted((name, file.read()) for name, file in found if file))


def _below(files: Mapping[str, bytes], *folders: str) -> Mapping[str, bytes]:
    return {name: body for name, body in files.items() if name.startswith(folders)}


def main(folder: Path) -> None:
    """Print the table."""
    robots = _files(folder / "outside" / "robots.tar.xz")
    others = _files(folder / "outside" / "feeds-sitemaps-encodings.tar.xz")
    sections = {
        "Robots": robots_rows({Path(name).name: body for name, body in robots.items()}),
        "Bodies over the wire: outcome, peak of memory": body_rows(_below(others, "compressed/")),
        "Encodings": charset_rows(),
        "": encoding_rows(_below(others, "feeds/encoding/")),
        "Feeds and sitemaps": listing_rows(_below(others, "feeds/feed", "feeds/illformed/", "sitemaps/")),
    }
    for title, rows in sections.items():
        print(title)
        for what, found in rows:
            print(f"{what:58} {found}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
