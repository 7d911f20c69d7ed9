"""A list of a thousand rows: from Enter to the new row on disk and on screen; measured in a fresh process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Row, child
from tests.benchmarks.screens import DAY, OPEN
from workbench.actions import demo, entries
from workbench.actions.edit import perform
from workbench.domain.obstacle import Obstacle

ROWS = 1000

_ADD = (
    OPEN
    + """
from PySide6.QtTest import QTest
from workbench.domain.obstacle import Obstacle
window.go_to("obstacles")
settle()
screen, took = window.current, []
for i in range(11):
    screen.add_line.setFocus()
    screen.add_line.setText(f"New {i}")
    before = len(window.session.book.rows[Obstacle])
    start = time.perf_counter()
    QTest.keyClick(screen.add_line, Qt.Key.Key_Return)
    while len(window.session.book.rows[Obstacle]) == before or window.jobs.pending:
        app.processEvents()
    app.processEvents()
    took.append((time.perf_counter() - start) * 1000)
    settle(0.3)
print(sorted(took)[len(took) // 2])
"""
)


def run() -> Iterator[Row]:
    """The rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo.srew"
        with demo.create(workspace, DAY) as store:
            rows = [
                {"title": f"Obstacle {i}", "impact": i % 5 + 1, "tractability": i // 5 % 5 + 1}
                for i in range(ROWS)
            ]
            edit = entries.add_rows(Obstacle, demo.ASSESSMENT_ID, lambda _row: "B", rows, "Fill")
            perform(store, edit)
        took = child(_ADD, str(workspace), demo.ASSESSMENT_ID, SRE_WORKBENCH_HOME=folder)
        yield Row(f"Enter in a list of {ROWS:,}, shown as saved", took, "50 ms", 50, 1, 0.5)
