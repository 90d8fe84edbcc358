"""The way of a relocation (C5): each step by whom it should, with what it needs; nothing past it, raw SQL included."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction

from funds.choices.relocation import WAY, Aim
from funds.models import RelocationCase, RelocationStep
from funds.relocation import house_limit
from funds.services import relocation as desk
from povertyapp.core.errors import Conflict
from povertyapp.core.models import RoleGrant, RuleParameter
from povertyapp.core.roles import Role
from tests.funds.by_hand import relocation_rows
from tests.funds.relocating import (
    BEGIN,
    DAY,
    Way,
    built_site,
    identify,
    make_home,
    measure,
    moved,
    movers,
    on_the_way,
    picture,
    post_keys,
    visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return movers()


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught, transaction.atomic():
        call(*args, **kwargs)
    return " ".join(caught.value.messages)


def raw(sql, *params):
    """Run a statement past the services; return the name of the constraint, or the words, that refused it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (IntegrityError, InternalError) as error:
        return str(error)
    raise AssertionError(f"nothing refused: {sql}")


def raw_step(*facts, **columns):
    """Write a step and what it fills by SQL; return the words that refused it."""
    return raw(*relocation_rows(*facts, **columns))


def test_a_relocation_goes_from_the_place_to_the_new_life(people):
    case, way = on_the_way(people, "closed")
    assert [step.to_status for step in case.steps.order_by("number")] == list(WAY[1:])
    known = RelocationCase.objects.get(pk=case.pk)
    assert (known.status, known.ended_on, known.persons) == ("closed", way.on, 4)
    assert (known.dwelling_m2, known.self_paid) == (Decimal("99.50"), Decimal("8000.00"))
    assert known.household.is_relocated
    people.site.refresh_from_db()
    assert people.site.state == "occupied"


def test_only_registered_households_of_listed_places_are_moved(people):
    facts = {"by": people.township, "reason": "hazard", "on": BEGIN}
    elsewhere = make_home(people, area=people.places.next_village)
    assert "迁出区" in refusal(desk.identify_household, household=elsewhere, **facts)
    left = make_home(people, left_register_on=BEGIN - DAY)
    assert "不在册" in refusal(desk.identify_household, household=left, **facts)
    home = make_home(people)
    assert "地方病" in refusal(desk.identify_household, household=home, **{**facts, "reason": "endemic"})
    assert "由乡镇识别" in refusal(desk.identify_household, household=home, **{**facts, "by": people.cadre})
    desk.delist_place(by=people.clerk, place=people.place, on=BEGIN)
    assert "迁出区" in refusal(desk.identify_household, household=home, **facts)
    with pytest.raises(IntegrityError, match="moved_from_a_listed_place"), transaction.atomic():
        RelocationCase.objects.create(
            no="B1", household=home, reason="hazard", persons=4, state_since=BEGIN, opened_on=BEGIN,
            opened_by=people.township,
        )  # fmt: skip


def test_nobody_is_moved_against_his_will_or_beside_the_list(people):
    way = Way(people, identify(people))
    said = refusal(
        desk.sign_agreement, by=people.cadre, case=way.case, paper=" ", agrees_demolition=False, on=BEGIN
    )
    assert "自愿申请" in said
    assert "建新必拆旧" in said
    way.agreed()
    assert "年度名单" in refusal(desk.plan_case, by=people.clerk, case=way.case, on=way.on)
    measure(way.case.household, BEGIN, kind="housing", measure_class="other", name="危房改造")
    assert "危房改造" in refusal(way.planned)
    case = RelocationCase.objects.get(pk=way.case.pk)
    listed = desk.list_household(
        by=people.clerk, plan=people.plan, household=case.household, persons=4, reason="hazard"
    )
    assert "no_dangerous_house_subsidy" in raw_step(
        case, "planned", way.on, people.clerk, "office", people.places.county.pk, listed_id=listed.pk
    )


