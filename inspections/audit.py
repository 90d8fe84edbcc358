"""What `verify_audit` asks of closed months: their rows, and what they were made from, are those that were sealed."""

from inspections.models import AccountMonth, MonthSeal
from inspections.models.account import AccountState
from inspections.models.month_guards import DIGEST, PARTS
from povertyapp.core import clock
from povertyapp.core.backup.restoring import PREPARE
from povertyapp.core.chain import Broken, audit_check
from povertyapp.core.chain.stating import before_stating

COLUMNS = (
    'SELECT array_agg(attname::text ORDER BY attname COLLATE "C") FROM pg_attribute'
    " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
)


@audit_check
def check_months(cursor):
    """Each table of a closed month has the digest of the moment of closing."""
    seals = {(seal.account_id, seal.part): seal for seal in MonthSeal.objects.all()}
    closed = AccountMonth.objects.filter(state=AccountState.CLOSED).order_by("closed_at", "pk")
    ids = set()
    for account in closed:
        ids.add(account.pk)
        for part in PARTS:
            place = f"inspections_account_{part}"
            seal = seals.get((account.pk, part))
            if seal is None:
                yield Broken("month", place, str(account), "the closed month has no seal")
                continue
            cursor.execute(_digest_sql(seal))
            if cursor.fetchone() != (seal.rows, seal.digest):
                yield Broken("month", place, str(account), "the rows are not those of the closed month")
    for account_id, part in seals:
        if account_id not in ids:
            yield Broken("month", f"inspections_account_{part}", str(account_id), "a closed month was opened")


@before_stating
def seal_months_of_before(cursor):
    """Seal the months that were closed before there were seals."""
    for account in AccountMonth.objects.filter(state=AccountState.CLOSED, month_seals=None):
        for part in PARTS:
            cursor.execute(COLUMNS, [f"inspections_account_{part}"])
            columns = cursor.fetchone()[0]
            seal = MonthSeal(account=account, part=part, columns=columns, sealed_at=clock.now())
            cursor.execute(_digest_sql(seal))
            seal.rows, seal.digest = cursor.fetchone()
            seal.save()


def _digest_sql(seal):
    columns = ", ".join(f'"{column}"' for column in seal.columns)
    return DIGEST.format(columns=columns, part=seal.part, account=int(seal.account_id))


def _make_months(cursor, opened, manifest):
    """Make the tables of each month that the backup has, before its rows come in."""
    for part in PARTS:
        table = f"inspections_account_{part}"
        at = manifest["tables"][table]["columns"].index("account_id")
        with opened(table) as source:
            accounts = sorted({int(line.split(b"\t")[at]) for line in source})
        cursor.execute("SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid"
                       " WHERE i.inhparent = %s::regclass", [table])  # fmt: skip
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TABLE "{name}"')
        for account in accounts:
            name = f"{table}_{account}_{0:08x}"
            cursor.execute(f'CREATE TABLE "{name}" PARTITION OF "{table}" FOR VALUES IN ({account})')


PREPARE.append(_make_months)
