"""What happens when something should never happen: a report is kept and shown, and the window goes on."""

from __future__ import annotations

import datetime as dt
import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme import Theme

Kind = type[BaseException]
_FATAL = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class _Log(logging.Handler):
    """Hears errors that were logged with what caused them, such as a job that failed with nobody to tell."""

    def __init__(self, tell: Callable[[BaseException, str], None]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self._tell(error, "working in the background")


class Watch(QObject):
    """Hears of every error nobody caught, on any thread, keeps a report of it and shows one at a time.

    `told(text)` carries the report to the UI thread. Python's own words on standard error are held back, since they
    quote what somebody typed.
    """

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: IO[str] | None = None
        self._before: tuple[object, ...] = ()
        self._log = _Log(self.tell)
        self._parent: QWidget | None = None
        self._theme: Theme | None = None
        self._open = False
        self._said: set[str] = set()
        self.told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> str:
        """Begin to listen; gives what an earlier run left when the system ended it, '' where none did."""
        from workbench.storage import crashes
        from workbench.storage.files import make_own

        self._before = (sys.excepthook, threading.excepthook, qInstallMessageHandler(self._on_qt))
        self._unraisable = sys.unraisablehook
        sys.excepthook = self._on_error
        sys.unraisablehook = self._on_unraisable
        threading.excepthook = self._on_thread
        root = logging.getLogger()
        root.addHandler(self._log)
        left = crashes.take_fatal(dt.datetime.now(dt.UTC))
        with suppress(OSError):
            make_own(crashes.folder())
            path = crashes.fatal_file()
            path.touch(mode=0o600)
            self._file = path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        return left

    def stop(self) -> None:
        """Listen no more; a run that ended well leaves no file behind."""
        sys.excepthook, threading.excepthook, handler = self._before  # type: ignore[assignment]
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(handler)  # type: ignore[arg-type]
        logging.getLogger().removeHandler(self._log)
        faulthandler.disable()
        if self._file is not None:
            from workbench.storage import crashes

            self._file.close()
            with suppress(OSError):
                crashes.fatal_file().unlink(missing_ok=True)

    def show_in(self, parent: QWidget, theme: Theme) -> None:
        """From now on reports are shown over this window."""
        self._parent, self._theme = parent, theme

    def tell(self, error: BaseException, during: str) -> None:
        """Keep a report of an error, and have it shown."""
        from workbench.storage import crashes

        if isinstance(error, KeyboardInterrupt):
            return
        now = dt.datetime.now(dt.UTC)
        text = crashes.describe(error, during, now)
        # The same again and again, as from something that is painted, is one report.
        mark = text.partition("\n\n")[2]
        if mark in self._said:
            return
        self._said.add(mark)
        crashes.keep(text, now)
        print("Something went wrong that should not; a report of it was kept.", file=sys.stderr)
        self.told.emit(text)

    def _on_error(self, _kind: Kind, error: BaseException, _trace: TracebackType | None) -> None:
        self.tell(error, "working in the window")

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.tell(args.exc_value, "working in the background")

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        """What goes wrong while something is cleared away, which Python would print with its words."""
        if args.exc_value is not None:
            self.tell(args.exc_value, "clearing away")

    def _on_qt(self, kind: QtMsgType, _context: object, message: str) -> None:
        """Qt's own words may name a file or quote a text, so only their kind is told."""
        if kind in _FATAL:
            self.tell(RuntimeError(), f"Qt said '{kind.name}'")

    def _show(self, text: str) -> None:
        if self._parent is None or self._theme is None or self._open:
            return
        from ui.dialogs.crash import CrashDialog

        self._open = True
        dialog = CrashDialog(self._theme, self._parent, text)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        self._open = False
