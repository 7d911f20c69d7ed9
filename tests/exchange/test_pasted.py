"""Rows pasted from a spreadsheet: parted, matched, read, and what is wrong said cell by cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.discovery import Discovery, DiscoveryKind, HeardFrom, ToilTrait
from workbench.domain.need import Need
from workbench.domain.obstacle import Obstacle, ObstacleKind
from workbench.domain.service import Service
from workbench.domain.talent import Talent
from workbench.domain.written import read_number
from workbench.exchange.columns import Column, Kind
from workbench.exchange.inventories import COLUMNS, title_of, try_row
from workbench.exchange.pasted import MOST_ROWS, TooMuch, as_text, match, preview, read, rest, split

TOIL, OBSTACLES = COLUMNS[Discovery], COLUMNS[Obstacle]


def test_rows_with_a_head_go_where_the_head_says() -> None:
    found = preview(
        "Owner\tWhat was heard\tKind\tRuns a month\nOps lead\tRestart the queue\tToil\t40\n", TOIL
    )
    (row,) = found.rows
    assert row.good
    assert row.values == {
        "owner": "Ops lead",
        "title": "Restart the queue",
        "kind": DiscoveryKind.TOIL,
        "runs": 40.0,
    }
    assert found.grid.head


def test_rows_without_a_head_go_by_order() -> None:
    found = preview("Queue full\tnoisy alert\toperations\nSlow tests\ttesting\tquality\n", TOIL)
    assert [row.values["team"] for row in found.rows] == [HeardFrom.OPERATIONS, HeardFrom.QUALITY]
    assert not found.grid.head


def test_a_list_of_sentences_is_one_column_whatever_commas_it_has() -> None:
    found = preview(
        "Tickets wait, often for days\nNo test environment\nOld, brittle, slow scripts", OBSTACLES
    )
    assert [row.values["title"] for row in found.rows] == [
        "Tickets wait, often for days",
        "No test environment",
        "Old, brittle, slow scripts",
    ]


def test_traits_are_read_from_their_column_and_unknown_ones_refused() -> None:
    text = "What was heard\tTraits\nRestart\tManual, repetitive\nCopy\ttime consuming; REACTIVE\nWait\tmanual; dull\nLook\t\n"
    found = preview(text, TOIL)
    assert [row.values.get("traits") for row in found.rows] == [
        (ToilTrait.MANUAL, ToilTrait.REPETITIVE),
        (ToilTrait.TIME_CONSUMING, ToilTrait.REACTIVE),
        None,
        None,
    ]
    assert [row.good for row in found.rows] == [True, True, False, True]
    (problem,) = found.rows[2].problems
    assert problem.column == "What makes it toil"
    assert problem.sentence == (
        "'manual; dull': There is no 'dull'. Write some of 'Manual', 'Time-consuming', 'Repetitive' and 'Reactive', "
        "parted by commas."
    )
    traits = next(column for column in TOIL if column.key == "traits")
    assert traits.read("repetitive, manual, manual") == (ToilTrait.REPETITIVE, ToilTrait.MANUAL)
    assert traits.read("manual and reactive") == (ToilTrait.MANUAL, ToilTrait.REACTIVE)
    both = (ToilTrait.REACTIVE, ToilTrait.MANUAL)
    assert traits.read(traits.write(both)) == both


@pytest.mark.parametrize(
    ("typed", "step"), [("4", 4), ("4.0", 4), ("4,0", 4), ("4.00", 4), ("+1,0", 1), (" 5. ", 5)]
)
def test_a_step_is_whole_however_its_spreadsheet_writes_it(typed: str, step: int) -> None:
    (row,) = preview(f"Obstacle\tImpact\nNo time\t{typed}\n", OBSTACLES).rows
    assert row.problems == ()
    assert row.values["impact"] == step


def test_a_step_below_nought_may_be_written_with_decimals() -> None:
    stance = next(column for column in COLUMNS[Talent] if column.key == "stance")
    assert stance.read("-2.0") == stance.read("−2,0") == -2


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("4.5", "There is no step between 4 and 5; write a whole step from 1 to 5."),
        ("4,5", "There is no step between 4 and 5; write a whole step from 1 to 5."),
        ("6.0", "Write a step from 1 to 5, or its word."),
        ("0.5", "Write a step from 1 to 5, or its word."),
        ("4.0.0", "Write a step from 1 to 5, or its word."),
        ("much", "Write a step from 1 to 5, or its word."),
    ],
)
def test_what_is_no_step_is_refused_with_a_sentence(typed: str, why: str) -> None:
    (row,) = preview(f"Obstacle\tImpact\nNo time\t{typed}\n", OBSTACLES).rows
    assert [each.sentence for each in row.problems] == [f"'{typed}': {why}"]


@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_is_known_by_its_delimiter(delimiter: str) -> None:
    out = io.StringIO()
    rows = [["Obstacle", "Kind"], ["Red tape; forms, stamps", "Deterrent"], ['He said "no"', "Obstacle"]]
    csv.writer(out, delimiter=delimiter).writerows(rows)
    found = preview(out.getvalue(), OBSTACLES)
    assert [row.values["title"] for row in found.rows] == ["Red tape; forms, stamps", 'He said "no"']
    assert found.rows[0].values["kind"] is ObstacleKind.DETERRENT


def test_line_breaks_within_a_quoted_cell_stay() -> None:
    found = preview('Obstacle\tCountermeasure\r\nSilos\t"First\r\nSecond"\r\n', OBSTACLES)
    assert found.rows[0].values["countermeasure"] == "First\nSecond"


def test_too_few_and_too_many_columns() -> None:
    found = preview("Obstacle\tKind\tImpact\nSilos\nRed tape\tDeterrent\t4\tmore\tand more\n", OBSTACLES)
    assert [row.good for row in found.rows] == [True, True]
    assert found.rows[0].values == {"title": "Silos"}
    assert found.columns[3:] == (None, None)
    assert any("1 of 2 rows has too few columns" in note for note in found.notes)
    assert any("1 of 2 rows has too many columns" in note for note in found.notes)
    assert [each.sentence for row in found.rows for each in row.doubts] == [
        "This row has 1 column, the head names 3; what is missing stays empty.",
        "This row has 5 columns, the head names 3; look where the last ones go.",
    ]
    assert any("2 of 5 columns go nowhere" in note for note in found.notes)


def test_what_is_wrong_is_said_cell_by_cell_and_the_others_can_be_taken() -> None:
    found = preview(
        "Obstacle\tKind\tImpact\nSilos\tthing\t4\n\tObstacle\t9\nFear\tobstacle\tfive\nOK\t\t5\n", OBSTACLES
    )
    said = [[(each.column, each.sentence) for each in row.problems] for row in found.rows]
    assert said == [
        [("Kind", "'thing': Write one of 'Deterrent' and 'Obstacle'.")],
        [("Impact", "'9': Write a step from 1 to 5, or its word."), ("Obstacle", "This row has no title.")],
        [("Impact", "'five': Write a step from 1 to 5, or its word.")],
        [],
    ]
    assert [row.values["title"] for row in found.good] == ["OK"]


def test_one_clear_decimal_mark_holds_for_its_column_and_a_lone_doubt_is_said() -> None:
    found = preview("What was heard\tMinutes\nA\t1.200\nB\t2,5\nC\t1.234.567,25\n", TOIL)
    assert [row.values["minutes"] for row in found.rows] == [1200, 2.5, 1234567.25]
    assert not any(row.doubts for row in found.rows)
    doubtful = preview("What was heard\tMinutes\nA\t1,200\n", TOIL)
    assert [each.sentence for each in doubtful.rows[0].doubts] == ["'1,200' was read as 1200."]


def test_per_cent_as_spreadsheets_write_it_and_shares_of_one_are_asked_about() -> None:
    rows = "Service\tSLO\tSLA\nShop\t99.90%\t99.50 %\nWeb\t0.999\t0.995\n"
    found = preview(rows, COLUMNS[Service])
    assert not any(row.problems for row in found.rows)
    assert (found.rows[0].values["objective"], found.rows[0].values["agreement"]) == (99.9, 99.5)
    assert not found.rows[0].doubts
    assert found.rows[1].doubts[0].sentence == "'0.999' was read as 0.999%, not as a share of 1."


def test_people_known_by_name_alone_are_taken() -> None:
    found = preview("Name\tTeam\nAnna Bell\tOps\n\tDev\n", COLUMNS[Talent], "role_title")
    assert not found.rows[0].problems
    assert found.rows[1].problems
    assert not any("titles" in note for note in found.notes)


def test_dates_and_steps_in_the_ways_people_write_them() -> None:
    found = preview("Need\tDue\tTarget\nA\t22.11.2026\t1'000\nB\t2026-11-22\t\nC\tsoon\t3\n", COLUMNS[Need])
    assert [row.values.get("due") for row in found.rows] == [dt.date(2026, 11, 22)] * 2 + [None]
    assert found.rows[2].problems[0].column == "Due"
    assert found.rows[0].values["target"] == 1000


def test_a_column_can_be_sent_elsewhere() -> None:
    grid, _ = match(split("Silos\tCTO\n"), OBSTACLES)
    by_key = {column.key: column for column in OBSTACLES}
    found = read(grid, [by_key["owner"], by_key["title"]], "title")
    assert found.rows[0].values == {"owner": "Silos", "title": "CTO"}
    without = read(grid, [by_key["owner"], None], "title")
    assert not without.rows[0].good
    assert "Say which column holds the titles." in without.notes


def test_ten_thousand_rows_are_read_and_more_are_refused() -> None:
    text = "\n".join(f"Obstacle {i}\tObstacle\t{i % 5 + 1}" for i in range(MOST_ROWS))
    assert len(preview(text, OBSTACLES).good) == MOST_ROWS
    with pytest.raises(TooMuch, match=r"10,002 rows are more than the 10,000"):
        preview(text + "\nOne more\tObstacle\t1\nTwo more\tObstacle\t1", OBSTACLES)
    with pytest.raises(TooMuch, match="200 columns"):
        preview("\t".join("x" * 201), OBSTACLES)


def test_nothing_is_a_preview_of_nothing() -> None:
    assert preview("", OBSTACLES).rows == ()
    assert preview(" \n\t\n", OBSTACLES).rows == ()


@given(st.text(max_size=300))
def test_nothing_pasted_breaks_it(text: str) -> None:
    found = preview(text, TOIL)
    assert all(row.good != bool(row.problems) for row in found.rows)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=8),
            min_size=2,
            max_size=5,
        ),
        max_size=5,
    )
)
def test_what_a_spreadsheet_copies_comes_in_to_the_letter(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    copied = out.getvalue()
    if not copied.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        assert list(split(copied).rows) == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


@given(st.floats(-1e12, 1e12).map(lambda value: round(value, 3)))
def test_numbers_come_back_however_they_are_grouped(value: float) -> None:
    english = f"{value:,.3f}"
    german = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "'")
    assert read_number(english) == read_number(swiss) == value
    assert read_number(german, ",") == value


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_column_is_a_field_and_writes_what_it_reads(kind: type) -> None:
    fields = kind.__dataclass_fields__
    assert COLUMNS[kind][0].key == title_of(kind)
    for column in COLUMNS[kind]:
        assert column.key in fields
        default = fields[column.key].default
        if isinstance(default, str | int | float | bool | type(None)) and column.key != title_of(kind):
            assert column.read(column.write(default)) == default, column.key
        for value, words in column.choices:
            held = (value,) if column.kind is Kind.SEVERAL else value
            assert column.read(words) == column.read(column.write(held)) == held
    heads = [
        head.casefold()
        for column in COLUMNS[kind]
        for head in {column.title.casefold(), column.key, *column.also}
    ]
    assert len(heads) == len(set(heads)), [head for head in heads if heads.count(head) > 1]


@pytest.mark.parametrize(
    ("text", "columns", "titles"),
    [
        (
            "Restart servers\tToil\nCopy files\tToil\nSlow tests\tPain point",
            TOIL,
            ["Restart servers", "Copy files", "Slow tests"],
        ),
        ("Restart servers\tToil", TOIL, ["Restart servers"]),
        ("Fear\tDeterrent\nBlame\tDeterrent", OBSTACLES, ["Fear", "Blame"]),
        ("Toil\nPain point", TOIL, ["Toil", "Pain point"]),
        ("Grow\tKPI\nShrink\tMargin", COLUMNS[Need], ["Grow", "Shrink"]),
    ],
)
def test_a_first_row_of_values_is_no_head(text: str, columns: tuple[Column, ...], titles: list[str]) -> None:
    assert [row.values["title"] for row in preview(text, columns).rows] == titles


def test_a_row_that_can_be_no_entry_says_why() -> None:
    found = preview(
        "Service\tSLO\tTotal\tGood\nAPI\t99,9\t10\t9\nWeb\t100\t\t\nMob\t99\t8\t9\nBig\t99\t99999999999999999999\t",
        COLUMNS[Service],
        attempt=partial(try_row, Service),
    )
    said = [" ".join(each.sentence for each in row.problems) for row in found.rows]
    assert said[0] == ""
    assert "can never be kept" in said[1]
    assert "No more events can be good" in said[2]
    assert said[3]


def test_empty_cells_at_the_end_are_no_odd_width() -> None:
    found = preview("Silos\tDeterrent\t\nRed tape\t\t\nNo time\tObstacle\t4\n", OBSTACLES)
    assert not any(row.doubts for row in found.rows)
    assert found.notes == ()


def test_an_unclosed_quotation_mark_folds_no_rows_and_says_where() -> None:
    found = preview('Obstacle\tKind\n"Silos\tDeterrent\nRed tape\tObstacle\nNo time\tObstacle\n', OBSTACLES)
    assert [row.values["title"] for row in found.rows] == ['"Silos', "Red tape", "No time"]
    assert ["never closed" in " ".join(each.sentence for each in row.doubts) for row in found.rows] == [
        True,
        False,
        False,
    ]


def test_a_mark_closed_in_the_middle_of_a_later_row_folds_no_rows_either() -> None:
    found = preview('"Silos\tDeterrent\n"Red tape" again\tObstacle\nNo time\tObstacle\n', OBSTACLES)
    assert [row.values["title"] for row in found.rows] == ['"Silos', '"Red tape" again', "No time"]
    assert [bool(row.doubts) for row in found.rows] == [True, True, False]


def test_rows_folded_by_marks_that_do_pair_are_asked_about() -> None:
    found = preview('Obstacle\tKind\n"Silos\tDeterrent\nRed tape"\tObstacle\nNo time\tObstacle\n', OBSTACLES)
    assert len(found.rows) == 2
    assert "is a quotation mark missing" in found.rows[0].doubts[0].sentence


def test_a_head_can_be_said_to_be_none_and_places_are_guessed_anew() -> None:
    grid = split("Owner\tObstacle\nCTO\tSilos\n")
    with_head, places = match(grid, OBSTACLES)
    assert with_head.head
    assert [column.key for column in places if column] == ["owner", "title"]
    without, places = match(grid, OBSTACLES, head=False)
    assert not without.head
    assert [column.key for column in places if column] == ["title", "kind"]
    again, places = match(without, OBSTACLES, head=True)
    assert again.head
    assert [column.key for column in places if column] == ["owner", "title"]


def test_what_is_left_is_the_rows_to_be_mended_under_their_head() -> None:
    found = preview('Obstacle\tImpact\nSilos\t4\n"Red\ttape"\t9\nNo time\t5\n"Open\tx\n', OBSTACLES)
    left = rest(found)
    assert left.rows == (("Obstacle", "Impact"), ("Red\ttape", "9"), ('"Open', "x"))
    assert left.head
    assert list(left.odd) == [2]
    again = read(left, found.columns, "title")
    assert split(as_text(left, again.rows)).rows == left.rows


def test_reading_tells_how_far_it_is_and_can_be_ended() -> None:
    grid, found = match(split("\n".join(f"Obstacle {i}" for i in range(1200))), OBSTACLES)
    told: list[tuple[int, int]] = []
    read(grid, found, "title", tell=lambda now, of: told.append((now, of)))
    assert told == [(500, 1200), (1000, 1200)]

    def stop(now: int, _of: int) -> None:
        raise InterruptedError(now)

    with pytest.raises(InterruptedError, match="500"):
        read(grid, found, "title", tell=stop)


def test_thousands_as_the_program_writes_them_are_read_back() -> None:
    minutes = next(column for column in TOIL if column.key == "minutes")
    assert minutes.read("10,000") == 10_000
    assert minutes.read("1,234,567") == 1_234_567


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10.000", "'10.000' may mean 10000 or 10: write 10000 or 10."),
        ("1.235", "'1.235' may mean 1235 or 1.235: write 1235 or 1.2350."),
        (" -2.500 ", "'-2.500' may mean -2500 or -2.5: write -2500 or -2.5."),
    ],
)
def test_a_number_typed_alone_that_may_mean_two_is_refused_with_both(text: str, said: str) -> None:
    minutes = next(column for column in TOIL if column.key == "minutes")
    with pytest.raises(ValueError, match=re.escape(said)):
        minutes.typed(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2350", 1.235),
        ("10 000", 10_000),
        ("10'000", 10_000),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1.000.000", 1_000_000),
        ("1,234.5", 1234.5),
        ("", None),
    ],
)
def test_a_number_that_is_clear_is_taken(text: str, value: float | None) -> None:
    minutes = next(column for column in TOIL if column.key == "minutes")
    assert minutes.typed(text) == value


def test_nines_are_clear_since_nothing_is_above_a_hundred_per_cent() -> None:
    found = preview("Service\tSLO\nAPI\t99.999\nWeb\t99,995\n", COLUMNS[Service])
    assert [(row.values["objective"], row.doubts) for row in found.rows] == [(99.999, ()), (99.995, ())]
    objective = next(column for column in COLUMNS[Service] if column.key == "objective")
    assert objective.typed("99.999") == objective.typed("99,999") == 99.999
