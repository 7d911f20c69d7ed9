"""Options weighed by criteria: each option's bar is its score, cut into what each criterion gives to it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.trade_off import finding, leading, scores
from workbench.charts.figure import Anchor, Figure, Line, Mark, Rect, Spot, TableText, Text
from workbench.charts.measure import shorten, text_width, wrap
from workbench.charts.words import one_line
from workbench.domain.trade_off import BEST, Option, TradeOff

ROW, BAR = 40.0, 18.0
_TOKENS = 6
_SCORE = 104.0


def _token(criterion: int) -> str:
    """The colour of a criterion by its place; the rating is printed in it, so that it can be told without colour."""
    return f"c{criterion % _TOKENS + 1}"


def score_words(score: float | None) -> str:
    """A score with two decimals; '–' without one."""
    return "–" if score is None else f"{score:.2f}"


def title(found: TradeOff) -> str:
    """What the figures say, without its full stop."""
    return finding(found).removesuffix(".")


def _parts(found: TradeOff, option: Option) -> list[tuple[int, float]]:
    """What each rated criterion gives to the score of an option: w·r / Σ w over those rated; together the score."""
    rated = [
        (number, rating, each.weight)
        for number, each in enumerate(found.criteria)
        if (rating := option.rating(number)) is not None and each.weight
    ]
    total = sum(weight for _, _, weight in rated)
    return [(number, weight * rating / total) for number, rating, weight in rated] if total else []


def _legend(found: TradeOff, width: float) -> tuple[float, list[Mark]]:
    """The criteria with their colour and weight, in as many lines as they need; where they end."""
    x, y = 0.0, 12.0
    marks: list[Mark] = []
    for number, each in enumerate(found.criteria):
        said = f"{shorten(one_line(each.name), 190, 11.5)}, weight {each.weight:g}"
        wide = 16 + text_width(said, 11.5) + 18
        if x and x + wide > width:
            x, y = 0.0, y + 18
        marks.append(Rect(x, y - 9, 10, 10, fill=_token(number), radius=2))
        marks.append(Text(x + 16, y, said, 11.5, color="ink2"))
        x += wide
    return y + 12, marks


def draw(found: TradeOff, width: float) -> Figure:
    """Draw a bar from 0 to 5 for each option; what is chosen is marked, what leads is set in bold."""
    top, marks = _legend(found, width) if found.criteria else (0.0, [])
    scored = scores(found)
    first = leading(scored) if len(found.options) > 1 else ()
    left, right = min(220.0, width * 0.3), width - _SCORE
    spots: list[Spot] = []
    for step in range(BEST + 1) if found.options else ():
        x = left + (right - left) * step / BEST
        marks.append(Line(((x, top), (x, top + ROW * len(found.options))), "grid"))
        marks.append(
            Text(x, top + ROW * len(found.options) + 13, str(step), 10.5, color="ink3", anchor=Anchor.MIDDLE)
        )
    for number, (option, each) in enumerate(zip(found.options, scored, strict=True)):
        y = top + number * ROW
        weight = 600 if number in first else 400
        lines = wrap(one_line(option.name), left - 12, 12.5, weight)
        base = y + (25 if len(lines) == 1 else 17)
        marks += [Text(0, base + 15 * i, line, 12.5, weight) for i, line in enumerate(lines)]
        x = left
        for criterion, share in _parts(found, option):
            wide = (right - left) * share / BEST
            token = _token(criterion)
            marks.append(Rect(x, y + (ROW - BAR) / 2, max(0.5, wide - 1), BAR, fill=token))
            if wide > 14:
                middle = x + (wide - 1) / 2
                rating = str(option.rating(criterion))
                marks.append(Text(middle, y + 24, rating, 11, 600, color=f"on-{token}", anchor=Anchor.MIDDLE))
            x += wide
        chosen = found.choice == number
        if chosen:
            marks.append(
                Rect(
                    left - 2,
                    y + (ROW - BAR) / 2 - 3,
                    max(6.0, x - left + 3),
                    BAR + 6,
                    stroke="accent",
                    line=1.6,
                    radius=3,
                )
            )
        note = "chosen" if chosen else f"{len(each.missing)} open" if each.missing else ""
        marks.append(Text(right + 12, y + 25, score_words(each.score), 13, 600))
        if note:
            marks.append(
                Text(
                    width,
                    y + 25,
                    note,
                    11,
                    500 if chosen else 400,
                    color="accent" if chosen else "warn",
                    anchor=Anchor.END,
                )
            )
        spots.append(
            Spot(
                str(number),
                0,
                y,
                width,
                ROW,
                f"{one_line(option.name)}: {score_words(each.score)}{', ' + note if note else ''}",
            )
        )
    height = top + ROW * len(found.options) + 20 if found.options else max(top, 24.0)
    if not found.options:
        marks.append(Text(0, height + 6, "Add options, and rate each by every criterion.", 12, color="ink3"))
        height += 14
    return Figure(width, height, tuple(marks), title(found), _table(found), tuple(spots))


def _table(found: TradeOff) -> TableText:
    heads = ("Option", *(f"{each.name} ({each.weight:g})" for each in found.criteria), "Score", "Chosen")
    rows: list[Sequence[str]] = []
    for number, (option, each) in enumerate(zip(found.options, scores(found), strict=True)):
        ratings = (option.rating(i) for i in range(len(found.criteria)))
        cells = ("–" if rating is None else str(rating) for rating in ratings)
        rows.append((option.name, *cells, score_words(each.score), "yes" if found.choice == number else ""))
    return TableText(heads, tuple(map(tuple, rows)))
