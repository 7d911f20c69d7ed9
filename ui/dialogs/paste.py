"""Rows from a spreadsheet, looked at before they are taken: what goes where, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from ui.dialogs.base import Dialog
from ui.dialogs.paste_rows import PreviewRows
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.widgets.parts import boxed, label, row
from workbench.domain.text import plural
from workbench.exchange.columns import Column
from workbench.exchange.pasted import Grid, Preview, TooMuch, as_text, match, read, rest, split

PAUSE = 250
AT_ONCE = 20_000
"""Up to so many letters are read while one waits; more go through the pool, and the window stays awake."""
MOST_SHOWN = 2_000_000
"""A field of text takes longer than a blink to fill beyond this; what is longer is read, but not shown whole."""
NOWHERE = "Leave out"
Places = tuple[Column | None, ...]


class _Stopped(Exception):
    """Something newer is to be read."""


class PasteDialog(Dialog):
    """Takes pasted or typed rows; `taken(rows)` gives the values of every row that is fine.

    Whoever takes them calls `added` or `refused`. What cannot be taken stays here, to be mended.
    """

    taken = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        columns: Sequence[Column],
        required: str,
        nouns: str,
        text: str,
        parent: QWidget | None,
        attempt: Callable[[Mapping[str, Any]], object] | None = None,
    ) -> None:
        super().__init__(theme, f"Add {nouns} from a table", parent, f"Add {nouns}", width=860)
        self._jobs = jobs
        self._columns, self._required, self._nouns = list(columns), required, nouns
        self._attempt = attempt
        self._preview: Preview | None = None
        self._job: Job | None = None
        self._adding = False
        # Whether there is a head, and where columns go, as said by hand; else both are guessed.
        self._head_said: bool | None = None
        self._placed = False
        self._whole = ""
        self._boxes: list[QComboBox] = []
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self._look)
        self.text.textChanged.connect(self._on_typed)
        self.has_head.clicked.connect(lambda _on: self._on_head())
        self.finished.connect(lambda _code: self._stop())
        self._fill(text)
        self._look()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1000, window.width() - 60), min(700, window.height() - 40))

    def _build(self) -> None:
        theme = self.theme
        self.head(f"Add {self._nouns} from a table")
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("Copy rows in a spreadsheet and paste them here; CSV will do, too.")
        self.text.setMaximumHeight(theme.px(110))
        self.field("Rows", self.text)
        self.has_head = QCheckBox("The first row holds the names of the columns")
        self.body.addWidget(self.has_head)
        self._places = row(spacing=8)
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setWidget(boxed(self._places))
        holder.setFixedHeight(theme.px(74))
        holder.setAccessibleName("Where each column goes")
        self.body.addWidget(holder)
        self.sums = label("", "strong", wrap=True)
        self.body.addWidget(self.sums)
        self._rows = PreviewRows()
        self.table = QTableView()
        self.table.setModel(self._rows)
        self.table.setAccessibleName("Rows as they will be added")
        self.table.setMinimumHeight(theme.px(200))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setWordWrap(False)
        self.body.addWidget(self.table, 1)
        self.primary.setEnabled(False)

    # What is read

    def _fill(self, text: str) -> None:
        """Put text into the field without reading it."""
        with QSignalBlocker(self.text):
            self._whole = text if len(text) > MOST_SHOWN else ""
            self.text.setReadOnly(bool(self._whole))
            cut = f"{text[:MOST_SHOWN]}\n… too long to be shown or typed in, but all of it is read."
            self.text.setPlainText(cut if self._whole else text)

    def _on_typed(self) -> None:
        if len(self.text.toPlainText()) > MOST_SHOWN and not self._whole:
            self._fill(self.text.toPlainText())
        self.primary.setEnabled(False)
        self._timer.start()

    def _look(self) -> None:
        """Part the text and guess which column is which, unless that was said by hand."""
        text = self._whole or self.text.toPlainText()
        head = self.has_head.isChecked() if self._placed else self._head_said
        said = self._chosen() if self._placed else None

        def work(tell: Callable[[int, int], None]) -> tuple[Preview, bool]:
            grid, found = match(split(text), self._columns, head)
            guessed = said is None or grid.width != len(said)
            places = found if said is None or guessed else said
            return read(grid, places, self._required, self._attempt, tell), guessed

        self._start(len(text), work)

    def _read(self, grid: Grid, places: Places | None = None) -> None:
        """Read parted rows anew; without `places` the columns are guessed again."""

        def work(tell: Callable[[int, int], None]) -> tuple[Preview, bool]:
            found = match(grid, self._columns, grid.head)[1] if places is None else places
            return read(grid, found, self._required, self._attempt, tell), places is None

        self._start(sum(len(cell) for cells in grid.rows for cell in cells), work)

    def _start(
        self, letters: int, work: Callable[[Callable[[int, int], None]], tuple[Preview, bool]]
    ) -> None:
        self._stop()
        if letters <= AT_ONCE:
            try:
                self._show(*work(lambda _now, _of: None))
            except TooMuch as problem:
                self._refuse(problem)
            return
        self._preview = None
        self.primary.setEnabled(False)
        self.sums.setText("Reading the rows…")

        def run(job: Job) -> tuple[Preview, bool]:
            def tell(now: int, of: int) -> None:
                if job.cancelled():
                    raise _Stopped
                job.progress(now, of)

            return work(tell)

        def mine(do: Callable[..., None]) -> Callable[..., None]:
            return lambda *given: do(*given) if self._job is job else None

        job = self._jobs.pool(
            run,
            lambda found: mine(self._show)(*found),
            lambda error: mine(self._refuse)(error),
            lambda now, of: mine(self._show_progress)(now, of),
        )
        self._job = job

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def busy(self) -> bool:
        """Whether rows are still being read, or on their way to disk."""
        return self._job is not None or self._adding or self._timer.isActive()

    # What is shown

    def _show_progress(self, now: int, of: int) -> None:
        self.sums.setText(f"Reading row {now:,} of {of:,}…")

    def _refuse(self, problem: Exception) -> None:
        self._job = self._preview = None
        self._rows.show_rows((), (), 0)
        self.sums.setText(str(problem))
        self.primary.setEnabled(False)

    def _show(self, found: Preview, guessed: bool) -> None:
        self._job = None
        if guessed:
            self._placed = False
            self.has_head.setChecked(found.grid.head)
            self._offer(found.columns)
        self._preview = found
        good = len(found.good)
        heads = [each.title if each else NOWHERE for each in found.columns]
        # What needs a look comes first.
        ordered = sorted(found.rows, key=lambda each: (each.good, not each.doubts, each.number))
        self._rows.show_rows(ordered, heads, len(found.columns))
        self.table.setColumnWidth(0, self.theme.px(260))
        said = [
            f"{plural(good, 'row')} of {len(found.rows):,} can be added." if found.rows else "No rows yet."
        ]
        if good < len(found.rows):
            said.append("Mend the others above; until then they stay here.")
        self.sums.setText(" ".join([*said, *found.notes]))
        self.primary.setText(f"Add {plural(good, 'row')}" if good else f"Add {self._nouns}")
        self.primary.setEnabled(good > 0)

    def _offer(self, places: Places) -> None:
        while (item := self._places.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._boxes = []
        for place, column in enumerate(places):
            box = QComboBox()
            box.addItem(NOWHERE)
            for each in self._columns:
                box.addItem(each.title)
            box.setCurrentIndex(self._columns.index(column) + 1 if column in self._columns else 0)
            box.setAccessibleName(f"Column {place + 1} goes to")
            box.activated.connect(partial(self._on_place, place))
            self._boxes.append(box)
            self._places.addWidget(box)
        self._places.addStretch(1)

    # What people do

    def _chosen(self) -> Places:
        places = (box.currentIndex() for box in self._boxes)
        return tuple(self._columns[place - 1] if place > 0 else None for place in places)

    def _on_head(self) -> None:
        """The first row is a head, or is none: what goes where is guessed anew."""
        self._head_said, self._placed = self.has_head.isChecked(), False
        if self._preview is not None:
            grid = self._preview.grid
            self._read(Grid(grid.rows, self._head_said, grid.odd))

    def _on_place(self, place: int, chosen: int) -> None:
        # A field can be filled from one column only; the one before gives way.
        for other, box in enumerate(self._boxes):
            if other != place and chosen and box.currentIndex() == chosen:
                box.setCurrentIndex(0)
        self._placed = True
        if self._preview is not None:
            self._read(self._preview.grid, self._chosen())

    def on_accept(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._look()
        if self._preview is None or not self._preview.good or self._adding:
            return
        self._adding = True
        self.say("")
        self.primary.setEnabled(False)
        self.text.setReadOnly(True)
        self.taken.emit([dict(each.values) for each in self._preview.good])

    def added(self) -> None:
        """The rows are on disk: the dialog closes, or stays with those that could not be taken."""
        found = self._preview
        if found is None or len(found.good) == len(found.rows):
            self.accept()
            return
        self._adding = False
        count, left = len(found.good), rest(found)
        self._fill(as_text(left, [each for each in found.rows if not each.good]))
        self._head_said, self._placed = left.head, True
        self._read(left, found.columns)
        self.say(
            f"{plural(count, 'row was', 'rows were')} added. {plural(len(left.body), 'row', 'rows')} could not be "
            "and can be mended above."
        )

    def refused(self, why: str) -> None:
        """Nothing was added, and everything stays as it was."""
        self._adding = False
        self.text.setReadOnly(bool(self._whole))
        self.primary.setEnabled(True)
        self.say(why)
