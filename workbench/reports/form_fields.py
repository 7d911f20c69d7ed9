"""Form fields on a page, to the letter of the standard (ISO 32000-2, 12.7): every state has its appearance in the file.

ReportLab's own fields know neither /Opt nor our fonts, so these are made of its plain objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFString,
    xObjectName,
)
from reportlab.pdfgen.canvas import Canvas

from workbench.charts.figure import Circle, Mark, Rect
from workbench.reports.painter import Painter, palette
from workbench.reports.text import Style, break_lines, set_lines

_READ_ONLY, _MULTILINE, _RADIO = 1 << 0, 1 << 12, 1 << 15
_HIDDEN, _PRINT = 1 << 1, 1 << 2
_FILL, _LINE = "o1", "accent"
_TYPED = Style(9.0, 12.0)
_HINT = Style(8.2, 12.0, color="ink3")
_INSET = 5.0
_DA = "/Helv 9 Tf 0.09 0.125 0.165 rg"
Rectangle = tuple[float, float, float, float]
"""Left, top, width and height in points from the top left of the page."""


@dataclass(frozen=True, slots=True)
class Button:
    """One radio button: its place, and what is said aloud for it."""

    area: Rectangle
    said: str


class Fields:
    """Puts fields on the pages of one canvas; `close` writes the form they belong to."""

    def __init__(self, canvas: Canvas, page_height: float) -> None:
        self._canvas: Any = canvas
        self._document: Any = self._canvas._doc
        # /Opt of radio buttons came with 1.4, one state a button with 1.5; 1.7 is what ISO 32000-1 describes.
        self._document._pdfVersion = max(self._document._pdfVersion, (1, 7))
        self._height = page_height
        self._top: list[Any] = []
        self._drawn: dict[tuple[float, bool], Any] = {}
        self._count = 0

    def hidden(self, name: str, value: str) -> None:
        """A field nobody sees or changes."""
        widget = self._widget((0, self._height, 0, 0), _HIDDEN)
        widget |= {"FT": PDFName("Tx"), "T": PDFString(name), "TU": PDFString("What this form belongs to")}
        # The value is only for programs; without a size there is nothing to draw.
        widget |= {"V": PDFString(value), "Ff": _READ_ONLY, "DA": PDFString(_DA)}
        widget["AP"] = PDFDictionary({"N": self._appearance((), 1, 1)})
        self._top.append(self._put(widget))

    def radio(
        self, name: str, said: str, values: Sequence[str], buttons: Sequence[Button], chosen: int | None
    ) -> None:
        """Buttons of which one can be chosen, on one page; states are places, and /Opt says what each one means."""
        kids = PDFArray([])
        parent = PDFDictionary(
            {
                "FT": PDFName("Btn"),
                "Ff": _RADIO,
                "T": PDFString(name),
                "TU": PDFString(said),
                "V": PDFName("Off" if chosen is None else str(chosen)),
                "Opt": PDFArray([PDFString(each) for each in values]),
                "Kids": kids,
            }
        )
        owner = self._document.Reference(parent)
        for number, button in enumerate(buttons):
            widget = self._widget(button.area, _PRINT)
            size = button.area[2]
            states = PDFDictionary({str(number): self._circle(size, True), "Off": self._circle(size, False)})
            widget |= {
                "Parent": owner,
                "TU": PDFString(button.said),
                "AS": PDFName(str(number) if number == chosen else "Off"),
                "AP": PDFDictionary({"N": states}),
                "MK": PDFDictionary({"CA": PDFString("l"), "BC": _colour(_LINE), "BG": _colour(_FILL)}),
                "DA": PDFString("/ZaDb 0 Tf 0 g"),
            }
            kids.sequence.append(self._put(widget))
        self._top.append(owner)

    def comment(self, name: str, said: str, area: Rectangle, value: str, most: int) -> None:
        """A box to write in, with what is in it drawn in our fonts."""
        _, _, width, height = area
        lines = break_lines(value, width - 2 * _INSET, _TYPED) if value else []
        shown = lines[: max(1, int((height - 3) // _TYPED.leading))]
        marks: list[Mark] = [Rect(0.4, 0.4, width - 0.8, height - 0.8, fill=_FILL, stroke=_LINE, line=0.8)]
        if not value:
            # Outside what a viewer keeps, so that it goes with the first letter typed.
            hint = set_lines(
                break_lines(said, width - 2 * _INSET, _HINT)[:1], _INSET, 3, width - 2 * _INSET, _HINT
            )
            marks += hint
        texts = set_lines(shown, _INSET, 3, width - 2 * _INSET, _TYPED)
        widget = self._widget(area, _PRINT)
        widget |= {
            "FT": PDFName("Tx"),
            "Ff": _MULTILINE,
            "T": PDFString(name),
            "TU": PDFString(said),
            "V": PDFString(value),
            "DV": PDFString(""),
            "MaxLen": most,
            "DA": PDFString(_DA),
            "MK": PDFDictionary({"BC": _colour(_LINE), "BG": _colour(_FILL)}),
            "BS": PDFDictionary({"W": 0.8, "S": PDFName("S")}),
            "AP": PDFDictionary({"N": self._appearance(marks, width, height, texts)}),
        }
        self._top.append(self._put(widget))

    def close(self) -> None:
        """Write the form: its fields, and the fonts in which viewers draw what is typed."""
        fonts = {
            "Helv": PDFDictionary({"Type": PDFName("Font"), "Subtype": PDFName("Type1"), "BaseFont": PDFName("Helvetica"), "Encoding": PDFName("WinAnsiEncoding")}),
            "ZaDb": PDFDictionary({"Type": PDFName("Font"), "Subtype": PDFName("Type1"), "BaseFont": PDFName("ZapfDingbats")}),
        }  # fmt: skip
        form = PDFDictionary(
            {
                "Fields": PDFArray(self._top),
                "NeedAppearances": "false",
                "DA": PDFString("/Helv 9 Tf 0 g"),
                "DR": PDFDictionary({"Font": PDFDictionary(fonts)}),
            }
        )
        self._document.Catalog.AcroForm = self._document.Reference(form)

    def _widget(self, area: Rectangle, flags: int) -> dict[str, Any]:
        x, y, width, height = area
        low = self._height - y - height
        return {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "Rect": PDFArray([round(each, 2) for each in (x, low, x + width, low + height)]),
            "F": flags,
        }

    def _put(self, widget: dict[str, Any]) -> Any:
        made = PDFDictionary(widget)
        self._canvas._addAnnotation(made)
        return self._document.Reference(made)

    def _circle(self, size: float, chosen: bool) -> Any:
        """A radio button's look, made once for each size."""
        if (size, chosen) not in self._drawn:
            middle = size / 2
            marks: list[Mark] = [Circle(middle, middle, middle - 0.6, fill=_FILL, stroke=_LINE, line=0.9)]
            if chosen:
                marks.append(Circle(middle, middle, size * 0.24, fill="ink"))
            self._drawn[size, chosen] = self._appearance(marks, size, size)
        return self._drawn[size, chosen]

    def _appearance(
        self, marks: Sequence[Mark], width: float, height: float, texts: Sequence[Mark] | None = None
    ) -> Any:
        self._count += 1
        name = f"field{self._count}"
        self._canvas.beginForm(name, 0, 0, width, height)
        painter = Painter(self._canvas, height)
        painter.paint(marks)
        if texts is not None:
            # What a viewer replaces when somebody types stands between these two (12.7.4.3).
            self._canvas.addLiteral(f"/Tx BMC q 1 1 {width - 2:.2f} {height - 2:.2f} re W n")
            painter.new_page()
            painter.paint(texts)
            self._canvas.addLiteral("Q EMC")
        self._canvas.endForm()
        return PDFObjectReference(xObjectName(name))


def _colour(token: str) -> Any:
    return PDFArray(list(palette()[token]))
