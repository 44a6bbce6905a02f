"""What the words around a figure say of it: change, aggregation, attribution, links, periods, agents.

Whole texts of invented figures; the numbers under test are marked, the expected answers come from reading
them.
"""

from __future__ import annotations

from datetime import date

import pytest

from articlex.model import Claim
from articlex.testing import assert_reads, marked_claims


def the_claims(source: str, published: str | None = "2024-01-09") -> list[Claim]:
    """The claims of the marked numbers, each of which must be one."""
    claims = marked_claims(source, published=published)
    assert None not in claims
    return [claim for claim in claims if claim is not None]


# text, direction, basis
CHANGES = [
    ("全市电诈发案同比下降⟦22%⟧。", "down", "yoy"),
    ("旅客发送量环比增长⟦8.5%⟧。", "up", "mom"),
    ("全县财政收入比上年增长⟦5.2%⟧。", "up", "yoy"),
    ("全区火灾起数较上年同期减少⟦12.5%⟧。", "down", "yoy"),
    ("火灾起数比前一周减少⟦3起⟧。", "down", "mom"),
    ("旅客发送量与2019年相比增长⟦3%⟧。", "up", "vs"),
    ("合格率提高⟦0.4个百分点⟧。", "up", None),
    ("破案率同比提升⟦3.1个百分点⟧。", "up", "yoy"),
]


@pytest.mark.parametrize(("source", "direction", "basis"), CHANGES)
def test_change(source: str, direction: str, basis: str | None) -> None:
    (claim,) = the_claims(source)
    assert claim.change is not None
    assert (claim.change.direction, claim.change.basis) == (direction, basis)


@pytest.mark.parametrize(
    "source",
    [
        "警方破获案件⟦12起⟧。",
        "失业率降至⟦4.9%⟧。",
        "注册用户增至⟦5600人⟧。",
        "全县新增就业⟦3200人⟧。",
    ],
)
def test_a_level_is_no_change(source: str) -> None:
    (claim,) = the_claims(source)
    assert claim.change is None


# text with the figure and the change of it marked, in this order
QUALIFIED = [
    "警方破获案件⟦163起⟧，同比上升⟦13.5%⟧。",
    "全市发生火灾⟦320起⟧，比上年减少⟦12%⟧。",
    "港口完成吞吐量⟦3200万吨⟧，同比增长⟦5.5%⟧。",
]


@pytest.mark.parametrize("source", QUALIFIED)
def test_a_change_names_what_it_qualifies(source: str) -> None:
    figure, change = the_claims(source)
    assert change.change is not None
    assert change.change.of == figure.id
    assert change.object == figure.object


def test_changes_of_two_figures_are_distributed() -> None:
    first, second, up, down = the_claims(
        "警方破获案件⟦163起⟧，抓获嫌疑人⟦300人⟧，分别同比上升⟦13.5%⟧、⟦2.28%⟧。"
    )
    assert up.change is not None
    assert down.change is not None
    assert (up.change.of, down.change.of) == (first.id, second.id)
    assert (up.object, down.object) == ("案件", "嫌疑人")


# text, aggregation
AGGREGATIONS = [
    ("警方破获案件⟦12起⟧。", "total"),
    ("全市累计冻结涉诈资金⟦47.55亿元⟧。", "cumulative"),
    ("截至11月底，共破获案件⟦163起⟧。", "cumulative"),
    ("全县人均收入⟦3.2万元⟧。", "average"),
    ("车站日均发送旅客⟦12万人次⟧。", "average"),
    ("车站单日发送旅客⟦12万人次⟧。", "peak"),
    ("涉诈案件占总数的⟦85%⟧。", "share"),
    ("全市登记失业率为⟦3.2%⟧。", "rate"),
]


@pytest.mark.parametrize(("source", "aggregation"), AGGREGATIONS)
def test_aggregation(source: str, aggregation: str) -> None:
    assert_reads(None, source, aggregation=aggregation)


# text, who says so
ATTRIBUTIONS = [
    ("记者从云州市公安局获悉，全年破获案件⟦163起⟧。", "云州市公安局"),
    ("据云州海关统计，全年查获走私案件⟦35宗⟧。", "云州海关"),
    ("海陵市消防支队通报，全年接警⟦1200起⟧。", "海陵市消防支队"),
    ("据统计，全年破获案件⟦163起⟧。", None),
    ("云州公安破获案件⟦163起⟧。", None),
]


