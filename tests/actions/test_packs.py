"""The shelf of packs, and moving an assessment from one version of its pack to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content.revised import REVISED
from tests.content.small import SMALL
from workbench.actions import answers, assessments, books, evidence, packs, respondents
from workbench.actions.edit import Done, perform
from workbench.analysis.moving import Fate, moved
from workbench.analysis.retired import earlier_words, retired_words
from workbench.analysis.standing import rate_book
from workbench.content.loader import parse_pack
from workbench.content.yaml_tree import PackError
from workbench.domain.assessment import Respondent, ScopeKind
from workbench.domain.book import Book
from workbench.domain.content import Pack
from workbench.domain.role import Role
from workbench.storage.store import Store

ASSESSMENT, MANAGER, ENGINEER, OPERATOR = "a" * 32, "b" * 32, "c" * 32, "d" * 32


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SRE_WORKBENCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An assessment with the small pack: AAA-1 answered 2, AAA-2 answered 3, BBB-1 answered 4 with a note."""
    pack, source = parse_pack(SMALL.encode(), "small.yaml")
    made = Store.create(tmp_path / "own.srew", "Tern Health")
    edits = [
        assessments.create(pack, source, "Now", dt.date(2026, 1, 5), tuple(Role), assessment_id=ASSESSMENT),
        respondents.add(ASSESSMENT, Role.MANAGER, respondent_id=MANAGER, role_title="Head"),
        respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=ENGINEER, role_title="Builder"),
        respondents.add(ASSESSMENT, Role.OPERATIONS, respondent_id=OPERATOR, role_title="Operator"),
        answers.rate(MANAGER, "AAA-1", 2),
        answers.rate(ENGINEER, "AAA-2", 3),
        answers.rate(OPERATOR, "BBB-1", 4),
        answers.set_note(OPERATOR, "BBB-1", "Since spring"),
    ]
    for edit in edits:
        perform(made, edit)
    yield made
    made.close()


def revised() -> tuple[Pack, str]:
    return parse_pack(REVISED.encode(), "revised.yaml")


def move(store: Store) -> Done:
    return perform(store, packs.move(books.open_book(store, ASSESSMENT), *revised()))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_packs_stand_side_by_side(tmp_path: Path) -> None:
    packs.put_on_shelf(write(tmp_path / "one.yaml", SMALL))
    packs.put_on_shelf(write(tmp_path / "two.yaml", REVISED))
    shelf = packs.shelf()
    assert [(each.pack.id, each.pack.version) for each in shelf.packs] == [
        ("sre-blueprint", shelf.packs[0].pack.version),
        ("small", "1.0"),
        ("small", "2.0"),
    ]
    assert shelf.problems == ()


def test_the_same_pack_is_kept_once_and_other_content_needs_another_version(tmp_path: Path) -> None:
    packs.put_on_shelf(write(tmp_path / "one.yaml", SMALL))
    packs.put_on_shelf(write(tmp_path / "copy.yaml", SMALL + "\n# a remark changes nothing\n"))
    assert len(packs.shelf().packs) == 2
    with pytest.raises(
        PackError, match=r"other\.yaml: Version 1\.0 of 'small' is there already with other content"
    ):
        packs.put_on_shelf(write(tmp_path / "other.yaml", SMALL.replace("A small pack", "Another")))
    assert len(packs.shelf().packs) == 2


def test_a_wrong_file_leaves_the_shelf_alone_and_a_damaged_one_hides_no_other(tmp_path: Path) -> None:
    kept = packs.put_on_shelf(write(tmp_path / "one.yaml", SMALL))
    with pytest.raises(PackError, match=r"bad\.yaml, line 1: "):
        packs.put_on_shelf(write(tmp_path / "bad.yaml", "format: 2\n"))
    assert kept.path is not None
    (kept.path.parent / "broken.yaml").write_bytes(b"\xff\xfe")
    shelf = packs.shelf()
    assert len(shelf.packs) == 2
    assert len(shelf.problems) == 1
    assert "broken.yaml" in shelf.problems[0]


