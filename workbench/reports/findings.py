"""The sentences a report opens its parts with, computed from the data and right in every case."""

from __future__ import annotations

from fractions import Fraction

from workbench.analysis.maturity import CapabilityRating, Rating
from workbench.charts import calendar, gantt, matrix, quadrant, radar, words
from workbench.domain.action import Action, ActionState
from workbench.domain.content import Area
from workbench.domain.text import join_words, plural, sentence_case, spelled
from workbench.reports.context import Context


def stop(sentence: str) -> str:
    """A sentence with its full stop, and with '; ' turned into the start of another."""
    first, *rest = sentence.split("; ")
    parts = [first, *(sentence_case(each) for each in rest)]
    return " ".join(each if each.endswith((".", "!", "?", "…")) else f"{each}." for each in parts)


def _valued(context: Context) -> int:
    """How many questions have a value to count with."""
    return sum(1 for each in context.standing.questions.values() if each.answered and each.scored)


def overall(context: Context) -> str:
    """Where the organisation stands: 'Lumen Freight is Managed. Service levels trail their target by 2.2.'"""
    standing, rating = context.standing, context.standing.overall
    if words.nothing_applies(standing):
        return stop(words.NOTHING_APPLIES)
    if rating.level is None:
        if standing.answered == 0:
            return words.NOTHING_YET
        said = f"{plural(standing.answered, 'question')} of {standing.asked} answered"
        valued = _valued(context)
        if valued < standing.answered:
            # 'Don't know' is an answer, too: it is not their number that is too small.
            return f"{said}, {spelled(valued) if valued else 'none'} of them with a value: no level yet."
        return f"{said}: too few for a level yet."
    name = words.level_with_bounds(rating, context.pack, words.overall_open(standing))
    client = context.client if len(context.client) <= 60 else f"{context.client[:59].rstrip()}…"
    return f"{client} is {name}. {stop(radar.title(standing))}"


def cover_title(context: Context) -> str:
    """The few words on the cover: from the level now to the next one; both bounds while it may still rise."""
    rating = context.standing.overall
    level, pack = rating.level, context.pack
    if level is None:
        return "Where reliability stands"
    if rating.level_high != level:
        return words.level_with_bounds(rating, pack, 0).replace("; ", ";\n")
    target = context.standing.overall_target
    goal = int(target) if target is not None else level
    if goal <= level:
        return (
            f"{pack.level_name(level)}, and what comes next"
            if level < 5
            else f"{pack.level_name(level)}, and staying there"
        )
    return f"From {pack.level_name(level)}\nto {pack.level_name(goal)}"


def cover_lead(context: Context) -> str:
    """What the report holds, in a sentence, and what keeps the level open."""
    count, rating = len(context.actions), context.standing.overall
    if words.nothing_applies(context.standing):
        return "An assessment of which nothing applies, and what people have said about it."
    if rating.level is None:
        return "An assessment that has begun, and what people have said so far."
    if rating.level_high != rating.level:
        still = words.overall_open(context.standing)
        return f"{_held(count)} {plural(still, 'question is', 'questions are')} open."
    return _held(count)


def _held(count: int) -> str:
    held = "Where reliability engineering stands, what holds it back"
    if count == 0:
        return f"{held}, and what people said about it."
    return f"{held}, and {spelled(count)} {'action' if count == 1 else 'actions'} to go on with."


def profile(context: Context) -> str:
    """Which dimension leads and which trails."""
    rated = [each for each in context.standing.dimensions if each.index is not None]
    if words.nothing_applies(context.standing):
        return stop(words.NOTHING_APPLIES)
    if not rated:
        if context.standing.answered == 0:
            return words.NOTHING_YET
        if _valued(context) < context.standing.answered:
            return "Too few answers have a value for a profile yet."
        return "Too few answers for a profile yet."
    best = max(rated, key=lambda each: each.index or Fraction(0))
    low = min(rated, key=lambda each: each.index or Fraction(0))
    top, bottom = words.one_decimal(best.index), words.one_decimal(low.index)
    if len(rated) == 1:
        return f"{best.dimension.name} stands at {top}; the other dimensions are not rated yet."
    if top == bottom:
        return f"All {len(rated)} rated dimensions stand at {top}."
    tied = [each for each in rated if words.one_decimal(each.index) == top]
    if len(tied) > 1:
        lead = f"{join_words([tied[0].dimension.name, *(_inside(each.dimension.name) for each in tied[1:])])} lead at {top}"
    else:
        lead = f"{best.dimension.name} {'lead' if plural_name(best.dimension.name) else 'leads'} at {top}"
    last = [each for each in rated if words.one_decimal(each.index) == bottom]
    if len(last) > 1:
        trail = f"{join_words([last[0].dimension.name, *(_inside(each.dimension.name) for each in last[1:])])} stand at {bottom}"
    else:
        trail = f"{low.dimension.name} {'stand' if plural_name(low.dimension.name) else 'stands'} at {bottom}"
    return f"{lead}. {trail}."


