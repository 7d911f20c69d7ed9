"""Whether a file that is open still lies where it was opened: it may be moved, deleted or replaced meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.storage import errors


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it was opened: its place, and the drive and the number the system knows it by; `None` where it says none."""

    path: Path
    number: tuple[int, int] | None

    @classmethod
    def at(cls, path: Path) -> Opened:
        """The file that lies there now."""
        try:
            return cls(path, _number(path))
        except OSError:
            return cls(path, None)

    def trouble(self) -> errors.WorkspaceGone | None:
        """What to say where it does not lie there any more; `None` where it does, or nobody can tell."""
        name, folder = self.path.name, self.path.parent
        try:
            if self.number in (None, _number(self.path)):
                return None
        except PermissionError:
            return None
        except OSError:
            return errors.WorkspaceGone(
                f"'{name}' is not in '{folder}' any more: it was moved or deleted, or its drive is gone. Nothing can be saved "
                "there. Go on in a copy elsewhere: it is made of what is open here."
            )
        return errors.WorkspaceGone(
            f"Another file was put in the place of '{name}' in '{folder}' while it was open, such as by a program that "
            "synchronises folders. Nothing more is saved there. Go on in a copy elsewhere: it is made of what is open here."
        )

    def unreadable(self) -> errors.WorkspaceGone:
        """What to say where it does not lie there any more, and what is open of it cannot be read either."""
        return errors.WorkspaceGone(
            f"'{self.path.name}' is not in '{self.path.parent}' any more, and what is open of it cannot be read: no copy was made. "
            "Bring its drive or folder back and open it again; what was typed since is nowhere but in this window."
        )

    def require(self) -> None:
        """See that it still lies there.

        Raises:
            WorkspaceGone: when it does not.
        """
        trouble = self.trouble()
        if trouble is not None:
            raise trouble


def _number(path: Path) -> tuple[int, int]:
    there = path.stat()
    return there.st_dev, there.st_ino
