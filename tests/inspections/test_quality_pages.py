"""四无 pages and 待办: counts that lead to their rows, mending as proposed, claims checked by another."""

import base64
import datetime as dt
import threading
import time
from collections import Counter

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection

from households.choices import Cause
from households.models import Household
from households.services import correct_household
from inspections.choices import ClaimStatus, Resolution
from inspections.models import Claim, Finding
from inspections.services.findings import answer_claim, claim_true, refresh_findings, refreshing
from inspections.services.findings.marks import marks_of
from povertyapp.core import clock
from povertyapp.core.models import Act
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.reminding import DUES
from povertyapp.core.rules import RULES, Kind, rules_of
from povertyapp.core.todo import Tab, todos_of
from povertyapp.core.undo import undo_act
from tests.households.factories import cast as make_cast
from tests.households.factories import make_household
from tests.inspections.factories import make_finding, make_helper, published_figure
from tests.reading import TOTAL

BOARD = "/households/quality/"
RULE = f"{BOARD}DQ-23/"


@pytest.fixture
def as_user(client, cast):
    cache.clear()

    def sign_in(name):
        client.force_login(getattr(cast, name))
        return client

    return sign_in


def findings(home):
    return Finding.objects.filter(subject_code=home.household_no)


class TestBoard:
    def test_counts_by_class_rule_and_place_lead_to_as_many_rows(self, as_user, faulty):
        client = as_user("clerk")
        board = client.get(BOARD).context["board"]
        assert board.open == 3
        assert board.by_class == {"wrong_value": 0, "omitted_record": 0, "missing_field": 0, "illogical": 3}
        for url in ("list/", "list/?fault=illogical", "list/?rule=DQ-23", "list/?area=422827100", "DQ-23/"):
            assert client.get(BOARD + url).context["total"] == 3, url
        assert client.get(f"{BOARD}list/?fault=wrong_value").context["total"] == 0

    def test_pass_rate_counts_households_without_an_open_finding(self, as_user, faulty):
        make_household()
        board = as_user("clerk").get(BOARD).context["board"]
        assert board.households == (4, 1)
        assert str(board.pass_rate) == "25.0"

    def test_trend_tells_what_stood_open_at_the_end_of_each_month(self, as_user, cast, faulty):
        last_month = clock.moment(Period.current().previous.start)
        findings(faulty[0]).update(found_at=last_month, cleared_at=clock.now(), resolution="corrected")
        trend = as_user("clerk").get(BOARD).context["board"].trend
        assert [month.count for month in trend][-3:] == [None, 1, 2]
        assert len(trend) == 12

    def test_township_sees_its_own_and_outsider_nothing(self, as_user, cast, faulty):
        make_finding(make_household(area=cast.places.other_village), "DQ-10")
        assert as_user("township").get(BOARD).context["board"].open == 3
        assert as_user("outsider").get(BOARD).context["board"].open == 0
        assert as_user("outsider").get(f"{BOARD}?area=422827100").status_code == 404
        assert as_user("outsider").get(RULE).context["total"] == 0

    def test_proposals_of_income_are_worked_out_together(self, as_user, cast, django_assert_max_num_queries):
        for _each in range(4):
            make_finding(make_household(), "DQ-39")
        client = as_user("township")
        with django_assert_max_num_queries(9):
            assert client.get(f"{BOARD}DQ-39/").context["total"] == 4

    def test_queries_do_not_grow_with_findings(self, as_user, cast, faulty, django_assert_max_num_queries):
        client = as_user("township")
        for path, most in ((BOARD, 8), (RULE, 9), (f"{BOARD}list/", 5)):
            with django_assert_max_num_queries(most):
                client.get(path)


