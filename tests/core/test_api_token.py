"""Programs sign in to the API with a token; its rights are those of its user."""

import pytest
from rest_framework.authtoken.models import Token

from tests.households.factories import cast, make_household


@pytest.fixture
def home(places):
    return make_household()


def listed(client, user):
    token = Token.objects.create(user=user)
    return client.get("/api/v1/households/", headers={"Authorization": f"Token {token.key}"})


def test_token_sees_what_its_user_sees(home, client):
    people = cast()
    assert listed(client, people.clerk).json()["count"] == 1
    assert listed(client, people.outsider).json()["count"] == 0


def test_wrong_token_is_refused(home, client):
    response = client.get("/api/v1/households/", headers={"Authorization": "Token nonsense"})
    assert response.status_code in (401, 403)


def test_root_names_the_endpoints(db, client):
    client.force_login(cast().clerk)
    assert {"households", "visits", "helpers", "schema"} <= set(client.get("/api/v1/").json())
