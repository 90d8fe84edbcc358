"""The pages of objections, versions, excuses and the calendar; a version by address, by API and by command."""

import json
from copy import deepcopy

import pytest
from django.urls import reverse

from inspections.circular_text import sections_of
from inspections.models import AccountMonth
from inspections.services.account import close_account
from inspections.services.objections import rule_objection, take_objection, withdraw_objection
from povertyapp.core.files import read_file
from tests.commands import run
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.inspections.test_objections import filed, key

pytestmark = pytest.mark.django_db
MONTH = str(MARCH)


@pytest.fixture(scope="module")
def ruled(march):  # noqa: F811
    """March, closed and restated once; another objection of the village waits."""
    march.account = close_account(march.places.county, MARCH)
    objection = take_objection(by=march.cast.township, objection=filed(march))
    corrections = {line: {"delivered": 1} for line in objection.lines.all()}
    march.ruled = rule_objection(
        by=march.cast.township, objection=objection, ruling="有照片", corrections=corrections
    )
    march.waiting = filed(march, keys=[key(march, march.steady, march.lied)])
    return march


@pytest.fixture
def restated(ruled):
    """The same for one test; what it changes is undone."""
    return deepcopy(ruled)


def get(client, user, name, *args, status=200, **query):
    client.force_login(user)
    answer = client.get(reverse(f"inspections:{name}", args=args), query)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def without_legend(text):
    return text.partition('class="legend')[0]


def test_what_is_under_review_is_marked_everywhere_and_stays_readable(client, restated):
    cast, place = restated.cast, restated.places.village.pk
    board = get(client, cast.township, "ha_board", MONTH)
    assert "◆" in board
    assert 'id="chip-under_objection"' in board
    assert "复核中" in without_legend(get(client, cast.cadre, "ha_unit", MONTH, place))
    rows = get(client, cast.cadre, "ha_rows", MONTH, place, "LF-14")
    row = rows[rows.index(restated.lied.household_no) :].partition("</tr>")[0]
    assert "未完成" in row
    assert "复核中" in row
    assert "复核中" in without_legend(get(client, cast.township, "ha_helper", MONTH, restated.steady.code))
    other = get(client, cast.leader, "ha_unit", MONTH, restated.places.other_village.pk)
    assert "复核中" not in without_legend(other)
    shown = get(client, cast.township, "ha_board", MONTH, verdict="under_objection")
    assert restated.places.village.name in shown
    assert restated.places.next_village.name not in shown


def test_both_sides_see_the_same_timeline_and_outsiders_nothing(client, restated):
    cast, no = restated.cast, restated.ruled.no
    for who in (cast.cadre, cast.township, cast.clerk, cast.leader):
        text = get(client, who, "objection", no)
        assert text.index("提出申诉") < text.index("受理，复核中") < text.index("硬账出第 2 版")
        assert "有照片" in text
    get(client, cast.outsider, "objection", no, status=404)
    get(client, cast.finance, "objection", no, status=403)
    assert "<form" not in get(client, cast.cadre, "objection", restated.waiting.no).partition("<main")[2]
    assert "受理" in get(client, cast.township, "objection", restated.waiting.no)


def test_the_form_lists_what_is_missing_and_says_when_it_is_too_late(client, restated, settings):
    cast, place = restated.cast, restated.places.village.pk
    text = get(client, cast.cadre, "ha_object", MONTH, place, "LF-14")
    assert restated.lied.household_no in text
    assert restated.visited.household_no not in text
    client.force_login(cast.cadre)
    url = reverse("inspections:ha_object", args=[MONTH, place, "LF-14"])
    answer = client.post(url, {"lines": ["乱写"], "reason": ""})
    assert answer.status_code == 400
    assert restated.lied.household_no in answer.content.decode()
    get(client, cast.outsider, "ha_object", MONTH, place, "LF-14", status=404)


def test_the_form_leaves_out_what_was_objected_to_and_says_what_became_of_it(client, restated):
    cast, place = restated.cast, restated.places.village.pk
    said = [get(client, cast.cadre, "ha_object", MONTH, place, "LF-14")]
    said.append(get(client, cast.township, "ha_helper_object", MONTH, restated.steady.code))
    for text in said:
        objected = text.partition('id="objected-h"')[2]
        assert restated.lied.household_no in objected
        assert f"{restated.waiting.no}</a> · 待受理" in objected
        assert (
            f'value="helper|{restated.steady.code}|LF-14|household|{restated.lied.household_no}' not in text
        )
    assert f"{restated.ruled.no}</a> · 更正：有照片" in said[0]
    withdraw_objection(by=restated.waiting.filed_by, objection=restated.waiting)
    again = get(client, cast.cadre, "ha_object", MONTH, place, "LF-14")
    assert f'value="helper|{restated.steady.code}|LF-14|household|{restated.lied.household_no}' in again


def test_the_answer_is_given_on_the_page(client, restated):
    cast, waiting = restated.cast, restated.waiting
    client.force_login(cast.township)
    assert client.post(reverse("inspections:objection_take", args=[waiting.no])).status_code == 302
    line = waiting.lines.get()
    url = reverse("inspections:objection", args=[waiting.no])
    nothing = {"verdict": "correct", "ruling": "属实", f"delivered_{line.pk}": str(line.delivered)}
    assert client.post(url, nothing).status_code == 400
    answer = client.post(url, {"verdict": "correct", "ruling": "属实", f"delivered_{line.pk}": "1"})
    assert answer.status_code == 302
    waiting.refresh_from_db()
    assert (waiting.status, waiting.version.account.version) == ("corrected", 3)
    client.force_login(cast.clerk)
    assert client.post(url, {"verdict": "keep", "ruling": "再看"}).status_code == 400


