"""A display without a screen, and a keyboard to go with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAUSE = 0.05


def needs(*tools: str) -> None:
    """Skip where a tool is missing; .ci/run counts that as a failure."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")


@contextmanager
def display(size: str = "1280x800") -> Iterator[dict[str, str]]:
    """A running Xvfb, as the environment a program needs to use it."""
    needs("Xvfb", "xdotool")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{number}"}
        environment.pop("QT_QPA_PLATFORM", None)
        environment.pop("WAYLAND_DISPLAY", None)
        try:
            yield environment
        finally:
            server.terminate()


class Keyboard:
    """Presses keys in the window of one program."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._window = ""

    def find(self, name: str, seconds: float = 60) -> None:
        """Wait for a window by its title, and give it the keyboard."""

        def there() -> bool:
            found = self._run("search", "--onlyvisible", "--name", name, check=False)
            self._window = found.stdout.split("\n")[0].strip()
            return bool(self._window)

        wait_for(there, seconds, f"a window called {name}")
        self._run("windowfocus", "--sync", self._window)

    def sees(self, name: str) -> bool:
        """Whether a window with this in its title is shown."""
        return bool(self._run("search", "--onlyvisible", "--name", name, check=False).stdout.strip())

    def comes(self, name: str, seconds: float) -> bool:
        """Whether a window with this in its title is shown within this time."""
        return happens(lambda: self.sees(name), seconds)

    def gone(self, name: str, seconds: float = 60) -> None:
        """Wait until no window with this in its title is shown: a modal window swallows keys until then."""
        wait_for(lambda: not self.sees(name), seconds, f"the window called {name} to close")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self._run("key", "--delay", "20", key)

    def type(self, text: str) -> None:
        """Type text."""
        self._run("type", "--delay", "10", text)

    def _run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            check=check,
            capture_output=True,
            text=True,
            timeout=30,
        )


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until something outside this process has happened."""
    assert happens(condition, seconds), f"waited {seconds:.0f} seconds in vain for {what}"


def happens(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether something outside this process happens within this time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        # Another process gives no signal to wait for, so its effect is looked for.
        time.sleep(PAUSE)
    return True


def whole_pdf(path: Path) -> bool:
    """Whether a finished PDF lies there."""
    return path.is_file() and path.read_bytes().rstrip().endswith(b"%%EOF")
