"""Take the year's list of households to be moved in: who stands on it, how many of each, why, and settled how."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.importing import relocations as register
from funds.importing.relocations import Known
from funds.models import RelocationListed
from households.services.lists import ListKind, ListResult, import_list
from povertyapp.core.models.area import TOWNSHIP_DIGITS

COLUMNS = ("persons", "reason", "settlement")


def store(cursor, rows, households, known: Known, *, county, day, by) -> dict[str, Any]:
    """Write who is new on the list and what differs of the others."""
    made, changed = [], []
    for row in rows:
        home = households[row["household_no"]]
        plan = known.plans[home.area_id[:TOWNSHIP_DIGITS], row["year"]]
        facts = {name: row[name] for name in COLUMNS}
        stored = known.listed.get(home.pk)
        if stored is None:
            source = _("年度名单 %(day)s") % {"day": day}
            made.append(
                RelocationListed(
                    plan=plan, household_id=home.pk, area_id=home.area_id, recorded_from=source, **facts
                )
            )
        elif register.differs(stored, plan, row):
            stored.plan = plan
            for name, given in facts.items():
                setattr(stored, name, given)
            changed.append(stored)
    RelocationListed.objects.bulk_create(made)
    RelocationListed.objects.bulk_update(changed, ["plan", *COLUMNS])
    return {
        "listed_created": len(made),
        "listed_updated": len(changed),
        "listed_unchanged": len(rows) - len(made) - len(changed),
    }


YEAR_LIST = ListKind(
    reason=gettext_lazy("导入搬迁年度名单 %(file)s"),
    layout=register.LAYOUT,
    fields=register.FIELDS,
    check=register.check,
    store=store,
    empty=("listed_created", "listed_updated", "listed_unchanged"),
)


def import_relocations(*, by, **options) -> ListResult:
    """Import the year's list; the same file again writes nothing. See `households.services.lists`.

    A household is known by its number. Of one whose relocation rests on the list already, its year and people stay.
    """
    return import_list(YEAR_LIST, by=by, **options)
