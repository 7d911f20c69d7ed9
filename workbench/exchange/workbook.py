"""A sheet of a spreadsheet (.xlsx, ECMA-376), read as text with every size checked.

The quick readers there are end the whole program over a sheet whose cells lie far apart; this one refuses it.
"""

from __future__ import annotations

import datetime as dt
import io
import lzma
import math
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from workbench.exchange.pasted import MOST_COLUMNS, MOST_ROWS

MOST_BYTES = 50_000_000
"""The most that all parts together may unfold to."""
_PART = 1_000_000
_MOST_MEMBERS = 1_000
_MOST_SHEETS = 50
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The formats of a date among those a spreadsheet has without naming them; 45 to 47 are times alone.
_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), *range(34, 37), 50, 51, 52, 53, 54, 57, 58})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# What Python's reader of archives lets out for damaged, encrypted or oddly packed ones.
_BAD_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
)


class WorkbookError(ValueError):
    """A spreadsheet cannot be read; says why in words that follow the file's name."""


_UNREADABLE = "is no spreadsheet that can be read; save it anew as .xlsx."


Wanted = Callable[[list[list[str]]], bool]


def read_workbook(data: bytes, wanted: Wanted | None = None) -> list[list[str]]:
    """Read a sheet: dates as year-month-day, formulas as what they came to when the file was saved.

    It is the first one shown whose rows are `wanted`; else the first one shown. Hidden sheets count only where all
    are hidden.

    Raises:
        WorkbookError: for anything that is no such file, or more than a list takes.
    """
    return read_cells(data, wanted)[0]


def read_cells(
    data: bytes, wanted: Wanted | None = None
) -> tuple[list[list[str]], frozenset[tuple[int, int]]]:
    """The same, and the places of formulas: row and column, both counted from 1.

    Raises:
        WorkbookError: for anything that is no such file, or more than a list takes.
    """
    parts = _unfolded(data)
    try:
        found = _chosen_sheet(parts, wanted)
        return found.rows, frozenset(found.formulas)
    except WorkbookError:
        raise
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as problem:
        raise WorkbookError(_UNREADABLE) from problem


def read_sheets(data: bytes) -> Iterator[list[list[str]] | str]:
    """Every sheet that is shown, or all where all are hidden: its rows, or what is wrong with it in words that follow
    the file's name.

    Raises:
        WorkbookError: for anything that is no such file.
    """
    parts = _unfolded(data)
    try:
        sheets, opened = _sheets(parts)
        for sheet in sheets[:_MOST_SHEETS]:
            try:
                yield opened(sheet).rows
            except WorkbookError as problem:
                yield str(problem)
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as problem:
        raise WorkbookError(_UNREADABLE) from problem


def _unfolded(data: bytes) -> dict[str, bytes]:
    """Every XML part by its name. The sizes an archive names may be lies, so what comes out is counted."""
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise WorkbookError("has more parts than any spreadsheet; it was not read.")
            for member in members:
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                if member.filename in found:
                    # Which of the two counts, every program says otherwise.
                    raise WorkbookError(_UNREADABLE)
                chunks: list[bytes] = []
                with archive.open(member) as file:
                    while part := file.read(_PART):
                        left -= len(part)
                        if left < 0:
                            raise WorkbookError(
                                f"unfolds to more than {MOST_BYTES // 1_000_000} MB; it was not read."
                            )
                        chunks.append(part)
                found[member.filename] = b"".join(chunks)
    except WorkbookError:
        raise
    except _BAD_ARCHIVE as problem:
        raise WorkbookError(_UNREADABLE) from problem
    return found


