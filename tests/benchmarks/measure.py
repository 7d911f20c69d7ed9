"""Timing with as little noise as a shared machine allows: several rounds, the yardstick in turn with ours."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Row:
    """One line of the table: two figures, and what their ratio must not exceed and should reach."""

    job: str
    ours: float
    yardstick: str
    theirs: float
    must: float
    aim: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours over theirs."""
        return self.ours / self.theirs

    def line(self) -> str:
        """The row as printed."""
        verdict = "aim" if self.ratio <= self.aim else "must" if self.ratio <= self.must else "MISSED"
        return (
            f"{self.job:44} {self.ours:10.2f} {self.unit}   {self.yardstick:44} {self.theirs:10.2f} {self.unit}"
            f"   ratio {self.ratio:6.3f}   must {self.must:g}, aim {self.aim:g}: {verdict}"
        )


@dataclass(frozen=True)
class Missing:
    """A row that could not be measured here, and why."""

    job: str
    reason: str

    def line(self) -> str:
        """The row as printed."""
        return f"{self.job:44} NOT MEASURED: {self.reason}"


def alternate(ours: Callable[[], float], theirs: Callable[[], float], rounds: int = 5) -> tuple[float, float]:
    """Measure both in turn, after one round to warm up; the medians, in the unit they return."""
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def clock(work: Callable[[], object]) -> float:
    """Milliseconds on the wall for one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _run(code: str, arguments: tuple[str, ...], environment: dict[str, str]) -> str:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **environment}
    # A user's Python keeps what it compiled; one that may not would be measured compiling.
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=settings,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def child_text(code: str, *arguments: str, **environment: str) -> str:
    """Run Python code in a fresh process; the last line it prints."""
    return _run(code, arguments, environment)


def child(code: str, *arguments: str, **environment: str) -> float:
    """Run Python code in a fresh process; the last line it prints, as a number."""
    return float(_run(code, arguments, environment))


def child_cpu(code: str, *arguments: str, **environment: str) -> float:
    """Run Python code in a fresh process; the milliseconds of CPU it took."""
    before = os.times()
    _run(code, arguments, environment)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used * 1000
