"""The backups of a workspace: when each was made and why, what is in it, and putting one back."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.dialogs.base import Dialog
from ui.dialogs.unlock import AskDialog
from ui.icons import icon
from ui.jobs import Job
from ui.keeping import copy_now
from ui.session import Session, sentence
from ui.theme import Theme
from ui.widgets.parts import Button, label, row
from workbench.domain.key import Key
from workbench.domain.text import plural, short
from workbench.storage import backups
from workbench.storage.backups import Backup, Content
from workbench.storage.checking import Health
from workbench.storage.cipher import fits, key_from, wrong_for_backup
from workbench.storage.errors import PassphraseNeeded

_NUMBER = Qt.ItemDataRole.UserRole
_REASONS = {
    "opened": "After opening",
    "before-import": "Before something was taken in",
    "before-upgrade": "Before the format was renewed",
    "scheduled": "While working",
    "by-hand": "By hand",
    "before-restore": "Before another was put back",
}
_MOST_TITLES = 4
CLOSED = "It is protected with a passphrase that is not known here. Give the one it was made under, or its recovery key, to look into it."


def moment(at: dt.datetime) -> str:
    """A moment as a list shows it, by the clock of this laptop."""
    return f"{at.astimezone():%d %b %Y, %H:%M}"


class BackupsDialog(Dialog):
    """Lists them, the newest first; `put_back(backup, key)` when one was chosen and said twice.

    For a workspace that cannot be opened `trouble` says why, `salvage_wanted` asks for what can still be read of it and
    `read_wanted` for a look at it as it is; its id is '' where nobody knows it.
    """

    put_back = Signal(object, object)
    salvage_wanted = Signal()
    read_wanted = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None,
        workspace_id: str,
        path: Path,
        trouble: str = "",
    ) -> None:
        super().__init__(theme, "Backups", parent, width=680)
        self.session, self._id, self._path = session, workspace_id, path
        self._place = backups.place_of(path)
        self._looking: Job | None = None
        self._sure: int | None = None
        self._sure_of_old = False
        # Of the open workspace, and what was typed for copies made under another passphrase.
        self._keys: list[Key] = [session.key] if session.path == path and session.key is not None else []
        self.head("Backups")
        words = (
            f"Copies of '{short(path.name, 80)}' that were checked when they were made. They are kept apart from it, on this "
            f"laptop alone: the newest {backups.NEWEST}, and one for each of {backups.DAYS} days before."
        )
        if not workspace_id:
            words = "No backup of it is known on this laptop. Perhaps there is one on the laptop it was last opened on."
        if trouble:
            words = f"{trouble} {words}"
        self.body.addWidget(label(words, "muted", wrap=True))
        self.list = QTreeWidget()
        self.list.setAccessibleName("Backups")
        self.list.setHeaderLabels(["No.", "Made", "Why", "Size"])
        self.list.setRootIsDecorated(False)
        self.list.setProperty("look", "columns")
        self.list.setUniformRowHeights(True)
        self.list.setMinimumHeight(theme.px(220))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.body.addWidget(self.list, 1)
        self.about = label("", "second", wrap=True)
        self.about.setMinimumHeight(theme.px(44))
        self.body.addWidget(self.about)
        self.now = Button(theme, "Back up now", self._make, icon_name="copy")
        self.back = Button(theme, "Put this one back…", self._ask, icon_name="undo-2")
        self.salvage = Button(
            theme,
            "Read what can be read…",
            lambda: self._go(self.salvage_wanted),
            icon_name="search",
        )
        self.look = Button(theme, "Open to read", lambda: self._go(self.read_wanted), icon_name="eye")
        for each in (self.salvage, self.look):
            each.setVisible(bool(trouble) and path.exists())
        self.give = Button(theme, "Give its passphrase…", self._ask_secret, icon_name="lock")
        self.old = Button(theme, "Remove older protection…", self._remove_old, icon_name="trash-2")
        self.give.hide()
        self.body.addLayout(
            row(self.now, self.back, self.give, self.salvage, self.look, None, self.old, spacing=8)
        )
        self.list.currentItemChanged.connect(lambda _now, _before: self._look())
        self.now.setVisible(session.path == path)
        # Whoever only reads it takes it from nobody who has it open.
        self._reads = session.path == path and not session.writable
        for each in (self.list, self.about, self.back):
            each.setVisible(bool(workspace_id))
        self.refresh()

    def refresh(self) -> None:
        """Show what there is."""
        self._found = backups.backups_of(self._id) if self._id else []
        self.list.clear()
        for each in self._found:
            size = f"{each.size / 1_000_000:.1f} MB"
            reason = _REASONS.get(each.reason, "")
            if each.place not in ("", self._place):
                reason += ", at another place"
            item = QTreeWidgetItem([str(each.number), moment(each.at), reason, size])
            item.setData(0, _NUMBER, each.number)
            if each.protected:
                item.setIcon(0, icon(self.theme, "lock"))
                item.setToolTip(0, "Protected with a passphrase")
            self.list.addTopLevelItem(item)
        key = self.session.key if self.session.path == self._path else None
        self._old = backups.not_under(self._id, key, self._path) if key is not None else []
        self._sure_of_old = False
        self.old.setText(f"Remove {len(self._old)} under no or another passphrase…")
        self.old.setVisible(bool(self._old))
        newest = self.list.topLevelItem(0)
        if newest is not None:
            self.list.setCurrentItem(newest)
        else:
            self.about.setText(
                "There is no backup yet. One is made by itself soon after something was changed."
            )
        self.back.setEnabled(bool(self._found) and not self._reads)

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        item = self.list.currentItem()
        number = item.data(0, _NUMBER) if item is not None else None
        return next((each for each in self._found if each.number == number), None)

    def _look(self) -> None:
        backup = self.chosen
        self._sure = None
        self.back.setText("Put this one back…")
        self.say("")
        if self._looking is not None:
            self._looking.cancel()
        self.give.hide()
        if backup is None:
            return
        self.about.setText("Looking into it…")
        keys = list(self._keys)
        job = self.session.jobs.pool(
            lambda _job: backups.look_into(backup.path, _fitting(backup, keys)),
            self.unless_closed(lambda found: self._on_looked(job, found)),
            self.unless_closed(lambda error: self._on_trouble(job, error)),
        )
        self._looking = job

    def _on_looked(self, job: Job, found: tuple[Health, Content]) -> None:
        if job is not self._looking or job.cancelled():
            return
        health, content = found
        titles = [short(each, 60) for each in content.assessments[:_MOST_TITLES]]
        more = len(content.assessments) - len(titles)
        listed = "; ".join(titles) + (f"; and {more} more" if more > 0 else "")
        changed = ""
        # A damaged copy may say no moment at all, or one that no clock here can show.
        with suppress(ValueError, OverflowError, OSError):
            changed = f" Last changed {moment(dt.datetime.fromisoformat(content.changed_at))}."
        sound = "It is sound." if health.sound else f"It is not sound: {health.findings[0]}"
        self.about.setText(
            f"{short(content.client, 80)}: {plural(len(content.assessments), 'assessment')} ({listed or 'none'}), "
            f"{plural(content.answers, 'answer')}.{changed} {sound}{self._open_words()}"
        )
        self.back.setEnabled(health.sound and not self._reads)

    def _open_words(self) -> str:
        """What to say of a copy that anybody can read, of a workspace that not anybody can."""
        backup = self.chosen
        bare = backup is not None and not backup.protected and bool(self._keys)
        return " It has no passphrase, and nor has the workspace once it is put back." if bare else ""

    def _on_trouble(self, job: Job, error: Exception) -> None:
        if job is self._looking and not job.cancelled():
            closed = isinstance(error, PassphraseNeeded)
            self.about.setText(CLOSED if closed else sentence(error))
            self.give.setVisible(closed)
            self.back.setEnabled(False)

    def _ask_secret(self) -> None:
        backup = self.chosen
        if backup is not None:
            dialog = _SecretDialog(self.session, self.theme, self, backup)
            dialog.found.connect(self._on_key)
            dialog.open()

    def _on_key(self, key: Key) -> None:
        self._keys.append(key)
        self._look()

    def _remove_old(self) -> None:
        """Said twice, since nothing brings them back; the newest is made first, where there is none yet."""
        if not self._sure_of_old:
            self._sure_of_old = True
            self.say(
                f"{plural(len(self._old), 'backup')} can be read without the passphrase the workspace has now. They are removed "
                "for good, once there is one under it. Press again to remove them."
            )
            return
        path, key, old = self._path, self.session.key, self._old
        if key is None:
            return
        self.old.setEnabled(False)

        def work(_job: Job) -> None:
            copy_now(path, "by-hand", key)
            backups.remove(old)

        def over(words: str) -> None:
            self.old.setEnabled(True)
            self.refresh()
            self.say(words)

        self.session.jobs.pool(
            work,
            self.unless_closed(lambda _none: over("")),
            self.unless_closed(lambda error: over(sentence(error))),
        )

    def _make(self) -> None:
        path, key = self._path, self.session.key
        self.now.setEnabled(False)

        def done(made: Backup | None) -> None:
            self.now.setEnabled(True)
            self.refresh()
            self.say("" if made else "Nothing was changed since the newest backup, so it holds everything.")

        def failed(error: Exception) -> None:
            self.now.setEnabled(True)
            self.say(sentence(error))

        self.session.jobs.pool(
            lambda _job: copy_now(path, "by-hand", key), self.unless_closed(done), self.unless_closed(failed)
        )

    def _go(self, wanted: SignalInstance) -> None:
        wanted.emit()
        self.accept()

    def _ask(self) -> None:
        """Said twice, since what was typed after the backup is then in the file that was set aside."""
        backup = self.chosen
        if backup is None:
            return
        if self._sure != backup.number:
            self._sure = backup.number
            self.back.setText("Yes, put it back")
            self.say(
                f"The workspace will be as it was {moment(backup.at)}. What is there now is not lost: it is set aside beside "
                "it, under a name of its own. Press again to put this backup back."
            )
            return
        self.put_back.emit(backup, _fitting(backup, self._keys))
        self.accept()


def _fitting(backup: Backup, keys: list[Key]) -> Key | None:
    """The key that opens a copy, of those known; none for one that needs none."""
    return next((each for each in keys if backup.protected and fits(backup.path, each)), None)


class _SecretDialog(AskDialog):
    """Asks what a copy was made under; `found(key)`."""

    found = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget, backup: Backup) -> None:
        super().__init__(session, theme, parent, "Backup", "The passphrase of this backup", "Look into it")
        self._backup = backup

    def try_it(self, secret: str) -> None:
        path = self._backup.path
        self.session.jobs.pool(lambda _job: key_from(path, secret), self._on_found, self.on_wrong)

    def on_wrong(self, error: Exception) -> None:
        super().on_wrong(wrong_for_backup(self._backup.path, error))

    def _on_found(self, key: Key) -> None:
        self.found.emit(key)
        self.accept()
