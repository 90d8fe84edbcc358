"""What every step of a case begins with: the case as it stands, and the days it must keep."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from inspections.choices.accountability import ActionKind
from inspections.models import AccountabilityStep
from inspections.services.accountability.common import is_clerk, is_party, locked, working_day
from povertyapp.core.errors import Conflict


def begin(case, *, was, seen_step=None):
    """Return the case locked; Conflict where it has moved on since the page was looked at."""
    case = locked(case)
    if seen_step is not None and case.step != seen_step:
        raise Conflict(_("这件事刚刚被别人办过一步，请刷新后再办。"))
    if case.state not in was:
        raise ValidationError(
            _("现在是“%(state)s”，不能办这一步；请刷新后看现在能办哪一步。")
            % {"state": case.get_state_display()}
        )
    return case


def last_day(case):
    """Return the day of the last step: no later one is before it."""
    step = AccountabilityStep.objects.filter(action=case, number=case.step).first()
    return step.decided_on if step else case.state_since


def clerk_only(by, case):
    """Refuse whoever is no clerk of the county's office, or is a party."""
    if not is_clerk(by, case.county_id):
        raise PermissionDenied(_("这一步由县扶贫办经办人办理。"))
    if is_party(case, by):
        raise ValidationError(_("您是本案当事人，请由其他人办理。"))


def check_day(case):
    """Return until when an order is checked after its time; None for all else."""
    if case.kind != ActionKind.RECTIFY_ORDER:
        return None
    return working_day(case.county_id, case.deadline_on, "accountability.check_days")
