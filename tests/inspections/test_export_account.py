"""The account that leaves: workbook, JSON, record, command, download; a closed month's bytes never change."""

import datetime as dt
import hashlib
import io
import json

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from inspections.models import AccountLine, AccountMonth, PartyAccount
from inspections.services.account import close_account, compute_account, export_account
from povertyapp.core import clock
from povertyapp.core.models import ExportRecord
from povertyapp.core.period import Period
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.inspections.factories import visit

SHEETS = ["硬账表", "帮扶单位", "帮扶责任人", "明细", "补报走访", "规则", "参数"]


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def closed(county):
    compute_account(county.places.county, MARCH)
    return close_account(county.places.county, MARCH)


def export(county, account=None, area=None, form="xlsx", by=None):
    return export_account(
        by=by, account=account or county.account, area=area or county.places.county, form=form
    )


def book_of(made):
    return openpyxl.load_workbook(io.BytesIO(made.data))


def rows_of(sheet):
    """Return the rows of data with the total first, until the line of signatures."""
    found = []
    for row in sheet.iter_rows(min_row=6, values_only=True):
        if str(row[0] or "").startswith("填表人"):
            break
        found.append(row)
    return found


# ---- the workbook


def test_sheets_stand_in_the_offices_frame(county):
    book = book_of(export(county))
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet["A1"].value.startswith("来凤县2017年3月")
        assert sheet["A2"].value.startswith("(数据截至")
        assert sheet["A3"].value == "填报单位:来凤县(盖章)"
        assert sheet.print_title_rows == "$4:$5"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.auto_filter.ref.startswith("A5:")
        assert sheet.freeze_panes.endswith("6")
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
        texts = [str(cell.value or "") for cell in sheet["A"]]
        assert any(text.startswith("填表人") for text in texts)
        assert any(text.startswith("说明:") for text in texts)


def test_total_stands_first_and_places_add_up(county):
    total, *units = rows_of(book_of(export(county))["硬账表"])
    assert total[2] == "来凤县合计"
    assert [unit[2] for unit in units] == ["翔凤镇", "老茶村", "竹坝村", "绿水镇", "老寨村"]
    sheet = book_of(export(county))["硬账表"]
    heads = [cell.value for cell in sheet[4]]
    visits = heads.index("每月入户(LF-14)")
    assert total[visits : visits + 3] == (6, 3, 0.5)
    assert sum(unit[visits] for unit in units if unit[3] == "村" and unit[visits] != "/") == 6


def test_lines_of_the_workbook_are_all_lines_of_the_account(county):
    total, *lines = rows_of(book_of(export(county))["明细"])
    assert len(lines) == AccountLine.objects.filter(account=county.account).count()
    assert total[1] == f"{len(lines)}项"
    missed = [line for line in lines if line[6] == county.missed.household_no and line[3] == "LF-14"]
    assert missed == [
        ("帮扶责任人", county.idle.code, "田没去", "LF-14", "每月入户", "户", county.missed.household_no,
         "老茶村", 1, 0, 0, "未完成", 10)
    ]  # fmt: skip


def test_rules_and_parameters_of_the_month_are_written_down(county):
    book = book_of(export(county))
    rules = {row[0]: row for row in rows_of(book["规则"])}
    assert rules["LF-14"][4:6] == (10, "必须")
    assert "至少入户" in rules["LF-14"][7]
    assert {row[1]: row[2] for row in rows_of(book["参数"])}["account.settled_score"] == "75"


def test_nothing_of_a_household_but_its_number_leaves(county):
    book = book_of(export(county))
    text = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    lines = export(county, form="json").data.decode()
    for household in (county.missed, county.partial, county.away):
        assert household.household_no in text
        for secret in (household.head_name, household.phone, household.bank_account):
            assert secret not in text
            assert secret not in lines


def test_draft_carries_the_number_of_its_export(county):
    made = export(county)
    assert made.record.number in book_of(made)["硬账表"]["A13"].value


def test_township_gets_its_own_part(county):
    book = book_of(export(county, area=county.places.township))
    total, *units = rows_of(book["硬账表"])
    assert total[2] == "翔凤镇合计"
    assert [unit[2] for unit in units] == ["老茶村", "竹坝村"]
    assert {row[7] for row in rows_of(book["明细"])[1:]} <= {"老茶村", "竹坝村", "翔凤镇"}


def test_village_alone_has_its_row(county):
    rows = rows_of(book_of(export(county, area=county.places.other_village))["硬账表"])
    assert [row[2] for row in rows] == ["老寨村合计"]


# ---- JSON


def test_json_has_the_lines_and_parties_of_the_contract(county):
    data = json.loads(export(county, form="json").data)
    assert data["month"] == "2017-03"
    assert data["state"] == "draft"
    assert data["digest"] == county.account.digest
    assert len(data["lines"]) == AccountLine.objects.filter(account=county.account).count()
    assert len(data["parties"]) == PartyAccount.objects.filter(account=county.account).count()
    line = next(
        line for line in data["lines"]
        if line["subject_code"] == county.partial.household_no and line["rule"] == "LF-17"
    )  # fmt: skip
    assert line == {
        "party_level": "helper",
        "party_code": county.idle.code,
        "party_name": "田没去",
        "rule": "LF-17",
        "subject_kind": "household",
        "subject_code": county.partial.household_no,
        "required": 3,
        "delivered": 2,
        "voided": 0,
        "outcome": "partial",
        "weight": 8,
    }
    party = next(party for party in data["parties"] if party["code"] == county.idle.code)
    assert set(party) == {"level", "code", "name", "score", "verdict", "lines", "failed"}
    assert party["verdict"] == "not_settled"


