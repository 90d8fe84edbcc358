"""An import is taken back as one act: every row of every table is as it was."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import reverse

from households.models import Household
from households.services.school_years import keep_school_years
from povertyapp.core.history import because
from povertyapp.core.importing.changes import shown_value, tracked_models
from povertyapp.core.models import Act, ImportBatch
from povertyapp.core.models.batch import ImportState
from povertyapp.core.roles import Role
from povertyapp.core.tallies import CHANGED
from tests.assistance.test_import_wizard import (  # noqa: F401 - fixtures
    CLEAN,
    HOMES,
    changed_roster,
    laifeng,
    match,
    office,
    small,
    taken_to_preview,
    upload,
    work,
)
from tests.data import FIXTURES
from tests.households.factories import make_user

pytestmark = pytest.mark.django_db
# What remembers acts themselves stays: the wizard's own rows, history, sessions, and whose visits are to be looked at.
MEMORY = (
    "assistance_doubt",
    "core_importbatch",
    "core_job",
    "core_storedfile",
    "core_act",
    "core_exportrecord",
    "core_importcolumn",
    "core_contextchange",
)

# What is noted of what stands now: what an act noted and its undoing noted back comes to nothing. That somebody wrote
# stays noted.
SUMS = {
    "core_tally": (
        f"(SELECT code, kind, key, day, sum(n) FROM core_tally WHERE kind <> '{CHANGED}'"
        " GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0)"
    )
}


def digest():
    """Return one fingerprint of each table of ours, whatever the order of its rows."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("core_", "households_", "assistance_", "funds_", "inspections_"))
        and not name.endswith("event")
        and name not in MEMORY
    ]
    found = {}
    with connection.cursor() as cursor:
        for name in tables:
            rows = SUMS.get(name, f'"{name}"')
            cursor.execute(
                f"SELECT count(*), md5(string_agg(r::text, chr(10) ORDER BY r::text)) FROM {rows} AS r"
            )
            found[name] = cursor.fetchone()
    return found


def taken_in(client, content):
    batch = taken_to_preview(client, content)
    client.post(batch.address("confirm"))
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED, batch.job.error
    return batch


def undo(client, batch):
    response = client.post(reverse("core:import_undo", args=[batch.pk]))
    work()
    batch.refresh_from_db()
    return response


def test_undo_restores_every_row_of_every_table(office, client):  # noqa: F811
    taken_in(client, small())
    with_first = digest()
    content, number = changed_roster()
    second = taken_in(client, content)
    assert Household.objects.get(household_no=number).group_name == "9组"
    assert digest() != with_first
    assert undo(client, second).status_code == 302
    assert second.state == ImportState.UNDONE
    assert digest() == with_first
    assert "数据恢复原样" in client.get(second.address("result")).content.decode()


def test_first_import_leaves_nothing_behind(office, client):  # noqa: F811
    before = digest()
    batch = taken_in(client, small())
    assert keep_school_years(area=batch.area) > 0  # as the refresh of the findings does after each import
    undo(client, batch)
    assert batch.state == ImportState.UNDONE, batch.job.error
    assert digest() == before


def test_undo_of_a_whole_roster_over_another_one(office, client):  # noqa: F811
    taken_in(client, small())
    before = digest()
    batch = taken_in(client, CLEAN)
    assert Household.objects.count() == 300
    undo(client, batch)
    assert (batch.state, batch.job.error) == (ImportState.UNDONE, "")
    assert digest() == before


def test_undo_is_refused_when_somebody_changed_a_row_since(office, client):  # noqa: F811
    batch = taken_in(client, small())
    home = Household.objects.first()
    home.group_name = "77组"
    with because(by=office, reason="更正"):
        home.save()
    before = digest()
    page = client.get(reverse("core:import_undo", args=[batch.pk])).content.decode()
    assert "之后又有改动" in page
    undo(client, batch)
    assert batch.state == ImportState.APPLIED
    assert "之后又有改动" in client.get(batch.address("result")).content.decode()
    assert digest() == before


def test_second_undo_and_a_late_one_are_conflicts(office, client):  # noqa: F811
    batch = taken_in(client, small())
    undo(client, batch)
    assert undo(client, batch).status_code == 409
    late = taken_in(client, small())
    Act.objects.filter(pk=late.act).update(made_at=dt.datetime(2017, 1, 1, tzinfo=dt.UTC))
    assert "撤销这次导入" not in client.get(late.address("result")).content.decode()
    response = undo(client, late)
    assert response.status_code == 409
    assert "撤销期限" in response.content.decode()
    assert Household.objects.count() == HOMES


def test_undo_on_the_page_of_acts_is_seen_in_the_wizard(office, client):  # noqa: F811
    batch = taken_in(client, small())
    client.post(reverse("core:undo", args=[batch.act]))
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE


def test_result_lists_what_was_written_and_leads_to_the_households(office, client):  # noqa: F811
    taken_in(client, small())
    content, number = changed_roster()
    batch = taken_in(client, content)
    text = client.get(batch.address("result")).content.decode()
    address = reverse("core:import_changes", args=[batch.pk, "household"]) + "?act=update"
    assert address in text
    listed = client.get(address)
    assert listed.context["total"] == 1
    text = listed.content.decode()
    assert reverse("households:detail", args=[number]) in text
    assert "154****1111" in text
    assert "15400001111" not in text
    assert client.get(address.replace("update", "wrong")).status_code == 404


def test_file_that_changes_nothing_has_nothing_to_undo(office, client):  # noqa: F811
    taken_in(client, small())
    batch = taken_in(client, small())
    assert "撤销这次导入" not in client.get(batch.address("result")).content.decode()
    assert undo(client, batch).status_code == 409


def test_township_cannot_undo_the_county(office, client):  # noqa: F811
    batch = taken_in(client, small())
    client.force_login(make_user("town", Role.TOWNSHIP, Household.objects.first().area.parent))
    assert undo(client, batch).status_code == 404
    assert ImportBatch.objects.get(pk=batch.pk).state == ImportState.APPLIED


def test_visits_are_undone_too(office, client):  # noqa: F811
    taken_in(client, CLEAN)
    before = digest()
    upload(client, FIXTURES / "visit-log-2017h1.xlsx", kind="visits")
    batch = ImportBatch.objects.latest("pk")
    match(client, batch)
    work()
    client.post(batch.address("confirm"), {"only_clean": "on"})
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED, batch.job.error
    undo(client, batch)
    assert (batch.state, batch.job.error) == (ImportState.UNDONE, "")
    assert digest() == before


def test_every_column_of_every_tracked_row_can_be_shown():
    """A sample may fall on any column: codes, lists, days, documents, links; none stops the dry run."""
    for model, _event in tracked_models():
        for field in model._meta.concrete_fields:
            values = {
                "dict": {"a": [1]},
                "list": [{"a": 1}],
                "text": "x",
                "number": 3,
                "day": dt.date(2017, 3, 1),
            }
            for value in values.values():
                row = SimpleNamespace(**{field.attname: value})
                assert isinstance(shown_value(row, field), str)
