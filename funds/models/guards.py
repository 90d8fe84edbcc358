"""What triggers of several models of funds say."""

import pgtrigger


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
