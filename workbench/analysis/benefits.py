"""What an action would bring: gap closed, expected loss cut, toil saved, obstacles relieved (domain.md 4)."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from workbench.analysis.exposure import Exposure, When, exposure
from workbench.analysis.heard import figures
from workbench.analysis.projection import default_lifts, gap_closed
from workbench.analysis.standing import Standing
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.criteria import RiskCriteria
from workbench.domain.discovery import Discovery, DiscoveryState
from workbench.domain.obstacle import Obstacle, ObstacleState
from workbench.domain.risk import Risk, RiskKind, RiskState


@dataclass(frozen=True, slots=True)
class Serving:
    """What one action serves: the level each question is brought to, and ids of risks, toil and obstacles."""

    id: str
    questions: Mapping[str, int] = field(default_factory=dict[str, int])
    risks: tuple[str, ...] = ()
    toil: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Benefits:
    """The four benefits of one action alone, each 0 or more.

    `gap` is in points of G, `loss` in the client's unit a year, `toil` in hours a month, `relief` in points of
    impact · spread. `unknown` are the ids of what it serves that has no figures yet and so counts nothing.
    """

    id: str
    gap: float
    loss: float
    toil: float
    relief: float
    unknown: tuple[str, ...] = ()

    @property
    def row(self) -> tuple[float, float, float, float]:
        """The four as `priority.value` takes them."""
        return (self.gap, self.loss, self.toil, self.relief)


def serving_of(
    action: Action,
    book: Book,
    standing: Standing,
    questions: Mapping[str, int] | None = None,
    toil: Iterable[str] = (),
) -> Serving:
    """Gather what an action serves, its links in both directions; nothing is named twice.

    Without `questions` it brings the questions of its capability to its level (see `projection.default_lifts`). A risk
    is linked by the action or by a control that the action brings, toil by `toil` or by what was heard.
    """
    if questions is None:
        level = action.level
        questions = default_lifts(standing, action.capability, level) if level is not None else {}
    brought = [risk.id for risk in book.risks if any(each.action == action.id for each in risk.controls)]
    heard = [each.id for each in book.discoveries if action.id in each.actions]
    return Serving(
        action.id,
        dict(questions),
        tuple(dict.fromkeys((*action.risks, *brought))),
        tuple(dict.fromkeys((*toil, *heard))),
        tuple(dict.fromkeys(action.obstacles)),
    )


def names_actions(risk: Risk) -> bool:
    """Whether any control of a risk says which action brings it."""
    return any(each.action for each in risk.controls)


def exposure_with(
    risk: Risk, criteria: RiskCriteria, done: Collection[str], doing: Collection[str], linked: bool
) -> Exposure | None:
    """Say where a risk would stand so far once the actions `doing` were done besides those that are `done`.

    Controls that name their action work once it is done. Where no control names one, the actions that are linked to
    the risk are its treatment: with one of them done (`linked`) it stands where it was said to go, if it was.
    """
    if linked and not names_actions(risk):
        after = exposure(risk, criteria, When.AFTER)
        if after is not None:
            return after
    return exposure(risk, criteria, When.SO_FAR, {*done, *doing})


def _risk_benefit(
    risk: Risk, serving: Serving, criteria: RiskCriteria, done: Collection[str]
) -> float | None:
    """What doing the action takes off the expected loss a year, or gains of an opportunity; `None` without figures.

    An opportunity gains its chance times its benefit a year: the action is what seizes it.
    """
    if risk.state is RiskState.CLOSED:
        return 0.0
    if risk.kind is RiskKind.OPPORTUNITY:
        return risk.chance * risk.benefit if risk.chance is not None and risk.benefit is not None else None
    now = exposure(risk, criteria, When.SO_FAR, done)
    then = exposure_with(risk, criteria, done, {serving.id}, linked=True)
    if now is None or then is None or now.expected is None or then.expected is None:
        return None
    return max(0.0, now.expected - then.expected)


def toil_saved(each: Discovery) -> float | None:
    """Give the net hours a month that an end of this toil saves, 0 or more; `None` while its figures are not known.

    What is done or left alone saves nothing more.
    """
    if each.state in (DiscoveryState.DONE, DiscoveryState.LEFT):
        return 0.0
    counted = figures(each)
    if counted is None or counted.net is None:
        return None
    return max(0.0, counted.net)


def relief(each: Obstacle) -> int | None:
    """Give impact · spread of an obstacle, 1..25, 0 once it is cleared or accepted; `None` while not rated."""
    if each.state in (ObstacleState.CLEARED, ObstacleState.ACCEPTED):
        return 0
    return each.impact * each.spread if each.impact is not None and each.spread is not None else None


def benefits(book: Book, standing: Standing, servings: Iterable[Serving]) -> list[Benefits]:
    """Give the benefits of each action, done alone, in the order given (domain.md 4, 'Priority').

    What is not in the book any more counts nothing.

    Raises:
        ValueError: for a level of a question outside 1..5.
    """
    risks = {each.id: each for each in book.risks}
    heard = {each.id: each for each in book.discoveries}
    obstacles = {each.id: each for each in book.obstacles}
    criteria, done = book.criteria, book.done
    found: list[Benefits] = []
    # Many actions of a long plan take the same step.
    closed: dict[frozenset[tuple[str, int]], float] = {}
    for serving in servings:
        lifts = frozenset(serving.questions.items())
        if lifts not in closed:
            closed[lifts] = float(gap_closed(standing, serving.questions))
        cut = {
            key: _risk_benefit(risks[key], serving, criteria, done) for key in serving.risks if key in risks
        }
        hours = {key: toil_saved(heard[key]) for key in serving.toil if key in heard}
        eased = {key: relief(obstacles[key]) for key in serving.obstacles if key in obstacles}
        unknown = [key for key, known in (*cut.items(), *hours.items(), *eased.items()) if known is None]
        found.append(
            Benefits(
                serving.id,
                closed[lifts],
                math.fsum(known or 0.0 for known in cut.values()),
                math.fsum(known or 0.0 for known in hours.values()),
                float(sum(known or 0 for known in eased.values())),
                tuple(unknown),
            )
        )
    return found
