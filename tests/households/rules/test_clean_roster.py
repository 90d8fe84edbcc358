"""A roster without a finding, once imported, breaks no data check: the two readers of the rulebook agree."""

from households.services.roster import import_roster
from povertyapp.core.divisions import import_divisions
from povertyapp.core.period import Period
from povertyapp.core.rules import Kind, rules_of
from povertyapp.core.verdicts import data_rows
from tests.data import DIVISIONS, FIXTURES


def test_clean_roster_breaks_no_check(db):
    import_divisions(DIVISIONS / "laifeng.csv")
    result = import_roster(by=None, source=str(FIXTURES / "roster-clean.xlsx"))
    assert result.counts["households_created"] == 300
    rules = [rule for rule in rules_of(Kind.DATA) if rule.condition.__module__.startswith("households.")]
    broken = {rule.code: data_rows(rule, Period(2017, 6), "422827").count() for rule in rules}
    assert broken == dict.fromkeys(broken, 0)
