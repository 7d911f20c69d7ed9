"""Toil as entered in the list, and the error budget of a service as entered, by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from workbench.analysis import budget, heard
from workbench.domain.discovery import Discovery, DiscoveryKind, DiscoveryState, HeardFrom
from workbench.domain.service import Service


def toil(**fields: Any) -> Discovery:
    values: dict[str, Any] = {
        "id": "1",
        "assessment": "a",
        "code": "H1",
        "title": "Restart",
        "kind": DiscoveryKind.TOIL,
    }
    return Discovery(**{**values, **fields})


def service(**fields: Any) -> Service:
    return Service(**{"id": "s", "assessment": "a", "code": "S1", "title": "API", **fields})


EXAMPLE = {
    "runs": 40.0,
    "minutes": 30.0,
    "people": 2.0,
    "hours_after": 2.0,
    "upkeep_hours": 3.0,
    "build_hours": 140.0,
}


def test_the_worked_example_as_entered() -> None:
    found = heard.figures(toil(**EXAMPLE, hour_cost=60.0))
    assert found == heard.ToilFigures(40, 5, 35, 2400, 4, False, 2)


def test_what_is_not_known_stays_open() -> None:
    assert heard.figures(toil(runs=40.0)) is None
    now_only = heard.figures(toil(runs=6.0, minutes=30.0, people=1.0))
    assert now_only == heard.ToilFigures(3, None, None, None, None, False, None)
    worse = heard.figures(toil(**{**EXAMPLE, "upkeep_hours": 50.0}))
    assert worse is not None
    assert (worse.net, worse.payback, worse.never) == (-12, None, True)


def test_the_most_hours_come_first() -> None:
    few, many, none = toil(id="f", runs=1.0, minutes=60.0, people=1.0), toil(id="m", **EXAMPLE), toil(id="n")
    assert [each.id for each, _ in heard.ranked([few, none, many])] == ["m", "f"]


def test_what_is_done_or_left_is_no_toil_any_more() -> None:
    done = toil(id="d", state=DiscoveryState.DONE, **EXAMPLE)
    left = toil(id="l", state=DiscoveryState.LEFT, runs=8.0, minutes=60.0, people=1.0)
    now = toil(id="n", state=DiscoveryState.WORKING, runs=2.0, minutes=60.0, people=1.0)
    assert [each.id for each, _ in heard.ranked([done, left, now])] == ["n"]
    assert [each.id for each, _ in heard.past([done, left, now])] == ["d", "l"]
    # Only what was done saves hours: 40 − 2 − 3 = 35.
    assert heard.saved([done, left, now]) == 35
    assert heard.saved([left, now]) is None


def test_noise_and_silence() -> None:
    assert heard.noise(toil(fired=412, acted_on=3)) == pytest.approx(1 - 3 / 412)
    assert heard.noise(toil(fired=0, acted_on=0)) is None
    assert heard.noise(toil(fired=5)) is None
    said = [toil(team=HeardFrom.QUALITY), toil(team=HeardFrom.OTHER, kind=DiscoveryKind.PAIN)]
    assert heard.silent(said) == [HeardFrom.DEVELOPMENT, HeardFrom.OPERATIONS, HeardFrom.SECURITY]
    assert heard.grid(said)[HeardFrom.QUALITY, DiscoveryKind.TOIL] == 1


def test_a_budget_in_time_as_in_the_picture() -> None:
    # 99.9 % over 30 days allow 43 min 12 s; 27 min 50 s are gone on day 22.
    found = budget.state(service(objective=99.9, elapsed=22.0, downtime=27 + 50 / 60))
    assert found is not None
    assert found.allowed.total_seconds() == pytest.approx(43 * 60 + 12)
    assert found.left == pytest.approx(1 - 27.8333333 / 43.2)
    assert found.burn == pytest.approx(27.8333333 / 43.2 * 30 / 22)
    # 15 min 22 s are left, at 27 min 50 s in 22 days: 12.146 days.
    assert found.exhaustion is not None
    assert found.exhaustion / budget.DAY == pytest.approx(15.3666667 / (27.8333333 / 22))
    assert found.at_end == pytest.approx(1 - 27.8333333 / 43.2 * 30 / 22)


def test_a_budget_in_events() -> None:
    # 1,000 events in half of the window: 2,000 in all, of which 1 % may go wrong. 5 did: a quarter of 20.
    found = budget.state(service(objective=99.0, elapsed=15.0, good=995, total=1000))
    assert found is not None
    assert found.events == pytest.approx(20)
    assert found.spent == pytest.approx(0.25)
    assert found.burn == pytest.approx(0.5)


def test_budgets_at_their_edges() -> None:
    assert budget.state(service()) is None
    nothing = budget.state(service(objective=99.9))
    assert nothing is not None
    assert (nothing.left, nothing.exhaustion) == (None, None)
    clean = budget.state(service(objective=99.9, downtime=0.0))
    assert clean is not None
    assert (clean.left, clean.exhaustion) == (1, None)
    over = budget.state(service(objective=99.9, elapsed=1.0, downtime=60.0))
    assert over is not None
    assert over.left is not None
    assert over.left < 0
    assert over.exhaustion == dt.timedelta(0)


def test_the_alert_table_of_the_workbook() -> None:
    rows = budget.alerts(service(objective=99.9))
    assert [(row.severity, row.long, round(row.burn, 6)) for row in rows] == [
        ("Page", dt.timedelta(hours=1), 14.4),
        ("Page", dt.timedelta(hours=6), 6),
        ("Ticket", dt.timedelta(days=1), 3),
        ("Ticket", dt.timedelta(days=3), 1),
    ]
    assert all(row.fires_after is None for row in rows)
    # An error rate of 2 % burns at 20: the first fires after .001 · 1 h · 14.4 / .02.
    burning = budget.alerts(service(objective=99.9, good=98, total=100))
    assert burning[0].fires_after is not None
    assert burning[0].fires_after.total_seconds() == pytest.approx(2592)
    assert budget.alerts(service()) == []
    assert len(budget.alerts(service(objective=99.9, window=1))) == 2


def test_what_a_service_needs_lowers_what_it_can_promise() -> None:
    base = service(id="db", objective=99.0)
    api = service(id="api", title="API", objective=99.0, copies=2, needs=("db",))
    all_of = {each.id: each for each in (base, api)}
    assert budget.composed(base, all_of) == pytest.approx(0.99)
    assert budget.composed(api, all_of) == pytest.approx(0.9999 * 0.99)
    lost = service(id="x", objective=99.0, needs=("gone",))
    assert budget.composed(lost, all_of) == pytest.approx(0.99)
    # B and C both need D: four parts, each once, so 0.99 to the fourth.
    web = {
        "a": service(id="a", objective=99.0, needs=("b", "c")),
        "b": service(id="b", objective=99.0, needs=("d",)),
        "c": service(id="c", objective=99.0, needs=("d",)),
        "d": service(id="d", objective=99.0),
    }
    assert budget.composed(web["a"], web) == pytest.approx(0.99**4)
    assert budget.composed(service(id="y", objective=99.0, needs=("n",)), {"n": service(id="n")}) is None
    circle = {
        "a": service(id="a", title="A", objective=99.0, needs=("b",)),
        "b": service(id="b", title="B", objective=99.0, needs=("a",)),
    }
    with pytest.raises(ValueError, match="A → B → A"):
        budget.composed(circle["a"], circle)


def test_a_promise_stricter_than_the_aim_is_known() -> None:
    assert service(objective=99.5, agreement=99.9).stricter_promise
    assert not service(objective=99.9, agreement=99.9).stricter_promise
    assert not service(agreement=99.9).stricter_promise


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"objective": 100.0}, "objective"),
        ({"objective": 0.0}, "objective"),
        ({"agreement": 100.5}, "agreement"),
        ({"window": 0}, "window"),
        ({"total": 0}, "more than 0"),
        ({"good": 5, "total": 4}, "No more events"),
        ({"downtime": -1.0}, "downtime"),
        ({"elapsed": 31.0}, "days passed"),
        ({"needs": ("s",)}, "itself"),
        ({"copies": 0}, "copies"),
    ],
)
def test_what_no_service_can_have_is_refused_in_a_sentence(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        service(**fields)
