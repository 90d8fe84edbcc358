"""A case from the proposal to its end, and what stands in the way of each step."""

import datetime as dt

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from inspections.models import AccountabilityGround, AccountabilityStep, AccountMonth, Statement
from inspections.services import accountability as desk
from povertyapp.core.parameters import Parameters
from povertyapp.core.workdays import workday_after
from tests.households.factories import make_user
from tests.inspections.accountability.ways import (
    DAY,
    MARCH,
    close_month,
    decide,
    execute,
    issue,
    serve,
    some_days_ago,
)

TODAY = dt.date(2026, 11, 26)


def test_case_goes_from_notice_to_executed(county, case):
    assert (case.state, case.kind, case.body, case.trigger) == ("proposed", "circular", "office", "first")
    serve(county, case)
    assert case.window_ends_on == workday_after(case.served_on, 3, Parameters(case.county_id, case.served_on))
    desk.record_statement(by=county.cadre, case=case, text="三月有两户外出务工。", on=case.served_on)
    decide(county, case)
    assert (case.decided_by, case.state) == (county.office_member, "decided")
    issue(county, case)
    execute(county, case)
    assert (case.state, case.ended_on) == ("executed", case.issued_on)
    steps = list(case.steps.values_list("from_state", "to_state", "acting_as"))
    assert steps == [
        ("proposed", "served", "clerk"),
        ("served", "decided", "body"),
        ("decided", "issued", "clerk"),
        ("issued", "executed", "clerk"),
    ]


def test_grounds_name_the_month_and_its_hard_lines(case):
    month, line = case.grounds.filter(measure=None).order_by("rule")
    assert (month.month, month.version, month.verdict) == ("2017-03", 1, "not_settled")
    assert (line.rule, line.required, line.delivered, line.outcome) == ("LF-13", 1, 0, "failed")


def test_first_unsettled_month_becomes_measures_by_the_middle_of_the_next_month(county, case):
    measure = case.grounds.get(measure__isnull=False).measure
    assert (measure.deadline.day, measure.status, measure.responsible_unit) == (15, "planned", case.name)
    assert measure.problem.key == f"HA:2017-03:{county.places.township.pk}"
    assert "LF-13" in measure.text


def test_nobody_decides_before_the_window_has_passed(county, case):
    serve(county, case)
    with pytest.raises(ValidationError, match="期满以后才能决定"):
        decide(county, case, on=case.window_ends_on)


def test_party_does_not_decide(county, case):
    serve(county, case, answered_by=county.office_member)
    with pytest.raises(ValidationError, match="本案当事人"):
        decide(county, case)


def test_second_account_of_a_party_does_not_decide(county, case):
    serve(county, case)
    county.office_member.main_account = county.cadre
    county.office_member.save()
    with pytest.raises(ValidationError, match="本案当事人"):
        decide(county, case)
    refused_by_sql(case, county.office_member, "nobody acts in a case of his own")


def test_who_has_no_seat_does_not_decide(county, case):
    serve(county, case)
    with pytest.raises(PermissionDenied):
        decide(county, case, by=county.second)
    refused_by_sql(case, county.second, "named person of office")


def test_who_closed_the_month_does_not_decide(county, case):
    account = case.grounds.first().account
    stays = ("inspections.AccountMonth:closed_stays", "inspections.AccountMonth:sealed_when_closed")
    with pgtrigger.ignore(*stays):
        AccountMonth.objects.filter(pk=account.pk).update(closed_by=county.office_member)
    serve(county, case)
    with pytest.raises(ValidationError, match="由您计算、锁定"):
        decide(county, case)
    refused_by_sql(case, county.office_member, "who computed, closed")


def test_heavier_than_proposed_is_refused(county, case):
    serve(county, case)
    with pytest.raises(ValidationError, match="从轻"):
        decide(county, case, kind="interview")


