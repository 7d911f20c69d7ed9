"""Drawing years of losses: the whole portfolio, a quick look while typing, and the memory it takes."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import numpy as np

from tests.benchmarks.measure import Row, alternate, clock
from workbench.analysis.loss_curve import QUICK_YEARS, YEARS, Source, simulate

RISKS = [Source(f"r{n}", 0.5 + 4.5 * n / 29, 1_000.0 * (n + 1), 40_000.0 * (n + 1)) for n in range(30)]
"""Thirty risks that strike from every other year to five times a year."""


def _naive() -> None:
    """The same years with one call of NumPy for each risk and no bookkeeping: all events at once."""
    rng = np.random.default_rng(1)
    for each in RISKS:
        counts = rng.poisson(each.frequency, YEARS)
        sizes = np.exp(rng.standard_normal(int(counts.sum())) + 10)
        np.bincount(np.repeat(np.arange(YEARS), counts), weights=sizes, minlength=YEARS)


def _peak() -> float:
    tracemalloc.start()
    simulate(RISKS, YEARS)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def run() -> Iterator[Row]:
    """Measure the simulation against its limits and against bare NumPy."""
    ours, bare = alternate(lambda: clock(lambda: simulate(RISKS, YEARS)), lambda: clock(_naive), 3)
    yield Row("100,000 years of 30 risks", ours, "bare NumPy, all events at once", bare, 2, 1.2)
    yield Row("100,000 years of 30 risks", ours, "a limit of 3,000 ms", 3000, 1, 0.5)
    quick = min(clock(lambda: simulate(RISKS, QUICK_YEARS)) for _ in range(5))
    yield Row("10,000 years of 30 risks", quick, "a limit of 200 ms", 200, 1, 0.5)
    yield Row("100,000 years of 30 risks, peak of memory", _peak(), "a limit of 500 MB", 500, 1, 0.5, "MB")
