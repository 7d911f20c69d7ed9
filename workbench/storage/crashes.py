"""Reports of what should never happen: what broke and where, and not one word of what anybody typed.

Nothing is sent anywhere. A report is a text file that its owner can read before showing it to anyone.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
import sys
import sysconfig
import uuid
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from types import TracebackType

from workbench import __version__
from workbench.storage.files import make_own, write_whole
from workbench.storage.places import data_folder

KEPT = 10
_FATAL = "fatal.txt"
_MOST_FRAMES = 60
_ROOTS = ("workbench", "ui", "resources", "tests")
_ABOVE = Path(__file__).parts[:-3]
_NAMED = re.compile(r'(?P<head>\s*(?:Binary file|File) )"(?P<name>.*)"(?P<rest>[^"/\\]*)')
_OF_PATHS = ('"', "/", "\\")
_UNKNOWN = "  (a line is left out, since it may name a folder)"
_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "reportlab", "pypdf", "numpy", "pydantic")


def folder() -> Path:
    """Where reports are kept."""
    return data_folder() / "crash-reports"


def describe(error: BaseException, during: str, at: dt.datetime) -> str:
    """A report on an error: versions, the system, and the path through the program by name of module and line.

    Neither the error's own words nor any value are in it, since both may quote what a client typed; nor does it name
    folders, which name people.
    """
    return _whole(during, at, "\n".join(_chain(error)))


def describe_words(words: str, during: str, at: dt.datetime) -> str:
    """A report of words that are the program's own, such as a system's stack after a hard crash."""
    return _whole(during, at, "\n".join(_without_folders(words)))


def _whole(during: str, at: dt.datetime, what: str) -> str:
    versions = "\n".join(f"  {name} {_version(name)}" for name in _LIBRARIES)
    return (
        f"SRE Assessment Workbench {__version__}: crash report\n"
        f"{at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC\n"
        f"While: {during}\n"
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}\n"
        f"{versions}\n\n{what}\n"
    )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed as a package"


def _chain(error: BaseException) -> Iterator[str]:
    """The errors that led to one another, the first one first; each by its kind and where it was."""
    seen: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in seen:
        seen.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    for number, each in enumerate(reversed(seen)):
        if number:
            yield "which led to"
        yield from _frames(each.__traceback__)
        kind = type(each)
        yield f"{kind.__module__}.{kind.__qualname__}" if kind.__module__ != "builtins" else kind.__qualname__
        yield "(its words are left out, since they may quote what somebody typed)"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    listed: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        listed.append(f"  {_module(code.co_filename)}, line {trace.tb_lineno}, in {code.co_name}")
        trace = trace.tb_next
    if len(listed) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        listed[half:-half] = [f"  … {len(listed) - 2 * half} more"]
    yield from listed


def _module(filename: str) -> str:
    """A file by its name from the program's or a library's root on, without the folders above."""
    parts = Path(filename).parts
    # From where they are told to be: a folder of somebody's may be called like one of them.
    for root in _libraries():
        if len(parts) > len(root) and parts[: len(root)] == root:
            return "/".join(parts[len(root) :])
    for at, _part in enumerate(parts):
        if parts[:at] == _ABOVE and parts[at] in _ROOTS:
            return "/".join(parts[at:])
    return parts[-1] if parts else "?"


def _libraries() -> list[tuple[str, ...]]:
    """The folders this Python has its own files and its libraries in, the deepest first."""
    known = sysconfig.get_paths()
    listed = [known[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    listed += [each for each in sys.path if Path(each).name in ("site-packages", "dist-packages")]
    return sorted({Path(each).parts for each in listed}, key=lambda each: (-len(each), each))


def _without_folders(words: str) -> Iterator[str]:
    """Lines of a stack as Python writes them for a hard crash, files by their names alone; other lines are its own."""
    for line in words.splitlines()[: 4 * _MOST_FRAMES]:
        # From the first quote to the last: a folder's name may hold one.
        found = _NAMED.fullmatch(line)
        if found is not None:
            yield f'{found["head"]}"{_module(found["name"])}"{found["rest"]}'
        else:
            yield _UNKNOWN if any(sign in line for sign in _OF_PATHS) else line


def keep(text: str, at: dt.datetime) -> Path | None:
    """Put a report into its folder, of which the newest are kept; `None` where that could not be done."""
    try:
        where = folder()
        make_own(where)
        os.chmod(where, 0o700)
        path = where / f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}.txt"
        write_whole(path, text.encode("utf-8", "backslashreplace"))
        for old in kept()[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def kept() -> list[Path]:
    """The reports there are, the newest first."""
    with suppress(OSError):
        return sorted(folder().glob("*T*.txt"), reverse=True)
    return []


def fatal_file() -> Path:
    """Where Python writes its stack when the system ends the program, so that the next start can tell."""
    return folder() / f"{os.getpid()}-{_FATAL}"


def take_fatal(at: dt.datetime) -> str:
    """What earlier runs left when the system ended them, as a report that is kept; '' where none did."""
    found: list[str] = []
    with suppress(OSError):
        for path in sorted(folder().glob(f"*-{_FATAL}")):
            number = path.name.partition("-")[0]
            if path == fatal_file() or (number.isdigit() and _runs(int(number))):
                continue
            with suppress(OSError):
                words = path.read_text(encoding="utf-8", errors="replace")
                path.unlink()
                if words.strip():
                    found.append(words)
    if not found:
        return ""
    text = describe_words("\n\n".join(found), "the last time, when the system ended the program", at)
    keep(text, at)
    return text


def _runs(number: int) -> bool:
    """Whether a process of this number is there, ours or another's."""
    if sys.platform == "win32":
        # Asking there would end it; an empty file of a run that goes on is left for the next time.
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
