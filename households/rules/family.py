"""Faults in who belongs to a household, what kind of household it is, and when it came and went."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.choices import CAPABLE_AT_ANY_AGE, PovertyAttribute, Relation
from households.querysets import aged
from households.rules.populations import data_rule, has_member
from povertyapp.core.rules import Fault

HEAD = Q(relation=Relation.HEAD)


@data_rule(
    "DQ-15",
    Fault.OMITTED_RECORD,
    _("没有户主或户主多于一人"),
    mend="members",
    how=_("在成员里只留一名“户主”，其余改为与户主的实际关系。"),
)
def not_one_head(period, value):
    """每户有且只有一名户主。

    Among the counted members exactly one is the head. A household without any member is DQ-16.
    """
    return Q(has_member()) & (~Q(has_member(HEAD)) | Q(has_member(HEAD, at_least=2)))


@data_rule(
    "DQ-16",
    Fault.OMITTED_RECORD,
    _("空挂户"),
    mend="members",
    how=_("补录成员；已整户消亡或迁走的，办理移出名册。"),
)
def no_member(period, value):
    """每户至少要有一名在册成员。

    A household on the register has at least one counted member.
    """
    return ~Q(has_member())


@data_rule(
    "DQ-24",
    Fault.ILLOGICAL,
    _("低保属性与成员不符"),
    field="poverty_attribute",
    how=_("与民政低保名单核对：改户的属性，或改成员是否享受低保。"),
)
def allowance_and_members_disagree(period, value):
    """低保贫困户要有享受低保的成员，一般贫困户不应有。

    An allowance household has a member who gets the allowance, a general one has none. Where nothing is
    recorded of a member, nothing is said.
    """
    somebody = has_member(gets_allowance=True)
    nobody = Q(has_member()) & ~Q(has_member(~Q(gets_allowance=False)))
    return (Q(poverty_attribute=PovertyAttribute.ALLOWANCE) & nobody) | (
        Q(poverty_attribute=PovertyAttribute.GENERAL) & Q(somebody)
    )


@data_rule(
    "DQ-25",
    Fault.ILLOGICAL,
    _("五保户有劳动力"),
    field="poverty_attribute",
    shows=("poverty_attribute",),
    how=_("核对户的属性和成员的劳动技能，改错的那一项。"),
)
def five_guarantee_with_labour(period, value):
    """五保贫困户不应有 16 到 65 周岁的普通或技能劳动力。

    A five-guarantee household has no ordinary or skilled labour from `data.capacity_age_from` to
    `data.capacity_age_to`.
    """
    of_age = aged(period.end, value("data.capacity_age_from"), value("data.capacity_age_to"))
    hands = has_member(of_age, labour_capacity__in=CAPABLE_AT_ANY_AGE)
    return Q(poverty_attribute=PovertyAttribute.FIVE_GUARANTEE) & Q(hands)
