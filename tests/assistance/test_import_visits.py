"""The log of visits: exactly the findings of its key, every visit once, in its own month."""

import datetime as dt
import json
from collections import Counter
from io import StringIO

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command

from assistance.choices import Channel
from assistance.models import HelperAssignment, Visit
from povertyapp.core import clock
from povertyapp.core.models import MonthLock, RuleParameter
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from tests.assistance.factories import make_helped, make_helper, make_visit, roster_households
from tests.data import FIXTURES

pytestmark = pytest.mark.django_db

LOG = FIXTURES / "visit-log-2017h1.xlsx"
KEY = json.loads((FIXTURES / "visit-log-2017h1.key.json").read_text("utf-8"))
PLACE = ("code", "sheet", "row", "column", "household_no")
HEADER = ("户编号", "户主姓名", "帮扶责任人", "走访日期", "走访方式", "走访内容")


def run(path=LOG, **options):
    out = StringIO()
    call_command("import_visits", str(path), stdout=out, stderr=StringIO(), **options)
    return json.loads(out.getvalue().splitlines()[-1])


def refused(path):
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_visits", str(path), stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue().splitlines()[-1])["written"] is False
    assert "\n" not in str(caught.value)
    assert not Visit.objects.exists()
    return caught.value


@pytest.fixture
def roster(db):
    return roster_households()


@pytest.fixture
def log(tmp_path):
    """Write a log of our own: rows under one title."""

    def write(*rows, title="来凤县2017年3月入户走访登记表", sheet="3月", header=HEADER):
        path = tmp_path / "走访.xlsx"
        wb = openpyxl.Workbook()
        ws = wb.active
        ws.title = sheet
        ws.append([title])
        ws.append(list(header))
        for row in rows:
            ws.append(list(row))
        wb.save(path)
        return path

    return write


def row_of(household, helper, day, channel="入户", content="了解情况"):
    return household.household_no, household.head_name, helper.name, day, channel, content


def test_reports_exactly_the_findings_of_the_key(roster, tmp_path):
    out = tmp_path / "findings.json"
    result = run(findings=out)
    told = json.loads(out.read_text("utf-8"))
    assert told["as_of"] == KEY["as_of"]
    assert told["file"] == KEY["file"]
    assert [{name: found[name] for name in (*PLACE, "message")} for found in told["findings"]] == [
        {name: found[name] for name in (*PLACE, "message")} for found in KEY["findings"]
    ]
    assert result["findings_total"] == len(KEY["findings"]) == 21
    assert result["findings_by_code"] == dict(sorted(Counter(f["code"] for f in KEY["findings"]).items()))


def test_counts_by_household_and_month_equal_the_key(roster):
    result = run()
    home, contacts = Counter(), Counter()
    for visit in Visit.objects.filter(happened_on__year=2017):
        own = (
            HelperAssignment.objects.primary()
            .in_force(visit.happened_on)
            .filter(household=visit.household_id, helper=visit.helper_id)
        )
        number = visit.household.household_no
        contacts[number, visit.happened_on.month] += 1
        home[number, visit.happened_on.month] += visit.channel == Channel.HOME and own.exists()
    for one in KEY["households"]:
        number, months = one["household_no"], range(1, 7)
        if not one["away"]:
            assert [home[number, month] for month in months] == one["home_visits_by_month"], number
        assert [contacts[number, month] for month in months] == one["contacts_by_month"], number
    assert result["visits_created"] == Visit.objects.count() == sum(contacts.values())


def test_a_signed_log_is_not_late_in_its_own_months(roster):
    assert run()["late"] == 0
    assert not Visit.objects.late().exists()


def test_a_second_import_writes_nothing_and_tells_the_same(roster, tmp_path):
    first = run(findings=tmp_path / "1.json")
    history = Visit.history.rel.related_model.objects.count()
    second = run(findings=tmp_path / "2.json")
    assert second["visits_created"] == 0
    assert second["visits_unchanged"] == first["visits_created"]
    assert (tmp_path / "1.json").read_text() == (tmp_path / "2.json").read_text()
    assert Visit.history.rel.related_model.objects.count() == history


def test_visits_of_a_locked_month_are_stored_late(roster, places):
    closed_at = clock.moment(dt.date(2017, 4, 8), 9)
    MonthLock.objects.create(county_id="422827", month="2017-03", closed_at=closed_at)
    result = run()
    march = Visit.objects.filter(happened_on__month=3)
    assert result["late"] == march.count() == Visit.objects.late().count() > 0
    assert all(visit.recorded_at >= closed_at for visit in march)


def test_a_visit_outside_the_months_of_the_log_counts_as_entered_on_the_day_of_the_log(places, log):
    household, helper = make_helped()
    run(log(row_of(household, helper, dt.date(2017, 1, 20)), row_of(household, helper, dt.date(2017, 3, 2))))
    january, march = Visit.objects.order_by("happened_on")
    assert january.recorded_at == clock.moment(dt.date(2017, 3, 31), 23, 59)
    assert list(Visit.objects.late()) == [january]
    assert not Visit.objects.late().filter(pk=march.pk).exists()


