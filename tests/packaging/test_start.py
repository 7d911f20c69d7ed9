"""The set-up script: what it takes for ready, what it refuses, what it says; no package is fetched here."""

import importlib.util
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import workbench

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "start.py"


@pytest.fixture(scope="module")
def start() -> ModuleType:
    """The script as a module; packaging/ is no package, so it is loaded by its path."""
    spec = importlib.util.spec_from_file_location("start_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def venv(start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for an environment, named to the script, in which nothing can be installed for real."""
    folder = tmp_path / "environment"
    monkeypatch.setenv("SRE_WORKBENCH_VENV", str(folder))

    def make(venv: Path, with_pip: bool) -> None:
        start.environment_python(venv).parent.mkdir(parents=True)
        start.environment_python(venv).touch()
        start.packages_folder(venv).mkdir(parents=True)

    monkeypatch.setattr(start, "make_venv", make)
    monkeypatch.setattr(start, "install", lambda *_: None)
    return folder


def test_second_set_up_does_nothing(
    start: ModuleType, venv: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start.set_up(venv, start.RUNTIME)
    assert "first time only" in capsys.readouterr().err
    monkeypatch.setattr(start, "install", pytest.fail)
    start.set_up(venv, start.RUNTIME)
    assert capsys.readouterr().err == ""


def test_development_contains_runtime_but_not_the_other_way(start: ModuleType, venv: Path) -> None:
    start.set_up(venv, start.RUNTIME)
    assert not start.is_ready(start.read_stamp(venv), start.DEVELOPMENT)
    start.set_up(venv, start.DEVELOPMENT)
    assert start.is_ready(start.read_stamp(venv), start.DEVELOPMENT)
    assert start.is_ready(start.read_stamp(venv), start.RUNTIME)


def test_growing_keeps_what_is_there(start: ModuleType, venv: Path) -> None:
    start.set_up(venv, start.RUNTIME)
    (venv / "kept").touch()
    start.set_up(venv, start.DEVELOPMENT)
    assert (venv / "kept").exists()


@pytest.mark.parametrize("field", ["layout", "python", "platform", "root", "locks"])
def test_any_change_makes_it_anew(start: ModuleType, venv: Path, field: str) -> None:
    start.set_up(venv, start.RUNTIME)
    stamp = json.loads((venv / start.STAMP).read_text(encoding="utf-8"))
    stamp[field] = {start.RUNTIME: "other"} if field == "locks" else "other"
    (venv / start.STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    (venv / "old").touch()
    start.set_up(venv, start.RUNTIME)
    assert not (venv / "old").exists()
    assert start.is_ready(start.read_stamp(venv), start.RUNTIME)


def test_half_made_environment_is_made_anew(
    start: ModuleType, venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        (venv / "half").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(start, "install", killed)
        with pytest.raises(KeyboardInterrupt):
            start.set_up(venv, start.RUNTIME)
    assert start.read_stamp(venv) == {}
    start.set_up(venv, start.RUNTIME)
    assert not (venv / "half").exists()
    assert start.is_ready(start.read_stamp(venv), start.RUNTIME)


def test_environment_without_its_python_is_not_ready(start: ModuleType, venv: Path) -> None:
    start.set_up(venv, start.RUNTIME)
    start.environment_python(venv).unlink()
    assert start.read_stamp(venv) == {}


def test_folder_of_somebody_else_is_left_alone(
    start: ModuleType, venv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    venv.mkdir()
    (venv / "letters.txt").touch()
    assert start.main(["demo", "--no-window"]) == 1
    assert "SRE_WORKBENCH_VENV" in capsys.readouterr().err
    assert [entry.name for entry in venv.iterdir()] == ["letters.txt"]


@pytest.mark.skipif(os.name == "nt", reason="the launcher is a shell script elsewhere only")
def test_launcher_survives_spaces_and_quotes(start: ModuleType, venv: Path, tmp_path: Path) -> None:
    odd = tmp_path / "it's a folder with spaces"
    start.make_venv(odd, with_pip=False)
    echo = start.environment_python(odd)
    echo.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="ascii")
    echo.chmod(0o755)
    start.add_project(odd)
    command = start.launcher(odd)
    done = subprocess.run([command, "a b", "$HOME"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(command), "a b", "$HOME"]
    # Python reads the launcher too, so its two shell lines must be a string to it.
    compile(command.read_text(encoding="utf-8"), "launcher", "exec")


@pytest.mark.parametrize(
    ("command", "arguments", "settings", "wanted"),
    [
        ("test", [], {"DISPLAY": ":0"}, ["QT_LIBRARIES"]),
        ("demo", [], {}, []),
        ("demo", ["--no-window"], {"DISPLAY": ":0"}, []),
        ("run", ["score", "--json"], {"DISPLAY": ":0"}, []),
        ("demo", [], {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, ["QT_LIBRARIES"]),
        ("demo", [], {"DISPLAY": ":0"}, ["X11_LIBRARIES"]),
        ("demo", [], {"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, ["X11_LIBRARIES", "WAYLAND_LIBRARIES"]),
        ("demo", [], {"QT_QPA_PLATFORM": "xcb"}, ["X11_LIBRARIES"]),
    ],
)
def test_libraries_asked_for(
    start: ModuleType, command: str, arguments: list[str], settings: dict[str, str], wanted: list[str]
) -> None:
    sets = start.needed_libraries(command, arguments, settings)
    assert len(sets) == len(wanted)
    for found, name in zip(sets, wanted, strict=True):
        assert set(getattr(start, name)) <= set(found)
        assert set(start.QT_LIBRARIES) <= set(found)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes these from the system")
def test_missing_library_names_the_packages(
    start: ModuleType, venv: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(start, "X11_LIBRARIES", ("libnot-there.so.7",))
    assert start.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert "libnot-there.so.7" in said
    assert "sudo apt install libglib2.0-0" in said
    assert "libxcb-cursor0" in said
    assert "sudo dnf install glib2" in said
    assert not venv.exists()


def test_missing_venv_module_is_a_sentence(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(start.SetupError, match="python3-venv"):
        start.make_venv(tmp_path / "environment", with_pip=True)


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_wrong_use(start: ModuleType, venv: Path, arguments: list[str], status: int) -> None:
    assert start.main(arguments) == status
    assert not venv.exists()


def test_locks_pin_hashes_and_name_no_address() -> None:
    names = ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt", "requirements-build.txt"]
    for name in names:
        text = (SCRIPT.parent / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        assert pins
        assert all(line.endswith("\\") for line in pins), "a pin without a hash"


def test_later_locks_contain_the_earlier() -> None:
    def pins(name: str) -> set[str]:
        text = (SCRIPT.parent / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
        return {line.split(" ")[0] for line in lines}

    assert pins("requirements.txt") < pins("requirements-dev.txt") < pins("requirements-bench.txt")


def test_version_is_said_the_same_twice() -> None:
    declared = tomllib.loads((SCRIPT.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert declared["project"]["version"] == workbench.__version__
