"""What every level hangs on: other weights, the questions and roles left out one by one (domain.md 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.maturity import Figures, Rating
from workbench.analysis.sensitivity import (
    LeftOut,
    equally_weighted,
    leave_questions_out,
    roles_of,
    without_one_role,
)
from workbench.analysis.stability import DRAWS, Stability
from workbench.charts import words
from workbench.domain.role import Role
from workbench.domain.text import join_words, plural, sentence_case, spelled
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
from workbench.reports.text import CAPTION, STRONG, TABLE, TABLE_SOFT, Style

_NOTE = (
    "The level comes first, both where open questions may still raise it, then the index. Equal: every question and every capability counts the same; the conditions "
    "of a level stay. A role out: as if it had not answered, what the room agreed on stays. Without a question: the one whose "
    "absence moves the index furthest, and by how much. Stays: in how many of {draws:,} random weightings about the given ones the level is the same; from 95% on firm, "
    "from 75% likely, else open. In bold: another level than now."
)


@dataclass(frozen=True, slots=True)
class _Other:
    """A rating as it would be otherwise, under the heading that says how."""

    rating: Rating
    now: Rating

    @property
    def moved(self) -> bool:
        return self.rating.level != self.now.level

    @property
    def cell(self) -> Cell:
        return Cell(_short(self.rating), STRONG if self.moved else TABLE_SOFT)


def _short(rating: Rating) -> str:
    if not rating.applicable:
        return "n/a"
    if rating.level is None:
        return "not rated"
    return f"{words.level_numbers(rating)}, {words.one_decimal(rating.index)}"


def _columns(width: float, roles: Sequence[Role]) -> list[Column]:
    name, now, equal, question, stays = 114.0, 35.0, 35.0, 108.0, 58.0
    role = (width - name - now - equal - question - stays) / max(1, len(roles))
    x = 0.0
    found: list[Column] = []
    heads = [("", name), ("Now", now), ("Equal", equal)]
    heads += [(f"{each.short} out", role) for each in roles]
    for title, wide in [*heads, ("Without one question", question), ("Stays", stays)]:
        found.append(Column(title, x, wide - 5))
        x += wide
    return found


def _furthest(left: Sequence[LeftOut]) -> LeftOut | None:
    """The question whose absence moves the index furthest; the first in the pack of several."""
    moved = [each for each in left if each.change]
    return max(moved, key=lambda each: abs(each.change or 0)) if moved else None


def _question_cell(context: Context, left: Sequence[LeftOut], now: Rating) -> Cell:
    other = [each for each in left if each.rating.level != now.level]
    found = _furthest(other) or (other[0] if other else None) or _furthest(left)
    if found is None:
        return Cell("no difference" if len(left) > 1 else "–", TABLE_SOFT)
    question = context.pack.by_question[found.question]
    sign = "+" if (found.change or 0) > 0 else ""
    change = f" ({sign}{words.one_decimal(found.change)})" if found.change else ""
    said = f"{_short(found.rating)}{change}: {words.one_line(question.title or question.ask)}"
    return Cell(said, STRONG if other else TABLE_SOFT)


def _stays(found: Stability | None) -> Cell:
    if found is None:
        return Cell("–", TABLE_SOFT)
    return Cell(f"{found.stays:,}, {found.word.value}", TABLE_SOFT)


@dataclass(frozen=True)
class _Table:
    """Everything the rows are read off, computed once."""

    context: Context
    equal: Figures
    without: Mapping[Role, Figures]

    def rows(self) -> Iterator[tuple[str, Style, list[Cell]]]:
        context = self.context
        standing, drawn = context.standing, context.drawn
        yield self._row(
            "All areas", standing.overall, self.equal.overall, [each.overall for each in self.without.values()], None, drawn.overall, STRONG,
        )  # fmt: skip
        for area in context.pack.areas:
            yield self._row(
                area.title, standing.areas[area.id], self.equal.areas[area.id],
                [each.areas[area.id] for each in self.without.values()], None, drawn.areas[area.id], STRONG,
            )  # fmt: skip
            for part in standing.capabilities.values():
                key = part.capability.id
                if part.capability.area == area.id and part.rating.applicable:
                    yield self._row(
                        part.capability.name, part.rating, self.equal.capabilities[key],
                        [each.capabilities[key] for each in self.without.values()],
                        leave_questions_out(part), drawn.capabilities[key], TABLE,
                    )  # fmt: skip

    def _row(
        self, name: str, now: Rating, equal: Rating, without: Sequence[Rating],
        left: Sequence[LeftOut] | None, drawn: Stability | None, style: Style,
    ) -> tuple[str, Style, list[Cell]]:  # fmt: skip
        others = [_Other(each, now).cell for each in (equal, *without)]
        question = _question_cell(self.context, left, now) if left is not None else Cell("", TABLE_SOFT)
        cells = [Cell(words.one_line(name), style), Cell(_short(now), style), *others, question]
        return name, style, [*cells, _stays(drawn)]


def _finding(context: Context, table: _Table) -> str:
    """How many levels of capabilities stand whatever is changed, and what most of the others hang on."""
    parts = [each for each in context.standing.capabilities.values() if each.rating.level is not None]
    if not parts:
        return "No level is earned yet, so there is nothing for it to hang on."
    firm = 0
    on_role: dict[Role, int] = {}
    for part in parts:
        key, level = part.capability.id, part.rating.level
        lost = [role for role, each in table.without.items() if each.capabilities[key].level != level]
        for role in lost:
            on_role[role] = on_role.get(role, 0) + 1
        questions = any(each.rating.level != level for each in leave_questions_out(part))
        equal = table.equal.capabilities[key].level != level
        drawn = context.drawn.capabilities[key]
        stays = drawn is not None and drawn.stays == drawn.draws
        firm += not lost and not questions and not equal and stays
    whatever = "whatever of these is left out" if context.merged else "whatever is left out"
    start = f"{firm} of {plural(len(parts), 'level')} of capabilities {'stands' if firm == 1 else 'stand'} {whatever} or weighed otherwise"
    if not on_role:
        return f"{start}."
    most = max(on_role.values())
    names = join_words([f"the {role.plural}" for role in on_role if on_role[role] == most])
    many = f"{spelled(most)} would be another"
    return f"{start}. {sentence_case(many)} without {names}."


def sections(context: Context) -> list[Section]:
    """One section; none while nothing is rated."""
    standing, width = context.standing, context.width
    if not any(part.rating.rated for part in standing.capabilities.values()):
        return []
    roles = [each for each in roles_of(list(standing.questions.values())) if each not in context.merged]
    table = _Table(context, equally_weighted(standing), {role: without_one_role(standing, role) for role in roles})  # fmt: skip
    said = _finding(context, table)
    columns = _columns(width, roles)
    head = table_head(columns, width)
    pieces: list[Piece] = [
        *finding(said, width),
        heading("Every level, and what it would be otherwise", width, aside="level, index"),
        head,
    ]
    for name, _, cells in table.rows():
        pieces += table_row(cells, columns, width, head, f"sure:{name}")
    pieces += paragraph(_NOTE.format(draws=DRAWS), width, CAPTION, before=6)
    return [Section("sureness", "How sure the levels are", said, tuple(pieces))]
