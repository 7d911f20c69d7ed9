"""Forgetting a person: no byte of the name stays in the workspace, it is still sound, and no figure moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.full import A, fill, own_pack, small_pack
from workbench.actions import books, evidence, forgetting, forgotten, respondents, snapshots, talents
from workbench.actions.backups_left import BackupsLeft, delete_backups
from workbench.actions.edit import perform
from workbench.analysis.standing import rate_book
from workbench.domain.action import Action
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import Assessment, Respondent, StoredPack
from workbench.domain.entity import Entity
from workbench.domain.invitation import Invitation
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.obstacle import Obstacle
from workbench.domain.role import Role
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.trade_off import Option, TradeOff
from workbench.storage import backups, rewriting
from workbench.storage.checking import check_file
from workbench.storage.errors import StorageError
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


def test_a_chosen_text_and_a_chosen_file_stay_and_nothing_else_does(store: Store, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(f"taken by {NAME}")
    perform(store, evidence.add_file("person1", "AAA-1", tmp_path / "minutes.txt"))
    found = forgetting.look(store, NAME)
    chosen = next(each for each in found.texts if each.kind == "obstacle" and each.field == "owner")
    file = next(each for each in found.files if each.title == "minutes.txt")
    stays = forgotten.Stays(frozenset({chosen.text}), frozenset({file.id}))
    forgetting.forget(store, NAME, stays=stays)
    assert check_file(store.path).findings == ()
    # It can be looked for again, and what is left is that.
    left = forgetting.look(store, NAME)
    assert ({each.text for each in left.texts}, [each.id for each in left.files]) == (
        {chosen.text},
        [file.id],
    )
    assert (left.entries, left.respondents) == (0, 0)
    forgetting.forget(store, NAME)
    with pytest.raises(forgotten.NobodyThere):
        forgetting.look(store, NAME)
    assert held(store.path) == []


def test_somebody_who_is_listed_nowhere_is_forgotten_where_they_are_named(store: Store) -> None:
    perform(store, talents.change("pe", note="Agreed with Ulla Kvist"))
    perform(store, talents.change("pe", note="Agreed"), who="U. Kvist")
    # In the history alone.
    assert forgetting.look(store, "Ulla Kvist").texts == ()
    forgetting.forget(store, "Ulla Kvist")
    assert b"Kvist" not in store.path.read_bytes()
    assert check_file(store.path).findings == ()
    with pytest.raises(forgotten.NobodyThere):
        forgetting.forget(store, "Ulla Kvist")


def test_of_somebody_who_is_listed_nowhere_a_part_says_nothing_where_the_whole_name_is_not(
    store: Store,
) -> None:
    perform(store, talents.change("pe", note="Mark Test, M. Test and mark.test@example.org, as Test said"))
    perform(store, talents.add(A, "Pilot", entity_id="words", note="Mark each Test"))
    forgetting.forget(store, "Mark Test")
    with store.unit(writes=False) as unit:
        assert unit.get(Talent, "pe").note == (
            "A colleague, a colleague and a colleague@example.org, as a colleague said"
        )
        assert unit.get(Talent, "words").note == "Mark each Test"
    with pytest.raises(forgotten.NobodyThere):
        forgetting.look(store, "Ada Test")


def test_other_names_are_the_same_person(store: Store) -> None:
    perform(store, talents.add(A, "Pilot", name="Ulla Kvist", entity_id="u", note="UK, also Ulli, agrees"))
    perform(store, respondents.add(A, Role.ENGINEER, respondent_id="r", name="Ulla Holm"))
    forgetting.forget(store, "Ulla Kvist", also=("UK", "Ulli", "Ulla Holm"))
    data = store.path.read_bytes()
    assert not [each for each in (b"UK,", b"Ulli", b"Holm", b"Kvist") if each in data]
    with store.unit(writes=False) as unit:
        assert unit.get(Respondent, "r").name == ""
    for name in (("U",), ("Ulla Kvist", "x")):
        with pytest.raises(forgotten.TooShort, match="too short"):
            forgetting.look(store, name[0], also=name[1:])


def test_nobody_of_that_name_changes_nothing(store: Store) -> None:
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    for name in ("Ada Lovelace", "", "  ", "Zebedee"):
        with pytest.raises(forgotten.NobodyThere, match="is, or was, listed"):
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


@pytest.mark.parametrize("name", [NAME, "Jürgen Weißmann", "Émile Zola", "Łukasz Øre"])
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
    found = {
        each.title for each in forgetting.look(store, name).files if not each.title.startswith("EvidenceItem")
    }
    assert found == set(files)


def test_a_file_is_not_lost_for_an_ordinary_word(store: Store, tmp_path: Path) -> None:
    perform(store, talents.add(A, "Pilot", name="Jan May", entity_id="named"))
    for title, said in (("month.txt", "In May we change."), ("named.txt", "Jan May changes.")):
        (tmp_path / title).write_text(said)
        perform(store, evidence.add_file("person1", "AAA-1", tmp_path / title))
    assert [each.title for each in forgetting.look(store, "Jan May").files] == ["named.txt"]


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


def test_options_stay_apart_in_rows_history_and_snapshots(store: Store) -> None:
    """Three options that the role makes sound alike, one of them called so before; the choice is the same one."""
    names = ("Zebedee leads", "Quillfeather leads", f"{ROLE} leads", "Hire")
    told = (f"{ROLE} leads (2)", f"{ROLE} leads (3)", f"{ROLE} leads", "Hire")
    with store.unit("Weigh") as unit:
        was = unit.all(TradeOff)[0]
        unit.put(replace(was, options=tuple(Option(name=each) for each in names), choice=1))
    perform(store, snapshots.take(A, "Weighed", dt.date(2026, 11, 23), entity_id="weighed"))
    with store.unit("Decide") as unit:
        unit.put(replace(unit.get(TradeOff, was.id), choice=0))
    listed = forgetting.look(store, NAME).texts
    assert [(each.text, each.instead) for each in listed if each.text in names] == [
        (names[0], told[0]),
        (names[1], told[1]),
    ]
    forgetting.forget(store, NAME)
    assert check_file(store.path).findings == ()
    with store.unit(writes=False) as unit:
        now = unit.get(TradeOff, was.id)
        written = [each.after for each in unit.history(TradeOff, was.id)[:2]]
    assert [each.name for each in now.options] == list(told)
    assert [(each.chosen.name, each.options) for each in written if isinstance(each, TradeOff) and each.chosen] == [
        (told[0], now.options),
        (told[1], now.options),
    ]  # fmt: skip
    frozen = snapshots.open_snapshot(store, "weighed").all(TradeOff)
    assert [each.options for each in frozen if each.id == was.id] == [now.options]


def test_lanes_stay_apart(store: Store) -> None:
    lanes = {
        "l0": "Quillfeather's lane", "l1": f"{ROLE}' lane", "l2": "Zebedee's lane", "l3": "Quillfeather's  lane", "l4": "Depot",
    }  # fmt: skip
    with store.unit("Plan") as unit:
        for key, lane in lanes.items():
            unit.put(Action(id=key, assessment=A, code=key.upper(), title="t", workstream=lane))
        unit.put(Agreement(id="lane", assessment=A, code="LA", title="t", workstream="Zebedee's lane"))
    forgetting.forget(store, NAME)
    with store.unit(writes=False) as unit:
        said = {key: unit.get(Action, key).workstream for key in lanes}
        assert unit.get(Agreement, "lane").workstream == said["l2"]
    assert said == {
        "l0": f"{ROLE}' lane (2)", "l1": f"{ROLE}' lane", "l2": f"{ROLE}' lane (3)", "l3": f"{ROLE}' lane (2)", "l4": "Depot",
    }  # fmt: skip
    assert check_file(store.path).findings == ()


def test_one_after_the_other_is_forgotten(store: Store) -> None:
    others = ("Ulla Kvist", "Jonas Bergdahl")
    for at, name in enumerate(others):
        perform(store, talents.add(A, "Pilot", name=name, entity_id=f"t{at}", note=f"{name} resists"))
        perform(store, respondents.add(A, Role.ENGINEER, respondent_id=f"r{at}", name=name))
        perform(store, snapshots.take(A, f"Then {at}", dt.date(2026, 11, 23), entity_id=f"s{at}"))
    for name in (NAME, *others):
        forgetting.forget(store, name)
        assert check_file(store.path).findings == ()
        with pytest.raises(forgotten.NobodyThere):
            forgetting.look(store, name)
    data = store.path.read_bytes()
    assert not [word for name in (NAME, *others) for word in name.split() if word.encode() in data]
    for at, _ in enumerate(others):
        assert snapshots.open_snapshot(store, f"s{at}").talents == []


@pytest.mark.parametrize("sound", [True, False])
def test_backups_go_once_there_is_a_good_new_one(store: Store, sound: bool) -> None:
    backups.make(store.path, "by-hand", dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    (old,) = backups.backups_of(backups.workspace_id_of(store.path))
    if not sound:
        with store.unit("Harm") as unit:
            unit.connection.exec_driver_sql("CREATE VIEW somebody AS SELECT 1")
        said = (
            r"^The person is forgotten, but the backups were not deleted and hold them still\. .*is not sound"
        )
        with pytest.raises(BackupsLeft, match=said):
            forgetting.forget(store, NAME, old_backups=True)
        assert held(old.path) == [old.path.name]
        assert check_file(old.path).findings == ()
    else:
        assert forgetting.forget(store, NAME, old_backups=True) == 1
        (new,) = backups.backups_of(old.path.parent.name)
        assert (new.number, held(new.path), check_file(new.path).findings) == (2, [], ())
        # Once more nothing is left without one: what was made last may have been there before.
        assert delete_backups(store) == 1
        (newest,) = backups.backups_of(old.path.parent.name)
        assert newest.number == 3
    assert held(store.path) == []


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 300_000 + b"]" * 300_000,
        b"\xff\xfe",
        b"1",
        b'{"rows":{"nosuch":[{}]},"workspace":{},"assessment":{}}',
        b'{"rows":[],"workspace":1,"assessment":null}',
        b'{"rows":{"risk":[{"id":1}]},"workspace":{},"assessment":{}}',
    ],
    ids=["deep", "bytes", "number", "kind", "shapes", "row"],
)
def test_a_snapshot_that_nobody_froze_is_told_and_changes_nothing(store: Store, content: bytes) -> None:
    sha256 = hashlib.sha256(content).hexdigest()
    with store.unit("Prepare") as unit:
        unit.keep_blob(sha256, content)
        number = unit.get(Snapshot, "sn").number
        unit.put(replace(unit.get(Snapshot, "sn"), sha256=sha256))
    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    for ask in (
        lambda: snapshots.open_snapshot(store, "sn"),
        lambda: forgetting.look(store, NAME),
        lambda: forgetting.forget(store, NAME),
    ):
        with pytest.raises(
            StorageError, match=rf"^Snapshot {number} holds something that this program never froze"
        ):
            ask()
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before
    assert check_file(store.path).findings == (
        f"What snapshot {number} froze is not there, or is no frozen assessment.",
    )
    # Without that snapshot it is done.
    perform(store, snapshots.remove("sn"))
    forgetting.forget(store, NAME)
    assert check_file(store.path).findings == ()


@pytest.mark.parametrize("written", ["row", "history"])
def test_what_could_not_be_read_any_more_takes_everything_back(store: Store, written: str) -> None:
    with store.unit("Decide", writes=True) as unit:
        if written == "history":
            unit.remove(TradeOff, unit.all(TradeOff)[0].id)

    def twins(kind: type[Entity], values: rewriting.Values) -> rewriting.Values:
        same = [{**each, "name": "one"} for each in values.get("options", [])]
        return {**values, "options": same} if kind is TradeOff else values

    before = hashlib.sha256(store.path.read_bytes()).hexdigest()
    with (
        pytest.raises(
            StorageError, match=r"this trade_off could not be read .*Two options have the same name\."
        ),
        store.unit("Rewrite") as unit,
    ):
        rewriting.rewrite(unit, twins, lambda text: text)
    assert hashlib.sha256(store.path.read_bytes()).hexdigest() == before
