"""The form of the SRE role with its reasons, and the people needed at each level against those placed, as counts."""

from __future__ import annotations

from workbench.analysis.people import Placing, single_points
from workbench.analysis.role_form import (
    Recommendation,
    RoleForm,
    advise,
    against_advice,
    leaders,
    need_words,
    plan_words,
)
from workbench.charts.figure import Mark, Text
from workbench.charts.words import MINUS, one_line
from workbench.domain.role_plan import RolePlan
from workbench.domain.text import plural, sentence_case, spelled
from workbench.reports.context import Context
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    finding,
    heading,
    paragraph,
    table_head,
    table_row,
)
from workbench.reports.sections.people import placed, smallest
from workbench.reports.text import BODY, CAPTION, STRONG, TABLE, TABLE_SOFT


def difference_words(difference: int) -> str:
    """How many people are missing at a level, or too many."""
    if not difference:
        return "as needed"
    return f"{-difference} short" if difference < 0 else f"{difference} more than needed"


def points_words(points: int) -> str:
    """Points with their sign: '+3', '−2'."""
    return f"+{points}" if points > 0 else str(points).replace("-", MINUS)


def _inputs(plan: RolePlan) -> str:
    parts: list[str] = []
    if plan.engineers is not None:
        parts.append(f"{plural(plan.engineers, 'person', 'people')} who build and run software")
    if plan.teams is not None:
        parts.append(plural(plan.teams, "team"))
    if plan.freedom is not None:
        parts.append(f"{'freedom' if plan.freedom else 'no freedom'} from other teams’ processes")
    return f"{sentence_case(', '.join(parts))}." if parts else ""


def _reasons(context: Context, found: Recommendation, width: float) -> list[Piece]:
    """Every reason with its points, under the form it speaks of."""
    titles = {each.id: one_line(each.title) for each in context.pack.role_models}
    columns = [Column("Form", 0, 130), Column("Points", 138, 40), Column("Reason", 186, width - 186)]
    head = table_head(columns, width)
    pieces: list[Piece] = [head]
    best = leaders(found)
    for form in RoleForm:
        mine = [each for each in found.reasons if each.form is form]
        title = titles.get(form.value, sentence_case(form.value))
        name = f"{title}, recommended" if best == (form,) else title
        total = points_words(found.points(form))
        cells = [
            Cell(name, STRONG if form in best else TABLE),
            Cell(total, STRONG),
            Cell("" if mine else "No figure speaks for or against it.", TABLE_SOFT),
        ]
        rows = table_row(cells, columns, width, head, f"form:{form}") if not mine else []
        for number, each in enumerate(mine):
            first = number == 0
            cells = [
                Cell(name if first else "", STRONG if form in best else TABLE),
                Cell(total if first and len(mine) == 1 else points_words(each.points), TABLE),
                Cell(each.text, TABLE_SOFT),
            ]
            rows += table_row(cells, columns, width, head, f"form:{form}:{number}")
        if len(mine) > 1:
            cells = [Cell("", TABLE), Cell(total, STRONG), Cell("together", TABLE_SOFT)]
            rows += table_row(cells, columns, width, head, f"form:{form}:sum")
        pieces += rows
    return pieces


def _levels(context: Context, found: Placing, show: bool, width: float) -> list[Piece]:
    columns = [
        Column("Level", 0, 34),
        Column("", 36, 110),
        Column("Needed", 156, 60),
        Column("Placed", 222, 60),
        Column("Difference", 290, width - 290),
    ]
    head = table_head(columns, width)
    pieces: list[Piece] = [head]
    for each in found.levels:
        count = len(each.placed)
        words = difference_words(each.difference) if each.needed or count else "–"
        cells = [
            Cell(each.level.id, STRONG),
            Cell(one_line(each.level.name), TABLE),
            Cell(str(each.needed) if each.needed else "–", TABLE),
            Cell((str(count) if count else "–") if show else "", TABLE),
            Cell(words if show else "", TABLE_SOFT),
        ]
        pieces += table_row(cells, columns, width, head, f"level:{each.level.id}")
    return pieces


def sections(context: Context) -> list[Section]:
    """The form chosen with its reason, needed against placed; nothing while nothing of it is noted."""
    plan, found = context.book.role_plan, placed(context)
    show = found.placed >= smallest(context)
    if plan is None and not show:
        return []
    width = context.width
    advice = advise(plan, context.standing.overall.level)
    models = context.pack.role_models
    # How far the people needed are there is itself a count of people.
    said = plan_words(models, plan, advice, found if show else Placing((), (), ()))
    pieces: list[Piece] = list(finding(said, width))
    if plan is not None:
        pieces += _form(context, plan, advice, width)
    pieces.append(heading("Levels: needed and placed", width, aside="people, as counts", before=16, hold=3))
    pieces += _levels(context, found, show, width)
    pieces += _notes(context, found, show, width)
    return [Section("roles", "Role model and levels", said, tuple(pieces))]


def _form(context: Context, plan: RolePlan, advice: Recommendation, width: float) -> list[Piece]:
    chosen = next((each for each in context.pack.role_models if each.id == plan.model), None)
    pieces: list[Piece] = [heading("Form of the SRE role", width, before=0)]
    if chosen is not None:
        pieces.append(Piece(15, (Text(0, 11, one_line(chosen.title), 9.3, 600),)))
        pieces += paragraph(chosen.detail, width, BODY)
    elif plan.model:
        pieces += paragraph(f"'{plan.model}', which this content pack does not describe.", width, BODY)
    if plan.reason.strip():
        against = against_advice(plan.model, advice)
        label = "Why not the one recommended" if against else "Why this form"
        pieces.append(_label(label))
        pieces += paragraph(plan.reason.strip(), width, BODY)
    inputs = _inputs(plan)
    if inputs:
        pieces.append(_label("What was looked at"))
        pieces += paragraph(inputs, width, BODY)
    if advice.reasons:
        pieces.append(
            heading(
                "What speaks for each form", width, aside="every reason with its points", before=14, hold=2
            )
        )
        pieces += _reasons(context, advice, width)
    return pieces


def _label(words: str) -> Piece:
    marks: tuple[Mark, ...] = (Text(0, 9, words, 8.2, 500, color="ink3"),)
    return Piece(13, marks, before=7, hold=1)


def _notes(context: Context, found: Placing, show: bool, width: float) -> list[Piece]:
    lines: list[str] = []
    if not show:
        lines.append(
            f"Fewer than {spelled(smallest(context))} people have their competences noted, so where they are placed is not printed."
        )
    else:
        need = need_words(found)
        if need:
            lines.append(f"{sentence_case(need)}.")
        if found.below:
            lines.append(
                f"{plural(len(found.below), 'person is', 'people are')} placed below the first level."
            )
        alone = len(single_points(context.book.talents, context.pack.competences))
        if alone:
            lines.append(
                f"One competence, one person: {plural(alone, 'competence rests', 'competences rest')} on one person alone."
            )
        else:
            lines.append("No competence rests on one person alone.")
    if found.open and show:
        lines.append(
            f"{plural(len(found.open), 'person is', 'people are')} not placed: no competence of theirs is noted."
        )
    lines.append("Who is placed where is known to the people who lead the change and is not printed.")
    return paragraph(" ".join(lines), width, CAPTION, before=6)
