"""Opening, creating and holding a workspace file."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from workbench.domain.assessment import Workspace
from workbench.domain.entity import new_id
from workbench.domain.key import Key
from workbench.storage import backups, copying, errors, hold, protecting
from workbench.storage.checking import check_file, disk_failed, head_trouble, quick_trouble, settled
from workbench.storage.cipher import fitting
from workbench.storage.engine import make_engine
from workbench.storage.files import (
    draft_of,
    drop_drafts,
    journal_of,
    make_own,
    require_plain_journal,
    require_short_name,
    sweep,
    sync_folder,
)
from workbench.storage.header import LATEST, peek, require_suffix
from workbench.storage.hold import Hold
from workbench.storage.migrations import upgrade
from workbench.storage.places import data_folder
from workbench.storage.presence import Opened
from workbench.storage.unit import Unit
from workbench.storage.within import version_within

_UNREADABLE = (DBAPIError, UnicodeDecodeError, ValueError, KeyError)


def _said(path: Path, error: Exception) -> errors.StorageError:
    """Turn a driver's error into one sentence a user can act on."""
    text = str(getattr(error, "orig", error)).lower()
    name = path.name
    if disk_failed(error):
        return errors.DiskFailed(
            f"The disk with '{name}' reported an error, so this was not done and nothing more is written to it. "
            "What was saved before is still there: open it again, from another disk if this comes back."
        )
    if (
        isinstance(error, UnicodeDecodeError)
        or "malformed" in text
        or "not a database" in text
        or "disk i/o" in text  # see above: it ends too early
        or "could not decode" in text
        or "unsupported file format" in text
        or "already exists" in text  # a head that calls itself older than what is in it
        or "no such" in text  # a table or a column of ours that is gone
    ):
        return errors.DamagedWorkspace(
            f"'{name}' is damaged and cannot be read. It was left as it is; open a copy or a backup of it."
        )
    if "locked" in text or "busy" in text:
        return errors.WorkspaceLocked(
            f"'{name}' is held by another program. Close it there, then try again; nothing was changed."
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return errors.NotWritable(
            f"'{name}' cannot be written in '{path.parent}'. Move it to a folder you may write to, then open it there."
        )
    if "full" in text:
        return errors.DiskFull(
            f"The disk with '{name}' is full. Free some space, then try again; nothing was changed."
        )
    # A broken rule names columns alone; the driver's other words may quote what the client typed.
    why = text.splitlines()[0] if isinstance(error, IntegrityError) else type(error).__name__
    return errors.StorageError(f"'{name}' could not be read or written ({why}). Nothing was changed.")


class Store:
    """An open workspace file; hands out units of work. `key` is what opened it, `None` where it is not protected."""

    def __init__(
        self, path: Path, opened: Opened, engine: sa.Engine, hold: Hold | None, key: Key | None = None
    ) -> None:
        self.path = path
        self._opened = opened
        self.key = key
        self.writable = hold is not None
        self._engine: sa.Engine | None = engine
        self._hold = hold
        self._left_at = ""
        self._failed: errors.DiskFailed | None = None
        self._over = False
        # What is let go of with the file, such as a copy that was made to read it.
        self._aside = ExitStack()

    @classmethod
    def create(
        cls,
        path: Path,
        client: str,
        about: str = "",
        workspace_id: str = "",
        fill: Callable[[Unit], object] | None = None,
        *,
        key: Key | None = None,
    ) -> Store:
        """Make a new workspace for one client, readable by its owner alone, and open it.

        `fill` may write its first content in the same transaction; if it fails, there is no file. With a `key` it is protected
        from its first byte on.

        Raises:
            StorageError: when something is there already, or the folder cannot be written.
        """
        path = path.absolute()
        require_short_name(path)
        if key is not None:
            require_suffix(path)
        if path.exists():
            raise errors.StorageError(
                f"'{path}' is there already. Choose another name; it was left as it is."
            )
        left = journal_of(path)
        if left.exists() and left.stat().st_size:
            raise errors.StorageError(
                f"'{left.name}' lies there, the journal of a workspace that is gone: it would be played back into the new one. "
                "Move it away, or choose another name; nothing was changed."
            )
        try:
            make_own(path.parent)
        except OSError as error:
            raise errors.NotWritable(
                f"The folder '{path.parent}' cannot be made ({error.strerror}). Choose another one."
            ) from error
        # Built beside its place and moved there whole, so that a kill never leaves half a workspace.
        draft = draft_of(path)
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            engine = make_engine(draft, key=key)
            try:
                upgrade(engine)
                with engine.connect().execution_options(writes=True) as connection, connection.begin():
                    unit = Unit(connection, "", "New workspace")
                    unit.put(Workspace(id=workspace_id or new_id(), client=client, about=about))
                    if fill is not None:
                        fill(unit)
            finally:
                engine.dispose()
            if path.exists():
                raise errors.StorageError(
                    f"'{path}' is there already. Choose another name; it was left as it is."
                )
            os.replace(draft, path)
            sync_folder(path.parent)
        except OSError as error:
            raise errors.NotWritable(
                f"'{path.name}' cannot be made in '{path.parent}' ({error.strerror}). Choose a folder you may write to."
            ) from error
        except DBAPIError as error:
            raise _said(path, error) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return cls.open(path, key=key)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        writable: bool = True,
        checked: bool = False,
        take_over: bool = False,
        key: Key | None = None,
    ) -> Store:
        """Open a workspace; one program at a time may write to it.

        Where it is `checked`, it is looked at before a byte of it is written. `take_over` is for a file that another
        computer left behind as open.

        Raises:
            PassphraseNeeded, WrongPassphrase: when it is protected, and this key does not open it.
            StorageError: when it cannot be opened; the file is then as it was.
        """
        path = path.absolute()
        key = fitting(path, key)
        version = peek(path) if key is None else 0
        require_plain_journal(path)
        # By whatever name it is opened, there is one lock for it, where SQLite has its journal too.
        held = hold.take(path.resolve(), over=take_over) if writable else None
        aside = ExitStack()
        readable = path
        try:
            # A save that was cut off is taken back by whoever may write; others read a copy in which it is.
            readable = path if writable else aside.enter_context(settled(path, key))
        except BaseException:
            aside.close()
            raise
        opened = Opened.at(readable)
        engine = make_engine(readable, writable=writable, key=key, still=opened.require)
        try:
            if writable:
                _check_journal(path.resolve(), key)
            if key is not None:
                with engine.connect() as connection:
                    version = version_within(connection, path)
            if checked and version == LATEST:
                _look_at(path, key)
            if writable:
                if version < LATEST:
                    # What goes wrong from here on can be undone with a copy; without one nothing is begun.
                    backups.make(path, "before-upgrade", dt.datetime.now(dt.UTC), key)
                upgrade(engine)
            elif version < LATEST:
                raise errors.StorageError(
                    f"'{path.name}' has an older format. Open it once in the window to renew it."
                )
            store = cls(path, opened, engine, held, key)
            store._aside = aside
            with store.unit("Open", writes=writable) as unit:
                if unit.count(Workspace) != 1:
                    raise errors.DamagedWorkspace(
                        f"'{path.name}' names no client, so it is damaged. It was left as it is."
                    )
                if writable:
                    sweep([path.parent, data_folder(), *(data_folder() / "backups").glob("*")])
                    drop_drafts(path.resolve())
                    hold.sweep()
                    unit.purge_blobs()
                    if journal_of(path).exists():
                        unit.clear_journal()
        except BaseException as error:
            engine.dispose()
            aside.close()
            if held is not None:
                held.let_go()
            if isinstance(error, _UNREADABLE):
                raise _said(path, error) from error
            raise
        return store

    @contextmanager
    def unit(self, label: str = "", who: str = "", *, writes: bool = True) -> Generator[Unit]:
        """One transaction: everything in it is on disk when it ends, or nothing is.

        After an error of the disk nothing is written any more: what the system says it has may differ from what is on
        the disk then, and a second try would not tell.

        Raises:
            PassphraseNeeded: while the store is locked.
            StorageError: when the file could not be read or written.
        """
        if writes:
            self._opened.require()
            if self._failed is not None:
                raise errors.DiskFailed(*self._failed.args)
        try:
            with (
                self._open_engine().connect().execution_options(writes=writes) as connection,
                connection.begin(),
            ):
                yield Unit(connection, who, label)
        except (DBAPIError, UnicodeDecodeError) as error:
            said = _said(self.path, error)
            if isinstance(said, errors.DiskFailed):
                self._failed = said
            elif isinstance(said, errors.DamagedWorkspace) and self._engine is not None:
                # A connection to a protected file does not get over a broken page, though the next one reads the others.
                self._engine.dispose()
            raise self._opened.trouble() or said from error

    def gone(self) -> errors.WorkspaceGone | None:
        """What to say where the file does not lie any more where it was opened; `None` where it does."""
        return self._opened.trouble()

    def require_writable(self) -> None:
        """Refuse what changes the file, where it was opened to read.

        Raises:
            NotWritable: when it was.
        """
        if not self.writable:
            raise errors.NotWritable(
                f"'{self.path.name}' is open for reading only, so nothing was changed. Go on in a copy of it to change something."
            )

    def _open_engine(self) -> sa.Engine:
        if self._over:
            raise errors.StorageError(
                f"'{self.path.name}' was closed meanwhile, so this was not saved in it; nothing was changed."
            )
        if self._engine is None:
            raise errors.PassphraseNeeded(
                f"'{self.path.name}' is locked. Unlock it with its passphrase first; nothing was changed."
            )
        return self._engine

    def protect(self, key: Key | None) -> None:
        """Put the workspace under another key, or none, and go on with it; nobody may write meanwhile.

        It is written anew beside the old one and takes its place when it is whole, checked and on disk.

        Raises:
            StorageError: when that did not work, or it is open to read alone; the old one is then still there, and open.
        """
        self.require_writable()
        if key is not None:
            require_suffix(self.path)
        engine = self._open_engine()
        # It would be the other file that is written anew.
        self._opened.require()
        try:
            # Behind a link it is the file itself that is replaced, or it would stay as it was beside.
            there = self.path.resolve()
            with protecting.rewritten(there, self.key, key) as draft:
                engine.dispose()
                os.replace(draft, there)
                sync_folder(there.parent)
        except OSError as error:
            raise errors.NotWritable(
                f"'{self.path.name}' could not be written anew in '{self.path.parent}' ({error.strerror}). It is as it was."
            ) from error
        except _UNREADABLE as error:
            raise _said(self.path, error) from error
        self.key = key
        self._opened = Opened.at(self.path)
        self._engine = make_engine(self.path, key=key, still=self._opened.require)
        # Open from now on, as before: what is saved in it is not lost with its name.
        with suppress(*_UNREADABLE), self._engine.connect():
            pass
        if self._hold is not None:
            # It is another file now, under the same name.
            self._hold.follow(self.path.resolve())

    def lock(self) -> None:
        """Let go of the file and forget the key; `unlock` goes on with it. Nobody may be in a unit of work."""
        if self._engine is None:
            return
        # Where that cannot be told, it is opened anew.
        self._left_at = ""
        with suppress(*_UNREADABLE):
            self._left_at = self._newest()
        self.close()
        self._over = False
        self.key = None

    def unlock(self, key: Key) -> bool:
        """Take the file again; says whether it is as it was left.

        Raises:
            WrongPassphrase: when the key does not open it.
            StorageError: when it cannot be opened for another reason.
        """
        again = Store.open(self.path, key=key, writable=self.writable)
        self._engine, self._hold, self.key = again._engine, again._hold, again.key
        self._opened, self._aside = again._opened, again._aside
        self._failed = None
        return self._newest() == self._left_at != ""

    def _newest(self) -> str:
        with self._open_engine().connect() as connection:
            return protecting.newest_line(connection)

    def has_room_to_compact(self) -> None:
        """See that there is room to build the file anew, which takes as much again beside it.

        Raises:
            DiskFull: when there is not.
        """
        with suppress(OSError):
            size = self.path.stat().st_size
            free = shutil.disk_usage(self.path.parent).free
            if free < size + size // 2:
                raise errors.DiskFull(
                    f"The disk with '{self.path.name}' has no room to build it anew: {(size + size // 2) // 1_000_000 + 1} MB are "
                    "needed. Free some space, then try again; nothing was changed."
                )

    def compact(self) -> None:
        """Build the file anew, so that nothing stays in it of what was taken out.

        Raises:
            StorageError: when there is no room for it, or it is open to read alone; the file is then as it was.
        """
        self.require_writable()
        # The driver is written in C and says nothing of its types.
        driver: Any = dbapi2
        try:
            connection = self._open_engine().raw_connection()
            try:
                cursor = connection.cursor()
                # What is sorted on the way must not lie about in a folder of the system.
                cursor.execute("PRAGMA temp_store=MEMORY")
                cursor.execute("VACUUM")
                cursor.close()
            finally:
                connection.close()
        except (DBAPIError, driver.Error) as error:
            raise self._opened.trouble() or _said(self.path, error) from error

    def save_copy(self, goal: Path) -> None:
        """Copy what is open to a place where nothing is yet, whatever lies by now where it was opened.

        Raises:
            StorageError: as `copying.save_copy`; there is no copy then.
        """
        engine = self._open_engine()

        def by_place(draft: Path) -> None:
            with settled(self.path, self.key) as readable:
                backups.copy_database(readable, draft, self.key)
            # One that was put there meanwhile is not what is open.
            self._opened.require()

        def by_connection(draft: Path) -> None:
            # A file lives on without a name as long as somebody has it open; on a drive that was pulled out it does not.
            try:
                connection = engine.raw_connection()
            except errors.WorkspaceGone as error:
                raise self._opened.unreadable() from error
            try:
                if not _is_readable(connection.driver_connection):
                    raise self._opened.unreadable()
                backups.copy_through(connection.driver_connection, draft, self.key)
            finally:
                connection.close()

        # Where it lies as it lay, a save that was cut off is taken back in a copy, which the connection might not be able to.
        here = self._opened.path.resolve() == self.path.resolve() and self._opened.trouble() is None
        copying.save_filled(self.path, goal, by_place if here else by_connection, self.key)

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()
        # For good: a connection made anew would write without holding the file.
        self._engine, self._over = None, True
        if self._hold is not None:
            self._hold.let_go()
        self._hold = None
        self._aside.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def _is_readable(connection: Any) -> bool:
    """Whether every page can still be read through a connection of the driver."""
    # The driver is written in C and says nothing of its types.
    driver: Any = dbapi2
    try:
        return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except driver.Error:
        return False


