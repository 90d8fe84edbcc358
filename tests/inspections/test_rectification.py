"""Problems with whom they concern, evidence, the drawn check, and what the database refuses (C2)."""

import datetime as dt
from hashlib import sha256

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.models import (
    MeasureEvidence,
    MeasureStep,
    Problem,
    ProblemScope,
    RectificationMeasure,
    UnannouncedCheck,
)
from inspections.services import ledger, problems
from inspections.services.checks import open_early
from inspections.todo.rectification import steps_due
from povertyapp.core import clock
from povertyapp.core.roles import Role
from povertyapp.core.todo import Tab, todos_of
from tests.commands import counts_of
from tests.households.factories import make_household, make_user
from tests.inspections.factories import make_finding, make_helper
from tests.inspections.rectifying import (
    KEPT,
    TODAY,
    at_work,
    closed,
    handed_in,
    make_measure,
    make_problem,
    picture,
    submitted,
    verified,
)

SEED = "12345612345612345612"


@pytest.fixture
def homes(cast):
    return [make_household() for _each in range(3)]


@pytest.fixture
def measure(cast, homes):
    """A measure whose problem concerns three households of 老茶村."""
    measure = make_measure(cast.places.county)
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=homes)
    return measure


def mend_all(cast, problem):
    for row in problem.scope.unmended():
        problems.mend_scope(by=cast.cadre, scope=row, day=TODAY, note="已补齐")


def test_a_problem_is_raised_once_with_whom_it_concerns(cast, homes):
    facts = {
        "by": cast.supervisor,
        "county": cast.places.county,
        "area": cast.places.township,
        "key": "check:1",
    }
    first = problems.raise_problem(
        **facts, text="人口不符", households=homes, villages=[cast.places.village], dimension="quality"
    )
    again = problems.raise_problem(**facts, text="另写")
    assert again == first
    assert first.no == f"ZG-{TODAY.year}-001"
    assert {row.code for row in first.scope.all()} == {
        *(home.household_no for home in homes), cast.places.village.code,
    }  # fmt: skip
    assert (first.found_by, first.found_on, first.area) == (cast.supervisor, TODAY, cast.places.township)
    other = problems.raise_problem(by=None, county=cast.places.county, area=cast.places.county, text="其他")
    assert (other.no, other.number) == (f"ZG-{TODAY.year}-002", 2)
    with pytest.raises(ValidationError, match="查出了什么问题"):
        problems.raise_problem(by=None, county=cast.places.county, area=cast.places.county, text=" ")


def test_a_measure_is_planned_with_a_deadline_that_is_a_day(cast):
    problem = make_problem(cast.places.county)
    soon = problems.add_measure(
        by=cast.clerk, problem=problem, text="补", goal="全", deadline_kind="immediate"
    )
    assert soon.deadline == TODAY + dt.timedelta(days=7)
    assert soon.code == "422827Z00001"
    with pytest.raises(ValidationError, match="日期"):
        problems.add_measure(by=cast.clerk, problem=problem, text="补", goal="全")
    problems.change_measure(by=cast.clerk, measure=soon, goal="一户一档", responsible_unit="县档案局")
    RectificationMeasure.objects.filter(pk=soon.pk).update(
        leader_name="田某", person_name="向某", threshold=1, comparator=">="
    )
    soon.refresh_from_db()
    ledger.assign_measure(by=cast.clerk, measure=soon)
    with pytest.raises(ValidationError, match="不能再改：整改目标"):
        problems.change_measure(by=cast.clerk, measure=soon, goal="别的")


def test_the_sector_track_needs_both_owners(cast):
    measure = make_measure(cast.places.county, make_problem(cast.places.county, track="sector"))
    with pytest.raises(ValidationError, match="条上责任（部门）、块上责任"):
        ledger.assign_measure(by=cast.clerk, measure=measure)


