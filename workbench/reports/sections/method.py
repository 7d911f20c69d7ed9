"""How the scores came about, who was asked, and what the words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench import __version__
from workbench.analysis.exposure import cell_zone
from workbench.analysis.maturity import CapabilityRating
from workbench.analysis.small_roles import OTHERS
from workbench.charts import calendar, glyphs, words
from workbench.charts.figure import Mark, Pattern, Rect, Text
from workbench.charts.risk_words import frequency_range, with_unit
from workbench.domain.assessment import RespondentKind
from workbench.domain.content import Term
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import STEPS, RiskKind, Zone
from workbench.domain.text import join_words, plural
from workbench.reports.context import Context
from workbench.reports.fonts import printable
from workbench.reports.layout import (
    Cell,
    Column,
    Piece,
    Section,
    beside,
    block,
    finding,
    heading,
    paragraph,
    shift,
    table_head,
    table_row,
)
from workbench.reports.sections import background, cover
from workbench.reports.text import CAPTION, STRONG, TABLE_SOFT, Style, break_lines, set_lines, single

_GUTTER = 22.6
_MONO = Style(7.9, 12.2, 400, "mono")
_STEPS = (
    ("Each answer is anchored", "Five sentences describe five kinds of behaviour. Not applicable and don’t know are counted, never scored."),
    ("Roles count once", "Mean and middle answer inside a role, then across the roles: a large team cannot outvote a small one."),
    ("A consensus settles", "What the room agreed on replaces both figures of a question. Dissent is kept and printed."),
    ("The index is an average", "Questions to capability, capabilities to area and whole, by weight. Too few answers: not rated."),
    ("The level is earned", "More than half of the weight at the level, more than 85% at each one below, every essential question met, every core capability at most one level behind."),
    ("Open questions count against", "Where they could still change the level, both levels are printed."),
)  # fmt: skip


_TRUST = (
    ("Agreement A", "How the answers to one question lie on its options in order: 1 when all chose the same, 0 when they are spread evenly, −1 when they stand at the two ends. From 0.70 people agree, from 0.40 they should discuss, below that the question is contested, below 0 there are two camps: no mean is printed then. Two people are only compared by how many levels they lie apart, and two options have no A. A capability shows the mean over its questions by weight.", "C. van der Eijk 2001, Quality & Quantity 35"),
    ("Few voices", "People who answered at random would come to this A more often than once in twenty; the word is then a hint, not a finding. Counted out for up to 30 voices.", "W. P. Dunlap, M. J. Burke and K. Smith-Crowe 2003, Journal of Applied Psychology 88"),
    ("Off the middle", "The average distance of the answers from the middle one, in levels (AD). Up to a sixth of the number of options is good agreement.", "M. J. Burke, L. M. Finkelstein and M. S. Dusig 1999, Organizational Research Methods 2"),
    ("Perception gap", "The highest mean of a role less the lowest. From 1.5 levels on it is printed: these roles see different things.", ""),
    ("Alpha", "Krippendorff’s ordinal alpha over the whole questionnaire: how well the answers tell strong questions from weak ones. 1 is full agreement, 0 chance. Where all questions get much the same answer alpha is low however well people agree.", "K. Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability"),
    ("Confidence", "The least of three shares: how much of the weight is answered, how far people agree, (1 + A) / 2, and how well the answers are backed (asserted 0.4, a recent example 0.7, shown 1). High from 0.75, medium from 0.50. The least one is named as the cause. A single voice counts a half for agreement.", ""),
    ("How sure", "The level is worked out 1,000 times with other weights drawn about the given ones (Dirichlet, 5 times the weight over the mean weight, seed 1), the rules for essential questions and core capabilities unchanged. If it stays in 95% of the draws it is firm, in 75% likely, else open. It is open, too, while unanswered questions could raise it. What it would be without one role, one question or the consensus is said beside it.", ""),
    ("Without the consensus", "Every figure is also worked out from the single answers alone, and printed where it differs. Agreement, evidence and perception gaps always come from the single answers.", ""),
    ("Next level", "The fewest questions that have to get better for a capability to come one level up. No smaller number does; an unanswered question counts as one.", ""),
)  # fmt: skip

_BY_ROLE = "People appear by role, never by name, also where a name was typed."
_NAMED = "Names of people are printed where they were typed, as was asked for when this report was made."


def _trust(context: Context) -> list[Piece]:
    """What the words about agreement, confidence and certainty mean, with their sources."""
    width = context.width
    columns = [Column("Word", 0, 92), Column("What it means", 100, 262), Column("Source", 374, width - 374)]
    head = table_head(columns, width)
    smallest = context.book.assessment.smallest_group
    groups = (
        "Small groups",
        f"The smallest group shown is {smallest}. Teams and groups of fewer than {smallest} people are shown together as others, or not at all where they are "
        f"still too few. {_NAMED if context.settings.names else _BY_ROLE}",
        "",
    )
    pieces = [heading("How far the figures can be trusted", width, before=18, hold=3), head]
    for number, (word, text, source) in enumerate((*_TRUST, groups)):
        cells = [Cell(word, STRONG), Cell(text, TABLE_SOFT), Cell(source, CAPTION)]
        pieces += table_row(cells, columns, width, head, f"trust:{number}", pad=3.2)
    return pieces


def _numbered(number: int, title: str, text: str, width: float) -> Piece:
    body = block(text, width - 21, TABLE_SOFT)
    marks: list[Mark] = [
        Text(0, 14, str(number), 13.5, 400, "serif", "accent"),
        Text(21, 11.5, title, 8.8, 600),
    ]
    return Piece(body.height + 22, (*marks, *shift(body.marks, 21, 15)))


def levels(context: Context, width: float) -> list[Piece]:
    found = [heading("Five levels", width, before=0)]
    for level in context.pack.levels:
        lines = break_lines(f"{level.name}. {level.text}", width - 22, TABLE_SOFT)
        tall = len(lines) * TABLE_SOFT.leading + 7
        marks: list[Mark] = [*glyphs.level_chip(0, 4, level.level, 13)]
        marks += set_lines(lines, 22, 3, width - 22, TABLE_SOFT)
        found.append(Piece(tall, (*marks, Rect(0, tall - 0.5, width, 0.5, fill="line"))))
    return found


def _sums(criteria: RiskCriteria) -> dict[Zone, str]:
    """What step sums each zone has, where the zone follows from the sum alone; empty elsewhere."""
    zones: dict[int, set[Zone]] = {}
    for frequency in range(1, STEPS + 1):
        for impact in range(1, STEPS + 1):
            zones.setdefault(frequency + impact, set()).add(cell_zone(frequency, impact, criteria))
    found = {zone: [total for total, colours in zones.items() if colours == {zone}] for zone in Zone}
    if sum(map(len, found.values())) < len(zones) or not all(found.values()):
        return {}
    green, amber, red = (found[zone] for zone in Zone)
    between = join_words([str(total) for total in amber])
    return {Zone.GREEN: f"up to {max(green)}", Zone.AMBER: between, Zone.RED: f"{min(red)} and up"}


def zones(context: Context, width: float) -> list[Piece]:
    criteria = context.criteria
    sums = _sums(criteria)
    aside = "frequency step plus impact step" if sums else "what a risk comes to a year"
    found = [heading("Risk zones", width, aside=aside, before=16)]
    appetite, tolerance = (
        with_unit(each.value or 0, criteria) for each in (criteria.appetite, criteria.tolerance)
    )
    meanings = sums or {
        Zone.GREEN: f"to {appetite}",
        Zone.AMBER: "between",
        Zone.RED: f"from {tolerance}",
    }
    for zone, meaning in meanings.items():
        marks: list[Mark] = [Text(0, 13, single(meaning, 60, Style(8.4, 11, 600)), 8.4, 600)]
        for at, kind in ((62.0, RiskKind.THREAT), (112.0, RiskKind.OPPORTUNITY)):
            marks += glyphs.zone_chip(at, 3.5, kind, zone, 7.8, 46)
        pattern = {Pattern.NONE: "no pattern", Pattern.DOTS: "dots"}.get(
            glyphs.ZONE_PATTERN[zone], "crossed lines"
        )
        marks.append(Text(170, 13, pattern, 8.2, color="ink3"))
        found.append(Piece(19.5, (*marks, Rect(0, 19, width, 0.5, fill="line"))))
    steps = "; ".join(
        f"{n} {w.lower()}, {r}"
        for n, (w, r) in enumerate(
            zip(
                criteria.frequency_words,
                (frequency_range(criteria, step) for step in range(1, STEPS + 1)),
                strict=True,
            ),
            1,
        )
    )
    return [*found, block(f"Frequency: {steps}.", width, CAPTION, before=4)]


def _asked(context: Context, width: float) -> list[Piece]:
    found = [heading("Who was asked", width, before=16)]
    groups = [(role.label, frozenset({role})) for role in context.roles]
    if context.merged:
        groups.append((OTHERS, context.merged))
    for label, roles in groups:
        people = [each for each in context.book.respondents if each.role in roles]
        hands = sum(1 for each in people if each.kind is RespondentKind.TALLY)
        count = plural(len(people) - hands, "person", "people") + (
            f", {plural(hands, 'show of hands', 'shows of hands')}" if hands else ""
        )
        aside = sum(1 for each in people if each.set_aside)
        if aside:
            count += f", {aside} set aside"
        asked = len({each.id for role in roles for each in context.book.asked_of(role)})
        marks = (
            Text(0, 12, label, 8.4, 600),
            Text(76, 12, count, 8.4, color="ink2"),
            Text(
                width - TABLE_SOFT.measure(plural(asked, "question")),
                12,
                plural(asked, "question"),
                8.4,
                color="ink2",
            ),
            Rect(0, 17.5, width, 0.5, fill="line"),
        )
        found.append(Piece(18, marks))
    return found


def _example(context: Context) -> CapabilityRating | None:
    rated = [
        part for part in (context.standing.gaps() or context.standing.rated) if 1 < len(part.questions) <= 6
    ]
    return next(iter(rated), None)


def _worked(context: Context, width: float) -> list[Piece]:
    part = _example(context)
    if part is None or part.rating.index is None or part.rating.level is None:
        return []
    live = [each for each in part.questions if each.applicable and each.index is not None]
    still = words.open_questions(part.questions)
    weight = sum(each.question.weight for each in live)
    total = sum(each.question.weight * (each.index or 0) for each in live)
    level = words.level_with_bounds(part.rating, context.pack, still)
    rows = [
        "questions " + " ".join(f"{words.one_decimal(each.index):>4}" for each in live),
        "weights   " + " ".join(f"{each.question.weight:>4}" for each in live),
        "middle    " + " ".join(f"{each.median:>4}" for each in live),
        f"index     {float(total):.2f} / {weight} = {words.one_decimal(part.rating.index)}",
    ]
    lines = [
        line
        for row in [*rows, f"level     {words.level_numbers(part.rating)}, {level}"]
        for line in break_lines(row, width - 20, _MONO)
    ]
    tall = len(lines) * _MONO.leading + 16
    box = Rect(0.4, 4, width - 0.8, tall - 4, fill="sunk", stroke="line2", line=0.8, radius=4)
    marks = (box, *set_lines(lines, 10, 10, width - 20, _MONO))
    return [heading(f"Worked example, {part.capability.name}", width, before=16), Piece(tall + 2, marks)]


def _set_aside(context: Context, width: float) -> list[Piece]:
    """Essential questions the room found not applicable, which the reader must know of."""
    names = [
        each.question.title
        for each in context.standing.questions.values()
        if each.agreed and not each.applicable and each.question.essential is not None
    ]
    if not names:
        return []
    return [
        heading("Essential questions set aside", width, before=16),
        block(f"Not applicable by consensus: {', '.join(names)}.", width, TABLE_SOFT),
    ]


def used_terms(context: Context) -> list[Term]:
    """The glossary's terms that occur in what this report prints."""
    parts = [f"{each.ask} {each.title}" for each in context.book.questions]
    parts += [each.name for each in context.pack.capabilities]
    parts += [each.title for each in (*context.risks, *context.obstacles, *context.actions)]
    text = " ".join(part[:500] for part in parts).lower()
    found: list[Term] = []
    for term in context.pack.glossary:
        names = [each.strip() for each in re.split(r"[,(/)]", term.term) if each.strip()]
        if any(re.search(rf"\b{re.escape(name.lower())}", text) for name in names):
            found.append(term)
    return found


