"""Faults in what is recorded of a person, his documents and his school apart."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from households.choices import (
    FEMALE_RELATIONS,
    MALE_RELATIONS,
    UNABLE,
    CardState,
    Health,
    IdFault,
    Relation,
    Sex,
)
from households.models import HouseholdMember
from households.querysets import STUDENT, aged
from households.rules.populations import data_rule, has_head, members
from povertyapp.core.faults import Child, Has
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.rules import Fault

# Months that nobody filled in are no months; both are told apart by DQ-30.
HAS_MONTHS = Q(work_months__isnull=False, work_months__gt=0)
WORKING = ~Q(work_region="") | HAS_MONTHS
DISABLED = Q(health__contains=[Health.DISABLED])
KNOWN_OF_DISABILITY = ~Q(disability_kind="") | Q(disability_level__isnull=False)


@data_rule(
    "DQ-01",
    Fault.WRONG_VALUE,
    _("证件号码位数不对"),
    over=members,
    field="id_number",
    how=_("对照身份证或户口簿重新录入号码：身份证 18 位，残疾人证 20 或 22 位。"),
)
def id_length(period, value):
    """证件号码应为 18 位身份证号，或 20、22 位残疾人证号。

    The number has 18 digits (15 of old), or the 20 or 22 of a disability card. A blank number is no fault here.
    """
    return Q(id_fault=IdFault.LENGTH)


@data_rule(
    "DQ-02",
    Fault.WRONG_VALUE,
    _("证件号码校验不通过"),
    over=members,
    field="id_number",
    how=_("对照身份证逐位核对，多半是抄错一位或出生日期写错。"),
)
def id_check(period, value):
    """证件号码的校验位和出生日期要正确。

    The check digit fits and the date of birth in the number exists.
    """
    return Q(id_fault=IdFault.CHECK)


@data_rule(
    "DQ-03",
    Fault.WRONG_VALUE,
    _("15位旧证号未升级"),
    over=members,
    field="id_number",
    how=_("按本人现在的 18 位身份证号更新；系统按国家标准推算的 18 位号码可以直接采用。"),
)
def old_id(period, value):
    """15 位旧身份证号要升级为 18 位。

    An old number of 15 digits is replaced by the one of 18.
    """
    return Q(id_fault=IdFault.OLD)


@data_rule(
    "DQ-04",
    Fault.WRONG_VALUE,
    _("残疾人证号无效"),
    over=members,
    field="disability_card",
    how=_("对照残疾人证录入：本人身份证号加一位类别、一位等级，换发的再加两位。"),
)
def disability_card(period, value):
    """残疾人证号应为本人身份证号加类别和等级。

    The card's number is the person's ID number with kind 1-7 and level 1-4, and two digits when issued again.
    """
    return Q(card_state=CardState.INVALID)


@data_rule(
    "DQ-05",
    Fault.WRONG_VALUE,
    _("务工时间超出范围"),
    over=members,
    field="work_months",
    how=_("一年最多 12 个月，请按实际月数改。"),
)
def work_months_out_of_range(period, value):
    """务工时间应在 0 到 12 个月之间。

    The months of work lie between 0 and `data.work_months_max`.
    """
    most = value("data.work_months_max")
    return Q(work_months__isnull=False) & (Q(work_months__lt=0) | Q(work_months__gt=most))


@data_rule(
    "DQ-10",
    Fault.MISSING_FIELD,
    _("民族未填"),
    over=members,
    field="ethnicity",
    how=_("按户口簿填写民族。"),
)
def ethnicity_missing(period, value):
    """每名成员都要填民族。

    The ethnicity of each member is filled in.
    """
    return Q(ethnicity="")


@data_rule(
    "DQ-12",
    Fault.MISSING_FIELD,
    _("健康状况或劳动技能未填"),
    over=members,
    field="health",
    shows=("health", "labour_capacity"),
    how=_("入户时问清健康状况；16 到 65 周岁的一并填劳动技能。"),
)
def health_or_capacity_missing(period, value):
    """每名成员都要填健康状况；16 到 65 周岁的还要填劳动技能。

    Health is filled in for everybody, labour capacity from `data.capacity_age_from` to
    `data.capacity_age_to`.
    """
    of_age = aged(period.end, value("data.capacity_age_from"), value("data.capacity_age_to"))
    return Q(health=[]) | (Q(labour_capacity="") & of_age)


@data_rule(
    "DQ-14",
    Fault.MISSING_FIELD,
    _("残疾人未填残疾证号"),
    over=members,
    field="disability_card",
    how=_("补录残疾人证号；没有办证的，把残疾类别和等级清空，办证后再填。"),
)
def card_missing(period, value):
    """健康状况为残疾、已填类别或等级的成员，要填残疾人证号。

    Who is disabled and of whom kind or level is recorded has a card: both are read from it. Where nothing is
    recorded of a card, as in a roster that has no column for it, nothing is said.
    """
    return DISABLED & KNOWN_OF_DISABILITY & Q(card_state=CardState.NONE)


@data_rule(
    "DQ-28",
    Fault.ILLOGICAL,
    _("健康的青壮年填成无劳力"),
    over=members,
    field="labour_capacity",
    shows=("health", "labour_capacity"),
    how=_("核对劳动技能；确有劳动能力的改为普通或技能劳动力，有病残的先改健康状况。"),
)
def able_but_marked_unable(period, value):
    """身体健康、正当劳动年龄、又不是在校生的，不应填“丧失劳动力”或“无劳动力”。

    A healthy person from `data.able_age_from` to `data.able_age_to` who is no student can work.
    """
    of_age = aged(period.end, value("data.able_age_from"), value("data.able_age_to"))
    return Q(health=[Health.HEALTHY], labour_capacity__in=UNABLE) & of_age & ~STUDENT & ~WORKING


@data_rule(
    "DQ-30",
    Fault.ILLOGICAL,
    _("务工地点与务工时间不符"),
    over=members,
    field="work_months",
    shows=("work_region", "work_months"),
    how=_("在外务工的，地点和月数都填；没有务工的，两项都清空。"),
)
def place_and_months_disagree(period, value):
    """填了务工地点的要有务工月数，填了务工月数的要有务工地点。

    Who has a place of work has months of work, and the other way round.
    """
    place = ~Q(work_region="")
    return (place & ~HAS_MONTHS) | (~place & HAS_MONTHS)


@data_rule(
    "DQ-31",
    Fault.ILLOGICAL,
    _("无劳力却在务工"),
    over=members,
    field="labour_capacity",
    shows=("labour_capacity", "work_region", "work_months"),
    how=_("核对本人是否在务工：在务工的改劳动技能，没有务工的清空务工信息。"),
)
def unable_yet_working(period, value):
    """“丧失劳动力”或“无劳动力”的成员不应有务工记录。

    Who has lost labour or has none does not work for wages.
    """
    return Q(labour_capacity__in=UNABLE) & WORKING


@data_rule(
    "DQ-34",
    Fault.ILLOGICAL,
    _("与户主关系和性别矛盾"),
    over=members,
    field="relation",
    shows=("relation", "sex"),
    how=_("对照户口簿核对与户主关系和性别，改错的那一项。"),
)
def relation_contradicts_sex(period, value):
    """与户主关系和性别要相符；户主与配偶不应同一性别。

    A son is male, a daughter female, and so on; the head and the spouse are of different sex. A sex that is not
    stated contradicts nothing.
    """
    wrong = Q(relation__in=MALE_RELATIONS, sex=Sex.FEMALE) | Q(relation__in=FEMALE_RELATIONS, sex=Sex.MALE)
    for sex in (Sex.MALE, Sex.FEMALE):
        wrong |= Q(relation=Relation.SPOUSE, sex=sex) & Q(has_head(sex=sex))
    return wrong


def _others_of_the_number(period, value):
    """Return the condition that somebody has the member's number, himself among them."""
    people = Child("namesakes", HouseholdMember.objects.present(), key="id_hash", of="id_hash")
    return ~Q(Has(people, Q(household__left_register_on=None)))


