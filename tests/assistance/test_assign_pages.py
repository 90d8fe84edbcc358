"""The pages of who helps whom: the list, coverage, caseloads, bulk assignment, its result, the hand-over."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from assistance.choices import AssignmentRole, Channel
from assistance.models import AssignmentRound, HelperAssignment, HelperKin
from assistance.rules.helpers import lacks_helper, without_helper
from assistance.services import hand_over
from households.models import Household
from inspections.models import Finding
from inspections.services.findings import refresh_findings
from povertyapp.core import clock
from povertyapp.core.models import Area, RoleGrant, RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.reminding import DUES
from povertyapp.core.rules import RULES
from povertyapp.core.todo import Tab, todos_of
from povertyapp.core.verdicts import data_rows, missed_households
from tests.assistance.factories import make_helped, make_helper, make_visit, put_in_charge
from tests.households.factories import COUNTY, OTHER_VILLAGE, VILLAGE, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST, NEW = reverse("assistance:assign"), reverse("assistance:assign_new")
FIGURE = re.compile(r'data-testid="fig-([^"]+)" data-count="(\d+)" href="([^"]+)"')


def home(**fields):
    return make_household(members=0, income=False, living=False, forms=False, **fields)


def shown(page):
    return {row["object"].household_no for row in page.context["rows"]}


def figures_lead_to_what_they_count(client, url):
    """Follow every figure of a page and compare the total of the list behind it; return name → count."""
    text, found = client.get(url).content.decode(), {}
    for name, count, href in FIGURE.findall(text):
        behind = client.get(href.replace("&amp;", "&")).content.decode()
        assert f'data-testid="total" data-count="{count}"' in behind, (name, count, href)
        found[name] = int(count)
    return found


@pytest.fixture
def county(helped):
    """Helped households in two villages, one alone, one left alone since February, one with a supporter."""
    household, helper = helped
    alone, left = home(), home()
    put_in_charge(helper, left, until=dt.date(2017, 2, 28))
    other_home, other = make_helped(area_id=OTHER_VILLAGE)
    put_in_charge(other, household, role=AssignmentRole.SUPPORT)
    return {"helped": household, "alone": alone, "left": left, "other": other_home, "helper": helper}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"helped", "alone", "left", "other"}),
        ({"state": "none"}, {"alone", "left"}),
        ({"state": "helped"}, {"helped", "other"}),
        ({"state": "ended"}, {"left"}),
        ({"state": "support"}, {"helped"}),
        ({"state": "none", "day": "2017-02-10"}, {"alone"}),
        ({"village": OTHER_VILLAGE}, {"other"}),
        ({"township": "422827100"}, {"helped", "alone", "left"}),
        ({"unit": "供电"}, {"helped", "other"}),
        ({"unit": "林业"}, set()),
        ({"state": "none", "village": OTHER_VILLAGE}, set()),
    ],
)
def test_the_list_says_who_helps_whom_on_a_day(as_user, cast, county, query, expected):
    page = as_user(cast.clerk).get(LIST, query)
    assert shown(page) == {county[name].household_no for name in expected}
    assert page.context["total"] == len(expected)


def test_gaps_are_one_condition_for_list_rule_and_finding(as_user, cast, county):
    """LF-13 (a day not covered), DQ-17 and the list of gaps say the same of the last day of the month."""
    march = Period(2017, 3)
    home(registered_on=dt.date(2017, 4, 1))  # not on the register yet
    gaps = set(Household.objects.filter(lacks_helper(march.end), registered_on__lte=march.end))
    assert gaps == {county["alone"], county["left"]}
    assert set(Household.objects.on_register(march.end).filter(without_helper(march.end))) == gaps
    assert set(data_rows(RULES["DQ-17"], march, COUNTY)) == gaps
    missed = Household.objects.filter(pk__in=missed_households(RULES["LF-13"], march, COUNTY))
    assert set(missed) == gaps
    refresh_findings(Area.objects.get(pk=COUNTY), march)
    stored = Finding.objects.filter(rule="DQ-17").values_list("subject_code", flat=True)
    assert set(stored) == {row.household_no for row in gaps}
    page = as_user(cast.clerk).get(LIST, {"state": "none", "day": "2017-03-31"})
    assert shown(page) == {row.household_no for row in gaps}


@pytest.mark.parametrize("page", ["assign", "assign_villages", "assign_units"])
def test_every_figure_leads_to_its_rows(as_user, cast, county, page):
    found = figures_lead_to_what_they_count(as_user(cast.clerk), reverse(f"assistance:{page}"))
    expected = {
        "assign": {"registered": 4, "covered": 2, "uncovered": 2},
        "assign_villages": {
            f"registered-{VILLAGE}": 3,
            f"covered-{VILLAGE}": 1,
            f"uncovered-{VILLAGE}": 2,
            f"helpers-{VILLAGE}": 1,
            f"registered-{OTHER_VILLAGE}": 1,
            f"uncovered-{OTHER_VILLAGE}": 0,
        },
    }.get(page, {})
    assert expected.items() <= found.items()


@pytest.mark.parametrize("page", ["assign_village", "assign_unit"])
def test_a_caseload_counts_visits_promises_and_measures(as_user, cast, county, page):
    helper, household = county["helper"], county["helped"]
    late = home()
    put_in_charge(helper, late)
    make_visit(household, helper, next_promise="修路灯", next_promise_on=dt.date(2017, 4, 5))
    args = [VILLAGE] if page == "assign_village" else [helper.unit_id]
    found = figures_lead_to_what_they_count(as_user(cast.clerk), reverse(f"assistance:{page}", args=args))
    own = {name.rpartition("-")[0]: n for name, n in found.items() if name.endswith(helper.code)}
    assert own == {"count": 2, "due": 2, "done": 1, "left": 1, "promises": 1, "measures": 3}


def test_a_promise_is_open_until_kept_or_renewed(helped):
    household, helper = helped
    first = make_visit(household, helper, dt.date(2017, 1, 10), next_promise="修路灯")
    visits = type(first).objects
    assert list(visits.open_promises()) == [first]
    make_visit(household, helper, dt.date(2017, 2, 10), channel=Channel.PHONE, last_promise="ongoing")
    assert list(visits.open_promises()) == [first]
    second = make_visit(household, helper, dt.date(2017, 3, 1), next_promise="送种苗")
    assert list(visits.open_promises()) == [second]
    make_visit(household, helper, dt.date(2017, 3, 2), last_promise="done")
    assert not visits.open_promises()


def test_own_figures_on_the_helper_s_page(as_user, cast, county):
    url = reverse("assistance:helper", args=[county["helper"].code])
    for who in (cast.clerk, cast.helper):
        found = figures_lead_to_what_they_count(as_user(who), url)
        assert found[f"left-{county['helper'].code}"] == 1


@pytest.mark.parametrize(
    ("name", "most"), [("assign", 8), ("assign_villages", 5), ("assign_units", 4), ("assign_village", 8)]
)
def test_queries_do_not_grow_with_rows(as_user, cast, county, name, most, django_assert_max_num_queries):
    client = as_user(cast.clerk)
    url = reverse(f"assistance:{name}", args=[VILLAGE] if name == "assign_village" else [])
    client.get(url)
    with django_assert_max_num_queries(most) as few:
        client.get(url)
    for _more in range(4):
        make_helped()
    with django_assert_max_num_queries(len(few)):
        client.get(url)


@pytest.mark.parametrize("who", ["outsider", "nobody"])
def test_others_see_no_household(as_user, cast, county, who):
    client = as_user(getattr(cast, who))
    for name in ("assign", "assign_villages", "assign_units"):
        answer = client.get(reverse(f"assistance:{name}"))
        text = answer.content.decode()
        assert answer.status_code == 403 or "老茶村" not in text
        assert county["helped"].household_no not in text


def test_a_helper_cannot_assign(as_user, cast, county):
    client = as_user(cast.helper)
    assert client.get(NEW, {"pick": county["helped"].household_no}).status_code == 403
    assert 'name="pick"' not in client.get(LIST).content.decode()


# The bulk act, as a person without script goes through it


def proposal(client, *homes, **answers):
    """Post the first step and return the page with the proposal."""
    data = {"from_date": "2017.3.20", "mode": "propose", "role": "primary", "_propose": "1"} | answers
    return client.post(NEW, data | {"pick": [h.household_no for h in homes]})


def filled(page):
    """Return what the proposal's form sends when nothing is changed."""
    form = page.context["form"]
    data = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    return data | {"pick": [home.household_no for home in form.homes]}


