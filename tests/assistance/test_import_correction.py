"""The error workbook of the dirty roster, corrected as its answer key says, goes in without a finding."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from households.models import Household
from tests.data import FIXTURES
from tests.households.corrected_roster import correct

pytestmark = pytest.mark.django_db
DIRTY, KEY = FIXTURES / "roster-dirty-dev.xlsx", FIXTURES / "roster-dirty-dev.key.json"


def test_error_workbook_corrected_by_the_key_goes_in_clean(tmp_path):
    from povertyapp.core.divisions import SHIPPED, import_divisions

    import_divisions(SHIPPED / "laifeng.csv")
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    with pytest.raises(CommandError):
        call_command(
            "import_roster", str(DIRTY), "--error-workbook", str(wrong), stdout=StringIO(), stderr=StringIO()
        )
    assert not Household.objects.exists()
    correct(wrong, json.loads(KEY.read_text("utf-8")), right)
    out = StringIO()
    call_command("import_roster", str(right), stdout=out, stderr=StringIO())
    counts = json.loads(out.getvalue().splitlines()[-1])
    assert counts["findings_by_code"] == {}
    assert counts["written"]
    assert counts["households_created"] == Household.objects.count() > 300
