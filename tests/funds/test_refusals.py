"""What must not happen with money, loans and houses: refused on the page, by the service and by the database, with
the rule, both figures and what would be accepted. What the refusal names is then accepted."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.choices.projects import Stage
from funds.noticed import NoticeEntry
from funds.services import projects as desk
from funds.services.money import allot, pay
from funds.services.notices import post_notice
from povertyapp.core.errors import Conflict
from tests.funds import lending
from tests.funds.by_hand import (
    acceptance_row,
    claim_row,
    loan_row,
    paid_legs,
    payment_row,
    refused,
    relocation_rows,
    step_row,
)
from tests.funds.projects import ACCEPTANCE, CLAIM, Walk, day, recorded
from tests.funds.relocating import make_home, movers, on_the_way

pytestmark = pytest.mark.django_db
FIRM = "来凤县路桥公司"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast; projects before their tender, their library, their progress, their acceptance and their payment; a
    household that may borrow; a relocation of four people that is planned."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = movers()
        world.dear = Walk(world, budget=Decimal("120000")).skip("money", "approve", "tender", "contract")
        world.dear.to(Stage.IN_LIBRARY)
        world.dear.money("120000"), world.dear.approve("120000")
        world.dear.to(Stage.PROCUREMENT)
        world.outside = Walk(world)
        world.outside.to(Stage.COUNTY_REVIEWED)
        world.begun = Walk(world)
        world.begun.to(Stage.IN_PROGRESS)
        world.claim = world.begun.claim("advance", "30400", 61)
        desk.pass_claim(by=world.clerk, claim=world.claim, on=day(62))
        world.claim.refresh_from_db()
        world.finished = Walk(world)
        world.finished.to(Stage.COMPLETED)
        _accepted(world)
        world.home = make_home(world)
        world.case, world.way = on_the_way(world, "planned")
        yield world
        transaction.set_rollback(True)


def _accepted(world):
    """A project of the office's paper that went on here: accepted, with a contract of 76,000 and two allotments."""
    project = recorded(
        world, stage=Stage.ACCEPTED, stage_since=day(150), completed_on=day(142), accepted_on=day(150)
    )
    post_notice(
        by=world.clerk, area=project.area, kind=NoticeKind.AFTER, subject_kind=NoticeSubject.PROJECT,
        subject_code=project.number, posted_on=day(153), place="公示栏", complaint_line="0718-6280000",
        lines=[NoticeEntry(project.name, "老茶村", "产业路", project.budget, NoticeSubject.PROJECT, project.number)],
    )  # fmt: skip
    desk.publish_completion(by=world.cadre, project=project, on=day(153))
    facts = {
        "by": world.finance,
        "line": world.begun.line,
        "project": project,
        "on": day(154),
        "document": "文",
    }
    world.big, world.small = (allot(amount=Decimal(amount), **facts) for amount in (78_000, 2_000))


def tendered(world, mode):
    """Let the project of 120,000 yuan find its builder that way."""
    world.dear.tender(mode=mode), world.dear.contract(amount=Decimal("118000"))


def paid(world, allotment, amount, number=160, **facts):
    facts = {"by": world.finance, "allotment": allotment, "on": day(number), "payee": FIRM} | facts
    return pay(amount=Decimal(amount), **facts)


def pay_page(world, allotment, amount, number=160, **more):
    sent = {"amount": amount, "on": day(number), "payee": FIRM} | more
    return world.finance, reverse("funds:payment_add", args=[allotment.pk]), sent


def stage_page(user, walk, stage, on, **more):
    url = reverse("funds:project_stage", args=[walk.project.number, stage])
    return user, url, {"seen_step": walk.now.step, "on": on} | more


def paper_page(user, walk, name, **sent):
    return user, reverse("funds:project_paper", args=[walk.project.number, name]), sent


def given_money(world, project):
    return allot(
        by=world.finance,
        line=world.begun.line,
        project=project,
        amount=Decimal(1000),
        on=day(154),
        document="文",
    )


def allot_page(world):
    sent = {"line": world.begun.line.code, "project": world.outside.project.number, "amount": "1000"}
    return world.finance, reverse("funds:allocation_add"), sent | {"on": day(154), "document": "文"}


