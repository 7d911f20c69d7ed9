"""A workshop killed at every step: it is where it was, nothing is lost, and no reveal is half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.sample import ASSESSMENT
from tests.ui.workshop.child import state_of
from tests.ui.workshop.room import enter, furnish
from workbench.actions import books
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow

ROOT = Path(__file__).parents[3]
LINES = (
    "Return",  # the session is begun
    "M 2",  # a hand
    "P 3 Escape",  # the voice of the person who is called first
    "wait 12",
    "R",
    "Return",  # recorded
    "V",
    "M 4",
    "N",
)
"""What is pressed; each line makes one change on disk, so that a kill leaves it whole or undone."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def held(path: Path, lines: tuple[str, ...], unanswered: str = "") -> list[dict[str, Any]]:
    """Hold a workshop in another program, kill it, and give what it acknowledged after each line."""
    command = [sys.executable, "-m", "tests.ui.workshop.child", str(path)]
    environment = {**os.environ, "SRE_WORKBENCH_HOME": str(path.parent / "other")}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, env=environment) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        found: list[dict[str, Any]] = []
        for line in lines:
            program.stdin.write(f"{line}\n")
            program.stdin.flush()
            found.append(json.loads(program.stdout.readline()))
        if unanswered:
            program.stdin.write(f"{unanswered}\n")
            program.stdin.flush()
        program.kill()
    return found


def on_disk(path: Path) -> dict[str, Any]:
    with Store.open(path) as store:
        return state_of(books.open_book(store, ASSESSMENT))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the session comes to after each step, from one run to the end."""
    path = tmp_path_factory.mktemp("course") / "room.srew"
    furnish(path)
    return held(path, LINES)


def test_the_steps_do_what_they_say(course: list[dict[str, Any]]) -> None:
    assert course[0]["votes"] == {}
    hands, voices = course[2]["votes"]["SPON-1"][0]
    assert hands == {"manager/2": 1}
    assert list(voices.values()) == ["3"]
    assert course[3]["clock"] == {"capability/SPON": 12, "question/SPON-1": 12}
    assert course[4]["revealed"] == ["SPON-1"]
    # Managers 2, engineers 4, operations 3: the lower median of the three is 3.
    assert course[5]["agreed"] == {"SPON-1": 3}
    assert [len(each["votes"]["SPON-1"]) for each in course[5:8]] == [1, 2, 2]
    assert course[8]["place"] == [0, "SPON-2"]


@pytest.mark.parametrize("step", [0, 1, 3, 4, 6, 7])
def test_killed_while_the_next_step_is_saved_it_is_where_it_was(
    step: int, course: list[dict[str, Any]], qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "room.srew"
    furnish(path)
    # Ids of people are the same in every run, so the whole course is.
    assert held(path, LINES[: step + 1], LINES[step + 1]) == course[: step + 1]
    kept = on_disk(path)
    # Acknowledged steps are there; the one on its way is there as a whole or not at all, a reveal with its answers.
    assert kept in course[step : step + 2]
    reopened(qtbot, open_window, path, kept)


def reopened(qtbot: QtBot, open_window: OpenWindow, path: Path, kept: dict[str, Any]) -> None:
    """F5 goes on where it was."""
    window = open_window(path)
    screen = enter(qtbot, window)
    desk = screen.desk
    assert len(desk.stops) == 3
    question = kept["place"][1] or "SPON-1"
    assert desk.stop.question == question
    assert desk.revealed is (question in kept["revealed"])
    rounds = kept["votes"].get(question, [[{}, {}]])
    if not desk.revealed:
        assert sum(desk.hands().values()) == sum(rounds[-1][0].values())
    meeting = desk.meeting
    assert meeting is not None
    assert dict(meeting.clock) == kept["clock"]
    assert desk.left is not None
    assert desk.left <= 120 - kept["clock"].get(f"question/{question}", 0)
