"""Where numerals may begin: one pattern, one pass, and the fold that makes any spelling scannable."""

from __future__ import annotations

import re

_TRADITIONAL = (
    "０１２３４５６７８９％萬億兩點餘個輛歲號層幾數雙週後時來約過達內處條筆戶國縣區鄉鎮車機負圓塊錢噸畝頃級隻臺項張場員參貳陸為"
    "間門開東發億從當聯際將滿種類倍隊衆眾寬長頭顆輪趟齡屆際無組線樓總計"
)
_SIMPLIFIED = (
    "0123456789%万亿两点余个辆岁号层几数双周后时来约过达内处条笔户国县区乡镇车机负圆块钱吨亩顷级只台项张场员叁贰陆为"
    "间门开东发亿从当联际将满种类倍队众众宽长头颗轮趟龄届际无组线楼总计"
)
_FOLDS = str.maketrans(_TRADITIONAL, _SIMPLIFIED) | str.maketrans("／－＋：．，", "/-+:.，")
_SIGNS_OF_TRADITIONAL = tuple(
    "０１２３４５６７８９％萬億兩點餘個輛歲號層幾數雙週後時來約過達內處條筆戶國縣區車負圓塊錢噸畝頃級隻臺項張場員參貳為間"
)


def fold(text: str) -> str:
    """Full-width digits and the Traditional characters of numerals and common units, one for one.

    Clean text is folded already and comes back as it is; texts of other callers are read all the same.
    """
    for c in _SIGNS_OF_TRADITIONAL:
        if c in text:
            text = text.translate(_FOLDS)
            break
    for c in _SIGNS_OF_MIXED_YEARS:
        if c in text:
            return _MIXED_YEAR.sub(_one_kind_of_zero, text)
    return text


_SIGNS_OF_MIXED_YEARS = ("一九", "二0", "二O", "二Ｏ", "二o")
_MIXED_YEAR = re.compile(r"(?:一九|二[0OＯo])[0OＯo〇零○一二三四五六七八九]{2}(?= ?年)")
_ZEROS = str.maketrans("0OＯo", "〇〇〇〇")


def _one_kind_of_zero(year: re.Match[str]) -> str:
    """二00六 with zeros of any kind is 二〇〇六."""
    return year.group().translate(_ZEROS)


DIGITS = "零〇○一二三四五六七八九"
NUMERAL_CHARACTERS = frozenset("零〇○一二三四五六七八九十百千万亿兆两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟")
"""Characters that a Chinese numeral may be made of."""
_START = "".join(sorted(NUMERAL_CHARACTERS))
_UNIT_PREFIX = "克米瓦伏卡赫帕焦字"
SCALE = rf"(?:[十拾百佰仟万亿]|千(?![{_UNIT_PREFIX}])|兆(?![瓦赫帕字比]))"
"""A scale, unless it is the prefix of a unit (千克, 兆瓦)."""
CHINESE = (
    rf"(?:[{DIGITS}两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟十万亿]"
    rf"|百(?!帕)|千(?![{_UNIT_PREFIX}])|兆(?![瓦赫帕字比])"
    r"|[几数](?=[十百千万亿])|(?<=[十百千])几(?![乎何]))"
)
"""One character of a Chinese numeral, 几 and 数 only where a scale makes them a number."""
_COUNTED = (
    "个名人家次起年月天日周种位项条件辆部座场批位万千百十亿小分秒公米吨克元块处所倍份户村省市县国艘架只"
    "头点层间栋幢枚支张本页岁度成代轮段届局步句声家类组队笔张台套块瓶箱包袋颗"
)
_SINGLE = "①-⓿❶-➓㈠-㈩㊀-㊉㉑-㉟㊱-㊿½⅓⅔¼¾⅛Ⅰ-ⅻ"
_FIRSTS = "个次批例家名位届轮条座艘架台辆笔单期季日天月年周件场层项列款部只支所"
CANDIDATE = re.compile(
    rf"[A-Za-z_/@&0-9{_START}第首几数半双好今去期拜周{_SINGLE}](?:"
    r"(?<=[0-9])([0-9]*(?:[.,:/·•\-][0-9]+)*)"
    rf"|(?<=[{_START}])([{_START}]*)"
    r"|(?<=[A-Za-z_/@&])([A-Za-z0-9_./:@#%&?=+~\-\\$!;*]*)"
    rf"|((?<=第)(?= ?[0-9{_START}几])|(?<=首)(?=[{_FIRSTS}])|(?<=[几数])(?=[{_COUNTED}])"
    r"|(?<=半)(?:(?=[个年天月日小数套价生世载票学周])|(?<=[过近逾超]半))|(?<=双)(?=1[12])"
    rf"|(?<=好)(?=几[{_COUNTED}])|(?<=[今去])(?=年以来)|(?<=[期拜周])(?=[日天](?![刊报期均])))"
    rf"|(?<=[{_SINGLE}])())"
)
"""Where a numeral may begin. Groups: 1 Western digits with what joins them, 2 Chinese numeral characters, 3
an ASCII word, 4 the first character of 第N, 首N, 几N, 数N, 半N, 5 a number in one character.

All alternatives are told apart behind a first character from one class, because the search for a class is ten
times faster than for a choice of patterns. Each is a run without inner choice, so the scan is linear."""

SPACES = " \u3000\xa0"
ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?")
"""Western digits: commas only before exactly three of them."""
NUMERAL = re.compile(rf"{CHINESE}+(?:点[零〇○一二三四五六七八九]+(?![分刻十点]))?")
"""A Chinese numeral, with decimals after 点 unless a clock time goes on."""
