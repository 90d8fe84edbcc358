"""Judge the numbers that were stored before verdicts on them were kept. Only members with a fault are written."""

import pgtrigger
from django.db import migrations

from households.identity import judged
from povertyapp.core.crypto import unseal

CHUNK = 2000
TABLE = "households_householdmember"


def judge(apps, schema_editor):
    """Write the verdicts past the history: nobody changed the numbers, and the triggers in place are those of the
    table as it was before this migration (decision 4)."""
    with pgtrigger.ignore("households.HouseholdMember:update_update"):
        _judge(apps, schema_editor)


def _judge(apps, schema_editor):
    member = apps.get_model("households", "HouseholdMember")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT person_no, id_number, disability_card FROM {TABLE}")
        for rows in iter(lambda: cursor.fetchmany(CHUNK), []):
            for person_no, number, card in rows:
                fault, state = judged(
                    unseal(number, f"{TABLE}.id_number", person_no),
                    unseal(card, f"{TABLE}.disability_card", person_no),
                )
                if (fault, state) != ("", "none"):
                    found = member.objects.filter(person_no=person_no)
                    found.update(id_fault=fault, card_state=state)


class Migration(migrations.Migration):
    dependencies = [("households", "0006_add_number_verdicts_and_school_years")]
    operations = [migrations.RunPython(judge, migrations.RunPython.noop)]
