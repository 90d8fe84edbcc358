"""Undoing an import of the fund ledger: the books stay whole, what the paper said goes, what was built on it stays."""

import random
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from funds.choices.money import EntryKind
from funds.choices.projects import Stage, StepAct
from funds.models import (
    FundEntry,
    FundLine,
    LineStatement,
    Payment,
    Project,
    ProjectStatement,
    ProjectStep,
)
from funds.services.development import pool_donation, receive_donation
from funds.services.money import allot, receive
from funds.services.money import reverse as take_back
from povertyapp.core import jobs
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Act, ImportBatch
from povertyapp.core.models.batch import ImportState
from povertyapp.core.undo import undo_act, undo_preview
from tests.assistance.test_import_wizard import match, upload, work
from tests.funds.money import TODAY, make_project
from tests.funds.paper import Arranged, Source, ledger_bytes
from tests.funds.sums import money_astray
from tests.households.factories import cast, make_household

pytestmark = pytest.mark.django_db
POND, ROAD = "塘堰整治资金", "机耕路资金"
SOURCES = [
    Source(POND, "鄂财农〔2017〕9 号", Decimal("120000.55"), Decimal("80000.55")),
    Source(ROAD, "鄂财农〔2017〕9 号", Decimal("60000"), Decimal("60000")),
]
PROJECTS = [Arranged("LF2017-0001", "塘堰整治一期", POND, Decimal("50000.55"), Decimal("20000"))]


@pytest.fixture
def people(db, monkeypatch, client):
    monkeypatch.setattr(jobs, "send_job", lambda *args, **options: None)
    people = cast()
    client.force_login(people.finance)
    return people


def paper(sources=SOURCES, projects=PROJECTS, **more):
    return ledger_bytes(random.Random(7), sources, projects, **more)


def taken_in(client, content=None):
    """Take a ledger in by the wizard; return its batch."""
    assert upload(client, content or paper(), "funds", "资金整合台账.xlsx").status_code == 302
    batch = ImportBatch.objects.latest("pk")
    assert match(client, batch).status_code == 302
    work()
    client.post(batch.address("confirm"), {"only_clean": "1"})
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED, batch.result
    return batch


def undone(client, batch):
    answer = client.post(reverse("core:import_undo", args=[batch.pk]))
    work()
    batch.refresh_from_db()
    return answer


def money(name):
    line = FundLine.objects.with_money().get(name=name)
    return line.arrived, line.integrated, line.allotted, line.paid


def test_the_whole_import_is_taken_back_by_entries_and_comes_again(people, client):
    batch = taken_in(client)
    assert batch.result["tallies"][0]["created"] == 2
    assert money(POND) == (Decimal("120000.55"), Decimal("80000.55"), Decimal("50000.55"), 20000)
    page = client.get(reverse("core:import_undo", args=[batch.pk])).content.decode()
    assert "资金凭证：6 笔、合计 390,001.65 元，各用一笔冲销凭证退回" in page
    assert "资金来源：2 笔保留" in page
    assert "项目：1 个转为终止" in page
    assert undone(client, batch).status_code == 302
    assert batch.state == ImportState.UNDONE
    assert money(POND) == money(ROAD) == (0, 0, 0, 0)
    assert not money_astray()
    backs = FundEntry.objects.filter(kind=EntryKind.REVERSAL)
    assert backs.count() == 6
    assert set(backs.values_list("reason", "made_by")) == {
        (f"撤销：导入批次 {batch.number}", people.finance.pk)
    }
    assert not LineStatement.objects.exists()
    assert not ProjectStatement.objects.exists()
    line = FundLine.objects.get(name=POND)
    assert (line.planned, line.note) == (0, f"撤销：导入批次 {batch.number}")
    project = Project.objects.get()
    step = ProjectStep.objects.get()
    assert (project.stage, step.act, step.from_stage, step.actor) == (
        Stage.CANCELLED, StepAct.PAPER, Stage.IN_PROGRESS, people.finance,
    )  # fmt: skip
    again = taken_in(client)
    assert (again.result["tallies"][0]["created"], again.result["tallies"][0]["updated"]) == (0, 2)
    assert money(POND) == (Decimal("120000.55"), Decimal("80000.55"), Decimal("50000.55"), 20000)
    line.refresh_from_db()
    project.refresh_from_db()
    assert (line.note, project.stage, project.step) == ("", Stage.IN_PROGRESS, 2)
    assert undone(client, again).status_code == 302
    assert again.state == ImportState.UNDONE
    project.refresh_from_db()
    assert (project.stage, money(POND)) == (Stage.CANCELLED, (0, 0, 0, 0))


