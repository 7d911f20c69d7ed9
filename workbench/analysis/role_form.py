"""Which form of the SRE role fits, with every reason for it (blueprint, stage 1, 'Define SRE roles')."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.people import Placing
from workbench.domain.content import RoleModel
from workbench.domain.role_plan import RolePlan
from workbench.domain.text import join_words, sentence_case, spelled


class RoleForm(StrEnum):
    """The three forms of the blueprint; a pack's role models go by these ids."""

    DEDICATED = "dedicated"
    EMBEDDED = "embedded"
    CONSULTATIVE = "consultative"


EARLY, ADVANCED = 2, 4
SMALL, LARGE, MANY_TEAMS = 15, 60, 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a form (`points` above 0) or against it."""

    form: RoleForm
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The form with the most points and every reason counted; `sure` is false on a tie or without any figure."""

    form: RoleForm
    reasons: tuple[Reason, ...]
    sure: bool

    def points(self, form: RoleForm) -> int:
        """What the reasons for and against a form come to."""
        return sum(each.points for each in self.reasons if each.form is form)


def recommend(
    level: int | None, engineers: int | None = None, teams: int | None = None, freedom: bool | None = None
) -> Recommendation:
    """Recommend a form from the overall level (1..5), the size, and whether SRE may be free of other teams' processes.

    The blueprint: a dedicated team is a good first form at the start of DevOps; embedding brings SRE practice
    to teams that would not meet it otherwise; a consultative group fits where it can be granted freedom from
    other teams' processes. Unknown figures give no reason. A tie goes to the form named first there.
    """
    found: list[Reason] = []

    def says(form: RoleForm, points: int, text: str) -> None:
        found.append(Reason(form, points, text))

    if level is not None and level <= EARLY:
        says(
            RoleForm.DEDICATED,
            3,
            f"Level {level} of 5: a dedicated team sets the first standards and practices.",
        )
    if level is not None and level > EARLY:
        says(
            RoleForm.EMBEDDED,
            2,
            f"Level {level} of 5: standards are there, and embedding carries them into teams.",
        )
    if level is not None and level >= ADVANCED:
        says(RoleForm.CONSULTATIVE, 1, f"Level {level} of 5: teams can take up advice by themselves.")
    if engineers is not None and engineers < SMALL:
        says(
            RoleForm.DEDICATED,
            -2,
            f"{engineers} engineers: a team apart would take too large a share of them.",
        )
        says(
            RoleForm.EMBEDDED,
            1,
            f"{engineers} engineers: one or two with the role, inside a team, are enough.",
        )
    if engineers is not None and engineers >= LARGE:
        says(
            RoleForm.DEDICATED,
            1,
            f"{engineers} engineers: there is enough shared work for a team of its own.",
        )
    if teams is not None and teams >= MANY_TEAMS:
        says(
            RoleForm.EMBEDDED, 1, f"{teams} teams: some would not meet SRE practice unless it comes to them."
        )
    if freedom is True:
        says(RoleForm.CONSULTATIVE, 3, "The business grants freedom from other teams' processes.")
    if freedom is False:
        says(RoleForm.CONSULTATIVE, -3, "There is no freedom from other teams' processes.")
    points = {form: sum(each.points for each in found if each.form is form) for form in RoleForm}
    best = max(RoleForm, key=lambda form: points[form])
    alone = sum(1 for form in RoleForm if points[form] == points[best]) == 1
    return Recommendation(best, tuple(found), bool(found) and alone)


def leaders(found: Recommendation) -> tuple[RoleForm, ...]:
    """The forms with the most points: several on a tie, none without any reason."""
    if not found.reasons:
        return ()
    most = max(found.points(form) for form in RoleForm)
    return tuple(form for form in RoleForm if found.points(form) == most)


def advise(plan: RolePlan | None, level: int | None) -> Recommendation:
    """Recommend a form by what a role plan says, and the overall level."""
    if plan is None:
        return recommend(level)
    return recommend(level, plan.engineers, plan.teams, plan.freedom)


def against_advice(model: str, found: Recommendation) -> bool:
    """Whether a model has fewer points than another one, so that choosing it asks for a reason."""
    best = leaders(found)
    return bool(model) and bool(best) and model not in {form.value for form in best}


def form_words(models: Sequence[RoleModel], plan: RolePlan | None, found: Recommendation) -> str:
    """Say which form is chosen and what the figures speak for, without a full stop."""
    titles = {each.id: " ".join(each.title.split()) for each in models}
    best = [titles[form.value] for form in leaders(found) if form.value in titles]
    advice = join_words(best) if best and len(best) < len(RoleForm) else ""
    chosen = plan.model if plan is not None else ""
    if not chosen:
        return f"{advice}: what the figures recommend" if advice else "No form of the SRE role is chosen yet"
    title = titles.get(chosen, chosen)
    if not advice or against_advice(chosen, found):
        return (
            f"{title}: the form chosen, while the figures recommend “{advice}”"
            if advice
            else f"{title}: the form chosen"
        )
    return f"{title}: chosen, as the figures recommend"


def need_words(found: Placing) -> str:
    """Say how many of the people needed are there, without a full stop; '' where the plan needs nobody yet."""
    if not found.needed:
        return ""
    if found.met == found.needed:
        return (
            "everybody who is needed is there"
            if found.needed > 1
            else "the one person who is needed is there"
        )
    if not found.met:
        return (
            f"none of {spelled(found.needed)} people needed is there"
            if found.needed > 1
            else "the one person who is needed is missing"
        )
    return f"{spelled(found.met)} of {spelled(found.needed)} people needed {'is' if found.met == 1 else 'are'} there"


def plan_words(
    models: Sequence[RoleModel], plan: RolePlan | None, found: Recommendation, placed: Placing
) -> str:
    """Say in one sentence which form is chosen, and how far the people needed are there."""
    said, need = form_words(models, plan, found), need_words(placed)
    if not need:
        return f"{said}."
    return f"{said}. {sentence_case(need)}."
