"""Acting on many data faults, claims and lines of the ledger at once: through the service of one, undone as one."""

import io

import openpyxl
import pytest
from django.urls import reverse

from households.choices import Cause
from households.models import Household
from inspections.choices import ClaimStatus
from inspections.models import Claim, Finding, Urging
from inspections.services.findings import claim_true
from inspections.services.ledger import assign_measure
from povertyapp.core.models import BulkRun, Notice, RuleParameter
from povertyapp.core.undo import undo_act
from tests.households.factories import OTHER_VILLAGE, make_household
from tests.inspections.factories import make_finding
from tests.inspections.rectifying import closed, make_measure, make_problem

pytestmark = pytest.mark.django_db
FINDINGS, CLAIMS, LEDGER = "inspections:quality_list", "inspections:claims", "inspections:ledger"


@pytest.fixture
def act(client, cast):
    """Return the function that acts on rows of a list: with `_do`, after it was shown what there is to look at."""

    def acting(who, name, code, rows, *, do=True, **more):
        client.force_login(getattr(cast, who))
        url = f"{reverse('core:bulk', args=[code])}?list={name}"
        picked = {"pick": [row.pk for row in rows]}
        shown = client.post(url, picked)
        if not do or shown.status_code != 200:
            return shown
        seen = {f"seen_{one['pk']}": one["mark"] for one in shown.context["looked_at"]}
        return client.post(url, {**picked, **seen, "_do": "1", **more})

    return acting


@pytest.fixture
def claims(cast, faulty):
    """Two claims of the village and one of the township clerk."""
    by = (cast.cadre, cast.cadre, cast.township)
    found = Finding.objects.open().filter(rule="DQ-23").order_by("pk")
    return [
        claim_true(by=who, finding=one, reason="户主长期外出") for who, one in zip(by, found, strict=True)
    ]


def told(run):
    return {reason for *_facts, reason in run.lines if reason}


class TestClaims:
    def test_each_is_shown_whole_before_it_is_answered(self, act, claims):
        page = act("township", CLAIMS, "answer", claims, do=False)
        assert {one["code"] for one in page.context["looked_at"]} == {
            f"DQ-23 {one.subject_code}" for one in claims[:2]
        }
        assert "户主长期外出" in page.content.decode()
        assert "是您自己说明的" in page.content.decode()
        assert not Claim.objects.filter(status=ClaimStatus.ACCEPTED).exists()

    def test_accepted_at_once_they_end_their_findings_and_undone_they_wait_again(self, act, cast, claims):
        answer = act("township", CLAIMS, "answer", claims, answer="查看了外出务工证明")
        run = BulkRun.objects.get()
        assert answer["Location"] == run.get_absolute_url()
        assert (run.done, run.skipped) == (2, 1)
        assert Claim.objects.filter(status=ClaimStatus.ACCEPTED, checked_by=cast.township).count() == 2
        assert Finding.objects.open().filter(rule="DQ-23").count() == 1
        undo_act(by=cast.township, act=run.act)
        assert Claim.objects.filter(status=ClaimStatus.ASKED, checked_by=None).count() == 3
        assert Finding.objects.open().filter(is_claimed=True, rule="DQ-23").count() == 3

    def test_all_by_conditions_is_no_looking(self, client, cast, claims):
        client.force_login(cast.township)
        url = f"{reverse('core:bulk', args=['answer'])}?list={CLAIMS}"
        answer = client.post(url, {"all": "1", "_do": "1", "answer": "查看了"}, follow=True)
        assert "这一项要逐条看过再办" in answer.content.decode()
        client.post(url, {"pick": [one.pk for one in claims], "_do": "1", "answer": "查看了"})
        assert not BulkRun.objects.exists()
        assert not Claim.objects.filter(status=ClaimStatus.ACCEPTED).exists()

    def test_the_to_do_page_lets_one_tick_them(self, client, cast, claims):
        client.force_login(cast.township)
        page = client.get("/todo/").content.decode()
        assert f'name="pick" value="{claims[0].pk}"' in page
        assert f'name="pick" value="{claims[2].pk}"' not in page
        assert "勾选的一起办：核实认可" in page


