"""Which measures answer which cause of poverty: a county's own word beside the default (JZ-08)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import CauseAnswer
from households.services.changing import given_reason
from povertyapp.core.history import because


@transaction.atomic
def set_answers(*, by, county, cause, families, from_date, reason):
    """Let these families (kind, item) answer a cause in a county from a day on; return the rows.

    The county's rows that stood until then end the day before; those of a later or the same start are replaced.
    """
    reason = given_reason(reason)
    if not families:
        raise ValidationError({"families": _("请至少选一种措施：一种都没有，这个原因就没有办法对应。")})
    rows = CauseAnswer.objects.select_for_update().filter(area=county, cause=cause)
    with because(by=by, reason=reason):
        rows.filter(from_date__gte=from_date).delete()
        standing = rows.filter(to_date=None) | rows.filter(to_date__gte=from_date)
        standing.update(to_date=from_date - dt.timedelta(days=1))
        return [
            CauseAnswer.objects.create(area=county, cause=cause, kind=kind, item=item, from_date=from_date)
            for kind, item in families
        ]
