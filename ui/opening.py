"""Opening a workspace, and every way it can fail: damaged, gone, held by somebody, or only to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow

from ui.endings import SUFFIX
from ui.session import OnError, Session, sentence
from ui.unsaved import NotSaved
from ui.watch import Watch

if TYPE_CHECKING:
    from ui.dialogs.unlock import OpenWith
    from ui.widgets.notices import Offer


class Opening(QObject):
    """Opens workspaces for the window: `trouble(text, offers)` what to say above the screen, `lost(id, path, text)`
    where backups or what can still be read may help, `only_read(why)` where it can be read only, '' where it can be
    changed, `secret(path, open_with, failed)` where a passphrase is to be asked for."""

    trouble = Signal(str, list)
    lost = Signal(str, object, str)
    only_read = Signal(str)
    secret = Signal(object, object, object)

    def __init__(self, session: Session, window: QMainWindow, flush: Callable[[], None]) -> None:
        super().__init__(window)
        self._session, self._window, self._flush = session, window, flush
        self._warned: set[Path] = set()
        self._why = ""
        self._tries = 0
        session.workspace_opened.connect(self._on_opened)
        session.moved.connect(self._on_opened)
        self.watch = Watch(session, self)
        self.watch.gone.connect(self.offer_way_out)

    def open(self, path: Path, *, take_over: bool = False) -> None:
        """Open a workspace, to change it."""

        given = ""

        def open_with(secret: str, then: Callable[[], None], failed: OnError) -> None:
            nonlocal given
            given = secret
            self._session.open_workspace(path, then, failed, take_over=take_over, secret=secret)

        def failed(error: Exception) -> None:
            self.explain(path, error, given)

        self._open(path, open_with, lambda: None, failed)

    def open_to_read(self, path: Path, why: str) -> None:
        """Open a workspace that cannot be changed from here; `why` is said as long as it is open."""

        def opened() -> None:
            self._why = why
            self.only_read.emit(why)

        def open_with(secret: str, then: Callable[[], None], failed: OnError) -> None:
            def both() -> None:
                opened()
                then()

            self._session.open_workspace(path, both, failed, writable=False, secret=secret)

        self._open(path, open_with, lambda: None, lambda error: self.trouble.emit(sentence(error), []))

    def _open(self, path: Path, open_with: OpenWith, then: Callable[[], None], failed: OnError) -> None:
        """Try it without a passphrase, which nobody can tell before whether it needs."""
        self._tries += 1

        def ask(error: Exception) -> None:
            from workbench.storage.errors import PassphraseNeeded  # loaded by now

            if isinstance(error, PassphraseNeeded):
                self.secret.emit(path, open_with, failed)
            else:
                failed(error)

        open_with("", then, ask)

    def _on_opened(self) -> None:
        self._tries += 1
        # What was locked may be opened anew, and is then no more to be changed than before.
        self.only_read.emit("" if self._session.writable else self._why)
        path = self._session.path
        if path is None or path.parent in self._warned:
            return
        self._warned.add(path.parent)

        def warn(risk: str) -> None:
            if risk and self._session.path == path:
                self.trouble.emit(risk, [self.elsewhere])

        # A network that does not answer must not make the window wait.
        self._session.jobs.pool(lambda _job: _risk_of(path), warn)

    def explain(self, path: Path, error: Exception, secret: str = "") -> None:
        """Say why a workspace cannot be opened, and what can be done; `secret` is what was given for a protected one."""
        from workbench.storage import backups, errors  # loaded by now

        said = sentence(error)
        if isinstance(error, NotSaved):
            # It was not tried yet: what is open has to be left first.
            self.trouble.emit(said, [])
            return
        to_read: Offer = (
            "Open to read",
            lambda: self.open_to_read(
                path, f"{first_sentence(said)} What is changed there is seen here when it is opened again."
            ),
        )
        if isinstance(error, errors.HeldElsewhere):
            anyway: Offer = ("Open it anyway", lambda: self.open(path, take_over=True))
            self.trouble.emit(said, [to_read, anyway])
        elif isinstance(error, errors.WorkspaceLocked):
            self.trouble.emit(said, [to_read])
        elif (
            isinstance(error, errors.NotWritable) and not isinstance(error, errors.DiskFull) and path.exists()
        ):
            self.open_to_read(path, first_sentence(said))
        else:
            self.trouble.emit(said, [])
            known = backups.last_known_at(path)
            known = known if known and backups.backups_of(known) else ""
            damaged = isinstance(error, errors.DamagedWorkspace)
            if known and (damaged or isinstance(error, (errors.NotAWorkspace, errors.WorkspaceMissing))):
                self.lost.emit(known, path, said)
            elif damaged:
                self._ask_itself(path, secret, said)

    def _ask_itself(self, path: Path, secret: str, said: str) -> None:
        """Offer the backups of a damaged file that was moved here, which it can often still say itself."""
        tries = self._tries

        def offer(known: str) -> None:
            if tries == self._tries:
                self.lost.emit(known, path, said)

        # A large file with a journal is copied to be read.
        self._session.jobs.pool(
            lambda _job: _with_backups(path, secret), offer, lambda _unreadable: offer("")
        )

    # Somewhere else

    def ask_for_copy(self) -> None:
        """Ask where a copy of the open workspace goes, and go on there with what is open and what is being typed."""
        path = self._session.path
        if path is None:
            return
        name = f"{path.stem} (copy){SUFFIX}"
        # A folder that is gone cannot be shown.
        folder = path.parent if path.parent.is_dir() else _place_for_new()
        dialog = ask_where(self._window, "Go on in a copy", folder / name)
        dialog.fileSelected.connect(lambda name: self.go_on_in(Path(name)))
        dialog.open()

    def go_on_in(self, goal: Path) -> None:
        """Copy the open workspace and go on in the copy; what could not be saved before is saved there."""
        self._session.move_to(
            goal, self._flush, lambda error: self.trouble.emit(sentence(error), [self.elsewhere])
        )

    def offer_way_out(self, error: Exception) -> None:
        """Say why nothing can be saved, and where it can be gone on with."""
        from workbench.storage.errors import DiskFailed  # loaded by now

        offers = [self.elsewhere]
        path = self._session.path
        why = error.cause if isinstance(error, NotSaved) else error
        if isinstance(why, DiskFailed) and path is not None:
            # Nothing more is written through what is open: what the system believes is on the disk may not be.
            offers.insert(0, ("Open it again", lambda: self.open(path)))
        self.trouble.emit(sentence(error), offers)

    @property
    def elsewhere(self) -> Offer:
        """The way out where nothing can be saved any more."""
        return ("Go on in a copy elsewhere…", self.ask_for_copy)


def _with_backups(path: Path, secret: str) -> str:
    """The id a damaged workspace says it has, where there are backups of it; '' else."""
    from workbench.storage import backups, cipher, errors

    try:
        key = cipher.key_from(path, secret) if secret and cipher.is_protected(path) else None
        said = backups.workspace_id_of(path, key)
        return said if backups.backups_of(said) else ""
    except errors.StorageError:
        return ""


def _place_for_new() -> Path:
    from workbench.storage.places import workspace_folder

    return next((each for each in (workspace_folder(), Path.home()) if each.is_dir()), Path.cwd())


def _risk_of(path: Path) -> str:
    from workbench.storage.places_at_risk import risk_of

    return risk_of(path)


def ask_where(parent: QMainWindow, title: str, path: Path) -> QFileDialog:
    """A dialog that asks for the name of a workspace that is not there yet."""
    dialog = QFileDialog(parent, title, str(path.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # What is there is never written over, so the question whether it may be would be a lie.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.setNameFilters([f"SRE Workbench workspaces (*{SUFFIX})"])
    dialog.selectFile(path.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def first_sentence(text: str) -> str:
    """The first sentence of several; a name of a file that opens it may have stops of its own."""
    end = text.find(". ", text.find("'", 1) if text.startswith("'") else 0)
    return text if end < 0 else text[: end + 1]
