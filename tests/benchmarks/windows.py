"""From start to the first painted window, and to the filled list."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Row, alternate, child
from workbench.actions import assessments
from workbench.actions.edit import perform, together
from workbench.content.loader import built_in_pack
from workbench.domain.role import Role
from workbench.storage.store import Store

_PAINTED = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    done = False
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and not self.done:
            self.done = True
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print((time.perf_counter() - start) * 1000, flush=True)
        heavy = [n for n in ("sqlalchemy", "pydantic", "numpy", "pyqtgraph", "reportlab") if n in sys.modules]
        if heavy: sys.exit("heavy modules at first paint: " + ", ".join(heavy))
        import os; os._exit(0)
"""
_BARE = f"""
import time; start = time.perf_counter()
{_PAINTED}
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow(); window.setCentralWidget(QLabel("bare")); window.resize(1280, 800)
watch = Watch(); window.centralWidget().installEventFilter(watch)
window.show(); app.exec()
"""
_OURS = f"""
import time; start = time.perf_counter()
{_PAINTED}
from pathlib import Path
from ui.app import build, make_application
app = make_application()
window = build(app, Path(sys.argv[1]))
watch = Watch(); window.sidebar.installEventFilter(watch)
window.show(); app.exec()
"""
_FILLED = """
import os, sys, time; start = time.perf_counter()
from pathlib import Path
from ui.app import build, make_application
app = make_application()
window = build(app, Path(sys.argv[1]))
from PySide6.QtCore import QTimer
def look():
    # The home screen is made after the first paint; a list counts when its rows are there to be painted.
    if window.menus is not None and window.home._model.rowCount():
        print((time.perf_counter() - start) * 1000, flush=True); os._exit(0)
timer = QTimer(interval=1); timer.timeout.connect(look); timer.start()
window.show(); app.exec()
"""


def many(path: Path, count: int) -> None:
    """Make a workspace with this many assessments, each with its stored summary."""
    pack, source = built_in_pack()
    with Store.create(path, "Client") as store:
        day = dt.date(2026, 1, 1)
        edits = [
            assessments.create(pack, source, f"Assessment {i}", day + dt.timedelta(days=i), list(Role))
            for i in range(count)
        ]
        perform(store, together("Many", edits))
        from workbench.actions import books

        books.listing(store)


def run() -> Iterator[Row]:
    """First window, list filled, and how the list grows."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {count: Path(folder) / f"{count}.srew" for count in (20, 100, 200)}
        for count, path in paths.items():
            many(path, count)
        home = {"SRE_WORKBENCH_HOME": folder}
        ours, bare = alternate(lambda: child(_OURS, str(paths[100]), **home), lambda: child(_BARE))
        yield Row("first window painted, 100 assessments", ours, "bare PySide6 main window", bare, 1.5, 1.2)
        ours, bare = alternate(lambda: child(_FILLED, str(paths[100]), **home), lambda: child(_BARE))
        yield Row("home list filled, 100 assessments", ours, "bare PySide6 main window", bare, 4, 3)
        large, small = alternate(
            lambda: child(_FILLED, str(paths[200]), **home), lambda: child(_FILLED, str(paths[20]), **home)
        )
        yield Row("home list filled, 200 assessments", large, "the same with 20", small, 1.5, 1.1)
