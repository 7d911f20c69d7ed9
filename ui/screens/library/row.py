"""One line of the library's contents, painted: how deep it stands, its name, and how much is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeWidget,
)

from ui.icons import pixmap
from ui.screens.library.nodes import Node
from ui.theme import MONO, Theme
from ui.widgets.parts import as_plain

Index = QModelIndex | QPersistentModelIndex
NODE = Qt.ItemDataRole.UserRole
ROW_HEIGHT, STEP, LONGEST = 29, 18, 300


class ContentsRow(QStyledItemDelegate):
    """Paints one line: how deep it stands, its name, and how much is in it."""

    def __init__(self, theme: Theme, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        node: Node = index.data(NODE)
        box = QRect(px(8), option.rect.y(), self._tree.viewport().width() - px(16), option.rect.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            self._paint_chosen(painter, box)
        depth = 0
        above = node.parent
        while above is not None:
            depth, above = depth + 1, above.parent
        left = box.x() + px(8 + STEP * depth)
        if node.children:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            name = "chevron-down" if opened else "chevron-right"
            painter.drawPixmap(left, box.center().y() - px(7), pixmap(theme, name, "ink2", 14))
            left += px(STEP)
        elif depth == 0:
            left += px(STEP)
        right = box.right() - px(8)
        if node.gap:
            painter.drawPixmap(
                right - px(14), box.center().y() - px(7), pixmap(theme, "triangle-alert", "bad", 14)
            )
            right -= px(20)
        elif node.children or depth == 0:
            right = self._words(painter, box, left, right, f"{node.leaves:,}", "ink3", (12, 400, ""), True)
        if node.code:
            left = self._words(painter, box, left, right, node.code, "ink3", (11, 400, MONO), False)
        weight = 600 if chosen else 500 if depth == 0 else 400
        painter.setFont(theme.font(13, weight))
        empty = depth == 0 and not node.children
        painter.setPen(theme.color("accent" if chosen else "ink3" if empty else "ink"))
        room = max(0, right - left)
        text = painter.fontMetrics().elidedText(node.title[:LONGEST], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.y(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_chosen(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent-t"))
        painter.drawRoundedRect(QRectF(box), 6, 6)
        if self._tree.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)

    def _words(
        self,
        painter: QPainter,
        box: QRect,
        left: int,
        right: int,
        text: str,
        token: str,
        font: tuple[int, int, str],
        at_end: bool,
    ) -> int:
        """Write a few words at one end; gives where the room that is left ends or begins."""
        size, weight, family = font
        painter.setFont(self._theme.font(size, weight, *([family] if family else [])))
        painter.setPen(self._theme.color(token))
        # A code must leave room for the words it stands for.
        most = right - left if at_end else (right - left) // 2
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, most)
        width = painter.fontMetrics().horizontalAdvance(text)
        x = right - width if at_end else left
        painter.drawText(QRect(x, box.y(), width + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        gap = self._theme.px(8)
        return x - gap if at_end else x + width + gap

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        node: Node = index.data(NODE)
        words = f"{node.code}  {node.title}" if node.code else node.title
        QToolTip.showText(event.globalPos(), as_plain(words[:LONGEST]), view)
        return True
