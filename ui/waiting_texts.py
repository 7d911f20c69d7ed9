"""What was typed and could not be saved: it waits for its place, is shown there, and is tried again at every flush."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.session import OnError, Session

if TYPE_CHECKING:
    from workbench.actions.edit import Edit


@dataclass(frozen=True, eq=False)
class _Given:
    """A value on its way to disk, and the edit that takes it there as often as is needed."""

    value: Any
    edit: Edit
    then: Callable[[], None]
    failed: OnError


def _nothing() -> None:
    """What happens when nobody asked to be told."""


class WaitingTexts:
    """Saves what is typed, each value at a place such as an entry and its field.

    A value that the disk refused waits until it, or a newer one at the same place, is saved; what a rule refused does not.
    Whoever shows a place asks `value` first, and whoever writes down what is typed calls `again`: then a field whose text
    is not saved stays so, keeps the window open, and goes along into a copy.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._waiting: dict[Hashable, _Given] = {}
        self._newest: dict[Hashable, _Given] = {}

    def write(
        self, place: Hashable, value: Any, edit: Edit, failed: OnError, then: Callable[[], None] = _nothing
    ) -> None:
        """Save a value by an edit; `failed` hears why it is not, `then` that it is."""
        self._run(place, _Given(value, edit, then, failed))

    def value(self, place: Hashable, otherwise: Any) -> Any:
        """What waits at a place, or what is stored there."""
        waiting = self._waiting.get(place)
        return otherwise if waiting is None else waiting.value

    def waits(self, place: Hashable) -> bool:
        """Whether something waits at a place."""
        return place in self._waiting

    def places(self) -> list[Hashable]:
        """Where something waits, the first first."""
        return list(self._waiting)

    def again(self) -> None:
        """Try once more whatever waits and is not on its way."""
        for place, given in list(self._waiting.items()):
            if place not in self._newest:
                self._run(place, given)

    def forget(self, place: Hashable) -> None:
        """Let go of what waits at a place that is not there any more."""
        self._waiting.pop(place, None)

    def _run(self, place: Hashable, given: _Given) -> None:
        if place in self._waiting:
            # It goes on waiting, and being shown, until this one is on disk.
            self._waiting[place] = given
        self._newest[place] = given

        def is_newest() -> bool:
            if self._newest.get(place) is not given:
                return False
            del self._newest[place]
            return True

        def landed() -> None:
            if is_newest():
                self._waiting.pop(place, None)
            given.then()

        def refused(error: Exception) -> None:
            from workbench.storage.errors import StorageError  # loaded with the store

            if is_newest():
                if isinstance(error, StorageError):
                    self._waiting[place] = given
                else:
                    self._waiting.pop(place, None)
            given.failed(error)

        self._session.run(given.edit, then=lambda _done: landed(), failed=refused)