def test_exoneration_needs_every_condition(county, case):
    serve(county, case)
    facts = {
        "by": county.office_member,
        "case": case,
        "ground": "force",
        "reason": "山洪断路。",
        "on": case.window_ends_on + DAY,
    }
    with pytest.raises(ValidationError, match="主动挽回损失"):
        desk.exonerate(**facts, conditions=["no_ban", "no_gain", "collective"])
    made = desk.exonerate(**facts, conditions=["no_ban", "no_gain", "collective", "mended"])
    made.refresh_from_db()
    assert (made.state, made.exoneration) == ("exonerated", "force")


def test_appeal_is_ruled_on_by_another_body_and_takes_the_decision_back(county, case):
    serve(county, case), decide(county, case), issue(county, case)
    desk.appeal(by=county.cadre, case=case, text="事实有误。", on=case.issued_on)
    case.refresh_from_db()
    with pytest.raises(PermissionDenied):
        desk.rule_on_appeal(
            by=county.office_member, case=case, is_upheld=True, reason="属实", on=case.issued_on
        )
    desk.rule_on_appeal(by=county.leader, case=case, is_upheld=True, reason="属实", on=case.issued_on)
    case.refresh_from_db()
    assert case.state == "revoked"
    assert not case.supervision.filter(revoked_on=None).exists()


def test_what_was_executed_at_once_may_still_be_appealed_and_stands_where_it_stood(county, case):
    serve(county, case), decide(county, case), issue(county, case), execute(county, case)
    desk.appeal(by=county.cadre, case=case, text="事实有误。", on=case.issued_on)
    case.refresh_from_db()
    assert (case.state, case.ended_on) == ("appealed", None)
    desk.rule_on_appeal(by=county.leader, case=case, is_upheld=False, reason="不成立", on=case.issued_on)
    case.refresh_from_db()
    assert (case.state, case.ended_on) == ("executed", case.issued_on)


def test_a_case_is_appealed_once_and_nobody_decides_in_it_again(county, case):
    serve(county, case), decide(county, case), issue(county, case)
    desk.appeal(by=county.cadre, case=case, text="事实有误。", on=case.issued_on)
    case.refresh_from_db()
    desk.rule_on_appeal(by=county.leader, case=case, is_upheld=False, reason="不成立", on=case.issued_on)
    case.refresh_from_db()
    with pytest.raises(ValidationError, match="已经申诉过一次"):
        desk.appeal(by=county.cadre, case=case, text="还是不服。", on=case.issued_on)
    twin = make_user("twin_leader", "leader", county.places.county, main_account=county.leader)
    desk.give_seat(
        by=county.clerk, area=county.places.county, body="leading", user=twin, title="成员", paper="文",
        from_date=case.issued_on,
    )  # fmt: skip
    facts = {
        "action": case,
        "area": case.area,
        "number": case.step + 1,
        "from_state": "issued",
        "reason": "…",
    }
    for to, acting_as, actor, joined_by, words in (
        ("appealed", "party", county.cadre, None, "appealed once"),
        ("revoked", "above", county.leader, None, "decides twice"),
        ("revoked", "above", twin, None, "decides twice"),
        ("revoked", "above", county.deputy, county.deputy, "taken together"),
    ):
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            AccountabilityStep.objects.create(
                to_state=to,
                acting_as=acting_as,
                actor=actor,
                joined_by=joined_by,
                decided_on=case.issued_on,
                **facts,
            )
    desk.revoke(by=county.deputy, case=case, reason="更正", on=case.issued_on)
    case.refresh_from_db()
    assert case.state == "revoked"


def test_appeal_after_its_time_is_refused(county, case):
    serve(county, case), decide(county, case), issue(county, case)
    with pytest.raises(ValidationError, match="已经过了"):
        desk.appeal(by=county.cadre, case=case, text="迟了。", on=case.appeal_until + DAY)


