import pytest
from django.db import transaction

from inspections.services import accountability as desk
from tests.inspections.accountability.ways import MARCH, close_month, people_of_county, some_days_ago


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """The people, made once for a module; what a test changes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield people_of_county()
        transaction.set_rollback(True)


@pytest.fixture
def case(db, county):
    """A case of 老茶村 after its first month that was not settled, as the software proposed it two months ago."""
    village = county.places.village.pk
    lines = [("village", village, "failed")]
    account = close_month(county, MARCH, {("village", village): "not_settled"}, lines=lines)
    with some_days_ago(60):
        (made,) = desk.propose_for(account).made
    return made
