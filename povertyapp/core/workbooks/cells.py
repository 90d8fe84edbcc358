"""Turn what stands in a cell into a value, forgiving every habit that leaves the meaning plain.

Each function takes a raw cell (text, number, date, None) and returns a typed value, None for a blank
cell, or raises `CellError` with the finding code and what would have been accepted.
"""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

StrOrPromise = str | Promise

# Full-width digits, letters, brackets and signs become half-width; Chinese punctuation in running text stays.
_KEPT_WIDE = "，：；？！～"
_NARROW: dict[int, int | str | None] = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE
}
_NARROW |= dict.fromkeys(map(ord, "\u3000\xa0\u2002\u2003\u2009"), " ")
_NARROW |= dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202c"), None)

_WIDE = re.compile("[" + "".join(map(re.escape, map(chr, _NARROW))) + "]")
_INVISIBLE = " \t\r\n\f\v'" + "".join(map(chr, (code for code, to in _NARROW.items() if to in (" ", None))))

_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"[-—–―−－_/\\]+")
NONE_WORDS = {
    "无",
    "没有",
    "暂无",
    "不详",
    "未知",
    "未办",
    "未办理",
    "未办证",
    "未上户",
    "无证",
    "无证件",
    "无身份证",
}
NONE_WORDS |= {"NULL", "NONE", "N/A"}
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_LIST_MARKS = re.compile(r"[、,，;；/|\n\r]+")
_NAME_DOTS = re.compile(r"(?<=[\u3400-\u9fff])[•・.‧∙](?=[\u3400-\u9fff])")
_DATE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T]\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_SERIAL = re.compile(r"\d{4,5}(?:\.0+)?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?(?:\s*年(?:度)?(?:底|初|末)?|\s*[-./年]\s*\d{1,2}.*)?")
_CHINESE_DAY = "([一二三四五六七八九十]{1,3})"
_CHINESE_DATE = re.compile(f"([〇零○一二三四五六七八九]{{4}})年{_CHINESE_DAY}月{_CHINESE_DAY}[日号]")
_CHINESE_DIGITS = {"〇": 0, "零": 0, "○": 0} | {c: n for n, c in enumerate("一二三四五六七八九", start=1)}

EXCEL_EPOCH = dt.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 61, 73050  # 1900-03-01, before which Excel's calendar is wrong, to 2099-12-31
YEARS = range(
    1900, 2101
)  # a bare year, no serial: nobody was born in the months of 1905 that these numbers are
YEAR_SERIAL = 36526  # 2000-01-01: below it a five-digit year is a slip of the pen, no date
EXACT_DIGITS = 15  # what a number in Excel can hold without loss

YES = {"是", "有", "Y", "YES", "TRUE", "√", "✓", "☑", "对", "1", "参加", "已参加", "已"}
NO = {"否", "无", "N", "NO", "FALSE", "×", "X", "✗", "✘", "☐", "不是", "没有", "0"}
NO |= {"未参加", "不参加", "未", "不"}


class CellError(ValueError):
    """A cell that cannot be understood: the finding code to report and, in words, what is accepted."""

    def __init__(self, code: str, accepted: StrOrPromise):
        super().__init__(code)
        self.code = code
        self.accepted = accepted


def text(value) -> str:
    """Return a cell as trimmed text with half-width digits, letters and brackets; '' for a blank cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        if value.isascii() and value.isalnum():  # a number or a code, as it should be
            return value
        cleaned = value.translate(_NARROW) if _WIDE.search(value) else value
        cleaned = cleaned.strip()
        return cleaned[1:].lstrip() if cleaned.startswith("'") else cleaned
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    return str(value)


def word(value) -> str:
    """Return a dictionary word or a place name: text without any space; a mere dash is blank."""
    cleaned = text(value)
    if cleaned.isalnum():  # nearly every cell: no space, no dash
        return cleaned
    cleaned = _SPACES.sub("", cleaned)
    return "" if _DASHES.fullmatch(cleaned) else cleaned


def name(value) -> str:
    """Return a person's name: without spaces, with one kind of dot between the parts of a long one."""
    return _NAME_DOTS.sub("·", word(value))


def is_blank(value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip(_INVISIBLE))