def _glossary(context: Context) -> list[Piece]:
    terms = used_terms(context)
    if not terms:
        return []
    width = context.width
    columns = [Column("Term", 0, 130), Column("Meaning", 140, width - 140)]
    head = table_head(columns, width)
    pieces = [heading("Words used here", width, before=18, hold=3), head]
    for number, term in enumerate(terms):
        cells = [Cell(term.term, STRONG), Cell(term.text, TABLE_SOFT)]
        pieces += table_row(cells, columns, width, head, f"term:{number}", pad=3.2)
    return pieces


def _frozen(context: Context) -> str:
    """Under what number and hash everything in here can be found again."""
    settings = context.settings
    snapshot = (
        f"Snapshot {settings.snapshot}" if settings.snapshot is not None else "Not frozen as a snapshot"
    )
    return f"{snapshot}, content {settings.content}. " if settings.content else ""


_SHORT = 40


def _own_words(context: Context) -> Iterator[Piece]:
    """The client's words for cover and foot in full, where there was no room for all of them."""
    settings = context.settings
    foot = settings.brand.footer
    words_of = [
        ("Confidentiality", settings.classification, len(printable(settings.classification)) > _SHORT),
        ("Foot of each page", foot, len(printable(foot)) > _SHORT or "\n" in foot),
        ("On the cover", settings.brand.cover, cover.cut(context)),
    ]
    for name, said, cut in words_of:
        if cut:
            yield from paragraph(f"{name}: {said}", context.width, CAPTION, before=4)


