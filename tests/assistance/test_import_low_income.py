"""A low-income list through the wizard: matched, told, taken back as one act."""

import pytest
from django.urls import reverse

from households.models import LowIncomeList, LowIncomeRow
from povertyapp.core.models import ImportBatch
from povertyapp.core.models.batch import ImportState
from tests.assistance.test_import_wizard import laifeng, match, office, small, upload, work  # noqa: F401
from tests.data import FIXTURES

pytestmark = pytest.mark.django_db
LIST = FIXTURES / "low-income-list-2017q2.xlsx"


def taken(client, content=LIST, kind="low-income", name="低保名单.xlsx"):
    assert upload(client, content, kind, name).status_code == 302
    batch = ImportBatch.objects.latest("pk")
    match(client, batch)
    work()
    client.post(batch.address("confirm"))
    work()
    batch.refresh_from_db()
    return batch


def test_list_is_matched_and_the_page_says_what_is_left_to_do(office, client):  # noqa: F811
    taken(client, small(), "roster", "花名册.xlsx")
    batch = taken(client)
    assert batch.state == ImportState.APPLIED, batch.job.error
    assert LowIncomeRow.objects.count() == 120
    listing = LowIncomeList.objects.get()
    assert (listing.period, listing.taken_by) == ("2017-Q2", office)
    text = client.get(batch.address("result")).content.decode()
    assert "要人工确认" in text
    assert client.get(reverse("households:low_income_lists")).context["total"] == 1


def test_undo_takes_the_list_back(office, client):  # noqa: F811
    batch = taken(client)
    assert LowIncomeRow.objects.exists()
    client.post(reverse("core:import_undo", args=[batch.pk]))
    work()
    assert not LowIncomeRow.objects.exists()
    assert not LowIncomeList.objects.exists()


def test_roster_is_no_list(office, client):  # noqa: F811
    response = upload(client, FIXTURES / "visit-log-2017h1.xlsx", "low-income", "走访.xlsx")
    batch = ImportBatch.objects.last()
    if batch is not None:  # columns can still be chosen by hand: without the number nothing goes on
        assert match(client, batch).status_code == 400
    else:
        assert response.status_code == 400
    assert not LowIncomeList.objects.exists()
