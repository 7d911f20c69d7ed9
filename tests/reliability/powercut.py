"""Power cuts, replayed: what a disk may hold when the power goes at any moment of an operation that was recorded.

A write that was not synced may be there, missing, or torn at 512 bytes, each for itself; a file's sync makes all before it
last. Names (create, rename, remove) come to the disk in the order they were made, as journalling file systems keep them,
but at any later time, unless a folder was synced; syncing a file does not bring its name along, which is stricter than
most disks. This is a model of POSIX, not of one disk.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(.*)$")
_FD = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: 'write', 'cut' (to a size), 'sync', 'make', 'move', 'name', 'drop', 'folder', 'said'."""

    what: str
    path: str = ""
    other: str = ""
    data: bytes = b""
    at: int = 0


def _raw(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def read_log(text: str, folder: Path) -> list[Event]:
    """The events of a log of `strace -y -xx` that concern a folder, with paths relative to it.

    Raises:
        ValueError: for a call that changes files in a way this does not know.
    """
    root = f"{folder}/"
    found: list[Event] = []
    at: dict[str, int] = {}  # where plain writes go on in an open file
    for line in text.splitlines():
        match = _CALL.match(line)
        if match is None or int(match[3]) < 0:
            continue
        call, rest = match[1], match[2]
        fd = _FD.match(rest)
        path = _raw(fd[2]).decode() if fd else ""
        texts = [_raw(each[0]) for each in _TEXT.findall(rest)]
        if call == "writev" and fd and fd[1] == "1":
            found.append(Event("said", data=texts[0]))
            continue
        if call == "openat":
            name = texts[0].decode()
            at[f"{match[3]}"] = 0
            if name.startswith(root) and "O_CREAT" in rest:
                found.append(Event("make", name.removeprefix(root)))
            if name.startswith(root) and "O_TRUNC" in rest:
                found.append(Event("cut", name.removeprefix(root), at=0))
            continue
        names = [each.decode("utf-8", "replace") for each in texts]
        if fd is None and not any(each.startswith(root) for each in names[:2]):
            continue
        if fd is not None and (not path.startswith(root) or fd[3]) and f"{path}/" != root:
            continue
        path = path.removeprefix(root)
        names = [each.removeprefix(root) for each in names]
        match call:
            case "write":
                assert fd is not None
                found.append(Event("write", path, data=texts[0], at=at.get(fd[1], 0)))
                at[fd[1]] = at.get(fd[1], 0) + len(texts[0])
            case "pwrite64":
                offset = int(_NUMBERS.findall(rest)[-1])
                found.append(Event("write", path, data=texts[0], at=offset))
            case "ftruncate":
                found.append(Event("cut", path, at=int(_NUMBERS.findall(rest)[-1])))
            case "fsync" | "fdatasync":
                found.append(Event("sync", path))
            case "rename":
                found.append(Event("move", names[0], names[1]))
            case "link":
                found.append(Event("name", names[0], names[1]))
            case "unlink":
                found.append(Event("drop", names[0]))
            case "mkdir":
                found.append(Event("folder", names[0]))
            case _:
                raise ValueError(f"{call} is not known here: {line[:200]}")
    return found


@dataclass(slots=True)
class _File:
    durable: bytes
    pending: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class State:
    """What a disk may hold: files by relative path, folders, and what had been acknowledged by then."""

    files: dict[str, bytes]
    folders: frozenset[str]
    said: tuple[str, ...]
    why: str

    def put(self, folder: Path) -> None:
        """Lay it out in an empty folder."""
        for each in sorted(self.folders):
            (folder / each).mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


class _Disk:
    """The disk while the events go by: what lasts, and what only waits to be written."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[int, _File] = {}
        self.now: dict[str, int] = {}
        for each in sorted(folder.rglob("*")):
            name = str(each.relative_to(folder))
            if each.is_dir():
                self.now[name] = -1
            else:
                self.files[len(self.files)] = _File(each.read_bytes())
                self.now[name] = len(self.files) - 1
        self.lasting = dict(self.now)
        self.waiting: list[Event] = []

    def happen(self, event: Event) -> None:
        """Take an event in."""
        match event.what:
            case "write" | "cut":
                self.files[self.now[event.path]].pending.append(event)
            case "sync":
                if self.now.get(event.path, -1) == -1:
                    for each in self.waiting:
                        _rename(self.lasting, each)
                    self.waiting.clear()
                else:
                    file = self.files[self.now[event.path]]
                    file.durable = _written(file.durable, file.pending)
                    file.pending.clear()
            case "make":
                if event.path not in self.now:
                    self.files[len(self.files)] = _File(b"")
                    named = Event("make", event.path, at=len(self.files) - 1)
                    _rename(self.now, named)
                    self.waiting.append(named)
            case "said":
                pass
            case _:
                _rename(self.now, event)
                self.waiting.append(event)

    def cut(self, dice: random.Random, how: str, said: tuple[str, ...], moment: int) -> State:
        """What is left of it when the power goes now; `how` is 'all', 'none', 'data', 'names' or 'some'."""
        names = dict(self.lasting)
        most = len(self.waiting)
        for each in self.waiting[
            : most if how in ("all", "names") else dice.randint(0, most) if how == "some" else 0
        ]:
            _rename(names, each)
        files: dict[str, bytes] = {}
        contents: dict[int, bytes] = {}
        for name, number in names.items():
            if number == -1:
                continue
            if number not in contents:
                file = self.files[number]
                kept = file.pending if how in ("all", "data") else []
                if how == "some":
                    kept = [part for each in file.pending for part in _torn(each, dice)]
                contents[number] = _written(file.durable, kept)
            files[name] = contents[number]
        folders = frozenset(name for name, number in names.items() if number == -1)
        return State(files, folders, said, f"power cut at event {moment}, unsynced: {how}")


def _rename(names: dict[str, int], event: Event) -> None:
    match event.what:
        case "make":
            names[event.path] = event.at
        case "folder":
            names[event.path] = -1
        case "drop":
            names.pop(event.path, None)
        case "move":
            if event.path in names:
                names[event.other] = names.pop(event.path)
        case _:
            names[event.other] = names[event.path]


def _torn(event: Event, dice: random.Random) -> list[Event]:
    """A write that is there, missing, or there in some of its sectors."""
    fate = dice.random()
    if fate < 0.4 or (event.what == "cut" and fate < 0.6):
        return [event]
    if fate < 0.7 or event.what == "cut":
        return []
    parts: list[Event] = []
    start = 0
    while start < len(event.data):
        # Sectors are those of the file, not of the write.
        end = min(len(event.data), start + SECTOR - (event.at + start) % SECTOR)
        if dice.random() < 0.5:
            parts.append(Event("write", event.path, data=event.data[start:end], at=event.at + start))
        start = end
    return parts


def _written(data: bytes, events: Sequence[Event]) -> bytes:
    if not events:
        return data
    new = bytearray(data)
    for each in events:
        if each.what == "cut":
            del new[each.at :]
            new.extend(bytes(each.at - len(new)))
        else:
            if len(new) < each.at:
                new.extend(bytes(each.at - len(new)))
            new[each.at : each.at + len(each.data)] = each.data
    return bytes(new)


def states(folder: Path, events: Sequence[Event], wanted: int, seed: int) -> Iterator[State]:
    """So many different states of the disk, spread over the operation; `folder` is as it was before it."""
    often = max(2, -(-4 * wanted // max(1, len(events))))
    ways = ["all", "none", "data", "names", *(f"some {number}" for number in range(often))]
    listed = [(moment, way) for moment in range(len(events) + 1) for way in ways]
    random.Random(seed).shuffle(listed)
    different: list[tuple[int, str]] = []
    seen: set[bytes] = set()
    # Looking first at which differ, then making those: a state holds whole files.
    for (moment, way), state in _each(folder, events, sorted(listed[: wanted * 3]), seed):
        mark = hashlib.sha256(repr((state.said, sorted(state.folders))).encode())
        for name in sorted(state.files):
            mark.update(name.encode() + hashlib.sha256(state.files[name]).digest())
        if mark.digest() not in seen:
            seen.add(mark.digest())
            different.append((moment, way))
    step = max(1.0, len(different) / wanted)
    chosen = [different[int(number * step)] for number in range(min(wanted, len(different)))]
    for _, state in _each(folder, events, chosen, seed):
        yield state


def _each(
    folder: Path, events: Sequence[Event], listed: Sequence[tuple[int, str]], seed: int
) -> Iterator[tuple[tuple[int, str], State]]:
    """The state at each moment and in each way, which are in order; the same dice for the same of both."""
    disk, said, done = _Disk(folder), tuple[str, ...](), 0
    for moment, way in listed:
        while done < moment:
            event = events[done]
            disk.happen(event)
            if event.what == "said" and event.data.startswith(b"ok "):
                said = (*said, event.data[3:].decode().strip())
            done += 1
        yield (moment, way), disk.cut(random.Random(f"{seed} {moment} {way}"), way.split()[0], said, moment)


def replayed(folder: Path, events: Sequence[Event]) -> State:
    """The disk after all of it, with nothing dropped."""
    disk = _Disk(folder)
    for each in events:
        disk.happen(each)
    return disk.cut(random.Random(0), "all", (), len(events))
