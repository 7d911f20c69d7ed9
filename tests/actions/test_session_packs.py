"""Another room takes some capabilities along and brings them back: nothing lost, nothing twice, nothing over somebody's head."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.actions.content import content
from tests.exchange.packs import PASSPHRASE, book_of
from workbench.actions import answers, assessments, demo, evidence, meetings, obstacles, respondents, votes
from workbench.actions.edit import Done, Edit, perform
from workbench.actions.intake import Source
from workbench.actions.intake_rows import NotOurs, RowKind
from workbench.actions.session_merge import Merge, compare, merge, subject, words
from workbench.actions.session_packs import bring_back, file_name, open_in, origin_of, take_out
from workbench.domain.assessment import (
    Answer,
    Consensus,
    EvidenceItem,
    RespondentKind,
    ScopeKind,
    State,
    Workspace,
)
from workbench.domain.invitation import Intake
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.role import Role
from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
from workbench.exchange.session_pack import SessionPack, is_session, read_session, session_bytes
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 23, 15, 0, tzinfo=dt.UTC)
ROOM = ("OBS", "REV")


def do(store: Store, *edits: Edit) -> None:
    for each in edits:
        perform(store, each, "Facilitator")


def out(store: Store, *capabilities: str) -> SessionPack:
    return take_out(store, book_of(store), capabilities or ROOM, "Room 2", NOW)


@pytest.fixture
def room(demo_store: Store, tmp_path: Path) -> Iterator[Store]:
    """The other laptop, with the file read back as it was written."""
    pack = read_session(session_bytes(out(demo_store)))
    with open_in(tmp_path / "room.srew", pack) as store:
        yield store


def compared(here: Store, there: Store) -> Merge:
    pack = read_session(session_bytes(bring_back(there)))
    with here.unit(writes=False) as unit:
        return compare(unit, pack)


def take(here: Store, found: Merge, chosen: frozenset[tuple[str, str]] | None = None) -> Done:
    usual = found.usual if chosen is None else chosen
    return perform(here, merge(found, usual, Source("back.sresession", "session", "a" * 64), LATER, "Me"))


def changed(found: Merge) -> dict[str, RowKind]:
    return {subject(row.there): row.state for row in found.rows if row.state is not RowKind.SAME}


def test_a_room_gets_its_questions_everybody_and_a_session_and_nothing_else(
    demo_store: Store, room: Store
) -> None:
    home, there = book_of(demo_store), book_of(room)
    asked = {each.id for each in home.questions if each.capability in ROOM}
    assert {each.id for each in there.questions} == asked
    assert there.assessment.scope is ScopeKind.OWN
    assert [each.id for each in there.respondents] == [each.id for each in home.respondents]
    for question in asked:
        mine = {who: replace(each, version=0) for who, each in home.answers_to(question).items()}
        assert {who: replace(each, version=0) for who, each in there.answers_to(question).items()} == mine
    assert {each.question for each in there.rows.get(Answer, {}).values()} <= asked
    assert not there.obstacles
    assert not there.talents
    assert not there.risks
    session = there.all(Meeting)[0]
    assert (session.title, [item.what for item in session.agenda]) == ("Room 2", list(ROOM))
    with room.unit(writes=False) as unit:
        origin = origin_of(unit.all(Workspace)[0])
    assert origin is not None
    assert (origin.workspace, origin.capabilities, origin.back) == (home.workspace.id, ROOM, False)
    with demo_store.unit(writes=False) as unit:
        assert origin_of(unit.all(Workspace)[0]) is None
    # Nothing of this is told to the first laptop by taking it out.
    assert home.all(Meeting) == []


def test_what_a_room_did_comes_back_whole_and_only_once(
    demo_store: Store, room: Store, tmp_path: Path
) -> None:
    session = book_of(room).all(Meeting)[0]
    person = book_of(room).people()[0].id
    proof = tmp_path / "proof.txt"
    proof.write_bytes(b"seen")
    do(
        room,
        meetings.come_new(session.id, Role.ENGINEER, "Site engineer", respondent_id="l" * 32),
        votes.speak(session.id, "REV-3", "l" * 32, "4"),
        votes.raise_hands(session.id, "REV-3", Role.MANAGER, "2", 3),
        votes.reveal(session.id, "REV-3"),
        answers.agree(A, "REV-3", 3, dissent="Managers said 2"),
        answers.set_note(person, "OBS-1", "Said in room 2: <b>&amp;"),
        evidence.add_file(person, "OBS-1", proof),
        meetings.park(session.id, "Pay"),
        obstacles.add(A, "No wall screens", ObstacleKind.OBSTACLE),
    )
    found = compared(demo_store, room)
    assert found.note == ""
    take(demo_store, found)
    book = book_of(demo_store)
    late = next(each for each in book.people() if each.id == "l" * 32)
    given = book.answer(late.id, "REV-3")
    assert given is not None
    assert given.value == 4
    hands = {
        each.role: dict(answer.counts)
        for each in book.respondents
        if each.kind is RespondentKind.TALLY and (answer := book.answer(each.id, "REV-3")) is not None
    }
    assert hands == {Role.MANAGER: {"2": 3}}
    agreed = next(each for each in book.all(Consensus) if each.question == "REV-3")
    assert (agreed.value, agreed.dissent) == (3, "Managers said 2")
    noted = book.answer(person, "OBS-1")
    assert noted is not None
    assert noted.note == "Said in room 2: <b>&amp;"
    attached = next(each for each in book.all(EvidenceItem) if each.title == "proof.txt")
    with demo_store.unit(writes=False) as unit:
        assert unit.blob(attached.sha256) == b"seen"
    assert [each.title for each in book.all(Meeting)] == ["Room 2"]
    assert book.all(Meeting)[0].parked[0].text == "Pay"
    assert book.all(Vote)[0].revealed
    codes = [each.code for each in book.obstacles]
    assert len(set(codes)) == len(codes)
    assert book.obstacles[-1].title == "No wall screens"
    # The scope of the whole is not narrowed by what one room was given.
    assert book.assessment.scope is not ScopeKind.OWN
    taken = book.all(Intake)[-1]
    assert (taken.kind, taken.left) == ("session", 0)

    before = content(demo_store)
    again = compared(demo_store, room)
    assert changed(again) == {}
    take(demo_store, again)
    assert content(demo_store) == before


def test_undo_takes_all_of_it_back(demo_store: Store, room: Store) -> None:
    session = book_of(room).all(Meeting)[0]
    do(room, votes.raise_hands(session.id, "REV-3", Role.MANAGER, "2", 3), votes.reveal(session.id, "REV-3"))
    before = content(demo_store)
    done = take(demo_store, compared(demo_store, room))
    assert content(demo_store) != before
    perform(demo_store, done.undo)
    assert content(demo_store) == before


def test_both_rooms_can_change_and_only_the_same_thing_twice_is_a_conflict(
    demo_store: Store, room: Store
) -> None:
    one, two, three = who_answered(room)[:3]
    do(room, answers.set_note(one, "OBS-1", "Only there"), answers.set_note(two, "OBS-1", "There"))
    do(demo_store, answers.set_note(two, "OBS-1", "Here"), answers.set_note(three, "OBS-1", "Here alone"))
    found = compared(demo_store, room)
    states = {row.id: row.state for row in found.rows if row.kind is Answer and row.state is not RowKind.SAME}
    assert states == {
        answer_id(demo_store, one): RowKind.CHANGED,
        answer_id(demo_store, two): RowKind.CONFLICT,
        answer_id(demo_store, three): RowKind.AS_SENT,
    }
    take(demo_store, found)
    book = book_of(demo_store)
    notes = {who: answer.note for who, answer in book.answers_to("OBS-1").items()}
    assert (notes[two], notes[three]) == ("Here", "Here alone")
    conflict = next(row for row in compared(demo_store, room).rows if row.state is RowKind.CONFLICT)
    assert (words(book, conflict.here)[-4:], words(book, conflict.there)[-5:]) == ("Here", "There")
    take(demo_store, compared(demo_store, room), frozenset({conflict.key}))
    found_note = book_of(demo_store).answer(two, "OBS-1")
    assert found_note is not None
    assert found_note.note == "There"


def who_answered(store: Store) -> list[str]:
    """The people who answered OBS-1 before the room was given its part."""
    book = book_of(store)
    return [each.id for each in book.people() if book.answer(each.id, "OBS-1") is not None]


def answer_id(store: Store, who: str) -> str:
    found = book_of(store).answer(who, "OBS-1")
    return found.id if found is not None else answers.place_id(who, "OBS-1")


def test_a_room_that_goes_on_comes_back_again_without_conflicts(demo_store: Store, room: Store) -> None:
    session = book_of(room).all(Meeting)[0]
    who = book_of(room).people()[0].id
    do(room, meetings.park(session.id, "One"), answers.rate(who, "REV-3", 2))
    take(demo_store, compared(demo_store, room))
    do(room, meetings.park(session.id, "Two"), answers.rate(who, "REV-3", 5))
    found = compared(demo_store, room)
    assert set(changed(found).values()) == {RowKind.CHANGED}
    take(demo_store, found)
    assert [each.text for each in book_of(demo_store).all(Meeting)[0].parked] == ["One", "Two"]


def test_two_rooms_that_count_hands_of_one_role_share_its_show_of_hands(
    demo_store: Store, room: Store
) -> None:
    session = book_of(room).all(Meeting)[0]
    do(
        room,
        votes.raise_hands(session.id, "REV-3", Role.EXECUTIVE, "2", 3),
        votes.reveal(session.id, "REV-3"),
    )
    do(demo_store, respondents.add(A, Role.EXECUTIVE, RespondentKind.TALLY))
    take(demo_store, compared(demo_store, room))
    shows = [
        each
        for each in book_of(demo_store).respondents
        if each.kind is RespondentKind.TALLY and each.role is Role.EXECUTIVE
    ]
    assert len(shows) == 1
    found = book_of(demo_store).answer(shows[0].id, "REV-3")
    assert found is not None
    assert dict(found.counts) == {"2": 3}


def test_a_history_that_does_not_know_the_moment_makes_conflicts(demo_store: Store, room: Store) -> None:
    who = who_answered(room)[0]
    do(room, answers.set_note(who, "OBS-1", "There"))
    pack = bring_back(room)
    lost = replace(pack, origin=replace(pack.origin, batch="f" * 32))
    with demo_store.unit(writes=False) as unit:
        found = compare(unit, lost)
    assert "does not reach back" in found.note
    row = next(row for row in found.rows if row.kind is Answer and row.id == answer_id(demo_store, who))
    assert row.state is RowKind.CONFLICT


def test_a_pack_of_elsewhere_is_refused_with_what_to_do(
    demo_store: Store, room: Store, tmp_path: Path
) -> None:
    back = bring_back(room)
    wrong = {
        "another workspace": replace(back, origin=replace(back.origin, workspace="w" * 32)),
        "on its way to another room": out(demo_store),
        "not in this workspace any more": replace(back, origin=replace(back.origin, assessment="x" * 32)),
    }
    for said, pack in wrong.items():
        with demo_store.unit(writes=False) as unit, pytest.raises(NotOurs, match=said):
            compare(unit, pack)
    with pytest.raises(ValueError, match="on their way back"):
        open_in(tmp_path / "again.srew", back)
    assert not (tmp_path / "again.srew").exists()
    with pytest.raises(ValueError, match="came from nowhere else"):
        bring_back(demo_store)


def test_an_agreed_assessment_sends_no_room_away(demo_store: Store) -> None:
    with pytest.raises(ValueError, match="at least one capability"):
        out(demo_store, "NONE")
    do(demo_store, assessments.change(A, state=State.AGREED))
    with pytest.raises(ValueError, match="Reopen it first"):
        out(demo_store)


def test_an_entry_that_changed_since_is_not_overwritten(demo_store: Store, room: Store) -> None:
    who = who_answered(room)[0]
    do(room, answers.set_note(who, "OBS-1", "There"))
    found = compared(demo_store, room)
    do(demo_store, answers.set_note(who, "OBS-1", "Meanwhile"))
    before = content(demo_store)
    with pytest.raises(ValueError, match="The answer to OBS-1 changed since"):
        take(demo_store, found)
    assert content(demo_store) == before


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda data: data[: len(data) // 2], "cut short"),
        (lambda data: data.replace(b"Room 2", b"Room 3", 1), "damaged"),
        (lambda data: b"{}", "no session pack"),
        (lambda data: b"\x00\x01", "cut short"),
        (lambda data: data.replace(b'"version":1,"whole"', b'"version":9,"whole"'), "another version"),
        (lambda data: json.dumps({**json.loads(data), "more": 1}).encode(), "another program"),
    ],
)
def test_a_damaged_file_is_refused(harm: Callable[[bytes], bytes], said: str, demo_store: Store) -> None:
    data = session_bytes(out(demo_store))
    assert is_session(data)
    broken = harm(data)
    assert broken != data
    with pytest.raises(AnswerFileError, match=said):
        read_session(broken)


def test_a_locked_file_needs_its_passphrase(demo_store: Store) -> None:
    data = session_bytes(out(demo_store), PASSPHRASE)
    assert b"Room 2" not in data
    assert read_session(data, PASSPHRASE) == read_session(session_bytes(out_again(data)))
    with pytest.raises(AnswerFileLocked):
        read_session(data, "another one here")


def out_again(data: bytes) -> SessionPack:
    return read_session(data, PASSPHRASE)


def test_the_file_is_called_by_its_client_and_capabilities(demo_store: Store, room: Store) -> None:
    assert file_name(out(demo_store)).endswith("-obs-and-rev-room.sresession")
    assert file_name(bring_back(room)).endswith("-back.sresession")
    many = take_out(demo_store, book_of(demo_store), ["OBS", "REV", "SPON", "OBST"], "", NOW)
    assert "and-more" in file_name(many)


def test_every_word_of_a_difference_can_be_shown(demo_store: Store, room: Store) -> None:
    book = book_of(demo_store)
    for row in compared(demo_store, room).rows:
        assert subject(row.there)
        assert words(book, row.there)
    assert words(book, None) == "–"
    first = book.obstacles[0]
    assert isinstance(first, Obstacle)
    assert words(book, first) == first.title


def test_a_copy_of_the_other_laptops_file_works_as_well(
    demo_store: Store, room: Store, tmp_path: Path
) -> None:
    do(room, answers.rate(book_of(room).people()[0].id, "REV-3", 2))
    room.close()
    moved = Path(shutil.copy(room.path, tmp_path / "copy.srew"))
    with Store.open(moved) as copied:
        take(demo_store, compared(demo_store, copied))
    found = book_of(demo_store).answer(book_of(demo_store).people()[0].id, "REV-3")
    assert found is not None
    assert found.value == 2
