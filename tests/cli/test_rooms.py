"""The commands about another room, as a user starts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_cli import Shell
from tests.exchange.packs import PASSPHRASE, book_of
from tests.storage.raw import digest
from workbench.actions import answers, respondents
from workbench.actions.edit import perform
from workbench.domain.invitation import Intake
from workbench.storage.store import Store


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def only(folder: Path, ending: str) -> Path:
    found = [each for each in folder.iterdir() if each.name.endswith(ending)]
    assert len(found) == 1
    return found[0]


def test_a_room_is_sent_out_opened_and_brought_back(shell: Shell, demo_file: Path, folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(f"{PASSPHRASE}\n")
    lock = ("--passphrase-file", str(secret))
    with Store.open(demo_file) as store:
        who = book_of(store).people()[0].id
        perform(store, respondents.change(who, name="Wilhelmina Okonkwo"))
    before = digest(demo_file)
    done = shell(
        "pack", "export", "--workspace", str(demo_file), "--room", "OBS", "--room", "REV",
        "--title", "Upstairs", "--output", str(folder), *lock,
    )  # fmt: skip
    sent = only(folder, ".sresession")
    assert (done.status, done.out) == (0, f"{sent} (OBS and REV, locked with a passphrase)\n")
    assert digest(demo_file) == before
    assert b"Upstairs" not in sent.read_bytes()

    room = folder / "room.srew"
    assert shell("pack", "open", str(sent), "--output", str(room)).status == 2
    assert shell("pack", "open", str(sent), "--output", str(room), *lock).status == 0
    # A second time nothing is overwritten.
    refused = shell("pack", "open", str(sent), "--output", str(room), *lock)
    assert refused.status == 1
    assert "is there already" in refused.err
    with Store.open(room) as store:
        perform(store, answers.rate(who, "REV-3", 2))
    sent.unlink()
    assert shell("pack", "export", "--workspace", str(room), "--back", "--output", str(folder)).status == 0
    back = only(folder, ".sresession")

    done = shell("pack", "import", "--check", str(back), "--workspace", str(demo_file))
    assert done.status == 0
    assert "2 new" in done.out
    assert "Nothing was changed yet." in done.out
    assert digest(demo_file) == before
    done = shell("pack", "import", str(back), "--workspace", str(demo_file))
    assert (done.status, done.out.splitlines()[-1]) == (0, "Taken in: 2 entries from other rooms.")
    assert "Okonkwo" not in done.out
    with Store.open(demo_file) as store:
        book = book_of(store)
        found = book.answer(who, "REV-3")
        assert found is not None
        assert found.value == 2
        assert [each.kind for each in book.all(Intake)] == ["session"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "--room", "XXX"), "there is no capability 'XXX'"),
        (("export", "--back"), "came from nowhere else"),
        (("export", "--room", "OBS", "--output", "nowhere"), "is no folder"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    arguments: tuple[str, ...], said: str, shell: Shell, demo_file: Path
) -> None:
    done = shell("pack", *arguments, "--workspace", str(demo_file))
    assert done.status == 2
    assert said in done.err


def test_a_file_on_its_way_out_is_not_taken_in_and_the_others_are(
    shell: Shell, demo_file: Path, folder: Path
) -> None:
    where = ("--workspace", str(demo_file), "--output", str(folder))
    assert shell("pack", "export", "--room", "OBS", *where).status == 0
    assert shell("pack", "export", "--respondent", first(demo_file), *where).status == 0
    sent, pack = only(folder, ".sresession"), only(folder, ".sreanswers")
    done = shell("pack", "import", str(sent), str(pack), "--workspace", str(demo_file))
    assert done.status == 1
    assert "on its way to another room" in done.out
    assert "Taken in: 0 answers and 0 entries from other rooms." in done.out
    assert "1 of 2 files" in done.err
    assert shell("pack", "import", str(sent), "--workspace", str(demo_file)).status == 2
    done = shell("pack", "open", str(pack))
    assert done.status == 2
    assert "take it in with 'pack import'" in done.err


def first(path: Path) -> str:
    with Store.open(path) as store:
        return book_of(store).people()[0].id
