"""A whole plan ranked: the benefits, value and priority of each action, its quick win, and the other methods (domain.md 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.benefits import Benefits, Serving, benefits, serving_of
from workbench.analysis.priority import LEAST_EFFORT, cd3, points, rice, score, wsjf
from workbench.analysis.quick_wins import Candidate, Near, median_value, misses, nearest
from workbench.analysis.standing import Standing
from workbench.domain.action import Action, ActionState
from workbench.domain.book import Book
from workbench.domain.plan_settings import Method

DAYS_A_MONTH = 20
"""Person-days in a person-month, in which RICE counts effort."""
DAYS_A_WEEK = 7
"""CD3 counts duration in weeks of calendar days."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One action with its arithmetic.

    `points` are the four shares of `value` V, 0..100, that the benefits bring; `score` is V · urgency · confidence /
    effort, `None` without an effort. `others` holds the score by each other method, `None` where a field of it is
    missing. `misses` are the conditions of a quick win it does not meet, in words; none for one.
    """

    action: Action
    benefits: Benefits
    points: tuple[float, ...]
    value: float
    score: float | None
    others: Mapping[Method, float | None]
    misses: tuple[str, ...]
    waits_for: tuple[str, ...]

    @property
    def quick_win(self) -> bool:
        """Whether it is one by rule."""
        return not self.misses and not self.action.state.ended

    def by(self, method: Method) -> float | None:
        """The score by a method."""
        return self.score if method is Method.PRIORITY else self.others[method]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All actions that were not dropped, in the plan's order, with the median of their values.

    `near` names those nearest to a quick win where fewer than three are one.
    """

    rows: tuple[Ranked, ...]
    servings: tuple[Serving, ...]
    median: float | None
    near: tuple[Near, ...]

    @property
    def by_id(self) -> dict[str, Ranked]:
        """The rows by the action's id."""
        return {each.action.id: each for each in self.rows}

    @property
    def quick_wins(self) -> tuple[Ranked, ...]:
        """What is a quick win, the highest priority first."""
        return tuple(each for each in self.ordered(Method.PRIORITY) if each.quick_win)

    def ordered(self, method: Method) -> tuple[Ranked, ...]:
        """All that is still to be done by one method, the highest first; those without a score last; ties by id."""

        def order(each: Ranked) -> tuple[bool, float, str]:
            found = each.by(method)
            return found is None, -(found or 0.0), each.action.id

        return tuple(sorted((each for each in self.rows if not each.action.state.ended), key=order))


def rank(book: Book, standing: Standing, weights: Sequence[float] | None = None) -> Ranking:
    """Rank the plan of an assessment, by its own weights or others.

    Raises:
        ValueError: for weights that are not four numbers of 0 or more with a sum above 0.
    """
    kept = [each for each in book.actions if each.state is not ActionState.DROPPED]
    servings = [serving(each, book, standing) for each in kept]
    found = benefits(book, standing, servings)
    waits = [_waits_for(each, book) for each in kept]
    return _ranked(kept, found, waits, tuple(servings), weights or book.plan_settings.weights)


def reweighed(ranking: Ranking, weights: Sequence[float]) -> Ranking:
    """The same plan by other weights: what each action brings is the same, only what it counts for changes.

    Raises:
        ValueError: as `rank` does.
    """
    rows = ranking.rows
    return _ranked(
        [each.action for each in rows],
        [each.benefits for each in rows],
        [each.waits_for for each in rows],
        ranking.servings,
        weights,
    )


def _ranked(
    kept: Sequence[Action],
    found: Sequence[Benefits],
    waits: Sequence[tuple[str, ...]],
    servings: tuple[Serving, ...],
    weights: Sequence[float],
) -> Ranking:
    shares = points([each.row for each in found], tuple(weights))
    values = [min(100.0, sum(each)) for each in shares]
    median = median_value(values)
    rows = tuple(
        Ranked(
            action,
            gained,
            tuple(share),
            value,
            priority(action, value),
            _others(action),
            misses(value, median or 0.0, action.effort_days, action.lead_days, len(waiting)),
            waiting,
        )
        for action, gained, share, value, waiting in zip(kept, found, shares, values, waits, strict=True)
    )
    near = nearest((_candidate(each) for each in rows if not each.action.state.ended), median or 0.0)
    return Ranking(rows, servings, median, near)


def serving(action: Action, book: Book, standing: Standing) -> Serving:
    """What an action serves: the questions it names, at its level, or those of its capability."""
    level = action.level
    own = dict.fromkeys(action.questions, level) if action.questions and level is not None else None
    return serving_of(action, book, standing, own)


def priority(action: Action, value: float) -> float | None:
    """V · urgency · confidence / effort, with at least half a person-day; `None` while the effort is not known."""
    if action.effort_days is None:
        return None
    effort = max(LEAST_EFFORT, action.effort_days)
    return score(value, action.urgency.factor, action.confidence.factor, effort)


def _others(action: Action) -> dict[Method, float | None]:
    return {Method.WSJF: _wsjf(action), Method.RICE: _rice(action), Method.CD3: _cd3(action)}


def _wsjf(action: Action) -> float | None:
    value, time, risk, size = action.value_points, action.time_points, action.risk_points, action.size_points
    if value is None or time is None or risk is None or size is None:
        return None
    return wsjf(value, time, risk, size)


def _rice(action: Action) -> float | None:
    """Reach · impact · confidence / effort in person-months; confidence and effort are those of the priority."""
    if action.reach is None or action.impact is None or action.effort_days is None:
        return None
    months = max(LEAST_EFFORT, action.effort_days) / DAYS_A_MONTH
    return rice(action.reach, action.impact, action.confidence.factor, months)


def _cd3(action: Action) -> float | None:
    """Money a week of delay / weeks; the lead time says how long it lasts."""
    if action.delay_cost is None or not action.lead_days:
        return None
    return cd3(action.delay_cost, action.lead_days / DAYS_A_WEEK)


def lacks(action: Action, method: Method) -> tuple[str, ...]:
    """The names of the fields a method needs and an action has not."""
    wanted: dict[Method, tuple[tuple[str, object], ...]] = {
        Method.PRIORITY: (("effort", action.effort_days),),
        Method.WSJF: (
            ("value", action.value_points),
            ("time criticality", action.time_points),
            ("risk reduction", action.risk_points),
            ("size", action.size_points),
        ),
        Method.RICE: (("reach", action.reach), ("impact", action.impact), ("effort", action.effort_days)),
        Method.CD3: (("cost of delay", action.delay_cost), ("lead time", action.lead_days or None)),
    }
    return tuple(name for name, known in wanted[method] if known is None)


def _waits_for(action: Action, book: Book) -> tuple[str, ...]:
    """The ids of what it needs first that is neither done nor dropped."""
    found = (book.get(Action, each) for each in action.after)
    return tuple(each.id for each in found if each is not None and not each.state.ended)


def _candidate(each: Ranked) -> Candidate:
    action = each.action
    return Candidate(action.id, each.value, action.effort_days, action.lead_days, len(each.waits_for))
