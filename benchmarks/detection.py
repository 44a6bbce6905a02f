"""How often the encoding of a Chinese text is found, against the general detectors.

    detection.py [CASES_PER_CELL]

Texts are generated: words of jieba's dictionary drawn by frequency, with figures and punctuation, from
headlines of a
few characters to whole pages. A case is right if the text decoded by the encoding found equals the text
that was
encoded. chardet, faust-cchardet and charset-normalizer are measured where they are installed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module

from articlex import lexicon
from articlex.errors import InputError
from articlex.text import decode

LENGTHS = {
    "headline 6-12": (6, 12),
    "headline 13-25": (13, 25),
    "sentence 60": (55, 65),
    "article 500": (480, 520),
}
ENCODINGS = ("utf-8", "gb18030", "gb18030 Traditional", "big5", "big5hkscs", "utf-16-le")
Detector = Callable[[bytes], "str | None"]


def vocabulary() -> tuple[list[str], list[int]]:
    """Common words of two to four characters and their frequencies."""
    import jieba  # type: ignore[import-untyped]

    words, weights = [], []
    with jieba.get_dict_file() as lines:
        for raw in lines:
            word, frequency, *_ = raw.decode("utf-8").split(" ")
            if 2 <= len(word) <= 4 and int(frequency) >= 50 and all("\u4e00" <= c <= "\u9fff" for c in word):
                words.append(word)
                weights.append(int(frequency))
    return words, weights


def traditional() -> dict[int, str]:
    """A Traditional character for each Simplified one, the first that Big5 has."""
    out: dict[int, str] = {}
    for entry in lexicon.load("fold"):
        written = entry["written"]
        if b"\xa4" <= written.encode("big5", "ignore")[:1] < b"\xc9":
            out.setdefault(ord(entry["folded"]), written)
    return out


def texts(dice: random.Random, least: int, most: int) -> Iterator[str]:
    """Endless text of `least` to `most` characters."""
    words, weights = vocabulary()
    while True:
        size = dice.randint(least, most)
        parts: list[str] = []
        while sum(map(len, parts)) < size:
            parts += dice.choices(words, weights, k=dice.randint(1, 4))
            if dice.random() < 0.4:
                parts.append(f"{dice.randint(2, 9999)}{dice.choice('人起件元万个')}")
            parts.append(
                dice.choice(["，", "，", "。", "、", ""]) if size > 20 else dice.choice(["", "", " "])
            )
        yield "".join(parts)[:size].strip()


def cases(count: int) -> Iterator[tuple[str, str, str, bytes]]:
    """`count` cases of each encoding and length: encoding, length, text, bytes."""
    to_traditional = traditional()
    for length, (least, most) in LENGTHS.items():
        source = texts(random.Random(length), least, most)
        for encoding in ENCODINGS:
            made = 0
            while made < count:
                text = next(source)
                codec = encoding.split()[0]
                if encoding not in ("utf-8", "gb18030", "utf-16-le") or (codec[:3] == "utf" and made % 2):
                    text = text.translate(to_traditional)
                if codec == "big5hkscs":
                    text = text[:-1] + random.Random(made).choice("啲嘅喺咗嚟冇佢哋")
                try:
                    data = text.encode(codec)
                except UnicodeEncodeError:
                    continue  # a word that this encoding does not have
                made += 1
                yield encoding, length, text, data


def ours(data: bytes) -> str | None:
    try:
        return decode(data, name="case").encoding
    except InputError:
        return None


def peers() -> dict[str, Detector]:
    """The detectors that are installed."""
    found: dict[str, Detector] = {}
    for label, module, read in (
        ("chardet", "chardet", lambda m, data: m.detect(data)["encoding"]),
        ("faust-cchardet", "cchardet", lambda m, data: m.detect(data)["encoding"]),
        (
            "charset-normalizer",
            "charset_normalizer",
            lambda m, data: getattr(m.from_bytes(data).best(), "encoding", None),
        ),
    ):
        try:
            loaded = import_module(module)
        except ImportError:
            print(f"{label} is not installed and left out", file=sys.stderr)
            continue
        found[label] = lambda data, read=read, loaded=loaded: read(loaded, data)  # type: ignore[misc]
    return found


def right(data: bytes, text: str, encoding: str | None) -> bool:
    """Whether decoding by `encoding` gives the text; GB names are read by their superset."""
    if encoding is None:
        return False
    name = encoding.lower()
    try:
        return data.decode("gb18030" if name.startswith("gb") else name) == text
    except (LookupError, UnicodeDecodeError):
        return False


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    detectors: dict[str, Detector] = {"articlex": ours, **peers()}
    everything = list(cases(count))
    score = {(label, encoding): 0 for label in detectors for encoding in (*ENCODINGS, *LENGTHS)}
    spent = dict.fromkeys(detectors, 0.0)
    for label, detect in detectors.items():
        for encoding, length, text, data in everything:
            start = time.perf_counter()
            found = detect(data)
            spent[label] += time.perf_counter() - start
            hit = right(data, text, found)
            score[label, encoding] += hit
            score[label, length] += hit
    print(f"{len(everything)} cases; share right in percent")
    print("| | " + " | ".join(detectors) + " |\n|---|" + "---:|" * len(detectors))
    for row in (*ENCODINGS, *LENGTHS):
        total = sum(row in (case[0], case[1]) for case in everything)
        print(
            f"| {row} | " + " | ".join(f"{100 * score[label, row] / total:.1f}" for label in detectors) + " |"
        )
    overall = {label: sum(score[label, e] for e in ENCODINGS) for label in detectors}
    print(
        "| **all** | "
        + " | ".join(f"**{100 * overall[label] / len(everything):.1f}**" for label in detectors)
        + " |"
    )
    print(
        "| ms a case | "
        + " | ".join(f"{1000 * spent[label] / len(everything):.2f}" for label in detectors)
        + " |"
    )


if __name__ == "__main__":
    main()
