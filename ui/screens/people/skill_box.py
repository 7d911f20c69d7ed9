"""One person's competences in the side panel: each step with what the next level expects, and where that places them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from ui.screens.people.grid import at_words, missing_sentence
from ui.theme import Theme
from ui.widgets.fields_steps import StepControl
from ui.widgets.parts import boxed, clear, column, label, row, rule, set_look, tip
from workbench.analysis import people as rules
from workbench.charts.words import one_line
from workbench.domain.content import Pack
from workbench.domain.talent import Talent


class SkillBox(QWidget):
    """`graded(competence, figure or None)` when a step is taken, `awarded(on)` for the level that is given."""

    graded = Signal(str, object)
    awarded = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pack: Pack | None = None
        self.controls: dict[str, StepControl] = {}
        self._expects: dict[str, QLabel] = {}
        self.placed = label("", "strong", wrap=True)
        self.missing = label("", "second", wrap=True)
        self.award = QCheckBox("")
        self._rows: QVBoxLayout = column(spacing=8)
        layout = column(
            4, rule("hairline"), 2, label("Competences", "strong"), self.placed, self.missing, self.award,
            spacing=6,
        )  # fmt: skip
        layout.addLayout(self._rows)
        self.setLayout(layout)
        # Not `toggled`: showing another person is no decision.
        self.award.clicked.connect(self.awarded)

    def show_person(self, pack: Pack, each: Talent) -> None:
        """Show one person's figures."""
        if self._pack is not pack:
            self._pack = pack
            self._make(pack)
        found = rules.place(pack.skill_levels, pack.competences, each.competences, each.award)
        noted = any(one.id in each.competences for one in pack.competences)
        self.placed.setText(f"Placed {at_words(found)}" if noted else "Not placed yet")
        rest = (
            "A figure for each competence gives the level, and the steps that are missing for the next one."
        )
        self.missing.setText(missing_sentence(found) if noted else rest)
        given = [level.id for level in pack.skill_levels if level.award]
        self.award.setVisible(bool(given))
        self.award.setText(f"Level {', '.join(given)} was awarded")
        self.award.setChecked(each.award)
        for one in pack.competences:
            value = each.competences.get(one.id)
            self.controls[one.id].show_value(value)
            wants = found.next.expected.get(one.id, 0) if found.next is not None else 0
            said = self._expects[one.id]
            said.setText(f"{found.next.id} expects {wants}" if found.next is not None else "")
            set_look(said, "warn" if noted and (value or 0) < wants else "caption")

    def _make(self, pack: Pack) -> None:
        """Make a row for each competence of a pack."""
        clear(self._rows)
        self.controls.clear()
        self._expects.clear()
        for one in pack.competences:
            name = one_line(one.name)
            control = StepControl(self._theme, name, rules.PROFICIENCY, low=0, high=5)
            control.given.connect(lambda value, _epoch, key=one.id: self.graded.emit(key, value))
            control.bar.setToolTip(tip(one_line(one.text)[:300]))
            head = label(f"{name}, core" if one.core else name, "label", wrap=True)
            head.setBuddy(control)
            expects = label("", "caption")
            line = row(head, expects, spacing=8)
            line.setStretch(0, 1)
            self.controls[one.id], self._expects[one.id] = control, expects
            self._rows.addWidget(boxed(column(boxed(line), control, spacing=3)))
