"""The error budget of one service over its window: where it stands today and where that leads."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence

from workbench.analysis import budget
from workbench.analysis.budget import BudgetState
from workbench.charts.figure import (
    Anchor,
    Circle,
    Drop,
    Figure,
    Handle,
    Line,
    Mark,
    Point,
    Rect,
    Spot,
    TableText,
    Text,
)
from workbench.charts.measure import shorten, text_width
from workbench.charts.words import one_line
from workbench.domain.criteria import RELATIVE
from workbench.domain.service import Service
from workbench.domain.text import join_words, plural

_LEFT, _RIGHT, _TOP, _FOOT = 46.0, 74.0, 10.0, 26.0
_STEPS, _BESIDE = 20, 8.0
_LEAST = 1e-9
_NEARLY = 100 - _LEAST / 10
"""What is built of parts that may fail never reaches 100 per cent, however it is rounded."""
Place = Callable[[float, float], Point]


def span(length: dt.timedelta) -> str:
    """A length of time in the two largest units that matter: '43 min 12 s', '3 d 15 h'."""
    seconds = round(length.total_seconds())
    if seconds < 60:
        exact = length.total_seconds()
        return f"{exact:.2f} s" if 0 < exact < 10 and exact != int(exact) else f"{seconds} s"
    parts: list[str] = []
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count or parts:
            parts.append(f"{count} {unit}" if count else "")
        if len(parts) == 2:
            break
    return " ".join(part for part in parts if part)


def title(services: Sequence[Service]) -> str:
    """Say which budgets are spent, or which is nearest to it."""
    known = [(each, state) for each in services if (state := budget.state(each)) and state.left is not None]
    if not services:
        return "No services yet"
    if not known:
        return f"{plural(len(services), 'service')}, no budget counted yet"
    spent = [each for each, state in known if (state.left or 0) <= 0]
    if spent:
        names = join_words([shorten(one_line(each.title), 150, 13) for each in spent[:3]])
        if len(spent) > 3:
            return f"{len(spent)} of {len(known)} budgets are spent: {names} first"
        return f"{names} {'has' if len(spent) == 1 else 'have'} spent the whole budget"
    least, state = min(known, key=lambda pair: pair[1].left or 0)
    name = shorten(one_line(least.title), 200, 13)
    left = (state.left or 0) * state.allowed
    if least.downtime is not None and least.good is None:
        return f"{name} may still be down for {span(left)} in this window"
    said = f"{name} has {_share(state.left or 0)} of its budget left"
    return f"{said}, the least of {len(known)}" if len(known) > 1 else said


def _zones(x: float, right: float, top: float, tall: float) -> list[Mark]:
    half, fifth = top + tall * (1 - budget.CAREFUL), top + tall * (1 - budget.STOP)
    bottom = top + tall
    return [
        Rect(x, top, right - x, half - top, "ok-t"),
        Rect(x, half, right - x, fifth - half, "warn-t"),
        Rect(x, fifth, right - x, bottom - fifth, "bad-t"),
        Text(x + 8, half - 8, "Take release risk", 11.5, 600, color="ok"),
        Text(x + 8, fifth - 8, "Release with care", 11.5, 600, color="warn"),
        Text(x + 8, bottom - 8, "Reliability first", 11.5, 600, color="bad"),
        *(
            Text(
                x - 8,
                top + tall * (1 - share) + 4,
                f"{round(share * 100)}%",
                11,
                color="ink3",
                anchor=Anchor.END,
            )
            for share in (1, budget.CAREFUL, budget.STOP, 0)
        ),
    ]


def _left_words(left: float) -> str:
    """What is left of a budget, or how far it was overspent, beside its point."""
    if abs(left) < RELATIVE:
        return "all spent"
    return f"{_share(left)} left" if left > 0 else f"overspent by {_share(-left)}"


def _share(part: float) -> str:
    """A share as whole per cent; what is neither nothing nor all is never printed as such."""
    whole = round(part * 100)
    if part > 0 and whole == 0:
        return "under 1%"
    if part < 1 and whole == 100:
        return "over 99%"
    return f"{whole:,}%"


def _right(service: Service, found: BudgetState | None, width: float) -> float:
    """Where the window ends: so far in that the words beside today's point have room."""
    if found is None or found.left is None:
        return width - _RIGHT
    room = width - _BESIDE - text_width(_left_words(found.left), 12, 600) - _LEFT
    return min(width - _RIGHT, _LEFT + room * service.window / (service.elapsed or service.window))


