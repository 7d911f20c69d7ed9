"""One question with its anchors, evidence strength, note and evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.curtain import COVERED
from ui.dialogs.glossary import NEXT, WordPopup
from ui.screens.questionnaire.evidence_box import EvidenceBox
from ui.screens.questionnaire.voice import Shown, Voice
from ui.theme import Theme
from ui.widgets.answer_card import AnswerCard
from ui.widgets.auto_text import AutoLine, AutoText
from ui.widgets.parts import Button, boxed, column, label, row, set_look
from ui.widgets.segmented import Segmented
from ui.widgets.words_row import WordsRow
from workbench.content.terms import terms_in
from workbench.domain.assessment import AnswerState, Strength
from workbench.domain.content import Pack, Question

STRENGTHS = tuple((each.value, each.label) for each in Strength)
MEASURE = 660


class QuestionPage(QWidget):
    """Shows a question and what was said to it; every choice leaves as a signal.

    `all_words` names the term of art to show in the glossary.
    """

    rated = Signal(int)
    fewer = Signal(str)
    not_applicable = Signal()
    dont_know = Signal()
    strength = Signal(str)
    all_words = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[AnswerCard] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._crumb = label("", "second")
        self._place = label("", "second")
        self._chip = label("", "chip")
        self._about = label("", "second", wrap=True)
        self.ask = label("", "question", wrap=True)
        self.words = WordsRow(theme, NEXT)
        self.words.wanted.connect(self.explain)
        self._cards_box = column(spacing=8)
        self.na = Button(theme, "Not applicable", self.not_applicable.emit, look="small", key="0")
        self.dk = Button(theme, "Don't know", self.dont_know.emit, look="small", key="D")
        self._hands = label("", "muted")
        self._earlier = label("", "warn", wrap=True)
        self._earlier.hide()
        self._strength_label = label("How sure", "muted")
        self.strengths = Segmented(theme, STRENGTHS, "Evidence strength")
        self.strengths.chosen.connect(self.strength)
        self.reason = AutoLine(
            "Reason why it does not apply",
            "Why does it not apply? Without a reason it counts as 'don't know'",
        )
        self.agreed_by = AutoLine("Who agreed", "Who agreed, by role")
        self._note_label = label("", "label")
        self.note = AutoText("Note", "", 4)
        self._evidence_count = label("", "muted")
        self.evidence = EvidenceBox(theme)
        self._compact = False
        self._build()

    def _build(self) -> None:
        chip = row(self._chip, self._about, spacing=10)
        chip.setStretch(1, 1)
        layout = self._lines = column(spacing=0, margins=(40, 20, 40, 20))
        layout.addLayout(row(self._crumb, None, self._place))
        layout.addSpacing(12)
        self._chip_row = boxed(chip)
        layout.addWidget(self._chip_row)
        layout.addSpacing(8)
        layout.addWidget(self.ask)
        layout.addWidget(self.words)
        layout.addSpacing(12)
        layout.addWidget(self._earlier)
        layout.addLayout(self._cards_box)
        layout.addSpacing(10)
        layout.addLayout(
            row(self.na, self.dk, self._hands, None, self._strength_label, self.strengths, spacing=8)
        )
        layout.addSpacing(8)
        layout.addWidget(self.reason)
        layout.addWidget(self.agreed_by)
        layout.addSpacing(8)
        left = column(self._note_label, self.note, spacing=4)
        self._evidence_head = boxed(row(label("Evidence", "label"), None, self._evidence_count))
        right = column(self._evidence_head, self.evidence, spacing=4)
        below = row(spacing=16)
        below.addLayout(left, 6)
        below.addLayout(right, 5)
        layout.addLayout(below)
        layout.addStretch(1)
        self.setLayout(layout)
        for card in (self.na, self.dk):
            card.setCheckable(True)

    def _make_cards(self, count: int) -> None:
        while len(self.cards) < count:
            card = AnswerCard(self._theme, len(self.cards) + 1, "", "")
            card.least = 38 if self._compact else 44
            card.setAutoExclusive(False)
            card.clicked.connect(lambda _checked=False, card=card: self._on_card(card))
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            card.customContextMenuRequested.connect(lambda _pos, card=card: self.fewer.emit(card.option))
            self._group.addButton(card)
            self._cards_box.addWidget(card)
            self.cards.append(card)
        for i, card in enumerate(self.cards):
            card.setVisible(i < count)

    def _on_card(self, card: AnswerCard) -> None:
        # The mark follows the answer, not the click: pressing a chosen card again must not clear it.
        card.setChecked(True)
        self.rated.emit(card.number)

    def show_question(self, pack: Pack, question: Question, place: tuple[int, int]) -> None:
        """Show another question; its answer follows."""
        capability = pack.by_capability[question.capability]
        area = pack.by_area[capability.area]
        self._crumb.setText(f"{area.mark} {area.name}  ›  {capability.name}")
        self._place.setText(f"Question {place[0]} of {place[1]}")
        self._chip.setText(question.title)
        self._about.setText(capability.about)
        self.ask.setText(question.ask)
        self._make_cards(len(question.options))
        for card, option in zip(self.cards, question.options, strict=False):
            card.show_option(pack.level_name(option.level), option.text, option.level, option.key)
        # In the order in which they are met: the question, its answers, then what the side panel and the head say.
        said = "\n".join(
            (
                question.ask, question.title, *(option.text for option in question.options),
                question.why, question.evidence, capability.name, capability.about,
            )
        )  # fmt: skip
        self.words.show_terms(terms_in(said, pack.glossary))

    def explain(self, index: int = 0) -> None:
        """Say what a term of art in the question means, if it has one."""
        if not self.words.terms:
            return
        popup = WordPopup(self._theme, self.words.terms, index, self)
        popup.all_wanted.connect(self.all_words)
        popup.open_below(self.words.buttons[index])

    def show_answer(
        self, voice: Voice, shown: Shown, fresh: bool, covered: frozenset[str] = frozenset()
    ) -> None:
        """Show what was said; `fresh` when another question or voice is shown than before.

        Of the fields of the answer, those that are `covered` can only be read.
        """
        counts = dict(shown.counts)
        for card in self.cards:
            card.show_hands(counts.get(card.option, 0) if voice.tally else None)
            card.setChecked(not voice.tally and shown.key == card.option)
        room = voice.respondent is None
        na = shown.state is AnswerState.NOT_APPLICABLE
        self.na.setChecked(na or bool(counts.get("na")))
        self.dk.setChecked(shown.state is AnswerState.DONT_KNOW or bool(counts.get("dk")))
        set_look(self.na, "small-on" if self.na.isChecked() else "small")
        set_look(self.dk, "small-on" if self.dk.isChecked() else "small")
        self.dk.setVisible(not room)
        self._hands.setVisible(voice.tally)
        hands = sum(counts.values())
        self._hands.setText(
            f"{hands} hands: {counts.get('na', 0)} not applicable, {counts.get('dk', 0)} don't know. Shift takes one down."
        )
        self._strength_label.setVisible(not room)
        self.strengths.setVisible(not room)
        self.strengths.take(shown.strength.value if shown.strength else "")
        self.reason.setVisible(
            na or bool(counts.get("na")) or (room and self.reason.isVisible() and not fresh)
        )
        self.agreed_by.setVisible(room and shown.state is not AnswerState.OPEN)
        self._note_label.setText(
            "Dissent, kept with the consensus" if room else "Note, stays with this answer"
        )
        self.note.setPlaceholderText("Who saw it differently, and why" if room else "")
        self.note.setEnabled(not room or shown.state is not AnswerState.OPEN)
        self._evidence_head.setVisible(not room)
        self.evidence.setVisible(not room)
        fields = (
            (self.note, shown.note, "dissent" if room else "note"),
            (self.reason, shown.reason, "reason"),
            (self.agreed_by, shown.agreed_by, "agreed_by"),
        )
        for field, text, key in fields:
            field.cover(key in covered)
            field.setToolTip(COVERED if key in covered else "")
            if fresh:
                field.start(text)
            else:
                field.show_text(text)

    def show_earlier(self, words: str) -> None:
        """Say what was chosen before and is offered no longer; '' for nothing."""
        self._earlier.setText(words)
        self._earlier.setVisible(bool(words))

    def choose(self, option: str, state: AnswerState) -> None:
        """Show a choice at once, before it is on disk."""
        for card in self.cards:
            card.setChecked(option == card.option)
        self.na.setChecked(state is AnswerState.NOT_APPLICABLE)
        self.dk.setChecked(state is AnswerState.DONT_KNOW)
        set_look(self.na, "small-on" if self.na.isChecked() else "small")
        set_look(self.dk, "small-on" if self.dk.isChecked() else "small")
        if state is AnswerState.NOT_APPLICABLE:
            self.reason.show()

    def flush(self) -> None:
        """Save what is being typed."""
        for field in (self.note, self.reason, self.agreed_by):
            field.flush()

    def compact(self, on: bool) -> None:
        """Take less room on a small window."""
        self._chip_row.setVisible(not on)
        self._crumb.setVisible(not on)
        self._place.setVisible(not on)
        for card in self.cards:
            card.least = 38 if on else 44
            card.updateGeometry()
        self._compact = on
        self._lines.setContentsMargins(*(24, 14, 24, 12) if on else (40, 20, 40, 20))

    @property
    def place(self) -> str:
        """Which question of its capability this is."""
        return self._place.text()

    def show_evidence_count(self, count: int) -> None:
        """Say how much evidence there is."""
        self._evidence_count.setText(f"{count} items" if count != 1 else "1 item")
