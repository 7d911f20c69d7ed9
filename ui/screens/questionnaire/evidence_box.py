"""The evidence behind an answer: files copied into the workspace, and links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QInputDialog, QLineEdit, QMenu

from ui.theme import Theme
from ui.widgets.parts import Button, IconButton, IconLabel, boxed, clear, column, label, row, rule
from workbench.domain.assessment import EvidenceItem, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Sequence


def size_words(size: int) -> str:
    """Say a size in bytes as people read it."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


class EvidenceBox(QFrame):
    """Lists evidence; asks for files, links, copies and removals by signal."""

    file_chosen = Signal(object)
    link_given = Signal(str)
    copy_wanted = Signal(object)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "panel")
        self.setAcceptDrops(True)
        self.setAccessibleName("Evidence")
        self._rows = column(spacing=0)
        self._add = Button(theme, "Add a file or link", self.ask, icon_name="paperclip", look="link")
        self.trouble = label("", "bad", wrap=True)
        self.trouble.hide()
        layout = column(spacing=0, margins=(10, 4, 6, 4))
        layout.addLayout(self._rows)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.trouble)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_items(self, items: Sequence[EvidenceItem]) -> None:
        """List evidence."""
        clear(self._rows)
        self.trouble.hide()
        for item in items:
            self._rows.addWidget(self._row(item))
            self._rows.addWidget(rule("hairline"))

    def _row(self, item: EvidenceItem) -> QFrame:
        link = item.kind is EvidenceKind.LINK
        name = label(item.title)
        name.setMinimumWidth(20)
        detail = item.url if link else f"{item.title}, {item.size:,} bytes, SHA-256 {item.sha256}"
        name.setToolTip(f"<span>{_escaped(detail)}</span>")
        size = label("link" if link else size_words(item.size), "muted")
        buttons = [
            IconButton(
                self._theme, "trash-2", f"Remove {item.title}", lambda: self.removed.emit(item.id), "flat", 14
            )
        ]
        if link:
            copy = lambda: QGuiApplication.clipboard().setText(item.url)  # noqa: E731
            buttons.insert(0, IconButton(self._theme, "copy", "Copy the link", copy, "flat", 14))
        else:
            save = lambda: self.copy_wanted.emit(item)  # noqa: E731
            buttons.insert(0, IconButton(self._theme, "download", "Save a copy…", save, "flat", 14))
        layout = row(
            IconLabel(self._theme, "link" if link else "file", "ink2", 14),
            name,
            None,
            size,
            *buttons,
            spacing=6,
        )
        return boxed(layout)  # type: ignore[return-value]

    def ask(self) -> None:
        """Offer a file or a link."""
        menu = QMenu(self)
        menu.addAction("Add a file…").triggered.connect(lambda _checked=False: self._ask_file())
        menu.addAction("Add a link…").triggered.connect(lambda _checked=False: self._ask_link())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "Add a file as evidence")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: [self.file_chosen.emit(Path(name)) for name in names])
        dialog.open()

    def _ask_link(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Add a link")
        dialog.setLabelText("Address, beginning with https://")
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self.link_given)
        dialog.open()

    def say(self, text: str) -> None:
        """Say why something could not be added."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        for url in urls:
            if url.isLocalFile():
                self.file_chosen.emit(Path(url.toLocalFile()))
            else:
                self.link_given.emit(url.toString())
        if not urls and event.mimeData().hasText():
            self.link_given.emit(event.mimeData().text().strip())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
