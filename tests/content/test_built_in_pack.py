"""The pack that comes with the program, counted against the blueprint's table of capabilities."""

from __future__ import annotations

from collections import Counter

from workbench.content.loader import built_in_pack, pack_from_source
from workbench.domain.content import Pack
from workbench.domain.role import Role

X, M, E, O = Role.EXECUTIVE, Role.MANAGER, Role.ENGINEER, Role.OPERATIONS  # noqa: E741

# Area, weight, questions, and how many of them executives, managers, engineers and operations answer.
TABLE = {
    "SPON": ("S0", 2, 4, 4, 4, 2, 0),
    "OBST": ("S0", 1, 3, 2, 3, 2, 2),
    "TAL": ("S0", 1, 4, 2, 4, 3, 2),
    "KPI": ("S1", 2, 4, 4, 4, 1, 0),
    "ROLE": ("S1", 1, 4, 2, 4, 3, 0),
    "ADVB": ("S1", 1, 4, 0, 3, 4, 1),
    "ADVR": ("S1", 1, 3, 0, 2, 3, 3),
    "ENG": ("S2", 1, 3, 1, 3, 3, 2),
    "SCM": ("S2", 1, 3, 0, 1, 3, 3),
    "OBS": ("S2", 2, 4, 0, 2, 4, 4),
    "SLO": ("S2", 2, 4, 2, 3, 4, 2),
    "EB": ("S2", 1, 3, 2, 3, 3, 1),
    "DSU": ("S2", 1, 2, 0, 2, 2, 2),
    "DISC": ("S3", 2, 4, 0, 4, 3, 4),
    "OUT": ("S3", 2, 4, 3, 4, 3, 0),
    "REV": ("S4", 2, 3, 2, 3, 3, 2),
    "MAT": ("OC", 1, 3, 3, 3, 1, 0),
    "HEAL": ("OC", 1, 3, 0, 1, 3, 3),
    "BLM": ("OC", 2, 3, 2, 3, 3, 3),
    "REC": ("OC", 1, 3, 3, 3, 2, 2),
    "XAC": ("OC", 1, 4, 0, 1, 4, 4),
    "AUTO": ("OC", 1, 2, 0, 1, 2, 2),
    "INF": ("OC", 1, 3, 0, 0, 3, 3),
    "ZDT": ("OC", 1, 4, 0, 1, 4, 3),
    "GIT": ("OC", 1, 2, 0, 0, 2, 2),
    "CICD": ("OC", 2, 4, 0, 2, 4, 3),
    "SCL": ("OC", 1, 3, 0, 1, 3, 3),
    "RSK": ("OC", 1, 4, 3, 4, 3, 0),
    "TDT": ("OC", 1, 3, 1, 3, 3, 0),
    "CN": ("OC", 1, 3, 2, 2, 3, 1),
}


def test_counts_per_capability(pack: Pack) -> None:
    found = {
        each.id: (
            each.area,
            each.weight,
            len(each.questions),
            *(sum(role in question.roles for question in each.questions) for role in (X, M, E, O)),
        )
        for each in pack.capabilities
    }
    assert found == TABLE


def test_totals(pack: Pack) -> None:
    assert (len(pack.areas), len(pack.capabilities), len(pack.questions), len(pack.clauses)) == (
        6,
        30,
        100,
        265,
    )
    asked = Counter(role for question in pack.questions for role in question.roles)
    assert (asked[X], asked[M], asked[E], asked[O]) == (38, 74, 86, 57)


def test_every_question_goes_to_two_roles_and_has_five_anchors(pack: Pack) -> None:
    for question in pack.questions:
        assert len(question.roles) >= 2, question.id
        assert [option.level for option in question.options] == [1, 2, 3, 4, 5], question.id


def test_lead_questions_weigh_two_and_others_one(pack: Pack) -> None:
    assert len(pack.lead_questions) == 30
    for question in pack.questions:
        assert question.weight == (2 if question.id in pack.lead_questions else 1), question.id


def test_every_clause_belongs_to_exactly_one_capability(pack: Pack) -> None:
    owners = Counter(clause for each in pack.capabilities for clause in each.clauses)
    assert set(owners) == set(pack.by_clause)
    assert set(owners.values()) == {1}


def test_every_clause_but_guidance_is_served_by_something_a_user_sees(pack: Pack) -> None:
    entries = (*pack.deterrents, *pack.obstacles, *pack.talents, *pack.risks, *pack.actions, *pack.questions)
    served = {clause for each in entries for clause in each.clauses}
    guidance = {each.id for each in pack.clauses if each.kind == "guidance"}
    assert len(guidance) == 31
    assert set(pack.by_clause) - guidance - served == set()


def test_each_capability_lies_on_one_axis_of_the_radar(pack: Pack) -> None:
    assert Counter(each for axis in pack.dimensions for each in axis.capabilities) == dict.fromkeys(TABLE, 1)


def test_each_capability_has_an_action_up_to_defined(pack: Pack) -> None:
    steps = {(action.capability, action.level) for action in pack.actions}
    assert {(name, level) for name in TABLE for level in (2, 3)} <= steps


def test_names_of_things(pack: Pack) -> None:
    assert [pack.level_name(level) for level in range(1, 6)] == [
        "Initial",
        "Managed",
        "Defined",
        "Measured",
        "Optimized",
    ]
    assert [area.id for area in pack.areas] == ["S0", "S1", "S2", "S3", "S4", "OC"]
    assert (pack.by_area["S2"].title, pack.by_area["OC"].title) == (
        "Stage 2, Implementation",
        "Other considerations",
    )
    assert [each.id for each in pack.in_area("S4")] == ["REV"]


def test_the_source_kept_in_a_workspace_gives_the_same_pack(pack: Pack, pack_source: str) -> None:
    again = pack_from_source(pack_source)
    assert again == pack
    assert again.content_hash == pack.content_hash
    assert built_in_pack()[1] == pack_source
