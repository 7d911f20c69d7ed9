"""Forgetting one person leaves everybody else as they are: other names in scripts of other kinds, and files of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.actions import demo, evidence, forgetting, obstacles, respondents, talents
from workbench.actions.edit import perform
from workbench.analysis.spelling import words_of
from workbench.domain.assessment import Answer, EvidenceItem, Respondent
from workbench.domain.obstacle import Obstacle
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.storage.checking import check_file
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID


@pytest.fixture
def store(demo_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return demo_store


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("मीना शर्मा", "मोना शर्मा"),
        ("রিনা দাস", "রানা দাস"),
        ("สุดา แก้ว", "สิดา แก้ว"),
        ("أحمد علي", "حمد علي"),
    ],
)
def test_names_that_differ_in_a_vowel_sign_are_two_people(store: Store, one: str, other: str) -> None:
    assert words_of(one) != words_of(other)
    for number, name in enumerate((one, other)):
        perform(store, talents.add(A, "Pilot", name=name, entity_id=f"t{number}"))
        perform(store, respondents.add(A, Role.ENGINEER, respondent_id=f"r{number}", name=name))
    perform(store, obstacles.add(A, f"{one} ({other})", entity_id="said"))
    forgetting.forget(store, one)
    with store.unit(writes=False) as unit:
        assert unit.find(Talent, "t0") is None
        assert unit.get(Respondent, "r0").name == ""
        assert unit.get(Talent, "t1").name == other
        assert unit.get(Respondent, "r1").name == other
        said = unit.get(Obstacle, "said").title
    assert one not in said
    assert other in said
    assert one.encode() not in store.path.read_bytes()
    assert check_file(store.path).sound


@pytest.mark.parametrize(
    ("written", "name"),
    [("مُحَمَّد عَلِيّ", "محمد علي"), ("דָּוִד לֵוִי", "דוד לוי")],
)
def test_marks_that_most_leave_out_are_left_out(written: str, name: str) -> None:
    assert words_of(written) == words_of(name)


@pytest.mark.parametrize(
    ("name", "file", "content"),
    [
        ("Mark", "benchmark.csv", b"benchmark,remarks\n1,marketing\n"),
        ("Li", "photo.png", bytes(range(256)) * 40 + b"li"),
        ("Rose", "primrose.txt", b"primrose and rosemary"),
        ("Ann Lee", "signed.txt", b"Joann Leeds signed"),
        ("Jan May", "Release May.txt", b"notes"),
        ("Ann Lee", "photo.png", bytes(range(256)) * 40 + b"Joann Leeds"),
    ],
)
def test_a_file_with_the_name_inside_other_words_stays(
    store: Store, tmp_path: Path, name: str, file: str, content: bytes
) -> None:
    path = tmp_path / file
    path.write_bytes(content)
    perform(store, talents.add(A, "Pilot", name=name))
    with store.unit(writes=False) as unit:
        answer = unit.of_assessment(Answer, A)[0]
    perform(store, evidence.add_file(answer.respondent, answer.question, path))
    assert forgetting.look(store, name).files == ()
    forgetting.forget(store, name)
    with store.unit(writes=False) as unit:
        assert content in [unit.blob(each.sha256) for each in unit.all(EvidenceItem) if each.sha256]


def test_a_picture_that_says_who_took_it_goes(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(bytes(range(256)) * 40 + b"\0Artist\0Zebedee QUILLFEATHER\0")
    perform(store, talents.add(A, "Pilot", name="Zebedee Quillfeather"))
    with store.unit(writes=False) as unit:
        answer = unit.of_assessment(Answer, A)[0]
    perform(store, evidence.add_file(answer.respondent, answer.question, path))
    assert [each.title for each in forgetting.look(store, "Zebedee Quillfeather").files] == ["photo.jpg"]


@pytest.mark.parametrize("forgotten", ["Jana Novak", "Ivan Horvat"])
def test_who_took_an_entry_over_is_somebody_else(store: Store, forgotten: str) -> None:
    other = "Ivan Horvat" if forgotten == "Jana Novak" else "Jana Novak"
    perform(store, talents.add(A, "Pilot", name="Jana Nowak", entity_id="t0"))
    for name in ("Jana Novak", "Ivan Horvat"):
        perform(store, talents.change("t0", name=name))
    perform(store, respondents.add(A, Role.ENGINEER, respondent_id="r0", name=forgotten))
    perform(store, obstacles.add(A, f"{forgotten} and {other}", entity_id="said"))
    forgetting.forget(store, forgotten)
    with store.unit(writes=False) as unit:
        said = "A colleague" if other == "Ivan Horvat" else "Pilot"
        assert unit.get(Obstacle, "said").title == f"{said} and {other}"
        left = unit.find(Talent, "t0")
        assert unit.get(Respondent, "r0").name == ""
        history = [each.after.name for each in unit.history(Talent, "t0") if isinstance(each.after, Talent)]
    if forgotten == "Jana Novak":
        assert left is not None
        assert left.name == "Ivan Horvat"
        assert set(history) == {"Ivan Horvat", ""}
    else:
        assert left is None
    data = store.path.read_bytes()
    assert b"Jana Nowak" not in data
    assert forgotten.encode() not in data
    assert check_file(store.path).sound


def test_a_corrected_spelling_and_a_new_surname_are_theirs(store: Store) -> None:
    perform(store, talents.add(A, "Pilot", name="Jana Nowak", entity_id="t0"))
    for name in ("Jana Novak", "Jana Weber"):
        perform(store, talents.change("t0", name=name))
    perform(store, obstacles.add(A, "Nowak, Novak and Jana Weber", entity_id="said"))
    found = forgetting.look(store, "Jana Weber")
    assert found.perhaps == ()
    forgetting.forget(store, "Jana Weber")
    with store.unit(writes=False) as unit:
        assert unit.get(Obstacle, "said").title == "Pilot, Pilot and Pilot"
    assert check_file(store.path).sound
