"""Making a workspace of what another room was given."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, label, row
from workbench.charts.calendar import moment_words
from workbench.domain.assessment import Respondent
from workbench.domain.meeting import Meeting
from workbench.domain.text import plural, short, slug, whole_line
from workbench.exchange.reading import FileRead
from workbench.storage import places


def about_words(read: FileRead) -> list[str]:
    """What a file from another room holds, a line each; nobody's name."""
    assert read.session is not None
    whole, origin = read.session.whole, read.session.origin
    found = next((each for each in whole.entities if each.id == origin.meeting), None)
    title = whole_line(found.title) if isinstance(found, Meeting) else ""
    people = sum(1 for each in whole.entities if isinstance(each, Respondent))
    lines = [
        f"{short(whole_line(whole.workspace.client), 60)}, {short(whole_line(whole.assessment.title), 60)}",
        f"Session: {short(title, 80)}" if title else "",
        f"Capabilities: {', '.join(origin.capabilities)} ({plural(len(whole.assessment.questions), 'question')})",
        f"{plural(people, 'respondent')} with all that was said to these questions so far",
        f"Taken out on {moment_words(origin.at)}" if moment_words(origin.at) else "",
    ]
    return [each for each in lines if each]


class OpenRoomDialog(Dialog):
    """Says what came, asks where its workspace goes, makes it and opens it."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None, read: FileRead) -> None:
        super().__init__(theme, "Open what another room takes along", parent, "Make the workspace", width=600)
        self.session, self._read = session, read
        self.head("Work in another room")
        self.body.addWidget(label("\n".join(about_words(read)), "second", wrap=True))
        self.body.addWidget(
            label(
                "It becomes a workspace of its own, in which everything works as usual. When you are done, "
                "'Bring it back…' on the screen 'Sessions' writes what goes back.",
                "second",
                wrap=True,
            )
        )
        assert read.session is not None
        parts = "-".join(read.session.origin.capabilities[:3])
        name = slug(read.session.whole.workspace.client, parts, "room") or "room"
        self.path = QLineEdit(str(_free(places.workspace_folder() / f"{name}.srew")))
        choose = Button(theme, "Choose…", self._choose)
        line = row(self.path, choose)
        line.setStretch(0, 1)
        self.field("File", boxed(line), "Readable by you alone. It stays on this laptop.")
        self.path.setAccessibleName("File of the workspace")

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Where the workspace goes", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("srew")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def on_accept(self) -> None:
        text = self.path.text().strip()
        if not text:
            self.say("Say where the file goes.")
            return
        path = Path(text).expanduser()
        path = path if path.suffix == ".srew" else path.with_name(path.name + ".srew")
        if not path.is_absolute():
            path = places.workspace_folder() / path
        self.primary.setEnabled(False)
        assert self._read.session is not None
        pack = self._read.session
        self.session.create_workspace_of_room(path, pack, self._on_made, self._on_failed)

    def _on_made(self) -> None:
        assert self._read.session is not None
        self.session.open_assessment(self._read.session.origin.assessment)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self.say(sentence(error))


def _free(path: Path) -> Path:
    """A name that nothing has yet."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found
