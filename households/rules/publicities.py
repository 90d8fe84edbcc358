"""CB1-13: a village puts its lists up in time, with a picture (两公示一公告)."""

import datetime as dt

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from households.models import Objection, Publicity, Transition
from households.steps import PublicityKind, State
from povertyapp.core.columns import number_of
from povertyapp.core.figures import Group, figure_rule
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule


def _days(state, value):
    return dt.timedelta(days=int(value(f"procedure.limit.{state}")))


def _steps(state, period, value):
    """Return the steps into a state after which a list is to be put up by a day of the month."""
    days = _days(state, value)
    return Transition.objects.filter(
        to_state=state, decided_on__gte=period.start - days, decided_on__lte=period.end - days
    )


def _lists(state, period, value):
    """Return the column: how many lists of a village fall due to be put up after a state."""
    steps = _steps(state, period, value).filter(case__area=OuterRef("pk"))
    return number_of(steps, "case__area", "case__batch", distinct=True)


def _villages(period, value):
    need = _lists(State.REVIEWED, period, value) + _lists(State.EXIT_VERIFIED, period, value)
    villages = Area.objects.filter(level=Level.VILLAGE).annotate(need=need)
    return villages.values("code", "need", area_id=F("code")).order_by()


def _in_time(kind, state, period, value):
    """Return the condition that a publicity was put up within the days after such a step."""
    since = OuterRef("posted_on") - _days(state, value)
    steps = _steps(state, period, value).filter(
        case__batch=OuterRef("batch"), decided_on__lte=OuterRef("posted_on"), decided_on__gte=since
    )
    return Q(Exists(steps), kind=kind)


def _posted(period, value):
    """Return the publicities in time, with a picture or the place where its paper lies."""
    first = _in_time(PublicityKind.FIRST, State.REVIEWED, period, value)
    last = _in_time(PublicityKind.EXIT, State.EXIT_VERIFIED, period, value)
    shown = Q(image__isnull=False) | ~Q(paper="")
    return Publicity.objects.filter(first | last, shown, recorded_at__lt=period.entry_ends(value))


VILLAGES = Population("publicity_villages", ("code",), _villages)
"""Each village, with how many lists of it fall due to be put up in the month."""
POSTED = Source("publicities_in_time", ("area_id",), _posted)


@rule(
    "CB1-13",
    kind=Kind.DUTY,
    over=VILLAGES,
    subject=UNIT,
    party="village",
    obligation="HA-V4",
    owner="county_office",
    basis="CB1-13; D3",
    title=_("公示按时张贴"),
    allows_part=True,
)
def publicities_on_time(period, value):
    """该公示的名单按时张贴公示，有图片资料。

    A list is put up in the village within `procedure.limit.reviewed` days after its members were reviewed, and the
    list of those who leave poverty within `procedure.limit.exit_verified` days after it was verified; each in the
    month in which these days end, with a picture or the place where its paper lies, entered by the cut-off. A village
    without such a list owes nothing.
    """
    lists = Count(Concat("batch_id", Value(" "), "kind", output_field=CharField()), distinct=True)
    return Duty(due=Q(need__gt=0), required="need", counts=Tally(POSTED, lists))


def publicities_over(period):
    """Lists of the year that were put up and taken down again."""
    day = period.as_of
    return Publicity.objects.filter(posted_on__year=day.year, taken_down_on__lte=day)


@figure_rule(
    "E-30a",
    _("名单公示合规率"),
    over=publicities_over,
    group=Group.CHECKS,
    basis="E-30; CB1-13",
    required="figure.publicities",
    unit=_("份"),
)
def publicity_complies(period, value):
    """名单公示满天数、有图片资料、异议都有答复。

    Of the lists of households that were put up this year and taken down again, those that hung for
    `procedure.publicity_days`, with a picture or the place where their paper lies, and without an objection that waits
    for its answer. The share asked for is `figure.publicities`.
    """
    full = Q(taken_down_on__gte=F("posted_on") + dt.timedelta(days=int(value("procedure.publicity_days"))))
    waiting = Objection.objects.filter(publicity=OuterRef("pk"), answered_on=None)
    return full & (Q(image__isnull=False) | ~Q(paper="")) & ~Q(Exists(waiting))
