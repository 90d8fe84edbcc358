"""A later version of a closed month: its frozen inputs, its bundle, and the second calculator after a ruling."""

import json

import pytest

from inspections.models import FrozenInput, PartyAccount
from inspections.services.account import export_account
from inspections.services.proof import canon, verify
from inspections.services.proof.bundle import export_bundle
from inspections.services.proof.facts import export_facts
from tests.independent import recompute
from tests.inspections.account_month import march  # noqa: F401
from tests.inspections.test_restating import closed, corrected, key, locked  # noqa: F401

pytestmark = pytest.mark.django_db


def test_second_calculator_follows_a_ruling_from_frozen_inputs(closed, tmp_path):  # noqa: F811
    first = export_facts(by=None, account=closed.account, area=closed.places.county).files
    wanted = [key("LF-14", closed.idle, closed.missed), key("LF-17", closed.idle, closed.partial)]
    version = corrected(closed, wanted, {"delivered": 3}).account
    closed.visited.visits.all().delete()
    files = export_facts(by=None, account=version, area=closed.places.county).files
    assert {name for name in files if files[name] != first[name]} == {"inputs.json", "line_corrections.csv"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    exported = export_account(by=None, account=version, area=closed.places.county, form="json").data
    assert recompute.compare(tmp_path, json.loads(exported))[1] == []
    assert verify.check_month(json.loads(exported))["digest"] == version.digest


def test_version_has_bundles_of_its_own_and_leaves_the_first_as_it_was(closed):  # noqa: F811
    version = corrected(closed, [key("LF-14", closed.idle, closed.missed)], {"delivered": 1}).account
    assert list(FrozenInput.objects.filter(account=version).values_list("kind", flat=True)) == [
        "line_corrections"
    ]
    for account, verdicts in ((closed.account, "0/1"), (version, "1/1")):
        party = PartyAccount.objects.get(account=account, level="helper", code=closed.idle.code)
        files = canon.unpack(export_bundle(by=None, party=party).data)
        verify.check_bundle(files, account.digest, account.inputs_digest)
        line = next(
            line
            for line in json.loads(files["account.json"])["lines"]
            if (line["rule"], line["subject_code"]) == ("LF-14", closed.missed.household_no)
        )
        assert f"{line['delivered']}/{line['required']}" == verdicts
