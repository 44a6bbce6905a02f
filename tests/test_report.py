"""The report page: complete, escaped, and silent on the network."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from articlex.errors import InputError, OutputError
from articlex.report import write_page

TEXT = '<b>警方</b>破获案件81起 & 抓获"嫌疑人"5名。'


def record() -> dict[str, Any]:
    def claim(id: str, text: str, value: str, unit: str, **fields: Any) -> dict[str, Any]:
        start = TEXT.index(text)
        base: dict[str, Any] = {
            "id": id,
            "start": start,
            "end": start + len(text),
            "text": text,
            "kind": "count",
        }
        base |= {
            "value": value,
            "low": value,
            "high": value,
            "bound": "exact",
            "unit": unit,
            "agent": "'警方'",
        }
        base |= dict.fromkeys(["period_start", "period_end", "period_text", "indicator", "change"])
        return base | {"section": "body", "rule": ["verb.left"], **fields}

    claims = [
        claim("c1", "81起", "81", "起", predicate="破获", object="案件"),
        claim("c2", "5名", "5", "名", predicate="抓获", object='"嫌疑人"'),
    ]
    return {
        "id": "a",
        "title": "<通报>",
        "source": None,
        "published": None,
        "claims": claims,
        "mentions": claims,
    }


class Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.marks: list[str] = []
        self.text: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.addresses += [named[name] or "" for name in ("href", "src", "action") if name in named]
        if tag == "mark":
            self.marks.append(named["id"] or "")
        if tag not in ("meta", "input"):
            self.open.append(named.get("class") or tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in self.open:
            self.text[name] = self.text.get(name, "") + data


@pytest.fixture
def html(tmp_path: Path) -> str:
    written = write_page(tmp_path / "page.html", [record()], {"a": TEXT})
    assert (written.articles, written.claims, written.without_text) == (1, 2, 0)
    return (tmp_path / "page.html").read_text(encoding="utf-8")


def test_text_comes_back_as_it_was(html: str) -> None:
    page = Page(html)
    assert page.text["text"] == TEXT
    assert page.text["mark"] == "81起5名"
    assert "b" not in page.tags


def test_links_lead_to_marks_of_the_page(html: str) -> None:
    page = Page(html)
    assert page.marks == ["a0-c1", "a0-c2"]
    assert page.addresses == ["#a0", "#a0-c1", "#a0-c2"]


def test_nothing_is_asked_of_the_network(html: str) -> None:
    assert "default-src 'none'" in html
    assert not re.search(r"https?://|@import|url\(", html)


def test_without_the_text_the_table_still_stands(tmp_path: Path) -> None:
    written = write_page(tmp_path / "page.html", [record()], {})
    assert written.without_text == 1
    assert "The text was not given" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_record_of_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'81起' does not stand at"):
        write_page(tmp_path / "page.html", [record()], {"a": "别的文章。"})
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        write_page(tmp_path / "file" / "page.html", [record()], {})