def test_versions_are_listed_with_their_reason_and_every_changed_cell(client, restated):
    cast = restated.cast
    text = get(client, cast.clerk, "ha_versions", MONTH)
    assert "v2" in text
    assert "有照片" in text
    assert "有照片" not in get(client, cast.outsider, "ha_versions", MONTH)
    changes = get(client, cast.clerk, "ha_version", MONTH, 2)
    assert "未完成" in changes
    assert restated.missed.household_no in changes
    other = get(client, cast.leader, "ha_version", MONTH, 2, area=restated.places.other_township.pk)
    assert restated.missed.household_no in other  # the leader stands over the county
    get(client, cast.clerk, "ha_version", MONTH, 1, status=404)
    get(client, cast.clerk, "ha_version", MONTH, 9, status=404)


def test_a_version_is_asked_for_by_address_by_api_and_by_command(client, restated, tmp_path):
    cast, home = restated.cast, restated.missed.household_no

    def outcome(found):
        return next(
            line["outcome"] for line in found if line["subject_code"] == home and line["rule"] == "LF-14"
        )

    client.force_login(cast.clerk)
    for query, version, expected in (({}, 2, "met"), ({"version": 1}, 1, "failed")):
        url = reverse("inspections:api_lines", args=[MONTH])
        assert outcome(client.get(url, {"rule": "LF-14", **query}).json()["results"]) == expected
        parties = client.get(reverse("inspections:api_parties", args=[MONTH]), query).json()["results"]
        assert {party["version"] for party in parties} == {version}
        answer = client.get(reverse("inspections:ha_export", args=[MONTH]), {"form": "json", **query})
        made = json.loads(answer.content)
        assert (made["version"], outcome(made["lines"])) == (version, expected)
        options = ["--account-version", version] if query else []
        out = tmp_path / f"{version}.json"
        code, facts, _said = run("export_hard_account", MONTH, out, *options)
        assert (code, facts["version"], outcome(json.loads(out.read_text())["lines"])) == (
            0,
            version,
            expected,
        )
    assert client.get(reverse("inspections:api_lines", args=[MONTH]), {"version": "9"}).status_code == 404
    assert client.get(reverse("inspections:ha_board", args=[MONTH]), {"version": "x"}).status_code == 404
    assert run("export_hard_account", MONTH, tmp_path / "9.json", "--account-version", 9)[0] == 1


def test_the_calendar_page_says_what_is_done_and_who_acts(client, restated):
    text = get(client, restated.cast.township, "ha_calendar", MONTH)
    for said in ("录入截止", "申诉期结束", "两人签字", "县扶贫办、县领导", "没有签字", "问责事项办结"):
        assert said in text


def test_an_excuse_is_asked_and_decided_on_pages(client, restated):
    cast, helper = restated.cast, restated.idle
    client.force_login(cast.helper)
    sent = {
        "party": helper.code,
        "kind": "leave",
        "from_date": "2027-03-01",
        "to_date": "2027-03-10",
        "substitute": restated.steady.code,
        "reason": "住院",
        "papers": "诊断书",
    }
    url = reverse("inspections:excuse_add")
    bad = client.post(url, sent | {"substitute": "没有这个人", "to_date": "2027-04-30"})
    assert bad.status_code == 400
    assert "没有找到" in bad.content.decode()
    page = client.post(url, sent).url
    assert client.get(page).status_code == 200
    client.force_login(cast.cadre)
    assert "提交审批结论" not in client.get(page).content.decode()
    client.force_login(cast.township)
    assert "审批" in client.get(reverse("core:todo")).content.decode()
    assert client.post(page, {"approve": "1", "answer": ""}).status_code == 302
    assert "已批准" in client.get(reverse("inspections:excuses")).content.decode()


def test_files_are_for_those_who_see_the_objection(client, restated):
    from django.core.files.uploadedfile import SimpleUploadedFile

    withdraw_objection(by=restated.cast.cadre, objection=restated.waiting)
    upload = SimpleUploadedFile("表.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    line = key(restated, restated.steady, restated.lied)
    kept = filed(restated, keys=[line], uploads=[upload]).files.get().file
    assert read_file(kept) == b"%PDF-1.4\n%%EOF\n"
    assert "表" not in kept.name
    readers = (restated.cast.township, 200), (restated.cast.outsider, 404), (restated.cast.finance, 404)
    for who, status in readers:
        client.force_login(who)
        assert client.get(kept.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("name", "args"),
    [("objections", ()), ("ha_calendar", (MONTH,)), ("ha_versions", (MONTH,)), ("ha_version", (MONTH, 2))],
)
def test_pages_ask_the_database_a_fixed_number_of_times(
    client, restated, django_assert_max_num_queries, name, args
):
    client.force_login(restated.cast.clerk)
    with django_assert_max_num_queries(14):
        assert client.get(reverse(f"inspections:{name}", args=args)).status_code == 200


def test_whose_lines_are_under_review_is_not_posted_in_the_circular(restated):
    account = AccountMonth.objects.filter(month=MONTH).latest("version")
    named = [row[0] for table in sections_of(account) for row in table["rows"]]
    assert restated.steady.name not in named
    assert restated.places.village.name not in named
    assert restated.busy.name in named
    withdraw_objection(by=restated.cast.cadre, objection=restated.waiting)
    named = [row[0] for table in sections_of(account) for row in table["rows"]]
    assert restated.steady.name in named