def test_a_household_that_gives_up_says_why(people):
    case, way = on_the_way(people, "planned")
    assert "写明原因" in refusal(desk.withdraw_case, by=people.cadre, case=case, reason=" ", on=way.on)
    desk.withdraw_case(by=people.cadre, case=case, reason="儿子在县城买了房", on=way.on)
    building, way = on_the_way(people, "building")
    said = refusal(desk.withdraw_case, by=people.cadre, case=building, reason="不想搬", on=way.on)
    assert "现在是“建房中”，不能改为“已退出搬迁”" in said


@pytest.mark.parametrize(("persons", "limit"), [(1, "25.75"), (4, "103.00"), (5, "128.75"), (6, "154.50")])
def test_the_red_line_by_people(people, persons, limit):
    assert house_limit(people.places.village.pk, persons, BEGIN) == Decimal(limit)


def test_a_county_may_cap_the_houses_of_large_families_from_a_day_on(people):
    county = people.places.county
    for name, value in (("large_family", 6), ("large_family_m2", 150)):
        RuleParameter.objects.create(
            name=f"relocation.{name}", area=county, value=value, effective_from=BEGIN, basis="本县"
        )
    assert house_limit(county.pk, 7, BEGIN) == 150
    assert house_limit(county.pk, 5, BEGIN) == Decimal("128.75")
    assert house_limit(county.pk, 7, BEGIN - DAY) == Decimal("180.25")


def test_a_house_above_the_red_line_is_refused_by_service_and_by_sql(people):
    case, way = on_the_way(people, "planned")
    said = refusal(way.site_assigned, house_m2=Decimal("103.01"))
    assert "人均不超过 25 平方米" in said
    assert "103.01" in said
    assert "最多 103.00" in said
    way.on -= 3 * DAY
    columns = {"settlement": "dispersed", "house_m2": Decimal("103.01")}
    unit = people.places.township.pk
    assert "house_within_limit" in raw_step(
        case, "site_assigned", way.on, people.township, "township", unit, **columns
    )
    way.site_assigned(house_m2=Decimal("103.00")), way.building()
    assert "118.00 平方米，最多 103.00" in refusal(way.built, dwelling_m2=Decimal(118))
    way.on -= 3 * DAY
    assert "house_within_limit" in raw_step(
        case, "built", way.on, people.township, "township", unit, built_on=way.on, dwelling_m2=118
    )
    assert raw("UPDATE funds_relocationcase SET dwelling_m2 = 118 WHERE id = %s", case.pk)
    assert raw("UPDATE funds_relocationcase SET persons = 9 WHERE id = %s", case.pk)
    with pytest.raises(IntegrityError, match="house_within_limit"), transaction.atomic():
        moved(people, make_home(people, size=2), people.plan, BEGIN, persons=3)  # 95 m² for three


def test_a_house_that_is_too_large_goes_back_and_stays_where_it_is(people):
    case, way = on_the_way(people, "building")
    reason = "实测 118 平方米，4 人最多 103 平方米"
    desk.send_back(by=people.clerk, case=case, reason=reason, on=way.on)
    known = RelocationCase.objects.get(pk=case.pk)
    assert (known.status, known.step, known.steps.last().act) == ("building", case.step, "fault")
    assert "县扶贫办" in refusal(desk.send_back, by=people.cadre, case=known, reason=reason, on=way.on)
    way.built()


def test_nobody_pays_more_than_ten_thousand(people):
    case, way = on_the_way(people, "site_assigned")
    said = refusal(way.building, self_paid=Decimal("10000.01"))
    assert "不超过 10,000.00 元" in said
    assert "10,000.01" in said
    way.on -= 3 * DAY
    assert "own_money_within_limit" in raw_step(
        case, "building", way.on, people.township, "township", people.places.township.pk,
        started_on=way.on, self_paid=Decimal("10000.01"), start_image_id=_stored(people),
    )  # fmt: skip


def _stored(people):
    from households.services.procedures import keep_picture

    return keep_picture(by=people.township, area=people.places.village, upload=picture()).pk


