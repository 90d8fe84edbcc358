"""A draw is fair: frozen before its seed, repeated by anybody, never changed, in services and in the database."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from inspections.choices import CheckState, DrawPurpose, UnitUse
from inspections.models import PopulationUnit, SampleDraw, SampleUnit, UnannouncedCheck
from inspections.sampling import fingerprint
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    freeze_population,
    redraw_sample,
    replace_unit,
    report_round,
    sample_size,
    start_check,
)
from tests.households.factories import NEXT_VILLAGE, OTHER_VILLAGE
from tests.inspections.checks import ALL_SIX, SEED, checks_of, make_draw, make_homes, make_round, visit_all
from tests.inspections.factories import make_finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(cast):
    cast.homes = make_homes(6) + make_homes(3, area_id=NEXT_VILLAGE) + make_homes(3, area_id=OTHER_VILLAGE)
    cast.round = make_round(cast)
    return cast


def freeze(county, **fields):
    fields = {"round": county.round} | fields
    return freeze_population(by=county.supervisor, county=county.places.county, **fields)


def refused(sql, *params):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_population_is_frozen_with_its_fingerprint(county):
    draw = freeze(county)
    assert draw.population_size == 12
    assert draw.fingerprint == fingerprint(home.household_no for home in county.homes)
    make_homes(1)
    assert draw.population.count() == 12
    assert draw.words == "来凤县 建档立卡户"


def test_conditions_choose_the_population_and_are_said(county):
    draw = freeze(county, conditions={"areas": ["422827103"], "statuses": ["in_poverty"]})
    assert set(draw.population.values_list("area_id", flat=True)) == {OTHER_VILLAGE}
    assert draw.words == "来凤县 建档立卡户；绿水镇；未脱贫"


def test_empty_population_is_refused(county):
    with pytest.raises(ValidationError, match="没有符合条件"):
        freeze(county, conditions={"statuses": ["exited"]})
    assert not SampleDraw.objects.exists()


def test_sample_is_repeated_by_an_independent_computation(county):
    draw = make_draw(county, county.round, size=4, spare=2)
    codes = draw.population.values_list("code", flat=True)
    expected = sorted(codes, key=lambda code: sha256(f"{draw.seed}\n{code}\n1".encode()).hexdigest())
    drawn = draw.units.order_by("order")
    assert [unit.code for unit in drawn] == expected[:6]
    assert [unit.use for unit in drawn] == [UnitUse.CHOSEN] * 4 + [UnitUse.SPARE] * 2
    assert draw.algorithm == "sha256-tickets-1"
    assert [check.state for check in checks_of(draw)] == [CheckState.DRAWN] * 4


@pytest.mark.parametrize("seed", ["", "123", "12345612345612345670", "35124662135241346257", "abc" * 9])
def test_seed_that_no_die_has_thrown_is_refused(county, seed):
    with pytest.raises(ValidationError, match="点数"):
        draw_sample(by=county.supervisor, draw=freeze(county), size=2, seed=seed)


def test_public_number_needs_its_source(county):
    draw = freeze(county)
    with pytest.raises(ValidationError, match="从哪里来"):
        draw_sample(by=county.supervisor, draw=draw, size=2, seed="0719253", seed_kind="lottery")
    draw = draw_sample(
        by=county.supervisor,
        draw=draw,
        size=2,
        seed="07 19 25 3",
        seed_kind="lottery",
        seed_note="第17035期",
    )
    assert draw.seed == "0719253"


def test_database_refuses_a_seed_before_the_freeze(county):
    draw = SampleDraw.objects.create(area=county.places.county, round=county.round, words="x")
    refused("UPDATE inspections_sampledraw SET seed = %s WHERE id = %s", SEED, draw.pk)
    refused("UPDATE inspections_sampledraw SET seed = %s, frozen_at = now() WHERE id = %s", SEED, draw.pk)


def test_database_refuses_every_change_of_a_drawn_sample(county):
    draw = make_draw(county, county.round)
    unit, spare = draw.units.first(), draw.units.filter(use=UnitUse.SPARE).first()
    table = "inspections_sampledraw"
    refused(f"UPDATE {table} SET seed = %s WHERE id = %s", "6" * 20, draw.pk)
    refused(f"UPDATE {table} SET size = 9 WHERE id = %s", draw.pk)
    refused(f"UPDATE {table} SET fingerprint = 'x' WHERE id = %s", draw.pk)
    refused(f"UPDATE {table} SET drawn_at = now() WHERE id = %s", draw.pk)
    refused(f"DELETE FROM {table} WHERE id = %s", draw.pk)
    table = "inspections_sampleunit"
    refused(f"UPDATE {table} SET code = 'x' WHERE id = %s", unit.pk)
    refused(f"UPDATE {table} SET use = 'spare' WHERE id = %s", unit.pk)
    refused(f"UPDATE {table} SET use = 'replaced' WHERE id = %s", unit.pk)  # without a reason
    refused(f"UPDATE {table} SET use = 'replaced', reason = 'x' WHERE id = %s", spare.pk)
    refused(f"DELETE FROM {table} WHERE id = %s", unit.pk)
    with pytest.raises(IntegrityError, match="by the draw alone"), transaction.atomic():
        SampleUnit.objects.create(draw=draw, order=99, kind="household", code="x", area_id=OTHER_VILLAGE)


def test_database_refuses_every_change_of_a_frozen_population(county):
    draw = freeze(county)
    refused("UPDATE inspections_populationunit SET weight = 9 WHERE draw_id = %s", draw.pk)
    refused("DELETE FROM inspections_populationunit WHERE draw_id = %s", draw.pk)
    with pytest.raises(IntegrityError, match="takes nobody in"), transaction.atomic():
        PopulationUnit.objects.create(draw=draw, code="x", area_id=OTHER_VILLAGE)


@pytest.mark.task("T12")
def test_second_draw_needs_a_reason_and_keeps_the_first(county):
    draw = make_draw(county, county.round)
    before = [(unit.order, unit.code) for unit in draw.units.all()]
    with pytest.raises(ValidationError, match="重新抽取"):
        draw_sample(by=county.supervisor, draw=draw, size=2, seed="6" * 20)
    with pytest.raises(ValidationError, match="理由"):
        redraw_sample(by=county.supervisor, draw=draw, reason=" ")
    again = redraw_sample(by=county.supervisor, draw=draw, reason="骰子落地重掷")
    assert (again.redraw_of, again.fingerprint, again.seed) == (draw, draw.fingerprint, "")
    assert [(unit.order, unit.code) for unit in draw.units.all()] == before
    assert set(draw.units.values_list("use", flat=True)) == {UnitUse.DROPPED}
    assert not UnannouncedCheck.objects.filter(unit__draw=draw, voided_at=None).exists()
    draw_sample(by=county.supervisor, draw=again, size=2, seed="6" * 20)
    with pytest.raises(ValidationError, match="已经重抽过"):
        redraw_sample(by=county.supervisor, draw=draw, reason="再来")


def test_nobody_redraws_once_somebody_was_on_site(county):
    draw = make_draw(county, county.round)
    visit_all(county, draw)
    with pytest.raises(ValidationError, match="到场"):
        redraw_sample(by=county.supervisor, draw=draw, reason="不满意")


def test_no_household_is_visited_twice_in_a_round(county):
    first = make_draw(county, county.round, size=5, spare=0)
    draw = freeze(county)
    assert draw.population_size == 7
    other = freeze(county)
    draw_sample(by=county.supervisor, draw=draw, size=7, seed=SEED)
    with pytest.raises(ValidationError, match="不查两次"):
        draw_sample(by=county.supervisor, draw=other, size=1, seed=SEED)
    # in another round it may be
    assert freeze(county, round=make_round(county, "第二轮")).population_size == 12
    assert first.units.count() == 5


def test_substitute_is_the_next_in_order_of_the_same_stratum(county):
    draw = make_draw(county, county.round, size=4, method="stratified", spare=1)
    assign_inspectors(by=county.supervisor, checks=checks_of(draw), users=[county.supervisor])
    unit = draw.units.get(use=UnitUse.CHOSEN, stratum="422827103")
    spare = draw.units.get(use=UnitUse.SPARE, stratum="422827103")
    with pytest.raises(ValidationError, match="理由"):
        replace_unit(by=county.supervisor, unit=unit, reason="")
    assert replace_unit(by=county.supervisor, unit=unit, reason="全家外出") == spare
    unit.refresh_from_db()
    assert (unit.use, unit.replaced_by, unit.reason) == (UnitUse.REPLACED, spare, "全家外出")
    assert unit.site_check.void_reason == "全家外出"
    check = UnannouncedCheck.objects.get(unit=spare)
    assert (check.state, check.inspectors.get().user) == (CheckState.SEALED, county.supervisor)
    with pytest.raises(ValidationError, match="用完"):
        replace_unit(by=county.supervisor, unit=SampleUnit.objects.get(pk=spare.pk), reason="也不在")


def test_risk_weighs_by_open_findings(county):
    make_finding(county.homes[0], "DQ-23")
    make_finding(county.homes[0], "DQ-20")
    weights = dict(freeze(county).population.values_list("code", "weight"))
    assert weights.pop(county.homes[0].household_no) == 3
    assert set(weights.values()) == {1}


def test_households_of_drawn_villages_are_drawn_village_by_village(county):
    villages = freeze(county, kind="village")
    assert villages.population_size == 3
    villages = draw_sample(by=county.supervisor, draw=villages, size=2, seed=SEED, method="weighted")
    chosen = set(villages.units.filter(use=UnitUse.CHOSEN).values_list("code", flat=True))
    draw = freeze(county, conditions={"villages_of": villages.pk, "stratum": "village"})
    assert set(draw.population.values_list("area_id", flat=True)) == chosen
    draw = draw_sample(by=county.supervisor, draw=draw, size=2, seed=SEED, method="each", spare=0)
    assert draw.units.count() == 4


def test_given_list_is_a_population_too(county):
    units = [(home.household_no, home.area_id) for home in county.homes[:7]]
    draw = freeze(county, round=None, purpose=DrawPurpose.VERIFICATION, units=units, words="ZG-2017-001")
    assert draw.population_size == 7
    assert sample_size(county.places.county, 7) == 5
    assert sample_size(county.places.county, 120) == 12
    assert sample_size(county.places.county, 3) == 3


def test_start_follows_the_seal(county):
    draw = make_draw(county, county.round, size=1)
    check = checks_of(draw).get()
    with pytest.raises(ValidationError, match="没有派人"):
        start_check(by=county.supervisor, check=check, kept=ALL_SIX)


def test_report_waits_for_every_check_and_for_the_seed_of_a_redraw(county):
    freeze(county)  # by mistake: nothing was ever drawn from it
    draw = make_draw(county, county.round, size=1, spare=0)
    with pytest.raises(ValidationError, match="1 个样本没有查完"):
        report_round(by=county.supervisor, round=county.round)
    again = redraw_sample(by=county.supervisor, draw=draw, reason="骰子落地")
    with pytest.raises(ValidationError) as refused_report:
        report_round(by=county.supervisor, round=county.round)
    assert len(refused_report.value.messages) == 2  # the seed, and nothing was checked
    visit_all(county, draw_sample(by=county.supervisor, draw=again, size=1, seed=SEED))
    assert report_round(by=county.supervisor, round=county.round).state == "reported"
    with pytest.raises(ValidationError, match="已经报告"):
        freeze(county)
