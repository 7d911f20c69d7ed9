"""Names inside links and longer words: none of them may stay, and what only looks like one does."""

from __future__ import annotations

import time
from urllib.parse import unquote

import pytest

from workbench.analysis.names import Names, Person

NAMES = Names(
    [
        Person("Zebedee Quillfeather", "Harbour master"),
        Person("Jürgen Weiß", "Chief"),
        Person("Ada Donald", "Pilot"),
        Person("Jan May", "Clerk"),
    ],
    keep=("Quillfeather24 Ltd",),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see https://x/a/Zebedee%20Quillfeather%20notes.docx.", "see a link that names Harbour master."),
        ("https://x/quillfeather2/minutes", "A link that names Harbour master"),
        ("at https://x/J%C3%BCrgen%20Wei%C3%9F", "at a link that names Chief"),
        ("at https://x/J%FCrgen%20Wei%DF", "at a link that names Chief"),
        ("at https://x/Zebedee%2520Quillfeather", "at a link that names Harbour master"),
        ("at https://x/Zebedee%20Q/J%C3%BCrgen", "at a link that names a colleague"),
        ("in Zebedee%20Quillfeather.docx", "in a link that names Harbour master"),
        ("by Zebedee Quillfeather%20x", "by a link that names Harbour master"),
        ("a,https://x/Quillfeather b", "a,a link that names Harbour master b"),
        ("by quillfeather2@tern.example", "by Harbour master2@tern.example"),
        ("by Quillfeather42", "by Harbour master42"),
        ("by 2Quillfeather", "by 2Harbour master"),
        ("in minutesQuillfeather.txt", "in minutesHarbour master.txt"),
        ("in minutes2026ZebedeeQuillfeather3", "in minutes2026Harbour master3"),
        ("the QuillfeatherTeam", "the Harbour masterTeam"),
        ("the ZQuillfeather2", "the Harbour master2"),
        ("the OPSQuillfeather", "the OPSHarbour master"),
        ("by jürgenWeiß7", "by Chief7"),
        ("by Ada2026Ada", "by Pilot2026Pilot"),
        ("by JUERGEN7", "by Chief7"),
    ],
)
def test_nothing_of_a_name_stays(text: str, said: str) -> None:
    assert NAMES.redact(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "McDonald and MacDonald",
        "jan2024, MayRelease, May24",
        "commit 4ada7f2e and 0ada1ada",
        "Quillfeather24 Ltd",
        "https://x.example/a%20b/c?d=%41&e=50%",
        "100% of 3rd2 GitHub4 iPhone x86 %zz :// ://",
    ],
)
def test_what_only_looks_like_a_name_stays(text: str) -> None:
    assert NAMES.redact(text) == text
    assert NAMES.found(unquote(text)) == frozenset()


def test_long_texts_take_no_time() -> None:
    """A text of one long word, or of many links, is gone through once."""
    texts = [
        "1" * 90_000 + "x",
        "1f" * 45_000,
        "aB3" * 30_000,
        "%20" * 30_000,
        "https://" * 10_000,
        "x" * 90_000 + "://",
        "Ünä" * 30_000,
    ]
    begun = time.process_time()
    for text in texts:
        assert NAMES.redact(text) == text
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://x/Quillfeather、次に", "A link that names Harbour master、次に"),
        ("「https://x/Quillfeather」を見る。", "「a link that names Harbour master」を見る。"),
        ("参照：https://x/Quillfeather。終わり", "参照：a link that names Harbour master。終わり"),
        ("https://x/Quillfeatherを見る", "A link that names Harbour masterを見る"),
        ("https://x/Quillfeather/を見る", "A link that names Harbour masterを見る"),
        ("https://x/Quillfeather看一下", "A link that names Harbour master看一下"),
        ("https://x/Quillfeather를 보세요", "A link that names Harbour master를 보세요"),
        ("（https://x/Quillfeather）", "（a link that names Harbour master）"),
        ("資料はZebedee%20Quillfeather.docxを見る", "資料はa link that names Harbour masterを見る"),
        ("https://x/会議/打ち合わせ.docx?by=Quillfeather", "A link that names Harbour master"),
        ("https://x/Quillfeather/会議を見る", "A link that names Harbour masterを見る"),
        ("https://x/a%20bと、https://x/Quillfeather", "https://x/a%20bと、a link that names Harbour master"),
        ("https://x/a%20bとhttps://x/Quillfeatherへ", "https://x/a%20bとa link that names Harbour masterへ"),
        ("at https://x/Quillfeather/überblick!", "at a link that names Harbour master!"),
    ],
)
def test_a_link_ends_where_text_without_a_space_follows(text: str, said: str) -> None:
    assert NAMES.redact(text) == said


def test_many_links_without_spaces_take_no_time() -> None:
    text = "https://x/a%20bと" * 6_000 + "打" * 90_000 + "%20打" * 6_000
    begun = time.process_time()
    assert NAMES.redact(text) == text
    assert time.process_time() - begun < 5
