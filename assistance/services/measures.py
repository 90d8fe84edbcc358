"""Measures of help for a household."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import CLASS_OF_KIND, MeasureClass
from assistance.importing import measures as register
from assistance.models import AssistanceMeasure
from households.services.lists import ListKind, ListResult, import_list
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because


@transaction.atomic
def add_measure(*, by, household, name, kind, from_date, measure_class=None, reason="", **facts):
    """Add a measure in force from a day and return it; its class follows from its kind unless given.

    `facts` are the other columns (to_date, amount in yuan, responsible_unit, effect). The same household,
    name and first day once more is a ValidationError.
    """
    measure = AssistanceMeasure(
        household=household,
        area_id=household.area_id,
        name=(name or "").strip(),
        kind=kind,
        measure_class=measure_class or CLASS_OF_KIND.get(kind, MeasureClass.OTHER),
        from_date=from_date,
        **facts,
    )
    measure.full_clean(exclude=["household", "area"], validate_constraints=False)
    known = AssistanceMeasure.objects.filter(household=household, name=measure.name, from_date=from_date)
    if known.exists():
        raise ValidationError({"name": _("这一户从 %(day)s 起已有同名措施。") % {"day": from_date}})
    measure.validate_constraints(exclude=["household", "area"])
    with because(by=by, reason=reason or _("新增帮扶措施")):
        measure.save()
    return measure


@transaction.atomic
def end_measure(*, by, measure, to_date, reason=""):
    """End a measure; `to_date` is its last day. Conflict when it was already ended."""
    if to_date < measure.from_date:
        raise ValidationError({"to_date": _("结束日期不能早于开始日期。")})
    with because(by=by, reason=reason or _("结束帮扶措施")):
        changed = AssistanceMeasure.objects.filter(pk=measure.pk, to_date=None).update(to_date=to_date)
    if not changed:
        raise Conflict(_("这项措施已经结束，请刷新后再看。"))
    measure.to_date = to_date
    return measure


def _store(cursor, rows, households, words, **facts) -> dict[str, Any]:
    return register.store(cursor, rows, households, words)


MEASURES = ListKind(
    reason=gettext_lazy("导入帮扶措施台账 %(file)s"),
    layout=register.LAYOUT,
    fields=register.FIELDS,
    check=register.check,
    store=_store,
    empty=("measures_created", "measures_updated", "measures_unchanged"),
)


def import_measures(*, by, **options) -> ListResult:
    """Import a register of measures (帮扶措施台账); see `households.services.lists.import_list`.

    A measure is known by its household, its name and its days: one whose days overlap a stored one of that name
    is that one. Without a first day it counts from the start of its year.
    """
    return import_list(MEASURES, by=by, **options)
