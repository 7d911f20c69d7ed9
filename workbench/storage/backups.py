"""Copies of a workspace that are known to be good, outside its folder, newest last by number and never by the clock.

Kept are the newest `NEWEST` of each place the workspace lay at and, of those before, the last one of each of the `DAYS`
days before: by counting, so that a clock that jumps or stands still cannot have anything thrown away, and a workspace
and a copy of it elsewhere do not push each other's out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs]

from workbench.domain.key import Key
from workbench.storage import errors, hold
from workbench.storage.checking import Health, check_file, raise_otherwise, settled
from workbench.storage.cipher import fits, fitting, is_protected, unlock
from workbench.storage.engine import make_engine
from workbench.storage.files import (
    draft_of,
    journal_of,
    make_own,
    sweep,
    sync_folder,
    write_through,
    write_whole,
)
from workbench.storage.header import SUFFIX, peek
from workbench.storage.places import data_folder
from workbench.storage.protecting import newest_line

NEWEST, DAYS = 10, 20
REASONS = ("opened", "before-import", "before-upgrade", "scheduled", "by-hand", "before-restore")
_WHERE = "where"
"""The file that says from what places copies were made, the latest last."""
_MOST_PLACES = 100
_TURN = ".turn.lock"
_TURN_SECONDS = 300.0
_NAME = re.compile(r"(\d{6,})_(\d{8}T\d{6})Z_([a-z-]+)(?:_([0-9a-f]{8}))?" + re.escape(SUFFIX))
# The driver is written in C and says nothing of its types.
_DRIVER: Any = dbapi2
FAILS: tuple[type[Exception], ...] = (OSError, _DRIVER.Error)
"""What copying raises."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: its number, when the clock said it was made (UTC), why, and how large it is in bytes.

    `place` tells copies of files at different places apart; '' where it is not known.
    """

    path: Path
    number: int
    at: dt.datetime
    reason: str
    size: int
    place: str = ""

    @property
    def protected(self) -> bool:
        """Whether a passphrase is needed to read it."""
        return is_protected(self.path)


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a copy, for people who choose one."""

    client: str
    assessments: tuple[str, ...]
    answers: int
    changed_at: str


def folder_of(workspace_id: str) -> Path:
    """Where the copies of a workspace are kept."""
    if not re.fullmatch(r"[0-9A-Za-z-]{1,80}", workspace_id):
        raise errors.DamagedWorkspace("This workspace has an id that cannot be one; nothing was copied.")
    return data_folder() / "backups" / workspace_id


def backups_of(workspace_id: str) -> list[Backup]:
    """All copies of a workspace, the newest first by number."""
    folder = folder_of(workspace_id)
    found: list[Backup] = []
    with suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                with suppress(ValueError, OSError):
                    at = dt.datetime.strptime(match[2], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
                    found.append(
                        Backup(path, int(match[1]), at, match[3], path.stat().st_size, match[4] or "")
                    )
    return sorted(found, key=lambda each: -each.number)


def place_of(path: Path) -> str:
    """By what copies of a file at this place are known."""
    # However it is spelt, and by whatever link it was opened.
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:8]


def last_known_at(path: Path) -> str:
    """The id of the workspace that was last copied from this place; '' where none was.

    A file that is damaged or gone cannot say itself which workspace it is.
    """
    wanted = path.resolve()
    with suppress(OSError):
        for folder in sorted((data_folder() / "backups").iterdir()):
            if wanted in _places(folder):
                return folder.name
    return ""


