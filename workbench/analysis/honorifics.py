"""A surname or first name out of a name written without spaces, found by how its owner is addressed: 田中さん, 王经理, 김 과장님."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# One character alone is part of many words, so that what follows it must say that it is a person. The lists are the
# ones in daily use in Japanese, Chinese and Korean offices; longer ones ('部長代理') begin with one of these.
_PERSONAL = "さん さま 様 氏 君 くん ちゃん 殿"
_TITLES = "部長 課長 係長 社長 専務 常務 室長 次長 会長 所長 取締役 リーダー マネージャー"
_SHARED = (
    "先生 女士 小姐 太太 老师 老師 经理 經理 总监 總監 总裁 總裁 主任 主管 工程师 工程師 博士 教授 "
    "处长 處長 局长 科长 课长 课 部长 院长 同学 同事"
)
# '总' and '工' also begin ordinary words: 总量, 总是, 工作.
_SHORT = "总(?![量数是体共计部结线额和之会算的]) 總(?![量數是體共計部結線額和之會算的]) 工(?![作程具业業厂廠人资資艺藝时時]) 哥 姐 兄"
_KOREAN = "씨 님 군 양 선생 박사 교수 사장 부사장 회장 이사 상무 전무 부장 차장 과장 대리 팀장 실장 본부장 사원 주임 매니저"
_HAN = "\u3400-\u9fff\uf900-\ufaff々"
_WRITTEN = re.compile(f"[{_HAN}\u3040-\u30ff]+")
_SYLLABLES = re.compile("[\uac00-\ud7a3]+")
_NO_HAN = f"(?<![{_HAN}])"
# Syllables are folded into their letters: no letter may stand before, and none that would end the last one behind.
_NO_HANGUL, _CLOSED = "(?<![\u1100-\u11ff])", "(?![\u11a8-\u11ff])"


def _any(*lists: str, end: str = "") -> str:
    """A look ahead for one of these, perhaps after a space."""
    words = unicodedata.normalize("NFKD", " ".join(lists)).split()
    return rf"(?=\s?(?:{'|'.join(words)}){end})"


_POLITE, _OFFICE = _any(_PERSONAL), _any(_TITLES)
_CHINESE, _BRIEF, _IN_KOREA = _any(_SHARED), _any(_SHORT), _any(_KOREAN, end=_CLOSED)


def addressed(name: str) -> Iterator[tuple[str, str]]:
    """Give the parts of a name without spaces, and where each of them is a name: (part, pattern), both folded.

    Surnames are the first character or the first two, of names of four and more also three; first names are the rest
    where that is two characters or more. Nothing for other scripts.
    """
    whole = unicodedata.normalize("NFC", name)
    count = len(whole)
    if count < 2:
        return
    if _SYLLABLES.fullmatch(whole):
        for cut in (1,) if count < 4 else (1, 2):
            for part in (whole[:cut], whole[cut:] if count - cut > 1 else ""):
                if part:
                    key = unicodedata.normalize("NFKD", part)
                    yield key, f"{_NO_HANGUL}{re.escape(key)}{_IN_KOREA}"
    elif _WRITTEN.fullmatch(whole):
        for cut in range(1, min(count, 4 if count > 3 else 3)):
            yield from _surname(unicodedata.normalize("NFKD", whole[:cut]), cut, count)
            given = unicodedata.normalize("NFKD", whole[cut:])
            if count - cut > 1:
                yield given, f"{re.escape(given)}(?:{_POLITE}|{_CHINESE})"


def _surname(key: str, cut: int, count: int) -> Iterator[tuple[str, str]]:
    said = re.escape(key)
    if cut > 1:
        yield key, f"{said}(?:{_POLITE}|{_OFFICE}|{_CHINESE}|{_BRIEF})"
        return
    # One character of a long name is seldom a surname: '本部長' is nobody called 本田.
    near = f"{_POLITE}|{_CHINESE}" if count > 3 else f"{_POLITE}|{_OFFICE}|{_BRIEF}"
    yield key, f"{_NO_HAN}{said}(?:{near})"
    if count <= 3:
        # Chinese has no space before it either.
        yield key, f"{said}{_CHINESE}"
