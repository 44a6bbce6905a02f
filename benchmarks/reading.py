"""How fast articles are read, and how the main text of pages compares with other extractors.

    reading.py                     characters a second, one core, on generated text
    reading.py files FOLDER        the same on the text files in FOLDER
    reading.py pages FOLDER        main text of the pages in FOLDER against trafilatura, time against
    selectolax

FOLDER is any folder of news texts or pages; nothing of it is kept. trafilatura and selectolax are measured
where they
are installed.
"""

from __future__ import annotations

import random
import re
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from articlex.errors import InputError
from articlex.model import Article
from articlex.text import Reading, decode, fold, read

ROOT = Path(__file__).parent.parent
SENTENCES = (
    "{m}月{d}日，记者从某市公安局获悉，{y}年全市公安机关共破获各类刑事案件{a}起，抓获犯罪嫌疑人{b}人，同比上升{p}%。",
    "与此同时，全市开展专项行动，处罚违法人员{a}人次，约谈企业{b}家，冻结涉案资金{p}亿元。",
    "据统计，前三季度社会消费品零售总额达到{p}万亿元，比上年同期增长{p}%，其中餐饮收入增长较快。",
    "市消防部门调派{b}辆消防车赶赴现场，经过两个多小时扑救，明火被扑灭，起火原因正在调查之中。",
    "会议指出，要坚持以人民为中心的发展思想，完善公共安全体系，推动治理模式向事前预防转型。",
)


def generated(size: int, seed: int) -> str:
    """Simplified news of about `size` characters, a paragraph every three sentences."""
    dice = random.Random(seed)
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        for _ in range(3):
            figures = {"a": dice.randint(2, 9999), "b": dice.randint(2, 99), "m": dice.randint(1, 12)}
            figures.update(d=dice.randint(1, 28), y=dice.randint(2015, 2024))
            parts.append(
                dice.choice(SENTENCES).format(p=f"{dice.randint(1, 99)}.{dice.randint(1, 9)}", **figures)
            )
        parts.append("\n\n　　")
    return "".join(parts).strip()


def traditional(text: str) -> str:
    """The text in Traditional characters, by the first that folds to each."""
    from articlex import lexicon

    table: dict[int, str] = {}
    for entry in lexicon.load("fold"):
        if b"\xa4" <= entry["written"].encode("big5", "ignore")[:1] < b"\xc9":
            table.setdefault(ord(entry["folded"]), entry["written"])
    return text.translate(table)


def damaged(text: str) -> str:
    """The text as a mirror damages it (see tests/text/damaging.py)."""
    sys.path.insert(0, str(ROOT))
    from tests.text.damaging import damage, listed

    return "\n".join(damage(line, listed()) for line in text.split("\n"))


def speed(label: str, texts: list[str], codec: str = "utf-8") -> None:
    """Print the characters a second of decoding and reading `texts`."""
    data = [text.encode(codec) for text in texts]
    best = float("inf")
    for _ in range(5):
        start = time.process_time()  # what other programs take of the core does not count
        for item in data:
            read(Article(decode(item, name=label).text))
        best = min(best, time.process_time() - start)
    total = sum(map(len, texts))
    each = total / len(texts)
    print(f"{label:34} {len(texts):5} texts {each:9.0f} characters each {total / best / 1e6:7.2f} M/s")


def speeds() -> None:
    articles = [generated(800, seed) for seed in range(100)]
    long = [generated(200_000, seed) for seed in range(2)]
    mirrored = [damaged(traditional(text)) for text in articles]
    speed("Simplified, articles", articles)
    speed("Simplified, long texts", long)
    speed("Simplified, articles in GB18030", articles, "gb18030")
    speed("Traditional, articles", [traditional(text) for text in articles])
    speed("Traditional damaged, articles", mirrored)
    speed("HTML fragments", ["<p>" + text.replace("\n\n", "</p>\n<p>") + "</p>" for text in articles])
    for label, texts in (
        ("fold, Simplified", long),
        ("fold, Traditional", [traditional(text) for text in long]),
    ):
        start = time.perf_counter()
        for text in texts:
            fold(text)
        total = sum(map(len, texts))
        print(f"{label:38} {total / (time.perf_counter() - start) / 1e6:7.2f} M/s")


def files(folder: Path) -> None:
    texts = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            texts.append(decode(path.read_bytes(), name=path.name).text)
        except InputError as error:
            print(error, file=sys.stderr)
    speed(folder.name, texts)


def main_text(reading: Reading) -> str:
    parts = [
        reading.clean[b.start : b.end] for b in reading.blocks if b.section not in ("title", "boilerplate")
    ]
    return squeezed("".join(parts))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages(folder: Path) -> None:
    """Agreement of the main text by characters, and the time of each."""
    if find_spec("trafilatura") is None or find_spec("selectolax") is None:
        sys.exit("pip install trafilatura selectolax to compare with them")
    import trafilatura
    from selectolax.lexbor import LexborHTMLParser

    spent = dict.fromkeys(("articlex", "trafilatura", "selectolax"), 0.0)
    sizes = dict.fromkeys(("articlex", "trafilatura"), 0)
    count = empty = shared = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        text = decode(path.read_bytes(), name=path.name).text
        count += 1
        start = time.perf_counter()
        mine = main_text(read(Article(text)))
        first = time.perf_counter()
        theirs = squeezed(fold(trafilatura.extract(text) or ""))
        second = time.perf_counter()
        LexborHTMLParser(text).text()
        spent["selectolax"] += time.perf_counter() - second
        spent["trafilatura"] += second - first
        spent["articlex"] += first - start
        sizes["articlex"] += len(mine)
        sizes["trafilatura"] += len(theirs)
        empty += len(mine) < 40
        shared += sum(len(s) for s in re.split("(?<=[。！？])", theirs) if len(s) > 8 and s in mine)
    print(f"{count} pages, {empty} without main text")
    print(f"main text: articlex {sizes['articlex']}, trafilatura {sizes['trafilatura']} characters")
    print(f"{shared} characters of trafilatura's sentences are in ours")
    for label, seconds in spent.items():
        print(f"{label:12} {1000 * seconds / count:7.2f} ms a page")


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            speeds()
        case ["files", folder]:
            files(Path(folder))
        case ["pages", folder]:
            pages(Path(folder))
        case _:
            sys.exit(__doc__)
