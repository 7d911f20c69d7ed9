"""Everything a content pack has to read, as a tree: sections, groups and entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from ui.screens.library import entries
from ui.screens.library.entries import group, page
from ui.screens.library.nodes import Node
from ui.screens.library.pages import LIBRARY, Address, Link, Nothing, Page
from workbench.content.coverage import ClauseCoverage, Server, Serving, coverage
from workbench.content.terms import terms_in
from workbench.domain.content import Capability, Catalogue, CatalogueEntry, Clause, Pack, Question, Use
from workbench.domain.function import FUNCTIONS
from workbench.domain.text import plural, whole_line

BRING_SOME = "Another content pack may bring some; it is imported under File, Content packs."
USES = {
    Use.CHECK: "To tick off per team or service.",
    Use.PICK: "Pick what applies.",
    Use.READ: "To read.",
}


class Titled(Protocol):
    """An entry of a pack that has an id and a title."""

    @property
    def id(self) -> str:
        """What it is known by."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...


T = TypeVar("T", bound=Titled)


class Shelves:
    """The sections of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._served: dict[tuple[Server, str, str], Link] = {}

    @cached_property
    def sections(self) -> tuple[Node, ...]:
        """Every section, in the order in which the library shows them; empty ones, too."""
        return (
            self._questions(),
            self._levels(),
            self._catalogues(),
            self._roles(),
            self._skills(),
            self._documents(),
            self._projects(),
            self._actions(),
            self._glossary(),
            self._help(),
            self._clauses(),
        )

    def _section(
        self,
        key: str,
        title: str,
        finding: str,
        children: Sequence[Node],
        none: str,
        *more: entries.Part | None,
    ) -> Node:
        def make() -> Page:
            if not children:
                return Page(title, (), (Nothing(none, BRING_SOME),))
            return page(finding, (), *more, node.contents)

        node = Node((key, ""), title, make, tuple(children))
        return node

    def _leaf(
        self,
        address: Address,
        title: str,
        make: Callable[[], Page],
        serves_as: tuple[Server, str],
        code: str = "",
    ) -> Node:
        """An entry, remembered as what serves a clause under the id that `coverage` gives it."""
        server, name = serves_as
        self._served[server, name, title] = Link(title, LIBRARY, address)
        return Node(address, title, make, code=code)

    def _each(
        self, key: str, listed: Sequence[T], make: Callable[[Pack, T], Page], server: Server
    ) -> list[Node]:
        """Entries that are known by their id and title."""
        return [
            self._leaf((key, each.id), each.title, lambda each=each: make(self.pack, each), (server, each.id))
            for each in listed
        ]

    # The sections

    def _questions(self) -> Node:
        pack = self.pack
        listed = [self._capability(each) for each in pack.capabilities]
        finding = f"{plural(len(pack.questions), 'question')} in {plural(len(listed), 'capability', 'capabilities')}."
        return self._section("questions", "Questions", finding, listed, "This pack has no questions.")

    def _capability(self, capability: Capability) -> Node:
        def make() -> Page:
            marks, parts = entries.capability_parts(self.pack, capability)
            return page(capability.name, marks, *parts, node.contents)

        node = Node(
            ("questions", group(capability.id)),
            capability.name,
            make,
            tuple(self._question(each) for each in capability.questions),
        )
        return node

    def _question(self, question: Question) -> Node:
        address = ("questions", question.id)
        # A question is known by its few words; those it asks with stand on its page.
        return self._leaf(
            address,
            question.title,
            lambda: entries.question_page(self.pack, question),
            (Server.QUESTION, question.id),
            question.id,
        )

    def _levels(self) -> Node:
        pack = self.pack
        listed = [
            self._leaf(
                ("levels", str(each.level)),
                each.name,
                lambda each=each: entries.level_page(pack, each),
                (Server.CATALOGUE, f"level {each.level}"),
                str(each.level),
            )
            for each in pack.levels
        ]
        finding = f"Five levels, from {pack.levels[0].name} to {pack.levels[-1].name}." if pack.levels else ""
        return self._section("levels", "Maturity levels", finding, listed, "This pack has no levels.")

    def _catalogues(self) -> Node:
        pack = self.pack
        inventories = (
            ("deterrents", "Deterrents", "Deterrent", pack.deterrents),
            ("obstacles", "Obstacles", "Obstacle", pack.obstacles),
            ("talents", "People and talent", "Talent", pack.talents),
            ("risks", "Threats and opportunities", "Risk", pack.risks),
        )
        listed = [
            *(self._inventory(*each) for each in inventories if each[3]),
            *(self._catalogue(each) for each in pack.catalogues),
        ]
        count = sum(each.leaves for each in listed)
        finding = f"{plural(len(listed), 'catalogue')} with {plural(count, 'entry', 'entries')}."
        return self._section("catalogues", "Catalogues", finding, listed, "This pack has no catalogues.")

    def _inventory(self, key: str, title: str, kind: str, listed: Sequence[CatalogueEntry]) -> Node:
        def make() -> Page:
            return page(title, (), entries.prose("Ready to be added to the assessment."), node.contents)

        node = Node(
            ("catalogues", group(key)),
            title,
            make,
            tuple(
                self._leaf(
                    ("catalogues", f"{group(key)}/{each.id}"),
                    each.title,
                    lambda each=each: entries.picked_page(self.pack, each, kind),
                    (Server.CATALOGUE, each.id),
                )
                for each in listed
            ),
        )
        return node

    def _catalogue(self, catalogue: Catalogue) -> Node:
        def make() -> Page:
            return page(
                catalogue.title,
                (USES[catalogue.use],),
                entries.prose(catalogue.about),
                node.contents,
                entries.bears_on(self.pack, catalogue.capabilities),
                entries.serves(self.pack, catalogue.clauses),
            )

        address = ("catalogues", group(f"catalogue/{catalogue.id}"))
        self._served[Server.CATALOGUE, catalogue.id, catalogue.title] = Link(
            catalogue.title, LIBRARY, address
        )
        node = Node(
            address,
            catalogue.title,
            make,
            tuple(
                self._leaf(
                    ("catalogues", f"{catalogue.id}/{each.id}"),
                    each.title,
                    lambda each=each: entries.item_page(self.pack, each),
                    (Server.CATALOGUE, f"{catalogue.id}/{each.id}"),
                )
                for each in catalogue.entries
            ),
        )
        return node

    def _roles(self) -> Node:
        listed = self._each("roles", self.pack.role_models, entries.role_page, Server.CATALOGUE)
        finding = f"{plural(len(listed), 'form')} the SRE role can take."
        return self._section("roles", "Role models", finding, listed, "This pack has no role models.")

    def _skills(self) -> Node:
        pack = self.pack
        levels = [
            self._leaf(
                ("skills", each.id),
                each.name,
                lambda each=each: entries.skill_page(pack, each),
                (Server.CATALOGUE, f"level {each.id}"),
                each.id,
            )
            for each in pack.skill_levels
        ]
        competences = [
            self._leaf(
                ("skills", group(each.id)),
                each.name,
                lambda each=each: entries.competence_page(pack, each),
                (Server.CATALOGUE, each.id),
            )
            for each in pack.competences
        ]
        finding = (
            f"{plural(len(levels), 'skill level')} and {plural(len(competences), 'competence')}, "
            "one against the other."
        )
        return self._section(
            "skills",
            "Skill levels",
            finding,
            [*levels, *competences],
            "This pack has no skill levels.",
            entries.skill_matrix(pack),
        )

    def _documents(self) -> Node:
        listed = self._each("documents", self.pack.documents, entries.document_page, Server.TEMPLATE)
        finding = f"{plural(len(listed), 'document')}, ready to be filled in."
        none = "This pack has no document templates."
        return self._section("documents", "Document templates", finding, listed, none)

    def _projects(self) -> Node:
        listed = self._each("projects", self.pack.projects, entries.project_page, Server.TEMPLATE)
        finding = f"{plural(len(listed), 'first project')}, each with its measure."
        none = "This pack has no project templates."
        return self._section("projects", "Project templates", finding, listed, none)

    def _actions(self) -> Node:
        pack = self.pack
        titles = {each.id: whole_line(each.title) for each in pack.actions}
        streams: dict[str, list[Node]] = {}
        for each in pack.actions:
            leaf = self._leaf(
                ("actions", each.id),
                each.title,
                lambda each=each: entries.action_page(pack, each, titles),
                (Server.ACTION, each.id),
            )
            streams.setdefault(each.workstream, []).append(leaf)
        finding = f"{plural(len(titles), 'suggested action')} in {plural(len(streams), 'workstream')}."
        listed = self._groups("actions", streams)
        none = "This pack has no suggested actions."
        return self._section("actions", "Suggested actions", finding, listed, none)

    def _groups(self, key: str, named: dict[str, list[Node]]) -> list[Node]:
        """Give groups that have nothing to say but what is in them."""

        def made(name: str, listed: list[Node]) -> Node:
            node = Node((key, group(name)), name, lambda: page(name, (), node.contents), tuple(listed))
            return node

        return [made(name, listed) for name, listed in named.items()]

    def _glossary(self) -> Node:
        pack = self.pack
        listed = [
            self._leaf(
                ("glossary", each.term),
                each.term,
                lambda each=each: entries.term_page(pack, each, self._asked_with.get(each.term, ())),
                (Server.HELP, each.term),
            )
            for each in sorted(pack.glossary, key=lambda term: term.term.casefold())
        ]
        finding = f"{plural(len(listed), 'word')} explained."
        return self._section("glossary", "Glossary", finding, listed, "This pack has no glossary.")

    @cached_property
    def _asked_with(self) -> dict[str, list[Question]]:
        found: dict[str, list[Question]] = {}
        for question in self.pack.questions:
            for term in terms_in(entries.asked(question), self.pack.glossary):
                found.setdefault(term.term, []).append(question)
        return found

    def _help(self) -> Node:
        listed = self._each("help", self.pack.help, entries.help_page, Server.HELP)
        finding = f"{plural(len(listed), 'page')} to read."
        return self._section("help", "Help", finding, listed, "This pack has no help pages.")

    def _clauses(self) -> Node:
        found = coverage(self.pack)
        places: dict[str, list[Node]] = {}
        for each in found:
            places.setdefault(each.clause.section, []).append(self._clause(each))
        missing = sum(1 for each in found if each.gap)
        finding = (
            f"{plural(missing, 'gap')} among {plural(len(found), 'clause')}."
            if missing
            else f"{plural(len(found), 'clause')}, and something serves each."
        )
        listed = self._groups("clauses", places)
        return self._section("clauses", "Clauses", finding, listed, "This pack lists no clauses.")

    def _clause(self, found: ClauseCoverage) -> Node:
        clause: Clause = found.clause

        def make() -> Page:
            return entries.clause_page(found, map(self._serving, found.servings))

        return Node(("clauses", clause.id), clause.text, make, code=clause.id, gap=bool(found.gap))

    def _serving(self, serving: Serving) -> Link:
        """Lead to what serves a clause: a page of the library, or a screen of the program."""
        kind, words = serving.server.value, whole_line(serving.title)
        said = f"{words} ({kind})"
        if serving.server is Server.FUNCTION:
            screen = next((each.screen for each in FUNCTIONS if each.id == serving.id), "")
            text = next((each.text for each in self.pack.functions if each.function == serving.id), "")
            # To the library itself one need not go.
            return Link(said, "" if screen == LIBRARY else screen, hint=text)
        link = self._served.get((serving.server, serving.id, serving.title))
        return Link(said, link.screen, link.details) if link else Link(said)
