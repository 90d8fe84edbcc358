"""What `verify_audit` asks of closed months: their rows, and what they were made from, are those that were sealed."""

from inspections.models import AccountMonth, MonthSeal
from inspections.models.account import AccountState
from inspections.models.month_guards import DIGEST, PARTS
from povertyapp.core import clock
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
