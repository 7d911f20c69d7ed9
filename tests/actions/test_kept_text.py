"""What a kept file says, in any encoding a text may be in: a name in it is found, and nothing else is made of it."""

from __future__ import annotations

import base64
import json
import random
import time

import pytest

from workbench.actions.kept_text import blocks
from workbench.analysis.names import Names, Person

ACCENTS, CYRILLIC, CHINESE, JAPANESE, KOREAN = (
    ("Řehoř Dvořák", "Příliš žluťoučký kůň, zápis ze středy. "),
    ("Анна Петрова", "Отчёт о смене, и ничего не было. "),
    ("王小明", "会议讨论了计划，没有问题。"),
    ("山田太郎", "議事録です。問題はありません。"),
    ("김철수", "회의록입니다. 문제는 없습니다. "),
)
TRADITIONAL = ("王小明", "會議討論了計劃，沒有問題。")
WRITTEN = [
    *((ACCENTS, code) for code in ("cp1250", "utf-16-le", "utf-16-be", "utf-8")),
    *((CYRILLIC, code) for code in ("cp1251", "koi8-r", "utf-16-le", "utf-16-be")),
    *((CHINESE, code) for code in ("gbk", "gb18030", "utf-16-le", "utf-16-be")),
    *((JAPANESE, code) for code in ("cp932", "euc_jp", "utf-16-le", "utf-16-be")),
    *((KOREAN, code) for code in ("euc_kr", "cp949", "utf-16-le")),
    (TRADITIONAL, "big5"),
    (("Zoë Côté", "Réunion d’hier – “notes” à 5 €. "), "cp1252"),
]


def named(name: str, data: bytes) -> bool:
    known = Names([Person(name)])
    needles = known.needles({name})
    return any(needles.may_be_in(each) and known.found(each, careful=True) for each in blocks(data))


@pytest.mark.parametrize(("said", "code"), WRITTEN)
def test_a_name_is_found_in_any_encoding(said: tuple[str, str], code: str) -> None:
    name, words = said
    assert named(name, f"{words}{name} {words}".encode(code))
    assert named(name, f"{words * 900}{name} {words * 900}".encode(code))
    assert not named(name, (words * 900).encode(code))


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"by": "Zoë Côté"}).encode(),
        b"by Zo\\xeb C\\xf4t\\xe9",
        b"<p>Zo&euml;&nbsp;C&ocirc;t&#233; &amp; others</p>",
        b"<p>C&#xF4;t&#xE9;</p>",
        b"From: x\n\nsaid by Zo=C3=AB C=C3=B4t=C3=A9, twice\n",
        b"said by Zo=EB C=F4t=E9\n",
        b"a long line that ends in the name of Zo=C3=AB C=C3=\n=B4t=C3=A9 and goes on\n",
        # One broken sign does not make it another encoding.
        "Zoë Côté \udcff".encode("utf-8", "surrogateescape"),
    ],
)
def test_a_name_is_found_in_what_formats_escape(data: bytes) -> None:
    assert named("Zoë Côté", data)


def test_what_is_no_text_says_nothing() -> None:
    assert list(blocks(bytes(range(256)) * 40)) == []
    assert list(blocks(random.Random(7).randbytes(50_000))) == []
    assert list(blocks(b"")) == []


def test_a_picture_inside_a_text_names_nobody() -> None:
    picture = base64.encodebytes(random.Random(7).randbytes(400_000))
    assert b"Ann" in picture
    for data in (picture, picture.replace(b"\n", b"")):
        assert not named("Ann Lee", b"Subject: a picture\n\n" + data)
    assert named("Ann Lee", picture + b"\nby Ann")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Анна Петрова", "Отчёт,о,смене,".encode()),
        ("Анна Петрова", "Отчётосменеиничего".encode("koi8-r")),
        ("Bo Li", b"likely,limit,oblique;"),
        ("山田太郎", "議事録です問題はありません".encode("cp932")),
        ("Zoë Côté", b"a"),
    ],
)
def test_a_long_line_takes_little_time(name: str, line: bytes) -> None:
    data = line * (2_000_000 // len(line))
    begun = time.process_time()
    assert not named(name, data)
    assert max(map(len, blocks(data))) < 25_000
    # A wide margin: it takes half a second where this was written.
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\r\nATTENDEE;CN=Zebedee Quill\r\n feather:mailto:x\r\n",
        b"minutes, as said by Zebedee Quill-\nfeather, and others\n",
        b"<p><b>Zebe</b>dee <i>Quill</i>feather</p>",
        b"\x00\x1b[1mQuillfeather, Zebedee\x1b[0m\x08\x08\x00\x00\x00 logged in\n",
    ],
)
def test_a_name_that_is_parted_by_lines_tags_and_signs_of_a_terminal_is_found(data: bytes) -> None:
    assert named("Zebedee Quillfeather", data)


@pytest.mark.parametrize(
    ("name", "text"), [("Mia Core", "Replace the core switch in May."), ("Max Load", "Load test of the shop")]
)
def test_a_file_names_nobody_by_a_word_of_the_work(name: str, text: str) -> None:
    assert not named(name, text.encode())
