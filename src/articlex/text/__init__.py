"""From bytes to clean text with a map back."""

from __future__ import annotations

from typing import NamedTuple

from articlex.errors import InputError
from articlex.model import Repair


class Decoded(NamedTuple):
    """Text of bytes, and what is known of its encoding."""

    text: str
    encoding: str
    confidence: float
    damage: tuple[Repair, ...]


def decode(data: bytes, *, name: str) -> Decoded:
    """The text of the bytes; raises `InputError` naming `name` where no Chinese encoding fits."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(data.decode("utf-16", "replace"), "utf-16", 1.0, ())
    for encoding in ("utf-8-sig", "gb18030", "big5"):
        try:
            return Decoded(data.decode(encoding), encoding.removesuffix("-sig"), 1.0, ())
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}: no Chinese encoding fits these bytes; save the file as UTF-8")
