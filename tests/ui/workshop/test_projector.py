"""The projector's window: only the question and what everybody may see, a still picture otherwise, and never a name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPicture
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT
from tests.ui.workshop.room import (
    CANARIES,
    ENGINEER,
    K,
    asked,
    back_in,
    furnish,
    open_room,
    press,
    write,
)
from ui.theme import Theme
from ui.workshop.asking import LineDialog
from ui.workshop.lettering import BigText
from ui.workshop.projector import ONE_MOMENT, ProjectorWindow
from ui.workshop.slide import Line, Slide
from workbench.actions import meetings, respondents
from workbench.actions.edit import perform
from workbench.domain.meeting import AgendaItem, AgendaKind
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.workshop.screen import WorkshopScreen

ROOT = Path(__file__).parents[3]
SIZES = ((1024, 640), (1440, 900), (3840, 2160))
LONG = (
    "When an alert fires at night and nobody on call has seen it before, who makes sure that somebody acts? "
    * 4
)


def told(widget: QWidget) -> Iterator[str]:
    """Everything a widget and what is in it says: shown, read out or as a tooltip, hidden or not."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle())
        text = getattr(each, "text", None)
        if callable(text):
            yield str(text())


def painted(widget: QWidget) -> str:
    """Every text that is drawn, as a picture made of drawing commands keeps it."""
    picture = QPicture()
    widget.render(picture)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer)
    data = bytes(buffer.data().data())
    # Qt writes strings as UTF-16, most significant byte first, at odd and even places.
    return data.decode("utf-16-be", "replace") + data[1:].decode("utf-16-be", "replace")


def projector(qtbot: QtBot, screen: WorkshopScreen) -> ProjectorWindow:
    press(screen.window(), K.Key_W)
    window = screen.projecting.window
    assert window is not None
    qtbot.waitUntil(window.isVisible, timeout=5000)
    return window


def test_nothing_of_people_is_ever_on_it(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    furnish(path)
    with Store.open(path) as store:
        perform(
            store,
            respondents.change(ENGINEER, role_title="Ignatius Wexcombe, Build Engineer", group="Thornycroft"),
        )
        agenda = (AgendaItem(kind=AgendaKind.CAPABILITY, what="SPON"),)
        perform(
            store,
            meetings.add(
                ASSESSMENT,
                "Morning with Ottilie Quarrendon",
                place="Room Cassilda",
                present=(ENGINEER,),
                agenda=agenda,
            ),
        )
    window = open_window(path)
    press(window, K.Key_F5)
    settled(qtbot, window)
    screen = window.current
    seen = projector(qtbot, screen)  # pyright: ignore[reportArgumentType]
    steps: list[tuple[Qt.Key, ...]] = [
        (), (K.Key_M, K.Key_2, K.Key_2), (K.Key_P,), (K.Key_Escape,), (K.Key_R,), (K.Key_Return,),
        (K.Key_H,), (K.Key_H,), (K.Key_V,), (K.Key_Escape,), (K.Key_F5,),
    ]  # fmt: skip
    for keys in steps:
        press(window, *keys)
        settled(qtbot, window)
        words = "\n".join(told(seen)) + painted(seen)
        for name in CANARIES:
            assert name not in words, (keys, name)
    press(window, K.Key_K)
    asked(qtbot, window, LineDialog)
    write("Zimmerling wants a rise")
    press(window, K.Key_Return)
    back_in(qtbot, window)
    assert "Zimmerling" not in "\n".join(told(seen)) + painted(seen)


def test_it_shows_the_question_and_after_the_reveal_how_it_spreads(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path, alone=True)
    seen = projector(qtbot, screen)
    ask = screen.stage.question.text()
    # The drawing is read back as it should be: what everybody may see is found in it.
    assert "1 of 4 have voted." in painted(seen)
    assert ask in painted(seen).replace("\x00", "")
    assert "no votes" not in painted(seen)
    press(window, K.Key_M, K.Key_2, K.Key_2, K.Key_R)
    settled(qtbot, window)
    words = painted(seen)
    assert "no votes" in words
    assert "median" in words
    # One engineer sent an answer in alone; a group of one is not shown by role, so no role is.
    assert not any(word in words for word in ("Eng", "Mgr", "Oth"))
    assert [line.voices for line in screen.desk.slide().lines][1] == (("", 2),)
    assert "Agreement: " in words
    assert "Hear" not in words, "what to do next is for the facilitator"


def test_h_puts_it_on_a_still_picture_and_so_does_leaving(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    seen = projector(qtbot, screen)
    ask = screen.stage.question.text()
    assert not seen.still

    def is_still() -> bool:
        everything = list(told(seen))
        return seen.still and seen.title.text().startswith("Session of ") and ask not in everything

    press(window, K.Key_H)
    assert is_still()
    assert ONE_MOMENT in painted(seen)
    assert ask not in painted(seen)
    # What happens meanwhile stays behind the picture.
    press(window, K.Key_M, K.Key_2, K.Key_R)
    settled(qtbot, window)
    assert is_still()
    press(window, K.Key_H)
    assert not seen.still
    assert seen.stage.question.text() == ask
    press(window, K.Key_Escape)
    assert is_still()
    press(window, K.Key_F5)
    settled(qtbot, window)
    assert not seen.still
    window.go_to("talents")
    assert is_still()
    window.go_to("home")
    settled(qtbot, window)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ProjectorWindow)]