def test_sites_take_who_they_have_room_for_and_do_not_wait_for_ever(people):
    case, way = on_the_way(people, "planned")
    small = built_site(people, households=1)
    other, other_way = on_the_way(people, "planned")
    other_way.site_assigned(site=small)
    assert "规划 1 户，已安排 1 户" in refusal(way.site_assigned, site=small)
    waiting = built_site(people, upto="not_started")
    said = refusal(way.site_assigned, site=waiting)
    assert "超过 90 天不能再安排" in said
    assert "集中安置要选安置点" in refusal(
        desk.assign_site, by=people.township, case=case, settlement="centralised", house_m2=Decimal(90)
    )
    just = built_site(people, upto="not_started", on=way.on + 3 * DAY - 90 * DAY)
    assert just.state_since + 90 * DAY == way.on + 3 * DAY
    _case, other = on_the_way(people, "planned")
    other.on = way.on
    assert other.site_assigned(site=just).site == just
    way.site_assigned(site=None)
    assert way.building().status == "building"


def test_a_house_is_accepted_whole_by_somebody_who_did_not_build_it(people):
    case, way = on_the_way(people, "built")
    facts = {"acceptor": "县住建局", "quality": True, "water": True, "power": False, "road": False}
    said = refusal(desk.accept_house, by=people.clerk, case=case, on=way.on, **facts)
    assert "通电" in said
    assert "通路" in said
    county = people.places.county
    RoleGrant.objects.create(
        user=people.township, role=Role.OFFICE, area=county, from_date=dt.date(2016, 1, 1)
    )
    builder = type(people.township).objects.get(pk=people.township.pk)
    facts |= {"power": True, "road": True}
    assert "另一个人" in refusal(desk.accept_house, by=builder, case=case, on=way.on, **facts)
    assert way.accepted().status == "accepted"


def test_no_key_before_the_list_has_hung(people):
    case, way = on_the_way(people, "accepted")
    said = refusal(desk.hand_key, by=people.township, case=case, receipt="1 号", on=way.on)
    assert "还没有乡镇级公示" in said
    assert "7 天" in said
    post_keys(people, case, way.on)
    early = {"by": people.township, "case": case, "receipt": "1 号", "on": way.on + 6 * DAY}
    assert "只有 6 天" in refusal(desk.hand_key, **early)
    unit = people.places.township.pk
    assert "allocation_was_posted" in raw_step(
        case, "key_handed", way.on + 6 * DAY, people.township, "township", unit,
        keys_on=way.on + 6 * DAY, key_receipt="1 号",
    )  # fmt: skip
    assert desk.hand_key(**{**early, "on": way.on + 7 * DAY}).status == "key_handed"


def test_moving_in_is_seen_by_a_visit_after_the_key(people):
    case, way = on_the_way(people, "key_handed")
    visit(case, case.keys_on - DAY)
    on = case.keys_on + 40 * DAY
    facts = {"by": people.helper, "case": case, "image": picture(), "on": on}
    said = refusal(desk.confirm_move, lives_since=on - 29 * DAY, **facts)
    assert "入户走访" in said
    assert "满 30 天" in said
    assert "住了 29 天" in said
    visit(case, on, channel="phone")
    assert "入户走访" in refusal(desk.confirm_move, goods_moved=True, **facts)
    seen = visit(case, on)
    stranger = type(people.helper).objects.get(pk=people.outsider.pk)
    assert refusal(desk.confirm_move, goods_moved=True, **{**facts, "by": stranger})
    done = desk.confirm_move(lives_since=on - 30 * DAY, **{**facts, "image": picture()})
    assert (done.status, done.move_visit, done.moved_in_on) == ("moved_in", seen, on)


def test_the_old_house_comes_down_or_is_exempt_with_the_ground(people):
    case, way = on_the_way(people, "moved_in")
    assert "拆旧照片" in refusal(desk.remove_old_house, by=people.township, case=case, on=way.on)
    both = {"image": picture(), "exemption": "连体房"}
    assert "不传照片" in refusal(desk.remove_old_house, by=people.township, case=case, on=way.on, **both)
    done = desk.remove_old_house(by=people.township, case=case, exemption="与邻居连体", on=way.on)
    assert (done.status, done.removal_image) == ("old_house_removed", None)


