"""A unit of work: history of every change, stale edits refused, text as typed, files kept once."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.raw import database
from workbench.actions import assessments, respondents
from workbench.actions.edit import perform
from workbench.domain.action import Action, Confidence, Deliverable, Urgency
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import (
    Answer,
    AnswerState,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Respondent,
    StoredPack,
    Strength,
    Workspace,
)
from workbench.domain.consent import Consent
from workbench.domain.content import Pack
from workbench.domain.control import Control
from workbench.domain.criteria import RiskCriteria, Threshold, UnitKind
from workbench.domain.daily import DailyUpdate
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity
from workbench.domain.obstacle import Obstacle, ObstacleKind, ObstacleState
from workbench.domain.plan_settings import Method, PlanSettings
from workbench.domain.review import Review, Verdict
from workbench.domain.risk import Risk, RiskKind, RiskState, Treatment, Zone
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.domain.trade_off import Criterion, Option, TradeOff
from workbench.domain.variant import Variant
from workbench.storage import errors
from workbench.storage.kinds import KINDS, TABLES
from workbench.storage.store import Store

A, R = "a" * 32, "b" * 32
DAY = dt.date(2026, 11, 22)


@pytest.fixture
def begun(store: Store, pack: Pack, pack_source: str) -> Store:
    """A workspace with one assessment and one engineer in it."""
    perform(store, assessments.create(pack, pack_source, "Autumn", DAY, Role, assessment_id=A))
    perform(store, respondents.add(A, Role.ENGINEER, respondent_id=R, role_title="Build Engineer"))
    return store


def answer(value: int, **fields: object) -> Answer:
    return Answer(id="x", respondent=R, question="SPON-1", state=AnswerState.RATED, value=value, **fields)  # pyright: ignore[reportArgumentType]


# One of each kind, with something in every field.
FULL: list[Entity] = [
    Respondent(id="r2", assessment=A, role=Role.OPERATIONS, name="N", team="Depots", group="North", position=3),
    Answer(
        id="n", respondent=R, question="KPI-1", state=AnswerState.COUNTED, strength=Strength.ARTEFACT,
        reason="why", note="said", counts={"1": 2, "na": 1},
    ),
    EvidenceItem(id="e", respondent=R, question="KPI-1", kind=EvidenceKind.LINK, title="t", url="https://x.example", position=1),
    Obstacle(
        id="o", assessment=A, code="B1", title="Queues", kind=ObstacleKind.OBSTACLE, detail="d", impact=1, spread=5,
        tractability=3, evidence="e", owner="o", countermeasure="c", state=ObstacleState.ACCEPTED,
        capabilities=("SPON", "OBST"), catalogue="silos", position=2,
    ),
    Talent(
        id="p", assessment=A, code="P1", role_title="Architect", name="N", team="T", influence=5, stance=-2,
        strengths="s", advocate_for="Quality", goal="g", training="t", due=DAY, note="n", position=1,
    ),
    Risk(
        id="t", assessment=A, code="T1", title="Loss", kind=RiskKind.OPPORTUNITY, cause="c", event="e", consequence="q",
        capability="SPON", owner="o", frequency=1, impact=2, residual_frequency=3, residual_impact=4,
        treatment=Treatment.ENHANCE, due=DAY, review=DAY, state=RiskState.TREATED, note="n", position=9,
        obstacles=("o",), clauses=("S0-GOAL-01",), frequency_number=0.5, impact_number=1e4,
        residual_frequency_number=0.0, residual_impact_number=0.25, impact_low=1.0, impact_high=2e5,
        residual_impact_low=0.5, residual_impact_high=0.75, simulated=True, treatment_cost=3.5, chance=0.75,
        benefit=1e6, downside_frequency=1, downside_impact=5, downside_frequency_number=0.1, downside_impact_number=7.0,
        controls=(
            Control(name="c <b>", prevention=0.95, mitigation=0.25, evidence=Strength.EXAMPLE, action="c", cost=1.5, in_place=True),
            Control(name="d"),
        ),
    ),
    RiskCriteria(
        id="i", assessment=A, kind=UnitKind.HOURS, unit="hours", scale=40.0,
        appetite=Threshold(value=40.0, set_by="COO", set_on=DAY, confirmed=True), tolerance=Threshold(value=120.5),
        least=Threshold(value=0.0, set_by="CFO"), most=Threshold(value=1e3, set_on=DAY),
        frequency_edges=(0.25, 0.5, 1.0, 12.0), impact_edges=(1.0, 2.0, 3.0, 4.0), frequency_words=tuple("abcde"),
        impact_words=tuple("fghij"), benefit_words=tuple("klmno"), colours=(Zone.AMBER,) * 24 + (Zone.RED,), note="n",
    ),
    Action(
        id="c", assessment=A, code="A1", title="Do", workstream="w", purpose="p", owner="o", capability="SPON", level=3,
        start=DAY, finish=DAY, effort_days=2.5, lead_days=7, cost=1e6, after=("z",), deliverables=(Deliverable(title="d", due=DAY, done=True), Deliverable(title="e")),
        acceptance=("a",), obstacles=("o",), risks=("t",), drop_reason="r", measure="m", unit="u",
        lower_is_better=False, before=0.1, expected=3, catalogue="k", position=4, questions=("SPON-1",),
        accountable="COO", responsible=("SRE Lead", "Build Lead"), consulted=("c",), informed=("i",), urgency=Urgency.NOW,
        confidence=Confidence.LOW, reach=12.5, impact=0.25, delay_cost=1e4, value_points=13, time_points=1, risk_points=2,
        size_points=20, actual=0.5, baseline_on=DAY, actual_on=DAY, window="four weeks", source="pager", before_measured=True,
        actual_measured=True, project=True, benefits="Calm nights", tell=("Operations: fewer pages",),
    ),
    PlanSettings(
        id="j", assessment=A, start=DAY, capacity=3, holidays=(DAY, DAY + dt.timedelta(1)), weights=(1.0, 0.0, 0.5, 2.0),
        method=Method.CD3, review_months=6,
    ),
    Dismissal(id="k", assessment=A, key="gap:SPON:3", title="t", reason="r", position=1),
    Variant(id="l", assessment=A, title="Small", actions=("c",), capacity_days=40.5, note="n", position=2),
    Agreement(
        id="m", assessment=A, code="E1", title="Payments", partner="p", purpose="q", needs=("n",), wanted=("w",),
        offered=("o",), workstream="ws", included=("i",), excluded=("x",), meetings="m", start=DAY, finish=DAY,
        acceptance=("a",), actions=("c",), consents=(Consent(side="SRE", who="Lead", on=DAY), Consent(side="Dev")),
        note="n", position=1,
    ),
    DailyUpdate(
        id="n", assessment=A, day=DAY, who="SRE", last="l", following="f", blocker="b", obstacle="o", seconds=75,
        position=1,
    ),
    Review(
        id="o", assessment=A, code="V1", title="Change board", day=DAY, users="u", view="v", measure="m", unit="d",
        lower_is_better=False, before=1.5, now=2.5, verdict=Verdict.CHANGED, change="c", reason="r", owner="o", due=DAY,
        actions=("c",), position=1,
    ),
    TradeOff(
        id="p", assessment=A, code="D1", title="Queue", context="c", criteria=(Criterion(name="Cost", weight=0.5),),
        options=(Option(name="Buy", ratings=(None, 3), note="n"), Option(name="Make")), choice=0, reason="r",
        consequences="s", decided_by="CTO", day=DAY, clauses=("OC-TRD-01",), position=1,
    ),
]  # fmt: skip


@pytest.mark.parametrize("entity", FULL, ids=lambda each: type(each).__name__)
def test_every_field_comes_back(entity: Entity, begun: Store) -> None:
    with begun.unit("Put") as unit:
        stored = unit.put(entity)
    assert stored == replace(entity, version=1)
    with begun.unit(writes=False) as unit:
        assert unit.get(type(entity), entity.id) == stored
        assert unit.history(type(entity), entity.id)[0].after == stored
        assert stored in list(unit.entries(A))


def test_every_kind_has_its_table() -> None:
    assert {kind.__name__ for kind in KINDS} == {table_of.__name__ for table_of in TABLES}
    for kind, table in TABLES.items():
        assert {column.name for column in table.columns} == set(kind.__dataclass_fields__), kind


def test_history_says_who_when_old_and_new(begun: Store) -> None:
    began = dt.datetime.now(dt.UTC) - dt.timedelta(milliseconds=1)
    with begun.unit("First", "Facilitator") as unit:
        first = unit.put(answer(2))
    with begun.unit("Second", "Manager") as unit:
        second = unit.put(replace(first, value=4))
    with begun.unit("Third") as unit:
        unit.remove(Answer, "x")
    with begun.unit(writes=False) as unit:
        newest, middle, oldest = unit.history(Answer, "x")
        assert (oldest.label, oldest.who, oldest.before, oldest.after) == (
            "First",
            "Facilitator",
            None,
            first,
        )
        assert (middle.label, middle.who, middle.before, middle.after) == ("Second", "Manager", first, second)
        assert (newest.label, newest.who, newest.before, newest.after) == ("Third", "", second, None)
        assert began <= oldest.at <= middle.at <= newest.at <= dt.datetime.now(dt.UTC)
        assert unit.history_entry(middle.seq) == middle
        assert unit.history_entry(10**6) is None
        assert unit.last_seq(A) == newest.seq
        assert unit.last_seq("none") == 0


def test_versions_grow_and_stale_edits_are_refused(begun: Store) -> None:
    with begun.unit() as unit:
        first = unit.put(answer(2))
    with begun.unit() as unit:
        unit.put(replace(first, value=3))
    with pytest.raises(errors.StaleEdit, match="changed elsewhere"), begun.unit() as unit:
        unit.put(replace(first, value=5))
    with pytest.raises(errors.StaleEdit), begun.unit() as unit:
        unit.put(answer(1))
    with begun.unit(writes=False) as unit:
        found = unit.get(Answer, "x")
        assert (found.value, found.version) == (3, 2)


def test_two_programs_editing_the_same_answer(begun: Store) -> None:
    """What one wrote in the meantime is not overwritten by the other, even from an edit begun earlier."""
    with begun.unit() as unit:
        seen = unit.put(answer(2))
    with database(begun.path) as raw:
        raw.execute("UPDATE answer SET value = 5, version = version + 1 WHERE id = 'x'")
    with pytest.raises(errors.StaleEdit), begun.unit() as unit:
        unit.put(replace(seen, value=1))


def test_revert_is_a_change_like_any_other(begun: Store) -> None:
    with begun.unit("Change") as unit:
        unit.put(answer(2))
        unit.put(replace(unit.get(Answer, "x"), value=4))
        unit.put(replace(unit.get(Respondent, R), team="Depots"))
        changes = list(unit.changes)
    with begun.unit("Undo") as unit:
        unit.revert(changes)
        assert unit.find(Answer, "x") is None
        assert unit.get(Respondent, R).team == ""
        assert [line.label for line in unit.history(Answer, "x")] == ["Undo", "Undo", "Change", "Change"]


def test_revert_of_what_was_changed_since_writes_nothing(begun: Store) -> None:
    with begun.unit() as unit:
        unit.put(replace(unit.get(Respondent, R), team="Depots"))
        unit.put(answer(2))
        changes = list(unit.changes)
    with begun.unit() as unit:
        unit.put(replace(unit.get(Respondent, R), team="Tracking"))
    with pytest.raises(errors.StaleEdit, match="cannot be undone"), begun.unit() as unit:
        unit.revert(changes)
    with begun.unit(writes=False) as unit:
        assert (unit.get(Answer, "x").value, unit.get(Respondent, R).team) == (2, "Tracking")


def test_a_unit_that_fails_leaves_nothing(begun: Store) -> None:
    with begun.unit(writes=False) as unit:
        before = unit.last_seq(A)

    def fail() -> None:
        with begun.unit() as unit:
            unit.put(answer(2))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        fail()
    with begun.unit(writes=False) as unit:
        assert unit.find(Answer, "x") is None
        assert unit.last_seq(A) == before


def test_foreign_keys_hold(begun: Store) -> None:
    with begun.unit() as unit:
        unit.put(answer(2))
    with pytest.raises(errors.StorageError, match="foreign key"), begun.unit() as unit:
        unit.remove(Respondent, R)
    with pytest.raises(errors.StorageError, match="foreign key"), begun.unit() as unit:
        unit.put(replace(answer(3), id="y", respondent="nobody"))
    with begun.unit(writes=False) as unit:
        assert unit.find(Respondent, R) is not None


def test_one_answer_for_each_respondent_and_question(begun: Store) -> None:
    with begun.unit() as unit:
        unit.put(answer(2))
    with pytest.raises(errors.StorageError, match="unique"), begun.unit() as unit:
        unit.put(replace(answer(3), id="y"))


def test_values_outside_their_scale_do_not_get_past_the_file_either(begun: Store) -> None:
    with begun.unit() as unit:
        unit.put(answer(2))
    with database(begun.path) as raw:
        for change in ("value = 6", "value = NULL", "state = 'dk'"):
            with pytest.raises(Exception, match="CHECK"):
                raw.execute(f"UPDATE answer SET {change}")


def test_a_missing_entry_is_named(begun: Store) -> None:
    with begun.unit(writes=False) as unit:
        assert unit.find(Risk, "none") is None
        with pytest.raises(errors.StorageError, match="This risk is no longer there"):
            unit.get(Risk, "none")


ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
NAUGHTY = [
    "", " ", "\x00", "a\x00b", "\ud83d", "\udc00\ud83d", "\r\n\t", "\x07\x1b[31m\x7f\x85", "<b>&amp;</b>", "'; DROP TABLE answer; --",
    "%s {0} \\", "👩‍👩‍👧‍👦 🇵🇱", "עברית ‮abc", "漢字かな", "e\u0301 vs é", "\ufeff\u200b\u2028", "x" * 100_000,
]  # fmt: skip


def expected(text: str) -> str:
    """What is promised: everything as typed, but NUL and half surrogate pairs become a visible sign."""
    return "".join("\ufffd" if sign == "\x00" or "\ud800" <= sign <= "\udfff" else sign for sign in text)


@pytest.fixture(scope="module")
def text_store(tmp_path_factory: pytest.TempPathFactory, pack: Pack, pack_source: str) -> Store:
    """One workspace for many texts."""
    store = Store.create(tmp_path_factory.mktemp("text") / "client.srew", "Tern Health")
    perform(store, assessments.create(pack, pack_source, "Autumn", DAY, Role, assessment_id=A))
    perform(store, respondents.add(A, Role.ENGINEER, respondent_id=R))
    return store


def check_text(store: Store, text: str) -> None:
    with store.unit("Text") as unit:
        for each in unit.all(Answer):
            unit.remove(Answer, each.id)
        for each in unit.all(Action):
            unit.remove(Action, each.id)
        written = unit.put(answer(2, note=text))
        listed = unit.put(
            Action(id="c", assessment=A, code="A1", title="Do", responsible=(text,), acceptance=(text, ""))
        )
        assert unit.changes[-2].after == written
    with store.unit(writes=False) as unit:
        read = unit.get(Answer, "x")
        assert read == written
        assert read.note == expected(text)
        assert unit.get(Action, "c") == listed
        assert listed.responsible == (expected(text),)
        newest = unit.history(Answer, "x")[0].after
        assert newest == written


@settings(max_examples=60)
@given(ANY_TEXT)
def test_any_text_comes_back_as_typed(text_store: Store, text: str) -> None:
    check_text(text_store, text)


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_awkward_text_comes_back_as_typed(text_store: Store, text: str) -> None:
    check_text(text_store, text)


def test_labels_and_names_are_text_too(begun: Store) -> None:
    with begun.unit("Label \x00 \ud83d 漢", "who \udc00") as unit:
        unit.put(answer(2))
    with begun.unit(writes=False) as unit:
        entry = unit.history(Answer, "x")[0]
        assert (entry.label, entry.who) == ("Label \ufffd \ufffd 漢", "who \ufffd")


def test_a_pack_is_kept_once(begun: Store, pack: Pack) -> None:
    with begun.unit() as unit:
        kept = unit.get(StoredPack, pack.content_hash)
        unit.keep_pack(replace(kept, title="Other"))
        assert unit.all(StoredPack) == [kept]


def test_bytes_of_a_file_are_kept_once_and_dropped_when_unused(begun: Store) -> None:
    data = bytes(range(256)) * 4
    digest = hashlib.sha256(data).hexdigest()
    item = EvidenceItem(
        id="e",
        respondent=R,
        question="SPON-1",
        kind=EvidenceKind.FILE,
        title="f",
        size=len(data),
        sha256=digest,
    )
    with begun.unit() as unit:
        for name in ("e1", "e2"):
            unit.keep_blob(digest, data)
            unit.put(replace(item, id=name))
        unit.keep_blob("f" * 64, b"unused")
        assert unit.blob_bytes() == 1024 + 6
        unit.purge_blobs()
        assert (unit.blob(digest), unit.blob_bytes()) == (data, 1024)
        with pytest.raises(errors.StorageError, match="not in the workspace"):
            unit.blob("f" * 64)
        unit.remove(EvidenceItem, "e1")
        unit.purge_blobs()
        assert unit.blob(digest) == data
        unit.remove(EvidenceItem, "e2")
        unit.purge_blobs()
        assert unit.blob_bytes() == 0


def test_files_no_longer_used_are_dropped_on_opening(begun: Store) -> None:
    with begun.unit() as unit:
        unit.keep_blob("f" * 64, b"unused")
    begun.close()
    with Store.open(begun.path) as again, again.unit(writes=False) as unit:
        assert unit.blob_bytes() == 0


def test_what_was_removed_is_gone_from_the_file(begun: Store) -> None:
    """History keeps what was typed; the bytes of a removed file are not to be found any more."""
    canary = b"canary-4711-" * 50
    with begun.unit() as unit:
        unit.keep_blob("f" * 64, canary)
    assert b"canary-4711" in begun.path.read_bytes()
    with begun.unit() as unit:
        unit.purge_blobs()
    assert b"canary-4711" not in begun.path.read_bytes()


def test_summaries_are_stored_beside_the_history(begun: Store) -> None:
    with begun.unit() as unit:
        assert unit.summary(A) is None
        unit.save_summary(A, 3, {"index": "2.2"})
        unit.save_summary(A, 4, {"index": "2.3"})
        assert unit.summary(A) == (4, {"index": "2.3"})
        unit.drop_summary(A)
        assert unit.summary(A) is None


def test_the_list_of_assessments_says_what_was_done_last(begun: Store, pack: Pack, pack_source: str) -> None:
    with begun.unit("Change A") as unit:
        unit.put(answer(2))
        unit.save_summary(A, unit.last_seq(A), {"index": "2.2"})
    other = assessments.create(pack, pack_source, "Winter", DAY, Role, assessment_id="c" * 32)
    perform(begun, other)
    with begun.unit("Change A again") as unit:
        rows = unit.listing()
        assert [(row.assessment.title, row.what, row.fresh) for row in rows] == [
            ("Winter", "New assessment Winter", False),
            ("Autumn", "Change A", True),
        ]
        assert rows[1].figures == {"index": "2.2"}
        unit.put(replace(unit.get(Answer, "x"), value=3))
        rows = unit.listing()
        assert [(row.assessment.title, row.fresh) for row in rows] == [("Autumn", False), ("Winter", False)]
        assert rows[0].changed == unit.history(Answer, "x")[0].at


def test_entries_hold_respondents_before_their_answers(begun: Store) -> None:
    with begun.unit() as unit:
        unit.put(answer(2))
        kinds = [type(each) for each in unit.entries(A)]
        assert kinds.index(Respondent) < kinds.index(Answer)
        assert list(unit.entries("other")) == []


def test_lists_come_in_the_users_order(begun: Store) -> None:
    with begun.unit() as unit:
        for name, position in (("x", 2), ("y", 1), ("z", 1)):
            unit.put(Risk(id=name, assessment=A, code=name, title=name, position=position))
        assert [each.id for each in unit.all(Risk)] == ["y", "z", "x"]
        assert unit.count(Risk, assessment=A) == 3
        assert unit.count(Assessment) == unit.count(Workspace) == 1


def test_the_file_is_found_where_it_was_made(begun: Store, tmp_path: Path) -> None:
    assert begun.path == tmp_path / "client.srew"


def test_many_at_once_are_what_one_by_one_would_be(begun: Store, tmp_path: Path) -> None:
    said = [answer(2, note="a\0b"), replace(answer(4), id="y", question="SPON-2")]
    mixed: list[Entity] = [FULL[0], *said, FULL[2]]
    with begun.unit("Many", "Ada") as unit:
        unit.put_all(mixed)
        many = list(unit.changes)
        assert [(each.kind, each.id, each.before) for each in many] == [(type(e), e.id, None) for e in mixed]
        lines = [unit.history(type(each), each.id)[0] for each in mixed]
        assert [line.seq for line in lines] == list(range(lines[0].seq, lines[0].seq + len(mixed)))
        assert {(line.who, line.label, line.before) for line in lines} == {("Ada", "Many", None)}
        for each, line, change in zip(mixed, lines, many, strict=True):
            stored = unit.get(type(each), each.id)
            assert stored == line.after == change.after
            assert stored.version == 1
        noted = unit.get(Answer, "x")
        assert noted.note == "a\N{REPLACEMENT CHARACTER}b"
        assert len(unit.changes_of(Answer, A)) == 2
        unit.put(replace(noted, value=3))
    with begun.unit("Back") as unit:
        unit.revert([*many[:1], *many[2:]])
        assert unit.find(Answer, "y") is None
        assert unit.get(Answer, "x").value == 3
