"""A workshop in a program of its own: `python -m tests.ui.workshop.child PATH`.

It presses what it reads, a line at a time: keys by name ('M 2'), or 'wait 12' to let twelve seconds pass. After each line
is on disk it prints what the session has come to, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.sample import ASSESSMENT
from ui.app import build, make_application
from ui.main_window import MainWindow
from ui.workshop.screen import WorkshopScreen
from workbench.domain.assessment import Answer
from workbench.domain.book import Book
from workbench.domain.meeting import Meeting, Vote


def state_of(book: Book) -> dict[str, Any]:
    """What a session has come to, as JSON would give it back."""
    meeting = next(iter(book.all(Meeting)), None)
    votes = {each.question: each for each in book.all(Vote)}
    return {
        "place": [meeting.current, meeting.question] if meeting is not None else [],
        "clock": dict(meeting.clock) if meeting is not None else {},
        "votes": {
            question: [[dict(each.hands), dict(each.voices)] for each in vote.rounds]
            for question, vote in votes.items()
        },
        "revealed": sorted(question for question, vote in votes.items() if vote.revealed),
        "answers": sorted(
            [each.question, each.value or 0, dict(each.counts)] for each in book.all(Answer) if each.given
        ),
        "agreed": {question: each.value for question, each in book.consensus.items()},
        "parked": [each.text for each in meeting.parked] if meeting is not None else [],
    }


def _until(app: QApplication, window: MainWindow, ready: Any) -> None:
    while not ready() or window.jobs.pending:
        app.processEvents()


def main() -> None:
    """Press what stdin says."""
    app = make_application()
    window = build(app, Path(sys.argv[1]))
    window.show()
    _until(app, window, lambda: window.session.store is not None)
    window.session.open_assessment(ASSESSMENT)
    _until(app, window, lambda: window.session.book is not None and window.key == "overview")
    window.go_to("workshop")
    screen = window.current
    assert isinstance(screen, WorkshopScreen)
    now = [0.0]
    screen.desk.clock.now = lambda: now[0]
    print("ready", flush=True)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "wait":
            now[0] += float(words[1])
            screen.desk.clock.tick()
        else:
            for word in words:
                QTest.keyClick(screen, getattr(Qt.Key, f"Key_{word}"))
        _until(app, window, lambda: True)
        book = window.session.stored_book
        assert book is not None
        print(json.dumps(state_of(book)), flush=True)


if __name__ == "__main__":
    main()
