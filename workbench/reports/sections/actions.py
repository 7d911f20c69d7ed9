"""The action list as cards: before and after, owner, dates, effort, and when it counts as done."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.ranking import rank
from workbench.charts import calendar, gantt, glyphs, words
from workbench.charts.figure import Anchor, Mark, Rect, Text
from workbench.domain.action import Action
from workbench.domain.consent import SIDES
from workbench.domain.text import sentence_case, spelled, whole_line
from workbench.reports import findings
from workbench.reports.context import Context
from workbench.reports.layout import Piece, Section, finding, paragraph, rule, shift
from workbench.reports.sections import left_aside
from workbench.reports.text import CAPTION, STRONG, TABLE, TABLE_SOFT, Style, break_lines, set_lines, single

_LEFT = 13.0
_SPLIT = 225.0
_TITLE = Style(10.6, 14, 600)
_SENTENCE = Style(8.6, 12.2, 400, "serif", "ink2")
_HEAD = 32.0
_BARS = 124.0
_BADGE = Style(7.8, 10, 500)
_BETWEEN = 12.0
_NAMES = 54.0
_MOST_SIDES = 3

Part = tuple[float, list[Mark]]


def _bars(action: Action, width: float) -> Part:
    """The measure before and after as bars from zero, the improvement, and the sentence that says it."""
    before, after = action.before, action.outcome
    if before is None or after is None:
        return _purpose(action, width)
    marks: list[Mark] = []
    title = break_lines(_measure(action), width, CAPTION)
    marks += set_lines(title, 0, 0, width, CAPTION)
    top = (len(title) - 1) * CAPTION.leading
    most = max(before, after) or 1.0
    taken = action.actual is not None
    bars = (("Before" if taken else "Today", before, "line2"), ("Now" if taken else "Aim", after, "data"))
    for number, (name, value, token) in enumerate(bars):
        y = top + 17.0 + number * 21
        wide = max(1.0, _BARS * value / most) if value else 0.0
        marks.append(Text(0, y + 9.5, name, 8.0, color="ink3"))
        if wide:
            marks.append(Rect(36, y, wide, 12.5, fill=token, radius=1))
        said = findings.with_unit(value, action.unit) if number == 0 else words.amount(value)
        if STRONG.measure(said) > width - 36 - wide - 5:
            said = words.amount(value)
        marks.append(Text(36 + wide + 5, y + 9.6, said, 8.6, 600))
    y = top + 62.0
    share = words.improvement(action)
    if share is not None:
        figure = f"{abs(share):,.0f}%"
        better = share >= 0
        marks.append(Text(0, y + 17, figure, 19, 600, color="ok" if better else "bad"))
        at = Style(19, 20, 600).measure(figure) + 7
        what = "no change" if share == 0 else words.improvement_label(action).split(" ", 1)[-1]
        marks.append(Text(at, y + 17, what, 9, color="ink2"))
        y += 24
    for said in (findings.improvement(action), action.purpose.strip()):
        lines = break_lines(said, width, _SENTENCE) if said else []
        marks += set_lines(lines, 0, y, width, _SENTENCE)
        y += len(lines) * _SENTENCE.leading + 4
    return y - 4, marks


def _measure(action: Action) -> str:
    """What is measured, over which window and from which source, and whether by counting or by estimate."""
    parts = [
        whole_line(action.measure) or "Measure",
        whole_line(action.window),
        whole_line(action.source),
    ]
    both = action.before_measured and (action.actual is None or action.actual_measured)
    basis = "measured" if both else "estimated"
    return f"{'; '.join(part for part in parts if part)} ({basis})"


def _purpose(action: Action, width: float) -> Part:
    """What stands in place of bars where nothing is measured yet: the purpose, and that a figure is missing."""
    marks: list[Mark] = []
    y = 0.0
    if action.purpose.strip():
        lines = break_lines(action.purpose, width, _SENTENCE)
        marks += set_lines(lines, 0, y, width, _SENTENCE)
        y += len(lines) * _SENTENCE.leading + 6
    lines = break_lines(_no_figures(action), width, CAPTION)
    marks += set_lines(lines, 0, y, width, CAPTION)
    return y + len(lines) * CAPTION.leading, marks


def _no_figures(action: Action) -> str:
    listed = [whole_line(each) for each in (action.measure, action.unit, action.window, action.source)]
    measure = "; ".join(each for each in listed if each)
    return f"{measure}: no figures yet" if measure else "No measure before and after yet"


def _facts(context: Context, action: Action) -> list[tuple[str, str]]:
    codes = {each.id: each.code for each in (*context.risks, *context.obstacles, *context.actions)}
    serves = context.pack.by_capability.get(action.capability)
    goal = f", to {context.pack.level_name(action.level)}" if action.level else ""
    effort = (
        f"{words.amount(action.effort_days)} person-days"
        if action.effort_days is not None
        else "not estimated"
    )
    treats = ", ".join(codes[each] for each in (*action.risks, *action.obstacles) if each in codes)
    after = ", ".join(codes[each] for each in action.after if each in codes)
    found = [
        ("Owner", whole_line(action.owner) or "No owner yet"),
        ("Accountable", whole_line(action.accountable)),
        ("Responsible", whole_line(", ".join(action.responsible))),
        ("Consulted", whole_line(", ".join(action.consulted))),
        ("Informed", whole_line(", ".join(action.informed))),
        ("Effort", effort),
        ("When", calendar.span_words(calendar.span(action))),
        ("State", action.state.label),
        ("Stream", whole_line(action.workstream) if len(action.workstream) > 24 else ""),
        ("Cost", words.amount(action.cost) if action.cost is not None else ""),
        ("Serves", f"{serves.name}{goal}" if serves else ""),
        ("Treats", treats),
        ("After", after),
        # A project's own page says what it brings and who is to hear of it.
        ("Benefits", "" if action.project else whole_line(action.benefits)),
        ("To tell", "" if action.project else whole_line(", ".join(action.tell))),
    ]
    return [(name, value) for name, value in found if value]


def _list(title: str, items: Sequence[str], width: float, y: float, boxes: bool) -> Part:
    marks: list[Mark] = [Text(0, y + 9, title, 8.4, 600)]
    y += 15
    for item in items:
        lines = break_lines(item, width - 15, TABLE)
        if boxes:
            marks.append(glyphs.check_box(0.5, y + 1.2, 7.6))
        else:
            marks.append(Text(2, y + 8.9, "–", 8.5, color="ink3"))
        marks += set_lines(lines, 15, y, width - 15, TABLE)
        y += len(lines) * TABLE.leading + 2.2
    return y, marks


def _right(context: Context, action: Action, width: float) -> Part:
    marks: list[Mark] = []
    y = 0.0
    facts = _facts(context, action)
    for name, value in facts:
        lines = break_lines(value, width - _NAMES, STRONG if name == "Owner" else TABLE)
        marks.append(Text(0, y + 9, name, 8.2, color="ink3"))
        marks += set_lines(lines, _NAMES, y, width - _NAMES, STRONG if name == "Owner" else TABLE)
        y += len(lines) * 11.6 + 1.6
    y += 5
    for title, items, boxes in (
        ("Accepted when", action.acceptance, True),
        ("Delivers", _delivered(action), False),
    ):
        listed = [each for each in items if each.strip()]
        if listed:
            y, more = _list(title, listed, width, y, boxes)
            marks += more
            y += 4
    if not any(each.strip() for each in action.acceptance):
        marks.append(Text(0, y + 8, "No acceptance criteria yet", 7.6, color="ink3"))
        y += 12
    return _signatures(context, action, width, y + 8, marks)


def _signatures(context: Context, action: Action, width: float, y: float, marks: list[Mark]) -> Part:
    """A line to sign for each side: those of the engagement the action belongs to, else the two there usually are."""
    if action.state.ended:
        return y - 8, marks
    agreed = next(
        (each for each in context.book.agreements if action.id in each.actions and each.consents), None
    )
    sides = [whole_line(each.side) for each in agreed.consents][:_MOST_SIDES] if agreed else list(SIDES)
    wide = (width - _BETWEEN * (len(sides) - 1)) / len(sides)
    for number, side in enumerate(sides):
        x = number * (wide + _BETWEEN)
        marks.append(Rect(x, y + 12, wide, 0.6, fill="ink3"))
        marks.append(Text(x, y + 21, single(f"For {_inside(side)}", wide, CAPTION), 7.6, color="ink3"))
    return y + 24, marks


def _delivered(action: Action) -> list[str]:
    """What an action delivers: 'Weekly triage, by 1 Dec 2026', 'List of removed rules, done'."""
    found: list[str] = []
    for each in action.deliverables:
        when = "done" if each.done else f"by {calendar.day_words(each.due)}" if each.due else ""
        found.append(f"{each.title}, {when}" if when else each.title)
    return found


def _inside(side: str) -> str:
    """A side's name as it stands within a sentence: 'the business'."""
    return f"the {side[4:]}" if side.startswith("The ") else side


