"""The words of the form and the codes they stand for, read from the code lists themselves."""

from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from households.choices import (
    ETHNIC_GROUPS,
    Cause,
    MemberChange,
    PovertyAttribute,
    PovertyStatus,
    SchoolStatus,
    Sex,
    WorkRegion,
)
from povertyapp.core.workbooks import cells
from povertyapp.core.workbooks.cells import CellError

# Official names of another year's form for the same thing. Everything else that is not a label is a finding,
# words of daily speech (文盲, 慢性病, 脱贫) too: the form's own word is asked for.
OTHER_WORDS: dict[type[TextChoices], dict[str, str]] = {
    # as the terms since 2021 have them (decision 39)
    PovertyStatus: {"风险未消除": PovertyStatus.IN_POVERTY, "拟消除风险": PovertyStatus.PRE_EXIT},
    PovertyAttribute: {
        "特困供养贫困户": PovertyAttribute.FIVE_GUARANTEE,
        "五保户": PovertyAttribute.FIVE_GUARANTEE,
        "低保户": PovertyAttribute.ALLOWANCE,
    },
    Cause: {"缺劳力": Cause.LACK_LABOUR},
    MemberChange: {
        "新生儿": MemberChange.BIRTH,
        "婚入": MemberChange.MARRIED_IN,
        "婚出": MemberChange.MARRIED_OUT,
        "其他转入": MemberChange.MOVED_IN,
    },
    SchoolStatus: {"非在校生": "", "否": ""},
    WorkRegion: {"未务工": "", "无": ""},
}

NO_ANSWERS = frozenset(("有", "无", "没有", "对", "不", "未", "不是"))


@cache
def labels(choices: type[TextChoices]) -> dict[str, str]:
    """Return code → Chinese word, whatever language the user reads."""
    with override(None):
        return {str(value): str(label) for value, label in choices.choices}


@cache
def codes(choices: type[TextChoices]) -> dict[str, str]:
    """Return Chinese word → code, with the names of other years' forms."""
    known = {cells.word(word): value for value, word in labels(choices).items()}
    known |= {word: str(value) for word, value in OTHER_WORDS.get(choices, {}).items()}
    return known


def choice(choices: type[TextChoices]):
    """Return a parser of one word of a code list; blank gives ''."""

    def parse(value) -> str:
        if value is None:
            return ""
        if value in (known := codes(choices)):  # written as the list has it
            return known[value]
        written = cells.word(value)
        if not written:
            return ""
        if written not in known:
            raise CellError("DICT_UNKNOWN", "、".join(labels(choices).values()))
        return known[written]

    return parse


def choices_many(choices: type[TextChoices]):
    """Return a parser of several words of a code list in one cell, as a tuple of codes."""
    one = choice(choices)

    def parse(value) -> tuple[str, ...]:
        if value is None:
            return ()
        if value in (known := codes(choices)):
            return (known[value],) if known[value] else ()
        return tuple(one(word) for word in cells.many(value))

    return parse


def sex(value) -> str:
    """Return the code of 男 or 女; '' for a blank cell."""
    return choice(Sex)(value)


def yes_no(value) -> bool | None:
    """Return 是 or 否 as a boolean; a tick or a code for it too, but 有 is no answer to 是否."""
    if cells.word(value) in NO_ANSWERS:
        raise CellError("DICT_UNKNOWN", _("是 或 否"))
    return cells.yes_no(value)


def person(value) -> str:
    """Return a person's name; '' for a blank cell or one that says 无."""
    written = cells.name(value)
    return "" if written in cells.NONE_WORDS else written


@cache
def ethnic_groups() -> frozenset[str]:
    """Return the 56 ethnic groups (GB/T 3304) without 族."""
    return frozenset(ETHNIC_GROUPS)


def ethnicity(value) -> str:
    """Return the name of one of the 56 ethnic groups with its 族."""
    written = cells.word(value)
    if not written:
        return ""
    if written.removesuffix("族") not in ethnic_groups():
        raise CellError("DICT_UNKNOWN", _("56 个民族的名称，如 汉族、土家族"))
    return written.removesuffix("族") + "族"