class TestMending:
    def accept(self, client, home, mark=None, **headers):
        row = next(
            r for r in client.get(RULE).context["rows"] if r["finding"].subject_code == home.household_no
        )
        mark = row["proposal"].mark if mark is None else mark
        return client.post(f"{RULE}{row['finding'].pk}/accept/", {"mark": mark}, **headers)

    def test_accepting_writes_the_proposal_and_ends_the_finding_at_once(self, as_user, faulty):
        client, home = as_user("township"), faulty[0]
        assert self.accept(client, home).status_code == 302
        home.refresh_from_db()
        assert home.other_causes == []
        assert findings(home).get().resolution == Resolution.CORRECTED
        assert client.get(RULE).context["total"] == 2
        event = home.history.order_by("-pgh_id").first()
        assert "DQ-23" in event.pgh_context.metadata["reason"]

    def test_who_reads_another_language_accepts_as_well_and_is_recorded_in_chinese(self, as_user, faulty):
        client, home = as_user("township"), faulty[0]
        client.cookies["django_language"] = "en"
        assert "Other causes" in client.get(RULE).content.decode()
        self.accept(client, home)
        home.refresh_from_db()
        assert home.other_causes == []
        assert "按建议改正" in home.history.latest("pgh_id").pgh_context.metadata["reason"]
        assert Act.objects.get().summary.startswith("已按建议改正：其他致贫原因")
        undo = client.get(Act.objects.get().get_absolute_url()).content.decode()
        assert "1 changed will be as before" in undo

    def test_with_htmx_the_list_comes_back_and_the_next_row_has_the_focus(self, as_user, faulty):
        client = as_user("township")
        answer = self.accept(client, faulty[0], headers={"HX-Request": "true"})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert 'data-count="2"' in text
        assert "已按建议改正" in text
        assert text.count("data-focus") == 1
        assert (
            text.index("data-focus") < text.index(faulty[1].household_no) < text.index(faulty[2].household_no)
        )

    def test_undo_restores_the_record_and_the_finding(self, as_user, cast, faulty):
        home = faulty[0]
        self.accept(as_user("township"), home)
        undo_act(by=cast.township, act=Act.objects.get())
        home.refresh_from_db()
        assert home.other_causes == [Cause.LACK_SKILL]
        assert findings(home).filter(cleared_at=None).count() == 1

    def test_what_was_not_seen_is_not_accepted(self, as_user, faulty):
        client, home = as_user("township"), faulty[0]
        assert "请刷新后再看" in client.get(self.accept(client, home, mark="x").url).content.decode()
        home.refresh_from_db()
        assert home.other_causes == [Cause.LACK_SKILL]

    def test_who_may_only_look_gets_no_button(self, as_user, faulty):
        client = as_user("leader")
        assert "按建议改" not in client.get(RULE).content.decode()
        assert client.post(f"{RULE}{findings(faulty[0]).get().pk}/accept/").status_code == 403


