"""Forgetting a person: nothing in the workspace names them any more, and what they answered still counts.

What goes: the person's entry with stance, competences and notes, invitations, presence at sessions, names of files
they sent, files that name them; in rows, in every line of history and in snapshots. What stays: answers and votes, as
those of 'a respondent' of the same role, team and group, so that no figure moves. Texts that hold the name have the
role in its place, but those that are chosen to stay. Undo does not bring anything of it back. Somebody who is listed
nowhere is forgotten in texts and files alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from workbench.actions import frozen
from workbench.actions.backups_left import delete_backups
from workbench.actions.forgotten import NOTHING, Forgotten, Place, Stays, nobody
from workbench.domain.assessment import (
    Assessment,
    EvidenceItem,
    StoredPack,
    Workspace,
)
from workbench.domain.invitation import Invitation
from workbench.domain.meeting import Meeting
from workbench.domain.talent import Talent
from workbench.storage import backups, rewriting
from workbench.storage.errors import StorageError
from workbench.storage.store import Store

LABEL = "Forget a person"


@dataclass(frozen=True, slots=True)
class Trace:
    """What the workspace holds of a person: how many of what goes and what stays, the texts, the files that name them,
    and how many backups were made while they were in it, and how many of these elsewhere, of a copy of this workspace.

    `perhaps` are others listed who may be the same person, `packs` content packs in use that name them: both stay as
    they are. `packs_gone` are packs that name them and that no assessment uses.
    """

    name: str
    role: str
    entries: int
    invitations: int
    respondents: int
    sessions: int
    snapshots: int
    texts: tuple[Place, ...]
    files: tuple[EvidenceItem, ...]
    backups: int
    backups_elsewhere: int = 0
    perhaps: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    packs_gone: tuple[str, ...] = ()


def look(store: Store, name: str, *, also: Sequence[str] = ()) -> Trace:
    """Say what is known of a person, changing nothing; `also` are other names they are listed or written under.

    Raises:
        NobodyThere: when nobody of this name is, or was, listed, and nothing names them.
        TooShort: when one of the names has one letter alone.
    """
    with store.unit("Look for a person", writes=False) as unit:
        them = Forgotten(unit, name, also)
        rows = list(rewriting.rows_of(unit))
        count = Counter(kind for kind, values in rows if them.goes(kind, values))
        sessions = sum(
            1
            for kind, values in rows
            if kind is Meeting and not them.respondents.isdisjoint(values.get("present", ()))
        )
        texts = tuple(place for kind, values in rows for place in them.places(kind, values))
        files = tuple(them.files(unit))
        workspace = unit.all(Workspace)[0].id
        snapshots = sum(1 for _ in them.snapshots(unit))
        if not (them.listed or texts or files or snapshots or them.packs or them.is_in_history(unit)):
            raise nobody(name)
    kept = backups.backups_of(workspace)
    return Trace(
        them.name,
        them.role,
        count[Talent],
        count[Invitation],
        len({each for each in them.respondents if any(values["id"] == each for _, values in rows)}),
        sessions,
        snapshots,
        texts,
        files,
        len(kept),
        sum(1 for each in kept if each.place not in ("", backups.place_of(store.path))),
        them.perhaps,
        tuple(each.title for each in them.packs if not them.goes(StoredPack, {"id": each.id})),
        tuple(each.title for each in them.packs if them.goes(StoredPack, {"id": each.id})),
    )


def forget(
    store: Store,
    name: str,
    *,
    also: Sequence[str] = (),
    texts: bool = True,
    stays: Stays = NOTHING,
    old_backups: bool = False,
) -> int:
    """Forget a person for good; gives how many backups were deleted.

    `also` are other names they are listed or written under. `texts` puts the role in the place of the name wherever it
    was typed, but for what `stays`; `old_backups` deletes every backup made before, which holds the person still. No
    backup is made before it; one is made after it where the old ones went.

    Raises:
        NobodyThere: when nobody of this name is, or was, listed, and nothing names them.
        TooShort: when one of the names has one letter alone.
        BackupsLeft: when the person is forgotten, but a backup is still there.
        StorageError: when it could not be done; nothing was changed then.
    """
    # Asked for before: what is half done cannot be taken back.
    store.has_room_to_compact()
    with store.unit(LABEL) as unit:
        them = Forgotten(unit, name, also, texts, stays)
        if not them.listed and not them.is_anywhere(unit):
            raise nobody(name)
        workspace = unit.all(Workspace)[0]
        for each in them.files(unit):
            them.gone.add(each.id)
        for kind in (EvidenceItem, Invitation, Talent):
            for each in unit.all(kind):
                if them.goes(
                    kind, {"id": each.id, "name": "", "respondent": getattr(each, "respondent", "")}
                ):
                    unit.remove(kind, each.id)
        # At least one new line: or the next backup would be taken for one that is there already.
        unit.put(replace(workspace))
        for sha256, data in list(them.snapshots(unit)):
            them.frozen[sha256] = frozen.digest(data)
            unit.keep_blob(them.frozen[sha256], data)
        rewriting.rewrite(unit, them.rewritten, them.words)
        unit.purge_blobs()
        for each in unit.all(Assessment):
            unit.drop_summary(each.id)
    with suppress(StorageError):
        # Beyond need: what was deleted is overwritten where it stood (`secure_delete`).
        store.compact()
    return delete_backups(store) if old_backups else 0
