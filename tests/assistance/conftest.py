"""A frozen Monday noon, and a helper with households of his own."""

import pytest
import time_machine

from tests.assistance.factories import make_helped


@pytest.fixture
def noon():
    """It is 2017-03-20 12:00 in the county."""
    with time_machine.travel("2017-03-20 12:00+08:00", tick=False):
        yield


@pytest.fixture
def helped(cast):
    """A household and its helper, who is `cast.helper`."""
    return make_helped(user=cast.helper)


@pytest.fixture
def as_user(client):
    """Return a client that is signed in as somebody."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
