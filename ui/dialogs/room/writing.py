"""Writing the file for another room, and the one that goes back to where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.sealing import sealing_box
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.actions import session_packs
from workbench.actions.sending import put
from workbench.domain.book import Book
from workbench.domain.text import plural, short, slug, whole_line
from workbench.exchange.answer_error import AnswerFileError
from workbench.exchange.session_pack import SUFFIX, SessionPack, session_bytes
from workbench.storage.store import Store

ID = Qt.ItemDataRole.UserRole
NAMES = "Names and everything said so far are in the file: lock it unless it stays in your hands."


class RoomFileDialog(Dialog):
    """What both have in common: a passphrase, a file, and writing it away from the UI thread. `written(words)`."""

    written = Signal(str)

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, title: str, accept: str
    ) -> None:
        super().__init__(theme, title, parent, accept, width=680)
        self.session = session
        self._waiting = self._over = self._own_path = False
        self.lock = sealing_box()
        self.path = QLineEdit()
        self.path.textEdited.connect(lambda _text: setattr(self, "_own_path", True))

    def build_foot(self) -> None:
        """Add what stands below in both."""
        self.body.addWidget(self.lock)
        choose = Button(self.theme, "Choose…", self._choose, look="small")
        line = row(self.path, choose)
        line.setStretch(0, 1)
        self.field("File", boxed(line), NAMES)
        self.path.setAccessibleName("File to write")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)

    def suggest(self, name: str) -> None:
        """Offer a name for the file, beside the workspace, unless one was typed."""
        if not self._own_path:
            folder = self.session.path.parent if self.session.path else Path.home()
            self.path.setText(str(folder / name))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Where the file goes", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_path)
        dialog.open()

    def _on_path(self, name: str) -> None:
        self._own_path = True
        self.path.setText(name)

    def maker(self) -> Callable[[Store], SessionPack] | None:
        """What makes the pack on the database lane; `None` where something is missing, which is said."""
        raise NotImplementedError

    def on_accept(self) -> None:
        store = self.session.store
        if self._waiting or store is None:
            return
        text = self.path.text().strip()
        if not text:
            self.say("Say where the file goes.")
            return
        try:
            passphrase = self.lock.secret()
        except AnswerFileError as error:
            self.say(str(error))
            return
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        if not path.parent.is_dir():
            self.say(f"'{short(str(path.parent), 80)}' is no folder. Make it first, or choose another.")
            return
        make = self.maker()
        if make is None:
            return
        self.say("")
        self._waiting = True
        self.primary.setEnabled(False)

        # Scrypt takes its time, so it is not done where the workspace waits for it.
        def encode(pack: SessionPack) -> None:
            def write(_job: object) -> None:
                put(path, session_bytes(pack, passphrase))

            if not self._over:
                self.session.jobs.pool(write, lambda _none: self._on_written(path, pack), self._on_trouble)

        self.session.jobs.lane(lambda: make(store), encode, self._on_trouble)

    def _on_written(self, path: Path, pack: SessionPack) -> None:
        count = plural(len(pack.origin.capabilities), "capability", "capabilities")
        if not self._over:
            self.written.emit(f"Written: {path.name}, {count}")
            self.accept()

    def _on_trouble(self, error: Exception) -> None:
        if self._over:
            return
        self._waiting = False
        self.primary.setEnabled(True)
        said = str(error) if isinstance(error, AnswerFileError) else sentence(error)
        self.say(self.session.curtain.said(said))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        super().done(result)


class TakeOutDialog(RoomFileDialog):
    """Chooses capabilities, what the session there is called and who goes there, and writes the file."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, wanted: Collection[str] = ()
    ) -> None:
        super().__init__(session, theme, parent, "Take to another room", "Write the file")
        book = session.book
        assert book is not None
        self.head("Take to another room")
        self.body.addWidget(
            label(
                "A second laptop works on some capabilities meanwhile; what comes of it is taken in here when it is back.",
                "second",
                wrap=True,
            )
        )
        self.title = QLineEdit("Another room")
        self.field("What the session there is called", self.title)
        self.capabilities = _ticks(theme, "Capabilities that go there")
        for each in book.pack.capabilities:
            asked = sum(1 for question in book.questions if question.capability == each.id)
            if asked:
                words = f"{each.name}  ({plural(asked, 'question')})"
                _add(theme, self.capabilities, each.id, words, each.id in wanted)
        self.people = _ticks(theme, "Who goes there")
        for each in book.people():
            _add(theme, self.people, each.id, short(whole_line(each.label), 80), False)
        left = boxed(column(label("Capabilities that go there", "label"), self.capabilities, spacing=4))
        right = boxed(column(label("Who goes there", "label"), self.people, spacing=4))
        lists = row(left, right, spacing=16)
        lists.setStretch(0, 1)
        lists.setStretch(1, 1)
        self.body.addSpacing(4)
        self.body.addLayout(lists, 1)
        self.build_foot()
        self.capabilities.itemChanged.connect(lambda _item: self._on_ticked())
        self._on_ticked()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(theme.px(760), window.width() - 60), min(theme.px(620), window.height() - 40))

    def _on_ticked(self) -> None:
        book, chosen = self.session.book, ticked(self.capabilities)
        self.primary.setEnabled(bool(chosen) and not self._waiting)
        if book is not None:
            some = "-".join(chosen[:3]) + ("-and-more" if len(chosen) > 3 else "")
            self.suggest(f"{slug(book.workspace.client, some, 'room')}{SUFFIX}")

    def maker(self) -> Callable[[Store], SessionPack] | None:
        stored: Book | None = self.session.stored_book
        chosen, people, title = ticked(self.capabilities), ticked(self.people), self.title.text()
        if stored is None or not chosen:
            self.say("Tick at least one capability.")
            return None
        book, now = stored.snapshot(), dt.datetime.now(dt.UTC)
        return lambda store: session_packs.take_out(store, book, chosen, title, now, present=people)


class BringBackDialog(RoomFileDialog):
    """Writes what goes back to the workspace this one is a part of."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(session, theme, parent, "Bring it back", "Write the file")
        self.head("Bring it back")
        self.body.addWidget(
            label(
                "Everything this room did goes into one file. In the workspace it came from, open it or drop it on the "
                "window: what is new is looked at there, row by row, and taken in as one step.",
                "second",
                wrap=True,
            )
        )
        self.build_foot()
        self.body.addStretch(1)
        workspace = session.workspace
        origin = session_packs.origin_of(workspace) if workspace is not None else None
        parts = list(origin.capabilities[:3]) if origin is not None else []
        self.suggest(f"{slug(session.client, '-'.join(parts), 'back')}{SUFFIX}")

    def maker(self) -> Callable[[Store], SessionPack] | None:
        return session_packs.bring_back


def _ticks(theme: Theme, name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(f"{name}; Space ticks")
    made.setMinimumHeight(theme.px(120))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _add(theme: Theme, into: QListWidget, key: str, words: str, on: bool) -> None:
    item = QListWidgetItem(words)
    item.setData(ID, key)
    item.setSizeHint(QSize(0, theme.px(26)))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    into.addItem(item)


def tick(listed: QListWidget, key: str, on: bool = True) -> None:
    """Tick something in a list."""
    for i in range(listed.count()):
        if listed.item(i).data(ID) == key:
            listed.item(i).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def ticked(listed: QListWidget) -> list[str]:
    """What is ticked in a list, in its order."""
    items = (listed.item(i) for i in range(listed.count()))
    return [str(each.data(ID)) for each in items if each.checkState() is Qt.CheckState.Checked]
