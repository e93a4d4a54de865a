"""In which encoding the bytes are text.

Comes in: bytes and what the carrier declared; goes out: the codec that decodes them without error, and the text.
It changes no byte; a byte-order mark is left for the document to drop.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from onrecord.errors import NotText

__all__ = ["decoded"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{2,40})", re.I)
XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w:.-]{2,40})", re.I)
SNIFFED = 4096
CUT_OFF = 200_000
"""Bytes a guess is made on."""
BINARY = re.compile(
    rb"%PDF-\d|\x89PNG|\xff\xd8\xff|PK\x03\x04|\x1f\x8b|\x7fELF|SQLite format 3\x00|BZh\d1AY&SY|\xfd7zXZ|RIFF....WEBP",
    re.S,
)
# What the WHATWG Encoding standard lets a page be in, by Python's names; no other codec is run on foreign bytes.
NARROW = frozenset(
    """utf-8 cp866 cp874 cp949 cp950 cp932 big5hkscs gb18030 gbk euc_jp iso2022_jp koi8-r koi8-u mac-roman mac-cyrillic
    iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15
    iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258""".split()  # noqa: SIM905
)
WIDE = frozenset(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
# Labels that mean more than their name says (Encoding standard, section 4.2).
STANDS_FOR = {
    "utf-16": "utf-16-le",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# What is guessed at where nothing is declared: the one usual encoding of a script, not its rare cousins.
GUESSED = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5hkscs",
    "cp949",
]
LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŸ"
JOINERS = "’‘–—·\xad"
MARKS_APART = "\xa0¡¿«»‚“”„‹›…•ªº°€£¢§©®™´¨†‡¼½¾²³¹×±¶"
FOREIGN = re.compile(rf"[^\x00-\x7f{LETTERS}{JOINERS}{MARKS_APART}]")
STRANGE = re.compile(rf"[{LETTERS}]{{3,}}|(?<=[A-Za-z{LETTERS}])[{MARKS_APART}](?=[A-Za-z{LETTERS}])")
"""What other encodings look like as windows-1252: Cyrillic is all accents (French has two in a row, in *créée*), Polish
has marks inside words."""
MOST_STRANGE = 0.1
PLAIN = bytes([9, 10, 13, *range(32, 127)])
MOST_NUL, LEAST_PLAIN = 0.25, 0.9
"""UTF-16 is NUL for one half in Latin letters; in other letters its bytes are seldom printable ASCII."""
MOST_CONTROL = 0.01
"""Share of control characters above which it is no text; pages in the wild carry a stray one."""


def decoded(content: bytes, source: str, declared: str | None) -> tuple[str, str]:
    """Codec and text: by byte-order mark, by what is declared, as UTF-8, then by detection.

    `declared` is the charset the carrier named. UTF-8 with characters beyond ASCII outdoes another declaration: no
    text in another encoding is UTF-8 by accident. Raises NotText, naming `source`.
    """
    if not content:
        raise NotText(source, "is empty")
    if BINARY.match(content):
        raise NotText(source, "is a binary file, not a page")
    codec = marked(content) or unmarked(content, source, declared)
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise NotText(source, f"begins as {codec} but is not {codec} at byte {error.start}") from error
    if not text.lstrip("\ufeff").strip():
        raise NotText(source, "is blank")
    if not is_readable(text):
        raise NotText(source, "is binary: it holds control characters")
    return codec, text


def marked(content: bytes) -> str | None:
    return next((codec for mark, codec in MARKS if content.startswith(mark)), None)


def unmarked(content: bytes, source: str, carrier: str | None) -> str:
    """The codec of bytes without a byte-order mark. Raises NotText."""
    named = labels(content, carrier)
    if b"\x00" in content:
        return wide_codec(content, source, named)
    refuse_broken_utf8(content, source)
    is_utf8 = decodes(content, "utf-8")
    if is_utf8 and not content.isascii():
        return "utf-8"
    declared = next((codec for codec in named if codec in NARROW and decodes(content, codec)), None)
    return declared or ("utf-8" if is_utf8 else detected(content, source))


def labels(content: bytes, carrier: str | None) -> list[str]:
    """The codecs that the carrier and the page name, in this order."""
    inside = XML.match(content[:SNIFFED]) or DECLARED.search(content[:SNIFFED])
    named = [carrier, inside[1].decode("ascii") if inside else None]
    return [codec for codec in map(known, filter(None, named)) if codec]


def known(label: str) -> str | None:
    """The codec of a charset label, None for one that no page may be in."""
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    name = STANDS_FOR.get(name, name)
    return name if name in NARROW or name in WIDE else None


def decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeError:
        return False
    return True


def wide_codec(content: bytes, source: str, named: list[str]) -> str:
    """UTF-16 without its mark: the NUL bytes of its spaces and marks all stand on one side, and it is text.

    Else what is declared, if it holds. Raises NotText.
    """
    if has_stray_nul(content):
        raise NotText(source, "is binary: it holds NUL bytes")
    sides = {"utf-16-le": content[::2], "utf-16-be": content[1::2]}
    for codec, without in sides.items():
        if b"\x00" not in without and decodes(content, codec):
            sample = content[:CUT_OFF].decode(codec, "ignore")
            if all(unicodedata.category(mark) not in ("Cn", "Co") for mark in sample):
                return codec
    for codec in named:
        if codec in WIDE and decodes(content, codec):
            return codec
    raise NotText(source, "is binary: it holds NUL bytes")


def has_stray_nul(content: bytes) -> bool:
    """Whether it is ASCII but for a few bytes, some of them NUL: read two by two it could pass for UTF-16."""
    nul = content.count(b"\x00")
    plain = len(content) - len(content.translate(None, PLAIN))
    return nul < MOST_NUL * len(content) and plain > LEAST_PLAIN * (len(content) - nul)


def detected(content: bytes, source: str) -> str:
    """The codec of bytes that are not UTF-8 and not what they are declared to be. Raises NotText."""
    if decodes(content, "cp1252") and is_western(content[:CUT_OFF].decode("cp1252")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:CUT_OFF], cp_isolation=GUESSED).best()
    if best is None or not decodes(content, best.encoding):
        raise NotText(source, "is binary, or in no encoding that can be told")
    return codecs.lookup(best.encoding).name


def refuse_broken_utf8(content: bytes, source: str) -> None:
    """Raise NotText for UTF-8 with a few wrong bytes or cut short: in any other encoding it would be gibberish."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        right, wrong = utf8_counts(content)
        if right > wrong or (error.end == len(content) and error.end - error.start > 1):
            reason = f"is UTF-8 but for byte {error.start}, {content[error.start]:#04x} ({error.reason})"
            raise NotText(source, reason) from error


def utf8_counts(content: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII there are, and how many places that are no UTF-8."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    return len(text) - len(text.encode("ascii", "ignore")) - wrong, wrong


def is_western(text: str) -> bool:
    """Whether a text read as windows-1252 looks like one: letters and marks of western Europe, where they may stand."""
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    strange = sum(len(match[0]) for match in STRANGE.finditer(text))
    return FOREIGN.search(text) is None and strange <= MOST_STRANGE * beyond


def is_readable(text: str) -> bool:
    """Whether it holds no NUL and next to no control characters besides those of white space."""
    control = sum(len(run) for run in re.findall(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+", text))
    return "\x00" not in text and control <= MOST_CONTROL * len(text)
