"""`import_trainings`: an attendance list, every fault told, nobody written twice."""

import datetime as dt
from types import SimpleNamespace

import pytest

from assistance.choices import TrainingKind
from assistance.models import TrainingAttendance, TrainingSession
from povertyapp.core import clock
from povertyapp.core.imports import IMPORTS, ImportRequest
from povertyapp.core.workbooks import read_workbook
from tests.assistance.economy import make_training
from tests.commands import history_sizes, run
from tests.households.factories import NEXT_VILLAGE, area_tree, make_household, make_member
from tests.list_book import codes, write

pytestmark = pytest.mark.django_db
HEADER = (
    "序号",
    "户编号",
    "户主姓名",
    "姓名",
    "人编号",
    "培训内容",
    "培训类别",
    "培训日期",
    "结束日期",
    "主办单位",
    "学时",
    "签到",
)
AS_OF = ("--as-of", "2017-06-30")


@pytest.fixture
def household():
    area_tree()
    return make_household(
        members=1, income=False, living=False, forms=False, household_no="420000009001", head_name="田仁山"
    )


@pytest.fixture
def son(household):
    return make_member(household, name="田小山")


def line(name="田仁山", topic="茶园修剪", day="2017-03-05", **other):
    number, head = other.get("number", "420000009001"), other.get("head", "田仁山")
    facts = (other.get("person", ""), topic, other.get("kind", "种植技术"), day, other.get("until"))
    return (
        1,
        number,
        head,
        name,
        *facts,
        other.get("organiser", "县农业局"),
        other.get("hours"),
        other.get("signed", "是"),
    )


def test_rows_become_trainings_and_the_same_file_writes_nothing(household, son, tmp_path):
    path = write(
        tmp_path / "签到.xlsx",
        HEADER,
        line(hours=8, until="2017.3.6"),
        line("田小山", until="2017.3.6", signed="否"),
        line(topic="生猪养殖", kind="养殖技术", day="2017年5月2日"),
    )
    code, counts, said = run("import_trainings", path, *AS_OF)
    assert (code, said) == (0, "")
    assert (counts["trainings_created"], counts["attendances_created"], counts["written"]) == (2, 3, True)
    tea = TrainingSession.objects.get(topic="茶园修剪")
    assert (tea.area_id, tea.kind, tea.hours, tea.last_day) == (
        household.area_id,
        TrainingKind.CROPS,
        8,
        dt.date(2017, 3, 6),
    )
    came = tea.attendances.order_by("member__name")
    assert [(row.member.name, row.is_signed, row.happened_on) for row in came] == [
        ("田仁山", True, tea.last_day),
        ("田小山", False, tea.last_day),
    ]
    # The list is of 30 June: what happened in March was entered late, what happened in May before its cut-off was not.
    assert set(TrainingAttendance.objects.late().values_list("session__topic", flat=True)) == {
        "茶园修剪",
        "生猪养殖",
    }
    assert came[0].recorded_at == clock.moment(dt.date(2017, 6, 30), 23, 59)
    before = history_sizes()
    counts = run("import_trainings", path, *AS_OF)[1]
    assert (counts["trainings_created"], counts["attendances_created"], counts["attendances_unchanged"]) == (
        0,
        0,
        3,
    )
    assert history_sizes() == before


def test_a_list_completes_a_training_on_record_and_one_of_two_villages_is_the_township_s(
    household, son, tmp_path
):
    known = make_training(
        household.members.get(name="田仁山"),
        topic="茶园修剪",
        day=dt.date(2017, 3, 5),
        area_id=household.area_id[:9],
    )
    other = make_household(
        members=1, income=False, living=False, forms=False, area_id=NEXT_VILLAGE, head_name="向邻家"
    )
    away = {"number": other.household_no, "head": "向邻家", "name": "向邻家"}
    path = write(
        tmp_path / "签到.xlsx", HEADER, line(), line("田小山"), line(topic="育婴"), line(topic="育婴", **away)
    )
    counts = run("import_trainings", path, *AS_OF)[1]
    assert (counts["trainings_created"], counts["attendances_created"]) == (1, 3)
    assert known.attendances.count() == 2
    assert TrainingSession.objects.get(topic="育婴").area_id == household.area_id[:9]


