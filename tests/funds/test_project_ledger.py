"""The ledger of projects goes out and comes back: untouched it changes nothing, and no cell of it jumps a stage."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from funds.choices.projects import Stage
from funds.importing.project_ledger import NAMES
from funds.models import Project
from funds.services.projects import add_benefit, apply_project, edit_project
from funds.services.projects.exporting import PROJECTS, export_projects
from funds.services.projects.taking_in import import_projects
from povertyapp.core import jobs
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Act, ImportBatch
from povertyapp.core.models.batch import ImportState
from povertyapp.core.parameters import Parameters
from povertyapp.core.undo import undo_act
from tests.assistance.test_import_wizard import match, upload, work
from tests.funds.projects import Walk, day
from tests.households.factories import cast, make_household
from tests.list_book import write

pytestmark = pytest.mark.django_db
PLACE = {name: place for place, name in enumerate(NAMES, start=1)}
FIRST_ROW = 7  # under the header stands the sum


@pytest.fixture
def people(db):
    return cast()


@pytest.fixture
def approved(people):
    """A project that is approved and one that is drafted, in this order in the ledger."""
    walk = Walk(people)
    walk.to(Stage.APPROVED)
    draft = Walk(people, name="老茶村蓄水池", kind="water")
    return walk.now, draft.now


def exported(people):
    value = Parameters("422827", day(60))
    projects = Project.objects.visible_to(people.clerk).with_limit(value).with_households().order_by("number")
    return openpyxl.load_workbook(io.BytesIO(export_projects(by=people.clerk, projects=projects).data))


def as_file(book):
    out = io.BytesIO()
    book.save(out)
    return io.BytesIO(out.getvalue())


def add_row(page, row, **cells):
    """Write one more line under the others, above the signatures."""
    for merged in [one for one in page.merged_cells.ranges if one.min_row >= row]:
        page.unmerge_cells(str(merged))
    page.insert_rows(row)
    for name, value in cells.items():
        page.cell(row, PLACE[name]).value = value


def taken(people, source, **options):
    return import_projects(
        by=people.clerk, source=source, name="项目台账.xlsx", county=people.places.county, **options
    )


def edited(people, **cells):
    """Return our ledger with cells changed: `概算_7=9` is the budget in row 7."""
    book = exported(people)
    for place, value in cells.items():
        name, row = place.rsplit("_", 1)
        book.worksheets[0].cell(int(row), PLACE[name]).value = value
    return as_file(book)


def counts(result):
    return tuple(result.counts[f"projects_{act}"] for act in ("created", "updated", "unchanged"))


def told(result):
    return {(one.code, one.row, one.column) for one in result.findings}


def test_the_columns_are_those_that_leave():
    assert PROJECTS.headers == NAMES


def test_an_untouched_ledger_changes_nothing_whatever_happened_since(people, approved):
    book = exported(people)
    result = taken(people, as_file(book))
    assert (counts(result), result.findings) == ((0, 0, 2), [])
    # the draft went on and reads otherwise now, and whoever sends the file back has not said anything of it
    edit_project(by=people.cadre, project=approved[1], name="老茶村蓄水池二期", budget=Decimal("90000"))
    apply_project(by=people.cadre, project=Project.objects.get(pk=approved[1].pk), on=day(30))
    result = taken(people, as_file(book))
    assert (counts(result), result.findings) == ((0, 0, 2), [])
    assert Project.objects.get(pk=approved[1].pk).name == "老茶村蓄水池二期"


def test_what_is_open_is_put_right_and_new_ones_begin_as_drafts(people, approved):
    book = exported(people)
    page = book.worksheets[0]
    page.cell(FIRST_ROW + 1, PLACE["概算"]).value = 8.8
    page.cell(FIRST_ROW + 1, PLACE["责任人"]).value = "覃主任"
    add_row(page, FIRST_ROW + 2, **new_line(序号=3, 概算="12.5万元"))
    result = taken(people, as_file(book))
    assert (counts(result), result.findings) == ((1, 1, 1), [])
    draft = Project.objects.get(pk=approved[1].pk)
    assert (draft.budget, draft.responsible_person, draft.stage) == (88000, "覃主任", Stage.DRAFT)
    new = Project.objects.get(name="竹坝村茶园")
    assert (new.stage, new.recorded_from, new.budget, new.area) == (
        Stage.DRAFT, "", 125000, people.places.next_village,
    )  # fmt: skip
    assert (new.number, new.entered_by, new.kind) == ("422827X20170003", people.clerk, "industry")
    # the same file, which gives the new one no number, makes no second one of it
    assert counts(taken(people, as_file(book))) == (0, 0, 3)


def test_a_number_that_the_ledger_gives_is_given_to_no_other_row(people, tmp_path):
    path = write(tmp_path / "台账.xlsx", HEADER, row_of(), row_of(项目名称="甲", 项目编号="422827X20170001"))
    assert counts(taken(people, str(path))) == (2, 0, 0)
    assert dict(Project.objects.values_list("name", "number")) == {
        "甲": "422827X20170001", "竹坝村茶园": "422827X20170002",
    }  # fmt: skip


def test_what_was_decided_or_done_here_is_refused_with_the_rule(people, approved):
    row, other = FIRST_ROW, FIRST_ROW + 1
    dirty = {
        f"概算_{row}": (9, "PROJECT_DECIDED"),
        f"项目名称_{row}": ("老茶村产业路", "PROJECT_DECIDED"),
        f"批复_{row}": (9, "PROJECT_DONE_HERE"),
        f"验收_{row}": ("2017-06-01", "PROJECT_DONE_HERE"),
        f"阶段_{other}": ("已入库", "PROJECT_DONE_HERE"),
        f"行政村_{other}": ("竹坝村", "PROJECT_DECIDED"),
        f"已支付_{other}": (3, "PROJECT_DONE_HERE"),
        f"项目类别_{other}": ("造楼", "DICT_UNKNOWN"),
    }
    result = taken(people, edited(people, **{place: value for place, (value, _code) in dirty.items()}))
    assert result.refused
    expected = {
        (code, int(place.rsplit("_", 1)[1]), place.rsplit("_", 1)[0]) for place, (_v, code) in dirty.items()
    }
    assert told(result) == expected
    said = {one.column: one for one in result.findings}
    assert "立项批复" in said["项目名称"].message
    assert "退回修改" in said["项目名称"].message
    assert said["阶段"].expected == "草拟"
    assert Project.objects.get(pk=approved[0].pk).budget == 80000


HEADER = ("项目编号", "项目名称", "乡镇", "村", "年度", "项目类别", "建设性质", "概算", "阶段", "已支付")
GOOD = ("", "竹坝村茶园", "翔凤镇", "竹坝村", 2017, "产业发展", "新建", 12, "", "")


def new_line(**more):
    return {
        "行政村" if name == "村" else name: value for name, value in zip(HEADER, GOOD, strict=True)
    } | more


def row_of(**changes):
    return [changes.get(name, value) for name, value in zip(HEADER, GOOD, strict=True)]


def test_a_dirty_ledger_of_an_office_tells_all_at_once_and_writes_nothing(people, tmp_path):
    path = write(
        tmp_path / "脏.xlsx", HEADER,
        row_of(),
        row_of(),
        row_of(项目名称="甲", 阶段="施工"),
        row_of(项目名称="乙", 已支付=3),
        row_of(项目名称="丙", 村="没有的村"),
        row_of(项目名称="丁", 概算="很多"),
        row_of(项目名称="戊", 概算=0),
        row_of(项目名称="己", 项目类别="", 年度=""),
        row_of(项目名称="", 建设性质="想建"),
        row_of(项目名称="庚" * 121),
        row_of(项目名称="辛", 项目编号="X" * 21),
    )  # fmt: skip
    result = taken(people, str(path))
    assert told(result) == {
        ("LIST_DUPLICATE", 4, "项目名称"), ("PROJECT_STAGE_JUMP", 5, "阶段"), ("PROJECT_DONE_HERE", 6, "已支付"),
        ("PROJECT_VILLAGE_UNKNOWN", 7, "村"), ("AMOUNT_INVALID", 8, "概算"), ("AMOUNT_INVALID", 9, "概算"),
        ("LIST_FIELD_MISSING", 10, "项目类别"), ("LIST_FIELD_MISSING", 10, "年度"),
        ("LIST_FIELD_MISSING", 11, "项目名称"), ("DICT_UNKNOWN", 11, "建设性质"), ("LIST_TOO_LONG", 12, "项目名称"),
        ("LIST_TOO_LONG", 13, "项目编号"),
    }  # fmt: skip
    assert result.refused
    assert not Project.objects.exists()
    jump = next(one for one in result.findings if one.code == "PROJECT_STAGE_JUMP")
    assert "LF-40" in jump.message
    assert counts(taken(people, str(path), only_clean=True))[0] == 1
    assert counts(taken(people, str(path), only_clean=True))[0] == 0


def test_the_wizard_takes_it_in_and_back(people, tmp_path, client, monkeypatch):
    monkeypatch.setattr(jobs, "send_job", lambda *args, **options: None)
    client.force_login(people.clerk)
    draft = Walk(people, name="老茶村蓄水池", kind="water").now
    book = exported(people)
    page = book.worksheets[0]
    page.cell(FIRST_ROW, PLACE["概算"]).value = 8.8
    add_row(page, FIRST_ROW + 1, **new_line())
    assert upload(client, as_file(book).getvalue(), "projects", "项目台账.xlsx").status_code == 302
    batch = ImportBatch.objects.latest("pk")
    assert match(client, batch).status_code == 302
    work()
    assert "项目：新增 1 · 更新 1 · 不变 0" in client.get(batch.address("preview")).content.decode()
    client.post(batch.address("confirm"))
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED
    assert Project.objects.get(name="竹坝村茶园").stage == Stage.DRAFT
    client.post(reverse("core:import_undo", args=[batch.pk]))
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert Project.objects.get().budget == draft.budget


def test_an_import_is_not_undone_once_somebody_went_on_with_it(people, tmp_path):
    path = write(tmp_path / "台账.xlsx", HEADER, row_of(村="老茶村"))
    taken(people, str(path))
    act = Act.objects.latest("made_at")
    project = Project.objects.get()
    home = make_household(area=people.places.village)
    add_benefit(by=people.cadre, project=project, household=home, what="茶苗")
    with pytest.raises(Conflict, match="已有别的记录用到"):
        undo_act(by=people.clerk, act=act)
    project.benefits.get().delete()
    edit_project(by=people.cadre, project=project, task="茶园 20 亩")
    with pytest.raises(Conflict, match="之后又有改动"):
        undo_act(by=people.clerk, act=act)


def test_whoever_sees_less_takes_in_less(people, approved, client):
    client.force_login(people.township)
    assert client.get(reverse("core:import_new", args=["projects"])).status_code == 403
    book = exported(people)
    result = import_projects(
        by=people.outsider, source=as_file(book), name="项目台账.xlsx", county=people.places.outsider_county
    )
    assert result.refused
    assert {one.code for one in result.findings} >= {"LIST_DUPLICATE", "PROJECT_VILLAGE_UNKNOWN"}
