"""Another room: some capabilities leave as a file that is a workspace of its own there, and come back as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from workbench.actions.whole import fill, gather
from workbench.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    EvidenceItem,
    Respondent,
    ScopeKind,
    State,
    Target,
    Workspace,
)
from workbench.domain.book import Book
from workbench.domain.entity import Entity, new_id, require
from workbench.domain.meeting import AgendaItem, AgendaKind, Meeting
from workbench.domain.text import join_words, slug, whole_line
from workbench.exchange.session_pack import SUFFIX, Origin, SessionPack
from workbench.storage.store import Store
from workbench.storage.unit import Unit

_KEPT = (Respondent, Answer, Consensus, EvidenceItem, Target)
"""What a room needs of what is there: who answers, and what was said to its questions."""


def take_out(
    store: Store,
    book: Book,
    capabilities: Collection[str],
    title: str,
    now: dt.datetime,
    *,
    present: Collection[str] = (),
    minutes: int = 10,
) -> SessionPack:
    """What another room takes along: everybody who answers, all that was said to the questions of some capabilities, and
    a session of its own with them as its agenda.

    Raises:
        ValueError: without a capability in scope, or of an assessment that is agreed or closed, in which nobody answers.
        StorageError: when something of it is damaged.
    """
    wanted = [each.id for each in book.pack.capabilities if each.id in capabilities]
    questions = tuple(each.id for each in book.questions if each.capability in wanted)
    require(bool(questions), "Choose at least one capability that this assessment asks about.")
    require(
        book.assessment.state in (State.DRAFT, State.RUNNING),
        "Nobody answers in an assessment that is agreed or closed. Reopen it first, then take it to another room.",
    )
    with store.unit("Take some capabilities to another room", writes=False) as unit:
        whole, mark = gather(unit, book.assessment.id), unit.mark()
    asked = frozenset(questions)
    entities = [each for each in whole.entities if _goes(each, asked, frozenset(wanted))]
    kept = {each.sha256 for each in entities if isinstance(each, EvidenceItem)}
    people = tuple(each.id for each in book.people() if each.id in present)
    meeting = Meeting(
        id=new_id(),
        assessment=book.assessment.id,
        code="M1",
        title=whole_line(title) or "Another room",
        day=now.date(),
        present=people,
        agenda=tuple(
            AgendaItem(kind=AgendaKind.CAPABILITY, what=each, minutes=minutes)
            for each in wanted
            if any(question.capability == each for question in book.questions)
        ),
    )
    origin = Origin(
        workspace=whole.workspace.id,
        assessment=book.assessment.id,
        capabilities=tuple(item.what for item in meeting.agenda),
        meeting=meeting.id,
        at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        seq=mark[0],
        batch=mark[1],
    )
    narrowed = replace(whole.assessment, scope=ScopeKind.OWN, questions=questions, carried_from="")
    files = {key: data for key, data in whole.files.items() if key in kept}
    packs = tuple(each for each in whole.packs if each.id in {whole.assessment.pack, *whole.earlier})
    return SessionPack(
        origin, replace(whole, assessment=narrowed, entities=(*entities, meeting), files=files, packs=packs)
    )


def _goes(entity: Entity, questions: frozenset[str], capabilities: frozenset[str]) -> bool:
    if isinstance(entity, Target):
        return entity.capability in capabilities
    if isinstance(entity, (Answer, Consensus, EvidenceItem)):
        return entity.question in questions
    return isinstance(entity, _KEPT)


def open_in(path: Path, pack: SessionPack) -> Store:
    """Make a workspace of what another room brought, which knows where it came from, and open it.

    Raises:
        StorageError: when something is there already, or it cannot be written; there is no file then.
        ValueError: for a pack that is on its way back.
    """
    require(
        not pack.origin.back,
        "These answers are on their way back. Open the workspace they came from and take them in there.",
    )

    def first(unit: Unit) -> None:
        fill(unit, pack.whole)
        here = unit.all(Workspace)[0]
        unit.put(replace(here, origin=pack.origin.as_texts()))

    whole = pack.whole
    return Store.create(path, whole.workspace.client, whole.workspace.about, fill=first)


def origin_of(workspace: Workspace) -> Origin | None:
    """Of what a workspace is a part, if it is one."""
    return Origin.of(dict(workspace.origin)) if workspace.origin else None


def bring_back(store: Store) -> SessionPack:
    """What goes back to where a workspace of another room came from.

    Raises:
        ValueError: in a workspace that is no other room's, or from which the assessment is gone.
    """
    with store.unit("Take it back", writes=False) as unit:
        origin = origin_of(unit.all(Workspace)[0])
        require(
            origin is not None,
            "This workspace came from nowhere else. Only what another room was given can be brought back.",
        )
        assert origin is not None
        require(
            unit.find(Assessment, origin.assessment) is not None,
            "The assessment that this room was given is not in the workspace any more. Undo its removal first.",
        )
        return SessionPack(replace(origin, back=True), gather(unit, origin.assessment))


def file_name(pack: SessionPack) -> str:
    """What the file is called: the client, the capabilities, and which way it goes; nobody's name."""
    some = pack.origin.capabilities[:3]
    rest = "" if len(pack.origin.capabilities) <= len(some) else "and-more"
    way = "back" if pack.origin.back else "room"
    return (
        f"{slug(pack.whole.workspace.client, join_words([*some, rest] if rest else list(some)), way)}{SUFFIX}"
    )
