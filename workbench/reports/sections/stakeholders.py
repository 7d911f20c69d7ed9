"""The stakeholder map, on request alone: it shows where single people stand, so nobody is called by name or area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from workbench.charts import stakeholders
from workbench.charts.words import one_line
from workbench.domain.talent import Talent
from workbench.reports.context import Context
from workbench.reports.fonts import printable
from workbench.reports.layout import Section, finding, heading, paragraph, picture
from workbench.reports.text import BODY, CAPTION

SCALE = 0.7
_KINDS = ((4, "Senior leader"), (3, "Team lead"), (1, "Specialist"))
_UNKNOWN = "Person"


def kind(influence: int | None) -> str:
    """What a person is called where neither name nor role may be known: by how far their influence reaches."""
    return next((name for least, name in _KINDS if influence is not None and influence >= least), _UNKNOWN)


def labelled(context: Context, people: Sequence[Talent]) -> list[Talent]:
    """The same people called 'Senior leader 2', without anything else that tells them; by role and name where asked for."""
    if context.settings.names:
        return [
            replace(
                each,
                role_title=printable(", ".join(part for part in (one_line(each.label), _name(each)) if part)),
                code=printable(each.code),
            )
            for each in people
        ]
    counted: Counter[str] = Counter()
    found: list[Talent] = []
    # By an order that neither the list nor the codes of other pages tell.
    for each in sorted(people, key=lambda one: (-(one.influence or 0), one.stance or 0, one.id)):
        called = kind(each.influence)
        counted[called] += 1
        said = f"{called} {counted[called]}"
        found.append(replace(each, role_title=said, name="", team="", code=said))
    return found


def _name(each: Talent) -> str:
    name = one_line(each.name)
    return name if name != one_line(each.label) else ""


def labels(context: Context) -> list[str]:
    """Everything the map would call people, as a preview of it shows before it is printed."""
    return [each.role_title for each in labelled(context, context.book.talents)]


def sections(context: Context) -> list[Section]:
    """The map with its finding; nothing where nobody is listed."""
    people = labelled(context, context.book.talents)
    if not people:
        return []
    width = context.width
    said = f"{stakeholders.title(people)}."
    note = (
        "People by name and role, as was asked for when this report was made."
        if context.settings.names
        else "People are called by how far their influence reaches, in no order that other pages have: neither name, role "
        "nor team is printed here."
    )
    pieces = [
        *finding(said, width),
        heading("Influence and stance", width, aside="confidential", before=0, hold=1),
        picture(stakeholders.draw(people, width / SCALE, 430), SCALE, before=4),
        *paragraph(note, width, BODY, before=8),
        *paragraph(
            "Influence reaches from little to the whole organisation; stance from holding to the traditional model to "
            "speaking up for the new one. Both are what the people who lead the change think, not what was asked.",
            width,
            CAPTION,
            before=4,
        ),
    ]
    return [Section("stakeholders", "Stakeholder map", said, tuple(pieces))]
