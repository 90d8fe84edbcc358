"""No change without a trace: by save, in bulk, by raw SQL, by COPY; and no trace can be changed."""

import contextlib
import datetime as dt
import io

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from households.models import Household, HouseholdMember
from povertyapp.core.history import because
from povertyapp.core.models import RoleGrant
from povertyapp.core.owner import as_owner
from povertyapp.core.scoping import ScopedModel
from tests.households.factories import cast, make_household

# Scoped models without history, each with its reason.
WITHOUT = {
    "assistance.AssignmentRound": "is a record of an act itself",
    "households.Transition": "is a record of an act itself, never changed",
    "assistance.VisitCorrection": "is a record of an act itself, never changed",
    "assistance.VisitPhoto": "says itself when it was announced and what came of it",
    "assistance.VisitPlace": "is made once and never changed",
    "core.GatewayCall": "is a record of an act itself",
    "core.Device": "says itself when it was enrolled, seen and switched off, and by whom",
    "core.Draft": "is unfinished work and goes when it is done",
    "core.Act": "is a record of an act itself",
    "core.AccessAlert": "is a record of an act itself",
    "core.ImportBatch": "is a record of an act itself",
    "core.ImportColumn": "is a memory that anybody of the office may overwrite",
    "core.Job": "is a record of an act itself",
    "inspections.IndicatorValue": "is made once and never changed",
    "core.StoredFile": "is made once and never changed",
    "core.RevealRecord": "is a record of an act itself",
    "funds.Allotment": "is made once and never changed",
    "funds.FundEntry": "is made once and never changed; another one takes it back",
    "funds.Payment": "is made once and never changed",
    "funds.Posting": "is made once and never changed",
    "households.SchoolYear": "is a history itself: what the register said, year by year",
    "funds.LoanCollection": "is made once and never changed",
    "funds.LoanPayment": "is made once and never changed; a wrong one has its reverse",
    "funds.LoanStep": "is a record of an act itself, never changed",
    "funds.RiskFundEntry": "is made once and never changed",
    "funds.SubsidyLine": "is rewritten by each computation of a draft, then never changed",
    "inspections.AccountChange": "is a history itself: what a version shows differently",
    "inspections.AccountSeal": "is a record of an act itself, never changed",
    "inspections.AccountVersion": "is a record of an act itself, never changed",
    "inspections.AccountabilityGround": "is made once and never changed",
    "inspections.AccountabilityStep": "is a record of an act itself, never changed",
    "inspections.Statement": "is made once and never changed",
    "inspections.Finding": "keeps when it was found and cleared",
    "inspections.FrozenInput": "is made once and never changed",
    "inspections.PopulationUnit": "is written once and never changed",
    "inspections.SealOpening": "is a record of an act itself",
    "inspections.MeasureStep": "is a record of an act itself, never changed",
    "core.BulkRun": "is a record of an act itself, never changed",
    "funds.ProjectStep": "is a record of an act itself, never changed",
    "funds.RelocationStep": "is a record of an act itself, never changed",
    "funds.RelocationCheck": "is a record of an act itself, never changed",
    "inspections.LateEntry": "is rewritten by each computation",
    "inspections.LineCorrection": "is a record of an act itself, never changed",
    "inspections.ObjectionFile": "is made once and never changed",
}


def events(model):
    return model._meta.get_field("history").related_model.objects


def test_every_model_with_a_place_keeps_its_history():
    missing = [
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, ScopedModel)
        and model._meta.managed
        and not hasattr(model, "pgh_tracked_model")
        and not any(field.name == "history" for field in model._meta.related_objects)
        and model._meta.label not in WITHOUT
    ]
    assert not missing


@pytest.fixture
def home(places):
    return make_household(members=1, income=False, living=False, forms=False)


def test_bulk_update_leaves_one_row_a_change_with_who_and_why(home):
    people = cast()
    before = events(Household).count()
    with because(by=people.clerk, reason="核对"):
        Household.objects.update(address="老茶村2组")
    row = events(Household).latest("pgh_id")
    assert events(Household).count() == before + Household.objects.count()
    assert row.pgh_context.metadata == {"user": people.clerk.pk, "reason": "核对"}


def test_raw_sql_leaves_a_trace(home):
    before = events(Household).filter(pgh_label="update").count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_household SET address = 'x' WHERE id = %s", [home.pk])
    assert events(Household).filter(pgh_label="update").count() == before + 1


def test_update_that_changes_nothing_writes_nothing(home):
    before = events(Household).count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE households_household SET address = address")
    assert events(Household).count() == before


def test_copy_leaves_a_trace(home):
    people = cast()
    before = events(RoleGrant).count()
    line = f"{people.nobody.pk}\tleader\t422827\t2017-01-01\n"
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(
            "COPY core_rolegrant (user_id, role, area_id, from_date) FROM STDIN", io.StringIO(line)
        )
    assert events(RoleGrant).count() == before + 1


def test_deleted_row_is_kept_in_history(home):
    member = home.members.get()
    person = member.person_no
    member.delete()
    assert events(HouseholdMember).filter(person_no=person, pgh_label="delete").count() == 1


@pytest.mark.parametrize("act", ["update", "delete"])
@pytest.mark.parametrize(
    ("who", "refusal"),
    [(contextlib.nullcontext, ProgrammingError), (as_owner, InternalError)],
    ids=["application", "owner"],
)
def test_history_cannot_be_changed(home, act, who, refusal):
    row = events(Household).latest("pgh_id")
    rows = events(Household).filter(pk=row.pk)
    change = {"update": lambda: rows.update(head_name="x"), "delete": rows.delete}[act]
    with who(), pytest.raises(refusal), transaction.atomic():
        change()


def test_failed_act_leaves_neither_change_nor_trace(home):
    before = events(Household).count()

    @transaction.atomic
    def act():
        Household.objects.update(address="y")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    home.refresh_from_db()
    assert events(Household).count() == before
    assert home.address != "y"


def test_sealed_columns_are_sealed_in_history_too(home):
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM households_householdevent WHERE pgh_obj_id = %s", [home.pk])
        kept = [phone for (phone,) in cursor.fetchall()]
    assert kept
    assert not any(home.phone in phone for phone in kept)
    assert events(Household).filter(pgh_obj=home).latest("pgh_id").phone == home.phone


def test_dates_of_birth_are_dates(home):
    member = home.members.get()
    for day in (dt.date(1919, 4, 13), dt.date(1940, 6, 1), dt.date(1949, 5, 1), dt.date(1988, 4, 10)):
        member.birth_date = day
        member.save()
        member.refresh_from_db()
        assert member.birth_date == day
