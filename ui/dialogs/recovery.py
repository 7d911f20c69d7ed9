"""The recovery key of a workspace: shown, printed, saved as a sheet, and kept by whoever reads it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QFileDialog, QGridLayout, QWidget

from ui.dialogs.base import Dialog
from ui.pages import render_pages
from ui.session import Session, sentence
from ui.theme import MONO, Theme
from ui.widgets.parts import Button, boxed, label, row, tip
from workbench.domain.key import Key, recovery_lines
from workbench.domain.text import short
from workbench.reports.recovery import sheet_bytes
from workbench.storage.errors import NotWritable
from workbench.storage.files import write_whole

ABOUT = (
    "It opens the workspace when the passphrase is forgotten. Nobody has a second one: not we, and not this laptop. Print it, or "
    "write it down, and keep it away from here. It is good until the passphrase is changed."
)
_PRINT_WIDTH = 2480


class RecoveryDialog(Dialog):
    """Shows the key; right after it was made it goes on only when it was kept."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None, key: Key, path: Path, *, fresh: bool
    ) -> None:
        super().__init__(theme, "Recovery key", parent, "Go on" if fresh else "", width=600)
        self.session, self._key, self._path, self._fresh = session, key, path, fresh
        self._client = session.client
        self.head("Keep this recovery key")
        self.body.addWidget(label(ABOUT, "second", wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(self._shown())
        self.named = QCheckBox("Name the client on the sheet")
        self.body.addWidget(self.named)
        self.print = Button(theme, "Print…", self._print, icon_name="file-text")
        self.save = Button(theme, "Save as PDF…", self._choose, icon_name="save")
        self.body.addLayout(row(self.print, self.save, None, spacing=8))
        self.kept = QCheckBox("I have kept it")
        self.kept.setVisible(fresh)
        self.body.addSpacing(8)
        self.body.addWidget(self.kept)
        if fresh:
            # There is nothing to go back to: the workspace has this key already.
            buttons = self.findChild(QDialogButtonBox)
            assert buttons is not None
            buttons.button(QDialogButtonBox.StandardButton.Cancel).hide()
            self.primary.setEnabled(False)
            self.kept.toggled.connect(self.primary.setEnabled)

    def _shown(self) -> QWidget:
        """The key as it is printed, to be written down: 'line 3, 0DTG D2P4' to a screen reader."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        for at, line in enumerate(recovery_lines(self._key)):
            # Two columns of lines, the number of each beside it.
            place, side = at % 4, at // 4 * 3
            grid.addWidget(label(str(at + 1), "muted"), place, side)
            shown = label(line)
            shown.setFont(self.theme.font(17, 500, MONO))
            # The style sheet would set its own family.
            shown.setStyleSheet(f"font-family: '{MONO}'; font-size: {self.theme.px(17)}px")
            shown.setAccessibleName(f"Line {at + 1}, {line}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(shown, place, side + 1)
        grid.setColumnStretch(5, 1)
        holder = QWidget()
        holder.setLayout(grid)
        return boxed(row(holder, margins=(0, 4, 0, 8)))

    def sheet(self) -> bytes:
        """The sheet as it is printed and saved."""
        client = self._client if self.named.isChecked() else ""
        return sheet_bytes(self._key, self._path.name, dt.datetime.now().astimezone().date(), client)

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Where the sheet goes", str(Path.home() / "recovery-key.pdf"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the sheet, readable by its owner alone."""
        try:
            write_whole(path, self.sheet())
        except OSError as problem:
            self.say(
                f"The sheet could not be written to '{short(str(path), 120)}' ({problem.strerror}). Choose another folder."
            )
            return
        self.say("")
        self.save.setText("Saved")
        self.save.setToolTip(tip(str(path)))

    def _print(self) -> None:
        # Brings the system's printing, which nothing else needs.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_to(printer))
        # Its own `open` wants a slot by name.
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_to(self, printer: object) -> None:
        """Draw the sheet on a page of a printer; it is in no file meanwhile."""
        from PySide6.QtPrintSupport import QPrinter

        assert isinstance(printer, QPrinter)
        page = render_pages(self.sheet(), _PRINT_WIDTH)[0]
        painter = QPainter()
        if not painter.begin(printer):
            self.say(
                sentence(NotWritable("The printer does not take the page. Save the sheet as PDF instead."))
            )
            return
        room = painter.viewport()
        scale = min(room.width() / page.width(), room.height() / page.height())
        painter.drawImage(QRect(0, 0, round(page.width() * scale), round(page.height() * scale)), page)
        painter.end()

    def reject(self) -> None:
        """Close, unless it was just made and nobody said that it was kept."""
        if self._fresh and not self.kept.isChecked():
            self.say("Print the key or write it down first, and tick 'I have kept it'.")
            return
        super().reject()
