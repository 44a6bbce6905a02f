"""Speed beside the peers: characters a second, start-up, memory, growth; a process a contender, in one run.

    python benchmarks/speed.py [--shared DIR] [--rounds N] [--seconds S] [--growth 1 10 100] [--only NAME ...]

Two texts: general news and dense bulletins. They are read from `DIR/corpus/bulk` and `DIR/gold/dev` (by default
`../shared`, which is not part of this repository), else from this project's own gold, repeated. Every contender
runs in a process of its own, in turns with the others, `--rounds` times; the median counts, and everything is
told as a ratio to `jieba.cut` in the same run, for cores differ and are shared. A contender that is slow gets as
much of the text as it reads in `--seconds`; one that is not installed is skipped by name.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GENERAL, DENSE = "general news", "dense bulletins"
CHARACTERS = 400_000
"""Characters of each text at most: enough for a second of the fast ones."""
FAST = ("orjson",)
"""What `articlex[fast]` installs; hidden from the stock contender."""

Work = Callable[[str], object]


# Contenders: each makes ready and gives the function that reads one article.


def _articlex() -> Work:
    from articlex import extract
    from articlex.records import dumps

    extract("警方抓获5人。")  # loads the dictionary
    return lambda text: dumps(extract(text))


def _articlex_stock() -> Work:
    for name in FAST:
        sys.modules[name] = None  # type: ignore[assignment]
    return _articlex()


def _articlex_fast() -> Work:
    for name in FAST:
        __import__(name)
    return _articlex()


def _jieba_cut() -> Work:
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda text: sum(1 for _ in jieba.cut(text))


def _jieba_posseg() -> Work:
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    jieba.initialize()
    list(jieba.posseg.cut("抓获5人"))
    return lambda text: sum(1 for _ in jieba.posseg.cut(text))


def _jionlp() -> Work:
    with Path(os.devnull).open("w") as nowhere:  # it greets on stdout when it is imported
        stdout, sys.stdout = sys.stdout, nowhere
        try:
            import jionlp
        finally:
            sys.stdout = stdout
    jionlp.ner.extract_money("罚款5元")
    jionlp.ner.extract_time("2023年")
    return lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text))


def _recognizers() -> Work:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        recognize_number, recognize_ordinal, recognize_percentage, recognize_age, recognize_currency,
        recognize_dimension, recognize_temperature, recognize_datetime,
    )  # fmt: skip

    def read(text: str) -> int:
        return sum(len(model(text, "zh-cn")) for model in models)

    read("2023年抓获5人。")
    return read


def _cn2an() -> Work:
    import cn2an

    return lambda text: cn2an.transform(text)


def _bare_re() -> Work:
    numeral = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[零〇一二两三四五六七八九十百千万亿]+")
    return lambda text: sum(1 for _ in numeral.finditer(text))


CONTENDERS: dict[str, Callable[[], Work]] = {
    "jieba.cut": _jieba_cut,
    "articlex": _articlex_stock,
    "articlex[fast]": _articlex_fast,
    "jieba.posseg": _jieba_posseg,
    "jionlp money+time": _jionlp,
    "recognizers-text-suite": _recognizers,
    "cn2an.transform": _cn2an,
    "bare re": _bare_re,
}
"""Name to what makes ready; `jieba.cut` first, to which all are compared."""


class Measured(NamedTuple):
    """One process of one contender: seconds to make ready, characters a second, peak memory in MB."""

    ready: float
    rate: float
    memory: float
    characters: int


def _memory() -> float:
    """The most memory (MB) that this process held so far."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        if found:
            return int(found[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)


def contend(name: str, texts: Sequence[str], seconds: float) -> Measured:
    """Run one contender in this process, over the texts in turn until all are read or the time is up.

    The first quarter is read and not counted: whoever loads words or tables when they are asked for has most of them
    then, as jieba has all of its own.
    """
    begin = time.perf_counter()
    work = CONTENDERS[name]()
    ready = time.perf_counter() - begin
    first = len(texts) // 4
    warm = time.perf_counter()
    for text in texts[:first]:
        work(text)
        if time.perf_counter() - warm > seconds / 2:
            break
    done = 0
    begin = time.perf_counter()
    for text in texts[first:]:
        work(text)
        done += len(text)
        if time.perf_counter() - begin > seconds:
            break
    return Measured(ready, done / (time.perf_counter() - begin), _memory(), done)


def _own(*arguments: str, stock: bool = False, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own, with the package of this folder; `stock` hides what `[fast]` adds."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "benchmarks")])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "articlex-speed-bytecode")
    if stock:
        hide = f"import sys; [sys.modules.__setitem__(n, None) for n in {FAST!r}]; "
        assert arguments[0] == "-c"
        arguments = ("-c", hide + arguments[1], *arguments[2:])
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=check,
    )


def _contend_apart(name: str, file: Path, seconds: float) -> Measured | str:
    """The same in a process of its own; what is missing, where it is not installed."""
    run = _own(__file__, "--contend", name, "--text", str(file), "--seconds", str(seconds), check=False)
    if run.returncode:
        last = run.stderr.strip().rsplit("\n", 1)[-1]
        if "ModuleNotFoundError" in last or "ImportError" in last:
            return last
        raise RuntimeError(f"{name} failed:\n{run.stderr}")
    return Measured(*json.loads(run.stdout.strip().rsplit("\n", 1)[-1]))


# Texts.


def _spread(files: Iterable[Path], encoding: str) -> list[str]:
    return [file.read_text(encoding=encoding, errors="replace") for file in files]


def texts(shared: Path) -> dict[str, tuple[list[str], str]]:
    """Both texts as lists of articles, each with a word on where it is from."""
    bulk, dev = shared / "corpus" / "bulk", shared / "gold" / "dev" / "articles.jsonl"
    out: dict[str, tuple[list[str], str]] = {}
    if bulk.is_dir():
        folders = [
            _spread(sorted((bulk / name).iterdir()), code) for name, code in _BULK if (bulk / name).is_dir()
        ]
        out[GENERAL] = _filled(_in_turn(folders)), "news of five public collections"
    if dev.is_file():
        out[DENSE] = _filled(_lines(dev)), "annotated bulletins"
    for name, file in ((GENERAL, "articles.jsonl"), (DENSE, "articles.jsonl")):
        if name not in out:
            print(
                f"no text for {name} in {shared}: this project's own articles, repeated, stand in",
                file=sys.stderr,
            )
            out[name] = (
                _filled(_lines(ROOT / "tests" / "gold" / file) * 20),
                "this project's own articles, repeated",
            )
    return out


_BULK = (
    ("cctv_md", "utf-8"), ("hkcnews_md", "utf-8"), ("picker_md", "utf-8"), ("sogou_gbk", "gb18030"), ("thucnews", "utf-8"),
)  # fmt: skip


def _lines(file: Path) -> list[str]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _in_turn(folders: Sequence[Sequence[str]]) -> Iterator[str]:
    """One article of each folder in turn, so that any beginning of the list is a mixture."""
    for place in range(max(map(len, folders))):
        for folder in folders:
            if place < len(folder):
                yield folder[place]


def _filled(articles: Iterable[str]) -> list[str]:
    out, total = [], 0
    for article in articles:
        if total + len(article) <= CHARACTERS:
            out.append(article)
            total += len(article)
    return out


# Tables.


def peers(files: dict[str, Path], rounds: int, seconds: float, only: Sequence[str]) -> None:
    """All contenders on both texts, in turns; medians and ratios to jieba.cut."""
    found: dict[tuple[str, str], list[Measured]] = {}
    names = [name for name in CONTENDERS if not only or name in only or name == "jieba.cut"]
    for turn in range(rounds):
        for text, file in files.items():
            for name in list(names):
                measured = _contend_apart(name, file, seconds)
                if isinstance(measured, str):
                    names.remove(name)
                    print(f"skipped: {name} ({measured})")
                else:
                    found.setdefault((name, text), []).append(measured)
                    _tell(f"round {turn + 1}: {name}, {text}: {measured.rate:,.0f} characters/s")
    print(
        "| contender | "
        + " | ".join(f"{text}, characters/s | ratio" for text in files)
        + " | ready, s | peak, MB |"
    )
    print("|---" * (2 * len(files) + 3) + "|")
    for name in names:
        cells = []
        for text in files:
            runs = found[name, text]
            rate = median(run.rate for run in runs)
            base = median(run.rate for run in found["jieba.cut", text])
            cells += [f"{rate:,.0f}", f"{rate / base:.2f}"]
        runs = [run for text in files for run in found[name, text]]
        cells += [f"{median(r.ready for r in runs):.2f}", f"{max(r.memory for r in runs):.0f}"]
        print(f"| {name} | " + " | ".join(cells) + " |")


def start_up(rounds: int) -> None:
    """Import, help and one small article from the command line, beside jieba's own loading."""
    timed = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
    run = "from articlex.cli import main; sys.exit(main({}))"
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text(
            "1月8日，警方通报，2023年破获案件8163起，抓获犯罪嫌疑人1.8万余人。", encoding="utf-8"
        )
        rows: dict[str, tuple[str, bool, bool]] = {
            "an empty interpreter": ("pass", False, False),
            "import articlex": (timed.format("import articlex"), True, False),
            "articlex --help": ("import sys; " + run.format(["--help"]), False, False),
            "jieba.initialize()": (
                timed.format("import jieba; jieba.setLogLevel(60); jieba.initialize()"),
                True,
                False,
            ),
            "one small article, stock": ("import sys; " + run.format(["extract", str(small)]), False, True),
            "one small article, [fast]": ("import sys; " + run.format(["extract", str(small)]), False, False),
        }
        seconds: dict[str, list[float]] = {name: [] for name in rows}
        for turn in range(rounds + 1):  # the first one writes the bytecode
            for name, (code, inside, stock) in rows.items():
                begin = time.perf_counter()
                done = _own("-c", code, stock=stock)
                whole = time.perf_counter() - begin
                if turn:
                    seconds[name].append(float(done.stdout) if inside else whole)
    print("| start-up | seconds |\n|---|---|")
    for name, values in seconds.items():
        print(f"| {name} | {median(values):.3f} |")


_GROWN = """
import json, sys, time
import articlex
from speed import _memory
if __name__ == "__main__":
    texts = json.load(open(sys.argv[1], encoding="utf-8")) * int(sys.argv[2])
    texts = [articlex.Article(text, format="text") for text in texts]
    for text in texts[: len(texts) // int(sys.argv[2])]:
        articlex.extract(text)  # words and tables are loaded when they are first asked for
    begin = time.perf_counter()
    claims = sum(len(result.claims) for result in articlex.extract_many(texts, workers=int(sys.argv[3])))
    print(json.dumps([time.perf_counter() - begin, sum(len(article.text) for article in texts), claims, _memory()]))
"""


def growth(file: Path, times: Sequence[int]) -> None:
    """The same text 1, 10, 100 times over, in one and in two processes; and as one ever longer article.

    The text is read once before time is taken, so that it is reading that grows and not the share of loading; with two
    processes that warms those that are forked, and elsewhere each loads for itself.
    """
    articles = json.loads(file.read_text(encoding="utf-8"))[:10]
    body = [line for text in articles for line in text.split("\n") if line.endswith("。")]
    print(
        "| articles | characters | processes | microseconds a character | claims | peak, MB |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as folder:
        program, ten, long = (Path(folder) / name for name in ("grown.py", "ten.json", "long.json"))
        program.write_text(_GROWN, encoding="utf-8")
        ten.write_text(json.dumps(articles), encoding="utf-8")
        rows = [(ten, factor, workers) for factor in times for workers in (1, 2)]
        rows += [(long, factor, 1) for factor in times]
        for data, factor, workers in rows:
            repeat = factor
            if data is long:
                long.write_text(json.dumps(["\n".join(body * factor)]), encoding="utf-8")
                repeat = 1
            seconds, size, claims, memory = json.loads(
                _own(str(program), str(data), str(repeat), str(workers)).stdout
            )
            what = "one" if data is long else str(len(articles) * factor)
            print(f"| {what} | {size:,} | {workers} | {seconds / size * 1e6:.2f} | {claims} | {memory:.0f} |")


def writing(file: Path) -> None:
    """Finished records as JSON Lines: claims a second, stock and fast."""
    code = (
        "import json, sys, time, articlex\nfrom articlex.records import dumps\n"
        "results = [articlex.extract(t) for t in json.load(open(sys.argv[1], encoding='utf-8'))]\n"
        "claims = sum(len(r.claims) for r in results)\n"
        "best = 9e9\n"
        "for _ in range(5):\n"
        "    t = time.perf_counter()\n"
        "    for r in results: dumps(r)\n"
        "    best = min(best, time.perf_counter() - t)\n"
        "print(claims / best)"
    )
    print("| writing JSONL | claims/s |\n|---|---|")
    for name, stock in (("stock", True), ("[fast]", False)):
        print(f"| {name} | {float(_own('-c', code, str(file), stock=stock).stdout):,.0f} |")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    """Run what is asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6.0, help="most seconds for one text and contender")
    parser.add_argument("--growth", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--only", nargs="*", default=[], choices=list(CONTENDERS))
    parser.add_argument("--contend", choices=list(CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("--text", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contend:
        measured: Any = contend(
            options.contend, json.loads(options.text.read_text(encoding="utf-8")), options.seconds
        )
        print(json.dumps(measured))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for index, (name, (articles, origin)) in enumerate(texts(options.shared).items()):
            files[name] = Path(folder) / f"{index}.json"
            files[name].write_text(json.dumps(articles), encoding="utf-8")
            print(f"{name}: {len(articles)} articles, {sum(map(len, articles)):,} characters; {origin}")
        print()
        peers(files, options.rounds, options.seconds, options.only)
        print()
        start_up(options.rounds)
        print()
        if options.growth:
            growth(files[DENSE], options.growth)
            print()
        writing(files[DENSE])
    return 0


if __name__ == "__main__":
    sys.exit(main())
