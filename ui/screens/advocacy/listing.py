"""The list of partner teams and the form of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.models.entries import Cell, Column, text_cell
from ui.screens.entries.links import FIELDS as LINKS
from ui.widgets import entry_form as forms
from ui.widgets.entry_form import Field, Group
from workbench.charts import glyphs
from workbench.charts.calendar import day_words
from workbench.domain.advocacy import TRUST, Advocacy, AdvocacyState

_TOKENS = {AdvocacyState.UNDER_WAY: "accent", AdvocacyState.STEADY: "ok", AdvocacyState.PAUSED: "warn"}


def trust_cell(each: Advocacy) -> Cell:
    """Trust as dots."""
    said = f"{each.trust} {TRUST[each.trust - 1]}" if each.trust is not None else "not rated"
    return Cell(said, marks=tuple(glyphs.dots(0, 0, each.trust)))


def columns(area_words: Callable[[str], str]) -> Sequence[Column]:
    """The columns of the list; `area_words` gives an area's title."""
    return (
        Column("", 46, lambda each: text_cell(each.code, "ink2"), lambda each: each.position),
        Column(
            "Partner team",
            0,
            lambda each: text_cell(each.title),
            lambda each: each.title.casefold(),
            edits="title",
        ),
        Column(
            "Area",
            108,
            lambda each: text_cell(area_words(each.area) or "–", "ink2"),
            lambda each: area_words(each.area).casefold(),
            least=660,
        ),
        Column(
            "Contact",
            132,
            lambda each: text_cell(each.contact or "Nobody yet", "ink2" if each.contact else "warn"),
            lambda each: each.contact.casefold(),
            least=760,
            edits="contact",
        ),
        Column("Trust", 84, trust_cell, lambda each: -(each.trust or 0), edits="trust"),
        Column(
            "Next move",
            0,
            lambda each: text_cell(each.next_move or "–", "ink2"),
            lambda each: each.next_move.casefold(),
            least=700,
            edits="next_move",
        ),
        Column(
            "Due",
            100,
            lambda each: text_cell(day_words(each.due) if each.due else "–", "ink2"),
            lambda each: (each.due is None, each.due),
            edits="due",
        ),
        Column(
            "State",
            92,
            lambda each: text_cell(each.state.label, _TOKENS.get(each.state, "ink2"), 500),
            lambda each: list(AdvocacyState).index(each.state),
            edits="state",
        ),
    )


def fields() -> Sequence[Field | Group | tuple[Field, Field]]:
    """The fields of the form."""
    return (
        forms.title("title", "Partner team"),
        forms.choice("area", "Area"),
        forms.line("contact", "Contact", "A role, such as Security Lead"),
        forms.steps("trust", "Trust", TRUST),
        forms.choice("state", "State", [(each, each.label) for each in AdvocacyState]),
        Group("What comes next"),
        forms.text("next_move", "Next move", "One small thing that helps this team"),
        forms.date("due", "Due"),
        forms.line("owner", "Owner", "A role"),
        forms.text("note", "Note"),
        *LINKS,
    )
