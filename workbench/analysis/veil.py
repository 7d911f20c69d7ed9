"""An assessment without the names of people: every text in it with roles in their place, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from workbench.analysis.apart import OWN, SHARED, Shared, apart, distinct, shared_by
from workbench.analysis.names import Names, Person
from workbench.domain.action import Action
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.assessment import Answer, Assessment, Consensus, EvidenceItem, Respondent, Workspace
from workbench.domain.book import Book, Change
from workbench.domain.criteria import THRESHOLDS, RiskCriteria
from workbench.domain.daily import DailyUpdate
from workbench.domain.discovery import Discovery
from workbench.domain.dismissal import Dismissal
from workbench.domain.entity import Entity
from workbench.domain.invitation import Intake, Invitation
from workbench.domain.meeting import Meeting, Vote
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.practice import Practice, Subject
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.risk import BENEFIT_WORDS, FREQUENCY_WORDS, IMPACT_WORDS, Risk
from workbench.domain.role_plan import RolePlan
from workbench.domain.service import Service
from workbench.domain.snapshot import Snapshot
from workbench.domain.talent import Talent
from workbench.domain.trade_off import TradeOff
from workbench.domain.variant import Variant

HIDDEN = "Hidden"
"""What stands where a name was noted."""
TEXTS: dict[type[Entity], tuple[str, ...]] = {
    # Not the client: it is the organisation, and stands on every page.
    Workspace: ("about",),
    Assessment: ("title", "about", "prepared_for", "prepared_by"),
    Respondent: ("role_title", "name", "team", "group", "set_aside"),
    Answer: ("reason", "note"),
    Consensus: ("reason", "agreed_by", "dissent"),
    EvidenceItem: ("title", "url"),
    Obstacle: ("title", "detail", "evidence", "owner", "countermeasure"),
    Talent: ("role_title", "name", "team", "strengths", "advocate_for", "goal", "training", "note"),
    Need: ("title", "detail", "kpi", "unit", "owner", "sre_work"),
    Advocacy: ("title", "contact", "next_move", "owner", "note"),
    Discovery: ("title", "detail", "benefit", "next_step", "owner"),
    Service: ("title", "owner", "indicator", "source", "policy_text", "note"),
    Subject: ("title",),
    Practice: ("note",),
    Recognition: ("title", "team", "made_known", "criteria", "approved_by", "note"),
    RolePlan: ("reason",),
    Risk: ("title", "cause", "event", "consequence", "owner", "note"),
    RiskCriteria: ("unit", "frequency_words", "impact_words", "benefit_words", "note"),
    Action: (
        "title",
        "workstream",
        "purpose",
        "owner",
        "accountable",
        "responsible",
        "consulted",
        "informed",
        "acceptance",
        "drop_reason",
        "measure",
        "unit",
        "window",
        "source",
        "benefits",
        "tell",
    ),
    Dismissal: ("title", "reason"),
    Variant: ("title", "note"),
    Agreement: (
        "title",
        "partner",
        "purpose",
        "wanted",
        "offered",
        "workstream",
        "included",
        "excluded",
        "meetings",
        "acceptance",
        "note",
    ),
    DailyUpdate: ("who", "last", "following", "blocker"),
    Snapshot: ("name", "by", "note"),
    Review: ("title", "users", "view", "measure", "unit", "change", "reason", "owner"),
    TradeOff: ("title", "context", "reason", "consequences", "decided_by"),
    Invitation: ("note",),
    Intake: ("file", "by"),
    Meeting: ("title", "place", "note"),
}
"""What people type as free text, by kind; all other text is an id, a code or a choice."""
PARTS: dict[type[Entity], dict[str, tuple[str, ...]]] = {
    Risk: {"controls": ("name",)},
    RiskCriteria: dict.fromkeys(THRESHOLDS, ("set_by",)),
    Action: {"deliverables": ("title",)},
    Assessment: {"consents": ("side", "who"), "reopened": ("who", "reason")},
    Agreement: {"consents": ("side", "who")},
    TradeOff: {"criteria": ("name",), "options": ("name", "note")},
    Meeting: {"agenda": (), "parked": ("text",), "decisions": ("text", "owner")},
    Vote: {"rounds": ()},
    Workspace: {"brand": ("cover", "footer", "confidentiality")},
}
"""The same for what is a part of an entry, or several: its field, and the texts of each part."""
OURS: dict[type[Entity], dict[str, frozenset[str]]] = {
    RiskCriteria: {
        "frequency_words": frozenset(FREQUENCY_WORDS),
        "impact_words": frozenset(IMPACT_WORDS),
        "benefit_words": frozenset(BENEFIT_WORDS),
    },
}
"""Words that are the program's own in such a text: 'Major' is a step there, whoever is called so."""
_NAMED = (Talent, Respondent)
E = TypeVar("E", bound=Entity)


def people_in(book: Book) -> list[Person]:
    """Everybody listed in an assessment whose name is known."""
    talents = (Person(each.name, each.role_title, each.nameless) for each in book.talents)
    asked = (Person(each.name, each.role_title) for each in book.people())
    # A book without names may be asked once more.
    return [each for each in (*talents, *asked) if each.name.strip() and each.name != HIDDEN]


def names_in(book: Book, beside: Book | None = None) -> Names:
    """The names of everybody listed, also in a book `beside`; the client's own name stays wherever it stands."""
    others = people_in(beside) if beside else []
    return Names([*people_in(book), *others], keep=(book.workspace.client,))