def test_every_fault_has_its_row_and_column_and_nothing_is_written(household, son, tmp_path):
    make_member(household, name="田小山")
    number = son.person_no
    household.left_register_on = dt.date(2017, 6, 1)
    household.save()
    path = write(
        tmp_path / "签到.xlsx",
        HEADER,
        line(number="420000009999", topic="课1"),
        line(head="田仁水", topic="课2"),
        line("没有他", topic="课3"),
        line("田小山", topic="课4"),
        line("田大山", person=number, topic="课5"),
        line(person="42000000900199", topic="课6"),
        line(day="2017-02-30", topic="课7"),
        line(day="2013-05-01", topic="课8"),
        line(day="2017-06-02", topic="课9"),
        line(day="2999-01-01", topic="课10"),
        line(until="2017-03-04", topic="课11"),
        line(topic=""),
        line(kind="看不懂", topic="课13"),
        line(topic="重复"),
        line(topic="重复"),
        line(topic="长" * 81),
        line(hours="三天", topic="课17"),
        line("田小山", person=number, topic="好的"),
    )
    before = history_sizes()
    found = codes(path, tmp_path / "f.json", "import_trainings", *AS_OF)
    assert found == [
        ("LIST_HOUSEHOLD_UNKNOWN", 3, "户编号"),
        ("LIST_HOUSEHOLD_OTHER", 4, "户主姓名"),
        ("LIST_PERSON_UNKNOWN", 5, "姓名"),
        ("LIST_PERSON_UNKNOWN", 6, "姓名"),
        ("LIST_PERSON_OTHER", 7, "姓名"),
        ("LIST_PERSON_UNKNOWN", 8, "人编号"),
        ("DATE_INVALID", 9, "培训日期"),
        ("LIST_BEFORE_REGISTERED", 10, "培训日期"),
        ("LIST_AFTER_LEFT", 11, "培训日期"),
        ("LIST_DATE_FUTURE", 12, "培训日期"),
        ("LIST_AFTER_LEFT", 12, "培训日期"),
        ("LIST_DATE_ORDER", 13, "结束日期"),
        ("LIST_FIELD_MISSING", 14, "培训内容"),
        ("DICT_UNKNOWN", 15, "培训类别"),
        ("LIST_DUPLICATE", 17, "姓名"),
        ("LIST_TOO_LONG", 18, "培训内容"),
        ("NUMBER_INVALID", 19, "学时"),
    ]
    assert history_sizes() == before
    code, counts, said = run("import_trainings", path, *AS_OF)
    assert (code, counts["written"]) == (1, False)
    assert "17 处错误" in said
    code, counts, _said = run("import_trainings", path, "--only-clean", *AS_OF)
    assert (code, counts["attendances_created"], counts["rows_left_out"]) == (0, 2, 16)


def test_the_wizard_offers_it_and_runs_the_same(household, tmp_path):
    kind = IMPORTS["trainings"]
    assert kind.layouts[0].required
    workbook = read_workbook(write(tmp_path / "签到.xlsx", HEADER, line(), line("没有他")))
    progress = SimpleNamespace(phase=lambda name, total: SimpleNamespace(advance=lambda rows=1: None))
    request = ImportRequest(
        by=None,
        workbook=workbook,
        county=household.area.parent.parent,
        progress=progress,
        as_of=dt.date(2017, 6, 30),
        only_clean=True,
    )
    outcome = kind.run(request)
    assert [found.code for found in outcome.findings] == ["LIST_PERSON_UNKNOWN"]
    assert ([tally.created for tally in outcome.tallies], outcome.left_out) == ([1, 1], 1)
