"""Every inventory as a table: the columns people know from the program, what follows from them, and the links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from workbench.analysis import budget, heard
from workbench.analysis.exposure import When, exposure
from workbench.analysis.trade_off import scores
from workbench.domain.advocacy import Advocacy
from workbench.domain.agreement import Agreement
from workbench.domain.book import Book
from workbench.domain.consent import Consent
from workbench.domain.discovery import Discovery
from workbench.domain.entity import Entity
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle
from workbench.domain.practice import Practice
from workbench.domain.recognition import Recognition
from workbench.domain.review import Review
from workbench.domain.risk import Risk
from workbench.domain.service import Service
from workbench.domain.trade_off import TradeOff
from workbench.exchange.columns import Column
from workbench.exchange.everything_parts import Field, Linking, lines, number, table, typed
from workbench.exchange.inventories import COLUMNS
from workbench.exchange.sheets import Sheet, Value

_MINUTE = dt.timedelta(minutes=1)
E = TypeVar("E", bound=Entity)


def _code(entry: Any) -> Value:
    return entry.code


def listed(
    title: str,
    kind: type[E],
    entries: Iterable[E],
    more: Sequence[Field[E]] = (),
    columns: Sequence[Column] = (),
) -> Sheet:
    """An inventory: its code, its columns, and what is said beside them."""
    fields: list[Field[Any]] = [("Code", _code), *map(typed, columns or COLUMNS[kind]), *more]
    return table(title, fields, entries)


def obstacles(book: Book, _links: Linking) -> Sheet:
    """Deterrents and obstacles."""
    more: list[Field[Obstacle]] = [
        ("Capabilities", lambda each: ", ".join(each.capabilities)),
        ("Clauses", lambda each: ", ".join(each.clauses)),
    ]
    return listed("Obstacles", Obstacle, book.obstacles, more)


def needs(book: Book, links: Linking) -> Sheet:
    """Business needs and future plans."""
    return listed("Needs", Need, book.needs, links.fields())


def advocacy(book: Book, links: Linking) -> Sheet:
    """Advocacy for partner teams."""
    area: Field[Advocacy] = ("Area", lambda each: each.area)
    return listed("Advocacy", Advocacy, book.advocacy, [area, *links.fields()])


def discoveries(book: Book, links: Linking) -> Sheet:
    """Toil and pain points, with the hours that follow."""
    figures = {each.id: heard.figures(each) for each in book.discoveries}

    def of(name: str) -> Field[Discovery]:
        words = {
            "now": "Hours a month now",
            "then": "Hours a month then",
            "net": "Hours a month saved",
            "cost": "Cost a month",
            "payback": "Pays back in months",
        }
        return words[name], lambda each: number(getattr(figures[each.id], name, None))

    more = [
        *map(of, ("now", "then", "net", "cost", "payback")),
        ("Noise, share", lambda each: number(heard.noise(each))),
    ]
    return listed("Toil and pain points", Discovery, book.discoveries, [*more, *links.fields()])


def services(book: Book, links: Linking) -> Sheet:
    """Service levels, with the error budgets that follow."""
    states = {each.id: budget.state(each) for each in book.services}

    def share(name: str) -> Field[Service]:
        words = {"spent": "Budget spent, share", "left": "Budget left, share", "burn": "Burn rate"}
        return words[name], lambda each: number(getattr(states[each.id], name, None))

    def allowed(each: Service) -> Value:
        found = states[each.id]
        return number(found.allowed / _MINUTE) if found is not None else None

    more: list[Field[Service]] = [
        ("Downtime allowed, minutes", allowed),
        *map(share, ("spent", "left", "burn")),
        ("Policy in words", lambda each: each.policy_text),
        ("Needs services", lambda each: links.codes(each.needs)),
        ("Copies", lambda each: each.copies),
        *links.fields(),
    ]
    return listed("Services", Service, book.services, more)


def practices(book: Book, links: Linking) -> Sheet:
    """Which team or service has which practice."""
    subjects = {each.id: each.title for each in book.subjects}
    order = {each.id: number for number, each in enumerate(book.subjects)}
    catalogues = book.pack.by_catalogue

    def item(each: Practice) -> str:
        found = catalogues.get(each.catalogue)
        names = (
            entry.title for entry in (found.entries if found is not None else ()) if entry.id == each.item
        )
        return next(names, each.item)

    fields: list[Field[Practice]] = [
        ("Team or service", lambda each: subjects.get(each.subject, "")),
        (
            "Catalogue",
            lambda each: found.title if (found := catalogues.get(each.catalogue)) else each.catalogue,
        ),
        ("Practice", item),
        ("There", lambda each: each.presence.label),
        ("Note", lambda each: each.note),
        *links.fields(),
    ]
    found = sorted(
        book.all(Practice), key=lambda each: (order.get(each.subject, 0), each.catalogue, each.item)
    )
    return table("Practices", fields, found)


def recognition(book: Book, links: Linking) -> Sheet:
    """Recognition and incentives."""
    return listed("Recognition", Recognition, book.recognitions, links.fields())


def risks(book: Book, links: Linking) -> Sheet:
    """Threats and opportunities, with their zones and what they come to a year."""
    criteria, done = book.criteria, book.done

    def at(when: When) -> tuple[Field[Risk], Field[Risk]]:
        def zone(each: Risk) -> Value:
            found = exposure(each, criteria, when, done)
            return found.zone.word(each.kind) if found is not None else None

        def expected(each: Risk) -> Value:
            found = exposure(each, criteria, when, done)
            return number(found.expected) if found is not None else None

        words = {When.INHERENT: "before treatment", When.SO_FAR: "so far", When.AFTER: "after treatment"}[
            when
        ]
        return (f"Zone {words}", zone), (f"Expected a year {words}", expected)

    more: list[Field[Risk]] = [
        *(field for when in When for field in at(when)),
        ("Capability", lambda each: each.capability),
        ("Clauses", lambda each: ", ".join(each.clauses)),
        ("Obstacles", lambda each: links.codes(each.obstacles)),
    ]
    return listed("Risks", Risk, book.risks, more)


def controls(book: Book, links: Linking) -> Sheet:
    """What lowers each risk."""
    pairs = [(risk, control) for risk in book.risks for control in risk.controls]
    fields: list[Field[Any]] = [
        ("Risk", lambda row: row[0].code),
        ("Control", lambda row: row[1].name),
        ("Prevention, share", lambda row: row[1].prevention),
        ("Mitigation, share", lambda row: row[1].mitigation),
        ("Evidence", lambda row: row[1].evidence.label),
        ("Cost a year", lambda row: row[1].cost),
        ("In place", lambda row: row[1].in_place),
        ("Action", lambda row: links.codes((row[1].action,))),
    ]
    return table("Controls", fields, pairs)


def consents(given: Iterable[Consent]) -> str:
    """Who agreed for which side, and when."""
    return lines(
        ", ".join(part for part in (each.side, each.who, each.on.isoformat() if each.on else "") if part)
        for each in given
    )


def agreements(book: Book, links: Linking) -> Sheet:
    """Engagement agreements, with the consent of each side."""
    more: list[Field[Agreement]] = [
        ("Needs", lambda each: links.codes(each.needs)),
        ("Actions", lambda each: links.codes(each.actions)),
        ("Consents", lambda each: consents(each.consents)),
        ("Agreed", lambda each: each.agreed),
    ]
    return listed("Agreements", Agreement, book.agreements, more)


def reviews(book: Book, links: Linking) -> Sheet:
    """Reviews of processes."""
    return listed("Reviews", Review, book.reviews, links.fields())


def trade_offs(book: Book, links: Linking) -> Sheet:
    """Decisions, and what was chosen."""
    chosen: Field[TradeOff] = ("Chosen", lambda each: each.chosen.name if each.chosen else None)
    return listed("Trade-offs", TradeOff, book.trade_offs, [chosen, *links.fields()])


def options(book: Book, _links: Linking) -> Sheet:
    """How each option of a decision was rated by each criterion."""
    rows = [
        (each.code, option, criterion, option.rating(number_of), found.score)
        for each in book.trade_offs
        for option, found in zip(each.options, scores(each), strict=True)
        for number_of, criterion in enumerate(each.criteria)
    ]
    fields: list[Field[Any]] = [
        ("Decision", lambda row: row[0]),
        ("Option", lambda row: row[1].name),
        ("Note", lambda row: row[1].note),
        ("Criterion", lambda row: row[2].name),
        ("Weight", lambda row: row[2].weight),
        ("Rating", lambda row: row[3]),
        ("Score of the option", lambda row: number(row[4])),
    ]
    return table("Options", fields, rows)
