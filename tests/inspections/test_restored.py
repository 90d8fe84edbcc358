"""A month after its backup came back into another database: the same fingerprints, stored, read again and computed
anew; and a backup that was tampered with is found, whatever the tamperer holds."""

import hashlib
import json
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections, transaction

from inspections.models import AccountMonth, AccountVersion, PartyAccount
from inspections.services.account import close_account, compute_account, export_account
from inspections.services.account.digest import digest_now
from inspections.services.objections import Contested, file_objection, rule_objection, take_objection
from inspections.services.proof.facts import export_facts
from povertyapp.core import clock
from povertyapp.core.backup import back_up, restore
from povertyapp.core.backup.archive import MANIFEST, close_archive, open_archive
from povertyapp.core.chain import first_broken, seal_new
from povertyapp.core.chain.roots import export_root
from povertyapp.core.chain.stating import state_all
from povertyapp.core.models import Area, ChainBatch, User
from povertyapp.core.owner import as_owner
from tests.database import drop
from tests.households.factories import cast
from tests.inspections.account_month import APRIL, MARCH, march_county

pytestmark = pytest.mark.django_db
PARTIES = "tables/inspections_account_party.copy"


def on_the_server(statement):
    """Do something about databases, as the owner, outside of all of them."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(statement)


def copy_of_ours(name):
    """Make a database with our tables: a copy of the empty one of the tests, which nobody may use meanwhile."""
    connections.close_all()
    for left in range(50, -1, -1):
        try:
            on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["NAME"]}"')
        except OperationalError:  # a server process that is just going
            if not left:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def other(django_db_setup, django_db_blocker):
    """An empty database with the tables of ours, and one with a table of somebody else."""
    with django_db_blocker.unblock():
        ours = connection.settings_dict["NAME"]
        names = SimpleNamespace(ours=ours, empty=f"{ours}_other", strange=f"{ours}_strange")
        copy_of_ours(names.empty)
        on_the_server(f'CREATE DATABASE "{names.strange}"')
    yield names
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("RESET ROLE")
        for name in (names.empty, names.strange):
            drop(cursor, name)


@pytest.fixture(scope="module")
def backup(other, django_db_blocker, tmp_path_factory):
    """March closed, April drafted, both backed up; what they say."""
    folder = tmp_path_factory.mktemp("backup")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "AUDIT_ROOTS", str(folder / "audit" / "roots.jsonl"))
        patch.setattr(settings, "MEDIA_ROOT", str(folder / "media"))
        if not ChainBatch.objects.exists():  # a test before emptied all tables
            with as_owner():
                state_all("test")
        people = cast()
        made = march_county(closed=True, users=people)
        compute_account(made.places.county, APRIL)
        seal_new()
        (folder / "media").mkdir()
        (folder / "media" / "sealed").write_bytes(b"sealed")
        back_up(folder / "whole.zip")
        yield SimpleNamespace(
            folder=folder, path=folder / "whole.zip", says=said_of_the_months(), helper=made.idle.code,
            home=made.missed.household_no, restated=corrected(made.idle.code, made.missed.household_no),
        )  # fmt: skip
        transaction.set_rollback(True)


def said_of_the_months():
    """Return what our database says of both months: fingerprints kept, read again and computed anew, and files."""
    march, april = (AccountMonth.objects.get(month=str(month)) for month in (MARCH, APRIL))
    county = Area.objects.get(pk=march.area_id)
    return {
        "kept": [(each.state, each.digest, each.inputs_digest) for each in (march, april)],
        "read": [digest_now(march), digest_now(april)],
        "computed": compute_account(county, APRIL).digest,
        "account": hashlib.sha256(
            export_account(by=None, account=march, area=county, form="json").data
        ).hexdigest(),
        "facts": {
            name: hashlib.sha256(data).hexdigest()
            for name, data in export_facts(by=None, account=march, area=county).files.items()
        },
    }


def corrected(helper, home):
    """Rule on an objection to March, which makes its second version; return that one's fingerprint."""
    march = AccountMonth.objects.get(month=str(MARCH))
    cadre, township = (User.objects.get(username=name) for name in ("cadre", "township"))
    village = PartyAccount.objects.get(account=march, level="village", code=cadre.grants_today[0].area_id)
    key = Contested("helper", helper, "LF-14", "household", home, village.area_id)
    with transaction.atomic():
        filed = file_objection(by=cadre, party=village, keys=[key], reason="走访了没传上来")
        take_objection(by=township, objection=filed)
        corrections = {line: {"delivered": 1} for line in filed.lines.all()}
        ruled = rule_objection(by=township, objection=filed, ruling="有照片", corrections=corrections)
        digest = AccountVersion.objects.get(objection=ruled).account.digest
        transaction.set_rollback(True)
    assert digest != march.digest
    return digest