def test_the_pack_of_the_program_stays_and_others_can_go(tmp_path: Path) -> None:
    kept = packs.put_on_shelf(write(tmp_path / "one.yaml", SMALL))
    packs.take_from_shelf(kept)
    (own,) = packs.shelf().packs
    with pytest.raises(ValueError, match="stays"):
        packs.take_from_shelf(own)


def test_a_preview_says_what_becomes_of_every_question(store: Store) -> None:
    book = books.open_book(store, ASSESSMENT)
    preview = moved(book, revised()[0])
    assert [(each.id, each.fate, each.given, each.waiting) for each in preview.questions] == [
        ("AAA-1", Fate.REWORDED, 1, 0),
        ("AAA-2", Fate.RESCALED, 1, 1),
        ("BBB-2", Fate.NEW, 0, 0),
        ("BBB-1", Fate.RETIRED, 1, 0),
    ]
    assert preview.questions[1].changes == ("Level 3 is no longer offered.", "Level 4 is offered now.")
    assert book.pack.version == "1.0"


def test_answers_move_with_their_questions_and_undo_brings_all_back(store: Store) -> None:
    before = rate_book(books.open_book(store, ASSESSMENT))
    done = move(store)
    book = books.open_book(store, ASSESSMENT)
    standing = rate_book(book)
    assert book.pack.version == "2.0"
    assert standing.questions["AAA-1"].index == 2
    # 3 is no longer offered: the answer is there to read and has no value until it is given again.
    assert standing.questions["AAA-2"].index is None
    assert [answer.value for answer in book.answers_to("AAA-2").values()] == [3]
    assert set(standing.questions) == {"AAA-1", "AAA-2", "BBB-2"}
    perform(store, done.undo)
    back = books.open_book(store, ASSESSMENT)
    assert back.pack.version == "1.0"
    assert rate_book(back).questions["AAA-2"].index == before.questions["AAA-2"].index == 3


def test_retired_questions_stay_readable_in_the_words_they_were_asked_in(store: Store) -> None:
    move(store)
    book = books.open_book(store, ASSESSMENT)
    assert {name: (question.ask, version) for name, (question, version) in book.retired.items()} == {
        "AAA-2": ("And this?", "1.0"),
        "BBB-1": ("And that?", "1.0"),
    }
    waits, said = retired_words(book)
    assert waits.split("\n") == ["AAA-2  And this?  (version 1.0)", "  Builder: 3, Yes"]
    assert said.split("\n") == [
        "BBB-1  And that?  (version 1.0)",
        "  Operator: 4, Yes",
        "    Since spring",
    ]


def test_what_backed_a_retired_answer_stays_beside_it(store: Store) -> None:
    book = books.open_book(store, ASSESSMENT)
    who = next(iter(book.answers_to("BBB-1")))
    perform(store, evidence.add_link(who, "BBB-1", "https://example.org/rota", "The rota"))
    move(store)
    _, said = retired_words(books.open_book(store, ASSESSMENT))
    assert said.split("\n")[-1] == "    Evidence: The rota https://example.org/rota"


def test_a_pack_that_is_no_other_version_is_refused(store: Store, pack: Pack) -> None:
    book: Book = books.open_book(store, ASSESSMENT)
    with pytest.raises(ValueError, match="another pack"):
        moved(book, pack)
    with pytest.raises(ValueError, match="this very version"):
        moved(book, book.pack)


def test_versions_are_found_on_the_shelf_and_in_the_workspace(store: Store, tmp_path: Path) -> None:
    book = books.open_book(store, ASSESSMENT)
    assert packs.versions_of(store, book.pack) == []
    packs.put_on_shelf(write(tmp_path / "two.yaml", REVISED))
    assert [each.pack.version for each in packs.versions_of(store, book.pack)] == ["2.0"]
    move(store)
    moved_book = books.open_book(store, ASSESSMENT)
    assert [each.pack.version for each in packs.versions_of(store, moved_book.pack)] == ["1.0"]


