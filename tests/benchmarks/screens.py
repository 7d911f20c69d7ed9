"""The window with the demo open: every screen, every key, figures and memory; each measured in a fresh process."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Row, child_text
from workbench.actions import books, demo
from workbench.domain.assessment import Answer, AnswerState, Respondent
from workbench.domain.entity import new_id
from workbench.domain.role import Role
from workbench.storage.store import Store

DAY = dt.date(2026, 3, 2)
ROUNDS = 3

# Opens the real program on the demo and waits until the libraries loaded behind the window are in.
OPEN = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, Qt
from ui.app import build, make_application
app = make_application()
window = build(app, Path(sys.argv[1]))
window.show()

def until(true):
    while not true():
        app.processEvents()
        time.sleep(0.001)

def settle(seconds=0.6):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or window.jobs.pending:
        app.processEvents()
        time.sleep(0.002)

until(lambda: window.session.store is not None and window.jobs.pending == 0)
window.session.open_assessment(sys.argv[2])
until(lambda: window.session.book is not None and window.jobs.pending == 0)
settle()

def rss():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
"""

_SCREENS = (
    OPEN
    + """
class Watch(QObject):
    painted = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint:
            self.painted = True
        return False

from ui.screens.registry import PLACES
found = {}
for turn in ("first", "again"):
    for place in PLACES:
        if place.key == window.key:
            continue
        watch = Watch()
        start = time.perf_counter()
        window.go_to(place.key)
        window.current.installEventFilter(watch)
        while not watch.painted:
            app.processEvents()
        app.processEvents()
        found[f"{place.key}, {turn}"] = (time.perf_counter() - start) * 1000
        window.current.removeEventFilter(watch)
        settle(0.15)
print(json.dumps({"memory": rss(), "screens": found}))
"""
)

_KEYS = (
    OPEN
    + """
from PySide6.QtTest import QTest
window.go_to("questionnaire")
settle()
screen = window.current
longest = []
for i in range(30):
    stretch = []
    def stretch_of(work):
        start = time.perf_counter()
        work()
        stretch.append((time.perf_counter() - start) * 1000)
    for key in (Qt.Key.Key_1 + i % 5, Qt.Key.Key_Return):
        screen.setFocus()
        stretch_of(lambda: QTest.keyClick(screen, Qt.Key(key)))
        end = time.perf_counter() + 0.05
        while time.perf_counter() < end or window.jobs.pending:
            stretch_of(app.processEvents)
            time.sleep(0.001)
    longest.append(max(stretch))
print(json.dumps({"median": sorted(longest)[len(longest) // 2], "longest": max(longest)}))
"""
)

# R in workshop mode until the revealed question is painted; everybody is in the room, 100 answered every question.
_REVEAL = (
    OPEN
    + """
from PySide6.QtTest import QTest
window.go_to("workshop")
settle()
screen = window.current
screen.begin()
until(lambda: screen.page == "talk" and window.jobs.pending == 0)
settle()

class Watch(QObject):
    painted = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and screen.desk.revealed:
            self.painted = True
        return False

took = []
for i in range(12):
    for role in (Qt.Key.Key_M, Qt.Key.Key_E):
        QTest.keyClick(screen, role)
        for key in (Qt.Key.Key_2, Qt.Key.Key_3):
            QTest.keyClick(screen, key)
    until(lambda: window.jobs.pending == 0)
    settle(0.1)
    watch = Watch()
    screen.stage.rows[0].installEventFilter(watch)
    start = time.perf_counter()
    QTest.keyClick(screen, Qt.Key.Key_R)
    until(lambda: watch.painted)
    took.append((time.perf_counter() - start) * 1000)
    screen.stage.rows[0].removeEventFilter(watch)
    settle(0.1)
    QTest.keyClick(screen, Qt.Key.Key_N)
    settle(0.1)
print(json.dumps({"median": sorted(took)[len(took) // 2], "longest": max(took)}))
"""
)

_BARE = """
import json, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow(); window.setCentralWidget(QLabel("bare")); window.resize(1280, 800); window.show()
end = time.perf_counter() + 0.3
while time.perf_counter() < end:
    app.processEvents()
lines = Path("/proc/self/status").read_text().splitlines()
print(json.dumps({"memory": next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024}))
"""

