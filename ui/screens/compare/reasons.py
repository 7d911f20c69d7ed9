"""What moved and why: a capability at a time, with the answers that moved and the actions that ended in between."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, boxed, clear, column, label, row, rule, section
from workbench.actions.moments import Looked
from workbench.analysis.compare import AnswerShift, Direction, Shift
from workbench.charts.slope import moved_tenths, signed
from workbench.charts.words import one_decimal, one_line
from workbench.domain.text import plural, short

FEW = 6
_MOST_ANSWERS = 3


class Reasons(QWidget):
    """The furthest moves first, and everything that got worse; `question` and `action` ask for one."""

    question = Signal(str)
    action = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._looked: Looked | None = None
        self._selected = ""
        self._whole = False
        self._all = Button(theme, "All", self._on_all, look="link")
        self._rows = column(spacing=8)
        layout = column(section("What moved and why", "", self._all), spacing=8)
        layout.addLayout(self._rows)
        self.setLayout(layout)

    def show_looked(self, looked: Looked, selected: str = "") -> None:
        """Show the reasons; the selected capability alone where one is."""
        self._looked, self._selected = looked, selected
        self._fill()

    def _on_all(self) -> None:
        self._whole, self._selected = not self._whole or bool(self._selected), ""
        self._fill()

    def _listed(self) -> list[Shift]:
        assert self._looked is not None
        found = self._looked.found
        if self._selected:
            return [each for each in found.capabilities if each.id == self._selected]
        moved = [
            each
            for each in found.capabilities
            if each.direction in (Direction.ROSE, Direction.FELL) or each.worse
        ]
        moved.sort(key=lambda each: -abs(moved_tenths(each)))
        if self._whole:
            return moved
        worse = [each for each in found.worse if each.direction is not Direction.UNKNOWN]
        first = [each for each in moved if each not in worse][: max(0, FEW - len(worse))]
        return first + worse

    def _fill(self) -> None:
        clear(self._rows)
        listed = self._listed()
        assert self._looked is not None
        moved = sum(1 for each in self._looked.found.capabilities if each.direction is not Direction.UNKNOWN)
        few = "The furthest moves" if self._whole and not self._selected else f"All {moved}"
        self._all.setText(few)
        self._all.setVisible(bool(self._selected) or moved > FEW)
        for each in listed:
            self._rows.addWidget(self._line(each))
            self._rows.addWidget(rule("hairline"))
        if not listed:
            self._rows.addWidget(label("Nothing moved between these two moments.", "muted", wrap=True))

    def _line(self, shift: Shift) -> QWidget:
        theme, looked = self._theme, self._looked
        assert looked is not None
        look = {Direction.ROSE: "ok", Direction.FELL: "bad"}.get(shift.direction, "muted")
        if shift.worse and look == "ok":
            # The index rose a little, and yet the level fell.
            look = "warn"
        known = shift.direction is not Direction.UNKNOWN
        figure = label(signed(moved_tenths(shift)) if known else "–", look)
        figure.setFont(theme.font(17, 600))
        figure.setFixedWidth(theme.px(56))
        words = column(label(shift.name, "strong", wrap=True), spacing=2)
        levels = _levels(shift, looked)
        if levels:
            words.addWidget(label(levels, "second", wrap=True))
        answers = looked.found.answers.get(shift.id, ())
        for each in answers[:_MOST_ANSWERS]:
            said = _answer_words(each)
            name = each.question.id
            words.addLayout(
                row(LinkButton(theme, said, lambda name=name: self.question.emit(name), said), None)
            )
        if len(answers) > _MOST_ANSWERS:
            words.addWidget(label(f"and {plural(len(answers) - _MOST_ANSWERS, 'more question')}", "caption"))
        for action in looked.found.actions:
            if action.capability == shift.id:
                said = f"Done since: {action.code} {one_line(action.title)}"
                go = LinkButton(theme, said, lambda key=action.id: self.action.emit(key), said)
                words.addLayout(row(go, None))
        if not answers:
            words.addWidget(label(_quiet(shift), "caption", wrap=True))
        line = row(spacing=8)
        line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return boxed(line)


def _levels(shift: Shift, looked: Looked) -> str:
    """'Initial, now Managed'; '' where the level is the same."""
    if shift.level_before is None or shift.level_after is None or not shift.level:
        return ""
    pack = looked.after.pack
    return f"{pack.level_name(shift.level_before)}, now {pack.level_name(shift.level_after)}"


def _answer_words(shift: AnswerShift) -> str:
    """'2.0 → 3.0  OBS-2 What happens with noisy alerts?'."""
    said = f"{shift.question.id} {short(shift.question.ask, 60)}"
    if shift.applicable_before != shift.applicable_after:
        return f"{'Applies now' if shift.applicable_after else 'Applies no more'}: {said}"
    # The figures first: what is cut where there is no room are words.
    figures = f"{one_decimal(shift.index_before, 'no value')} → {one_decimal(shift.index_after, 'no value')}"
    return f"{figures}  {said}"


def _quiet(shift: Shift) -> str:
    return "Not rated at both moments." if shift.direction is Direction.UNKNOWN else "No answer moved."