@pytest.mark.task("T13")
def test_a_problem_with_an_unmended_household_cannot_close(cast, measure):
    verified(cast, measure)
    mend_all(cast, measure.problem)
    row = problems.unmend_scope(by=cast.clerk, scope=measure.problem.scope.first(), reason="档案又缺")
    with pytest.raises(ValidationError, match="还有 1 个涉及对象"):
        ledger.close_measure(by=cast.clerk, measure=measure, sheet="1")
    with pytest.raises(IntegrityError, match="closed_measure_is_mended"), transaction.atomic():
        move_by_hand(measure, "closed", cast.clerk, closed_on=TODAY)
    problems.mend_scope(by=cast.cadre, scope=row, day=TODAY, note="补了")
    ledger.close_measure(by=cast.clerk, measure=measure, sheet="1")
    assert measure.problem.status == "closed"
    for change in ({"mended_on": None, "mended_by": None}, {"dropped_on": None, "mended_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProblemScope.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        ProblemScope.objects.filter(pk=row.pk)._raw_delete("default")


def step_by_hand(measure, to, actor):
    """Write a step as somebody with SQL would."""
    last = measure.steps.order_by("-number").first()
    return MeasureStep.objects.create(
        measure=measure, number=last.number + 1, act="move", from_status=measure.status, to_status=to,
        actor=actor, acting_role="office", acting_unit_id="422827", decided_on=TODAY,
    )  # fmt: skip


def move_by_hand(measure, to, actor, **facts):
    step_by_hand(measure, to, actor)
    RectificationMeasure.objects.filter(pk=measure.pk).update(status=to, **facts)


def test_a_thing_taken_out_with_a_reason_holds_nothing_up(cast, measure):
    for row in measure.problem.scope.all():
        problems.drop_scope(by=cast.clerk, scope=row, reason="录错了")
    closed(cast, measure)
    assert measure.status == "closed"


def test_unknown_numbers_are_named(cast, measure):
    with pytest.raises(ValidationError, match="99999"):
        problems.add_scope(by=cast.clerk, problem=measure.problem, households=["99999"])


@pytest.mark.task("T13")
def test_who_mends_a_household_or_works_for_the_unit_or_the_township_does_not_verify(cast, measure, homes):
    submitted(cast, measure)
    mended = make_user("mended", "supervisor", cast.places.county)
    problems.mend_scope(by=mended, scope=measure.problem.scope.first(), day=TODAY, note="好")
    of_unit = make_user("of_unit", "supervisor", cast.places.county)
    helper = make_helper(user=of_unit, name="田单位")
    RectificationMeasure.objects.filter(pk=measure.pk).update(responsible_unit=helper.unit.name)
    measure.refresh_from_db()
    of_township = make_user("of_township", "supervisor", cast.places.township)
    for person in (mended, of_unit, of_township, cast.leader, cast.township):
        with pytest.raises(ValidationError, match="不能验收自己的整改"):
            ledger.draw_check(by=person, measure=measure)
        with pytest.raises(IntegrityError, match="verifier_is_not_the_fixer"), transaction.atomic():
            RectificationMeasure.objects.filter(pk=measure.pk).update(verified_by=person)
    verified(cast, measure)
    assert measure.verified_by == cast.supervisor


def test_a_verdict_follows_from_every_drawn_thing(cast, measure):
    submitted(cast, measure)
    check = ledger.draw_check(by=cast.supervisor, measure=measure)
    assert (check.frame_size, check.sample_size, check.items.count(), check.draw) == (3, 3, 3, None)
    results = {n: {"is_met": True} for n in (1, 2)}
    facts = {"by": cast.supervisor, "measure": measure, "conduct": KEPT, "day": TODAY}
    with pytest.raises(ValidationError, match="第 3 个"):
        ledger.verify_measure(**facts, results=results)
    with pytest.raises(ValidationError, match="写明情况"):
        ledger.verify_measure(**facts, results=results | {3: {"is_met": False}})
    results[3] = {"is_met": False, "note": "缺照片", "image": picture()}
    ledger.verify_measure(**facts, results=results)
    assert measure.verdict == "fail"
    check.refresh_from_db()
    assert check.items.get(position=3).image
    with pytest.raises(IntegrityError), transaction.atomic():
        check.items.filter(position=3).update(is_met=True)


def test_a_large_scope_is_drawn_by_lot_and_sealed(cast):
    measure = make_measure(cast.places.county)
    homes = [make_household(members=1, income=False, living=False, forms=False) for _each in range(12)]
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=homes)
    submitted(cast, measure)
    with pytest.raises(ValidationError, match="20 个点数"):
        ledger.draw_check(by=cast.supervisor, measure=measure)
    check = ledger.draw_check(by=cast.supervisor, measure=measure, seed=SEED)
    assert ledger.draw_check(by=cast.supervisor, measure=measure, seed="6" * 20) == check
    assert (check.frame_size, check.items.count(), check.draw.purpose) == (12, 5, "verification")
    assert {one.state for one in UnannouncedCheck.objects.filter(unit__draw=check.draw)} == {"sealed"}
    results = {item.position: {"is_met": True} for item in check.items.all()}
    ledger.verify_measure(by=cast.supervisor, measure=measure, results=results, conduct=KEPT, day=TODAY)
    assert measure.verdict == "pass"
    assert {one.state for one in UnannouncedCheck.objects.filter(unit__draw=check.draw)} == {
        "findings_issued"
    }


def test_a_draw_of_which_one_check_was_opened_early_is_void_and_another_is_thrown(cast):
    measure = make_measure(cast.places.county)
    homes = [make_household(members=1, income=False, living=False, forms=False) for _each in range(12)]
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=homes)
    submitted(cast, measure)
    first = ledger.draw_check(by=cast.supervisor, measure=measure, seed=SEED)
    peeped = UnannouncedCheck.objects.filter(unit__draw=first.draw).first()
    open_early(by=cast.supervisor, check=peeped, reason="误拆")
    with pytest.raises(ValidationError, match="20 个点数"):
        ledger.draw_check(by=cast.supervisor, measure=measure)
    second = ledger.draw_check(by=cast.supervisor, measure=measure, seed="6" * 20)
    assert second.number == first.number + 1
    assert second.draw != first.draw
    first.draw.refresh_from_db()
    assert first.draw.published_at
    assert not UnannouncedCheck.objects.filter(unit__draw=first.draw, voided_at=None).exists()
    results = {item.position: {"is_met": True} for item in second.items.all()}
    ledger.verify_measure(by=cast.supervisor, measure=measure, results=results, conduct=KEPT, day=TODAY)
    assert measure.verdict == "pass"


