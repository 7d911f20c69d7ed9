"""The table names every row that has tests, every test has its row, and the page is the one the counts give."""

from __future__ import annotations

import ast

from tests.reliability import table
from tests.reliability.rows import ROWS
from tests.storage.raw import ROOT


def test_every_row_has_tests_and_every_test_a_row() -> None:
    keys = [row.key for row in ROWS]
    assert len(set(keys)) == len(keys)
    marked = {key for _, key in table.functions_here()}
    assert marked <= set(keys)
    assert [row.key for row in ROWS if row.key not in marked and not row.elsewhere] == []
    assert {f"F{number}" for number in range(1, 23)} <= set(keys)


def test_what_is_proved_elsewhere_is_there() -> None:
    for row in ROWS:
        for each in row.elsewhere:
            path, name = each.split("::")
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, each


def test_the_counts_are_those_of_the_tests_there_are() -> None:
    here = dict(table.functions_here())
    for tier in ("quick", "full"):
        found = table.counted(tier)
        # What was not gone through in full yet has a dash there; the quick run goes through something of all.
        known = here if tier == "quick" else {name: key for name, key in here.items() if name in found}
        assert {name: each["row"] for name, each in found.items()} == known, f"run --reliability {tier} again"
        assert all(each["cases"] > 0 for each in found.values())
        assert all(each["lost"] == each["corrupt"] == 0 for each in found.values())


def test_what_is_proved_elsewhere_was_counted() -> None:
    wanted = {each for row in ROWS for each in row.elsewhere}
    found = table.counted_elsewhere()
    assert found.keys() == wanted, "run all tests again"
    assert all(count > 0 for count in found.values())


def test_the_page_is_the_one_they_give() -> None:
    said = "python -m tests.reliability.table writes it anew"
    lines = table.README.read_text(encoding="utf-8").splitlines()
    wanted = table.render().splitlines()

    def without_figures(listed: list[str]) -> list[str]:
        # Figures move with the machine; rows, words and tests do not.
        return ["|".join(each.split("|")[:5] + each.split("|")[9:]) for each in listed]

    assert without_figures(lines) == without_figures(wanted), said
