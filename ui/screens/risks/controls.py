"""The controls of one risk: what each takes off, on which evidence, and whether it works yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.criteria.rows import NumberLine
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row
from workbench.charts.bought import control_words
from workbench.charts.words import amount, one_line
from workbench.domain.assessment import Strength
from workbench.domain.book import Book
from workbench.domain.control import STRONGEST, Control
from workbench.domain.risk import Risk
from workbench.domain.text import short


class ControlsBox(QWidget):
    """Lists the controls; `add_wanted`, `edit_wanted(number)` and `remove_wanted(number)`, counted from 0."""

    add_wanted = Signal()
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._list = column(spacing=6)
        add = Button(theme, "Add a control…", self.add_wanted.emit, look="link", icon_name="plus")
        layout = column(label("Controls", "strong"), boxed(self._list), spacing=4)
        layout.addLayout(row(add, None))
        self.setLayout(layout)

    def show_risk(self, book: Book, risk: Risk, done: Collection[str]) -> None:
        """Show the controls of a risk."""
        clear(self._list)
        codes = {each.id: each.code for each in book.actions}
        for number, each in enumerate(risk.controls):
            name = short(one_line(each.name), 120)
            go = LinkButton(
                self._theme,
                name,
                lambda number=number: self.edit_wanted.emit(number),
                f"Change control {name}",
            )
            off = IconButton(
                self._theme,
                "x",
                f"Remove control {name}",
                lambda number=number: self.remove_wanted.emit(number),
                look="flat",
            )
            box = column(spacing=0)
            box.addLayout(row(go, None, off, spacing=4))
            box.addWidget(
                label(
                    control_words(each, book.criteria, done, codes.get(each.action, "")), "caption", wrap=True
                )
            )
            self._list.addWidget(boxed(box))


class ControlDialog(Dialog):
    """Asks for one control; `fields` is what was given."""

    given = Signal(dict)

    def __init__(self, theme: Theme, book: Book, known: Control | None, parent: QWidget | None) -> None:
        super().__init__(theme, "Control", parent, "Save control" if known else "Add control", width=480)
        self.head("What lowers this risk")
        self.name = QLineEdit(known.name if known else "")
        self.name.setPlaceholderText("Such as ‘Deploys roll back by themselves’")
        self._known = known
        self.prevention = _share_line(known.prevention if known else 0.0, "Stops of the events, %")
        self.mitigation = _share_line(known.mitigation if known else 0.0, "Takes off the impact, %")
        self.evidence = QComboBox()
        for strength in Strength:
            self.evidence.addItem(strength.label, strength)
        self.evidence.setCurrentIndex(list(Strength).index(known.evidence if known else Strength.ASSERTED))
        self.action = QComboBox()
        self.action.addItem("No action", "")
        for each in book.actions:
            self.action.addItem(short(f"{each.code}  {one_line(each.title)}", 70), each.id)
        self.action.setCurrentIndex(max(0, self.action.findData(known.action if known else "")))
        self.cost = NumberLine(known.cost if known and known.cost else None, "Cost a year", write=amount)
        unit = one_line(book.criteria.unit) or "your unit"
        self.in_place = QCheckBox("It is in place and works today")
        self.in_place.setChecked(bool(known and known.in_place))
        most = f"0 to {STRONGEST:.0%}; nothing prevents everything."
        self.field("Control", self.name)
        shares = row(spacing=12)
        for name, line in (
            ("Stops of the events, %", self.prevention),
            ("Takes off the impact, %", self.mitigation),
        ):
            head = label(name, "label")
            head.setBuddy(line)
            line.setAccessibleName(name)
            shares.addWidget(boxed(column(head, line, spacing=3)), 1)
        self.body.addSpacing(4)
        self.body.addLayout(shares)
        self.body.addWidget(label(most, "caption", wrap=True))
        self.field(
            "How sure",
            self.evidence,
            "Somebody's word counts 40 %, a recent example 70 %, what was seen all of it.",
        )
        self.field(f"Cost a year, {unit}", self.cost)
        self.field("The action that brings it", self.action, "It counts from the day this action is done.")
        self.body.addSpacing(6)
        self.body.addWidget(self.in_place)

    def on_accept(self) -> None:
        try:
            fields: dict[str, Any] = {
                "name": self.name.text().strip(),
                "prevention": _share(self.prevention, self._known.prevention if self._known else 0.0),
                "mitigation": _share(self.mitigation, self._known.mitigation if self._known else 0.0),
                "evidence": self.evidence.currentData(),
                "action": self.action.currentData(),
                "cost": self.cost.value or 0.0,
                "in_place": self.in_place.isChecked(),
            }
            Control(**fields)
        except ValueError as error:
            self.say(str(error))
            return
        self.given.emit(fields)
        self.accept()


def _share_line(share: float, name: str) -> NumberLine:
    return NumberLine(share * 100 if share else None, name, write=lambda value: f"{value:.10g}")


def _share(line: NumberLine, known: float) -> float:
    """A share as typed in per cent; what nobody touched stays as it was, to the last digit.

    Raises:
        ValueError: with a sentence in per cent.
    """
    if line.untouched:
        return known
    try:
        value = line.value or 0.0
    except ValueError as error:
        raise ValueError(f"‘{line.accessibleName()}’: {error}") from None
    if not 0 <= value <= STRONGEST * 100:
        raise ValueError(
            f"‘{line.accessibleName()}’ takes 0 to {STRONGEST:.0%}: nothing prevents everything."
        )
    return value / 100
