"""The pages of notices, special areas, whole villages, societies and donations."""

import datetime as dt
import io
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from funds.models import Donation, FundSociety, Notice, NoticeObjection, SpecialArea, WholeVillage
from funds.noticed import NoticeEntry
from funds.services.development import use_donation
from funds.services.notices.papers import XLSX_FORM, make_paper
from povertyapp.core.printing import why_not
from tests.funds.development import make_area, make_donation, make_society, make_whole_village
from tests.funds.notices import LINE, make_notice
from tests.households.factories import cast, make_household
from tests.inspections.rectifying import picture
from tests.pdfs import text_of

pytestmark = pytest.mark.django_db
FORM = {
    "kind": "before",
    "subject_kind": "year",
    "subject_code": "2017",
    "posted_on": "2017-03-01",
    "place": "村委会公示栏",
    "complaint_line": "0718-6280000",
}


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel("2017-03-20 12:00+08:00", tick=False):
        yield


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def url(name, *args):
    return reverse(f"funds:{name}", args=args)


def test_a_cadre_posts_a_notice_with_its_picture(as_user, people):
    page = as_user(people.cadre)
    lines = "老茶村产业路｜老茶村｜硬化 2 公里｜120000"
    sent = {**FORM, "area": people.places.village.pk, "lines": lines}
    image = SimpleUploadedFile("公示.png", picture().read(), "image/png")
    answer = page.post(url("notice_add"), {**sent, "image": image})
    notice = Notice.objects.get()
    assert answer["Location"] == notice.get_absolute_url()
    assert (notice.level, notice.days, notice.lines.get().amount) == ("village", 10, Decimal(120_000))
    assert notice.photos.get().taken_on == dt.date(2017, 3, 1)
    text = page.get(notice.get_absolute_url()).content.decode()
    assert "已公示满 10 天" in text
    assert "120,000.00" in text


def test_what_is_wrong_stands_in_the_form_and_nothing_is_kept(as_user, people):
    page = as_user(people.cadre)
    sent = {**FORM, "area": people.places.village.pk, "days": "3", "lines": "覃大一 15412345678｜1组｜奖补"}
    answer = page.post(url("notice_add"), sent)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "至少公示 10 天，现在填的是 3 天" in text
    assert "第 1 行有像证件、账号或电话的号码" in text
    assert not Notice.objects.exists()


def test_an_objection_is_entered_and_answered(as_user, people):
    notice = make_notice(people.cadre, people.places.village)
    page = as_user(people.township)
    sent = {"on": "2017-03-05", "made_by": "向某某", "line": notice.lines.get().pk, "text": "路线不对"}
    assert page.post(url("notice_object", notice.code), sent).status_code == 302
    made = NoticeObjection.objects.get()
    assert "向某某" in page.get(notice.get_absolute_url()).content.decode()
    seen = as_user(people.supervisor).get(notice.get_absolute_url()).content.decode()
    assert "路线不对" in seen
    assert "向某某" not in seen
    answered = as_user(people.township).post(
        url("notice_answer", made.pk), {"on": "2017-03-08", "answer": "已核对"}
    )
    assert answered["Location"] == notice.get_absolute_url()


def test_figures_above_the_list_are_its_totals(as_user, people):
    make_notice(people.cadre, people.places.village)
    make_notice(people.township, people.places.township, posted_on=dt.date(2017, 3, 15))
    page = as_user(people.clerk)
    strip = page.get(url("notices")).context["strip"]
    assert {item["key"]: item["count"] for item in strip} == {
        **{"hanging": 1, "full": 1, "short": 0, "objected": 0, "no_photo": 2}
    }
    for item in strip:
        assert page.get(item["url"]).context["total"] == item["count"]


def test_the_paper_says_four_columns_and_both_complaint_lines(as_user, people):
    notice = make_notice(people.cadre, people.places.village)
    text = as_user(people.cadre).get(url("notice_paper", notice.code, "html")).content.decode()
    for said in ("12317", "0718-6280000", "2017-03-01 至 2017-03-11", "120,000.00", "村委会公示栏"):
        assert said in text
    if not why_not():
        pdf = as_user(people.cadre).get(url("notice_paper", notice.code, "pdf"))
        assert pdf["Content-Type"] == "application/pdf"
        assert "12317" in text_of(pdf.content)
    assert as_user(people.cadre).get(url("notice_paper", notice.code, "doc")).status_code == 404


