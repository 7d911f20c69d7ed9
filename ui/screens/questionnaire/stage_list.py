"""The list of stages and capabilities beside the question: where one is, what is done, what is open."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from ui.icons import pixmap
from ui.screens.questionnaire.voice import Voice
from ui.theme import MONO, Theme
from ui.widgets.parts import column, label, row
from ui.widgets.segmented import Segmented

KEY, DONE, ASKED, MARK = (Qt.ItemDataRole.UserRole + i for i in range(4))


class _Row(QStyledItemDelegate):
    """Paints a stage, or a capability with its ring."""

    def __init__(self, theme: Theme, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self._theme.px(29 if index.data(MARK) is None else 32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        box = QRect(px(12), option.rect.y(), self._tree.viewport().width() - px(24), option.rect.height())
        mark, done, asked = index.data(MARK), index.data(DONE), index.data(ASKED)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent-t"))
            painter.drawRoundedRect(QRectF(box), 6, 6)
            if self._tree.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        left = box.x() + px(8)
        if mark is not None:
            name = (
                "chevron-down"
                if self._tree.isExpanded(self._tree.indexFromItem(self._tree.itemFromIndex(index)))
                else "chevron-right"
            )
            painter.drawPixmap(left, box.center().y() - px(7), pixmap(theme, name, "ink2", 14))
            painter.setFont(theme.font(12, 400, MONO))
            painter.setPen(theme.color("ink3"))
            painter.drawText(
                QRect(left + px(22), box.y(), px(16), box.height()), Qt.AlignmentFlag.AlignVCenter, mark
            )
            left += px(40)
        else:
            self._ring(painter, left + px(22), box.center().y(), done, asked)
            left += px(40)
        count = f"{done}/{asked}"
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("accent" if chosen else "ink3"))
        width = painter.fontMetrics().horizontalAdvance(count)
        right = box.right() - px(8)
        painter.drawText(
            QRect(right - width, box.y(), width, box.height()), Qt.AlignmentFlag.AlignVCenter, count
        )
        painter.setFont(theme.font(13, 600 if chosen else 500 if mark is not None else 400))
        painter.setPen(theme.color("accent" if chosen else "ink"))
        room = right - width - px(8) - left
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.y(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _ring(self, painter: QPainter, x: float, y: float, done: int, asked: int) -> None:
        theme, px = self._theme, self._theme.px
        if asked and done >= asked:
            painter.drawPixmap(round(x - px(7)), round(y - px(7)), pixmap(theme, "circle-check", "ok", 14))
            return
        radius = px(6)
        box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("line2"), 2))
        painter.drawEllipse(box)
        if done and asked:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawArc(box, 90 * 16, -math.floor(360 * 16 * done / asked))


class StageList(QFrame):
    """Stages with their capabilities; `chosen` names the capability to go to."""

    chosen = Signal(str)
    filtered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("stages")
        self._theme = theme
        self._quiet = False
        self._have: list[tuple[str, list[str]]] = []
        self._tops: dict[str, QTreeWidgetItem] = {}
        self._children: dict[str, QTreeWidgetItem] = {}
        self._title = label("Questionnaire", "section")
        self._count = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Questions answered")
        self.filter = Segmented(theme, [("all", "All"), ("open", "Open")], "Which questions")
        self.filter.take("all")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(0)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(False)
        self.tree.setItemDelegate(_Row(theme, self.tree))
        self.tree.setAccessibleName("Stages and capabilities")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setStyleSheet("background: transparent;")
        foot = row(
            label("Jump to any question with", "muted"), label("Ctrl G", "key"), None, margins=(20, 8, 20, 12)
        )
        head = column(spacing=10, margins=(20, 18, 20, 8))
        head.addLayout(row(self._title, None, self._count))
        head.addWidget(self._bar)
        head.addWidget(self.filter)
        layout = column(spacing=0)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)
        self.setLayout(layout)
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.itemClicked.connect(self._on_clicked)
        self.filter.chosen.connect(self.filtered)

    def show_progress(self, voice: Voice, current: str) -> None:
        """Show what a voice has answered, with the current capability marked."""
        self._quiet = True
        asked = voice.asked()
        done = {question.id for question in asked if voice.given(question)}
        per: dict[str, tuple[int, int]] = {}
        for question in asked:
            had, of = per.get(question.capability, (0, 0))
            per[question.capability] = (had + int(question.id in done), of + 1)
        self._count.setText(f"{len(done)} of {len(asked)}")
        self._bar.setRange(0, max(1, len(asked)))
        self._bar.setValue(len(done))
        self.filter.show_choices([("all", "All"), ("open", f"Open {len(asked) - len(done)}")])
        self._fill(voice, per, current)
        self._quiet = False

    def _fill(self, voice: Voice, per: dict[str, tuple[int, int]], current: str) -> None:
        pack = voice.book.pack
        opened = pack.by_capability[current].area if current else ""
        wanted: list[tuple[str, list[str]]] = []
        for area in pack.areas:
            names = [each.id for each in pack.in_area(area.id) if each.id in per]
            if names:
                wanted.append((area.id, names))
        if wanted != self._have:
            self._have = wanted
            self._make_items(voice, wanted)
        for area_id, names in wanted:
            top = self._tops[area_id]
            top.setData(0, DONE, sum(per[name][0] for name in names))
            top.setData(0, ASKED, sum(per[name][1] for name in names))
            if area_id == opened:
                top.setExpanded(True)
            for name in names:
                child = self._children[name]
                child.setData(0, DONE, per[name][0])
                child.setData(0, ASKED, per[name][1])
                if name == current:
                    self.tree.setCurrentItem(child)
        self.tree.viewport().update()

    def _make_items(self, voice: Voice, wanted: list[tuple[str, list[str]]]) -> None:
        pack = voice.book.pack
        self.tree.clear()
        self._tops.clear()
        self._children.clear()
        for area_id, names in wanted:
            area = pack.by_area[area_id]
            top = QTreeWidgetItem([area.name])
            top.setData(0, KEY, area_id)
            top.setData(0, MARK, area.mark)
            self.tree.addTopLevelItem(top)
            self._tops[area_id] = top
            for name in names:
                child = QTreeWidgetItem([pack.by_capability[name].name])
                child.setData(0, KEY, name)
                top.addChild(child)
                self._children[name] = child

    def _on_current(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None and not self._quiet and item.data(0, MARK) is None:
            self.chosen.emit(item.data(0, KEY))

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        if item.data(0, MARK) is not None:
            item.setExpanded(not item.isExpanded())
