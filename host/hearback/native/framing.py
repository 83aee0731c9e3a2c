"""Frames of Chrome's native messaging: a length, then that many bytes of JSON.

The length is four bytes in the machine's own byte order and counts bytes, not characters. The
browser hands over at most 64 MiB and takes at most 1 MiB; one byte more and it closes the port.
After a FrameUnreadable the stream is still in step and the next frame can be read; after a
StreamLost it is not, and nothing more can be said on it.
"""

import json
import struct

TYPE_CHECKING = False  # without typing, for hello has to be quick
if TYPE_CHECKING:
    from typing import BinaryIO, NoReturn

MAX_INCOMING = 64 * 1024 * 1024
MAX_OUTGOING = 1024 * 1024
_LENGTH = struct.Struct("=I")
_CHUNK = 1024 * 1024


class EndOfStream(Exception):
    """The other side closed the stream between two frames."""


class FrameUnreadable(Exception):
    """A whole frame came, and what it holds is no JSON. The stream is still in step."""


class FrameEmpty(FrameUnreadable):
    """A frame of no bytes at all."""


class FrameNotText(FrameUnreadable):
    """A frame whose bytes are not UTF-8."""


class FrameNotJson(FrameUnreadable):
    """A frame of text that is no JSON, or is nested deeper than can be read."""


class StreamLost(Exception):
    """Where the next frame begins can no longer be told."""


class FrameTooLarge(StreamLost):
    """A length that no browser sends: most likely these four bytes are no length."""


class FrameCutOff(StreamLost):
    """The stream ended inside a frame."""


class ReplyTooLarge(Exception):
    """A reply that the browser would not take; nothing of it was written."""


def read_frame(stream: "BinaryIO") -> object:
    """Return the JSON value of the next frame; waits for all of it, however it comes in pieces.

    Raises EndOfStream, or one of the FrameUnreadable and StreamLost above.
    """
    head = _read(stream, _LENGTH.size)
    if not head:
        raise EndOfStream
    if len(head) < _LENGTH.size:
        raise FrameCutOff(f"the stream ended {len(head)} bytes into a length")
    (length,) = _LENGTH.unpack(head)
    if length > MAX_INCOMING:
        raise FrameTooLarge(f"a frame of {length} bytes was announced")
    payload = _read(stream, length)
    if len(payload) < length:
        raise FrameCutOff(f"the stream ended {len(payload)} bytes into a frame of {length}")
    return _decode(payload)


def encode_frame(message: object) -> bytes:
    """Return a message as a frame. Raises ReplyTooLarge, and ValueError for NaN and infinities."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        payload = text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair: Chromium drops JSON that has one without a word.
        payload = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    if len(payload) > MAX_OUTGOING:
        raise ReplyTooLarge(f"a reply of {len(payload)} bytes")
    return _LENGTH.pack(len(payload)) + payload


def write_frame(stream: "BinaryIO", message: object) -> None:
    """Write a message as one frame, all of it or, when it is too large, nothing."""
    rest = memoryview(encode_frame(message))
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()


def _read(stream: "BinaryIO", count: int) -> bytes:
    """Return `count` bytes, fewer only at the end of the stream.

    Room is made as bytes arrive: a length alone costs the sender nothing.
    """
    got = bytearray()
    while len(got) < count:
        piece = stream.read(min(count - len(got), _CHUNK))
        if not piece:
            break
        got += piece
    return bytes(got)


def _decode(payload: bytes) -> object:
    if not payload:
        raise FrameEmpty("a frame of no bytes")
    try:
        text = payload.decode()
    except UnicodeDecodeError as error:
        raise FrameNotText(f"no UTF-8 from byte {error.start} on") from None
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        # Neither error goes on: a JSONDecodeError carries the whole text with it.
        raise FrameNotJson(f"no JSON that can be read ({type(error).__name__})") from None


def _refuse(constant: str) -> "NoReturn":
    raise ValueError("NaN and the infinities are no JSON")
