"""An answer pack while it is answered: held for one, sealed as it was, never written over another's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.packs import LATER, PASSPHRASE, demo_pack
from workbench.domain.answer_pack import AnswerPack, Given
from workbench.domain.assessment import AnswerState
from workbench.exchange.answer_error import AnswerFileError, AnswerFileLocked
from workbench.exchange.answer_pack import pack_bytes, read_pack
from workbench.exchange.kept_pack import KeptPack
from workbench.exchange.sealed import is_sealed
from workbench.storage.store import Store


@pytest.fixture(scope="module")
def pack(demo_template: Path) -> AnswerPack:
    with Store.open(demo_template, writable=False) as store:
        return demo_pack(store)


@pytest.fixture
def path(pack: AnswerPack, tmp_path: Path) -> Path:
    made = tmp_path / "pack.sreanswers"
    made.write_bytes(pack_bytes(pack))
    return made


def more(pack: AnswerPack, note: str = "More") -> AnswerPack:
    question = pack.questions[-1].id
    return pack.with_answers(
        {question: Given(question=question, state=AnswerState.DONT_KNOW, note=note)}, LATER
    )


def test_what_is_written_is_read_again_and_nothing_is_left_beside(pack: AnswerPack, path: Path) -> None:
    kept = KeptPack.open(path)
    assert kept.pack == pack
    for note in ("one", "two"):
        kept.write(more(pack, note))
    kept.close()
    assert read_pack(path.read_bytes()) == more(pack, "two")
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_link_to_a_file_stays_a_link(pack: AnswerPack, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sreanswers"
    link.symlink_to(path)
    kept = KeptPack.open(link)
    kept.write(more(pack))
    with pytest.raises(AnswerFileError, match="open in another window"):
        KeptPack.open(path)
    kept.close()
    assert link.is_symlink()
    assert read_pack(path.read_bytes()) == more(pack)


def test_a_sealed_file_stays_sealed_where_it_is_and_elsewhere(pack: AnswerPack, path: Path) -> None:
    path.write_bytes(pack_bytes(pack, PASSPHRASE))
    with pytest.raises(AnswerFileLocked, match="it is locked"):
        KeptPack.open(path)
    with pytest.raises(AnswerFileLocked, match="does not open"):
        KeptPack.open(path, "some other words")
    kept = KeptPack.open(path, PASSPHRASE)
    assert kept.sealed
    kept.write(more(pack))
    there = path.with_name("there.sreanswers")
    kept.move(there, more(pack, "there"))
    kept.close()
    for file, note in ((path, "More"), (there, "there")):
        assert is_sealed(file.read_bytes())
        assert read_pack(file.read_bytes(), PASSPHRASE) == more(pack, note)


def test_a_file_that_was_changed_or_taken_away_is_not_written(pack: AnswerPack, path: Path) -> None:
    kept = KeptPack.open(path)
    foreign = pack_bytes(more(pack, "Theirs"))
    path.write_bytes(foreign)
    with pytest.raises(AnswerFileError, match="another program changed it"):
        kept.write(more(pack))
    assert path.read_bytes() == foreign
    path.unlink()
    with pytest.raises(AnswerFileError, match="not there any more"):
        kept.write(more(pack))
    assert not path.exists()
    # Put back as it was, it goes on.
    path.write_bytes(pack_bytes(pack))
    kept.write(more(pack))
    kept.close()


def test_a_move_that_does_not_work_leaves_everything_as_it_was(pack: AnswerPack, path: Path) -> None:
    kept = KeptPack.open(path)
    with pytest.raises(AnswerFileError, match="it cannot be written"):
        kept.move(path.parent / "no such folder" / "x.sreanswers", more(pack))
    assert kept.path == path
    held = path.with_name("held.sreanswers")
    held.write_bytes(pack_bytes(pack))
    other = KeptPack.open(held)
    with pytest.raises(AnswerFileError, match="open in another window"):
        kept.move(held, more(pack))
    other.close()
    assert read_pack(held.read_bytes()) == pack
    kept.write(more(pack))
    kept.close()
    assert read_pack(path.read_bytes()) == more(pack)


@pytest.mark.parametrize("made", ["nothing", "folder"])
def test_what_is_no_file_is_said(made: str, tmp_path: Path) -> None:
    path = tmp_path / "x.sreanswers"
    if made == "folder":
        path.mkdir()
    with pytest.raises(AnswerFileError, match="it is not there"):
        KeptPack.open(path)
    assert not list(tmp_path.glob(".*.lock"))
