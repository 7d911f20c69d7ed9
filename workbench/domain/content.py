"""A content pack: the questions, catalogues and words an assessment is made with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from workbench.domain.role import Role

CORE_WEIGHT = 2
"""A capability of this weight or more is a core one: it gates the level of its area and of the whole."""


@dataclass(frozen=True, slots=True)
class Level:
    """One of the five DevOps levels, 1 Initial to 5 Optimized."""

    level: int
    name: str
    short: str
    text: str
    clauses: tuple[str, ...] = ()


def option_key(level: int, variant: int = 0) -> str:
    """The key of an option of a question."""
    return f"{level}.{variant}" if variant else str(level)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a question offers: a behaviour, and the level it stands for.

    `variant` tells options of the same level apart: 0 for the first of them, then 1 and so on.
    """

    level: int
    text: str
    variant: int = 0

    @property
    def key(self) -> str:
        """The option as hands are counted for it: '3', or '3.1' for a second option of level 3."""
        return option_key(self.level, self.variant)


@dataclass(frozen=True, slots=True)
class Essential:
    """The least a question must reach before its capability can reach the same level."""

    level: int
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question on one idea, with ordered behavioural anchors (`options`, ascending in level)."""

    id: str
    capability: str
    title: str
    ask: str
    roles: tuple[Role, ...]
    weight: int
    options: tuple[Option, ...]
    why: str = ""
    evidence: str = ""
    clauses: tuple[str, ...] = ()
    essential: Essential | None = None

    def option(self, level: int, variant: int = 0) -> Option | None:
        """The option that stands for this level, if the question has one; of several the one named."""
        return next((each for each in self.options if (each.level, each.variant) == (level, variant)), None)


@dataclass(frozen=True, slots=True)
class Capability:
    """Something an organisation can be good at; the smallest thing that has a level."""

    id: str
    area: str
    name: str
    weight: int
    questions: tuple[Question, ...]
    about: str = ""
    clauses: tuple[str, ...] = ()

    @property
    def core(self) -> bool:
        """Whether this capability gates the level of its area and of the whole."""
        return self.weight >= CORE_WEIGHT


@dataclass(frozen=True, slots=True)
class Area:
    """A stage of the blueprint (S0 to S4), or its other considerations (OC)."""

    id: str
    name: str
    purpose: str = ""

    @property
    def mark(self) -> str:
        """One sign for the area: its stage number, or '+' where it is no stage."""
        return self.id[1:] if self.id[:1] == "S" and self.id[1:].isdigit() else "+"

    @property
    def title(self) -> str:
        """The area as a heading names it."""
        return f"Stage {self.mark}, {self.name}" if self.mark != "+" else self.name


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of the radar: capabilities shown together. It has an index and no level."""

    id: str
    name: str
    short: str
    capabilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """Something ready to pick into an inventory: a deterrent, an obstacle, a talent or a risk."""

    id: str
    title: str
    detail: str = ""
    countermeasure: str = ""
    cause: str = ""
    consequence: str = ""
    kind: str = ""
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What an action is judged by."""

    name: str
    unit: str
    lower_is_better: bool = True


@dataclass(frozen=True, slots=True)
class SuggestedAction:
    """An action the pack proposes for one level step of one capability."""

    id: str
    title: str
    capability: str
    level: int
    workstream: str
    purpose: str
    effort_days: float
    lead_days: int
    roles: tuple[Role, ...]
    deliverables: tuple[str, ...]
    acceptance: tuple[str, ...]
    measure: Measure | None
    after: tuple[str, ...]
    quick_win: bool
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleModel:
    """A form the SRE role can take, when it fits and where it ends."""

    id: str
    title: str
    detail: str
    fits: tuple[str, ...]
    limits: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Competence:
    """Something a person can be good at; a `core` one must be met for any skill level."""

    id: str
    name: str
    text: str
    core: bool
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """A step of the SRE career: what is expected (`expected`, 0..5 per competence id), what to ask a candidate.

    An `award` level is given, not reached by competence alone.
    """

    id: str
    name: str
    text: str
    expected: Mapping[str, int]
    questions: tuple[str, ...] = ()
    award: bool = False
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One heading of a document template, and what belongs under it."""

    title: str
    prompt: str


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A document ready to be filled in, such as the engagement agreement."""

    id: str
    title: str
    about: str
    parts: tuple[DocumentPart, ...]
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectTemplate:
    """A first project with its measure; `before` and `after` are an example in the measure's unit."""

    id: str
    title: str
    text: str
    measure: Measure
    effort_days: float
    lead_days: int
    quick_win: bool = False
    before: float | None = None
    after: float | None = None
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


