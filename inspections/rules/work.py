"""HA-T4: a township trains its clerks and cleans its books up when the county asks it to (CB1-17, CB1-24).

A line for each round of work whose due day lies in the month. Who is to be taught and which villages are to be gone
through stand in the township's register; it is kept when all of them are done.
"""

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from inspections.choices import WorkKind
from inspections.models import WorkAttendee, WorkRegister, WorkVillage
from povertyapp.core.rules import UNIT, Duty, Kind, Population, Source, Tally, rule
from povertyapp.core.subjects import subject

subject(
    "work_round", _("培训与清理"), "inspections.WorkRound", name="title", url_name="inspections:work_round"
)

KEYS = ("code", "subject_kind", "subject_code")


def due_registers(period):
    """Return the registers of the rounds that fall due in a month and were not withdrawn."""
    return WorkRegister.objects.owed().filter(round__due_on__range=(period.start, period.end))


def _owed(kind, path):
    def rows(period, value):
        due = due_registers(period).filter(round__kind=kind)
        facts = due.values(
            "area_id", code=F("area_id"), subject_kind=Value("work_round"), subject_code=F("round__code")
        )
        return facts.annotate(need=Greatest(Count(path), Value(1))).order_by()

    return rows


def _done(model, kind):
    def rows(period, value):
        done = model.objects.done_by(period.end, period.entry_ends(value))
        within = done.filter(register__round__kind=kind)
        return within.annotate(code=F("register__area_id"), subject_code=F("register__round__code"))

    return rows


TRAININGS = Population("clerk_trainings", KEYS, _owed(WorkKind.TRAINING, "attendees"))
"""Each township with each training of clerks that falls due in the month, and how many are to be taught."""
CLEANUPS = Population("clean_ups", KEYS, _owed(WorkKind.CLEANUP, "villages"))
"""Each township with each clean-up that falls due in the month, and how many villages are to be gone through."""
TAUGHT = Source("clerks_taught", ("code", "subject_code"), _done(WorkAttendee, WorkKind.TRAINING))
GONE_THROUGH = Source("villages_gone", ("code", "subject_code"), _done(WorkVillage, WorkKind.CLEANUP))
SHARED = {
    "kind": Kind.DUTY,
    "subject": UNIT,
    "party": "township",
    "obligation": "HA-T4",
    "owner": "county_office",
}


@rule("CB1-17", over=TRAININGS, basis="CB1-17; CB1-21; D3", title=_("录入人员参加培训"), **SHARED)
def clerks_taught(period, value):
    """当月到期的培训，乡镇的录入人员都要参加，登记在册。

    Everybody on the township's register of a training that falls due in the month has attended by the end of the
    month, entered by the cut-off. A register on which nobody stands is not done.
    """
    return Duty(due=Q(code__gt=""), required="need", counts=Tally(TAUGHT, Count("pk")))


@rule("CB1-24", over=CLEANUPS, basis="CB1-24; D3", title=_("账表卡册清理到村"), **SHARED)
def books_gone_through(period, value):
    """当月到期的账表卡册清理，乡镇的每个村都要清理完，一户不漏。

    Each village on the township's register of a clean-up that falls due in the month was gone through by the end of the
    month, entered by the cut-off: all its households, and accounts, forms, cards and volumes alike.
    """
    return Duty(due=Q(code__gt=""), required="need", counts=Tally(GONE_THROUGH, Count("pk")))