def loan_page(world, amount):
    sent = {"household": world.home.household_no, "borrower": world.home.head_name, "purpose": "planting"}
    sent |= {"project": "藤茶", "amount": amount, "term_months": 24, "on": lending.BEGIN}
    return world.cadre, reverse("funds:loan_add"), sent


def house_page(world, size):
    url = reverse("funds:relocation_step", args=[world.case.no, "site_assigned"])
    sent = {"seen_step": world.case.step, "settlement": "dispersed", "house_m2": size}
    return world.township, url, sent | {"on": world.way.on + 3 * lending.DAY}


def housed(world, size):
    on = world.way.on
    try:
        return world.way.site_assigned(house_m2=Decimal(size), site=None)
    finally:
        world.way.on = on


def house_rows(world, size):
    on, unit = world.way.on + 3 * lending.DAY, world.places.township.pk
    facts = {"settlement": "dispersed", "house_m2": Decimal(size)}
    return relocation_rows(world.case, "site_assigned", on, world.township, "township", unit, **facts)


@dataclass(frozen=True)
class Refusal:
    """One thing that is refused: by which rule, with which two figures, and what the answer says would be accepted."""

    rule: str
    figures: tuple[str, str]
    accepted: str
    page: Callable
    service: Callable
    database: str
    row: Callable
    instead: Callable


