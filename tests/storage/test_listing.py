"""The first look at a workspace, before anything heavy is loaded: the same list, and nothing changed."""

from __future__ import annotations

from pathlib import Path

from tests.storage.raw import database, digest, holding
from workbench.actions import books
from workbench.storage.listing import glance
from workbench.storage.store import Store


def test_a_glance_gives_what_opening_gives(demo_file: Path) -> None:
    before = digest(demo_file)
    seen = glance(demo_file)
    assert digest(demo_file) == before
    assert [each.name for each in demo_file.parent.iterdir()] == [demo_file.name]
    with Store.open(demo_file) as store:
        assert seen == ("Larkfield Logistics", books.listing(store))


def test_a_glance_leaves_trouble_to_the_real_opening(demo_file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.srew").touch()
    for name in ("empty.srew", "none.srew"):
        assert glance(tmp_path / name) is None
    with holding("begin", demo_file):
        assert glance(demo_file) is None
    with database(demo_file) as raw:
        raw.execute("UPDATE summary SET figures = '{'")
    assert glance(demo_file) is None
