"""Bytes to text: which encoding a Chinese article is in, and what could not be decoded.

The candidates are those that Chinese news uses: UTF-8, UTF-16, GB18030 (with GBK and GB2312 in it) and Big5
with
the Hong Kong set. A byte order mark decides; then UTF-8 if the bytes are valid as such; then GB18030 and
Big5 are
weighed by how usual the characters are that they give. A declared charset is a hint, never an order: pages
lie.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from articlex.errors import InputError
from articlex.model import Repair
from articlex.text.likelihood import plausibility

MOST_BYTES = 256 * 1024 * 1024
"""An article of more bytes than this is refused: no news article is, and memory must stay bounded."""

_SAMPLE = 2048
_FIRST_SAMPLE = 512
_CLEAR = 160.0
"""Bits by which the best encoding of a first sample leads where no more of the data needs to be asked."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*\\?["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_FAMILY = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-cn": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\u3100-\u312f\u3130-\u33ff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive or office document",
    b"\x1f\x8b": "gzip data",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of an article's bytes.

    `encoding` is the Python codec that gives `text` (`data.decode(encoding, "replace")`); `confidence` is
    between 0 and 1;
    `damage` has a `Repair` of kind `undecodable` for each place of `text` where bytes could not be decoded.
    """

    text: str
    encoding: str
    confidence: float
    damage: tuple[Repair, ...] = ()


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2048])
    return _FAMILY.get(found[1].decode("ascii").lower()) if found else None


def _sample(data: bytes, most: int = _SAMPLE) -> bytes:
    """The first stretches of `data` that hold bytes beyond ASCII, cut at ASCII so that no character is
    torn.
    """
    parts: list[bytes] = []
    size = 0
    for run in re.finditer(rb"(?:[\x80-\xff][\x01-\xff]){1,512}", data):
        parts.append(run[0])
        size += len(run[0])
        if size >= most:
            break
    return b" ".join(parts)


def _utf16(data: bytes, most: int = _SAMPLE) -> dict[str, float]:
    """How plausible the data is as UTF-16 without a mark, in bits a byte; nothing where it cannot be."""
    if len(data) % 2:
        return {}
    head = data[:most]
    scores = {}
    for codec in ("utf-16-le", "utf-16-be"):
        text = head.decode(codec, "replace")
        # ASCII read with its bytes swapped is U+3000 and more, and a control is no character of news.
        strange = len(_CONTROLS.findall(text))
        scores[codec] = (plausibility(text) - 8.0 * strange) / len(head)
    return scores


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _best(data: bytes, most: int) -> tuple[str, float]:
    """The likeliest codec of a sample of about `most` bytes, and by how many bits it leads."""
    declared = _declared(data)
    sample = _sample(data, most)
    scores = {}
    for codec in ("gb18030", "big5hkscs"):
        text = sample.decode(codec, "replace")
        scores[codec] = plausibility(text) / max(len(sample), 1) + (0.5 if codec == declared else 0.0)
    scores.update(_utf16(data, most))
    best, second, *_ = sorted(scores, key=lambda codec: -scores[codec])
    return best, (scores[best] - scores[second]) * len(sample)


def _choose(data: bytes) -> tuple[str, float]:
    """The codec of `data`, which has no byte order mark and is not valid UTF-8, and how sure that is."""
    best, margin = _best(data, _FIRST_SAMPLE)
    if margin < _CLEAR:
        best, margin = _best(data, _SAMPLE)
    as_utf8 = data[: 4 * _SAMPLE].decode("utf-8", "replace")
    valid = len(_HAN.findall(as_utf8))
    broken = as_utf8.count("\ufffd")
    if valid > 4 * broken:  # UTF-8 with a few bytes lost, or cut in the middle of a character
        return "utf-8", round(valid / (valid + 4 * broken), 3)
    # 8 bits are the difference of one usual character; 40 bits leave no doubt.
    return best, round(min(0.5 + max(margin, 0.0) / 80, 1.0), 3)


def _is_binary(data: bytes) -> bool:
    """Whether the data is no text in any encoding; NULs alone (a padded file) do not make it binary."""
    core = data.replace(b"\0", b"")
    controls = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", core[:65536]))
    if len(core) == len(data) and controls * 20 <= len(core[:65536]):
        return False
    if max(_utf16(data).values(), default=0.0) >= 1.0:
        return False
    if controls * 20 > len(core[:65536]):
        return True
    sample = _sample(core)
    usual = max(plausibility(sample.decode(codec, "replace")) for codec in ("utf-8", "gb18030", "big5hkscs"))
    return usual < len(sample)


def _undecodable(text: str, original: int) -> tuple[Repair, ...]:
    """A `Repair` for each run of U+FFFD; `original` of them stood in the data as such."""
    if "\ufffd" not in text:
        return ()
    kind = "undecodable" if original == 0 else "replacement-character"
    return tuple(Repair(kind, m.start(), m.end(), None) for m in re.finditer("\ufffd+", text))


def _refuse(data: bytes, name: str) -> None:
    if not data.strip():
        raise InputError(f"{name}: is empty; an article needs text")
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{name}: has {len(data)} bytes, more than the {MOST_BYTES} that one article may have; split it"
        )
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{name}: is {what}, not text; extract its text first")


def decode(data: bytes, *, name: str) -> Decoded:
    """The text of `data`, with the encoding found and what could not be decoded.

    Raises `InputError`, one sentence that names `name`, where the data is empty, binary, too large, or
    holds no Chinese.

    >>> decode("破获案件8163起".encode("gb18030"), name="a.txt").encoding
    'gb18030'
    """
    _refuse(data, name)
    decoded = _decode(data, name)
    if not _HAN.search(decoded.text):
        raise InputError(f"{name}: holds no Chinese text; articlex reads Chinese articles only")
    return decoded


def _decode(data: bytes, name: str) -> Decoded:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = data.decode(codec, "replace")
            return Decoded(
                text, codec, 1.0, _undecodable(text, data.count("\ufffd".encode()) if "8" in codec else 0)
            )
    valid = _strict(data, "utf-8")
    if valid is not None and "\0" not in valid:
        return Decoded(valid, "utf-8", 1.0, _undecodable(valid, valid.count("\ufffd")))
    if _is_binary(data):
        raise InputError(f"{name}: is binary data, not text; give the article as text")
    codec, confidence = _choose(data)
    text = data.decode(codec, "replace")
    return Decoded(text, codec, confidence, _undecodable(text, 0))
