"""A roster without a finding, imported with helpers and measures, leaves no finding, and its month can be closed."""

import io

from django.core.management import call_command

from inspections.models import Finding
from inspections.services.account import close_account, compute_account
from inspections.services.findings import refresh_findings
from povertyapp.core.divisions import import_divisions
from povertyapp.core.models import Area
from povertyapp.core.period import Period
from tests.data import DIVISIONS, FIXTURES

JUNE = Period(2017, 6)


def test_clean_roster_leaves_no_finding_and_holds_no_month_open(db):
    import_divisions(DIVISIONS / "laifeng.csv")
    call_command("import_roster", str(FIXTURES / "roster-clean.xlsx"), stdout=io.StringIO())
    county = Area.objects.get(code="422827")
    counts = refresh_findings(county, JUNE)
    assert {rule: n for rule, n in counts["by_rule"].items() if n} == {}
    assert not Finding.objects.exists()
    compute_account(county, JUNE)
    assert close_account(county, JUNE).is_closed
