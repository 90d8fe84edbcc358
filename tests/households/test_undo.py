"""What one act changed is taken back as one: every column of every row, within a day, unless others built on it."""

import datetime as dt
import hashlib
import uuid
from io import StringIO

import openpyxl
import pgtrigger
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from assistance.models import HelperAssignment
from households.models import Household, HouseholdMember
from households.services import add_member, correct_household, correct_member
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Act
from povertyapp.core.undo import can_undo, undo_act, undoable
from tests.data import FIXTURES
from tests.households.factories import COUNTY, VILLAGE, make_household
from tests.inspections.factories import make_helper, visit

VERB = "households.change_household"


def digest():
    """Return table → fingerprint of all rows with their ids, for every table that keeps a history."""
    models = [m.pgh_tracked_model for m in apps.get_models() if hasattr(m, "pgh_tracked_model")]
    rows = {m._meta.db_table: sorted(map(repr, m._base_manager.values_list())) for m in models}
    return {table: hashlib.sha256("\n".join(lines).encode()).hexdigest() for table, lines in rows.items()}


def newest():
    return Act.objects.latest("made_at")


def without_history(model):
    """Let rows be written that the history knows nothing of, as bulk data are."""
    return pgtrigger.ignore(f"{model._meta.label}:insert_insert", f"{model._meta.label}:update_update")


def test_correction_of_one_row(cast, household):
    before = digest()
    correct_household(by=cast.cadre, household=household, reason="核实", address="三组", phone="15400000009")
    act = newest()
    assert act.summary == "已修改建档立卡户：详细地址、联系电话"
    assert (act.area_id, act.made_by, act.back_url) == (VILLAGE, cast.cadre, household.get_absolute_url())
    assert digest() != before
    undo_act(by=cast.cadre, act=act)
    assert digest() == before
    event = household.history.order_by("pgh_id").last()
    assert event.pgh_context.metadata["undoes"] == str(act.pk)
    act.refresh_from_db()
    assert act.undone_by == cast.cadre


def test_new_rows_go_and_what_followed_them_too(cast, household):
    before = digest()
    add_member(by=cast.cadre, household=household, person_no="p3", name="覃小妹", reason="补录")
    assert household.members.count() == 3
    undo_act(by=cast.cadre, act=newest())
    assert digest() == before
    household.refresh_from_db()
    assert household.size == 2


def test_deleted_rows_come_back_with_their_id(cast, household):
    before = digest()
    with undoable(by=cast.cadre, area=household.area, summary="删除", verb=VERB):
        household.members.update(ethnicity="苗族")
        household.members.all().delete()
        household.incomes.update(wage_income=1)
    assert digest() != before
    undo_act(by=cast.cadre, act=newest())
    assert digest() == before


def test_rows_older_than_their_history(cast, household):
    with without_history(Household):
        other = make_household()
        Household.objects.filter(pk=household.pk).update(address="谁也没记下")
    assert not other.history.exists()
    before = digest()
    with undoable(by=cast.cadre, area=household.area, summary="改", verb=VERB):
        Household.objects.update(address="新址")
        Household.objects.update(address="更新的址")
    assert list(other.history.order_by("pgh_id").values_list("pgh_label", "address")) == [
        ("base", ""),
        ("update", "新址"),
        ("update", "更新的址"),
    ]
    assert household.history.get(pgh_label="base").address == "谁也没记下"
    undo_act(by=cast.cadre, act=newest())
    assert digest() == before


def test_bulk_update_after_a_single_one_keeps_its_pace(places):
    """The plan of a trigger's statement is kept for the session; one made for one row is no plan for many."""
    first = make_household(members=0, income=False, living=False, forms=False)
    names = [field.column for field in Household._meta.concrete_fields if not field.primary_key]
    values = ["'L' || number" if name == "household_no" else name for name in names]
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            f"INSERT INTO households_household ({', '.join(names)}) SELECT {', '.join(values)}"
            " FROM households_household, generate_series(1, 10000) AS number"
        )
        for _times in range(2):
            Household.objects.filter(pk=first.pk).update(remark=Concat("remark", Value("x")))
        cursor.execute("SET LOCAL statement_timeout = 6000")
        Household.objects.update(remark=Concat("remark", Value("y")))


@pytest.fixture
def roster(tmp_path):
    """The clean roster with some cells changed."""
    book = openpyxl.load_workbook(FIXTURES / "roster-clean.xlsx")
    sheet = book["户成员信息"]
    for row in range(4, 200):
        sheet[f"AJ{row}"] = "15400000001"
    path = tmp_path / "改过.xlsx"
    book.save(path)
    return path


@pytest.mark.django_db
def test_import_is_one_act(laifeng, roster):
    """Rows that the import changed, and rows that it created, in one step."""
    quiet = {"stdout": StringIO(), "stderr": StringIO()}
    call_command("import_roster", str(FIXTURES / "roster-small.xls"), **quiet)
    before = digest()
    call_command("import_roster", str(roster), **quiet)
    act = newest()
    assert act.area_id == COUNTY
    assert HouseholdMember.objects.count() == 998
    undo_act(by=None, act=act)
    assert digest() == before


