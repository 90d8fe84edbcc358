"""The schema of the API is valid, whole, and says how a phone proves itself."""

from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from povertyapp.core.device_auth import HEADER

HANDED_OVER = (
    ("/api/v1/visits/", "post"),
    ("/api/v1/visits/batch/", "post"),
    ("/api/v1/visits/{id}/corrections/", "post"),
    ("/api/v1/photos/", "post"),
    ("/api/v1/photos/{photo_id}/", "get"),
    ("/api/v1/photos/{photo_id}/", "patch"),
    ("/m/pack/", "get"),
)


@pytest.fixture(scope="module")
def schema():
    """The schema as the command writes it; a warning fails."""
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    return yaml.safe_load(out.getvalue())


def test_a_phone_proves_itself_by_its_header(schema):
    told = schema["components"]["securitySchemes"]["device"]
    assert (told["in"], told["name"]) == ("header", HEADER)
    for path, method in HANDED_OVER:
        assert {"device": []} in schema["paths"][path][method]["security"], path


def test_the_answers_that_a_phone_must_know_are_told(schema):
    answers = schema["paths"]["/api/v1/visits/"]["post"]["responses"]
    assert set(answers) >= {"200", "201", "202", "409", "422", "428", "429"}
    receipt = schema["components"]["schemas"]["Receipt"]["properties"]
    assert set(receipt) >= {"receipt", "submission_id", "facts", "skew_seconds", "photos", "is_late"}


def test_no_answer_of_a_visit_holds_a_place(schema):
    for name in ("Receipt", "Visit"):
        assert "place" not in schema["components"]["schemas"][name]["properties"]
