"""A crash report, to be read by whoever it happened to before anybody else does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.storage.files import write_whole

_NOW = (
    "Something went wrong inside the program. Everything it said was saved is on disk, and the window goes on; where "
    "it behaves oddly now, close it and open it again."
)
_BEFORE = "The program was ended by the system the last time. Everything it said was saved is on disk."
_RULES = (
    "Below is all of the report. It names places in the program, versions and this system, nothing that anybody typed, "
    "and no folder. It is kept on this laptop and sent to nobody; whether you show it to someone is up to you."
)


class CrashDialog(Dialog):
    """Shows a report; it can be copied, and saved as a file."""

    def __init__(self, theme: Theme, parent: QWidget | None, text: str, before: bool = False) -> None:
        super().__init__(theme, "Crash report", parent, width=680)
        self.text = text
        self.head("Something went wrong")
        self.body.addWidget(label(_BEFORE if before else _NOW, wrap=True))
        self.body.addWidget(label(_RULES, "muted", wrap=True))
        self.box = QPlainTextEdit(text)
        self.box.setReadOnly(True)
        self.box.setAccessibleName("The report")
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.box.setMinimumHeight(theme.px(260))
        self.body.addWidget(self.box, 1)
        self.copy = Button(theme, "Copy", self._copy, icon_name="copy")
        self.save = Button(theme, "Save as…", self._ask, icon_name="save")
        self.body.addLayout(row(self.copy, self.save, None, spacing=8))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text)
        self.copy.setText("Copied")

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Save the report", "crash-report.txt")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Save it as a file."""
        try:
            write_whole(path, self.text.encode())
        except OSError as problem:
            self.say(
                f"'{path.name}' cannot be written ({problem.strerror}). Choose a folder you may write to."
            )
            return
        self.say("")
        self.save.setText("Saved")
