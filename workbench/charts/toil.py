"""Toil ranked by hours a month, now and then; the end of the second bar can be dragged."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis import heard
from workbench.analysis.figures import as_typed
from workbench.analysis.heard import ToilFigures
from workbench.charts.figure import Anchor, Circle, Drop, Figure, Handle, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.words import one_line
from workbench.domain.discovery import Discovery, DiscoveryKind, DiscoveryState
from workbench.domain.text import plural, sentence_case

ROW, HEAD, FOOT = 28.0, 22.0, 8.0
_MOST, _MOST_PAST = 24, 6
_STEPS = 60
_BESIDE, _SHORTEST = 96.0, 30.0


def hours(value: float) -> str:
    """Hours as people say them: one decimal below 10, none above."""
    return f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:,.0f}"


def hours_words(value: float) -> str:
    """Hours with their noun, as shown: '1 hour', '2.5 hours'."""
    return f"{hours(value)} {'hour' if hours(value) == '1' else 'hours'}"


def saved_words(discoveries: Sequence[Discovery]) -> str:
    """Say what has been saved so far; '' where nothing is done, or without figures."""
    saved = heard.saved(discoveries)
    if saved is None:
        return ""
    if saved <= 0:
        return "what is done has saved nothing so far"
    return f"{hours_words(saved)} a month {'is' if hours(saved) == '1' else 'are'} saved so far"


def title(discoveries: Sequence[Discovery]) -> str:
    """Say how many hours are toil, and what takes the most of them."""
    said = _title(discoveries)
    saved = saved_words(discoveries)
    return f"{said}; {saved}" if saved else said


def _title(discoveries: Sequence[Discovery]) -> str:
    rows = heard.ranked(discoveries)
    if not rows:
        if heard.past(discoveries):
            return "No toil is left"
        return "No toil with hours yet" if discoveries else "Nothing heard yet"
    total = sum(counted.now for _, counted in rows)
    if total == 0:
        return "No hours a month are toil"
    said = f"{hours_words(total)} a month {'is' if hours(total) == '1' else 'are'} toil"
    first, most = rows[0]
    share = most.now / total
    name = shorten(one_line(first.title), 360, 13)
    if len(rows) == 1:
        return f"{said}: {name}"
    level = [one for one, counted in rows if hours(counted.now) == hours(most.now)]
    if len(level) > 1:
        who = (
            f"{name} and {shorten(one_line(level[1].title), 360, 13)}"
            if len(level) == 2
            else f"{len(level)} kinds"
        )
        return f"{said}; the most, {hours(most.now)} each: {who}"
    if share >= 0.5:
        return f"{said}; {round(share * 100)}% of them: {name}"
    return f"{said}; the most, {hours(most.now)}: {name}"


def _scale(rows: Sequence[tuple[Discovery, ToilFigures]]) -> float:
    return max([counted.now for _, counted in rows] + [counted.then or 0 for _, counted in rows] + [1.0])


def _said(counted: ToilFigures) -> str:
    if counted.then is None:
        return hours(counted.now)
    return f"{hours(counted.now)} → {hours(counted.then)}"


def _row(
    each: Discovery, counted: ToilFigures, y: float, frame: tuple[float, float, float], selected: bool
) -> tuple[list[Mark], Spot, Handle | None]:
    left, right, most = frame
    across = (right - left) / most
    middle = y + ROW / 2
    label = shorten(one_line(each.title), left - 14, 12, 600 if selected else 400)
    marks: list[Mark] = [
        Text(left - 10, middle + 4, label, 12, 600 if selected else 400, anchor=Anchor.END),
        Rect(
            left, middle - 7, max(1.0, counted.now * across), 14, "accent-t", "line2", radius=2, key=each.id
        ),
    ]
    end = left + counted.now * across
    handle = None
    if counted.then is not None:
        reach = left + counted.then * across
        marks.append(Rect(left, middle - 4, max(0.0, counted.then * across), 8, "data", radius=2))
        marks.append(Circle(reach, middle, 5, "surface", "data", 2, key=each.id))
        end = max(end, reach + 5)
        handle = Handle(each.id, reach - 7, middle - 9, 14, 18, f"{each.code}: hours a month afterwards")
    else:
        # What remains is not said yet: it begins where today's hours end.
        marks.append(Circle(end, middle, 5, "surface", "line2", 2, key=each.id))
        handle = Handle(each.id, end - 7, middle - 9, 14, 18, f"{each.code}: hours a month afterwards")
        end += 5
    marks.append(Text(end + 8, middle + 4, _said(counted), 12, 600 if selected else 400))
    unit = "hour" if _said(counted) == "1" else "hours"
    name = f"{each.code} {each.title}: {_said(counted)} {unit} a month"
    return marks, Spot(each.id, 0, y, right + 90, ROW, name, each.title), handle


def _past_words(discoveries: Sequence[Discovery]) -> str:
    """Name what is done or left alone, with its hours."""
    rows = heard.past(discoveries)
    named = [
        f"{one_line(each.title)} ({_said(counted)}, {each.state.label.lower()})"
        for each, counted in rows[:_MOST_PAST]
    ]
    if len(rows) > _MOST_PAST:
        named.append(f"and {plural(len(rows) - _MOST_PAST, 'more', 'more')}")
    return f"Done or left alone, in no sum: {', '.join(named)}"


def draw(discoveries: Sequence[Discovery], width: float, selected: str = "") -> Figure:
    """Draw the bars, as high as there are rows; a drop means hours a month that remain afterwards, upkeep included."""
    rows = heard.ranked(discoveries)
    shown = rows[:_MOST]
    left = min(230.0, width * 0.34)
    beside = max((text_width(_said(counted), 12, 600) for _, counted in shown), default=0.0)
    right = max(left + _SHORTEST, width - max(_BESIDE, beside + 14))
    most = _scale(shown)
    marks: list[Mark] = [Text(left, 13, "Hours a month, now → then", 11.5, color="ink3")]
    spots: list[Spot] = []
    handles: list[Handle] = []
    for number, (each, counted) in enumerate(shown):
        drawn, spot, handle = _row(
            each, counted, HEAD + number * ROW, (left, right, most), each.id == selected
        )
        marks += drawn
        spots.append(spot)
        if handle is not None:
            handles.append(handle)
    height = HEAD + len(shown) * ROW + FOOT
    if len(rows) > _MOST:
        rest = sum(counted.now for _, counted in rows[_MOST:])
        said = f"and {plural(len(rows) - _MOST, 'more', 'more')} with {hours_words(rest)}"
        marks.append(Text(left, height + 6, said, 12, color="ink3"))
        height += 18
    if heard.past(discoveries):
        for line in wrap(_past_words(discoveries), width, 12, most=3):
            marks.append(Text(0, height + 10, line, 12, color="ink3"))
            height += 18
    step = (right - left) / _STEPS
    drops = tuple(
        Drop(left + (i - 0.5) * step, HEAD, step, max(1.0, height - HEAD), round(most * i / _STEPS, 1))
        for i in range(_STEPS + 1)
    )
    table = TableText(
        ("Code", "What", "Hours a month now", "Then", "Saved", "State"),
        tuple(
            (
                each.code,
                each.title,
                hours(counted.now),
                "–" if counted.then is None else hours(counted.then),
                "–" if counted.net is None else f"{counted.net:,.1f}",
                each.state.label,
            )
            for each, counted in (*rows, *heard.past(discoveries))
        ),
    )
    return Figure(width, height, tuple(marks), title(discoveries), table, tuple(spots), tuple(handles), drops)


def counted(each: Discovery) -> str:
    """The figures as typed: runs, minutes, people and the cost of an hour; firings of an alert."""
    said: list[str] = []
    if each.runs is not None:
        said.append(f"{plural_amount(each.runs, 'run')} a month")
    if each.minutes is not None:
        said.append(f"{plural_amount(each.minutes, 'minute')} a run")
    if each.people is not None:
        said.append(plural_amount(each.people, "person", "people"))
    if each.hour_cost is not None:
        said.append(f"an hour costs {amount(each.hour_cost)}")
    if each.fired is not None:
        said.append(f"fired {plural(each.fired, 'time')}")
    if each.acted_on is not None:
        said.append(f"acted on {plural(each.acted_on, 'time')}")
    return sentence_case(f"{', '.join(said)}.") if said else ""


def afterwards(each: Discovery) -> str:
    """What is expected once it is automated, as typed."""
    said: list[str] = []
    if each.hours_after is not None:
        said.append(f"{plural_amount(each.hours_after, 'hour')} a month remain")
    if each.upkeep_hours is not None:
        said.append(f"{plural_amount(each.upkeep_hours, 'hour')} of upkeep a month")
    if each.build_hours is not None:
        said.append(f"{plural_amount(each.build_hours, 'hour')} to build")
    return sentence_case(f"{', '.join(said)}.") if said else ""


def amount(value: float) -> str:
    """A figure as typed, thousands grouped."""
    return as_typed(value)


def plural_amount(value: float, one: str, many: str | None = None) -> str:
    """A figure with its noun: '40 runs', '1 hour', '2.5 hours'."""
    return f"{amount(value)} {one if value == 1 else many or one + 's'}"


def months(value: float) -> str:
    """Months as people say them: one decimal, but '1 month'."""
    if value < 0.05:
        return "less than two days"
    said = f"{value:.1f}"
    return "1 month" if said == "1.0" else f"{said} months"


def money(value: float) -> str:
    """An amount in the client's money, whole."""
    return f"{value:,.0f}"