def test_changed_again_by_somebody_else(cast, household):
    correct_household(by=cast.cadre, household=household, reason="核实", address="三组")
    act = newest()
    correct_household(by=cast.clerk, household=household, reason="再核实", address="四组")
    with pytest.raises(Conflict, match="之后又有改动.*建档立卡户 1 条"):
        undo_act(by=cast.cadre, act=act)
    household.refresh_from_db()
    assert household.address == "四组"


def test_later_rows_that_refer_to_a_new_one(cast):
    with undoable(by=cast.clerk, area=COUNTY, summary="新增", verb=VERB):
        home = make_household()
    act = newest()
    with because(by=cast.clerk, reason="后来"):
        helper = make_helper()
        HelperAssignment.objects.create(household=home, helper=helper, from_date=dt.date(2017, 1, 1))
        visit(home, helper, dt.date(2017, 3, 5))
    with pytest.raises(Conflict, match="结对帮扶 1 条、走访 1 条"):
        undo_act(by=cast.clerk, act=act)
    assert Household.objects.filter(pk=home.pk).exists()


def test_number_that_is_taken_by_now(cast, household):
    with undoable(by=cast.clerk, area=COUNTY, summary="改号", verb=VERB):
        Household.objects.filter(pk=household.pk).update(household_no="4200111")
    act = newest()
    with because(by=cast.clerk, reason="后来"):
        make_household(household_no=household.household_no)
    with pytest.raises(Conflict, match="编号已被占用"):
        undo_act(by=cast.clerk, act=act)


def test_only_within_a_day_and_only_once(cast, household):
    correct_household(by=cast.cadre, household=household, reason="核实", address="三组")
    act = newest()
    Act.objects.update(made_at=F("made_at") - dt.timedelta(hours=24, minutes=1))
    with pytest.raises(Conflict, match="已过撤销期限"):
        undo_act(by=cast.cadre, act=act)
    Act.objects.update(made_at=F("made_at") + dt.timedelta(minutes=2))
    act.refresh_from_db()
    assert can_undo(act, cast.cadre)
    undo_act(by=cast.cadre, act=act)
    with pytest.raises(Conflict, match="已由覃支书于"):
        undo_act(by=cast.clerk, act=act)
    act.refresh_from_db()
    assert not can_undo(act, cast.cadre)


def test_only_what_was_begun_as_undoable(cast, household):
    with because(by=cast.clerk, reason="移动") as context:
        Household.objects.update(address="x")
    assert not Act.objects.exists()
    with pytest.raises(Act.DoesNotExist):
        undo_act(by=cast.clerk, act=context.id)


def test_act_that_wrote_nothing_is_none(cast, household):
    with undoable(by=cast.clerk, area=COUNTY, summary="空", verb=VERB):
        Household.objects.update(address=F("address"))
    assert not Act.objects.exists()


def test_act_over_several_places_belongs_to_what_holds_them(cast, places):
    with undoable(by=cast.clerk, area=places.village, summary="两村", verb=VERB) as context:
        make_household()
        with undoable(by=cast.clerk, area=places.other_village, summary="另一村", verb=VERB):
            make_household(area=places.other_village)
    act = Act.objects.get(pk=context.id)
    assert (act.area_id, act.summary) == (COUNTY, "两村")
    assert can_undo(act, cast.clerk)
    assert not can_undo(act, cast.township)
    with pytest.raises(PermissionDenied):
        undo_act(by=cast.township, act=act)


@pytest.mark.parametrize("who", ["outsider", "leader", "nobody"])
def test_for_whom_it_is_not(cast, household, who):
    correct_household(by=cast.cadre, household=household, reason="核实", address="三组")
    with pytest.raises(PermissionDenied):
        undo_act(by=getattr(cast, who), act=newest())


def test_bar_and_page(client, cast, household):
    client.force_login(cast.cadre)
    member = household.members.first()
    url = f"{household.get_absolute_url()}members/{member.person_no}/edit/"
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    before = digest()
    page = client.post(url, {**data, "ethnicity": "苗族", "reason": "核实"}, follow=True)
    act = newest()
    text = page.content.decode()
    assert f'action="/undo/{act.pk}/"' in text
    assert "24 小时内" in text
    asked = client.get(f"/undo/{act.pk}/").content.decode()
    assert "家庭成员：1 条修改过的将恢复原样" in asked
    done = client.post(f"/undo/{act.pk}/", follow=True)
    assert done.redirect_chain[0][0] == household.get_absolute_url()
    assert "已撤销" in done.content.decode()
    assert "24 小时内" not in done.content.decode()
    assert digest() == before
    assert "已由覃支书于" in client.get(f"/undo/{act.pk}/").content.decode()
    assert client.post(f"/undo/{act.pk}/").status_code == 409


def test_page_for_outsiders(client, cast, household):
    correct_member(by=cast.cadre, member=household.members.first(), reason="核实", ethnicity="苗族")
    url = newest().get_absolute_url()
    for who, asked, posted in (("outsider", 404, 404), ("nobody", 404, 404), ("leader", 200, 403)):
        client.force_login(getattr(cast, who))
        assert (client.get(url).status_code, client.post(url).status_code) == (asked, posted)
    client.force_login(cast.clerk)
    assert client.get(f"/undo/{uuid.uuid4()}/").status_code == 404
