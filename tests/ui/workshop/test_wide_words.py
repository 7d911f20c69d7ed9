"""Long names, questions of several shapes and large text: everything can be read, and stands where it belongs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from tests.ui.workshop.room import K, asked, back_in, enter, press
from ui.workshop.agenda_dialog import AgendaDialog
from workbench.actions import assessments, respondents
from workbench.actions.edit import perform, together
from workbench.content.loader import built_in_pack, pack_from_source
from workbench.domain.assessment import ScopeKind
from workbench.domain.role import Role
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.theme import Theme

NAME = ("Sponsorship that nobody can name in one breath " * 4).strip()
ASK = "<b>How often</b> does somebody act?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A question with six sentences, three of them of one level, before one with five."""
    path = tmp_path / "wide.srew"
    _, source = built_in_pack()
    raw: dict[str, Any] = json.loads(source)
    part = next(each for each in raw["capabilities"] if each["id"] == "SPON")
    part["name"] = NAME
    first = next(each for each in part["questions"] if each["id"] == "SPON-1")
    first["ask"] = ASK
    levels = (1, 2, 2, 2, 4, 5)
    first["options"] = [
        {**first["options"][0], "level": level, "text": f"Sentence {number}"}
        for number, level in enumerate(levels, 1)
    ]
    source = json.dumps(raw)
    with Store.create(path, "Tern Health") as store:
        edits = [
            assessments.create(
                pack_from_source(source), source, "Autumn 2026", dt.date(2026, 11, 23), tuple(Role),
                assessment_id=ASSESSMENT, scope=ScopeKind.OWN, questions=("SPON-1", "SPON-2"),
            ),
            *(respondents.add(ASSESSMENT, role) for role in Role for _ in range(7)),
        ]  # fmt: skip
        perform(store, together("Furnish", edits))
    return path


def test_what_is_no_answer_stands_in_its_order_after_a_question_of_another_shape(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window = open_window(path)
    screen = enter(qtbot, window)

    def beside() -> list[str]:
        shown = [each for each in screen.stage.rows if each.isVisible() and not each.line.level]
        return [each.line.mark for each in sorted(shown, key=lambda each: each.x())]

    assert beside() == ["0", "D"]
    press(window, K.Key_N)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: beside() == ["0", "D"], timeout=2000)
    press(window, K.Key_B)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: beside() == ["0", "D"], timeout=2000)


def test_a_long_name_makes_the_window_no_wider(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window = open_window(path, size=(1024, 640))
    screen = enter(qtbot, window)
    assert screen.head.title.accessibleName() == NAME
    assert screen.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().width() <= 1024


def test_large_text_in_a_small_window_leaves_room_for_words_and_buttons(
    qtbot: QtBot, open_window: OpenWindow, theme: Theme, path: Path
) -> None:
    window = open_window(path, size=(1024, 640))
    theme.choose("dark", 1.5)
    screen = enter(qtbot, window)
    QApplication.processEvents()
    for button in screen.hands.buttons.values():
        assert button.width() >= button.sizeHint().width()
    assert screen.hands.buttons[Role.MANAGER].accessibleName().startswith("Count hands of managers")
    assert screen.hands.minus.accessibleName() == "Take down"
    press(window, K.Key_M, K.Key_1, K.Key_E, K.Key_3, K.Key_O, K.Key_6, K.Key_R)
    settled(qtbot, window)
    result = screen.result
    qtbot.waitUntil(lambda: result.finding.width() > 300, timeout=2000)
    assert result.finding.text() == "Managers see level 1, operations people see 5."
    # Three fifths of the window are the question's.
    qtbot.waitUntil(lambda: result.height() < 0.4 * 640, timeout=2000)
    for button in (result.again, result.primary):
        assert button.width() >= button.sizeHint().width()


def test_words_of_a_pack_are_never_markup(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window = open_window(path)
    screen = enter(qtbot, window)
    press(window, K.Key_L)
    dialog = asked(qtbot, window, AgendaDialog)
    head = dialog.tree.topLevelItem(0)
    assert head is not None
    child = head.child(0)
    assert child is not None
    tip = child.toolTip(0)
    # Qt reads what looks like markup as markup: the signs must be written as such.
    assert "<b>" not in tip
    assert "&lt;b&gt;How often&lt;/b&gt;" in tip
    dialog.reject()
    back_in(qtbot, window)
    press(window, K.Key_P)
    assert screen.page == "turn"
    assert screen.turn.note.text().startswith("1 to 6 chooses")


def test_seats_are_read_out_as_a_sentence_says_them(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window = open_window(path)
    screen = enter(qtbot, window)
    said = "waiting: 7 executives, 7 managers, 7 engineers and 7 operations people"
    assert screen.votes.seats.accessibleName() == said
