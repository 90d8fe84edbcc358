"""责任倒查: a decision below is a line of the party above in the next account, met by what it reported before."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from assistance.models import Helper
from inspections.models import AccountUnitLine, SelfReport, SupervisionLine
from inspections.services import accountability as desk
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.models import MonthLock
from povertyapp.core.period import Period
from tests.assistance.teams import make_post, make_task, make_unit
from tests.inspections.accountability.ways import (
    DAY,
    MARCH,
    close_month,
    decide,
    issue,
    serve,
    some_days_ago,
)
from tests.inspections.factories import make_helper

pytestmark = pytest.mark.django_db


def report(people, month):
    return desk.report_own_finding(
        by=people.township,
        about_level="village",
        about_code=people.places.village.pk,
        month=month,
        text="两户未走访",
    )


def test_line_is_failed_in_the_next_account_of_the_township(county, case):
    serve(county, case), decide(county, case)
    line = case.supervision.get(level="township")
    account = compute_account(county.places.county, Period.parse(line.month))
    found = AccountUnitLine.objects.get(account=account, rule="JZ-20ST")
    assert (found.code, found.subject_kind, found.subject_code) == (
        county.places.township.pk,
        "action",
        case.no,
    )
    assert (found.required, found.delivered, found.outcome) == (1, 0, "failed")


def test_what_the_township_reported_before_the_closing_is_met(county):
    village = county.places.village.pk
    report(county, str(MARCH))
    later = clock.now() + DAY
    account = close_month(county, MARCH, {("village", village): "not_settled"}, closed_at=later)
    with some_days_ago(60):
        (case,) = desk.propose_for(account).made
    serve(county, case), decide(county, case)
    line = case.supervision.get(level="township")
    assert line.is_met
    account = compute_account(county.places.county, Period.parse(line.month))
    assert AccountUnitLine.objects.get(account=account, rule="JZ-20ST").outcome == "met"


def test_report_after_the_closing_is_refused(county):
    close_month(county, MARCH, {})
    with pytest.raises(ValidationError, match="已经锁定"):
        report(county, str(MARCH))
    with pytest.raises(PermissionDenied):
        desk.report_own_finding(
            by=county.clerk, about_level="village", about_code="422827100204", month="2026-11", text="…"
        )


def test_only_what_lies_directly_below_is_reported(county):
    with pytest.raises(ValidationError, match="下一级"):
        desk.report_own_finding(
            by=county.township, about_level="village", about_code=county.places.other_village.pk, month="2026-11",
            text="…",
        )  # fmt: skip


def test_unit_reports_by_the_county_office_what_it_found_among_those_it_sent(county, client):
    sent, unit = make_helper(), make_unit("县农业局")
    stranger = Helper.objects.create(
        area_id="422827", code="422827-99999", name="李另", unit=make_unit("县供电公司")
    )
    make_task(unit)
    known = dict(desk.parties_below(county.clerk, unit))
    assert {f"helper:{sent.code}", f"village:{county.places.village.pk}"} <= set(known)
    assert f"helper:{stranger.code}" not in known
    facts = {"about_level": "helper", "month": "2026-11", "text": "两户未走访", "unit": unit}
    with pytest.raises(ValidationError, match="下一级"):
        desk.report_own_finding(by=county.clerk, about_code=stranger.code, **facts)
    for person in (county.township, county.outsider, county.supervisor):
        with pytest.raises(PermissionDenied):
            desk.report_own_finding(by=person, about_code=sent.code, **facts)
    client.force_login(county.clerk)
    url = reverse("inspections:self_report_unit", args=[unit.code])
    assert url in client.get(reverse("inspections:self_report_units")).content.decode()
    answer = client.post(url, {"about": f"helper:{sent.code}", "month": "2026-11", "text": "两户未走访"})
    assert answer.status_code == 302
    made = SelfReport.objects.get(level="county_unit", code=unit.code)
    assert (made.about_code, made.reported_by) == (sent.code, county.clerk)
    assert unit.name in client.get(answer.url).content.decode()
    client.force_login(county.township)
    assert client.get(url).status_code == 404


def test_village_is_traced_to_township_unit_and_leader_in_contact(county, case):
    make_task(make_unit())
    leader = make_post("leader")
    serve(county, case), decide(county, case)
    found = set(case.supervision.values_list("level", "code"))
    assert found == {
        ("township", county.places.township.pk),
        ("county_unit", make_unit().code),
        ("leader", leader.official.code),
    }


def test_revoked_decision_takes_its_lines_out_of_the_next_account(county, case):
    serve(county, case), decide(county, case), issue(county, case)
    desk.revoke(by=county.leader, case=case, reason="月份已更正", on=case.issued_on)
    line = SupervisionLine.objects.get(action=case, level="township")
    assert line.revoked_on == case.issued_on
    account = compute_account(county.places.county, Period.parse(line.month))
    assert not AccountUnitLine.objects.filter(account=account, rule="JZ-20ST").exists()


def test_decision_recorded_after_a_closing_counts_in_the_next_open_month(county, case):
    serve(county, case)
    month = Period.of(case.window_ends_on + DAY)
    MonthLock.objects.create(county=case.county, month=str(month), closed_at=case.proposed_at)
    decide(county, case)
    assert set(case.supervision.values_list("month", flat=True)) == {str(month.next)}
