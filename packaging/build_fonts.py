"""Cut the fonts that the program ships from their published packages.

A maintainer's tool: its results are committed, so neither set-up nor a build runs it.

    pip install fonttools
    python packaging/build_fonts.py FOLDER

FOLDER holds the packages as downloaded (see SOURCES) and DejaVuSans.ttf with its licence text
DejaVu-LICENSE.txt. Every result has TrueType outlines (`glyf`) and one fixed weight: ReportLab can embed
nothing else.
"""

import argparse
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

# What to download, by package name and file pattern: `pip download --no-deps` for wheels, `npm pack`
# for the others.
SOURCES = {
    "plex-sans": "fontpkg_ibm_plex_sans-*.whl",
    "plex-serif": "fontpkg_ibm_plex_serif-*.whl",
    "plex-mono": "fontpkg_ibm_plex_mono-*.whl",
    "noto-sans": "fontpkg_noto_sans-*.whl",
    "noto-sans-sc": "expo-google-fonts-noto-sans-sc-*.tgz",
    "noto-sans-kr": "expo-google-fonts-noto-sans-kr-*.tgz",
    "noto-sans-thai": "fontpkg_noto_sans_thai-*.whl",
}

# The 2,350 syllables of KS X 1001, in which nearly all Korean is written, and the single letters: the whole
# alphabet would be six megabytes.
HANGUL = tuple(
    ord(bytes((lead, trail)).decode("euc_kr"))
    for lead in (*range(0xB0, 0xC9), 0xA4)
    for trail in range(0xA1, 0xFF if lead != 0xA4 else 0xFE)
    if (lead, trail) != (0xA4, 0xD4)
)
THAI = tuple(range(0x0E01, 0x0E5C))

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}

# Name records that carry the licence and its Reserved Font Name; they stay as their owner wrote them.
LEGAL_NAMES = {0, 7, 8, 9, 10, 11, 12, 13, 14}

MEASURED_PUNCTUATION = "–—‘’“”…→←↑↓−×≥≤≠•·€£✓◆"


