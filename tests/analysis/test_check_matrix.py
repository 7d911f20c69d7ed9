"""Own colourings against Cox's axioms: what the thresholds come to always holds, and what does not is named."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.risk import FREQUENCY_EDGES, IMPACT_EDGES, Violation, check_matrix, own_colours, zone
from workbench.domain.criteria import RiskCriteria
from workbench.domain.risk import Zone

G, A, R = Zone.GREEN, Zone.AMBER, Zone.RED
EDGES = [0, 1, 2, 3]


def edges() -> st.SearchStrategy[list[float]]:
    numbers = st.lists(st.floats(1e-3, 1e3), min_size=2, max_size=6, unique=True).map(sorted)
    ends = st.sampled_from([[], [math.inf]])
    return st.builds(
        lambda start, listed, end: [*start, *listed, *end], st.sampled_from([[], [0.0]]), numbers, ends
    )


@given(st.floats(1e-6, 1e6), st.floats(1.001, 1e3), edges(), edges())
def test_what_thresholds_colour_breaks_no_axiom(
    appetite: float, factor: float, frequencies: list[float], impacts: list[float]
) -> None:
    rows = [
        [zone(f, i, appetite, appetite * factor, frequencies, impacts) for i in range(1, len(impacts))]
        for f in range(1, len(frequencies))
    ]
    assert check_matrix(rows, frequencies, impacts) == []


@given(st.lists(st.sampled_from(Zone), min_size=9, max_size=9))
def test_found_exactly_where_the_words_say(colours: list[Zone]) -> None:
    """Each axiom as its definition reads, cell by cell, on edges where every product is a whole number."""
    rows = [colours[:3], colours[3:6], colours[6:]]
    cells = {(f, i): rows[f - 1][i - 1] for f, i in product(range(1, 4), repeat=2)}
    expected: set[tuple[str, frozenset[tuple[int, int]]]] = set()
    for one, other in product(cells, repeat=2):
        (f, i), (g, j) = one, other
        if (cells[one], cells[other]) == (R, G):
            if (f - 1) * (i - 1) < g * j:
                expected.add(("weak consistency", frozenset({one, other})))
            if (f - g, i - j) in ((0, 1), (1, 0), (1, 1)):
                expected.add(("betweenness", frozenset({one, other})))
        same = ((f - 1) * (i - 1), f * i) == ((g - 1) * (j - 1), g * j)
        if same and cells[one] is not cells[other]:
            expected.add(("consistent colouring", frozenset({one, other})))
    found = check_matrix(rows, EDGES, EDGES)
    assert {(each.axiom, frozenset(each.cells)) for each in found} == expected
    assert len(found) == len(expected)


def test_cells_are_named_the_red_one_first() -> None:
    # F2 I2 spans 1 to 4, F1 I3 spans 0 to 3.
    found = check_matrix([[G, A, G], [A, R, A], [A, A, A]], EDGES, EDGES)
    assert Violation("weak consistency", ((2, 2), (1, 3))) in found
    assert Violation("betweenness", ((2, 2), (1, 1))) in found
    assert Violation("consistent colouring", ((1, 3), (3, 1))) in found


def test_a_red_cell_may_begin_where_a_green_one_ends() -> None:
    # F1 I1 spans 0 to 1, F2 I2 spans 1 to 4: as the edges touch, weak consistency holds and betweenness does not.
    found = check_matrix([[G, A], [A, R]], [0, 1, 2], [0, 1, 2])
    assert found == [Violation("betweenness", ((2, 2), (1, 1)))]


def test_an_open_green_cell_lies_above_every_red_one() -> None:
    found = check_matrix([[A, G], [A, R]], [0, 1, math.inf], [0, 1, math.inf])
    assert Violation("weak consistency", ((2, 2), (1, 2))) in found


@pytest.mark.parametrize(
    ("colours", "frequencies", "impacts", "named"),
    [
        ([[G, G]], [0, 1, 2], [0, 1, 2], "colours"),
        ([[G], [G]], [0, 1, 2], [0, 1, 2], "colours"),
        ([[G, "blue"], [G, G]], [0, 1, 2], [0, 1, 2], "colours"),
        ("GG", [0, 1, 2], [0, 1, 2], "colours"),
        ([[G, G], [G, G]], [0, 2, 1], [0, 1, 2], "frequency_edges"),
        ([[G, G], [G, G]], [0, 1, 2], [0, 1, math.nan], "impact_edges"),
        ([[G, G], [G, G]], 3, [0, 1, 2], "frequency_edges"),
    ],
)
def test_a_wrong_argument_is_named(colours: object, frequencies: object, impacts: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        check_matrix(colours, frequencies, impacts)  # pyright: ignore[reportArgumentType]


def test_the_clients_own_colours_are_checked_with_their_own_edges() -> None:
    criteria = RiskCriteria(id="c", assessment="a")
    assert own_colours(criteria) == []
    default = [zone(f, i, 1, 10**0.5) for f, i in product(range(1, 6), repeat=2)]
    assert own_colours(replace(criteria, colours=tuple(default))) == []
    # A common matrix of ranks multiplied: (1, 5) and (5, 1) amber, but (2, 2) = 4 green beside (3, 3) = 9 red.
    ranks = [R if f * i >= 9 else A if f * i >= 5 else G for f, i in product(range(1, 6), repeat=2)]
    found = own_colours(replace(criteria, colours=tuple(ranks)))
    assert Violation("betweenness", ((3, 3), (2, 2))) in found
    rows = [ranks[start : start + 5] for start in range(0, 25, 5)]
    assert found == check_matrix(rows, FREQUENCY_EDGES, IMPACT_EDGES)
