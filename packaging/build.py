"""Build the program for people who have no Python: a folder, and on Debian a package made from it.

    python3 packaging/build.py            dist/sre-workbench/ and, where dpkg-deb is, dist/sre-workbench_….deb
    python3 packaging/build.py --folder   the folder only

It makes an environment of its own in build/environment, from packaging/requirements-build.txt. Tried on
Linux; windows.spec and macos.spec are written and untried.
"""

import argparse
import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import start

ROOT = start.ROOT
PACKAGING = start.PACKAGING
DIST = ROOT / "dist"
SPECS = {"linux": "sre-workbench.spec", "win32": "windows.spec", "darwin": "macos.spec"}

# Not bundled: libc, and OpenGL, which must match the graphics card's driver.
DEPENDS = "libc6 (>= 2.34), libegl1, libgl1, libx11-6, libx11-xcb1, libxcb1, fontconfig-config"
CONTROL = """\
Package: sre-workbench
Version: {version}
Architecture: {architecture}
Maintainer: The SRE Assessment Workbench authors <authors@sre-workbench.invalid>
Section: utils
Priority: optional
Installed-Size: {size}
Depends: {depends}
Description: assess site reliability engineering and leave with a plan
 The SRE Assessment Workbench leads a consultant through a workshop, from
 the first question to a PDF action plan. Everything stays on this computer.
"""
COPYRIGHT = """\
Format: machine-readable form not used; see the files named here.

The SRE Assessment Workbench, MIT licence:

{licence}
Bundled: Qt and PySide6 (LGPL 3; the libraries in /usr/lib/sre-workbench/_internal/PySide6 can be replaced),
python-bidi (LGPL 3), Python (PSF), and packages under MIT, BSD and Apache licences. Fonts and icons carry
theirs in /usr/lib/sre-workbench/_internal/resources.
"""


def version() -> str:
    """Return the version of the program."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def build_folder() -> Path:
    """Run PyInstaller in an environment of its own and return the folder of the program."""
    venv = ROOT / "build" / "environment"
    start.set_up(venv, start.BUILD)
    work = ROOT / "build" / "pyinstaller"
    command = [str(start.environment_python(venv)), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(work), str(PACKAGING / SPECS[sys.platform])]
    subprocess.run(command, cwd=ROOT, check=True)
    return DIST / "sre-workbench"


def build_deb(folder: Path) -> Path:
    """Make a Debian package of the built folder and return its path."""
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    program = tree / "usr/lib/sre-workbench"
    shutil.copytree(folder, program, symlinks=True)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/sre-workbench").symlink_to("../lib/sre-workbench/sre-workbench")
    icons = ROOT / "resources" / "icons"
    copies = {
        PACKAGING / "sre-workbench.desktop": "usr/share/applications/sre-workbench.desktop",
        PACKAGING / "sre-workbench-mime.xml": "usr/share/mime/packages/sre-workbench.xml",
        icons / "app-256.png": "usr/share/icons/hicolor/256x256/apps/sre-workbench.png",
        icons / "app.svg": "usr/share/icons/hicolor/scalable/apps/sre-workbench.svg",
    }
    for source, target in copies.items():
        (tree / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, tree / target)
    documents = tree / "usr/share/doc/sre-workbench"
    documents.mkdir(parents=True)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    (documents / "copyright").write_text(COPYRIGHT.format(licence=licence), encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=0))

    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    machine = subprocess.run(
        ["dpkg", "--print-architecture"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()
    control = CONTROL.format(version=version(), architecture=machine, size=size, depends=DEPENDS)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(control, encoding="utf-8")
    for path in tree.rglob("*"):
        # Whatever the umask of the person who builds: readable by all, writable by root.
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    package = DIST / f"sre-workbench_{version()}_{machine}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)], check=True)
    return package


def main() -> int:
    """Build what this system can."""
    parser = argparse.ArgumentParser(description="Build the program for people who have no Python.")
    parser.add_argument("--folder", action="store_true", help="only the folder, no Debian package")
    chosen = parser.parse_args()
    try:
        folder = build_folder()
    except start.SetupError as problem:
        print(f"build.py: {problem}", file=sys.stderr)
        return 1
    print(folder)
    if not chosen.folder and shutil.which("dpkg-deb"):
        print(build_deb(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
