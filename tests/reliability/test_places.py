"""F15: a workspace on another machine's folder, or in one that a cloud carries along, is warned of."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from tests.reliability.mounts import small_disk
from tests.reliability.operations import is_sentence
from workbench.storage.places_at_risk import mounted, risk_of, warning

MOUNTS = r"""/dev/vda / ext4 rw,relatime 0 0
tmpfs /home/ann/tmp tmpfs rw 0 0
server:/export /home/ann/team nfs4 rw,vers=4.2 0 0
//server/share /media/Team\040Files cifs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/vdb /home/ann/team/local ext4 rw 0 0
/dev/vdc /over ext4 rw 0 0
server:/x /over nfs rw 0 0
half a""".splitlines()


@pytest.mark.fault("F15")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann/Documents", "ext4"),
        ("/home/ann/team", "nfs4"),
        ("/home/ann/team/audit/2026", "nfs4"),
        ("/home/ann/teamwork", "ext4"),
        ("/home/ann/team/local/a", "ext4"),
        ("/media/Team Files/a", "cifs"),
        ("/run/user/1000/gvfs/smb-share:server=x", "fuse.gvfsd-fuse"),
        ("/over", "nfs"),
        ("/home/ann/tmp", "tmpfs"),
    ],
)
def test_the_disk_a_folder_lies_on(folder: str, kind: str) -> None:
    path = PurePosixPath(folder)
    assert mounted(MOUNTS, path) == kind
    local = kind in ("ext4", "tmpfs")
    said = warning(path, kind)
    assert (said == "") is local
    if said:
        assert is_sentence(said)
        assert folder in said
        assert "another machine" in said


@pytest.mark.fault("F15")
@pytest.mark.parametrize(
    ("folder", "at_risk"),
    [
        (PurePosixPath("/home/ann/Dropbox/audit"), True),
        (PurePosixPath("/home/ann/Dropbox (Larkfield)/audit"), True),
        (PurePosixPath("/home/ann/Nextcloud"), True),
        (PurePosixPath("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/audit"), True),
        (PurePosixPath("/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.com/My Drive"), True),
        (PureWindowsPath(r"C:\Users\ann\OneDrive - Larkfield Logistics\audit"), True),
        (PureWindowsPath(r"C:\Users\ann\OneDrive\Documents"), True),
        (PureWindowsPath(r"\\server\share\audit"), True),
        (PureWindowsPath(r"C:\Users\ann\Documents"), False),
        (PurePosixPath("/home/ann/Boxes/audit"), False),
        (PurePosixPath("/home/ann/synchrotron"), False),
        (PurePosixPath("/home/ann/megaphone"), False),
    ],
)
def test_folders_that_are_carried_along(folder: PurePosixPath | PureWindowsPath, at_risk: bool) -> None:
    said = warning(folder, "ext4")
    assert bool(said) is at_risk
    assert not said or is_sentence(said)


@pytest.mark.fault("F15")
def test_a_windows_drive_of_another_machine() -> None:
    assert "another machine" in warning(PureWindowsPath("T:\\audit"), "remote")


@pytest.mark.fault("F15")
def test_a_real_disk_and_a_link_to_a_folder_that_is_carried_along(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 64):
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
        assert mounted(lines, tmp_path / "disk") == "tmpfs"
        assert risk_of(tmp_path / "disk" / "client.srew") == ""
    real = tmp_path / "Dropbox"
    real.mkdir()
    (tmp_path / "audit").symlink_to(real)
    assert "'Dropbox'" in risk_of(tmp_path / "audit" / "client.srew")