def _card(context: Context, action: Action, place: int, quick: bool) -> Piece:
    width = context.width
    left = _bars(action, _SPLIT - 2 * _LEFT)
    right = _right(context, action, width - _SPLIT - 2 * _LEFT)
    body = max(left[0], right[0]) + 20
    stream = single(words.one_line(action.workstream), 130, CAPTION)
    title = break_lines(f"{action.code}  {whole_line(action.title)}", width - 240, _TITLE)
    top = _HEAD + (len(title) - 1) * _TITLE.leading
    tall = top + body
    marks: list[Mark] = [
        Rect(0.4, 0.4, width - 0.8, top, fill="sunk", radius=4),
        Rect(0.4, 0.4, width - 0.8, tall - 0.8, stroke="line2", line=0.8, radius=4),
        Rect(0.4, top, width - 0.8, 0.6, fill="line2"),
        Rect(_SPLIT, top, 0.6, body - 0.4, fill="line"),
        Rect(_LEFT, 8, 3, 16, fill=gantt.token(place), radius=1),
        *set_lines(title, _LEFT + 10, 9.2, width - 240, _TITLE),
        Text(width - _LEFT, 20, stream, 8.0, color="ink3", anchor=Anchor.END),
    ]
    if quick:
        marks += _badge(
            _LEFT + 10 + _TITLE.measure(title[-1].text) + 8, 10 + (len(title) - 1) * _TITLE.leading
        )
    marks += shift(left[1], _LEFT, top + 10)
    marks += shift(right[1], _SPLIT + _LEFT, top + 10)
    return Piece(tall, tuple(marks), before=13, anchor=f"action-{action.id}")


