"""Rules of relocation: HA-T3 (LF-30, LF-31), the figures of E-21, houses and exits that must not be (B15)."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.utils.translation import gettext_lazy as _

from funds.choices.relocation import CaseStatus
from funds.models import RelocationCase, RelocationListed, RelocationPlan, RelocationTarget
from households.rules.populations import data_rule
from households.services.procedures.common import months_after
from povertyapp.core.faults import Child, Has
from povertyapp.core.figures import Group, figure_rule
from povertyapp.core.rules import UNIT, Duty, Fault, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject("reloc_plan", _("搬迁任务"), "funds.RelocationPlan", url_name="funds:relocation_plan")
FACTS = {
    "kind": Kind.DUTY,
    "subject": UNIT,
    "party": "township",
    "obligation": "HA-T3",
    "owner": "county_office",
    "basis": "LF-30; LF-31; C5; D3",
}
KEYS = ("code", "subject_kind", "subject_code")


def _moved_in(period, value, before=None):
    """Relocations whose household lived in its new home by a day, entered by the cut-off of the month."""
    rows = RelocationCase.objects.filter(moved_in_at__lte=period.entry_ends(value))
    return rows.filter(moved_in_on__lt=before) if before else rows.filter(moved_in_on__lte=period.end)


def _plans(period, value):
    """Plans whose curve has begun: up to the month of the deadline, and later on until all had moved in."""
    reached = RelocationTarget.objects.filter(plan=OuterRef("pk"), month_end__lte=period.end)
    newest = reached.order_by("-month_end")
    before = _moved_in(period, value, before=period.start).filter(listed__plan=OuterRef("pk")).order_by()
    counted = before.values("listed__plan").annotate(n=Count("pk"), people=Sum("persons"))
    plans = RelocationPlan.objects.annotate(
        need=Subquery(newest.values("households")[:1]),
        need_people=Subquery(newest.values("persons")[:1]),
        had=Subquery(counted.values("n")),
        had_people=Subquery(counted.values("people")),
    ).filter(need__isnull=False)
    is_done = Q(had__gte=F("households"), had_people__gte=F("persons"))
    plans = plans.filter(Q(due_on__gte=period.start) | Q(had=None) | ~is_done)
    facts = plans.values(
        "area_id", "need", "need_people", subject_kind=Value("reloc_plan"), subject_code=F("code")
    )
    # The party's code, when that of the plan has its other name: Django refuses both in one step.
    return facts.annotate(code=F("area_id")).order_by()


def _living(period, value):
    return _moved_in(period, value).annotate(subject_code=F("listed__plan__code"))


PLANS = Population("relocation_plans", KEYS, _plans)
"""Each township with each year's task that has begun, and how many of it are to have moved in by the month's end."""
LIVING = Source("relocated", ("subject_code",), _living)


@rule("LF-30", over=PLANS, title=_("搬迁入住户数"), **FACTS)
def moved_in_on_the_curve(period, value):
    """易地扶贫搬迁入住户数达到当月计划（2016 年任务 2017 年 6 月 30 日前、2017 年任务 10 月 30 日前完成）。

    At the end of the month at least as many households of the township's list live in their new homes as the curve of
    the plan says, by what had been entered by the cut-off. Keys that were handed over do not count. Owed from the
    first month of the curve until the deadline, and later on until all had moved in.
    """
    return Duty(due=Q(need__gt=0), required="need", counts=Tally(LIVING, Count("pk")))


@rule("LF-30P", over=PLANS, title=_("搬迁入住人数"), **FACTS)
def people_moved_in_on_the_curve(period, value):
    """易地扶贫搬迁入住人数达到当月计划。

    The persons of the households that LF-30 counts are at least as many as the curve of the plan says.
    """
    return Duty(due=Q(need_people__gt=0), required="need_people", counts=Tally(LIVING, Sum("persons")))


def listed(period):
    """Households on the lists of the year and of the years before."""
    return RelocationListed.objects.filter(plan__year__lte=period.year)


@figure_rule(
    "E-21",
    _("搬迁入住率"),
    over=listed,
    group=Group.MEASURES,
    basis="E-21; LF-30; LF-31",
    required="relocation.done_share",
)
def lives_there(period, value):
    """年度名单上的搬迁户都已入住。

    Of the households on the year's lists, those that live in their new homes. The share asked for is
    `relocation.done_share`.
    """
    return Q(Exists(RelocationCase.objects.moved_in(period.as_of).filter(listed=OuterRef("pk"))))


@figure_rule("E-21K", _("搬迁交钥匙率"), over=listed, group=Group.MEASURES, basis="E-21")
def has_key(period, value):
    """年度名单上已经交钥匙的户，与入住率对照，不代替入住。

    Of the households on the year's lists, those that have the key. Nothing is asked of it: what counts is E-21.
    """
    return Q(Exists(RelocationCase.objects.with_key(period.as_of).filter(listed=OuterRef("pk"))))


def _relocated(*conditions):
    """Return whether a household has a relocation that was planned and not given up, and that is so."""
    cases = RelocationCase.objects.standing().filter(listed__isnull=False)
    return Has(Child("relocations", cases), *conditions)


@data_rule(
    "B15-01",
    Fault.ILLOGICAL,
    _("没有交钥匙就脱贫"),
    mend="relocation",
    how=_("核对是否已交钥匙：已交的补登搬迁进度，没有交的更正脱贫时间。"),
)
def exited_without_key(period, value):
    """易地搬迁户没有拿到钥匙，不能脱贫。

    A household that exited from poverty and is to be moved has the key.
    """
    keyless = Q(keys_on=None) | Q(keys_on__gt=period.as_of)
    return Q(exited_on__isnull=False, exited_on__lte=period.as_of) & Q(_relocated(keyless))


@data_rule(
    "B15-02",
    Fault.OMITTED_RECORD,
    _("入住满一年没有拆旧"),
    mend="relocation",
    how=_("组织拆除旧房并上传照片；连体、文物保护等免予拆除的，登记依据。"),
)
def old_house_stands(period, value):
    """建新必拆旧：入住后 12 个月内拆除旧房，或登记免予拆除的依据。

    No household has lived in its new home for longer than `relocation.demolish_months` months with its old house
    neither removed nor exempt.
    """
    since = months_after(period.as_of, -int(value("relocation.demolish_months")))
    return Q(_relocated(Q(status=CaseStatus.MOVED_IN, moved_in_on__lt=since)))
