"""Content encodings: what was meant comes back, in whatever pieces it came, and never more than is wanted."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.web.bodies import Body
from flows.web.decoding import STEP, decoder_for
from flows.web.model import FetchError


def bare_deflate(content: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()


ENCODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "old name": ("X-GZip", gzip.compress),
    "zlib": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
    "none": ("", bytes),
    "identity": ("identity", bytes),
}
encoders = st.sampled_from(sorted(ENCODERS))
#: Every part of an encoding is longer than a step.
LONG = b"the mill by the quay " * (STEP // 10)


def body(encoding: str, *pieces: bytes, limit: int = 2**24, is_cut: bool = False) -> Body:
    taken = Body(decoder_for(encoding), limit, is_cut)
    for piece in pieces:
        taken.take(piece)
    return taken


@settings(deadline=None)
@given(encoders, st.binary(max_size=2000), st.integers(1, 50))
def test_content_comes_back_whatever_pieces_it_came_in(name: str, content: bytes, size: int) -> None:
    encoding, encode = ENCODERS[name]
    sent = encode(content)

    taken = body(encoding, *(sent[start : start + size] for start in range(0, len(sent), size)))

    assert (content, True) == (taken.content(), taken.decoder.is_complete())


@pytest.mark.parametrize("name", sorted(ENCODERS))
def test_content_longer_than_a_step_comes_back_whole(name: str) -> None:
    encoding, encode = ENCODERS[name]

    taken = body(encoding, encode(LONG))

    assert (LONG, True) == (taken.content(), taken.decoder.is_complete())


@pytest.mark.parametrize("name", ["gzip", "zlib", "bare deflate", "brotli", "zstd"])
def test_a_body_that_ends_too_early_is_known_for_it(name: str) -> None:
    encoding, encode = ENCODERS[name]

    taken = body(encoding, encode(LONG)[:-5])

    assert not taken.decoder.is_complete()


@pytest.mark.parametrize("name", ["gzip", "zlib", "brotli", "zstd"])
def test_a_damaged_body_is_refused(name: str) -> None:
    encoding, encode = ENCODERS[name]
    sent = encode(LONG)

    with pytest.raises(FetchError, match="damaged"):
        body(encoding, sent[:20] + b"\xff\x00\xff\x55" * 4 + sent[36:])


@pytest.mark.parametrize("name", ["gzip", "zlib", "bare deflate", "brotli", "zstd"])
def test_a_bomb_is_refused_before_it_has_unfolded(name: str) -> None:
    encoding, encode = ENCODERS[name]
    bomb = Body(decoder_for(encoding), 2**20, is_cut=False)

    with pytest.raises(FetchError, match="1,048,576"):
        bomb.take(encode(bytes(2**25)))

    assert bomb.size < 2**20 + 4 * STEP


@pytest.mark.parametrize("name", ["gzip", "zlib", "bare deflate", "brotli", "zstd", "none"])
def test_a_body_of_exactly_the_limit_is_taken_and_one_of_a_byte_more_is_not(name: str) -> None:
    encoding, encode = ENCODERS[name]
    content = body(encoding, encode(LONG), limit=len(LONG)).content()

    with pytest.raises(FetchError, match="more than"):
        body(encoding, encode(content + b"!"), limit=len(LONG))


def test_what_is_to_be_cut_is_cut_at_its_limit() -> None:
    assert LONG[:100] == body("br", brotli.compress(LONG), limit=100, is_cut=True).content()


@settings(deadline=None)
@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.integers(1, 9))
def test_several_members_of_gzip_are_one_body(contents: list[bytes], size: int) -> None:
    sent = b"".join(map(gzip.compress, contents))

    taken = body("gzip", *(sent[start : start + size] for start in range(0, len(sent), size)))

    assert b"".join(contents) == taken.content()


def test_several_frames_of_zstd_are_one_body() -> None:
    assert b"quaymill" == body("zstd", zstd.compress(b"quay") + zstd.compress(b"mill")).content()


@pytest.mark.parametrize("rest", [bytes(512), b"\x1f", b"<!-- -->", b"\x1f\x00 no member"])
def test_what_follows_gzip_and_is_no_member_is_left_out(rest: bytes) -> None:
    assert b"quay" == body("gzip", gzip.compress(b"quay"), rest, b"more").content()


def test_a_frame_that_asks_for_a_hundred_megabytes_of_memory_is_refused() -> None:
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    stream = zstd.ZstdCompressor(options=options)

    with pytest.raises(FetchError, match="zstd"):
        body("zstd", stream.compress(b"quay", stream.FLUSH_BLOCK))


@pytest.mark.parametrize("encoding", ["gzip, br", "gzip,gzip", "br, identity, deflate"])
def test_a_body_encoded_twice_is_refused(encoding: str) -> None:
    with pytest.raises(FetchError, match="encoded 2 times"):
        decoder_for(encoding)


def test_an_encoding_that_nobody_asked_for_is_refused_by_name() -> None:
    with pytest.raises(FetchError, match="content encoding 'compress', asked for were gzip, deflate, br, zstd"):
        decoder_for("compress")
