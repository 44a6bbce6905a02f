"""Readings weighed verb by verb and noun by noun: the same as all readings weighed one by one."""

from __future__ import annotations

import pytest

from articlex.claims.features import features, heaviest, shared_features, weight
from articlex.claims.reader import ClaimReader, answer, as_read, sites
from articlex.claims.rules import offers, readings
from articlex.claims.site import Read
from articlex.claims.weights import Scale, weights
from articlex.extractor import prepare
from articlex.model import Article

TEXTS = [
    "警方破获案件12起，抓获犯罪嫌疑人30名，查扣涉案资金500万元、车辆3辆。",
    "全市登记失业率，一季度为3.2%（上年同期3.5%），二季度降至3.1%。",
    "甲市、乙市分别增长3%和5%，丙市由100起增至300起。",
    "发生4起一次死亡3人以上的特大道路交通事故，造成20人死亡、9人受伤，其中儿童2人。",
    "对10个县进行约谈，208名民警、174名辅警因公牺牲，近17万用户断电。",
    "12吨货物，共计12起。民警连夜出击抓捕，共12名嫌疑人落网，涉案金额2亿元人民币。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_heaviest_is_the_first_of_those_that_weigh_most_one_by_one(text: str) -> None:
    reading, mentions, _ = prepare(Article(text))
    table = weights()
    scale = Scale(table)
    weighed = 0
    for _, clauses in ClaimReader().sentences(reading, mentions):
        reads: list[Read] = []
        for site in sites(reading.clean, clauses, mentions):
            site.reads = list(reads)
            shared = shared_features(site, scale)
            options = list(readings(site))
            sums = [weight(site, option, shared) for option in options]
            named = [sum(table.get(name, 0) for name in features(site, o, shared)) for o in options]
            assert sums == named
            best = options[sums.index(max(sums))]
            assert heaviest(site, offers(site), shared) == best
            reads.append(as_read(site, best, *answer(site, best)))
            weighed += len(options)
    assert weighed > 10
