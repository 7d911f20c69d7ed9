"""The form of an action: its fields, which of them a method or a project asks for, and what is said beside them."""

from __future__ import annotations

from collections.abc import Sequence

from ui.screens.plan.cells import improvement_words
from ui.screens.plan.serving import SERVED_FIELDS
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import EntryForm, Field, Group
from ui.widgets.fields import ChoiceControl, TextControl
from workbench.analysis.projection import default_lifts
from workbench.analysis.standing import Standing
from workbench.charts import gantt
from workbench.charts.words import one_line
from workbench.domain.action import POINTS, REACHES, Action, ActionState, Confidence, Urgency
from workbench.domain.book import Book
from workbench.domain.plan_settings import Method
from workbench.domain.text import plural

_METHOD = "method"
METHOD_FIELDS: dict[Method, tuple[str, ...]] = {
    Method.WSJF: ("value_points", "time_points", "risk_points", "size_points"),
    Method.RICE: ("reach", "impact"),
    Method.CD3: ("delay_cost",),
}
"""The fields that only one method goes by."""
_PROJECT_FIELDS = ("benefits", "tell")
_REACH_WORDS = ("massive", "high", "medium", "low", "minimal")
_KNOWN = [(False, "Estimated"), (True, "Measured")]


def _points(key: str, name: str) -> Field:
    return forms.choice(key, name, [(None, "Not said"), *((each, str(each)) for each in POINTS)])


def declared() -> Sequence[Field | Group | tuple[Field, Field]]:
    """Every field, in the order in which an action is thought through."""
    impacts = [(each, f"{each:g}, {word}") for each, word in zip(REACHES, _REACH_WORDS, strict=True)]
    return (
        forms.title("title", "Action"),
        forms.text("purpose", "Purpose", "What it is for", 2),
        forms.line("workstream", "Workstream"),
        forms.line("owner", "Owner", "A role, such as SRE Lead"),
        forms.choice("state", "State", [(state, state.label) for state in ActionState]),
        forms.line("drop_reason", "Why it was dropped"),
        Group("When, and how much work"),
        forms.date("start", "Start"),
        forms.date("finish", "Finish"),
        (forms.number("effort_days", "Effort, person-days"), forms.whole("lead_days", "Lead time, days")),
        forms.number("cost", "Cost"),
        forms.links("after", "Needs first", "Link actions…", follows=True),
        (
            forms.choice("urgency", "Urgency", [(each, each.label) for each in Urgency]),
            forms.choice("confidence", "Confidence", [(each, each.label) for each in Confidence]),
        ),
        Group("Who does what"),
        forms.line("accountable", "Accountable", "Exactly one role"),
        forms.listed("responsible", "Responsible", 2),
        forms.listed("consulted", "Consulted", 1),
        forms.listed("informed", "Informed", 1),
        Group("What it serves"),
        forms.choice("capability", "Capability"),
        forms.choice("level", "Brings it to"),
        forms.links("questions", "Questions", "Choose questions…", follows=True),
        forms.links("obstacles", "Obstacles it clears", "Link obstacles…", follows=True),
        forms.links("risks", "Risks it treats", "Link risks…", follows=True),
        *SERVED_FIELDS,
        Group("What it delivers"),
        forms.checklist("deliverables", "Deliverables", "Add a deliverable"),
        forms.listed("acceptance", "Accepted when"),
        Group("How it is measured"),
        forms.line("measure", "Measure", "Pages a week"),
        forms.line("unit", "Unit", "pages a week"),
        forms.choice("lower_is_better", "Direction", [(True, "Less is better"), (False, "More is better")]),
        (forms.number("before", "Before"), forms.number("expected", "Expected after")),
        forms.number("actual", "Now"),
        (
            forms.choice("before_measured", "Before is", _KNOWN),
            forms.choice("actual_measured", "Now is", _KNOWN),
        ),
        forms.date("baseline_on", "Before was taken on"),
        forms.date("actual_on", "Now was taken on"),
        (forms.line("window", "Over", "four weeks"), forms.line("source", "Source", "the pager's log")),
        Group("As an initial project"),
        forms.choice("project", "Initial project", [(False, "No"), (True, "Yes, of stage 3")]),
        forms.text("benefits", "Benefits that are no numbers", "What else became better", 2),
        forms.listed("tell", "Whom to tell what", 2),
        Group("For the method of ranking", _METHOD),
        (_points("value_points", "Value"), _points("time_points", "Time criticality")),
        (_points("risk_points", "Risk reduction"), _points("size_points", "Size")),
        (
            forms.number("reach", "Reach, people a quarter"),
            forms.choice("impact", "Impact", [(None, "Not said"), *impacts]),
        ),
        forms.number("delay_cost", "Cost of a week of delay"),
    )


