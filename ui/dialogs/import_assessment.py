"""Taking in an assessment that was exported as JSON: a look at what is in the file, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QRadioButton, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, label, row
from workbench.actions import whole
from workbench.domain.text import join_words, plural, short, slug, whole_line
from workbench.exchange.whole import Whole
from workbench.exchange.whole_reading import read_whole
from workbench.storage import places


def choose_file(parent: QWidget) -> QFileDialog:
    """A dialog that asks for an exported assessment."""
    dialog = QFileDialog(parent, "Import assessment")
    dialog.setNameFilters(["Exported assessments (*.json)", "All files (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


class ImportAssessmentDialog(Dialog):
    """Shows what is in a file once it was read and checked, and takes it in: here, or into a workspace of its own."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, file: Path) -> None:
        super().__init__(theme, "Import assessment", parent, "Import", width=600)
        self.session, self._file = session, file
        self._found: Whole | None = None
        self._over = False
        self._build()
        self._connect()
        self.primary.setEnabled(False)
        session.jobs.pool(lambda _job: read_whole(file), self._on_read, self._on_trouble)

    def _build(self) -> None:
        self.head("Import assessment")
        self.about = label(f"Reading {short(self._file.name, 60)}…", "second", wrap=True)
        self.body.addWidget(self.about)
        self.here = QRadioButton("Into this workspace")
        self.new = QRadioButton("Into a new workspace")
        self.copy = QCheckBox("As a copy: everything gets a new id, snapshots stay out")
        self.other = QCheckBox("It belongs to the client of this workspace")
        self.difference = label("", "caption", wrap=True)
        self.path = QLineEdit(str(places.workspace_folder() / "workspace.srew"))
        self.path.setAccessibleName("File of the new workspace")
        line = row(self.path, Button(self.theme, "Choose…", self._choose, look="small"))
        line.setStretch(0, 1)
        self._place = boxed(line)
        self._inside = [
            boxed(row(each, margins=(24, 0, 0, 0))) for each in (self.copy, self.other, self.difference)
        ]
        self._outside = boxed(row(self._place, margins=(24, 0, 0, 0)))
        for each in (self.here, *self._inside, self.new, self._outside):
            self.body.addWidget(each)
            each.setVisible(False)
        self.body.addStretch(1)
        # Room for all ways at once, so that nothing moves while one is chosen.
        self.setMinimumHeight(self.theme.px(400))

    def _connect(self) -> None:
        for each in (self.here, self.new):
            each.toggled.connect(self._show_ways)

    def _on_read(self, found: Whole) -> None:
        if self._over:
            return
        self._found = found
        held = [plural(count, one, many) for one, many, count in found.counts if count]
        with_what = f" It holds {join_words(held)}, with names and stances of people." if held else ""
        day = found.assessment.date.isoformat()
        self.about.setText(
            f"'{short(found.assessment.title, 80)}' of {day}, for {short(found.workspace.client, 80)}.{with_what}"
        )
        self.path.setText(
            str(places.workspace_folder() / f"{slug(found.workspace.client) or 'workspace'}.srew")
        )
        for each in (self.here, self.new):
            each.setVisible(True)
        is_open = self.session.store is not None
        self.here.setEnabled(is_open)
        (self.here if is_open else self.new).setChecked(True)
        self.primary.setEnabled(True)
        self._show_ways()

    @property
    def _foreign(self) -> bool:
        """Whether the file is of another client than the workspace that is open."""
        assert self._found is not None
        theirs = whole_line(self._found.workspace.client).casefold()
        return self.session.workspace is not None and whole_line(self._client).casefold() != theirs

    @property
    def _client(self) -> str:
        return self.session.workspace.client if self.session.workspace is not None else ""

    def _show_ways(self) -> None:
        if self._found is None:
            return
        here, foreign = self.here.isChecked(), self._foreign
        self.difference.setText(
            f"The workspace belongs to {short(self._client, 60)}, the assessment to {short(self._found.workspace.client, 60)}."
            if foreign
            else ""
        )
        for each, shown in zip(self._inside, (here, here and foreign, here and foreign), strict=True):
            each.setVisible(shown)
        self._outside.setVisible(not here)
        self.say("")

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Where the workspace goes", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("srew")
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def on_accept(self) -> None:
        found = self._found
        if found is None or not self.primary.isEnabled():
            return
        self.say("")
        if self.here.isChecked():
            self.primary.setEnabled(False)
            edit = whole.take_in(found, copy=self.copy.isChecked(), other_client=self.other.isChecked())
            self.session.run(edit, lambda _done: self._landed(), self._on_refused)
            return
        text = self.path.text().strip()
        if not text:
            self.say("Say where the workspace goes.")
            return
        path = Path(text).expanduser()
        path = path if path.suffix == ".srew" else path.with_name(path.name + ".srew")
        if not path.is_absolute():
            path = places.workspace_folder() / path
        self.primary.setEnabled(False)
        self.session.create_workspace_with(path, found, self._landed, self._on_refused)

    def _landed(self) -> None:
        if not self._over:
            self.accept()

    def _on_refused(self, error: Exception) -> None:
        if self._over:
            return
        self.primary.setEnabled(True)
        self.say(sentence(error))

    def _on_trouble(self, error: Exception) -> None:
        if self._over:
            return
        self.about.setText("This file cannot be taken in.")
        self.say(sentence(error))

    def done(self, result: int) -> None:
        """Close; what still comes back from a job finds the dialog over."""
        self._over = True
        super().done(result)
