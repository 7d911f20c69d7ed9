"""Forgetting a person: no byte of the name stays in the workspace, it is still sound, and no figure moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.full import A, fill
from workbench.actions import books, evidence, forgetting, respondents, snapshots, talents
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Respondent
from workbench.domain.invitation import Invitation
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.obstacle import Obstacle
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.storage import backups
from workbench.storage.checking import check_file
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

NAME = "Zebedee Quillfeather"
CANARIES = tuple(
    word.encode(code) for word in ("zebedee", "quillfeather") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
ROLE = "Keeper of the gates"


def mark(where: str) -> str:
    """Every text names the person; of those listed only two are that person."""
    kind, field, entry = where.split(".")[0], where.split(".")[1], where.split(".")[-1]
    if kind in ("Talent", "Respondent") and field in ("name", "role_title"):
        mine = entry in ("pe", "person0")
        return {"name": NAME if mine else f"Somebody {entry}", "role_title": ROLE}[field]
    return f"{where} was said by {NAME}, and Quillfeather's word counts"


def held(*places: Path) -> list[str]:
    """The files that hold a canary."""
    files = (each for place in places for each in ([place] if place.is_file() else place.rglob("*")))
    return [
        each.name
        for each in files
        if each.is_file() and any(canary in each.read_bytes().lower() for canary in CANARIES)
    ]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A workspace in which everything names the person, in rows, history, a snapshot and a file."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    with Store.create(tmp_path / "client.srew", "Tern Health") as opened:
        fill(opened, mark)
        yield opened


def test_no_byte_stays_it_is_sound_and_no_figure_moves(store: Store, tmp_path: Path) -> None:
    named = tmp_path / "minutes.txt"
    named.write_text(f"Minutes, taken by {NAME.upper()}")
    perform(store, evidence.add_file("person1", "AAA-1", named))
    named.unlink()
    # Somebody of that name who was taken out again is in the history still.
    perform(store, respondents.add(A, Role.MANAGER, respondent_id="gone", name=NAME, team="Crew"))
    perform(store, respondents.remove("gone"))
    perform(store, talents.change("pe", name="Zeb Quillfeather"), who=NAME)
    perform(store, talents.change("pe", name=NAME))
    backups.make(store.path, "by-hand", dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
    before = rate_book(books.open_book(store, A))
    with store.unit(writes=False) as unit:
        votes = unit.all(Vote)
    assert held(store.path) == ["client.srew"]

    deleted = forgetting.forget(store, "zebedee  QUILLFEATHER", old_backups=True)

    assert deleted == 1
    assert held(tmp_path) == []
    assert check_file(store.path).findings == ()
    after = rate_book(books.open_book(store, A))
    assert (after.questions, after.capabilities, after.areas) == (
        before.questions,
        before.capabilities,
        before.areas,
    )
    with store.unit(writes=False) as unit:
        assert unit.all(Talent) == []
        person = unit.get(Respondent, "person0")
        assert (person.name, person.role_title) == ("", "")
        assert unit.get(Respondent, "person1").name == "Somebody person1"
        assert [each.respondent for each in unit.all(Invitation)] == ["person1"]
        assert unit.get(Meeting, "me").present == ("person1",)
        assert unit.all(Vote) == votes
        owner = unit.get(Obstacle, "ob").owner
    assert owner == f"Obstacle.owner.ob was said by {ROLE}, and {ROLE}' word counts"
    # One backup there is, made of what is left.
    assert len(backups.backups_of(backups.workspace_id_of(store.path))) == 1
    store.close()
    with Store.open(tmp_path / "client.srew") as again:
        book = snapshots.open_snapshot(again, "sn")
        assert book.talents == []
        assert [each.name for each in book.people()] == ["", *(f"Somebody person{i}" for i in (1, 2, 3))]
    assert held(tmp_path) == []


def test_what_is_known_is_told_before(store: Store) -> None:
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    found = forgetting.look(store, NAME)
    assert (found.name, found.entries, found.respondents, found.sessions, found.snapshots) == (
        NAME,
        1,
        1,
        1,
        1,
    )
    assert found.invitations == 0
    assert any(each.kind == "obstacle" and each.field == "owner" for each in found.texts)
    assert all("uillfeather" in each.text and "uillfeather" not in each.instead for each in found.texts)
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before


def test_texts_can_stay_and_are_listed(store: Store) -> None:
    assert forgetting.forget(store, NAME, texts=False) == 0
    with store.unit(writes=False) as unit:
        assert NAME in unit.get(Obstacle, "ob").owner
        assert unit.all(Talent) == []
        assert unit.get(Respondent, "person0").name == ""
    assert check_file(store.path).findings == ()


def test_nobody_of_that_name_changes_nothing(store: Store) -> None:
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    for name in ("Ada Lovelace", "", "  ", "Zebedee"):
        with pytest.raises(forgetting.NobodyThere, match="is, or was, listed"):
            forgetting.forget(store, name)
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before


def test_others_who_share_a_name_stay(store: Store) -> None:
    perform(store, talents.add(A, "Pilot", name="Zebedee Albatross", entity_id="other"))
    perform(store, talents.change("other", note="Zebedee Albatross flies; Zebedee alone may be either"))
    forgetting.forget(store, NAME)
    with store.unit(writes=False) as unit:
        other = unit.get(Talent, "other")
        assert other.name == "Zebedee Albatross"
        assert other.note == "Zebedee Albatross flies; a colleague alone may be either"
    assert check_file(store.path).findings == ()


def test_with_no_room_nothing_is_half_forgotten(store: Store) -> None:
    """A row that cannot be rewritten takes everything back."""
    with store.unit("Harm") as unit:
        unit.connection.exec_driver_sql(
            "CREATE TRIGGER no BEFORE UPDATE ON obstacle BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    with pytest.raises(Exception, match="Nothing was changed"):
        forgetting.forget(store, NAME)
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before
