"""Sending questions: one file for each respondent, as an answer pack, a PDF to fill in or a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QWidget,
)

from ui.dialogs.base import Dialog
from ui.dialogs.sealing import sealing_box
from ui.jobs import Job
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.actions import invitations, sending
from workbench.actions.edit import together
from workbench.actions.invitations import FORM, PACK, SHEET
from workbench.actions.reports import brand_of
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Respondent
from workbench.domain.book import Book
from workbench.domain.text import plural, short
from workbench.exchange.answer_error import AnswerFileError
from workbench.reports.brand import Branding
from workbench.storage.store import Store

ID = Qt.ItemDataRole.UserRole
WAYS = (
    (PACK, "Answer pack", "Opened and answered with this program; the only one that can be locked."),
    (
        FORM,
        "PDF to fill in",
        "Answered on screen in a PDF reader, in Chrome or Edge; nothing needs printing.",
    ),
    (SHEET, "Spreadsheet", "Answered in its drop-downs, in Excel or LibreOffice."),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one respondent's file: the name of it, or why there is none."""

    respondent: str
    who: str
    name: str = ""
    problem: str = ""


def write_parcels(
    job: Job,
    book: Book,
    people: Sequence[Respondent],
    way: str,
    folder: Path,
    passphrase: str,
    paper: str,
    brand: Branding,
) -> list[Written]:
    """Write one file for each respondent, as far as it is not cancelled; one that fails costs only itself."""
    found: list[Written] = []
    now = dt.datetime.now(dt.UTC)
    # Only forms are drawn with figures of the assessment, all with the same ones.
    standing = rate_book(book) if way == FORM else None
    for number, each in enumerate(people):
        if job.cancelled():
            break
        who = short(each.label, 60)
        try:
            made = sending.parcel(
                book, each, way, now, passphrase=passphrase, paper=paper, brand=brand, standing=standing
            )
            sending.put(folder / made.name, made.data)
            found.append(Written(each.id, who, made.name))
        except ValueError as problem:
            found.append(Written(each.id, who, problem=str(problem)))
        job.progress(number + 1, len(people))
    return found


