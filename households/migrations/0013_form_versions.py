"""What the forms of 2014, 2016 and since 2021 ask; a row for each change of a member that is known already."""

import datetime as dt

from django.db import migrations

ASKED_OF = ("household", "householdmember", "incomestatement", "livingcondition", "villageyear")
NOT_ASKED = frozenset(
    {"id", "area", "household", "year", "head_pinyin", "name_pinyin", "id_hash", "id_tail_hash"}
    | {"id_fault", "card_state", "unclear", "answered_by", "updated_at", "is_labour_capable"}
)
SINCE_2016 = frozenset(
    {"householdmember.dropout_reason", "householdmember.disability_kind", "householdmember.disability_level"}
    | {"householdmember.public_post", "householdmember.public_post_months", "household.not_exited_reason"}
    | {"householdmember.is_major_illness_insured", "householdmember.is_supplementary_insured"}
    | {"householdmember.gets_disability_subsidy", "householdmember.is_in_service"}
    | {"livingcondition.is_firm_linked", "livingcondition.is_leader_linked", "livingcondition.is_water_safe"}
    | {"livingcondition.housing_structure", "livingcondition.housing_built_year"}
    | {"livingcondition.housing_grade", "livingcondition.renovation_year", "livingcondition.settlement_mode"}
    | {"livingcondition.settlement_place", "livingcondition.relocation_difficulty"}
)
SINCE_2021 = frozenset(
    {"household.household_type", "household.exit_vintage"}
    | {"householdmember.phone", "householdmember.registered_on"}
)
UNTIL_2020 = frozenset(
    {"livingcondition.needs_relocation", "livingcondition.relocation_mode", "household.planned_exit_year"}
    | {"livingcondition.relocation_difficulty", "household.not_exited_reason"}
)
VERSIONS = (
    ("2014", "贫困户登记表（2014）", (2014, 1, 1), (2015, 12, 31), SINCE_2016 | SINCE_2021),
    ("2016", "贫困户信息采集表（2016）", (2016, 1, 1), (2020, 12, 31), SINCE_2021),
    ("2021", "防返贫监测和帮扶信息表（2021）", (2021, 1, 1), None, UNTIL_2020),
)
TURNS = """
    INSERT INTO households_memberturn (area_id, member_id, kind, happened_on, place, reason)
    SELECT area_id, id, change_kind, changed_on, '', '' FROM households_householdmember
    WHERE change_kind <> '' AND changed_on IS NOT NULL
"""


def write(apps, schema_editor):
    asked = []
    for name in ASKED_OF:
        columns = apps.get_model("households", name)._meta.concrete_fields
        asked += [f"{name}.{column.name}" for column in columns if column.name not in NOT_ASKED]
    apps.get_model("households", "FormVersion").objects.bulk_create(
        apps.get_model("households", "FormVersion")(
            code=code,
            name=name,
            valid_from=dt.date(*begin),
            valid_to=dt.date(*end) if end else None,
            fields=[one for one in asked if one not in missing],
        )
        for code, name, begin, end, missing in VERSIONS
    )


def remove(apps, schema_editor):
    apps.get_model("households", "FormVersion").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("households", "0012_complete_records")]
    operations = [
        migrations.RunPython(write, remove),
        migrations.RunSQL(TURNS, "DELETE FROM households_memberturn"),
    ]
