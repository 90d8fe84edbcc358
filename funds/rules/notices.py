"""CB1-13 for money and projects: a village's notices hang for their days, with a picture and answered objections."""

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funds.choices.notices import NoticeLevel
from funds.models import Notice, NoticeObjection, NoticePhoto
from funds.querysets.notices import FULL_ON
from povertyapp.core.columns import number_of
from povertyapp.core.figures import Group, figure_rule
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule

HUNG_OUT = Q(taken_down_on=None) | Q(taken_down_on__gte=F("full_on"))
"""A notice was not taken down before its days were full."""


def shown(**entered):
    """Return the condition that a notice has a picture, entered as `entered` says, or names where its paper lies."""
    return Q(Exists(NoticePhoto.objects.filter(notice=OuterRef("pk"), **entered))) | ~Q(paper="")


def unanswered():
    """Return the condition that an objection against a notice waits for its answer."""
    return Q(Exists(NoticeObjection.objects.filter(notice=OuterRef("pk"), answered_on=None)))


def _ended(period, value):
    """Return the villages' notices whose days end in the month, of those entered by the cut-off."""
    entered = Notice.objects.filter(level=NoticeLevel.VILLAGE, recorded_at__lt=period.entry_ends(value))
    return entered.annotate(full_on=FULL_ON).filter(full_on__gte=period.start, full_on__lte=period.end)


def _villages(period, value):
    """Return the villages, each with how many of its notices end in the month."""
    need = number_of(_ended(period, value).filter(area=OuterRef("pk")), "area")
    villages = Area.objects.filter(level=Level.VILLAGE).annotate(need=need)
    return villages.values("code", "need", area_id=F("code")).order_by()


def _kept(period, value):
    kept = HUNG_OUT & shown(recorded_at__lt=period.entry_ends(value)) & ~unanswered()
    return _ended(period, value).filter(kept)


VILLAGES = Population("notice_villages", ("code",), _villages)
"""Each village, with how many notices of money and projects end in the month there."""
KEPT = Source("notices_kept", ("area_id",), _kept)


@rule(
    "CB1-13N",
    kind=Kind.DUTY,
    over=VILLAGES,
    subject=UNIT,
    party="village",
    obligation="HA-V4",
    owner="county_office",
    basis="CB1-13; 国开办发〔2018〕11号; D3",
    title=_("资金项目公示合规"),
    allows_part=True,
)
def notices_kept(period, value):
    """村里的资金项目公示挂满规定天数，有照片，异议都有答复。

    Of the notices of money and projects that a village put up, each whose days end in the month hung until they were
    full, has a picture (or the place where its paper lies) entered by the cut-off, and every objection against it is
    answered. A village without such a notice owes nothing.
    """
    return Duty(due=Q(need__gt=0), required="need", counts=Tally(KEPT, Count("pk")))


def notices_due(period):
    """Notices of the year whose days are over."""
    day = period.as_of
    rows = Notice.objects.annotate(full_on=FULL_ON).filter(posted_on__year=day.year)
    return rows.filter(Q(full_on__lte=day) | Q(taken_down_on__lte=day))


@figure_rule(
    "E-30b",
    _("资金项目公示合规率"),
    over=notices_due,
    group=Group.FUNDS,
    basis="E-30; 国开办发〔2018〕11号",
    required="figure.notices",
    unit=_("份"),
)
def notice_complies(period, value):
    """资金项目公示挂满天数、有照片、异议都有答复。

    Of the notices of money and projects of the year whose days are over, those that were not taken down before, have
    a picture or the place where their paper lies, and no objection without an answer. The share asked for is
    `figure.notices`.
    """
    return HUNG_OUT & shown() & ~unanswered()
