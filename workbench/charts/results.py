"""What came of something, before and after, as bars from zero and in the blueprint's sentence (S3-MET)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.figures import amount
from workbench.analysis.measures import improvement_per_cent, improvement_words, is_time
from workbench.charts.figure import Anchor, Figure, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width
from workbench.charts.words import one_line
from workbench.domain.action import Action
from workbench.domain.review import Review
from workbench.domain.text import plural, short

ROW, BAR, MOST = 62.0, 14.0, 20
_NAME, _BETTER = 46.0, 132.0


@dataclass(frozen=True, slots=True)
class Result:
    """One measure before and now; `aim` is what it is to come to, the marks say whether a figure was measured.

    `None` for a mark means that nobody asks: then nothing is said of it.
    """

    id: str
    code: str
    title: str
    measure: str
    unit: str
    lower_is_better: bool
    before: float | None
    now: float | None
    aim: float | None = None
    before_measured: bool | None = None
    now_measured: bool | None = None

    @property
    def complete(self) -> bool:
        """Whether there is a figure before and one now."""
        return self.before is not None and self.now is not None


def of_action(each: Action) -> Result:
    """What an action of the plan has come to."""
    return Result(
        each.id,
        each.code,
        each.title,
        each.measure,
        each.unit,
        each.lower_is_better,
        each.before,
        each.actual,
        each.expected,
        each.before_measured,
        each.actual_measured,
    )


def of_review(each: Review) -> Result:
    """What a process under review has come to."""
    return Result(
        each.id,
        each.code,
        each.title,
        each.measure,
        each.unit,
        each.lower_is_better,
        each.before,
        each.now,
    )


def with_unit(value: float, unit: str) -> str:
    """A figure with its unit: '240 minutes', '93%'."""
    said = short(unit, 60)
    return f"{amount(value)}{'' if not said or said.startswith('%') else ' '}{said}"


def now_then(each: Result) -> str:
    """'240 → 60 minutes', or what is known of it."""
    if each.before is None and each.now is None:
        return "–"
    before = "?" if each.before is None else amount(each.before)
    now = "?" if each.now is None else amount(each.now)
    space = "" if each.unit.strip().startswith("%") else " "
    return f"{before} → {now}{space}{one_line(each.unit)}".rstrip()


def better(each: Result) -> float | None:
    """By how many per cent it has become better; `None` where that cannot be said."""
    if each.before is None or each.now is None:
        return None
    return improvement_per_cent(each.before, each.now, each.lower_is_better)


def better_words(each: Result) -> str:
    """The improvement in a few words: '75% less, 4× faster'; '' without both figures."""
    if each.before is None or each.now is None:
        return ""
    return improvement_words(each.before, each.now, one_line(each.unit), each.lower_is_better)


def is_worse(each: Result) -> bool:
    """Whether the figure went the other way."""
    if each.before is None or each.now is None or each.before == each.now:
        return False
    return (each.now > each.before) == each.lower_is_better


def sentence(each: Result, began: str) -> str:
    """Say it as the blueprint does: 'Before A1 started, … took 240 minutes. After, it takes 60, an improvement of 75%.'

    `began` is how it begins, such as 'Before A1 started'; '' without both figures. Time is said in its unit, too.
    """
    if each.before is None or each.now is None:
        return ""
    thing = short(each.measure, 120) or "the measure"
    thing = thing if thing[1:2].isupper() else thing[:1].lower() + thing[1:]
    was, now = ("took", "takes") if is_time(each.unit) or not each.unit.strip() else ("stood at", "stands at")
    after = amount(each.now) + ("%" if each.unit.strip().startswith("%") else "")
    said = f"{began}, {thing} {was} {with_unit(each.before, each.unit)}. After, it {now} {after}"
    return f"{said}, {_comes_to(each, each.before, each.now)}."


def _comes_to(each: Result, before: float, now: float) -> str:
    # Units are typed for many of them: '180 minutes', but '1 minute'.
    one = is_time(each.unit) and abs(now - before) == 1
    difference = with_unit(abs(now - before), each.unit.strip().removesuffix("s") if one else each.unit)
    share = improvement_per_cent(before, now, each.lower_is_better)
    if now == before:
        return "no change"
    if share is None:
        grew = f"{difference} more than nothing"
        return grew if not each.lower_is_better else f"{grew}, which is worse"
    per_cent = "under 1%" if abs(share) < 0.5 else f"{abs(share):,.0f}%"
    unit_too = f", or {difference}" if is_time(each.unit) else ""
    if share < 0:
        return f"{per_cent} worse than before{unit_too}"
    return f"an improvement of {per_cent}{unit_too}"


def title(results: Sequence[Result], what: str, whats: str) -> str:
    """Say how many have both figures, and which has come furthest: 'One of two projects …; A1 75% less'."""
    if not results:
        return f"No {whats} yet"
    complete = [each for each in results if each.complete]
    if not complete:
        return f"No {what} has a figure before and one now yet"
    verb = "has" if len(complete) == 1 else "have"
    said = f"{len(complete)} of {plural(len(results), what, whats)} {verb} a figure before and one now"
    if len(results) == 1:
        said = f"The one {what} has a figure before and one now"
    gains = [(share, each) for each in complete if (share := better(each)) is not None and share > 0]
    if gains:
        _, best = max(gains, key=lambda pair: pair[0])
        said += (
            f"; {best.code} {'has come furthest: ' if len(gains) > 1 else 'comes to '}{better_words(best)}"
        )
    worse = [each.code for each in complete if is_worse(each)]
    if worse:
        said += f"; {worse[0] if len(worse) == 1 else plural(len(worse), 'measure')} got worse"
    return said


def _mark_words(measured: bool | None) -> str:
    return "" if measured is None else ", measured" if measured else ", estimated"


def _bars(each: Result, y: float, left: float, right: float) -> list[Mark]:
    """A bar before and one now, from zero on a scale of their own; an aim is dashed, what is estimated says so."""
    aimed = each.now is None and each.aim is not None
    second = each.aim if aimed else each.now
    rows = (
        ("Before", each.before, "line2", each.before_measured, False),
        ("Aim" if aimed else "Now", second, "data", None if aimed else each.now_measured, aimed),
    )
    known = [value for _, value, *_ in rows if value is not None]
    most = max(known, default=0.0) or 1.0
    labels = [
        "no figure yet" if value is None else with_unit(value, each.unit) + _mark_words(measured)
        for _, value, _, measured, _ in rows
    ]
    start = left + _NAME
    room = max(40.0, right - start - min(190.0, max(text_width(said, 11.5, 600) for said in labels)) - 10)
    marks: list[Mark] = []
    for number, ((name, value, token, _, dashed), said) in enumerate(zip(rows, labels, strict=True)):
        top = y + 8 + number * (BAR + 7)
        marks.append(Text(left, top + 11, name, 11, color="ink3"))
        wide = max(1.0, room * value / most) if value else 0.0
        if wide and dashed:
            marks.append(Rect(start, top, wide, BAR, stroke="accent", line=1.4, radius=1, dash=(4, 3)))
        elif wide:
            marks.append(Rect(start, top, wide, BAR, fill=token, radius=1))
        fits = shorten(said, right - start - wide - 6, 11.5, 600)
        marks.append(
            Text(
                start + wide + 6,
                top + 11,
                fits,
                11.5,
                400 if value is None else 600,
                color="ink3" if value is None else "ink",
            )
        )
    return marks


def draw(results: Sequence[Result], width: float, what: str, whats: str, selected: str = "") -> Figure:
    """Draw a row of bars for each result that has a figure, twenty at most."""
    shown = [each for each in results if each.before is not None or each.now is not None][:MOST]
    left = min(250.0, width * 0.32)
    right = width - _BETTER
    marks: list[Mark] = []
    spots: list[Spot] = []
    for number, each in enumerate(shown):
        y = number * ROW
        weight = 600 if each.id == selected else 500
        name = shorten(f"{each.code}  {one_line(each.title)}", left - 12, 12.5, weight)
        marks.append(Text(0, y + 19, name, 12.5, weight))
        marks.append(
            Text(
                0,
                y + 36,
                shorten(one_line(each.measure) or "no measure yet", left - 12, 11),
                11,
                color="ink3",
            )
        )
        marks += _bars(each, y, left, right)
        marks += _improvement(each, width, y)
        marks.append(Rect(0, y + ROW - 4, width, 0.8, fill="line"))
        spots.append(
            Spot(
                each.id,
                0,
                y,
                width,
                ROW - 4,
                f"{each.code} {one_line(each.title)}: {now_then(each)}, {better_words(each) or 'no improvement known yet'}",
            )
        )
    if not shown:
        marks.append(
            Text(0, 18, "No figures yet: write down how it is before anything is changed.", 12, color="ink3")
        )
    table = TableText(
        ("Code", "Title", "Measure", "Before", "Now", "Unit", "Improvement"),
        tuple(
            (
                each.code,
                each.title,
                each.measure,
                "–" if each.before is None else amount(each.before),
                "–" if each.now is None else amount(each.now),
                each.unit,
                better_words(each),
            )
            for each in results
        ),
    )
    height = max(1, len(shown)) * ROW if shown else 30.0
    return Figure(width, height, tuple(marks), title(results, what, whats), table, tuple(spots))


def _improvement(each: Result, width: float, y: float) -> list[Mark]:
    """The improvement in large, and under it what it does to the figure."""
    said = better_words(each)
    if not said:
        return [Text(width, y + 28, "not known yet", 11.5, color="ink3", anchor=Anchor.END)]
    first, _, rest = said.partition(", ")
    token = "bad" if is_worse(each) else "ink2" if each.before == each.now else "ok"
    marks: list[Mark] = [
        Text(width, y + 22, shorten(first, _BETTER - 8, 15, 600), 15, 600, color=token, anchor=Anchor.END)
    ]
    under = "worse than before" if is_worse(each) else rest
    if under:
        marks.append(
            Text(width, y + 40, under, 11, color=token if is_worse(each) else "ink3", anchor=Anchor.END)
        )
    return marks
