"""Taking in answers that were sent: nothing twice, nothing lost, nothing from elsewhere."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.content import content
from tests.exchange.packs import LATER, book_of, demo_pack, filled
from workbench.actions import answers, assessments, demo, intake, invitations, life, packs, respondents
from workbench.actions.edit import Done, perform
from workbench.actions.intake import Source, take, take_all
from workbench.actions.intake_rows import Comparison, NotOurs, RowKind, compare, compare_all
from workbench.actions.packing import pack_of
from workbench.content.loader import built_in_pack, parse_pack
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import Answer, AnswerState, RespondentKind, ScopeKind, Strength
from workbench.domain.consent import Consent
from workbench.domain.invitation import Intake, Invitation
from workbench.storage.store import Store

AT = dt.datetime(2026, 11, 26, 8, 0, tzinfo=dt.UTC)
A = "a" * 64
NONE: frozenset[str] = frozenset()


def rated(question: str, value: int, note: str = "") -> Given:
    return Given(question=question, state=AnswerState.RATED, value=value, note=note)


def back(store: Store, number: int, *given: Given) -> AnswerPack:
    """A pack that went out just now and came back with these answers."""
    return demo_pack(store, number).with_answers({each.question: each for each in given}, LATER)


def take_in(store: Store, pack: AnswerPack, chosen: Collection[str] | None = None, sha256: str = A) -> Done:
    found = compare(book_of(store), pack)
    usual = found.usual if chosen is None else chosen
    return perform(store, take(found, usual, Source("back.pdf", "pdf", sha256), AT, "Facilitator"))


def kinds(store: Store, pack: AnswerPack) -> dict[str, RowKind]:
    return {row.question: row.kind for row in compare(book_of(store), pack).rows}


def stored(store: Store, number: int, question: str) -> Answer | None:
    book = book_of(store)
    return book.answer(book.respondents[number].id, question)


@pytest.fixture
def sent(demo_store: Store) -> AnswerPack:
    """The pack of the first respondent, to whom SPON-1 and SPON-2 are answered and KPI-1 is not."""
    who = book_of(demo_store).respondents[0].id
    for edit in (
        answers.rate(who, "SPON-1", 2),
        answers.rate(who, "SPON-2", 3),
        answers.clear(who, "SPON-3"),
    ):
        perform(demo_store, edit)
    perform(demo_store, answers.set_strength(who, "SPON-3", None))
    return demo_pack(demo_store)


def test_new_same_changed_and_conflict(demo_store: Store, sent: AnswerPack) -> None:
    who = sent.respondent
    perform(demo_store, answers.rate(who, "SPON-2", 5))
    came = sent.with_answers(
        {
            "SPON-1": rated("SPON-1", 4, "Better now"),
            "SPON-2": rated("SPON-2", 1),
            "SPON-3": rated("SPON-3", 2),
        },
        LATER,
    )
    found = compare(book_of(demo_store), came)
    rows = {row.question: row for row in found.rows}
    assert {name: rows[name].kind for name in ("SPON-1", "SPON-2", "SPON-3")} == {
        "SPON-1": RowKind.CHANGED,
        "SPON-2": RowKind.CONFLICT,
        "SPON-3": RowKind.NEW,
    }
    others = {row.kind for name, row in rows.items() if not name.startswith("SPON")}
    assert others == {RowKind.SAME}
    both = rows["SPON-2"]
    assert both.here is not None
    assert (both.here.value, both.there.value) == (5, 1)
    assert found.usual == {"SPON-1", "SPON-3"}
    assert found.at == LATER
    assert found.who == book_of(demo_store).respondents[0].label
    with demo_store.unit(writes=False) as unit:
        said = intake.moments(unit, found)
    assert set(said) == {"SPON-1", "SPON-2"}
    assert said["SPON-2"].at > said["SPON-1"].at


def test_what_was_chosen_is_taken_in_one_step_and_undone_in_one(demo_store: Store, sent: AnswerPack) -> None:
    perform(demo_store, invitations.sent(sent.respondent, invitations.FORM, dt.date(2026, 11, 20)))
    came = sent.with_answers({"SPON-1": rated("SPON-1", 4), "SPON-3": rated("SPON-3", 2)}, LATER)
    before = content(demo_store)
    done = take_in(demo_store, came, {"SPON-3"})
    taken, kept = stored(demo_store, 0, "SPON-3"), stored(demo_store, 0, "SPON-1")
    assert taken is not None
    assert kept is not None
    assert (taken.value, taken.alone) == (2, True)
    assert (kept.value, kept.alone) == (2, False)
    book = book_of(demo_store)
    (line,) = book.all(Intake)
    same = len(sent.answers) - 1
    assert (line.added, line.same, line.changed, line.left) == (1, same, 0, 1)
    assert (line.file, line.kind, line.by, line.sha256) == ("back.pdf", "pdf", "Facilitator", A)
    assert line.respondent == sent.respondent
    (invited,) = book.all(Invitation)
    assert invited.returned_on == AT.date()
    perform(demo_store, done.undo)
    assert content(demo_store) == before


def test_the_same_file_twice_changes_nothing(demo_store: Store, sent: AnswerPack) -> None:
    came = sent.with_answers({"SPON-1": rated("SPON-1", 4), "SPON-3": rated("SPON-3", 2)}, LATER)
    take_in(demo_store, came)
    after = content(demo_store)
    assert set(kinds(demo_store, came).values()) == {RowKind.SAME}
    assert take_in(demo_store, came).changes == ()
    assert content(demo_store) == after


def test_an_answer_left_open_takes_nothing_away(demo_store: Store, sent: AnswerPack) -> None:
    empty = replace(sent, answers=())
    assert compare(book_of(demo_store), empty).rows == ()
    take_in(demo_store, empty)
    kept = stored(demo_store, 0, "SPON-1")
    assert kept is not None
    assert kept.value == 2


def test_words_without_a_choice_take_no_choice_away(demo_store: Store, sent: AnswerPack) -> None:
    came = sent.with_answers({"SPON-1": Given(question="SPON-1", note="Words alone")}, LATER)
    (row,) = [each for each in compare(book_of(demo_store), came).rows if each.question == "SPON-1"]
    assert (row.kind, row.there.value, row.warning) == (
        RowKind.CHANGED,
        2,
        "No choice was sent: the one that is here stays.",
    )
    take_in(demo_store, came)
    kept = stored(demo_store, 0, "SPON-1")
    assert kept is not None
    assert (kept.state, kept.value, kept.note) == (AnswerState.RATED, 2, "Words alone")
    assert kinds(demo_store, came)["SPON-1"] is RowKind.SAME


def test_what_was_only_changed_here_stays(demo_store: Store, sent: AnswerPack) -> None:
    perform(demo_store, answers.rate(sent.respondent, "SPON-1", 5))
    assert kinds(demo_store, sent)["SPON-1"] is RowKind.AS_SENT
    take_in(demo_store, sent, {"SPON-1"})
    kept = stored(demo_store, 0, "SPON-1")
    assert kept is not None
    assert kept.value == 5


def test_taken_away_here_and_changed_there_is_a_conflict(demo_store: Store, sent: AnswerPack) -> None:
    perform(demo_store, answers.clear(sent.respondent, "SPON-1"))
    perform(demo_store, answers.set_strength(sent.respondent, "SPON-1", None))
    perform(demo_store, answers.set_note(sent.respondent, "SPON-1", ""))
    assert kinds(demo_store, sent)["SPON-1"] is RowKind.AS_SENT
    came = sent.with_answers({"SPON-1": rated("SPON-1", 4)}, LATER)
    assert kinds(demo_store, came)["SPON-1"] is RowKind.CONFLICT


def test_not_applicable_without_a_reason_is_told(demo_store: Store, sent: AnswerPack) -> None:
    said = Given(question="SPON-3", state=AnswerState.NOT_APPLICABLE, note="Hm", strength=Strength.ASSERTED)
    came = sent.with_answers({"SPON-3": said}, LATER)
    (row,) = [each for each in compare(book_of(demo_store), came).rows if each.question == "SPON-3"]
    assert "counts as ‘I don’t know’" in row.warning
    take_in(demo_store, came)
    kept = stored(demo_store, 0, "SPON-3")
    assert kept is not None
    assert (kept.state, kept.reason, kept.note) == (AnswerState.NOT_APPLICABLE, "", "Hm")


def test_what_will_not_count_is_told_before_it_is_taken(demo_store: Store, sent: AnswerPack) -> None:
    who = book_of(demo_store).respondents[0].id
    own = ScopeKind.OWN
    perform(demo_store, assessments.change(demo.ASSESSMENT_ID, scope=own, questions=("SPON-1",)))
    perform(demo_store, respondents.set_aside(who, "Left the company"))
    came = sent.with_answers({"SPON-1": rated("SPON-1", 4), "SPON-3": rated("SPON-3", 2)}, LATER)
    found = compare(book_of(demo_store), came)
    assert "set aside" in found.note
    assert "do not count" in found.note
    warned = {row.question: row.warning for row in found.rows if row.kind.takes}
    assert warned["SPON-1"] == ""
    assert warned["SPON-3"].startswith("It is not asked in this assessment now")


def test_changed_after_the_preview_nothing_is_done(demo_store: Store, sent: AnswerPack) -> None:
    came = sent.with_answers({"SPON-1": rated("SPON-1", 4), "SPON-3": rated("SPON-3", 2)}, LATER)
    found = compare(book_of(demo_store), came)
    perform(demo_store, answers.rate(sent.respondent, "SPON-1", 5))
    before = content(demo_store)
    with pytest.raises(ValueError, match="SPON-1 changed since the files were compared"):
        perform(demo_store, take(found, found.usual, Source("back.pdf", "pdf", A), AT))
    assert content(demo_store) == before


def test_an_agreed_assessment_takes_nothing_in(demo_store: Store, sent: AnswerPack) -> None:
    both = (
        Consent(side="SRE", who="SRE Lead", on=AT.date()),
        Consent(side="Client", who="CTO", on=AT.date()),
    )
    perform(demo_store, life.agree(sent.assessment, both))
    with pytest.raises(ValueError, match="Reopen the assessment first"):
        take_in(demo_store, sent.with_answers({"SPON-1": rated("SPON-1", 4)}, LATER))


def refused(store: Store, pack: AnswerPack) -> str:
    with pytest.raises(NotOurs) as caught:
        compare(book_of(store), pack)
    return str(caught.value)


def test_what_belongs_elsewhere_is_refused_with_where(demo_store: Store, sent: AnswerPack) -> None:
    assert "another workspace, of 'Tern Health'" in refused(
        demo_store, replace(sent, workspace="0", client="Tern Health")
    )
    assert "belongs to the assessment 'Spring', not to 'Autumn 2026'" in refused(
        demo_store, replace(sent, assessment="0", title="Spring")
    )
    assert "content pack 'other'" in refused(demo_store, replace(sent, pack="other"))
    perform(demo_store, respondents.remove(sent.respondent))
    assert "is not in this assessment any more" in refused(demo_store, sent)


def test_hands_and_empty_scopes_get_no_pack(demo_store: Store) -> None:
    book = book_of(demo_store)
    tally = next(each for each in book.respondents if each.kind is RespondentKind.TALLY)
    with pytest.raises(ValueError, match="gets no answer pack"):
        pack_of(book, tally, AT)


def test_another_version_of_the_questions_is_mapped_by_its_words(demo_store: Store, sent: AnswerPack) -> None:
    source = json.loads(built_in_pack()[1])
    asked = {each["id"]: each for part in source["capabilities"] for each in part["questions"]}
    asked["SPON-1"]["ask"] = "Who backs SRE?"
    asked["SPON-2"]["options"][0]["text"] = "Quite another sentence"
    source["version"] = "99.0"
    perform(
        demo_store, packs.move(book_of(demo_store), *parse_pack(json.dumps(source).encode(), "next.yaml"))
    )
    came = sent.with_answers(
        {
            "SPON-1": rated("SPON-1", 4),
            "SPON-2": rated("SPON-2", 1),
            "SPON-3": rated("SPON-3", 2),
        },
        LATER,
    )
    found = compare(book_of(demo_store), came)
    assert "this assessment asks version 99.0" in found.note
    said = {problem.partition(":")[0]: problem for problem in found.left}
    assert set(said) == {"SPON-1", "SPON-2"}
    assert "in other words" in said["SPON-1"]
    assert "not offered any more" in said["SPON-2"]
    assert {row.question: row.kind for row in found.rows}["SPON-3"] is RowKind.NEW


def test_moved_to_another_level_what_nobody_touched_is_still_known(
    demo_store: Store, sent: AnswerPack
) -> None:
    """SPON-1 went out answered 2 and SPON-2 answered 3; in the next version both sentences say one level more."""
    source = json.loads(built_in_pack()[1])
    asked = {each["id"]: each for part in source["capabilities"] for each in part["questions"]}
    for question, at in (("SPON-1", 1), ("SPON-2", 2)):
        options = asked[question]["options"]
        del options[at + 1]
        options[at]["level"] += 1
    source["version"] = "99.0"
    perform(
        demo_store, packs.move(book_of(demo_store), *parse_pack(json.dumps(source).encode(), "next.yaml"))
    )
    who = book_of(demo_store).respondents[0].id
    perform(demo_store, answers.rate(who, "SPON-1", 5))
    given = sent.given("SPON-2")
    assert given is not None
    came = sent.with_answers({"SPON-2": replace(given, value=5)}, LATER)
    found = kinds(demo_store, came)
    # Changed here alone, and changed there alone.
    assert (found["SPON-1"], found["SPON-2"]) == (RowKind.AS_SENT, RowKind.CHANGED)


def test_words_that_came_back_as_they_went_out_are_no_conflict(demo_store: Store) -> None:
    who = book_of(demo_store).respondents[0].id
    for edit in (
        answers.clear(who, "SPON-3"),
        answers.set_strength(who, "SPON-3", None),
        answers.set_note(who, "SPON-3", "As it went out"),
    ):
        perform(demo_store, edit)
    sent = demo_pack(demo_store)
    for edit in (answers.rate(who, "SPON-3", 4), answers.set_note(who, "SPON-3", "Said in the room")):
        perform(demo_store, edit)
    assert kinds(demo_store, sent)["SPON-3"] is RowKind.AS_SENT


def test_two_files_that_differ_are_a_conflict_in_any_order(demo_store: Store, sent: AnswerPack) -> None:
    one = sent.with_answers({"SPON-3": rated("SPON-3", 2), "SPON-1": rated("SPON-1", 4)}, LATER)
    two = sent.with_answers({"SPON-3": rated("SPON-3", 5), "SPON-1": rated("SPON-1", 4)}, LATER)
    book = book_of(demo_store)

    def kinds_of(*files: AnswerPack) -> list[dict[str, RowKind]]:
        compared = compare_all([compare(book, each) for each in files])
        return [{row.question: row.kind for row in each.rows} for each in compared]

    first, second = kinds_of(one, two)
    assert (first["SPON-3"], second["SPON-3"]) == (RowKind.CONFLICT, RowKind.CONFLICT)
    assert (first["SPON-1"], second["SPON-1"]) == (RowKind.CHANGED, RowKind.CHANGED)
    assert kinds_of(two, one) == [second, first]
    compared = [compare(book, one), compare(book, two)]
    edits = [take(each, {"SPON-3"}, Source("x", "pack", f"{n}" * 64), AT) for n, each in enumerate(compared)]
    before = content(demo_store)
    with pytest.raises(ValueError, match="two files answer it differently"):
        perform(demo_store, take_all(edits))
    assert content(demo_store) == before


def said_in(store: Store) -> dict[tuple[str, str], tuple[str, bool]]:
    """Every answer of the demo, whatever its history."""
    book = book_of(store)
    return {(each.respondent, each.question): (Given.of(each).digest, each.alone) for each in book.all(Answer) if not each.counts}  # fmt: skip


def _usual(store: Store, pack: AnswerPack, sha256: str) -> Comparison:
    found = compare(book_of(store), pack)
    perform(store, take(found, found.usual, Source("x", "pack", sha256), AT))
    return found


@given(data=st.data())
@settings(max_examples=5)
def test_taking_in_is_idempotent_and_the_order_does_not_matter(
    data: st.DataObject, demo_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with Store.open(demo_template, writable=False) as store:
        files = [data.draw(filled(demo_pack(store, number))) for number in (0, 0, 3)]
    order = data.draw(st.permutations(range(len(files))))
    results: list[dict[tuple[str, str], tuple[str, bool]]] = []
    for number, way in enumerate((range(len(files)), order)):
        with Store.open(Path(shutil.copy(demo_template, folder / f"{number}.srew"))) as store:
            disputed: set[tuple[str, str]] = set()
            for at in way:
                found = _usual(store, files[at], f"{at}" * 64)
                disputed |= {
                    (found.respondent.id, row.question) for row in found.rows if row.kind is RowKind.CONFLICT
                }
            once = content(store)
            for at in way:
                # What is in conflict was not chosen, and is not chosen now.
                _usual(store, files[at], f"{at}" * 64)
            assert content(store) == once
            results.append({key: said for key, said in said_in(store).items() if key not in disputed})
    shared = set(results[0]) & set(results[1])
    assert {key: results[0][key] for key in shared} == {key: results[1][key] for key in shared}
