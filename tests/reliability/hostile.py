"""Hostile files, made by rule, and the doors they knock at."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench.exchange import door
from workbench.exchange.door import STOPPED, Child, Limits
from workbench.exchange.sheets import Sheet, workbook_bytes

HEAD = ("Code", "Risk", "Note")
ROWS = (("R1", "The gate sticks", "a"), ("R2", "The bell is cracked", "b"))
LIMITS = Limits(wall=25.0)


def sheet() -> bytes:
    """A good spreadsheet, small enough to be damaged everywhere."""
    return workbook_bytes([Sheet("Risks", HEAD, ROWS)])


def through(what: str, paths: Sequence[Path], limits: Limits = LIMITS, **more: Any) -> list[dict[str, Any]]:
    """What comes back of each file; a file over which the child ends, or is ended, costs nothing of the next."""
    found: list[dict[str, Any]] = []
    while len(found) < len(paths):
        with Child(what, paths[len(found) :], limits, more) as child:
            while len(found) < len(paths):
                answer = child.next()
                found.append(answer or {"problem": STOPPED})
                if answer is None:
                    break
    return found


def refusal(answer: dict[str, Any]) -> str:
    """The sentence a file was refused with; '' where it was read."""
    return str(answer.get("problem") or answer.get("refused") or answer.get("reason") or "")


def is_sentence(said: str) -> bool:
    """Whether it can be shown to a person: words, an end, no stack and not without end."""
    return 10 < len(said) < 600 and said.rstrip().endswith((".", "!")) and "Traceback" not in said


def put(folder: Path, name: str, contents: Sequence[bytes]) -> list[Path]:
    """Files of one kind, numbered."""
    folder.mkdir(parents=True, exist_ok=True)
    stem, dot, suffix = name.partition(".")
    paths = [folder / f"{stem}{number}{dot}{suffix}" for number in range(len(contents))]
    for path, data in zip(paths, contents, strict=True):
        path.write_bytes(data)
    return paths


def damaged(data: bytes, cuts: int, flips: int) -> Iterator[bytes]:
    """Cut at places all over, and with single bits turned."""
    for at in range(cuts):
        yield data[: len(data) * at // cuts]
    chance = random.Random(7)
    for _ in range(flips):
        place = chance.randrange(len(data))
        yield data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


EVIL_NAMES = (
    "../evil.xml", "../../../../evil.xml", "/evil.xml", "/etc/passwd.xml", "..\\evil.xml", "C:\\evil.xml", "C:evil.xml",
    "\\\\host\\share\\evil.xml", "xl/../../evil.xml", "xl/./workbook.xml", "xl//workbook.xml", "xl/workbook.xml/", "~/evil.xml",
    "evil\n.xml", "evil\0.xml", "CON.xml", "aux.xml", "evil.xml ", ".xml", "%2e%2e/evil.xml", "\u202exml.evil", "e" * 3000 + ".xml",
    "file:///evil.xml", "xl/worksheets/../../../evil.xml", "..",
)  # fmt: skip


def _zip(parts: Sequence[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def parts_of(data: bytes) -> list[tuple[str | zipfile.ZipInfo, bytes]]:
    """The members of an archive, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(each.filename, archive.read(each)) for each in archive.infolist()]


def overlapping(count: int = 200, size: int = 1_000_000) -> bytes:
    """An archive all of whose members are one and the same place, so that a few kB unfold to hundreds of MB."""
    one = _zip([("xl/workbook.xml", b" " * size)])
    start = struct.unpack("<I", one[-6:-2])[0]
    local, entry = one[:start], one[start:-22]
    name = b"xl/workbook.xml"
    entries = b"".join(
        entry.replace(name, f"xl/{number:08}.xml".encode()[:15].ljust(15, b"x")) for number in range(count)
    )
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entries), start, 0)
    return local + entries + end


def archives() -> list[bytes]:
    """Spreadsheets that are odd or hostile as archives."""
    good = sheet()
    parts = parts_of(good)
    found: list[bytes] = []
    for name in EVIL_NAMES:
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            found.append(_zip([*parts, (name, b"<evil/>")], method))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        found.append(_zip(parts, method))
    for mode in (0o120777, 0o020666, 0o010666, 0o060666):
        # Links, devices and pipes, as their mode says.
        link = zipfile.ZipInfo("xl/link.xml")
        link.create_system, link.external_attr = 3, mode << 16
        found.append(_zip([*parts, (link, b"/etc/passwd")]))
    with warnings.catch_warnings():
        # Python warns of a name that stands twice; another archiver does not.
        warnings.simplefilter("ignore")
        found.append(_zip([*parts, *parts]))
        found.append(_zip([*parts, *((name, b"<evil/>") for name, _ in parts)]))
    found.append(overlapping())
    found.append(overlapping(60_000, 1_000))
    found.append(_zip([*parts, ("xl/big.xml", b" " * 60_000_000)]))
    found.append(_zip([*parts, *((f"xl/{number}.xml", b"<a/>") for number in range(1_500))]))
    found.append(_zip([("xl/workbook.xml", good)]))
    found.append(b"MZ junk before" * 20 + good)
    found.append(good + b"junk behind" * 50)
    for flag in (0x1, 0x8, 0x40, 0x2000):
        found.append(_flagged(good, flag))
    for size in (0, 1, 0x7FFFFFFF, 0xFFFFFFFF):
        found.append(_lying(good, size))
    found += [b"", b"PK", b"PK\3\4", b"PK\5\6" + b"\0" * 18, b"PK\5\6" + b"\xff" * 18]
    found += list(damaged(good, 25, 40))
    return found


