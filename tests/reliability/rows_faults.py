"""The rows of faults, F1 to F22."""

from __future__ import annotations

from tests.reliability.row import Row

FAULTS: tuple[Row, ...] = (
    Row(
        "F1",
        "Killed",
        "`strace` kills the program on entering each system call of a save, a renewal, an import and a backup; and at random moments",
        "every acknowledged save is there, no other by half; the next start clears up",
    ),
    Row(
        "F2",
        "Power cut",
        "the system calls are recorded and replayed up to every moment; what was not synced is there, missing, or torn at 512 bytes, names come late",
        "the same",
    ),
    Row(
        "F3",
        "Disk full",
        "`ENOSPC` injected at the calls, once and from then on; a small `tmpfs` filled in steps of 4 kB",
        "one sentence; the file as it was; the text stays in the editor; with room again, or in a copy elsewhere, saving goes on",
    ),
    Row(
        "F4",
        "Disk error",
        "`EIO` injected at the calls that write, sync, remove and rename, once and from then on",
        "one sentence; nothing more is written until the file is opened again, which works",
    ),
    Row(
        "F5",
        "Read-only folder",
        "a read-only bind mount, also with a cut-off save in it",
        "opens to read, in the window with a strip that says why; writing is refused in a sentence; backups are made; nothing is changed",
        ("tests/storage/test_store.py::test_in_a_folder_that_cannot_be_written",),
    ),
    Row(
        "F6",
        "Held by another program",
        "a process holds it exclusively for 0.1 s, 1 s, 5 s and without end",
        "a moment is waited for; else one sentence, and the same save works afterwards",
        (
            "tests/storage/test_store.py::test_locked_by_another_program",
            "tests/storage/test_store.py::test_locked_while_it_is_open",
        ),
    ),
    Row(
        "F7",
        "Lock left behind",
        "its holder is killed; lock files of another host, of a process number used again, of noise; a folder in its place; a note that another computer has it open",
        "a lock ends with its program; nothing in the file counts; another computer is named, and taken over from when somebody says so",
        (
            "tests/storage/test_store.py::test_a_lock_left_by_a_killed_program_does_not_count",
            "tests/storage/test_hold.py::test_what_a_killed_program_left_behind_is_recovered",
            "tests/storage/test_hold.py::test_what_another_computer_left_behind_is_taken_over_when_somebody_says_so",
        ),
    ),
    Row(
        "F8",
        "Two at once",
        "a second one opens the same file, by its name, by links and by a way round; one writes over what another read",
        "the second is refused; a stale edit is refused, and both texts are known",
        (
            "tests/storage/test_store.py::test_one_program_at_a_time_writes",
            "tests/storage/test_unit.py::test_versions_grow_and_stale_edits_are_refused",
            "tests/storage/test_unit.py::test_two_programs_editing_the_same_answer",
        ),
    ),
    Row(
        "F9",
        "Damaged file",
        "bits turned, every byte of the header, every page, the numbers that hold pages together, the schema, the end cut off; the same to backups",
        "found, or it changes no row; no crash; the bytes stay; no backup is spoilt; what is salvaged was there",
        (
            "tests/storage/test_checking.py::test_what_was_changed_behind_our_back_is_found",
            "tests/storage/test_checking.py::test_broken_pages_cost_what_was_in_them_and_nothing_else",
            "tests/storage/test_store.py::test_damage_never_ends_in_anything_but_our_own_errors",
        ),
    ),
    Row(
        "F10",
        "Empty or missing file",
        "0 bytes, zeros, a header alone, no file",
        "never opens as an empty workspace, never made anew",
        ("tests/storage/test_store.py::test_a_missing_file_and_a_folder",),
    ),
    Row(
        "F11",
        "Journal lost or swapped",
        "the journal of a cut-off save is removed, cut short, put beside another workspace, beside an older copy, and beside a new one",
        "found; never played back into another file; the bytes stay",
    ),
    Row(
        "F12",
        "Formats",
        "a real file of every released format; newer ones; other programs'",
        "older ones are copied and renewed; newer and foreign ones are refused, byte for byte as they were",
        ("tests/storage/test_migrations.py::test_a_file_of_every_schema_opens_with_all_its_content",),
    ),
    Row(
        "F13",
        "Renewal fails",
        "an error, and a kill, after each statement of all steps from the first format",
        "the file is in one whole format; begun again it comes to the same end",
        ("tests/storage/test_migrations.py::test_a_step_that_fails_leaves_the_file_as_it_was",),
    ),
    Row(
        "F14",
        "Wrong clock",
        "`faketime`: a year back, ten ahead, the hour that comes twice, two zones a day apart, 29 February, 1970",
        "order is by number; no backup is thrown away",
        (
            "tests/storage/test_backups.py::test_a_wrong_clock_throws_nothing_away",
            "tests/storage/test_backups.py::test_whatever_the_clock_says_the_newest_stay_and_not_more_than_so_many",
        ),
    ),
    Row(
        "F15",
        "Network and cloud folders",
        "mount tables with NFS, SMB and FUSE; names of OneDrive, Dropbox and others; a real mount and a link. No real network folder",
        "a warning in whole sentences, and none for a local disk",
    ),
    Row(
        "F16",
        "Export interrupted",
        "kills, `ENOSPC` and `EIO` at the calls while a report, form, spreadsheet, CSV set, JSON, Word document, table and pack are written",
        "the old file or the new one, never half; strays go with the next export there",
        (
            "tests/reports/test_write.py::test_a_disk_without_room_keeps_the_old_report_and_leaves_nothing_else",
        ),
    ),
    Row(
        "F17",
        "A note of 100,000 letters",
        "through the file, JSON, CSV, spreadsheet, Word document, report and pack (which takes 32,767)",
        "the whole text, or a sentence",
        (
            "tests/exchange/test_everything.py::test_text_longer_than_a_cell_goes_on_in_a_named_sheet",
            "tests/reports/test_long_words.py::test_long_words_are_printed_to_the_end",
        ),
    ),
    Row(
        "F18",
        "Naughty texts",
        "NUL and lone surrogates through every format; the rest of the list runs elsewhere",
        "the same text, or a visible sign in place of what no file holds",
        (
            "tests/storage/test_unit.py::test_awkward_text_comes_back_as_typed",
            "tests/storage/test_unit.py::test_any_text_comes_back_as_typed",
            "tests/exchange/test_everything.py::test_what_a_spreadsheet_cannot_keep_is_text",
            "tests/exchange/test_everything.py::test_csv_comes_back",
            "tests/exchange/test_whole.py::test_any_text_and_figure_comes_back",
            "tests/reports/test_text.py::test_no_character_is_lost",
        ),
    ),
    Row(
        "F19",
        "Letters without a font",
        "every script and sign on paper",
        "no empty boxes: drawn, or named",
        (
            "tests/reports/test_scripts.py::test_a_script_is_drawn_with_an_embedded_subset_and_read_back_as_typed",
            "tests/reports/test_scripts.py::test_what_no_font_has_is_named",
            "tests/reports/test_scripts.py::test_no_sign_of_the_basic_plane_is_left_out",
        ),
    ),
    Row(
        "F20",
        "Pictures",
        "PNGs of 6,400 and 60,000 points a side; JPEG and PNG cut short",
        "refused in a sentence before they are drawn",
        ("tests/reports/test_brand.py::test_what_is_no_picture_is_refused_with_a_sentence",),
    ),
    Row(
        "F21",
        "Killed while it recovers",
        "kills at each call while a cut-off save is taken back, a backup put back, and a damaged file salvaged",
        "as F1; the next start finishes",
    ),
    Row(
        "F22",
        "Restore drill",
        "every backup is opened, compared with what was there when it was made, and put back",
        "equal",
        ("tests/storage/test_backups.py::test_every_backup_is_opened_and_is_what_was_there",),
    ),
)