def draw(service: Service, width: float, height: float) -> Figure:
    """Draw the budget left over the window; a drop means (day of the window, share of the budget spent)."""
    found = budget.state(service)
    x, right, top = _LEFT, _right(service, found, width), _TOP
    tall = max(20.0, height - _TOP - _FOOT)
    marks = _zones(x, right, top, tall)
    days = service.window
    across = (right - x) / days

    def place(day: float, left: float) -> tuple[float, float]:
        return x + day * across, top + tall * (1 - max(0.0, min(1.0, left)))

    marks.append(Line((place(0, 1), place(days, 0)), "ink3", dash=(2, 3)))
    for day in sorted({1, round(days / 2), days}):
        marks.append(Text(place(day, 0)[0], height - 8, f"day {day}", 11, color="ink3", anchor=Anchor.MIDDLE))
    spots: list[Spot] = []
    handles: list[Handle] = []
    if found is not None and found.left is not None and found.at_end is not None:
        drawn, spot, handle = _today(service, found, place)
        marks += drawn
        spots.append(spot)
        if service.good is None:
            handles.append(handle)
    elif found is not None and service.good is None and service.total is None and service.downtime is None:
        # Nothing is counted yet: it begins where the window does, with all of the budget.
        at_x, at_y = place(days / _STEPS, 1)
        name = f"{service.code} {service.title}: nothing counted yet"
        marks.append(Circle(at_x, at_y, 6, "surface", "line2", 2, key=service.id))
        spots.append(Spot(service.id, at_x - 9, at_y - 9, 18, 18, name))
        handles.append(Handle(service.id, at_x - 9, at_y - 9, 18, 18, name))
    step_x = (right - x) / _STEPS
    step_y = tall / _STEPS
    drops = tuple(
        Drop(
            x + (i - 0.5) * step_x,
            top + (j - 0.5) * step_y,
            step_x,
            step_y,
            (max(1, round(days * i / _STEPS)), j / _STEPS),
        )
        for i in range(1, _STEPS + 1)
        for j in range(_STEPS + 1)
    )
    table = _table([service])
    return Figure(width, height, tuple(marks), title([service]), table, tuple(spots), tuple(handles), drops)


def _today(service: Service, found: BudgetState, place: Place) -> tuple[list[Mark], Spot, Handle]:
    left, at_end = found.left or 0.0, found.at_end or 0.0
    day = service.elapsed or service.window
    now = place(day, left)
    end_day = float(service.window)
    if at_end < 0 and left > 0:
        # The line ends where it meets the ground, not at the end of the window.
        end_day = day + (service.window - day) * left / (left - at_end)
    end = place(end_day, at_end)
    marks: list[Mark] = [
        Line((place(0, 1), now), "ink", 2),
        Line((now, end), "ink", 1.5, dash=(5, 4)),
        Circle(*now, 5, "ink", "surface", 1.5, key=service.id),
    ]
    said = _left_words(left)
    high = now[1] - 12 if left < 0.85 else now[1] + 20
    marks.append(Text(now[0] + _BESIDE, high, said, 12, 600))
    if day < service.window and left > 0:
        tail = f"{round(at_end * 100)}%" if at_end > 0 else f"spent on day {end_day:.0f}"
        marks.append(
            Text(
                end[0] + 6,
                end[1] - 4 if at_end <= 0 else end[1] + 4,
                tail,
                11.5,
                600,
                anchor=Anchor.START if at_end > 0 else Anchor.END,
            )
        )
    name = f"{service.title}: day {day:g} of {service.window}, {said}"
    x, y = now
    return (
        marks,
        Spot(service.id, x - 8, y - 8, 16, 16, name, name),
        Handle(service.id, x - 9, y - 9, 18, 18, name),
    )


