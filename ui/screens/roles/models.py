"""The forms of the SRE role side by side: what each is, when it fits, where it ends, and what speaks for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.parts import Button, boxed, clear, column, label, row, rule, set_look
from workbench.analysis.role_form import Recommendation, RoleForm, leaders
from workbench.charts.words import MINUS, one_line
from workbench.domain.content import Pack, RoleModel
from workbench.domain.text import plural

SIDE_BY_SIDE = 780


def points_words(points: int) -> str:
    """Points with their sign: '+3', '−2', '0'."""
    return f"+{points}" if points > 0 else str(points).replace("-", MINUS)


def form_of(model: RoleModel) -> RoleForm | None:
    """The form a model stands for; models of other content packs may stand for none."""
    return RoleForm(model.id) if model.id in {form.value for form in RoleForm} else None


class ModelColumn(QWidget):
    """One form: `chosen()` when it is to be the one."""

    chosen = Signal()

    def __init__(self, theme: Theme, model: RoleModel) -> None:
        super().__init__()
        self._theme = theme
        self.model = model
        self._top = QFrame()
        self._recommended = label("Recommended", "chip")
        self._taken = label("Chosen", "chip-ok")
        self.points = label("", "strong")
        self._reasons: QVBoxLayout = column(spacing=4)
        self.button = Button(theme, "Choose this form", self.chosen.emit)
        self.button.setAccessibleName(f"Choose {one_line(model.title)}")
        chips = row(self._recommended, self._taken, None, spacing=6)
        layout = column(rule(), 2, label(one_line(model.title), "section", wrap=True), spacing=6)
        layout.addLayout(chips)
        layout.addWidget(label(model.detail, "second", wrap=True))
        layout.addSpacing(2)
        layout.addWidget(self.points)
        layout.addLayout(self._reasons)
        for head, lines in (("Fits when", model.fits), ("Where it ends", model.limits)):
            if lines:
                layout.addSpacing(2)
                layout.addWidget(label(head, "label"))
                for each in lines:
                    layout.addWidget(_bullet(each))
        layout.addSpacing(4)
        layout.addStretch(1)
        layout.addLayout(row(self.button, None))
        self.setLayout(layout)

    def show_advice(self, found: Recommendation, taken: bool) -> None:
        """Show what speaks for this form and against it, point by point."""
        form = form_of(self.model)
        best = leaders(found)
        sole = form is not None and best == (form,)
        tied = form is not None and form in best and len(best) > 1
        self._recommended.setText("Recommended" if sole else "As good as another")
        self._recommended.setVisible(sole or (tied and len(best) < len(RoleForm)))
        self._taken.setVisible(taken)
        self.button.setVisible(not taken)
        clear(self._reasons)
        reasons = [each for each in found.reasons if each.form is form]
        if form is None:
            self.points.setText("No rule speaks of this form")
            return
        total = found.points(form)
        self.points.setText(f"{points_words(total)} {'point' if abs(total) == 1 else 'points'}")
        for each in reasons:
            mark = label(points_words(each.points), "strong")
            mark.setFixedWidth(self._theme.px(26))
            line = row(mark, label(each.text, "second", wrap=True), spacing=4)
            line.setStretch(1, 1)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            set_look(mark, "ok" if each.points > 0 else "bad")
            self._reasons.addWidget(boxed(line))
        if not reasons:
            self._reasons.addWidget(label("Nothing known speaks for it or against it.", "muted", wrap=True))


def _bullet(text: str) -> QWidget:
    dot = label("–", "muted")
    line = row(dot, label(text, "second", wrap=True), spacing=8)
    line.setStretch(1, 1)
    line.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
    return boxed(line)


class Models(QWidget):
    """All forms of a content pack: `chosen(model id)`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pack: Pack | None = None
        self.columns: dict[str, ModelColumn] = {}
        self._line = row(spacing=28)
        self._none: QLabel = label("This content pack describes no form of the SRE role.", "muted", wrap=True)
        layout = column(self._none, spacing=0)
        layout.addLayout(self._line)
        self.setLayout(layout)

    def show_models(self, pack: Pack, found: Recommendation, taken: str) -> None:
        """Show every form with what speaks for it; `taken` is the id of the one chosen."""
        if self._pack is not pack:
            self._pack = pack
            clear(self._line)
            self.columns.clear()
            for model in pack.role_models:
                made = ModelColumn(self._theme, model)
                made.chosen.connect(lambda key=model.id: self.chosen.emit(key))
                self.columns[model.id] = made
                self._line.addWidget(made, 1)
        self._none.setVisible(not self.columns)
        for key, each in self.columns.items():
            each.show_advice(found, key == taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(SIDE_BY_SIDE)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._line.direction() != way:
            self._line.setDirection(way)


class ReasonDialog(Dialog):
    """Why not the form that is recommended: `taken(reason)`, never empty."""

    taken = Signal(str)

    def __init__(self, theme: Theme, title: str, advice: str, reason: str, parent: QWidget | None) -> None:
        super().__init__(theme, "Choose another form", parent, "Choose it")
        self.head(f"Choose “{title}”")
        self.body.addWidget(label(advice, "", wrap=True))
        self.reason = QPlainTextEdit(reason)
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(theme.px(80))
        self.field(
            "Why this one?", self.reason, "It is printed in the report, for those who read the plan later."
        )
        self.reason.setFocus()

    def on_accept(self) -> None:
        said = self.reason.toPlainText().strip()
        if not said:
            self.say("Say in a few words why it is not the one recommended.")
            self.reason.setFocus()
            return
        self.taken.emit(said)
        self.accept()


def advice_words(pack: Pack, model: RoleModel, found: Recommendation) -> str:
    """What the figures say about choosing a form that has fewer points."""
    titles = {each.id: one_line(each.title) for each in pack.role_models}
    best = leaders(found)
    names = " and ".join(f"“{titles.get(form.value, form.value.capitalize())}”" for form in best)
    form = form_of(model)
    own = found.points(form) if form is not None else 0
    most = plural(found.points(best[0]), "point") if best else ""
    return f"The figures recommend {names}, with {most}; this one has {points_words(own)}."
