"""Evidence behind an answer: links, files copied in, and how much is too much."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.actions.content import content
from workbench.actions import books, demo, evidence
from workbench.actions.edit import perform
from workbench.actions.evidence import EvidenceRefused
from workbench.domain.assessment import EvidenceItem, EvidenceKind
from workbench.storage.store import Store

A = demo.ASSESSMENT_ID
MEGABYTE = 1_000_000


@pytest.fixture
def who(demo_store: Store) -> str:
    """Somebody without evidence for SPON-1."""
    return books.open_book(demo_store, A).respondents[0].id


def items(store: Store, who: str) -> list[EvidenceItem]:
    return books.open_book(store, A).evidence_for(who, "SPON-1")


def test_a_file_is_copied_with_its_size_and_digest(demo_store: Store, who: str, tmp_path: Path) -> None:
    file = tmp_path / "budget ‮fdp.exe"
    file.write_bytes(b"two people\x00")
    perform(demo_store, evidence.add_file(who, "SPON-1", file))
    file.unlink()
    item = items(demo_store, who)[0]
    assert (item.kind, item.title, item.size) == (EvidenceKind.FILE, file.name, 11)
    assert item.sha256 == hashlib.sha256(b"two people\x00").hexdigest()
    assert evidence.content(demo_store, item) == b"two people\x00"


def test_evidence_stands_in_the_order_it_was_added(demo_store: Store, who: str, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"b")
    for address in ("https://z.example", " HTTP://a.example/x "):
        perform(demo_store, evidence.add_link(who, "SPON-1", address))
    perform(demo_store, evidence.add_file(who, "SPON-1", tmp_path / "b.txt"))
    perform(demo_store, evidence.add_link(who, "SPON-1", "https://c.example", " The page "))
    assert [each.title for each in items(demo_store, who)] == [
        "https://z.example",
        "HTTP://a.example/x",
        "b.txt",
        "The page",
    ]


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "file:///etc/passwd", "ftp://x.example", "wiki/page", "//x"]
)
def test_only_web_addresses_are_links(address: str, who: str) -> None:
    with pytest.raises(EvidenceRefused, match="http"):
        evidence.add_link(who, "SPON-1", address)


def test_ten_megabytes_a_file(demo_store: Store, who: str, tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    with file.open("wb") as out:
        out.truncate(10 * MEGABYTE + 1)
    with pytest.raises(
        EvidenceRefused, match=r"'log.txt' has 10.0 MB; at most 10 MB can be kept. Add a link"
    ):
        evidence.add_file(who, "SPON-1", file)
    with file.open("wb") as out:
        out.truncate(10 * MEGABYTE)
    perform(demo_store, evidence.add_file(who, "SPON-1", file))
    assert items(demo_store, who)[0].size == 10 * MEGABYTE


def test_two_hundred_megabytes_in_all(
    demo_store: Store, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert evidence.MOST_IN_ALL == 200 * MEGABYTE
    with demo_store.unit(writes=False) as unit:
        kept = unit.blob_bytes()
    # The same rule at a size a test can afford.
    monkeypatch.setattr(evidence, "MOST_IN_ALL", kept + 1000)
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"a" * 1000)
    second.write_bytes(b"b")
    perform(demo_store, evidence.add_file(who, "SPON-1", first))
    before = content(demo_store)
    with pytest.raises(EvidenceRefused, match="at most 200 MB"):
        perform(demo_store, evidence.add_file(who, "SPON-1", second))
    assert content(demo_store) == before
    # A file that is there already takes no more room.
    perform(demo_store, evidence.add_file(who, "SPON-2", first))
    with demo_store.unit(writes=False) as unit:
        assert unit.blob_bytes() == kept + 1000


def test_what_is_no_file_is_refused(who: str, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(EvidenceRefused, match="is no file"):
            evidence.add_file(who, "SPON-1", path)


def test_removed_evidence_comes_back_with_its_bytes(demo_store: Store, who: str, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"bytes")
    perform(demo_store, evidence.add_file(who, "SPON-1", tmp_path / "b.txt"))
    item = items(demo_store, who)[0]
    done = perform(demo_store, evidence.remove_item(item.id))
    assert items(demo_store, who) == []
    perform(demo_store, done.undo)
    assert evidence.content(demo_store, items(demo_store, who)[0]) == b"bytes"
