"""A session as it is seen: where the talk is, who has voted, what came of it, and how much time is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.session import Session
from ui.workshop.clock import SessionClock
from ui.workshop.items import called
from ui.workshop.slide import Slide, hidden_lines, revealed
from workbench.actions import meetings
from workbench.analysis import room
from workbench.analysis.agenda import Pace, Stop, pace, questions_of, stop_at, stops
from workbench.analysis.question import QuestionRating
from workbench.domain.assessment import Consensus, State
from workbench.domain.book import Book
from workbench.domain.content import Option, Question
from workbench.domain.meeting import AgendaItem, Meeting, Vote, question_key
from workbench.domain.role import Role

T = TypeVar("T")


class Scene(QObject):
    """The session that is on, as everything in workshop mode sees it; `moved` when another place is shown.

    What it shows is without names, whether they are hidden elsewhere or not.
    """

    moved = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.meeting_id = ""
        self._place: Stop | None = None
        self.outvoted = ""
        self.clock = SessionClock(time.monotonic, self._spend, self)
        self._worked_out: dict[str, Any] = {}
        for happened in (session.changed, session.assessment_opened, session.assessment_closed):
            happened.connect(self._forget)

    def _forget(self, *_what: object) -> None:
        self._worked_out.clear()

    def _once(self, name: str, work: Callable[[], T]) -> T:
        """What is asked for again and again while one thing is shown, worked out once."""
        if name not in self._worked_out:
            self._worked_out[name] = work()
        return self._worked_out[name]

    # What there is

    @property
    def book(self) -> Book | None:
        """The assessment without names."""
        return self.session.curtain.by_roles

    @property
    def meeting(self) -> Meeting | None:
        """The session that is held."""
        return self.book.get(Meeting, self.meeting_id) if self.book is not None else None

    @property
    def closed(self) -> bool:
        """Whether nothing of the assessment may change, not even a clock."""
        return self.book is None or self.book.assessment.state is State.CLOSED

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Every place of the session."""
        meeting, book = self.meeting, self.book
        if book is None or meeting is None:
            return ()
        return self._once("stops", lambda: stops(book, meeting))

    @property
    def at(self) -> int:
        """Which of them is shown."""
        return self._once("at", self._find_at)

    def _find_at(self) -> int:
        meeting = self.meeting
        if meeting is None:
            return 0
        place = self._place or Stop(meeting.current, meeting.question)
        return stop_at(self.stops, place.item, place.question)

    @property
    def stop(self) -> Stop:
        """The place that is shown."""
        listed = self.stops
        return listed[self.at] if listed else Stop(0)

    @property
    def item(self) -> AgendaItem | None:
        """The item of the agenda that is talked about."""
        meeting = self.meeting
        if meeting is None or self.stop.item >= len(meeting.agenda):
            return None
        return meeting.agenda[self.stop.item]

    @property
    def question(self) -> Question | None:
        """The question on screen; `None` for a list."""
        return self.book.pack.by_question.get(self.stop.question) if self.book is not None else None

    @property
    def vote(self) -> Vote | None:
        """How this session voted on it."""
        return self._once("vote", self._find_vote)

    def _find_vote(self) -> Vote | None:
        question, book = self.question, self.book
        if question is None or book is None:
            return None
        mine = (each for each in book.all(Vote) if each.meeting == self.meeting_id)
        return next((each for each in mine if each.question == question.id), None)

    @property
    def revealed(self) -> bool:
        """Whether the votes are shown."""
        return self.vote is not None and self.vote.revealed

    @property
    def seats(self) -> tuple[room.Seat, ...]:
        """Everybody in the room, with how they voted."""
        return self._once("seats", self._find_seats)

    def _find_seats(self) -> tuple[room.Seat, ...]:
        meeting, question, book = self.meeting, self.question, self.book
        if meeting is None or question is None or book is None:
            return ()
        return room.seats(book, meeting, self.vote, question.id)

    @property
    def consensus(self) -> Consensus | None:
        """What the room agreed on."""
        return self.book.consensus.get(self.stop.question) if self.book is not None else None

    @property
    def recorded(self) -> Consensus | None:
        """The same, where it was agreed on since the votes were shown."""
        return self.consensus if self.revealed and self.outvoted != self.stop.question else None

    @property
    def came_in(self) -> int:
        """How many votes there are to show: in the room, and from people who answered before and are not there."""
        return sum(1 for each in self.seats if each.voted) + self._elsewhere()

    def why_not_shown(self) -> str:
        """Why there is nothing to reveal yet; '' where there is."""
        question, book = self.question, self.book
        if question is None or book is None:
            return ""
        return room.why_not_shown(book, self.vote, question.id, self.came_in)

    def _elsewhere(self) -> int:
        question, book = self.question, self.book
        if question is None or book is None:
            return 0
        return room.answered_elsewhere(book, self.seats, self.vote, question.id)

    def rating(self) -> QuestionRating:
        """What the votes come to."""
        return self.session.standing.questions[self.stop.question]

    @property
    def spread(self) -> room.Spread | None:
        """How the answers spread, as everybody may see it."""
        question, book = self.question, self.book
        if question is None or book is None:
            return None
        return self._once("spread", lambda: room.spread(book, question))

    def slide(self) -> Slide:
        """What the room may see of the question."""
        return self._once("slide", self._make_slide)

    def _make_slide(self) -> Slide:
        book, meeting, question, item = self.book, self.meeting, self.question, self.item
        assert book is not None
        assert meeting is not None
        if item is None:
            return Slide("", "", 0, "Nothing is on the agenda yet.")
        if question is None:
            return Slide(called(book, item), "", 1.0, called(book, item))
        asked = [each.id for each in questions_of(book, item)]
        number, of = asked.index(question.id) + 1, len(asked)
        done = 0.0 if question.id in book.consensus else 0.5
        bare = Slide(
            title=called(book, item),
            where=f"Question {number} of {of}",
            share=(number - (done if self.revealed else 0.75)) / of,
            ask=question.ask,
            lines=hidden_lines(question),
            voted=room.voted_words(self.seats, self._elsewhere()),
        )
        spread = self.spread
        return revealed(bare, question, self.rating(), spread) if self.revealed and spread else bare

    def hands(self) -> Mapping[Role, int]:
        """How many hands of each role are up in this round, whatever they are up for."""
        found: dict[Role, int] = dict.fromkeys(Role, 0)
        for key, number in room.hidden_round(self.vote).hands.items():
            found[Role(key.partition("/")[0])] += number
        return found

    def middle(self) -> str:
        """The key of the option the votes come to."""
        question, spread = self.question, self.spread
        return room.middle(question, self.rating(), spread) if question and spread else ""

    def option(self, key: str) -> Option | None:
        """An option of the question by its key."""
        question = self.question
        return next((each for each in question.options if each.key == key), None) if question else None

    # The clock

    def _spend(self, seconds: dict[str, int], noted: bool, landed: Callable[[], None]) -> None:
        if self.closed or self.meeting is None:
            landed()
            return
        edit = meetings.spend(self.meeting_id, seconds, noted)
        self.session.run(edit, lambda _done: landed(), lambda _error: landed(), undoable=False)

    def point_clock(self) -> None:
        """Let the clock count for what is on screen."""
        item = self.item
        keys = [item.key] if item is not None else []
        if self.stop.question:
            keys.append(question_key(self.stop.question))
        self.clock.point(keys)

    def start_clock(self) -> None:
        """Count from now on."""
        if self.meeting is not None and not self.closed:
            self.point_clock()
            self.clock.start(self.clock.keys)

    @property
    def left(self) -> int | None:
        """The seconds left for the question; `None` without a limit or a question."""
        meeting = self.meeting
        if meeting is None or not meeting.timebox or not self.stop.question:
            return None
        key = question_key(self.stop.question)
        return meeting.timebox - meeting.clock.get(key, 0) - self.clock.extra.get(key, 0)

    def reset_clock(self) -> None:
        """Give the question its whole time again; the agenda keeps what was used."""
        meeting = self.meeting
        if meeting is None or self.left is None:
            return
        self.clock.flush()
        used = meeting.timebox - (self.left or 0)
        self._spend({question_key(self.stop.question): -used}, True, lambda: None)

    def pace(self) -> Pace | None:
        """How the session keeps to its agenda."""
        return pace(self.meeting, self.clock.extra) if self.meeting is not None else None