# The same figures from the same description: by our own views, and by pyqtgraph with one item per mark.
_FIGURES = """
import datetime as dt, json, sys, time
from pathlib import Path
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QPolygonF
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsPathItem, QGraphicsPolygonItem, QGraphicsRectItem
from ui.app import make_application
from ui.theme import Theme
from ui.widgets.figure_view import FigureView
from ui.widgets.plot_view import PlotView
from workbench.actions import books
from workbench.analysis.standing import rate_book
from workbench.charts import heat, matrix, radar
from workbench.charts.figure import Circle, Line, Polygon, Rect, Text
from workbench.domain.role import Role
from workbench.storage.store import Store

app = make_application()
theme = Theme(app, "light")
with Store.open(Path(sys.argv[1])) as store:
    book = books.open_book(store, sys.argv[2])
standing = rate_book(book)
draws = {
    "radar": lambda w, h: radar.draw(standing, w, h),
    "heat": lambda w, h: heat.draw(book, standing, w, list(Role)),
    "matrix": lambda w, h: matrix.draw(book.risks, book.criteria, w, h),
}

class Watch(QObject):
    painted = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint:
            self.painted = True
        return False

def painted(make):
    start = time.perf_counter()
    widget, target = make()
    watch = Watch()
    target.installEventFilter(watch)
    widget.resize(900, 700)
    widget.show()
    while not watch.painted:
        app.processEvents()
    app.processEvents()
    took = (time.perf_counter() - start) * 1000
    target.removeEventFilter(watch)
    widget.close(); widget.deleteLater(); app.processEvents()
    return took

def ours(name):
    def make():
        if name == "matrix":
            view = PlotView(theme, name)
            view.show_figure(draws[name])
            return view, view.viewport()
        view = FigureView(theme, draws[name])
        return view, view
    return make

def theirs(name):
    def make():
        figure = draws[name](900, 700)
        view = pg.GraphicsLayoutWidget()
        plot = view.addPlot()
        plot.hideAxis("left"); plot.hideAxis("bottom"); plot.invertY(True); plot.setAspectLocked(True)
        for mark in figure.marks:
            if isinstance(mark, Text):
                item = pg.TextItem(mark.text, theme.color(mark.color)); item.setFont(theme.font(mark.size, mark.weight))
                item.setPos(mark.x, mark.y)
            elif isinstance(mark, Line):
                item = pg.PlotCurveItem(
                    [x for x, _ in mark.points], [y for _, y in mark.points], pen=pg.mkPen(theme.color(mark.stroke))
                )
            else:
                if isinstance(mark, Rect):
                    item = QGraphicsRectItem(QRectF(mark.x, mark.y, mark.width, mark.height))
                elif isinstance(mark, Circle):
                    r = mark.radius
                    item = QGraphicsEllipseItem(QRectF(mark.x - r, mark.y - r, 2 * r, 2 * r))
                else:
                    item = QGraphicsPolygonItem(QPolygonF([QPointF(*point) for point in mark.points]))
                item.setPen(pg.mkPen(theme.color(mark.stroke)) if mark.stroke else pg.mkPen(None))
                item.setBrush(pg.mkBrush(theme.color(mark.fill)) if mark.fill else pg.mkBrush(None))
            plot.addItem(item)
        return view, view.viewport()
    return make

found = {}
for name in draws:
    painted(ours(name)); painted(theirs(name))
    pairs = [(painted(ours(name)), painted(theirs(name))) for _ in range(5)]
    found[name] = [sorted(p[i] for p in pairs)[2] for i in (0, 1)]
print(json.dumps(found))
"""


def answered(path: Path, assessment: str, people: int) -> None:
    """Let so many people answer every question of an assessment."""
    with Store.open(path) as store:
        book = books.open_book(store, assessment)
        with store.unit("Crowd") as unit:
            for number in range(people):
                who = Respondent(
                    id=new_id(),
                    assessment=assessment,
                    role=list(Role)[number % 4],
                    role_title=f"Person {number}",
                )
                said = [
                    Answer(id=new_id(), respondent=who.id, question=question.id,
                           state=AnswerState.RATED, value=question.options[(number + at) % 5].level)
                    for at, question in enumerate(book.questions)
                ]  # fmt: skip
                unit.put_all([who, *said])


def _several(code: str, *arguments: str, home: str, rounds: int = ROUNDS) -> list[dict[str, Any]]:
    return [json.loads(child_text(code, *arguments, SRE_WORKBENCH_HOME=home)) for _ in range(rounds)]


def run() -> Iterator[Row]:
    """The rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo.srew"
        demo.create(workspace, DAY).close()
        names = (str(workspace), demo.ASSESSMENT_ID)
        opened = _several(_SCREENS, *names, home=folder)
        bare = _several(_BARE, home=folder)
        for screen in opened[0]["screens"]:
            took = statistics.median(each["screens"][screen] for each in opened)
            yield Row(f"screen opened: {screen}", took, "100 ms", 100, 1, 0.5)
        keys = _several(_KEYS, *names, home=folder)
        longest = statistics.median(each["longest"] for each in keys)
        yield Row("30 questions answered, longest stall", longest, "50 ms", 50, 1, 0.5)
        crowd = Path(folder) / "crowd.srew"
        shutil.copy(workspace, crowd)
        answered(crowd, demo.ASSESSMENT_ID, 100)
        shown = _several(_REVEAL, str(crowd), demo.ASSESSMENT_ID, home=folder, rounds=1)[0]
        yield Row("vote revealed, 100 people by 100", shown["median"], "100 ms", 100, 1, 0.5)
        figures = _several(_FIGURES, *names, home=folder, rounds=1)[0]
        for name, (ours, theirs) in figures.items():
            yield Row(f"{name}, first paint", ours, "pyqtgraph, one item per element", theirs, 0.4, 0.3)
        memory = statistics.median(each["memory"] for each in opened)
        empty = statistics.median(each["memory"] for each in bare)
        yield Row(
            "memory, demo open, every screen seen", memory, "bare PySide6 window", empty, 3.5, 2.5, "MB"
        )