def test_keys_pressed_in_it_do_what_they_do_in_the_facilitators_view(
    qtbot: QtBot, open_window: OpenWindow, path: Path
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    seen = projector(qtbot, screen)
    seen.activateWindow()
    qtbot.waitUntil(seen.isActiveWindow, timeout=5000)
    qtbot.keyClick(seen, K.Key_N)
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-2"
    window.go_to("overview")
    qtbot.keyClick(seen, K.Key_B)
    settled(qtbot, window)
    assert screen.desk.stop.question == "SPON-2", "nobody is at the facilitator's view"
    window.go_to("workshop")
    qtbot.keyClick(seen, K.Key_F6)
    assert not seen.isVisible()


def test_a_pulled_cable_leaves_a_still_picture_and_one_key_brings_it_back(
    qtbot: QtBot, open_window: OpenWindow, path: Path, qapp: QGuiApplication
) -> None:
    window, screen = open_room(qtbot, open_window, path)
    seen = projector(qtbot, screen)
    # There is one screen here; the window stood on it as on a projector.
    seen.on = qapp.screens()[0]
    qapp.screenRemoved.emit(qapp.screens()[0])
    assert seen.still
    assert seen.isMinimized()
    assert not screen.projecting.up
    assert screen.desk.stop.question == "SPON-1"
    press(window, K.Key_W)
    assert screen.projecting.up
    assert seen.still, "until the facilitator says so"
    press(window, K.Key_H)
    assert not seen.still


def test_it_goes_with_the_main_window(qtbot: QtBot, open_window: OpenWindow, path: Path) -> None:
    window, screen = open_room(qtbot, open_window, path)
    seen = projector(qtbot, screen)
    assert seen.isVisible()
    window.close()
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())
    assert screen.projecting.window is None


TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.sample import ASSESSMENT
from ui.app import build, make_application
app = make_application()
window = build(app, Path(sys.argv[1]))
window.show()
def until(ready):
    while not ready() or window.jobs.pending:
        app.processEvents()
until(lambda: window.session.store is not None)
window.session.open_assessment(ASSESSMENT)
until(lambda: window.session.book is not None and window.key == "overview")
window.go_to("workshop")
screen = window.current
QTest.keyClick(screen, Qt.Key.Key_Return)
until(lambda: screen.page == "talk")
QTest.keyClick(screen, Qt.Key.Key_W)
seen = screen.projecting.window
until(lambda: seen.isVisible())
print(window.screen().name(), seen.screen().name(), seen.isFullScreen(), seen.width(), seen.height())
window.close()
window.jobs.close()
"""


def test_it_fills_the_second_screen_where_there_is_one(tmp_path: Path) -> None:
    furnish(tmp_path / "room.srew")
    names = (("laptop", 0, 1280, 800), ("projector", 1280, 1920, 1080))
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in names
    ]
    setup = tmp_path / "screens.json"
    setup.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS, str(tmp_path / "room.srew")],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={setup}",
            "SRE_WORKBENCH_HOME": str(tmp_path / "other"),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "laptop projector True 1920 1080"


def full(voices: tuple[tuple[str, int], ...]) -> Slide:
    text = (
        "All teams follow one written rule, which was agreed on together and is looked at again every quarter"
    )
    lines = [
        Line(
            f"{i // 2 + 1}.{i % 2}",
            str(i + 1),
            f"{text} ({i + 1})",
            i // 2 + 1,
            f"level {i // 2 + 1}",
            voices,
        )
        for i in range(9)
    ]
    lines += [Line("na", "0", "Does not apply", voices=()), Line("dk", "D", "Don't know", voices=())]
    return Slide(
        "Monitoring and alert quality", "Question 3 of 6", 0.5, LONG, tuple(lines), "9 of 11 have voted.", True,
        "A 0.10", "contested", "bad", 0.1, "Executives see level 1, operations people and engineers see 4 or 5.",
    )  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_however_long_it_is(
    size: tuple[int, int], scale: float, qtbot: QtBot, theme: Theme
) -> None:
    theme.choose("dark", scale)
    window = ProjectorWindow(theme, lambda _event: False)
    qtbot.addWidget(window)
    window.resize(QSize(*size))
    window.show()
    window.show_slide(full((("Executive", 12), ("Manager", 30), ("Engineer", 40), ("Operations", 18))))
    qtbot.waitUntil(lambda: window.stage.rows[8].isVisible(), timeout=5000)
    least = 20 * size[0] / 1440 * scale
    bottom = 0
    for text in window.findChildren(BigText):
        if text.isVisible() and text.text():
            assert text.lettering().pixelSize() >= round(least)
            assert text.height() >= text.heightForWidth(text.width()) or not text.wordWrap()
    for row in window.stage.rows:
        assert row.height() >= row.heightForWidth(row.width())
        assert row.y() >= bottom or row.line.key == "dk"
        bottom = row.y() + row.height() if row.line.level else bottom
        assert row.x() + row.width() <= window.stage.area.viewport().width()
    inner = window.stage.area.widget()
    assert inner is not None
    assert inner.height() >= bottom, "what does not fit scrolls"
    theme.choose("light", 1.0)


def test_short_questions_are_as_large_as_the_design_says(qtbot: QtBot, theme: Theme) -> None:
    theme.choose("light", 1.0)
    window = ProjectorWindow(theme, lambda _event: False)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    lines = tuple(Line(str(i), str(i), "One team has begun to sort alerts", i) for i in range(1, 6))
    window.show_slide(
        Slide("Monitoring", "Question 1 of 4", 0.1, "How are alerts sorted?", lines, "1 of 2 have voted.")
    )
    assert window.stage.question.lettering().pixelSize() == 50
    assert window.stage.area.verticalScrollBar().maximum() == 0
