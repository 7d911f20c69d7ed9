"""Set the project up and start it: the two commands of the README.

    python3 packaging/start.py demo [ARGUMENTS]   open the workbench on the demo assessment
    python3 packaging/start.py run  [ARGUMENTS]   the same as `sre-workbench ARGUMENTS`
    python3 packaging/start.py test [ARGUMENTS]   run every check and test; ARGUMENTS go to pytest
    python3 packaging/start.py test --reliability [full]
                                                  break it on purpose: power cuts, full disks, damaged files

The environment is made in the folder .venv of the project (or in $SRE_WORKBENCH_VENV) from the lock files
beside this script. Only the standard library is used, because nothing else is there yet.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an older Python is just what this is for)
    sys.exit(
        "This program needs Python 3.11 or newer; this is Python {}.{}. "
        "Start it with a newer one, for example: python3.12 packaging/start.py demo".format(*sys.version_info)
    )

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
RUNTIME, DEVELOPMENT, BUILD = "requirements.txt", "requirements-dev.txt", "requirements-build.txt"
# The other locks contain the runtime one, version for version; see lock.py.
CONTAINS = {RUNTIME: (RUNTIME,), DEVELOPMENT: (RUNTIME, DEVELOPMENT), BUILD: (RUNTIME, BUILD)}

# Raised when environments made by an earlier version of this script must be made anew.
LAYOUT = 1
STAMP = "sre-workbench-stamp.json"
# Held while setting up, and the sign that a folder is ours to empty.
LOCK = "sre-workbench-setup.lock"

# What Qt loads from the system, by file name: any platform, X11, Wayland.
QT_LIBRARIES = (
    "libglib-2.0.so.0",
    "libEGL.so.1",
    "libGL.so.1",
    "libxkbcommon.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
)
X11_LIBRARIES = (
    "libX11-xcb.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xfixes.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
WAYLAND_LIBRARIES = ("libwayland-client.so.0", "libwayland-cursor.so.0")

DEBIAN_QT = "libglib2.0-0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1"
DEBIAN_X11 = (
    "libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0"
)
FEDORA_QT = "glib2 libglvnd-egl libglvnd-glx libxkbcommon dbus-libs fontconfig"
FEDORA_X11 = (
    "libX11-xcb libxcb xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm "
    "libxkbcommon-x11"
)

# Words after which the program opens no window, so that Qt is never loaded.
WINDOWLESS = ("list", "score", "report", "content", "risks", "--no-window", "-h", "--help", "--version")


class SetupError(Exception):
    """Setting up cannot go on; the text says what happened and what to do."""


def say(text: str) -> None:
    """Print one line about the set-up; never on stdout, which belongs to the program."""
    print(text, file=sys.stderr, flush=True)


# --- the environment -----------------------------------------------------------------------------------


def environment_folder(settings: Mapping[str, str]) -> Path:
    """Return where the environment is, or will be."""
    chosen = settings.get("SRE_WORKBENCH_VENV")
    return Path(chosen).expanduser().absolute() if chosen else ROOT / ".venv"


def scripts_folder(venv: Path) -> Path:
    """Return the folder of the environment that holds its commands."""
    return venv / ("Scripts" if os.name == "nt" else "bin")


def environment_python(venv: Path) -> Path:
    """Return the Python of the environment."""
    return scripts_folder(venv) / ("python.exe" if os.name == "nt" else "python")


def launcher(venv: Path) -> Path:
    """Return the Python file that `sre-workbench` runs; on Windows a .cmd beside it has the plain name."""
    return scripts_folder(venv) / ("sre-workbench-script.py" if os.name == "nt" else "sre-workbench")


def packages_folder(venv: Path) -> Path:
    """Return the site-packages folder of the environment."""
    import sysconfig

    scheme = "nt_venv" if os.name == "nt" else "posix_venv"
    places = {"base": str(venv), "platbase": str(venv), "installed_base": str(venv)}
    return Path(sysconfig.get_path("purelib", scheme, places))


def digest(lock: str) -> str:
    """Return the SHA-256 of one lock file."""
    return hashlib.sha256((PACKAGING / lock).read_bytes()).hexdigest()


def wanted_stamp(locks: Sequence[str]) -> dict[str, object]:
    """Return the stamp of an environment that has these locks and was made by this Python for this folder."""
    return {
        "layout": LAYOUT,
        "python": sys.implementation.cache_tag,
        "platform": sys.platform,
        "root": str(ROOT),
        "locks": {lock: digest(lock) for lock in locks},
    }


def read_stamp(venv: Path) -> dict[str, object]:
    """Return the stamp of a whole environment, or an empty one: it is written last and removed first."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and environment_python(venv).exists() else {}


