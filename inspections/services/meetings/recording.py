"""Meetings that were held, with their minutes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.uploads import keep_upload
from inspections.models import Meeting
from povertyapp.core import clock
from povertyapp.core.history import because

VERB = "inspections.view_account"


@transaction.atomic
def record_meeting(*, by, area, meeting=None, upload=None, reason="", **facts):
    """Enter a meeting that was held, or correct what is known of one; return it.

    `facts` are kind, held_on, title, chair_name, attended, minutes, source. A meeting entered after the cut-off of
    its month is kept with its day; the closed account does not count it. Raises ValidationError for a day to come,
    for empty minutes and for a second meeting of the same kind on one day.
    """
    if facts.get("held_on") and facts["held_on"] > clock.today():
        raise ValidationError({"held_on": _("会议开过以后再登记，日期不能晚于今天。")})
    meeting = meeting or Meeting(area=area, recorded_by=by)
    for name, value in facts.items():
        setattr(meeting, name, value)
    if upload is not None:
        meeting.minutes_file = keep_upload(
            by=by, area=area, upload=upload, kind="minutes", name=_("会议纪要"), verb=VERB, field="upload"
        )
    meeting.full_clean()
    with because(by=by, reason=reason or _("登记会议")):
        meeting.save()
    return meeting