def _badge(x: float, y: float) -> list[Mark]:
    return [
        Rect(x, y, _BADGE.measure("Quick win") + 10, 13, fill="warn-t", radius=3),
        Text(x + 5, y + 9.4, "Quick win", 7.8, 500, color="warn"),
    ]


def _long(context: Context, action: Action) -> list[Piece]:
    """An action whose words fill more than a page, as plain lines that may run over."""
    width = context.width
    found = [Piece(6, (rule(width, "ink", thick=0.9),), before=14, hold=2, anchor=f"action-{action.id}")]
    found += paragraph(f"{action.code}  {whole_line(action.title)}", width, _TITLE)
    for name, value in _facts(context, action):
        found += paragraph(f"{name}: {value}", width, TABLE_SOFT)
    found += paragraph(action.purpose, width, before=5) if action.purpose.strip() else []
    said = findings.improvement(action)
    found += paragraph(_measure(action), width, CAPTION, before=5) if said else []
    found += paragraph(said or _no_figures(action), width, _SENTENCE, before=5)
    for title, items in (("Accepted when", action.acceptance), ("Delivers", _delivered(action))):
        if items:
            found += paragraph(title, width, STRONG, before=5)
        for item in items:
            found += paragraph(item, width - 12, TABLE, x=12)
    return found


def sections(context: Context) -> list[Section]:
    """A card an action, in the plan's order; nothing where the plan is empty."""
    actions = context.actions
    aside = left_aside.pieces(context)
    if not actions:
        return []
    names = gantt.workstreams(actions)
    measured = [each for each in actions if each.before is not None and each.outcome is not None]
    owned = sum(1 for each in actions if each.owner.strip())
    said = _said(owned, len(measured), len(actions))
    pieces = [*finding(said, context.width, "An action is done when its acceptance criteria hold.")]
    quick = {each.action.id for each in rank(context.book, context.standing).quick_wins}
    for action in actions:
        place = names.index(words.one_line(action.workstream) or gantt.NO_WORKSTREAM)
        card = _card(context, action, place, action.id in quick)
        if card.height > context.paper.room:
            pieces += _long(context, action)
        else:
            pieces.append(card)
    pieces += aside
    return [Section("actions", "Action list", said, tuple(pieces))]


def _said(owned: int, measured: int, total: int) -> str:
    """How many actions have an owner, and how many a figure."""
    if total == 1:
        owner, figure = "an owner" if owned else "no owner yet", "a figure" if measured else "no figure yet"
        return f"The one action has {owner} and {figure} to be judged by."
    if not owned and not measured:
        return "No action has an owner yet, or a figure to be judged by."
    return f"{_share(owned, total)} an owner, {_share(measured, total).lower()} a figure to be judged by."


def _share(some: int, total: int) -> str:
    if some == total:
        return f"All {spelled(total)} actions have"
    if some == 0:
        return "No action has"
    return f"{sentence_case(spelled(some))} of {spelled(total)} actions {'has' if some == 1 else 'have'}"
