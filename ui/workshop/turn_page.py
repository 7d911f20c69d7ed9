"""The keyboard is passed round: one person votes, nothing of it stays on screen, and the next one is called."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Theme
from ui.widgets.parts import Button, boxed, column, row
from ui.workshop.desk import Desk
from ui.workshop.keymap import DIGITS, Binding, Key
from ui.workshop.lettering import BigText, Sizes
from ui.workshop.stage import QuestionStage
from ui.workshop.turns import Turns
from workbench.analysis import room

KEYS = "1 to {} chooses, 0 does not apply, D don't know. Nobody sees what you choose."


class TurnPage(QWidget):
    """Shows whose turn it is and the question; `stopped` when nobody is left, or somebody stops.

    `keys` are all the keys there are meanwhile: none of them shows a vote.
    """

    stopped = Signal()

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk, self._turns = desk, Turns(desk)
        self.who = BigText(theme, 30, 600)
        self.note = BigText(theme, 18, 400, token="ink2")
        over = Button(theme, "Not me", self.pass_over, key="S")
        stop = Button(theme, "Stop", self.stopped.emit, key="Esc")
        self._line = row(boxed(column(self.who, self.note, spacing=2)), over, stop, spacing=16)
        self._line.setStretch(0, 1)
        head = QFrame()
        head.setLayout(self._line)
        self.stage = QuestionStage(theme)
        self.stage.pressed.connect(self.speak)
        whole = column(head, self.stage, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

        self.keys = self._make_keys()

    def _make_keys(self) -> dict[tuple[Qt.Key, bool], Binding]:
        table = {
            (key, False): Binding(lambda number=number: self._on_digit(number))
            for key, number in DIGITS.items()
        }
        table[Key.Key_0, False] = Binding(lambda: self.speak(room.NOT_APPLICABLE))
        table[Key.Key_D, False] = Binding(lambda: self.speak(room.DONT_KNOW))
        table[Key.Key_S, False] = Binding(self.pass_over)
        table[Key.Key_Backspace, False] = Binding(self.take_back)
        table[Key.Key_Escape, False] = Binding(self.stopped.emit)
        return table

    def begin(self) -> bool:
        """Call the first person who has not voted; whether there is one."""
        if not self._turns.begin():
            return False
        self.call()
        return True

    def call(self) -> None:
        """Call whoever is next to vote."""
        who = self._turns.who()
        if who is None or self._desk.revealed:
            self.stopped.emit()
            return
        number, of = self._turns.same(who)
        self.who.setText(f"Vote as {who.label}{f' ({number} of {of})' if of > 1 else ''}")
        slide = self._desk.slide()
        self.note.setText(KEYS.format(sum(1 for each in slide.lines if each.level)))
        self.stage.show_slide(slide)

    def _on_digit(self, number: int) -> None:
        question = self._desk.question
        if question is not None and number <= len(question.options):
            self.speak(question.options[number - 1].key)

    def speak(self, key: str) -> None:
        """Take down what was chosen, show nothing of it, and call the next person."""
        self._turns.speak(key)
        self.call()

    def pass_over(self) -> None:
        """Call the next person; whose turn it was may vote later."""
        self._turns.pass_over()
        self.call()

    def take_back(self) -> None:
        """Let the person before vote once more."""
        self._turns.take_back()
        self.call()

    def show_window(self, size: QSize) -> None:
        """Take the size of the window it stands in."""
        sizes = Sizes.of(size, False)
        side = round(72 * size.width() / 1440)
        self._line.setContentsMargins(side, round(24 * sizes.base), side, 0)
        self.who.show_sizes(sizes)
        self.note.show_sizes(sizes)
        self.stage.show_window(size)
