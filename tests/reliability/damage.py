"""Files damaged in every way that can be listed: bits, bytes of the header, pages, their inner numbers, and ends cut off."""

from __future__ import annotations

import random
from collections.abc import Iterator

PAGE = 4096
_HEAD = 100
_TABLE_LEAF, _TABLE, _INDEX_LEAF, _INDEX = 13, 5, 10, 2


def flips(data: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """One bit turned, anywhere."""
    dice = random.Random(seed)
    for _ in range(count):
        at, bit = dice.randrange(len(data)), dice.randrange(8)
        yield f"bit {bit} of byte {at}", _with(data, at, bytes([data[at] ^ 1 << bit]))


def headers(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every byte of the header, as nothing, as much as it can be, and one more."""
    for at in range(_HEAD):
        for value in (0, 255, (data[at] + 1) % 256):
            if value != data[at]:
                yield f"header byte {at} is {value}", _with(data, at, bytes([value]))


def cuts(data: bytes, step: int = 512) -> Iterator[tuple[str, bytes]]:
    """The end cut off at every sector."""
    for size in range(0, len(data), step):
        yield f"cut to {size} bytes", data[:size]


def pages(data: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    """Every page gone, full, noise, another page, or moved by a byte."""
    dice = random.Random(seed)
    count = len(data) // PAGE
    for number in range(count):
        start = number * PAGE
        page = data[start : start + PAGE]
        other = dice.randrange(count) * PAGE
        for how, new in (
            ("zeros", bytes(PAGE)),
            ("ones", b"\xff" * PAGE),
            ("noise", dice.randbytes(PAGE)),
            (f"page {other // PAGE + 1}", data[other : other + PAGE]),
            ("moved", page[1:] + b"\0"),
        ):
            if new != page:
                yield f"page {number + 1} is {how}", _with(data, start, new)


def trees(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The numbers by which pages of tables and indexes hold together: kind, count, offsets, the pages below."""
    for number in range(len(data) // PAGE):
        start = number * PAGE + (_HEAD if number == 0 else 0)
        kind = data[start]
        if kind not in (_TABLE_LEAF, _TABLE, _INDEX_LEAF, _INDEX):
            continue
        inner = kind in (_TABLE, _INDEX)
        cells = start + (12 if inner else 8)
        spots: list[tuple[str, int, int, tuple[int, ...]]] = [
            ("kind", start, 1, (0, 2, 5, 10, 13, 255)),
            ("free block", start + 1, 2, (1, PAGE - 1, 0xFFFF)),
            ("count", start + 3, 2, (0, 1, 0x7FFF, 0xFFFF)),
            ("content", start + 5, 2, (0, 8, 0xFFFF)),
            ("first cell", cells, 2, (0, 1, PAGE - 1, 0xFFFF)),
        ]
        if inner:
            below = (0, 1, number + 1, len(data) // PAGE + 1, 0x7FFFFFFF, 0xFFFFFFFF)
            spots.append(("last page below", start + 8, 4, below))
        first = number * PAGE + int.from_bytes(data[cells : cells + 2], "big")
        if number * PAGE < first < (number + 1) * PAGE - 4:
            spots.append(("length in its first cell", first, 2, (0, 0x7F7F, 0xFFFF)))
        for name, at, size, values in spots:
            for value in values:
                new = value.to_bytes(size, "big")
                if data[at : at + size] != new:
                    yield f"{name} of page {number + 1} is {value}", _with(data, at, new)


def _with(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]
