"""Toil, pain points and everything else that talks with teams brought up."""

from __future__ import annotations

from workbench.analysis import heard
from workbench.charts import heard as grid
from workbench.charts import toil
from workbench.domain.discovery import Discovery, DiscoveryKind
from workbench.domain.text import join_words, plural
from workbench.reports.context import Context
from workbench.reports.layout import Cell, Column, Piece, Section, finding, heading, picture, table_head
from workbench.reports.sections.entries import entry
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


def _row(context: Context, each: Discovery, columns: list[Column], head: Piece) -> list[Piece]:
    cells = [
        Cell(each.code, TABLE_SOFT),
        Cell(each.title, TABLE),
        Cell(each.kind.label, TABLE_SOFT),
        Cell(each.team.label, TABLE_SOFT),
        Cell(each.owner or "No owner", TABLE_SOFT),
        Cell(each.state.label, TABLE_SOFT),
    ]
    names = context.pack.by_capability
    codes = {action.id: action.code for action in context.book.actions}
    measured = heard.figures(each) is not None or heard.noise(each) is not None
    details = [
        ("In more words", each.detail),
        ("Figures", " ".join(said for said in toil.sentences(each) if said) if measured else ""),
        ("Makes it toil", join_words([trait.label.lower() for trait in each.traits])),
        ("Decision", each.decision.label if each.kind is DiscoveryKind.NOISY_ALERT else ""),
        ("Benefit", each.benefit),
        ("Next step", each.next_step),
        ("Actions", ", ".join(codes[part] for part in each.actions if part in codes)),
        ("Capabilities", ", ".join(names[part].name for part in each.capabilities if part in names)),
    ]
    return entry(cells, columns, context.width, head, f"discovery:{each.id}", details, 26)


def sections(context: Context) -> list[Section]:
    """Toil ranked, who was talked to, and the list; nothing where nothing was heard."""
    listed = context.book.discoveries
    if not listed:
        return []
    width = context.width
    said = f"{toil.title(listed)}."
    columns = _columns(width)
    head = table_head(columns, width)
    pieces = [*finding(said, width, f"{grid.title(listed)}.")]
    if heard.ranked(listed):
        pieces.append(heading("Toil, ranked by hours a month", width, before=0, hold=1))
        pieces.append(picture(toil.draw(listed, width / SCALE), SCALE, before=4))
    pieces.append(heading("Who was talked to, and about what", width, before=14, hold=1))
    pieces.append(picture(grid.draw(listed, width / SCALE), SCALE, before=4))
    pieces.append(
        heading("All of it", width, aside=plural(len(listed), "entry", "entries"), before=16, hold=3)
    )
    pieces.append(head)
    for each in listed:
        pieces += _row(context, each, columns, head)
    return [Section("discoveries", "Toil and pain points", said, tuple(pieces))]
