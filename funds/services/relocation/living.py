"""From the finished house to the close (C5): acceptance, key, moving in, the old house, support, follow-up."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.choices import Channel, MeasureClass
from assistance.models import AssistanceMeasure, Visit
from funds.choices.notices import NoticeKind, NoticeSubject
from funds.choices.relocation import FINISHED, Aim, CaseStatus, SiteState
from funds.models import RelocationCase, RelocationCheck
from funds.services.credit.steps import acting
from funds.services.notices import go_by_notices
from funds.services.relocation.moving import VIEW, within_house_limit
from funds.services.relocation.sites import go_on_with
from funds.services.relocation.steps import check_move, parameters_of, record_fault, take_step
from households.services.procedures import keep_picture
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import check
from povertyapp.core.roles import Role

CHECKERS = (Role.OFFICE, Role.SUPERVISOR)


@transaction.atomic
def finish_building(*, by, case: RelocationCase, dwelling_m2: Decimal, on: dt.date | None = None):
    """Record that the house stands, as it was measured: not above the red line."""
    on = on or clock.today()
    check_move(case, CaseStatus.BUILT)
    found = check(within_house_limit(case, dwelling_m2, on))
    facts = {"built_on": on, "dwelling_m2": dwelling_m2}
    return take_step(case, CaseStatus.BUILT, by=by, on=on, guards=found, **facts)


@transaction.atomic
def send_back(*, by, case: RelocationCase, reason: str, on: dt.date | None = None):
    """Record a fault of a house that is built or waits for its acceptance: too large, bad work, no water. It stays
    where it is until the fault is mended."""
    if not reason.strip():
        raise ValidationError({"reason": _("退回整改要写明问题和要求。")})
    return record_fault(case, by=by, on=on or clock.today(), reason=reason.strip())


@transaction.atomic
def accept_house(
    *, by, case: RelocationCase, acceptor: str, quality: bool, water: bool, power: bool, road: bool, on=None
):
    """Accept a house: sound, with water, power and a road, by a department or a third party that did not build it."""
    on = on or clock.today()
    found = check(
        ("acceptor", bool(acceptor.strip()), _("请写明验收单位。")),
        ("quality", quality, _("质量不合格不能验收，请退回整改。")),
        ("water", water, _("还没有通水，通水以后再验收。")),
        ("power", power, _("还没有通电，通电以后再验收。")),
        ("road", road, _("还没有通路，通路以后再验收。")),
    )
    facts = {"accepted_on": on, "acceptor": acceptor.strip()}
    facts |= {"quality_ok": quality, "water_ok": water, "power_ok": power, "road_ok": road}
    return take_step(case, CaseStatus.ACCEPTED, by=by, on=on, guards=found, **facts)


@transaction.atomic
def hand_key(*, by, case: RelocationCase, receipt: str, on: dt.date | None = None):
    """Hand the key over once the allocation list has hung for long enough, against a signed receipt."""
    on = on or clock.today()
    check_move(case, CaseStatus.KEY_HANDED)
    found = check(
        ("receipt", bool(receipt.strip()), _("交钥匙要农户签收，请写明签收单存放在哪里。")),
        (
            "site",
            case.site is None or case.site.state in FINISHED,
            _("安置点还没有建成，不能交钥匙；请先登记安置点建成。"),
        ),
    )
    go_by_notices(
        by=by,
        subject_kind=NoticeSubject.RELOCATION,
        code=case.no,
        kind=NoticeKind.KEYS,
        on=on,
        area_code=case.area_id,
    )
    facts = {"keys_on": on, "key_receipt": receipt.strip()}
    guards = [*found, {"need": "posted", "met": True}]
    return take_step(case, CaseStatus.KEY_HANDED, by=by, on=on, guards=guards, **facts)


def visits_after_key(case, on):
    """Return the home visits of the household by which its moving in may be confirmed, the newest first."""
    rows = Visit.objects.filter(household=case.household_id, channel=Channel.HOME, voided_at=None)
    return rows.filter(happened_on__gte=case.keys_on, happened_on__lte=on).order_by("-happened_on", "-pk")


@transaction.atomic
def confirm_move(
    *,
    by,
    case: RelocationCase,
    image,
    goods_moved: bool = False,
    lives_since: dt.date | None = None,
    visit: Visit | None = None,
    on: dt.date | None = None,
):
    """Confirm, by a home visit after the key, that the household lives in its new home for long enough or has moved
    its goods there."""
    on = on or clock.today()
    check_move(case, CaseStatus.MOVED_IN)
    found = visits_after_key(case, on)
    visit = found.filter(pk=visit.pk).first() if visit else found.first()
    days = int(parameters_of(case, on)("relocation.lives_days"))
    last = on - dt.timedelta(days=days)
    long_enough = lives_since is not None and case.keys_on is not None and case.keys_on <= lives_since <= last
    lived = (on - lives_since).days if lives_since else 0
    words = _("要实际居住满 %(days)d 天，或家当已经搬入：现在住了 %(n)d 天；住满以后再办，或先核实家当。")
    guards = check(
        ("visit", visit is not None, _("交钥匙以后还没有入户走访；请帮扶责任人先入户核实，再办这一步。")),
        ("lives", long_enough or goods_moved, words % {"days": days, "n": lived}),
        ("image", image is not None, _("请上传入住照片。")),
    )
    picture = keep_picture(by=by, area=case.area, upload=image, verb=VIEW)
    facts = {"moved_in_on": on, "moved_in_at": clock.now(), "move_visit": visit, "move_image": picture}
    facts |= {"lives_since": lives_since, "goods_moved": goods_moved}
    done = take_step(case, CaseStatus.MOVED_IN, by=by, on=on, guards=guards, **facts)
    if case.site is not None and case.site.state == SiteState.BUILT:
        go_on_with(case.site, SiteState.OCCUPIED, by=by, on=max(on, case.site.state_since))
    return done


@transaction.atomic
def remove_old_house(*, by, case: RelocationCase, image=None, exemption: str = "", on=None):
    """Record that the old house is down, with a picture, or that it is exempt, with the ground (shared walls,
    protected). Late is recorded too: the months of it are a fault of the records until then."""
    ground = exemption.strip()
    found = check(
        (
            "evidence",
            (image is None) == bool(ground),
            _("请上传拆旧照片；免予拆除的不传照片，写明依据（如连体、文物保护）。"),
        ),
    )
    on = on or clock.today()
    picture = keep_picture(by=by, area=case.area, upload=image, verb=VIEW)
    facts = {"removed_on": on, "removal_image": picture, "exemption": ground}
    return take_step(case, CaseStatus.OLD_HOUSE_REMOVED, by=by, on=on, guards=found, **facts)


def income_measures(case, on):
    """Return the income measures in force on a day by which a household may be called supported."""
    rows = AssistanceMeasure.objects.filter(household=case.household_id, measure_class=MeasureClass.INCOME)
    return rows.in_force(on).order_by("-from_date", "pk")


@transaction.atomic
def support_household(
    *,
    by,
    case: RelocationCase,
    measure: AssistanceMeasure | None,
    school: bool,
    insurance: bool,
    aims,
    on=None,
):
    """Say that a household can stay: an income measure, school and insurance taken along, the six aims of LF-29."""
    on = on or clock.today()
    aims = sorted(set(aims))
    lacking = "、".join(str(Aim(aim).label) for aim in Aim if aim not in aims)
    in_force = measure is not None and income_measures(case, on).filter(pk=measure.pk).exists()
    found = check(
        ("measure", in_force, _("新居地至少要有 1 项在实施的增收措施；请先登记措施。")),
        ("school", school, _("子女就学还没有衔接；没有学生的也请核实后勾选。")),
        ("insurance", insurance, _("医保还没有衔接，衔接以后再办。")),
        ("aims", not lacking, _("六项目标（LF-29）还差：%(aims)s。") % {"aims": lacking}),
    )
    facts = {"measure": measure, "school_moved": school, "insurance_moved": insurance, "aims": aims}
    return take_step(case, CaseStatus.SUPPORTED, by=by, on=on, guards=found, **facts)


@transaction.atomic
def record_check(*, by, case: RelocationCase, is_passed: bool, note: str, on: dt.date | None = None):
    """Record a check that follows a supported household up; nothing is changed of it afterwards."""
    on = on or clock.today()
    check(
        ("role", acting(by, case, CHECKERS) is not None, _("回访由县扶贫办或督查员登记。")),
        ("status", case.status == CaseStatus.SUPPORTED, _("落实后扶以后才回访。")),
        ("day", case.state_since <= on <= clock.today(), _("回访日期要在落实后扶以后、今天以前。")),
        ("note", bool(note.strip()), _("请写明回访情况。")),
    )
    with because(by=by, reason="record_check"):
        return RelocationCheck.objects.create(
            case=case,
            area_id=case.area_id,
            checked_on=on,
            is_passed=is_passed,
            note=note.strip(),
            recorded_by=by,
        )


@transaction.atomic
def close_case(*, by, case: RelocationCase, on: dt.date | None = None):
    """Close a relocation after as many passed checks, on different days, as the parameters ask."""
    on = on or clock.today()
    asked = int(parameters_of(case, on)("relocation.follow_ups"))
    passed = case.checks.filter(is_passed=True, checked_on__lte=on).values("checked_on").distinct().count()
    words = _("要有 %(asked)d 次合格的回访（不同日期），现在 %(n)d 次；请先回访。")
    found = check(("checks", passed >= asked, words % {"asked": asked, "n": passed}))
    return take_step(case, CaseStatus.CLOSED, by=by, on=on, guards=found, ended_on=on)