def refused(people, act, *words):
    """The undo is refused with these words, by the page's preview and by the service, and nothing is written."""
    before = FundEntry.objects.count(), LineStatement.objects.count()
    with pytest.raises(Conflict) as error:
        undo_act(by=people.finance, act=act)
    told = undo_preview(act, people.finance)[1]
    for word in words:
        assert word in str(error.value)
        assert word in told
    assert (FundEntry.objects.count(), LineStatement.objects.count()) == before


def test_what_was_built_on_it_is_told_and_nothing_is_taken_back(people, client):
    home = make_household(area=people.places.village)
    mine = make_project(people.places.village, home)
    act = Act.objects.get(pk=taken_in(client).act)
    line, project = FundLine.objects.get(name=ROAD), Project.objects.get(number="LF2017-0001")
    later = {"by": people.finance, "on": TODAY}
    got = allot(line=line, project=mine, amount=Decimal("60000"), document="来财农〔2017〕3 号", **later)
    refused(people, act, "“机耕路资金”后来又办了下达 1 笔", "请先逐笔冲销")
    take_back(by=people.finance, entry=got.entry, reason="登记错误")
    more = receive(line=line, amount=Decimal("1"), document="追加", **later)
    refused(people, act, "“机耕路资金”后来又办了到账 1 笔")
    take_back(by=people.finance, entry=more, reason="登记错误")
    first = Payment.objects.get()
    take_back(by=people.finance, entry=first.entry, reason="没有支付")
    assert undo_preview(act, people.finance)[1] == ""
    undo_act(by=people.finance, act=act)  # what was taken back already is not taken back twice
    assert money(POND) == money(ROAD) == (0, 0, 0, 0)
    assert not money_astray()
    assert project.steps.count() == 1


def test_a_project_that_others_added_to_stays(people, client):
    act = Act.objects.get(pk=taken_in(client).act)
    project = Project.objects.get()
    home = make_household(area=people.places.village)
    project.benefits.create(area_id=home.area_id, household=home, what="茶苗")
    refused(people, act, "已有受益户 1 条")


def test_a_line_that_a_gift_belongs_to_stays(people, client):
    given = Source("硒茶集团捐款", "捐〔2017〕1 号", Decimal("60000"), Decimal("60000"), level="社会捐赠")
    garden = Arranged("LF2017-0002", "茶园管护", given.name, Decimal("10000"), Decimal("0"))
    act = Act.objects.get(pk=taken_in(client, paper([given], [garden])).act)
    gift = receive_donation(
        by=people.clerk, area=people.places.county, kind="money", donor_kind="enterprise", donor_unit="恩施硒茶集团",
        what="产业扶贫捐款", amount=Decimal("60000"), received_on=TODAY, receipt_no="PJ-1", purpose="机耕路",
    )  # fmt: skip
    pool_donation(by=people.clerk, donation=gift, line=FundLine.objects.get(), on=TODAY)
    refused(people, act, "台账登记的资金、项目已有")


def test_a_later_ledger_on_the_same_lines_is_undone_first(people, client):
    first = taken_in(client)
    fuller = [Source(POND, SOURCES[0].document, Decimal("150000"), Decimal("90000")), SOURCES[1]]
    second = taken_in(client, paper(fuller))
    refused(people, Act.objects.get(pk=first.act), "之后又有改动")
    undone(client, second)
    assert second.state == ImportState.UNDONE
    assert money(POND)[:2] == (Decimal("120000.55"), Decimal("80000.55"))
    assert LineStatement.objects.get(line__name=POND).allocated == Decimal("120000.55")


def test_only_finance_and_office_undo_it(people, client):
    act = Act.objects.get(pk=taken_in(client).act)
    for person in (people.outsider, people.township):
        client.force_login(person)
        assert client.get(reverse("core:undo", args=[act.pk])).status_code in (403, 404)
        with pytest.raises(PermissionDenied):
            undo_act(by=person, act=act)
