"""From the division table and the roster to the visits of the half-year: each household as the key says."""

import json
from collections import Counter

import pytest

from assistance.choices import Channel
from assistance.models import HelperAssignment, Visit
from tests.commands import counts_of
from tests.data import DIVISIONS, FIXTURES

pytestmark = pytest.mark.django_db

KEY = json.loads((FIXTURES / "visit-log-2017h1.key.json").read_text("utf-8"))


def test_visits_of_an_imported_roster_count_as_the_key_says():
    counts_of("import_divisions", DIVISIONS / "laifeng.csv")
    counts_of("import_roster", FIXTURES / "roster-clean.xlsx")
    result = counts_of("import_visits", FIXTURES / "visit-log-2017h1.xlsx")
    assert result["findings_total"] == len(KEY["findings"])
    own = {(row.household_id, row.helper_id) for row in HelperAssignment.objects.primary()}
    home, contacts = Counter(), Counter()
    for visit in Visit.objects.select_related("household"):
        place = visit.household.household_no, visit.happened_on.month
        contacts[place] += 1
        home[place] += visit.channel == Channel.HOME and (visit.household_id, visit.helper_id) in own
    for one in KEY["households"]:
        months = [(one["household_no"], month) for month in range(1, 7)]
        assert [contacts[place] for place in months] == one["contacts_by_month"], one["household_no"]
        if not one["away"]:
            assert [home[place] for place in months] == one["home_visits_by_month"], one["household_no"]
