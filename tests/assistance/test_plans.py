"""Plans, causes and their answers, reliefs: the pages and what they say."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from assistance.choices import MeasureItem, MeasureKind, ReliefKind
from assistance.matrix import answers, uncovered
from assistance.models import AssistancePlan, CauseAnswer, Relief
from assistance.services import write_plan
from households.choices import Cause
from households.models import Household
from tests.assistance.factories import make_measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

DAY = dt.date(2017, 3, 20)
FORM = {
    "causes": ["illness"],
    "goal": "茶园增到 3 亩，年内脱贫",
    "exit_year": "2018",
    "own_income": "4,000",
    "signed_on": "2017-03-02",
    "signed_by": "覃大山",
}


@pytest.fixture
def home(helped):
    household = helped[0]
    Household.objects.filter(pk=household.pk).update(main_cause=Cause.ILLNESS, other_causes=[], size=2)
    household.refresh_from_db()
    return household


def plan_url(home, name="plan", year=2017):
    return reverse(f"assistance:{name}", args=[home.household_no, year])


def test_a_plan_is_written_once_and_corrected(as_user, cast, home):
    client = as_user(cast.helper)
    assert "这一年还没有帮扶计划" in client.get(plan_url(home)).content.decode()
    assert client.post(plan_url(home, "plan_edit"), FORM).status_code == 302
    client.post(plan_url(home, "plan_edit"), FORM | {"goal": "改了"})
    plan = AssistancePlan.objects.get()
    assert (plan.year, plan.goal, plan.own_income, plan.area_id) == (
        2017,
        "改了",
        Decimal(4000),
        home.area_id,
    )
    assert plan.history.count() == 2
    assert Household.objects.get(pk=home.pk).planned_exit_year == 2018


def test_dirty_plan_is_told_all_at_once(as_user, cast, home):
    dirty = {
        "causes": [],
        "goal": "",
        "exit_year": "明年",
        "own_income": "",
        "signed_on": "",
        "signed_by": "",
    }
    page = as_user(cast.helper).post(plan_url(home, "plan_edit"), dirty)
    assert (page.status_code, set(page.context["form"].errors)) == (
        400,
        {"causes", "goal", "exit_year", "own_income"},
    )
    half = FORM | {"signed_on": "2017-05-02", "exit_year": "2001"}
    page = as_user(cast.helper).post(plan_url(home, "plan_edit"), half)
    assert set(page.context["form"].errors) == {"signed_on", "exit_year"}
    page = as_user(cast.helper).post(plan_url(home, "plan_edit"), FORM | {"signed_by": ""})
    assert "要一起填" in page.content.decode()
    assert not AssistancePlan.objects.exists()


@pytest.mark.parametrize(
    ("income", "projects", "carries", "lacking"),
    [(0, 3, False, 1904), (700, 3, True, 0), (634, 3, False, 2), (1904, 1, True, 0)],
)
def test_expected_income_is_held_against_the_gap(as_user, cast, home, income, projects, carries, lacking):
    """Two persons at 2,952 yuan need 5,904; 4,000 of their own leave 1,904 to be brought by measures."""
    write_plan(by=cast.township, household=home, year=2017, causes=["illness"], goal="脱贫", own_income=4000)
    for measure in home.measures.order_by("pk")[:projects]:
        measure.expected_income = income
        measure.save()
    make_measure(home, "黑猪代养", is_proposed=True, expected_income=99999)
    sums = as_user(cast.clerk).get(plan_url(home)).context["sums"]
    assert (sums.gap, sums.carries, sums.lacking) == (Decimal(1904), carries, Decimal(lacking))


def test_plans_of_others_are_404_and_of_far_years_too(as_user, cast, home):
    assert as_user(cast.outsider).get(plan_url(home)).status_code == 404
    assert as_user(cast.clerk).get(plan_url(home, year=2030)).status_code == 404
    assert as_user(cast.leader).get(plan_url(home, "plan_edit")).status_code == 403


def test_list_of_plans_filters(as_user, cast, home):
    write_plan(by=cast.township, household=home, year=2017, causes=["illness"], goal="脱贫", own_income=4000)
    client, url = as_user(cast.clerk), reverse("assistance:plans")
    for query, n in (("year=2017", 1), ("year=2016", 0), ("cause=illness", 1), ("signed=true", 0), ("", 1)):
        assert client.get(f"{url}?{query}").context["total"] == n, query
    assert as_user(cast.outsider).get(url).context["total"] == 0


def test_panel_proposes_what_would_answer_a_cause(as_user, cast, home):
    panel = reverse("assistance:measure_panel", args=[home.household_no])
    text = as_user(cast.helper).get(panel).content.decode()
    assert "致贫原因“因病”还没有对应措施：可选医疗救助、大病保险、临时救助、慢病签约。" in text
    assert reverse("assistance:measure_add", args=[home.household_no]) in text
    make_measure(home, "合作医疗", MeasureKind.MEDICAL)
    assert "还没有对应措施" not in as_user(cast.helper).get(panel).content.decode()


def test_an_item_answers_only_where_it_is_asked_for(home):
    home.other_causes = [Cause.LACK_LABOUR, Cause.OTHER]
    low = make_measure(home, "低保", MeasureKind.SOCIAL_SAFETY_NET, item=MeasureItem.ALLOWANCE)
    assert set(uncovered(home, [low], DAY)) == {
        Cause.ILLNESS
    }  # 低保 answers the lack of labour, not the illness
    low.item = MeasureItem.TEMPORARY_RELIEF
    assert set(uncovered(home, [low], DAY)) == {Cause.LACK_LABOUR}


def test_a_countys_own_answer_replaces_the_default_from_its_day(as_user, cast, home):
    client, county = as_user(cast.clerk), cast.places.county
    url = reverse("assistance:matrix_edit", args=["illness"])
    form = {"families": ["industry"], "from_date": "2017-04-01", "reason": "县里定的"}
    assert client.post(url, form).status_code == 302
    assert (MeasureKind.MEDICAL, "") in answers(county.code, DAY)[Cause.ILLNESS]
    assert answers(county.code, dt.date(2017, 4, 1))[Cause.ILLNESS] == [(MeasureKind.INDUSTRY, "")]
    assert (MeasureKind.MEDICAL, "") in answers("510802", dt.date(2017, 4, 1))[Cause.ILLNESS]
    client.post(url, form | {"families": ["medical", "relief/charity_relief"], "from_date": "2017-06-01"})
    own = CauseAnswer.objects.filter(area=county).order_by("from_date", "pk")
    assert [(row.kind, row.item, row.to_date) for row in own] == [
        ("industry", "", dt.date(2017, 5, 31)),
        ("medical", "", None),
        ("relief", "charity_relief", None),
    ]
    page = client.get(url).content.decode()
    assert "2017-04-01" in page
    assert own[0].history.order_by("-pgh_id").first().pgh_context.metadata["reason"] == "县里定的"


def test_dirty_answer_and_who_may_write_it(as_user, cast):
    url = reverse("assistance:matrix_edit", args=["illness"])
    page = as_user(cast.clerk).post(url, {"families": [], "from_date": "", "reason": ""})
    assert set(page.context["form"].errors) == {"families", "from_date", "reason"}
    page = as_user(cast.clerk).post(url, {"families": [], "from_date": "2017-04-01", "reason": "改"})
    assert "至少选一种措施" in page.content.decode()
    assert as_user(cast.township).get(url).status_code == 403
    assert as_user(cast.clerk).get(reverse("assistance:matrix_edit", args=["magic"])).status_code == 404
    page = as_user(cast.helper).get(reverse("assistance:matrix"))
    assert "医疗救助" in page.content.decode()


def test_defaults_are_those_of_the_rulebook(db):
    words = {cause: set(pairs) for cause, pairs in answers("422827", DAY).items()}
    assert set(Cause) - set(words) == {Cause.MARRIAGE, Cause.FUNERAL, Cause.OTHER}
    assert words[Cause.SCHOOLING] == {("education", "")}
    assert words[Cause.LACK_LABOUR] == {
        ("asset_return", ""),
        ("fund_return", ""),
        ("social_safety_net", "allowance"),
        ("social_safety_net", "five_guarantee"),
        ("public_post", ""),
    }


def test_a_relief_is_recorded_for_a_person(as_user, cast, home):
    member, url = home.members.first(), reverse("assistance:relief_add", args=[home.household_no])
    form = {
        "member": member.person_no,
        "kind": "medical",
        "received_on": "2017-03-02",
        "amount": "800",
        "unit": "",
    }
    client = as_user(cast.helper)
    page = client.post(url, form | {"member": "nobody", "received_on": "x", "amount": "-1"})
    assert {"member", "received_on"} <= set(page.context["form"].errors)
    page = client.post(url, form | {"received_on": "2017-03-21"})
    assert "不能晚于今天" in page.content.decode()
    assert client.post(url, form).status_code == 302
    relief = Relief.objects.get()
    assert (relief.kind, relief.member, relief.area_id) == (ReliefKind.MEDICAL, member, home.area_id)
    again = client.post(url, form)
    assert "已登记同一种救助" in again.content.decode()
    assert as_user(cast.clerk).get(reverse("assistance:reliefs") + "?kind=medical").context["total"] == 1
    assert as_user(cast.outsider).get(url).status_code == 404
