"""What the records of this floor tell: which of the documents a household or a place has without any paper."""

from django.db.models import Q

from households.archive.checklist import area_document, household_document
from households.choices import FormSource
from households.models import (
    Deliberation,
    FormFigures,
    Household,
    HouseholdMember,
    IncomeStatement,
    LivingCondition,
    ProcedureBatch,
    ProcedureCase,
    Publicity,
    SpotCheck,
    VillageYear,
)
from households.models.archive import ArchiveLevel
from households.steps import ProcedureKind, State
from povertyapp.core.models.area import TOWNSHIP_DIGITS

VILLAGE_DIGITS = 12


def having(rows):
    """Return the condition that a household has one of these rows."""
    return Q(pk__in=rows.values("household"))


@household_document("information_form")
def information_form(day, value):
    """People are recorded, and the living conditions of this year or the last one."""
    newest = LivingCondition.objects.filter(year__gte=day.year - 1, year__lte=day.year)
    return having(HouseholdMember.objects.present()) & having(newest)


@household_document("handbook")
def handbook(day, value):
    """What the handbook says is recorded."""
    return having(FormFigures.objects.filter(source=FormSource.HANDBOOK))


@household_document("income_sheet")
def income_sheet(day, value):
    """The income of the last year that is over is recorded."""
    return having(IncomeStatement.objects.filter(year=day.year - 1))


@household_document(
    "entry_papers", required=lambda day: Q(registered_on__year=day.year) & ~Q(registered_on__gt=day)
)
def entry_papers(day, value):
    """Who came on the register this year went through the procedure here."""
    return having(
        ProcedureCase.objects.filter(
            kind=ProcedureKind.ENTRY, ended_on__isnull=False, household__isnull=False
        )
    )


@household_document("exit_papers", required=lambda day: Q(exited_on__year=day.year) & ~Q(exited_on__gt=day))
def exit_papers(day, value):
    """Who left poverty this year went through the procedure here."""
    exits = ProcedureCase.objects.filter(kind=ProcedureKind.EXIT, household__isnull=False)
    return having(exits.filter(transitions__to_state=State.EXITED))


def _areas(rows) -> set[str]:
    return set(rows.order_by().values_list("area_id", flat=True).distinct())


def _with_lists(digits):
    """Return the function that names the places with a list of entry or exit this year."""

    def required(codes, day):
        batches = ProcedureBatch.objects.filter(year=day.year, opened_on__lte=day)
        return {code[:digits] for code in _areas(batches)}

    return required


@area_document(ArchiveLevel.VILLAGE, "household_register")
def household_register(codes, day):
    """The register of households is printed from the records wherever there are any."""
    return set(codes)


@area_document(ArchiveLevel.VILLAGE, "village_form")
def village_form(codes, day):
    """The village's form is recorded of the last year that is over, or already of this one."""
    return _areas(VillageYear.objects.filter(year__gte=day.year - 1, year__lte=day.year))


@area_document(ArchiveLevel.VILLAGE, "minutes", required=_with_lists(VILLAGE_DIGITS))
def minutes(codes, day):
    return _areas(Deliberation.objects.filter(recorded_at__year=day.year, meetings__isnull=False))


@area_document(ArchiveLevel.VILLAGE, "publicity_pictures", required=_with_lists(VILLAGE_DIGITS))
def publicity_pictures(codes, day):
    shown = Q(image__isnull=False) | ~Q(paper="")
    return _areas(Publicity.objects.filter(shown, posted_on__year=day.year))


@area_document(ArchiveLevel.TOWNSHIP, "pre_exit_roll")
def pre_exit_roll(codes, day):
    """The roll is printed from the records where somebody is planned to leave this year."""
    planned = Household.objects.filter(planned_exit_year=day.year)
    return {code[:TOWNSHIP_DIGITS] for code in _areas(planned)}


@area_document(ArchiveLevel.TOWNSHIP, "spot_check_sheets", required=_with_lists(TOWNSHIP_DIGITS))
def spot_check_sheets(codes, day):
    return {code[:TOWNSHIP_DIGITS] for code in _areas(SpotCheck.objects.filter(checked_on__year=day.year))}
