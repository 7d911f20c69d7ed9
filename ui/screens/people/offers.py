"""The quiet notice on people of influence: list an opponent as an obstacle, note a supporter as a talent, or neither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.dialogs.base import Dialog
from ui.theme import Theme
from ui.widgets.fields_links import LinkButton
from ui.widgets.parts import Button, IconLabel, boxed, clear, column, label, row
from workbench.analysis.people import role_words, strong_opponents, strong_supporters
from workbench.charts.stakeholders import INFLUENCE
from workbench.charts.words import one_line
from workbench.domain.content import Pack
from workbench.domain.obstacle import Obstacle
from workbench.domain.talent import STANCES, Talent
from workbench.domain.text import sentence_case, spelled, whole_line

OPPONENT, SUPPORTER = "S0-OBS-01", "S0-TAL-07"
"""The clauses of the blueprint: influential people against the new model, and for it."""
MOST = 6
"""So many people are listed at a time."""
_AGAINST = {-2: "holds to the traditional model", -1: "doubts the new model"}


def obstacle_title(each: Talent) -> str:
    """What a strong opponent is called as an obstacle: the role, never the name."""
    return f"{sentence_case(role_words(each))} {_AGAINST.get(each.stance or 0, _AGAINST[-1])}"


def obstacle_fields(pack: Pack) -> dict[str, Any]:
    """What the content pack says of influential opponents: detail, counter-measure, and what they are linked to."""
    entry = next((one for one in (*pack.obstacles, *pack.deterrents) if OPPONENT in one.clauses), None)
    linked = tuple(one.id for one in pack.capabilities if OPPONENT in one.clauses)
    return {
        "detail": entry.detail if entry else "",
        "countermeasure": entry.countermeasure if entry else "",
        "capabilities": tuple(one for one in entry.capabilities if one in pack.by_capability)
        if entry
        else linked,
        "clauses": (OPPONENT,) if OPPONENT in pack.by_clause else (),
    }


def talent_words(pack: Pack) -> str:
    """What is added to the strengths of a strong supporter."""
    entry = next((one for one in pack.talents if SUPPORTER in one.clauses), None)
    return entry.title if entry is not None else "Influential supporter of the new model"


def waiting(people: Sequence[Talent], obstacles: Sequence[Obstacle]) -> tuple[list[Talent], list[Talent]]:
    """Opponents and supporters who are still to be offered; an obstacle of the same words is there already."""
    open_ones = [each for each in people if not each.offer]
    known = {whole_line(each.title).casefold() for each in obstacles}
    against = [each for each in strong_opponents(open_ones) if obstacle_title(each).casefold() not in known]
    return against, strong_supporters(open_ones)


def summary(against: Sequence[Talent], favour: Sequence[Talent]) -> str:
    """Everybody who waits, in one sentence."""
    first, second = len(against), len(favour)
    if not first:
        return f"{sentence_case(_people(second))} of influence {_is(second)} for the change."
    said = f"{sentence_case(_people(first))} of influence {_is(first)} against the change"
    return f"{said}, {spelled(second)} {_is(second)} for it." if second else f"{said}."


def _people(count: int) -> str:
    return f"{spelled(count)} {'person' if count == 1 else 'people'}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


class OfferBox(QFrame):
    """The notice; pressed open it lists one person a line. `obstacle(id)`, `talent(id)`, `dismissed(ids)`, `shown(id)`."""

    obstacle = Signal(str)
    talent = Signal(str)
    dismissed = Signal(object)
    shown = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._people: tuple[list[Talent], list[Talent]] = ([], [])
        self._open = False
        self.setProperty("look", "panel")
        self._said = label("", "", wrap=True)
        self.look = Button(theme, "Look at them", self._on_look, look="small")
        self.not_now = Button(theme, "Not now", self._on_all, look="small")
        head = row(IconLabel(theme, "lightbulb", "accent"), self._said, self.look, self.not_now, spacing=10)
        head.setStretch(1, 1)
        self._rows: QVBoxLayout = column(spacing=6)
        layout = column(margins=(12, 8, 12, 8), spacing=4)
        layout.addLayout(head)
        layout.addLayout(self._rows)
        self.setLayout(layout)
        self.setAccessibleName("Suggestions on people of influence")
        self.hide()

    def show_people(self, against: Sequence[Talent], favour: Sequence[Talent]) -> None:
        """Offer what can be made of these people."""
        self._people = (list(against), list(favour))
        self._said.setText(summary(against, favour) if against or favour else "")
        self._fill()
        self.setVisible(bool(against or favour))

    def _fill(self) -> None:
        clear(self._rows)
        against, favour = self._people
        alone = len(against) + len(favour) == 1
        self.look.setText("Close" if self._open else "Look at them")
        self.not_now.setText("Not now for all" if self._open else "Not now")
        self.look.setVisible(not alone)
        self.not_now.setVisible(not alone)
        if not (self._open or alone):
            return
        everybody = [*((each, True) for each in against), *((each, False) for each in favour)]
        for each, opponent in everybody[:MOST]:
            self._rows.addWidget(self._line(each, opponent))
        if len(everybody) > MOST:
            said = f"{len(everybody) - MOST} more come up as these are dealt with."
            self._rows.addWidget(label(said, "muted"))

    def _line(self, each: Talent, opponent: bool) -> QWidget:
        who = f"{each.code}  {role_words(each)}"
        go = LinkButton(self.theme, who, lambda: self.shown.emit(each.id), f"Choose {who[:80]}")
        influence = INFLUENCE[(each.influence or 1) - 1].lower()
        said = label(
            f"Influence {each.influence}, {influence}; {STANCES[each.stance or 0].lower()}",
            "second",
            wrap=True,
        )
        if opponent:
            take = Button(self.theme, "Add to obstacles…", lambda: self.obstacle.emit(each.id), look="small")
        else:
            take = Button(self.theme, "Note as a talent", lambda: self.talent.emit(each.id), look="small")
        leave = Button(self.theme, "Not now", lambda: self.dismissed.emit([each.id]), look="small")
        for button in (take, leave):
            button.setAccessibleName(f"{button.text().strip()}: {one_line(who)[:80]}")
        line = row(go, said, take, leave, spacing=10)
        line.setStretch(1, 1)
        return boxed(line)

    def _on_look(self) -> None:
        self._open = not self._open
        self._fill()

    def _on_all(self) -> None:
        self.dismissed.emit([each.id for some in self._people for each in some])


class ObstacleDialog(Dialog):
    """What the obstacle will say, before it is added: `taken(title, detail)`."""

    taken = Signal(str, str)

    def __init__(self, theme: Theme, each: Talent, detail: str, parent: QWidget | None) -> None:
        super().__init__(theme, "Add to obstacles", parent, "Add to obstacles")
        self.head("Add to obstacles")
        self.title = QLineEdit(obstacle_title(each))
        self.field("What stands in the way", self.title)
        self.title.setCursorPosition(0)
        self.detail = QPlainTextEdit(detail)
        self.detail.setTabChangesFocus(True)
        self.detail.setMaximumHeight(theme.px(90))
        self.field("In more words", self.detail)
        self.body.addSpacing(4)
        said = "It names the role, never the person. Obstacles are printed in reports: say it so that everybody concerned may read it."
        self.body.addWidget(label(said, "second", wrap=True))

    def on_accept(self) -> None:
        title = whole_line(self.title.text())
        if not title:
            self.say("Say what stands in the way.")
            return
        self.taken.emit(title, self.detail.toPlainText().strip())
        self.accept()