@pytest.mark.parametrize(("source", "who"), ATTRIBUTIONS)
def test_attribution(source: str, who: str | None) -> None:
    assert_reads(None, source, attribution=who)


# text: the whole and then its parts
PARTS = [
    "警方抓获嫌疑人⟦120人⟧，其中未成年人⟦9人⟧。",
    "全市破获案件⟦163起⟧，其中盗窃案件⟦35起⟧、诈骗案件⟦28起⟧。",
    "海关查获毒品⟦320公斤⟧。其中，冰毒⟦120公斤⟧。",
]


@pytest.mark.parametrize("source", PARTS)
def test_parts_name_their_whole(source: str) -> None:
    whole, *parts = the_claims(source)
    assert whole.part_of is None
    assert [part.part_of for part in parts] == [whole.id] * len(parts)


@pytest.mark.parametrize(
    "source",
    [
        "警方破获案件⟦163起⟧，抓获嫌疑人⟦120人⟧。",
        "民警查扣汽车⟦12辆⟧、手机⟦300部⟧。",
    ],
)
def test_what_stands_side_by_side_is_no_part(source: str) -> None:
    assert [claim.part_of for claim in the_claims(source)] == [None, None]


BODY = "\n\n本报讯　记者近日从有关部门了解到相关情况。"
# title and body with the two places of one figure
AGAIN = [
    f"云州警方破案⟦163起⟧{BODY}\n\n去年，云州警方破获案件⟦163起⟧，追回一批财物。\n",
    f"云州抓获嫌疑人⟦超2万人⟧{BODY}\n\n去年，云州警方抓获嫌疑人⟦2.08万人⟧，追回一批财物。\n",
]


@pytest.mark.parametrize("source", AGAIN)
def test_a_figure_stated_again(source: str) -> None:
    first, again = the_claims(source)
    assert first.same_as is None
    assert again.same_as == first.id


@pytest.mark.parametrize(
    "source",
    [
        f"云州警方破案⟦163起⟧{BODY}\n\n去年，云州警方抓获嫌疑人⟦163人⟧，追回一批财物。\n",
        f"云州警方破案⟦163起⟧{BODY}\n\n去年，云州警方破获案件⟦185起⟧，追回一批财物。\n",
    ],
)
def test_other_figures_are_not_the_same(source: str) -> None:
    assert [claim.same_as for claim in the_claims(source)] == [None, None]


# text, first and last day, source; published 2024-01-09
PERIODS = [
    ("2023年，云州警方破获案件⟦163起⟧。", "2023-01-01", "2023-12-31", "explicit"),
    ("2021年以来，云州警方破获案件⟦163起⟧。", "2021-01-01", "2024-01-09", "explicit"),
    ("截至2023年11月底，云州警方破获案件⟦163起⟧。", None, "2023-11-30", "explicit"),
    ("2023年上半年，全市接报火灾⟦120起⟧。", "2023-01-01", "2023-06-30", "explicit"),
    ("去年，云州警方破获案件⟦163起⟧。", "2023-01-01", "2023-12-31", "explicit"),
    ("2023年，警方破获案件163起，抓获嫌疑人⟦120人⟧。", "2023-01-01", "2023-12-31", "explicit"),
    ("2022年破获案件163起，2023年破获案件⟦185起⟧。", "2023-01-01", "2023-12-31", "explicit"),
    ("云州警方破获案件⟦163起⟧。", None, None, None),
]


@pytest.mark.parametrize(("source", "start", "end", "how"), PERIODS)
def test_period(source: str, start: str | None, end: str | None, how: str | None) -> None:
    (claim,) = the_claims(source)
    days = tuple(day and date.fromisoformat(day) for day in (start, end))
    assert (claim.period_start, claim.period_end) == days
    assert claim.period_source == how


# text, agent
AGENTS = [
    ("云州公安破获案件⟦163起⟧。", "云州公安"),
    ("全国公安机关破获案件⟦163起⟧。", "全国公安机关"),
    ("2023年，云州海关查获毒品⟦12公斤⟧。", "云州海关"),
    ("云州公安破获案件163起，抓获嫌疑人⟦120人⟧。", "云州公安"),
    ("全市发案同比下降⟦22%⟧。", None),
]


@pytest.mark.parametrize(("source", "agent"), AGENTS)
def test_agent(source: str, agent: str | None) -> None:
    assert_reads(None, source, agent=agent)
