"""The facilitator's page: the question, whose hands are counted, who has voted, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.parts import IconLabel, column, label
from ui.workshop.clock import countdown_words, left_words, minutes_words
from ui.workshop.desk import Desk
from ui.workshop.foot import ListBar, ResultBar, VoteBar
from ui.workshop.hands_strip import HandsStrip
from ui.workshop.head import Head
from ui.workshop.stage import QuestionStage
from workbench.analysis import room
from workbench.domain.assessment import Consensus
from workbench.domain.content import option_key
from workbench.domain.meeting import AgendaKind
from workbench.domain.role import Role

NOTHING_ASKED = "None of its questions is asked in this assessment."


class TalkPage(QWidget):
    """Shows where a session is; what is pressed on it, its screen hears from its parts."""

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.question_shown = ""
        self.head = Head(theme)
        self._saved = label("", "second")
        self._saved.setAccessibleName("Saved state")
        self._projector = label("", "second")
        self._names = label("Names never shown", "second")
        icon = IconLabel(theme, "eye-off", "ink2", 16)
        self.head.add(icon, self._names, self._projector, self._saved, label("Esc", "key"))
        self.stage = QuestionStage(theme)
        self.hands = HandsStrip(theme)
        self.votes = VoteBar(theme)
        self.result = ResultBar(theme)
        self.listed = ListBar(theme)
        parts = column(self.head, self.stage, self.hands, self.votes, self.result, self.listed, spacing=0)
        parts.setStretch(1, 1)
        self.setLayout(parts)

    def show_desk(self, role: Role, chosen: str) -> None:
        """Show the place the session is at; hands of `role` are counted, `chosen` is the option to be recorded, or ''."""
        desk = self._desk
        slide = desk.slide()
        agreed = desk.recorded
        marked = chosen or (_key_of(agreed) if agreed else desk.middle() if desk.revealed else "")
        self.head.show_place(slide.title, slide.where, slide.share)
        self.stage.show_slide(slide, marked)
        asked = desk.question is not None
        self.hands.setVisible(asked and not desk.revealed)
        self.votes.setVisible(asked and not desk.revealed)
        self.result.setVisible(asked and desk.revealed)
        self.listed.setVisible(not asked)
        self._fill_foot(role, chosen, agreed, marked)
        self.question_shown = desk.stop.question

    def _fill_foot(self, role: Role, chosen: str, agreed: Consensus | None, marked: str) -> None:
        desk, book = self._desk, self._desk.book
        assert book is not None
        if desk.question is None:
            item = desk.item
            done = item is not None and item.done
            nothing = item is not None and item.kind is AgendaKind.CAPABILITY
            talk = NOTHING_ASKED if nothing else "Talk about it, and write it down in its list."
            self.listed.words.setText("Done." if done else talk)
            for each in (self.listed.done, self.listed.open):
                each.setEnabled(item is not None)
            self.listed.open.setVisible(not nothing)
        elif not desk.revealed:
            self.hands.show_roles(book.assessment.roles, role, desk.hands())
            self.votes.show_seats(desk.seats, desk.slide().voted)
        else:
            words = room.advice(desk.rating())
            if desk.consensus is not None:
                when = "is recorded" if agreed else "was recorded before this vote"
                words = f"{_said(desk.consensus)} {when}."
            self.result.show_result(
                desk.slide(), words, self._primary(agreed, marked, chosen), agreed is not None
            )
            self._show_dissent(agreed)

    def _primary(self, agreed: Consensus | None, marked: str, chosen: str) -> str:
        if agreed is not None and not chosen:
            return "Next question"
        option = self._desk.option(marked)
        if option is None:
            return "Record 'Does not apply'" if marked else "Record a level"
        median = ", the median" if marked == self._desk.middle() else ""
        return f"Record level {option.level}{median}"

    def _show_dissent(self, agreed: Consensus | None) -> None:
        if agreed is None:
            return
        covered = self._desk.session.curtain.covered(Consensus, agreed.id)
        stored = self._desk.session.stored_book
        text = agreed.dissent
        if not covered and stored is not None and not self._desk.session.curtain.hidden:
            # What is typed here is what is stored; only where names are hidden it is shown without them.
            text = stored.consensus[agreed.question].dissent
        if self._desk.unsaved.waits(agreed.question):
            # Where names are hidden it is read without them, and not written over.
            kept = self._desk.unsaved.value(agreed.question, text)
            text = self._desk.session.curtain.said(kept)
            covered |= {"dissent"} if text != kept else frozenset[str]()
        field = self.result.dissent
        field.cover("dissent" in covered)
        if self.question_shown != agreed.question:
            field.start(text)
        else:
            field.show_text(text)

    def show_time(self) -> tuple[str, str, bool]:
        """Show the clock, and give what the room may see of it: words, how they are read out, whether time is over."""
        left, found = self._desk.left, self._desk.pace()
        item, meeting = self._desk.item, self._desk.meeting
        words = spoken = pace = ""
        if left is not None:
            stopped = "" if self._desk.clock.running else " paused"
            words = f"{'Discuss' if self._desk.revealed else 'Vote'} {countdown_words(left)}{stopped}"
            spoken = f"{words.split()[0]}: {left_words(left)}{stopped}"
        if found is not None and item is not None and meeting is not None:
            used = meeting.used(item) + self._desk.clock.extra.get(item.key, 0)
            pace = f"{minutes_words(used, item.minutes)}, {found.words}"
        over = left is not None and left < 0
        self.head.show_time(words, spoken, over, pace)
        return words, spoken, over

    def show_projector(self, words: str) -> None:
        """Say what the room sees."""
        self._projector.setText(words)

    def show_saved(self, words: str) -> None:
        """Say whether all of it is saved."""
        self._saved.setText(words)

    def show_window(self, size: QSize, narrow: bool) -> None:
        """Take the size of the window it stands in."""
        for each in (self.head, self.stage, self.votes, self.result, self.listed):
            each.show_window(size)
        self.hands.show_side(round(72 * size.width() / 1440), narrow)
        for each in (self._names, self._saved):
            each.setVisible(not narrow)


def _key_of(agreed: Consensus) -> str:
    return room.NOT_APPLICABLE if agreed.value is None else option_key(agreed.value, agreed.variant)


def _said(agreed: Consensus) -> str:
    return "'Does not apply'" if agreed.value is None else f"Level {agreed.value}"
