"""One household, one file: what stands on the page, for whom, and masked."""

import datetime as dt
from decimal import Decimal

import pytest

from households import quality
from households.choices import Cause, FormSource, MemberChange, Relation
from households.quality import checked, faults_in
from households.services import (
    correct_household,
    correct_member,
    record_member_change,
    transfer_household,
)
from povertyapp.core import clock, verdicts
from povertyapp.core.history import because
from povertyapp.core.models import RevealRecord, RuleParameter
from povertyapp.core.once import while_reading
from povertyapp.core.period import Period
from tests.households.factories import id_number_of, make_household, make_member
from tests.inspections.factories import make_cared, make_helper

WHY = "入户核实"


@pytest.fixture
def file_of(client, cast):
    """Return a function that fetches a household's page as a member of the cast."""

    def fetch(household, user=None, path="", **query):
        client.force_login(user or cast.township)
        return client.get(f"/households/{household.household_no}/{path}", query)

    return fetch


def test_shows_the_file(file_of, household):
    response = file_of(household, m="2017-05")
    text = response.content.decode()
    assert response.status_code == 200
    for word in (
        household.head_name,
        "未脱贫",
        "缺技术",
        "一般贫困户",
        "2 人（劳力 2）",
        "2014 年",
        "表册对照",
    ):
        assert word in text, word
    assert "13,400.00" in text
    assert response.context["file"].poverty_line == Decimal("2952")


@pytest.mark.parametrize("path", ["", "history/", "edit/basic/", "members/add/", "reveal/?column=phone"])
def test_outsider_gets_404(client, cast, household, path):
    client.force_login(cast.outsider)
    url = f"/households/{household.household_no}/{path}"
    assert client.get(url).status_code == 404
    assert client.post(url, {"reason": WHY}).status_code in (404, 405)


def test_who_answers_for_the_household_sees_it(file_of, cast):
    own, others = make_household(answered_by=cast.helper), make_household()
    assert file_of(own, cast.helper).status_code == 200
    assert file_of(others, cast.helper).status_code == 404


def test_everything_is_masked(file_of, household):
    make_member(household, disability_card=household.members.first().id_number + "43")
    text = file_of(household).content.decode() + file_of(household, path="history/").content.decode()
    assert household.phone not in text
    assert household.bank_account not in text
    assert f"154****{household.phone[-4:]}" in text
    for member in household.members.all():
        assert member.id_number not in text
        assert member.birth_date.isoformat() not in text
        assert f"{member.id_number[:4]}************{member.id_number[-2:]}" in text


def test_edit_pages_are_masked_too(file_of, household):
    member = household.members.first()
    text = file_of(household, path="edit/basic/").content.decode()
    assert household.phone not in text
    assert household.bank_account not in text
    text = file_of(household, path=f"members/{member.person_no}/edit/").content.decode()
    assert member.id_number not in text
    assert member.birth_date.isoformat() not in text
    assert f"{member.birth_date.year} 年生" in text


def test_gaps_show_only_what_is_lacking(file_of, places):
    household = make_cared(make_helper())
    gaps = file_of(household, m="2017-05").context["file"].gaps
    assert not [gap for gap in gaps if gap["state"] == "warning"]
    household.main_cause = Cause.ILLNESS
    household.save()
    household.members.filter(relation=Relation.SPOUSE).update(ethnicity="")
    labels = [gap["label"] for gap in file_of(household, m="2017-05").context["file"].gaps]
    spouse = household.members.get(relation=Relation.SPOUSE)
    assert "因病致贫而全家健康" in labels
    assert f"{spouse.name}：民族未填" in labels


def test_what_is_checked_is_written_once_and_follows_the_parameters(places, django_assert_num_queries):
    household, other = make_household(), make_household()
    household.members.filter(relation=Relation.HEAD).update(work_months=10)
    period = Period(2017, 5)

    def codes(home):
        return {fault.rule.code for fault in faults_in(checked(home, period))}

    known = codes(household), codes(other)
    # The parameters: writing a query asks for nothing else.
    with while_reading(), django_assert_num_queries(1):
        for written in (quality._written, verdicts._passes_of_some):
            written.cache_clear()
        checked(household, period)
        verdicts._passes_of_some(places.county.pk, period, None, True, clock.today(), "")
    RuleParameter.objects.create(
        name="data.work_months_max", area=places.county, value=9, effective_from=dt.date(2017, 1, 1)
    )
    assert codes(household) - known[0] == {"DQ-05"}
    assert codes(other) == known[1]


def test_the_two_forms_stand_beside_the_register(file_of, household):
    household.form_figures.filter(source=FormSource.HANDBOOK).update(woodland_mu=Decimal("3.5"))
    woodland = file_of(household).context["file"].forms[2]
    assert [cell["value"] for cell in woodland["cells"]] == [
        Decimal("2.00"),
        Decimal("2.00"),
        Decimal("3.50"),
    ]
    assert [cell["differs"] for cell in woodland["cells"]] == [False, False, True]
    text = file_of(household).content.decode()
    assert "✖" in text[text.index('id="forms"') : text.index('id="measures"')]


def test_who_left_stays_in_the_table_and_has_no_age(file_of, cast, household):
    spouse = household.members.get(relation=Relation.SPOUSE)
    record_member_change(
        by=cast.cadre, member=spouse, kind=MemberChange.DEATH, on=dt.date(2017, 3, 2), reason="去世"
    )
    rows = file_of(household).context["file"].members
    assert [row["gone"] for row in rows] == ["", "死亡 2017-03-02"]
    assert rows[1]["age"] is None