def _sources(context: Context) -> str:
    pack = context.pack
    return (
        f"{_frozen(context)}Made with content pack {pack.title} {pack.version} (content {pack.content_hash[:16]}) and "
        f"SRE Assessment Workbench {__version__} on {calendar.day_words(context.today)}. "
        f"Assessment of {calendar.day_words(context.book.assessment.date)}, state: {context.book.assessment.state.label.lower()}."
    )


def sections(context: Context) -> list[Section]:
    """The method, in two columns, then the words."""
    width = context.width
    half = (width - _GUTTER) / 2
    standing = context.standing
    people = len(context.book.people())
    scope = context.scope or f"full scope, {plural(standing.asked, 'question')}"
    lead = f"{plural(people, 'person', 'people')}, {plural(len(context.roles), 'role')}, {standing.answered} of {plural(standing.asked, 'question')} answered; {scope}."
    left = [heading("From answers to levels", half, before=0)]
    left += [_numbered(number, title, text, half) for number, (title, text) in enumerate(_STEPS, 1)]
    left += _worked(context, half)
    left += _set_aside(context, half)
    right = [*levels(context, half), *zones(context, half), *_asked(context, half)]
    pieces = [
        *finding("How the scores came about", width, lead),
        beside(left, right, half + _GUTTER),
        *paragraph(_sources(context), width, CAPTION, before=12),
        *_own_words(context),
        *background.pieces(context),
        *_trust(context),
        *_glossary(context),
    ]
    return [Section("method", "Method", "How the scores came about.", tuple(pieces))]