def test_support_needs_income_school_insurance_and_all_six_aims(people):
    case, way = on_the_way(people, "old_house_removed")
    other = measure(make_home(people), BEGIN)
    facts = {"by": people.helper, "case": case, "on": way.on, "school": False, "insurance": False}
    said = refusal(desk.support_household, measure=other, aims=["settled"], **facts)
    assert "增收措施" in said
    assert "就学" in said
    assert "医保" in said
    assert "收入保障" in said
    own = measure(case.household, way.on)
    unit = people.places.village.pk
    RoleGrant.objects.get_or_create(
        user=people.helper, role="helper", area_id=unit, defaults={"from_date": dt.date(2016, 1, 1)}
    )
    grant = people.helper.grants_today[0].area_id
    assert "what this step needs" in raw_step(
        case, "supported", way.on, people.helper, "helper", grant, measure_id=own.pk, school_moved=True,
        insurance_moved=True, aims=list(Aim.values)[:5],
    )  # fmt: skip


def test_a_case_closes_after_two_passed_checks_on_different_days(people):
    case, way = on_the_way(people, "old_house_removed")
    check = {"by": people.clerk, "case": case, "note": "看了"}
    assert "落实后扶以后才回访" in refusal(desk.record_check, on=way.on, is_passed=True, **check)
    check["case"] = way.supported()
    for days, passed in ((5, True), (5, True), (9, False)):
        desk.record_check(on=way.on + days * DAY, is_passed=passed, **check)
    on = way.on + 20 * DAY
    assert "2 次合格的回访（不同日期），现在 1 次" in refusal(
        desk.close_case, by=people.clerk, case=case, on=on
    )
    desk.record_check(on=on, is_passed=True, **check)
    assert desk.close_case(by=people.clerk, case=case, on=on).status == "closed"


def test_raw_sql_changes_no_status_and_takes_nothing_back(people):
    case, way = on_the_way(people, "agreed")
    assert "only by a recorded step" in raw(
        "UPDATE funds_relocationcase SET status = 'closed', step = 9 WHERE id = %s", case.pk
    )
    assert raw("UPDATE funds_relocationcase SET status = 'moved_in' WHERE id = %s", case.pk)
    assert raw("DELETE FROM funds_relocationcase WHERE id = %s", case.pk)
    assert raw("UPDATE funds_relocationcase SET agreement_paper = '' WHERE id = %s", case.pk)
    said = raw(
        "INSERT INTO funds_relocationstep (case_id, area_id, number, act, from_status, to_status, actor_id,"
        " acting_role, acting_unit_id, decided_on, recorded_at, reason, guards) VALUES"
        " (%s, %s, 2, 'move', 'agreed', 'planned', %s, 'township', %s, %s, now(), '', '[]')",
        case.pk, case.area_id, people.township.pk, people.places.township.pk, way.on,
    )  # fmt: skip
    assert "this step is taken by office" in said
    assert RelocationStep.objects.filter(case=case).count() == 1


def test_who_saw_an_older_state_is_told(people):
    case, way = on_the_way(people, "identified")
    stale = RelocationCase.objects.get(pk=case.pk)
    way.agreed()
    facts = {"by": people.cadre, "paper": "档案", "agrees_demolition": True, "on": way.on}
    with pytest.raises(Conflict):
        desk.sign_agreement(case=stale, **facts)


def test_sites_go_on_step_by_step(people):
    site = people.site
    assert "还没有一户入住" in refusal(desk.move_site, by=people.township, site=site, to="occupied")
    new = built_site(people, upto="not_started")
    report = {"by": people.township, "site": new, "invested": Decimal(0)}
    said = refusal(desk.report_site, progress=10, delay_reason="late_money", delay_note=" ", **report)
    assert "还没有开工" in said
    assert "滞后的具体情况" in said
    late = desk.report_site(progress=0, delay_reason="late_money", delay_note="省级资金未到", **report)
    assert late.get_delay_reason_display() == "拨付较迟"
    type(site).objects.filter(pk=site.pk).update(due_on=BEGIN)  # its day is over, and it stands
    assert list(type(site).objects.late(BEGIN + DAY)) == [late]
    assert raw("UPDATE funds_relocationsite SET state = 'occupied' WHERE id = %s", new.pk)
    assert raw("DELETE FROM funds_relocationsite WHERE id = %s", new.pk)
