"""What the wizard shows of a cell: numbers of people masked, birthdays as years; the user's own file stays whole."""

import datetime as dt
import re

from povertyapp.core.masks import mask_account, mask_id, mask_phone
from povertyapp.core.workbooks import cells

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])")
LONG_NUMBER = re.compile(r"(?<!\d)\d{15,}(?!\d)")
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
DAY = re.compile(r"((?:18|19|20)\d{2})[-./年]\d{1,2}[-./月]\d{1,2}日?")
# Words of a header → how its cells are shown.
SENSITIVE = (
    ("证件", mask_id),
    ("身份证", mask_id),
    ("电话", mask_phone),
    ("手机", mask_phone),
    ("账号", mask_account),
)
BIRTH = ("出生", "生日")
DATED = ("日期",)


def shown_cell(value, header: str = "") -> str:
    """Return a cell as the page shows it, by the column that it stands in and by what it looks like."""
    text = cells.text(value)
    for word, mask in SENSITIVE:
        if word in header and any(c.isdigit() for c in text):
            return mask(text)
    if any(word in header for word in BIRTH):
        return _year(value, text)
    if isinstance(value, int | float) and any(word in header for word in DATED):
        return _day(value, text)
    return shown_text(text)


def shown_text(text: str) -> str:
    """Return a sentence with every number of a person in it masked."""
    text = ID_NUMBER.sub(lambda found: mask_id(found[0]), text)
    text = LONG_NUMBER.sub(lambda found: mask_account(found[0]), text)
    return PHONE.sub(lambda found: mask_phone(found[0]), text)


def _day(value, text: str) -> str:
    """Return the day that Excel keeps as a number, as the user sees it in his sheet."""
    try:
        return str(cells.date(value) or text)
    except cells.CellError:
        return text


def _year(value, text: str) -> str:
    """Return the year of a birthday; a text that is no day is the fault itself and stays."""
    try:
        day = cells.date(value)
    except cells.CellError:
        day = None
    if isinstance(day, dt.date):
        return f"{day.year}-**-**"
    return DAY.sub(r"\1-**-**", shown_text(text))
