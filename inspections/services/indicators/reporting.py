"""The owner of an indicator reports a month: the numbers, the day of which they speak, and what they rest on."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.uploads import keep_upload
from inspections.models import IndicatorValue
from inspections.services.indicators.keeping import CHANGE
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.period import Period
from povertyapp.core.todo import forget_count

VERB = "inspections.view_indicator"


def may_report(user, indicator):
    """Say whether a user reports for the owner: the person named, or the county office in his place."""
    return user.pk == indicator.reporter_id or user.has_perm(CHANGE)


@transaction.atomic
def report_value(*, by, indicator, month, numerator, denominator, as_of, evidence, upload=None):
    """Report a month of an indicator; return the value. The same numbers again return the value that stands.

    A report after the entry of the month has ended is kept and shown as late; the month's account does not count it.
    Raises ValidationError, for all fields at once, where numbers are missing or do not fit, and PermissionDenied for
    anybody who is not the owner's.
    """
    if not may_report(by, indicator):
        raise PermissionDenied
    _check(indicator, Period.parse(month), numerator, denominator, as_of, evidence)
    facts = {"numerator": numerator, "denominator": denominator, "as_of": as_of, "evidence": evidence.strip()}
    newest = indicator.values.filter(month=month).order_by("-recorded_at").first()
    if newest and upload is None and all(getattr(newest, name) == value for name, value in facts.items()):
        return newest
    value = IndicatorValue(
        indicator=indicator,
        area_id=indicator.area_id,
        month=month,
        recorded_by=by,
        recorded_at=clock.now(),
        **facts,
    )
    if upload is not None:
        value.file = keep_upload(
            by=by,
            area=indicator.area,
            upload=upload,
            kind="indicator",
            name=_("指标佐证"),
            verb=VERB,
            field="upload",
        )
    value.full_clean()
    with because(by=by, reason=_("填报行业指标")):
        value.save()
    forget_count(by)
    return value


def _check(indicator, period, numerator, denominator, as_of, evidence):
    errors = {}
    if indicator.ended_on and indicator.ended_on < period.start:
        errors["month"] = _("这个指标已经停用，不用再填报。")
    if period.start > clock.today():
        errors["month"] = _("%(month)s 还没有开始，请等到那个月再填。") % {"month": period}
    if indicator.is_share and denominator is None:
        errors["denominator"] = _("请填分母；分母是应完成的总数。")
    if not indicator.is_share and denominator is not None:
        errors["denominator"] = _("这个指标只填一个数，分母空着。")
    if as_of > clock.today():
        errors["as_of"] = _("截止日期不能晚于今天。")
    elif not period.start <= as_of <= period.end:
        errors["as_of"] = _("截止日期应在 %(month)s 以内。") % {"month": period}
    if not evidence.strip():
        errors["evidence"] = _("请写明数据的依据，例如文号或报表名称。")
    if errors:
        raise ValidationError(errors)
