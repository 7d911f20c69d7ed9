"""What the demo's plan holds beyond its actions: agreements, daily updates, reviews and decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from workbench.actions import agreements, reviews, trade_offs
from workbench.domain.agreement import Agreement
from workbench.domain.daily import DailyUpdate
from workbench.domain.entity import Entity
from workbench.domain.plan_settings import PlanSettings
from workbench.domain.review import Review
from workbench.domain.trade_off import TradeOff

Row = dict[str, Any]
_LISTS: tuple[tuple[str, type[Entity], str, tuple[str, ...]], ...] = (
    ("agreements", Agreement, agreements.LETTER, ("start", "finish")),
    ("reviews", Review, reviews.LETTER, ("day", "due")),
    ("trade_offs", TradeOff, trade_offs.LETTER, ("day",)),
)


def entries(
    data: Row,
    assessment: str,
    make: Callable[..., Entity],
    id_of: Callable[..., str],
    day: Callable[[int | None], Any],
) -> Iterator[Entity]:
    """Every entry of these lists; `make(base, row, **more)` builds one, `id_of` gives stable ids."""
    settings = data["plan_settings"]
    start = PlanSettings(id=id_of("plan settings"), assessment=assessment)
    yield make(start, settings, start=day(settings["start"]))
    for name, kind, letter, dates in _LISTS:
        for position, row in enumerate(data[name]):
            base: Any = {
                "id": id_of(name, row["key"]),
                "assessment": assessment,
                "code": f"{letter}{position + 1}",
                "title": row["title"],
                "position": position,
            }
            more: Row = {each: day(row[each]) for each in dates}
            if kind is Agreement:
                more |= _agreement(row, id_of, day)
            yield make(kind(**base), row, **more)
    for position, row in enumerate(data["daily_updates"]):
        said = day(row["day"])
        base = {"id": id_of("daily", str(position)), "assessment": assessment, "day": said, "who": row["who"]}
        yield make(DailyUpdate(**base, position=position), row, day=said)


def _agreement(row: Row, id_of: Callable[..., str], day: Callable[[int | None], Any]) -> Row:
    given = [(each, day(each["on"])) for each in row["consents"]]
    return {
        "needs": [id_of("needs", key) for key in row["needs"]],
        "actions": [id_of("action", key) for key in row["actions"]],
        "consents": [{**each, "on": on.isoformat() if on else None} for each, on in given],
    }
