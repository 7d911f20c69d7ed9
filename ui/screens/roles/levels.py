"""The skill levels: how many people each needs, how many are placed there, and the difference in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.screens.roles.count_box import CountBox
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, label, row, rule, set_look
from workbench.analysis.people import LevelCount, Placing
from workbench.charts.words import one_line
from workbench.domain.content import Pack, SkillLevel
from workbench.domain.text import plural

HEADS = ("", "Level", "", "Needed", "Placed", "Difference", "")


def difference_words(each: LevelCount) -> tuple[str, str]:
    """How a level stands in words, and the look of them."""
    if not each.needed and not each.placed:
        return "–", "muted"
    if each.difference == 0:
        return "as needed", "ok"
    if each.difference < 0:
        return f"{-each.difference} short", "warn"
    if not each.needed:
        return f"{len(each.placed)} here, none needed", "muted"
    return f"{each.difference} more than needed", "muted"


def rest_words(found: Placing) -> str:
    """Whoever is at no level, in one line."""
    parts: list[str] = []
    if found.below:
        parts.append(f"{plural(len(found.below), 'person is', 'people are')} placed below the first level")
    if found.open:
        parts.append(
            f"{plural(len(found.open), 'person is', 'people are')} not placed, for want of any figure"
        )
    return f"{'; '.join(parts)}." if parts else ""


class Levels(QWidget):
    """The table: `needed(level, count)`, `placed(level)` to see who, `sheet(level)` for an interview."""

    needed = Signal(str, int)
    placed = Signal(str)
    sheet = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pack: Pack | None = None
        self.counts: dict[str, CountBox] = {}
        self._placed: dict[str, Button] = {}
        self._nobody: dict[str, QLabel] = {}
        self._said: dict[str, QLabel] = {}
        self._holder = QWidget()
        self._layout = column(self._holder, spacing=6)
        self.rest = label("", "second", wrap=True)
        self._layout.addWidget(self.rest)
        self.setLayout(self._layout)

    def show_levels(self, pack: Pack, found: Placing) -> None:
        """Show every level of a content pack."""
        if self._pack is not pack:
            self._pack = pack
            self._make(pack.skill_levels)
        for each in found.levels:
            key, count = each.level.id, len(each.placed)
            self.counts[key].show_value(each.needed)
            link = self._placed[key]
            link.setText(str(count))
            link.setVisible(count > 0)
            self._nobody[key].setVisible(not count)
            link.setAccessibleName(f"{plural(count, 'person', 'people')} placed at {key}")
            link.setToolTip("Show who")
            words, look = difference_words(each)
            self._said[key].setText(words)
            set_look(self._said[key], look)
        self.rest.setText(rest_words(found))
        self.rest.setVisible(bool(self.rest.text()))

    def _make(self, levels: Sequence[SkillLevel]) -> None:
        theme = self._theme
        self.counts.clear()
        self._placed.clear()
        self._said.clear()
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(4))
        middle, centre = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter
        for at, words in enumerate(HEADS):
            if words:
                grid.addWidget(label(words, "label"), 0, at, centre if words == "Needed" else middle)
        for number, each in enumerate(levels):
            line = 1 + number * 2
            grid.addWidget(rule("hairline"), line, 0, 1, len(HEADS))
            name = f"{each.id} {one_line(each.name)}"
            count = CountBox(theme, f"People needed at {name}")
            count.given.connect(lambda value, key=each.id: self.needed.emit(key, value))
            link = Button(theme, "", lambda key=each.id: self.placed.emit(key), look="link")
            nobody = self._nobody[each.id] = label("–", "muted")
            holds = boxed(row(link, nobody, None, spacing=0))
            said = label("")
            sheet = Button(theme, "Interview sheet…", lambda key=each.id: self.sheet.emit(key), look="link")
            sheet.setAccessibleName(f"Interview sheet for {name}")
            self.counts[each.id], self._placed[each.id], self._said[each.id] = count, link, said
            grid.addWidget(label(each.id, "strong"), line + 1, 0, middle)
            grid.addWidget(label(one_line(each.name), "medium"), line + 1, 1, middle)
            grid.addWidget(label(each.text, "second", wrap=True), line + 1, 2)
            for at, widget in enumerate((count, holds, said, sheet), 3):
                grid.addWidget(widget, line + 1, at, middle)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(5, theme.px(120))
        holder.setLayout(grid)
        self._layout.replaceWidget(self._holder, holder)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = holder
