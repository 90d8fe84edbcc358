"""The way of a project (rulebook C3): who takes which step, what it must go by, what the database itself refuses."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from funds.choices.projects import Stage
from funds.models import Claim, Project, ProjectStep
from funds.services import projects as desk
from funds.services.money import pay
from povertyapp.core.errors import Conflict
from povertyapp.core.roles import Role
from tests.funds.by_hand import acceptance_row, claim_row, payment_row, refused, step_row
from tests.funds.projects import ACCEPTANCE, CLAIM, Walk, day
from tests.households.factories import cast, make_household, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(people, django_db_blocker):
    """A project in progress, 40 per cent built."""
    with django_db_blocker.unblock():
        walk = Walk(people)
        walk.to(Stage.IN_PROGRESS)
        walk.progress(40, 90)
        return walk


def says(error, *words):
    text = "".join(error.value.messages)
    for word in words:
        assert word in text, text


def test_a_project_goes_its_whole_way(people):
    walk = Walk(people)
    project = walk.to(Stage.CLOSED)
    steps = list(project.steps.values_list("to_stage", flat=True))
    assert steps == [stage.value for stage in Stage if stage not in _ASIDE][1:]
    assert project.handed_over_to == "老茶村村委会"
    assert {step.digest for step in project.steps.all()} == {project.approved_digest}
    assert sum(c.amount for c in project.claims.filter(state="settled")) == Decimal("76000")


_ASIDE = (Stage.RETURNED, Stage.REJECTED, Stage.REMOVED, Stage.SUSPENDED, Stage.CANCELLED)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"performance_goal": ""}, "没有绩效目标，不予入库"),
        ({"task": ""}, "建设任务"),
        ({"uses": ["works", "offices"]}, "楼堂馆所"),
        ({"deliberated_on": None}, "村民评议"),
    ],
)
def test_an_application_is_whole_and_off_the_negative_list(people, content, word):
    walk = Walk(people, **content)
    with pytest.raises(ValidationError) as error:
        walk.apply()
    says(error, word)
    refused("step_has_its_papers", *step_row(people.cadre, walk.now, Stage.APPLIED, "implement", "cadre"))


def test_an_application_names_who_gains(people):
    walk = Walk(people)
    desk.drop_benefit(by=people.cadre, benefit=walk.project.benefits.get())
    with pytest.raises(ValidationError) as error:
        walk.apply()
    says(error, "受益的建档立卡户")


def test_a_project_from_outside_the_library_is_not_approved(people):
    """库内立项、库外不受 (LF-40), by no way around the steps either."""
    walk = Walk(people)
    walk.to(Stage.COUNTY_REVIEWED)
    refused(
        "stage_by_recorded_step", "UPDATE funds_project SET stage = 'approved' WHERE id = %s", walk.project.pk
    )
    refused(
        "project_begins_as_a_draft",
        "INSERT INTO funds_project"
        " SELECT (jsonb_populate_record(p, %s::jsonb)).* FROM funds_project AS p WHERE id = %s",
        '{"id": -1, "number": "XM-OUT", "stage": "approved"}',
        walk.project.pk,
    )


def test_an_approval_stays_within_what_is_allotted_and_budgeted(people):
    walk = Walk(people)
    walk.to(Stage.IN_LIBRARY)
    with pytest.raises(ValidationError) as error:
        walk.approve()
    says(error, "已下达资金只有 0.00 元")
    walk.money("60000")
    for amount, words in (("80000", ("80,000.00", "60,000.00")), ("90000", ("概算 80,000.00 元",))):
        with pytest.raises(ValidationError) as error:
            walk.approve(amount)
        says(error, *words)
    step, *values = step_row(people.leader, walk.now, Stage.APPROVED, "supervise", "leader", on=day(21))
    refused(
        "approved_from_the_library",
        f"{step}; UPDATE funds_project SET stage = 'approved', step = step + 1, stage_since = %s, approved_on = %s,"
        " approved_amount = 60000.01, approval_paper = 'x', plan_paper = 'x',"
        " approved_digest = funds_project_content(id) WHERE id = %s",
        *values,
        day(21),
        day(21),
        walk.project.pk,
    )
    walk.approve("60000")
    assert walk.now.approved_amount == Decimal("60000")


def test_notices_hang_for_ten_days_before_the_next_step(people):
    walk = Walk(people)
    walk.to(Stage.COUNTY_REVIEWED)
    with pytest.raises(ValidationError) as error:
        desk.publish_library(by=people.clerk, project=walk.now, on=day(8))
    says(error, "还没有张贴")
    walk.post("library", day(8))
    desk.publish_library(by=people.clerk, project=walk.now, on=day(8))
    with pytest.raises(ValidationError) as error:
        desk.enter_library(by=people.leader, project=walk.now, paper="文号", on=day(17))
    says(error, "9 天", "10 天")
    step = step_row(people.leader, walk.now, Stage.IN_LIBRARY, "supervise", "leader", on=day(17))
    refused("step_has_its_papers", *step)
    desk.enter_library(by=people.leader, project=walk.now, paper="文号", on=day(18))


@pytest.mark.parametrize(
    ("budget", "bought"),
    [
        ("99999.99", {"mode": "negotiated"}),
        ("100000", {"mode": "open"}),
        ("100000", {"mode": "self", "exception": "work_relief", "exception_paper": "来发改〔2017〕3 号"}),
    ],
)
def test_a_tender_is_asked_from_the_limit_on(people, budget, bought):
    walk = Walk(people, budget=Decimal(budget)).skip("money", "approve", "tender", "contract")
    walk.to(Stage.IN_LIBRARY)
    walk.money(budget), walk.approve(budget)
    walk.to(Stage.PROCUREMENT)
    walk.tender(**bought)
    walk.contract()
    walk.sign()
    assert walk.now.stage == Stage.CONTRACTED


def test_a_contract_stays_within_the_approval(people):
    walk = Walk(people).skip("tender", "contract")
    walk.to(Stage.PROCUREMENT)
    walk.tender()
    with pytest.raises(ValidationError) as error:
        walk.contract(amount=Decimal("80000.01"))
    says(error, "80,000.01", "80,000.00")
    with pytest.raises(ValidationError) as error:
        walk.contract(is_related=True)
    says(error, "利害关系")
    walk.contract(amount=Decimal("80000"))
    walk.sign()


def test_nobody_lends_a_project_two_hands(people, built):
    """村实施、乡镇报账、县监管 (LF-42): one person, whichever account, holds one of the three."""
    other = make_user("cadre_claims", Role.TOWNSHIP, people.places.township, main_account=people.cadre)
    with pytest.raises(ValidationError) as error:
        desk.file_claim(
            by=other, project=built.now, kind="advance", amount=Decimal("1000"), handed_in_on=day(91),
            claimed_on=day(91), **CLAIM,
        )  # fmt: skip
    says(error, "LF-42")
    refused("one_hand_a_project", *claim_row(built.project, other, "advance", 1000))
    both = make_user("clerk_builds", Role.CADRE, people.places.village, main_account=people.clerk)
    refused(
        "one_hand_a_project", *step_row(both, built.now, Stage.COMPLETED, "implement", "cadre", on=day(95))
    )
    with pytest.raises(PermissionDenied):
        desk.complete_project(by=people.township, project=built.now, on=day(95))


def test_an_advance_stays_within_its_share(people, built):
    with pytest.raises(ValidationError) as error:
        built.claim("advance", "30400.01", 91)
    says(error, "76,000.00", "30,400.00", "40%")
    refused("advance_within_its_share", *claim_row(built.project, people.township, "advance", "30400.01"))
    assert built.claim("advance", "30400", 91).due_on == dt.date(2017, 6, 26)


def test_a_payment_stays_within_claim_contract_and_progress(people):
    walk = Walk(people)
    walk.to(Stage.IN_PROGRESS)
    claim = walk.claim("advance", "30400", 61)

    def paid(amount, **facts):
        return pay(
            by=people.finance, allotment=walk.allotment, amount=Decimal(amount), on=day(63),
            payee="来凤县路桥公司", **facts,
        )  # fmt: skip

    with pytest.raises(ValidationError) as error:
        paid("1000")
    says(error, "LF-42")
    with pytest.raises(ValidationError) as error:
        paid("1000", claim=claim)
    says(error, "审核通过以后才能支付")
    desk.pass_claim(by=people.clerk, claim=claim, on=day(62))
    claim.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        paid("22800.01", claim=claim)
    says(error, "形象进度 0%", "30%", "22,800.00")
    paid("22800", claim=claim)
    refused("payment_within_project", *payment_row(walk.allotment, "0.01", day(63), claim))
    walk.progress(10, 62)
    paid("7600", claim=claim)
    claim.refresh_from_db()
    assert (claim.state, claim.settled_on) == ("settled", day(63))


def test_claims_stay_within_the_contract_and_keep_the_retention_money(people):
    walk = Walk(people)
    walk.to(Stage.COMPLETION_PUBLICITY)
    with pytest.raises(ValidationError) as error:
        walk.claim("settlement", "72200.01", 160)
    says(error, "质保金 3,800.00", "最多可报 72,200.00")
    refused(
        "retention_is_kept", *claim_row(walk.project, people.township, "settlement", "72200.01", day(160))
    )
    walk.claim("settlement", "72200", 160)
    with pytest.raises(ValidationError) as error:
        walk.claim("retention", "3800", 300)
    says(error, "12 个月", "2018-08-03")
    refused(
        "retention_for_its_time", *claim_row(walk.project, people.township, "retention", "3800", day(300))
    )
    refused(
        "claim_within_contract", *claim_row(walk.project, people.township, "retention", "3800.01", day(600))
    )


def test_the_implementer_does_not_accept(people):
    walk = Walk(people)
    walk.to(Stage.COMPLETED)
    with pytest.raises(PermissionDenied):
        desk.record_acceptance(by=people.cadre, project=walk.now, accepted_on=day(150), **ACCEPTANCE)
    for unit in ("来凤县路桥公司", "老茶村村委会"):
        with pytest.raises(ValidationError) as error:
            walk.accept(unit_name=unit)
        says(error, "不能自己验收")
        refused("accepted_by_another", *acceptance_row(walk.project, people.clerk, unit))
    refused("hand_of_its_own", *acceptance_row(walk.project, people.cadre, "县交通局"))
    builder = make_user("builder", Role.SUPERVISOR, people.places.county, main_account=people.cadre)
    refused("one_hand_a_project", *acceptance_row(walk.project, builder, "县交通局"))
    refused(
        "no_such_move", *step_row(people.cadre, walk.now, Stage.ACCEPTED, "supervise", "cadre", on=day(151))
    )


def test_many_small_works_are_accepted_one_by_one(people):
    """LF-65: no sample."""
    bare = {"members": 1, "income": False, "living": False, "forms": False}
    homes = [make_household(area=people.places.village, **bare) for _each in range(3)]
    walk = Walk(people, homes=homes, is_mass=True).skip("accept")
    walk.to(Stage.COMPLETED)
    with pytest.raises(ValidationError) as error:
        walk.accept(items=3, items_seen=1)
    says(error, "逐一验收", "3")
    walk.accept(items=3, items_seen=3)
    assert walk.now.stage == Stage.ACCEPTED


def test_works_that_fail_go_back_and_come_again(people):
    walk = Walk(people).skip("accept")
    walk.to(Stage.COMPLETED)
    sheet = {**ACCEPTANCE, "verdict": "fail", "accepted_on": day(145)}
    desk.record_acceptance(by=people.clerk, project=walk.now, **sheet)
    with pytest.raises(ValidationError):
        desk.accept_project(by=people.clerk, project=walk.now, on=day(146))
    desk.send_back_to_work(by=people.clerk, project=walk.now, reason="厚度不够", on=day(146))
    assert (walk.now.stage, walk.now.completed_on) == (Stage.IN_PROGRESS, None)
    desk.complete_project(by=people.cadre, project=walk.now, on=day(148))
    walk.accept()


def test_what_was_approved_does_not_change(people):
    """An approval is bound to the content by its fingerprint (reliability-security F3)."""
    walk = Walk(people)
    project = walk.to(Stage.APPROVED)
    with pytest.raises(ValidationError) as error:
        desk.edit_project(by=people.cadre, project=project, budget=Decimal("90000"))
    says(error, "立项批复", "退回修改")
    for statement in (
        "UPDATE funds_project SET budget = 90000 WHERE id = %s",
        "UPDATE funds_project SET approved_amount = 70000 WHERE id = %s",
        "UPDATE funds_project SET approved_digest = '' WHERE id = %s",
        "UPDATE funds_benefit SET amount = 9 WHERE project_id = %s",
        "DELETE FROM funds_benefit WHERE project_id = %s",
    ):
        refused("decided_content_stays", statement, project.pk)
    desk.return_project(by=people.clerk, project=project, reason="受益户要调整", on=day(22))
    again = walk.now
    assert (again.stage, again.approved_amount, again.approved_digest, again.in_library_on) == (
        Stage.RETURNED, None, "", None,
    )  # fmt: skip
    desk.edit_project(by=people.cadre, project=again, task="硬化产业路 1.5 公里")


def test_steps_are_records(people, built):
    step = built.project.steps.first()
    refused("record", "UPDATE funds_projectstep SET reason = '改' WHERE id = %s", step.pk)
    refused("record", "DELETE FROM funds_projectstep WHERE id = %s", step.pk)
    refused("project_stays", "DELETE FROM funds_project WHERE id = %s", built.project.pk)
    assert ProjectStep.objects.filter(pk=step.pk, reason="").exists()


def test_two_who_act_at_once_take_one_step(people):
    walk = Walk(people)
    seen = walk.now
    walk.apply()
    with pytest.raises(Conflict):
        desk.apply_project(by=people.cadre, project=seen, on=day(0))


def test_a_double_of_a_project_is_seen(people):
    """LN-37: the same village, kind, year and a household in common."""
    home = make_household(area=people.places.village, members=1, income=False, living=False, forms=False)
    first = Walk(people, homes=[home])
    first.apply()
    second = Walk(people, homes=[home], name="老茶村产业路二期")
    second.apply()
    with pytest.raises(ValidationError) as error:
        second.township()
    says(error, "LN-37", first.project.number)
    desk.check_project(
        by=people.township,
        project=second.now,
        seen_on=day(2),
        seen_by="向专干",
        reason="两段路，不重复",
        on=day(3),
    )
    with pytest.raises(ValidationError) as error:
        second.review()
    says(error, "重复审查意见")
    assert set(Project.objects.doubled()) >= {first.project, second.project}


def test_a_suspended_project_goes_on_where_it_stood(people):
    walk = Walk(people)
    walk.to(Stage.CONTRACTED)
    desk.suspend_project(by=people.clerk, project=walk.now, reason="用地纠纷", on=day(58))
    jump = step_row(
        people.clerk, walk.now, Stage.IN_PROGRESS, "supervise", "office", on=day(59), reason="恢复"
    )
    refused("goes_on_where_it_stood", *jump)
    desk.resume_project(by=people.clerk, project=walk.now, reason="纠纷已解决", on=day(59))
    assert walk.now.stage == Stage.CONTRACTED


def test_a_claim_is_decided_by_the_county_and_settled_by_payments(people, built):
    claim = Claim.objects.filter(project=built.project).first() or built.claim("advance", "1000", 92)
    with pytest.raises(PermissionDenied):
        desk.pass_claim(by=people.township, claim=claim, on=day(93))
    refused(
        "claim_passed_by_the_county",
        "UPDATE funds_claim SET state = 'passed', decided_by_id = %s, decided_on = %s WHERE id = %s",
        people.township.pk,
        day(93),
        claim.pk,
    )
    desk.pass_claim(by=people.clerk, claim=claim, on=day(93))
    refused(
        "claim_is_settled_by_payments",
        "UPDATE funds_claim SET state = 'settled', settled_on = %s WHERE id = %s",
        day(94),
        claim.pk,
    )
    refused("claim_stays", "UPDATE funds_claim SET amount = 1 WHERE id = %s", claim.pk)
