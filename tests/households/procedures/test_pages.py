"""The list of cases, one case, its forms: what they show, who may act, what happens."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from households.forms.procedures import RECORDS
from households.models import Evidence, ProcedureCase, Publicity
from households.services import procedures as desk
from households.steps import ProcedureKind, State
from povertyapp.core.files import read_file
from povertyapp.core.roles import Role
from tests.households.factories import id_number_of, make_household
from tests.households.procedures.ways import PAPER, applicant, exit_case, lead, supply

START = dt.date(2023, 3, 1)


def url(name, *args):
    return reverse(f"households:{name}", args=args)


def post(client, user, address, **data):
    client.force_login(user)
    return client.post(address, data)


@pytest.fixture
def case(people):
    return exit_case(people, START)


def test_list_shows_where_a_case_stands_and_who_is_next(people, case, client):
    lead(case, people, State.EXIT_PROPOSED)
    client.force_login(people.township)
    text = client.get(url("changes")).content.decode()
    assert case.head_name in text
    assert "翔凤镇（乡镇）" in text
    assert "逾期" in text
    client.force_login(people.outsider)
    assert case.head_name not in client.get(url("changes")).content.decode()


def test_mine_are_the_cases_whose_next_step_i_decide(people, case, client):
    other = applicant(people, START)
    for user, seen, not_seen in ((people.cadre, case, None), (people.township, None, case)):
        client.force_login(user)
        text = client.get(url("changes") + "?show=mine").content.decode()
        assert seen is None or seen.head_name in text
        assert not_seen is None or not_seen.head_name not in text
    assert other.state == State.APPLIED


@pytest.mark.parametrize("more", [0, 12])
def test_list_asks_a_fixed_number_of_queries(people, more, client, django_assert_max_num_queries):
    homes = [make_household(helper_name="彭帮扶") for _n in range(1 + more)]
    desk.open_exit_list(by=people.cadre, area=homes[0].area, households=homes, on=START)
    client.force_login(people.clerk)
    with django_assert_max_num_queries(7):
        client.get(url("changes"))


def test_case_page_says_what_is_missing_and_leads_there(people, case, client):
    client.force_login(people.cadre)
    text = client.get(url("change", case.pk)).content.decode()
    assert "还没有评议记录" in text
    assert url("change_record", case.pk, "talks-exit") in text
    assert url("change_move", case.pk, "exit_proposed") in text
    client.force_login(people.township)
    assert (
        url("change_move", case.pk, "exit_proposed")
        not in client.get(url("change", case.pk)).content.decode()
    )


def test_case_page_leads_to_the_list_of_the_village_whoever_sees_it(people, case, client):
    case.household.answered_by = people.helper
    case.household.save()
    posting = url("posting_batch", case.batch_id)
    for user, leads in ((people.cadre, True), (people.helper, False)):
        client.force_login(user)
        page = client.get(url("change", case.pk))
        assert page.status_code == 200
        assert (posting in page.content.decode()) == leads
        assert (client.get(posting).status_code == 200) == leads


def test_decision_without_evidence_is_refused_with_everything_that_lacks(people, case, client):
    response = post(
        client,
        people.cadre,
        url("change_move", case.pk, "exit_proposed"),
        on="2023-03-09",
        reason="达到标准",
        step=0,
    )
    text = response.content.decode()
    assert response.status_code == 400
    assert "还没有评议记录" in text
    assert "退出标准还没有核对" in text
    case.refresh_from_db()
    assert case.state == State.ASSISTED


def test_whole_list_goes_on_with_one_decision(people, client):
    homes = [make_household(helper_name="彭帮扶") for _n in range(3)]
    batch = desk.open_exit_list(by=people.cadre, area=homes[0].area, households=homes, on=START)
    first, second, third = batch.cases.order_by("pk")
    supply("talks:exit", first, people, START)
    for case in (first, second):
        supply("items", case, people, START)
    post(
        client, people.cadre, url("change_move", first.pk, "exit_proposed"), on="2023-03-02", reason="达到标准", step=0,
        whole_list="on",
    )  # fmt: skip
    states = [ProcedureCase.objects.get(pk=case.pk).state for case in (first, second, third)]
    assert states == [State.EXIT_PROPOSED, State.EXIT_PROPOSED, State.ASSISTED]
    text = client.get(url("change", first.pk)).content.decode()
    assert third.head_name in text


def test_wrong_level_sees_the_step_and_cannot_take_it(people, case, client):
    client.force_login(people.township)
    address = url("change_move", case.pk, "exit_proposed")
    assert "您没有这个身份" in client.get(address).content.decode()
    assert client.post(address, {"on": "2023-03-09", "step": 0}).status_code == 403


def test_stale_page_is_told_that_somebody_was_faster(people, case, client):
    lead(case, people, State.EXIT_PROPOSED)
    address = url("change_move", case.pk, "exit_verified")
    assert post(client, people.township, address, on="2023-04-09", step=0).status_code == 409


def test_application_is_taken_in_with_its_people(people, client):
    number = id_number_of(dt.date(1970, 5, 4))
    response = post(
        client, people.cadre, url("change_start", "entry"), area=people.places.village.pk, on="2023-03-01",
        head_name="向有福", statement="因病", signed_by="向有福", paper=PAPER,
        **{"name-0": "向有福", "relation-0": "01", "id-0": number},
    )  # fmt: skip
    assert response.status_code == 302
    case = ProcedureCase.objects.get()
    assert case.state == State.APPLIED
    client.force_login(people.clerk)
    text = client.get(url("change", case.pk)).content.decode()
    assert "向有福" in text
    assert number not in text


def test_exit_list_offers_households_of_the_own_village_in_need(people, client):
    ours = make_household(helper_name="彭帮扶", head_name="覃可退")
    make_household(helper_name="彭帮扶", head_name="黄他村", area=people.places.next_village)
    make_household(head_name="无人帮")
    client.force_login(people.cadre)
    text = client.get(url("change_start", "exit")).content.decode()
    assert "覃可退" in text
    assert "黄他村" not in text
    assert "无人帮" not in text
    post(client, people.cadre, url("change_start", "exit"), households=[ours.pk], on="2023-03-01")
    assert ours.cases.get().state == State.ASSISTED


def test_cadre_of_two_villages_names_one_first_and_the_township_proposes_none(people, client):
    ours = make_household(helper_name="彭帮扶", head_name="覃可退")
    make_household(helper_name="彭帮扶", head_name="黄邻村", area=people.places.next_village)
    make_household(helper_name="彭帮扶", head_name="向外乡", area=people.places.other_village)
    people.cadre.grants.create(role=Role.CADRE, area=people.places.next_village, from_date="2016-01-01")
    page, sent = url("change_start", "exit"), {"households": [ours.pk], "on": "2023-03-01"}
    client.force_login(people.township)
    assert "覃可退" not in client.get(f"{page}?area={ours.area_id}").content.decode()
    assert page not in client.get(url("changes")).content.decode()
    assert client.post(f"{page}?area={ours.area_id}", sent).status_code == 400
    client.force_login(people.cadre)
    assert page in client.get(url("changes")).content.decode()
    text = client.get(page).content.decode()
    assert "先选村" in text
    assert not any(name in text for name in ("覃可退", "黄邻村", "向外乡"))
    assert client.post(page, sent).status_code == 400
    text = client.get(f"{page}?area={ours.area_id}").content.decode()
    assert "覃可退" in text
    assert "黄邻村" not in text
    assert (
        client.get(f"{page}?area={people.places.other_village.pk}")
        .context["form"]
        .fields["households"]
        .queryset.count()
        == 0
    )
    assert client.post(f"{page}?area={ours.area_id}", sent).status_code == 302
    assert ours.cases.exists()


RECORDED = {
    "evidence-survey": {"on": "2023-03-02", "text": "住房破旧"},
    "evidence-four_ones": {"on": "2023-03-02", "ledger": "on"},
    "evidence-exit_ledger": {"on": "2023-03-02", "wage_income": "12,000", "signed_by": "户主", "paper": "柜1"},
    "comparison-township": {"on": "2023-03-02", "source": "回函", "hit-vehicle": "on", "why-vehicle": "报废"},
    "posted-first": {"posted_on": "2023.3.3", "place": "公开栏", "complaint_line": "0718-1", "paper": "柜1"},
    "talks-entry": {
        "template": "review", "review-held_on": "2023-03-02", "review-expected": "30", "review-present": "25",
        "review-in_favour": "20", "review-minutes": "同意", "review-paper": "柜1",
    },
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(RECORDED))
def test_records_are_taken_in(people, what, client):
    case = applicant(people, START)
    by = people.township if "township" in what else people.cadre
    client.force_login(by)
    address = url("change_record", case.pk, what)
    assert client.get(address).status_code == 200
    response = client.post(address, RECORDED[what])
    assert response.status_code == 302, response.content.decode()
    assert client.get(url("change", case.pk)).status_code == 200


def test_every_record_form_opens(people, client):
    case = lead(applicant(people, START), people, State.ANNOUNCED)
    client.force_login(people.cadre)
    for name, (_form, arguments) in RECORDS.items():
        for argument in arguments:
            address = url("change_record", case.pk, f"{name}-{argument}" if argument else name)
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("kind", list(ProcedureKind))
def test_every_start_form_opens(people, kind, client):
    client.force_login(people.cadre)
    assert client.get(url("change_start", kind)).status_code == 200


def test_picture_is_kept_without_what_the_camera_wrote(people, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = applicant(people, START)
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    out = BytesIO()
    Image.new("RGB", (1800, 900), "white").save(out, "JPEG", exif=exif)
    assert b"SECRET-PLACE" in out.getvalue()
    upload = SimpleUploadedFile("IMG.jpg", out.getvalue(), "image/jpeg")
    facts = {"on": "2023-03-02", "text": "住房", "image": upload}
    post(client, people.cadre, url("change_record", case.pk, "evidence-survey"), **facts)
    stored = Evidence.objects.get(kind="survey").image
    content = read_file(stored)
    assert b"SECRET-PLACE" not in content
    assert Image.open(BytesIO(content)).size == (1600, 800)
    assert stored.expires_on is None


def test_bad_picture_is_refused_in_one_sentence(people, client):
    case = applicant(people, START)
    upload = SimpleUploadedFile("x.jpg", b"GIF89a no picture", "image/jpeg")
    facts = {"on": "2023-03-02", "text": "住房", "image": upload}
    response = post(client, people.cadre, url("change_record", case.pk, "evidence-survey"), **facts)
    assert response.status_code == 400
    assert "打不开这张照片" in response.content.decode()


def test_objection_holds_the_case_until_it_is_answered(people, client):
    case = lead(applicant(people, START), people, State.FIRST_PUBLICITY)
    posted = Publicity.objects.get()
    facts = {
        "publicity": posted.pk,
        "on": str(posted.posted_on),
        "made_by": "匿名",
        "text": "有车",
        "about": "case",
    }
    post(client, people.cadre, url("change_record", case.pk, "objection"), **facts)
    later = str(posted.posted_on + dt.timedelta(8))
    address = url("change_move", case.pk, "township_review")
    assert "还有 1 条异议没有答复" in post(client, people.cadre, address, on=later, step=3).content.decode()
    objection = posted.objections.get()
    facts = {"objection": objection.pk, "on": later, "answer": "已核实，车已报废"}
    post(client, people.cadre, url("change_record", case.pk, "answer"), **facts)
    assert post(client, people.cadre, address, on=later, step=3).status_code == 302


def test_household_page_lists_its_cases(people, case, client):
    client.force_login(people.cadre)
    text = client.get(url("change_panel", case.household.household_no)).content.decode()
    assert "脱贫退出" in text


def test_case_page_asks_no_more_with_more_on_record(people, case, client):
    client.force_login(people.cadre)
    counts = []
    for _round in range(2):
        for need in ("evidence:home_check", "talks:exit", "posted:exit"):
            supply(need, case, people, START)
        with CaptureQueriesContext(connection) as asked:
            client.get(url("change", case.pk))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 40


def test_cases_that_wait_for_me_stand_in_my_to_dos(people, case, client):
    client.force_login(people.cadre)
    text = client.get(reverse("core:todo")).content.decode()
    assert "帮扶中，等下一步" in text
    assert "show=mine" in text
    client.force_login(people.township)
    assert "帮扶中，等下一步" not in client.get(reverse("core:todo")).content.decode()
