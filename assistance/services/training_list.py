"""Take in the attendance list of trainings."""

from typing import Any

from django.utils.translation import gettext_lazy

from assistance.importing import trainings
from assistance.services.visits import entry_moment, lock_of
from households.services.lists import ListKind, ListResult, import_list
from povertyapp.core import clock
from povertyapp.core.month_locks import hold_months_open
from povertyapp.core.period import Period


def _store(cursor, rows, households, people, *, county, day, by) -> dict[str, Any]:
    hold_months_open(county.pk)
    locks: dict[str, Any] = {}
    logged, now = clock.moment(day, 23, 59), clock.now()

    def moment_of(member, happened_on):
        month = str(Period.of(happened_on))
        if month not in locks:
            locks[month] = lock_of(member, happened_on)
        return entry_moment(logged, locks[month], now)

    return trainings.store(cursor, rows, people, county, moment_of, by)


TRAININGS = ListKind(
    reason=gettext_lazy("导入技能培训签到表 %(file)s"),
    layout=trainings.LAYOUT,
    fields=trainings.FIELDS,
    check=trainings.check,
    store=_store,
    empty=("trainings_created", "attendances_created", "attendances_unchanged", "late"),
)


def import_trainings(*, by, **options) -> ListResult:
    """Import an attendance list (技能培训签到表); see `households.services.lists.import_list`.

    A training is known by its topic, its first day and its organiser. Who stands in its list already stays once,
    and nobody is taken off by an import. Rows count as entered on the list's own date, as visits do.
    """
    return import_list(TRAININGS, by=by, **options)
