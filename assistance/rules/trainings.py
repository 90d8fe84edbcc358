"""LF-20: skills trainings of a household's people, counted through the year."""

import datetime as dt

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from assistance.models import TrainingAttendance
from assistance.rules.populations import CARE
from povertyapp.core.rules import Duty, Kind, Source, Tally, rule


def _attended(period, value):
    """Attendances of the year that were entered before the month's entry ended."""
    entered = TrainingAttendance.objects.entered_by(period.entry_ends(value))
    return entered.happened(period.start.replace(month=1), period.end)


ATTENDED = Source("attended", ("household_id",), _attended)


@rule(
    "LF-20",
    kind=Kind.DUTY,
    over=CARE,
    party="helper",
    obligation="HA-H5",
    owner="county_office",
    basis="LF, 2017-05-28",
    title=_("每户技能培训"),
    allows_part=True,
)
def training_pace(period, value):
    """每户每年至少接受 2 次以上的技能培训。

    By the end of the months in `training.min_by_month` any members of the household have together attended that
    many different trainings since the beginning of the year; a training counts once however many of them came.
    Owed from day `training.owed_from_day` after the assignment, by the helper of the last day, for every household
    on the register. A measure of the kind training is help that was agreed, not a training that was held: it counts
    for other rules and never here.
    """
    least = value("training.min_by_month").get(str(period.month))
    if not least:
        return None
    latest = period.end - dt.timedelta(days=value("training.owed_from_day"))
    owed = Q(since__lte=latest, until__gte=period.end)
    return Duty(due=owed, required=least, counts=Tally(ATTENDED, Count("session", distinct=True)))
