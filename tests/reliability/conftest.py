"""How a test reports its row of the table.

Mark it `@pytest.mark.fault("F3")` (the row must be in rows_faults.py, rows_hostile.py or rows_private.py); it counts as
one case. One that goes through many takes the fixture `tally` and calls `tally.case()` after each that was withstood.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.checker import Corrupt, Lost
from tests.reliability.extent import FULL, TIER
from tests.reliability.table import functions_here
from workbench.storage.places import HOME_VARIABLE

HERE = Path(__file__).parent
_PROPERTY = "fault"
_seen: dict[str, dict[str, Any]] = {}


class Tally:
    """What one test went through: cases, and among them those that lost a save or left a file corrupt."""

    def __init__(self, row: str) -> None:
        self.counted: dict[str, Any] = {"row": row, "cases": 0, "lost": 0, "corrupt": 0}

    def case(self, count: int = 1) -> None:
        """Count a case, or several."""
        self.counted["cases"] += count


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder belongs to this tier."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.reliability)


@pytest.fixture(autouse=True)
def tally(request: pytest.FixtureRequest) -> Tally:
    """Where this test counts its cases."""
    marker = request.node.get_closest_marker("fault")
    made = Tally(marker.args[0] if marker else "")
    if marker:
        request.node.user_properties.append((_PROPERTY, made.counted))
    return made


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:  # type: ignore[misc]
    """Finish the count of a test that has run: it was one case at least, and its failure may be a loss."""
    for name, counted in item.user_properties:
        if name == _PROPERTY and call.when == "call" and isinstance(counted, dict):
            counted["cases"] = counted["cases"] or 1
            if call.excinfo is not None:
                counted["cases"] += 1
                counted["lost"] += call.excinfo.errisinstance(Lost)
                counted["corrupt"] += call.excinfo.errisinstance(Corrupt)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Gather the counts; with several processes this runs in the first of them too."""
    if report.when != "call" or report.skipped:
        return
    for name, counted in report.user_properties:
        if name == _PROPERTY and isinstance(counted, dict):
            known = _seen.setdefault(
                report.nodeid.split("[")[0], {"row": counted["row"], "cases": 0, "lost": 0, "corrupt": 0}
            )
            for what in ("cases", "lost", "corrupt"):
                known[what] += counted[what]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the counts of the tests that were run whole; the table is made of them."""
    chosen = session.config.option.keyword or any("::" in each for each in session.config.args)
    if hasattr(session.config, "workerinput") or chosen or not _seen:
        return
    path = HERE / "results" / f"{TIER}.json"
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    there = dict(functions_here())
    merged = {name: each for name, each in (known | _seen).items() if there.get(name) == each["row"]}
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        json.dumps(dict(sorted(merged.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def pytest_report_header() -> str:
    """Say which of the two it is."""
    return f"reliability: {'every case' if FULL else 'spread cases'}"
