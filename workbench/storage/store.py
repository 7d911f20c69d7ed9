"""Opening, creating and holding a workspace file."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from workbench.domain.assessment import Workspace
from workbench.domain.entity import new_id
from workbench.storage import backups, errors
from workbench.storage.engine import make_engine
from workbench.storage.files import make_own, sync_folder
from workbench.storage.header import LATEST, peek
from workbench.storage.migrations import upgrade
from workbench.storage.unit import Unit

_UNREADABLE = (DBAPIError, UnicodeDecodeError, ValueError, KeyError)


def _said(path: Path, error: Exception) -> errors.StorageError:
    """Turn a driver's error into one sentence a user can act on."""
    text = str(getattr(error, "orig", error)).lower()
    name = path.name
    if (
        isinstance(error, UnicodeDecodeError)
        or "malformed" in text
        or "not a database" in text
        or "disk i/o" in text
        or "could not decode" in text
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
        return errors.NotWritable(
            f"The disk with '{name}' is full. Free some space, then try again; nothing was changed."
        )
    # A broken rule names columns alone; the driver's other words may quote what the client typed.
    why = text.splitlines()[0] if isinstance(error, IntegrityError) else type(error).__name__
    return errors.StorageError(f"'{name}' could not be read or written ({why}). Nothing was changed.")


class Store:
    """An open workspace file; hands out units of work."""

    def __init__(self, path: Path, engine: sa.Engine, lock: FileLock | None) -> None:
        self.path = path
        self._engine = engine
        self._lock = lock

    @classmethod
    def create(
        cls,
        path: Path,
        client: str,
        about: str = "",
        workspace_id: str = "",
        fill: Callable[[Unit], object] | None = None,
    ) -> Store:
        """Make a new workspace for one client, readable by its owner alone, and open it.

        `fill` may write its first content in the same transaction; if it fails, there is no file.

        Raises:
            StorageError: when something is there already, or the folder cannot be written.
        """
        path = path.absolute()
        if path.exists():
            raise errors.StorageError(
                f"'{path}' is there already. Choose another name; it was left as it is."
            )
        try:
            make_own(path.parent)
        except OSError as error:
            raise errors.NotWritable(
                f"The folder '{path.parent}' cannot be made ({error.strerror}). Choose another one."
            ) from error
        # Built beside its place and moved there whole, so that a kill never leaves half a workspace.
        draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.new")
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            engine = make_engine(draft)
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
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, writable: bool = True) -> Store:
        """Open a workspace; one program at a time may write to it.

        Raises:
            StorageError: when it cannot be opened; the file is then as it was.
        """
        path = path.absolute()
        version = peek(path)
        lock = _take(path) if writable else None
        engine = make_engine(path, writable=writable)
        try:
            if writable:
                if version < LATEST:
                    # What goes wrong from here on can be undone with a copy; without one nothing is begun.
                    backups.make(path, "before-upgrade", dt.datetime.now(dt.UTC))
                upgrade(engine)
            elif version < LATEST:
                raise errors.StorageError(
                    f"'{path.name}' has an older format. Open it once in the window to renew it."
                )
            store = cls(path, engine, lock)
            with store.unit("Open", writes=writable) as unit:
                if unit.count(Workspace) != 1:
                    raise errors.DamagedWorkspace(
                        f"'{path.name}' names no client, so it is damaged. It was left as it is."
                    )
                if writable:
                    unit.purge_blobs()
                    if path.with_name(f"{path.name}-journal").exists():
                        unit.clear_journal()
        except BaseException as error:
            engine.dispose()
            _release(lock)
            if isinstance(error, _UNREADABLE):
                raise _said(path, error) from error
            raise
        return store

    @contextmanager
    def unit(self, label: str = "", who: str = "", *, writes: bool = True) -> Generator[Unit]:
        """One transaction: everything in it is on disk when it ends, or nothing is.

        Raises:
            StorageError: when the file could not be read or written.
        """
        try:
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                yield Unit(connection, who, label)
        except (DBAPIError, UnicodeDecodeError) as error:
            raise _said(self.path, error) from error

    def compact(self) -> None:
        """Build the file anew, so that nothing stays in it of what was taken out.

        Raises:
            StorageError: when there is no room for it; the file is then as it was.
        """
        # The driver is written in C and says nothing of its types.
        driver: Any = dbapi2
        try:
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                # What is sorted on the way must not lie about in a folder of the system.
                cursor.execute("PRAGMA temp_store=MEMORY")
                cursor.execute("VACUUM")
                cursor.close()
            finally:
                connection.close()
        except (DBAPIError, driver.Error) as error:
            raise _said(self.path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        _release(self._lock)
        self._lock = None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def _take(path: Path) -> FileLock:
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise errors.WorkspaceLocked(
            f"'{path.name}' is open in another window of this program. Go on there, or close it first; nothing was changed."
        ) from None
    except OSError as error:
        raise errors.NotWritable(
            f"'{path.name}' lies in a folder that cannot be written ({error.strerror}). "
            "Move it to one you may write to, then open it there; nothing was changed."
        ) from error
    return lock


def _release(lock: FileLock | None) -> None:
    if lock is None:
        return
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()