class _Reader:
    """Goes through one part; `begin` and `end` get bare names, whatever their name spaces are."""

    def __init__(self, part: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.said
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(part, True)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self.begin(_bare(name), {_bare(each): value for each, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.end(_bare(name))

    def _refuse(self, *_about: object) -> None:
        # Spreadsheets declare no types; entities are what such bombs are made of.
        raise WorkbookError(_UNREADABLE)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """Text of an element."""


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]


class _Targets(_Reader):
    def __init__(self, part: bytes) -> None:
        self.by_id: dict[str, str] = {}
        self.by_type: dict[str, str] = {}
        super().__init__(part)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("xl", attributes["Target"])).lstrip("/")
            self.by_id[attributes["Id"]] = target
            self.by_type[attributes["Type"].rpartition("/")[2]] = target


class _Book(_Reader):
    def __init__(self, part: bytes) -> None:
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.from_1904 = False
        super().__init__(part)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            seen = attributes.get("state", "visible") == "visible"
            (self.shown if seen else self.hidden).append(attributes["id"])
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")


class _Styles(_Reader):
    """Which cell styles show a number as a date."""

    def __init__(self, part: bytes) -> None:
        self.dates: list[bool] = []
        self._formats: dict[int, str] = {}
        self._cells = False
        super().__init__(part)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._cells = True
        elif name == "xf" and self._cells:
            number = int(attributes.get("numFmtId", "0"))
            own = _QUOTED.sub("", self._formats.get(number, "")).lower()
            self.dates.append(number in _DATES or "y" in own or "d" in own)

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._cells = False


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Strings(_Reader):
    """The texts that cells share."""

    def __init__(self, part: bytes) -> None:
        self.texts: list[str] = []
        self._said: list[str] = []
        self._inside = ""
        self._reading_aid = False
        super().__init__(part)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._said = []
        elif name == "rPh":
            self._reading_aid = True
        self._inside = name

    def said(self, text: str) -> None:
        # How East Asian text is pronounced is no part of it.
        if self._inside == "t" and not self._reading_aid:
            self._said.append(text)

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(_unescaped("".join(self._said)))
        elif name == "rPh":
            self._reading_aid = False
        self._inside = ""


class _Sheet(_Reader):
    """The cells of a sheet, each at its place."""

    def __init__(self, part: bytes, texts: list[str], dates: list[bool], from_1904: bool) -> None:
        self.rows: list[list[str]] = []
        self.formulas: set[tuple[int, int]] = set()
        self._texts, self._dates, self._from_1904 = texts, dates, from_1904
        self._row = self._column = 0
        self._kind = self._style = self._inside = ""
        self._said: list[str] = []
        super().__init__(part)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            self._check()
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._said = []
        elif name == "f":
            self.formulas.add((self._row, self._column))
        self._inside = name

    def _place(self, reference: str) -> None:
        if not reference:
            self._column += 1
        else:
            match = _REFERENCE.fullmatch(reference)
            if match is None:
                raise WorkbookError(_UNREADABLE)
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
            self._column, self._row = column, int(match[2])
        self._check()

    def _check(self) -> None:
        if not 0 <= self._row <= MOST_ROWS + 1 or self._column > MOST_COLUMNS:
            raise WorkbookError(f"has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")

    def said(self, text: str) -> None:
        if self._inside in ("v", "t"):
            self._said.append(text)

    def end(self, name: str) -> None:
        self._inside = ""
        if name != "c" or self._row < 1 or self._column < 1:
            return
        text = self._text("".join(self._said))
        if not text:
            return
        self.rows += [[] for _ in range(self._row - len(self.rows))]
        row = self.rows[self._row - 1]
        row += [""] * (self._column - len(row))
        row[self._column - 1] = text

    def _text(self, value: str) -> str:
        match self._kind:
            case "s":
                return self._texts[int(value)] if value else ""
            case "b":
                return "yes" if value == "1" else "no"
            case "n":
                return self._number(value) if value else ""
            case "d":
                return value.removesuffix("T00:00:00")
            case _:
                return _unescaped(value)

    def _number(self, value: str) -> str:
        number = float(value)
        if not math.isfinite(number):
            raise WorkbookError(_UNREADABLE)
        style = int(self._style)
        if style < len(self._dates) and self._dates[style]:
            return _day(number, self._from_1904)
        return f"{number:.15g}"


def _day(number: float, from_1904: bool) -> str:
    # Spreadsheets know a 29 February 1900; days before it are counted from one day later.
    since_1900 = dt.datetime(1899, 12, 30 if number >= 60 else 31)
    moment = (dt.datetime(1904, 1, 1) if from_1904 else since_1900) + dt.timedelta(days=number)
    moment = (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(sep=" ")


def _sheets(parts: Mapping[str, bytes]) -> tuple[list[bytes], Callable[[bytes], _Sheet]]:
    """The sheets that count, in their order, and what opens one."""
    targets = _Targets(parts["xl/_rels/workbook.xml.rels"])
    book = _Book(parts["xl/workbook.xml"])
    sheets = [parts[targets.by_id[each]] for each in (book.shown or book.hidden)]
    strings, styles = (parts.get(targets.by_type.get(each, "")) for each in ("sharedStrings", "styles"))
    texts = _Strings(strings).texts if strings is not None else []
    dates = _Styles(styles).dates if styles is not None else []

    def opened(sheet: bytes) -> _Sheet:
        return _Sheet(sheet, texts, dates, book.from_1904)

    return sheets, opened


def _chosen_sheet(parts: Mapping[str, bytes], wanted: Wanted | None) -> _Sheet:
    sheets, opened = _sheets(parts)
    for sheet in sheets if wanted is not None and len(sheets) > 1 else ():
        try:
            found = opened(sheet)
        except WorkbookError:
            # What is no list may be a sheet beside it.
            continue
        if wanted is not None and wanted(found.rows):
            return found
    return opened(sheets[0])