def test_the_draw_of_a_check_is_public_from_the_verdict_on(cast, client):
    measure = make_measure(cast.places.county)
    homes = [make_household(members=1, income=False, living=False, forms=False) for _each in range(12)]
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=homes)
    submitted(cast, measure)
    draw = ledger.draw_check(by=cast.supervisor, measure=measure, seed=SEED).draw
    population = reverse("inspections:api_draw_population", args=[draw.pk])
    csv = reverse("inspections:draw_population", args=[draw.pk])
    client.force_login(cast.clerk)
    assert {client.get(url).status_code for url in (population, csv, draw.get_absolute_url())} == {404}
    items = measure.verifications.get().items.all()
    ledger.verify_measure(
        by=cast.supervisor, measure=measure, conduct=KEPT, day=TODAY,
        results={item.position: {"is_met": True} for item in items},
    )  # fmt: skip
    page = client.get(measure.problem.get_absolute_url()).content.decode()
    assert SEED in page
    assert draw.get_absolute_url() in page
    codes = [row["code"] for row in client.get(population).json()["results"]]
    told = client.get(reverse("inspections:api_draw", args=[draw.pk])).json()
    assert sha256("\n".join(sorted(codes)).encode()).hexdigest() == told["fingerprint"]
    tickets = sorted(codes, key=lambda code: sha256(f"{told['seed']}\n{code}\n1".encode()).hexdigest())
    units = client.get(reverse("inspections:api_draw_units", args=[draw.pk])).json()["results"]
    assert [unit["code"] for unit in units] == tickets[: told["size"]]
    assert csv in client.get(draw.get_absolute_url()).content.decode()
    assert client.get(csv).content.decode().count("\n") == 13
    client.force_login(cast.outsider)
    assert {client.get(url).status_code for url in (population, csv)} == {404}