def show(form: EntryForm, action: Action, book: Book, standing: Standing) -> None:
    """Offer what can be chosen, leave out what does not matter, and say what is missing."""
    _offer(form, action, book)
    form.hide_field("drop_reason", action.state is not ActionState.DROPPED and not action.drop_reason)
    unsaid = action.state is ActionState.DROPPED and not action.drop_reason.strip()
    form.note("drop_reason", "Say why it was dropped: others will ask." if unsaid else "", "warn")
    method = book.plan_settings.method
    form.hide_group(_METHOD, method not in METHOD_FIELDS)
    for each, fields in METHOD_FIELDS.items():
        for field in fields:
            form.hide_field(field, each is not method)
    for field in _PROJECT_FIELDS:
        form.hide_field(field, not action.project and not getattr(action, field))
    form.note("owner", owner_note(action, book))
    _say_roles(form, action)
    form.note("questions", questions_note(action, standing))
    known = action.before is not None and action.outcome is not None
    form.note("actual", improvement_words(action), "strong" if known else "caption")
    left = sum(1 for each in action.deliverables if not each.done)
    form.note("deliverables", f"{plural(left, 'deliverable')} to come." if left else "")


def _offer(form: EntryForm, action: Action, book: Book) -> None:
    pack = book.pack
    named = [("", "None"), *((each.id, each.name) for each in pack.capabilities)]
    if action.capability and action.capability not in pack.by_capability:
        named.append((action.capability, action.capability))
    levels = [(level.level, f"{level.level} {level.name}") for level in pack.levels if level.level > 1]
    for key, choices in (("capability", named), ("level", [(None, "No level"), *levels])):
        control = form.controls[key]
        assert isinstance(control, ChoiceControl)
        control.show_choices(choices)
    streams = [name for name in gantt.workstreams(book.actions) if name != gantt.NO_WORKSTREAM]
    roles = role_titles(book)
    for key, words in (("workstream", streams), ("owner", roles), ("accountable", roles)):
        line = form.controls[key]
        assert isinstance(line, TextControl)
        line.suggest(words)


def role_titles(book: Book) -> list[str]:
    """The roles an action can belong to: those named in the plan, and the titles of respondents and talents."""
    named = {each.owner for each in book.actions} | {each.accountable for each in book.actions}
    named |= {each.role_title for each in book.respondents} | {each.role_title for each in book.talents}
    return sorted((each for each in named if each.strip()), key=str.casefold)


def owner_note(action: Action, book: Book) -> str:
    """Whether the owner is none of the respondents and talents that are listed, such as one who was taken away."""
    people = (*book.respondents, *book.talents)
    listed = {one_line(said).casefold() for each in people for said in (each.role_title, each.name)} - {""}
    owner = one_line(action.owner).casefold()
    if not owner or not listed or owner in listed:
        return ""
    return "No respondent or talent is listed with this role."


def _say_roles(form: EntryForm, action: Action) -> None:
    """RACI: exactly one is accountable, and at least one responsible."""
    if action.state is ActionState.DROPPED:
        accountable = responsible = ""
    else:
        accountable = (
            "" if action.accountable.strip() else "Nobody is accountable yet: name exactly one role."
        )
        responsible = "" if action.responsible else "Nobody is responsible yet: who does the work?"
        if "," in action.accountable or ";" in action.accountable:
            accountable = "Exactly one role is accountable; others who do the work are responsible."
    form.note("accountable", accountable, "warn")
    form.note("responsible", responsible, "warn")


def questions_note(action: Action, standing: Standing) -> str:
    """Which questions an action brings to its level, where it names none itself."""
    if not action.capability:
        return "Choose a capability first."
    if action.level is None:
        return "Choose the level it brings them to."
    if action.questions:
        return ""
    count = len(default_lifts(standing, action.capability, action.level))
    if not count:
        return f"All that stand below level {action.level}; none does now."
    return f"All that stand below level {action.level}: {plural(count, 'question')} now."
