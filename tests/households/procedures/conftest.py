import pytest

from tests.assistance.factories import make_helper
from tests.households.factories import cast as make_cast


@pytest.fixture
def people(db):
    """The cast, with `a_helper` who can be put in charge of a household."""
    found = make_cast()
    found.a_helper = make_helper(user=found.helper)
    return found
