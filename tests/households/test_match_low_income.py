"""`match_low_income`: every row of a list gets its class, nothing is merged by itself, no number leaks."""

import json
from io import StringIO

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection

from households.choices import MatchClass, MatchStatus, PovertyAttribute, Relation
from households.likeness import is_variant
from households.models import LowIncomeList, LowIncomeRow
from households.services import match_low_income
from povertyapp.core.workbooks.guards import OLE_SIGNATURE
from tests import commands
from tests.data import FIXTURES
from tests.households.factories import id_number_of, make_household

pytestmark = pytest.mark.django_db
LIST = FIXTURES / "low-income-list-2017q2.xlsx"
HEADER = ["乡(镇)", "村(居)", "申请人姓名", "身份证号码"]


def run(path, *options):
    return commands.run("match_low_income", path, *options)


def write_list(path, rows, title="来凤县2017年第二季度农村低保名单"):
    """Write a list of 翔凤镇 老茶村: rows are (name, number), or whole rows."""
    sheet = openpyxl.Workbook()
    sheet.active.append([title])
    sheet.active.append(HEADER)
    for row in rows:
        sheet.active.append(["翔凤镇", "老茶村", *row] if len(row) == 2 else row)
    sheet.save(path)
    return path


@pytest.fixture
def classes(places, tmp_path):
    """Return a function: the classes and findings of a list of 老茶村."""

    def of(*rows):
        matched = match_low_income(by=None, source=write_list(tmp_path / "list.xlsx", rows))
        return [(entry["class"], entry["match_person_no"]) for entry in matched.as_json()["rows"]]

    return of


@pytest.fixture
def head(household):
    return household.members.get(relation=Relation.HEAD)


class TestTheKey:
    @pytest.fixture
    def matched(self, laifeng, tmp_path):
        call_command("import_roster", str(FIXTURES / "roster-clean.xlsx"), stdout=StringIO())
        out = tmp_path / "out.json"
        return run(LIST, "--out", out), json.loads(out.read_text("utf-8"))

    def test_every_row_has_the_class_of_the_key(self, matched):
        (code, counts, _said), found = matched
        key = json.loads(LIST.with_suffix(".key.json").read_text("utf-8"))
        names = ("row", "class", "match_household_no", "match_person_no", "finding")
        assert code == 0
        assert found["rows"] == [{name: row[name] for name in names} for row in key["rows"]]
        assert sorted(found["roster_low_not_listed"]) == sorted(key["roster_low_not_listed"])
        assert counts["by_class"] == {kind: n for kind, n in key["counts"].items() if n}

    def test_second_run_writes_nothing(self, matched):
        again = run(LIST)[1]
        assert again["rows_written"] == 0
        assert again | {"rows_written": 120} == matched[0][1]
        assert LowIncomeList.objects.count() == 1

    def test_no_number_stands_in_the_database(self, matched):
        """Every text of both tables and their histories, against every number and account of the workbook."""
        cells = [c.value for row in openpyxl.load_workbook(LIST).active.iter_rows() for c in row]
        secret = {value for value in cells if isinstance(value, str) and value[:15].isdigit()}
        with connection.cursor() as cursor:
            for model in (LowIncomeList, LowIncomeRow):
                for table in (model, model._meta.get_field("history").related_model):
                    cursor.execute(f'SELECT t::text FROM "{table._meta.db_table}" AS t')
                    text = "\n".join(row for (row,) in cursor.fetchall())
                    assert len(secret) > 200
                    assert not [value for value in secret if value in text]
        assert LowIncomeRow.objects.get(row=4).id_number == "422827194403189197"


