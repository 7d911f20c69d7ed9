"""What of the library can be added to the assessment, and what of it is there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.screens.library.entries import group
from ui.screens.library.pages import Address
from workbench.actions import discoveries, needs, obstacles, plan, risks, talents
from workbench.actions.edit import Edit
from workbench.domain.book import Book
from workbench.domain.content import CatalogueEntry, Pack, ProjectTemplate, SuggestedAction, Use
from workbench.domain.obstacle import ObstacleKind
from workbench.domain.risk import RiskKind

NEEDS, TALENTS = "kpi-prompts", "talent-prompts"
"""Catalogues whose entries are business needs, or people to look for; what else can be picked was heard from teams."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry that can be added to the list of a screen; `there` is the id of what was made of it before."""

    screen: str
    add: str
    added: str
    show: str
    edit: Callable[[], Edit]
    there: str = ""


def offer(book: Book, address: Address) -> Offer | None:
    """What can be added of what stands at an address, if anything."""
    for key, find in _FINDERS.items():
        if address[0] == key[0] and address[1].startswith(key[1]):
            return find(book, address[1].removeprefix(key[1]))
    return None


def _obstacle(kind: ObstacleKind, listed: Callable[[Pack], tuple[CatalogueEntry, ...]]) -> _Find:
    def find(book: Book, entry_id: str) -> Offer | None:
        entry = _named(listed(book.pack), entry_id)
        if entry is None:
            return None
        there = next((each.id for each in book.obstacles if each.catalogue == entry.id), "")
        return Offer(
            "obstacles",
            "Add to obstacles",
            "Added to the obstacles",
            "Show in obstacles",
            lambda: obstacles.pick(book.assessment.id, entry, kind),
            there,
        )

    return find


def _talent(book: Book, entry_id: str) -> Offer | None:
    entry = _named(book.pack.talents, entry_id)
    if entry is None:
        return None
    # The catalogue asks 'who?', and several people may be the answer; so it can be added again.
    return Offer(
        "talents",
        "Add to people and talent",
        "Added to people and talent",
        "Show in people and talent",
        lambda: talents.add(book.assessment.id, entry.title, note=entry.detail),
    )


def _risk(book: Book, entry_id: str) -> Offer | None:
    entry = _named(book.pack.risks, entry_id)
    if entry is None:
        return None
    like = (RiskKind(entry.kind), entry.title)
    there = next((each.id for each in book.risks if (each.kind, each.title) == like), "")
    return Offer(
        "risks",
        "Add to risks",
        "Added to the risks",
        "Show in risks",
        lambda: risks.pick(book.assessment.id, entry),
        there,
    )


def _action(book: Book, entry_id: str) -> Offer | None:
    entry: SuggestedAction | None = next((each for each in book.pack.actions if each.id == entry_id), None)
    if entry is None:
        return None
    there = next((each.id for each in book.actions if each.catalogue == entry.id), "")
    return _to_plan(lambda: plan.pick(book.assessment.id, entry), there)


def _project(book: Book, entry_id: str) -> Offer | None:
    entry: ProjectTemplate | None = next((each for each in book.pack.projects if each.id == entry_id), None)
    if entry is None:
        return None
    # Its figures are an example: what counts here is still to be measured, so they stay out of the plan.
    return _to_plan(
        lambda: plan.start_project(book.assessment.id, entry),
        next((each.id for each in book.actions if each.catalogue == entry.id), ""),
    )


def _to_plan(edit: Callable[[], Edit], there: str) -> Offer:
    return Offer("plan", "Add to the plan", "Added to the plan", "Show in the plan", edit, there)


def _pick(book: Book, address: str) -> Offer | None:
    """Something of a catalogue made for picking: a prompt for a business need, else something heard from a team."""
    name, _, item_id = address.partition("/")
    catalogue = book.pack.by_catalogue.get(name)
    if catalogue is None or catalogue.use is not Use.PICK:
        return None
    item = next((each for each in catalogue.entries if each.id == item_id), None)
    if item is None:
        return None
    if name == NEEDS:
        there = next((each.id for each in book.needs if each.title == item.title), "")
        return Offer(
            "needs",
            "Add to business needs",
            "Added to the business needs",
            "Show in business needs",
            lambda: needs.add(
                book.assessment.id, item.title, detail=item.text, capabilities=item.capabilities
            ),
            there,
        )
    if name == TALENTS:
        return Offer(
            "talents",
            "Add to people and talent",
            "Added to people and talent",
            "Show in people and talent",
            lambda: talents.add(book.assessment.id, item.title, note=item.text),
        )
    there = next((each.id for each in book.discoveries if each.catalogue == item.id), "")
    return Offer(
        "discoveries",
        "Add to toil and pain points",
        "Added to toil and pain points",
        "Show in toil and pain points",
        lambda: discoveries.pick(book.assessment.id, item, name),
        there,
    )


def _named(listed: tuple[CatalogueEntry, ...], entry_id: str) -> CatalogueEntry | None:
    return next((each for each in listed if each.id == entry_id), None)


_Find = Callable[[Book, str], Offer | None]
_FINDERS: dict[Address, _Find] = {
    ("catalogues", f"{group('deterrents')}/"): _obstacle(
        ObstacleKind.DETERRENT, lambda pack: pack.deterrents
    ),
    ("catalogues", f"{group('obstacles')}/"): _obstacle(ObstacleKind.OBSTACLE, lambda pack: pack.obstacles),
    ("catalogues", f"{group('talents')}/"): _talent,
    ("catalogues", f"{group('risks')}/"): _risk,
    ("catalogues", ""): _pick,
    ("actions", ""): _action,
    ("projects", ""): _project,
}
