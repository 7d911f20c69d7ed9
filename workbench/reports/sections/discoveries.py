"""Toil, pain points and everything else that talks with teams brought up."""

from __future__ import annotations

from workbench.analysis import heard
from workbench.charts import heard as grid
from workbench.charts import toil
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.text import join_words
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Section, finding, heading, picture
from workbench.reports.sections.entries import Details, linked, register
from workbench.reports.text import TABLE, TABLE_SOFT

SCALE = 0.7


def _columns(width: float) -> list[Column]:
    return [
        Column("", 0, 24),
        Column("What was heard", 26, 176),
        Column("Kind", 208, 80),
        Column("From", 294, 62),
        Column("Owner", 362, 74),
        Column("State", 440, width - 440),
    ]


def _row(context: Context, each: Discovery) -> tuple[list[Cell], Details]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.kind.label, TABLE_SOFT),
        Cell(each.team.label, TABLE_SOFT),
        Cell(each.owner or "No owner", TABLE_SOFT),
        Cell(each.state.label, TABLE_SOFT),
    ]
    measured = heard.figures(each) is not None or heard.noise(each) is not None
    return cells, [
        ("In more words", each.detail),
        ("Counted", toil.counted(each)),
        ("Afterwards", toil.afterwards(each)),
        ("Figures", " ".join(said for said in toil.sentences(each) if said) if measured else ""),
        ("Makes it toil", join_words([trait.label.lower() for trait in each.traits])),
        ("Decision", each.decision.label if each.kind is DiscoveryKind.NOISY_ALERT else ""),
        ("Benefit", each.benefit),
        ("Next step", each.next_step),
        *linked(context, each),
    ]


def sections(context: Context) -> list[Section]:
    """Toil ranked, who was talked to, and the list; nothing where nothing was heard."""
    listed = context.book.discoveries
    if not listed:
        return []
    width = context.width
    said = f"{toil.title(listed)}."
    pieces = [*finding(said, width, f"{grid.title(listed)}.")]
    if heard.ranked(listed) or heard.past(listed):
        pieces.append(heading("Toil, ranked by hours a month", width, before=0, hold=1))
        pieces.append(picture(toil.draw(listed, width / SCALE), SCALE, before=4))
    pieces.append(heading("Who was talked to, and about what", width, before=14, hold=1))
    pieces.append(picture(grid.draw(listed, width / SCALE), SCALE, before=4))
    pieces += register(context, _columns(width), listed, _row, "All of it")
    return [Section("discoveries", "Toil and pain points", said, tuple(pieces))]
