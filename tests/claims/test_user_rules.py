"""Rules of the user's own: patterns, files, examples, and how what they say takes effect."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from articlex import Extractor
from articlex.claims.patterns import INSIDE, NUMBER, compiled
from articlex.cli import main
from articlex.engines.work import Recipe
from articlex.errors import LexiconError, RuleError
from articlex.model import Article
from articlex.testing import faults, marked, marked_claims
from articlex.text import fold

FOOTBALL = Path(__file__).parents[2] / "examples" / "football-rules"


def masked(source: str) -> str:
    """The text of a row with its marked numbers as a pattern sees them."""
    text, spans = marked(source)
    text = fold(text)
    for start, end in spans:
        text = text[:start] + NUMBER + INSIDE * (end - start - 1) + text[end:]
    return text


# pattern, text with its numbers marked, what each slot takes (None: the pattern does not stand in the text)
PATTERNS: list[tuple[str, str, dict[str, str] | None]] = [
    ("攻入{number}", "红队攻入⟦12球⟧", {}),
    ("攻入{number}", "红队攻入了⟦12球⟧", None),
    ("攻入[了]{number}", "红队攻入了⟦12球⟧", {}),
    ("(攻入|打进){number}", "红队打进⟦3球⟧", {}),
    ("(已|已经)攻入{number}", "红队已经攻入⟦3球⟧", {}),
    ("{agent}攻入{number}", "昨晚，红队攻入⟦3球⟧", {"agent": "红队"}),
    ("{agent}[本季|全季]攻入{number}", "红队全季攻入⟦3球⟧", {"agent": "红队"}),
    ("{number}{object}", "共⟦3名⟧红队球迷，⟦2名⟧", {"object": "红队球迷"}),
    ("{number}{object}[等]入场", "⟦3名⟧红队球迷等入场观赛", {"object": "红队球迷"}),
    ("{number}{object=球迷|观众}", "⟦3名⟧观众到场", {"object": "观众"}),
    ("{number}{object=球迷|观众}", "⟦3名⟧记者到场", None),
    ("{predicate=攻入|打进}{number}", "红队打进⟦3球⟧", {"predicate": "打进"}),
    (
        "{agent}以{number:a}负于{word:b}的{number:c}",
        "红队以⟦1⟧负于蓝队的⟦2⟧",
        {"agent": "红队", "b": "蓝队"},
    ),
    ("{agent}攻入{number}", "红" * 25 + "攻入⟦3球⟧", None),
    ("{agent}攻入{number}", "红" * 24 + "攻入⟦3球⟧", {"agent": "红" * 24}),
    ("{agent}攻入{number}", "红队⟦3次⟧攻入⟦3球⟧", None),
    (r"\(红\){number}", "(红)⟦3球⟧", {}),
    ("{number}萬元", "⟦3⟧万元", {}),
]


@pytest.mark.parametrize(("pattern", "source", "words"), PATTERNS)
def test_pattern(pattern: str, source: str, words: dict[str, str] | None) -> None:
    text = masked(source)
    found = next(iter(compiled(pattern).found(text)), None)
    if words is None:
        assert found is None
        return
    assert found is not None
    taken = {name: span.of(text) for name, span in found.items() if NUMBER not in span.of(text)}
    assert taken == words


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("攻入球", r"has no \{number\}"),
        ("{agent}{object}{number}", "have nothing between"),
        ("{agent}[共]{object}{number}", "have nothing between"),
        ("{number}比{number}", r"\{number\} twice"),
        ("{team}攻入{number}", r"slots are \{number\}"),
        ("攻入{number", "has no '}' after it"),
        ("攻入{number}]", "has nothing before it"),
        ("(攻入|){number}", "is empty"),
        ("({agent}){number}", "holds another sign|has no"),
        ("{number=3}", "lists words"),
        ("{number:a}、" * 9, "twice|9 slots"),
    ],
)
def test_a_wrong_pattern_says_what_is_wrong(pattern: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        compiled(pattern)


def test_a_long_text_costs_little() -> None:
    pattern = compiled("{agent}在{object}的{word}里{predicate}了{number}")
    text = "红队在主场的门" * 20_000
    assert list(pattern.found(text)) == []


def folder(path: Path, rules: str) -> Path:
    path.mkdir(exist_ok=True)
    (path / "rules.toml").write_text(rules, encoding="utf-8")
    return path


SHOT = '[[rule]]\nid = "shot"\nexample = "射门3次"\npattern = "射门{number}"\npredicate = "射门"\n'


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("[[rule]\n", "not TOML"),
        ("rule = 3\n", r"\[\[rule\]\] tables only"),
        ('[[rule]]\nexample = "射门"\n', "rule number 1: id is missing"),
        (SHOT.replace('"shot"', '"Shot!"'), "rule Shot!: the id may hold"),
        (SHOT.replace("example", "exmple"), "'exmple' is unknown; write example"),
        (SHOT + SHOT, "rule shot: the id stands already in"),
        (SHOT.replace('"射门{number}"', '"射门"'), r"rule shot: the pattern has no \{number\}"),
        (SHOT.replace('predicate = "射门"\n', ""), r"nothing is said of \{number\}"),
        (SHOT + 'object = "{what}"\n', "names no slot"),
        (SHOT + "predicate2 = 3\n", "'predicate2' is unknown; write predicate"),
        (SHOT + "[rule.claims.home]\n", "claims: 'home' is unknown"),
        (SHOT + 'reads = ["射门3次"]\n', "marks no number"),
        (SHOT + 'reads = "射门3次"\n', "must be a list"),
    ],
)
def test_a_wrong_file_is_named_with_its_rule(tmp_path: Path, rules: str, said: str) -> None:
    path = folder(tmp_path / "own", rules)
    with pytest.raises(RuleError, match=said) as caught:
        Extractor(rules=path)
    assert str(path / "rules.toml") in str(caught.value)


def test_an_id_of_ours_cannot_be_taken(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="verb-number: the id is one of ours"):
        Extractor(rules=folder(tmp_path / "own", SHOT.replace('"shot"', '"verb-number"')))


def test_the_answer_takes_the_place_of_the_weighed_reading(tmp_path: Path) -> None:
    rules = SHOT + 'object = "球门"\nagent = ""\nunit = "脚"\nindicator = "shots"\n'
    own = Extractor(rules=folder(tmp_path / "own", rules))
    (claim,) = marked_claims("昨晚云州队共射门⟦12次⟧。", extractor=own)
    assert claim is not None
    assert (claim.predicate, claim.object, claim.agent, claim.unit) == ("射门", "球门", None, "脚")
    assert claim.indicator == "shots"
    assert claim.rules == ("count.classifier", "shot")


def test_what_the_rule_leaves_open_is_weighed(tmp_path: Path) -> None:
    own = Extractor(rules=folder(tmp_path / "own", SHOT))
    (claim,) = marked_claims("云州警方射门⟦12次⟧。", extractor=own)
    assert claim is not None
    assert claim.rules[:2] == ("count.classifier", "shot")
    assert claim.rules[-1].startswith("agent-")
    assert claim.agent is not None


def test_later_claims_borrow_what_a_rule_said(tmp_path: Path) -> None:
    rules = SHOT.replace('"射门{number}"', '"阿巴{number}"')
    own = Extractor(rules=folder(tmp_path / "own", rules))
    claims = marked_claims("阿巴⟦12个⟧铅球、⟦3个⟧铁饼。", extractor=own)
    assert [claim and claim.predicate for claim in claims] == ["射门", "射门"]


def test_the_first_rule_decides(tmp_path: Path) -> None:
    other = SHOT.replace('"shot"', '"other"').replace('predicate = "射门"', 'predicate = "攻门"')
    own = Extractor(rules=folder(tmp_path / "own", other + SHOT))
    (claim,) = marked_claims("云州队射门⟦12次⟧。", extractor=own)
    assert claim is not None
    assert claim.predicate == "攻门"


def test_a_traditional_text_is_read_by_a_simplified_rule() -> None:
    own = Extractor(rules=FOOTBALL)
    (claim,) = marked_claims("雲州隊本賽季已攻入⟦12球⟧。", extractor=own)
    assert claim is not None
    assert (claim.agent, claim.predicate, claim.object) == ("云州队", "攻入", "进球")
    assert "football.goals" in claim.rules


def test_football_reads_its_examples() -> None:
    own = Extractor(rules=FOOTBALL)
    assert [fault for rule in own.rules for fault in faults(rule, own)] == []
    assert {rule.id for rule in own.rules} == {"football.goals", "football.shots", "football.attendance"}


def test_check_runs_the_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--rules", str(FOOTBALL), "--check"]) == 0
    copy = tmp_path / "football"
    shutil.copytree(FOOTBALL, copy)
    path = copy / "rules.toml"
    path.write_text(path.read_text("utf-8").replace('object = "进球"\n', 'object = "球"\n'), "utf-8")
    assert main(["rules", "--rules", str(copy), "--check"]) == 1
    assert "football.goals: reads: " in capsys.readouterr().out


def test_check_wants_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--rules", str(folder(tmp_path / "own", SHOT)), "--check"]) == 1
    out = capsys.readouterr().out
    assert "shot: reads: 0 examples; write at least 2" in out
    assert "shot: leaves: 0 examples; write at least 1" in out


def test_the_fingerprint_tells_rules_and_words(tmp_path: Path) -> None:
    plain = Extractor().fingerprint
    first = Extractor(rules=folder(tmp_path / "a", SHOT)).fingerprint
    second = Extractor(rules=folder(tmp_path / "b", SHOT.replace("射门", "攻门"))).fingerprint
    words = tmp_path / "c"
    words.mkdir()
    (words / "words.tsv").write_text("word\tclass\tcut\n阿巴\tv\t\n", encoding="utf-8")
    assert len({plain, first, second, Extractor(lexicons=[words]).fingerprint}) == 4


def test_a_batch_reads_with_the_rules() -> None:
    own = Recipe("articlex.batch.extractor:build", (str(FOOTBALL),)).build()
    (claim,) = own.extract(Article("云州队本赛季已攻入12球。")).claims
    assert "football.goals" in claim.rules


LISTS = [
    # list, its lines, text, field, what the list makes of it
    ("words", "word\tclass\tcut\n阿巴\tv\t", "民警阿巴⟦12件⟧行李。", "predicate", "阿巴"),
    ("units", "unit\tkind\tnot_before\n阿巴\tmeasure\t-", "缴获⟦12阿巴⟧。", "kind", "measure"),
    ("classifiers", "classifier\tnot_before\n阿巴\t-", "缴获⟦12阿巴⟧手机。", "unit", "阿巴"),
    ("counted_nouns", "noun\tnot_before\n鼎\t-", "查获⟦12鼎⟧。", "unit", "鼎"),
    (
        "approximators",
        "word\tplace\tbound\tnot_after\n阿巴\tbefore\tover\t-",
        "缴获⟦阿巴12部⟧手机。",
        "bound",
        "over",
    ),
    ("currency_codes", "code\tunit\nABA\t阿巴元", "罚款⟦ABA300⟧。", "unit", "阿巴元"),
    (
        "indicators",
        "indicator\tpredicates\tobjects\tunits\nphones\t缴获\t手机\t部",
        "警方缴获手机⟦12部⟧。",
        "indicator",
        "phones",
    ),
]


@pytest.mark.parametrize(
    ("name", "lines", "source", "field", "value"), LISTS, ids=lambda value: str(value)[:12]
)
def test_a_list_reaches_its_reader(
    tmp_path: Path, name: str, lines: str, source: str, field: str, value: str
) -> None:
    (tmp_path / f"{name}.tsv").write_text(lines + "\n", encoding="utf-8")
    (with_list,) = marked_claims(source, extractor=Extractor(lexicons=[tmp_path]))
    (without,) = marked_claims(source)
    assert with_list is not None
    assert getattr(with_list, field) == value
    assert without is None or getattr(without, field) != value


def test_words_of_change_reach_the_reader(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("word\tclass\tcut\n阿巴\tch\t\n", encoding="utf-8")
    (tmp_path / "changes.tsv").write_text("word\tdirection\n阿巴\tup\n", encoding="utf-8")
    (claim,) = marked_claims("全市发案同比阿巴⟦12%⟧。", extractor=Extractor(lexicons=[tmp_path]))
    assert claim is not None
    assert claim.change is not None
    assert (claim.change.direction, claim.change.basis) == ("up", "yoy")


def test_weights_reach_the_reader(tmp_path: Path) -> None:
    (tmp_path / "weights.tsv").write_text("feature\tweight\nw:破获\t-90\n", encoding="utf-8")
    (claim,) = marked_claims("警方破获案件⟦12起⟧。", extractor=Extractor(lexicons=[tmp_path]))
    assert claim is not None
    assert claim.predicate != "破获"


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("word", "word\tclass\tcut", "did you mean words.tsv"),
        ("fold", "written\tfolded", "there is no list of this name"),
        ("words", "word\tclass\n阿巴\tv", "this list has word, class, cut"),
        ("words", "word\tclass\tcut\n阿巴\tverb\t", "class 'verb' is none of"),
        ("units", "unit\tkind\tnot_before\n阿巴\tmass\t-", "has the kind 'mass'"),
    ],
)
def test_a_wrong_list_is_named(tmp_path: Path, name: str, lines: str, said: str) -> None:
    (tmp_path / f"{name}.tsv").write_text(lines + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=said):
        Extractor(lexicons=[tmp_path]).extract(Article("警方缴获手机12部。"))
