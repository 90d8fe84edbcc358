"""What the verbs of accountability share: numbers of cases, days, and the questions that the database answers."""

import itertools

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _

from inspections.models import AccountabilityAction
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.workdays import workday_after

NUMBER_DIGITS = 4


def numbers(county_code, year):
    """Yield the next numbers for cases of a county: its code, `W`, the year, a number."""
    begins = f"{county_code}W{year}"
    known = AccountabilityAction.objects.filter(no__startswith=begins)
    found = known.annotate(place=Cast(Substr("no", len(begins) + 1), IntegerField()))
    last = found.aggregate(last=Max("place"))["last"] or 0
    for number in itertools.count(last + 1):
        yield f"{begins}{number:0{NUMBER_DIGITS}d}"


def given_day(on, *, not_before=None):
    """Return the day of an act, today where none is given; ValidationError for one that cannot be."""
    day = on or clock.today()
    if day > clock.today():
        raise ValidationError({"on": _("日期不能晚于今天。")})
    if not_before and day < not_before:
        raise ValidationError({"on": _("日期不能早于上一步的 %(day)s。") % {"day": not_before}})
    return day


def working_day(county_code, day, name):
    """Return the last day of a span that begins after a day and lasts as many working days as the parameter says."""
    value = Parameters(county_code, day)
    return workday_after(day, value(name), value)


def asked(question, *values):
    """Return the answer of one of the database's own functions: what triggers ask, services ask there, too."""
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}({marks})", values)
        return bool(cursor.fetchone()[0])


def is_party(case, user):
    """Say whether the user is a natural person whom the case is about."""
    return asked("inspections_is_party", case.pk, user.pk)


def made_it(case, user):
    """Say whether the user computed, closed, verified or entered what the case stands on."""
    return asked("inspections_made_it", case.pk, user.pk)


def is_clerk(user, county_code):
    """Say whether the user is of the county's office."""
    return asked("inspections_is_clerk", user.pk, county_code)


def is_supervisor(user, county_code):
    return asked("inspections_has_role", user.pk, "supervisor", county_code)


def has_seat(user, case, body, day):
    """Say whether the user is a named person of a body that decides the case on a day."""
    return asked("inspections_has_seat", user.pk, body, case.area_id, case.county_id, day)


def locked(case) -> AccountabilityAction:
    """Return the case as it stands now, locked until the end of the transaction."""
    rows = AccountabilityAction._base_manager.select_for_update(of=("self",)).select_related("area", "county")
    return rows.get(pk=case.pk)
