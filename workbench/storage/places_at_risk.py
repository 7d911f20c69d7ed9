"""Folders in which a database is not safe: those of a network, and those that a cloud carries to other machines.

SQLite needs locks that hold and writes that stay in order. Network file systems promise neither ("Over a network, use with
caution", sqlite.org/useovernet.html), and a program that carries files along copies one in the middle of a save.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath

_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afs", "afpfs", "9p", "webdav", "davfs", "ncpfs"),
        *("glusterfs", "ceph", "lustre", "beegfs", "vboxsf", "prl_fs", "vmhgfs", "osxfuse"),
        *("fuse.davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs"),
        *("fuse.ceph", "fuse.s3fs", "fuse.gcsfuse", "fuse.vmhgfs-fuse"),
    )
)
# How the programs that carry files along name their folders, for themselves or a company: 'OneDrive - Larkfield'.
_CLOUD = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrive[-_].*|icloud ?drive|com~apple~clouddocs|mobile documents|nextcloud"
    r"|owncloud|box|box sync|syncthing|sync|pcloud ?drive|megasync|proton ?drive|tresorit|seafile|sharepoint"
    r"|my drive|creative cloud files)([ _-]*[-(_].*)?",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def risk_of(path: Path) -> str:
    """A warning for people, in whole sentences, where a workspace lies at a place that is not safe; '' elsewhere."""
    path = path.absolute()
    with suppress(OSError, RuntimeError):
        path = path.resolve()
    return warning(path.parent, _kind_of(path.parent))


def warning(folder: PurePath, kind: str) -> str:
    """The same for a folder on a file system of this kind, as the system calls it ('nfs4'); '' for one that is not known."""
    if kind.lower() in _NETWORK or kind == "remote" or str(folder).startswith(("\\\\", "//")):
        return (
            f"The folder '{folder}' lies on another machine, where two people may write at once and spoil the file. "
            "Keep the workspace on this computer, and hand it over as a file when nobody has it open."
        )
    cloud = next((part for part in folder.parts if _CLOUD.fullmatch(part)), None)
    if cloud is not None:
        return (
            f"The folder '{folder}' is carried to other machines by a program ('{cloud}'), which may copy a half-saved file "
            "or put an older one in its place. Keep the workspace elsewhere, and put only backups or exports there."
        )
    return ""


def _kind_of(folder: Path) -> str:
    """What the system says of the disk a folder lies on: a file system's name, 'remote' for a drive of Windows, or ''."""
    if sys.platform == "win32":
        import ctypes

        # 4 is DRIVE_REMOTE: a letter that stands for a folder of another machine.
        remote = ctypes.windll.kernel32.GetDriveTypeW(str(Path(folder.anchor))) == 4
        return "remote" if remote else ""
    with suppress(OSError, UnicodeDecodeError):
        return mounted(Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines(), folder)
    return ""


def mounted(lines: Iterable[str], folder: PurePath) -> str:
    """The kind of file system a folder lies on, of the lines of /proc/self/mounts; '' where none fits."""
    best, kind = "", ""
    for line in lines:
        words = line.split(" ")
        if len(words) < 3:
            continue
        # A space in a name is written \040 there.
        place = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), words[1])
        inside = str(folder) == place or str(folder).startswith(place.rstrip("/") + "/")
        # Of two at one place the later one lies on top.
        if inside and len(place) >= len(best):
            best, kind = place, words[2]
    return kind