class TestClaims:
    def claim(self, client, home, reason="该户两种原因都有，村里核实过"):
        return client.post(f"{RULE}{findings(home).get().pk}/claim/", {"reason": reason})

    def test_cadre_claims_township_accepts_and_it_holds_for_a_year(self, as_user, cast, faulty):
        home = faulty[0]
        assert self.claim(as_user("cadre"), home).status_code == 302
        claim = Claim.objects.get()
        assert claim.status == ClaimStatus.ASKED
        assert findings(home).get().cleared_at is None
        answer = f'href="{BOARD}claims/{claim.pk}/"'
        assert answer not in as_user("cadre").get(f"{BOARD}claims/").content.decode()
        client = as_user("township")
        assert answer in client.get(f"{BOARD}claims/").content.decode()
        assert client.get(RULE).context["total"] == 2
        assert client.get(RULE).context["waiting"] == 1
        assert client.post(f"{BOARD}claims/{claim.pk}/", {"accept": "1"}).status_code == 302
        claim.refresh_from_db()
        assert (claim.status, claim.checked_by) == (ClaimStatus.ACCEPTED, cast.township)
        assert claim.valid_until > clock.today() + dt.timedelta(days=330)
        assert findings(home).get().resolution == Resolution.CONFIRMED
        refresh_findings(cast.places.county, Period.current())
        assert not findings(home).filter(cleared_at=None).exists()
        Claim.objects.update(valid_until=clock.today() - dt.timedelta(days=1))
        refresh_findings(cast.places.county, Period.current())
        assert findings(home).filter(cleared_at=None).count() == 1

    def test_a_changed_record_is_asked_about_again_an_unrelated_change_is_not(self, as_user, cast, faulty):
        home, county = faulty[0], cast.places.county
        claim = claim_true(by=cast.cadre, finding=findings(home).get(), reason="村里核实过")
        answer_claim(by=cast.township, claim=claim, accept=True)
        Household.objects.filter(pk=home.pk).update(address="二组 3 号")
        refresh_findings(county, Period.current())
        assert not findings(home).open().exists()
        causes = [Cause.LACK_SKILL, Cause.ILLNESS]
        Household.objects.filter(pk=home.pk).update(other_causes=causes)
        refresh_findings(county, Period.current())
        assert findings(home).open().count() == 1
        claim.refresh_from_db()
        assert claim.status == ClaimStatus.VOID
        assert "认可失效" in claim.history.order_by("-pgh_id").first().pgh_context.metadata["reason"]
        assert "认可失效" in as_user("township").get(f"{BOARD}claims/{claim.pk}/").content.decode()

    def test_a_changed_row_beneath_the_record_is_a_change_too(self, cast, faulty):
        home, county = faulty[0], cast.places.county
        home.incomes.update(business_income=900, business_expense=0)
        refresh_findings(county, Period.current())
        found = Finding.objects.open().filter(rule="DQ-29", subject_code=home.household_no)
        claim = claim_true(by=cast.cadre, finding=found.get(), reason="村里核实过")
        answer_claim(by=cast.township, claim=claim, accept=True)
        home.incomes.update(wage_income=5)
        refresh_findings(county, Period.current())
        assert not found.all().exists()
        home.incomes.update(business_income=90000)
        refresh_findings(county, Period.current())
        assert found.all().count() == 1

    def test_another_wrong_number_is_a_change_the_same_sealed_anew_is_none(self, cast, faulty, settings):
        member, period = faulty[0].members.first(), Period.current()
        value = Parameters(cast.places.county.code, period.start)

        def mark():
            return marks_of(RULES["DQ-02"], [member.person_no], period, value)[member.person_no]

        before = mark()
        settings.FIELD_KEYS = f"k9:{base64.b64encode(bytes(64)).decode()},{settings.FIELD_KEYS}"
        member.save()
        assert mark() == before
        member.id_number = f"{member.id_number[:-1]}{1 if member.id_number.endswith('0') else 0}"
        member.save()
        assert mark() != before

    def test_a_claim_of_what_was_healed_is_withdrawn_and_blocks_no_other(self, as_user, cast, faulty):
        home, county = faulty[0], cast.places.county
        claim = claim_true(by=cast.cadre, finding=findings(home).get(), reason="村里核实过")
        correct_household(by=cast.township, household=home, reason="改好", other_causes=[])
        refresh_findings(county, Period.current())
        claim.refresh_from_db()
        assert claim.status == ClaimStatus.WITHDRAWN
        assert "自动撤回" in claim.history.order_by("-pgh_id").first().pgh_context.metadata["reason"]
        client = as_user("township")
        assert "核实" not in [
            item.kind for _label, group in client.get("/todo/").context["groups"] for item in group
        ]
        assert "自动撤回" in client.get(f"{BOARD}claims/{claim.pk}/").content.decode()
        assert "已撤回" in client.get(f"{BOARD}claims/").content.decode()
        with pytest.raises(ValidationError):
            answer_claim(by=cast.township, claim=claim, accept=True)
        Household.objects.filter(pk=home.pk).update(other_causes=[Cause.LACK_SKILL])
        refresh_findings(county, Period.current())
        assert claim_true(by=cast.cadre, finding=findings(home).open().get(), reason="村里又核实过").pk

    def test_nobody_checks_his_own_claim(self, as_user, cast, faulty):
        client = as_user("township")
        self.claim(client, faulty[0])
        claim = Claim.objects.get()
        page = client.get(f"{BOARD}claims/{claim.pk}/").content.decode()
        assert "请由另一位同志核实" in page
        assert client.post(f"{BOARD}claims/{claim.pk}/", {"accept": "1"}).status_code == 400
        claim.refresh_from_db()
        assert claim.status == ClaimStatus.ASKED

    def test_a_claim_without_a_reason_is_told_so(self, as_user, faulty):
        answer = self.claim(as_user("cadre"), faulty[0], reason="对")
        assert answer.status_code == 400
        assert "请把理由写清楚" in answer.content.decode()
        assert not Claim.objects.exists()

    def test_a_refusal_needs_a_reason_and_leaves_the_finding(self, cast, faulty):
        claim = claim_true(by=cast.cadre, finding=findings(faulty[0]).get(), reason="村里核实过")
        with pytest.raises(Exception, match="不认可的"):
            answer_claim(by=cast.township, claim=claim, accept=False)
        answer_claim(by=cast.township, claim=claim, accept=False, answer="与实际不符")
        assert findings(faulty[0]).get().cleared_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_that_claim_at_once_the_second_is_told():
    cast = make_cast()
    finding = make_finding(make_household())
    together, said = threading.Barrier(2), []

    def claim():
        try:
            together.wait(10)
            claim_true(by=cast.cadre, finding=finding, reason="村里核实过")
        except ValidationError as error:
            said.extend(error.messages)
        finally:
            connection.close()

    sessions = [threading.Thread(target=claim) for _each in range(2)]
    for one in sessions:
        one.start()
    for one in sessions:
        one.join(20)
    assert said == ["这一条已经有一份说明等着乡镇核实，不用再写。"]
    assert Claim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_waits_for_a_refresh_that_runs(monkeypatch):
    """The refresh has passed over what was confirmed and not yet opened anything when the township says yes."""
    cast, home = make_cast(), make_household(other_causes=[Cause.LACK_SKILL])
    refresh_findings(cast.places.county, Period.current())
    claim = claim_true(by=cast.cadre, finding=findings(home).get(rule="DQ-23"), reason="村里核实过")
    passed_over = threading.Event()

    class Slow(Parameters):
        def __call__(self, name):
            if name == "data.mend_days":
                passed_over.set()
                time.sleep(0.7)
            return super().__call__(name)

    def refresh():
        refresh_findings(cast.places.county, Period.current())
        connection.close()

    monkeypatch.setattr(refreshing, "Parameters", Slow)
    session = threading.Thread(target=refresh)
    session.start()
    assert passed_over.wait(20)
    answer_claim(by=cast.township, claim=claim, accept=True)
    session.join(20)
    assert not findings(home).open().filter(rule="DQ-23").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("rule", rules_of(Kind.DATA), ids=lambda rule: rule.code)
