"""Where the layout changes with the width of the window, as the design gives it (pixels)."""

from __future__ import annotations

WIDE = 1400
NARROW = 1100
