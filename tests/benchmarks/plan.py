"""A plan of 300 actions: opened, moved, ranked, scheduled anew, and asked what if; the window in a fresh process."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Row, child_text, clock
from tests.benchmarks.screens import DAY, OPEN
from workbench.actions import books, demo, plan
from workbench.actions.edit import perform, together
from workbench.analysis.planning import plan_dates
from workbench.analysis.ranking import rank, reweighed
from workbench.analysis.standing import rate_book
from workbench.analysis.suggest import suggestions
from workbench.analysis.what_if import what_if
from workbench.storage.store import Store

ACTIONS = 300
ROUNDS = 5

_WINDOW = (
    OPEN
    + """
from ui.screens.plan.screen import PRIORITY, ROADMAP, WHAT_IF
class Watch(QObject):
    painted = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint:
            self.painted = True
        return False

def went(key):
    watch = Watch()
    start = time.perf_counter()
    window.go_to(key)
    window.current.installEventFilter(watch)
    while not watch.painted:
        app.processEvents()
    app.processEvents()
    took = (time.perf_counter() - start) * 1000
    window.current.removeEventFilter(watch)
    settle(0.4)
    return took

found = {"first": went("plan")}
went("overview")
screen = None
again = []
for _ in range(3):
    from workbench.domain.topic import Topic
    window.session.changed.emit(frozenset({Topic.ACTIONS}))
    again.append(went("plan"))
    went("overview")
found["again"] = sorted(again)[1]
went("plan")
screen = window.current

def clocked(work, rounds=5):
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        app.processEvents()
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)[rounds // 2]

# One step of a drag along the roadmap, painted.
from PySide6.QtCore import QPointF
plot = screen.plot
handle = plot.figure.handles[5]
plot._drag = (handle, QPointF(handle.x + 3, handle.y + 5), False)
steps = iter(range(1, 100))
def step():
    plot._carry(QPointF(handle.x + 3 + 4 * next(steps), handle.y + 5))
found["drag"] = clocked(step, 15)
plot._drag = None
plot._overlay.clear()
screen.view._choose(WHAT_IF)
settle(0.3)
items = iter(screen.what_if.choices._items())
def tick():
    next(items).setCheckState(Qt.CheckState.Checked)
found["tick"] = clocked(tick, 9)
screen.view._choose(PRIORITY)
settle(0.3)
slider = screen.priority.sliders.sliders[0]
slider.setSliderDown(True)
places = iter(range(40, 90, 3))
found["weight"] = clocked(lambda: slider.setSliderPosition(next(places)), 9)
print(json.dumps(found))
"""
)


def fill(workspace: Path) -> None:
    """A demo with as many actions more as make 300: nine workstreams, every third waiting for another."""
    with demo.create(workspace, DAY) as store:
        book = books.open_book(store, demo.ASSESSMENT_ID)
        capabilities = [each.id for each in book.pack.capabilities]
        more = ACTIONS - len(book.actions)
        ids = [f"{number:032x}" for number in range(more)]
        edits = [
            plan.add(
                demo.ASSESSMENT_ID,
                f"Action {number} of a plan that is very long",
                entity_id=ids[number],
                workstream=f"Workstream {number % 9}",
                capability=capabilities[number % len(capabilities)],
                level=2 + number % 4,
                effort_days=1.0 + number % 30,
                lead_days=number % 40,
                start=DAY + dt.timedelta(number),
                finish=DAY + dt.timedelta(number + 10 + number % 20),
                after=(ids[number - 12],) if number > 12 and number % 3 == 0 else (),
            )
            for number in range(more)
        ]
        perform(store, together("Fill", edits))


def run() -> Iterator[Row]:
    """The rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo.srew"
        fill(workspace)
        with Store.open(workspace) as store:
            book = books.open_book(store, demo.ASSESSMENT_ID)
        standing = rate_book(book)
        ranking = rank(book, standing)
        priorities = {each.action.id: each.score for each in ranking.rows}
        ticked = {each.id for each in book.actions[::2]}

        def median(work: object) -> float:
            assert callable(work)
            return statistics.median(clock(work) for _ in range(ROUNDS))

        sums = (
            ("ranked", lambda: rank(book, standing), 100),
            ("ranked by other weights", lambda: reweighed(ranking, (1, 2, 3, 4)), 50),
            ("scheduled anew", lambda: plan_dates(book.actions, priorities, DAY, 4), 100),
            ("what if half of them", lambda: what_if(book, standing, ranking.servings, ticked), 50),
            ("suggested", lambda: suggestions(book, standing), 50),
        )
        for name, work, limit in sums:
            yield Row(f"{ACTIONS} actions {name}", median(work), f"{limit} ms", limit, 1, 0.5)
        found = json.loads(child_text(_WINDOW, str(workspace), demo.ASSESSMENT_ID, SRE_WORKBENCH_HOME=folder))
        for key, name, limit in (
            ("first", "roadmap opened, first", 300),
            ("again", "roadmap opened after a change", 300),
            ("drag", "one step of a drag, painted", 16),
            ("tick", "an action ticked, all shown anew", 50),
            ("weight", "a weight moved, all shown anew", 50),
        ):
            yield Row(f"{ACTIONS} actions: {name}", found[key], f"{limit} ms", limit, 1, 0.5)
