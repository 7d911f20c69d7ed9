"""What has changed since an earlier moment: dimensions side by side, every capability, and what was finished."""

from __future__ import annotations

from workbench.analysis.compare import Comparison, Shift
from workbench.charts import moved, slope, words
from workbench.charts.slope import moved_tenths, signed
from workbench.domain.text import plural
from workbench.reports.context import Context
from workbench.reports.fonts import printable
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    picture,
    table_head,
    table_row,
)
from workbench.reports.text import CAPTION, STRONG, TABLE, TABLE_SOFT

SCALE = 0.7


def _row(context: Context, each: Shift, columns: list[Column], head: Piece) -> list[Piece]:
    known = each.index is not None
    cells = [
        Cell(printable(each.name), TABLE),
        Cell(moved.figures(each.index_before, each.level_before, context.pack), TABLE_SOFT),
        Cell(moved.figures(each.index_after, each.level_after, context.pack), TABLE_SOFT),
        Cell(signed(moved_tenths(each)) if known else "–", STRONG),
    ]
    return table_row(cells, columns, context.width, head, f"moved:{each.id}")


def _finished(context: Context, found: Comparison) -> list[Piece]:
    if not found.actions:
        return []
    pieces = [heading("Finished in between", context.width, before=14, hold=1)]
    for each in found.actions:
        brings = words.improvement_label(each)
        said = f"{each.code}  {words.one_line(each.title)}{f', {brings}' if brings else ''}"
        pieces += paragraph(printable(said), context.width, TABLE)
    return pieces


def sections(context: Context) -> list[Section]:
    """What moved, as lines and bars and in figures; nothing where there is no earlier moment."""
    since = context.settings.since
    if since is None:
        return []
    found, width = since.found, context.width
    shifts, what = (found.dimensions, "dimension") if found.dimensions else (found.areas, "area")
    said = f"{slope.title(shifts, what)}."
    heads = (
        (printable(since.before[0]), printable(since.before[1])),
        (printable(since.after[0]), printable(since.after[1])),
    )
    columns = [
        Column("Capability", 0, 210),
        Column(heads[0][0], 216, 100),
        Column(heads[1][0], 322, 100),
        Column("Change", 428, width - 428),
    ]
    head = table_head(columns, width)
    pieces: list[Piece] = [
        *finding(
            said,
            width,
            f"Compared over {plural(found.common, 'question')} that {'was' if found.common == 1 else 'were'} asked at both moments.",
        ),
        heading(moved.overall(found, context.pack), width, before=0, hold=1),
        picture(slope.draw(shifts, context.pack, heads, width / SCALE, 330, what), SCALE, before=4),
        heading(moved.title(found), width, before=14, hold=1),
        picture(moved.draw(found, width / SCALE, 170), SCALE, before=4),
        *_finished(context, found),
        heading("Every capability", width, before=14, hold=3),
        head,
    ]
    for each in found.capabilities:
        pieces += _row(context, each, columns, head)
    for note in found.notes:
        pieces += paragraph(note, width, CAPTION, before=3)
    return [Section("changes", "What has changed", said, tuple(pieces))]
