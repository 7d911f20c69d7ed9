"""What a session does on the database lane, one function each: it runs away from the window's thread.

Libraries are imported where they are first needed, so that the window is painted before they are.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.actions.edit import Done, Edit
    from workbench.actions.handing import Handed
    from workbench.actions.protecting import Protected
    from workbench.analysis.standing import Standing
    from workbench.domain.assessment import Workspace
    from workbench.domain.book import Book
    from workbench.domain.key import Key
    from workbench.domain.listing import Listed
    from workbench.exchange.session_pack import SessionPack
    from workbench.exchange.whole import Whole
    from workbench.storage.store import Store


def glance(path: Path) -> tuple[str, list[Listed]] | None:
    """What the list shows of a workspace before it is opened."""
    from workbench.storage.listing import glance

    return glance(path)


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def only_read(path: Path) -> Exception:
    """What to say where nothing can be changed."""
    from workbench.storage.errors import NotWritable

    return NotWritable(
        f"'{path.name}' is open for reading only, so nothing was changed. Go on in a copy of it to change something."
    )


def copy_(path: Path, goal: Path, key: Key | None) -> None:
    """Copy a workspace to another place."""
    from workbench.storage.copying import save_copy

    save_copy(path, goal, key)


def open_(path: Path, secret: str, key: Key | None, writable: bool, take_over: bool) -> Store:
    """Open a workspace and remember it."""
    from workbench.storage import places
    from workbench.storage.cipher import key_from
    from workbench.storage.store import Store

    # What is only read can do no harm, so that even what is damaged can be looked at.
    store = Store.open(
        path,
        writable=writable,
        checked=writable,
        take_over=take_over,
        key=key_from(path, secret) if secret else key,
    )
    places.remember_workspace(path)
    return store


def create(path: Path, client: str, passphrase: str) -> Store:
    """Make a workspace."""
    from workbench.domain.key import new_key
    from workbench.storage import places
    from workbench.storage.store import Store

    store = Store.create(path, client, key=new_key(passphrase) if passphrase else None)
    places.remember_workspace(path)
    return store


def protect(store: Store, present: str, passphrase: str, remove_old: bool) -> Protected:
    """Set, change or remove a passphrase."""
    from workbench.actions.protecting import protect

    return protect(store, present, passphrase, dt.datetime.now(dt.UTC), remove_old=remove_old)


def unlock(store: Store, secret: str) -> bool:
    """Take a locked workspace again; whether it is as it was left."""
    from workbench.storage.cipher import key_from

    key = key_from(store.path, secret)
    # Where something is still being finished, it was not let go of yet.
    return store.key is not None or store.unlock(key)


def create_with(path: Path, whole: Whole) -> Store:
    """Make a workspace with an exported assessment in it."""
    from workbench.actions.whole import create_workspace
    from workbench.storage import places

    store = create_workspace(path, whole)
    places.remember_workspace(path)
    return store


def create_of_room(path: Path, pack: SessionPack) -> Store:
    """Make a workspace of what another room was given."""
    from workbench.actions.session_packs import open_in
    from workbench.storage import places

    store = open_in(path, pack)
    places.remember_workspace(path)
    return store


def look(store: Store) -> tuple[Workspace, list[Listed]]:
    """What the home screen shows."""
    from workbench.actions import books
    from workbench.domain.assessment import Workspace

    rows = books.listing(store)
    with store.unit(writes=False) as unit:
        return unit.all(Workspace)[0], rows


def handed(store: Store) -> Handed | None:
    """The respondent the laptop is handed to, if any."""
    from workbench.actions.handing import handed_to

    with store.unit(writes=False) as unit:
        return handed_to(unit)


def read(store: Store, assessment_id: str) -> tuple[Book, Standing]:
    """An assessment, and how it stands."""
    from workbench.actions import books
    from workbench.analysis.standing import rate_book

    book = books.open_book(store, assessment_id)
    return book, rate_book(book)


def perform(store: Store, edit: Edit, who: str) -> Done:
    """Do an edit."""
    from workbench.actions.edit import perform

    return perform(store, edit, who)


def save_summary(store: Store, assessment_id: str, figures: dict[str, Any]) -> None:
    """Store what the home screen shows of an assessment."""
    with store.unit("Summary") as unit:
        unit.save_summary(assessment_id, unit.last_seq(assessment_id), figures)
