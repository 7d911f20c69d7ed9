"""What all tests share: the built-in pack, an empty workspace, and the demo in a file of its own."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from workbench.actions import demo
from workbench.content.loader import built_in_pack
from workbench.domain.content import Pack
from workbench.storage.places import HOME_VARIABLE
from workbench.storage.store import Store

# The same examples every time, however slow the machine: a test that fails once fails again.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

DEMO_DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes into the folders of whoever runs it; most have a home of their own besides."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that comes with the program."""
    return built_in_pack()[0]


@pytest.fixture(scope="session")
def pack_source() -> str:
    """Its source, as a workspace keeps it."""
    return built_in_pack()[1]


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with nothing in it but its client; copy it, never open it."""
    path = tmp_path_factory.mktemp("empty") / "client.srew"
    Store.create(path, "Tern Health").close()
    return path


@pytest.fixture
def store(empty_template: Path, tmp_path: Path) -> Iterator[Store]:
    """An open workspace with nothing in it but its client."""
    with Store.open(Path(shutil.copy(empty_template, tmp_path / "client.srew"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo workspace as seen on `DEMO_DAY`; copy it, never open it."""
    path = tmp_path_factory.mktemp("demo") / "demo.srew"
    demo.create(path, DEMO_DAY).close()
    return path


@pytest.fixture
def demo_file(demo_template: Path, tmp_path: Path) -> Path:
    """A copy of the demo workspace for this test alone."""
    return Path(shutil.copy(demo_template, tmp_path / "demo.srew"))


@pytest.fixture
def demo_store(demo_file: Path) -> Iterator[Store]:
    """The demo workspace, open."""
    with Store.open(demo_file) as opened:
        yield opened
