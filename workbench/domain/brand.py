"""How a client's reports look: logo, one accent colour, and the words of cover and foot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.domain.entity import require

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What is the client's own in a report; '' stands for what the program would take.

    `logo` is the SHA-256 of a picture kept in the workspace, `accent` a colour as '#RRGGBB', `cover` a text under the
    title, `footer` who the report is for, `confidentiality` the word before it.
    """

    logo: str = ""
    accent: str = ""
    cover: str = ""
    footer: str = ""
    confidentiality: str = ""

    def __post_init__(self) -> None:
        fits = not self.accent or _COLOUR.fullmatch(self.accent) is not None
        require(fits, f"A colour is written as # and six digits, such as #2858A7, not '{self.accent}'.")