def test_ticked_households_get_proposed_helpers_in_one_act(as_user, cast, county):
    client, homes = as_user(cast.clerk), [county["alone"], county["left"]]
    first = client.get(NEW, {"pick": [h.household_no for h in homes]})
    assert first.context["empty_count"] == 2
    page = proposal(client, *homes)
    assert [line["why"][:2] for line in page.context["lines"]] == ["同村", "同村"]
    assert page.context["can_count"] == 2
    assert not HelperAssignment.objects.filter(from_date=dt.date(2017, 3, 20)).exists()
    done = client.post(NEW, filled(page) | {"_commit": "1"})
    made = AssignmentRound.objects.get()
    assert done.url == reverse("assistance:assign_round", args=[made.pk])
    result = client.get(done.url).content.decode()
    assert "已为 2 户安排帮扶责任人" in result
    assert "撤销" in result
    assert HelperAssignment.objects.filter(from_date=dt.date(2017, 3, 20)).count() == 2
    assert not Household.objects.filter(lacks_helper(dt.date(2017, 3, 20))).exists()


def test_all_of_a_condition_are_chosen(as_user, cast, county):
    page = as_user(cast.clerk).get(NEW, {"all": "1", "state": "none"})
    assert [h.pk for h in page.context["homes"]] == [county["alone"].pk, county["left"].pk]


