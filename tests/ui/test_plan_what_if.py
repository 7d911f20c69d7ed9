"""What if: actions ticked within a capacity, figures beside the present, warnings, variants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settled
from tests.ui.sample import ASSESSMENT, FIRST_ACTION, SECOND_ACTION
from tests.ui.test_plan import action_of, show
from ui.screens.plan.name_dialog import NameDialog
from ui.screens.plan.screen import WHAT_IF
from workbench.actions import discoveries, plan, variants
from workbench.actions.edit import together
from workbench.domain.discovery import DiscoveryKind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow
    from ui.screens.plan.what_if_pane import WhatIfPane

TOIL = "2" * 32


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> MainWindow:
    """The what-if view: A1 takes 5 days and ends 35 hours of toil, A2 takes 8, needs A1 and lifts a capability."""
    made = open_window(workspace, size=(1440, 900))
    edits = [
        discoveries.add(
            ASSESSMENT,
            "Restarts",
            entity_id=TOIL,
            kind=DiscoveryKind.TOIL,
            runs=40.0,
            minutes=30.0,
            people=2.0,
            hours_after=2.0,
            upkeep_hours=3.0,
            actions=(FIRST_ACTION,),
        ),
        plan.change(FIRST_ACTION, effort_days=5.0),
        plan.change(SECOND_ACTION, effort_days=8.0, capability="SPON", level=4),
    ]
    made.session.run(together("Fill", edits))
    settled(qtbot, made)
    show(made).view._choose(WHAT_IF)
    return made


def pane_of(window: MainWindow) -> WhatIfPane:
    return window.current.what_if  # type: ignore[attr-defined]


def tick(pane: WhatIfPane, action_id: str) -> None:
    item = next(each for each in pane.choices._items() if each.data(Qt.ItemDataRole.UserRole) == action_id)
    on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


def figures(pane: WhatIfPane, name: str) -> list[str]:
    line = next(cells for cells in pane._cells if cells[0].text().startswith(name))
    return [cell.text() for cell in line[1:]]


def warned(pane: WhatIfPane) -> list[str]:
    shown = [each.text() for each in pane.warned.findChildren(QLabel) if each.isVisible()]
    return [each for each in shown if each.endswith(".")]


def test_ticking_shows_what_it_brings_beside_the_present(qtbot: QtBot, window: MainWindow) -> None:
    pane = pane_of(window)
    screen = window.current
    assert screen._finding.text() == "Tick actions to see where they would take you."  # type: ignore[attr-defined]
    assert figures(pane, "Toil") == ["40", "40", ""]
    assert pane.radar.figure is not None
    flat = pane.radar.figure.table.rows
    tick(pane, FIRST_ACTION)
    # 40 hours less the 35 that are saved.
    assert figures(pane, "Toil") == ["40", "5", ""]
    assert figures(pane, "Effort") == ["0", "5", ""]
    assert pane.radar.figure.table.rows == flat
    tick(pane, SECOND_ACTION)
    assert figures(pane, "Effort") == ["0", "13", ""]
    assert pane.radar.figure.table.headers == ("Dimension", "Index", "Then")
    assert pane.radar.figure.table.rows != flat
    # Nothing of it is in the plan.
    assert window.session.undo_stack.count() == 1


def test_a_choice_beyond_the_capacity_is_said_and_filling_keeps_to_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    pane = pane_of(window)
    pane.choices._on_fill()
    assert "Say how many person-days" in pane.choices.wrong.text()
    pane.choices.days.edit.setFocus()
    qtbot.keyClicks(pane.choices.days.edit, "-3")
    pane.choices.days.flush()
    assert "0 or more" in pane.choices.wrong.text()
    pane.choices.days.edit.selectAll()
    qtbot.keyClicks(pane.choices.days.edit, "6")
    pane.choices.days.flush()
    assert not pane.choices.wrong.isVisible()
    pane.choices.take({FIRST_ACTION, SECOND_ACTION})
    assert pane.choices.used.text() == "13 person-days ticked, 7 more than the capacity of 6."
    assert pane.choices.used.property("look") == "bad"
    pane.choices._on_fill()
    assert pane.ticked == {FIRST_ACTION}
    assert pane.choices.used.text() == "5 of 6 person-days ticked."


def test_what_a_choice_lacks_is_said(qtbot: QtBot, window: MainWindow) -> None:
    pane = pane_of(window)
    assert not pane.warned.isVisible()
    tick(pane, SECOND_ACTION)
    said = "A2 needs A1 Remove noisy alerts first, which is not ticked."
    qtbot.waitUntil(lambda: said in warned(pane), timeout=3000)
    tick(pane, FIRST_ACTION)
    qtbot.waitUntil(lambda: said not in warned(pane), timeout=3000)
    assert not any("A1" in each for each in warned(pane))


def test_variants_are_kept_compared_renamed_and_removed(qtbot: QtBot, window: MainWindow) -> None:
    pane = pane_of(window)
    tick(pane, FIRST_ACTION)
    pane.variants.keep.click()
    dialog = window.findChild(NameDialog)
    assert dialog is not None
    dialog.line.setText("  ")
    dialog.on_accept()
    assert dialog.trouble.text() == "A variant needs a name."
    dialog.line.setText("Only toil")
    dialog.on_accept()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    (kept,) = book.variants
    assert (kept.title, kept.actions) == ("Only toil", (FIRST_ACTION,))
    window.session.run(variants.add(ASSESSMENT, "Both", actions=(FIRST_ACTION, SECOND_ACTION)))
    settled(qtbot, window)
    for number, name in enumerate(("Only toil", "Both")):
        combo = pane.columns[number]
        at = combo.findText(name)
        combo.setCurrentIndex(at)
        combo.activated.emit(at)
    assert figures(pane, "Effort") == ["0", "5", "13"]
    assert pane.differ.text() == "Only in ‘Both’: A2."
    # Taking a variant up again ticks its actions and leaves the plan as it is.
    before = action_of(window, FIRST_ACTION), action_of(window, SECOND_ACTION)
    pane.variants.tick.emit(book.variants[1].id)
    assert pane.ticked == {FIRST_ACTION, SECOND_ACTION}
    assert (action_of(window, FIRST_ACTION), action_of(window, SECOND_ACTION)) == before
    pane.rename.emit(kept.id)
    renaming = window.findChild(NameDialog)
    assert renaming is not None
    assert renaming.line.text() == "Only toil"
    renaming.line.setText("Toil first")
    renaming.on_accept()
    settled(qtbot, window)
    assert book.variants[0].title == "Toil first"
    assert pane.columns[0].currentText() == "Toil first"
    pane.remove.emit(kept.id)
    settled(qtbot, window)
    assert [each.title for each in book.variants] == ["Both"]
    # What was compared is gone, so the column goes back to what is ticked.
    assert pane.columns[0].currentText() == "What is ticked"
    window.session.undo()
    qtbot.waitUntil(lambda: len(book.variants) == 2, timeout=3000)


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours differ in brightness, 1..21 (WCAG 2.1)."""

    def bright(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        lit = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]

    low, high = sorted((bright(one), bright(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_box_to_tick_is_seen_on_light_and_dark(qtbot: QtBot, window: MainWindow) -> None:
    pane = show(window).what_if
    listed = pane.choices.list
    for name in ("dark", "light"):
        window.theme.choose(name, 1.0)
        place = listed.visualItemRect(listed.item(1))
        picture = listed.viewport().grab(place).toImage()
        ground = picture.pixelColor(0, 0)
        edge = [picture.pixelColor(x, picture.height() // 2) for x in range(24)]
        assert max(contrast(each, ground) for each in edge) >= 3
    window.theme.choose("light", 1.0)


def test_one_day_is_no_days(qtbot: QtBot, window: MainWindow) -> None:
    window.session.run(plan.change(FIRST_ACTION, effort_days=1.0))
    settled(qtbot, window)
    said = [each.text().splitlines()[1] for each in show(window).what_if.choices._items()]
    assert [each.split(",")[0] for each in said] == ["1 day", "8 days"]
