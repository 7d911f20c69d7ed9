"""The charts there are, listed so that a new one is one file and one row."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from workbench.charts import (
    agreement,
    budget,
    cells,
    decision,
    distribution,
    dumbbell,
    gantt,
    heard,
    heat,
    ladder,
    loss,
    matrix,
    moved,
    needs,
    partners,
    practices,
    quadrant,
    radar,
    recognised,
    results,
    skills,
    slope,
    stakeholders,
    toil,
    tracks,
    value_effort,
)


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
    Chart("heat", "Where do roles, teams or groups see things differently?", heat),
    Chart("agreement", "On which questions do people disagree, and who with whom?", agreement),
    Chart("distribution", "How do the answers to one question lie?", distribution),
    Chart("matrix", "Which risks lie above the limit, before and after treatment?", matrix),
    Chart("cells", "What do appetite and tolerance make of each cell?", cells),
    Chart("loss", "How likely is a year that costs more than we accept?", loss),
    Chart("gantt", "What happens when, and what has to come first?", gantt),
    Chart("value_effort", "Which action brings much for little effort?", value_effort),
    Chart("toil", "Which work is toil, and what would automating it save?", toil),
    Chart("heard", "Which teams have not been talked to?", heard),
    Chart("budget", "How much may still go wrong?", budget),
    Chart("needs", "How far is each KPI from its target?", needs),
    Chart("recognised", "When was work together recognised, and did others hear of it?", recognised),
    Chart("practices", "Which practices are missing where?", practices),
    Chart("quadrant", "Which obstacles can go now?", quadrant),
    Chart("stakeholders", "Who is to be won, and whom can the change lean on?", stakeholders),
    Chart("skills", "Which levels are reached, and which does the plan lack?", skills),
    Chart("slope", "Which dimensions rose, and which fell?", slope),
    Chart("moved", "How far did each capability move?", moved),
    Chart("tracks", "How far has each come on one short scale?", tracks),
    Chart("results", "What has become better, and by how much?", results),
    Chart("decision", "Which option do the criteria favour, and why?", decision),
    Chart("partners", "Which teams trust us, and where is nobody yet?", partners),
)
