"""The only place with threads: one lane for the database, a pool for everything else that takes time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

# Imported with the first job, which comes after the first paint.
if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Callback = Callable[[Any], None]


def _nothing(_result: Any) -> None:
    """What happens when nobody asked to be told."""


class Job:
    """Something under way: it can be cancelled, and it can report how far it is."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._stop = threading.Event()
        self.progress = report

    def cancel(self) -> None:
        """Ask it to stop at the next safe place."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """Runs work away from the UI thread and brings results back to it, in order.

    `lane` is first in, first out, for everything that touches the workspace; `pool` is for long work. `idle` says that nothing
    of the lane is under way any more, `rested` the same of the pool.
    """

    _arrived = Signal(object)
    idle = Signal()
    rested = Signal()
    busy = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: tuple[ThreadPoolExecutor, ThreadPoolExecutor] | None = None
        self._waiting = self._working = 0
        self._held: list[Callable[[], None]] | None = None
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _threads(self) -> tuple[ThreadPoolExecutor, ThreadPoolExecutor]:
        """The lane and the pool, made with the first job."""
        if self._made is None:
            from concurrent.futures import ThreadPoolExecutor

            self._made = (
                ThreadPoolExecutor(1, thread_name_prefix="database"),
                ThreadPoolExecutor(2, thread_name_prefix="work"),
            )
        return self._made

    @property
    def pending(self) -> int:
        """How many jobs of the lane have not come back yet."""
        return self._waiting

    @property
    def working(self) -> int:
        """How many jobs of the pool are still at work."""
        return self._working

    def hold(self) -> None:
        """Keep what comes of the pool back until `release`, so that nothing on the screen changes meanwhile."""
        if self._held is None:
            self._held = []

    def release(self) -> None:
        """Bring what was kept back, in the order it came in."""
        held, self._held = self._held or [], None
        for each in held:
            each()

    def lane(
        self, work: Callable[[], Any], done: Callback = _nothing, failed: Callback | None = None
    ) -> None:
        """Do something with the database, after everything asked before."""
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit()

        def landed() -> None:
            self._waiting -= 1

        self._submit(self._threads()[0], work, done, failed, landed)

    def pool(
        self,
        work: Callable[[Job], Any],
        done: Callback = _nothing,
        failed: Callback | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Do something long; `work` gets the job, to report progress and to see whether it was cancelled."""

        tell = progress or (lambda _now, _of: None)

        def report(now: int, of: int) -> None:
            self._arrived.emit(lambda: self._show(lambda: tell(now, of)))

        def landed() -> None:
            self._working -= 1

        job = Job(report)
        self._working += 1
        self._submit(self._threads()[1], lambda: work(job), done, failed, landed, self._show)
        return job

    def _show(self, deliver: Callable[[], None]) -> None:
        if self._held is None:
            deliver()
        else:
            self._held.append(deliver)

    def _submit(
        self,
        where: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callback,
        failed: Callback | None,
        landed: Callable[[], None],
        show: Callable[[Callable[[], None]], None] = lambda deliver: deliver(),
    ) -> None:
        def finished(future: Future[Any]) -> None:
            error = future.exception()

            def tell() -> None:
                try:
                    bring()
                except RuntimeError as problem:
                    # Shiboken's words: who asked was closed meanwhile, and what came is for nobody.
                    if "already deleted" not in str(problem):
                        raise

            def bring() -> None:
                if error is None:
                    done(future.result())
                elif failed is not None:
                    failed(error)
                else:
                    import logging  # only for what should never happen

                    logging.getLogger(__name__).error("A job failed with nobody to tell", exc_info=error)

            def deliver() -> None:
                landed()
                try:
                    show(tell)
                finally:
                    if self._waiting == 0:
                        self.idle.emit()
                    if self._working == 0:
                        self.rested.emit()

            self._arrived.emit(deliver)

        where.submit(work).add_done_callback(finished)

    def _deliver(self, callback: Callable[[], None]) -> None:
        if not self._closed:
            callback()

    def drain(self) -> None:
        """Wait until everything asked of the lane is done; results still come as events."""
        if self._made is not None:
            self._made[0].submit(lambda: None).result()

    def settle(self) -> None:
        """Wait until everything asked of the lane is done and told, what it asked for in turn as well."""
        while self._waiting and not self._closed:
            self.drain()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def close(self) -> None:
        """Finish the lane, let go of the threads; results that come later are dropped."""
        if self._made is not None:
            self._made[0].shutdown(wait=True)
            self._made[1].shutdown(wait=True, cancel_futures=True)
        self._closed = True
