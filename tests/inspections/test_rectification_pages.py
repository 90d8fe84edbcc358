"""The pages of rectification: each step by its own people, without script; counts, grades, what others do not see."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse

from inspections.choices import SIX, OverdueGrade
from inspections.models import MeasureEvidence, Problem, RectificationMeasure
from inspections.services import ledger, problems
from povertyapp.core.parameters import Parameters
from povertyapp.core.todo import Tab, named_first, todos_of
from tests.households.factories import make_household, make_user
from tests.inspections.rectifying import (
    TODAY,
    at_work,
    handed_in,
    make_measure,
    make_problem,
    picture,
    show,
    submitted,
    verified,
)
from tests.reading import TOTAL


@pytest.fixture
def measure(cast):
    measure = make_measure(cast.places.county)
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=[make_household()])
    return measure


def page(client, user, url):
    client.force_login(user)
    answer = client.get(url)
    return answer.status_code, answer.content.decode(errors="replace")


def send(client, user, name, measure, /, **data):
    client.force_login(user)
    return client.post(reverse(f"inspections:measure_{name}", args=[measure.code]), data)


def test_a_measure_goes_its_whole_way_through_the_pages(client, cast, measure):
    assert send(client, cast.clerk, "assign", measure).status_code == 302
    assert (
        send(client, cast.clerk, "progress", measure, day=str(TODAY), text="好", percent="100").status_code
        == 302
    )
    facts = {"phase": "after", "taken_on": str(TODAY), "image": picture(), "caption": "门前"}
    assert send(client, cast.clerk, "evidence", measure, **facts).status_code == 302
    assert send(client, cast.clerk, "hand_in", measure, statement="逐户看过").status_code == 302
    assert send(client, cast.leader, "sign", measure, name="田某").status_code == 302
    kept = {"conduct": list(SIX), "day": str(TODAY)}
    answer = send(client, cast.supervisor, "verify", measure, met_1="0", **kept)
    assert answer.status_code == 400
    assert "没有达到目标的" in answer.content.decode()
    assert send(client, cast.supervisor, "verify", measure, met_1="1", **kept).status_code == 302
    answer = send(client, cast.clerk, "close", measure, sheet="销号单1号")
    assert "1 个涉及对象没有整改到位" in answer.content.decode()
    scope = measure.problem.scope.get()
    client.force_login(cast.cadre)
    mend = reverse("inspections:scope_mend", args=[scope.pk])
    assert client.post(mend, {"day": str(TODAY), "note": "补齐"}).status_code == 302
    other = make_user("closer", "office", cast.places.county)
    assert send(client, other, "close", measure, sheet="销号单1号").status_code == 302
    measure.refresh_from_db()
    assert (measure.status, measure.closed_by) == ("closed", other)
    _status, html = page(client, cast.clerk, measure.problem.get_absolute_url())
    for text in ("现场复核", "门前", "报请签字", "逐户看过", "全部到位", "销号单1号"):
        assert text in html


def test_each_sees_the_buttons_of_his_own_step_only(client, cast, measure):
    def buttons(user):
        _status, html = page(client, user, measure.problem.get_absolute_url())
        names = ("assign", "progress", "hand_in", "sign", "verify", "close")
        return [name for name in names if reverse(f"inspections:measure_{name}", args=[measure.code]) in html]

    assert buttons(cast.clerk) == ["assign"]
    handed_in(cast, at_work(cast, measure))
    assert "sign" in buttons(cast.leader)
    assert "sign" not in buttons(cast.clerk)
    ledger.sign_measure(by=cast.leader, measure=measure, name="田某")
    assert buttons(cast.supervisor) == ["verify"]
    assert buttons(cast.clerk) == []


def test_who_answers_for_a_measure_finds_it_and_its_problem(client, cast):
    measure = make_measure(cast.places.county, answered_by=cast.helper)
    status, html = page(client, cast.helper, measure.problem.get_absolute_url())
    assert status == 200
    _status, html = page(client, cast.helper, "/rectification/")
    assert measure.problem.no in html
    ledger.assign_measure(by=cast.clerk, measure=measure)
    assert [todo.why for todo in todos_of(cast.helper, Tab.DO) if todo.kind == "整改"] == ["您是责任人"]
    assert page(client, cast.cadre, measure.problem.get_absolute_url())[0] == 404


def test_a_village_sees_the_countys_problem_that_concerns_it_and_only_its_own_households(client, cast):
    measure = make_measure(cast.places.county)
    near = make_household(head_name="覃近处")
    far = make_household(head_name="田远处", area=cast.places.other_village)
    problems.add_scope(by=cast.clerk, problem=measure.problem, households=[near, far])
    status, html = page(client, cast.cadre, measure.problem.get_absolute_url() + "scope/")
    assert status == 200
    assert "覃近处" in html
    assert "田远处" not in html
    _status, html = page(client, cast.cadre, "/rectification/")
    assert measure.problem.no in html
    assert send(client, cast.cadre, "progress", measure, day=str(TODAY), text="x").status_code == 404
    assert page(client, cast.outsider, measure.problem.get_absolute_url() + "scope/")[0] == 404


@pytest.mark.parametrize(
    ("days", "facts", "grade"),
    [
        (8, {}, ""), (7, {}, "blue"), (0, {}, "blue"), (-1, {}, "yellow"), (-7, {}, "yellow"), (-8, {}, "orange"),
        (-15, {}, "orange"), (-16, {}, "red"), (-30, {}, "red"), (-31, {}, "black"),
        (3, {"sent_back_count": 2}, "red"), (3, {"sent_back_count": 3}, "black"),
        (-20, {"status": "closed", "closed_on": TODAY}, ""),
        (-20, {"status": "submitted", "submitted_on": TODAY - dt.timedelta(days=21)}, ""),
        (-20, {"status": "submitted", "submitted_on": TODAY - dt.timedelta(days=5)}, "red"),
    ],
)  # fmt: skip
def test_grades_of_overdue(client, cast, days, facts, grade):
    deadline = TODAY + dt.timedelta(days=days)
    made = make_measure(cast.places.county, deadline=deadline, recorded_from="纸质台账", **facts)
    value = Parameters(cast.places.county.code, TODAY)
    assert RectificationMeasure.objects.with_grade(TODAY, value).get(pk=made.pk).grade == grade
    _status, html = page(client, cast.clerk, "/rectification/")
    for one in OverdueGrade:
        assert f'fig-ledger-grade-{one.value}" data-count="{int(one.value == grade)}"' in html
    if grade:
        _status, html = page(client, cast.clerk, f"/rectification/?grade={grade}")
        assert made.problem.no in html
        assert str(OverdueGrade(grade).label) in html


def test_false_evidence_turns_a_measure_black(client, cast, measure):
    show(cast.clerk, measure)
    evidence = MeasureEvidence.objects.get()
    doubt = reverse("inspections:evidence_doubt", args=[evidence.pk])
    client.force_login(cast.supervisor)
    assert client.post(doubt, {"reason": "别村的照片"}).status_code == 302
    second = make_user("second", "supervisor", cast.places.county)
    client.force_login(second)
    assert client.post(reverse("inspections:evidence_false", args=[evidence.pk])).status_code == 302
    value = Parameters(cast.places.county.code, TODAY)
    assert RectificationMeasure.objects.with_grade(TODAY, value).get().grade == "black"
    _status, html = page(client, cast.clerk, measure.problem.get_absolute_url())
    assert "启动问责" in html
    picture_url = reverse("inspections:evidence_picture", args=[evidence.pk])
    assert client.get(picture_url)["Content-Type"] == "image/jpeg"
    assert page(client, cast.outsider, picture_url)[0] == 404


def test_a_new_problem_with_a_measure(client, cast):
    home = make_household()
    client.force_login(cast.clerk)
    facts = {"text": "档案缺页", "area": cast.places.township.pk, "households": home.household_no,
             "causes": ["study"], "cause_text": "不熟悉", "dimension": "quality"}  # fmt: skip
    assert client.post("/rectification/add/", facts).status_code == 302
    problem = Problem.objects.get(text="档案缺页")
    assert (problem.area, problem.scope.count()) == (cast.places.township, 1)
    measure = {"text": "补页", "goal": "不缺页", "deadline_kind": "date", "deadline": "2099.6.30",
               "threshold": "1", "comparator": ">=", "responsible_unit": "翔凤镇"}  # fmt: skip
    assert client.post(problem.get_absolute_url() + "measures/add/", measure).status_code == 302
    made = problem.measures.get()
    assert made.deadline == dt.date(2099, 6, 30)
    bad = client.post("/rectification/add/", {"text": ""})
    assert bad.status_code == 400
    assert not Problem.objects.filter(text="").exists()
    edit = reverse("inspections:measure_edit", args=[made.code])
    changed = client.post(edit, measure | {"leader_name": "田某", "person_name": "向某"})
    assert changed.status_code == 302
    ledger.assign_measure(by=cast.clerk, measure=RectificationMeasure.objects.get(pk=made.pk))
    assert 'name="goal"' not in page(client, cast.clerk, edit)[1]


def test_todo_leads_each_to_his_step(cast, measure):
    def kinds(user):
        return [
            str(todo.kind)
            for todo in todos_of(user, Tab.DO)
            if todo.kind in ("交办", "签字", "验收", "销号", "退回")
        ]

    measure.problem.refresh_from_db()
    assert kinds(cast.clerk) == ["交办"]
    handed_in(cast, at_work(cast, measure))
    assert (kinds(cast.leader), kinds(cast.township)) == (["签字"], [])
    ledger.sign_measure(by=cast.leader, measure=measure, name="田某")
    assert (kinds(cast.supervisor), kinds(cast.clerk)) == (["验收"], [])
    verified(cast, measure)
    assert (kinds(cast.supervisor), kinds(cast.clerk)) == ([], ["销号"])


def test_todo_asks_for_a_cause_and_then_for_a_measure(cast):
    def asked():
        return [str(todo.kind) for todo in todos_of(cast.clerk, Tab.DO) if todo.kind in ("分析", "定措施")]

    county = cast.places.county
    problem = problems.raise_problem(by=cast.supervisor, county=county, area=county, text="档案缺页")
    assert asked() == ["分析"]
    problems.change_problem(by=cast.clerk, problem=problem, cause_text="不熟悉")
    assert asked() == ["定措施"]
    make_measure(county, problem, responsible_unit="")
    assert asked() == []


def test_a_problem_costs_a_fixed_number_of_queries(client, cast, django_assert_max_num_queries):
    problem = make_problem(cast.places.county)
    for _each in range(2):
        submitted(cast, make_measure(cast.places.county, problem))
    client.force_login(cast.clerk)
    client.get(problem.get_absolute_url())
    with django_assert_max_num_queries(24) as few:
        client.get(problem.get_absolute_url())
    for _each in range(3):
        make_measure(cast.places.county, problem)
    with django_assert_max_num_queries(len(few)):
        client.get(problem.get_absolute_url())


def test_of_many_that_wait_the_first_is_named_and_the_rest_lead_to_just_those_lines(
    client, cast, monkeypatch
):
    county = cast.places.county
    for _each in range(2):
        bare = make_problem(county, cause_text="", found_on=TODAY)
        make_measure(county, bare), make_measure(county, bare)  # 交办
        make_problem(county, found_on=TODAY)
        ledger.assign_measure(by=cast.clerk, measure=make_measure(county))
    make_problem(county, cause_text="")  # of a paper ledger
    monkeypatch.setattr("inspections.todo.rectification.named_first", partial(named_first, most=1))
    told = [todo for todo in todos_of(cast.clerk, Tab.DO) if "waits=" in todo.url]
    assert {str(todo.kind): todo.count + 1 for todo in told} == {"分析": 2, "定措施": 2, "交办": 4, "整改": 2}
    for todo in told:
        html = page(client, cast.clerk, todo.url)[1]
        assert TOTAL.search(html)[1] == str(todo.count + 1), todo.kind
        # Whoever does not take the step finds none of what waits for it.
        assert TOTAL.search(page(client, cast.leader, todo.url)[1])[1] == "0", todo.kind
