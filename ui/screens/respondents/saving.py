"""Saving what is typed of an invitation, and keeping it until it can be saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.screens.respondents.listing import Person
from ui.session import Session, sentence
from ui.widgets.entry_form import EntryForm
from workbench.actions import invitations
from workbench.domain.invitation import Invitation
from workbench.storage.errors import StorageError

FIELDS = {"due": None, "sent_on": None, "sent_as": "", "returned_on": None, "reminded_on": None, "note": ""}
"""The fields of the form, and what they hold where there is no invitation yet."""


class InvitationSaver:
    """Writes each field of a form by itself; `trouble` hears what somebody else's field could not be."""

    def __init__(self, session: Session, form: EntryForm, trouble: Callable[[str], None]) -> None:
        self._session, self._form, self._trouble = session, form, trouble
        self._unsaved: dict[tuple[str, str], tuple[Any, str]] = {}
        form.given.connect(self._on_given)

    def shown(self, person: Person) -> tuple[dict[str, Any], frozenset[str]]:
        """What the form shows of somebody, and the fields that can only be read."""
        given, curtain = person.invitation, self._session.curtain
        values = {key: getattr(given, key, nothing) for key, nothing in FIELDS.items()}
        kept = {key: value for (who, key), (value, _) in self._unsaved.items() if who == person.id}
        if given is None:
            return {**values, **({} if curtain.hidden else kept)}, frozenset()
        kept, behind = curtain.waiting(Invitation, given.id, kept)
        return {**values, **kept}, curtain.covered(Invitation, given.id) | behind

    def flush(self) -> None:
        """Save what is being typed, and try again what could not be saved before."""
        waiting = list(self._unsaved.items())
        self._form.flush()
        for place, given in waiting:
            if self._unsaved.get(place) == given:
                self._on_given(*place, *given)

    def _on_given(self, who: str, field: str, value: Any, merge: str) -> None:
        form, place = self._form, (who, field)
        self._unsaved.pop(place, None)

        def refused(error: Exception) -> None:
            if isinstance(error, StorageError):
                # Kept until it can be saved, unless something newer was given by now.
                self._unsaved.setdefault(place, (value, merge))
            form.landed(who, field)
            if form.entry_id == who:
                form.say(field, sentence(error))
            else:
                self._trouble(sentence(error))

        edit = invitations.change(who, merge, **{field: value})
        self._session.run(edit, lambda _done: form.landed(who, field), refused)
