"""A pytest plugin that counts the tests outside tests/reliability that prove a row of its table; they run with all others.

It is named with `-p tests.proofs`. Each case of such a test counts as one; one that failed has no count, and what a run did not go through stays as counted.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.rows import ROWS

COUNTS = Path(__file__).parent / "reliability" / "results" / "elsewhere.json"
PROOFS = frozenset(name for row in ROWS for name in row.elsewhere)
_passed: Counter[str] = Counter()
_failed: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count it; with several processes this runs in the first of them."""
    name = report.nodeid.split("[")[0]
    if name in PROOFS and report.failed:
        _failed.add(name)
    elif name in PROOFS and report.when == "call" and report.passed:
        _passed[name] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the counts of the tests that were run whole."""
    chosen = session.config.option.keyword or any("::" in each for each in session.config.args)
    if hasattr(session.config, "workerinput") or chosen or not _passed:
        return
    known: dict[str, int] = json.loads(COUNTS.read_text(encoding="utf-8")) if COUNTS.exists() else {}
    merged = {name: count for name, count in sorted((known | _passed).items()) if name in PROOFS - _failed}
    COUNTS.write_text(json.dumps(merged, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
