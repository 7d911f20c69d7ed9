"""Setting what risks are held against: wrong figures beside their field, what changes colour before it does, undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.conftest import settled
from tests.ui.test_risks import risk_of, show
from ui.dialogs.criteria import CriteriaDialog
from ui.screens.risks.ratings import RatingsDialog
from ui.widgets.parts import Button
from workbench.analysis.risk import zone_today
from workbench.charts import cells
from workbench.domain.criteria import UnitKind
from workbench.domain.risk import Zone

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import OpenWindow
    from ui.main_window import MainWindow


def opened(qtbot: QtBot, window: MainWindow) -> CriteriaDialog:
    screen = show(window)
    button = next(each for each in screen.findChildren(Button) if each.text().strip() == "Thresholds")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return next(each for each in window.findChildren(CriteriaDialog) if each.isVisible())


def write(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.selectAll()
    line.del_()
    qtbot.keyClicks(line, text)


def test_a_tolerance_below_the_appetite_is_refused_beside_it(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    dialog = opened(qtbot, open_window(workspace))
    row = dialog.thresholds["tolerance"]
    write(qtbot, row.number, "0.5")
    assert row.trouble.isVisible()
    assert (
        row.trouble.text() == "The tolerance must be above the appetite: between them lies what is watched."
    )
    assert not dialog.primary.isEnabled()
    write(qtbot, row.number, "2")
    assert not row.trouble.isVisible()
    assert dialog.primary.isEnabled()
    write(qtbot, dialog.thresholds["least"].number, "many")
    assert "number" in dialog.thresholds["least"].trouble.text()
    assert not dialog.primary.isEnabled()


def test_confirmed_needs_who_and_when_and_another_figure_is_not_the_confirmed_one(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = opened(qtbot, window)
    row = dialog.thresholds["appetite"]
    row.confirmed.setChecked(True)
    assert "who set it, and when" in row.trouble.text()
    write(qtbot, row.who, "Chief Financial Officer")
    write(qtbot, row.when, "2 Nov 2026")
    assert not row.trouble.isVisible()
    write(qtbot, row.number, "1.5")
    assert not row.confirmed.isChecked()
    row.confirmed.setChecked(True)
    dialog.on_accept()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert (book.criteria.appetite.value, book.criteria.appetite.confirmed) == (1.5, True)
    assert "appetite" not in book.criteria.unconfirmed
    # It is √10 times the appetite still, of which 4.7 was shown: nobody typed there.
    assert book.criteria.tolerance.value == pytest.approx(1.5 * 10**0.5, rel=1e-15)


def test_another_unit_or_person_is_not_the_confirmed_one(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    dialog = opened(qtbot, open_window(workspace))
    row = dialog.thresholds["appetite"]
    write(qtbot, row.who, "CFO")
    write(qtbot, row.when, "2 Nov 2026")
    for change in (
        lambda: write(qtbot, dialog.unit, "hours"),
        lambda: write(qtbot, row.who, "CTO"),
        lambda: dialog.kind.chosen.emit(UnitKind.USERS.value),
    ):
        row.confirmed.setChecked(True)
        change()
        assert not row.confirmed.isChecked()
        assert dialog.primary.isEnabled()


def test_one_u_follows_the_appetite_until_it_is_typed(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = opened(qtbot, window)
    write(qtbot, dialog.thresholds["appetite"].number, "2500")
    assert dialog.scale.value == 2_500
    assert dialog.thresholds["tolerance"].number.value == pytest.approx(2_500 * 10**0.5, rel=1e-15)
    assert dialog.changes.text().startswith("No risk changes colour.")
    write(qtbot, dialog.scale, "100")
    write(qtbot, dialog.thresholds["appetite"].number, "3000")
    assert dialog.scale.value == 100
    dialog.on_accept()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert (book.criteria.appetite.value, book.criteria.scale) == (3_000, 100)


def test_what_changes_colour_is_named_before_and_the_old_rating_stays(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = opened(qtbot, window)
    assert dialog.changes.text().startswith("Nothing is changed yet.")
    # F4 I4 begins at 1 × 10 u: red from a tolerance of 3.2 on, amber once it is above 10.
    write(qtbot, dialog.thresholds["tolerance"].number, "12")
    assert "T1  Alerts are missed: Treat → Watch before treatment" in dialog.changes.text()
    assert dialog.primary.text() == "Save, 1 risk changes colour"
    book = window.session.book
    assert book is not None
    assert zone_today(risk_of(window), book.criteria) is Zone.RED
    dialog.on_accept()
    settled(qtbot, window)
    assert zone_today(risk_of(window), book.criteria) is Zone.AMBER
    screen = show(window)
    earlier = next(each for each in screen.findChildren(Button) if each.text().strip() == "Earlier ratings…")
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(RatingsDialog) is not None)
    ratings = window.findChild(RatingsDialog)
    assert ratings is not None
    newest, oldest = ratings.text.toPlainText().split("\n\n")
    assert "Treat" not in newest
    assert "Watch" in newest
    assert "Treat" in oldest
    ratings.reject()
    window.session.undo()
    settled(qtbot, window)
    assert zone_today(risk_of(window), book.criteria) is Zone.RED


def test_own_colours_by_keys_are_checked_and_name_the_cells(
    qtbot: QtBot, open_window: OpenWindow, workspace: Path
) -> None:
    window = open_window(workspace)
    dialog = opened(qtbot, window)
    assert not dialog.warnings.isVisible()
    dialog.matrix.pressed.emit(cells.key(4, 1))
    assert dialog.own.isChecked()
    # Amber became red: its least, 1 × 0, lies below what green cells come to.
    assert dialog.warnings.isVisible()
    assert "F4 I1 is red" in dialog.warnings.text()
    assert dialog.colours[3 * 5] is Zone.RED
    dialog.on_accept()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert book.criteria.colours[3 * 5] is Zone.RED
    again = opened(qtbot, window)
    again.derived.setChecked(True)
    again.on_accept()
    settled(qtbot, window)
    assert book.criteria.colours == ()


def test_unit_and_scales_are_the_clients(qtbot: QtBot, open_window: OpenWindow, workspace: Path) -> None:
    window = open_window(workspace)
    dialog = opened(qtbot, window)
    dialog.kind.chosen.emit(UnitKind.HOURS.value)
    assert dialog.unit.text() == "hours"
    write(qtbot, dialog.scale, "0")
    assert dialog.unit_trouble.isVisible()
    write(qtbot, dialog.scale, "8")
    write(qtbot, dialog.frequency.edges[0], "0.5")
    assert "each larger than the one before" in dialog.frequency.trouble.text()
    write(qtbot, dialog.frequency.edges[0], "0.2")
    write(qtbot, dialog.impact.words[0][0], "Hardly felt")
    dialog.on_accept()
    settled(qtbot, window)
    book = window.session.book
    assert book is not None
    assert (book.criteria.unit, book.criteria.scale) == ("hours", 8)
    assert book.criteria.impact_words[0] == "Hardly felt"
    figure = show(window).plot.figure
    assert figure is not None
    assert any("Hardly felt" in str(getattr(mark, "text", "")) for mark in figure.marks)
