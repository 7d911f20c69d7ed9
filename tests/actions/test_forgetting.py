"""Forgetting a person: no byte of the name stays in the workspace, it is still sound, and no figure moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.full import A, fill, own_pack, small_pack
from workbench.actions import books, evidence, forgetting, respondents, snapshots, talents
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import Assessment, Respondent, StoredPack
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
        with opened.unit("Keep a pack") as unit:
            unit.keep_pack(own_pack(mark))
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


@pytest.mark.parametrize("name", [NAME, "Jürgen Weiß", "Émile Zola", "Łukasz Øre"])
def test_files_that_name_them_in_any_spelling_are_found(store: Store, tmp_path: Path, name: str) -> None:
    """Every way to write the name in plain text, and every encoding of it; what names nobody stays."""
    perform(store, talents.add(A, "Pilot", name=name, entity_id="named"))
    first, last = name.split()
    said = {
        "plain": f"Minutes, taken by {name}.",
        "capitals": name.upper(),
        "turned": f"present: {last}, {first}",
        "table": f"last,first\n{last},{first}\n",
        "wrapped": f"said by {first}\r\n{last}",
        "surname": f"{last} said no",
        "late": f"{'word ' * 7_000}{name} {'word ' * 5_000}",
    }
    codes = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1")
    files = {
        f"{code} {key}.txt": text.encode(code, "xmlcharrefreplace")
        for key, text in said.items()
        for code in codes
        if code != "latin-1" or name.upper().encode("latin-1", "replace").decode("latin-1") == name.upper()
    }
    files["binary.bin"] = b"\x00\x01\x02" * 900 + name.encode()
    others = {
        "other.txt": "Ada Lovelace höhnt.".encode(),
        "other.bin": bytes(range(256)) * 40,
        "empty.txt": b"",
    }
    for title, data in {**files, **others}.items():
        path = tmp_path / title
        path.write_bytes(data)
        perform(store, evidence.add_file("person1", "AAA-1", path))
    found = {each for each in forgetting.look(store, name).files if not each.startswith("EvidenceItem")}
    assert found == set(files)


def test_a_file_is_not_lost_for_an_ordinary_word(store: Store, tmp_path: Path) -> None:
    perform(store, talents.add(A, "Pilot", name="Jan May", entity_id="named"))
    for title, said in (("month.txt", "In May we change."), ("named.txt", "Jan May changes.")):
        (tmp_path / title).write_text(said)
        perform(store, evidence.add_file("person1", "AAA-1", tmp_path / title))
    assert forgetting.look(store, "Jan May").files == ("named.txt",)


def test_teams_stay_apart(store: Store) -> None:
    """Two teams and groups stay two, also where the role makes them sound alike; and one stays one."""
    teams = {
        "m0": "Team Quillfeather", "m1": "Team Zebedee", "m2": f"Team {ROLE}", "m3": "Team Quillfeather",
        "m4": "Crew", "m5": "",
    }  # fmt: skip
    for key, team in teams.items():
        perform(store, respondents.add(A, Role.ENGINEER, respondent_id=key, team=team, group=team))
    perform(store, talents.add(A, "Pilot", name="Ada Albatross", team="Team Zebedee", entity_id="other"))
    perform(store, snapshots.take(A, "Now", dt.date(2026, 11, 23)))
    forgetting.forget(store, NAME)
    with store.unit(writes=False) as unit:
        now = {key: unit.get(Respondent, key) for key in teams}
        assert unit.get(Talent, "other").team == now["m1"].team
    said = {key: each.team for key, each in now.items()}
    assert said == {
        "m0": f"Team {ROLE} (2)", "m1": f"Team {ROLE} (3)", "m2": f"Team {ROLE}", "m3": f"Team {ROLE} (2)",
        "m4": "Crew", "m5": "",
    }  # fmt: skip
    assert {key: each.group for key, each in now.items()} == said
    assert check_file(store.path).findings == ()


def test_names_of_others_are_never_rewritten(store: Store) -> None:
    perform(store, talents.add(A, "Pilot", name="Z. Quillfeather", entity_id="other"))
    perform(store, respondents.add(A, Role.ENGINEER, respondent_id="one", name="Zebedee", role_title="Cox"))
    found = forgetting.look(store, NAME)
    assert found.perhaps == ("Z. Quillfeather", "Zebedee")
    assert not [
        each for each in found.texts if each.kind in ("talent", "respondent") and each.field == "name"
    ]
    forgetting.forget(store, NAME)
    with store.unit(writes=False) as unit:
        assert unit.get(Talent, "other").name == "Z. Quillfeather"
        assert unit.get(Respondent, "one").name == "Zebedee"
        assert unit.get(Respondent, "person0").name == ""
        assert [each.after for each in unit.history(Talent, "other")] == [unit.get(Talent, "other")]
    assert check_file(store.path).findings == ()


def test_packs_that_name_them_go_unless_used(store: Store) -> None:
    free, used = own_pack(mark, "free"), own_pack(mark, "used")
    with store.unit("Keep packs") as unit:
        unit.keep_pack(free)
        unit.keep_pack(used)
        unit.put(replace(unit.get(Assessment, A), pack=used.id))
    found = forgetting.look(store, NAME)
    assert (found.packs, found.packs_gone) == ((used.title,), (own_pack(mark).title, free.title))
    forgetting.forget(store, NAME)
    with store.unit(writes=False) as unit:
        assert {each.id for each in unit.all(StoredPack)} == {used.id, small_pack()[0].content_hash}
        assert unit.get(StoredPack, used.id).source == used.source
    assert check_file(store.path).findings == ()
    assert rate_book(books.open_book(store, A)).questions


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
