"""Forgetting a person: what goes and what stays, said in full before it is done, since nothing brings it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.named_texts import NamedTexts
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.actions import forgetting
from workbench.actions.backups_left import BackupsLeft
from workbench.actions.forgetting import Trace
from workbench.analysis.veil import people_in
from workbench.domain.text import plural, short, whole_line

_RULES = (
    "It cannot be undone, and undo ends here for what was done before. No backup is made before it, since that would "
    "keep the person. Answers and votes stay, as those of somebody of the same role and team, so that no figure moves. "
    "Reports, exports and packs that were written are files of yours: nothing here reaches them. Nor is a name found "
    "that is packed inside a PDF or a Word file kept as evidence."
)
_SURE = "Forget for good"


class ForgetDialog(Dialog):
    """Asks who, shows what the workspace holds of them, and forgets."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, name: str = "") -> None:
        super().__init__(theme, "Forget a person", parent, "Forget…", width=720)
        self.session = session
        self._found: Trace | None = None
        self._looked: tuple[str, str] = ("", "")
        self._over = False
        self._build()
        self._connect()
        self.who.setCurrentText(name)
        self._look()

    def _build(self) -> None:
        self.head("Forget a person")
        self.who = QComboBox()
        self.who.setEditable(True)
        book = self.session.stored_book
        listed = people_in(book) if book is not None else []
        self.who.addItems(sorted({whole_line(each.name) for each in listed}, key=str.casefold))
        self.also = QLineEdit()
        self.also.setPlaceholderText("Bob, RJ; with commas")
        self.fields(("Name, as it is listed", self.who), ("Also listed or written as", self.also))
        self.about = label("", "second", wrap=True)
        self.body.addWidget(self.about)
        self.list = NamedTexts()
        self.list.setAccessibleName("Texts and files that hold the name; those that are ticked change or go")
        self.list.setMinimumHeight(self.theme.px(200))
        self.body.addWidget(self.list, 1)
        self.backups = QCheckBox("Delete the backups there are: they hold the person still")
        self.body.addWidget(self.backups)
        self.body.addWidget(label(_RULES, "caption", wrap=True))

    def _connect(self) -> None:
        self.who.activated.connect(lambda _at: self._look())
        line = self.who.lineEdit()
        assert line is not None
        for each in (line, self.also):
            each.editingFinished.connect(self._look)
        self.who.editTextChanged.connect(lambda _text: self._unsure())
        self.also.textChanged.connect(lambda _text: self._unsure())
        self.list.itemChanged.connect(lambda _item: self._unsure())
        self.backups.toggled.connect(lambda _on: self._unsure())

    def _asked(self) -> tuple[str, str]:
        return self.who.currentText(), self.also.text()

    def _unsure(self) -> None:
        """Whatever is changed is to be looked at once more before it is said a second time."""
        self.primary.setText("Forget…")
        self.primary.setEnabled(self._found is not None and self._looked == self._asked())

    def _look(self) -> None:
        asked, store = self._asked(), self.session.store
        if store is None or (self._found is not None and asked == self._looked):
            return
        self._found, self._looked = None, asked
        self._unsure()
        self.list.clear()
        self.say("")
        name, others = asked[0], _names(asked[1])
        if not name.strip():
            self.about.setText("Choose or type who is to be forgotten.")
            return
        self.about.setText("Looking…")
        self.session.jobs.lane(
            lambda: forgetting.look(store, name, also=others),
            lambda found: self._on_found(asked, found),
            lambda error: self._on_trouble(asked, error),
        )

    def _on_found(self, asked: tuple[str, str], found: Trace) -> None:
        if self._over or asked != self._looked:
            return
        self._found = found
        self.about.setText(
            f"{_counts(found)} In the texts below '{short(found.role, 32)}' takes the place of the name, and the files go; "
            "take the tick from what is to stay."
        )
        self.list.fill(found)
        self.backups.setText(
            f"Delete the {plural(found.backups, 'backup')} made before{_elsewhere(found)}: they hold the person still, and go "
            "with time only"
        )
        self.backups.setEnabled(found.backups > 0)
        self._unsure()

    def _on_trouble(self, asked: tuple[str, str], error: Exception) -> None:
        if self._over or asked != self._looked:
            return
        self.about.setText("")
        self.say(sentence(error))

    def on_accept(self) -> None:
        found = self._found
        if found is None or not self.primary.isEnabled():
            return
        if self.primary.text() != _SURE:
            # Said twice, since nothing brings it back.
            self.primary.setText(_SURE)
            return
        self.primary.setEnabled(False)
        self.setCursor(Qt.CursorShape.WaitCursor)
        name, others = self._looked[0], _names(self._looked[1])
        stays, backups = self.list.stays(), self.backups.isChecked()
        self.session.forget(
            lambda store: forgetting.forget(store, name, also=others, stays=stays, old_backups=backups),
            self._on_done,
            self._on_refused,
        )

    def _on_done(self, deleted: int) -> None:
        if self._over:
            return
        gone = f" {plural(deleted, 'backup')} deleted." if deleted else ""
        self._end(f"The person is forgotten.{gone}")

    def _end(self, said: str) -> None:
        self.about.setText(said)
        self.unsetCursor()
        self.list.clear()
        for each in (self.who, self.also, self.list, self.backups, self.primary):
            each.hide()

    def _on_refused(self, error: Exception) -> None:
        if self._over:
            return
        if isinstance(error, BackupsLeft):
            # That much is done: there is nobody left to look for.
            self._end(sentence(error))
            return
        self.unsetCursor()
        self._unsure()
        self.say(sentence(error))

    def done(self, result: int) -> None:
        """Close; what still comes back finds the dialog over."""
        self._over = True
        super().done(result)


def _counts(found: Trace) -> str:
    """What goes besides texts and files, and what stays without a name."""
    gone = [
        (found.entries, f"{plural(found.entries, 'entry', 'entries')} among people"),
        (found.invitations, plural(found.invitations, "invitation")),
        (found.sessions, f"being there at {plural(found.sessions, 'session')}"),
    ]
    listed = ", ".join(said for count, said in gone if count)
    said = [f"Taken away, in every assessment and in the history: {listed}."] if listed else []
    if found.respondents:
        stay = "stays" if found.respondents == 1 else "stay"
        said.append(f"{plural(found.respondents, 'respondent')} {stay} without a name.")
    if found.snapshots:
        said.append(f"{plural(found.snapshots, 'snapshot')} written anew, with another hash.")
    return (
        " ".join(said) or "Nobody of this name is listed; it is in texts or files alone, or in the history."
    )


def _elsewhere(found: Trace) -> str:
    return f", {found.backups_elsewhere} of them at another place" if found.backups_elsewhere else ""


def _names(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())
