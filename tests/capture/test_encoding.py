"""In which encoding bytes are text: (bytes, declared charset, codec), each with its case."""

from __future__ import annotations

import codecs
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.capture.encoding import decoded, known
from onrecord.errors import NotText

ENGLISH = "The mayor said: “We’ll open the bridge – in May.”\n"
SPANISH = "«El puente se abrirá mañana», dijo la señora Peña. ¿Cuándo? A las 9 ½, según el señor Ibáñez.\n"
FRENCH = "« L’été, on a créé ce marché », a déclaré Zoé Lefèvre à Nîmes ; le billet coûte 5 €.\n"
RUSSIAN = "Мэр сказал, что мост через реку откроют в мае, и поблагодарил рабочих за их долгий труд.\n"
POLISH = "Burmistrz powiedział, że most zostanie otwarty w maju, a łódź dostanie świąteczną żółtą flagę.\n"
JAPANESE = "市長は「橋は五月に開通する」と述べ、長い間働いてきた人々に感謝した。\n"


@pytest.mark.parametrize(
    ("content", "declared", "codec"),
    [
        (ENGLISH.encode(), None, "utf-8"),
        (b"plain words", None, "utf-8"),
        (SPANISH.encode("utf-8-sig"), None, "utf-8-sig"),
        (SPANISH.encode("utf-8-sig"), "windows-1252", "utf-8-sig"),  # the mark comes before the declaration
        (codecs.BOM_UTF16_LE + SPANISH.encode("utf-16-le"), None, "utf-16"),
        (codecs.BOM_UTF16_BE + SPANISH.encode("utf-16-be"), "utf-8", "utf-16"),
        (codecs.BOM_UTF32_LE + SPANISH.encode("utf-32-le"), None, "utf-32"),
        (codecs.BOM_UTF32_BE + SPANISH.encode("utf-32-be"), None, "utf-32"),
        # UTF-16 without its mark
        (ENGLISH.encode("utf-16-le"), None, "utf-16-le"),
        (SPANISH.encode("utf-16-be"), None, "utf-16-be"),
        (JAPANESE.encode("utf-16-be"), None, "utf-16-be"),
        (RUSSIAN.encode("utf-16-le"), None, "utf-16-le"),
        (RUSSIAN.encode("utf-16-be"), "utf-16be", "utf-16-be"),
        (JAPANESE.encode("utf-16-le"), "utf-16", "utf-16-le"),
        (SPANISH.encode("utf-16-be"), "utf-16", "utf-16-be"),  # declared the wrong way round
        (SPANISH.encode("utf-16-le"), "utf-8", "utf-16-le"),
        # declared, and so
        (SPANISH.encode("cp1252"), "windows-1252", "cp1252"),
        (FRENCH.encode("cp1252"), "ISO-8859-1", "cp1252"),  # as the Encoding standard reads the label
        ("L'été à Nîmes coûte 5 €.".encode("iso8859-15"), "iso-8859-15", "iso8859-15"),
        (RUSSIAN.encode("cp1251"), "Windows-1251", "cp1251"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", "koi8-r"),
        (POLISH.encode("iso8859-2"), "latin2", "iso8859-2"),
        (JAPANESE.encode("cp932"), "x-sjis", "cp932"),
        (JAPANESE.encode("iso2022_jp"), "ISO-2022-JP", "iso2022_jp"),
        (JAPANESE.encode("euc_jp"), "euc-jp", "euc_jp"),
        ("市长说：“桥将在五月开通。”".encode("gb18030"), "gb2312", "gb18030"),
        (b"plain words", "us-ascii", "cp1252"),
        # declared inside
        (f'<meta charset="windows-1251">{RUSSIAN}'.encode("cp1251"), None, "cp1251"),
        (f"<META http-equiv=x content='text/html; charset = koi8-r'>{RUSSIAN}".encode("koi8-r"), None, "koi8-r"),
        (f"<?xml version='1.0' encoding='iso-8859-2'?><html>{POLISH}".encode("iso8859-2"), None, "iso8859-2"),
        (f'<meta charset="utf-16">{SPANISH}'.encode(), None, "utf-8"),  # it was read as ASCII
        (f'<meta charset="windows-1251">{SPANISH}'.encode("cp1252"), "windows-1252", "cp1252"),  # the carrier first
        (f'<meta charset="windows-1252">{SPANISH}'.encode("cp1252"), "utf-8", "cp1252"),  # the carrier is wrong
        # declared, and wrong
        (SPANISH.encode(), "iso-8859-1", "utf-8"),
        (f'<meta charset="windows-1251">{RUSSIAN}'.encode(), None, "utf-8"),
        (SPANISH.encode("cp1252"), "utf-8", "cp1252"),
        (SPANISH.encode("cp1252"), "utf-16", "cp1252"),
        (ENGLISH.encode(), "utf-16le", "utf-8"),
        (SPANISH.encode(), "no-such-charset", "utf-8"),
        (SPANISH.encode(), "\x00\udc80", "utf-8"),
        (SPANISH.encode(), "", "utf-8"),
        (SPANISH.encode("cp1252"), "rot13", "cp1252"),
        # nothing declared
        (ENGLISH.encode("cp1252"), None, "cp1252"),
        (SPANISH.encode("cp1252"), None, "cp1252"),
        (FRENCH.encode("cp1252"), None, "cp1252"),
        (b"caf\xe9", None, "cp1252"),  # a lone byte, at the end
        (b"It\x92s open.", None, "cp1252"),
        (b"5 \x80", None, "cp1252"),
        (RUSSIAN.encode("cp1251") * 3, None, "cp1251"),
        (f"<p lang=ru>{RUSSIAN}</p>".encode("cp1251") * 3, None, "cp1251"),
    ],
)
def test_codec(content: bytes, declared: str | None, codec: str) -> None:
    assert decoded(content, "page", declared) == (codec, content.decode(codec))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\x0c ", "is blank"),
        ("\u00a0\u2003\u3000".encode(), "is blank"),
        (codecs.BOM_UTF8, "is blank"),
        (codecs.BOM_UTF16_LE, "is blank"),
        (" \n".encode("utf-16"), "is blank"),
        (b"%PDF-1.7\n1 0 obj\n", "is a binary file"),
        (b"\x89PNG\r\n\x1a\n", "is a binary file"),
        (b"PK\x03\x04 words", "is a binary file"),
        (b"\x1f\x8b\x08 words", "is a binary file"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "is a binary file"),
        (b"GIF89a\x01\x00\x01\x00\x80\x01\x00", "is binary"),
        (b"words\x00 and word", "is binary: it holds NUL bytes"),  # even, and each pair of bytes a letter of UTF-16
        ("la señora\x00 Peña".encode("cp1252"), "is binary: it holds NUL bytes"),
        (b"words\x00and words", "is binary: it holds NUL bytes"),
        (bytes(64), "is binary"),
        (bytes(range(256)), "is binary"),
        (bytes(range(1, 32)) * 4, "is binary: it holds control characters"),
        (b"\x05\x00\x07\x00\x02\x00\x01\x00", "is binary"),  # numbers of 16 bits
        ("words\x01\x02\x03".encode("utf-16"), "is binary"),
        ("La señora Peña habló con".encode() + b"\xc3", "is UTF-8 but for byte 27, 0xc3 (unexpected end of data)"),
        ("He said “no".encode() + b"\xe2\x80", "is UTF-8 but for byte 13, 0xe2 (unexpected end of data)"),
        (b"He said \xe2\x80", "is UTF-8 but for byte 8"),  # cut short in its only quotation mark
        (f"{SPANISH}\x92{SPANISH}".encode().replace(b"\xc2\x92", b"\x92"), "is UTF-8 but for byte"),
        (codecs.BOM_UTF8 + b"caf\xe9 au lait", "begins as utf-8-sig but is not utf-8-sig at byte"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "begins as utf-16 but"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "begins as utf-16 but"),  # half a surrogate pair
        (b"\x81\x8d\x8f\x90\x9d\xff\xfe" * 9, "is binary"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1"])
def test_not_text(content: bytes, reason: str, declared: str | None) -> None:
    with pytest.raises(NotText) as caught:
        decoded(content, "day/page.html", declared)
    assert caught.value.subject == "day/page.html"
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "text",
    ["BZh is how the file begins.", "GIF89a was a format.", "RIFF raff", "PK said no.", "A bell: \x07" + "." * 99],
)
def test_words_that_begin_like_a_file(text: str) -> None:
    assert decoded(text.encode(), "text", None) == ("utf-8", text)


@pytest.mark.parametrize(
    "label",
    """utf-7 hex base64 zlib bz2 rot13 idna punycode unicode_escape raw_unicode_escape undefined cp037 os ../../etc
    mbcs""".split(),  # noqa: SIM905
)
def test_codecs_that_are_never_run(label: str) -> None:
    assert known(label) is None


@given(st.text(min_size=1, max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
@settings(max_examples=150, deadline=None)
def test_unicode_with_a_mark_or_none_is_read_back(text: str, codec: str) -> None:
    content = text.encode(codec)
    try:
        found, read = decoded(content, "page", None)
    except NotText:
        marked = text.startswith("\ufeff") or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        assert marked or not text.strip() or not text.isprintable()
    else:
        assert read == content.decode(found)


@given(st.binary(max_size=300), st.none() | st.text(max_size=12) | st.sampled_from(["utf-8", "latin1", "utf-16"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_without_error_or_refused(content: bytes, declared: str | None) -> None:
    try:
        codec, text = decoded(content, "page", declared)
    except NotText as error:
        assert error.subject == "page"  # noqa: PT017 (either is right)
    else:
        assert content.decode(codec) == text
        assert text.strip()
        assert "\x00" not in text


def test_nothing_heavy_is_loaded_for_common_pages() -> None:
    code = """if True:
        import sys
        from onrecord.capture import capture_bytes
        for codec in ("utf-8", "cp1252", "utf-16-le"):
            capture_bytes("La señora dijo «no».".encode(codec), "page")
        print([name for name in ("charset_normalizer", "httpx2", "httpcore2", "protego") if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
