"""From the place that cannot support a household to the house that is begun (C5)."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.relocation import GROWING, CaseStatus, MoveReason, Settlement
from funds.models import RelocationCase, RelocationListed, RelocationSite
from funds.relocation import has_house_money, house_limit, may_move
from funds.services.numbering import new_numbers
from funds.services.relocation.steps import check_move, parameters_of, take_step
from households.models import Household
from households.services.procedures import keep_picture
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.moves import check
from povertyapp.core.roles import Role

VIEW = "funds.view_relocationcase"


@transaction.atomic
def identify_household(*, by, household: Household, reason: str, on: dt.date | None = None) -> RelocationCase:
    """Open the relocation of a registered household whose place is on the list for that reason; by the township."""
    on = on or clock.today()
    home = Household.objects.select_for_update(no_key=True, of=("self",)).get(pk=household.pk)
    listed = _("这一户 %(on)s 不在册，或所在村没有按“%(why)s”列入迁出区（B15）；请先核对名册和迁出区名单。")
    why = dict(MoveReason.choices).get(reason, reason)
    check(
        ("township", _is_township(by, home), _("由乡镇识别搬迁户。")),
        ("day", on <= clock.today(), _("识别日期不能晚于今天。")),
        ("reason", reason in MoveReason.values, _("请选搬迁原因。")),
        ("place", may_move(home, reason, on), listed % {"on": on, "why": why}),
        ("people", home.size > 0, _("这一户没有在册人口，请先补录成员。")),
        (
            "one",
            not RelocationCase.objects.standing().filter(household=home).exists(),
            _("这一户已经有搬迁个案，请打开原来的个案办理。"),
        ),
    )
    with because(by=by, reason="identify_household"):
        return RelocationCase.objects.create(
            no=next(new_numbers(RelocationCase, home.area_id[:COUNTY_DIGITS], "B", on.year)),
            household=home,
            reason=reason,
            persons=home.size,
            state_since=on,
            opened_on=on,
            opened_by=by,
        )


def _is_township(by, home):
    return any(g.role == Role.TOWNSHIP and home.area_id.startswith(g.area_id) for g in by.grants_today)


@transaction.atomic
def sign_agreement(*, by, case: RelocationCase, paper: str, agrees_demolition: bool, on=None):
    """Record that the household applied of its own will and signed to move and to give the old house up (LN-13)."""
    on = on or clock.today()
    found = check(
        (
            "paper",
            bool(paper.strip()),
            _("搬迁要农户自愿申请并签协议（LN-13），请写明申请和协议存放在哪里。"),
        ),
        ("demolition", agrees_demolition, _("协议要写明同意拆除旧房（建新必拆旧）；不同意的不能搬迁。")),
    )
    facts = {"agreed_on": on, "agreement_paper": paper.strip(), "agrees_demolition": agrees_demolition}
    return take_step(case, CaseStatus.AGREED, by=by, on=on, guards=found, **facts)


@transaction.atomic
def plan_case(*, by, case: RelocationCase, on=None):
    """Take a household that signed into the year's plan: it stands on the list, and has no dangerous-house subsidy."""
    listed = RelocationListed.objects.filter(household=case.household_id).select_related("plan").first()
    not_listed = _("这一户不在搬迁年度名单里，不能列入计划；请先导入或登记年度名单（LF-30、LF-31）。")
    elsewhere = _("年度名单上这一户属于别的乡镇，请核对。")
    twice = _("这一户享受过危房改造补助，不能再搬迁（DQ-42）；请核对措施，重复的先核销。")
    in_place = listed is None or case.area_id.startswith(listed.plan.area_id)
    found = check(
        ("listed", listed is not None, not_listed),
        ("township", in_place, elsewhere),
        ("one_subsidy", not has_house_money(case.household), twice),
    )
    persons = listed.persons if listed else case.persons
    with because(by=by, reason="plan_relocation"):
        Household.objects.filter(pk=case.household_id, is_relocated=False).update(is_relocated=True)
    return take_step(case, CaseStatus.PLANNED, by=by, on=on, guards=found, listed=listed, persons=persons)