def test_every_rule_can_be_marked(rule, places):
    home = make_household(is_relocated=True)
    codes = {
        "household": home.household_no,
        "member": home.members.first().person_no,
        "helper": make_helper().code,
        "published": str(published_figure(places.county, "7003.5", "43820", "15.2%").pk),
    }
    code, period = codes[rule.subject], Period.current()
    marks = marks_of(rule, [code], period, Parameters(places.county.code, period.start))
    assert len(marks[code]) == 32


class TestTodo:
    def test_lists_what_the_user_can_do_and_counts_it(self, as_user, cast, faulty):
        claim_true(by=cast.cadre, finding=findings(faulty[0]).get(), reason="村里核实过")
        client = as_user("township")
        items = client.get("/todo/").context["groups"]
        lines = [item for _label, group in items for item in group]
        assert {(item.kind, item.count) for item in lines} == {("四无", 2), ("核实", 1)}
        assert client.get("/todo/count/").content == b"2"
        assert client.get(lines[0].url).status_code == 200
        assert all(client.get(item.url).status_code == 200 for item in lines)

    def test_the_county_reads_a_line_a_rule_however_many_places_break_it(self, as_user, cast, faulty):
        make_finding(make_household(area=cast.places.other_village))
        client = as_user("clerk")
        [line] = [item for item in todos_of(cast.clerk, Tab.DO) if item.what.startswith("DQ-23 ")]
        assert (line.count, line.area) == (4, cast.places.county.pk)
        assert int(TOTAL.search(client.get(line.url).content.decode())[1]) == 4
        [line] = [item for item in todos_of(cast.township, Tab.DO) if item.what.startswith("DQ-23 ")]
        assert (line.count, line.area) == (3, cast.places.township.pk)

    def test_names_the_oldest_claims_and_counts_the_rest(self, as_user, cast, faulty, monkeypatch):
        monkeypatch.setattr("inspections.todo.findings.CLAIMS_NAMED", 1)
        for home in faulty:
            claim_true(by=cast.cadre, finding=findings(home).get(), reason="村里核实过")
        client = as_user("township")
        lines = [item for _label, group in client.get("/todo/").context["groups"] for item in group]
        claims = [item for item in lines if item.kind == "核实"]
        assert [item.count for item in claims] == [1, 2]
        assert client.get(claims[1].url).context["total"] == 3

    def test_a_refused_claim_comes_back_to_who_claimed(self, as_user, cast, faulty):
        for home in faulty[:2]:
            claim = claim_true(by=cast.cadre, finding=findings(home).get(), reason="村里核实过")
        lines = {tab: [item.kind for item in todos_of(cast.cadre, tab)] for tab in Tab}
        assert (lines[Tab.DO], lines[Tab.MINE]) == (["四无"], ["待乡镇核", "待乡镇核"])
        answer_claim(by=cast.township, claim=claim, accept=False, answer="照片看不清")
        back = [item for item in todos_of(cast.cadre, Tab.DO) if item.is_returned]
        assert [(item.kind, "照片看不清" in item.why) for item in back] == [("退回", True)]
        assert as_user("cadre").get(back[0].url).status_code == 200
        assert [item.kind for item in todos_of(cast.township, Tab.DONE)] == ["未认可"]
        assert not [item for item in todos_of(cast.clerk, Tab.DO) if item.is_returned]
        Finding.objects.update(cleared_at=clock.now(), resolution="corrected")
        assert not [item for item in todos_of(cast.cadre, Tab.DO) if item.is_returned]

    def test_the_digest_of_all_counts_what_the_page_of_one_shows(self, cast, faulty):
        claim_true(by=cast.cadre, finding=findings(faulty[0]).get(), reason="村里核实过")
        today = clock.today()
        for code, kind, people in (
            ("findings", "四无", (cast.clerk, cast.township, cast.cadre)),
            ("claims", "核实", (cast.clerk, cast.township)),
        ):
            found = Counter()
            for due in DUES[code].find(cast.places.county.code, today):
                found[due.user_id] += due.count
            page = {
                user.pk: sum(item.count for item in todos_of(user, Tab.DO) if item.kind == kind)
                for user in people
            }
            assert found == page

    def test_one_who_may_do_nothing_has_nothing_to_do(self, as_user, faulty):
        assert as_user("leader").get("/todo/").context["groups"] == []
        assert as_user("outsider").get("/todo/").context["groups"] == []
        assert as_user("outsider").get("/todo/count/").content == b""


class TestPublished:
    def test_verdicts_and_what_the_claim_would_need(self, as_user, cast):
        county = cast.places.county
        published_figure(county)
        published_figure(county, "7003.5", "43820", "15.2%", name="互助资金借款占比")
        published_figure(county, "122739", "125133", "98.1%", name="交钥匙率")
        text = as_user("clerk").get("/published/").content.decode()
        assert all(word in text for word in ("相符（末位舍去）", "不符", "6,660.6", "46,075.7"))
        rows = {
            row["object"].name: row["object"].verdict
            for row in as_user("clerk").get("/published/").context["rows"]
        }
        assert rows == {"资金到位率": "truncated", "互助资金借款占比": "mismatch", "交钥匙率": "rounded"}

    def test_the_form_takes_what_people_write(self, as_user, cast):
        client = as_user("clerk")
        data = {
            "area": "422827", "unit": "县财政局", "name": "支出进度", "published_on": "2017.6.10",
            "numerator": "7,003.5", "denominator": "43820", "published_text": "１５．２％",
        }  # fmt: skip
        assert client.post("/published/add/", data).status_code == 302
        assert client.post("/published/add/", data | {"published_text": "一成半"}).status_code == 400
