import pytest

from tests.inspections.factories import make_twice_caused


@pytest.fixture
def faulty(cast):
    """Three households in care that name their main cause twice, beside their newest statements."""
    return make_twice_caused(cast.places.county)