REFUSALS = {
    "12万元 without a tender": Refusal(
        "LN-32", ("120,000.00", "100,000.00"), "请公开或邀请招标",
        lambda w: tendered(w, "inquiry") or stage_page(w.cadre, w.dear, "contracted", day(60)),
        lambda w: tendered(w, "negotiated") or w.dear.sign(),
        "LN-32 tender",
        lambda w: tendered(w, "self") or step_row(w.cadre, w.dear.now, "contracted", "implement", "cadre", on=day(60)),
        lambda w: tendered(w, "invited") or w.dear.sign(),
    ),
    "approved from outside the library": Refusal(
        "LF-40", ("县级会审", "已入库"), "先办入库",
        lambda w: stage_page(w.leader, w.outside, "approved", day(21), amount="80000", paper="文", plan_paper="文"),
        lambda w: w.outside.approve(),
        "no_such_move",
        lambda w: step_row(w.leader, w.outside.now, "approved", "supervise", "leader"),
        lambda w: (w.outside.library(), w.outside.money(), w.outside.approve()),
    ),
    "money for a project outside the library": Refusal(
        "LF-40", ("不在项目库", "库外项目不安排资金"), "先办入库",
        allot_page,
        lambda w: given_money(w, w.outside.now),
        "allotted_to_the_library: LF-40",
        lambda w: (
            "INSERT INTO funds_allotment (area_id, line_id, project_id, amount, allotted_on, document_no, entry_id)"
            " SELECT area_id, line_id, %s, 1000, allotted_on, '', entry_id FROM funds_allotment WHERE id = %s",
            w.outside.project.pk, w.big.pk,
        ),
        lambda w: w.outside.library() or given_money(w, w.outside.now),
    ),
    "payment above the contract": Refusal(
        "C3", ("76,000.00", "76,000.01"), "最多可付 76,000.00 元",
        lambda w: pay_page(w, w.big, "76000.01"),
        lambda w: paid(w, w.big, "76000.01"),
        "C3: paid 76000.01 above 76000.00",
        lambda w: payment_row(w.big, "76000.01", day(160)),
        lambda w: paid(w, w.big, "76000.00"),
    ),
    "payment above the progress": Refusal(
        "C3", ("形象进度 0%", "22,800.01"), "最多可付 22,800.00 元",
        lambda w: pay_page(w, w.begun.allotment, "22800.01", 63, claim=w.claim.pk),
        lambda w: paid(w, w.begun.allotment, "22800.01", 63, claim=w.claim),
        "C3: paid 22800.01 above 22800.00",
        lambda w: payment_row(w.begun.allotment, "22800.01", day(63), w.claim),
        lambda w: paid(w, w.begun.allotment, "22800.00", 63, claim=w.claim),
    ),
    "payment above the allotment": Refusal(
        "C3", ("2,000.01", "2,000.00"), "最多可动用 2,000.00 元",
        lambda w: pay_page(w, w.small, "2000.01"),
        lambda w: paid(w, w.small, "2000.01"),
        "nothing_taken_that_is_not_there",
        lambda w: paid_legs(w.small, "2000.01"),
        lambda w: paid(w, w.small, "2000.00"),
    ),
    "acceptance by the unit that built it": Refusal(
        "C3", (f"验收单位“{FIRM}”", "施工单位"), "请由行业主管部门或第三方验收",
        lambda w: paper_page(
            w.clerk, w.finished, "acceptance", **ACCEPTANCE | {"unit_name": FIRM, "accepted_on": day(150)}
        ),
        lambda w: w.finished.accept(unit_name=FIRM),
        "C3: who implements does not accept",
        lambda w: acceptance_row(w.finished.project, w.clerk, FIRM),
        lambda w: w.finished.accept(body="third_party", unit_name="恩施州造价咨询公司"),
    ),
    "acceptance by the village that implements": Refusal(
        "LF-42", ("县监管", "没有这个身份"), "由县扶贫办、",
        lambda w: paper_page(w.cadre, w.finished, "acceptance", **ACCEPTANCE | {"accepted_on": day(150)}),
        lambda w: desk.record_acceptance(
            by=w.cadre, project=w.finished.now, **ACCEPTANCE | {"accepted_on": day(150)}
        ),
        "hand_of_its_own",
        lambda w: acceptance_row(w.finished.project, w.cadre, "县交通局"),
        lambda w: w.finished.accept(),
    ),
    "claim before the acceptance": Refusal(
        "C3", ("2017-06-05", "还没有验收"), "验收前只能报预付款",
        lambda w: paper_page(
            w.township, w.begun, "claim", kind="settlement", amount="1000", handed_in_on=day(91), claimed_on=day(91),
            **CLAIM,
        ),
        lambda w: w.begun.claim("settlement", "1000", 91),
        "C3: nothing but an advance",
        lambda w: claim_row(w.begun.project, w.township, "settlement", 1000),
        lambda w: (desk.return_claim(by=w.clerk, claim=w.claim, decision="改报", on=day(63)),
                   w.begun.claim("advance", "1000", 91)),
    ),
    "loan over 50,000": Refusal(
        "B14", ("50,000", "50,000.01"), "最多可办 50,000.00 元",
        lambda w: loan_page(w, "50000.01"),
        lambda w: lending.apply(w, w.home, amount=Decimal("50000.01")),
        "loan_within_limit: B14: a household owes 50000.01 yuan, at most 50000",
        lambda w: loan_row(w.home, "50000.01", lending.BEGIN),
        lambda w: lending.apply(w, w.home, amount=Decimal("50000.00")),
    ),
    "house over 25 m² a person": Refusal(
        "B15", ("人均不超过 25 平方米", "103.01"), "最多 103.00 平方米",
        lambda w: house_page(w, "103.01"),
        lambda w: housed(w, "103.01"),
        "house_within_limit: B15: 103.01 m2 for 4 people, at most 103.00",
        lambda w: house_rows(w, "103.01"),
        lambda w: housed(w, "103.00"),
    ),
}  # fmt: skip
each = pytest.mark.parametrize("refusal", REFUSALS.values(), ids=[*REFUSALS])


def says(text, refusal):
    for words in (refusal.rule, *refusal.figures, refusal.accepted):
        assert words in text, text


@each
def test_on_the_page(world, client, refusal):
    user, url, sent = refusal.page(world)
    client.force_login(user)
    answer = client.post(url, sent)
    assert answer.status_code in (400, 403, 409)
    says(answer.content.decode(), refusal)


@each
def test_by_the_service(world, refusal):
    with pytest.raises((ValidationError, PermissionDenied, Conflict)) as error, transaction.atomic():
        refusal.service(world)
    found = error.value
    says("".join(found.messages) if isinstance(found, ValidationError) else str(found), refusal)


@each
def test_by_raw_sql(world, refusal):
    refused(refusal.database, *refusal.row(world))


@each
def test_what_it_names_is_accepted(world, refusal):
    refusal.instead(world)
