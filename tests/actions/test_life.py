"""The life of an assessment: what is agreed stays, what is closed is read, and what is carried forward brings no answer."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.conftest import DEMO_DAY
from workbench.actions import (
    answers,
    assessments,
    books,
    daily,
    demo,
    evidence,
    life,
    obstacles,
    plan,
    practices,
    respondents,
    snapshots,
    suggestions,
)
from workbench.actions.edit import Edit, perform
from workbench.analysis.standing import rate_book
from workbench.analysis.suggest import Source
from workbench.analysis.suggest import suggestions as suggested
from workbench.domain.assessment import Assessment, ScopeKind, State
from workbench.domain.consent import Consent
from workbench.domain.practice import Presence
from workbench.domain.role import Role
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
OURS = Consent(side="SRE", who="SRE Lead", on=DEMO_DAY)
THEIRS = Consent(side="Larkfield", who="Chief Technology Officer", on=DEMO_DAY)


def assessment(store: Store, assessment_id: str = A) -> Assessment:
    with store.unit(writes=False) as unit:
        return unit.get(Assessment, assessment_id)


def agreed(store: Store) -> None:
    perform(store, life.agree(A, [OURS, THEIRS]))


@pytest.mark.parametrize(
    "consents",
    [
        (),
        (OURS,),
        (OURS, Consent(side="Larkfield")),
        (OURS, Consent(side="Larkfield", who="CTO")),
        (OURS, Consent(side="Larkfield", on=DEMO_DAY)),
        (OURS, Consent(side=" sre ", who="CTO", on=DEMO_DAY)),
        (OURS, THEIRS, Consent(side="Security")),
    ],
)
def test_it_takes_two_sides_named_and_dated(demo_store: Store, consents: tuple[Consent, ...]) -> None:
    with pytest.raises(ValueError, match="Say who agrees for each side, and when"):
        perform(demo_store, life.agree(A, consents))
    assert assessment(demo_store).state is State.RUNNING


def test_what_was_agreed_changes_only_after_a_logged_reopening(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    who = next(each.id for each in book.respondents if each.role is Role.MANAGER)
    refused: list[Edit] = [
        answers.rate(who, "SPON-1", 5),
        answers.agree(A, "KPI-1", 4),
        answers.set_note(who, "SPON-1", "Other"),
        respondents.add(A, Role.ENGINEER),
        respondents.remove(who),
        evidence.add_link(who, "SPON-1", "https://wiki.example/x"),
        assessments.change(A, scope=ScopeKind.QUICK),
    ]
    agreed(demo_store)
    for edit in refused:
        with pytest.raises(ValueError, match=r"Both sides agreed .* Reopen the assessment first"):
            perform(demo_store, edit)
    assert rate_book(books.open_book(demo_store, A)).overall == rate_book(book).overall
    # The plan goes on.
    perform(demo_store, plan.add(A, "One more"))
    perform(demo_store, assessments.change(A, prepared_by="Us"))
    with pytest.raises(ValueError, match="Say who opens it again, and why"):
        perform(demo_store, life.reopen(A, "CTO", " ", DEMO_DAY))
    perform(demo_store, life.reopen(A, "CTO", "Two people were ill", DEMO_DAY + dt.timedelta(3)))
    now = assessment(demo_store)
    assert (now.state, now.consents) == (State.RUNNING, ())
    assert [(each.who, each.reason, each.on.day) for each in now.reopened] == [
        ("CTO", "Two people were ill", (DEMO_DAY + dt.timedelta(3)).day)
    ]
    perform(demo_store, refused[0])
    with pytest.raises(ValueError, match="nothing to reopen"):
        perform(demo_store, life.reopen(A, "CTO", "Again", DEMO_DAY))


def test_an_undo_from_before_cannot_change_what_was_agreed_since(demo_store: Store) -> None:
    who = next(each.id for each in books.open_book(demo_store, A).respondents if each.role is Role.MANAGER)
    done = perform(demo_store, answers.rate(who, "SPON-1", 5))
    agreed(demo_store)
    with pytest.raises(ValueError, match="Both sides agreed"):
        perform(demo_store, done.undo)


def test_a_closed_assessment_can_be_read_archived_and_reopened_but_not_changed(demo_store: Store) -> None:
    book = books.open_book(demo_store, A)
    perform(demo_store, life.close(A))
    for edit in (
        answers.rate(book.respondents[0].id, "SPON-1", 5),
        plan.add(A, "One more"),
        plan.change(book.actions[0].id, title="Other"),
        obstacles.remove(A, book.obstacles[0].id),
        assessments.set_target(A, "SPON", 5),
        assessments.change(A, title="Other"),
        daily.say(A, DEMO_DAY, "SRE"),
    ):
        with pytest.raises(ValueError, match="can be read, not changed"):
            perform(demo_store, edit)
    perform(demo_store, life.archive(A))
    assert assessment(demo_store).archived
    perform(demo_store, snapshots.take(A, "At the end", DEMO_DAY))
    perform(demo_store, life.carry_forward(A, "Next year", DEMO_DAY))
    perform(demo_store, life.reopen(A, "CTO", "One more look", DEMO_DAY))
    perform(demo_store, plan.add(A, "One more"))


def test_a_closed_assessment_can_be_deleted_and_brought_back(demo_store: Store) -> None:
    perform(demo_store, life.close(A))
    done = perform(demo_store, assessments.remove(A))
    perform(demo_store, done.undo)
    assert assessment(demo_store).state is State.CLOSED


def test_carrying_forward_brings_lists_and_no_answers(demo_store: Store) -> None:
    before = books.open_book(demo_store, A)
    agreed(demo_store)
    perform(
        demo_store, practices.note(A, before.subjects[0].id, "gitops", "source-of-truth", Presence.PARTLY)
    )
    perform(demo_store, life.carry_forward(A, " Autumn 2027 ", DEMO_DAY + dt.timedelta(365), new="n" * 32))
    book = books.open_book(demo_store, "n" * 32)
    said = book.assessment
    assert (said.title, said.state, said.carried_from) == ("Autumn 2027", State.DRAFT, A)
    assert (said.consents, said.reopened) == ((), ())
    assert not book.answered_ids
    assert not book.consensus
    assert not book.daily_updates
    for name in ("respondents", "obstacles", "talents", "risks", "actions", "services", "needs", "reviews"):
        was, now = getattr(before, name), getattr(book, name)
        assert len(now) == len(was), name
        assert not {each.id for each in now} & {each.id for each in was}, name
    assert book.targets == before.targets
    assert [each.state for each in book.actions] == [each.state for each in before.actions]
    # Links lead to the copies: an action's obstacles and prerequisites, a control's action, a service's needs.
    old, new = {each.id: each for each in before.actions}, {each.id: each for each in book.actions}
    for was, now in zip(before.actions, book.actions, strict=True):
        assert [new[each].code for each in now.after] == [old[each].code for each in was.after]
        ours = {each.id: each.code for each in book.obstacles}
        theirs = {each.id: each.code for each in before.obstacles}
        assert [ours[each] for each in now.obstacles] == [theirs[each] for each in was.obstacles]
    controls = [each.action for risk in book.risks for each in risk.controls if each.action]
    assert controls
    assert set(controls) <= set(new)
    # What is noted there again is the same cell, not a second one.
    subject = book.subjects[0].id
    perform(demo_store, practices.note("n" * 32, subject, "gitops", "source-of-truth", Presence.PRESENT))
    again = books.open_book(demo_store, "n" * 32)
    assert len(again.practices) == len(book.practices)


def test_a_duplicate_has_the_same_figures_and_a_life_of_its_own(demo_store: Store) -> None:
    before = books.open_book(demo_store, A)
    agreed(demo_store)
    perform(demo_store, life.duplicate(A, "A copy", new="n" * 32))
    copy = books.open_book(demo_store, "n" * 32)
    assert copy.assessment.state is State.DRAFT
    assert rate_book(copy).overall == rate_book(before).overall
    who = next(each for each in copy.respondents if each.role is Role.MANAGER)
    old = copy.answer(who.id, "SPON-1")
    assert old is not None
    perform(demo_store, answers.rate(who.id, "SPON-1", 1 if old.value != 1 else 5))
    changed = books.open_book(demo_store, "n" * 32)
    assert len(changed.answers_to("SPON-1")) == len(before.answers_to("SPON-1"))
    assert books.open_book(demo_store, A).answers_to("SPON-1") == before.answers_to("SPON-1")


def test_a_draft_is_begun(demo_store: Store) -> None:
    perform(demo_store, life.duplicate(A, "A copy", new="n" * 32))
    done = perform(demo_store, life.begin("n" * 32))
    assert assessment(demo_store, "n" * 32).state is State.RUNNING
    perform(demo_store, done.undo)
    assert assessment(demo_store, "n" * 32).state is State.DRAFT
    agreed(demo_store)
    with pytest.raises(ValueError, match=r"Only a draft can be begun\. Reopen"):
        perform(demo_store, life.begin(A))
    assert assessment(demo_store).state is State.AGREED


def test_a_duplicate_remembers_what_was_turned_down(demo_store: Store) -> None:
    for action in books.open_book(demo_store, A).actions:
        perform(demo_store, plan.remove(A, action.id))

    def offered(assessment_id: str) -> dict[str, Source]:
        found = books.open_book(demo_store, assessment_id)
        turned = {each.key for each in found.dismissals}
        return {each.title: each.kind for each in suggested(found, rate_book(found), turned)}

    book = books.open_book(demo_store, A)
    every = suggested(book, rate_book(book), set())
    kinds = {each.kind: each for each in every}
    assert {Source.GAP, Source.OBSTACLE, Source.TOIL, Source.RISK} <= set(kinds)
    for each in kinds.values():
        perform(demo_store, suggestions.dismiss(A, each.key, each.title, "Not now"))
    perform(demo_store, life.duplicate(A, "A copy", new="n" * 32))
    assert offered("n" * 32) == offered(A)
    assert len(offered(A)) < len(every)


def test_a_copy_is_taken_back_after_it_was_listed(demo_store: Store) -> None:
    """Listing stores figures for it, which go with it."""
    done = perform(demo_store, life.duplicate(A, "A copy"))
    assert len(books.listing(demo_store)) == 2
    perform(demo_store, done.undo)
    assert [row.assessment.id for row in books.listing(demo_store)] == [A]