def test_what_was_drawn_waits_for_its_inspector_and_for_nobody_else(cast):
    measure = make_measure(cast.places.county)
    homes = [make_household(members=1, income=False, living=False, forms=False) for _each in range(12)]
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=homes)
    submitted(cast, measure)
    colleague = make_user("colleague", Role.SUPERVISOR, cast.places.county)
    county, today = cast.places.county.pk, clock.today()

    def told():
        """Who finds the check in 待办, and who is reminded of it."""
        lines = {
            user: [row for row in todos_of(user, Tab.DO) if row.action == "去复核"] for user in inspectors
        }
        due = {row.user_id for row in steps_due(county, today)} & {user.pk for user in inspectors}
        return {user: rows[0].why for user, rows in lines.items() if rows}, due

    inspectors = (cast.supervisor, colleague)
    assert told() == (
        dict.fromkeys(inspectors, "已提交，等现场复核"),
        {cast.supervisor.pk, colleague.pk},
    )
    ledger.draw_check(by=cast.supervisor, measure=measure, seed=SEED)
    assert told() == ({cast.supervisor: "样本已抽出并密封，等您到场"}, {cast.supervisor.pk})
    for user in (cast.clerk, cast.township, cast.cadre):
        assert not [row for row in todos_of(user, Tab.DO) if "密封" in row.why]


def test_a_status_that_nobody_recorded_is_refused_by_the_database(cast, measure):
    at_work(cast, measure)
    with pytest.raises(IntegrityError, match="no step leads"), transaction.atomic():
        step_by_hand(measure, "closed", cast.clerk)
    with pytest.raises(IntegrityError, match="stands there today"), transaction.atomic():
        step_by_hand(measure, "submitted", cast.nobody)
    step = measure.steps.first()
    for change in (lambda: MeasureStep.objects.filter(pk=step.pk).update(reason="x"), step.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="signature"), transaction.atomic():
        move_by_hand(measure, "submitted", cast.clerk, submitted_on=TODAY)


def test_steps_say_who_acted_as_what_for_which_place(cast, measure):
    submitted(cast, measure)
    steps = [(s.act, s.to_status, s.actor, s.acting_role, s.acting_unit_id) for s in measure.steps.all()]
    assert steps == [
        ("move", "assigned", cast.clerk, "office", "422827"),
        ("move", "in_progress", cast.township, "township", cast.places.township.pk),
        ("hand_in", "in_progress", cast.township, "township", cast.places.township.pk),
        ("move", "submitted", cast.leader, "leader", "422827"),
    ]
    assert {guard["need"] for guard in measure.steps.last().guards} >= {
        "evidence",
        "progress",
        "leader",
        "rule",
    }


def test_evidence_stays_and_is_false_only_by_two(cast, measure):
    handed_in(cast, measure)
    evidence = MeasureEvidence.objects.get()
    second = make_user("second", "supervisor", cast.places.county)
    with pytest.raises(ValidationError, match="没有等待认定"):
        problems.confirm_false(by=second, evidence=evidence)
    problems.doubt_evidence(by=cast.supervisor, evidence=evidence, reason="别村的照片")
    for person in (cast.supervisor, cast.township):
        with pytest.raises(ValidationError, match="另一名督查员"):
            problems.confirm_false(by=person, evidence=evidence)
    problems.confirm_false(by=second, evidence=evidence)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureEvidence.objects.update(false_on=None, false_by=None)
    with pytest.raises(ValidationError, match="整改后的照片"):
        ledger.sign_measure(by=cast.leader, measure=measure, name="田某")


