"""The plan and the work as tables: actions with priority, deliverables, projects, variants, daily updates."""

from __future__ import annotations

from typing import Any

from workbench.analysis.ranking import rank
from workbench.analysis.standing import Standing
from workbench.domain.action import Action
from workbench.domain.book import Book
from workbench.domain.daily import DailyUpdate
from workbench.domain.dismissal import Dismissal
from workbench.domain.snapshot import Snapshot
from workbench.domain.variant import Variant
from workbench.exchange.columns import Column
from workbench.exchange.everything_lists import listed
from workbench.exchange.everything_parts import Field, Linking, number, table
from workbench.exchange.inventories import PROJECTS
from workbench.exchange.plan_sheet import PLAN
from workbench.exchange.sheets import Sheet

_NAMED_BY_CODE = ("id", "code", "after")


def actions(book: Book, standing: Standing, links: Linking) -> Sheet:
    """Every action with all of its fields, and the plan's arithmetic beside it."""
    ranked = rank(book, standing).by_id
    # What stage 3 asks of projects may be known of any action.
    own = [each for each in PLAN if each.key not in _NAMED_BY_CODE]
    keys = {each.key for each in own}
    columns: tuple[Column, ...] = (*own, *(each for each in PROJECTS if each.key not in keys))
    more: list[Field[Action]] = [
        ("Needs first", lambda each: links.codes(each.after)),
        ("To level", lambda each: each.level),
        ("Questions", lambda each: ", ".join(each.questions)),
        ("Obstacles", lambda each: links.codes(each.obstacles)),
        ("Risks", lambda each: links.codes(each.risks)),
        ("Urgency", lambda each: each.urgency.label),
        ("Confidence", lambda each: each.confidence.label),
        ("Value", lambda each: number(found.value) if (found := ranked.get(each.id)) else None),
        ("Priority", lambda each: number(found.score) if (found := ranked.get(each.id)) else None),
        ("Quick win", lambda each: found.quick_win if (found := ranked.get(each.id)) else False),
        ("Reach", lambda each: each.reach),
        ("Impact (RICE)", lambda each: each.impact),
        ("Cost of a week of delay", lambda each: each.delay_cost),
        ("Value points", lambda each: each.value_points),
        ("Time points", lambda each: each.time_points),
        ("Risk points", lambda each: each.risk_points),
        ("Size points", lambda each: each.size_points),
        ("Project", lambda each: each.project),
    ]
    return listed("Actions", Action, book.actions, more, columns)


def deliverables(book: Book, _links: Linking) -> Sheet:
    """What each action delivers, a row each."""
    pairs = [(action, each) for action in book.actions for each in action.deliverables]
    fields: list[Field[Any]] = [
        ("Action", lambda row: row[0].code),
        ("Deliverable", lambda row: row[1].title),
        ("Due", lambda row: row[1].due),
        ("Done", lambda row: row[1].done),
    ]
    return table("Deliverables", fields, pairs)


def projects(book: Book, _links: Linking) -> Sheet:
    """Initial projects, with their figures before and now."""
    found = [each for each in book.actions if each.project]
    return listed("Projects", Action, found, columns=PROJECTS)


def variants(book: Book, links: Linking) -> Sheet:
    """Choices of actions that were tried out."""
    fields: list[Field[Variant]] = [
        ("Variant", lambda each: each.title),
        ("Actions", lambda each: links.codes(each.actions)),
        ("Capacity, person-days", lambda each: each.capacity_days),
        ("Note", lambda each: each.note),
    ]
    return table("Variants", fields, book.variants)


def dismissals(book: Book, _links: Linking) -> Sheet:
    """Suggestions that were turned down, and why."""
    fields: list[Field[Dismissal]] = [
        ("Suggestion", lambda each: each.title),
        ("Reason", lambda each: each.reason),
    ]
    return table("Turned down", fields, book.dismissals)


def daily(book: Book, links: Linking) -> Sheet:
    """What was said in the daily updates."""
    fields: list[Field[DailyUpdate]] = [
        ("Day", lambda each: each.day),
        ("Who", lambda each: each.who),
        ("Did", lambda each: each.last),
        ("Will do", lambda each: each.following),
        ("In the way", lambda each: each.blocker),
        ("Obstacle", lambda each: links.codes((each.obstacle,))),
        ("Seconds", lambda each: each.seconds),
    ]
    return table(
        "Daily updates", fields, sorted(book.daily_updates, key=lambda each: (each.day, each.position))
    )


def snapshots(book: Book, _links: Linking) -> Sheet:
    """Which states were frozen; their content is in none of these tables."""
    fields: list[Field[Snapshot]] = [
        ("Number", lambda each: each.number),
        ("Name", lambda each: each.name),
        ("Taken on", lambda each: each.taken_on),
        ("By", lambda each: each.by),
        ("Note", lambda each: each.note),
        ("SHA-256", lambda each: each.sha256),
    ]
    return table("Snapshots", fields, book.snapshots)