class Use(StrEnum):
    """What a catalogue is for: ticked off per team, picked into an inventory, or read."""

    CHECK = "check"
    PICK = "pick"
    READ = "read"


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One entry of a catalogue, with its points one by one."""

    id: str
    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A named list of practices, prompts or explanations."""

    id: str
    title: str
    about: str
    use: Use
    entries: tuple[CatalogueItem, ...]
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServedByProgram:
    """A function of the program (`function`, see `workbench.domain.function`), and the clauses it serves."""

    function: str
    text: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """Something to read; it can serve clauses that inform, and no others."""

    id: str
    title: str
    text: str
    clauses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of art, what it means, and the other forms it is written in (`also`)."""

    term: str
    text: str
    also: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


class Asks(StrEnum):
    """What a clause demands beyond an answer: a list of what there is, something written, or a plan."""

    NOTHING = ""
    INVENTORY = "inventory"
    DOCUMENT = "document"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the blueprint, where it stands and what it says in short."""

    id: str
    section: str
    kind: str
    text: str
    asks: Asks = Asks.NOTHING


@dataclass(frozen=True, slots=True)
class Pace:
    """Minutes a question takes, answered alone or together in a room."""

    alone: float
    together: float


@dataclass(frozen=True)
class Pack:
    """A content pack as loaded: immutable, known by id, version and the hash of its content."""

    id: str
    version: str
    title: str
    language: str
    pace: Pace
    levels: tuple[Level, ...]
    areas: tuple[Area, ...]
    dimensions: tuple[Dimension, ...]
    capabilities: tuple[Capability, ...]
    deterrents: tuple[CatalogueEntry, ...] = ()
    obstacles: tuple[CatalogueEntry, ...] = ()
    talents: tuple[CatalogueEntry, ...] = ()
    risks: tuple[CatalogueEntry, ...] = ()
    actions: tuple[SuggestedAction, ...] = ()
    role_models: tuple[RoleModel, ...] = ()
    competences: tuple[Competence, ...] = ()
    skill_levels: tuple[SkillLevel, ...] = ()
    documents: tuple[DocumentTemplate, ...] = ()
    projects: tuple[ProjectTemplate, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()
    functions: tuple[ServedByProgram, ...] = ()
    help: tuple[HelpTopic, ...] = ()
    glossary: tuple[Term, ...] = ()
    clauses: tuple[Clause, ...] = ()
    content_hash: str = field(default="", compare=False)

    @cached_property
    def axes(self) -> tuple[Dimension, ...]:
        """The axes of the radar: the pack's dimensions, or its areas where it names none."""
        if self.dimensions:
            return self.dimensions
        members = {
            area.id: tuple(each.id for each in self.capabilities if each.area == area.id)
            for area in self.areas
        }
        return tuple(
            Dimension(area.id, area.name, area.name, members[area.id])
            for area in self.areas
            if members[area.id]
        )

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the pack."""
        return tuple(question for capability in self.capabilities for question in capability.questions)

    @cached_property
    def by_question(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def by_capability(self) -> dict[str, Capability]:
        """Capabilities by id."""
        return {capability.id: capability for capability in self.capabilities}

    @cached_property
    def by_area(self) -> dict[str, Area]:
        """Areas by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def by_clause(self) -> dict[str, Clause]:
        """Clauses by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def by_catalogue(self) -> dict[str, Catalogue]:
        """Catalogues by id."""
        return {catalogue.id: catalogue for catalogue in self.catalogues}

    @cached_property
    def lead_questions(self) -> frozenset[str]:
        """The first question of each capability, which the quick scan asks."""
        return frozenset(capability.questions[0].id for capability in self.capabilities)

    def in_area(self, area_id: str) -> Iterator[Capability]:
        """The capabilities of one area, in order."""
        return (capability for capability in self.capabilities if capability.area == area_id)

    def level_name(self, level: int) -> str:
        """The name of a level, 1 to 5."""
        return self.levels[level - 1].name