def test_an_answer_that_waits_is_open_again_and_says_what_it_was(store: Store) -> None:
    assert books.open_book(store, ASSESSMENT).progress(engineer_of(store)) == (1, 1)
    move(store)
    book = books.open_book(store, ASSESSMENT)
    question = book.pack.by_question["AAA-2"]
    assert book.progress(engineer_of(store)) == (0, 1)
    assert not book.answered(question)
    assert earlier_words(book, question, book.answer(ENGINEER, "AAA-2")) == (
        "Earlier answer in version 1.0: 3, Yes. It is no longer offered, so it has no value until it is given again."
    )
    perform(store, answers.rate(ENGINEER, "AAA-2", 4))
    again = books.open_book(store, ASSESSMENT)
    assert again.answered(question)
    assert earlier_words(again, question, again.answer(ENGINEER, "AAA-2")) == ""


def engineer_of(store: Store) -> Respondent:
    with store.unit(writes=False) as unit:
        return unit.get(Respondent, ENGINEER)


SHARED = SMALL.replace(
    '          - {level: 3, text: "Yes"}',
    '          - {level: 3, text: "Most"}\n          - {level: 3, text: "All"}',
)


def test_options_of_one_level_are_followed_by_their_text(tmp_path: Path) -> None:
    pack, source = parse_pack(SHARED.encode(), "shared.yaml")
    with Store.create(tmp_path / "shared.srew", "Tern Health") as opened:
        for edit in (
            assessments.create(
                pack, source, "Now", dt.date(2026, 1, 5), tuple(Role), assessment_id=ASSESSMENT
            ),
            respondents.add(ASSESSMENT, Role.ENGINEER, respondent_id=ENGINEER),
            answers.rate(ENGINEER, "AAA-2", 3, 0),
        ):
            perform(opened, edit)
        text = SHARED.replace('"1.0"', '"2.0"').replace(
            'text: "Most"}', 'text: "New"}\n          - {level: 3, text: "Most"}'
        )
        perform(
            opened, packs.move(books.open_book(opened, ASSESSMENT), *parse_pack(text.encode(), "next.yaml"))
        )
        book = books.open_book(opened, ASSESSMENT)
        answer = book.answer(ENGINEER, "AAA-2")
        assert answer is not None
        option = book.pack.by_question["AAA-2"].option(3, answer.variant)
        assert option is not None
        assert option.text == "Most"


def test_a_preview_names_what_leaves_a_narrow_scope_and_an_empty_one_is_refused(store: Store) -> None:
    perform(store, assessments.change(ASSESSMENT, scope=ScopeKind.OWN, questions=("BBB-1",)))
    book = books.open_book(store, ASSESSMENT)
    assert "New and not in this scope: BBB-2." in moved(book, revised()[0]).notes
    with pytest.raises(ValueError, match="widen its scope first"):
        packs.move(book, *revised())
    perform(store, assessments.change(ASSESSMENT, scope=ScopeKind.QUICK))
    first, second = SMALL.index("      - id: AAA-1"), SMALL.index("      - id: AAA-2")
    end = SMALL.index("  - id: BBB")
    swapped = SMALL[:first] + SMALL[second:end] + SMALL[first:second] + SMALL[end:]
    swapped = swapped.replace('version: "1.0"', 'version: "3.0"')
    notes = moved(books.open_book(store, ASSESSMENT), parse_pack(swapped.encode(), "s.yaml")[0]).notes
    assert "No longer in this scope, so without a value until it is widened: AAA-1." in notes


def test_an_answer_to_no_question_or_with_no_option_is_refused_and_nothing_is_written(store: Store) -> None:
    for edit, words in (
        (answers.rate(MANAGER, "NOPE-1", 3), "There is no question 'NOPE-1' in the content pack"),
        (answers.rate(MANAGER, "AAA-1", 3), r"Question AAA-1 has no answer 3; it offers 1, 2 and 5"),
        (answers.rate(MANAGER, "AAA-1", 2, 1), r"has no answer 2\.1"),
        (answers.count_hands(OPERATOR, "BBB-1", "3", 1), "has no answer 3"),
        (answers.agree(ASSESSMENT, "AAA-1", 4), "has no answer 4"),
        (answers.agree(ASSESSMENT, "NOPE-1", None, "Not ours"), "There is no question"),
    ):
        with pytest.raises(ValueError, match=words):
            perform(store, edit)
    book = books.open_book(store, ASSESSMENT)
    assert book.answered_ids == {"AAA-1", "AAA-2", "BBB-1"}
    assert book.consensus == {}