def test_a_problem_that_a_data_rule_found_waits_until_it_fires_no_more(cast, homes):
    problem = problems.raise_problem(
        by=cast.clerk, county=cast.places.county, area=cast.places.county, text="学历错", rule="DQ-23",
        cause_text="录错", households=homes[:1],
    )  # fmt: skip
    measure = at_work(cast, make_measure(cast.places.county, problem))
    make_finding(homes[1]), make_finding(homes[0])
    with pytest.raises(ValidationError, match="DQ-23 还有 1 条"):
        handed_in(cast, measure)


def test_a_closed_problem_comes_back_within_a_year(cast):
    measure = closed(cast, make_measure(cast.places.county))
    ledger.reopen_measure(by=cast.supervisor, measure=measure, reason="又发现")
    assert (measure.status, measure.reopened_count, measure.closed_on) == ("reopened", 1, None)
    assert measure.deadline == TODAY + dt.timedelta(days=15)
    ledger.report_progress(by=cast.township, measure=measure, day=TODAY, text="再补", percent=100)
    old = closed(cast, measure)
    old.closed_on = clock.today() - dt.timedelta(days=367)
    with pytest.raises(ValidationError, match="新问题"):
        ledger.reopen_measure(by=cast.supervisor, measure=old, reason="又发现")


def test_nobody_extends_his_own_deadline_and_nobody_closes_what_he_verified(cast):
    measure = make_measure(cast.places.county, led_by=cast.leader)
    later = measure.deadline + dt.timedelta(days=3)
    with pytest.raises(ValidationError, match="上一级领导"):
        ledger.extend_measure(by=cast.leader, measure=measure, deadline=later, reason="雨季")
    verified(cast, measure)
    with pytest.raises(ValidationError, match="没有整改、也没有验收"):
        ledger.close_measure(by=cast.supervisor, measure=measure, sheet="1")
    assert Problem.objects.get().status == "in_progress"


def test_what_went_its_way_here_leaves_and_comes_back_untouched(cast, measure, tmp_path):
    """A ledger that is handed out and comes back changes nothing, whatever state its measures are in (T13)."""
    mend_all(cast, measure.problem)
    closed(cast, measure)
    submitted(cast, make_measure(cast.places.county))
    at_work(cast, make_measure(cast.places.county), percent=60)
    counts_of("export_ledger", tmp_path / "out.xlsx", "--area", "422827", "--as-of", str(TODAY))
    counts = counts_of("import_ledger", tmp_path / "out.xlsx")
    assert {name for name, count in counts.items() if count} <= {
        "problems_unchanged", "measures_unchanged", "findings_total",
    }  # fmt: skip
    assert counts["measures_unchanged"] == 3


def test_a_paper_does_not_close_what_is_not_mended(cast, homes, tmp_path):
    def taken_in(mark):
        book = openpyxl.Workbook()
        book.active.append(["来凤县2017年自查问题整改台账"])
        book.active.append(["序号", "存在问题", "整改措施", "是否销号", "销号时间"])
        book.active.append([1, "档案不全", "逐户补档", mark, "2017-06-01" if mark == "√" else ""])
        book.save(tmp_path / "paper.xlsx")
        return counts_of("import_ledger", tmp_path / "paper.xlsx")

    taken_in("×")
    problems.add_scope(by=cast.clerk, problem=Problem.objects.get(), households=homes[:1])
    with pytest.raises(CommandError, match="还有涉及对象没有整改到位"):
        taken_in("√")
    mend_all(cast, Problem.objects.get())
    taken_in("√")
    assert [step.act for step in RectificationMeasure.objects.get().steps.all()] == ["paper"]
