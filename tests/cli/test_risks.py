"""The commands about the risk register, as a user starts them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.storage.raw import digest, holding
from workbench.actions import books, criteria, demo, risks, talents
from workbench.actions.edit import perform
from workbench.domain.assessment import Strength
from workbench.domain.criteria import Threshold
from workbench.domain.risk import RiskKind
from workbench.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def test_out_and_in_again(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    ended = shell("risks", "export", table, "--workspace", demo_file)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == f"{table} (13 risks)\n"
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Code"] for row in rows][:2] == ["T1", "T2"]
    before = digest(demo_file)
    again = shell("risks", "import", table, "--workspace", demo_file)
    assert (again.status, again.out) == (0, "Changed: 0 risks; added: 0 risks.\n")
    assert digest(demo_file) == before
    table.write_text("Code,Risk,Owner\nT2,Promises,Board\n,New,Board\n", encoding="utf-8")
    looked = shell("risks", "import", table, "--check", "--workspace", demo_file)
    assert looked.out == "To change: 1 risk; to add: 1 risk. Nothing was changed yet.\n"
    assert digest(demo_file) == before
    taken = shell("risks", "import", table, "--workspace", demo_file)
    assert taken.out == "Changed: 1 risk; added: 1 risk.\n"
    with Store.open(demo_file) as store:
        found = books.open_book(store, demo.ASSESSMENT_ID).risks
    assert (found[1].title, found[1].owner) == ("Promises", "Board")
    assert (found[13].code, found[13].title) == ("T9", "New")


def test_a_wrong_table_is_refused_and_changes_nothing(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "register.csv"
    table.write_text("Risk,Impact\nA,9\nB,10\n", encoding="utf-8")
    before = digest(demo_file)
    said = shell.refused("risks", "import", table, "--workspace", demo_file)
    assert "'register.csv' was not taken in. Row 2, Impact: '9'" in said
    assert "Row 3, Impact: '10'" in said
    assert "neither .csv nor .xlsx" in shell.refused(
        "risks", "export", tmp_path / "a.pdf", "--workspace", demo_file
    )
    assert "cannot be read" in shell.refused("risks", "import", tmp_path / "no.csv", "--workspace", demo_file)
    assert "WHAT" in shell.refused("risks")
    assert digest(demo_file) == before


def test_a_workspace_open_elsewhere_can_be_written_out_and_not_into(
    shell: Shell, demo_file: Path, tmp_path: Path
) -> None:
    table = tmp_path / "register.xlsx"
    with holding("hold", demo_file):
        assert shell("risks", "export", table, "--workspace", demo_file).status == 0
        assert shell("risks", "import", table, "--check", "--workspace", demo_file).status == 0
        shell.refused("risks", "import", table, "--workspace", demo_file, status=1)


PLACE = {"zone", "frequency_step", "impact_step", "frequency", "impact", "expected", "least", "most"}
RISK_KEYS = {
    "id", "code", "title", "kind", "state", "capability", "clauses", "obstacles", "actions", "owner", "treatment",
    "due", "review", "missing", "inherent", "so_far", "residual", "cost", "rosi", "simulated", "controls",
    "positive_risk",
}  # fmt: skip


def test_risks_as_json_by_hand(shell: Shell, demo_file: Path) -> None:
    threat, chance = "1" * 32, "2" * 32
    with Store.open(demo_file) as store:
        for risk in books.open_book(store, demo.ASSESSMENT_ID).risks:
            perform(store, risks.remove(demo.ASSESSMENT_ID, risk.id))
        perform(
            store,
            criteria.change(
                demo.ASSESSMENT_ID, unit="€", scale=1000.0, appetite=Threshold(value=1000.0),
                tolerance=Threshold(value=4000.0), most=Threshold(value=60_000.0), least=Threshold(value=30_000.0),
            ),
        )  # fmt: skip
        perform(
            store,
            risks.add(
                demo.ASSESSMENT_ID, "Backups fail", entity_id=threat, frequency_number=4.0, impact_number=50_000.0,
            ),
        )  # fmt: skip
        seen = Strength.ARTEFACT
        perform(
            store, risks.add_control(threat, "One", prevention=0.6, evidence=seen, cost=43_000, in_place=True)
        )
        perform(store, risks.add_control(threat, "Two", prevention=0.5, mitigation=0.3, evidence=seen))
        perform(
            store,
            risks.add(
                demo.ASSESSMENT_ID, "Canaries", RiskKind.OPPORTUNITY, entity_id=chance, chance=0.5, benefit=30_000.0,
                treatment_cost=4000.0, downside_frequency_number=0.5, downside_impact_number=2000.0,
            ),
        )  # fmt: skip
    ended = shell("risks", "show", "--json", "--workspace", demo_file)
    assert (ended.status, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert set(found) == {"schema", "program", "client", "assessment", "criteria", "portfolio", "risks"}
    assert found["schema"] == "sre-workbench/risks/1"
    one, other = found["risks"]
    assert set(one) == set(other) == RISK_KEYS
    assert set(one["inherent"]) == set(one["so_far"]) == set(one["residual"]) == PLACE
    # domain.md 3: 4 a year × 50 k = 200 k; prevention .6 and .5, mitigation .3: .8 × 35 k = 28 k; cost 43 k: ROSI 3.
    assert one["inherent"]["expected"] == 200_000
    # With the first control alone 1.6 × 50 k.
    assert one["so_far"]["expected"] == 80_000
    assert one["residual"]["expected"] == 28_000
    assert (one["cost"], one["rosi"]) == (43_000, 3.0)
    assert one["missing"] == ["owner", "due", "review"]
    assert one["positive_risk"] is None
    # .5 × 30,000 / (4,000 + .5 × 2,000) = 3; a downside of 1,000 is the appetite itself: green.
    assert other["positive_risk"]["outcome"] == "worth trying"
    assert other["positive_risk"]["ratio"] == 3.0
    assert other["positive_risk"]["downside"]["zone"] == "green"
    assert other["inherent"] is None
    assert [found["portfolio"][key]["verdict"] for key in ("inherent", "so_far", "residual")] == [
        "above the most",
        "above the most",
        "overly cautious",
    ]
    assert found["criteria"]["thresholds"]["appetite"] == {
        "value": 1000.0,
        "set_by": "",
        "set_on": None,
        "confirmed": False,
    }
    # Half decades and a tolerance of 4 u: F4 I3 begins at 1 × √10 = 3.16 u, which is not red any more; F5 I3 does at 10.
    assert [row[2] for row in found["criteria"]["cells"]] == ["green", "amber", "amber", "amber", "red"]
    listed = shell("risks", "show", "--workspace", demo_file)
    assert "Treat    Treat    Treat    Backups fail" in listed.out
    assert "not yet confirmed" in listed.out


def test_risks_in_json_are_documented_and_nameless(shell: Shell, demo_file: Path) -> None:
    with Store.open(demo_file) as store:
        first = books.open_book(store, demo.ASSESSMENT_ID).risks[0]
        perform(store, talents.add(demo.ASSESSMENT_ID, "Harbour Master", name="Xanthippe Fothergill"))
        perform(store, risks.change(first.id, owner="Xanthippe Fothergill"))
    said = shell("risks", "show", "--json", "--workspace", demo_file).out
    assert "Fothergill" not in said
    assert "Fothergill" in shell("risks", "show", "--json", "--names", "--workspace", demo_file).out
    documented = (ROOT / "docs" / "risks-json.md").read_text("utf-8")

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return {str(key) for key in value} | {key for each in value.values() for key in keys(each)}
        return {key for each in value for key in keys(each)} if isinstance(value, list) else set()

    assert {key for key in keys(json.loads(said)) if f"`{key}`" not in documented} == set()


def test_an_export_names_nobody_unless_asked_to(shell: Shell, demo_file: Path, tmp_path: Path) -> None:
    with Store.open(demo_file) as store:
        first = books.open_book(store, demo.ASSESSMENT_ID).risks[0]
        perform(store, talents.add(demo.ASSESSMENT_ID, "Harbour Master", name="Xanthippe Fothergill"))
        perform(store, risks.change(first.id, owner="Xanthippe Fothergill"))
    table = tmp_path / "a.csv"
    shell("risks", "export", table, "--workspace", demo_file)
    assert "Fothergill" not in table.read_text("utf-8-sig")
    shell("risks", "export", table, "--names", "--workspace", demo_file)
    assert "Fothergill" in table.read_text("utf-8-sig")
