"""The plot people work in: zoom and pan, hover, escape, focus, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.mouse import drag
from ui.widgets.plot_view import PlotView
from workbench.charts import matrix
from workbench.domain.risk import Risk, RiskKind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

TITLE = "<img src=x> late"
RISKS = [Risk(id="r1", assessment="a", code="T1", title=TITLE, kind=RiskKind.THREAT, frequency=3, impact=3)]


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> PlotView:
    theme.choose("light", 1.0)
    view = PlotView(theme, "Matrix")
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show_figure(lambda w, h: matrix.draw(RISKS, w, h))
    view.show()
    qtbot.waitExposed(view)
    return view


def middle(view: PlotView, key: str) -> QPointF:
    assert view.figure is not None
    spot = next(each for each in view.figure.spots if each.key == key)
    return QPointF(spot.x + spot.width / 2, spot.y + spot.height / 2)


def wheel(view: PlotView, at: QPoint, turn: int, keys: Qt.KeyboardModifier) -> bool:
    event = QWheelEvent(
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)
    return event.isAccepted()


def test_the_figure_fills_the_plot_one_to_one(plot: PlotView) -> None:
    assert plot.point(0, 0) == QPoint(0, 0)
    assert (plot.point(800, 400) - QPoint(800, 400)).manhattanLength() <= 2


def test_ctrl_and_the_wheel_zoom_and_a_double_click_goes_back(plot: PlotView) -> None:
    at = plot.point(400, 200)
    assert not wheel(plot, at, 120, Qt.KeyboardModifier.NoModifier)
    assert not plot.zoomed
    assert wheel(plot, at, 360, Qt.KeyboardModifier.ControlModifier)
    assert plot.zoomed
    # The point under the pointer stays where it is.
    assert (plot.point(400, 200) - at).manhattanLength() <= 2
    before = plot.point(0, 0)
    drag(plot, QPointF(400, 60), QPointF(430, 80))
    assert plot.point(0, 0) != before
    plot.mouseDoubleClickEvent(
        QMouseEvent(
            QEvent.Type.MouseButtonDblClick,
            QPointF(at),
            QPointF(at),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert not plot.zoomed


def test_a_drag_shows_where_the_marker_would_land_and_escape_ends_it(qtbot: QtBot, plot: PlotView) -> None:
    dropped: list[object] = []
    plot.dropped.connect(lambda key, value: dropped.append((key, value)))
    assert plot.figure is not None
    drop = next(each for each in plot.figure.drops if each.value == (RiskKind.THREAT, 5, 5))
    drag(plot, middle(plot, "r1"), QPointF(drop.x + 5, drop.y + 5), hold=True)
    assert plot._overlay.target is not None
    assert plot._overlay.ghost
    plot.grab()
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot._overlay.ghost
    assert not dropped
    drag(plot, middle(plot, "r1"), QPointF(drop.x + 5, drop.y + 5))
    assert dropped == [("r1", (RiskKind.THREAT, 5, 5))]


@pytest.mark.qt_log_ignore("does not support raise")
def test_what_people_typed_is_a_plain_tooltip(plot: PlotView) -> None:
    at = middle(plot, "r1")
    where = QPointF(plot.point(at.x(), at.y()))
    QApplication.sendEvent(
        plot.viewport(),
        QMouseEvent(
            QEvent.Type.MouseMove,
            where,
            plot.viewport().mapToGlobal(where),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )
    assert "&lt;img src=x&gt; late" in QToolTip.text()


def test_it_is_named_and_described_and_copied(qtbot: QtBot, plot: PlotView) -> None:
    assert "T1" in plot.accessibleDescription()
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert TITLE in plot.accessibleName()
    plot.copy_table()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith(f"T1\t{TITLE}\t")
    plot.copy_image()
    assert not QGuiApplication.clipboard().image().isNull()


def test_it_follows_the_theme(plot: PlotView, theme: Theme) -> None:
    light = plot.grab().toImage().pixelColor(120, 120)
    theme.choose("dark", 1.0)
    dark = plot.grab().toImage().pixelColor(120, 120)
    theme.choose("light", 1.0)
    assert dark.lightness() < light.lightness()


def test_the_ground_of_a_plot_follows_the_theme(qtbot: QtBot, plot: PlotView, theme: Theme) -> None:
    def ground() -> str:
        return plot.grab().toImage().pixelColor(2, plot.height() - 2).name()

    light = ground()
    theme.choose("dark", 1.0)
    qtbot.waitUntil(lambda: ground() not in (light, "#ffffff"), timeout=3000)
