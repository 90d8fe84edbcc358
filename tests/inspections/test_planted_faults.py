"""The proof of 四无: a generated county has no finding; one planted fault of each check is found, and nothing else."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from inspections.demo.county import generate_county
from inspections.demo.plan import Plan, months_until
from inspections.models import Finding
from inspections.services.findings import refresh_findings
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.models import Area
from povertyapp.core.period import Period
from povertyapp.core.rules import Kind, rules_of
from tests.inspections.planting import Planter, make_outsiders

COUNTY, HOUSEHOLDS = "422827", 600
LAST, TODAY = Period(2017, 6), dt.date(2017, 8, 1)
# Their faults are planted in tests/funds/test_loan_rules.py and test_relocation_rules.py.
OF_MONEY = {"B14-01", "B14-02", "B15-01", "B15-02"}


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """A county with one fault of each kind, and what the first look at it found before they were planted."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_divisions(SHIPPED / "laifeng.csv")
        area = Area.objects.get(code=COUNTY)
        generate_county(Plan(area, HOUSEHOLDS, months_until(LAST, 3), TODAY, seed=11))
        make_outsiders()
        planter = Planter(area, LAST)
        planter.before = refresh_findings(area, LAST)
        planter.plant_all()
        yield planter
        transaction.set_rollback(True)


def check_data(**options):
    out = StringIO()
    call_command("check_data", area=COUNTY, month=str(LAST), stdout=out, **options)
    return json.loads(out.getvalue().splitlines()[-1])


@pytest.mark.django_db
class TestPlantedFaults:
    def test_the_generated_county_has_no_finding(self, planted):
        assert {code: n for code, n in planted.before["by_rule"].items() if n} == {}
        assert planted.before["cleared"] == 0

    def test_every_check_has_its_fault(self, planted):
        assert set(planted.planted) | OF_MONEY == {rule.code for rule in rules_of(Kind.DATA)}
        assert set(planted.planted) == {f"DQ-{n:02d}" for n in range(1, 51)}

    def test_exactly_the_planted_faults_are_found(self, planted, tmp_path):
        said = check_data(out=tmp_path / "out.json")
        found = Finding.objects.open().values_list("rule", "subject_code")
        assert set(found) == set(planted.planted.items())
        assert said["opened"] == said["findings_total"] == len(planted.planted)
        told = json.loads((tmp_path / "out.json").read_text())["findings"]
        assert {finding["code"] for finding in told} == set(planted.planted)
        assert {f["column"] for f in told if f["code"] in ("DQ-01", "DQ-30")} == {"证件号码", "务工时间(月)"}
        assert all(f["household_no"] for f in told if f["scope"] in ("member", "household"))
        assert all(f["person_no"] for f in told if f["scope"] == "member")

    def test_a_second_run_changes_nothing(self, planted):
        check_data()
        before = list(Finding.objects.order_by("pk").values())
        said = check_data()
        assert (said["opened"], said["cleared"]) == (0, 0)
        assert list(Finding.objects.order_by("pk").values()) == before

    def test_what_was_put_right_is_cleared(self, planted):
        check_data()
        number = planted.planted["DQ-23"]
        from households.models import Household

        Household.objects.filter(household_no=number).update(other_causes=[])
        assert check_data()["cleared"] == 1
        finding = Finding.objects.get(rule="DQ-23")
        assert (finding.resolution, finding.cleared_at is not None) == ("corrected", True)

    def test_a_finding_tells_what_stood_there_and_nothing_sealed(self, planted):
        check_data()
        noted = dict(
            Finding.objects.filter(rule__in=["DQ-30", "DQ-39", "DQ-01"]).values_list("rule", "value")
        )
        assert noted["DQ-01"] == {}
        assert noted["DQ-30"]["work_months"] == 0
        assert set(noted["DQ-39"]) == {
            "income.net_income",
            "income.net_income_per_capita",
            "income.transfer_income",
            "size",
        }
        assert all(finding.due_on for finding in Finding.objects.open())
