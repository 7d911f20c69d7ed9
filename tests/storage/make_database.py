"""Makes the stored workspace of a released schema: `python -m tests.storage.make_database FILE`, before a release."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from tests.content.small import SMALL
from workbench.actions import (
    advocacy,
    agreements,
    answers,
    assessments,
    books,
    branding,
    criteria,
    daily,
    discoveries,
    entries,
    evidence,
    needs,
    obstacles,
    plan,
    plan_settings,
    practices,
    recognition,
    respondents,
    reviews,
    risks,
    role_plan,
    services,
    snapshots,
    suggestions,
    talents,
    trade_offs,
    variants,
)
from workbench.actions.edit import Edit, perform
from workbench.content.loader import load_pack
from workbench.domain.action import Deliverable
from workbench.domain.assessment import Answer, RespondentKind, Strength
from workbench.domain.criteria import UnitKind
from workbench.domain.discovery import DiscoveryKind
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import AgendaItem, AgendaKind, Decision, Meeting, Parked, Round, Vote
from workbench.domain.practice import Presence
from workbench.domain.review import Verdict
from workbench.domain.role import Role
from workbench.domain.talent import Talent
from workbench.domain.trade_off import Option
from workbench.storage.store import Store
from workbench.storage.unit import Unit

A, MANAGER, ENGINEER, TALLY, LOSS, ASIDE = "a" * 32, "b" * 32, "c" * 32, "d" * 32, "0" * 32, "9" * 32


def edits(folder: Path) -> list[Edit]:
    """Everything a workspace can hold, once."""
    own = folder / "own.yaml"
    own.write_text(SMALL, encoding="utf-8")
    file = folder / "pages.csv"
    file.write_bytes(b"pages,412\n")
    pack, source = load_pack(own)
    day = dt.date(2026, 11, 22)
    return [
        assessments.create(pack, source, "Autumn 2026", day, Role, assessment_id=A),
        respondents.add(A, Role.MANAGER, respondent_id=MANAGER, role_title="Head of Operations"),
        respondents.add(A, Role.ENGINEER, respondent_id=ENGINEER, role_title="Build Engineer"),
        respondents.add(A, Role.OPERATIONS, RespondentKind.TALLY, respondent_id=TALLY),
        answers.rate(MANAGER, "AAA-1", 1),
        # An answer that the question does not offer, as an earlier version of a pack may leave behind.
        entries.change(Answer, answers.place_id(MANAGER, "AAA-1"), "Answer AAA-1: 3", value=3),
        answers.set_note(MANAGER, "AAA-1", "Naïve 漢字 👋 <b>&amp;\t"),
        answers.rate(ENGINEER, "AAA-1", 2),
        answers.not_applicable(ENGINEER, "AAA-2", "Not ours"),
        answers.count_hands(TALLY, "BBB-1", "1", 2),
        answers.count_hands(TALLY, "BBB-1", "4", 1),
        answers.agree(A, "AAA-2", 3, agreed_by="Everybody", dissent="Nobody"),
        assessments.set_target(A, "AAA", 3),
        evidence.add_link(ENGINEER, "AAA-2", "https://wiki.example/review"),
        evidence.add_file(ENGINEER, "AAA-1", file),
        obstacles.add(A, "Tickets pass through three queues", impact=3),
        talents.add(A, "Build Engineer", influence=3, stance=2, awareness=4, competences={"coding": 3}),
        criteria.change(A, kind=UnitKind.MONEY, unit="€"),
        criteria.set_threshold(A, "appetite", value=10_000.0),
        criteria.set_threshold(A, "tolerance", value=30_000.0, set_by="CFO", set_on=day, confirmed=True),
        risks.add(A, "A loss", entity_id=LOSS, frequency=4, impact=4, due=day),
        risks.change(LOSS, frequency_number=2.0, impact_low=10_000.0, impact_high=90_000.0, simulated=True),
        risks.add_control(LOSS, "Rollback", mitigation=0.5, evidence=Strength.EXAMPLE, action="e" * 32),
        plan.add(A, "First", entity_id="e" * 32, start=day, finish=day),
        plan.add(
            A,
            "Second",
            after=("e" * 32,),
            before=412.0,
            expected=96.0,
            deliverables=(
                Deliverable(title="Weekly triage", due=day),
                Deliverable(title="A list", done=True),
            ),
            accountable="Head of Operations",
        ),
        needs.add(A, "Orders at any hour", kpi="Orders lost", unit="orders", current=40.0, due=day),
        role_plan.change(A, model="embedded", engineers=40, needed={"III": 2}),
        advocacy.add(A, "Network", trust=2, next_move="Meet on Friday"),
        discoveries.add(
            A,
            "Restart the queue",
            kind=DiscoveryKind.TOIL,
            runs=40.0,
            minutes=30.0,
            people=2.0,
            capabilities=("AAA",),
            clauses=("S3-OPP-TOIL",),
            actions=("e" * 32,),
        ),
        services.add(A, "Checkout", objective=99.9, agreement=99.5, good=9990, total=10000),
        practices.add_subject(A, "Payments", entity_id="f" * 32),
        practices.note(A, "f" * 32, "kinds", "code", Presence.PARTLY, "Only new ones"),
        recognition.add(A, "Thanks at the town hall", day=day),
        plan_settings.change(A, start=day, capacity=3, holidays=(day,)),
        suggestions.dismiss(A, "gap:AAA:3", "Name a sponsor", "Done long ago"),
        variants.add(A, "Only the first", actions=("e" * 32,)),
        agreements.add(A, "Payments", partner="Development"),
        daily.say(A, day, "SRE Lead", last="Fixed it", blocker="No access"),
        reviews.add(A, "Change board", verdict=Verdict.CHANGED),
        trade_offs.add(A, "Which queue?", options=(Option(name="Buy", ratings=(3, None)),)),
        snapshots.take(A, "Before the workshop", day),
        branding.change(accent="#C02020", footer="Internal", cover="For the board"),
        branding.set_smallest_group(A, 5),
        respondents.add(A, Role.MANAGER, respondent_id=ASIDE, role_title="Former Lead"),
        answers.rate(ASIDE, "AAA-1", 2),
        respondents.set_aside(ASIDE, "Left the firm"),
        snapshots.take(A, "Full report", day, report="full"),
        Edit("Session", _session),
    ]


def _session(unit: Unit) -> None:
    """An invitation, a file taken in, a session and a vote, as they are stored."""
    day = dt.date(2026, 11, 22)
    unit.put(Invitation(id="5" * 32, assessment=A, respondent=MANAGER, due=day, sent_on=day, sent_as="pdf"))
    unit.put(
        Intake(
            id="6" * 32,
            assessment=A,
            at="2026-11-22T09:00:00+00:00",
            file="a.pdf",
            kind="pdf",
            sha256="0" * 64,
        )
    )
    unit.put(
        Meeting(
            id="7" * 32,
            assessment=A,
            code="M1",
            title="Stage 0",
            present=(MANAGER,),
            agenda=(AgendaItem(kind=AgendaKind.CAPABILITY, what="AAA", minutes=15),),
            clock={"capability/AAA": 720},
            parked=(Parked(text="Pay"),),
            decisions=(Decision(text="Meet again", owner="Head of Operations", due=day),),
        )
    )
    voices = Round(hands={"manager/3": 2}, voices={MANAGER: "2"})
    unit.put(
        Vote(id="8" * 32, assessment=A, meeting="7" * 32, question="AAA-1", rounds=(voices,), revealed=True)
    )


def main() -> None:
    """Make it."""
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(sys.argv[1]), "Tern Health") as store:
        for edit in edits(Path(folder)):
            perform(store, edit, who="Facilitator")
        books.refresh_summary(store, books.open_book(store, A))
        with store.unit(writes=False) as unit:
            assert unit.count(Talent) == 1


if __name__ == "__main__":
    main()