def _table(services: Sequence[Service]) -> TableText:
    rows: list[tuple[str, ...]] = []
    for each in services:
        found = budget.state(each)
        rows.append(
            (
                each.code,
                each.title,
                per_cent(each.objective),
                "–" if found is None else span(found.allowed),
                "–" if found is None or found.left is None else f"{round(found.left * 100)}%",
                "–" if found is None or found.burn is None else f"{found.burn:.1f}",
            )
        )
    return TableText(("Code", "Service", "Objective", "Allowed", "Budget left", "Burn rate"), tuple(rows))


def per_cent(value: float | None) -> str:
    """A percentage with all of its nines, never rounded up to 100: two digits of what is missing are kept."""
    if value is None:
        return "–"
    if value >= 100:
        return "100%"
    missing = 100 - value
    if missing < _LEAST:
        return f"more than {100 - _LEAST:.9f}%"
    places = max(3, 1 - math.floor(math.log10(missing)))
    return f"{value:.{places}f}".rstrip("0").rstrip(".") + "%"


def counted(each: Service) -> str:
    """What the budget is worked out from, as it was typed or taken from a file."""
    days = f" in {each.elapsed:g} of {plural(each.window, 'day')}" if each.elapsed is not None else ""
    said: list[str] = []
    if each.good is not None and each.total is not None:
        said.append(f"{each.good:,} good of {plural(each.total, 'event')}{days}.")
    elif each.good is not None:
        said.append(f"{plural(each.good, 'good event')}{days}; how many there were in all is not known.")
    elif each.total is not None:
        said.append(f"{plural(each.total, 'event')}{days}; how many of them were good is not known.")
    if each.downtime is not None:
        said.append(f"{span(dt.timedelta(minutes=each.downtime))} of downtime{days}.")
    return " ".join(said)


def sentences(each: Service, services: Mapping[str, Service]) -> list[str]:
    """What the figures of a service come to, in words."""
    found = budget.state(each)
    if found is None:
        return ["Set an objective, and the budget follows from it."]
    lines = [f"{per_cent(each.objective)} allows {span(found.allowed)} in {plural(each.window, 'day')}."]
    if found.events is not None:
        lines.append(
            f"That is {found.events:,.0f} {'event' if round(found.events) == 1 else 'events'} in the window."
        )
    if found.left is None or found.burn is None:
        lines.append("Type the events or the downtime so far, and it shows what is left.")
    else:
        lines.append(_posture(found))
        if found.exhaustion is not None and found.left > 0:
            lines.append(
                f"At this pace ({found.burn:.1f} times the budget's) what is left lasts {span(found.exhaustion)}."
            )
    if each.stricter_promise:
        lines.append(
            f"The agreement promises {per_cent(each.agreement)}, more than the objective aims at: the promise will be broken before an alert is raised."
        )
    try:
        whole = budget.composed(each, services)
    except ValueError as circle:
        return [*lines, str(circle)]
    if whole is not None and (each.needs or each.copies > 1):
        lines.append(
            f"With what it needs and its {each.copies} {'copy' if each.copies == 1 else 'copies'} it can promise {per_cent(min(whole * 100, _NEARLY))}."
        )
    return lines


def _posture(found: BudgetState) -> str:
    left = found.left or 0
    if left <= 0:
        return "The budget is spent: reliability first."
    share = f"{round(left * 100)}% of the budget is left"
    if left >= budget.CAREFUL:
        return f"{share}: releases may take risks."
    if left >= budget.STOP:
        return f"{share}: release with care."
    return f"{share}: reliability first."