def _look_at(path: Path, key: Key | None) -> None:
    """Refuse a file in which anything is not as it was written, while it can still be set aside untouched."""
    with settled(path, key) as readable:
        engine = make_engine(readable, writable=False, key=key)
        try:
            trouble = head_trouble(readable) if key is None else ""
            if not trouble:
                with engine.connect() as connection:
                    trouble = quick_trouble(connection, protected=key is not None)
        except (UnicodeDecodeError, ValueError, TypeError, KeyError, RecursionError):
            trouble = "A part of it cannot be read."
        finally:
            engine.dispose()
    if trouble:
        raise errors.DamagedWorkspace(
            f"'{path.name}' is damaged. {trouble} It was left as it is; open a copy or a backup of it."
        )


def _check_journal(path: Path, key: Key | None) -> None:
    """Before a save that was cut off is taken back, see that this leaves a sound workspace: it may be another file's journal.

    Raises:
        DamagedWorkspace: when it does not.
    """
    journal = journal_of(path)
    try:
        with journal.open("rb") as file:
            begun = file.read(1)
    except FileNotFoundError:
        return
    # One that is empty, or begins with nothing, is over and done with.
    if begun in (b"", b"\0"):
        return
    health = check_file(path, key)
    if not health.sound:
        raise errors.DamagedWorkspace(
            f"A save of '{path.name}' was cut off and cannot be taken back: its journal is damaged, or another file's. "
            "Both were left as they are; open a copy or a backup of it."
        )
