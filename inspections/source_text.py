"""The text of a circular as it comes from the web: cleaned where nothing is guessed, marked where bytes were lost."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

HAN = r"\u4e00-\u9fff"
# 停靠（kào）点: a reader's aid that some sites put behind rare characters
PINYIN = re.compile(rf"(?<=[{HAN}])[（(][a-zA-Zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{{1,7}}[）)]")
LOST = re.compile(r"“\s*”|‘\s*’|《\s*》|\ufffd|〔\d{4}〕\s{2,}号|【\d{4}】\s{2,}号")
# Written so in the sources; what was meant is said, the text stays as it is.
SLIPS = {"消号": "销号", "竟选": "竞选", "调拔": "调拨"}
FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．　]+")


@dataclass(frozen=True)
class Mark:
    """A place of the text that a person must look at."""

    at: int
    said: str


def clean(text: str) -> str:
    """Return the text without readers' aids, with digits, letters and blanks of normal width; nothing is guessed."""
    text = PINYIN.sub("", text)
    return FULL_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).strip()


def marks(text: str) -> list[Mark]:
    """Return where characters were lost (T-44, T-45) and where a word is written wrongly, in the order of the text."""
    found = [Mark(hit.start(), _("这里缺字：%(text)s") % {"text": hit[0]}) for hit in LOST.finditer(text)]
    for slip, meant in SLIPS.items():
        found += [
            Mark(hit.start(), _("“%(slip)s”疑为“%(meant)s”") % {"slip": slip, "meant": meant})
            for hit in re.finditer(slip, text)
        ]
    return sorted(found, key=lambda mark: mark.at)
