"""Enterprises and cooperatives, how households take part in them, and the stations of a village."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models import BenefitLink, Enterprise, VillageInstitution
from assistance.models.link import enterprise_codes
from assistance.services.visits import is_on_register
from households.services.changing import check_known, create, given_reason, write
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import Level

ENTERPRISE_FACTS = ("name", "kind", "credit_code", "industry", "head_name", "founded_on", "ended_on")
LINK_FACTS = ("mode", "services", "contract_no", "signed_on", "from_date", "to_date", "amount")
INSTITUTION_FACTS = ("kind", "name", "bank", "capital", "founded_on", "ended_on")


@transaction.atomic
def register_enterprise(*, by, area, **facts):
    """Enter a cooperative or another enterprise and return it; `facts` are the columns of `ENTERPRISE_FACTS`.

    ValidationError by field: a credit code whose check digit is wrong or that is known already, a name that the
    place has already, a day in the future. Conflict: somebody else took the next code at the same moment.
    """
    check_known(facts, ENTERPRISE_FACTS)
    code = next(enterprise_codes(area.county_code))
    enterprise = Enterprise(area=area, code=code, **_tidied(facts))
    _check_past(enterprise, "founded_on", "ended_on")
    try:
        with transaction.atomic():
            return create(enterprise, by=by, reason=_("登记合作社和企业"))
    except IntegrityError as error:
        raise Conflict(_("刚刚有人登记了合作社或企业，请再提交一次。")) from error


@transaction.atomic
def correct_enterprise(*, by, enterprise, reason, seen="", **facts):
    """Correct what is recorded of an enterprise, or close it with its last day."""
    check_known(facts, ENTERPRISE_FACTS)
    row = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    facts = _tidied(facts)
    _check_past(Enterprise(**facts), *(name for name in ("founded_on", "ended_on") if name in facts))
    write(row, facts, by=by, reason=reason, seen=seen)
    return row


def _tidied(facts):
    """Return the facts with the credit code as it stands on the licence: without blanks, in capitals."""
    code = "".join((facts.get("credit_code") or "").split()).upper()
    return facts | {"credit_code": code} if "credit_code" in facts else facts


@transaction.atomic
def link_household(*, by, household, enterprise, **facts):
    """Record how a household takes part in an enterprise and return the link; `facts` are `LINK_FACTS`.

    ValidationError by field: a household that was not on the register when it began, an enterprise that had ended,
    a signature after today, the same way from the same day once more.
    """
    check_known(facts, LINK_FACTS)
    link = BenefitLink(household=household, area_id=household.area_id, enterprise=enterprise, **facts)
    link.full_clean(exclude=["household", "area"], validate_constraints=False, validate_unique=False)
    wrong = {}
    if not is_on_register(household, link.from_date):
        wrong["from_date"] = _("%(day)s 这一户不在册，请核对开始日期。") % {"day": link.from_date}
    if enterprise.ended_on and link.from_date >= enterprise.ended_on:
        wrong["enterprise"] = _("“%(name)s”已在 %(day)s 注销。") % {
            "name": enterprise.name,
            "day": enterprise.ended_on,
        }
    if link.signed_on and link.signed_on > clock.today():
        wrong["signed_on"] = _("签订日期不能晚于今天（%(today)s）。") % {"today": clock.today()}
    if wrong:
        raise ValidationError(wrong)
    return create(link, by=by, reason=_("登记利益联结"))


@transaction.atomic
def end_link(*, by, link, to_date, reason):
    """End a link; `to_date` is its last day. Conflict when it was ended already."""
    reason = given_reason(reason)
    if to_date is None:
        raise ValidationError({"to_date": _("请写最后一天的日期。")})
    if to_date < link.from_date:
        raise ValidationError({"to_date": _("结束日期不能早于开始日期。")})
    with because(by=by, reason=reason):
        rows = BenefitLink.objects.filter(pk=link.pk, to_date=link.to_date)
        changed = rows.update(to_date=to_date)
    if not changed:
        raise Conflict(_("这项联结刚刚被别人改过，请刷新后再看。"))
    link.to_date = to_date
    return link


@transaction.atomic
def found_institution(*, by, area, **facts):
    """Enter a village's finance station or mutual-fund society and return it."""
    check_known(facts, INSTITUTION_FACTS)
    if area.level != Level.VILLAGE:
        raise ValidationError(
            _("“%(name)s”不是行政村，一站两社只登记到村，请选一个村。") % {"name": area.name}
        )
    institution = VillageInstitution(area=area, **facts)
    _check_past(institution, "founded_on", "ended_on")
    return create(institution, by=by, reason=_("登记一站两社"))


@transaction.atomic
def correct_institution(*, by, institution, reason, seen="", **facts):
    """Correct what is recorded of a station or society, or close it with its last day."""
    check_known(facts, INSTITUTION_FACTS)
    row = VillageInstitution.objects.select_for_update().get(pk=institution.pk)
    _check_past(VillageInstitution(**facts), *(n for n in ("founded_on", "ended_on") if n in facts))
    write(row, facts, by=by, reason=reason, seen=seen)
    return row


def _check_past(row, *names):
    """Refuse days that have not come yet."""
    today = clock.today()
    days = {name: getattr(row, name) for name in names}
    late = [name for name, day in days.items() if day and day > today]
    if late:
        raise ValidationError(
            {name: _("日期不能晚于今天（%(today)s）。") % {"today": today} for name in late}
        )
