"""What each stage must have before it is left: met or open, each leading to where it is met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import IconLabel, boxed, clear, column, label, row, section
from workbench.analysis.exit_checks import ExitCheck, Place

PLACES = {
    Place.PEOPLE: "talents",
    Place.OBSTACLES: "obstacles",
    Place.NEEDS: "needs",
    Place.ROLES: "roles",
    Place.PLAN: "plan",
    Place.AGREEMENT: "agreements",
    Place.PROJECTS: "projects",
    Place.REVIEWS: "reviews",
}
"""The screen a check is met on."""


class StageChecks(QWidget):
    """The checks stage by stage; `chosen(key, entry id)` for the one pressed. Stages may overlap: nothing is barred."""

    chosen = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = label("", "muted")
        self._rows = column(spacing=6)
        self.links: list[LinkButton] = []
        layout = column(section("Before a stage is left", "", self._count), spacing=8)
        layout.addLayout(self._rows)
        self.setLayout(layout)

    def show_checks(self, checks: Sequence[ExitCheck]) -> None:
        """Show them; those that are open say what is."""
        clear(self._rows)
        self.links = []
        met = sum(1 for each in checks if each.met)
        self._count.setText(f"{met} of {len(checks)} met")
        stage = ""
        for each in checks:
            self._rows.addWidget(self._line(each, each.stage if each.stage != stage else ""))
            stage = each.stage

    def _line(self, check: ExitCheck, stage: str) -> QWidget:
        theme = self._theme
        mark = label(stage, "mono")
        mark.setFixedWidth(theme.px(28))
        icon = IconLabel(
            theme, "circle-check" if check.met else "circle-alert", "ok" if check.met else "warn", 15
        )
        state = "met" if check.met else "open"
        entry = check.sources[0] if check.sources else None
        link = LinkButton(
            theme,
            check.text,
            lambda: self.chosen.emit(PLACES[check.place], entry),
            f"{check.stage}, {check.text}: {state}. {check.said}",
        )
        self.links.append(link)
        said = label(check.said, "second" if check.met else "", wrap=True)
        line = row(mark, icon, link, said, spacing=10)
        line.setStretch(3, 1)
        return boxed(line)
