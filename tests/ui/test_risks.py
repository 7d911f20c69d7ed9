"""The risk screen: rating by drag and by keys, zones and what a red risk lacks, the switch, the treatments."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from tests.ui.conftest import settled
from tests.ui.mouse import drag, press
from tests.ui.sample import ASSESSMENT, RISK
from ui.screens.risks import RisksScreen
from ui.screens.risks.cells import steps
from ui.widgets.fields import ChoiceControl, DateControl
from workbench.actions import risks
from workbench.actions.edit import perform
from workbench.analysis.exposure import exposure
from workbench.analysis.risk import missing
from workbench.charts import matrix
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Risk, RiskKind, RiskState, Treatment
from workbench.storage.store import Store

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow


CRITERIA = RiskCriteria(id="c", assessment="a")


def show(window: MainWindow) -> RisksScreen:
    window.go_to("risks")
    screen = window.current
    assert isinstance(screen, RisksScreen)
    return screen


def risk_of(window: MainWindow, risk_id: str = RISK) -> Risk:
    book = window.session.book
    assert book is not None
    found = book.get(Risk, risk_id)
    assert found is not None
    return found


def drag_to(screen: RisksScreen, key: str, kind: RiskKind, frequency: int, impact: int) -> None:
    figure = screen.plot.figure
    assert figure is not None
    handle = next(each for each in figure.handles if each.key == key)
    drop = next(each for each in figure.drops if each.value == (kind, frequency, impact))
    drag(
        screen.plot,
        QPointF(handle.x + handle.width / 2, handle.y + handle.height / 2),
        QPointF(drop.x + drop.width / 2, drop.y + drop.height / 2),
    )


def test_dragging_a_marker_rates_the_risk(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    drag_to(screen, RISK, RiskKind.THREAT, 2, 3)
    settled(qtbot, window)
    assert (risk_of(window).frequency, risk_of(window).impact) == (2, 3)
    assert screen.model.index(0, 2).data() == "Watch to not rated"
    assert screen.model.index(0, 3).data() == "F2 · I3"
    window.session.undo()
    qtbot.waitUntil(lambda: (risk_of(window).frequency, risk_of(window).impact) == (4, 4), timeout=3000)


def test_a_threat_cannot_be_dropped_among_opportunities(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    drag_to(screen, RISK, RiskKind.OPPORTUNITY, 2, 3)
    settled(qtbot, window)
    assert (risk_of(window).frequency, risk_of(window).impact) == (4, 4)


def test_the_residual_marker_is_dragged_by_itself(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    with Store.open(workspace) as store:
        perform(store, risks.change(RISK, residual_frequency=3, residual_impact=3))
    window = open_window(workspace)
    screen = show(window)
    drag_to(screen, RISK + matrix.AFTER, RiskKind.THREAT, 1, 2)
    settled(qtbot, window)
    found = risk_of(window)
    assert (found.frequency, found.impact, found.residual_frequency, found.residual_impact) == (4, 4, 1, 2)


def test_the_matrix_by_keys_alone(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, risks.add(ASSESSMENT, "Another", entity_id="1" * 32, frequency=1, impact=1))
    window = open_window(workspace)
    screen = show(window)
    screen.table.setFocus()
    screen.plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Home)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Right)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Return)
    assert screen.selected == "1" * 32
    assert "Another" in screen.plot.accessibleName()
    # On the threats' side a step to the left is more impact.
    qtbot.keyClick(screen.plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(screen.plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, window)
    found = risk_of(window, "1" * 32)
    assert (found.frequency, found.impact) == (2, 2)


def test_a_click_chooses(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, risks.add(ASSESSMENT, "Another", entity_id="1" * 32, frequency=1, impact=1))
    window = open_window(workspace)
    screen = show(window)
    figure = screen.plot.figure
    assert figure is not None
    spot = next(each for each in figure.spots if each.key == "1" * 32)
    press(screen.plot, QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2))
    assert screen.selected == "1" * 32
    assert screen.chosen_entry.title == "Another"


def test_a_red_risk_says_what_it_lacks(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    screen = show(window)
    assert missing(risk_of(window), CRITERIA) == ["due", "review"]
    assert screen.form._notes["due"].text() == "Missing: what we treat needs a date."
    assert screen.form._notes["owner"].text() == ""
    assert screen.model.index(0, 4).data() == "Needs date, review"
    due = screen.form.controls["due"]
    assert isinstance(due, DateControl)
    due.edit.setFocus()
    qtbot.keyClicks(due.edit, "1.12.2026")
    qtbot.waitUntil(lambda: risk_of(window).due == dt.date(2026, 12, 1), timeout=3000)
    settled(qtbot, window)
    assert screen.form._notes["due"].text() == ""


def test_a_date_that_is_none_is_refused_beside_its_field(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)
    due = screen.form.controls["due"]
    assert isinstance(due, DateControl)
    due.edit.setFocus()
    qtbot.keyClicks(due.edit, "31.02.2026")
    qtbot.waitUntil(lambda: "such as 22 Nov 2026" in due.accessibleDescription(), timeout=3000)
    assert risk_of(window).due is None
    assert due.edit.text() == "31.02.2026"


def test_the_switch_shows_one_kind(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, risks.add(ASSESSMENT, "Chance", RiskKind.OPPORTUNITY, frequency=4, impact=4))
    window = open_window(workspace)
    screen = show(window)
    assert screen.model.rowCount() == 2
    screen.which.setFocus()
    qtbot.keyClick(screen.which, Qt.Key.Key_Right)
    assert [screen.model.entry(i).kind for i in range(screen.model.rowCount())] == [RiskKind.THREAT]
    qtbot.keyClick(screen.which, Qt.Key.Key_Right)
    assert [screen.model.entry(i).title for i in range(screen.model.rowCount())] == ["Chance"]
    assert screen._finding.text() == "One opportunity is worth seizing."


def test_the_filter_reaches_the_matrix_and_what_is_closed_is_not_drawn(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    screen = show(window)

    def drawn() -> set[str]:
        assert screen.plot.figure is not None
        return {each.key for each in screen.plot.figure.handles}

    assert RISK in drawn()
    screen.filter.setText("no risk says this")
    assert drawn() == set()
    screen.filter.clear()
    assert RISK in drawn()
    window.session.run(risks.change(RISK, state=RiskState.CLOSED))
    settled(qtbot, window)
    assert RISK not in drawn()


def test_treatments_follow_the_kind(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    with Store.open(workspace) as store:
        perform(store, risks.change(RISK, treatment=Treatment.AVOID))
    window = open_window(workspace)
    screen = show(window)
    kind, treatment = screen.form.controls["kind"], screen.form.controls["treatment"]
    assert isinstance(kind, ChoiceControl)
    assert isinstance(treatment, ChoiceControl)
    assert treatment.box.currentText() == "Avoid"
    kind.box.setCurrentIndex(1)
    kind.box.activated.emit(1)
    settled(qtbot, window)
    assert risk_of(window).kind is RiskKind.OPPORTUNITY
    assert risk_of(window).treatment is Treatment.NONE
    texts = [treatment.box.itemText(i) for i in range(treatment.box.count())]
    assert texts == ["Not decided", "Exploit", "Enhance", "Share", "Accept"]


def test_no_product_of_ranks_is_printed() -> None:
    risk = Risk(id="r", assessment="a", code="T1", title="Loss", frequency=4, impact=5)
    assert steps(exposure(risk, CRITERIA)) == "F4 · I5"
    assert steps(exposure(replace(risk, impact=None), CRITERIA)) == "not rated"
