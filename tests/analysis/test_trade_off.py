"""Options weighed by criteria: the arithmetic by hand, ties, what is missing, and that nothing is decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from workbench.analysis.trade_off import finding, leading, scores, warnings, weighted
from workbench.domain.trade_off import Criterion, Option, TradeOff

CRITERIA = (
    Criterion(name="Need", weight=3),
    Criterion(name="Maturity", weight=2),
    Criterion(name="Care", weight=2),
)


def record(*options: Option, **more: Any) -> TradeOff:
    return TradeOff(
        id="t", assessment="a", code="K1", title="Queues", criteria=CRITERIA, options=options, **more
    )


def test_a_score_is_the_weighted_mean_of_what_is_rated() -> None:
    # (3·4 + 2·4 + 2·3) / 7 = 26 / 7.
    assert weighted((4, 4, 3), (3, 2, 2)) == pytest.approx(26 / 7)
    # Without the second: (3·4 + 2·3) / 5 = 18 / 5.
    assert weighted((4, None, 3), (3, 2, 2)) == pytest.approx(3.6)
    assert weighted((5, 1), (0, 2)) == 1.0
    assert weighted((None, None), (1, 1)) is None
    assert weighted((5,), (0,)) is None


@pytest.mark.parametrize(
    ("ratings", "weights", "words"),
    [
        ((6,), (1,), "1 to 5"),
        ((1,), (-1,), "0 or more"),
        ((1, 2), (1,), "equally many"),
        ((True,), (1,), "1 to 5"),
    ],
)
def test_wrong_arguments_are_named(ratings: Any, weights: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        weighted(ratings, weights)


def test_missing_ratings_are_said_and_weightless_ones_are_not() -> None:
    found = record(Option(name="A", ratings=(5, 5)), Option(name="B", ratings=(1, 1, 1)))
    assert [each.missing for each in scores(found)] == [(2,), ()]
    assert (
        finding(found)
        == "‘A’ scores highest, 5.00 of 5; 1 rating is missing, so this may change. Nothing is chosen yet."
    )
    light = replace(found, criteria=(*CRITERIA[:2], Criterion(name="Care", weight=0)))
    assert [each.missing for each in scores(light)] == [(), ()]


def test_a_tie_is_named_and_never_broken() -> None:
    # 3·1 + 2·4 + 2·2 = 15 and 3·3 + 2·1 + 2·2 = 15.
    found = record(Option(name="A", ratings=(1, 4, 2)), Option(name="B", ratings=(3, 1, 2)), Option(name="C"))
    assert leading(scores(found)) == (0, 1)
    assert finding(found).startswith("‘A’ and ‘B’ tie at 2.14; 3 ratings are missing")
    assert found.choice is None


def test_another_choice_and_its_missing_reason_are_said() -> None:
    found = record(Option(name="A", ratings=(5, 5, 5)), Option(name="B", ratings=(1, 1, 1)), choice=1)
    assert finding(found).endswith("Something else was chosen.")
    assert "Say why it was chosen" in warnings(found)[0]
    assert warnings(found)[1] == "Who decided and the day are missing."
    assert warnings(replace(found, choice=None)) == ()
    assert finding(record(Option(name="A"))) == "Nothing to weigh yet: a decision has at least two options."
    assert finding(record(Option(name="A"), Option(name="B"))) == "No option is rated yet."
