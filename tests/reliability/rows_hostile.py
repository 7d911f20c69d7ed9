"""The rows of hostile input."""

from __future__ import annotations

from tests.reliability.row import Row

HOSTILE: tuple[Row, ...] = (
    Row(
        "H1",
        "Archives",
        "spreadsheets with names that lead elsewhere, links, twins, overlaps, lies about size, cuts and turned bits",
        "read as what they are or refused with a sentence; no file is made",
    ),
    Row(
        "H2",
        "XML and drawings",
        "entity bombs, outside entities and depth in each part of a spreadsheet, cells without end; SVG with anything but shapes",
        "refused with a sentence; nothing else is opened",
        ("tests/exchange/test_workbook.py::test_what_no_list_holds_is_refused", "tests/ui/test_export.py::test_a_drawing_is_taken_unless_it_leads_elsewhere"),
    ),
    Row(
        "H3",
        "YAML and pickle",
        "aliases, tags, twins, depth and words that mean several things in a content pack",
        "refused with file and line; no module of ours reads a pickle or runs what it read",
        ("tests/content/test_wrong_packs.py::test_one_thing_wrong", "tests/packaging/test_no_network.py::test_no_module_runs_what_it_read"),
    ),
    Row(
        "H4",
        "JSON",
        "what readers take for different things: NaN, 1e999, twins, half signs, depth, other encodings, at every door",
        "refused with a sentence",
    ),
    Row(
        "H5",
        "Numbers",
        "NaN, infinite, hexadecimal, grouped by underscores and so on in every column of numbers of the register",
        "refused with row and column",
    ),
    Row(
        "H6",
        "Formulas",
        "text that begins as a formula, in spreadsheets and CSV",
        "text in a spreadsheet, marked in CSV, and back to the letter",
        ("tests/exchange/test_everything.py::test_nothing_in_a_spreadsheet_is_a_formula_or_a_link",),
    ),
    Row(
        "H7",
        "Markup in reports",
        "tags, links, pictures and entities in every text, printed in every edition",
        "printed as typed; no file opened, no connection, no link",
        ("tests/reports/test_text.py::test_no_character_is_lost",),
    ),
    Row("H8", "Colours as code", "expressions where a colour stands", "six digits or refused"),
    Row(
        "H9",
        "Markup on screens",
        "a picture in every text there is; every screen and dialog is gone through, widgets, lists and tips",
        "nothing is taken for markup",
    ),
    Row(
        "H10",
        "SQL in texts",
        "Hypothesis: quotes, comments, wildcards and everything else, held against Python's own comparison",
        "the same rows",
    ),
    Row(
        "H11",
        "Attachments",
        "files with names that deceive a person, a shell or a system",
        "kept as bytes, given back as bytes, never opened",
    ),
    Row(
        "H12",
        "Forms and time bombs",
        "forms cut and with turned bits; a file that never ends at every door",
        "a sentence, or the same questions; ended in time and the next file is read",
        ("tests/exchange/test_reading.py::test_processor_time_is_limited", "tests/exchange/test_reading.py::test_memory_is_limited"),
    ),
    Row(
        "H13",
        "Answer packs",
        "another client, another version, changed ids, the same once more, changed by hand",
        "proved, refused or taken once",
        ("tests/exchange/test_answer_pack.py::test_wrong_and_hostile_files", "tests/actions/test_intake.py::test_what_belongs_elsewhere_is_refused_with_where", "tests/actions/test_intake.py::test_the_same_file_twice_changes_nothing"),
    ),
    Row(
        "H14",
        "Workspaces somebody prepared",
        "triggers, views, foreign and virtual tables, a schema written by hand, a header that lies",
        "refused with a sentence, the bytes as they were",
        ("tests/storage/test_checking.py::test_what_was_changed_behind_our_back_is_found",),
    ),
    Row("H15", "CSV", "delimiters, ends of lines, marks of order, encodings, quotes that do not pair", "the same table, or refused"),
)  # fmt: skip
