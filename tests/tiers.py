"""A pytest plugin that says what the tiers leave out, and holds the system tier to running everything.

It is named with `-p tests.tiers`, so that it is there in every process the tests are spread over.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

REQUIRE_SYSTEM = "SRE_REQUIRE_SYSTEM"
_counted = {"system": 0, "slow": 0, "reliability": 0, "skipped": 0}


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count the system, the slow and the reliability tests that the marker expression dropped."""
    slow = [bool(item.get_closest_marker("slow")) for item in items if item.get_closest_marker("system")]
    _counted["slow"] += sum(slow)
    _counted["system"] += len(slow) - sum(slow)
    _counted["reliability"] += sum(1 for item in items if item.get_closest_marker("reliability"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count skipped tests; an expected failure is reported as skipped too and is none."""
    _counted["skipped"] += report.skipped and not hasattr(report, "wasxfail")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what another process left out: each of them sees all tests, so that they all leave out the same."""
    for tier in ("system", "slow", "reliability"):
        _counted[tier] = max(_counted[tier], getattr(node, "workeroutput", {}).get(tier, 0))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the counts on, or fail where a test was skipped and none may be."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output.update(_counted)
    elif os.environ.get(REQUIRE_SYSTEM) and _counted["skipped"]:
        session.exitstatus = session.exitstatus or 1


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it in a line."""
    if _counted["system"] or _counted["slow"]:
        terminalreporter.write_line(
            f"Left out: {_counted['system']} system tests, which .ci/run runs, and {_counted['slow']} slow ones (-m slow)."
        )
    if _counted["reliability"]:
        terminalreporter.write_line(
            f"Left out: {_counted['reliability']} reliability tests, which .ci/run runs (--reliability)."
        )
    if os.environ.get(REQUIRE_SYSTEM) and _counted["skipped"]:
        terminalreporter.write_line(f"{_counted['skipped']} tests were skipped where none may be.")
