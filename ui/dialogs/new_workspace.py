"""Asking for a client, and where the new workspace goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.protect import workspace_box
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, row
from workbench.domain.text import slug
from workbench.storage import places


class NewWorkspaceDialog(Dialog):
    """Makes a workspace: one file for all assessments of one client. `protected(key)` when it has a passphrase, too."""

    protected = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "New workspace", parent, "Create workspace")
        self.session = session
        self._own_path = False
        self.head("Begin with a client")
        self.client = QLineEdit()
        self.client.setPlaceholderText("Larkfield Logistics")
        self.field(
            "Client or organisation",
            self.client,
            "A workspace holds every assessment of one client, in one file.",
        )
        self.path = QLineEdit(str(places.workspace_folder() / "workspace.srew"))
        choose = Button(theme, "Choose…", self._choose)
        line = row(self.path, choose)
        line.setStretch(0, 1)
        self.field("File", boxed(line), "Readable by you alone. It stays on this laptop.")
        self.path.setAccessibleName("File")
        self.secret = workspace_box("Protect with a passphrase")
        self.body.addSpacing(8)
        self.body.addWidget(self.secret)
        # What comes in sight needs room.
        self.secret.turned.connect(self._grow)
        self.client.textChanged.connect(self._on_client)
        self.path.textEdited.connect(lambda _text: setattr(self, "_own_path", True))
        self.client.setFocus()

    def _on_client(self, client: str) -> None:
        if not self._own_path:
            self.path.setText(str(places.workspace_folder() / f"{slug(client) or 'workspace'}.srew"))

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.adjustSize()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Where the workspace goes", self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("srew")
        dialog.fileSelected.connect(self._on_path)
        dialog.open()

    def _on_path(self, name: str) -> None:
        self._own_path = True
        self.path.setText(name)

    def on_accept(self) -> None:
        client, text = self.client.text().strip(), self.path.text().strip()
        if not client:
            self.say("Name the client, or your own organisation.")
            self.client.setFocus()
            return
        if not text:
            self.say("Say where the file goes.")
            return
        try:
            passphrase = self.secret.secret()
        except ValueError as problem:
            self.say(str(problem))
            self.secret.first.setFocus()
            return
        path = Path(text).expanduser()
        path = path if path.suffix == ".srew" else path.with_name(path.name + ".srew")
        if not path.is_absolute():
            path = places.workspace_folder() / path
        self.primary.setEnabled(False)
        self.session.create_workspace(path, client, self._on_made, self._on_failed, passphrase=passphrase)

    def _on_made(self) -> None:
        key = self.session.key
        self.accept()
        if key is not None:
            self.protected.emit(key)

    def done(self, result: int) -> None:
        """Close, and keep nothing of what was typed."""
        self.secret.clear()
        super().done(result)

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self.say(sentence(error))
