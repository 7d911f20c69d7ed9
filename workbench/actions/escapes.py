"""What a text says where formats write letters as escapes: '\\u00e9' in JSON, '&eacute;' in HTML, '=C3=A9' in mails; and where
they part words: tags, folded lines of calendars, hyphens at the ends of lines."""

from __future__ import annotations

import binascii
import html
import re

_JSON = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")
_ENTITY = re.compile(r"&(?:#\d|#[xX][0-9A-Fa-f]|[A-Za-z])")
_QUOTED = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]*\r?\n)")


# A calendar or an address card goes on with a space in the next line; a tag may stand inside a word.
_PARTED = re.compile(r"\r\n[ \t](?=\S)|(?<=\w)[-\u00ad\u2010]\r?\n[ \t]*(?=\w)|</?[A-Za-z][^<>]{0,200}>")


def unescaped(text: str) -> str:
    """A text with the letters that JSON and HTML escape."""
    if "\\" in text:
        text = _JSON.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    return html.unescape(text) if _ENTITY.search(text) else text


def made_whole(text: str) -> str:
    """A text with the words that were parted by lines and tags; words that stood apart by these alone are one, too."""
    return _PARTED.sub("", text)


def unquoted(data: bytes) -> bytes:
    """The content of a file with what 'quoted-printable' mails write as figures, and their broken lines made whole."""
    return binascii.a2b_qp(data) if _QUOTED.search(data) else data