def sentences(each: Discovery) -> list[str]:
    """What the figures of one entry come to, in words."""
    if each.kind is DiscoveryKind.NOISY_ALERT:
        noise = heard.noise(each)
        if noise is None:
            return ["Count how often it fired, and how often somebody acted."]
        said = f"{round(noise * 100)}% of {plural(each.fired or 0, 'alert')} led to nothing."
        return [said, "Nothing would be lost without it." if noise == 1 else ""]
    counted = heard.figures(each)
    if counted is None:
        return ["Runs, minutes and people make the hours a month."] if each.kind in heard.MEASURED else []
    now = f"{hours_words(counted.now)} a month now"
    lines = [f"{now}, {money(counted.cost)} a month." if counted.cost is not None else f"{now}."]
    if counted.net is None:
        return [*lines, "Say how many hours remain once it is automated, and it shows what that saves."]
    if counted.never:
        return [
            *lines,
            "Automating it saves nothing: afterwards it takes as long, or longer. It never pays back.",
        ]
    saves = "It saves" if each.state is DiscoveryState.DONE else "Saves"
    lines.append(f"{saves} {hours_words(counted.net)} a month.")
    if counted.payback == 0:
        lines.append("Nothing has to be built for it, so it pays back at once.")
    elif counted.payback is not None and counted.year is not None:
        lines.append(
            f"Pays back in {months(counted.payback)}; twelve months bring {round(counted.year * 100):,}% of the effort."
        )
    elif each.build_hours is None:
        lines.append("Say how many hours it takes to build, and it shows when that pays back.")
    return lines
