"""A roster of any layout gives every planted finding at its sheet and row, and none where nothing is wrong."""

import pytest

from assistance.services.roster import import_roster
from povertyapp.core.models import RuleParameter
from tests.households.roster_faults import FAULTS
from tests.households.roster_made import Layout, make

pytestmark = pytest.mark.django_db
LAYOUTS = {
    "plain": Layout(),
    "other names in another order": Layout(aliases=True, shuffled=True, flat="{0}({1})", titles=3),
    "a sheet for each township": Layout(sheet_of_township=True, totals=True, flat="{1}-{0}"),
    "merged": Layout(merged=True, aliases=True, totals=True),
    "printed": Layout(numbered=True, shuffled=True, flat="{0}\n（{1}）", totals=True, titles=1),
}


def told(made):
    result = import_roster(by=None, source=made.workbook, dry_run=True)
    return [(one.code, (one.sheet, one.row)) for one in result.findings]


@pytest.mark.parametrize("name", LAYOUTS)
def test_clean(laifeng, name):
    assert told(make(LAYOUTS[name], seed=1)) == []


@pytest.mark.parametrize(("seed", "name"), list(enumerate(LAYOUTS)))
def test_every_fault(laifeng, seed, name):
    layout = LAYOUTS[name]
    made = make(layout, seed, [fault for fault in FAULTS if fault.merges or not layout.merged])
    found = told(made)
    missed = [
        one
        for one in made.due
        if not {(one["code"], at) for at in {one["place"], *one["related"]}} & {*found}
    ]
    explained = {
        (code, at)
        for one in made.due
        for code in {one["code"], *one["allowed"]}
        for at in {one["place"], *one["related"]}
    }
    assert (missed, [one for one in found if one not in explained]) == ([], [])
    assert len({one["code"] for one in made.due}) >= 66


def test_ages_are_those_of_the_data_rules(laifeng):
    """Where a county draws the lines elsewhere, the import draws them there, too."""
    by_age = {"SCHOOL_MISSING", "LABOUR_HEALTH_CONFLICT", "ATTR_CONFLICT", "PENSION_MISSING"}
    made = make(Layout(), 1, [fault for fault in FAULTS if fault.code in by_age])
    assert by_age <= {code for code, _place in told(made)}
    for name in ("data.school_age", "data.able_age", "data.capacity_age"):
        RuleParameter.objects.filter(name=f"{name}_to").update(value=0)
    RuleParameter.objects.filter(name="data.pension_age").update(value=200)
    assert by_age.isdisjoint(code for code, _place in told(made))
