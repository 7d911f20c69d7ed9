"""The client's brand: a logo, one accent colour and the client's words; saved as it is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.drawing import drawn
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row
from workbench.actions import branding
from workbench.domain.brand import Brand
from workbench.exchange.picture import is_drawing, read_picture, small_png
from workbench.reports.brand import READABLE, contrast, readable, tint

WORDS = ("Confidential", "Strictly confidential", "Internal", "Public")
_PICTURES = "Pictures (*.png *.jpg *.jpeg *.svg)"


def _taken(path: Path) -> bytes:
    """A logo from a file as it is kept: a PNG.

    Raises:
        PictureError: for what is no such picture, too large, or takes too long.
    """
    picture = read_picture(path)
    return small_png(drawn(picture)) if is_drawing(picture) else picture


class BrandBox(QWidget):
    """What is the client's own in a report; `changed()` once it is saved."""

    changed = Signal()

    def __init__(self, session: Session, theme: Theme, brand: Brand, logo: Callable[[], bytes]) -> None:
        super().__init__()
        self._session, self._theme, self.brand = session, theme, brand
        self._picture = logo
        self.setAcceptDrops(True)
        self.logo = Button(theme, "Logo…", self.choose_logo, look="small")
        self.remove = Button(theme, "Remove", lambda: self._save(branding.set_logo(b"")), look="link")
        self.accent = Button(theme, "Colour…", self._choose_accent, look="small")
        self.usual = Button(theme, "Usual colour", lambda: self.set_accent(""), look="link")
        self._note = label("", "caption", wrap=True)
        self.confidentiality = QComboBox()
        self.confidentiality.setEditable(True)
        self.confidentiality.setAccessibleName("Confidentiality")
        self.confidentiality.addItems(WORDS)
        self.confidentiality.setCurrentText(brand.confidentiality or WORDS[0])
        self.footer = QLineEdit(brand.footer)
        self.footer.setAccessibleName("Foot of each page")
        self.footer.setPlaceholderText("Foot of each page")
        self.cover = QPlainTextEdit(brand.cover)
        self.cover.setAccessibleName("Text on the cover")
        self.cover.setPlaceholderText("Text on the cover")
        self.cover.setTabChangesFocus(True)
        self.cover.setFixedHeight(theme.px(58))
        self.confidentiality.textActivated.connect(lambda _text: self._on_words())
        line = self.confidentiality.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._on_words)
        self.footer.editingFinished.connect(self._on_words)
        self.setLayout(
            column(
                boxed(row(self.logo, self.remove, None, spacing=8)),
                boxed(row(self.accent, self.usual, None, spacing=8)),
                self._note,
                self.confidentiality,
                self.footer,
                self.cover,
                spacing=6,
            )
        )
        self._show()

    def flush(self) -> None:
        """Save what was typed and not left yet."""
        self._on_words()

    def show_brand(self, brand: Brand) -> None:
        """Show another state of it, as after an undo."""
        self.brand = brand
        self._show()

    # Logo

    def choose_logo(self) -> None:
        """Ask for a picture."""
        dialog = QFileDialog(self, "Take a logo", str(Path.home()), _PICTURES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_logo(Path(name)))
        dialog.open()

    def take_logo(self, path: Path) -> None:
        """Take a logo from a file; what cannot be read is said."""
        self._session.jobs.pool(
            lambda _job: _taken(path), self._on_picture, lambda error: self.say(str(error))
        )

    def _on_picture(self, picture: bytes) -> None:
        self._save(branding.set_logo(picture))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.take_logo(Path(url.toLocalFile()))
                return

    # Colour

    def _choose_accent(self) -> None:
        dialog = QColorDialog(QColor(self.brand.accent or self._theme.color("accent")), self)
        dialog.colorSelected.connect(lambda colour: self.set_accent(colour.name().upper()))
        dialog.open()

    def set_accent(self, colour: str) -> None:
        """Take a colour as '#RRGGBB', or '' for the program's own."""
        if colour != self.brand.accent:
            self._save(branding.change(accent=colour))

    def _on_words(self) -> None:
        said = self.confidentiality.currentText().strip()
        fields: dict[str, Any] = {
            "confidentiality": "" if said == WORDS[0] else said,
            "footer": self.footer.text().strip(),
            "cover": self.cover.toPlainText().strip(),
        }
        if any(getattr(self.brand, name) != value for name, value in fields.items()):
            self._save(branding.change(**fields))

    def _save(self, edit: Any) -> None:
        self._session.run(edit, self._on_saved, lambda error: self.say(sentence(error)))

    def _on_saved(self, *_: object) -> None:
        if not isValid(self):
            # The dialog was closed meanwhile; what was saved stays.
            return
        book = self._session.stored_book
        if book is not None:
            self.brand = book.workspace.brand
        self._show()
        self.changed.emit()

    def say(self, text: str) -> None:
        """Say something under the buttons."""
        if isValid(self):
            self._note.setText(text)

    def _show(self) -> None:
        brand = self.brand
        picture = QPixmap()
        if brand.logo:
            picture.loadFromData(self._picture(), "PNG")
        side = self._theme.px(16)
        self.logo.setIcon(QIcon(picture) if brand.logo else QIcon())
        self.logo.setIconSize(QSize(side * 3, side))
        self.logo.setText("Another logo…" if brand.logo else "Logo…")
        self.remove.setVisible(bool(brand.logo))
        self.usual.setVisible(bool(brand.accent))
        shown = QPixmap(side, side)
        shown.fill(QColor(readable(brand.accent)) if brand.accent else self._theme.color("accent"))
        self.accent.setIcon(QIcon(shown))
        self.accent.setText(f" Colour {brand.accent}" if brand.accent else " Colour…")
        self._note.setText(_accent_note(brand.accent))


def _accent_note(accent: str) -> str:
    if not accent or contrast(accent, tint(accent)) >= READABLE:
        return "Kept for this client and used again. A logo can be dropped here."
    return f"{accent} is too pale to be read on white; {readable(accent)} is printed in its place."