class SendDialog(Dialog):
    """Chooses who gets a file, how and where; writes the files away from the UI thread and notes that they went out."""

    def __init__(self, session: Session, theme: Theme, chosen: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(theme, "Send questions", parent, "Write the files", width=720)
        self.session = session
        self._job: Job | None = None
        self._waiting = self._over = False
        self.folder_written: Path | None = None
        self._build(frozenset(chosen))
        self._connect()
        self._on_way()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(theme.px(760), window.width() - 60), min(theme.px(620), window.height() - 40))

    def _build(self, chosen: frozenset[str]) -> None:
        theme, book = self.theme, self.session.book
        assert book is not None
        self.head("Send questions")
        self.list = QListWidget()
        self.list.setAccessibleName("Who gets a file; Space ticks")
        self.list.setMinimumHeight(theme.px(120))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in book.people():
            asked = len(invitations.questions_of(book, each))
            item = QListWidgetItem(f"{short(each.label, 60)}  ({plural(asked, 'question')})")
            item.setData(ID, each.id)
            item.setSizeHint(QSize(0, theme.px(28)))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if each.id in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        every = Button(theme, "Tick all", lambda: self._tick_all(True), look="link")
        none = Button(theme, "Tick none", lambda: self._tick_all(False), look="link")
        left = column(label("Who gets a file", "label"), self.list, boxed(row(every, none, None)), spacing=4)
        right = column(spacing=4)
        right.addWidget(label("As", "label"))
        self.ways: dict[str, QRadioButton] = {}
        for key, name, about in WAYS:
            self.ways[key] = QRadioButton(name)
            self.ways[key].setAccessibleDescription(about)
            right.addWidget(self.ways[key])
            right.addWidget(boxed(row(label(about, "caption", wrap=True), margins=(24, 0, 0, 4))))
        self.ways[PACK].setChecked(True)
        self.lock = sealing_box()
        right.addWidget(self.lock)
        self.paper = QComboBox()
        self.paper.setAccessibleName("Paper")
        for name in ("A4", "Letter"):
            self.paper.addItem(name)
        self._paper_line = boxed(row(label("Paper", "label"), self.paper, None))
        right.addWidget(self._paper_line)
        right.addStretch(1)
        both = row(boxed(left), boxed(right), spacing=24)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.body.addLayout(both, 1)
        self.folder = QLineEdit(str(self.session.path.parent if self.session.path else Path.home()))
        self._choose = Button(theme, "Folder…", self._on_choose, look="small")
        line = row(self.folder, self._choose)
        line.setStretch(0, 1)
        self.field("Folder", boxed(line))
        self.folder.setAccessibleName("Folder the files go to")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress of the files")
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.said = QPlainTextEdit()
        self.said.setReadOnly(True)
        self.said.setAccessibleName("What was written")
        self.said.setFixedHeight(theme.px(92))
        self.opens = Button(theme, "Open the folder", self._on_open, icon_name="folder-open", look="small")
        self._result = boxed(column(self.said, boxed(row(self.opens, None)), spacing=6))
        self._result.hide()
        self.body.addWidget(self._result)

    def _connect(self) -> None:
        for button in self.ways.values():
            button.toggled.connect(lambda on: self._on_way() if on else None)
        self.list.itemChanged.connect(lambda _item: self._on_ticked())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)
        self._on_ticked()

    @property
    def way(self) -> str:
        """How the questions are sent."""
        return next(key for key, button in self.ways.items() if button.isChecked())

    def _on_way(self) -> None:
        self.lock.setVisible(self.way == PACK)
        self._paper_line.setVisible(self.way == FORM)
        self.say("")

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(i) for i in range(self.list.count())]

    @property
    def ticked(self) -> list[str]:
        """The ids of those who get a file."""
        return [str(each.data(ID)) for each in self._items() if each.checkState() is Qt.CheckState.Checked]

    def _tick_all(self, on: bool) -> None:
        for each in self._items():
            each.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _on_ticked(self) -> None:
        count = len(self.ticked)
        self.primary.setText(f"Write {plural(count, 'file')}" if count else "Write the files")
        self.primary.setEnabled(bool(count) and not self._waiting)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, "Where the files go", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    # Writing

    def on_accept(self) -> None:
        store, ids = self.session.store, self.ticked
        if self._waiting or store is None or not ids:
            return
        folder = Path(self.folder.text().strip()).expanduser()
        if not self.folder.text().strip() or not folder.is_dir():
            self.say(f"'{short(self.folder.text(), 80)}' is no folder. Make it first, or choose another.")
            self.folder.setFocus()
            return
        way = self.way
        try:
            passphrase = self.lock.secret() if way == PACK else ""
        except AnswerFileError as error:
            self.say(str(error))
            return
        self.say("")
        self._result.hide()
        self._waiting = True
        self.primary.setEnabled(False)
        self.progress.setRange(0, len(ids))
        self.progress.setValue(0)
        self.progress.show()
        paper = self.paper.currentText()
        # After everything that is still being saved.
        self.session.jobs.lane(
            lambda: _brand(store),
            lambda brand: self._write(ids, way, folder, passphrase, paper, brand),
            self._on_trouble,
        )

    def _write(
        self, ids: Sequence[str], way: str, folder: Path, passphrase: str, paper: str, brand: Branding
    ) -> None:
        stored = self.session.stored_book
        if self._over or stored is None:
            return
        book = stored.snapshot()
        people = [each for who in ids if (each := book.get(Respondent, who)) is not None]
        self._job = self.session.jobs.pool(
            lambda job: write_parcels(job, book, people, way, folder, passphrase, paper, brand),
            lambda found: self._on_written(found, len(people), way, folder),
            self._on_trouble,
            self._on_progress,
        )

    def _on_progress(self, now: int, of: int) -> None:
        if not self._over:
            self.progress.setRange(0, of)
            self.progress.setValue(now)

    def _on_written(self, found: Sequence[Written], wanted: int, way: str, folder: Path) -> None:
        went = [each for each in found if each.name]
        if went:
            today = dt.date.today()
            edits = [invitations.sent(each.respondent, way, today) for each in went]
            one = edits[0] if len(edits) == 1 else together(f"Send questions to {len(went)}", edits)
            # Also where the dialog was closed meanwhile: the files are there.
            self.session.run(one, None, self._on_not_noted)
        if self._over:
            return
        self._ended()
        self.folder_written = folder
        lines = [f"Written: {plural(len(went), 'file')} of {wanted}."]
        lines += [f"{each.who}: {each.name or f'not written. {each.problem}'}" for each in found]
        if len(found) < wanted:
            lines.append(f"Stopped: {plural(wanted - len(found), 'file')} not begun.")
        self.said.setPlainText(self.session.curtain.said("\n".join(lines)))
        self.opens.setEnabled(bool(went))
        self._result.show()

    def _on_not_noted(self, error: Exception) -> None:
        if not self._over:
            self.say(f"The files are written, but not noted as sent: {sentence(error)}")

    def _ended(self) -> None:
        self._waiting, self._job = False, None
        self.progress.hide()
        self._on_ticked()

    def _on_trouble(self, error: Exception) -> None:
        if self._over:
            return
        self._ended()
        self.say(self.session.curtain.said(sentence(error)))

    def _on_open(self) -> None:
        if self.folder_written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder_written)))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        super().done(result)

    def reject(self) -> None:
        """Stop what is under way first; what is written stays, and is noted."""
        if self._job is not None and not self._job.cancelled():
            self._job.cancel()
            self.say("Stopping…")
            return
        super().reject()


def _brand(store: Store) -> Branding:
    with store.unit("Read the brand", writes=False) as unit:
        return brand_of(unit)
