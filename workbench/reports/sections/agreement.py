"""How far people agree: the questions on which they do least, with every distribution, and alpha for the whole."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.charts import agreement
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.findings import stop
from workbench.reports.layout import Piece, Section, finding, heading, paragraph, picture
from workbench.reports.text import BODY, CAPTION

SCALE = 0.64
_MOST = 12
_AT_ONCE = 4


def _figures(context: Context) -> Iterator[Piece]:
    """The rows, a few at a time, so that they flow over pages."""
    listed = agreement.ordered(context.standing)[:_MOST]
    roles = [
        role
        for role in context.roles
        if any(role in each.role_means for each in context.standing.questions.values())
    ]
    for start in range(0, len(listed), _AT_ONCE):
        part = listed[start : start + _AT_ONCE]
        drawn = agreement.draw(
            context.standing, context.pack, context.width / SCALE, roles, part, headed=start == 0
        )
        yield picture(drawn, SCALE)


def sections(context: Context) -> list[Section]:
    """One section; none while no two voices answered the same question."""
    standing, width = context.standing, context.width
    listed = agreement.ordered(standing)
    if not listed:
        return []
    said = stop(agreement.title(standing))
    aside = (
        f"the {_MOST} with the least of {len(listed)}"
        if len(listed) > _MOST
        else plural(len(listed), "question")
    )
    note = (
        "The bars stand for the options in order, coloured by level; above each how many chose it. Under a role its mean. "
        "Where there are two camps no mean is printed, since hardly anyone stands near it. 'Off the middle' is the average "
        "distance from the middle answer, in levels. A perception gap is flagged from 1.5."
    )
    pieces = [
        *finding(said, width),
        *paragraph(agreement.alpha_words(standing), width, BODY),
        heading("Least agreement first", width, aside=aside, before=14),
        *_figures(context),
        *paragraph(note, width, CAPTION, before=6),
    ]
    return [Section("agreement", "Agreement", said, tuple(pieces))]