@data_rule(
    "DQ-37",
    Fault.ILLOGICAL,
    _("同一证件号码登记了两次"),
    over=members,
    field="id_number",
    mend="duplicate",
    reads=_others_of_the_number,
    how=_("核对是号码录错还是同一个人：同一个人只留在现住的户，另一处登记转出；在外县的请县里联系核实。"),
)
def same_person_twice(period, value):
    """同一个人只能登记在一户，本县外县都一样。

    No other counted member, in this county or another, has the same document number, both in households that are
    still on the register at the end of the month. Numbers are compared by their keyed hash, and nothing of the
    other county's row is told.
    """
    still_here = Q(household__left_register_on=None) | Q(household__left_register_on__gt=period.end)
    people = HouseholdMember.objects.present().filter(still_here).exclude(id_hash="")
    if len(value.area_code) > COUNTY_DIGITS:  # a village's numbers are looked up, a county's are all counted
        return still_here & Q(Exists(people.filter(id_hash=OuterRef("id_hash")).exclude(pk=OuterRef("pk"))))
    twice = people.order_by().values("id_hash").annotate(n=Count("pk")).filter(n__gt=1)
    here = HouseholdMember.objects.in_area(value.area_code).filter(id_hash__in=twice.values("id_hash"))
    return still_here & Q(pk__in=here.values("pk"))


@data_rule(
    "DQ-47",
    Fault.ILLOGICAL,
    _("公益性岗位与月数不符"),
    over=members,
    field="public_post",
    shows=("public_post", "public_post_months"),
    how=_("在岗的，岗位和月数都填；已不在岗的，两项都清空。"),
)
def post_and_months_disagree(period, value):
    """填了公益性岗位的要有在岗月数，填了月数的要有岗位。

    A public post has months, and months have a post.
    """
    post = ~Q(public_post="")
    months = Q(public_post_months__isnull=False, public_post_months__gt=0)
    return (post & ~months) | (~post & months)