def apart(work, database=None):
    """Do something over a connection of its own, in another database where one is named; return what comes of it."""

    def run():
        own = connection.settings_dict
        if database:
            connection.settings_dict = own | {"NAME": database}
        try:
            return work()
        finally:
            connection.close()
            connection.settings_dict = own

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def restored(path, *arguments):
    """Run the command and return its counts."""
    out = StringIO()
    call_command("restore", str(path), *arguments, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue().splitlines()[-1])


def forged(backup, name, change):
    """Write a backup with other rows, whose list and signature were made anew by somebody with the keys."""
    path = backup.folder / name
    archive, manifest = open_archive(backup.path)
    with archive, zipfile.ZipFile(path, "w") as into:
        for entry in archive.namelist():
            if entry == MANIFEST:
                continue
            data = archive.read(entry)
            if entry == PARTIES:
                data = change(data, manifest["tables"]["inspections_account_party"])
            into.writestr(entry, data)
        close_archive(into, path, manifest)
    return path


def raise_a_score(data, said):
    """Let each party that was not settled have a better score; say so in the list."""
    score, verdict = (said["columns"].index(name) for name in ("score", "verdict"))
    rows = [row.split(b"\t") for row in data.splitlines()]
    for cells in rows:
        if cells[verdict] == b"not_settled":
            cells[score] = b"99.99"
    data = b"".join(b"\t".join(cells) + b"\n" for cells in rows)
    said |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    return data


def test_a_restored_month_has_the_fingerprints_that_it_had(backup, other):
    files = backup.folder / "files"
    counts = apart(lambda: restored(backup.path, "--into", other.empty, "--files", str(files)))
    assert counts["files"] >= 1
    assert (files / "media" / "sealed").read_bytes() == b"sealed"
    found = apart(said_of_the_months, other.empty)
    assert found == backup.says
    assert found["kept"][0][:2] == ("closed", found["read"][0])
    assert found["computed"] == found["kept"][1][1]
    assert apart(lambda: corrected(backup.helper, backup.home), other.empty) == backup.restated
    assert apart(lambda: first_broken(files / "audit" / "roots.jsonl"), other.empty)[0] is None
    with pytest.raises(CommandError, match=f"{other.empty}.*已经有数据"):
        apart(lambda: restored(backup.path, "--into", other.empty))
    with pytest.raises(ValidationError, match="已经锁定"):
        apart(lambda: close_account(Area.objects.get(level="county", pk="422827"), MARCH), other.empty)


def test_ours_stays_as_it_is_and_its_digests_are_its_own(backup, other, monkeypatch, settings):
    def migrate(*args, **kwargs):
        export_root(1, "0" * 64, clock.now())

    monkeypatch.setattr("povertyapp.core.backup.elsewhere.call_command", migrate)
    with pytest.raises(CommandError, match="先装上"):
        apart(lambda: restored(backup.path, "--into", other.strange))
    assert not Path(settings.AUDIT_ROOTS).exists()
    assert said_of_the_months() == backup.says
    assert (backup.folder / "media" / "sealed").read_bytes() == b"sealed"


@pytest.mark.parametrize(
    ("named", "said"), [("ours", "正在使用"), ("missing", "createdb"), ("strange", "别的程序")]
)
def test_only_an_empty_database_of_the_server_is_restored_into(backup, other, named, said):
    def strange():
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE; CREATE TABLE theirs (x int)")

    if named == "strange":
        apart(strange, other.strange)
    name = getattr(other, named, "nobody_made_it")
    with pytest.raises(CommandError, match=said) as refused:
        apart(lambda: restored(backup.path, "--into", name))
    assert refused.value.returncode == 1


def test_a_backup_with_another_row_is_refused_or_found(backup, other):
    """Without the keys the file is refused, with another row under the old list it is not restored; and whoever
    makes list and signature anew is found in the restored database."""
    spoilt = backup.folder / "spoilt.zip"
    spoilt.write_bytes(backup.path.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05", 1))
    with pytest.raises(ValidationError, match="损坏或被改动"):
        open_archive(spoilt)
    other_list = forged(backup, "list.zip", lambda data, said: raise_a_score(data, dict(said)))
    with pytest.raises(ValidationError, match="inspections_account_party"):
        apart(lambda: as_the_owner(other_list), other.empty)
    path = forged(backup, "forged.zip", raise_a_score)
    apart(lambda: as_the_owner(path), other.empty)
    (broken, _counts), (kept, read) = apart(lambda: (first_broken(), fingerprints()), other.empty)
    assert (broken.what, broken.place) == ("month", "inspections_account_party")
    assert kept != read


def as_the_owner(path):
    with as_owner():
        restore(path, replace=True, beside=path.parent / "apart")


def fingerprints():
    march = AccountMonth.objects.get(month=str(MARCH))
    return march.digest, digest_now(march)
