"""The month's tables in the database: made and swapped by functions that refuse a closed month, and triggers that
keep every row of a closed account (reliability-security G3).

The tables belong to the owner. The application fills a new one, which it alone is given, and hands it in; from then
on it reaches the rows through the month's tables, where a row of a closed account is neither added nor changed.
"""

import pgtrigger

from povertyapp.core.functions import OwnersTrigger, callable_function

PARTS = ("rule", "fact", "tally", "unit_line", "party", "carried")
# Statistics that readers need; those of the arrays would cost more than the load, and a small sample tells enough.
STATISTICS = {"fact": "(account_id, area_id, household_id, helper_id)"}
SAMPLED = 10
CLOSED = "EXISTS (SELECT FROM inspections_accountmonth WHERE id = {account} AND state = 'closed')"

# The account may still be open, its row held: so nobody closes it meanwhile.
_OPEN = f"""
    PERFORM FROM inspections_accountmonth WHERE id = account FOR UPDATE;
    IF NOT FOUND OR {CLOSED.format(account="account")} THEN
        RAISE EXCEPTION 'account % is closed or does not exist', account USING ERRCODE = 'check_violation';
    ELSIF run !~ '^[0-9a-f]{{8}}$' THEN
        RAISE EXCEPTION 'no name of a computation: %', run;
    END IF;
"""
_DECLARED = """DECLARE
    part text;
    made text;
    held text;
    caller text := coalesce(nullif(current_setting('role'), 'none'), session_user);
"""
_LISTED = "ARRAY[" + ", ".join(f"'{part}'" for part in PARTS) + "]"
_STATISTICS = " ".join(f"WHEN '{part}' THEN '{what}'" for part, what in STATISTICS.items())

callable_function(
    "account_make_tables",
    "account bigint, run text",
    f"""{_OPEN}
    FOREACH part IN ARRAY {_LISTED} LOOP
        made := format('inspections_account_%s_%s_%s', part, account, run);
        EXECUTE format('CREATE TABLE %I (LIKE %I)', made, 'inspections_account_' || part);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', made, caller);
    END LOOP;
    """,
    declare=_DECLARED,
)

# The new tables take the place of the old ones; a part that is `{kept}` stays as it is, and its new table goes.
_SWAP = f"""{_OPEN}
    PERFORM set_config('default_statistics_target', '{SAMPLED}', true);
    FOREACH part IN ARRAY {_LISTED} LOOP
        made := format('inspections_account_%s_%s_%s', part, account, run);
        IF part = '{{kept}}' THEN
            EXECUTE format('DROP TABLE %I', made);
            CONTINUE;
        END IF;
        EXECUTE format('ALTER TABLE %I ADD CHECK (account_id = %s)', made, account);
        FOR held IN
            SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
            WHERE i.inhparent = format('inspections_account_%s', part)::regclass
              AND c.relname LIKE format('inspections\\_account\\_%s\\_%s\\_%%', replace(part, '_', '\\_'), account)
        LOOP
            EXECUTE format('DROP TABLE %I', held);
        END LOOP;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)',
                       'inspections_account_' || part, made, account);
        EXECUTE format('ANALYZE %I %s', made, CASE part {_STATISTICS} ELSE '' END);
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM %I', made, caller);
    END LOOP;
    """
callable_function(
    "account_swap_tables", "account bigint, run text", _SWAP.replace("{kept}", ""), declare=_DECLARED
)
callable_function(
    "account_swap_all_but_facts",
    "account bigint, run text",
    _SWAP.replace("{kept}", "fact"),
    declare=_DECLARED,
)

# Each row of a closed account, whoever writes: the owner too must first switch the trigger off, and is found.
KEEPS_CLOSED = f"""
IF TG_OP <> 'INSERT' AND {CLOSED.format(account="OLD.account_id")} THEN
    RAISE EXCEPTION 'account % is closed', OLD.account_id USING ERRCODE = 'check_violation';
END IF;
IF TG_OP <> 'DELETE' AND {CLOSED.format(account="NEW.account_id")} THEN
    RAISE EXCEPTION 'account % is closed', NEW.account_id USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""

# What a month's table holds, as one digest; the same for `{columns}` and the rows of one account, whoever reads.
DIGEST = (
    "SELECT count(*), encode(sha256(coalesce(string_agg(sha256(convert_to(ROW({columns})::text, 'UTF8')),"
    " ''::bytea ORDER BY id), ''::bytea)), 'hex') FROM inspections_account_{part} WHERE account_id = {account}"
)
_SEAL = f"""
SET LOCAL extra_float_digits = 1;
FOREACH part IN ARRAY {_LISTED} LOOP
    SELECT array_agg(attname::text ORDER BY attname COLLATE "C"),
           string_agg(quote_ident(attname), ', ' ORDER BY attname COLLATE "C")
    INTO named, listed FROM pg_attribute
    WHERE attrelid = format('inspections_account_%s', part)::regclass AND attnum > 0 AND NOT attisdropped;
    EXECUTE replace(replace(replace($digest${DIGEST}$digest$, '{{columns}}', listed), '{{part}}', part),
                    '{{account}}', NEW.id::text) INTO counted, digest;
    INSERT INTO inspections_monthseal (account_id, part, columns, rows, digest, sealed_at)
    VALUES (NEW.id, part, named, counted, digest, now());
END LOOP;
RETURN NULL;
"""


def seals_when_closed():
    """Return the trigger that keeps the digests of the month's tables in the moment of closing."""
    return OwnersTrigger(
        name="sealed_when_closed",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__state="closed"),
        declare=[
            ("part", "text"), ("named", "text[]"), ("listed", "text"), ("counted", "bigint"), ("digest", "text"),
        ],
        func=_SEAL,
    )  # fmt: skip


def keeps_closed():
    """Return the trigger that keeps the rows of a closed account as they are."""
    return pgtrigger.Trigger(
        name="closed_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=KEEPS_CLOSED,
    )


def stays_closed():
    """Return the trigger that keeps the row of a closed account itself; another version is another row."""
    return pgtrigger.Protect(
        name="closed_stays",
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__state="closed"),
    )