def test_a_row_can_be_changed_or_left_out(as_user, cast, county):
    client, other = as_user(cast.clerk), make_helper("田新人", unit="县林业局")
    page = proposal(client, county["alone"], county["left"])
    data = filled(page) | {
        f"helper_{county['alone'].pk}": "田新人 · 县林业局",
        f"helper_{county['left'].pk}": "",
    }
    checked = client.post(NEW, data | {"_check": "1"})
    assert checked.context["can_count"] == 1
    assert [line["why"] for line in checked.context["lines"]] == ["本县；负责 1 户（目标 12，上限 15）", ""]
    client.post(NEW, data | {"_commit": "1"})
    made = AssignmentRound.objects.get()
    assert {line["household"]: line["outcome"] for line in made.outcome} == {
        county["alone"].pk: "opened",
        county["left"].pk: "nobody",
    }
    county["alone"].refresh_from_db()
    assert county["alone"].helper_name == other.name


def test_all_mistakes_are_told_at_once_and_nothing_is_written(as_user, cast, county):
    make_helper("同名", unit="甲局"), make_helper("同名", unit="乙局")
    client, homes = as_user(cast.clerk), [county["alone"], county["left"]]
    data = filled(proposal(client, *homes)) | {
        f"helper_{homes[0].pk}": "同名",
        f"helper_{homes[1].pk}": "查无此人",
        "_commit": "1",
    }
    answer = client.post(NEW, data)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "有 2 个人叫这个名字（甲局、乙局）" in text
    assert "没有找到这个帮扶责任人" in text
    assert "有 2 处需要改" in text
    assert not AssignmentRound.objects.exists()


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"from_date": "昨天"}, "看不懂“昨天”"),
        ({"from_date": ""}, "请写明日期"),
        ({"mode": "one"}, "请写明由谁负责"),
        ({"mode": "one", "helper": "谁也不是"}, "没有找到这个帮扶责任人"),
        ({"role": "support"}, "协助帮扶人不自动建议"),
        ({"mode": "x"}, "请选"),
    ],
)
def test_dirty_first_answers_are_refused(as_user, cast, county, answers, told):
    answer = proposal(as_user(cast.clerk), county["alone"], **answers)
    assert answer.status_code == 400
    assert answer.context["form"].errors
    if told != "请选":
        assert told in answer.content.decode()