def _flagged(data: bytes, flag: int) -> bytes:
    """Every member said to be encrypted, streamed and so on."""
    found = bytearray(data)
    for mark, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        place = data.find(mark)
        while place >= 0:
            found[place + at] |= flag & 0xFF
            found[place + at + 1] |= flag >> 8
            place = data.find(mark, place + 4)
    return bytes(found)


def _lying(data: bytes, size: int) -> bytes:
    """Every member said to unfold to another size."""
    found = bytearray(data)
    place = data.find(b"PK\1\2")
    while place >= 0:
        found[place + 24 : place + 28] = struct.pack("<I", size)
        place = data.find(b"PK\1\2", place + 4)
    return bytes(found)


_ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
XML_ATTACKS = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{_ENTITIES}]><x>&l11;</x>',
    f'<!DOCTYPE x [<!ENTITY a "{"A" * 100_000}">]><x>{"&a;" * 2_000}</x>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]><x/>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    '<!DOCTYPE x [<!ATTLIST x a CDATA "b">]><x/>',
    "<x>" * 100_000,
    "<x>" * 3_000 + "</x>" * 3_000,
    "<x " + " ".join(f'a{n}="b"' for n in range(50_000)) + "/>",
    "<x><![CDATA[" + "y" * 2_000_000,
    "<x>&undefined;</x>",
    "<x>\x01</x>",
    '<?xml version="1.0" encoding="utf-7"?><x/>',
    '<?xml version="1.0" encoding="ebcdic-cp-be"?><x/>',
    "",
    "no xml at all",
)  # fmt: skip
CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 5_000_000 + "</t></is></c></row>",
    '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
    '<row r="99999999"><c><v>1</v></c></row>',
    '<row r="-1"><c r="A1"><v>1</v></c></row>',
    '<row r="1e9"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A0"><v>1</v></c></row>',
    '<row r="1"><c r="1A"><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>999999</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
    '<row r="1"><c r="A1" s="99999"><v>1</v></c></row>',
    '<row r="1"><c r="A1" s="-1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>NaN</v></c></row>',
    '<row r="1"><c r="A1"><v>1e999</v></c></row>',
    '<row r="1"><c r="A1"><v>0x10</v></c></row>',
    '<row r="1">' + "<c><v>1</v></c>" * 20_000 + "</row>",
)


def sheets_of_xml() -> list[bytes]:
    """Spreadsheets with an attack in each of their parts, and cells of every wrong kind."""
    parts = parts_of(sheet())
    found: list[bytes] = []
    wanted = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")
    for name in wanted:
        for attack in XML_ATTACKS:
            found.append(_zip([(part, attack.encode() if part == name else data) for part, data in parts]))
    for cells in CELLS:
        body = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
        found.append(_zip([(part, body if part == wanted[1] else data) for part, data in parts]))
    return found


JSON_WRONG = (
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "01", "-01", "0x1F", "1.", ".5", "+1", "1e", "1e+", "--1", "1_000", "٣", "9" * 5_000,
    '"\\ud800"', '"\\udfff\\ud800"', '"\\u12"', '"\\x41"', '"\ttab"', '"unclosed', "'single'", "True", "None", "undefined", "[1,]",
    '{"a":1,}', '{"a":1 "b":2}', '{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', "{a:1}", '{1:2}', "[1 2]", "[,1]", "[", "{", "]", "}", "//x", "/*x*/ 1",
    "[" * 200_000, '{"a":' * 50_000, "[" * 5_000 + "]" * 5_000, "\x00", "\xa0 1", "nul", "",
)  # fmt: skip


def json_damage(good: str, values: Sequence[str]) -> list[bytes]:
    """A good document with each wrong thing in the place of each of some values, and in other encodings."""
    found = [
        good.replace(value, wrong, 1).encode("utf-8", "surrogatepass")
        for value in values
        for wrong in JSON_WRONG
    ]
    found += [good.encode(code) for code in ("utf-16", "utf-16-le", "utf-32")]
    found += [
        b"\xff" + good.encode(),
        good.encode().replace(b'"', b'"\xc3\x28', 1),
        good.encode() + b" 1",
        good.encode() * 2,
    ]
    found += [good.encode()[: len(good) * part // 12] for part in range(12)]
    return found


DOORS = (door.ANSWERS, door.KEPT, door.TABLE, door.EVENTS, door.WHOLE, door.PACK, door.PICTURE)
