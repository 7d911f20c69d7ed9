"""Where everything is built, once, and handed down; the entry of `sre-workbench`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ui import drawing
from ui.endings import ANSWERS
from workbench import cli

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.main_window import Commands, MainWindow
    from ui.respond.opening import PackWindow

QUIT_AFTER = "SRE_WORKBENCH_QUIT_AFTER_MS"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; Qt is imported only when a window is wanted."""
    if drawing.is_child(sys.argv[1:] if arguments is None else arguments):
        return drawing.main()
    return cli.main(arguments, open_window)


def open_window(path: Path | None) -> int:
    """Open the window on a workspace, or on the empty home, and stay until it is closed."""
    from PySide6.QtCore import QTimer

    from ui.crash import Watch

    app = make_application()
    watch = Watch(app)
    left = watch.start()
    if path is not None and path.suffix.lower() == ANSWERS:
        window = build_answers(app, path)
    else:
        window = build(app, path)
    watch.show_in(window, window.theme)
    window.show()
    if left:
        QTimer.singleShot(0, lambda: _show_left(window, left))
    limit = os.environ.get(QUIT_AFTER)
    if limit:
        QTimer.singleShot(int(limit), window.close)
    status = app.exec()
    window.jobs.close()
    watch.stop()
    return status


def _show_left(window: MainWindow | PackWindow, text: str) -> None:
    """Show the report of a run that the system ended."""
    from ui.dialogs.crash import CrashDialog

    CrashDialog(window.theme, window, text, before=True).open()


def make_application() -> QApplication:
    """Make the application object with its name and style."""
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    app.setApplicationName("SRE Workbench")
    app.setDesktopFileName("sre-workbench")
    app.setStyle("Fusion")
    return app


def build(app: QApplication, path: Path | None = None) -> MainWindow:
    """Build every object of the program once; nothing heavy is imported before the first paint."""
    import gc

    # Nothing made before the first paint is garbage, and looking for some takes a tenth of the time.
    gc.disable()
    from PySide6.QtCore import QTimer

    from ui import settings as known
    from ui.jobs import Jobs
    from ui.main_window import MainWindow
    from ui.session import Session
    from ui.settings import Settings
    from ui.theme import Theme, resource

    settings = Settings()
    theme = Theme(app, settings.get(known.THEME), settings.get(known.TEXT_SIZE))
    jobs = Jobs(app)
    session = Session(jobs, settings.get(known.WHO), app)
    window = MainWindow(session, jobs, theme, settings, _menus)

    def load_screens() -> None:
        from ui.screens.registry import PLACES, WORKSHOP

        # On this thread, one at a time between events: Qt's classes are made when they are first named, and two threads
        # at it at once have ended the program.
        waiting = iter((*PLACES, WORKSHOP))

        def step() -> None:
            place = next(waiting, None)
            if place is None:
                # Libraries stay to the end; going through them for garbage again and again would stop the window.
                gc.freeze()
                return
            import_module(place.module)
            QTimer.singleShot(0, window, step)

        step()

    def begin() -> None:
        # After the first paint: the heavy libraries come in on the database lane, the window stays alive.
        gc.enable()
        from PySide6.QtGui import QIcon

        window.setWindowIcon(QIcon(str(resource("icons", "app-256.png"))))
        theme.load_second_fonts()
        window.begin(path)
        # The screens only after the workspace is open, or they would make it wait.
        jobs.lane(_preload, lambda _none: load_screens())
        QTimer.singleShot(400, theme.load_later_fonts)

    after_first_paint(window.sidebar, begin)
    # A window that starts out of sight is painted later, if ever.
    QTimer.singleShot(3000, gc.enable)
    return window


def build_answers(app: QApplication, path: Path) -> PackWindow:
    """Build what answers one answer pack, and nothing else: no workspace, no session."""
    from PySide6.QtGui import QIcon

    from ui import settings as known
    from ui.respond.opening import PackWindows
    from ui.settings import Settings
    from ui.theme import Theme, resource

    settings = Settings()
    theme = Theme(app, settings.get(known.THEME), settings.get(known.TEXT_SIZE))
    theme.load_second_fonts()
    theme.load_later_fonts()
    app.setWindowIcon(QIcon(str(resource("icons", "app-256.png"))))
    return PackWindows(theme, app).open(path)


def after_first_paint(widget: QWidget, do: Callable[[], None]) -> None:
    """Do something once, right after a widget was painted for the first time."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Sees the first paint and steps aside."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, do)
            return False

    widget.installEventFilter(Watch(widget))


def _menus(window: MainWindow) -> Commands:
    from ui.menus import Menus  # after the first paint

    return Menus(window)


def _preload() -> None:
    # NumPy is the largest part of what draws plots, and no part of Qt.
    import numpy as np  # noqa: F401

    import workbench.actions.answers
    import workbench.actions.books  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