def within_house_limit(case, square_metres, on):
    """Return the result of the red line: so many square metres a person, with the tolerance of types of houses."""
    value = parameters_of(case, on)
    limit = house_limit(case.area_id, case.persons, on)
    facts = {
        "each": f"{value.number('relocation.m2_per_person'):g}",
        "more": f"{value.number('relocation.m2_tolerance') * 100:g}",
        "n": case.persons,
        "given": f"{square_metres or 0:,.2f}",
        "most": f"{limit:,.2f}",
    }
    words = _(
        "住房面积人均不超过 %(each)s 平方米（B15，户型允许上浮 %(more)s%%）：%(n)d 人，填的是 %(given)s 平方米，"
        "最多 %(most)s 平方米。"
    )
    return ("house", square_metres is not None and 0 < square_metres <= limit, words % facts)


@transaction.atomic
def assign_site(
    *,
    by,
    case: RelocationCase,
    settlement: str,
    house_m2: Decimal,
    site: RelocationSite | None = None,
    on: dt.date | None = None,
):
    """Give a planned household its place and a type of house by its people; a site that is not waiting for long."""
    on = on or clock.today()
    check_move(case, CaseStatus.SITE_ASSIGNED)
    results = [
        ("settlement", settlement in Settlement.values, _("请选安置方式。")),
        within_house_limit(case, house_m2, on),
    ]
    if settlement == Settlement.CENTRALISED:
        results.append(("site", site is not None, _("集中安置要选安置点。")))
    else:
        results.append(("site", site is None, _("分散安置不选安置点。")))
    if site is not None:
        results += _site_takes(site, case, on)
    facts = {"settlement": settlement, "site": site, "house_m2": house_m2}
    return take_step(case, CaseStatus.SITE_ASSIGNED, by=by, on=on, guards=check(*results), **facts)


def _site_takes(site, case, on):
    site = RelocationSite.objects.select_for_update(no_key=True).get(pk=site.pk)
    most = int(parameters_of(case, on)("relocation.site_waiting_days"))
    waited = 0 if site.state in GROWING else (on - site.state_since).days
    given = site.cases.standing().exclude(pk=case.pk).count()
    late = _("%(site)s已“%(state)s”%(n)d 天，超过 %(most)d 天不能再安排；请先开工，或换一个安置点。")
    full = _("%(site)s规划 %(room)d 户，已安排 %(n)d 户，请换一个安置点或调整规划（C5）。")
    facts = {"site": site.name, "state": site.get_state_display(), "n": waited, "most": most}
    return [
        ("site_waits", waited <= most, late % facts),
        ("room", given < site.households, full % {"site": site.name, "room": site.households, "n": given}),
    ]


@transaction.atomic
def start_building(*, by, case: RelocationCase, image, self_paid: Decimal, on: dt.date | None = None):
    """Begin the house: with a picture of its start, and what the household pays of its own, within the limit."""
    on = on or clock.today()
    check_move(case, CaseStatus.BUILDING)
    most = parameters_of(case, on).number("relocation.self_paid_max")
    money = {"given": f"{self_paid:,.2f}", "most": f"{most:,.2f}"}
    too_much = _(
        "每户自筹不超过 %(most)s 元（B15），填的是 %(given)s 元；请填 0 到 %(most)s 元，不得举债建房。"
    )
    waits = case.site is not None and case.site.state not in GROWING
    found = check(
        ("image", image is not None, _("请上传开工照片。")),
        ("own_money", 0 <= self_paid <= most, too_much % money),
        ("site", not waits, _("安置点还没有开工，请先登记安置点开工。")),
    )
    picture = keep_picture(by=by, area=case.area, upload=image, verb=VIEW)
    facts = {"started_on": on, "start_image": picture, "self_paid": self_paid}
    return take_step(case, CaseStatus.BUILDING, by=by, on=on, guards=found, **facts)


@transaction.atomic
def withdraw_case(*, by, case: RelocationCase, reason: str, on: dt.date | None = None):
    """End a relocation before building begins, with the reason: given up, no longer on the register, not eligible."""
    if not reason.strip():
        raise ValidationError({"reason": _("退出要写明原因。")})
    on = on or clock.today()
    return take_step(case, CaseStatus.WITHDRAWN, by=by, on=on, reason=reason.strip(), ended_on=on)