def is_ready(stamp: Mapping[str, object], lock: str) -> bool:
    """Tell whether an environment with this stamp has all that the lock asks for."""
    wanted = wanted_stamp(CONTAINS[lock])
    have, need = stamp.get("locks"), wanted.pop("locks")
    return (
        isinstance(have, dict)
        and isinstance(need, dict)
        and need.items() <= have.items()
        and wanted.items() <= stamp.items()
    )


def can_grow(stamp: Mapping[str, object], lock: str) -> bool:
    """Tell whether the lock can be installed on top: what is there must be a current part of it."""
    return any(is_ready(stamp, part) for part in CONTAINS[lock])


def check_ours(venv: Path) -> None:
    """Refuse to empty a folder that this script did not make."""
    if not venv.exists() or (venv / LOCK).exists():
        return
    if venv == ROOT / ".venv" and (venv / "pyvenv.cfg").exists():
        return
    if not venv.is_dir() or any(venv.iterdir()):
        raise SetupError(
            f"{venv} is there already and was not made by this script, so it is left alone. "
            "Remove it, or name another folder in SRE_WORKBENCH_VENV."
        )


def empty(venv: Path) -> None:
    """Remove everything in the folder but the lock that we hold."""
    import shutil

    for entry in list(venv.iterdir()):
        if entry.name == LOCK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def hold(lock: IO[str]) -> None:
    """Wait until no other set-up works in the folder; the hold ends with the file or the process."""
    waiting = False
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            import time

            if not waiting:
                say("Another set-up is under way; waiting for it…")
            waiting = True
            time.sleep(0.2)


def make_venv(venv: Path, with_pip: bool) -> None:
    """Make the bare environment."""
    import importlib.util
    import subprocess

    missing = [
        name for name in ("venv", *(["ensurepip"] if with_pip else [])) if not importlib.util.find_spec(name)
    ]
    if missing:
        raise SetupError(
            f"This Python has no {' and no '.join(missing)} module, which the set-up needs. "
            "On Debian and Ubuntu: sudo apt install python3-venv"
        )
    command = [sys.executable, "-m", "venv", *([] if with_pip else ["--without-pip"]), str(venv)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    if done.returncode:
        raise SetupError(f"The environment in {venv} could not be made:\n{done.stdout.strip()}")


def run_installer(command: Sequence[str], total: int, held: IO[str]) -> str:
    """Run pip or uv; return '' when all went well, else the end of what it said.

    The installer gets the lock too: should this script be killed, the next one waits until it has ended.
    """
    import subprocess

    lines: list[str] = []
    fetched = 0
    show = sys.stderr.isatty()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=() if os.name == "nt" else (held.fileno(),),
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if show and line.startswith("Collecting "):
                fetched += 1
                print(f"\r  {fetched} of {total} packages", end="", file=sys.stderr, flush=True)
    if show and fetched:
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)
    if process.returncode == 0:
        return ""
    return "\n".join(lines[-15:]) or f"{command[0]} ended with status {process.returncode}"