def plural_name(name: str) -> bool:
    """Whether a dimension's name takes the verb of several: 'Service levels', 'Roles and levels'."""
    return " and " in name or (name.endswith("s") and not name.endswith("ss"))


def _inside(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def area(context: Context, which: Area, rating: Rating, parts: list[CapabilityRating]) -> str:
    """The strongest and the weakest capability of an area against their targets."""
    asked = [part for part in parts if part.questions]
    if not asked:
        return "Nothing in this area is in scope."
    if not any(part.rating.applicable for part in asked):
        return stop(words.NOTHING_APPLIES)
    rated = [part for part in asked if part.rating.index is not None]
    if not rated:
        return "No scores yet in this area."
    largest = max(rated, key=lambda part: part.gap or Fraction(0))
    if not largest.gap:
        return f"{which.name}: every rated capability is at its target."
    tied = [part for part in rated if part.gap == largest.gap]
    if len(tied) > 3:
        return f"{sentence_case(spelled(len(tied)))} capabilities share the largest gap."
    if len(tied) > 1:
        return f"{join_words([f'“{part.capability.name}”' for part in tied])} share the largest gap."
    best = max(rated, key=lambda part: part.rating.index or Fraction(0))
    how = f"“{largest.capability.name}” is {_shortfall(largest)} short of its target."
    if best is largest or len(rated) == 1:
        return how
    return f"“{best.capability.name}” is furthest along. {how}"


def _shortfall(part: CapabilityRating) -> str:
    """How far a capability lies under its target: by index, or in levels where the level lags more."""
    short = words.apart(part.rating.index or Fraction(0), part.target)
    levels = part.target - part.rating.level_low
    if levels >= short:
        return f"{spelled(levels)} level{'s' if levels > 1 else ''}"
    return words.one_decimal(short)


def obstacles(context: Context) -> str:
    """What can go now."""
    return stop(quadrant.title(context.obstacles))


def risks(context: Context) -> str:
    """How much lies above the limit, today and after treatment."""
    return stop(matrix.title(context.risks, context.criteria))


def roadmap(context: Context) -> str:
    """How much of the plan lands early."""
    return stop(gantt.title(context.actions, context.today))


def effort(context: Context) -> str:
    """The person-days the plan and its first 90 days need, as far as they are known."""
    known = [each for each in context.actions if each.effort_days is not None]
    if not known:
        return ""
    total = words.amount(sum(each.effort_days or 0 for each in known))
    soon = calendar.within(known, context.today, 90)
    missing = len(context.actions) - len(known)
    rest = f"; {spelled(missing)} {'has' if missing == 1 else 'have'} no estimate yet" if missing else ""
    early = (
        f", {words.amount(sum(each.effort_days or 0 for each in soon))} of them in actions that finish within 90 days"
        if soon
        else ""
    )
    return f"{total} person-days{early}{rest}."


def improvement(action: Action) -> str:
    """'Before A1 started, … took 412 a week. After, it takes 96, an improvement of 77%.'; '' without data.

    Until the figure afterwards was taken the second one is an aim, and is said to be one.
    """
    if action.before is None or action.outcome is None:
        return ""
    thing = words.one_line(action.measure) or "the measure"
    before, after = with_unit(action.before, action.unit), with_unit(action.outcome, action.unit)
    inside = _inside(thing)
    share = words.improvement(action)
    # Only time is taken; a count or a share stands somewhere.
    was, now = ("took", "takes") if _is_time(action.unit) else ("stood at", "stands at")
    if action.actual is not None:
        done = f"Before {action.code} started, {inside} {was} {before}. After, it {now} {after}"
    elif action.state is ActionState.DONE:
        done = f"Before {action.code} started, {inside} {was} {before}. It was to be {after}; what it is now was not taken"
        return f"{done}."
    else:
        done = f"Today, {inside} {now} {before}. After {action.code} it is to be {after}"
    if share is None:
        return f"{done}."
    if share < 0:
        return f"{done}, {abs(share):,.0f}% worse than before."
    return f"{done}, an improvement of {share:,.0f}%."


_TIMES = ("ms", "s", "sec", "second", "min", "minute", "h", "hr", "hour", "day", "week", "month", "year")


def _is_time(unit: str) -> bool:
    first = unit.lower().split(" ")[0].strip(".,")
    return not first or first in _TIMES or (first.endswith("s") and first[:-1] in _TIMES)


def with_unit(value: float, unit: str) -> str:
    """A figure with its unit: '412 pages a week', '93% of pages'."""
    if not unit:
        return words.amount(value)
    return f"{words.amount(value)}{'' if unit.startswith('%') else ' '}{unit}"