def test_a_year_is_written_without_a_comma(file_of, household):
    household.living.update(housing_built_year=1989)
    text = file_of(household).content.decode()
    assert "1989" in text
    assert "1,989" not in text


def test_income_compares_with_the_year_before(file_of, household):
    household.incomes.filter(year=2017).update(net_income_per_capita=Decimal("7960"))
    newest = file_of(household).context["file"].incomes[0]
    assert newest["change"] == Decimal("1260.00")
    assert "▲ +1,260" in file_of(household).content.decode()


class TestHistory:
    def change(self, cast, household):
        correct_household(
            by=cast.township,
            household=household,
            reason=WHY,
            main_cause=Cause.LACK_CAPITAL,
            phone="15400009999",
        )
        correct_member(
            by=cast.cadre,
            member=household.members.first(),
            reason="换证",
            id_number=id_number_of(dt.date(1981, 2, 3)),
            ethnicity="汉族",
        )

    def test_who_when_why_old_and_new_with_sealed_columns_only_named(self, file_of, cast, household):
        self.change(cast, household)
        response = file_of(household, path="history/")
        changes = response.context["changes"]
        by_reason = {change.reason: change for change in changes}
        member, own = by_reason["换证"], by_reason[WHY]
        assert (own.who, own.reason) == (str(cast.township), WHY)
        assert {line.label: (line.old, line.new) for line in own.lines if not line.what} == {
            "主要致贫原因": ("缺技术", "缺资金")
        }
        assert [line.label for line in own.lines if line.what] == ["联系电话"]
        head = household.members.first().name
        assert {line.label for line in member.lines if line.what} == {
            f"{head} 证件号码",
            f"{head} 出生日期",
        }
        text = response.content.decode()
        assert "联系电话 已更改" in text
        assert len([change for change in changes if change.reason]) == 2
        assert "15400009999" not in text
        assert "1981" not in text

    def test_the_name_of_a_service_is_no_reason(self, file_of, cast, household):
        with because(by=cast.cadre, reason="move_in_2"):
            household.remark = "有人住"
            household.save(update_fields=["remark"])
        newest = file_of(household, path="history/").context["changes"][0]
        assert (newest.who, newest.reason) == (str(cast.cadre), "")

    def test_as_a_panel_the_newest_only(self, client, cast, household):
        for n in range(12):
            correct_household(by=cast.cadre, household=household, reason=WHY, remark=f"第{n}次")
        client.force_login(cast.cadre)
        url = f"/households/{household.household_no}/history/"
        text = client.get(url, headers={"HX-Request": "true"}).content.decode()
        assert "第11次" in text
        assert "第0次" not in text
        assert "全部变更" in text
        assert "<html" not in text

    def test_a_move_names_the_villages(self, file_of, cast, household):
        transfer_household(
            by=cast.clerk, household=household, to_area=cast.places.next_village, reason="搬迁"
        )
        changes = file_of(household, path="history/").context["changes"]
        (line,) = next(change.lines for change in changes if change.reason == "搬迁")
        assert (line.label, line.old, line.new) == ("行政区划", "老茶村", "竹坝村")


class TestReveal:
    def url(self, household, column="phone", person=""):
        return f"/households/{household.household_no}/reveal/?column={column}" + (
            f"&person={person}" if person else ""
        )

    def test_asks_records_and_shows(self, client, cast, household):
        client.force_login(cast.township)
        assert household.phone not in client.get(self.url(household)).content.decode()
        assert not RevealRecord.objects.exists()
        response = client.post(self.url(household), {"reason": "电话通知"})
        assert household.phone in response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"
        record = RevealRecord.objects.get()
        assert (record.seen_by, record.reason) == (cast.township, "电话通知")

    def test_of_a_member(self, client, cast, household):
        member = household.members.first()
        client.force_login(cast.township)
        response = client.post(self.url(household, "id_number", member.person_no), {"reason": "核对"})
        assert member.id_number in response.content.decode()
        assert RevealRecord.objects.get().subject == member.person_no

    def test_without_reason_nothing(self, client, cast, household):
        client.force_login(cast.township)
        response = client.post(self.url(household), {"reason": " "})
        assert response.status_code == 400
        assert household.phone not in response.content.decode()
        assert not RevealRecord.objects.exists()

    def test_without_the_verb_403_and_no_door(self, client, cast, household, file_of):
        client.force_login(cast.cadre)
        assert client.post(self.url(household), {"reason": WHY}).status_code == 403
        assert "reveal" not in file_of(household, cast.cadre).content.decode()
        assert "reveal" in file_of(household, cast.township).content.decode()

    def test_only_masked_columns_of_members_of_this_household(self, client, cast, household):
        stranger = make_household().members.first()
        client.force_login(cast.township)
        for url in (
            self.url(household, "head_name"),
            self.url(household, "id_number"),
            self.url(household, "id_number", stranger.person_no),
        ):
            assert client.post(url, {"reason": WHY}).status_code == 404


def test_the_number_of_queries_does_not_follow_the_members(
    client, cast, household, django_assert_max_num_queries
):
    client.force_login(cast.township)
    url = household.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(8) as few:
        client.get(url, {"m": "2017-05"})
    for _n in range(5):
        make_member(household)
    with django_assert_max_num_queries(len(few)):
        client.get(url, {"m": "2017-05"})
