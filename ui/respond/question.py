"""One question for a respondent: its sentences without numbers, what else can be said, how sure, and a comment."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.layout import NARROW
from ui.respond.answering import Answering
from ui.respond.choice_card import ChoiceCard
from ui.theme import Theme
from ui.widgets.auto_text import AutoText
from ui.widgets.parts import Button, boxed, column, label, row, set_look
from ui.widgets.segmented import Segmented
from ui.widgets.soft import soft
from workbench.domain.answer_pack import MOST_LETTERS, Given, PackQuestion
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.content import Option
from workbench.domain.text import storable

MEASURE = 660
ROOMY, USUAL, TIGHT = 58, 52, 45
HINT = "Pick the sentence closest to a normal week. It need not be perfect."
COUNTS_AS = "Without a reason this counts as ‘I don’t know’."
TOO_LONG = (
    "This has {count:,} letters and {most:,} fit, so it is not saved. Shorten it, or send the rest by mail."
)


class QuestionPane(QWidget):
    """The middle of the view; every choice goes to the answering at once.

    `onward` asks for the next question, `moved` says that the keyboard went where it may not be seen yet.
    """

    onward = Signal()
    answered = Signal()
    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answering: Answering | None = None
        self.question: PackQuestion | None = None
        self.cards: list[ChoiceCard] = []
        self.side, self.measure, self._least = 24, theme.px(MEASURE), USUAL
        self._area, self._place = label("", "second", wrap=True), label("", "second")
        self.ask = label("", "question", wrap=True)
        self._cards = column(spacing=8)
        self.na = Button(theme, "Does not apply to us", lambda: self._on_other(AnswerState.NOT_APPLICABLE))
        self.dk = Button(theme, "I don’t know", lambda: self._on_other(AnswerState.DONT_KNOW))
        self.strengths = Segmented(theme, [(each.value, each.label) for each in Strength], "How sure are you")
        self.strengths.least = 44
        self.strengths.chosen.connect(self._on_strength)
        self._why_label = label("Why does it not apply to you?", "label")
        self.reason = AutoText("Why it does not apply", "", 2)
        self._counts_as = label(COUNTS_AS, "warn", wrap=True)
        self.note = AutoText("Anything we should know", "", 3)
        self._too_long = label("", "bad", wrap=True)
        self._build()
        self.reason.written.connect(lambda text, _epoch: self._on_text("reason", text))
        self.note.written.connect(lambda text, _epoch: self._on_text("note", text))
        self.reason.textChanged.connect(self._say_what_counts)

    def _build(self) -> None:
        for button in (self.na, self.dk):
            button.setCheckable(True)
            button.setProperty("touch", True)
            set_look(button, "choice")
        for field in (self.reason, self.note):
            # What is dropped here would be a file's path, or a text from elsewhere on this computer.
            field.setAcceptDrops(False)
            field.viewport().setAcceptDrops(False)
        others = boxed(row(self.na, self.dk, None, spacing=8))
        sure = boxed(row(label("How sure?", "muted"), self.strengths, spacing=8))
        self._else = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._else.setContentsMargins(0, 0, 0, 0)
        self._else.setSpacing(10)
        self._else.addWidget(others, 1)
        self._else.addWidget(sure, 0, Qt.AlignmentFlag.AlignLeft)
        self._why_box = boxed(column(14, self._why_label, self.reason, self._counts_as, spacing=4))
        head = row(self._area, self._place, spacing=16)
        head.setStretch(0, 1)
        layout = column(spacing=0)
        layout.addLayout(head)
        layout.addSpacing(8)
        layout.addWidget(self.ask)
        layout.addSpacing(4)
        layout.addWidget(label(HINT, "read", wrap=True))
        layout.addSpacing(16)
        layout.addLayout(self._cards)
        layout.addSpacing(14)
        layout.addLayout(self._else)
        layout.addWidget(self._why_box)
        layout.addSpacing(14)
        layout.addLayout(
            row(label("Anything we should know?", "label"), label("optional", "muted"), None, spacing=6)
        )
        layout.addSpacing(4)
        layout.addWidget(self.note)
        layout.addWidget(self._too_long)
        layout.addStretch(1)
        self._why_box.hide()
        self._too_long.hide()
        inside = boxed(layout)
        inside.setMaximumWidth(self.measure)
        self._inside = inside
        self._lines = row(inside, spacing=0)
        self._lines.addStretch(0)
        self._lines.setStretch(0, 1)
        self.setLayout(self._lines)

    # What is shown

    def begin(self, answering: Answering) -> None:
        """Work on the questions of a pack."""
        self._answering = answering

    def show_question(self, question: PackQuestion, place: int, of: int) -> None:
        """Show another question with what was said to it; what is being typed must have been flushed."""
        assert self._answering is not None
        self.question = question
        self._area.setText(soft(question.area))
        self._place.setText(f"Question {place} of {of}")
        self.ask.setText(soft(question.ask))
        self._make_cards(len(question.options))
        for card, option in zip(self.cards, question.options, strict=False):
            card.show_option(option)
        said = self._answering.given(question.id)
        self.note.start(said.note)
        self.reason.start(said.reason)
        self._too_long.hide()
        self._mark(said)

    def _make_cards(self, count: int) -> None:
        while len(self.cards) < count:
            card = ChoiceCard(self._theme)
            card.clicked.connect(lambda _checked=False, card=card: self._choose(card))
            card.fit(self._least)
            card.stepped.connect(lambda step, card=card: self._step(card, step))
            self._cards.addWidget(card)
            self.cards.append(card)
        for i, card in enumerate(self.cards):
            card.setVisible(i < count)

    @property
    def shown_cards(self) -> list[ChoiceCard]:
        """The cards of this question."""
        return self.cards[: len(self.question.options)] if self.question else []

    def _mark(self, said: Given) -> None:
        chosen = (said.value, said.variant)
        for card in self.shown_cards:
            option: Option | None = card.option
            card.setChecked(option is not None and (option.level, option.variant) == chosen)
        na, dk = said.state is AnswerState.NOT_APPLICABLE, said.state is AnswerState.DONT_KNOW
        for button, on in ((self.na, na), (self.dk, dk)):
            button.setChecked(on)
            set_look(button, "choice-on" if on else "choice")
        self.strengths.take(said.strength.value if said.strength else "")
        self._why_box.setVisible(na)
        self._say_what_counts()

    def _say_what_counts(self) -> None:
        self._counts_as.setVisible(not self.reason.said().strip())

    def take_focus(self) -> None:
        """Put the keyboard on what was chosen, or on the first sentence."""
        chosen = [card for card in self.shown_cards if card.isChecked()]
        first: list[QWidget] = [*chosen, *self.shown_cards, self.dk]
        first[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, width: int, middle: int) -> None:
        """Take the room there is: `width` of the window and `middle` of this column, in the text's own terms."""
        side = self.side = 64 if width >= 1400 else 40 if width >= NARROW and middle >= 744 else 24
        self._least = ROOMY if width >= 1400 else USUAL if width >= NARROW else TIGHT
        for card in self.cards:
            card.fit(self._least)
        self._lines.setContentsMargins(side, 32 if width >= 1400 else 20, side, 16)
        self.measure = self._theme.px(MEASURE)
        self._inside.setMaximumWidth(self.measure)
        needed = self.na.sizeHint().width() + self.dk.sizeHint().width() + self.strengths.sizeHint().width()
        room = min(self._theme.px(middle) - 2 * side, self.measure)
        across = needed + self._theme.px(100) <= room
        self._else.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )

    # What is said

    def _say(self, said: Given) -> None:
        assert self._answering is not None
        self._mark(said)
        self._answering.give(said)
        self.answered.emit()

    @property
    def _said(self) -> Given:
        assert self._answering is not None
        assert self.question is not None
        return self._answering.given(self.question.id)

    def _choose(self, card: ChoiceCard) -> None:
        assert card.option is not None
        option = card.option
        self._say(replace(self._said, state=AnswerState.RATED, value=option.level, variant=option.variant))

    def _step(self, card: ChoiceCard, step: int) -> None:
        """Choose the sentence before or after; where none is chosen yet, the one the keyboard is on."""
        cards = self.shown_cards
        at = cards.index(card)
        if any(each.isChecked() for each in cards):
            at = max(0, min(len(cards) - 1, at + step))
        cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._choose(cards[at])
        self.moved.emit()

    def _on_other(self, state: AnswerState) -> None:
        # Pressed again it is taken back.
        now = AnswerState.OPEN if self._said.state is state else state
        self._say(replace(self._said, state=now, value=None, variant=0))
        if now is AnswerState.NOT_APPLICABLE:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self.moved.emit()

    def _on_strength(self, key: str) -> None:
        self._say(replace(self._said, strength=Strength(key)))

    def _on_text(self, name: str, text: str) -> None:
        if len(text) > MOST_LETTERS:
            self._too_long.setText(TOO_LONG.format(count=len(text), most=MOST_LETTERS))
            self._too_long.show()
            return
        self._too_long.hide()
        self._say(replace(self._said, **{name: storable(text)}))

    def flush(self) -> bool:
        """Save what is being typed; False where that is not possible, and it would be lost by going on."""
        self.reason.flush()
        self.note.flush()
        return all(len(field.said()) <= MOST_LETTERS for field in (self.reason, self.note))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Cards, buttons and fields let it through; in a field only with Ctrl.
            self.onward.emit()
        else:
            super().keyPressEvent(event)
