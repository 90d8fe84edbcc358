"""Problems: raised by an inspection, a rule or a person, analysed, and said whom they concern."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from households.models import Household
from inspections.choices import ScopeKind
from inspections.models import NoticeSource, Problem, ProblemScope
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area

FOUND_BATCH = "检查发现"
ANALYSIS = ("category", "cause_text", "causes", "track", "dimension", "scope_text")
CHANGEABLE = ("text", "origin", "found_on", *ANALYSIS)


@transaction.atomic
def raise_problem(
    *,
    by,
    county,
    area,
    text,
    source=None,
    category="",
    origin="",
    households=(),
    villages=(),
    found_by=None,
    key="",
    **facts,
) -> Problem:
    """Put a problem on the ledger with whom it concerns, and return it; the same `key` again returns the first one.

    `households` are households or their numbers, `villages` areas or their codes; `facts` are other columns of the
    problem (`dimension`, `track`, `causes`, `cause_text`, `found_on`, `rule` of the data check that found it). Without
    a source it goes to the year's batch of what checks found.
    """
    # one at a time in a county: numbers are given in turn, and a key is looked up and taken in one go
    Area.objects.select_for_update(no_key=True).get(code=county.code)
    if key and (known := Problem.objects.filter(county=county, key=key).first()):
        return known
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("请写明查出了什么问题。")})
    found_on = facts.pop("found_on", None) or clock.today()
    if found_on > clock.today():
        raise ValidationError({"found_on": _("发现日期不能晚于今天。")})
    with because(by=by, reason=_("查出问题：%(text)s") % {"text": text[:100]}):
        source = (
            source
            or NoticeSource.objects.get_or_create(
                area=county, year=found_on.year, name=FOUND_BATCH, defaults={"title": FOUND_BATCH}
            )[0]
        )
        last = source.problems.aggregate(last=Max("number"))["last"] or 0
        problem = Problem.objects.create(
            area=area, county=county, source=source, number=last + 1, no=free_number(county, source.year),
            text=text, category=category, origin=origin, found_by=found_by or by, found_on=found_on, key=key,
            **facts,
        )  # fmt: skip
        add_to_scope(problem, households, villages)
    return problem


def free_number(county, year) -> str:
    """Return the next number of a year's problems in a county: `ZG-2017-014`."""
    begins = f"ZG-{year}-"
    taken = Problem.objects.filter(county=county, no__startswith=begins).values_list("no", flat=True)
    numbers = [int(no.removeprefix(begins)) for no in taken if no.removeprefix(begins).isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1:03d}"


@transaction.atomic
def change_problem(*, by, problem: Problem, **facts) -> Problem:
    """Write what is known of a problem now: its words, class, causes, track, dimension."""
    if unknown := set(facts) - set(CHANGEABLE):
        raise ValueError(f"not changed here: {unknown}")
    if not facts.get("text", problem.text).strip():
        raise ValidationError({"text": _("请写明查出了什么问题。")})
    day: dt.date | None = facts.get("found_on")
    if day and day > clock.today():
        raise ValidationError({"found_on": _("发现日期不能晚于今天。")})
    for name, value in facts.items():
        setattr(problem, name, value)
    with because(by=by, reason=_("修改问题 %(no)s") % {"no": problem.no}):
        problem.save(update_fields=[*facts])
    return problem


def add_to_scope(problem, households, villages) -> list[str]:
    """Add households and villages, given as such or by their numbers, in one statement each; what is there stays.

    Returns the numbers that the county does not have.
    """
    numbers = {str(getattr(one, "household_no", one)) for one in households}
    codes = {str(getattr(one, "code", one)) for one in villages}
    homes = Household.objects.in_area(problem.county_id).filter(household_no__in=numbers)
    places = Area.objects.in_area(problem.county_id).filter(code__in=codes)
    found = [
        *((ScopeKind.HOUSEHOLD, *row) for row in homes.values_list("household_no", "head_name", "area_id")),
        *((ScopeKind.VILLAGE, *row) for row in places.values_list("code", "name", "code")),
    ]
    ProblemScope.objects.bulk_create(
        [
            ProblemScope(problem=problem, kind=kind, code=code, name=name, area_id=area)
            for kind, code, name, area in found
        ],
        ignore_conflicts=True,
    )
    return sorted((numbers | codes) - {code for _kind, code, _name, _area in found})