class TestFindings:
    def test_mended_as_proposed_and_undone(self, act, cast, faulty):
        rows = list(Finding.objects.open().filter(rule="DQ-23"))
        other = make_finding(faulty[0], "DQ-20")
        act("township", FINDINGS, "accept", [*rows, other])
        run = BulkRun.objects.get()
        assert (run.done, run.skipped) == (3, 1)
        assert told(run) == {"没有唯一的改法，请打开逐条改"}
        assert not Finding.objects.open().filter(rule="DQ-23").exists()
        for home in faulty:
            home.refresh_from_db()
            assert home.other_causes == []
        undo_act(by=cast.township, act=run.act)
        assert Finding.objects.open().filter(rule="DQ-23").count() == 3

    def test_what_changed_since_it_was_shown_is_left_out(self, client, act, cast, faulty):
        rows = list(Finding.objects.open().filter(rule="DQ-23"))
        page = act("township", FINDINGS, "accept", rows, do=False)
        seen = {f"seen_{one['pk']}": one["mark"] for one in page.context["looked_at"]}
        causes = [Cause.LACK_SKILL, Cause.DISABILITY]
        Household.objects.filter(pk=faulty[0].pk).update(other_causes=causes)
        url = f"{reverse('core:bulk', args=['accept'])}?list={FINDINGS}"
        client.post(url, {"pick": [row.pk for row in rows], "_do": "1", **seen})
        run = BulkRun.objects.get()
        assert (run.done, run.skipped) == (2, 1)
        faulty[0].refresh_from_db()
        assert faulty[0].other_causes == causes

    def test_claimed_with_one_reason_and_taken_back(self, act, cast, faulty):
        rows = list(Finding.objects.open().filter(rule="DQ-23"))
        assert act("cadre", FINDINGS, "claim", rows, reason="短").status_code == 400
        act("cadre", FINDINGS, "claim", rows, reason="全村统一登记口径，已核实")
        assert Claim.objects.filter(asked_by=cast.cadre).count() == 3
        assert not Finding.objects.to_mend().filter(rule="DQ-23").exists()
        undo_act(by=cast.cadre, act=BulkRun.objects.get().act)
        assert not Claim.objects.exists()
        assert Finding.objects.to_mend().filter(rule="DQ-23").count() == 3

    def test_the_village_is_urged_once_in_days_and_reads_one_line(self, client, act, cast, faulty):
        rows = list(Finding.objects.open().filter(rule="DQ-23"))
        act("clerk", FINDINGS, "urge", rows)
        notice = Notice.objects.get(kind="urged_finding")
        assert (notice.reader, notice.facts) == (cast.cadre, {"n": 3})
        client.force_login(cast.cadre)
        assert "3 条数据问题还没有改正" in client.get("/todo/?tab=read").content.decode()
        assert "几天内已经催过" in act("township", FINDINGS, "urge", rows, do=False).content.decode()
        undo_act(by=cast.clerk, act=BulkRun.objects.get().act)
        assert not Urging.objects.exists()
        assert not Notice.objects.filter(kind="urged_finding").exists()

    def test_others_findings_are_not_acted_on(self, act, cast):
        theirs = make_finding(make_household(area_id=OTHER_VILLAGE), "DQ-23")
        assert act("township", FINDINGS, "claim", [theirs], reason="全村统一口径").status_code == 302
        assert act("helper", FINDINGS, "urge", [theirs]).status_code == 403
        assert not BulkRun.objects.exists()


class TestLedger:
    @pytest.fixture
    def lines(self, cast):
        """A planned measure, a closed one, and a problem without any."""
        county = cast.places.county
        done, planned = make_measure(county), make_measure(county)
        closed(cast, done)
        return [planned, done, make_problem(county)]

    @pytest.fixture
    def items(self, client, cast, lines):
        client.force_login(cast.clerk)
        return [row["object"] for row in client.get(reverse(LEDGER)).context["rows"]]

    def test_responsible_people_are_set_and_put_back(self, act, cast, lines, items):
        assert act("clerk", LEDGER, "responsible", items).status_code == 400
        act("clerk", LEDGER, "responsible", items, person_name="彭某", answered_by=cast.township.pk)
        run = BulkRun.objects.get()
        assert (run.done, run.skipped) == (1, 2)
        assert told(run) == {
            "状态为“已销号”的措施不能修改；请刷新后看现在能办哪一步。",
            "问题还没有整改措施，请先列措施",
        }
        lines[0].refresh_from_db()
        assert (lines[0].person_name, lines[0].answered_by) == ("彭某", cast.township)
        assert lines[0].leader_name == "田某"
        undo_act(by=cast.clerk, act=run.act)
        lines[0].refresh_from_db()
        assert (lines[0].person_name, lines[0].answered_by) == ("向某", None)

    def test_who_carries_a_measure_out_is_urged(self, act, cast, lines, items):
        lines[0].answered_by = cast.township
        lines[0].save(update_fields=["answered_by"])
        assert "还没有交办，请先交办" in act("clerk", LEDGER, "urge", items, do=False).content.decode()
        assign_measure(by=cast.clerk, measure=lines[0])
        act("clerk", LEDGER, "urge", items)
        notice = Notice.objects.get(kind="urged_measure")
        assert (notice.reader, notice.facts) == (cast.township, {"n": 1})
        assert told(BulkRun.objects.get()) == {"不在整改的时候，不用催", "问题还没有整改措施"}

    def test_chosen_lines_leave_in_the_ledgers_own_form(self, client, cast, items):
        url = f"{reverse('core:bulk', args=['export'])}?list={LEDGER}"
        answer = client.post(url, {"pick": [item.pk for item in items if item.measure]})
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["整改台账"]
        assert "共2条" in sheet["A2"].value
        assert sheet["B6"].value == items[0].problem.no

    def test_no_more_at_once_than_the_county_allows(self, client, act, cast, items):
        RuleParameter.objects.filter(name="bulk.each_at_once_max").update(value=1)
        answer = act("clerk", LEDGER, "responsible", items, person_name="彭某")
        assert "一次最多办 1 条" in client.get(answer["Location"]).content.decode()
        assert not BulkRun.objects.exists()
