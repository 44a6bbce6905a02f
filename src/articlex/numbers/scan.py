# ruff: noqa: E501
"""Where numerals may begin: one pattern, one pass, and the fold that makes any spelling scannable."""

from __future__ import annotations

import re

_FOLDS = str.maketrans(
    "０１２３４５６７８９％／－＋：．萬億兩點餘個輛歲號層幾數雙週間後時來約過達內處條宗筆戶國縣區鄉鎮車機兒負圓塊錢斤噸畝頃瓩倍階級歲週隻枚臺項張場場戶員貫參貳陸",
    "0123456789%/-+:.万亿两点余个辆岁号层几数双周间后时来约过达内处条宗笔户国县区乡镇车机儿负圆块钱斤吨亩顷瓩倍阶级岁周只枚台项张场场户员贯叁贰陆",
)
_TRADITIONAL = "０１２３４５６７８９％萬億兩點餘個輛歲號層幾數雙週後時來約過達內處條筆戶國縣區鄉鎮車機負圓塊錢噸畝頃級隻臺項張場員參貳"


def fold(text: str) -> str:
    """Full-width digits and the Traditional characters of numerals and common units, one for one.

    Clean text is folded already and comes back as it is; texts of other callers are read all the same.
    """
    if any(c in text for c in _TRADITIONAL):
        return text.translate(_FOLDS)
    return text


DIGITS = "零〇○一二三四五六七八九"
_UNIT_PREFIX = "克米瓦伏卡赫帕焦字"
SCALE = rf"(?:[十拾百佰仟万亿]|千(?![{_UNIT_PREFIX}])|兆(?![瓦赫帕字比]))"
CHINESE = (
    rf"(?:[{DIGITS}两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟十万亿]|百(?!帕)|千(?![{_UNIT_PREFIX}])|兆(?![瓦赫帕字比])"
    rf"|[几数](?=[十百千万亿])|(?<=[十百千])几(?![乎何]))"
)
_START = r"零〇○一二三四五六七八九十百千万亿兆两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
_COUNTED = "个名人家次起年月天日周种位项条件辆部座场批位万千百十亿小分秒公米吨克元块处所倍份户村省市县国艘架只头名点层间栋幢枚支张本页岁度成代轮段届局"
CANDIDATE = re.compile(
    r"([A-Za-z_/@][A-Za-z0-9_./:@#%&?=+~\-\\$!;*]*)"
    r"|([0-9]+(?:[.,:/·•\-][0-9]+)*)"
    rf"|([{_START}]+)"
    rf"|(第(?=[0-9{_START}几])|首(?=[个次批例家名位届轮条座艘架台辆笔单期季日天月年周件场层项列款部只支所])|[几数](?=[{_COUNTED}])"
    rf"|半(?=[个年天月日小数套价辈生世载分价票学周])|双(?=[1１])|好几)"
    r"|([①-⓿❶-➓㈠-㈩㊀-㊉㉑-㉟㊱-㊿½⅓⅔¼¾⅛Ⅰ-ⅻ])"
    "|(\ufffd)"
)
"""Groups: 1 an ASCII word, 2 Western digits with what joins them, 3 Chinese numeral characters, 4 the first
character of 第N, 首N, 几N, 数N, 半N, 5 numbers in one character, 6 a destroyed character. Every alternative
is a run without inner choice, so the scan is linear."""

SPACES = " \u3000\xa0"