def _places(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [Path(os.fsdecode(each)) for each in (folder / _WHERE).read_bytes().split(b"\n") if each]
    return []


def _still(folder: Path) -> set[str]:
    """The places at which files of a workspace are still there."""
    return {place_of(each) for each in _places(folder) if each.exists()}


def _note_place(folder: Path, path: Path) -> None:
    """Say where a workspace lies now, and that no other one lies there any more."""
    place = path.resolve()
    if b"\n" in os.fsencode(place):
        return
    for other in folder.parent.iterdir():
        listed = _places(other)
        if other != folder and place in listed:
            _write_places(other, [each for each in listed if each != place])
    before = _places(folder)
    if before[-1:] != [place]:
        _write_places(folder, [*(each for each in before if each != place), place])


def _write_places(folder: Path, listed: Sequence[Path]) -> None:
    write_whole(folder / _WHERE, b"\n".join(map(os.fsencode, listed[-_MOST_PLACES:])))


@contextmanager
def turn(workspace_id: str) -> Generator[Path]:
    """Wait until nobody makes or removes copies of a workspace, and keep others from it; gives their folder.

    Whoever removes copies for good must not miss one that is just being made.

    Raises:
        NotWritable: when the folder cannot be written, or another program takes too long.
    """
    folder = folder_of(workspace_id)
    lock = FileLock(folder / _TURN, timeout=_TURN_SECONDS, mode=0o600)
    try:
        make_own(folder)
        os.chmod(folder, 0o700)
        lock.acquire()
    except Timeout:
        raise errors.NotWritable(
            "Another window makes a backup of this workspace and does not come to an end. Try again later."
        ) from None
    except OSError as error:
        raise errors.NotWritable(
            f"No backup can be made in '{folder}' ({error.strerror}). What was there is still there."
        ) from error
    try:
        yield folder
    finally:
        lock.release()


def workspace_id_of(path: Path, key: Key | None = None) -> str:
    """The id a workspace file says it has, read without changing anything.

    Raises:
        StorageError: when it cannot be read, or not with this key.
    """
    key = fitting(path, key)
    if key is None:
        peek(path)
    with settled(path, key) as readable:
        engine = make_engine(readable, writable=False, key=key)
        try:
            with engine.connect() as connection:
                return str(connection.exec_driver_sql("SELECT id FROM workspace").scalar_one())
        except (SQLAlchemyError, UnicodeDecodeError) as error:
            raise_otherwise(path, error)
            raise errors.DamagedWorkspace(
                f"'{path.name}' does not say which workspace it is, so it is damaged. It was left as it is."
            ) from error
        finally:
            engine.dispose()


def make(path: Path, reason: str, now: dt.datetime, key: Key | None = None) -> Backup | None:
    """Copy a workspace that is sound; `None` where nothing was written into it since the newest copy, or it is put under
    another key just now.

    The copy of a protected one is under the same key. It is checked before it counts. A file that is damaged is not copied over a good one, nor beside it.

    Raises:
        DamagedWorkspace: when the workspace, or its copy, is not sound.
        NotWritable: when there is no room, or the folder cannot be written.
    """
    assert reason in REASONS
    workspace_id = workspace_id_of(path, key)
    with turn(workspace_id) as folder:
        try:
            key = fitting(path, key)
        except (errors.PassphraseNeeded, errors.WrongPassphrase):
            # Put under another key while others had their turn; the next one is under that.
            return None
        return _make(folder, path, reason, now, key)


def _make(folder: Path, path: Path, reason: str, now: dt.datetime, key: Key | None) -> Backup | None:
    known = backups_of(folder.name)
    place = place_of(path)
    # A workspace that was moved has its newest copy from elsewhere; one of a file that is still there is of another state soon.
    still = _still(folder)
    moved = (each for each in known if each.place not in still)
    newest = next((each for each in known if each.place == place), next(moved, None))
    # A copy that another key opens, or none, does not stand for this one.
    if (
        newest is not None
        and newest.protected == (key is not None)
        and _mark(newest.path, key) == _mark(path, key) != ""
    ):
        # Where it lies now, however little was changed: a damaged file is known by its place alone.
        with suppress(OSError):
            _note_place(folder, path)
        return None
    draft = draft_of(folder / SUFFIX)
    try:
        sweep([folder, data_folder(), path.absolute().parent])
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with settled(path, key) as readable:
            copy_database(readable, draft, key)
        health = check_file(draft, key)
        if not health.sound:
            raise errors.DamagedWorkspace(
                f"'{path.name}' was not copied, since it is not sound: {health.findings[0]} The copies there are were left as they are."
            )
        number = known[0].number + 1 if known else 1
        stamp = now.astimezone(dt.UTC)
        goal = folder / f"{number:06}_{stamp:%Y%m%dT%H%M%S}Z_{reason}_{place}{SUFFIX}"
        os.replace(draft, goal)
        sync_folder(folder)
        with suppress(OSError):
            _note_place(folder, path)
    except FAILS as error:
        raise errors.NotWritable(
            f"No backup of '{path.name}' could be made in '{folder}' ({why(error)}). What was there is still there."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    made = Backup(goal, number, stamp.replace(microsecond=0), reason, goal.stat().st_size, place)
    for each in to_prune([made, *known]):
        with suppress(OSError):
            each.path.unlink()
    return made


def why(error: Exception) -> str:
    """What the system says, or the driver, in words; a copy that fails has no code, only these."""
    text = "" if isinstance(error, OSError) else str(error).lower()
    for known, words in (
        ("full", "the disk is full"),
        ("disk i/o", "the disk reported an error"),
        ("unable to open", "a file there could not be opened"),
        ("readonly", "a file there cannot be written"),
        ("locked", "it is held by another program"),
    ):
        if known in text:
            return words
    return getattr(error, "strerror", None) or "it could not be read or written"


def copy_database(source: Path, goal: Path, key: Key | None) -> None:
    """Copy what is saved in a workspace, which somebody may have open, into a file that is there and empty.

    Raises:
        OSError, the driver's own: when that did not work.
    """
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(_DRIVER.connect(uri, uri=True)) as there:
        unlock(there, source, key)
        copy_through(there, goal, key)


def copy_through(connection: Any, goal: Path, key: Key | None) -> None:
    """Copy what a connection of the driver sees, whatever lies by now where it was opened, into a file that is there and empty.

    Raises:
        OSError, the driver's own: when that did not work.
    """
    with closing(_DRIVER.connect(str(goal))) as here:
        unlock(here, goal, key)
        connection.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")
    with goal.open("rb+") as file:
        os.fsync(file.fileno())


def _mark(path: Path, key: Key | None) -> str:
    """By what two copies of a workspace are known to hold the same: format, and the newest line of history."""
    engine = make_engine(path, writable=False, key=key)
    try:
        with engine.connect() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            last = newest_line(connection)
            return f"{version}/{last}" if last else ""
    except (DBAPIError, UnicodeDecodeError):
        return ""
    finally:
        engine.dispose()


def to_prune(listed: Sequence[Backup]) -> list[Backup]:
    """The copies that are too many, of a list with the newest first."""
    places = dict.fromkeys(each.place for each in listed)
    return [each for place in places for each in _too_many([one for one in listed if one.place == place])]


def _too_many(listed: Sequence[Backup]) -> list[Backup]:
    days = 0
    extra: list[Backup] = []
    for later, each in zip(listed[NEWEST - 1 :], listed[NEWEST:], strict=False):
        # One day is told by neighbours alone, and not where the clock went back between them: one that begins anew with
        # every start would make one day of a year.
        same_day = each.at.date() == later.at.date() and each.at <= later.at
        if (days and same_day) or days == DAYS:
            extra.append(each)
        else:
            days += 1
    return extra


def look_into(backup: Path, key: Key | None = None) -> tuple[Health, Content]:
    """Check a copy, and tell what is in it.

    Raises:
        PassphraseNeeded, WrongPassphrase: when this key does not open it, as one made under an earlier passphrase.
        StorageError: when it cannot be read.
    """
    key = fitting(backup, key)
    health = check_file(backup, key)
    engine = make_engine(backup, writable=False, key=key)
    try:
        with engine.connect() as connection:
            client = str(connection.exec_driver_sql("SELECT client FROM workspace").scalar_one())
            titles = connection.exec_driver_sql("SELECT title FROM assessment ORDER BY date DESC").scalars()
            answers = int(connection.exec_driver_sql("SELECT count(*) FROM answer").scalar_one())
            at = connection.exec_driver_sql("SELECT at FROM history ORDER BY seq DESC LIMIT 1").scalar()
            return health, Content(client, tuple(map(str, titles)), answers, str(at or ""))
    except (SQLAlchemyError, UnicodeDecodeError) as error:
        raise errors.DamagedWorkspace(f"'{backup.name}' cannot be read.") from error
    finally:
        engine.dispose()


def restore(backup: Path, path: Path, key: Key | None = None, *, over: bool = False) -> Path | None:
    """Put a copy where a workspace is, or was; gives where that one was set aside.

    What is there is never written over: it is moved beside with its journal, untouched. Afterwards the workspace is protected
    as the copy is: under the same key, or not at all. `over` is for a file that another computer left behind as open.

    Raises:
        PassphraseNeeded, WrongPassphrase: when this key does not open the copy; nothing was changed then.
        DamagedWorkspace: when the copy is not sound; nothing was changed then.
        WorkspaceLocked, HeldElsewhere: when somebody has the workspace open; nothing was changed then.
        NotWritable: when it cannot be put there; what was there is there again.
    """
    key = fitting(backup, key)
    health = check_file(backup, key)
    if not health.sound:
        raise errors.DamagedWorkspace(
            f"This backup is not sound ({health.findings[0]}) Choose an older one; nothing was changed."
        )
    path = path.resolve()
    # Whoever has it open would go on writing into the file that was set aside.
    held = hold.take(path, over=over)
    draft = draft_of(path)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy_database(backup, draft, key)
        aside = _make_way(path)
        try:
            os.replace(draft, path)
        except OSError:
            _bring_back(aside, path)
            raise
        sync_folder(path.parent)
    except FAILS as error:
        raise errors.NotWritable(
            f"The backup could not be put in the place of '{path.name}' ({why(error)}). What was there is still there."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        held.let_go()
    return aside


def not_under(workspace_id: str, key: Key, path: Path) -> list[Backup]:
    """The copies of a workspace that this key does not open: made before it was protected, or under an earlier passphrase.

    Those of another file of the same workspace, which is still where it was, are none of this one's.
    """
    others = _still(folder_of(workspace_id)) - {place_of(path)}
    listed = (each for each in backups_of(workspace_id) if each.place not in others)
    return [each for each in listed if not each.protected or not fits(each.path, key)]


def remove(copies: Sequence[Backup]) -> None:
    """Take copies away for good.

    Raises:
        NotWritable: when one could not be taken away; those before it are gone.
    """
    for each in copies:
        try:
            each.path.unlink(missing_ok=True)
            sync_folder(each.path.parent)
        except OSError as error:
            raise errors.NotWritable(
                f"The backup '{each.path.name}' could not be removed from '{each.path.parent}' ({error.strerror}). "
                "Try again later, or remove it by hand."
            ) from error


def _make_way(path: Path) -> Path | None:
    """Set aside what is at a place, so that another file can be moved there; gives where it is now.

    A file with a save that was cut off is moved away with its journal before the other one comes: one without the other
    is damaged, and a journal is played back into whatever lies beside it.
    """
    journal = journal_of(path)
    if not path.exists():
        journal.unlink(missing_ok=True)
        return None
    if not journal.exists():
        return _beside(path)
    aside = _free_name(path)
    _second_name(journal, journal_of(aside))
    try:
        os.replace(path, aside)
    except OSError:
        journal_of(aside).unlink()
        raise
    sync_folder(path.parent)
    journal.unlink()
    return aside


def _bring_back(aside: Path | None, path: Path) -> None:
    """Put what was set aside where it was, where nothing came there."""
    if aside is None:
        return
    with suppress(OSError):
        if journal_of(aside).exists() and not journal_of(path).exists():
            os.replace(journal_of(aside), journal_of(path))
        # Where the two are one file, the second name alone goes.
        if path.exists():
            aside.unlink()
        else:
            os.replace(aside, path)
        sync_folder(path.parent)


def set_aside(path: Path) -> Path | None:
    """Move a file out of the way with its journal, under a name of its own beside it; `None` where there is none.

    Raises:
        OSError: when it cannot be moved.
    """
    aside = _make_way(path)
    if aside is not None and path.exists():
        path.unlink()
        sync_folder(path.parent)
    return aside


def _beside(path: Path) -> Path:
    """Give a file a second name beside it: whatever stops us now, it is still there."""
    goal = _free_name(path)
    _second_name(path, goal)
    sync_folder(path.parent)
    return goal


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        goal = path.with_name(f"{path.stem} (set aside {number}){path.suffix}")
        if not goal.exists() and not journal_of(goal).exists():
            return goal
        number += 1


def _second_name(path: Path, goal: Path) -> None:
    try:
        os.link(path, goal)
    except OSError:
        # A drive that knows no second names gets a copy.
        with path.open("rb") as file:
            write_through(goal, lambda out: shutil.copyfileobj(file, out))
