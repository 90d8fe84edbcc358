"""HA-U2: indicators of sectors with their owner, their path and what was reported (LF-55)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from inspections.models import AccountLine, Indicator, IndicatorValue, PartyAccount
from inspections.services.account import compute_account
from inspections.services.indicators import (
    import_indicators,
    keep_indicator,
    report_value,
    set_path,
    system_figure,
)
from povertyapp.core import clock
from povertyapp.core.models import ExportRecord, MonthLock
from povertyapp.core.period import Period
from povertyapp.core.todo import Tab, todos_of
from povertyapp.core.workbooks import read_workbook
from tests.assistance.teams import make_unit
from tests.households.factories import cast as make_cast
from tests.inspections.factories import make_cared, make_helper
from tests.inspections.sector import make_indicator, report
from tests.list_book import write

MARCH = Period(2017, 3)
PATH = {"2017-03": 95}


@pytest.fixture
def cast(db):
    return make_cast()


def outcome(cast, indicator):
    account = compute_account(cast.places.county, MARCH)
    line = AccountLine.objects.filter(account=account, rule="LF-55", subject_code=indicator.code).first()
    return line and line.outcome


@pytest.mark.parametrize(
    ("facts", "values", "said"),
    [
        ({}, [(95, 100)], "met"),
        ({}, [(Decimal("94.9999"), 100)], "failed"),  # shown with two decimals, compared exactly
        ({"direction": "lower"}, [(95, 100)], "met"),
        ({"direction": "lower"}, [(96, 100)], "failed"),
        ({"is_share": False}, [(95,)], "met"),
        ({"is_share": False}, [(94,)], "failed"),
        ({}, [], "failed"),
        ({}, [(95, 100, "2017-03", dt.date(2017, 4, 3))], "met"),
        ({}, [(95, 100, "2017-03", dt.date(2017, 4, 4))], "failed"),
        # the last one by the cut-off counts, a later one is late
        ({}, [(95, 100), (90, 100, "2017-03", dt.date(2017, 4, 2))], "failed"),
        ({}, [(90, 100), (95, 100, "2017-03", dt.date(2017, 4, 2))], "met"),
        ({}, [(95, 100), (90, 100, "2017-03", dt.date(2017, 4, 9))], "met"),
        ({}, [(99, 100, "2017-02")], "failed"),
        ({"ended_on": dt.date(2017, 3, 30)}, [], None),
    ],
)
def test_how_a_month_is_judged(cast, facts, values, said):
    indicator = make_indicator(targets=PATH, **facts)
    for value in values:
        report(indicator, *value)
    assert outcome(cast, indicator) == said


def test_a_month_without_a_point_of_the_path_asks_nothing_and_the_unit_has_one_line_an_indicator(cast):
    unit, other = make_unit(), make_unit("县文体局")
    kept, missed, free = (
        make_indicator(unit, PATH),
        make_indicator(unit, PATH),
        make_indicator(other, {"2017-04": 95}),
    )
    report(kept, 96, 100)
    assert (outcome(cast, kept), outcome(cast, missed), outcome(cast, free)) == ("met", "failed", None)
    party = PartyAccount.objects.get(level="county_unit", code=unit.code)
    assert (party.verdict, party.score) == ("not_settled", Decimal("50.00"))  # soft, but under 75


def test_an_indicator_needs_its_owner_and_keeps_how_it_is_measured(cast):
    county = cast.places.county
    facts = {"name": "入学率", "measured_in": "人", "is_share": True, "direction": "higher"}
    with pytest.raises(ValidationError) as refused:
        keep_indicator(by=cast.clerk, county=county, owner_unit=None, **facts)
    assert "owner_unit" in refused.value.message_dict
    made = keep_indicator(by=cast.clerk, county=county, owner_unit=make_unit(), **facts)
    report(made, 1, 2)
    with pytest.raises(ValidationError, match="已经有填报"):
        keep_indicator(by=cast.clerk, county=county, indicator=made, is_share=False)
    assert keep_indicator(by=cast.clerk, county=county, indicator=made, name="义务教育入学率").name


def test_a_path_is_set_whole_or_not_at_all(cast):
    indicator = make_indicator(targets=PATH)
    MonthLock.objects.create(county=cast.places.county, month="2017-03", closed_at=clock.now())
    with pytest.raises(ValidationError) as refused:
        set_path(by=cast.clerk, indicator=indicator, targets={"2017-03": 90, "2017-04": 101, "2017-05": 90})
    assert len(refused.value.messages) == 2
    assert indicator.targets.count() == 1
    assert set_path(by=cast.clerk, indicator=indicator, targets={"2017-03": 95, "2017-04": 96}) == 1
    assert set_path(by=cast.clerk, indicator=indicator, targets={"2017-04": None}) == 1
    assert [row.month for row in indicator.targets.all()] == ["2017-03"]


def test_what_a_report_refuses_all_at_once_and_that_it_never_changes(cast):
    indicator, month = make_indicator(), str(Period.current())
    good = {"numerator": 9, "denominator": 10, "as_of": clock.today(), "evidence": "月报第 3 号"}
    bad = {
        "numerator": 9,
        "denominator": None,
        "as_of": clock.today() + dt.timedelta(days=1),
        "evidence": " ",
    }
    with pytest.raises(ValidationError) as refused:
        report_value(by=cast.clerk, indicator=indicator, month=month, **bad)
    assert set(refused.value.message_dict) == {"denominator", "as_of", "evidence"}
    with pytest.raises(ValidationError, match="分母应大于 0"):
        report_value(by=cast.clerk, indicator=indicator, month=month, **good | {"denominator": 0})
    with pytest.raises(PermissionDenied):
        report_value(by=cast.helper, indicator=indicator, month=month, **good)
    indicator.reporter = cast.helper
    first = report_value(by=cast.helper, indicator=indicator, month=month, **good)
    assert report_value(by=cast.helper, indicator=indicator, month=month, **good) == first
    report_value(by=cast.helper, indicator=indicator, month=month, **good | {"numerator": 8})
    assert IndicatorValue.objects.count() == 2
    for change in (lambda: IndicatorValue.objects.update(numerator=10), IndicatorValue.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_system_counts_what_it_knows_of_the_whole_county(cast):
    helper = make_helper()
    make_cared(helper, area=cast.places.village)
    make_cared(helper, area=cast.places.other_village)
    found = system_figure(make_indicator(figure="E-06"), Period.current())
    assert (found.part, found.whole) == (2, 2)
    assert system_figure(make_indicator(figure="LF-14"), MARCH) is None
    compute_account(cast.places.county, MARCH)
    counted = system_figure(make_indicator(figure="LF-14"), MARCH)
    assert (counted.part, counted.whole) == (0, 2)
    assert system_figure(make_indicator(), MARCH) is None


def test_the_pages_from_the_office_to_the_owner(client, cast, django_assert_max_num_queries):
    unit, current = make_unit(), Period.current()
    client.force_login(cast.clerk)
    form = {
        "county": "422827",
        "name": "义务教育入学率",
        "owner_unit": unit.pk,
        "is_share": "1",
        "measured_in": "人",
    }
    form |= {"direction": "higher", "figure": "", "reporter": "township"}
    refused = client.post(reverse("inspections:indicator_add"), form)
    assert refused.status_code == 400
    assert "没有“township”这个能填报的账号" in refused.content.decode()
    answer = client.post(reverse("inspections:indicator_add"), form | {"reporter": "helper"})
    indicator = Indicator.objects.get()
    assert answer.url == reverse("inspections:indicator_path", args=[indicator.code, current.year])
    assert client.post(answer.url, {f"m{current.month:02d}": "101"}).status_code == 400
    assert client.post(answer.url, {f"m{current.month:02d}": "95"}).status_code == 302
    url = reverse("inspections:indicator_report", args=[indicator.code])
    assert [todo.url for todo in todos_of(cast.helper, Tab.DO)] == [f"{url}?m={current}"]
    client.force_login(cast.finance)
    assert "由责任单位的填报人填报" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 403
    client.force_login(cast.helper)
    said = {
        "month": str(current),
        "denominator": "100",
        "as_of": clock.today().isoformat(),
        "evidence": "月报",
    }
    assert client.post(url, said | {"numerator": "九十"}).status_code == 400
    assert client.post(url, said | {"numerator": "95"}).url == indicator.get_absolute_url()
    assert todos_of(cast.helper, Tab.DO) == []
    with django_assert_max_num_queries(14):
        page = client.get(indicator.get_absolute_url()).content.decode()
    assert "95%" in page
    assert "达到目标" in page
    client.force_login(cast.leader)
    assert "达到目标" in client.get(reverse("inspections:indicators")).content.decode()
    client.force_login(cast.outsider)
    assert client.get(indicator.get_absolute_url()).status_code == 404
    assert "义务教育入学率" not in client.get(reverse("inspections:indicators")).content.decode()


def test_a_late_report_says_so(client, cast):
    indicator = make_indicator(targets=PATH)
    report(indicator, 99, 100, at=dt.date(2017, 4, 9))
    client.force_login(cast.leader)
    assert "迟报，不计入当月" in client.get(indicator.get_absolute_url() + "?y=2017").content.decode()
    assert "迟报，不计入当月" in client.get(reverse("inspections:indicators") + "?m=2017-03").content.decode()


HEADER = ["指标编号", "指标名称", "月份", "目标", "分子", "分母", "截止日期", "依据"]


@pytest.fixture
def take(cast, tmp_path):
    """Take rows in from a workbook."""

    def of(*rows, **options):
        path = write(tmp_path / "指标.xlsx", HEADER, *rows, title="行业指标路径与填报", sheet="指标")
        book = read_workbook(str(path))
        return import_indicators(by=cast.clerk, county=cast.places.county, workbook=book, **options)

    return of


def test_a_workbook_sets_the_path_and_reports_and_again_writes_nothing(take):
    one, two = make_indicator(name="入学率"), make_indicator(name="里程", is_share=False)
    rows = (
        [one.code, "入学率", "2017-03", 95, 96, 100, "2017-03-31", "月报"],
        [one.code, "", "2017年4月", 96, None, None, None, None],
        [two.code, "里程", dt.date(2017, 3, 1), None, "12.5", None, "2017.3.31", "月报"],
    )
    assert take(*rows).counts == {"targets_created": 2, "values_created": 2}
    assert take(*rows).counts == {"targets_unchanged": 2, "values_unchanged": 2}
    corrected = [one.code, "", "2017-03", 94, 95, 100, "2017-03-31", "月报"]
    assert take(corrected).counts == {"targets_updated": 1, "values_updated": 1}
    assert one.values.count() == 2


def test_every_fault_of_a_workbook_is_told_at_its_cell_and_nothing_half_written(cast, take):
    one, two = make_indicator(name="入学率"), make_indicator(targets={"2017-01": 90})
    MonthLock.objects.create(county=cast.places.county, month="2017-01", closed_at=clock.now())
    rows = (
        ["422827Z000", "", "2017-03", 95],
        [one.code, "别的", "2017-03", 95],
        [one.code, "", "三月", 95],
        [one.code, "", "2017-04", "九十"],
        [one.code, "", "2017-05", 95, 9, None, "2017-05-31", "月报"],
        [one.code, "", "2017-06", 95, 9, 10, "2017-05-31", ""],
        [one.code, "", "2017-07", 95],
        [one.code, "", "2017-07", 96],
        [two.code, "", "2017-01", 80],
        ["", "", "2017-08", 95],
    )
    taken = take(*rows)
    assert taken.is_refused
    told = [(found.row, found.code, found.column) for found in taken.findings]
    assert told == [
        (3, "LIST_INDICATOR_UNKNOWN", "指标编号"),
        (4, "LIST_INDICATOR_OTHER", "指标名称"),
        (5, "DATE_INVALID", "月份"),
        (6, "NUMBER_INVALID", "目标"),
        (7, "LIST_REFUSED", "分母"),
        (8, "LIST_REFUSED", "截止日期"),
        (8, "LIST_REFUSED", "依据"),
        (10, "LIST_DUPLICATE", "月份"),
        (11, "LIST_REFUSED", "目标"),
        (12, "LIST_FIELD_MISSING", "指标编号"),
    ]
    assert (one.targets.count(), IndicatorValue.objects.count()) == (0, 0)
    taken = take(*rows, only_clean=True)
    assert (taken.left_out, taken.counts) == (9, {"targets_created": 1})


def test_what_goes_out_comes_back_without_a_change(client, cast, tmp_path, django_assert_max_num_queries):
    for number in range(3):
        indicator = make_indicator(name=f"指标甲{number}", targets=PATH | {"2017-04": "95.5"})
        report(indicator, 95, 100)
    url = reverse("inspections:indicators_xlsx") + "?m=2017-03"
    client.force_login(cast.clerk)
    with django_assert_max_num_queries(16):
        answer = client.get(url)
    path = tmp_path / "出.xlsx"
    path.write_bytes(answer.content)
    taken = import_indicators(by=cast.clerk, county=cast.places.county, workbook=read_workbook(str(path)))
    assert (taken.findings, taken.counts) == ([], {"targets_unchanged": 6, "values_unchanged": 3})
    assert ExportRecord.objects.get(kind="indicators").row_count == 36
    client.force_login(cast.outsider)
    assert client.get(url).status_code == 404


def test_the_wizard_offers_the_workbook_to_the_office_only(client, cast):
    for user, status in ((cast.clerk, 200), (cast.township, 403)):
        client.force_login(user)
        assert client.get(reverse("core:import_new", args=["indicators"])).status_code == status
