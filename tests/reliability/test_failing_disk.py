"""F3, F4, F16: the disk is full or reports an error, once or from then on, at every call; and it is full for real."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.checker import Lost
from tests.reliability.conftest import Tally
from tests.reliability.extent import FULL, many, spread
from tests.reliability.harness import Nursery, needs, nursery, points
from tests.reliability.mounts import small_disk
from tests.reliability.operations import (
    FILES,
    SAVE,
    SAVE_AGAIN,
    SAVES,
    STEPS,
    WORKSPACE,
    Operation,
    is_sentence,
    workspace,
)
from workbench.storage.places import HOME_VARIABLE

FULL_CALLS = ("openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "mkdir", "link", "rename")
BAD_CALLS = ("pread64", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink", "rename")


@pytest.fixture(scope="module")
def worker() -> Iterator[Nursery]:
    """The program whose disk fails."""
    needs("strace", "strace")
    with nursery() as started:
        yield started


def fail_everywhere(
    worker: Nursery,
    operation: Operation,
    folders: tuple[Path, pytest.MonkeyPatch],
    tally: Tally,
    error: str,
    calls: tuple[str, ...],
    quick: int,
) -> None:
    """Run it once to see its calls, then for each with an error from it: once, and from then on."""
    tmp_path, monkeypatch = folders
    template, case = tmp_path / "template", tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(template / "home"))
    operation.lay_out(template)
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    shutil.copytree(template, case)
    listed = points(worker, operation, case, calls)
    kinds = [found for call in calls if (found := [each for each in listed if each.call == call])]
    # Each kind of call by itself: one rename tells as much as many writes of pages.
    chosen = [
        each
        for found in kinds
        for each in spread(found, max(1, quick // len(kinds)), max(2, 60 // len(kinds)))
    ]
    told = 0
    for number, point in enumerate(chosen):
        # Files are opened to read as well, and what cannot be taken away is no state a full disk brings about.
        ways = ("", "+") if point.call not in ("openat", "unlink") else ("",)
        for lasting in ways if FULL else ways[number % len(ways) :][:1]:
            shutil.rmtree(case)
            shutil.copytree(template, case)
            done = worker.run(
                operation, case, ["-e", f"inject={point.call}:error={error}:when={point.when}{lasting}"]
            )
            why = f"{error} at {point}{lasting} of {len(listed)}"
            assert not done.killed, why
            for each in done.errors:
                assert is_sentence(each.split(" ", 1)[1]), (each, why)
            told += bool(done.errors) or any(each.startswith("failed") for each in done.said)
            operation.check(case, done.said, why)
            if operation is SAVE_AGAIN and not lasting and done.said[-1:] != (str(STEPS + SAVES - 1),):
                raise Lost(f"saving did not go on: {done} {why}")
            failed = [each for each in done.said if "reported an error" in each]
            assert len(failed) % 2 == 0, f"tried again in the same window: {done} {why}"
            tally.case()
    assert told, "no error was ever shown"


@pytest.mark.fault("F3")
@pytest.mark.parametrize("operation", [SAVE_AGAIN, *WORKSPACE[1:]], ids=lambda each: each.name)
def test_no_room_at_any_call(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    fail_everywhere(worker, operation, (tmp_path, monkeypatch), tally, "ENOSPC", FULL_CALLS, 8)


@pytest.mark.fault("F4")
@pytest.mark.parametrize("operation", [SAVE_AGAIN, *WORKSPACE[1:]], ids=lambda each: each.name)
def test_an_error_at_any_call(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    fail_everywhere(worker, operation, (tmp_path, monkeypatch), tally, "EIO", BAD_CALLS, 8)


@pytest.mark.fault("F16")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("operation", FILES, ids=lambda each: each.name)
def test_a_file_that_cannot_be_written(
    operation: Operation,
    error: str,
    worker: Nursery,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tally: Tally,
) -> None:
    calls = ("openat", "write", "fsync", "rename")
    fail_everywhere(worker, operation, (tmp_path, monkeypatch), tally, error, calls, 4)


@pytest.mark.fault("F3")
@pytest.mark.parametrize("operation", [SAVE, *FILES], ids=lambda each: each.name)
def test_a_disk_that_is_really_full(
    operation: Operation, worker: Nursery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    """A small disk, filled up in steps of 4 kB: what was there stays, and when there is room again all goes on."""
    template, case = tmp_path / "template", tmp_path / "case"
    monkeypatch.setenv(HOME_VARIABLE, str(template / "home"))
    operation.lay_out(template)
    monkeypatch.setenv(HOME_VARIABLE, str(case / "home"))
    shutil.copytree(template, case)
    refused = 0
    place = "ws" if operation is SAVE else "out"
    with small_disk(case / place, 4096) as filler:
        for room in spread(range(0, 4096 // 4 // 4, 2 if operation is SAVE else 1), many(3, 60)):
            for each in (case / place).iterdir():
                each.unlink()
            for each in (template / place).iterdir():
                shutil.copy(each, case / place)
            filler.leave(room * 4096)
            done = worker.run(operation, case)
            assert all(is_sentence(each.split(" ", 1)[1]) for each in done.errors), done.errors
            if done.errors:
                refused += 1
                if operation is not SAVE:
                    for each in (template / place).iterdir():
                        assert (case / place / each.name).read_bytes() == each.read_bytes()
            operation.check(case, done.said, f"with {room * 4} kB left")
            filler.away()
            if done.errors and operation is SAVE and not done.said:
                again = worker.run(operation, case)
                assert again.said[-1:] == (str(STEPS + SAVES - 1),), again
                operation.check(case, again.said, "with room again")
            tally.case()
    assert refused, "it never ran full"
    assert workspace(case).exists()
