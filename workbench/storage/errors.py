"""What can go wrong with a workspace file, each in one sentence a user can act on."""

from __future__ import annotations


class StorageError(Exception):
    """A workspace could not be opened, read or written; the text says what, where and what to do."""


class NotAWorkspace(StorageError):
    """The file is no database, or not one of ours."""


class NewerWorkspace(StorageError):
    """The file was written by a newer program."""


class DamagedWorkspace(StorageError):
    """The file is ours, but parts of it cannot be read."""


class WorkspaceLocked(StorageError):
    """Another program holds the file."""


class HeldElsewhere(WorkspaceLocked):
    """Another computer says it has the file open, which nobody can be sure of from here."""


class NotWritable(StorageError):
    """The file or its folder cannot be written."""


class DiskFull(NotWritable):
    """There is no room where the file lies."""


class DiskFailed(NotWritable):
    """The disk reported an error; nothing more is written before the file is opened again."""


class WorkspaceGone(NotWritable):
    """The file does not lie any more where it was opened: it was moved, deleted or replaced since."""


class WorkspaceMissing(StorageError):
    """There is no file at this place."""


class StaleEdit(StorageError):
    """Somebody else changed the same entry in the meantime; nothing was written."""


class PassphraseNeeded(StorageError):
    """The file is protected, and nobody gave a passphrase yet."""


class WrongPassphrase(StorageError):
    """The passphrase or recovery key that was given does not open the file."""
