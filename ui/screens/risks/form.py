"""The form of a risk: its fields, which of them a threat or an opportunity has, and what is said beside them."""

from __future__ import annotations

from collections.abc import Sequence

from ui.screens.risks.cells import NEEDED
from ui.widgets import entry_form as forms
from ui.widgets import fields
from ui.widgets.entry_form import EntryForm, Field, Group
from ui.widgets.fields_steps import StepControl
from workbench.analysis import risk as zones
from workbench.analysis.exposure import When, exposure
from workbench.charts import risk_words
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import FREQUENCY_RANGES, FREQUENCY_WORDS, STEPS, Risk, RiskKind, RiskState, Zone
from workbench.domain.written import read_number

_TRYING = "trying"
_ONLY_THREATS = ("impact_low", "impact_high", "simulated", "residual_impact_low", "residual_impact_high")
_ONLY_OPPORTUNITIES = (
    "chance", "benefit", "downside_frequency", "downside_impact",
    "downside_frequency_number", "downside_impact_number",
)  # fmt: skip
_FREQUENCIES = ("frequency", "residual_frequency", "downside_frequency")
_IMPACTS = ("impact", "residual_impact", "downside_impact")


def percent(key: str, name: str) -> Field:
    """A share that people write in per cent."""

    def read(text: str) -> float | None:
        value = read_number(text.removesuffix("%"))
        return None if value is None else value / 100

    def write(value: float | None) -> str:
        return "" if value is None else risk_words.percent_words(value)

    return Field(key, name, lambda _theme, said: fields.ParsedControl(said, "0 to 100", read, write))


def declared() -> Sequence[Field | Group | tuple[Field, Field]]:
    """Every field, in the order in which people speak of a risk."""
    return (
        forms.title("title", "Risk"),
        forms.choice("kind", "Kind", [(kind, kind.label) for kind in RiskKind]),
        forms.text("cause", "Because", "What makes it possible", 2),
        forms.text("event", "This may happen", "The event itself", 2),
        forms.text("consequence", "And lead to", "What it would mean", 2),
        forms.choice("capability", "Capability"),
        Group("Before treatment"),
        forms.steps("frequency", "Frequency", FREQUENCY_WORDS, FREQUENCY_RANGES),
        forms.steps("impact", "Impact"),
        (
            forms.number("frequency_number", "Or times a year"),
            forms.number("impact_number", "Or impact each time"),
        ),
        (forms.number("impact_low", "Impact, 5 % value"), forms.number("impact_high", "Impact, 95 % value")),
        forms.choice("simulated", "Simulate", [(False, "No"), (True, "Yes")]),
        Group("Treatment"),
        forms.choice("treatment", "Treatment"),
        forms.line("owner", "Owner", "A role, such as SRE Lead"),
        (forms.date("due", "Due"), forms.date("review", "Next review")),
        forms.choice("state", "State", [(state, state.label) for state in RiskState]),
        forms.number("treatment_cost", "Cost a year, beyond its controls"),
        Group("After treatment"),
        forms.steps("residual_frequency", "Frequency after treatment", FREQUENCY_WORDS, FREQUENCY_RANGES),
        forms.steps("residual_impact", "Impact after treatment"),
        (
            forms.number("residual_frequency_number", "Or times a year"),
            forms.number("residual_impact_number", "Or impact each time"),
        ),
        (
            forms.number("residual_impact_low", "Impact, 5 % value"),
            forms.number("residual_impact_high", "Impact, 95 % value"),
        ),
        Group("Is it worth trying?", _TRYING),
        (percent("chance", "Chance that it works, %"), forms.number("benefit", "Benefit a year")),
        forms.steps(
            "downside_frequency", "Worst downside, frequency", FREQUENCY_WORDS, FREQUENCY_RANGES
        ),
        forms.steps("downside_impact", "Worst downside, impact"),
        (
            forms.number("downside_frequency_number", "Or times a year"),
            forms.number("downside_impact_number", "Or impact each time"),
        ),
        Group(""),
        forms.text("note", "Note"),
        forms.links("obstacles", "Obstacles behind it", "Link obstacles…", follows=True),
        forms.links("clauses", "Clauses of the blueprint", "Link clauses…", follows=True),
    )  # fmt: skip


def show(form: EntryForm, risk: Risk, criteria: RiskCriteria) -> None:
    """Show the fields this kind of risk has, the scales of the client, and what is missing."""
    threat = risk.kind is RiskKind.THREAT
    for key in _ONLY_THREATS:
        form.hide_field(key, not threat)
    for key in _ONLY_OPPORTUNITIES:
        form.hide_field(key, threat)
    form.hide_group(_TRYING, threat)
    sizes = [risk_words.impact_range(criteria, step) for step in range(1, STEPS + 1)]
    often = [risk_words.frequency_range(criteria, step) for step in range(1, STEPS + 1)]
    for key in _FREQUENCIES:
        _steps(form, key, criteria.frequency_words, often)
    for key in _IMPACTS:
        harm = threat or key.startswith("downside")
        _steps(form, key, criteria.impact_words if harm else criteria.benefit_words, sizes)
    _say_missing(form, risk, criteria)
    _say_numbers(form, risk, criteria)


def _steps(form: EntryForm, key: str, words: Sequence[str], notes: Sequence[str]) -> None:
    control = form.controls[key]
    assert isinstance(control, StepControl)
    control.show_words(words, notes)


def _say_missing(form: EntryForm, risk: Risk, criteria: RiskCriteria) -> None:
    lacks = zones.missing(risk, criteria)
    word = Zone.RED.word(risk.kind).lower()
    for key, what in NEEDED.items():
        form.note(key, f"Missing: what we {word} needs {what}." if key in lacks else "", "bad")


def _say_numbers(form: EntryForm, risk: Risk, criteria: RiskCriteria) -> None:
    """Which of step and number holds, and where a step says nothing."""
    unit = criteria.unit.strip() or "your unit"
    for start, when in (("", When.INHERENT), ("residual_", When.AFTER)):
        place = exposure(risk, criteria, when)
        for what in ("frequency", "impact"):
            number, step = getattr(risk, f"{start}{what}_number"), getattr(risk, f"{start}{what}")
            holds = number is not None and step is not None
            said = "This holds; the step is kept for when it is taken away." if holds else ""
            if what == "impact" and not said:
                said = f"In {unit}."
            form.note(f"{start}{what}_number", said)
        vague = (
            place is not None
            and (place.frequency is None or place.impact is None)
            and zones.demands_numbers(place.frequency_step, place.impact_step, criteria)
        )
        said = "This cell reaches from nothing to without end: give numbers as well." if vague else ""
        form.note(f"{start}impact", said, "warn")
    form.note("impact_low", f"A 90 % interval, in {unit}.")