def test_the_workbook_adds_up_by_a_formula(people):
    more = NoticeEntry("覃大一", "1组", "产业奖补", Decimal("2000.50"))
    notice = make_notice(people.cadre, people.places.village, lines=[LINE, more])
    made = make_paper(by=people.cadre, notice=notice, form=XLSX_FORM)
    sheet = load_workbook(io.BytesIO(made.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(6, 8, 1, 5)]
    assert rows[0][1:] == ["合计", None, None, "=SUM(E7:E8)"]
    assert [row[4] for row in rows[1:]] == [120_000, 2000.5]


def test_lines_of_a_gift_name_who_received(as_user, people):
    """B20: the child is not named, and no number stands on the form."""
    donation = make_donation(people.finance, people.places.village)
    home = make_household(area=people.places.village)
    use_donation(
        by=people.cadre, donation=donation, what="助学金", amount=Decimal(500), receiver="某", household=home
    )
    query = f"?kind=donation&subject_kind=donation&subject_code={donation.code}"
    form = as_user(people.cadre).get(url("notice_add") + query).context["form"]
    assert form.initial["lines"] == f"{home.head_name}｜老茶村 {home.group_name}｜助学金｜500.00"


def test_a_special_area_is_named_and_shows_its_shares(as_user, people):
    page, places = as_user(people.clerk), people.places
    sent = {"area": places.county.pk, "name": "翔凤片区", "from_date": "2017-01-10"}
    page.post(url("special_area_add"), {**sent, "villages": [places.village.pk, places.next_village.pk]})
    area = SpecialArea.objects.get()
    assert area.villages.count() == 2
    text = page.get(area.get_absolute_url()).content.decode()
    assert "财政专项扶贫资金（万元）" in text
    assert "没有数据" in text


def test_a_whole_village_is_entered_by_lines(as_user, people):
    page = as_user(people.township)
    sent = {
        "area": people.places.village.pk,
        "year": "2017",
        "starts_on": "2017-02-01",
        "ends_on": "2017-11-30",
    }
    bad = page.post(url("whole_village_add"), {**sent, "items": "路｜2 公里｜四十｜100"})
    assert "第 1 行看不懂" in bad.content.decode()
    page.post(
        url("whole_village_add"), {**sent, "items": "通村路｜2 公里｜60｜900000\n饮水｜1 处｜40｜600000"}
    )
    whole = WholeVillage.objects.get()
    item = whole.items.first()
    report = {"on": "2017-03-10", "percent": "50", "invested": "300000"}
    assert as_user(people.cadre).post(url("whole_village_report", item.pk), report).status_code == 302
    text = page.get(whole.get_absolute_url()).content.decode()
    assert "30.0%" in text
    assert "20.0%" in text


def test_a_society_and_a_gift_are_entered(as_user, people):
    page = as_user(people.township)
    sent = {
        "area": people.places.village.pk,
        "name": "互助社",
        "planned_capital": "150000",
        "begun_on": "2017-01-05",
    }
    page.post(url("society_add"), sent)
    society = FundSociety.objects.get()
    refused = page.post(url("society_step", society.code), {"step": "lending", "done_on": "2017-03-01"})
    assert "放贷以前要先办结" in refused.content.decode()
    gift = {
        "area": people.places.village.pk,
        "donor_kind": "person",
        "donor_person": "向好心",
        "kind": "money",
    }
    gift |= {"what": "助学", "amount": "500", "received_on": "2017-03-02", "receipt_no": "PJ-9"}
    as_user(people.finance).post(url("donation_add"), gift)
    made = Donation.objects.get()
    assert "向好心" in as_user(people.finance).get(made.get_absolute_url()).content.decode()
    seen = as_user(people.supervisor)
    assert "向好心" not in seen.get(made.get_absolute_url()).content.decode()
    assert "爱心人士" in seen.get(url("donations")).content.decode()


def make_one_each(people, village):
    make_notice(people.clerk, village)
    make_whole_village(people.clerk, village)
    make_society(people.clerk, village)
    make_donation(people.clerk, village)
    make_area(people.clerk, people.places.county, [village], name=village.name)


@pytest.mark.parametrize("name", ["notices", "special_areas", "whole_villages", "societies", "donations"])
def test_queries_do_not_grow_with_rows(as_user, people, name, django_assert_max_num_queries):
    make_one_each(people, people.places.village)
    page = as_user(people.clerk)
    with django_assert_max_num_queries(9) as few:
        page.get(url(name))
    for village in (people.places.next_village, people.places.other_village):
        make_one_each(people, village)
    with django_assert_max_num_queries(len(few)):
        page.get(url(name))