def test_one_helper_for_all_and_a_relative_is_pointed_out(as_user, cast, county):
    HelperKin.objects.create(household=county["alone"], helper=county["helper"], relation="舅舅")
    page = proposal(
        as_user(cast.clerk),
        county["alone"],
        county["helped"],
        mode="one",
        helper=county["helper"].code,
    )
    assert {line["home"]: (line["kin"], line["outcome"]) for line in page.context["lines"]} == {
        county["alone"]: (True, "新安排"),
        county["helped"]: (False, "本来就由此人负责，不用改"),
    }
    assert page.context["can_count"] == 1
    assert "亲属，请确认" in page.content.decode()


def test_what_somebody_changed_meanwhile_is_not_written_over(as_user, cast, county):
    client, page = as_user(cast.clerk), None
    page = proposal(client, county["alone"])
    put_in_charge(make_helper("快手"), county["alone"], dt.date(2017, 3, 15))
    answer = client.post(NEW, filled(page) | {"_commit": "1"})
    assert answer.status_code == 400
    assert "刚刚被别人改过" in answer.content.decode()
    assert not AssignmentRound.objects.exists()


def test_households_out_of_sight_are_not_assigned(as_user, cast, county):
    client = as_user(cast.township)
    page = proposal(client, county["alone"], county["other"])
    assert [h.pk for h in page.context["form"].homes] == [county["alone"].pk]
    answer = client.post(NEW, {"pick": county["other"].household_no, "_commit": "1"})
    assert answer.url == LIST


def test_too_many_at_once_are_refused(as_user, cast, county):
    RuleParameter.objects.filter(name="assignment.at_once_max").update(value=1)
    answer = as_user(cast.clerk).get(NEW, {"all": "1"}, follow=True)
    assert "一次最多安排 1 户" in answer.content.decode()


