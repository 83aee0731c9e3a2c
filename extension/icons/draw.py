"""Draw the icons: a speech bubble with the hands of a clock. Only the standard library is needed.

python3 icons/draw.py writes 16.png, 32.png, 48.png and 128.png beside this file.
"""

import math
import struct
import zlib
from pathlib import Path

BLUE, WHITE = (11, 87, 208), (255, 255, 255)
FINE = 4  # each pixel is the mean of FINE × FINE points
Point = tuple[float, float]


def in_bubble(x: float, y: float) -> bool:
    """Tell whether a point of the unit square is in the bubble: a disc, and a tail to its left."""
    if math.hypot(x - 0.5, y - 0.46) <= 0.44:
        return True
    return x >= 0.10 and y <= 0.98 and y >= 0.62 and x - 0.10 <= 0.98 - y + 0.02 and x <= 0.42


def near_line(point: Point, start: Point, end: Point, width: float) -> bool:
    """Tell whether a point is on a round-ended line."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
    along = min(max(along, 0.0), 1.0)
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay)) <= width / 2


def on_hands(x: float, y: float) -> bool:
    """Tell whether a point is on a hand: it is four o'clock, nearly the end of the working day."""
    centre = (0.5, 0.46)
    return near_line((x, y), centre, (0.5, 0.17), 0.105) or near_line(
        (x, y), centre, (0.69, 0.57), 0.105
    )


def png(size: int) -> bytes:
    """Return the icon as a PNG of size × size pixels."""
    rows = bytearray()
    for row in range(size):
        rows.append(0)  # no filter
        for column in range(size):
            rows += pixel(row, column, size)
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pixel(row: int, column: int, size: int) -> bytes:
    """Return one pixel as red, green, blue, alpha."""
    bubble = hands = 0
    for fine in range(FINE * FINE):
        x = (column + (fine % FINE + 0.5) / FINE) / size
        y = (row + (fine // FINE + 0.5) / FINE) / size
        inside = in_bubble(x, y)
        bubble += inside
        hands += inside and on_hands(x, y)
    share = hands / bubble if bubble else 0.0
    mixed = (round(b + (w - b) * share) for b, w in zip(BLUE, WHITE, strict=True))
    return bytes((*mixed, round(255 * bubble / FINE**2)))


if __name__ == "__main__":
    for side in (16, 32, 48, 128):
        (Path(__file__).parent / f"{side}.png").write_bytes(png(side))
