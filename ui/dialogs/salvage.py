"""What can still be read of a damaged workspace, read into a new one, with a list of what is missing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.endings import SUFFIX
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.actions.packs import shelf
from workbench.domain.text import join_words, plural, short
from workbench.storage.cipher import is_protected, key_from
from workbench.storage.files import write_whole
from workbench.storage.salvage import Salvaged, salvage

_NAMED = ("assessment", "respondent", "answer", "risk", "action")
"""What people count by name; the rest is one number."""


class SalvageDialog(Dialog):
    """Asks where the new workspace goes, reads, and lists what is missing; `open_wanted(path)` opens what was saved."""

    open_wanted = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, damaged: Path) -> None:
        super().__init__(theme, "Read what can be read", parent, "Read it", width=620)
        self.session, self._damaged = session, damaged
        self._goal: Path | None = None
        self.head("Read what can be read")
        self.about = label(
            f"Everything that can still be read of '{short(damaged.name, 80)}' goes into a new workspace. The damaged one is "
            "only read and stays where it is, untouched.",
            "muted",
            wrap=True,
        )
        self.body.addWidget(self.about)
        self.name = QLineEdit(str(_free(damaged)))
        self.field("The new workspace", self.name)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        if is_protected(damaged):
            self.field("Its passphrase or recovery key", self.secret, "The new workspace has the same.")
        self.missing = QPlainTextEdit()
        self.missing.setReadOnly(True)
        self.missing.setAccessibleName("What is missing")
        self.missing.setMinimumHeight(theme.px(160))
        self.missing.hide()
        self.body.addWidget(self.missing, 1)
        self.keep = Button(theme, "Save the list…", self._ask_where, icon_name="download")
        self.keep.hide()
        self.body.addLayout(row(self.keep, None))

    def on_accept(self) -> None:
        if self._goal is not None:
            self.open_wanted.emit(self._goal)
            self.accept()
            return
        text = self.name.text().strip()
        if not text:
            self.say("Say where the new workspace goes.")
            return
        goal = Path(text).expanduser()
        if not goal.is_absolute():
            goal = self._damaged.parent / goal
        goal = goal if goal.suffix == SUFFIX else goal.with_name(goal.name + SUFFIX)
        self.say("")
        self.primary.setEnabled(False)
        self.about.setText("Reading…")
        damaged, secret = self._damaged, self.secret.text()

        def read(_job: object) -> Salvaged:
            key = key_from(damaged, secret) if secret else None
            return salvage(damaged, goal, key, (each.source for each in shelf().packs))

        self.session.jobs.pool(
            read,
            self.unless_closed(lambda found: self._on_read(goal, found)),
            self.unless_closed(self._on_trouble),
        )

    def _on_trouble(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self.about.setText("Nothing was written.")
        self.say(sentence(error))

    def _on_read(self, goal: Path, found: Salvaged) -> None:
        self._goal = goal
        named = {name: found.kept.get(name, 0) for name in _NAMED}
        parts = [plural(count, name) for name, count in named.items() if count]
        rest = sum(found.kept.values()) - sum(named.values())
        kept = join_words([*parts, *([plural(rest, "other entry", "other entries")] if rest else [])])
        revived = (
            f" {plural(found.from_history, 'row')} of these came back from the history."
            if found.from_history
            else ""
        )
        self.about.setText(f"Saved into '{short(goal.name, 80)}': {kept or 'nothing'}.{revived}")
        self.missing.setPlainText("\n".join(found.missing) or "Nothing is missing.")
        self.missing.show()
        self.keep.setVisible(bool(found.missing))
        self.name.setEnabled(False)
        self.primary.setText("Open it")
        self.primary.setEnabled(True)
        self.adjustSize()

    def _ask_where(self) -> None:
        assert self._goal is not None
        dialog = QFileDialog(self, "Save the list", str(self._goal.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(f"{self._goal.stem} - missing.txt")
        dialog.fileSelected.connect(self.save_list)
        dialog.open()

    def save_list(self, name: str) -> None:
        """Write down what is missing."""
        try:
            write_whole(Path(name), self.missing.toPlainText().encode())
        except OSError as error:
            self.say(f"The list could not be written ({error.strerror}). Choose another place.")
        else:
            self.say("")


def _free(damaged: Path) -> Path:
    """A name beside the damaged one that nothing has yet."""
    number = 1
    while True:
        goal = damaged.with_name(f"{damaged.stem} (saved{f' {number}' if number > 1 else ''}){SUFFIX}")
        if not goal.exists():
            return goal
        number += 1