def test_the_result_is_a_workbook_too(as_user, cast, county):
    client = as_user(cast.clerk)
    page = proposal(client, county["alone"], county["helped"])
    client.post(NEW, filled(page) | {"_commit": "1"})
    made = AssignmentRound.objects.get()
    url = reverse("assistance:assign_round", args=[made.pk])
    assert figures_lead_to_what_they_count(client, url) == {"round-done": 1, "round-skipped": 1}
    answer = client.get(reverse("assistance:assign_round_xlsx", args=[made.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    lines = {row[3]: row[7] for row in sheet.iter_rows(values_only=True) if row[3]}
    assert lines[county["alone"].household_no] == "新安排"
    assert lines[county["helped"].household_no].startswith("本来就由此人负责")


def test_steps_of_the_act_ask_no_more_for_more_households(
    as_user, cast, county, django_assert_max_num_queries
):
    client, homes = as_user(cast.clerk), [county["alone"], county["left"]]
    proposal(client, homes[0])
    with django_assert_max_num_queries(19) as few:
        proposal(client, homes[0])
    homes += [home() for _n in range(5)]
    with django_assert_max_num_queries(len(few)):
        page = proposal(client, *homes)
    client.post(NEW, filled(page) | {"_commit": "1"})
    url = reverse("assistance:assign_round", args=[AssignmentRound.objects.get().pk])
    client.get(url)
    with django_assert_max_num_queries(7):
        client.get(url)


# The hand-over


def test_the_hand_over_goes_through_its_page_and_both_see_the_note(as_user, cast, county):
    old = county["helper"]
    make_helper("接手", user=cast.nobody, unit="县林业局")
    make_visit(county["helped"], old, next_promise="修路灯", next_promise_on=dt.date(2017, 4, 5))
    url = reverse("assistance:helper_handover", args=[old.code])
    client = as_user(cast.clerk)
    form = client.get(url).context["form"]
    assert form["households"].value() == [county["helped"].household_no]
    answer = client.post(
        url,
        {
            "successor": "接手",
            "from_date": "2017-3-20",
            "households": county["helped"].household_no,
            "note": "老人听力不好",
        },
    )
    made = AssignmentRound.objects.get()
    note = reverse("assistance:assign_round", args=[made.pk])
    assert answer.url == note
    text = client.get(note).content.decode()
    assert "修路灯" in text
    assert "老人听力不好" in text
    assert "本月已走访" in text
    before = as_user(cast.helper).get(note)
    assert before.status_code == 200
    assert county["helped"].head_name not in before.content.decode()  # no longer his to see
    assert "另有 1 户不在您现在能看的范围内" in before.content.decode()
    assert before.context["may_take"] is False
    assert as_user(cast.helper).post(note).status_code == 403


def test_the_successor_is_told_until_he_has_taken_over(as_user, cast, county):
    RoleGrant.objects.create(
        user=cast.nobody, role="helper", area=cast.places.village, from_date=dt.date(2017, 1, 1)
    )
    new = make_helper("接手", user=cast.nobody)
    made = hand_over(
        by=cast.clerk, predecessor=county["helper"], successor=new, from_date=dt.date(2017, 3, 20)
    )
    [line] = [todo for todo in todos_of(cast.nobody, Tab.DO) if todo.kind == "交接"]
    assert line.url == reverse("assistance:assign_round", args=[made.pk])
    [due] = DUES["handovers"].find("422827", clock.today())
    assert (due.user_id, due.count, due.due_on) == (cast.nobody.pk, line.count, line.due)
    assert not [todo for todo in todos_of(cast.helper, Tab.DO) if todo.kind == "交接"]
    page = as_user(cast.nobody).get(line.url)
    assert county["helped"].head_name in page.content.decode()
    assert page.context["may_take"]
    as_user(cast.nobody).post(line.url)
    made.refresh_from_db()
    assert made.taken_at
    assert not list(DUES["handovers"].find("422827", clock.today()))
    assert not [todo for todo in todos_of(cast.nobody, Tab.DO) if todo.kind == "交接"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"successor": "没有这个人"}, "没有找到这个帮扶责任人"),
        ({"households": []}, "请至少选一户"),
        ({"successor": "自己"}, "移交人和接手人不能是同一个人"),
        ({"from_date": "2016-01-01"}, "不用交接"),
    ],
)
def test_dirty_hand_overs_are_refused(as_user, cast, county, answers, told):
    make_helper("接手")
    data = {"successor": "接手", "from_date": "2017-03-20", "households": county["helped"].household_no}
    data |= answers
    if data["successor"] == "自己":
        data["successor"] = county["helper"].code
    answer = as_user(cast.clerk).post(
        reverse("assistance:helper_handover", args=[county["helper"].code]), data
    )
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not AssignmentRound.objects.exists()


def test_kinship_is_declared_once_and_corrected(as_user, cast, county):
    url = reverse("assistance:helper_kin", args=[county["helper"].code])
    client = as_user(cast.clerk)
    for relation in ("舅舅", "表舅"):
        answer = client.post(url, {"household": county["alone"].household_no, "relation": relation})
        assert answer.status_code == 302
    assert [kin.relation for kin in HelperKin.objects.all()] == ["表舅"]
    assert "表舅" in client.get(url).content.decode()
    answer = client.post(url, {"household": "0", "relation": "舅舅"})
    assert "您的区域里没有这个户编号" in answer.content.decode()
