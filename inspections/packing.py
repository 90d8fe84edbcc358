"""What an inspector's phone takes along: his own sample, with what the record says of each household."""

from django.utils.translation import gettext as _

from assistance.packing import PARTS, Part
from households.models import Household
from inspections.choices import CheckKind, CheckState, Fact, UnitKind, UnitUse
from inspections.models import UnannouncedCheck
from inspections.services.field import registered_of, sealed_facts

VERB = "inspections.add_check"
OPEN = (CheckState.SEALED, CheckState.ON_SITE)
CARRIED = (*OPEN, CheckState.RECORDED)
# In these rounds it is also asked whether a household stands rightly where it stands, and whether it accepts the work.
JUDGING = (CheckKind.THIRD_PARTY,)


def own_checks(checks, user):
    """Return the checks of households that this user is to carry out himself, in the order of the draw."""
    mine = checks.filter(
        inspectors__user=user,
        unit__kind=UnitKind.HOUSEHOLD,
        unit__use=UnitUse.CHOSEN,
        voided_at=None,
        state__in=CARRIED,
    )
    return mine.select_related("unit__draw__round", "area__parent").order_by("unit__draw_id", "unit__order")


def lines_of(checks, today):
    """Return a dictionary for each check with what its form says of the household; those open first."""
    found = list(checks)
    numbers = [check.unit.code for check in found]
    homes = {home.household_no: home for home in Household.objects.filter(household_no__in=numbers)}
    known = registered_of(homes.values(), today)
    lines = [
        line_of(check, homes[check.unit.code], known[homes[check.unit.code].pk])
        for check in found
        if check.unit.code in homes
    ]
    return sorted(lines, key=lambda line: line["state"] != "open")


def line_of(check, home, known):
    """Return what the form of one check says of its household."""
    is_open, asked = check.state in OPEN, check.unit.draw.round
    return {
        "key": str(check.key),
        "name": str(home),
        "no": home.household_no,
        "place": f"{check.area.parent.name} {check.area.short_name} {home.group_name}".strip(),
        "state": "open" if is_open else "done",
        "word": _("待核查") if is_open else _("已记录"),
        "measures": [{"id": measure.pk, "name": measure.name} for measure in known.measures],
        "measures_count": len(known.measures),
        "asks_judgement": bool(asked and asked.kind in JUDGING),
        "token": sealed_facts(check, known),
        **{f"{fact}_words": known.words(fact) for fact in Fact},
    }


def make(rows_of, user, now):
    """Return the sample of the inspector who takes it along."""
    return lines_of(own_checks(rows_of(UnannouncedCheck), user), now.date())


PARTS["checks"] = Part(VERB, make)
