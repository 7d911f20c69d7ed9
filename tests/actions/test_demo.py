"""The demo assessment: whole, believable in its figures, the same every time, and never half made."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from tests.actions.content import content
from tests.conftest import DEMO_DAY
from workbench.actions import books, demo, evidence
from workbench.analysis.exposure import When
from workbench.analysis.loss_curve import simulated
from workbench.analysis.portfolio import Verdict, portfolio
from workbench.analysis.positive_risk import Outcome, worth_trying
from workbench.analysis.risk import above_limit
from workbench.analysis.schedule import find_cycle, too_early
from workbench.analysis.standing import rate_book
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    EvidenceItem,
    EvidenceKind,
    RespondentKind,
    State,
    Strength,
)
from workbench.domain.book import Book
from workbench.domain.obstacle import ObstacleKind
from workbench.domain.risk import RiskKind
from workbench.domain.role import Role
from workbench.storage import errors
from workbench.storage.store import Store


@pytest.fixture
def book(demo_store: Store) -> Book:
    """The demo, open."""
    return books.open_book(demo_store, demo.ASSESSMENT_ID)


def test_who_takes_part(book: Book) -> None:
    people = Counter(each.role for each in book.people())
    assert set(people) == set(Role)
    assert min(people.values()) >= 3
    tallies = [each.role for each in book.respondents if each.kind is RespondentKind.TALLY]
    assert tallies == [Role.OPERATIONS]
    assert book.assessment.state is State.RUNNING
    assert (book.workspace.id, book.assessment.id) == (demo.WORKSPACE_ID, demo.ASSESSMENT_ID)


def test_nobody_is_named(book: Book) -> None:
    assert all(not each.name for each in (*book.respondents, *book.talents))


def test_everybody_answers_only_what_their_role_is_asked(book: Book) -> None:
    asked = {each.id: set(each.roles) for each in book.questions}
    roles = {each.id: each.role for each in book.respondents}
    for answer in book.rows[Answer].values():
        assert roles[answer.respondent] in asked[answer.question], answer


def test_where_larkfield_stands(book: Book) -> None:
    standing = rate_book(book)
    assert (standing.answered, standing.asked) == (98, 100)
    assert (standing.overall.level, standing.overall.level_high) == (2, 2)
    assert standing.overall.index is not None
    assert 2.15 <= standing.overall.index <= 2.5
    levels = {each.capability.id: each.rating.level for each in standing.capabilities.values()}
    assert None not in levels.values()
    assert {levels[name] for name in ("SCM", "CICD")} == {3}
    assert {levels[name] for name in ("SLO", "EB", "KPI", "REV")} == {1}
    # What was left open shows in the bounds.
    open_ended = [
        name for name, each in standing.capabilities.items() if each.rating.level_high > each.rating.level_low
    ]
    assert open_ended == ["REV", "XAC"]
    indexes = {each.dimension.id: each.index for each in standing.dimensions}
    assert max(indexes, key=lambda name: indexes[name] or 0) == "delivery"
    assert min(indexes, key=lambda name: indexes[name] or 0) in ("service-levels", "roles")
    assert not standing.questions["ADVR-3"].applicable


def test_leaders_see_it_brighter_than_those_on_call(book: Book) -> None:
    means = rate_book(book).questions["BLM-2"].role_means
    assert means[Role.EXECUTIVE] - means[Role.OPERATIONS] >= 1.5


def test_everything_a_screen_shows_is_there(book: Book) -> None:
    answers = list(book.rows[Answer].values())
    assert len([each for each in answers if each.note]) >= 60
    assert {each.state for each in answers} >= {
        AnswerState.NOT_APPLICABLE,
        AnswerState.DONT_KNOW,
        AnswerState.COUNTED,
    }
    assert all(each.reason for each in answers if each.state is AnswerState.NOT_APPLICABLE)
    assert {each.strength for each in answers} >= set(Strength)
    assert len(book.consensus) == 3
    assert any(each.dissent for each in book.consensus.values())
    assert len(book.targets) == 7
    assert Counter(each.kind for each in book.obstacles) == {
        ObstacleKind.DETERRENT: 5,
        ObstacleKind.OBSTACLE: 5,
    }
    assert {each.catalogue for each in book.obstacles[:5]} == {each.id for each in book.pack.deterrents}
    assert len(book.talents) == 12
    assert Counter(each.kind for each in book.risks) == {RiskKind.THREAT: 8, RiskKind.OPPORTUNITY: 5}
    assert (len(book.actions), len({each.workstream for each in book.actions})) == (14, 6)
    assert {each.workstream for each in book.actions} <= {each.name for each in book.pack.dimensions}


def test_references_lead_somewhere(book: Book) -> None:
    catalogue = {each.id for each in book.pack.actions}
    obstacles, risks = {each.id for each in book.obstacles}, {each.id for each in book.risks}
    for action in book.actions:
        assert action.capability in book.pack.by_capability
        assert not action.catalogue or action.catalogue in catalogue
        assert set(action.obstacles) <= obstacles
        assert set(action.risks) <= risks
    for obstacle in book.obstacles:
        assert set(obstacle.capabilities) <= set(book.pack.by_capability)
    assert {each.capability for each in book.risks} <= set(book.pack.by_capability)


def test_red_risks_have_owner_date_and_review(book: Book) -> None:
    today, after = above_limit(book)
    assert ([each.code for each in today], [each.code for each in after]) == (
        ["T1", "T2", "T3", "T4"],
        ["T2"],
    )
    assert all(each.owner and each.due and each.review for each in today)


def test_risks_are_held_against_what_larkfield_accepts(book: Book) -> None:
    criteria = book.criteria
    assert (criteria.unit, criteria.scale) == ("€", 5_000)
    assert [each.value for each in criteria.thresholds.values()] == [5_000, 15_000, 100_000, 500_000]
    assert criteria.unconfirmed == ("tolerance",)
    assert all(each.set_by and each.set_on for each in criteria.thresholds.values())
    found = portfolio(book.risks, criteria, book.done)
    assert found.verdict(criteria) is Verdict.WITHIN
    assert found.verdict(criteria, When.AFTER) is Verdict.CAUTIOUS
    assert [each.code for each in simulated(book.risks)] == ["T1", "T2", "T3"]
    actions = {each.id for each in book.actions}
    controls = [each for risk in book.risks for each in risk.controls]
    assert len(controls) == 5
    assert {each.action for each in controls if each.action} <= actions
    outcomes = [each.outcome for each in worth_trying(book.risks, criteria)]
    assert outcomes == [Outcome.WORTH, Outcome.WORTH, Outcome.THIN, Outcome.RISKY, Outcome.INCOMPLETE]


@pytest.mark.parametrize("date", [DEMO_DAY, dt.date(2028, 2, 26), dt.date(2027, 12, 31), dt.date(2026, 7, 4)])
def test_the_plan_lies_ahead_on_working_days_and_keeps_its_prerequisites(
    date: dt.date, tmp_path: Path
) -> None:
    with demo.create(tmp_path / "demo.srew", date) as store:
        book = books.open_book(store, demo.ASSESSMENT_ID)
    actions = {each.id: each for each in book.actions}
    assert find_cycle({each.id: each.after for each in book.actions}) is None
    for action in book.actions:
        assert action.start is not None
        assert action.finish is not None
        assert date < action.start <= action.finish < date + dt.timedelta(days=365)
        assert max(action.start.weekday(), action.finish.weekday()) < 5
        assert too_early(action, action.start, actions) is None
    dates = [
        day
        for each in (*book.risks, *book.talents)
        for day in (each.due, getattr(each, "review", None))
        if day
    ]
    assert all(day > date for day in dates)


@pytest.mark.parametrize(
    ("date", "title"),
    [
        (dt.date(2026, 11, 22), "Autumn 2026"),
        (dt.date(2026, 12, 1), "Winter 2026"),
        (dt.date(2027, 2, 28), "Winter 2027"),
        (dt.date(2027, 3, 1), "Spring 2027"),
        (dt.date(2027, 8, 31), "Summer 2027"),
        (dt.date(2027, 9, 1), "Autumn 2027"),
    ],
)
def test_it_is_named_after_its_season(date: dt.date, title: str) -> None:
    assert demo.title(date) == title


def test_it_is_the_same_every_time(demo_store: Store, tmp_path: Path) -> None:
    with demo.create(tmp_path / "again.srew", DEMO_DAY) as store:
        assert content(store) == content(demo_store)


def test_it_can_join_another_workspace_once(store: Store, demo_store: Store) -> None:
    assert demo.fill(store, DEMO_DAY) == demo.ASSESSMENT_ID
    assert demo.fill(store, DEMO_DAY) == demo.ASSESSMENT_ID
    assert [row.assessment.title for row in books.listing(store)] == ["Autumn 2026"]
    added = {key: entity for key, entity in content(store).items() if key[0] != "Workspace"}
    assert added == {key: entity for key, entity in content(demo_store).items() if key[0] != "Workspace"}


def test_a_summary_is_stored_with_it(demo_store: Store) -> None:
    with demo_store.unit(writes=False) as unit:
        row = unit.listing()[0]
    assert row.fresh
    assert (row.figures["level_name"], row.figures["answered"]) == ("Managed", 98)


def test_evidence_is_there_to_be_saved(demo_store: Store, book: Book) -> None:
    files = [each for each in book.all(EvidenceItem) if each.kind is EvidenceKind.FILE]
    assert sorted(each.title for each in files) == ["pages-by-week.csv", "release-waiting-times.txt"]
    for each in files:
        assert len(evidence.content(demo_store, each)) == each.size
    links = [each.url for each in book.all(EvidenceItem) if each.kind is EvidenceKind.LINK]
    # A domain that can never belong to anybody (RFC 2606).
    assert all(re.match(r"https://\w+\.larkfield\.example/", link) for link in links)


def test_nothing_is_left_where_it_could_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "demo.srew").write_text("mine")
    with pytest.raises(errors.StorageError, match="there already"):
        demo.create(tmp_path / "demo.srew", DEMO_DAY)
    with pytest.raises(OverflowError):
        demo.create(tmp_path / "late.srew", dt.date.max)
    assert [each.name for each in tmp_path.iterdir()] == ["demo.srew"]
    assert (tmp_path / "demo.srew").read_text() == "mine"


def test_every_remark_belongs_to_an_answer(book: Book) -> None:
    """A typing mistake in the data would leave a note behind unseen."""
    data = json.loads(resources.files("resources").joinpath("demo", "demo.json").read_text(encoding="utf-8"))
    notes = sum(len(said) for said in data["notes"].values())
    assert sum(1 for each in book.rows[Answer].values() if each.note) == notes
    reasons = sum(len(said) for said in data["reasons"].values())
    assert sum(1 for each in book.rows[Answer].values() if each.reason) == reasons