def number(value) -> Decimal | None:
    """Return an amount or a measure as an exact decimal: 12300, '12,300.00', full-width, number as text."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(format(value, ".15g"))
    cleaned = word(value).replace(",", "").replace("，", "").lstrip("¥￥")
    if not cleaned:
        return None
    try:
        result = Decimal(cleaned)
    except InvalidOperation:
        result = None
    if result is None or not result.is_finite() or not isinstance(value, str):
        raise CellError("NUMBER_INVALID", _("数字，如 1200 或 12,300.50"))
    return result


def integer(value) -> int | None:
    """Return a whole number; 2, 2.0, '2', '２' are the same."""
    result = number(value)
    if result is None:
        return None
    if result != result.to_integral_value():
        raise CellError("NUMBER_INVALID", _("整数，如 3"))
    return int(result)


def year(value) -> int | None:
    """Return a year: 2016, 2016.0, '2016年', '2016年度', a month or a day of that year."""
    if isinstance(value, dt.date):
        return value.year
    if isinstance(value, int | float) and YEAR_SERIAL <= value <= LAST_SERIAL:
        return (EXCEL_EPOCH + dt.timedelta(days=int(value))).year
    cleaned = word(value)
    if not cleaned:
        return None
    match = _YEAR.fullmatch(cleaned)
    if not match or not 1900 <= int(match[1]) <= 2100:
        raise CellError("NUMBER_INVALID", _("四位年份，如 2016"))
    return int(match[1])


def date(value) -> dt.date | None:
    """Return a day: a date cell, an Excel serial, '1975.3.12', '1975/3/12', '1975年3月12日', '19750312'."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    cleaned = text(value)
    if not cleaned or _DASHES.fullmatch(cleaned):
        return None
    serial = value if isinstance(value, int | float) else cleaned if _SERIAL.fullmatch(cleaned) else 0
    if FIRST_SERIAL <= float(serial) <= LAST_SERIAL and int(float(serial)) not in YEARS:
        return EXCEL_EPOCH + dt.timedelta(days=int(float(serial)))
    match = _DATE.fullmatch(cleaned) or _COMPACT_DATE.fullmatch(cleaned)
    parts = [int(part) for part in match.groups()] if match else _chinese_date(cleaned)
    try:
        return dt.date(*parts)
    except (TypeError, ValueError):
        raise CellError("DATE_INVALID", _("存在的日期，如 1975-03-12")) from None


def _chinese_date(cleaned: str) -> list[int] | tuple[()]:
    match = _CHINESE_DATE.fullmatch(cleaned)
    if not match:
        return ()
    digits = "".join(str(_CHINESE_DIGITS[c]) for c in match[1])
    return [int(digits), _chinese_number(match[2]), _chinese_number(match[3])]


def _chinese_number(written: str) -> int:
    """Return a Chinese number of 1 to 99: 三, 十二, 二十一."""
    tens, mark, ones = written.rpartition("十")
    if not mark:
        return _CHINESE_DIGITS[ones] if len(ones) == 1 else 0
    return (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)


def yes_no(value) -> bool | None:
    """Return 是 or 否 as a boolean; √ and ×, 有 and 无, 1 and 0 too."""
    if value == "是" or value == "否":  # nearly every cell; the rest are other ways to write it
        return value == "是"
    cleaned = word(value).upper()
    if not cleaned:
        return None
    if cleaned in YES:
        return True
    if cleaned in NO:
        return False
    raise CellError("DICT_UNKNOWN", _("是 或 否"))


def long_digits(value, lost: str = "ID_PRECISION_LOST") -> str:
    """Return a long number as text; a numeric cell of more than 15 digits has lost the last ones: `lost`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) >= 10**EXACT_DIGITS:
            raise CellError(lost, _("以文本格式填写的完整号码（Excel 的数值只保留 15 位）"))
        return text(value)
    cleaned = word(value)
    if _SCIENTIFIC.fullmatch(cleaned):
        raise CellError(lost, _("以文本格式填写的完整号码（Excel 的数值只保留 15 位）"))
    return cleaned


def id_number(value) -> str:
    """Return an ID number as text with a capital X, unchecked; '' when blank or written 无."""
    cleaned = long_digits(value).upper()
    return "" if cleaned in NONE_WORDS else cleaned


def bank_account(value) -> str:
    """Return an account number as text without spaces."""
    cleaned = long_digits(value, "BANK_PRECISION_LOST")
    return "" if cleaned.upper() in NONE_WORDS else cleaned.replace("-", "")


def phone(value) -> str:
    """Return a telephone number as digits; raise PHONE_INVALID unless it is a mobile or a land line."""
    cleaned = re.sub(r"[-()]", "", long_digits(value, "PHONE_INVALID")).removeprefix("+86")
    if not cleaned or cleaned.upper() in NONE_WORDS:
        return ""
    if not re.fullmatch(r"1[3-9]\d{9}|0[1-9]\d{8,10}", cleaned):
        raise CellError("PHONE_INVALID", _("11 位手机号，如 15400000000"))
    return cleaned


def many(value) -> list[str]:
    """Return the words of a cell that lists several, parted by 、 or a comma; each word once."""
    words = (word(part) for part in _LIST_MARKS.split(text(value)))
    return list(dict.fromkeys(part for part in words if part and part not in NONE_WORDS))