@dataclass(frozen=True)
class Cut:
    """One font file to write: where it comes from, and the name and weight it gets."""

    source: str
    member: str
    family: str
    weight: int
    key: str | None
    characters: tuple[int, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of the file, as in WorkbenchSans-Regular.ttf."""
        return f"{self.family.replace(' ', '')}-{WEIGHTS[self.weight]}.ttf"


CUTS = [
    Cut("plex-sans", "IBMPlexSans[wdth,wght].ttf", "Workbench Sans", 400, "sans-400"),
    Cut("plex-sans", "IBMPlexSans[wdth,wght].ttf", "Workbench Sans", 500, "sans-500"),
    Cut("plex-sans", "IBMPlexSans[wdth,wght].ttf", "Workbench Sans", 600, "sans-600"),
    Cut("plex-serif", "IBMPlexSerif-Regular.ttf", "Workbench Serif", 400, "serif-400"),
    Cut("plex-serif", "IBMPlexSerif-Medium.ttf", "Workbench Serif", 500, "serif-500"),
    Cut("plex-serif", "IBMPlexSerif-SemiBold.ttf", "Workbench Serif", 600, "serif-600"),
    Cut("plex-mono", "IBMPlexMono-Regular.ttf", "Workbench Mono", 400, "mono-400"),
    Cut("plex-mono", "IBMPlexMono-Medium.ttf", "Workbench Mono", 500, "mono-500"),
    Cut("noto-sans", "NotoSans[wdth,wght].ttf", "Noto Sans", 400, None),
    Cut("noto-sans-sc", "NotoSansSC_400Regular.ttf", "Noto Sans SC", 400, None),
    Cut("noto-sans-kr", "NotoSansKR_400Regular.ttf", "Noto Sans KR", 400, None, HANGUL),
    Cut("noto-sans-thai", "NotoSansThai[wdth,wght].ttf", "Noto Sans Thai", 400, None, THAI),
]

LICENCES = {
    "plex-sans": "IBM-Plex-OFL.txt",
    "noto-sans": "Noto-Sans-OFL.txt",
    "noto-sans-sc": "Noto-Sans-SC-OFL.txt",
    "noto-sans-kr": "Noto-Sans-KR-OFL.txt",
    "noto-sans-thai": "Noto-Sans-Thai-OFL.txt",
}


def archive_reader(archive: Path) -> tuple[list[str], Callable[[str], bytes]]:
    """Return the member names of a wheel or npm archive and a function that reads one."""
    if archive.suffix == ".whl":
        wheel = zipfile.ZipFile(archive)
        return wheel.namelist(), wheel.read
    tar = tarfile.open(archive)  # noqa: SIM115  (kept open as long as the reader lives)

    def read(name: str) -> bytes:
        member = tar.extractfile(name)
        if member is None:
            raise SystemExit(f"{archive.name}: {name} is no file")
        return member.read()

    return tar.getnames(), read


def read_member(folder: Path, source: str, ends_with: str) -> bytes:
    """Read the one member of a downloaded package whose path ends so."""
    archives = sorted(folder.glob(SOURCES[source]))
    if not archives:
        raise SystemExit(f"{folder}: no {SOURCES[source]} there; download it first")
    names, read = archive_reader(archives[-1])
    found = [name for name in names if name.endswith("/" + ends_with)]
    if not found:
        raise SystemExit(f"{archives[-1].name}: no {ends_with} inside")
    return read(found[0])


def rename(font: TTFont, family: str, weight: int) -> None:
    """Give the font our family name and one weight, so that Qt sees the files as one family.

    The four-style names (1, 2) can hold only regular and bold, so other weights get a family of their own
    there; names 16 and 17 say the real family and style.
    """
    style = WEIGHTS[weight]
    plain = weight == 400
    version = str(font["name"].getDebugName(5) or "Version 1.0").split(";")[0]
    post_script = f"{family.replace(' ', '')}-{style}"
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in LEGAL_NAMES]
    names = {
        1: family if plain else f"{family} {style}",
        2: "Regular",
        3: f"{post_script};{version}",
        4: f"{family} {style}",
        5: version,
        6: post_script,
        16: family,
        17: style,
    }
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = weight
    # Not italic, not bold; 'regular' for 400 only; bit 7 makes Qt take the same line height as ReportLab.
    os2.fsSelection = (os2.fsSelection & ~0b0110_0001) | (0b0100_0000 if plain else 0) | 0b1000_0000
    os2.version = max(os2.version, 4)
    font["head"].macStyle = 0


def cut(data: bytes, what: Cut) -> TTFont:
    """Return one static TrueType font with our names."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if "fvar" in font:
        limits = {"wght": float(what.weight)}
        limits |= {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes if axis.axisTag != "wght"}
        instancer.instantiateVariableFont(font, limits, inplace=True)
    if "glyf" not in font:
        raise SystemExit(f"{what.member}: no TrueType outlines, so ReportLab could not embed it")
    for tag in ("STAT", "DSIG", "avar", "MVAR", "HVAR"):
        if tag in font:
            del font[tag]
    if what.characters:
        few = subset.Subsetter(subset.Options(layout_features=[], hinting=False, notdef_outline=True))
        few.populate(unicodes=what.characters)
        few.subset(font)
    rename(font, what.family, what.weight)
    return font


def measure(font: TTFont) -> dict[str, object]:
    """Return ascent, descent (negative) and advance widths in 1/1000 em."""
    em = font["head"].unitsPerEm
    characters = font.getBestCmap()
    advances = font["hmtx"].metrics

    def scaled(units: int) -> int:
        return round(units * 1000 / em)

    wanted = [chr(code) for code in range(0x20, 0x250)] + list(MEASURED_PUNCTUATION)
    widths = {c: scaled(advances[characters[ord(c)]][0]) for c in sorted(set(wanted)) if ord(c) in characters}
    return {
        "ascent": scaled(font["hhea"].ascent),
        "descent": scaled(font["hhea"].descent),
        # For a character that the table lacks, the font's own average width is the least wrong guess.
        "default": scaled(font["OS/2"].xAvgCharWidth),
        "widths": widths,
    }


def main() -> None:
    """Write fonts, licences and widths.json."""
    parser = argparse.ArgumentParser(description="Cut the shipped fonts from their published packages.")
    parser.add_argument("folder", type=Path, help="where the downloaded packages are")
    folder: Path = parser.parse_args().folder
    licences = FONTS / "LICENSES"
    licences.mkdir(parents=True, exist_ok=True)
    measured: dict[str, object] = {}
    for what in CUTS:
        font = cut(read_member(folder, what.source, what.member), what)
        font.save(FONTS / what.file_name)
        if what.key:
            measured[what.key] = measure(font)
        print(what.file_name)
    (FONTS / "DejaVuSans.ttf").write_bytes((folder / "DejaVuSans.ttf").read_bytes())
    (licences / "DejaVu-Sans.txt").write_bytes((folder / "DejaVu-LICENSE.txt").read_bytes())
    for source, target in LICENCES.items():
        name = "LICENSE_FONT" if source in ("noto-sans-sc", "noto-sans-kr") else "LICENSE"
        (licences / target).write_bytes(read_member(folder, source, name))
    text = json.dumps(measured, ensure_ascii=False, separators=(",", ":"))
    # One line per font keeps the file small and its diffs readable.
    (FONTS / "widths.json").write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
