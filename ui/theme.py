"""Colours, type and space as the design's tokens give them, and the style sheet made from them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QJsonDocument, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources

SANS, SERIF, MONO = "Workbench Sans", "Workbench Serif", "Workbench Mono"
_FIRST_FONTS = ("WorkbenchSans-Regular", "WorkbenchSans-Medium", "WorkbenchSans-SemiBold")
_SECOND_FONTS = ("WorkbenchSerif-Regular", "WorkbenchSerif-SemiBold", "WorkbenchMono-Regular")
_LATER_FONTS = (
    "WorkbenchSerif-Medium",
    "WorkbenchMono-Medium",
    "NotoSans-Regular",
    "DejaVuSans",
    "NotoSansThai-Regular",
    "NotoSansKR-Regular",
    "NotoSansSC-Regular",
)
_FALLBACKS = ["Noto Sans", "DejaVu Sans", "Noto Sans Thai", "Noto Sans KR", "Noto Sans SC"]
_WEIGHTS = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}


def resource(*parts: str) -> Path:
    """The path of something that comes with the program."""
    # Not importlib.resources: importing it takes a tenth of the time to the first paint.
    return Path(str(resources.__file__)).parent.joinpath(*parts)


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"{name}.ttf")))


class Theme(QObject):
    """The look of the program: one of two sets of tokens, at one text size; `changed` when either moves."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.scale = scale
        self._sets = {
            # Qt reads JSON, too, and is here already.
            name: QJsonDocument.fromJson(resource("themes", f"{name}.json").read_bytes()).toVariant()
            for name in ("light", "dark")
        }
        _load(_FIRST_FONTS)
        for family in (SANS, SERIF, MONO):
            QFont.insertSubstitutions(family, _FALLBACKS)
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def load_second_fonts(self) -> None:
        """Load the fonts of findings and keys, which nothing painted first needs."""
        _load(_SECOND_FONTS)

    def load_later_fonts(self) -> None:
        """Load the fonts other scripts need; they are large, so this comes after the first paint."""
        _load(_LATER_FONTS)

    @property
    def dark(self) -> bool:
        """Whether the dark set is in use."""
        if self._choice == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    @property
    def choice(self) -> str:
        """What the user chose: 'system', 'light' or 'dark'."""
        return self._choice

    def choose(self, choice: str, scale: float | None = None) -> None:
        """Change the look; every window follows at once."""
        self._choice = choice
        if scale is not None:
            self.scale = max(1.0, min(1.5, scale))
        self._apply()
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """The colour of a token."""
        return QColor(self._sets["dark" if self.dark else "light"][token])

    def name(self, token: str) -> str:
        """The colour of a token as a style sheet writes it."""
        color = self.color(token)
        if color.alpha() == 255:
            return color.name()
        return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"

    def px(self, size: float) -> int:
        """A length at the current text size."""
        return round(size * self.scale)

    def font(self, size: float = 13, weight: int = 400, family: str = SANS) -> QFont:
        """A font of the design, sized in pixels at 100 per cent."""
        font = QFont(family)
        font.setPixelSize(max(1, self.px(size)))
        font.setWeight(_WEIGHTS[weight])
        return font

    def _on_system_changed(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "surface",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "sunk",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on-accent",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.PlaceholderText: "ink3",
            QPalette.ColorRole.Link: "accent",
        }
        for role, token in roles.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        self._app.setPalette(palette)
        self._app.setFont(self.font())
        self._app.setStyleSheet(self._style_sheet())

    def _style_sheet(self) -> str:
        text = resource("themes", "style.qss").read_text(encoding="utf-8")
        tokens = self._sets["dark" if self.dark else "light"]
        # Longest names first, so that '@ink2' is not read as '@ink' and a 2.
        for token in sorted(tokens, key=len, reverse=True):
            text = text.replace(f"@{token};", f"{self.name(token)};").replace(
                f"@{token} ", f"{self.name(token)} "
            )
        check = resource("icons", f"check-{'dark' if self.dark else 'light'}.svg").as_posix()
        arrow = resource("icons", f"arrow-{'dark' if self.dark else 'light'}.svg").as_posix()
        text = text.replace("@check-icon", check).replace("@arrow-icon", arrow)
        parts = text.split("~")
        # '~13~' is a length that follows the text size.
        for i in range(1, len(parts), 2):
            parts[i] = f"{self.px(float(parts[i]))}px"
        return "".join(parts)
