"""Lists that go on a wall: four columns and nothing else, whoever asks and however (reliability-security C4)."""

import datetime as dt
import io
import zipfile
from dataclasses import fields
from decimal import Decimal

import openpyxl
import pytest

from assistance.choices import MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure
from households.choices import Cause, Health
from households.models import Household, HouseholdMember, ProcedureBatch, ProcedureCase
from households.postings import COLUMNS, POSTINGS, PostingLine
from povertyapp.core import printing
from povertyapp.core.models import ExportRecord
from tests.households.factories import make_household, make_member
from tests.pdfs import opened, text_of

TODAY = dt.date.today()
YEAR = TODAY.year


@pytest.fixture
def homes(cast):
    """A household that is ill and got money for it and for sheep, and one whose head is nine years old."""
    dates = {
        "registered_on": dt.date(YEAR, 1, 1),
        "exited_on": dt.date(YEAR, 1, 1),
        "area": cast.places.village,
    }
    ill = make_household(
        head_name="王世山", main_cause=Cause.ILLNESS, other_causes=[Cause.DISABILITY], **dates
    )
    HouseholdMember.objects.filter(household=ill).update(health=[Health.SERIOUS])
    orphan = make_household(head_name="覃小宝", members=0, **dates)
    make_member(orphan, name="覃小宝", birth_date=dt.date(YEAR - 9, 1, 1))
    make_member(orphan, name="黄阿婆", birth_date=dt.date(1950, 1, 1))
    for kind, name in ((MeasureKind.MEDICAL, "大病救助"), (MeasureKind.INDUSTRY, "养羊，残疾人补助")):
        AssistanceMeasure.objects.create(
            household=ill, kind=kind, measure_class=MeasureClass.INCOME, name=name,
            from_date=dt.date(YEAR, 1, 1), amount=Decimal(1200),
        )  # fmt: skip
    return [ill, orphan]


def forbidden(homes):
    """Return every word that must not stand on a wall."""
    words = ["大病", "残疾", "因病", "因残", "患有", "医疗", "覃小宝"]
    for home in homes:
        words += [home.phone, home.bank_account, home.household_no, home.bank_name]
        for member in home.members.all():
            words += [member.id_number, member.id_number[-6:], str(member.birth_date), member.person_no]
    return words


def texts(data):
    """Return every part of a workbook as text: cells, properties, names, everything that is in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode(errors="ignore") for name in parts.namelist())


ASKED = "?area=422827100204&columns=id_number,phone&fields=health&bank_account=1&template=full"


@pytest.mark.parametrize("kind", sorted(POSTINGS))
@pytest.mark.parametrize("who", ["cadre", "clerk"])
def test_no_list_says_more_than_it_may(client, cast, homes, kind, who):
    client.force_login(getattr(cast, who))
    page = client.get(f"/postings/{kind}/{ASKED}").content.decode()
    data = client.get(f"/postings/{kind}.xlsx{ASKED}").content
    for word in forbidden(homes):
        assert word not in page, word
        assert word not in texts(data), word
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [ws.sheet_state for ws in book] == ["visible"]
    assert [cell.value for cell in book.active[4]] == ["序号", *COLUMNS]
    assert not any(d.hidden for d in book.active.column_dimensions.values())
    assert book.properties.creator == "povertyapp"
    assert [record.columns for record in ExportRecord.objects.all()] == [list(COLUMNS)] * 2
    assert getattr(cast, who).username not in texts(data)


def test_columns_are_fixed_in_the_code():
    assert [field.name for field in fields(PostingLine)] == ["name", "group", "item", "amount"]
    with pytest.raises(AttributeError):
        object.__setattr__(PostingLine("王世山", "1组", "脱贫"), "phone", "1")


def test_lines_name_group_item_and_amount(client, cast, homes):
    client.force_login(cast.cadre)
    page = client.get("/postings/exit/").content.decode()
    assert "王世山" in page
    assert "黄阿婆" in page  # for the child
    assert f"老茶村 {homes[0].group_name}" in page
    aid = client.get("/postings/aid/").content.decode()
    assert "产业扶持" in aid
    assert "1,200.00" in aid


def test_child_alone_is_not_named(client, cast):
    home = make_household(head_name="覃小宝", members=0, registered_on=TODAY.replace(month=1, day=1))
    make_member(home, name="覃小宝", birth_date=dt.date(YEAR - 9, 1, 1))
    client.force_login(cast.cadre)
    page = client.get("/postings/entry/").content.decode()
    assert "覃小宝" not in page
    assert "未成年人户" in page


def test_pdf_holds_no_more_than_the_page(client, cast, homes):
    if printing.why_not():
        pytest.skip("pango is not on this machine (apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    client.force_login(cast.cadre)
    answer = client.get("/postings/exit.pdf")
    assert answer["Content-Type"] == "application/pdf"
    drawn = text_of(answer.content)
    assert "王世山" in drawn
    held = opened(answer.content).decode(errors="ignore") + drawn
    assert not any(word in held for word in forbidden(homes))


def test_list_of_a_procedure(client, cast, household):
    batch = ProcedureBatch.objects.create(
        area=cast.places.village, kind="exit", year=2017, number=1, opened_on=dt.date(2017, 3, 1),
        opened_by=cast.cadre,
    )  # fmt: skip
    ProcedureCase.objects.create(
        area=cast.places.village, batch=batch, kind="exit", household=household, head_name=household.head_name,
        group_name="3组", start_state="assisted", state="assisted", state_since=dt.date(2017, 3, 1),
        opened_on=dt.date(2017, 3, 1), opened_by=cast.cadre,
    )  # fmt: skip
    client.force_login(cast.cadre)
    assert household.head_name in client.get(f"/postings/batches/{batch.pk}/").content.decode()
    assert client.get(f"/postings/batches/{batch.pk}/list.xlsx").status_code == 200
    assert str(batch) in client.get("/postings/?year=2017").content.decode()
    client.force_login(cast.outsider)
    assert client.get(f"/postings/batches/{batch.pk}/").status_code == 404


def test_other_places_and_unknown_kinds_are_404(client, cast, homes):
    client.force_login(cast.outsider)
    assert client.get("/postings/exit/?area=422827100204").status_code == 404
    assert "王世山" not in client.get("/postings/exit/").content.decode()
    client.force_login(cast.cadre)
    for path in (
        "/postings/secret/",
        "/postings/exit.csv",
        "/postings/exit/?year=1900",
        "/postings/exit.docx",
    ):
        assert client.get(path).status_code == 404
    assert Household.objects.count() == 2
