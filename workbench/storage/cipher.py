"""Protected files: told from others without a key, and a key that fits from one that does not.

The format is SQLCipher 4 with its defaults. Every page of 4,096 bytes ends with 16 bytes of IV and an HMAC-SHA-512 over what
is before and its number; the first page begins with 16 bytes of salt in the place of SQLite's mark.
(https://www.zetetic.net/sqlcipher/design/)
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import Any

from workbench.domain.key import (
    KEY_BYTES,
    SALT_BYTES,
    Key,
    TypoInKey,
    derive,
    looks_like_recovery,
    read_recovery,
)
from workbench.storage import errors
from workbench.storage.header import MAGIC, SUFFIX, first_bytes, looks_protected

PAGE = 4096
_HMAC = 64
_MASK = 0x3A
_HMAC_ROUNDS = 2
_MOST_LOOKED_AT = 16


def is_protected(path: Path) -> bool:
    """Whether this is a workspace of ours under a passphrase, as far as that can be told without it."""
    try:
        return path.suffix.lower() == SUFFIX and looks_protected(first_bytes(path, PAGE))
    except OSError:
        return False


def fits(path: Path, key: Key) -> bool:
    """Whether a key opens a file: one page that it proves is enough, so that a damaged one does not look like a wrong key."""
    try:
        with path.open("rb") as file:
            pages = max(1, path.stat().st_size // PAGE)
            salt = file.read(SALT_BYTES)
            masked = bytes(each ^ _MASK for each in salt)
            proving = hashlib.pbkdf2_hmac("sha512", key.raw, masked, _HMAC_ROUNDS, KEY_BYTES)
            step = max(1, pages // _MOST_LOOKED_AT)
            for number in (1, *range(2, pages + 1, step)):
                file.seek((number - 1) * PAGE)
                page = file.read(PAGE)
                said = page[SALT_BYTES if number == 1 else 0 : -_HMAC] + number.to_bytes(4, "little")
                if hmac.compare_digest(hmac.digest(proving, said, "sha512"), page[-_HMAC:]):
                    return True
    except OSError:
        pass
    return False


def fitting(path: Path, key: Key | None) -> Key | None:
    """The key to open a file with: none for one that is not protected, whatever was given.

    Raises:
        PassphraseNeeded: for a protected one without a key.
        WrongPassphrase: for one that this key does not open.
    """
    try:
        head = first_bytes(path, PAGE)
    except OSError:
        # Whoever opens it says so in its own words.
        return None
    if not head or head.startswith(MAGIC):
        return None
    if key is None:
        if path.suffix.lower() == SUFFIX and looks_protected(head):
            raise errors.PassphraseNeeded(needed(path))
        return None
    if not fits(path, key):
        raise errors.WrongPassphrase(wrong(path))
    return key


def needed(path: Path) -> str:
    """What to say of a protected file."""
    return f"'{path.name}' is protected. Give its passphrase, or its recovery key."


def wrong(path: Path) -> str:
    """What to say where a key does not fit."""
    return (
        f"This is neither the passphrase nor the recovery key of '{path.name}'. A file whose first bytes are damaged, or "
        "that is no workspace at all, looks the same: if you are sure of the passphrase, put a backup in its place. Nothing was changed."
    )


def wrong_for_backup(path: Path, error: Exception) -> Exception:
    """The error to show where a key does not fit a backup, which keeps the passphrase of its day; others as they are."""
    if str(error) != wrong(path):
        return error
    return errors.WrongPassphrase(
        "This backup was made under another passphrase, or it is damaged. Give the passphrase or recovery key that the "
        "workspace had when the backup was made. Nothing was changed."
    )


def salt_of(path: Path) -> bytes:
    """The salt of a protected file.

    Raises:
        NotWritable: when it cannot be read.
    """
    try:
        return first_bytes(path, SALT_BYTES)
    except OSError as error:
        raise errors.NotWritable(f"'{path.name}' cannot be read ({error.strerror}).") from error


def key_from(path: Path, secret: str) -> Key:
    """The key that a passphrase, or a recovery key off its sheet, gives for a file; takes a fifth of a second.

    Raises:
        WrongPassphrase: when it does not open the file; with the place of a typo, where it was a recovery key.
    """
    salt, typo = salt_of(path), ""
    if looks_like_recovery(secret):
        try:
            return _fits_or_raise(path, read_recovery(secret, salt))
        except TypoInKey as problem:
            typo = str(problem)
    # Nothing forbids a passphrase that looks like a recovery key.
    key = derive(secret, salt)
    if typo and not fits(path, key):
        raise errors.WrongPassphrase(typo)
    return _fits_or_raise(path, key)


def _fits_or_raise(path: Path, key: Key) -> Key:
    if not fits(path, key):
        raise errors.WrongPassphrase(wrong(path))
    return key


def unlock(connection: Any, path: Path, key: Key | None) -> None:
    """Hand a key to the driver, before anything else is asked of a connection (or of its cursor)."""
    # Its own log goes to the terminal, where one line is promised; what went wrong comes as an error, too. Its wiping of
    # memory stays off: it makes a save take twice as long, while the assessment lies in Python's memory all the same.
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f'PRAGMA key = "{key_literal(key, new=not path.stat().st_size)}"')


def key_literal(key: Key, *, new: bool) -> str:
    """A key as SQLCipher takes it without deriving it once more; a new file is told its salt, others have theirs."""
    return f"x'{key.raw.hex()}{key.salt.hex() if new else ''}'"
