"""A Word document (.docx, ECMA-376) to go on writing in: real headings, lists and tables, and nobody's name in it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.domain.text import REPLACEMENT

if TYPE_CHECKING:
    from docx.table import _Cell  # pyright: ignore[reportPrivateUsage]
    from docx.text.paragraph import Paragraph

LANGUAGE = "en-GB"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STAMP = (1980, 1, 1, 0, 0, 0)
_HEAD = "E8EEF4"
# A4 with margins that leave room for a table of seven columns.
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 20


def legal(text: str) -> str:
    """Text with the few characters that no XML holds replaced by a visible sign; all else stays as it was typed."""
    return _ILLEGAL.sub(REPLACEMENT, text)


class WordDocument:
    """A document that grows from top to bottom; every text is data, never markup."""

    def __init__(self, title: str, subject: str, made: dt.date) -> None:
        import docx  # brings lxml, which nothing else needs

        self._document = docx.Document()
        self._page()
        self._language()
        properties = self._document.core_properties
        at = dt.datetime.combine(made, dt.time())
        properties.title, properties.subject = legal(title)[:255], legal(subject)[:255]
        # The template's own words, and who sits at this computer, are nobody's business.
        properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
        properties.created = properties.modified = at
        properties.language, properties.revision = LANGUAGE, 1
        self._document.add_heading(legal(title), 0)

    def _page(self) -> None:
        from docx.shared import Mm

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
        section.left_margin = section.right_margin = Mm(_MARGIN)
        section.top_margin = section.bottom_margin = Mm(_MARGIN)

    def _language(self) -> None:
        from docx.oxml.ns import qn

        for found in self._document.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), LANGUAGE)

    def foot(self, text: str) -> None:
        """What stands at the bottom of every page, with the number of the page."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.add_run(legal(f"{text}, page "))
        _field(paragraph, "PAGE")

    def heading(self, text: str, level: int) -> None:
        """A heading, 1 to 9, as the navigation of a word processor lists it."""
        self._document.add_heading(legal(text), level)

    def paragraph(self, text: str, style: str | None = None) -> None:
        """A paragraph; line breaks stay."""
        self._document.add_paragraph(legal(text), style)

    def bullets(self, items: Sequence[str]) -> None:
        """A list, an item each."""
        for each in items:
            self.paragraph(each, "List Bullet")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A table whose head is repeated on every page and whose rows stay whole; `widths` in millimetres."""
        table = self._table(widths)
        self._row(table, head, widths, head=True)
        for each in rows:
            self._row(table, each, widths)
        self._document.add_paragraph()

    def facts(self, pairs: Sequence[tuple[str, str]], widths: tuple[int, int] = (40, 130)) -> None:
        """Names and values side by side, the names bold; what has no value is left out."""
        table = self._table(widths)
        for name, value in pairs:
            if value:
                self._row(table, (name, value), widths, bold_first=True)
        self._document.add_paragraph()

    def _table(self, widths: Sequence[int]) -> Any:
        table = self._document.add_table(0, len(widths), "Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            self._width(column, width)
        return table

    def _row(
        self,
        table: Any,
        cells: Sequence[str],
        widths: Sequence[int],
        *,
        head: bool = False,
        bold_first: bool = False,
    ) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        _flag(properties, "w:cantSplit")
        if head:
            _flag(properties, "w:tblHeader")
        for number, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            self._width(cell, widths[number])
            run = cell.paragraphs[0].add_run(legal(text))
            if head or (bold_first and number == 0):
                run.bold = True
                _shade(cell)

    def _width(self, of: Any, millimetres: int) -> None:
        from docx.shared import Mm

        of.width = Mm(millimetres)

    def data(self) -> bytes:
        """The document as bytes, the same for the same content."""
        made = io.BytesIO()
        self._document.save(made)
        out = io.BytesIO()
        with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
            for member in before.infolist():
                entry = zipfile.ZipInfo(member.filename, _STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                after.writestr(entry, before.read(member))
        return out.getvalue()


def _flag(properties: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    properties.append(OxmlElement(name))


def _shade(cell: _Cell) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _HEAD)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)  # pyright: ignore[reportPrivateUsage]


def _field(paragraph: Paragraph, code: str) -> None:
    """A figure that the word processor works out, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # pyright: ignore[reportPrivateUsage]
