"""The format of a content pack, as models that refuse what they do not know."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _printable(text: str) -> str:
    """Refuse what no reader sees and what turns the order of letters round."""
    for sign in text:
        if (unicodedata.category(sign) == "Cc" and sign not in "\n\t") or sign in _BIDI:
            raise ValueError(f"has a character that cannot be seen (U+{ord(sign):04X}); take it out")
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("must stand on one line")
    return text


Text = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True), AfterValidator(_printable)
]
Prose = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_printable)]
"""Text that may be left out."""
Short = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_printable),
    AfterValidator(_one_line),
]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
RoleName = Literal["executive", "manager", "engineer", "operations"]
Step = Annotated[int, Field(ge=1, le=5)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PaceModel(_Strict):
    """Minutes a question takes."""

    alone: float = Field(gt=0, le=60)
    together: float = Field(gt=0, le=60)


class LevelModel(_Strict):
    """One of the five levels."""

    level: Step
    name: Short
    short: Short
    text: Text
    clauses: list[Id] = []


class AreaModel(_Strict):
    """A stage or the other considerations."""

    id: Id
    name: Short
    purpose: Prose = ""


class DimensionModel(_Strict):
    """One axis of the radar."""

    id: Id
    name: Short
    short: Short
    capabilities: list[Id] = Field(min_length=1)


class OptionModel(_Strict):
    """One behavioural anchor and its level."""

    level: Step
    text: Text


class EssentialModel(_Strict):
    """The least level a question must reach, and why."""

    level: Annotated[int, Field(ge=2, le=5)]
    reason: Text


class QuestionModel(_Strict):
    """One question."""

    id: Id
    title: Short
    ask: Text
    roles: list[RoleName] = Field(min_length=1)
    weight: int = Field(ge=1, le=10)
    essential: EssentialModel | None = None
    options: list[OptionModel] = Field(min_length=2, max_length=6)
    why: Prose = ""
    evidence: Prose = ""
    clauses: list[Id] = []


class CapabilityModel(_Strict):
    """One capability with its questions, the lead question first."""

    id: Id
    area: Id
    name: Short
    weight: int = Field(ge=1, le=10)
    about: Prose = ""
    clauses: list[Id] = []
    questions: list[QuestionModel] = Field(min_length=1)


class EntryModel(_Strict):
    """Something ready to pick into an inventory."""

    id: Id
    title: Text
    kind: Literal["", "threat", "opportunity"] = ""
    detail: Prose = ""
    countermeasure: Prose = ""
    cause: Prose = ""
    consequence: Prose = ""
    clauses: list[Id] = []
    capabilities: list[Id] = []


class MeasureModel(_Strict):
    """What an action is judged by."""

    name: Text
    unit: Short
    lower_is_better: bool = True


class ActionModel(_Strict):
    """A suggested action."""

    id: Id
    title: Text
    capability: Id
    level: Annotated[int, Field(ge=2, le=5)]
    workstream: Short
    purpose: Prose = ""
    effort_days: float = Field(gt=0, le=2000)
    lead_days: int = Field(ge=0, le=2000)
    roles: list[RoleName] = []
    deliverables: list[Text] = []
    acceptance: list[Text] = []
    measure: MeasureModel | None = None
    after: list[Id] = []
    quick_win: bool = False
    clauses: list[Id] = []


class RoleModelModel(_Strict):
    """A form the SRE role can take."""

    id: Id
    title: Short
    detail: Text
    fits: list[Text] = Field(min_length=1)
    limits: list[Text] = []
    clauses: list[Id] = []
    capabilities: list[Id] = []


class CompetenceModel(_Strict):
    """Something a person can be good at."""

    id: Id
    name: Short
    text: Text
    core: bool = False
    clauses: list[Id] = []


class SkillLevelModel(_Strict):
    """A step of the SRE career."""

    id: Id
    name: Short
    text: Text
    expected: dict[Id, Annotated[int, Field(ge=0, le=5)]]
    questions: list[Text] = []
    award: bool = False
    clauses: list[Id] = []


class PartModel(_Strict):
    """One heading of a document template."""

    title: Short
    prompt: Text


class DocumentModel(_Strict):
    """A document ready to be filled in."""

    id: Id
    title: Short
    about: Text
    parts: list[PartModel] = Field(min_length=1)
    clauses: list[Id] = []
    capabilities: list[Id] = []


class ProjectModel(_Strict):
    """A first project with its measure and an example of before and after."""

    id: Id
    title: Short
    text: Text
    measure: MeasureModel
    effort_days: float = Field(gt=0, le=2000)
    lead_days: int = Field(ge=0, le=2000)
    quick_win: bool = False
    before: float | None = Field(default=None, ge=0)
    after: float | None = Field(default=None, ge=0)
    clauses: list[Id] = []
    capabilities: list[Id] = []


class ItemModel(_Strict):
    """One entry of a catalogue."""

    id: Id
    title: Short
    text: Prose = ""
    points: list[Text] = []
    clauses: list[Id] = []
    capabilities: list[Id] = []


class CatalogueModel(_Strict):
    """A list of practices to tick off, of prompts to pick, or of things to read."""

    id: Id
    title: Short
    about: Text
    use: Literal["check", "pick", "read"]
    entries: list[ItemModel] = Field(min_length=1)
    clauses: list[Id] = []
    capabilities: list[Id] = []


class FunctionModel(_Strict):
    """A function of the program, and the clauses it serves."""

    function: Id
    text: Text
    clauses: list[Id] = Field(min_length=1)


class HelpModel(_Strict):
    """Something to read."""

    id: Id
    title: Short
    text: Text
    clauses: list[Id] = []
    capabilities: list[Id] = []


class TermModel(_Strict):
    """A glossary entry."""

    term: Short
    text: Text
    also: list[Short] = []
    clauses: list[Id] = []


class ClauseModel(_Strict):
    """One clause of the blueprint."""

    id: Id
    section: Short
    kind: Short
    text: Text
    asks: Literal["", "inventory", "document", "plan"] = ""


class PackModel(_Strict):
    """A whole content pack, format 1."""

    format: Literal[1]
    id: Id
    version: Short
    title: Short
    language: Short
    minutes: PaceModel
    levels: list[LevelModel] = Field(min_length=5, max_length=5)
    areas: list[AreaModel] = Field(min_length=1)
    dimensions: list[DimensionModel] = []
    capabilities: list[CapabilityModel] = Field(min_length=1)
    deterrents: list[EntryModel] = []
    obstacles: list[EntryModel] = []
    talents: list[EntryModel] = []
    risks: list[EntryModel] = []
    actions: list[ActionModel] = []
    role_models: list[RoleModelModel] = []
    competences: list[CompetenceModel] = []
    skill_levels: list[SkillLevelModel] = []
    documents: list[DocumentModel] = []
    projects: list[ProjectModel] = []
    catalogues: list[CatalogueModel] = []
    functions: list[FunctionModel] = []
    help: list[HelpModel] = []
    glossary: list[TermModel] = []
    clauses: list[ClauseModel] = []
