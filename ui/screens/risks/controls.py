"""The controls of one risk: what each takes off, on which evidence, and whether it works yet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.criteria.rows import NumberLine
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, IconButton, boxed, clear, column, label, row
from workbench.analysis.exposure import When, exposure
from workbench.charts.bought import control_words
from workbench.charts.risk_words import percent_words
from workbench.charts.words import one_line
from workbench.domain.assessment import Strength
from workbench.domain.book import Book
from workbench.domain.control import STRONGEST, Control
from workbench.domain.risk import Risk
from workbench.domain.text import short
from workbench.domain.written import read_number

_STOPS, _TAKES_OFF = "Stops of the events, %", "Takes off the impact, %"
_RANGE = f"0 to {percent_words(STRONGEST)} %"
_NO_STEPS = "Give numbers, or the steps after treatment, for it to count."


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
        self.hint = label(_NO_STEPS, "warn", wrap=True)
        layout = column(label("Controls", "strong"), boxed(self._list), self.hint, spacing=4)
        layout.addLayout(row(add, None))
        self.setLayout(layout)

    def show_risk(self, book: Book, risk: Risk, done: Collection[str]) -> None:
        """Show the controls of a risk."""
        clear(self._list)
        # A share of a step is none: without a number or a step for afterwards a control moves nothing.
        rated = exposure(risk, book.criteria) is not None
        lost = bool(risk.controls) and rated and exposure(risk, book.criteria, When.AFTER) is None
        self.hint.setVisible(lost)
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
        self.prevention = PercentLine(known.prevention if known else 0.0, _STOPS)
        self.mitigation = PercentLine(known.mitigation if known else 0.0, _TAKES_OFF)
        self.evidence = QComboBox()
        for strength in Strength:
            self.evidence.addItem(strength.label, strength)
        self.evidence.setCurrentIndex(list(Strength).index(known.evidence if known else Strength.ASSERTED))
        self.action = QComboBox()
        self.action.addItem("No action", "")
        for each in book.actions:
            self.action.addItem(short(f"{each.code}  {one_line(each.title)}", 70), each.id)
        self.action.setCurrentIndex(max(0, self.action.findData(known.action if known else "")))
        self.cost = NumberLine(known.cost if known and known.cost else None, "Cost a year")
        unit = one_line(book.criteria.unit) or "your unit"
        self.in_place = QCheckBox("It is in place and works today")
        self.in_place.setChecked(bool(known and known.in_place))
        most = f"{_RANGE}; nothing prevents everything."
        self._said: dict[QLineEdit, QLabel] = {}
        self.field("Control", self.name)
        self._trouble_below(self.body, self.name)
        shares = row(spacing=12)
        for name, line in ((_STOPS, self.prevention), (_TAKES_OFF, self.mitigation)):
            head = label(name, "label")
            head.setBuddy(line)
            shares.addWidget(boxed(column(head, line, spacing=3)), 1)
        self.body.addSpacing(4)
        self.body.addLayout(shares)
        # Below both, in all of the width: beneath one field of two a sentence would push that field up.
        for line in (self.prevention, self.mitigation):
            self._trouble_below(self.body, line)
        self.body.addWidget(label(most, "caption", wrap=True))
        self.field(
            "How sure",
            self.evidence,
            "Somebody's word counts 40 %, a recent example 70 %, what was seen all of it.",
        )
        self.field(f"Cost a year, {unit}", self.cost)
        self._trouble_below(self.body, self.cost)
        self.field("The action that brings it", self.action, "It counts from the day this action is done.")
        self.body.addSpacing(6)
        self.body.addWidget(self.in_place)

    def _trouble_below(self, box: QVBoxLayout, line: QLineEdit) -> None:
        said = label("", "bad", wrap=True)
        said.hide()
        box.addWidget(said)
        self._said[line] = said

    def say_beside(self, line: QLineEdit, trouble: str) -> None:
        """Say below a field what is wrong; '' takes that back."""
        said = self._said[line]
        said.setText(trouble)
        said.setVisible(bool(trouble))
        line.setAccessibleDescription(trouble)

    def _read(self) -> dict[str, Any] | None:
        """What stands there, `None` while something of it cannot be; each field says beside itself what is wrong."""
        fields: dict[str, Any] = {
            "name": self.name.text().strip(),
            "evidence": self.evidence.currentData(),
            "action": self.action.currentData(),
            "in_place": self.in_place.isChecked(),
        }
        wrong: list[QLineEdit] = []

        def take(line: QLineEdit, key: str, read: Callable[[], Any]) -> None:
            try:
                value = read()
                Control(**{"name": "x", key: value})
            except ValueError as error:
                wrong.append(line)
                self.say_beside(line, str(error))
                return
            self.say_beside(line, "")
            fields[key] = value

        take(self.name, "name", self.name.text().strip)
        take(self.prevention, "prevention", lambda: self.prevention.fraction)
        take(self.mitigation, "mitigation", lambda: self.mitigation.fraction)
        take(self.cost, "cost", lambda: self.cost.value or 0.0)
        if wrong:
            wrong[0].setFocus()
            # The sentences need room of their own, not that of the fields.
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))
        return None if wrong else fields

    def on_accept(self) -> None:
        fields = self._read()
        if fields is None:
            return
        self.given.emit(fields)
        self.accept()


class PercentLine(QLineEdit):
    """A share in per cent; while nobody types in it, it is the exact one."""

    def __init__(self, fraction: float, name: str) -> None:
        super().__init__(percent_words(fraction) if fraction else "")
        self._exact, self._shown = fraction, self.text()
        self.setAccessibleName(name)
        # Two of these stand side by side.
        self.setMinimumWidth(120)

    @property
    def fraction(self) -> float:
        """The share, 0 to .95.

        Raises:
            ValueError: with a sentence, when what stands there is none, or too much.
        """
        if self.text() == self._shown:
            return self._exact
        try:
            value = (read_number(self.text().strip().removesuffix("%")) or 0.0) / 100
        except ValueError as error:
            raise ValueError(f"‘{self.accessibleName()}’: {error}") from None
        if not 0 <= value <= STRONGEST:
            raise ValueError(f"‘{self.accessibleName()}’: write {_RANGE}, since nothing prevents everything.")
        return value
