"""TF-14: the file of a household is complete and true, and the contact card hangs on its wall (HA-H6)."""

import datetime as dt

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from assistance.models import AssistanceMeasure, AssistancePlan, Visit
from assistance.rules.cards import cards, has_contact_card
from assistance.rules.populations import CARE
from households.choices import FormSource
from households.models import FormFigures, Household, LivingCondition
from households.rules.living import differs
from households.rules.populations import has_forms
from povertyapp.core import clock
from povertyapp.core.faults import Child, Has
from povertyapp.core.onepass import true_or_false
from povertyapp.core.rules import Duty, Kind, Source, Tally, rule

HANDBOOK = Q(source=FormSource.HANDBOOK)
# What changes of the record count as an update of its facts.
RECORDS = ("HouseholdEvent", "HouseholdMemberEvent")


def plans(period, value):
    """Return the plans that stand in a month: those of its year, until `plan.due_month` those of the last one."""
    years = [period.year]
    if period.month <= int(value("plan.due_month")):
        years.append(period.year - 1)
    return AssistancePlan.objects.filter(year__in=years)


def ones(period, value):
    """Return the conditions that a household has its plan, handbook and measure, by name (TF-14, DQ-19).

    The book itself, the fourth of the four ones, is this register. Who has left poverty needs no plan.
    """
    confirmed = AssistanceMeasure.objects.confirmed()
    return {
        "plan": Q(exited_on__isnull=False) | Q(Has(Child("plans", plans(period, value)))),
        "handbook": Q(has_forms(HANDBOOK)),
        "measure": Q(Has(Child("measures", confirmed))),
    }


def handbook_is_true(period):
    """Return the condition that the handbook says what the register says; a blank figure differs from nothing."""
    size = FormFigures.objects.filter(HANDBOOK, differs("size", F("household__size")))
    land = differs("household__form_figures__cultivated_mu", F("cultivated_mu"))
    land |= differs("household__form_figures__woodland_mu", F("woodland_mu"))
    figures = Q(household__form_figures__source=FormSource.HANDBOOK)
    off = LivingCondition.objects.newest(period.year).filter(figures, land)
    own = {"household": OuterRef("pk")}
    return ~Q(Exists(size.filter(**own))) & ~Q(Exists(off.filter(**own)))


def updated(period, value, narrow=None, of=None):
    """Return the condition that the household was asked, or its record changed, in the last days of the month.

    `narrow` is a condition over the visits that are looked at; `of` is the id of the one household that is asked for.
    """
    since = period.end - dt.timedelta(days=int(value("file.update_days")) - 1)
    entered = Visit.objects.entered_by(period.entry_ends(value))
    asked = entered.happened(since, period.end).filter(voided_at=None)
    asked = asked if narrow is None else asked.filter(narrow)
    found = _only(asked, "household_id", of).order_by().values("household_id")
    window = {
        "pgh_created_at__gte": clock.moment(since),
        "pgh_created_at__lt": clock.moment(period.end + dt.timedelta(days=1)),
        "pgh_label__in": ("insert", "update"),
    }
    for name, column in zip(RECORDS, ("pgh_obj_id", "household_id"), strict=True):
        events = apps.get_model("households", name)._base_manager.filter(**window)
        found = found.union(_only(events, column, of).order_by().values(column))
    return Q(pk__in=found)


def _only(rows, column, of):
    return rows if of is None else rows.filter(**{column: of})


def current_files(period, value, narrow=None):
    """Return the households whose file is complete, true and up to date at the end of the month; `narrow` is a
    condition over rows with a `household_id`."""
    held = ones(period, value)
    complete = [held[name] for name in value("file.four_ones")]
    files = Household.objects.filter(*complete, handbook_is_true(period), updated(period, value, narrow))
    return files if narrow is None else files.annotate(household_id=F("pk")).filter(narrow)


def with_file(households, period, value, of):
    """Annotate what of its file a household has in a month, a column a part: the page says what is missing. `of` is
    the id of that one household."""
    parts = ones(period, value) | {
        "handbook_true": handbook_is_true(period),
        "updated": updated(period, value, of=of),
        "card": has_contact_card(period.end),
    }
    return households.annotate(**{f"has_{name}": true_or_false(part) for name, part in parts.items()})


def _cards(period, value, narrow=None):
    files = current_files(period, value, narrow)
    return cards(period, value).filter(household__in=files.values("pk"))


FILES = Source("current_files", ("household_id", "helper_id"), _cards, looks_into=True)


@rule(
    "TF-14",
    kind=Kind.DUTY,
    over=CARE,
    party="helper",
    obligation="HA-H6",
    owner="county_office",
    basis="TF, 2014-08-18",
    title=_("一户一档齐全更新"),
)
def file_is_current(period, value):
    """一户一本台账、一本扶贫手册、一个脱贫计划、一套帮扶措施，数据更新，联系卡上墙。

    At the end of the month the household's file holds what `file.four_ones` names (the ledger is this register),
    its handbook says what the register says, somebody of the household was asked or its record was changed in the
    last `file.update_days` days, and the contact card of its helper hangs in the home. A plan of last year stands
    until the month `plan.due_month`; who has left poverty needs none. Owed from day `file.owed_from_day` after the
    assignment, by the helper of the last day.
    """
    latest = period.end - dt.timedelta(days=value("file.owed_from_day"))
    owed = Q(since__lte=latest, until__gte=period.end)
    return Duty(due=owed, required=1, counts=Tally(FILES, Count("pk")))
