"""The list of assessments on the home screen: a model over stored summaries, and how a row is painted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import pixmap
from ui.theme import Theme

# Imported for annotations alone: the home screen is painted before actions and SQLAlchemy are loaded.
if TYPE_CHECKING:
    from ui.widgets.figure_view import FigurePainter
    from workbench.domain.listing import Listed

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 62
_COLUMNS = (
    (0.0, "Client and scope"),
    (0.235, "Progress by stage"),
    (0.425, "Maturity"),
    (0.59, "Last change"),
    (0.765, "Next step"),
)


def when(moment: dt.datetime | None, now: dt.datetime) -> str:
    """Say when something was changed, as people would today."""
    if moment is None:
        return "Never"
    local, today = moment.astimezone(), now.astimezone().date()
    if local.date() == today:
        return f"Today, {local:%H:%M}"
    if (today - local.date()).days < 200:
        return f"{local:%a} {local.day} {local:%b}"
    return f"{local.day} {local:%b %Y}"


class AssessmentList(QAbstractListModel):
    """The assessments that match the filter, last changed first."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Listed] = []
        self._shown: list[Listed] = []
        self._wanted = ""

    def show_rows(self, rows: list[Listed]) -> None:
        """Show other rows."""
        self._all = rows
        self._filter()

    def filter(self, text: str) -> None:
        """Keep the rows whose title or scope holds the text."""
        self._wanted = text.strip().casefold()
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [
            row
            for row in self._all
            if self._wanted in f"{row.assessment.title}\n{row.assessment.about}".casefold()
        ]
        self.endResetModel()

    def row(self, index: int) -> Listed:
        """One row."""
        return self._shown[index]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            figures = row.figures
            level = figures.get("level_name") or "no score yet"
            return f"{row.assessment.title}, {level}, {figures.get('answered', 0)} of {figures.get('asked', 0)} answered"
        return None


class AssessmentRow(QStyledItemDelegate):
    """Paints one assessment in one go: progress by stage, level, last change, next step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: FigurePainter | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(400, self._theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, AssessmentList)
        row, theme, box = model.row(index.row()), self._theme, QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("accent-t"))
            painter.fillRect(box.x(), box.y(), 2, box.height(), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        left = [
            box.x() + round(box.width() * share) + theme.px(10 if i == 0 else 0)
            for i, (share, _) in enumerate(_COLUMNS)
        ]
        widths = [
            b - a - theme.px(16) for a, b in zip(left, [*left[1:], box.right() - theme.px(24)], strict=True)
        ]
        figures = row.figures
        self._pair(painter, left[0], widths[0], box, row.assessment.title, _scope(row), strong=True)
        self._progress(painter, left[1], min(widths[1], theme.px(200)), box, figures)
        self._level(painter, left[2], widths[2], box, figures)
        now = dt.datetime.now(dt.UTC)
        self._pair(painter, left[3], widths[3], box, when(row.changed, now), row.what)
        self._pair(
            painter, left[4], widths[4], box, str(figures.get("next", "")), str(figures.get("why", ""))
        )
        size = theme.px(16)
        painter.drawPixmap(
            box.right() - size - 4, box.center().y() - size // 2, pixmap(theme, "chevron-right")
        )
        painter.restore()

    def _pair(
        self, painter: QPainter, x: int, width: int, box: QRect, first: str, second: str, strong: bool = False
    ) -> None:
        theme = self._theme
        half = box.height() // 2
        lines = (
            (first, theme.font(14 if strong else 13, 600 if strong else 400), "ink", -3),
            (second, theme.font(12), "ink3", 15),
        )
        for text, font, token, offset in lines:
            painter.setFont(font)
            painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(
                " ".join(text.split()), Qt.TextElideMode.ElideRight, width
            )
            painter.drawText(x, box.y() + half + theme.px(offset), shown)

    def _progress(self, painter: QPainter, x: int, width: int, box: QRect, figures: dict[str, Any]) -> None:
        theme, progress = self._theme, figures.get("progress", {})
        answered, asked = figures.get("answered", 0), figures.get("asked", 0)
        bar, gap, height = width - theme.px(48), 2, theme.px(6)
        total = sum(pair[1] for pair in progress.values()) or 1
        y = box.center().y() - height // 2
        at = float(x)
        for done, count in progress.values():
            length = max(2.0, (bar - gap * len(progress)) * count / total)
            painter.fillRect(round(at), y, round(length), height, theme.color("press"))
            if count and done:
                token = "ok" if done == count else "accent"
                painter.fillRect(
                    round(at), y, max(2, round(length * done / count)), height, theme.color(token)
                )
            at += length + gap
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("ink3" if answered == asked else "ink"))
        share = f"{100 * answered // asked}%" if asked else "–"
        painter.drawText(x + bar + theme.px(8), box.center().y() + theme.px(5), share)

    def _level(self, painter: QPainter, x: int, width: int, box: QRect, figures: dict[str, Any]) -> None:
        # Drawn only with rows, which come after the first paint.
        from ui.widgets.figure_view import FigurePainter
        from workbench.charts import glyphs

        if self._marks is None:
            self._marks = FigurePainter(self._theme)

        theme = self._theme
        painter.save()
        painter.translate(x, box.center().y() - theme.px(15))
        painter.scale(theme.scale, theme.scale)
        for mark in glyphs.staircase(0, 0, 30, figures.get("level") or 0):
            self._marks.paint_mark(painter, mark)
        painter.restore()
        level = figures.get("level_name")
        first = f"{level}, index {figures['index']}" if level else "No score yet"
        second = figures.get("scope") or (
            f"target {figures['target']}" if level and figures.get("target") else ""
        )
        if not level and not second:
            second = "half of the answers are needed"
        self._pair(painter, x + theme.px(52), width - theme.px(52), box, first, second)


def _scope(row: Listed) -> str:
    about = row.assessment.about
    return f"{about}, {row.assessment.state.label.lower()}" if about else row.assessment.state.label


def columns() -> tuple[tuple[float, str], ...]:
    """Where each column begins, as a share of the width, and its heading."""
    return _COLUMNS
