"""Frames: what goes in comes out, and whatever else comes is told apart."""

import io
import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.native.framing import (
    MAX_INCOMING,
    MAX_OUTGOING,
    EndOfStream,
    FrameCutOff,
    FrameEmpty,
    FrameNotJson,
    FrameNotText,
    FrameTooLarge,
    ReplyTooLarge,
    encode_frame,
    read_frame,
    write_frame,
)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


class Chopped(io.BytesIO):
    """A stream that gives and takes as many bytes at a time as it likes, but at least one."""

    def __init__(self, content: bytes, sizes: list[int]) -> None:
        super().__init__(content)
        self._sizes = sizes

    def _size(self) -> int:
        return self._sizes.pop() if self._sizes else 3

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        return super().read(min(size, self._size()))

    def write(self, piece: Any) -> int:
        return super().write(piece[: self._size()])


def frame(payload: bytes) -> bytes:
    return struct.pack("=I", len(payload)) + payload


@given(messages=st.lists(JSON, max_size=3), sizes=st.lists(st.integers(1, 9)))
def test_what_was_written_is_read_however_the_stream_is_chopped(
    messages: list[object], sizes: list[int]
) -> None:
    wire = Chopped(b"", list(sizes))
    for message in messages:
        write_frame(wire, message)
    wire = Chopped(wire.getvalue(), list(sizes))
    assert [read_frame(wire) for _ in messages] == messages
    with pytest.raises(EndOfStream):
        read_frame(wire)


@given(content=st.binary(max_size=60))
def test_no_bytes_bring_the_reader_down(content: bytes) -> None:
    stream = io.BytesIO(content)
    expected = (EndOfStream, FrameCutOff, FrameEmpty, FrameNotJson, FrameNotText, FrameTooLarge)
    for _ in range(20):
        try:
            read_frame(stream)
        except expected as error:
            if isinstance(error, EndOfStream | FrameCutOff | FrameTooLarge):
                return
    raise AssertionError("the reader never came to the end")


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        (b"", FrameEmpty),
        (b"\xff\xfe{}", FrameNotText),
        (b'"\xed\xa0\x80"', FrameNotText),  # half a surrogate pair, as bytes
        (b"{", FrameNotJson),
        (b"hello", FrameNotJson),
        (b'{"a":1} {"b":2}', FrameNotJson),
        (b"\xef\xbb\xbf{}", FrameNotJson),  # JSON on the wire has no byte order mark
        (b"NaN", FrameNotJson),
        (b'{"id":-Infinity}', FrameNotJson),
        (b"1" * 5000, FrameNotJson),  # Python refuses to read such integers
        (b"[" * 100_000, FrameNotJson),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, FrameNotJson),
    ],
)
def test_after_a_frame_that_cannot_be_read_the_next_one_can(
    payload: bytes, error: type[Exception]
) -> None:
    stream = io.BytesIO(frame(payload) + frame(b'{"id":1}'))
    with pytest.raises(error) as raised:
        read_frame(stream)
    assert raised.value.__cause__ is None
    assert read_frame(stream) == {"id": 1}


@pytest.mark.parametrize(
    "content", [b"\x01", b"\x01\x00\x00", frame(b'{"id":1}')[:-1], struct.pack("=I", MAX_INCOMING)]
)
def test_the_end_in_the_middle_of_a_frame_is_told_from_a_clean_one(content: bytes) -> None:
    with pytest.raises(FrameCutOff):
        read_frame(io.BytesIO(content))


@pytest.mark.parametrize("length", [MAX_INCOMING + 1, 0x6C6C6568, 2**32 - 1])
def test_a_giant_length_is_refused_and_nothing_more_is_read(length: int) -> None:
    stream = io.BytesIO(struct.pack("=I", length) + b"rest")
    with pytest.raises(FrameTooLarge):
        read_frame(stream)
    assert stream.read() == b"rest"


def test_a_later_key_wins_as_it_does_in_the_browser() -> None:
    assert read_frame(io.BytesIO(frame(b'{"id":1,"id":2}'))) == {"id": 2}


@pytest.mark.parametrize("letter", ["a", "é", "語", "🙂"])
def test_the_limit_counts_bytes_not_characters(letter: str) -> None:
    size = len(letter.encode())
    fits = letter * ((MAX_OUTGOING - 2) // size)
    fits += "." * (MAX_OUTGOING - 2 - len(fits.encode()))
    assert len(encode_frame(fits)) == 4 + MAX_OUTGOING
    stream = io.BytesIO()
    with pytest.raises(ReplyTooLarge):
        write_frame(stream, fits + ".")
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("\ud83d\ude42", "🙂"),
        ("a\ud83d", "a\ufffd"),
        ("\udc00b", "\ufffdb"),
        ("🙂\udc00", "🙂\ufffd"),
    ],
)
def test_half_a_surrogate_pair_never_reaches_the_browser(said: str, heard: str) -> None:
    stream = io.BytesIO(encode_frame({"text": said}))
    assert read_frame(stream) == {"text": heard}


def test_a_reply_is_strict_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode_frame({"x": float("nan")})
    assert json.loads(encode_frame({"x": "é"})[4:]) == {"x": "é"}
