"""The charts there are, listed so that a new one is one file and one row."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from workbench.charts import dumbbell, gantt, heat, ladder, matrix, quadrant, radar


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by name: what it answers, and the module whose `draw` makes its figure."""

    name: str
    answers: str
    module: ModuleType


CHARTS: tuple[Chart, ...] = (
    Chart("ladder", "Which level has been earned, and how far is the target?", ladder),
    Chart("radar", "Which dimension trails?", radar),
    Chart("dumbbell", "Which capabilities have the largest gaps?", dumbbell),
    Chart("heat", "Where do roles see things differently?", heat),
    Chart("matrix", "Which risks lie above the limit, today and after treatment?", matrix),
    Chart("gantt", "What happens when, and what has to come first?", gantt),
    Chart("quadrant", "Which obstacles can go now?", quadrant),
)