class TestClasses:
    def test_two_valid_numbers_are_two_people(self, head, classes):
        other = id_number_of(head.birth_date, head.sex, 950)
        assert classes((head.name, other)) == [(MatchClass.OTHER_PERSON, None)]

    def test_slip_of_the_pen_is_proposed(self, head, classes):
        wrong = head.id_number[:16] + str((int(head.id_number[16]) + 5) % 10) + head.id_number[17:]
        assert classes((head.name, wrong)) == [(MatchClass.ID_TYPO, head.person_no)]
        assert LowIncomeRow.objects.get().status == MatchStatus.OPEN

    def test_lost_digit_is_a_slip_too(self, head, classes):
        assert classes((head.name, head.id_number[:9] + head.id_number[10:])) == [
            (MatchClass.ID_TYPO, head.person_no)
        ]

    def test_slip_in_the_register_is_proposed(self, head, classes):
        listed = head.id_number
        wrong = listed[:16] + str((int(listed[16]) + 4) % 10) + listed[17]
        head.id_number, head.id_hash = wrong, "0" * 32
        head.save()
        assert classes((head.name, listed)) == [(MatchClass.ID_TYPO, head.person_no)]

    def test_three_digits_apart_is_somebody_else(self, head, classes):
        wrong = "000" + head.id_number[3:]
        assert classes((head.name, wrong)) == [(MatchClass.OTHER_PERSON, None)]

    def test_same_name_in_the_next_village_is_nobody(self, head, classes):
        assert classes(["翔凤镇", "竹坝村", head.name, head.id_number[:-1]]) == [
            (MatchClass.NOT_IN_ROSTER, None)
        ]

    def test_old_number_waits_for_a_person(self, head, classes):
        old = head.id_number[:6] + head.id_number[8:17]
        assert classes((head.name, old)) == [(MatchClass.ID_15, head.person_no)]

    def test_old_and_new_number_of_one_person_are_a_duplicate(self, head, classes):
        old = head.id_number[:6] + head.id_number[8:17]
        assert classes((head.name, head.id_number), (head.name, old)) == [
            (MatchClass.EXACT, head.person_no),
            (MatchClass.DUPLICATE, head.person_no),
        ]

    def test_same_number_under_another_name_waits_for_a_person(self, head, classes):
        assert classes(("欧阳某", head.id_number)) == [(MatchClass.NAME_VARIANT, head.person_no)]
        assert LowIncomeRow.objects.get().status == MatchStatus.OPEN

    def test_number_kept_as_a_number_is_told_and_not_guessed(self, head, classes, tmp_path):
        assert classes((head.name, int(head.id_number[:15]) * 1000)) == [(MatchClass.ID_TYPO, head.person_no)]
        assert LowIncomeRow.objects.get().id_fault == "ID_PRECISION_LOST"
        assert LowIncomeRow.objects.get().id_number == ""

    def test_household_that_left_the_register_is_not_there(self, head, classes):
        head.household.left_register_on = "2017-01-01"
        head.household.save()
        assert classes((head.name, head.id_number)) == [(MatchClass.NOT_IN_ROSTER, None)]

    def test_person_of_another_county_is_not_there(self, places, classes):
        home = make_household(area=places.outsider_village)
        person = home.members.get(relation=Relation.HEAD)
        assert classes((person.name, person.id_number)) == [(MatchClass.NOT_IN_ROSTER, None)]

    @pytest.mark.parametrize(
        ("listed", "registered", "same"),
        [
            ("向義銀", "向义银", True),
            ("彭春□", "彭春姣", True),
            ("田?", "田㛃", True),
            ("田?", "田光华", False),
            ("杨明山（曾用名杨云海）", "杨明山", True),
            ("谭山", "谭义山", True),
            ("郭安淞", "郭安松", True),
            ("阿依古丽", "阿依·古丽", True),
            ("义山", "谭义山", False),
            ("李文江", "王文江", False),
            ("", "王文江", False),
        ],
    )
    def test_names_that_can_be_one(self, listed, registered, same):
        assert is_variant(listed, registered) is same


class TestDifferences:
    def test_listed_person_of_a_general_household_is_a_difference(self, head, tmp_path):
        matched = match_low_income(
            by=None, source=write_list(tmp_path / "l.xlsx", [(head.name, head.id_number)])
        )
        assert matched.as_json()["rows"][0]["finding"] == "ROSTER_ATTR_MISMATCH"
        assert matched.listing.rows.differing().count() == 1

    def test_difference_goes_when_the_register_is_put_right(self, head, tmp_path):
        path = write_list(tmp_path / "l.xlsx", [(head.name, head.id_number)])
        listing = match_low_income(by=None, source=path).listing
        head.household.poverty_attribute = PovertyAttribute.ALLOWANCE
        head.household.save()
        assert listing.rows.differing().count() == 0
        assert match_low_income(by=None, source=path).as_json()["rows"][0]["finding"] is None

    def test_allowance_household_that_is_not_listed(self, head, tmp_path):
        home = make_household(poverty_attribute=PovertyAttribute.ALLOWANCE)
        path = write_list(tmp_path / "l.xlsx", [(head.name, head.id_number)])
        assert match_low_income(by=None, source=path).not_listed == [home.household_no]


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "0 字节"),
            (b"%PDF-1.4\n", "打不开"),
            (OLE_SIGNATURE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
            (b"a,b\n1,2\n", "没有找到列"),
        ],
    )
    def test_file_that_is_no_list(self, places, tmp_path, content, says):
        path = tmp_path / "低保.xlsx"
        path.write_bytes(content)
        code, counts, said = run(path)
        assert (code, counts["written"]) == (1, False)
        assert says in said
        assert "\n" not in said

    def test_list_without_rows(self, places, tmp_path):
        code, _counts, said = run(write_list(tmp_path / "l.xlsx", []))
        assert code == 1
        assert "没有数据行" in said

    def test_list_of_no_county_of_ours(self, places, tmp_path):
        path = write_list(tmp_path / "l.xlsx", [["某镇", "某村", "甲", ""]], title="低保名单")
        code, _counts, said = run(path)
        assert code == 1
        assert "哪个县" in said
        assert not LowIncomeList.objects.exists()

    def test_missing_file_is_wrong_usage(self, db, tmp_path):
        assert run(tmp_path / "没有.xlsx")[0] == 2
