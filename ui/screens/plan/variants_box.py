"""The variants that are kept: taken up again, renamed, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row
from workbench.analysis.choosing import effort_of
from workbench.charts.words import amount, one_line
from workbench.domain.action import Action
from workbench.domain.text import plural
from workbench.domain.variant import Variant


class VariantsBox(QWidget):
    """`save()`, and by id `tick(id)`, `rename(id)` and `remove(id)`."""

    save = Signal()
    tick = Signal(str)
    rename = Signal(str)
    remove = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._list = column(spacing=6)
        self.none = label(
            "None yet. Tick actions and save the choice, to hold it against another.", "muted", wrap=True
        )
        self.keep = Button(theme, "Save as variant…", self.save.emit, look="small", icon_name="save")
        head = row(label("Variants", "section"), None, self.keep, spacing=8)
        layout = column(spacing=6)
        layout.addLayout(head)
        layout.addWidget(self.none)
        layout.addWidget(boxed(self._list))
        note = "Ticking a variant's actions changes nothing in the plan."
        layout.addWidget(label(note, "caption", wrap=True))
        self.setLayout(layout)

    def show_variants(self, variants: Sequence[Variant], actions: Sequence[Action]) -> None:
        """List the variants."""
        clear(self._list)
        self.none.setVisible(not variants)
        for each in variants:
            name = one_line(each.title)
            go = LinkButton(
                self._theme, name, lambda each=each: self.tick.emit(each.id), f"Tick the actions of {name}"
            )
            pencil = IconButton(
                self._theme,
                "pencil",
                f"Rename {name}",
                lambda each=each: self.rename.emit(each.id),
                "flat",
                14,
            )
            away = IconButton(
                self._theme, "x", f"Remove {name}", lambda each=each: self.remove.emit(each.id), "flat", 14
            )
            known = [action.id for action in actions if action.id in each.actions]
            days = amount(effort_of(actions, known))
            within = f" of {amount(each.capacity_days)}" if each.capacity_days is not None else ""
            said = label(f"{plural(len(known), 'action')}, {days}{within} days", "muted")
            self._list.addWidget(boxed(row(go, None, said, pencil, away, spacing=6)))
