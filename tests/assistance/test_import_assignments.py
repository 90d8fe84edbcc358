"""`import_assignments`: who helps whom with days, hand-over, and two helpers on one day told, never stored."""

import datetime as dt

import pytest

from assistance.models import Helper, HelperAssignment
from tests.assistance.factories import make_helper, put_in_charge
from tests.commands import history_sizes, run
from tests.households.factories import area_tree, make_household
from tests.list_book import codes, write

pytestmark = pytest.mark.django_db
HEADER = (
    "序号",
    "户编号",
    "户主姓名",
    "帮扶责任人",
    "帮扶单位",
    "职务",
    "帮扶人电话",
    "开始日期",
    "结束日期",
)
AS_OF = ("--as-of", "2017-06-30")


@pytest.fixture
def household():
    area_tree()
    return make_household(
        members=1, income=False, living=False, forms=False, household_no="420000009001", head_name="田仁山"
    )


def line(
    helper="向明", since="2017-03-01", until=None, unit="来凤县水利水产局", number="420000009001", **other
):
    return (1, number, "田仁山", helper, unit, other.get("post"), other.get("phone"), since, until)


def stored(household):
    rows = household.assignments.order_by("from_date")
    return [
        (name, str(since), until and str(until))
        for name, since, until in rows.values_list("helper__name", "from_date", "to_date")
    ]


def test_helpers_units_and_days_and_the_same_file_writes_nothing(household, tmp_path):
    path = write(
        tmp_path / "结对.xlsx",
        HEADER,
        line("向明", "2016-01-01", "2017-02-28", post="科员", phone="15400000001"),
        line("田华", "2017.3.1"),
    )
    code, counts, said = run("import_assignments", path, *AS_OF)
    assert (code, said, counts["assignments_opened"], counts["helpers_created"]) == (0, "", 2, 2)
    assert stored(household) == [("向明", "2016-01-01", "2017-02-28"), ("田华", "2017-03-01", None)]
    helper = Helper.objects.get(name="向明")
    assert (helper.unit.name, helper.post, helper.phone) == ("县水利水产局", "科员", "15400000001")
    household.refresh_from_db()
    assert household.helper_name == "田华"
    before = history_sizes()
    counts = run("import_assignments", path, *AS_OF)[1]
    assert (counts["assignments_opened"], counts["assignments_changed"]) == (0, 0)
    assert counts["assignments_unchanged"] == 2
    assert history_sizes() == before


def test_a_new_helper_takes_over_from_the_stored_one(household, tmp_path):
    put_in_charge(make_helper("彭山"), household, dt.date(2016, 1, 1))
    path = write(tmp_path / "结对.xlsx", HEADER, line("向明", "2017-05-10"))
    counts = run("import_assignments", path, *AS_OF)[1]
    assert (counts["assignments_opened"], counts["assignments_changed"]) == (1, 1)
    assert stored(household) == [("彭山", "2016-01-01", "2017-05-09"), ("向明", "2017-05-10", None)]


def test_two_helpers_in_the_file_hand_over(household, tmp_path):
    path = write(tmp_path / "结对.xlsx", HEADER, line("田华", "2017-04-01"), line("向明", "2016-01-01"))
    assert run("import_assignments", path, *AS_OF)[0] == 0
    assert stored(household) == [("向明", "2016-01-01", "2017-03-31"), ("田华", "2017-04-01", None)]


def test_the_same_helper_gets_his_real_days(household, tmp_path):
    put_in_charge(make_helper("向明", unit="县水利水产局"), household, dt.date(2017, 1, 1))
    path = write(tmp_path / "结对.xlsx", HEADER, line("向明", "2016-09-01"))
    counts = run("import_assignments", path, *AS_OF)[1]
    assert (counts["assignments_opened"], counts["assignments_changed"]) == (0, 1)
    assert stored(household) == [("向明", "2016-09-01", None)]
    # A list without units means the county's only helper of that name; without a day it changes none.
    path = write(tmp_path / "二.xlsx", HEADER, line("向明", None, unit=None))
    counts = run("import_assignments", path, *AS_OF)[1]
    assert (counts["assignments_unchanged"], counts["helpers_created"]) == (1, 0)


def test_a_wrong_helper_of_that_day_is_corrected(household, tmp_path):
    put_in_charge(make_helper("彭山"), household, dt.date(2017, 1, 1))
    path = write(tmp_path / "结对.xlsx", HEADER, line("向明", "2017-01-01"))
    assert run("import_assignments", path, *AS_OF)[1]["assignments_changed"] == 1
    assert stored(household) == [("向明", "2017-01-01", None)]


def test_every_fault_has_its_row_and_column_and_nothing_is_written(household, tmp_path):
    other = make_household(
        members=1, income=False, living=False, forms=False, household_no="420000009002", head_name="田仁山"
    )
    put_in_charge(make_helper("彭山"), other, dt.date(2017, 6, 1))
    path = write(
        tmp_path / "结对.xlsx",
        HEADER,
        line("向明", "2016-01-01", "2017-06-30"),
        line("田华", "2017-03-01", "2017-12-31"),
        line("覃云", "2017-05-01", number="420000009002"),
        line("", number="420000009002"),
        line(number="420000009999"),
        line(since="2001-01-01"),
        line(since="2017-03-01", until="2017-02-01"),
        line(phone="12345"),
    )
    before = history_sizes()
    found = codes(path, tmp_path / "f.json", "import_assignments", *AS_OF)
    assert found == [
        ("ASSIGNMENT_OVERLAP", 4, "开始日期"),
        ("ASSIGNMENT_OVERLAP", 5, "开始日期"),
        ("HELPER_MISSING", 6, "帮扶责任人"),
        ("LIST_HOUSEHOLD_UNKNOWN", 7, "户编号"),
        ("LIST_BEFORE_REGISTERED", 8, "开始日期"),
        ("LIST_DATE_ORDER", 9, "结束日期"),
        ("PHONE_INVALID", 10, "帮扶人电话"),
    ]
    code, counts, said = run("import_assignments", path, *AS_OF)
    assert (code, counts["written"], "7 处错误" in said) == (1, False, True)
    assert history_sizes() == before
    assert HelperAssignment.objects.count() == 1


def test_no_start_counts_from_the_year_and_says_so(household, tmp_path):
    path = write(tmp_path / "结对.xlsx", HEADER, line(since=None))
    counts = run("import_assignments", path, *AS_OF)[1]
    assert counts["notes"] == ["有 1 行没有开始日期，从 2017-01-01 起算（不早于识别时间）。"]
    assert stored(household) == [("向明", "2017-01-01", None)]


def test_support_stands_beside(household, tmp_path):
    put_in_charge(make_helper("彭山"), household, dt.date(2016, 1, 1))
    path = write(tmp_path / "结对.xlsx", (*HEADER, "角色"), (*line("向明"), "协助帮扶人"))
    assert run("import_assignments", path, *AS_OF)[1]["assignments_opened"] == 1
    assert household.assignments.filter(role="support").count() == 1
