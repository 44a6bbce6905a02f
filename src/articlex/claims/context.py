"""What the words around a figure say of it: how it was aggregated, who is quoted for it, whether it is a claim at all."""

from __future__ import annotations

import re

from articlex.claims.weights import Part, spelled
from articlex.model import Aggregation, Mention

_CUMULATIVE = re.compile(r"累计|累积|累")
_TOTAL_SO_FAR = re.compile(r"共|总计|合计|总共")
_OPEN_TIME = re.compile(r"以来|至今|截至|截止|迄今|目前为止|止")
_SHARE = re.compile(r"占|比重|占比|份额|比例")
_AVERAGE = re.compile(r"平均|[人月日年户周场季]均|均价|均值")
_PEAK = re.compile(r"最高|最多时|单日|单月|单季|峰值|历史新高|新高|最大")
_RATE = re.compile(r"(?:率|增速|每天|每日|每年|每月|每小时|每人|每吨|每股|每公斤|每平方米)[^，。；]{0,6}$")

_SENTENCED = re.compile(r"判处|判刑|判囚|被判|改判|入狱|监禁|徒刑|刑期|服刑|拘留|拘役|管制|坐牢|囚|缓刑|判")
_SENTENCE_AFTER = re.compile(r"^(?:不等)?的?(?:有期)?(?:徒刑|监禁|刑期|牢|徒刑)")
_TIMED = re.compile(r"(?:时间|时长|期限|周期|耗时|工期|寿命)[^，。；]{0,8}$")
_PROLONGED = re.compile(r"(?:延长|缩短|提前|推迟|延后)(?:了|至|为|到)?$")


def aggregation(before: str, sentence_before: str, obj: str | None, unit: str) -> Aggregation:
    """How a figure was put together, from the words of its clause (`before`) and sentence before it.

    >>> aggregation("累计冻结涉诈资金", "累计冻结涉诈资金", "涉诈资金", "元")
    'cumulative'
    """
    if "/" in unit:
        return "rate"
    if _CUMULATIVE.search(before):
        return "cumulative"
    if _AVERAGE.search(before) or (obj and _AVERAGE.search(obj)):
        return "average"
    if _SHARE.search(before):
        return "share"
    if _PEAK.search(before[-12:]):
        return "peak"
    if (obj and obj.endswith(("率", "增速"))) or _RATE.search(before):
        return "rate"
    if _TOTAL_SO_FAR.search(before) and _OPEN_TIME.search(sentence_before):
        return "cumulative"
    return "total"


_SAYING = r"(?:获悉|了解到|得知|透露|表示|称|说|指出|介绍|通报|公布|发布|宣布|统计|报道|显示|消息|证实|披露|强调|认为)"
_FROM = re.compile(
    rf"(?:记者)?(?:从|据|根据|按照?|依)(?P<who>[^，。；：、“”（）\d]{{2,18}}?)(?:的?(?:最新)?(?:数据|消息|统计|报告|通报|初步统计)?){_SAYING}"
)
_SAID = re.compile(
    r"(?:^|[，。；：]|\d日)(?P<who>[^，。；：“”（）\d]{2,16}?)(?:最新|今日|今天|昨日|昨天|近日|日前|\d+日|进一步|随后)*(?:表示|指出|称|透露|介绍|通报|公布|发布|宣布|披露)(?:[，：“]|的|了|，)"
)
_NOBODY = re.compile(r"^(?:记者|据|初步|最新|有关|另据|他|她|其|不完全|统计|数据|报告|消息)+$")


def attribution(before: str) -> str | None:
    """Who is quoted for what follows: 记者从公安部获悉 gives 公安部; None where nobody is named.

    >>> attribution("记者从省公安厅获悉，2023年，")
    '省公安厅'
    """
    found = None
    for pattern in (_FROM, _SAID):
        for match in pattern.finditer(before):
            who = match["who"].removeprefix("记者从").removesuffix("的")
            if not _NOBODY.match(who):
                found = who
        if found:
            return found
    return None


def may_claim(mention: Mention, before: str, after: str) -> bool:
    """Whether a mention can state a fact: all quantities can; a duration when it is a sentence or a reported time.

    `before` and `after` are the text on both sides, a clause's length each.
    """
    if mention.kind == "duration":
        return bool(
            _SENTENCED.search(before[-14:])
            or _SENTENCE_AFTER.search(after)
            or _TIMED.search(before)
            or _PROLONGED.search(before)
        )
    return mention.kind in ("count", "money", "percent", "percentage_point", "multiple", "ratio", "measure")


def claim_features(mention: Mention, before: str, after: str) -> list[str]:
    """What speaks for (and against) a mention stating a fact, rather than being part of a name, an idiom or a label."""
    return spelled(claim_parts(mention, before, after))


def claim_parts(mention: Mention, before: str, after: str) -> list[Part]:
    """The same by what the features depend on."""
    text = mention.text
    first = text[0]
    shape = (
        "one" if first == "一" else "few" if first in "几数两" else "digits" if first.isdigit() else "word"
    )
    unit = mention.unit or "-"
    bare = "unit" if mention.unit else "bare"
    return [
        (_of_mention, (mention.kind, mention.rule, shape, unit, bare, min(len(text), 6))),
        (_of_left, (before[-2:], shape, bare, unit)),
        (_of_right, (after[:2], shape, bare, unit)),
        (_of_wrapping, (before[-1:], after[:1], bare)),
    ]


def _of_mention(kind: str, rule: str, shape: str, unit: str, bare: str, length: int) -> list[str]:
    return [
        "c",
        f"c:{kind}",
        f"c:{rule}",
        f"c:{rule}|{shape}",
        f"c:{kind}|u:{unit}",
        f"c:{shape}|u:{unit}",
        f"c:{bare}|len:{length}",
    ]


def _of_left(before: str, shape: str, bare: str, unit: str) -> list[str]:
    left = before[-1:]
    return [f"c:{shape}{bare}<{left}", f"c:<{before}", f"c:{left}<{unit}", f"c:{before}<{unit}"]


def _of_right(after: str, shape: str, bare: str, unit: str) -> list[str]:
    right = after[:1]
    return [f"c:{shape}{bare}>{right}", f"c:>{after}", f"c:{unit}>{right}", f"c:{unit}>{after}"]


def _of_wrapping(left: str, right: str, bare: str) -> list[str]:
    if left in "“《〈(（" and right in "”》〉)）":
        return ["c:wrapped", f"c:wrapped|{bare}"]
    return ["c:opens-quote"] if left in "“《" else []