def test_json_names_the_late_visits_shown_in_this_account(county):
    late = json.loads(export(county, form="json").data)["late"]
    assert [(entry["household_no"], entry["happened_on"]) for entry in late] == [
        (county.next_missed.household_no, "2017-02-08")
    ]


# ---- a closed month


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_closed_month_leaves_with_the_same_bytes_for_ever(county, closed, form, monkeypatch):
    first = export(county, closed, form=form)
    visit(county.missed, county.idle, dt.date(2017, 3, 12), recorded_at=clock.now())
    county.idle.name = "改了名"
    county.idle.save()
    county.places.village.name = "并入村"
    county.places.village.save()
    compute_account(county.places.county, Period(2017, 4))
    next_year = clock.now() + dt.timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: next_year)
    again = export(county, AccountMonth.objects.get(pk=closed.pk), form=form)
    assert again.data == first.data
    assert again.record.number != first.record.number


def test_township_export_of_a_closed_month_does_not_change_either(county, closed):
    first = export(county, closed, area=county.places.township)
    county.busy.name = "改了名"
    county.busy.save()
    assert export(county, closed, area=county.places.township).data == first.data


def test_language_of_the_reader_does_not_change_the_workbook(county, closed):
    from django.utils.translation import override

    first = export(county, closed)
    with override("en"):
        assert export(county, closed).data == first.data


# ---- records, refusals


def test_each_export_leaves_a_record(county, march):  # noqa: F811
    made = export(county, by=march.cast.clerk)
    record = ExportRecord.objects.get(pk=made.record.pk)
    assert record.made_by == march.cast.clerk
    assert record.file_sha256 == hashlib.sha256(made.data).hexdigest()
    assert record.row_count == made.counts["lines"]
    assert record.filters == {"month": "2017-03", "area": "422827", "form": "xlsx"}


def test_month_that_was_never_computed_is_refused(county):
    empty = AccountMonth.objects.create(area=county.places.county, month="2016-12")
    with pytest.raises(ValidationError):
        export(county, empty)


# ---- the command


def run(capsys, *args):
    try:
        call_command("export_hard_account", *args)
        code = 0
    except CommandError as error:
        code = error.returncode
    return code, json.loads(capsys.readouterr().out.strip().splitlines()[-1])


def test_command_writes_both_forms_and_prints_counts(county, tmp_path, capsys):
    code, counts = run(capsys, "2017-03", str(tmp_path / "a.json"))
    assert code == 0
    assert counts["lines"] == len(json.loads((tmp_path / "a.json").read_bytes())["lines"])
    assert counts["digest"] == county.account.digest
    code, counts = run(capsys, "2017-03", str(tmp_path / "a.xlsx"), "--area", "422827100")
    assert code == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [
        name
        for name in SHEETS
        if name != "帮扶单位"  # those stand at the county
    ]
    assert counts["area"] == "422827100"


def test_command_refuses_a_month_without_account(county, tmp_path, capsys):
    code, counts = run(capsys, "2016-12", str(tmp_path / "a.xlsx"))
    assert code == 1
    assert counts["written"] is False
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("2017-3", "a.xlsx"),
        ("2017-03", "a.pdf"),
        ("2017-03", "nowhere/a.xlsx"),
        ("2017-03", "a.xlsx", "--area", "999999"),
        ("2017-03", "a.xlsx", "--area", "422827999"),
    ],
)
def test_wrong_usage_ends_with_2(county, tmp_path, args):
    month, name, *rest = args
    with pytest.raises(CommandError) as refused:
        call_command("export_hard_account", month, str(tmp_path / name), *rest)
    assert refused.value.returncode == 2


# ---- the download


def test_download_is_limited_to_the_readers_place(client, county):
    client.force_login(county.cast.township)
    answer = client.get(reverse("inspections:ha_export", args=["2017-03"]))
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert rows_of(book["硬账表"])[0][2] == "翔凤镇合计"
    assert ExportRecord.objects.latest("pk").made_by == county.cast.township
    for code in ("422827", "422827103", "422828100"):
        url = reverse("inspections:ha_export", args=["2017-03"]) + f"?area={code}"
        assert client.get(url).status_code == 404


def test_download_needs_its_verb(client, county):
    for who in (county.cast.leader, county.cast.cadre):
        client.force_login(who)
        assert client.get(reverse("inspections:ha_export", args=["2017-03"])).status_code == 403


def test_download_of_another_county_and_of_a_month_without_account(client, county):
    client.force_login(county.cast.outsider)
    assert client.get(reverse("inspections:ha_export", args=["2017-03"])).status_code == 302
    client.force_login(county.cast.clerk)
    answer = client.get(reverse("inspections:ha_export", args=["2016-12"]), follow=True)
    assert "没有可导出的" in answer.content.decode()


def test_json_download(client, county):
    client.force_login(county.cast.clerk)
    answer = client.get(reverse("inspections:ha_export", args=["2017-03"]) + "?form=json")
    assert json.loads(answer.content)["month"] == "2017-03"
