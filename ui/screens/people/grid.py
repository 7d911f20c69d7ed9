"""People by competences: one figure a cell, set by a click or a digit; the level it comes to; what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu

from ui.models.entries import Cell, Column, EntryModel, Index, text_cell
from ui.theme import Theme
from ui.widgets.entry_table import ROW_HEIGHT, EntryTable
from ui.widgets.parts import tip
from workbench.analysis import people as rules
from workbench.analysis.people import Placed
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.charts.measure import text_width, wrap
from workbench.charts.stakeholders import called
from workbench.charts.words import one_line
from workbench.domain.content import Competence, SkillLevel
from workbench.domain.talent import Talent
from workbench.domain.text import join_words, plural
from workbench.exchange import columns as tables

HIGH, NARROWEST, WIDEST = 50, 54, 92
NOT_NOTED = "Not noted"
_FILLS = ("sunk", "of1", "of2", "of3", "of4", "accent")
_BOX = 28.0


def at_words(placed: Placed) -> str:
    """The level somebody is placed at: 'at III Senior', or that it lies below the first."""
    return (
        f"at {placed.level.id} {placed.level.name}" if placed.level is not None else "below the first level"
    )


def missing_sentence(placed: Placed) -> str:
    """What the next level still asks for, as a sentence."""
    if placed.next is None:
        return "There is no level above it."
    if placed.needs_award:
        return f"For {placed.next.id} only the award is missing, and nobody applies for that."
    return f"Still missing for {missing_words(placed)}."


def missing_words(placed: Placed) -> str:
    """What the next level still asks for: 'IV: Advocacy 3 of 4, Leadership 1 of 3'."""
    if placed.next is None:
        return "Nothing above it"
    if placed.needs_award:
        return f"{placed.next.id}: only the award, which nobody applies for"
    steps = join_words([f"{one_line(each.name)} {has} of {wants}" for each, has, wants in placed.missing])
    award = ", and the award" if placed.next.award else ""
    return f"{placed.next.id}: {steps}{award}"


def figure_cell(value: int | None, wanted: int | None) -> Cell:
    """A figure on its ground, and beside it what the next level expects where that is more."""
    if value is None:
        none: list[Mark] = [Text(_BOX / 2, 4.5, "–", 12, color="ink3", anchor=Anchor.MIDDLE)]
        if wanted:
            none.append(Text(_BOX + 3, 4, f"→{wanted}", 10.5, 500, color="warn"))
        said = f"not noted; the next level expects {wanted}" if wanted else "not noted"
        return Cell(said, marks=tuple(none))
    fill = _FILLS[value]
    ink = "on-accent" if fill == "accent" else "ink" if value else "ink3"
    marks: list[Mark] = [
        Rect(0, -11, _BOX, 22, fill, "" if value else "line2", radius=4),
        Text(_BOX / 2, 4.5, str(value), 12.5, 600, color=ink, anchor=Anchor.MIDDLE),
    ]
    said = f"{value}, {rules.PROFICIENCY[value].lower()}"
    if wanted is not None and value < wanted:
        marks.append(Text(_BOX + 3, 4, f"→{wanted}", 10.5, 500, color="warn"))
        said = f"{said}; the next level expects {wanted}"
    return Cell(said, marks=tuple(marks))


def skill_columns(
    levels: Sequence[SkillLevel], competences: Sequence[Competence], names: Callable[[], bool]
) -> tuple[Column, ...]:
    """The columns of the grid for a pack; `names` says whether names may be seen."""

    def placed(each: Talent) -> Placed:
        return rules.place(levels, competences, each.competences, each.award)

    def figure(each: Talent, competence: Competence) -> Cell:
        above = placed(each).next if each.competences else None
        wanted = above.expected.get(competence.id, 0) if above is not None else None
        return figure_cell(each.competences.get(competence.id), wanted)

    def order(each: Talent) -> int:
        level = placed(each).level
        return [one.id for one in levels].index(level.id) if level is not None else -1

    def level(each: Talent) -> Cell:
        if not each.competences:
            return text_cell("–", "ink3")
        at = placed(each).level
        return text_cell(at.id if at is not None else "below", "ink" if at is not None else "ink2", 600)

    def missing(each: Talent) -> Cell:
        return text_cell(missing_words(placed(each)) if each.competences else "Not placed yet", "ink2")

    return (
        Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
        Column(
            "Role",
            0,
            lambda each: text_cell(called(each, names())),
            lambda each: called(each, names()).casefold(),
        ),
        *(
            Column(
                one_line(one.name),
                _width(one),
                lambda each, one=one: figure(each, one),
                lambda each, one=one: -each.competences.get(one.id, -1),
                edits=one.id,
            )
            for one in competences
        ),
        Column("Level", 60, level, lambda each: -order(each)),
        Column(
            "Missing for the next level",
            0,
            missing,
            lambda each: len(placed(each).missing) if each.competences else 99,
            least=1080,
        ),
    )


def _width(competence: Competence) -> int:
    """As wide as the longest word of its name, within reason; a figure and its arrow always fit."""
    longest = max((text_width(word, 11, 500) for word in competence.name.split()), default=0.0)
    return round(min(WIDEST, max(NARROWEST, longest + 14)))


def written(competences: Sequence[Competence]) -> dict[str, tables.Column]:
    """How the figure of each competence is read."""
    return {
        each.id: tables.step(each.id, one_line(each.name), rules.PROFICIENCY, low=0, high=5)
        for each in competences
    }


class SkillModel(EntryModel):
    """People whose cells are figures of competences."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            value = self.entry(index.row()).competences.get(self.columns[index.column()].edits)
            return "" if value is None else str(value)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return tip(self.columns[section].title)
        return super().headerData(section, orientation, role)


