"""One page of the library as widgets: plain text at a measure one can read, and links."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from ui.screens.library import pages
from ui.screens.library.pages import Link, Page, as_text
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.flow import flowing
from ui.widgets.parts import IconLabel, as_plain, boxed, clear, column, empty_state, label, row, rule
from ui.widgets.soft import soft
from workbench.domain.text import short

MEASURE, NAMES, MOST_LINKS, MOST_COLUMNS = 640, 168, 100, 8


class PageLink(LinkButton):
    """A link in a page; what it leads to is read out and shown as its tooltip, however much of its words is seen."""

    def __init__(self, theme: Theme, link: Link, on_click: Callable[[], None]) -> None:
        self._name = short(f"{link.words}: {link.hint}" if link.hint else link.words, 400)
        super().__init__(theme, link.words, on_click, self._name)
        self.setProperty("look", "entry")
        self.setToolTip(as_plain(self._name))

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(self._name)


class Reader(QScrollArea):
    """Shows a page; `followed` gives the link that was pressed."""

    followed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("reader")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body = QWidget()
        self._column = column(spacing=14)
        self._measure = boxed(self._column)
        self._across = row(self._measure, None, spacing=0, margins=(32, 24, 32, 32))
        # The measure takes what there is up to its width, and only then the space beside it.
        self._across.setStretch(0, 1000)
        self._body.setLayout(self._across)
        self.setWidget(self._body)

    def fit(self, side: int) -> None:
        """Take the margin the design gives, and the measure of the text size."""
        self._across.setContentsMargins(side, 24, side, 32)
        self._measure.setMaximumWidth(self._theme.px(MEASURE))

    def show_page(self, page: Page, trail: Sequence[str], opens: Callable[[Link], bool]) -> None:
        """Show a page from its top; `opens` says whether a door leads somewhere."""
        clear(self._column)
        self.setAccessibleName(page.title[:300])
        self.setAccessibleDescription(as_text(page))
        if trail:
            self._add(label(soft("  ›  ".join(trail)), "second", wrap=True))
        self._add(label(soft(page.title), "finding", wrap=True))
        if page.marks:
            self._add(label(soft("  ·  ".join(page.marks)), "second", wrap=True))
        self._add(rule())
        for part in page.parts:
            self._part(part, opens)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _part(self, part: pages.Part, opens: Callable[[Link], bool]) -> None:
        match part:
            case pages.Prose(text, head):
                paragraphs = [each for each in text.split("\n") if each.strip()]
                self._under(head, *(label(soft(each), "", wrap=True) for each in paragraphs), spacing=8)
            case pages.Points(head, items):
                self._under(head, *map(self._point, items))
            case pages.Facts(rows, head):
                self._under(head, self._facts(rows))
            case pages.Links(head, links, in_row):
                made = [self._link(each) for each in links[:MOST_LINKS]]
                if in_row:
                    self._under(head, flowing(*made, gap=self._theme.px(4)))
                else:
                    self._under(head, *(boxed(row(each, None)) for each in made), spacing=0)
            case pages.Contents(links):
                self._contents(links)
            case pages.Matrix(head, columns, rows):
                self._matrix(head, columns, rows)
            case pages.Door(link, closed):
                self._add(
                    boxed(row(self._link(link), None)) if opens(link) else label(closed, "muted", wrap=True)
                )
            case pages.Gap(text):
                line = row(IconLabel(self._theme, "triangle-alert", "bad"), spacing=8)
                line.addWidget(label(text, "bad", wrap=True), 1)
                self._add(boxed(line))
            case pages.Nothing(title, text):
                self._add(empty_state(self._theme, "book-open", title, text))

    def _under(self, head: str, *widgets: QWidget, spacing: int = 4) -> None:
        box = column(spacing=2)
        if head:
            box.addWidget(label(soft(head), "label", wrap=True))
        box.addLayout(column(*widgets, spacing=spacing))
        self._add(boxed(box))

    def _point(self, text: str) -> QWidget:
        line = row(spacing=8)
        line.addWidget(label("•", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(soft(text), "", wrap=True), 1)
        return boxed(line)

    def _facts(self, rows: Sequence[tuple[str, str]]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for i, (name, value) in enumerate(rows):
            head = label(soft(name), "medium", wrap=True)
            head.setFixedWidth(self._theme.px(NAMES))
            grid.addWidget(head, i, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(soft(value), "", wrap=True), i, 1)
        grid.setColumnStretch(1, 1)
        box = QWidget()
        box.setLayout(grid)
        return box

    def _link(self, link: Link) -> QWidget:
        if not link.screen:
            said = label(soft(link.words), "second")
            said.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            return said
        return PageLink(self._theme, link, lambda: self.followed.emit(link))

    def _contents(self, links: Sequence[Link]) -> None:
        lines = [boxed(row(self._link(each), None)) for each in links[:MOST_LINKS]]
        more = len(links) - len(lines)
        if more > 0:
            lines.append(label(f"And {more:,} more, in the list on the left.", "muted", wrap=True))
        box = column(*lines, spacing=0)
        self._add(boxed(box))

    def _matrix(self, head: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> None:
        """A table in pieces of as many columns as fit."""
        pieces = []
        for start in range(0, len(columns), MOST_COLUMNS):
            end = start + MOST_COLUMNS
            pieces.append(
                self._table(columns[start:end], [(name, values[start:end]) for name, values in rows])
            )
        self._under(head, *pieces)

    def _table(self, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(5)
        centre = Qt.AlignmentFlag.AlignCenter
        for j, name in enumerate(columns):
            said = label(soft(name), "label", wrap=True)
            said.setAlignment(centre)
            grid.addWidget(said, 0, j + 1)
            grid.setColumnStretch(j + 1, 1)
        grid.setColumnStretch(0, 3)
        for i, (name, values) in enumerate(rows):
            grid.addWidget(rule("hairline"), 2 * i + 1, 0, 1, len(columns) + 1)
            grid.addWidget(label(soft(name), "", wrap=True), 2 * i + 2, 0)
            for j, value in enumerate(values):
                said = label(str(value), "muted" if not value else "medium")
                said.setAlignment(centre)
                said.setAccessibleName(f"{name}, {columns[j]}: {value}"[:300])
                grid.addWidget(said, 2 * i + 2, j + 1)
        box = QWidget()
        box.setLayout(grid)
        return box