def test_a_day_after_the_date_of_the_log_is_told_and_not_stored(places, log, tmp_path):
    household, helper = make_helped()
    path = log(row_of(household, helper, "2017.3.20"))
    result = run(path, as_of=dt.date(2017, 3, 15), findings=tmp_path / "f.json")
    assert result["findings_by_code"] == {"VISIT_FUTURE": 1}
    [found] = json.loads((tmp_path / "f.json").read_text("utf-8"))["findings"]
    assert found["message"] == "走访日期晚于2017-03-15"
    assert not Visit.objects.exists()


def test_the_date_above_the_table_is_the_date_of_the_log(places, log, tmp_path):
    household, helper = make_helped()
    path = log(
        row_of(household, helper, "2017.3.20"), title="走访登记表 填报日期：2017年4月2日", sheet="表一"
    )
    run(path, findings=tmp_path / "f.json")
    assert json.loads((tmp_path / "f.json").read_text("utf-8"))["as_of"] == "2017-04-02"
    assert Visit.objects.get().recorded_at == clock.moment(dt.date(2017, 4, 2), 23, 59)


@time_machine.travel("2017-03-20 10:00+08:00", tick=False)
def test_a_log_of_the_running_month_counts_as_entered_now_at_the_latest(places, log):
    household, helper = make_helped()
    result = run(log(row_of(household, helper, "2017.3.18"), row_of(household, helper, "2017.3.21")))
    assert result["findings_by_code"] == {"VISIT_FUTURE": 1}
    assert Visit.objects.get().recorded_at == clock.now()


def test_a_visit_by_somebody_else_is_a_contact_with_his_name(places, log):
    household, _helper = make_helped()
    other = make_helper("向来客")
    result = run(log(row_of(household, other, "2017.3.5")))
    visit = Visit.objects.get()
    assert result["findings_by_code"] == {"VISIT_HELPER_MISMATCH": 1}
    assert (visit.helper, visit.visitor_name) == (other, "向来客")


def test_a_visit_recorded_by_hand_is_not_doubled_by_the_log(places, log):
    household, helper = make_helped()
    make_visit(household, helper, dt.date(2017, 3, 5))
    result = run(log(row_of(household, helper, "2017.3.5")))
    assert (result["visits_created"], result["visits_unchanged"]) == (0, 1)


def test_a_corrected_row_of_a_stored_visit_is_a_duplicate_not_a_second_visit(places, log):
    household, helper = make_helped()
    run(log(row_of(household, helper, "2017.3.5", content="甲")))
    result = run(log(row_of(household, helper, "2017.3.5", content="乙")))
    assert result["findings_by_code"] == {"VISIT_DUPLICATE": 1}
    assert Visit.objects.get().content == "甲"


def test_an_unknown_way_of_visiting_is_told_and_kept_as_a_contact(places, log):
    household, helper = make_helped()
    result = run(log(row_of(household, helper, "2017.3.5", channel="飞鸽传书")))
    visit = Visit.objects.get()
    assert result["findings_by_code"] == {"DICT_UNKNOWN": 1}
    assert (visit.channel, visit.detail) == (Channel.OTHER, {"channel": "飞鸽传书"})


def test_copied_texts_follow_the_county_s_own_limit(places, log):
    RuleParameter.objects.create(
        name="visit.copied_text_households",
        area_id="422827",
        effective_from=dt.date(2017, 1, 1),
        value=2,
    )
    first, helper = make_helped()
    second, _same = make_helped(helper=helper)
    result = run(log(row_of(first, helper, "2017.3.5"), row_of(second, helper, "2017.3.6")))
    assert result["findings_by_code"] == {"VISIT_TEXT_COPIED": 2}


def test_a_household_off_the_register_that_day_is_unknown(places, log):
    household, helper = make_helped(left_register_on=dt.date(2017, 3, 5))
    path = log(row_of(household, helper, "2017.3.4"), row_of(household, helper, "2017.3.5"))
    assert run(path)["findings_by_code"] == {"VISIT_UNKNOWN_HOUSEHOLD": 1}
    assert Visit.objects.get().happened_on == dt.date(2017, 3, 4)


def test_a_file_that_cannot_be_taken_in_gets_one_sentence(places, log, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    assert refused(tmp_path / "broken.xlsx").returncode == 1
    assert refused(tmp_path / "empty.xlsx").returncode == 1
    assert "只有表头" in str(refused(log()))
    assert "没有找到列" in str(refused(log(("甲", "乙"), header=("项目", "金额"))))
    assert "帮扶责任人" in str(refused(log(("1", "2017.3.1"), header=("户编号", "走访日期"))))
    assert refused(tmp_path / "nowhere.xlsx").returncode == 2


def test_lateness_in_sql_equals_the_period_s_own_cut_off(places, log):
    RuleParameter.objects.create(
        name="account.entry_cutoff_day",
        area_id="422827",
        effective_from=dt.date(2017, 2, 15),
        effective_to=dt.date(2017, 4, 10),
        value=6,
    )
    household, helper = make_helped()
    for month in range(1, 7):
        period = Period(2017, month)
        day = Parameters("422827", period.start)("account.entry_cutoff_day")
        assert day == (6 if month in (3, 4) else 3)
        cutoff = period.entry_ends(Parameters("422827", period.start))
        assert cutoff == period.cutoff(day)
        on_time = make_visit(household, helper, period.end, recorded_at=cutoff - dt.timedelta(microseconds=1))
        late = make_visit(household, helper, period.start, recorded_at=cutoff)
        assert set(Visit.objects.late().filter(pk__in=[on_time.pk, late.pk])) == {late}, month