def test_order_is_checked_at_its_end_by_another_person(county, case):
    account = case.grounds.first().account
    village = county.places.village.pk
    for back in (1, 2):
        close_month(county, MARCH.shift(-back), {("village", village): "not_settled"})
    with some_days_ago(59):
        desk.propose_for(account)
    case.refresh_from_db()
    assert case.state == "withdrawn"
    case = type(case).objects.exclude(state="withdrawn").get()
    assert (case.trigger, case.kind, case.body) == ("three_in_a_row", "rectify_order", "leading")
    serve(county, case)
    with pytest.raises(ValidationError, match="30 天以内"):
        decide(county, case, deadline_on=case.window_ends_on + 40 * DAY)
    refused_by_sql(case, county.leader, "order_has_a_deadline", follow=True)
    decide(county, case, deadline_on=case.window_ends_on + 10 * DAY)
    issue(county, case), execute(county, case)
    assert case.ended_on is None
    facts = {"case": case, "is_fulfilled": False, "reason": "两户仍未走访。"}
    with pytest.raises(ValidationError, match="期满再核查"):
        desk.check_order(by=county.supervisor, on=case.executed_on, **facts)
    desk.check_order(by=county.supervisor, on=case.deadline_on, **facts)
    case.refresh_from_db()
    assert case.state == "not_fulfilled"


def refused_by_sql(case, actor, words, *, follow=False):
    """The step to a decision is refused, or where it is not, the case that follows it."""
    case.refresh_from_db()
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        decide_by_sql(case, actor, case.window_ends_on + DAY, follow)


def decide_by_sql(case, actor, day, follow):
    AccountabilityStep.objects.create(
        action=case, area=case.area, number=case.step + 1, from_state="served", to_state="decided",
        acting_as="body", actor=actor, decided_on=day, reason="…",
    )  # fmt: skip
    if follow:
        facts = {"state": "decided", "decided_on": day, "decided_by": actor, "decision": "…"}
        type(case).objects.filter(pk=case.pk).update(step=case.step + 1, **facts)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE inspections_accountabilityaction SET kind = 'interview'",
        "UPDATE inspections_accountabilityaction SET decided_by_id = answered_by_id, decision = 'x'",
        "UPDATE inspections_accountabilityaction SET state = 'executed'",
        "UPDATE inspections_accountabilityaction SET window_ends_on = window_ends_on - 5",
        "DELETE FROM inspections_accountabilityaction",
        "UPDATE inspections_accountabilitystep SET actor_id = NULL",
        "DELETE FROM inspections_accountabilitystep",
        "UPDATE inspections_statement SET made_on = made_on - 1",
        "DELETE FROM inspections_statement",
        "UPDATE inspections_accountabilityground SET outcome = 'met'",
        "DELETE FROM inspections_accountabilityground",
        "UPDATE inspections_decisionseat SET user_id = appointed_by_id",
        "DELETE FROM inspections_decisionseat",
        "UPDATE inspections_supervisionline SET month = '2016-01'",
        "DELETE FROM inspections_supervisionline",
    ],
)
def test_what_was_decided_is_not_edited_by_sql(county, case, change):
    serve(county, case)
    desk.record_statement(by=county.cadre, case=case, text="…", on=case.served_on)
    decide(county, case)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_statement_lies_sealed(county, case):
    serve(county, case)
    made = desk.record_statement(by=county.cadre, case=case, text="家中老人住院。", on=case.served_on)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM inspections_statement WHERE id = %s", [made.pk])
        assert "住院" not in cursor.fetchone()[0]
    assert Statement.objects.get(pk=made.pk).text == "家中老人住院。"


def test_village_case_is_traced_to_its_township(county, case):
    serve(county, case), decide(county, case)
    line = case.supervision.get(level="township")
    assert (line.code, line.month, line.is_met) == (
        county.places.township.pk,
        str(case.decided_on)[:7],
        False,
    )


def test_days_of_the_database_are_those_of_the_application(county):
    value = Parameters("422827", TODAY)
    with connection.cursor() as cursor:
        for day in (dt.date(2026, 2, 12), dt.date(2026, 9, 18), dt.date(2026, 9, 30), dt.date(2017, 5, 26)):
            for count in (0, 1, 3, 9):
                cursor.execute("SELECT inspections_workday(%s, %s, '422827')", [day, count])
                assert cursor.fetchone()[0] == workday_after(day, count, value)


def test_proposing_twice_makes_nothing_twice(case):
    again = desk.propose_for(case.grounds.first().account)
    assert (again.made, again.kept, again.withdrawn) == ([], 1, 0)
    assert AccountabilityGround.objects.count() == 3
