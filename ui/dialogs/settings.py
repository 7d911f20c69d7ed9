"""How the program looks and works."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui import settings as known
from ui.dialogs.base import Dialog
from ui.session import Session
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.parts import label
from workbench.storage import places

SIZES = (1.0, 1.1, 1.25, 1.5)
LOCKS = (0, 5, 10, 15, 30, 60)
"""Minutes after which a protected workspace is locked, 0 for never."""


class SettingsDialog(Dialog):
    """Every setting; each takes effect at once."""

    def __init__(self, settings: Settings, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Settings", parent)
        self._settings, self._session = settings, session
        self.head("Settings")
        self.look = QComboBox()
        for choice, text in (("system", "As the system says"), ("light", "Light"), ("dark", "Dark")):
            self.look.addItem(text, choice)
        self.look.setCurrentIndex(max(0, self.look.findData(theme.choice)))
        self.text_size = QComboBox()
        for size in SIZES:
            self.text_size.addItem(f"{size:.0%}", size)
        nearest = min(range(len(SIZES)), key=lambda i: abs(SIZES[i] - theme.scale))
        self.text_size.setCurrentIndex(nearest)
        self.who = QLineEdit(settings.get(known.WHO))
        self.who.setPlaceholderText("Such as 'Facilitator'")
        self.keys = QCheckBox("Answer with single keys (1 to 5, 0, D, N, E, W and others)")
        self.keys.setChecked(settings.get(known.SINGLE_KEYS))
        self.lock_after = QComboBox()
        chosen = settings.get(known.LOCK_AFTER)
        for minutes in sorted({*LOCKS, max(0, chosen)}):
            self.lock_after.addItem(f"{minutes} minutes" if minutes else "Never", minutes)
        self.lock_after.setCurrentIndex(max(0, self.lock_after.findData(chosen)))
        self.field("Look", self.look)
        self.field("Text size", self.text_size)
        self.field(
            "Who is at the keyboard", self.who, "Written into the history beside each change. A role will do."
        )
        self.field(
            "Lock a protected workspace",
            self.lock_after,
            "After so long without a key or the mouse, in any window of the program. What was typed is saved first.",
        )
        self.body.addSpacing(8)
        self.body.addWidget(self.keys)
        self.body.addWidget(label("Single keys change when an assessment is opened next.", "caption"))
        self.titles = QCheckBox("Name client and assessment in the window's title")
        self.titles.setChecked(settings.get(known.TITLES))
        self.body.addWidget(self.titles)
        self.body.addWidget(
            label(
                "Others see it while the screen is shared. Without it the file's name stands there.",
                "caption",
            )
        )
        self.body.addSpacing(8)
        self.body.addWidget(label(f"Workspaces: {places.workspace_folder()}", "muted", wrap=True))
        self.body.addWidget(label(f"The program's own folder: {places.data_folder()}", "muted", wrap=True))
        self.look.currentIndexChanged.connect(lambda _i: self._apply_look())
        self.text_size.currentIndexChanged.connect(lambda _i: self._apply_look())
        self.lock_after.currentIndexChanged.connect(
            lambda _i: settings.set(known.LOCK_AFTER, self.lock_after.currentData())
        )
        self.keys.toggled.connect(lambda on: settings.set(known.SINGLE_KEYS, on))
        self.titles.toggled.connect(lambda on: settings.set(known.TITLES, on))
        self.who.editingFinished.connect(self._apply_who)

    def _apply_look(self) -> None:
        self.theme.choose(self.look.currentData(), self.text_size.currentData())
        self._settings.set(known.THEME, self.theme.choice)
        self._settings.set(known.TEXT_SIZE, self.theme.scale)

    def _apply_who(self) -> None:
        self._session.who = self.who.text().strip()
        self._settings.set(known.WHO, self._session.who)

    def done(self, result: int) -> None:
        self._apply_who()
        super().done(result)
