"""A session that is held: every step of it as an edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.session import Session, sentence
from ui.waiting_texts import WaitingTexts
from ui.workshop.scene import Scene
from workbench.actions import answers, meetings, votes
from workbench.actions.edit import Edit, together
from workbench.analysis import room
from workbench.analysis.agenda import Stop
from workbench.analysis.meetings import to_hold
from workbench.domain.assessment import Respondent
from workbench.domain.entity import new_id
from workbench.domain.meeting import Meeting
from workbench.domain.role import Role

PARK, DECIDE = "park", "decide"


class Desk(Scene):
    """What can be done in the session that is on; `kept` when something could not be saved and waits."""

    kept = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, parent)
        self.busy = False
        self._taken_up = ""
        self.unsaved = WaitingTexts(session)

    # Beginning and ending

    def take_up(self) -> bool:
        """Take the session that is going on, or the newest that has not ended; whether there is one."""
        meeting = self.meeting
        # One that is being taken up again says that it has ended until that is on disk.
        if meeting is None or (meeting.ended and self._taken_up != meeting.id):
            found = to_hold(self.book.all(Meeting)) if self.book is not None else None
            self.hold(found.id if found is not None else "")
        return self.meeting is not None

    def hold(self, meeting_id: str) -> None:
        """Hold a session from where it was."""
        if meeting_id != self.meeting_id:
            self.clock.pause()
            self.meeting_id, self._place = meeting_id, None
            self._forget()
        meeting = self.meeting
        if meeting is not None and (not meeting.started or meeting.ended) and not self.closed:
            self._taken_up = meeting.id
            self.session.run(meetings.begin(meeting.id, _now()), self._on_taken_up)

    def _on_taken_up(self, _done: object) -> None:
        self._taken_up = ""

    def begin(self, fields: Mapping[str, Any], failed: Callable[[str], None]) -> None:
        """Make a session and begin it; `failed` hears why that is refused."""
        book = self.book
        if book is None or self.busy:
            return
        new, rest = new_id(), dict(fields)
        edits = [meetings.add(book.assessment.id, rest.pop("title"), entity_id=new, **rest)]
        edit = together("Begin a session", [*edits, meetings.begin(new, _now())])

        def begun(_done: object) -> None:
            self.busy = False
            self.hold(new)
            self.moved.emit()

        def refused(error: Exception) -> None:
            self.busy = False
            failed(sentence(error))

        # A second Enter must not make a second session.
        self.busy = True
        self.session.run(edit, begun, refused)

    def end(self) -> None:
        """End the session."""
        self.clock.pause()
        self.session.run(meetings.end(self.meeting_id, _now()))

    # Going about

    def move(self, by: int) -> bool:
        """Go to the next place, or back; whether there was one."""
        at = self.at + by
        if not 0 <= at < len(self.stops):
            return False
        self.go(self.stops[at])
        return True

    def go(self, stop: Stop) -> None:
        """Go to a place and remember it; time spent so far is written down first."""
        self._place = stop
        self._forget()
        self.point_clock()
        self.clock.flush()
        if not self.closed:
            self.session.run(meetings.go_to(self.meeting_id, stop.item, stop.question), undoable=False)
        self.moved.emit()

    def finish(self) -> None:
        """Say that the item is done with, and go to the first one behind it that is not."""
        meeting, item = self.meeting, self.item
        if meeting is None or item is None:
            return
        self.session.run(meetings.finish(meeting.id, item.key))
        behind = [
            each for each in self.stops if each.item > self.stop.item and not meeting.agenda[each.item].done
        ]
        if behind:
            self.go(behind[0])

    # Voting

    def raise_hand(self, role: Role, option: str, by: int) -> None:
        """Count a hand up or down."""
        if not self.busy and not self.revealed and self.question is not None:
            self.session.run(votes.raise_hands(self.meeting_id, self.stop.question, role, option, by))

    def type_hands(self, counts: Mapping[Role, Mapping[str, int]]) -> None:
        """Take counts by role and option."""
        question = self.stop.question
        edits = [votes.count_hands(self.meeting_id, question, role, each) for role, each in counts.items()]
        if edits and not self.busy and not self.revealed:
            self.session.run(together(f"Count hands on {question}", edits))

    def speak(self, respondent_id: str, option: str) -> None:
        """Take one voice down; '' takes it back."""
        self.session.run(votes.speak(self.meeting_id, self.stop.question, respondent_id, option))

    def reveal(self, refused: Callable[[str], None]) -> None:
        """Show the votes; `refused` hears why there are none to show."""
        if self.busy or self.revealed or self.question is None:
            return

        def now(_: object) -> None:
            self.busy = False
            why = self.why_not_shown()
            if not why:
                # What is recorded already was agreed on before this vote.
                self.outvoted = self.stop.question if self.consensus is not None else ""
                self._alone(votes.reveal(self.meeting_id, self.stop.question))
            else:
                refused(why)

        if self.session.jobs.pending:
            # The last hand is still on its way.
            self.busy = True
            self.session.jobs.lane(lambda: None, now)
        else:
            now(None)

    def again(self) -> None:
        """Vote once more."""
        if self.revealed:
            self._alone(votes.again(self.meeting_id, self.stop.question))

    def skip(self) -> bool:
        """Go on without a vote; whether there was a place to go on to."""
        if self.question is None or self.revealed or self.busy:
            return True
        self._alone(votes.skip(self.meeting_id, self.stop.question))
        return self.move(1)

    def _alone(self, edit: Edit, then: Callable[[], None] | None = None) -> None:
        """Run what the next key would be read by, such as turning hidden into shown: none may come before it has landed."""
        self.busy = True

        def over() -> None:
            self.busy = False

        def landed(_done: object) -> None:
            over()
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            over()
            self.session.failed.emit(sentence(error))

        self.session.run(edit, landed, failed)
        # Behind it: the room waits for the votes, not for the clock.
        self.clock.flush()

    # What is agreed on

    def record(self, key: str, reason: str = "") -> None:
        """Record an option, or 'na' with a reason; who chose otherwise is the dissent, before what was typed there."""
        book, question, option, spread = self.book, self.question, self.option(key), self.spread
        if book is None or question is None or spread is None or self.busy:
            return
        if option is None and key != room.NOT_APPLICABLE:
            return
        stored = self.session.stored_book
        before = stored.consensus.get(question.id) if stored is not None else None
        typed = room.own_words(self.unsaved.value(question.id, before.dissent)) if before is not None else ""
        self.outvoted = ""
        self._alone(
            answers.agree(
                book.assessment.id,
                question.id,
                option.level if option else None,
                reason,
                dissent=" ".join(part for part in (room.dissent(question, spread, key), typed) if part),
                variant=option.variant if option else 0,
            ),
            lambda: self.unsaved.forget(question.id),
        )

    def withdraw(self) -> None:
        """Take what was recorded back."""
        if self.consensus is not None and self.book is not None and self.revealed:
            self.session.run(answers.withdraw_consensus(self.book.assessment.id, self.stop.question))

    def write_dissent(self, question_id: str, text: str, epoch: int) -> None:
        """Write down who sees it otherwise."""
        if self.book is not None:
            merge = f"dissent:{question_id}:{epoch}"

            def failed(error: Exception) -> None:
                self.session.failed.emit(sentence(error))
                self.kept.emit()

            edit = answers.word_consensus(self.book.assessment.id, question_id, merge, dissent=text)
            self.unsaved.write(question_id, text, edit, failed)

    # Beside the questions

    def park(self, text: str, place: Hashable = None) -> None:
        """Put something into the parking lot, in place of what could not be saved and waits at a `place`."""
        self._note(PARK, place, (text,), meetings.park(self.meeting_id, text, self.stop.question))

    def decide(self, text: str, owner: str, due: dt.date | None, place: Hashable = None) -> None:
        """Write a decision down, in place of what could not be saved and waits at a `place`."""
        edit = meetings.decide(self.meeting_id, text, owner, due, self.stop.question)
        self._note(DECIDE, place, (text, owner, due), edit)

    def _note(self, what: str, place: Hashable, value: tuple[Any, ...], edit: Edit) -> None:
        def failed(error: Exception) -> None:
            self.session.failed.emit(sentence(error))

        self.unsaved.write(place or (what, new_id()), value, edit, failed)

    def waiting(self, what: str) -> tuple[Hashable, tuple[Any, ...]] | None:
        """The first of what was parked or decided and could not be saved yet: its place, and what was given."""
        for place in self.unsaved.places():
            if isinstance(place, tuple) and place[0] == what:
                return place, self.unsaved.value(place, ())
        return None

    def tick(self, respondent: Respondent) -> None:
        """Tick that somebody is there, or take that back."""
        meeting = self.meeting
        if meeting is not None:
            change = meetings.go if respondent.id in meeting.present else meetings.come
            self.session.run(change(meeting.id, respondent.id))

    def come_new(self, role: Role, role_title: str) -> None:
        """Add somebody who is not on the list."""
        self.session.run(meetings.come_new(self.meeting_id, role, role_title))


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