def install(venv: Path, lock: str, uv: str | None, held: IO[str]) -> None:
    """Install every package of the lock, each checked against its hashes."""
    python = str(environment_python(venv))
    common = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(PACKAGING / lock)]
    total = (PACKAGING / lock).read_text(encoding="utf-8").count("==")
    if uv:
        trouble = run_installer([uv, "pip", "install", "--quiet", "--python", python, *common], total, held)
        if not trouble:
            return
        # An old uv, or one that reaches no package source, is no reason to give up: pip may do better.
    if not (packages_folder(venv) / "pip").exists():
        import subprocess

        subprocess.run([python, "-m", "ensurepip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pip = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *common]
    trouble = run_installer(pip, total, held)
    if trouble:
        raise SetupError(
            f"The packages could not be installed:\n{trouble}\n"
            "The lock serves CPython 3.11 and newer on Linux (glibc 2.34 or newer), macOS and Windows. "
            "The first set-up needs a connection to a package source. Then start the same command again."
        )


def add_project(venv: Path) -> None:
    """Make the project importable in the environment and give it its command.

    A path file and a launcher do what an editable install does, without a build tool and in no time.
    """
    # An import line rather than a bare path, because Python 3.11 reads path files in the locale's encoding.
    (packages_folder(venv) / "sre_workbench_source.pth").write_text(
        f"import sys; sys.path.append({str(ROOT)!a})\n", encoding="ascii"
    )
    program = "import sys\n\nfrom ui.app import main\n\nsys.exit(main())\n"
    command = launcher(venv)
    if os.name == "nt":
        command.write_text(program, encoding="utf-8")
        batch = '@"%~dp0python.exe" "%~dp0sre-workbench-script.py" %*\r\n'
        (command.parent / "sre-workbench.cmd").write_text(batch, encoding="ascii", newline="")
        return
    # The shell reads the first two lines, Python takes them for a string: a #! line could not hold a long
    # path or one with spaces.
    python = str(environment_python(venv)).replace("'", "'\"'\"'")
    command.write_bytes(
        b"#!/bin/sh\n'''exec' '" + os.fsencode(python) + b"' \"$0\" \"$@\"\n' '''\n" + program.encode()
    )
    command.chmod(0o755)


def set_up(venv: Path, lock: str) -> None:
    """Bring the environment up to the lock; return at once when it is there."""
    if is_ready(read_stamp(venv), lock):
        return
    check_ours(venv)
    import shutil

    venv.mkdir(parents=True, exist_ok=True)
    with (venv / LOCK).open("a", encoding="utf-8") as held:
        hold(held)
        stamp = read_stamp(venv)
        if is_ready(stamp, lock):
            return
        uv = shutil.which("uv")
        grow = can_grow(stamp, lock)
        if grow:
            say("Setting up the tools for the checks (first time only, under a minute)…")
        else:
            say("Setting up (first time only, about a minute)…")
        (venv / STAMP).unlink(missing_ok=True)
        if not grow:
            empty(venv)
            make_venv(venv, with_pip=uv is None)
        install(venv, lock, uv, held)
        add_project(venv)
        fresh = venv / (STAMP + ".new")
        fresh.write_text(json.dumps(wanted_stamp(CONTAINS[lock])), encoding="utf-8")
        fresh.replace(venv / STAMP)


# --- what Qt needs from the system ---------------------------------------------------------------------


def needed_libraries(
    command: str, arguments: Sequence[str], settings: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Return sets of system libraries, one of which must be whole; none where no Qt will be loaded."""
    if command == "test":
        return [QT_LIBRARIES]
    if any(argument in WINDOWLESS for argument in arguments):
        return []
    platform = settings.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    x11 = platform == "xcb" or (not platform and bool(settings.get("DISPLAY")))
    wayland = platform == "wayland" or (not platform and bool(settings.get("WAYLAND_DISPLAY")))
    if x11 or wayland:
        return [
            *([QT_LIBRARIES + X11_LIBRARIES] if x11 else []),
            *([QT_LIBRARIES + WAYLAND_LIBRARIES] if wayland else []),
        ]
    # Without a display the program says so itself and opens nothing, unless a platform is asked for by name.
    return [QT_LIBRARIES] if platform else []


def missing_libraries(names: Sequence[str]) -> list[str]:
    """Return those that the system's loader does not find."""
    import ctypes

    missing: list[str] = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def check_system(command: str, arguments: Sequence[str], settings: Mapping[str, str]) -> None:
    """Report missing system libraries as a list of packages rather than as a loader error."""
    if not sys.platform.startswith("linux"):
        return
    choices = [missing_libraries(names) for names in needed_libraries(command, arguments, settings)]
    if not choices or not all(choices):
        return
    missing = choices[0]
    display = any(name not in QT_LIBRARIES for name in missing) or command != "test"
    raise SetupError(
        f"Qt needs system libraries that are not installed: {', '.join(missing)}.\n"
        f"  Debian, Ubuntu: sudo apt install {DEBIAN_QT}{' ' + DEBIAN_X11 if display else ''}\n"
        f"  Fedora, RHEL:   sudo dnf install {FEDORA_QT}{' ' + FEDORA_X11 if display else ''}\n"
        "Then start the same command again."
    )


# --- the commands --------------------------------------------------------------------------------------


def hand_over(command: Sequence[str]) -> int:
    """Become the program; on Windows, where that leaves the console early, wait for it instead."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        import subprocess

        return subprocess.call(command)
    os.execv(command[0], list(command))


def main(arguments: Sequence[str]) -> int:
    """Set up what the command needs, then run it."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print((__doc__ or "").strip())
        return 0 if arguments else 2
    command, rest = arguments[0], list(arguments[1:])
    if command not in ("demo", "run", "test"):
        say(f"start.py: there is no command '{command}'; use demo, run or test")
        return 2
    venv = environment_folder(os.environ)
    try:
        check_system(command, rest, os.environ)
        set_up(venv, DEVELOPMENT if command == "test" else RUNTIME)
    except SetupError as problem:
        say(f"start.py: {problem}")
        return 1
    except OSError as problem:
        say(f"start.py: the environment in {venv} could not be made: {problem}. Check space and permissions.")
        return 1
    python = str(environment_python(venv))
    if command == "test":
        os.chdir(ROOT)
        return hand_over([python, str(PACKAGING / "check.py"), *rest])
    return hand_over([python, str(launcher(venv)), *(["demo"] if command == "demo" else []), *rest])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
