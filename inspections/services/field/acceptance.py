"""Acceptance by a third party (LF-38, LF-39): its round, the results of every household, and how they roll up."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import Satisfaction
from assistance.models import Helper, HelperAssignment, HelpingUnit, ResidentTeam
from households.models import Household
from households.services.lists import ListKind, ListResult, import_list
from inspections.choices import ACCEPTANCE_MOVES, AcceptanceState
from inspections.importing import acceptance as sheet
from inspections.models import AcceptanceResult, AcceptanceRound
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.moves import advance
from povertyapp.core.text import Text

BATCH = 2000
FACTS = ("passed", "satisfaction", "visited_on", "note")


@transaction.atomic
def open_acceptance(*, by, county, **facts) -> AcceptanceRound:
    """Begin an acceptance; `facts` are name, agency, tender_no, recognised_by, recognition_no, begins_on, accepted_on.

    One at a time in a county: results that come in belong to the open one.
    """
    if AcceptanceRound.objects.filter(area=county, state=AcceptanceState.OPEN).exists():
        raise ValidationError(_("上一次验收还没有结束，请先结束它。"))
    made = AcceptanceRound(area=county, made_by=by, **facts)
    made.full_clean(exclude=["area", "made_by"])
    with because(by=by, reason=_("登记第三方验收")):
        made.save()
    return made


@transaction.atomic
def close_acceptance(*, by, round: AcceptanceRound) -> AcceptanceRound:
    """End an acceptance: from now on its results stay as they are."""
    if not round.results.exists():
        raise ValidationError(_("还没有一户的验收结果，不能结束；请先导入结果。"))
    facts = {"closed_by": by, "closed_at": clock.now()}
    return advance(
        round,
        AcceptanceState.CLOSED,
        by=by,
        moves=ACCEPTANCE_MOVES,
        reason=_("结束验收"),
        field="state",
        **facts,
    )


@transaction.atomic
def record_result(
    *, by, round: AcceptanceRound, household: Household, reason="", **facts
) -> AcceptanceResult:
    """Enter or put right the result of one household of an open acceptance; `facts` are `FACTS`."""
    _check_open(round)
    result = AcceptanceResult.objects.filter(round=round, household=household).first()
    result = result or AcceptanceResult(round=round, household=household, area_id=household.area_id)
    for name, value in facts.items():
        setattr(result, name, value)
    result.full_clean(exclude=["round", "household", "area"])
    with because(by=by, reason=reason or _("登记验收结果")):
        result.save()
    return result


def _check_open(round):
    if round.state != AcceptanceState.OPEN:
        raise ValidationError(_("这次验收已经结束，结果不能再改。"))


def _store(cursor, rows, households, known, *, county, day, by) -> dict[str, Any]:
    round_ = AcceptanceRound.objects.filter(area=county, state=AcceptanceState.OPEN).first()
    if round_ is None:
        raise ValidationError(_("%(county)s没有进行中的第三方验收，请先登记验收。") % {"county": county.name})
    stored = {
        row["household_id"]: tuple(row[name] for name in FACTS)
        for row in AcceptanceResult.objects.filter(round=round_).values("household_id", *FACTS)
    }
    changed, created = [], 0
    for row in rows:
        home = households[row["household_no"]]
        facts = (row["passed"], row["satisfaction"] or "", row["visited_on"], row["note"] or "")
        if stored.get(home.pk) == facts:
            continue
        created += home.pk not in stored
        changed.append(
            AcceptanceResult(
                round=round_,
                household_id=home.pk,
                area_id=home.area_id,
                **dict(zip(FACTS, facts, strict=True)),
            )
        )
    AcceptanceResult.objects.bulk_create(
        changed,
        BATCH,
        update_conflicts=True,
        unique_fields=["round", "household"],
        update_fields=[*FACTS],
    )
    return {
        "results_created": created,
        "results_updated": len(changed) - created,
        "results_unchanged": len(rows) - len(changed),
    }


RESULTS = ListKind(
    reason=gettext_lazy("导入第三方验收结果 %(file)s"),
    layout=sheet.LAYOUT,
    fields=sheet.FIELDS,
    check=sheet.check,
    store=_store,
    empty=("results_created", "results_updated", "results_unchanged"),
)


def import_results(*, by, **options) -> ListResult:
    """Import the results of the county's open acceptance; see `households.services.lists.import_list`."""
    return import_list(RESULTS, by=by, **options)


@dataclass(frozen=True)
class Level:
    """A level at which results are added up: its name, and which row each result belongs to."""

    code: str
    name: Text
    key: Any
    model: Any
    label: str = "name"


def levels_of(day) -> dict[str, Level]:
    """Return the levels of LF-39, by code: who answered for a household on the day of the acceptance."""
    helping = HelperAssignment.objects.primary().in_force(day).filter(household=OuterRef("household"))
    teams = ResidentTeam.objects.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)
    team = teams.filter(area=OuterRef("area"))
    made = (
        Level("township", gettext_lazy("乡镇"), Left("area_id", TOWNSHIP_DIGITS), Area),
        Level("village", gettext_lazy("村"), F("area_id"), Area),
        Level("team", gettext_lazy("驻村工作队"), Subquery(team.values("pk")[:1]), ResidentTeam),
        Level("unit", gettext_lazy("帮扶单位"), Subquery(helping.values("helper__unit")[:1]), HelpingUnit),
        Level("helper", gettext_lazy("帮扶责任人"), Subquery(helping.values("helper")[:1]), Helper),
    )
    return {level.code: level for level in made}


COUNTED = {
    "accepted": Count("pk"),
    "passed_count": Count("pk", filter=Q(passed=True)),
    "surveyed": Count("pk", filter=~Q(satisfaction="")),
    "satisfied": Count("pk", filter=Q(satisfaction=Satisfaction.SATISFIED)),
}


def totals_of(results) -> dict[str, int]:
    """Return how many of these results were accepted, passed, surveyed, satisfied."""
    return results.order_by().aggregate(**COUNTED)


def rolled_up(results, level: Level) -> list[dict[str, Any]]:
    """Return a dictionary for each row of a level with its name and counts, in official order: two queries.

    Households that nobody answered for on that day stand together at the end, under a blank name.
    """
    grouped = results.order_by().values(of=level.key).annotate(**COUNTED)
    rows = list(grouped)
    named = level.model.objects.in_bulk([row["of"] for row in rows if row["of"] is not None])
    for row in rows:
        row["object"] = named.get(row["of"])
    rows.sort(key=lambda row: (row["object"] is None, _order(level, row["object"])))
    return rows


def _order(level, found):
    if found is None:
        return ""
    return (
        found.area_id + str(found)
        if level.model is ResidentTeam
        else getattr(found, "code", "") or str(found)
    )


def owed_of(round_, households):
    """Return the households that the acceptance owes: all on the register on its day, exited ones too (LF-38)."""
    day = round_.accepted_on
    on_register = Q(left_register_on=None) | Q(left_register_on__gt=day)
    return households.in_area(round_.area_id).filter(on_register, registered_on__lte=day)
