"""An answer pack while it is answered: one window holds the file, and never writes over what somebody else wrote."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from workbench.domain.answer_pack import AnswerPack
from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
from workbench.exchange.answer_pack import MOST_BYTES, pack_bytes, pack_from
from workbench.exchange.door import KEPT, NotRead, ask
from workbench.storage.files import write_whole


class KeptPack:
    """An open answer pack: what was in the file, and the way back into it; sealed files stay sealed."""

    def __init__(
        self, path: Path, pack: AnswerPack, passphrase: str, lock: FileLock | None, was: str
    ) -> None:
        self.path, self.pack = path, pack
        self._passphrase, self._lock, self._was = passphrase, lock, was

    @classmethod
    def open(cls, path: Path, passphrase: str = "") -> KeptPack:
        """Read a pack and hold its file, where its folder lets us.

        Raises:
            AnswerFileLocked: when it wants a passphrase, or another one; in words that follow its name.
            AnswerFileError: when it cannot be read, is no pack, or is open in another window.
        """
        path = path.resolve()
        lock = _hold(path)
        try:
            # In a process of its own, as everything that comes from outside.
            pack, was = read_kept(path, passphrase)
            return cls(path, pack, passphrase, lock, was)
        except BaseException:
            _let_go(lock)
            raise

    @property
    def sealed(self) -> bool:
        """Whether a passphrase locks it."""
        return bool(self._passphrase)

    def write(self, pack: AnswerPack) -> None:
        """Put these answers into the file, whole or not at all.

        Raises:
            AnswerFileError: when it cannot be written, or is not what we left there; in words that follow its name.
        """
        if _proof(_read(self.path)) != self._was:
            raise AnswerFileError(
                "another program changed it meanwhile. Nothing was written over it: save your answers elsewhere."
            )
        self._put(self.path, pack)

    def move(self, path: Path, pack: AnswerPack) -> None:
        """Go on in another file, which the person who answers chose; the one before stays as it is.

        Raises:
            AnswerFileError: as `write`; the file before is then still the one.
        """
        path = path.resolve()
        if path == self.path:
            self.write(pack)
            return
        lock = _hold(path)
        try:
            self._put(path, pack)
        except BaseException:
            _let_go(lock)
            raise
        _let_go(self._lock)
        self.path, self._lock = path, lock

    def _put(self, path: Path, pack: AnswerPack) -> None:
        data = pack_bytes(pack, self._passphrase)
        try:
            write_whole(path, data)
        except OSError as error:
            raise AnswerFileError(
                f"it cannot be written ({error.strerror or error}). Make room or plug the drive in again and try again, "
                "or save your answers elsewhere."
            ) from error
        self._was, self.pack = _proof(data), pack

    def close(self) -> None:
        """Let go of the file."""
        _let_go(self._lock)
        self._lock = None


def _proof(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _there(path: Path) -> None:
    if not path.is_file():
        raise AnswerFileError("it is not there any more. Put it back and try again, or save elsewhere.")


def _read(path: Path) -> bytes:
    try:
        _there(path)
        with path.open("rb") as file:
            # More than the most is refused by who reads it, without reading all of it.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise AnswerFileError(
            f"it cannot be read ({error.strerror or error}). Copy it to a folder of your own and open it there."
        ) from error


def read_kept(path: Path, passphrase: str) -> tuple[AnswerPack, str]:
    """A pack as it is in its file, every answer of it, and the SHA-256 of the file.

    Raises:
        AnswerFileLocked: when it wants a passphrase, or another one; in words that follow its name.
        AnswerFileError: when it cannot be read or is no pack.
    """
    _there(path)
    try:
        answer = ask(KEPT, path, passphrase=passphrase)
    except NotRead as problem:
        raise AnswerFileError(str(problem)) from None
    if answer.get("refused"):
        raise (AnswerFileLocked if answer.get("locked") is True else AnswerFileError)(str(answer["refused"]))
    return pack_from(answer.get("pack")), str(answer.get("sha256"))


def _hold(path: Path) -> FileLock | None:
    if not path.parent.is_dir():
        # The lock would make the folder; whoever mistyped it wants to be told.
        return None
    # Taken and given back on whatever thread does the work.
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise AnswerFileError(
            "it is open in another window of this program. Go on there, or close that window first."
        ) from None
    except (OSError, NotImplementedError):
        # In a folder that cannot be written nobody else can write, either; saving says so.
        return None
    return lock


def _let_go(lock: FileLock | None) -> None:
    if lock is None:
        return
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()
