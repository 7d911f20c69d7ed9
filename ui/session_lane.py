"""What a session does on the database lane, one function each: it runs away from the window's thread.

Libraries are imported where they are first needed, so that the window is painted before they are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.actions.edit import Done, Edit
    from workbench.actions.handing import Handed
    from workbench.actions.protecting import Protected
    from workbench.analysis.standing import Standing
    from workbench.domain.assessment import Workspace
    from workbench.domain.book import Book
    from workbench.domain.key import Key, Mark
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


@dataclass(frozen=True, slots=True)
class Again:
    """A locked workspace for which a secret was given: whether it is as it was left, with what key it is opened anew where
    not, and whether this is the secret it was locked under."""

    same: bool
    key: Key | None
    known: bool


def unlock(store: Store, secret: str, mark: Mark | None, take_over: bool) -> Again:
    """Take a locked workspace again; one that is not as it was left is let go of, to be opened anew.

    Raises:
        WrongPassphrase: when the secret does not open it; where nothing protects it any more, when it is not the one of `mark`.
        StorageError: when it cannot be opened for another reason.
    """
    from workbench.storage.cipher import key_from
    from workbench.storage.errors import HeldElsewhere, WrongPassphrase

    if mark is not None and _is_bare(store.path):
        # What is in memory, and in the other windows, is still nobody else's.
        if not mark.is_of(secret):
            raise WrongPassphrase(
                f"This is neither the passphrase nor the recovery key that '{store.path.name}' had when it was locked."
            )
        return Again(same=False, key=None, known=True)
    key = key_from(store.path, secret)
    if mark is None or store.key is not None:
        # Something is still being finished, so it was not let go of yet.
        return Again(same=True, key=key, known=True)
    known = mark.fits(key) or mark.is_of(secret)
    try:
        same = store.unlock(key)
    except HeldElsewhere:
        if not take_over:
            raise
        return Again(same=False, key=key, known=known)
    if not same:
        store.lock()
    return Again(same, key, known)


def _is_bare(path: Path) -> bool:
    """Whether a file is there that no passphrase protects, be it a workspace or empty; one that cannot be read is not."""
    from workbench.storage.header import MAGIC, first_bytes

    try:
        head = first_bytes(path, len(MAGIC))
    except OSError:
        return False
    return not head or head == MAGIC


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