class WordyHead(QHeaderView):
    """Heads of columns on up to three lines; a name too long for that is in the tooltip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model, theme = self.model(), self._theme
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("line2"))
        painter.setFont(theme.font(11, 500))
        painter.setPen(theme.color("ink2"))
        room, scale = rect.width() - theme.px(11), theme.scale
        lines = wrap(text, room / scale, 11, 500, most=3)
        step = theme.px(13)
        base = rect.bottom() - theme.px(7) - step * (len(lines) - 1)
        for number, line in enumerate(lines):
            painter.drawText(rect.x() + theme.px(8), base + step * number, line)
        painter.restore()


class SkillTable(EntryTable):
    """The grid itself: `graded(person, competence, figure or None)` by a digit, by Del, or from the menu of a cell."""

    graded = Signal(str, str, object)

    def __init__(self, theme: Theme, model: SkillModel, name: str) -> None:
        super().__init__(theme, model, name)
        self.setAccessibleDescription(
            "Arrow keys go from cell to cell; 0 to 5 set a figure, Del takes it away, Enter shows what the figures mean."
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        head = WordyHead(theme)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(20)
        head.sectionClicked.connect(self._on_head)
        self.setHorizontalHeader(head)
        head.show()
        self._fit()

    def title_column(self) -> int:
        return 1

    def competence_at(self, index: QModelIndex) -> str:
        """The competence of a cell, '' beside the figures."""
        known = index.isValid() and self.entries.table_column(index.column()) is not None
        return self.entries.columns[index.column()].edits if known else ""

    def _fit(self) -> None:
        super()._fit()
        self.horizontalHeader().setFixedHeight(self._theme.px(HIGH))
        self._fit_widths()

    def _fit_widths(self) -> None:
        """Let the figures give way where not all columns fit beside the role."""
        px = self._theme.px
        cells = [i for i, each in enumerate(self.entries.columns) if each.edits]
        wanted = [px(self.entries.columns[i].width) for i in cells]
        room = self.width() - px(46 + 60 + 130)
        squeeze = min(1.0, room / max(1, sum(wanted))) if self.width() > px(200) else 1.0
        for i, wide in zip(cells, wanted, strict=True):
            self.horizontalHeader().setSectionResizeMode(i, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(i, max(px(38), int(wide * squeeze)))

    def _fit_height(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(HIGH) + px(ROW_HEIGHT) * self.entries.rowCount() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_widths()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.competence_at(index):
            self._pop(index)

    def edit_cell(self) -> None:
        index = self.currentIndex()
        if self.competence_at(index):
            self._pop(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, text = self.currentIndex(), event.text()
        competence = self.competence_at(index)
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if competence and plain and text in ("0", "1", "2", "3", "4", "5"):
            self._grade(index, int(text))
        elif competence and plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Minus):
            self._grade(index, None)
        elif competence and plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pop(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            # A person is taken away in the list, where it is seen what goes with them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _grade(self, index: QModelIndex, value: int | None) -> None:
        self.graded.emit(self.entries.entry(index.row()).id, self.competence_at(index), value)

    def menu(self, index: QModelIndex) -> QMenu:
        """The figures with their words, the one noted marked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        person, competence = self.entries.entry(index.row()).id, self.competence_at(index)
        now = self.entries.entry(index.row()).competences.get(competence)
        menu.setAccessibleName(self.entries.columns[index.column()].title)
        for value, words in (*enumerate(rules.PROFICIENCY), (None, NOT_NOTED)):
            action = menu.addAction(words if value is None else f"{value}   {words}")
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(
                lambda _on=False, value=value: self.graded.emit(person, competence, value)
            )
        return menu

    def _pop(self, index: QModelIndex) -> None:
        box = self.visualRect(index)
        self.menu(index).popup(self.viewport().mapToGlobal(QPoint(box.left(), box.bottom() + 1)))


def count_words(people: Sequence[Talent]) -> str:
    """How many people have competences noted."""
    noted = sum(1 for each in people if each.competences)
    return f"{noted:,} of {plural(len(people), 'person', 'people')} noted"
