"""Take in the list of who helps whom."""

from typing import Any

from django.utils.translation import gettext_lazy

from assistance.importing import assignments, pairing
from assistance.services.terms import write_terms
from households.services.lists import ListKind, ListResult, import_list


def _store(cursor, rows, households, plan, *, county, day, by) -> dict[str, Any]:
    made = pairing.prepare(cursor, rows, households, plan, county=county, day=day)
    write_terms(cursor, by=by, area_code=county.code, changed=made.changed, opened=made.opened)
    pairing.keep_contacts(cursor, rows, made.helpers)
    return made.counts


ASSIGNMENTS = ListKind(
    reason=gettext_lazy("导入帮扶责任人结对表 %(file)s"),
    layout=assignments.LAYOUT,
    fields=assignments.FIELDS,
    check=assignments.check,
    store=_store,
    empty=("assignments_opened", "assignments_changed", "assignments_unchanged"),
    by_household=True,
)


def import_assignments(*, by, **options) -> ListResult:
    """Import the list of who helps whom (帮扶责任人结对表); see `households.services.lists.import_list`.

    A new helper takes over from the one before him, whose time ends the day before; two helpers of one household
    on one day are told and refused. Without a first day a helper counts from the start of the year.
    """
    return import_list(ASSIGNMENTS, by=by, **options)
