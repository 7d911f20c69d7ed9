"""The client's own look of a report, and an accent colour that can be read."""

from __future__ import annotations

from dataclasses import dataclass

READABLE = 4.5
"""The contrast to white that text needs (WCAG 2.2, 1.4.3)."""
_STEP = 0.02


@dataclass(frozen=True, slots=True)
class Branding:
    """What a report takes from the client: a logo as PNG, an accent as '#RRGGBB', and words; empty is the program's own."""

    logo: bytes = b""
    accent: str = ""
    cover: str = ""
    footer: str = ""


def parts_of(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of '#RRGGBB', 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{max(0, min(255, round(each))):02X}" for each in parts)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another, 0 to 1."""
    one, two = parts_of(colour), parts_of(other)
    red, green, blue = (a + (b - a) * share for a, b in zip(one, two, strict=True))
    return _written((red, green, blue))


def readable(colour: str) -> str:
    """The same hue, darkened just as far as text in it can be read on white and on its own tint."""
    share = 0.0
    found = colour.upper()
    while contrast(found, tint(found)) < READABLE:
        share += _STEP
        found = mixed(colour, "#000000", share)
    return found


def tint(colour: str) -> str:
    """The light ground that goes with an accent."""
    return mixed(colour, "#FFFFFF", 0.9)


def tokens(accent: str) -> dict[str, str]:
    """The colours of a page that follow from an accent; none for ''."""
    if not accent:
        return {}
    ink = readable(accent)
    return {
        "accent": ink,
        "accent-h": mixed(ink, "#000000", 0.22),
        "accent-t": tint(ink),
        "accent-l": mixed(ink, "#FFFFFF", 0.68),
        "on-accent": "#FFFFFF",
    }
