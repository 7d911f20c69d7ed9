"""What was given to be saved and is not, and the word about it before somebody leaves it behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.actions.edit import Edit

STAYS = (
    "What you typed last could not be saved, so nothing was closed. Do the same again to leave without it."
)


class NotSaved(ValueError):
    """Somebody was about to leave what is not saved; `cause` is why it could not be."""

    def __init__(self, why: str, cause: Exception) -> None:
        super().__init__(f"{why} {STAYS}")
        self.cause = cause


class Unsaved:
    """Follows edits that are refused, and texts that were not saved since.

    Screens that try a text again do so when they are left; of the others it is known here alone that one is missing.
    """

    def __init__(self) -> None:
        self._texts: dict[str, Exception] = {}
        self._last: Exception | None = None
        self._count = 0
        self._told: tuple[str, int] | None = None

    def refused(self, edit: Edit, error: Exception) -> None:
        """An edit could not be saved."""
        from workbench.storage.errors import StorageError  # light, but not before the first paint

        self._count += 1
        self._last = error
        if edit.merge and isinstance(error, StorageError):
            self._texts[_field(edit)] = error

    def saved(self, edit: Edit) -> None:
        """An edit is on disk."""
        self._texts.pop(_field(edit), None)

    def forget(self) -> None:
        """What it was about is not open any more."""
        self._texts.clear()
        self._last = self._told = None

    def begin(self) -> None:
        """What is refused from here on is of what is being written down now."""
        self._last = None

    @property
    def why(self) -> Exception | None:
        """Why something that was written down, or typed before, is not saved; `None` where everything is."""
        return self._last or next(iter(self._texts.values()), None)

    def told(self, goal: str) -> bool:
        """Whether the last try was the same one, and nothing was refused since."""
        return self._told == (goal, self._count)

    def tell(self, goal: str) -> None:
        """Remember a try, and what was not saved with it."""
        self._told = (goal, self._count)


def _field(edit: Edit) -> str:
    """Where a text was typed: its mark in undo without the time it was typed at."""
    return edit.merge.rpartition(":")[0]
