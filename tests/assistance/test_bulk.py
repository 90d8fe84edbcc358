"""Acting on many rows at once: who is chosen, what is left out and why, the result, and taking it back."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from assistance.models import AssistanceMeasure, Nudge
from households.models import Household
from povertyapp.core.models import BulkRun, ExportRecord, Notice, RuleParameter
from tests.households.factories import OTHER_VILLAGE, make_household
from tests.inspections.factories import make_cared, make_helper, measure, visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST = reverse("households:list")
REMIND = reverse("core:bulk", args=["nudge"]) + "?list=households:list"
TAKE_OUT = reverse("core:bulk", args=["export"]) + "?list=households:list"
CONFIRM = reverse("core:bulk", args=["confirm"]) + "?list=assistance:measures"
BARE = {"members": 0, "income": False, "living": False, "forms": False}


@pytest.fixture
def homes(cast):
    """One that its helper owes a visit, one that he has visited, one whose helper cannot sign in, one with nobody."""
    helper = make_helper(user=cast.helper)
    found = {
        "owed": make_cared(helper, head_name="向待访", answered_by=cast.helper),
        "visited": make_cared(helper, head_name="向已访", answered_by=cast.helper),
        "no_login": make_cared(make_helper(name="无账号"), head_name="向无号"),
        "nobody": make_household(head_name="向无人", **BARE),
        "there": make_household(head_name="向他乡", area_id=OTHER_VILLAGE, **BARE),
    }
    visit(found["visited"], helper, dt.date(2017, 3, 10))
    return found


def chosen(homes, *names):
    return {"pick": [homes[name].pk for name in names]}


def remind(client, homes, *names, **more):
    return client.post(REMIND, {**chosen(homes, *names), "rule": "LF-14", "_do": "1", **more})


def test_the_list_offers_what_one_may_do(as_user, cast, homes):
    page = as_user(cast.township).get(LIST)
    assert [str(label) for label, _url in page.context["arranging"]["bulk"]][0] == "提醒帮扶责任人"
    assert f'name="pick" value="{homes["owed"].pk}"' in page.content.decode()
    assert "选择全部 4 条" in page.content.decode()
    assert not as_user(cast.helper).get(LIST).context["arranging"]["bulk"]


def test_it_is_said_how_many_can_be_acted_on_and_why_not_the_others(as_user, cast, homes):
    page = as_user(cast.township).post(REMIND, chosen(homes, "owed", "visited", "no_login", "nobody"))
    assert "已选 4 条，其中 2 条可办理" in page.content.decode()
    assert {str(reason) for reason, _n in page.context["reasons"]} == {
        "今天没有帮扶责任人，请先安排",
        "帮扶责任人没有登录账号，收不到提醒",
    }
    assert not Nudge.objects.exists()


def test_helpers_are_told_once_and_the_result_says_what_was_left_out(as_user, cast, homes):
    answer = remind(as_user(cast.township), homes, "owed", "visited", "no_login", "nobody")
    run = BulkRun.objects.get()
    assert answer["Location"] == run.get_absolute_url()
    assert (run.done, run.skipped) == (1, 3)
    assert Nudge.objects.get().household == homes["owed"]
    told = Notice.objects.get(kind="nudge")
    assert (told.reader, told.facts) == (cast.helper, {"rule": "LF-14", "n": 1})
    assert "向" not in str(told.facts) + str(run.lines)
    page = as_user(cast.township).get(run.get_absolute_url(), follow=True).content.decode()
    assert "这一项已经办到，不用提醒" in page
    assert "每月入户" in as_user(cast.helper).get("/todo/?tab=read").content.decode()


def test_the_notice_leads_to_the_households_that_still_wait(as_user, cast, homes):
    page = as_user(cast.helper).get(f"{LIST}?owes=LF-14")
    assert [row["object"].head_name for row in page.context["rows"]] == ["向待访"]


def test_nobody_is_reminded_again_within_days(as_user, cast, homes):
    remind(as_user(cast.township), homes, "owed")
    answer = remind(as_user(cast.clerk), homes, "owed")
    assert answer.status_code == 400
    assert "几天内已经提醒过" in answer.content.decode()
    sent = Nudge.objects.get()
    days = RuleParameter.objects.get(name="nudge.days").value
    Nudge.objects.update(sent_on=sent.sent_on - dt.timedelta(days=days))
    remind(as_user(cast.clerk), homes, "owed")
    assert Nudge.objects.count() == 2


def test_more_than_so_many_at_once_are_refused(as_user, cast, homes):
    RuleParameter.objects.filter(name="bulk.at_once_max").update(value=1)
    client = as_user(cast.township)
    assert remind(client, homes, "owed", "nobody")["Location"] == LIST
    assert "一次最多办 1 条" in client.get(LIST).content.decode()
    assert not BulkRun.objects.exists()
    remind(client, homes, "owed")
    assert BulkRun.objects.get().done == 1


def test_two_who_remind_at_once_are_told_so(as_user, cast, homes, monkeypatch):
    remind(as_user(cast.township), homes, "owed")
    # as the plan was before the other's reminder
    monkeypatch.setattr("assistance.services.nudging._nudged", lambda *asked: set())
    answer = remind(as_user(cast.clerk), homes, "owed")
    assert answer.status_code == 400
    assert "今天已经提醒过" in answer.content.decode()
    assert BulkRun.objects.count() == Notice.objects.filter(kind="nudge").count() == 1


def test_taken_back_the_reminder_is_gone(as_user, cast, homes):
    client = as_user(cast.township)
    remind(client, homes, "owed")
    run = BulkRun.objects.get()
    assert client.post(run.act.get_absolute_url()).status_code == 302
    assert not Nudge.objects.exists()
    assert not Notice.objects.filter(kind="nudge").exists()
    assert "这次办理已撤销" in client.get(run.get_absolute_url()).content.decode()


def test_all_means_what_the_conditions_leave_in_ones_own_reach(as_user, cast, homes):
    query = REMIND + "&q=main_cause%3Ddisaster"
    Household.objects.filter(pk__in=[homes["owed"].pk, homes["there"].pk]).update(main_cause="disaster")
    page = as_user(cast.township).post(query, {"all": "1"})
    assert "已选 1 条，其中 1 条可办理" in page.content.decode()
    as_user(cast.township).post(query, {"all": "1", "rule": "LF-14", "_do": "1"})
    assert Nudge.objects.get().household == homes["owed"]


def test_a_run_keeps_the_choices_of_its_list_and_no_typed_words(as_user, cast, homes):
    query = f"{REMIND}&q=q%3D向待访%26poverty_status%3Din_poverty"
    as_user(cast.township).post(query, {"all": "1", "rule": "LF-14", "_do": "1"})
    run = BulkRun.objects.get()
    assert run.back_url == run.act.back_url == f"{LIST}?poverty_status=in_poverty"


def test_others_households_are_not_chosen_whatever_is_posted(as_user, cast, homes):
    answer = remind(as_user(cast.township), homes, "there")
    assert answer["Location"] == LIST
    assert not BulkRun.objects.exists()


def test_without_the_verb_it_is_refused(as_user, cast, homes):
    assert remind(as_user(cast.helper), homes, "owed").status_code == 403
    assert as_user(cast.helper).post(TAKE_OUT, chosen(homes, "owed")).status_code == 403
    assert as_user(cast.clerk).post(REMIND.replace("nudge", "nothing")).status_code == 404


@pytest.mark.parametrize("at", ["https://elsewhere.test/", "//elsewhere.test/households/", "/todo/"])
def test_one_is_sent_back_to_the_list_and_nowhere_else(as_user, cast, at):
    client = as_user(cast.township)
    assert client.get(REMIND).url == LIST
    assert client.get(f"{REMIND}&at={LIST}").url == LIST
    assert client.get(f"{REMIND}&at={at}").status_code == 404


def test_an_outsider_finds_no_run(as_user, cast, homes):
    remind(as_user(cast.township), homes, "owed")
    run = BulkRun.objects.get()
    for address in (run.get_absolute_url(), reverse("core:bulk_run_xlsx", args=[run.pk])):
        assert as_user(cast.outsider).get(address).status_code == 404


def test_the_result_is_handed_out_as_a_workbook(as_user, cast, homes):
    remind(as_user(cast.township), homes, "owed", "nobody")
    answer = as_user(cast.township).get(reverse("core:bulk_run_xlsx", args=[BulkRun.objects.get().pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    words = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {homes["owed"].household_no, "已办", "未办", "今天没有帮扶责任人，请先安排"} <= words


def test_why_rows_were_left_out_is_kept_in_chinese_and_read_in_ones_language(as_user, cast, homes):
    client = as_user(cast.township)
    client.cookies["django_language"] = "en"
    remind(client, homes, "owed", "nobody")
    run = BulkRun.objects.get()
    assert [reason for *_facts, reason in run.lines if reason] == ["今天没有帮扶责任人，请先安排"]
    page = client.get(run.get_absolute_url()).content.decode()
    assert "今天没有帮扶责任人" not in page


def test_chosen_rows_leave_with_the_columns_that_are_shown(as_user, cast, homes):
    client = as_user(cast.clerk)
    client.post(reverse("core:columns"), {"page": "households:list", "column": ["head_name"], "next": LIST})
    answer = client.post(TAKE_OUT, chosen(homes, "owed", "nobody"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    words = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"向待访", "向无人"} <= set(words)
    assert "致贫原因" not in words
    record = ExportRecord.objects.get()
    assert (record.row_count, record.columns) == (2, ["户编号", "户主"])


def test_what_leaves_is_in_chinese_whoever_takes_it(as_user, cast, homes):
    client = as_user(cast.clerk)
    client.cookies["django_language"] = "en"
    answer = client.post(f"{TAKE_OUT}&q=poverty_status%3Din_poverty", chosen(homes, "owed"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    record = ExportRecord.objects.get()
    assert record.columns[:2] == ["户编号", "户主"]
    assert record.filters == {"脱贫状态": "未脱贫"}
    assert any("查询条件:脱贫状态:未脱贫;" in one for one in words)


def test_proposed_measures_are_confirmed_as_shown_and_undone(as_user, cast, homes):
    waiting, done = measure(homes["owed"]), measure(homes["owed"])
    AssistanceMeasure.objects.filter(pk=waiting.pk).update(is_proposed=True)
    client, picked = as_user(cast.township), {"pick": [waiting.pk, done.pk]}
    page = client.post(CONFIRM, picked)
    (shown,) = page.context["looked_at"]
    assert waiting.name in page.content.decode()
    client.post(CONFIRM, {**picked, f"seen_{waiting.pk}": "another", "_do": "1"})
    assert AssistanceMeasure.objects.get(pk=waiting.pk).is_proposed
    client.post(CONFIRM, {**picked, f"seen_{waiting.pk}": shown["mark"], "_do": "1"})
    run = BulkRun.objects.get()
    assert (run.done, run.skipped) == (1, 1)
    assert not AssistanceMeasure.objects.get(pk=waiting.pk).is_proposed
    client.post(run.act.get_absolute_url())
    assert AssistanceMeasure.objects.get(pk=waiting.pk).is_proposed
    assert as_user(cast.cadre).post(CONFIRM, picked).status_code == 403
