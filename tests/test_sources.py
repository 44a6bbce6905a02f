"""Sources: every kind of input, in a fixed order; what is wrong is one sentence with file and line."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlex import sources
from articlex.errors import InputError
from articlex.model import Article
from articlex.sources import Failure, Unit, cutting, unit

BODY = "警方去年破获案件120起。"


def read_all(path: Path | str) -> tuple[list[Article], list[Failure]]:
    found = list(sources.articles(path))
    return [a for a in found if isinstance(a, Article)], [f for f in found if isinstance(f, Failure)]


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", BODY, None),
        ("a.md", "# 标题\n\n" + BODY, "markdown"),
        ("a.html", f"<p>{BODY}</p>", "html"),
        ("a.HTM", f"<p>{BODY}</p>", "html"),
        ("a.shtml", f"<p>{BODY}</p>", "html"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_one_article_a_file(tmp_path: Path, name: str, content: str, form: str | None, packed: bool) -> None:
    path = tmp_path / (name + ".gz" * packed)
    data = content.encode()
    path.write_bytes(gzip.compress(data) if packed else data)
    (article,), failures = read_all(path)
    assert (article.text, article.id, article.format, article.encoding) == (content, "a", form, "utf-8")
    assert failures == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(BODY.encode(encoding))
    (tmp_path / "b.jsonl").write_bytes((line(text=BODY) * 2).encode(encoding))
    (tmp_path / "c.csv").write_bytes(f'id,text\r\nx,"{BODY}"\r\n'.encode(encoding))
    (tmp_path / "d.json").write_bytes(line(text=BODY).encode(encoding))
    articles, failures = read_all(tmp_path)
    assert failures == []
    assert [(a.id, a.text) for a in articles] == [(i, BODY) for i in ("a", "b:1", "b:2", "x", "d")]


def test_fields_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text(
        line(id=7, text=BODY, title="通报", published="2024-01-09", source="某报", url="http://a/", more=1)
        + "\n"
        + line(text=BODY, id="", title=None, published="2024-01-09T08:30:00Z"),
        encoding="utf-8",
    )
    (first, second), failures = read_all(path)
    assert failures == []
    assert first == Article(
        BODY,
        "7",
        "通报",
        date(2024, 1, 9),
        "某报",
        encoding="utf-8",
        encoding_confidence=1.0,
        url="http://a/",
    )
    assert second.id == "n:3"
    assert second.published == datetime(2024, 1, 9, 8, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-01-09", date(2024, 1, 9)),
        ("2024/1/9", date(2024, 1, 9)),
        ("2024年1月9日", date(2024, 1, 9)),
        ("2024-01-09 08:30", datetime(2024, 1, 9, 8, 30)),
        ("2024-01-09T08:30:15.123", datetime(2024, 1, 9, 8, 30, 15)),
        ("2024-01-09T08:30:15+0800", datetime(2024, 1, 9, 8, 30, 15, tzinfo=timezone(timedelta(hours=8)))),
    ],
)
def test_published(written: str, read: date) -> None:
    assert sources.parse_published(written) == read


@pytest.mark.parametrize(
    "written", ["", "昨天", "2024-13-01", "2024-02-30", "20240109", "2024-01-09 25:00", "2024"]
)
def test_published_is_never_guessed(written: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        sources.parse_published(written)


def test_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a/1.txt", "a.txt", "c.md", "b.txt", ".hidden/x.txt", "photo.jpg", "b/.y.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [u for u in sources.units(tmp_path, exclude=[tmp_path / "c.md"]) if isinstance(u, Unit)]
    assert [u.key for u in found] == [
        f"{tmp_path.name}/{n}" for n in ("a.txt", "b/a/1.txt", "b/z.txt", "b.txt")
    ]
    assert [Path(u.file) for u in found] == [tmp_path / n for n in ("a.txt", "b/a/1.txt", "b/z.txt", "b.txt")]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_file_name_of_a_chinese_windows_archive(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "通报".encode("gb18030") + b".txt")).write_bytes(
            BODY.encode()
        )
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (article,), _ = read_all(tmp_path)
    assert article.id == "通报"


def test_json_one_list_or_lines(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": BODY}, indent=1), encoding="utf-8")
    (tmp_path / "b.json").write_text(
        json.dumps([{"text": BODY, "id": "p"}, {"text": BODY}], indent=1), encoding="utf-8"
    )
    (tmp_path / "c.json").write_text(line(text=BODY) + line(text=BODY, id="q"), encoding="utf-8")
    articles, failures = read_all(tmp_path)
    assert failures == []
    assert [a.id for a in articles] == ["a", "p", "b:6", "c:1", "q"]


def test_csv_cells_may_hold_lines_and_quotes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f'\ufeffid;Text;published\r\n1;"{BODY}\n第二行，""引号"";";2024-01-09\r\n\r\n2;{BODY};\r\n',
        encoding="utf-8",
    )
    (first, second), failures = read_all(path)
    assert failures == []
    assert first.text == f'{BODY}\n第二行，"引号";'
    assert first.published == date(2024, 1, 9)
    assert (second.id, second.text, second.published) == ("2", BODY, None)
    assert [u.line for u in sources.units(path) if isinstance(u, Unit)] == [2, 5]


BAD_FILES = [
    ("empty.txt", b"", None, "empty"),
    ("blank.txt", b" \n\n", None, "empty"),
    ("empty.jsonl", b"\n\n", None, "empty"),
    ("empty.json", b"", None, "empty"),
    ("empty.csv", b"", None, "empty"),
    ("list.json", b"[ ]", None, "no-articles"),
    ("header.csv", b"id,text\n", None, "no-articles"),
    ("latin.txt", b"nothing Chinese in here", None, "no-chinese"),
    ("accents.txt", "déjà vu, 5 £".encode(), None, "no-chinese"),
    ("latin.jsonl", b'{"text": "plain"}\n', 1, "no-chinese"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", None, "binary"),
    ("document.txt", b"%PDF-1.7\n", None, "binary"),
    ("noise.txt", bytes(range(256)) * 20, None, "binary"),
    ("torn.jsonl", b'{"text": "\xe4\xb8\x80', 1, "malformed-json"),
    ("array.jsonl", b"[1, 2]\n", 1, "malformed-json"),
    ("deep.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n", 1, "malformed-json"),
    ("torn.json", b'{"text": ', None, "malformed-json"),
    ("broken-list.json", b'[{"text"', 1, "malformed-json"),
    ("notext.jsonl", b'{"content": "x"}\n', 1, "no-text"),
    ("number.jsonl", b'{"text": 5}\n', 1, "no-text"),
    ("blank.jsonl", b'{"text": "  "}\n', 1, "empty"),
    ("title.jsonl", '{"text": "一", "title": ["x"]}\n'.encode(), 1, "malformed-field"),
    ("date.jsonl", '{"text": "一", "published": "soon"}\n'.encode(), 1, "malformed-field"),
    ("columns.csv", b"id,body\n1,x\n", None, "no-text"),
    ("cells.csv", "id,text\n1,一,二\n".encode(), 2, "malformed-csv"),
    ("cut.txt.gz", gzip.compress(BODY.encode())[:-9], None, "damaged-gzip"),
    ("wrong.txt.gz", b"\x1f\x8bno gzip at all", None, "damaged-gzip"),
]


@pytest.mark.parametrize(("name", "data", "at", "code"), BAD_FILES, ids=[row[0] for row in BAD_FILES])
def test_bad_file_is_one_failure_and_the_rest_is_read(
    tmp_path: Path, name: str, data: bytes, at: int | None, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(BODY, encoding="utf-8")
    articles, (failure,) = read_all(tmp_path)
    assert [a.id for a in articles] == ["zz"]
    assert (Path(failure.file).name, failure.line, failure.code) == (name, at, code)
    where = failure.file if at is None else f"{failure.file}:{at}"
    assert failure.reason.startswith(where)
    assert "\n" not in failure.reason


def test_bad_line_between_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text(line(text=BODY, id="a") + "{oops}\n" + line(text=BODY, id="b"), encoding="utf-8")
    articles, (failure,) = read_all(path)
    assert [a.id for a in articles] == ["a", "b"]
    assert (failure.line, failure.code, failure.id) == (2, "malformed-json", "n:2")


def test_list_with_a_missing_comma_keeps_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_text(f'[{{"text": "{BODY}"}}\n{{"text": "{BODY}"}}]', encoding="utf-8")
    articles, (failure,) = read_all(path)
    assert len(articles) == 1
    assert failure.code == "malformed-json"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.jsonl.gz"])
def test_too_large_articles_are_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "MAX_ARTICLE_BYTES", 200)
    data = (line(text=BODY) + line(text=BODY * 40) + line(text=BODY)).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    articles, (failure,) = read_all(tmp_path / name)
    assert failure.code == "too-large"
    assert [a.id for a in articles] == (["a:1", "a:3"] if "jsonl" in name else [])
    assert failure.line == (2 if "jsonl" in name else None)


def test_missing_path_and_empty_folder(tmp_path: Path) -> None:
    assert read_all(tmp_path / "none.txt")[1][0].code == "missing"
    articles, (failure,) = read_all(tmp_path)
    assert articles == []
    assert failure.code == "no-articles"
    assert ".jsonl" in failure.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert read_all(tmp_path)[1][0].code == "unreadable"


def test_lone_surrogate_becomes_a_marked_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rb'{"text": "\u7834\u83b7\ud83d8\u8d77"}')
    (article,), _ = read_all(path)
    assert article.text == "破获\ufffd8起"
    assert [(d.kind, d.start, d.end) for d in article.damage] == [("undecodable", 2, 3)]


@pytest.mark.parametrize(
    ("piped", "expected"),
    [
        (BODY, [("stdin", BODY)]),
        (f"[新华社]{BODY}", [("stdin", f"[新华社]{BODY}")]),
        (f"{{注}}{BODY}", [("stdin", f"{{注}}{BODY}")]),
        (line(text=BODY, id="a") + line(text=BODY), [("a", BODY), ("stdin:2", BODY)]),
        ("\n" + line(text=BODY), [("stdin:2", BODY)]),
        (json.dumps([{"text": BODY, "id": "x"}]), [("x", BODY)]),
        (json.dumps({"text": BODY, "id": "x"}, indent=1), [("x", BODY)]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, piped: str, expected: list[tuple[str, str]]) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(piped.encode())))
    articles, failures = read_all("-")
    assert failures == []
    assert [(a.id, a.text) for a in articles] == expected


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert [f.code for f in read_all("-")[1]] == ["empty"]


def test_lines_are_not_loaded_at_once(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text(line(text=BODY) * 1000, encoding="utf-8")
    walk = sources.units(path)
    first = next(walk)
    assert isinstance(first, Unit)
    assert first.line == 1
    assert sum(1 for _ in walk) == 999


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;\t"'), min_size=1)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_csv_rows_come_back_whatever_is_in_them(rows: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "title"), *((f"一{text}", title) for text, title in rows)])
        articles, failures = read_all(path)
    assert failures == []
    assert [(a.text, a.title) for a in articles] == [(f"一{text}", title) for text, title in rows]


def test_unit_error_crosses_processes() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(unit.UnitError("empty", "a.txt: the file is empty")))
    assert (error.code, str(error)) == ("empty", "a.txt: the file is empty")
