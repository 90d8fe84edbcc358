"""What triggers of several models of funds say."""

import pgtrigger

# `%s`: the columns that may be filled in while they are blank.
_STAYS = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what is on record for money and projects is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (
    SELECT 1 FROM jsonb_each_text(to_jsonb(OLD)) AS old_value
    JOIN jsonb_each_text(to_jsonb(NEW)) AS new_value USING (key)
    WHERE old_value.value IS DISTINCT FROM new_value.value AND key <> 'area_id'
      AND NOT (key IN (%s) AND coalesce(old_value.value, '') = '')
) THEN
    RAISE EXCEPTION 'what is on record for money and projects is not changed' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


def stays(*fillable):
    """Return the trigger that keeps rows as they were written but for these columns, which may be filled in once."""
    return pgtrigger.Trigger(
        name="record_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=_STAYS % (", ".join(f"'{name}'" for name in fillable) or "''"),
    )


def guard(name, func, *, insert=True, update=False, delete=False, declare=()):
    """Return the trigger of that name that asks before a row is written."""
    operations = [
        operation
        for operation, wanted in (
            (pgtrigger.Insert, insert),
            (pgtrigger.Update, update),
            (pgtrigger.Delete, delete),
        )
        if wanted
    ]
    asked = operations[0]
    for operation in operations[1:]:
        asked = asked | operation
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=asked, func=func, declare=list(declare) or None
    )
