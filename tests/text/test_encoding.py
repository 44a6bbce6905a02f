"""Bytes to text: encodings, declarations, damage, refusals."""

from __future__ import annotations

import pytest

from articlex.errors import InputError
from articlex.text import decode

SIMPLIFIED = "全市公安机关破获案件8163起，抓获犯罪嫌疑人1.8万余人。"
TRADITIONAL = "警方破獲詐騙集團，拘捕12人，檢獲現金約300萬元。"

# text, codec of the bytes, codec that is found
ENCODED = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
    (SIMPLIFIED, "gb2312", "gb18030"),
    (SIMPLIFIED, "gbk", "gb18030"),
    (SIMPLIFIED + "𠮷", "gb18030", "gb18030"),
    (SIMPLIFIED, "utf-16", "utf-16"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "big5", "big5hkscs"),
    (TRADITIONAL + "啲嘢", "big5hkscs", "big5hkscs"),
    (TRADITIONAL, "gbk", "gb18030"),  # Traditional text in a mainland encoding
    (TRADITIONAL, "utf-8", "utf-8"),
    ("警方拘捕3人", "big5", "big5hkscs"),
    ("警方拘捕3人", "gbk", "gb18030"),
    ("北京今日降雨", "gbk", "gb18030"),
]


@pytest.mark.parametrize(("text", "codec", "found"), ENCODED)
def test_encodings(text: str, codec: str, found: str) -> None:
    decoded = decode(text.encode(codec), name="a.txt")
    assert (decoded.text, decoded.encoding, decoded.damage) == (text, found, ())
    assert 0.5 <= decoded.confidence <= 1.0


def test_a_declaration_that_lies_loses() -> None:
    page = '<html><head><meta charset="big5"></head><body>' + SIMPLIFIED + "</body></html>"
    assert decode(page.encode("gbk"), name="a.html").encoding == "gb18030"


def test_an_xml_declaration_helps() -> None:
    page = '<?xml version="1.0" encoding="Big5"?><p>拘捕</p>'
    assert decode(page.encode("big5"), name="a.xml").text == page


def test_line_breaks_stay_as_they_are() -> None:
    text = "甲县\r\n乙县\n丙县\r"
    assert decode(text.encode(), name="a.txt").text == text


def test_broken_bytes_are_counted() -> None:
    data = SIMPLIFIED.encode()
    decoded = decode(data[:10] + b"\xff" + data[10:], name="a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == sum(r.end - r.start for r in decoded.damage) > 0
    assert {r.kind for r in decoded.damage} == {"undecodable"}


def test_a_file_cut_in_a_character_is_read() -> None:
    decoded = decode((SIMPLIFIED * 3).encode()[:-1], name="a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(SIMPLIFIED)
    assert len(decoded.damage) == 1


def test_padding_is_no_binary_data() -> None:
    decoded = decode(SIMPLIFIED.encode("gbk") + bytes(500), name="a.txt")
    assert decoded.encoding == "gb18030"
    assert decoded.text.rstrip("\0") == SIMPLIFIED


# bytes, words of the message
REFUSED = [
    (b"", "empty"),
    (b" \n\t", "empty"),
    (b"\x89PNG\r\n\x1a\n\0\0", "image"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04....", "archive"),
    (bytes(range(256)) * 4, "binary"),
    (b"No Chinese here, only 12 words.", "no Chinese text"),
    ("ひらがなだけ".encode(), "no Chinese text"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_refusals_name_the_file(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        decode(data, name="news/a.txt")
    assert str(caught.value).startswith("news/a.txt: ")
    assert "\n" not in str(caught.value)
