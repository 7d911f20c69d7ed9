"""P11: with everything there is imported and run, no socket is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.raw import ROOT
from workbench.storage.places import HOME_VARIABLE

CHILD = """
import sys
seen = []
def hook(event, args):
    if event.startswith('socket.') and event not in ('socket.__new__', 'socket.gethostname'):
        seen.append(f'{event} {args[1:]!r}')
    elif event == 'socket.__new__' and int(args[1]) != 1:
        seen.append(f'{event} {args[1:]!r}')
sys.addaudithook(hook)
from pathlib import Path
from importlib import import_module
from pkgutil import walk_packages
import workbench, ui
for package in (workbench, ui):
    for each in walk_packages(package.__path__, package.__name__ + '.'):
        if not each.name.endswith('__main__'):
            import_module(each.name)
from workbench import cli
from ui import app
file = Path(sys.argv[1])
assert cli.main(['demo', '--no-window', '--workspace', str(file)]) == 0
assert cli.main(['report', '--workspace', str(file), '--edition', 'executive', '--output', str(file.with_suffix('.pdf'))]) == 0
assert app.main(['open', str(file)]) == 0
print('SEEN', seen)
"""


@pytest.mark.fault("P11")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has sockets of its own for processes")
def test_from_start_to_end_no_socket_is_opened(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        HOME_VARIABLE: str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "SRE_WORKBENCH_QUIT_AFTER_MS": "1500",
    }
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "demo.srew")],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "SEEN []"
