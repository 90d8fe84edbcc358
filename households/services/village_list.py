"""Take in the village form as a list: villages and their years."""

from typing import Any

from django.utils.translation import gettext_lazy

from households.importing import villages
from households.services.lists import ListKind, ListResult, import_list


def _store(cursor, rows, subjects, known, **facts) -> dict[str, Any]:
    columns = frozenset(key for row in rows for key in row.record.table.columns)
    return villages.store(cursor, rows, columns)


VILLAGES = ListKind(
    reason=gettext_lazy("导入村基本情况表 %(file)s"),
    layout=villages.LAYOUT,
    fields=villages.FIELDS,
    check=villages.check,
    store=_store,
    empty=("villages_created", "villages_updated", "years_created", "years_updated", "years_unchanged"),
    county_of=villages.county_of,
    subjects=villages.villages_of,
)


def import_villages(*, by, **options) -> ListResult:
    """Import a list of villages (村基本情况表); see `households.services.lists.import_list`.

    A row is known by its village and its year (the year of the list where no column states one). A blank cell
    says nothing of what is stored.
    """
    return import_list(VILLAGES, by=by, **options)
