"""The program opens no network connection, and runs nothing it read: no module of ours can."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.storage.raw import ROOT

NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3",
    "webbrowser", "xmlrpc",
}  # fmt: skip
QT_NETWORK = {
    "QtNetwork",
    "QtNetworkAuth",
    "QtWebSockets",
    "QtWebEngineCore",
    "QtWebEngineWidgets",
    "QtHttpServer",
}
ALLOWED = {("workbench/cli/__init__.py", "socket")}
"""Asks a display's own socket on this machine whether anybody serves it."""
RUNS_CODE = {"eval", "exec", "compile", "__import__"}
PICKLES = {"pickle", "cPickle", "dill", "shelve", "marshal", "jsonpickle"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for name in ("workbench", "ui"):
        for path in sorted((ROOT / name).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_no_module_can_open_a_connection() -> None:
    found = {
        (path, name.split(".")[0])
        for path, tree in modules()
        for name in imported(tree)
        if name.split(".")[0] in NETWORK or QT_NETWORK & set(name.split("."))
    }
    assert found == ALLOWED


def test_no_module_runs_what_it_read() -> None:
    """No pickle, no evaluation, and YAML through the strict reader alone."""
    wrong: list[str] = []
    for path, tree in modules():
        wrong += [f"{path}: {name}" for name in imported(tree) if name.split(".")[0] in PICKLES]
        if (
            "yaml" in {name.split(".")[0] for name in imported(tree)}
            and path != "workbench/content/yaml_tree.py"
        ):
            wrong.append(f"{path}: yaml")
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RUNS_CODE:
                wrong.append(f"{path}, line {node.lineno}: {node.func.id}")
            if isinstance(node, ast.keyword) and node.arg == "shell":
                wrong.append(f"{path}: shell")
    assert wrong == []
