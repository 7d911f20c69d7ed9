"""The rows of privacy."""

from __future__ import annotations

from tests.reliability.row import Row

PRIVATE: tuple[Row, ...] = (
    Row(
        "P1",
        "Names in what is handed out",
        "a name in every text of every kind; every edition and export with what is usual, searched to the last stream",
        "nowhere",
        ("tests/reports/test_names.py::test_no_name_is_printed_wherever_it_was_typed", "tests/exchange/test_everything.py::test_names_are_in_no_table_unless_asked_for"),
    ),
    Row(
        "P2",
        "Known again by the size of a group",
        "one person in a role, alone or with others",
        "told by nobody's role",
        ("tests/reports/test_small_groups.py::test_one_executive_who_answered_alone_is_told_nowhere", "tests/exchange/test_everything.py::test_who_is_alone_in_a_role_is_not_told_by_any_table"),
    ),
    Row("P3", "Metadata", "user, folder and machine with names of their own; every edition and export", "none of them"),
    Row(
        "P4",
        "On the disk",
        "a protected workspace killed in the middle of a save; file, journal, backups, temporary and home folders searched for words, and the same search without a passphrase as proof that it finds them",
        "not a word of it",
        (
            "tests/storage/test_protected_kill.py::test_a_save_that_was_cut_off_leaves_nothing_readable_anywhere",
            "tests/storage/test_protected.py::test_created_protected_it_is_so_from_the_first_byte_on",
            "tests/storage/test_protected_kill.py::test_killed_while_its_passphrase_changes_the_old_or_the_new_one_opens_it",
        ),
    ),
    Row(
        "P5",
        "Passwords that protect nothing",
        "the PDF's own encryption and that of packs, looked into",
        "AES-256",
        ("tests/reports/test_locked.py::test_it_opens_with_the_password_alone_and_says_the_same", "tests/reports/test_locked.py::test_no_word_of_it_is_readable_in_the_file"),
    ),
    Row(
        "P6",
        "Rights of files",
        "a usual mask (022); workspace, journal, lock, backups, settings, reports, exports, packs and their folders",
        "0600 and 0700",
        ("tests/ui/test_discreet.py::test_settings_are_the_owners_alone",),
    ),
    Row("P7", "Temporary files", "every call that opens, makes, moves or removes a file, of ten commands (six in quick), by strace", "only known places are written, and none left"),
    Row(
        "P8",
        "Errors and logs",
        "twelve kinds of damage, each with a name in it, before every command (in quick before every second one)",
        "no name in what is said or kept",
        ("tests/ui/test_crash.py::test_a_report_holds_places_and_no_words", "tests/ui/test_crash.py::test_an_error_in_a_slot_is_shown_and_the_window_goes_on"),
    ),
    Row(
        "P9",
        "Somebody is forgotten",
        "a name in every text, in history, snapshot, file and backup",
        "no byte of it, the file sound, every figure as before",
        ("tests/actions/test_forgetting.py::test_no_byte_stays_it_is_sound_and_no_figure_moves", "tests/ui/test_forget.py::test_it_is_shown_said_twice_and_done"),
    ),
    Row(
        "P10",
        "What others see of the window",
        "the window's title, what the program remembers of itself",
        "no client unless that is wanted",
        ("tests/ui/test_discreet.py::test_the_title_names_the_file_alone_unless_more_is_wanted", "tests/ui/test_discreet.py::test_what_is_remembered_are_places_and_no_names"),
    ),
    Row(
        "P11",
        "Network",
        "every module imported, a report made, the window opened and closed, all sockets watched",
        "none is opened",
        ("tests/packaging/test_no_network.py::test_no_module_can_open_a_connection",),
    ),
)  # fmt: skip
