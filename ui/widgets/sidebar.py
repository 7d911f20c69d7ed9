"""The sidebar: where one is, where one can go, and how much waits there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.parts import clear, column, label, scrolled
from ui.widgets.parts import tip as plain_tip

WIDE, MEDIUM, RAIL = 220, 200, 56


class NavItem(QAbstractButton):
    """One line of the sidebar: an icon, a name and a count; only the icon in the rail."""

    def __init__(self, theme: Theme, key: str, icon_name: str, text: str, tip: str = "") -> None:
        super().__init__()
        self._theme, self.key, self._icon = theme, key, icon_name
        self._count = ""
        self._tip = tip
        self.rail = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(tip))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_count(self, count: str) -> None:
        """Show how much waits there."""
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}".strip())
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the icon alone."""
        self.rail = rail
        self.setToolTip(plain_tip(self.text() if rail else self._tip))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(RAIL), self._theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 0.5, -1, -0.5)
        if self.isChecked():
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color("surface"))
            painter.drawRoundedRect(box, 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inset = theme.px(8)
        if self._icon:
            picture = pixmap(theme, self._icon, "accent" if self.isChecked() else "ink2")
            size = theme.px(16)
            left = (self.width() - size) // 2 if self.rail else inset
            painter.drawPixmap(left, (self.height() - size) // 2, picture)
            inset += theme.px(26)
        if not self.rail:
            self._words(painter, inset)
        painter.end()

    def _words(self, painter: QPainter, left: int) -> None:
        theme = self._theme
        right = self.width() - theme.px(10)
        if self._count:
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("ink3"))
            width = painter.fontMetrics().horizontalAdvance(self._count)
            painter.drawText(
                right - width, 0, width, self.height(), Qt.AlignmentFlag.AlignVCenter, self._count
            )
            right -= width + theme.px(8)
        painter.setFont(theme.font(13, 600 if self.isChecked() else 400))
        painter.setPen(theme.color("ink" if self.isChecked() else "ink2"))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(left, 0, right - left, self.height(), Qt.AlignmentFlag.AlignVCenter, text)

    def enterEvent(self, event: object) -> None:
        self.update()
        super().enterEvent(event)  # type: ignore[arg-type]

    def leaveEvent(self, event: object) -> None:
        self.update()
        super().leaveEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Brand(QWidget):
    """The staircase, and beside it what is open: the program, or client and assessment."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title, self._note = "SRE Workbench", "Everything stays on this laptop"
        self.rail = False
        self.setFixedHeight(theme.px(52))
        theme.changed.connect(self.update)

    def show_words(self, title: str, note: str) -> None:
        """Say what is open."""
        self._title, self._note = title, note
        self.setAccessibleName(f"{title}, {note}")
        self.setToolTip("")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = theme.scale
        left = (self.width() - 22 * unit) / 2 if self.rail else 8 * unit
        bottom = self.height() / 2 + 10 * unit
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(5):
            height = (5 + 4 * i) * unit
            painter.setBrush(theme.color(f"m{i + 1}"))
            painter.drawRect(QRectF(left + i * 4.4 * unit, bottom - height, 4 * unit, height))
        if not self.rail:
            x = theme.px(40)
            width = self.width() - x - 4
            painter.setFont(theme.font(13, 600))
            painter.setPen(theme.color("ink"))
            metrics = painter.fontMetrics()
            painter.drawText(
                x,
                self.height() // 2 - theme.px(3),
                metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, width),
            )
            painter.setFont(theme.font(11))
            painter.setPen(theme.color("ink3"))
            metrics = painter.fontMetrics()
            painter.drawText(
                x,
                self.height() // 2 + theme.px(12),
                metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, width),
            )
        painter.end()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()


class Sidebar(QFrame):
    """The whole sidebar; `chosen` names the key of the item pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme = theme
        self._rail = False
        self.items: dict[str, NavItem] = {}
        self._heads: list[QWidget] = []
        self.brand = Brand(theme)
        self._main = QVBoxLayout()
        self._main.setSpacing(1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(1)
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(0)
        layout.addWidget(self.brand)
        # On a low window, or with large text, the places scroll and the foot stays.
        places = QWidget()
        places.setObjectName("sidebar-places")
        inside = column(spacing=0)
        inside.addLayout(self._main)
        inside.addStretch(1)
        places.setLayout(inside)
        self._area = scrolled(places)
        self._area.setObjectName("sidebar-area")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._foot)

    def show_items(
        self, groups: list[tuple[str, list[tuple[str, str, str]]]], foot: list[tuple[str, str, str]]
    ) -> None:
        """Fill the sidebar: groups of (key, icon, text) under a heading, and what stands at its foot."""
        clear(self._main)
        clear(self._foot)
        self.items.clear()
        self._heads.clear()
        for heading, items in groups:
            if heading:
                head = label(heading, "label")
                head.setContentsMargins(8, 8, 0, 2)
                self._heads.append(head)
                self._main.addWidget(head)
                head.setVisible(not self._rail)
            for key, icon_name, text in items:
                self._main.addWidget(self._item(key, icon_name, text))
        for key, icon_name, text in foot:
            self._foot.addWidget(self._item(key, icon_name, text))

    def _item(self, key: str, icon_name: str, text: str) -> NavItem:
        item = NavItem(self._theme, key, icon_name, text)
        item.set_rail(self._rail)
        item.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self.items[key] = item
        return item

    def mark(self, key: str) -> None:
        """Mark where one is."""
        for name, item in self.items.items():
            item.setChecked(name == key)
            if name == key and self._area.isAncestorOf(item):
                self._area.ensureWidgetVisible(item, 0, 4)

    def fit(self, window_width: int, rail: bool) -> None:
        """Take the width the design gives, or become a rail of icons."""
        self._rail = rail
        width = RAIL if rail else WIDE if window_width >= 1400 else MEDIUM
        self.setFixedWidth(self._theme.px(width))
        self.brand.rail = rail
        self._lines.setContentsMargins(8 if rail else 10, 8, 8 if rail else 10, 10)
        for item in self.items.values():
            item.set_rail(rail)
        for head in self._heads:
            head.setVisible(not rail)
        self.brand.update()
