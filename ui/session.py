"""The open workspace: what is in it, every edit, undo and redo, and whether all of it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from ui import session_lane as lane
from ui.curtain import Curtain
from ui.jobs import Jobs
from ui.unsaved import NotSaved, Unsaved
from workbench.domain.topic import Topic

# Imported where first used, on the database lane: SQLAlchemy and pydantic cost half a second, and the
# window must be painted before that.
if TYPE_CHECKING:
    from workbench.actions.edit import Done, Edit
    from workbench.actions.handing import Handed
    from workbench.actions.protecting import Protected
    from workbench.analysis.standing import Standing
    from workbench.domain.assessment import Workspace
    from workbench.domain.book import Book, Change
    from workbench.domain.key import Key, Mark
    from workbench.domain.listing import Listed
    from workbench.exchange.session_pack import SessionPack
    from workbench.exchange.whole import Whole
    from workbench.storage.store import Store

SUMMARY_DELAY = 1500
OnError = Callable[[Exception], None]
Kept = Callable[[bool], None]
"""An edit kept back; told whether who asked for it is still there to hear of it."""
BARE = "Its passphrase was taken away meanwhile: whoever has the file can read it. It was opened anew."
TOO_LATE = "What was changed while another workspace was being opened is not saved: the one before was closed by then."
NOT_SAVED = "What was changed while it was locked was not saved."


class _Step(QUndoCommand):
    """One edit on the undo stack; each turn back and forth is itself a saved change."""

    def __init__(self, session: Session, done: Done) -> None:
        super().__init__(done.label)
        self._session = session
        self.done = done
        self._fresh = True

    def id(self) -> int:
        return 1 if self.done.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        from workbench.actions.edit import combine  # loaded long since: an edit was made

        if not isinstance(other, _Step) or other.done.merge != self.done.merge:
            return False
        self.done = combine(self.done, other.done)
        return True

    def undo(self) -> None:
        self._session.flip(self, self._session.undo_stack.redo)

    def redo(self) -> None:
        if self._fresh:
            self._fresh = False
            return
        self._session.flip(self, self._session.undo_stack.undo)


class Session(QObject):
    """One workspace at a time, and one assessment of it as a book in memory.

    Edits run on the database lane; the book and the screens follow when they are on disk.
    """

    workspace_opened = Signal()
    workspace_closed = Signal()
    assessment_opened = Signal()
    assessment_closed = Signal()
    moved = Signal()
    """What was open is a copy now, in another place, with the same assessment."""
    listing_changed = Signal()
    changed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    failed = Signal(str)
    leaving = Signal()
    """What is being typed is to be written down now: what is open may go."""
    stuck = Signal(object)
    """The error for which nothing can be saved where the workspace lies, whoever else was told."""

    def __init__(self, jobs: Jobs, who: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.who = who
        self.undo_stack = QUndoStack(self)
        self.store: Store | None = None
        self.workspace: Workspace | None = None
        self.handed: Handed | None = None
        self.client = ""
        self._wanted: str | None = None
        self._opening: str | None = None
        self._openings = 0
        self.listing: list[Listed] = []
        self._book: Book | None = None
        self.curtain = Curtain(self)
        self.last_saved: dt.datetime | None = None
        self._standing: Standing | None = None
        self._touched: set[str] = set()
        self._whole = True
        self._turning_back = False
        self._turns = 0
        self.unsaved = Unsaved()
        self._kept_back: list[Kept] | None = None
        self._mark: Mark | None = None
        self._moving: list[Callable[[], None]] | None = None
        self._summary_timer = QTimer(self, singleShot=True, interval=SUMMARY_DELAY)
        self._summary_timer.timeout.connect(self.store_summary)

    # The workspace

    @property
    def path(self) -> Path | None:
        """Where the open workspace lies."""
        return self.store.path if self.store else None

    @property
    def writable(self) -> bool:
        """Whether what is open can be changed."""
        return self.store is not None and self.store.writable

    @property
    def key(self) -> Key | None:
        """What the open workspace is protected with; `None` where it is not, and while it is locked."""
        return self.store.key if self.store else None

    @property
    def locked(self) -> bool:
        """Whether the open workspace was let go of until its passphrase is given again."""
        return self._kept_back is not None

    def open_workspace(
        self,
        path: Path,
        then: Callable[[], None] | None = None,
        failed: OnError | None = None,
        *,
        writable: bool = True,
        take_over: bool = False,
        secret: str = "",
        key: Key | None = None,
    ) -> None:
        """Open a workspace; the one open before stays until the new one is there.

        A protected one needs its passphrase or recovery key as `secret`, or the key they give.
        """
        if self.store is None and not secret and key is None:
            # The list is shown from stored figures at once; the libraries for the rest take half a second.
            self.jobs.lane(lambda: lane.glance(path), self._on_glimpse, lambda _error: None)
        # What is open already is let go of first, or it would be its own obstacle.
        again = self.store is not None and lane.same_file(self.store.path, path)
        self._leave_for(
            str(path), lambda: lane.open_(path, secret, key, writable, take_over), then, failed, again=again
        )

    def _on_glimpse(self, result: tuple[str, list[Listed]] | None) -> None:
        if result is not None and self.store is None:
            self.client, self.listing = result
            self.listing_changed.emit()

    def create_workspace(
        self,
        path: Path,
        client: str,
        then: Callable[[], None] | None = None,
        failed: OnError | None = None,
        *,
        passphrase: str = "",
    ) -> None:
        """Make a workspace for a client, protected where there is a passphrase, and open it."""
        self._leave_for(str(path), lambda: lane.create(path, client, passphrase), then, failed)

    def create_workspace_with(
        self, path: Path, whole: Whole, then: Callable[[], None] | None = None, failed: OnError | None = None
    ) -> None:
        """Make a workspace with an exported assessment in it and open it."""
        self._leave_for(str(path), lambda: lane.create_with(path, whole), then, failed)

    def create_workspace_of_room(
        self,
        path: Path,
        pack: SessionPack,
        then: Callable[[], None] | None = None,
        failed: OnError | None = None,
    ) -> None:
        """Make a workspace of what another room was given and open it."""
        self._leave_for(str(path), lambda: lane.create_of_room(path, pack), then, failed)

    def may_leave(self, goal: str, failed: OnError | None = None) -> bool:
        """Write down what is being typed; where it cannot be saved say so, and let the same `goal` through a second time.

        `failed` hears of it, too. What is locked was asked about when it was locked.
        """
        if self._book is None or self.locked:
            return True
        sure = self.unsaved.told(goal)
        self.unsaved.begin()
        self.leaving.emit()
        self.jobs.settle()
        why = self.unsaved.why
        if why is None:
            return True
        self.unsaved.tell(goal)
        if not sure:
            self._say(NotSaved(sentence(why), why), failed)
        return sure

    def _leave_for(
        self,
        goal: str,
        make: Callable[[], Any],
        then: Callable[[], None] | None,
        failed: OnError | None,
        *,
        again: bool = False,
    ) -> None:
        if self.may_leave(goal, failed):
            self._take(make, then, failed, again=again)

    def _take(
        self,
        make: Callable[[], Any],
        then: Callable[[], None] | None,
        failed: OnError | None,
        *,
        again: bool = False,
    ) -> None:
        before = self.store
        self.store_summary()

        def work() -> Any:
            if before is not None and again:
                before.close()
            store = make()
            if before is not None:
                before.close()
            return store, *lane.look(store), lane.handed(store)

        def done(result: Any) -> None:
            self._stop_opening()
            self._forget_book()
            self.store, self.workspace, self.listing, self.handed = result
            self.client = result[1].client
            self.undo_stack.clear()
            self.workspace_opened.emit()
            self.listing_changed.emit()
            if self._wanted is not None and self.handed is None:
                self.open_assessment(self._wanted)
            self._wanted = None
            if then is not None:
                then()

        def went_wrong(error: Exception) -> None:
            if again and self.store is before:
                self.store = self.workspace = self.handed = None
                self._stop_opening()
                self._forget_book()
                self.undo_stack.clear()
                self.workspace_closed.emit()
            if self.store is None:
                self.client, self.listing, self._wanted = "", [], None
                self.listing_changed.emit()
            (failed or self._say)(error)

        self.jobs.lane(work, done, went_wrong)

    def move_to(self, goal: Path, then: Callable[[], None], failed: OnError) -> None:
        """Copy the open workspace to a place where nothing is yet, and go on there with what is open."""
        store = self.store
        if store is None or self._moving is not None:
            return

        def work() -> Store:
            store.save_copy(goal)
            moved = lane.open_(goal, "", store.key, writable=True, take_over=False)
            store.close()
            return moved

        kept = self._moving = list[Callable[[], None]]()

        def go_on() -> None:
            # What was asked for meanwhile belongs to where one goes on.
            self._moving = None
            for each in kept:
                each()

        def done(moved: Store) -> None:
            self.store = moved
            self.moved.emit()
            self.refresh_listing()
            go_on()
            then()

        def went_wrong(error: Exception) -> None:
            go_on()
            failed(error)

        self.jobs.lane(work, done, went_wrong)

    def put_back(
        self,
        backup: Path,
        path: Path,
        then: Callable[[Path | None], None],
        key: Key | None = None,
        failed: OnError | None = None,
        *,
        take_over: bool = False,
    ) -> None:
        """Put a backup in the place of a workspace, the open one or one that cannot be opened, and open it.

        `key` is what the backup is protected with. `then` hears where what was there was set aside. Where it fails, what was
        there is opened again. `take_over` is for a place where another computer left a workspace behind as open.
        """
        from workbench.storage import backups  # light, but not before the first paint

        if not self.may_leave(str(backup), failed):
            return
        self.store_summary()
        before = self.key
        store, self.store = self.store, None
        self._stop_opening()
        self._forget_book()
        self.undo_stack.clear()

        def work() -> Path | None:
            if store is not None:
                store.close()
            return backups.restore(backup, path, key, over=take_over)

        def done(aside: Path | None) -> None:
            self.open_workspace(path, lambda: then(aside), key=key)

        def went_wrong(error: Exception) -> None:
            if store is not None:
                self.open_workspace(store.path, writable=store.writable, key=before)
            self._say(error, failed)

        self.jobs.lane(work, done, went_wrong)

    def forget(self, work: Callable[[Store], int], then: Callable[[int], None], failed: OnError) -> None:
        """Let `work` forget a person for good in the file, and do so in every step that could be undone.

        `then` hears how many backups went.
        """
        # The libraries it needs are in since the workspace is open.
        from workbench.actions.backups_left import BackupsLeft

        store, book = self.store, self._book
        if store is None:
            return
        if not store.writable:
            self._say(lane.only_read(store.path), failed)
            return
        if not self.may_leave("forget", failed):
            return
        self.store_summary()
        again = book.assessment.id if book is not None else None

        def let_go() -> None:
            # What is in memory knows the person still, and so does every step of undo.
            self.undo_stack.clear()
            self._stop_opening()
            self._forget_book()
            self.refresh_listing()
            if again is not None:
                self.open_assessment(again)

        def done(deleted: int) -> None:
            let_go()
            then(deleted)

        def went_wrong(error: Exception) -> None:
            if isinstance(error, BackupsLeft):
                let_go()
            failed(error)

        self.jobs.lane(lambda: work(store), done, went_wrong)

    def refresh_listing(self) -> None:
        """Read the list of assessments again."""
        store = self.store
        if store is None:
            return

        def done(result: Any) -> None:
            if self.store is store:
                self.workspace, self.listing = result
                self.client = result[0].client
                self.listing_changed.emit()

        self.jobs.lane(lambda: lane.look(store), done, self._say)

    def protect(
        self,
        present: str,
        passphrase: str,
        then: Callable[[Protected], None],
        failed: OnError,
        *,
        remove_old: bool = False,
    ) -> None:
        """Put the open workspace under a passphrase, another one, or none; the steps of undo stay."""
        store = self.store
        if store is None:
            return
        if not store.writable:
            self._say(lane.only_read(store.path), failed)
            return
        self.store_summary()
        self.jobs.lane(lambda: lane.protect(store, present, passphrase, remove_old), then, failed)

    def lock(self) -> None:
        """Forget the key and let go of the file; whoever saved something must be done. Edits that come by themselves wait."""
        store = self.store
        if store is None or store.key is None or self.locked:
            return
        self.store_summary()
        from workbench.domain.key import mark_of  # loaded with the key

        self._kept_back = []
        self._mark = mark_of(store.key)
        self.jobs.lane(store.lock, failed=self._say)

    def unlock(
        self, secret: str, then: Callable[[], None], failed: OnError, *, take_over: bool = False
    ) -> None:
        """Go on with a locked workspace; where another program wrote into it meanwhile, it is opened anew.

        `take_over` is for one that another computer says it has open since. Where opening it anew fails, `failed` finds
        that no workspace is open any more.
        """
        store, mark = self.store, self._mark if self.locked else None
        assert store is not None

        def done(again: lane.Again) -> None:
            if not again.same:
                self._open_anew(store, again, then, failed, take_over)
                return
            kept, self._kept_back = self._kept_back or [], None
            self._mark = None
            for each in kept:
                each(True)
            then()

        self.jobs.lane(lambda: lane.unlock(store, secret, mark, take_over), done, failed)

    def _open_anew(
        self, store: Store, again: lane.Again, then: Callable[[], None], failed: OnError, take_over: bool
    ) -> None:
        """Open what is not as it was left; what was kept back is tried on it, but for whoever knew its earlier secret alone."""
        self.leaving.emit()
        kept, self._kept_back = self._kept_back or [], None
        self._mark = None
        book, before = self._book, self.workspace
        self._wanted = book.assessment.id if book is not None else None

        def opened() -> None:
            then()
            if again.key is None:
                self.failed.emit(BARE)
            same = before is not None and self.workspace is not None and self.workspace.id == before.id
            if not again.known or not same:
                if kept:
                    self.failed.emit(f"'{store.path.name}' was opened anew. {NOT_SAVED}")
                return
            for each in kept:
                each(False)

        def went_wrong(error: Exception) -> None:
            from workbench.storage.errors import StorageError  # loaded by now

            if kept and isinstance(error, StorageError):
                error = type(error)(f"{error} {NOT_SAVED}")
            failed(error)

        path, writable = store.path, store.writable
        self._take(
            lambda: lane.open_(path, "", again.key, writable, take_over), opened, went_wrong, again=True
        )

    # The assessment

    def open_assessment(self, assessment_id: str, then: Callable[[], None] | None = None) -> None:
        """Read an assessment into memory; of several asked for at once, the last one is opened."""
        store = self.store
        if store is None:
            # Chosen from the first look: opened as soon as the workspace is.
            self._wanted = assessment_id
            return
        if then is None and self._opening == assessment_id:
            # A second Enter, while the first is still being answered, must not open it once more later on.
            return
        other = self._book is not None and self._book.assessment.id != assessment_id
        if other and not self.may_leave(assessment_id):
            return
        self._stop_opening()
        self._opening, asked = assessment_id, self._openings

        def done(result: Any) -> None:
            if asked != self._openings:
                return
            self._opening = None
            self._book, self._standing = result
            self.curtain.hang(self._book)
            self._touched.clear()
            self._whole = False
            self.assessment_opened.emit()
            if then is not None:
                then()

        def went_wrong(error: Exception) -> None:
            if asked == self._openings:
                self._opening = None
            self._say(error)

        self.store_summary()
        self.jobs.lane(lambda: lane.read(store, assessment_id), done, went_wrong)

    def _stop_opening(self) -> None:
        """Let go of the assessment being read: what comes of it is no longer wanted."""
        self._opening = None
        self._openings += 1

    def close_assessment(self) -> bool:
        """Go back to the list; gives whether that was done, since what is not saved keeps one there once."""
        if not self.may_leave("list"):
            return False
        self._stop_opening()
        self.store_summary()
        self._forget_book()
        self.refresh_listing()
        return True

    def _forget_book(self) -> None:
        if self._book is not None:
            self._book = None
            self.unsaved.forget()
            self.curtain.hang(None)
            self._standing = None
            self.assessment_closed.emit()

    @property
    def book(self) -> Book | None:
        """The open assessment as it may be shown: without names of people, while those are hidden."""
        return self.curtain.shown

    @property
    def stored_book(self) -> Book | None:
        """The open assessment as it is stored, names and all: for what is to be kept, never to be shown."""
        return self._book

    def turn_names(self) -> None:
        """Hide names of people on every screen, or show them again; what is being typed must have been saved."""
        self.curtain.turn()
        if self._book is not None:
            self.changed.emit(frozenset(Topic))

    @property
    def standing(self) -> Standing:
        """Every rating of the open assessment, computed anew only where something changed."""
        from workbench.analysis.standing import rate_book  # light, but only ever needed with a book

        assert self._book is not None, "an assessment is open"
        if self._standing is None or self._whole:
            self._standing = rate_book(self._book)
        elif self._touched:
            self._standing = rate_book(self._book, self._standing, self._touched)
        self._touched.clear()
        self._whole = False
        return self._standing

    # Edits

    def run(
        self,
        edit: Edit,
        then: Callable[[Done], None] | None = None,
        failed: OnError | None = None,
        *,
        by: str | None = None,
        undoable: bool = True,
    ) -> None:
        """Do an edit on the database lane; when it is on disk it can be undone, and screens hear of it.

        What is done `by` somebody else, or must last, is no step of undo here; the history says their role. What runs on
        by itself, such as a clock, is not `undoable` either: undo goes past it.
        """
        store, who = self.store, self.who if by is None else by
        if store is None:
            return
        if self._moving is not None:
            self._moving.append(lambda: self.run(edit, then, failed, by=by, undoable=undoable))
            return
        if self._kept_back is not None:
            # Such as a clock that runs on while nobody is there.
            self._kept_back.append(
                lambda there: self.run(
                    edit, then if there else None, failed if there else None, by=by, undoable=undoable
                )
            )
            return
        if not store.writable:
            error = lane.only_read(store.path)
            self.unsaved.refused(edit, error)
            self._say(error, failed)
            return
        if self._turns:
            # An undo waits for what was before it, and this comes after the undo.
            self.jobs.lane(lambda: None, lambda _: self.run(edit, then, failed, by=by, undoable=undoable))
            return

        def landed(done: Done) -> None:
            self.unsaved.saved(edit)
            self._landed(done)
            if done.changes and by is None and undoable:
                self.undo_stack.push(_Step(self, done))
            self._announce(done)
            if then is not None:
                then(done)

        def went_wrong(error: Exception) -> None:
            if self.store is store:
                self.unsaved.refused(edit, error)
                self._say(error, failed)
                return
            # It came while another workspace was being opened, and the screen it came from is gone.
            self.failed.emit(TOO_LATE)
            if failed is not None:
                failed(error)

        self.jobs.lane(lambda: lane.perform(store, edit, who), landed, went_wrong)
        self.saving.emit()

    def undo(self) -> None:
        """Take the last step back, after everything still being saved."""
        self._turn(self.undo_stack.undo)

    def redo(self) -> None:
        """Do the step taken back again."""
        self._turn(self.undo_stack.redo)

    def _turn(self, turn: Callable[[], None]) -> None:
        def now(_: None) -> None:
            self._turns -= 1
            turn()

        self._turns += 1
        self.jobs.lane(lambda: None, now)

    def flip(self, step: _Step, turn_back: Callable[[], None]) -> None:
        """Reverse a step; called by the undo stack alone, which `turn_back` sets to where it was."""
        store, who = self.store, self.who
        if store is None or self._turning_back:
            return
        self.saving.emit()

        def work() -> Done:
            # Read on the lane: an earlier flip of the same step may still be on its way there.
            step.done = lane.perform(store, step.done.undo, who)
            return step.done

        def landed(done: Done) -> None:
            self._landed(done)
            self._announce(done)

        def went_wrong(error: Exception) -> None:
            from workbench.storage.errors import StaleEdit  # light, but not before the first paint

            if isinstance(error, StaleEdit):
                self.undo_stack.clear()
            else:
                # Nothing was written, so the step is still to be taken back; later it may work.
                self._turning_back = True
                turn_back()
                self._turning_back = False
            self._say(error)

        self.jobs.lane(work, landed, went_wrong)

    def _landed(self, done: Done) -> None:
        from workbench.domain.assessment import Workspace  # loaded with the store

        self.last_saved = done.at
        if self.workspace is not None:
            for change in done.changes:
                if isinstance(change.after, Workspace):
                    self.workspace = change.after
        if self._book is None:
            return
        self._touched |= self._book.apply(done.changes)
        self.curtain.follow(done.changes)
        if {Topic.TARGETS, Topic.ASSESSMENTS, Topic.RESPONDENTS} & done.topics:
            self._whole = True

    def _announce(self, done: Done) -> None:
        if self._other_pack():
            # Every screen shows the pack; they look again once the book is there with the one it has now.
            assert self._book is not None
            self.open_assessment(self._book.assessment.id, lambda: self.saved.emit(done.at))
            self.refresh_listing()
            return
        if done.changes:
            self.changed.emit(done.topics)
            if self._book is not None:
                self._summary_timer.start()
            if Topic.ASSESSMENTS in done.topics or Topic.WORKSPACE in done.topics:
                if self._book is not None and self._gone(done.changes):
                    self._forget_book()
                self.refresh_listing()
        if self.jobs.pending == 0:
            self.saved.emit(done.at)

    def _other_pack(self) -> bool:
        """Whether the last edit, or its undo, moved the open assessment to another version of its pack."""
        return self._book is not None and self._book.assessment.pack != self._book.pack.content_hash

    def _gone(self, changes: tuple[Change, ...]) -> bool:
        from workbench.domain.assessment import Assessment  # loaded with the store

        assert self._book is not None
        mine = self._book.assessment.id
        return any(c.kind is Assessment and c.id == mine and c.after is None for c in changes)

    def store_summary(self) -> None:
        """Store the figures the home screen shows, once the answers have settled."""
        store, book = self.store, self._book
        waiting = self._summary_timer.isActive()
        self._summary_timer.stop()
        if store is None or book is None or not waiting or self.locked or not store.writable:
            return
        from workbench.analysis.summary import summarise  # loaded with the assessment

        figures, assessment_id = summarise(book, self.standing), book.assessment.id
        self.jobs.lane(lambda: lane.save_summary(store, assessment_id, figures), failed=self._say)

    def _say(self, error: Exception, also: OnError | None = None) -> None:
        from workbench.storage.errors import (
            NotWritable,
            WorkspaceLocked,
        )  # light, but not before the first paint

        if also is not None:
            also(error)
        else:
            self.failed.emit(sentence(error))
        why = error.cause if isinstance(error, NotSaved) else error
        if self.store is not None and isinstance(why, (NotWritable, WorkspaceLocked)):
            self.stuck.emit(error)

    def close(self) -> None:
        """Store what is left and let go of the file."""
        self.store_summary()
        store = self.store
        self.store = None
        if store is not None:
            self.jobs.lane(store.close)


def sentence(error: Exception) -> str:
    """What to tell the user about an error: its own sentence where it is one of ours."""
    from workbench.content.yaml_tree import PackError  # loaded long since where one can be raised
    from workbench.storage.errors import StorageError  # light, but not before the first paint

    if isinstance(error, (StorageError, PackError, ValueError)) and str(error):
        return str(error)
    import logging  # only for what should never happen

    logging.getLogger(__name__).error("Unexpected", exc_info=error)
    return f"This did not work ({type(error).__name__}). What was saved before is safe; try again, or reopen the workspace."