def texts_of(entity: Entity) -> Iterator[str]:
    """Everything that was typed as free text into one entry."""
    for key in TEXTS.get(type(entity), ()):
        value = getattr(entity, key)
        yield from value if isinstance(value, tuple) else (value,)
    for key, texts in PARTS.get(type(entity), {}).items():
        yield from (getattr(part, text) for part in parts_of(getattr(entity, key)) for text in texts)


def parts_of(value: Any) -> tuple[Any, ...]:
    """The parts of an entry that a field holds, one or several."""
    return cast("tuple[Any, ...]", value) if isinstance(value, tuple) else (value,)


class Veil:
    """A second book beside one: the same without names, kept in step by `apply`.

    What holds no name is the very same object in both. Whoever is listed in a book `beside` alone, such as an earlier
    one shown with it, is not named either.
    """

    def __init__(self, book: Book, beside: Book | None = None) -> None:
        self._source = book
        self._beside = beside
        self._draw()

    def _draw(self) -> None:
        self.names = names_in(self._source, self._beside)
        self._apart = self._kept_apart()
        self.book = self._source.mapped(self.entity) if self.names else self._source

    def _kept_apart(self) -> dict[Shared, dict[str, str]]:
        """What becomes of the names of teams and workstreams that name somebody."""
        books = [each for each in (self._source, self._beside) if each is not None]
        return {each: apart(_said(each, books), self.names.redact) for each in SHARED}

    def apply(self, changes: Iterable[Change]) -> None:
        """Take in changes that the other book has taken in already."""
        listed = list(changes)
        if (
            self.book is self._source
            or any(_renamed(each) for each in listed)
            or (any(_regrouped(each) for each in listed) and self._kept_apart() != self._apart)
        ):
            self._draw()
            return
        shown = (
            replace(each, before=self._shown(each.before), after=self._shown(each.after)) for each in listed
        )
        self.book.apply(shown)

    def _shown(self, entity: Entity | None) -> Entity | None:
        return None if entity is None else self.entity(entity)

    def entity(self, entity: E) -> E:
        """One entry without names."""
        changed: dict[str, Any] = {}
        for key in TEXTS.get(type(entity), ()):
            value = getattr(entity, key)
            shown = self.value(entity, key, value)
            if shown != value:
                changed[key] = shown
        for key, texts in PARTS.get(type(entity), {}).items():
            value = getattr(entity, key)
            parts = tuple(self._part(each, texts) for each in parts_of(value))
            own = OWN.get(type(entity), {}).get(key)
            if own is not None:
                parts = _apart(parts_of(value), parts, own)
            shown = parts if isinstance(value, tuple) else parts[0]
            if shown != value:
                changed[key] = shown
        return replace(entity, **changed) if changed else entity

    def _part(self, part: Any, texts: Iterable[str]) -> Any:
        said = {text: self.names.redact(getattr(part, text)) for text in texts}
        return replace(part, **said) if any(said[text] != getattr(part, text) for text in texts) else part

    def value(self, entity: Entity, key: str, value: Any) -> Any:
        """One text of an entry, one of `TEXTS`, without names, whether it is stored there or not."""
        if not isinstance(value, str):
            ours = OURS.get(type(entity), {}).get(key, ())
            return tuple(each if each in ours else self.names.redact(str(each)) for each in value)
        if isinstance(entity, _NAMED) and key == "name":
            return HIDDEN if value else ""
        if isinstance(entity, _NAMED) and key == "role_title":
            said = self.names.title(value, entity.name) if value else ""
            return said or (entity.nameless if isinstance(entity, Talent) else "")
        shared = shared_by(type(entity), key)
        told = self._apart[shared].get(shared.key(value)) if shared is not None else None
        return self.names.redact(value) if told is None else told


def _apart(before: tuple[Any, ...], after: tuple[Any, ...], text: str) -> tuple[Any, ...]:
    """Parts as they are shown, still told apart by a text of theirs."""
    told = distinct([getattr(each, text) for each in before], [getattr(each, text) for each in after])
    return tuple(
        each if getattr(each, text) == name else replace(each, **{text: name})
        for each, name in zip(after, told, strict=True)
    )


def _said(shared: Shared, books: Iterable[Book]) -> Iterator[str]:
    for book in books:
        for kind, fields in shared.fields.items():
            for each in book.rows.get(kind, {}).values():
                yield from (shared.key(getattr(each, field)) for field in fields)


def _regrouped(change: Change) -> bool:
    """Whether a change touches the name of a team or a workstream."""
    fields = [field for each in SHARED for field in each.fields.get(change.kind, ())]
    return any(getattr(change.before, field, "") != getattr(change.after, field, "") for field in fields)


def _renamed(change: Change) -> bool:
    """Whether a change touches who is called what."""
    if change.kind is Workspace:
        return True
    if change.kind not in _NAMED:
        return False
    before, after = change.before, change.after
    return _called(before) != _called(after)


def _called(entity: Entity | None) -> tuple[str, str, str]:
    if isinstance(entity, (Talent, Respondent)) and entity.name.strip():
        return entity.name, entity.role_title, getattr(entity, "code", "")
    return "", "", ""


def without_names(book: Book, beside: Book | None = None) -> Book:
    """Give an assessment as it may be shown to anybody, with the names of a book `beside` hidden as well.

    It is the same one where nobody's name is known.
    """
    return Veil(book, beside).book
