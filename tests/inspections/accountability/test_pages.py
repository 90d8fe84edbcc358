"""The pages of accountability: who sees what, who may do what, and a case taken along its way by its forms."""

import re

import pytest
from django.urls import reverse

from inspections.models import AccountabilityAction
from inspections.services import accountability as desk
from povertyapp.core.models import ExportRecord, Notice, RuleParameter
from povertyapp.core.printing import why_not
from povertyapp.core.todo import Tab, todos_of
from tests.inspections.accountability.ways import DAY, MARCH, close_month, decide, execute, issue, serve
from tests.pdfs import text_of
from tests.reading import TOTAL

pytestmark = pytest.mark.django_db


def get(client, user, name, *args, status=200, **query):
    client.force_login(user)
    answer = client.get(reverse(f"inspections:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client, user, name, case, status=302, **data):
    client.force_login(user)
    case.refresh_from_db()
    answer = client.post(reverse(f"inspections:{name}", args=[case.no]), {"seen_step": case.step, **data})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    case.refresh_from_db()
    return answer.content.decode()


def test_list_says_who_must_act_and_counts_few_queries(client, county, case, django_assert_max_num_queries):
    client.force_login(county.clerk)
    with django_assert_max_num_queries(6):
        text = client.get(reverse("inspections:actions")).content.decode()
    assert int(TOTAL.search(text)[1]) == 1
    assert "县扶贫办告知当事人" in text
    assert "逾期" in text


def test_a_term_in_a_year_without_holidays_says_so(client, county, case):
    client.force_login(county.clerk)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "放假安排还没有录入" not in page
    row = RuleParameter.objects.filter(name="calendar.holidays", area=None).latest("effective_from")
    row.value = [day for day in row.value if not day.startswith(str(case.due_on.year))]
    row.save()
    assert (
        f"{case.due_on.year} 年的放假安排还没有录入" in client.get(case.get_absolute_url()).content.decode()
    )


def test_more_cases_need_no_more_queries(
    client, county, case, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(county.clerk)
    with django_assert_max_num_queries(6) as first:
        client.get(reverse("inspections:actions"))
    codes = [county.places.next_village.pk, county.places.other_village.pk]
    desk.propose_for(close_month(county, MARCH.next, {("village", code): "not_settled" for code in codes}))
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(reverse("inspections:actions"))


def test_a_case_goes_its_way_by_forms(client, county, case):
    start = case.state_since
    post(client, county.clerk, "action_serve", case, answers_for="覃支书", paper="告 1 号", on=start)
    post(client, county.cadre, "action_state", case, text="两户外出。", on=start)
    early = post(
        client, county.office_member, "action_decide", case, status=400, kind="circular", reason="…", on=start
    )
    assert "期满以后才能决定" in early
    after = case.window_ends_on + DAY
    post(client, county.office_member, "action_decide", case, kind="circular", reason="属实。", on=after)
    post(client, county.clerk, "action_issue", case, paper="决 1 号", on=after)
    post(
        client,
        county.clerk,
        "action_execute",
        case,
        record="已通报",
        signed_by="覃支书",
        paper="柜 3",
        on=after,
    )
    assert case.state == "executed"
    text = get(client, county.clerk, "action", case.no)
    for words in ("田主任", "县扶贫办经办人"):
        assert words in text


def test_page_offers_only_what_the_reader_may_do(client, county, case):
    serve(county, case, on=case.state_since)
    for user, names in (
        (county.clerk, {"state"}),
        (county.cadre, {"state"}),
        (county.office_member, {"state", "decide", "exonerate"}),
        (county.township, set()),
    ):
        text = get(client, user, "action", case.no)
        assert set(re.findall(rf'href="/accountability/{case.no}/(\w+)/"', text)) == names, user


def test_partys_words_are_read_by_party_clerk_and_deciders_only(client, county, case):
    serve(county, case)
    desk.record_statement(by=county.cadre, case=case, text="家中老人住院。", on=case.served_on)
    for user, reads in (
        (county.cadre, True), (county.clerk, True), (county.leader, True), (county.supervisor, False),
        (county.township, False),
    ):  # fmt: skip
        text = get(client, user, "action", case.no)
        assert ("家中老人住院" in text) is reads, user
        assert ("只有当事人" in text) is not reads, user


@pytest.mark.skipif(bool(why_not()), reason="pango is not on this machine")
def test_the_sheet_of_a_case_tells_its_reader_what_the_page_tells_him(client, county, case):
    serve(county, case)
    desk.record_statement(by=county.cadre, case=case, text="家中老人住院。", on=case.served_on)
    decide(county, case)
    url = reverse("inspections:action_pdf", args=[case.no])

    def said_to(user):
        client.force_login(user)
        answer = client.get(url)
        return text_of(answer.content).replace("\n", "")

    told = said_to(county.cadre)
    record = ExportRecord.objects.latest("pk")
    assert (record.kind, record.area, record.made_by) == ("action-sheet", case.area, county.cadre)
    days = (case.served_on, case.window_ends_on, case.decided_on)
    words = (
        "首次交不了硬账",
        "覃支书",
        "家中老人住院",
        "田主任",
        "来扶告〔2017〕1号",
        "数据截至",
        record.number,
    )
    assert not [word for word in (*words, *map(str, days)) if word not in told.replace(" ", "")]
    unread = said_to(county.supervisor)
    assert "家中老人住院" not in unread
    assert "只有当事人" in unread
    assert url in get(client, county.cadre, "action", case.no)
    get(client, county.outsider, "action_pdf", case.no, status=404)


def test_village_does_not_see_its_helpers_case(client, county):
    account = close_month(county, MARCH, {("helper", county.a_helper.code): "not_settled"})
    (made,) = desk.propose_for(account).made
    get(client, county.cadre, "action", made.no, status=404)
    own = get(client, county.helper, "action", made.no)
    assert "您的权利" in own
    assert int(TOTAL.search(get(client, county.helper, "actions"))[1]) == 1


def test_party_is_told_and_has_it_among_what_is_to_do(county):
    account = close_month(county, MARCH, {("helper", county.a_helper.code): "not_settled"})
    (made,) = desk.propose_for(account).made
    assert any(made.no in item.what for item in todos_of(county.clerk, Tab.DO))
    desk.serve_notice(by=county.clerk, case=made, answers_for="彭帮扶", paper="告 1 号")
    assert Notice.objects.get(reader=county.helper, kind="action_served").facts["no"] == made.no
    assert any(made.no in item.what for item in todos_of(county.helper, Tab.DO))
    assert any("陈述意见" in item.what for item in todos_of(county.helper, Tab.READ))


def test_restrictions_in_force_are_listed_with_their_last_day(client, county, case):
    made = desk.enter_case(
        by=county.supervisor, county=county.places.county, level="village", code=county.places.next_village.pk,
        trigger="acceptance", source="验收意见", text="不达标",
    )  # fmt: skip
    assert made.state == "proposed"
    assert int(TOTAL.search(get(client, county.clerk, "sanctions"))[1]) == 0
    serve(county, case), decide(county, case), issue(county, case), execute(county, case)
    assert int(TOTAL.search(get(client, county.clerk, "sanctions"))[1]) == 0  # a circular restricts nothing


def test_entering_by_hand_says_all_that_is_wrong(client, county):
    client.force_login(county.clerk)
    url = reverse("inspections:action_add")
    answer = client.post(url, {"trigger": "misuse", "level": "village", "source": "审计", "text": "…"})
    assert answer.status_code == 400
    facts = {"trigger": "misuse", "misuse": "diverted", "level": "village", "place": county.places.village.pk}
    answer = client.post(url, {**facts, "source": "审计报告 3 号", "text": "挪用。"})
    assert answer.status_code == 302
    assert AccountabilityAction.objects.get(misuse="diverted").body == "discipline"


def test_seat_is_entered_by_login_and_never_for_oneself(client, county):
    client.force_login(county.clerk)
    url, facts = reverse("inspections:seat_add"), {"title": "成员", "paper": "文", "from_date": "2017-01-01"}
    place = {"body": "office", "area": county.places.county.pk}
    assert client.post(url, {**facts, **place, "user": "clerk"}).status_code == 400
    assert client.post(url, {**facts, **place, "user": "nobody-there"}).status_code == 400
    assert client.post(url, {**facts, **place, "user": "second"}).status_code == 302


def test_village_reports_what_it_found(client, county):
    client.force_login(county.township)
    url = reverse("inspections:self_report_add")
    facts = {"about": f"village:{county.places.village.pk}", "month": "2026-11", "text": "两户未走访"}
    assert client.post(url, facts).status_code == 302
    assert int(TOTAL.search(get(client, county.township, "self_reports"))[1]) == 1
    assert client.post(url, facts).status_code == 400
