"""The page of each kind of entry a content pack can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ui.screens.library.pages import (
    LIBRARY,
    Door,
    Facts,
    Gap,
    Link,
    Links,
    Matrix,
    Page,
    Part,
    Points,
    Prose,
    plain_markdown,
)
from workbench.charts.words import amount
from workbench.content.coverage import ClauseCoverage
from workbench.content.terms import terms_in
from workbench.domain.content import (
    Capability,
    CatalogueEntry,
    CatalogueItem,
    Competence,
    DocumentTemplate,
    HelpTopic,
    Level,
    Measure,
    Pack,
    ProjectTemplate,
    Question,
    RoleModel,
    SkillLevel,
    SuggestedAction,
    Term,
)
from workbench.domain.role import Role
from workbench.domain.text import join_words, plural, sentence_case, whole_line


def page(title: str, marks: Iterable[str], *parts: Part | None) -> Page:
    """Make a page of what there is; empty marks and parts are left out."""
    return Page(
        whole_line(title),
        tuple(whole_line(mark) for mark in marks if mark),
        tuple(part for part in parts if part is not None),
    )


def prose(text: str, head: str = "") -> Prose | None:
    """Give paragraphs, where there are any."""
    return Prose(text, head) if text.strip() else None


def points(head: str, items: Sequence[str]) -> Points | None:
    """Give points, where there are any."""
    return Points(head, tuple(items)) if items else None


def links(head: str, found: Iterable[Link], in_row: bool = False) -> Links | None:
    """Give links, where there are any."""
    listed = tuple(found)
    return Links(head, listed, in_row) if listed else None


def serves(pack: Pack, clauses: Sequence[str]) -> Links | None:
    """Name the clauses an entry serves; those the pack does not list lead nowhere."""

    def link(clause: str) -> Link:
        known = pack.by_clause.get(clause)
        return Link(clause, LIBRARY, ("clauses", clause), known.text) if known else Link(clause)

    return links("Serves", map(link, clauses), in_row=True)


def bears_on(pack: Pack, capabilities: Sequence[str]) -> Links | None:
    """Name the capabilities an entry has to do with."""
    known = (pack.by_capability[each] for each in capabilities if each in pack.by_capability)
    return links("Bears on", (Link(each.name, LIBRARY, ("questions", group(each.id))) for each in known))


def asked(question: Question) -> str:
    """Everything a question says to those who answer it."""
    return "\n".join((question.title, question.ask, *(option.text for option in question.options)))


def word_link(term: Term) -> Link:
    """Lead to a word of the glossary."""
    return Link(term.term, LIBRARY, ("glossary", term.term), term.text)


def question_page(pack: Pack, question: Question) -> Page:
    """A question: its answers, why it is asked, and what would show it."""
    people = join_words([role.plural for role in Role if role in question.roles])
    essential = question.essential
    needed = (
        prose(essential.reason, f"Essential for {pack.level_name(essential.level)}") if essential else None
    )
    return page(
        question.ask,
        (
            question.id,
            question.title,
            f"Asked of {people}",
            f"Weight {question.weight}",
            "Leads its capability, asked in the quick scan" if question.id in pack.lead_questions else "",
        ),
        Facts(
            tuple(
                (f"{each.level} {pack.level_name(each.level)}", whole_line(each.text))
                for each in question.options
            ),
            "Answers",
        ),
        prose(question.why, "Why it matters"),
        prose(question.evidence, "What would show it"),
        needed,
        links("Words", map(word_link, terms_in(asked(question), pack.glossary)), in_row=True),
        serves(pack, question.clauses),
        Door(
            Link("Go to this question", "questionnaire", question.id),
            "This assessment does not ask this question.",
        ),
    )


def capability_parts(pack: Pack, capability: Capability) -> tuple[Iterable[str], tuple[Part | None, ...]]:
    """A capability: what it is about, before its questions."""
    core = "Core: gates the level of its area and of the whole" if capability.core else ""
    marks = (capability.id, pack.by_area[capability.area].title, f"Weight {capability.weight}", core)
    return marks, (prose(capability.about), serves(pack, capability.clauses))


def level_page(pack: Pack, level: Level) -> Page:
    """A maturity level."""
    return page(f"{level.level} {level.name}", (level.short,), prose(level.text), serves(pack, level.clauses))


def picked_page(pack: Pack, entry: CatalogueEntry, kind: str) -> Page:
    """A deterrent, an obstacle, a talent or a risk of the catalogues."""
    return page(
        entry.title,
        (sentence_case(entry.kind) or kind,),
        prose(entry.detail),
        prose(entry.cause, "Cause"),
        prose(entry.consequence, "Consequence"),
        prose(entry.countermeasure, "Countermeasure"),
        bears_on(pack, entry.capabilities),
        serves(pack, entry.clauses),
    )


def item_page(pack: Pack, item: CatalogueItem) -> Page:
    """An entry of a catalogue."""
    return page(
        item.title,
        (),
        prose(item.text),
        points("", item.points),
        bears_on(pack, item.capabilities),
        serves(pack, item.clauses),
    )


def role_page(pack: Pack, model: RoleModel) -> Page:
    """A form the SRE role can take."""
    return page(
        model.title,
        (),
        prose(model.detail),
        points("It fits when", model.fits),
        points("Where it ends", model.limits),
        bears_on(pack, model.capabilities),
        serves(pack, model.clauses),
    )


def competence_page(pack: Pack, competence: Competence) -> Page:
    """A competence, and what each skill level expects of it."""
    rows = tuple((_skill(each), str(each.expected.get(competence.id, 0))) for each in pack.skill_levels)
    return page(
        competence.name,
        ("Core: must be met for any level" if competence.core else "",),
        prose(competence.text),
        Facts(rows, "Expected, 0 to 5") if rows else None,
        serves(pack, competence.clauses),
    )


def skill_page(pack: Pack, skill: SkillLevel) -> Page:
    """A skill level: what it expects, and what to ask a candidate."""
    rows = tuple((each.name, str(skill.expected.get(each.id, 0))) for each in pack.competences)
    return page(
        _skill(skill),
        ("An award: given, not reached by competence alone" if skill.award else "",),
        prose(skill.text),
        Facts(rows, "Expected, 0 to 5") if rows else None,
        points("Ask a candidate", skill.questions),
        serves(pack, skill.clauses),
    )


def skill_matrix(pack: Pack) -> Matrix | None:
    """What every skill level expects of every competence."""
    if not pack.skill_levels or not pack.competences:
        return None
    return Matrix(
        "Competences by level, 0 to 5",
        tuple(each.id for each in pack.skill_levels),
        tuple(
            (each.name, tuple(skill.expected.get(each.id, 0) for skill in pack.skill_levels))
            for each in pack.competences
        ),
    )


def _skill(skill: SkillLevel) -> str:
    return f"{skill.id} {skill.name}"


def document_page(pack: Pack, document: DocumentTemplate) -> Page:
    """A document to be filled in, part by part."""
    return page(
        document.title,
        (f"Template, {plural(len(document.parts), 'part')}",),
        prose(document.about),
        *(Prose(part.prompt, part.title) for part in document.parts),
        bears_on(pack, document.capabilities),
        serves(pack, document.clauses),
    )


def document_markdown(document: DocumentTemplate) -> str:
    """Give a document template as Markdown: a heading for each part, its prompt as a quotation, and room to write."""
    lines = [f"# {plain_markdown(whole_line(document.title))}", "", plain_markdown(document.about), ""]
    for part in document.parts:
        prompt = plain_markdown(part.prompt).splitlines()
        lines += [
            f"## {plain_markdown(whole_line(part.title))}",
            "",
            *(f"> {line}".rstrip() for line in prompt),
            "",
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def project_page(pack: Pack, project: ProjectTemplate) -> Page:
    """A first project, with its measure."""
    example = ""
    if project.before is not None and project.after is not None:
        example = f"{amount(project.before)} → {amount(project.after)} {project.measure.unit}"
    return page(
        project.title,
        ("Quick win" if project.quick_win else "",),
        prose(project.text),
        _work(project.effort_days, project.lead_days, (), project.measure, example),
        bears_on(pack, project.capabilities),
        serves(pack, project.clauses),
    )


def action_page(pack: Pack, action: SuggestedAction, titles: Mapping[str, str]) -> Page:
    """A suggested action; `titles` names every action by its id."""
    first = (Link(titles[each], LIBRARY, ("actions", each)) for each in action.after if each in titles)
    return page(
        action.title,
        (
            f"To level {action.level}, {pack.level_name(action.level)}",
            "Quick win" if action.quick_win else "",
        ),
        prose(action.purpose),
        _work(action.effort_days, action.lead_days, action.roles, action.measure),
        points("Deliverables", action.deliverables),
        points("Accepted when", action.acceptance),
        links("Needs first", first),
        bears_on(pack, (action.capability,)),
        serves(pack, action.clauses),
    )


def _work(
    effort: float, lead: int, roles: Sequence[Role], measure: Measure | None, example: str = ""
) -> Facts:
    rows = [("Effort", f"{amount(effort)} person-days"), ("Lead time", plural(lead, "day"))]
    if roles:
        rows.append(("By", sentence_case(join_words([role.plural for role in roles]))))
    if measure is not None:
        better = "less is better" if measure.lower_is_better else "more is better"
        rows.append(("Measure", f"{measure.name}, in {measure.unit}; {better}"))
    if example:
        rows.append(("For example", example))
    return Facts(tuple(rows))


def term_page(pack: Pack, term: Term, questions: Sequence[Question]) -> Page:
    """A word of the glossary, and the questions it stands in."""
    return page(
        term.term,
        (f"Also {', '.join(term.also)}" if term.also else "",),
        prose(term.text),
        links(
            "Stands in these questions",
            (Link(each.ask, LIBRARY, ("questions", each.id)) for each in questions),
        ),
        serves(pack, term.clauses),
    )


def help_page(pack: Pack, topic: HelpTopic) -> Page:
    """Something to read."""
    return page(
        topic.title,
        (),
        prose(topic.text),
        bears_on(pack, topic.capabilities),
        serves(pack, topic.clauses),
    )


def clause_page(found: ClauseCoverage, servings: Iterable[Link]) -> Page:
    """A clause of the blueprint, and everything that serves it."""
    clause = found.clause
    return page(
        clause.text,
        (
            clause.id,
            clause.section,
            sentence_case(clause.kind),
            f"Asks for: {clause.asks.value}" if clause.asks else "",
        ),
        Gap(found.gap) if found.gap else None,
        links("Served by", servings),
    )


def group(name: str) -> str:
    """Give the id of something that holds others; ids of the pack never begin like this, so the two cannot clash."""
    return f":{name}"
