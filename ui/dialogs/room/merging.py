"""What came back from another room: compared entry by entry, looked at, and taken in as one step."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.room.tree import DifferencesTree, about
from ui.dialogs.take_in.versions import Versions
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, label, row
from ui.widgets.segmented import Segmented
from workbench.actions import session_merge
from workbench.actions.intake import Source
from workbench.actions.intake_rows import NotOurs, RowKind
from workbench.actions.session_merge import Difference, Merge
from workbench.charts.calendar import moment_words
from workbench.domain.text import plural, short
from workbench.exchange.reading import FileRead
from workbench.exchange.session_pack import SessionPack
from workbench.storage.store import Store

ALL = "all"
FILTERS: tuple[tuple[str, str, frozenset[RowKind]], ...] = (
    (ALL, "All", frozenset(RowKind)),
    ("new", "New", frozenset({RowKind.NEW})),
    ("changed", "Changed", frozenset({RowKind.CHANGED})),
    ("conflict", "Conflicts", frozenset({RowKind.CONFLICT})),
    ("same", "The same", frozenset({RowKind.SAME, RowKind.AS_SENT})),
)


class MergeDialog(Dialog):
    """Shows what a room changed beside what is here, and takes in what is ticked: `taken(words)`."""

    taken = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, read: FileRead) -> None:
        super().__init__(theme, "Take in what came back", parent, "Take in", width=760)
        self.session, self._read = session, read
        self.found: Merge | None = None
        self._over = False
        self._build()
        self._connect()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(1080, window.width() - 40), min(720, window.height() - 30))
        self._compare()

    def _build(self) -> None:
        theme = self.theme
        self.head("Take in what came back from another room")
        self.about = label("Comparing…", "second", wrap=True)
        self.note = label("", "warn", wrap=True)
        self.note.hide()
        self.body.addWidget(self.about)
        self.body.addWidget(self.note)
        self.filter = Segmented(theme, [(key, name) for key, name, _ in FILTERS], "Show")
        self.filter.take(ALL)
        self._tick = Button(theme, "Tick all shown", lambda: self.tree.tick_shown(True), look="small")
        self._untick = Button(theme, "Tick none", lambda: self.tree.tick_shown(False), look="small")
        self.tools = boxed(row(self.filter, self._tick, self._untick, None, spacing=8))
        self.tree = DifferencesTree(theme, self.session.curtain)
        self.versions = Versions(theme)
        self.versions.show_file("")
        self.body.addWidget(self.tools)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.versions)
        self._show_state()

    def _connect(self) -> None:
        self.filter.chosen.connect(self._on_filter)
        self.tree.turned.connect(self._show_state)
        self.tree.pointed.connect(self._on_pointed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.on_accept)

    def _compare(self) -> None:
        """Hold it against the workspace once all that is under way is saved."""
        store, pack = self.session.store, self._read.session
        if store is None or pack is None:
            return
        self.primary.setEnabled(False)
        self.session.jobs.lane(lambda: _compared(store, pack), self._on_compared, self._on_refused_file)

    def _on_compared(self, found: Merge) -> None:
        book = self.session.stored_book
        if self._over:
            return
        if book is None:
            self.reject()
            return
        self.found = found
        self.filter.take(ALL)
        self.tree.show_rows(book, found)
        self.note.setText(found.note)
        self.note.setVisible(bool(found.note))
        self._show_state()
        self.tree.setFocus()

    def _on_refused_file(self, error: Exception) -> None:
        """It belongs elsewhere: there is nothing to look at."""
        if self._over:
            return
        self.about.hide()
        said = sentence(error)
        if isinstance(error, NotOurs):
            said = f"'{short(self._read.path.name, 60)}' was not taken in: {error}"
        self.say(self.session.curtain.said(said))

    def _show_state(self) -> None:
        found = self.found
        for each in (self.tools, self.tree, self.versions):
            each.setVisible(found is not None)
        count = len(self.tree.chosen)
        self.primary.setEnabled(count > 0)
        self.primary.setText(f"Take in {plural(count, 'entry', 'entries')}" if count else "Take in")
        if found is None:
            return
        counts = found.counts
        same = counts[RowKind.SAME] + counts[RowKind.AS_SENT]
        parts = [
            f"{counts[RowKind.NEW]} new",
            f"{counts[RowKind.CHANGED]} changed",
            plural(counts[RowKind.CONFLICT], "conflict"),
            f"{same} the same",
        ]
        takes = any(row.state.takes for row in found.rows)
        rest = f" {count} ticked." if takes else " Nothing in it is new, so nothing would change."
        when = moment_words(found.pack.origin.at)
        given = f", given its part on {when}" if when else ""
        said = f"{short(found.title, 80)}{given}: {', '.join(parts)}.{rest}"
        self.about.setText(self.session.curtain.said(said))

    def _on_filter(self, key: str) -> None:
        self.filter.take(key)
        self.tree.only(next(kinds for each, _, kinds in FILTERS if each == key))

    def _on_pointed(self, each: Difference | None) -> None:
        book, said = self.session.stored_book, self.session.curtain.said
        if each is None or book is None:
            self.versions.show_file("")
            return
        here, there = (session_merge.words(book, one) for one in (each.here, each.there))
        assert self.found is not None
        words = said(about(book, self.found, each, self.session.curtain.hidden))
        warning = ""
        if each.state is RowKind.CONFLICT:
            warning = "Both were changed since the room was given its part. Ticked, what came back takes the place of what is here."
        elif each.state is RowKind.AS_SENT:
            warning = "It was changed here alone, so there is nothing to take."
        self.versions.show_texts(words, ("Here", "From the other room"), (said(here), said(there)), warning)

    def on_accept(self) -> None:
        found = self.found
        if found is None or not self.primary.isEnabled():
            return
        self.say("")
        self.primary.setEnabled(False)
        chosen = self.tree.chosen
        source = Source(self._read.path.name, "session", self._read.sha256)
        edit = session_merge.merge(found, chosen, source, dt.datetime.now(dt.UTC), self.session.who)
        said = f"{plural(len(chosen), 'entry', 'entries')} taken in from another room"
        self.session.run(edit, lambda _done: self._on_taken(said), self._on_refused)

    def _on_taken(self, said: str) -> None:
        if not self._over:
            self.taken.emit(said)
            self.accept()

    def _on_refused(self, error: Exception) -> None:
        if self._over:
            return
        self.say(self.session.curtain.said(sentence(error)))
        # Something changed since: what is shown next is true again.
        self._compare()

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        super().done(result)


def _compared(store: Store, pack: SessionPack) -> Merge:
    with store.unit("Compare what came back", writes=False) as unit:
        return session_merge.compare(unit, pack)
