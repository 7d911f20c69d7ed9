"""The dialog of the risk criteria: everything changed is one step of undo, and what changes colour is shown before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.criteria.rows import NumberLine, ScaleRows, ThresholdRow
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.figure_view import FigureView
from ui.widgets.parts import boxed, column, label, row, rule, scrolled
from ui.widgets.segmented import Segmented
from workbench.actions import criteria as actions
from workbench.analysis.exposure import cell_zone
from workbench.analysis.risk import Recoloured, own_colours, recoloured_cells
from workbench.charts import cells, risk_words
from workbench.charts.words import one_line
from workbench.domain.criteria import THRESHOLDS, RiskCriteria, UnitKind
from workbench.domain.risk import STEPS, RiskKind, Zone
from workbench.domain.text import plural

_NOTES = {
    "appetite": "Up to this expected loss a year a risk is accepted as it is: green.",
    "tolerance": "From this one on it must be treated: red. Between the two it is watched: amber.",
    "least": "Below it the organisation is overly cautious, and can afford to try something.",
    "most": "Above it all threats together are more than the business accepts.",
}
_UNITS = {UnitKind.MONEY: "€", UnitKind.HOURS: "hours", UnitKind.USERS: "users"}
_NEXT = {Zone.GREEN: Zone.AMBER, Zone.AMBER: Zone.RED, Zone.RED: Zone.GREEN}
_LISTED = 8
_MATRIX = 300


class CriteriaDialog(Dialog):
    """Shows the criteria of the open assessment, and what another choice would come to."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(theme, "Thresholds and scales", parent, "Save criteria", width=760)
        assert session.book is not None
        self.session = session
        self.known = session.book.criteria
        self.colours: tuple[Zone, ...] = self.known.colours
        # What was typed by hand follows no other field any more.
        self._follows, self._leads = True, True
        self._build()
        self._refresh()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(min(theme.px(1080), window.width() - 40), min(theme.px(760), window.height() - 30))

    # What it is made of

    def _build(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        left = column(spacing=8, margins=(24, 20, 20, 16))
        left.addWidget(label("What risks are held against", "title"))
        lead = "The business sets these, before any risk is rated. Each stays ‘not yet confirmed’ until somebody has."
        left.addWidget(label(lead, "muted", wrap=True))
        self._build_unit(left)
        self._build_thresholds(left)
        self._build_scales(left)
        self._build_colours(left)
        left.addStretch(1)
        right = column(spacing=8, margins=(20, 20, 24, 16))
        right.addWidget(label("What this comes to", "section"))
        self.matrix = FigureView(self.theme, name="Colours of the matrix")
        self.matrix.setFixedHeight(self.theme.px(_MATRIX))
        self.matrix.pressed.connect(self._on_cell)
        self.warnings = label("", "warn", wrap=True)
        self.changes = label("", "second", wrap=True)
        for each in (self.matrix, self.warnings, self.changes):
            right.addWidget(each)
        right.addStretch(1)
        side = scrolled(boxed(right))
        side.setMinimumWidth(self.theme.px(330))
        line = row(scrolled(boxed(left)), side, spacing=0)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.body.addLayout(line, 1)

    def _build_unit(self, box: Any) -> None:
        box.addSpacing(4)
        box.addWidget(label("What you count in", "section"))
        self.kind = Segmented(self.theme, [(kind.value, kind.label) for kind in UnitKind], "Kind of unit")
        self.kind.take(self.known.kind.value)
        self.unit = QLineEdit(one_line(self.known.unit))
        self.unit.setPlaceholderText(_UNITS[self.known.kind])
        self.unit.setAccessibleName("Unit, as you write it")
        self.scale = NumberLine(self.known.scale, "Size of 1 u in your unit")
        self.scale.setFixedWidth(self.theme.px(110))
        line = row(self.kind, self.unit, label("1 u =", "medium"), self.scale, spacing=8)
        line.setStretch(1, 1)
        box.addLayout(line)
        note = "Impact is counted in u: set 1 u to what a single risk may cost a year, and the matrix needs no other figure."
        box.addWidget(label(note, "caption", wrap=True))
        self.unit_trouble = label("", "bad", wrap=True)
        self.unit_trouble.hide()
        box.addWidget(self.unit_trouble)
        self.kind.chosen.connect(self._on_kind)
        self.unit.textEdited.connect(lambda _text: self._on_unit())
        self.scale.textEdited.connect(lambda _text: self._on_scale())

    def _build_thresholds(self, box: Any) -> None:
        box.addWidget(rule("hairline"))
        box.addWidget(label("Thresholds, a year", "section"))
        self.thresholds: dict[str, ThresholdRow] = {}
        for name, title in THRESHOLDS.items():
            line = ThresholdRow(self.theme, title, _NOTES[name], getattr(self.known, name))
            line.edited.connect(self._refresh)
            self.thresholds[name] = line
            box.addWidget(line)
        self.thresholds["appetite"].number.textEdited.connect(lambda _text: self._follow_appetite())
        tolerance = self.thresholds["tolerance"]
        for typed in (tolerance.number.textEdited, tolerance.who.textEdited):
            typed.connect(lambda _text: self._on_tolerance())

    def _build_scales(self, box: Any) -> None:
        known, theme = self.known, self.theme
        box.addWidget(rule("hairline"))
        box.addWidget(label("Scale of frequency", "section"))
        self.frequency = ScaleRows(
            theme, "Frequency", ("Word",), (known.frequency_words,), known.frequency_edges, "a year"
        )
        box.addWidget(self.frequency)
        box.addWidget(label("Scale of impact", "section"))
        self.impact = ScaleRows(
            theme, "Impact", ("Word for harm", "Word for benefit"), (known.impact_words, known.benefit_words),
            known.impact_edges, "u an event",
        )  # fmt: skip
        box.addWidget(self.impact)
        for each in (self.frequency, self.impact):
            each.edited.connect(self._refresh)

    def _build_colours(self, box: Any) -> None:
        box.addWidget(rule("hairline"))
        box.addWidget(label("Colours", "section"))
        self.derived = QRadioButton("As appetite and tolerance say")
        self.own = QRadioButton("Our own: press a cell of the matrix to change it")
        (self.own if self.colours else self.derived).setChecked(True)
        for each in (self.derived, self.own):
            box.addWidget(each)
        self.own.toggled.connect(self._on_own)

    # What is typed

    def _on_kind(self, key: str) -> None:
        kind = UnitKind(key)
        self.unit.setPlaceholderText(_UNITS[kind])
        if self.unit.text().strip() in {"", *_UNITS.values()}:
            self.unit.setText(_UNITS[kind])
        self._on_unit()

    def _on_unit(self) -> None:
        # 10,000 hours are not the 10,000 € that were confirmed.
        now = UnitKind(self.kind.current), self.unit.text().strip()
        if now != (self.known.kind, self.known.unit):
            for line in self.thresholds.values():
                line.unconfirm()
        self._refresh()

    def _on_scale(self) -> None:
        self._follows = False
        self._refresh()

    def _on_tolerance(self) -> None:
        self._leads = False

    def _follow_appetite(self) -> None:
        """While 1 u is the appetite it stays so, and a tolerance of √10 u that nobody confirmed goes along."""
        if not self._follows:
            return
        try:
            value = self.thresholds["appetite"].number.value
            wanted = self.known.with_threshold("appetite", value=value)
        except ValueError:
            return
        self.scale.show_value(wanted.scale)
        if self._leads and not self.thresholds["tolerance"].confirmed.isChecked():
            self.thresholds["tolerance"].number.show_value(wanted.tolerance.value)
        self._refresh()

    def _on_own(self, own: bool) -> None:
        fields = self._read()
        base = replace(self.known, **{**fields, "colours": ()}) if fields is not None else self.known
        steps = range(1, STEPS + 1)
        self.colours = tuple(cell_zone(f, i, base) for f in steps for i in steps) if own else ()
        self._refresh()

    def _on_cell(self, name: str) -> None:
        if not self.own.isChecked():
            self.own.setChecked(True)
        frequency, impact = cells.cell_of(name)
        at = (frequency - 1) * STEPS + impact - 1
        found = list(self.colours)
        found[at] = _NEXT[found[at]]
        self.colours = tuple(found)
        self._refresh()

    def _read(self) -> dict[str, Any] | None:
        """What stands there, `None` while something of it cannot be; each field says beside itself what is wrong."""
        fields: dict[str, Any] = {
            "kind": UnitKind(self.kind.current), "unit": self.unit.text().strip(), "colours": self.colours,
        }  # fmt: skip
        fine = True

        def take(say: Callable[[str], None], read: Callable[[], dict[str, Any]], check: bool = True) -> None:
            nonlocal fine
            try:
                found = read()
                if check:
                    replace(self.known, **found)
            except ValueError as error:
                fine = False
                say(str(error))
                return
            say("")
            fields.update(found)

        def say_unit(trouble: str) -> None:
            self.unit_trouble.setText(trouble)
            self.unit_trouble.setVisible(bool(trouble))

        def scale() -> dict[str, Any]:
            value = self.scale.value
            if value is None:
                raise ValueError("Say how much 1 u is in your unit.")
            return {"scale": value}

        take(say_unit, scale)
        for name, line in self.thresholds.items():
            take(line.say, lambda name=name, line=line: {name: line.read()}, check=False)
        for low, high in (("appetite", "tolerance"), ("least", "most")):
            if low in fields and high in fields:
                both = {low: fields[low], high: fields[high]}
                take(self.thresholds[high].say, lambda both=both: both)
        take(self.frequency.say, lambda: {"frequency_edges": self.frequency.read_edges(), "frequency_words": self.frequency.read_words()})  # fmt: skip
        take(
            self.impact.say,
            lambda: {
                "impact_edges": self.impact.read_edges(),
                "impact_words": self.impact.read_words(0),
                "benefit_words": self.impact.read_words(1),
            },
        )
        return fields if fine else None

    # What it comes to

    def _refresh(self) -> None:
        fields = self._read()
        book = self.session.book
        self.primary.setEnabled(fields is not None and book is not None)
        if fields is None or book is None:
            self.changes.setText("Mend what is said beside the fields, and it shows what changes.")
            return
        wanted = replace(self.known, **fields)
        broken = own_colours(wanted)
        wrong = {cell for each in broken for cell in each.cells}
        changed = recoloured_cells(self.known, wanted)
        self.matrix.show_figure(lambda w, h: cells.draw(wanted, w, h, changed, wrong))
        said = [risk_words.violation(each) for each in broken]
        more = [f"and {len(said) - _LISTED} more."] if len(said) > _LISTED else []
        self.warnings.setText("\n".join([*said[:_LISTED], *more]))
        self.warnings.setVisible(bool(said))
        found = actions.preview(book, wanted)
        self.changes.setText(_changes_words(found, self.known, wanted))
        self.primary.setText(
            "Save criteria"
            if not found
            else f"Save, {plural(len(found), 'risk changes', 'risks change')} colour"
        )

    def on_accept(self) -> None:
        fields = self._read()
        book = self.session.book
        if fields is None or book is None:
            return
        changed = {name: value for name, value in fields.items() if value != getattr(self.known, name)}
        if not changed:
            self.accept()
            return
        edit = actions.change(book.assessment.id, **changed)
        self.session.run(edit, lambda _done: self.accept(), lambda error: self.say(sentence(error)))


def _changes_words(found: list[Recoloured], before: RiskCriteria, after: RiskCriteria) -> str:
    """Which risks change colour, today and after treatment, one on each line."""
    if not found:
        same = "No risk changes colour." if before != after else "Nothing is changed yet."
        return f"{same} Old ratings stay in the history of each risk."
    lines = [
        f"{plural(len(found), 'risk changes', 'risks change')} colour; the old rating stays in its history:"
    ]
    for each in found[:_LISTED]:
        moves = [
            f"{_word(old, each.risk.kind)} → {_word(new, each.risk.kind)}{when}"
            for (old, new), when in _moments(each)
            if old is not new
        ]
        lines.append(f"{each.risk.code}  {one_line(each.risk.title)}: {', '.join(moves)}")
    if len(found) > _LISTED:
        lines.append(f"and {len(found) - _LISTED} more.")
    return "\n".join(lines)


def _moments(each: Recoloured) -> list[tuple[tuple[Zone | None, Zone | None], str]]:
    """The zones before and after the change at each moment; 'so far' only where it moves otherwise."""
    moments = [(each.today, " before treatment"), (each.treated, " after treatment")]
    if each.so_far not in (each.today, each.treated):
        moments.insert(1, (each.so_far, " so far"))
    return moments


def _word(zone: Zone | None, kind: RiskKind) -> str:
    return zone.word(kind) if zone else "not rated"
