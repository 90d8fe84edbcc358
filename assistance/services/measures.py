"""Measures of help for a household: recorded, confirmed, corrected, ended, and their effect signed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import CLASS_OF_KIND, MeasureClass
from assistance.importing import measures as register
from assistance.models import AssistanceMeasure
from households.services.changing import given_reason, locked
from households.services.lists import ListKind, ListResult, import_list
from households.services.procedures.pictures import keep_picture
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because

# Whoever has this verb records and confirms; everybody else proposes, and the township looks at it (B13).
CONFIRM = "assistance.change_measure"
CORRECTABLE = frozenset(
    {
        *("name", "kind", "item", "batch", "measure_class", "from_date", "to_date", "amount"),
        *("expected_income", "responsible_unit"),
    }
)
UNCHECKED = ["household", "area", "effect_image"]


@transaction.atomic
def add_measure(*, by, household, name, kind, from_date, measure_class=None, reason="", **facts):
    """Add a measure in force from a day and return it; its class follows from its kind unless given.

    `facts` are the other columns (item, batch, to_date, amount and expected_income in yuan, responsible_unit,
    effect). Who may not confirm measures proposes: it counts when the township has confirmed it. The same
    household, name and first day once more is a ValidationError.
    """
    measure = AssistanceMeasure(
        household=household,
        area_id=household.area_id,
        name=(name or "").strip(),
        kind=kind,
        measure_class=measure_class or CLASS_OF_KIND.get(kind, MeasureClass.OTHER),
        from_date=from_date,
        is_proposed=bool(by and not by.has_perm(CONFIRM)),
        **facts,
    )
    _check(measure)
    with because(by=by, reason=reason or _("新增帮扶措施")):
        measure.save()
    return measure


@transaction.atomic
def correct_measure(*, by, measure, reason, **changes):
    """Correct columns of a measure (those in `CORRECTABLE`) and return it; the class follows a new kind.

    Who may not confirm measures corrects only what is still proposed.
    """
    unknown = set(changes) - CORRECTABLE
    if unknown:
        raise ValueError(f"not to be corrected: {', '.join(sorted(unknown))}")
    reason = given_reason(reason)
    row = locked(measure)
    if not row.is_proposed and not by.has_perm(CONFIRM):
        raise Conflict(_("这项措施乡镇已确认，要改请找乡镇扶贫专干。"))
    if "kind" in changes and changes["kind"] != row.kind:
        changes.setdefault("measure_class", CLASS_OF_KIND.get(changes["kind"], MeasureClass.OTHER))
    for column, value in changes.items():
        setattr(row, column, value)
    _check(row)
    with because(by=by, reason=reason):
        row.save()
    return row


@transaction.atomic
def decide_measure(*, by, measure, confirmed, reason=""):
    """Confirm what was proposed, so that it counts, or refuse it with a reason. Conflict when that was done."""
    reason = "" if confirmed else given_reason(reason)
    waiting = AssistanceMeasure.objects.filter(pk=measure.pk, is_proposed=True, stop_reason="")
    words = _("确认帮扶措施") if confirmed else _("不通过帮扶措施：%(reason)s") % {"reason": reason}
    with because(by=by, reason=words):
        changed = waiting.update(is_proposed=not confirmed, stop_reason=reason)
    if not changed:
        raise Conflict(_("这项措施已经审过，请刷新后再看。"))
    measure.refresh_from_db()
    return measure


@transaction.atomic
def end_measure(*, by, measure, to_date, stop_reason="", reason=""):
    """End a measure; `to_date` is its last day. With `stop_reason` it was stopped before it was done.

    Conflict when it was already ended.
    """
    if to_date < measure.from_date:
        raise ValidationError({"to_date": _("结束日期不能早于开始日期。")})
    with because(by=by, reason=reason or stop_reason or _("结束帮扶措施")):
        open_ended = AssistanceMeasure.objects.filter(pk=measure.pk, to_date=measure.to_date, stop_reason="")
        going_on = open_ended.filter(is_proposed=False)
        changed = going_on.update(to_date=to_date, stop_reason=stop_reason) if _goes_on(measure) else 0
    if not changed:
        raise Conflict(_("这项措施已经结束，请刷新后再看。"))
    measure.to_date, measure.stop_reason = to_date, stop_reason
    return measure


def _goes_on(measure):
    return measure.to_date is None or measure.to_date >= clock.today()


@transaction.atomic
def sign_effect(*, by, measure, effect, signed_on, signed_by, image=None):
    """Record what a measure brought, signed by the household on a day; a picture is optional.

    ValidationError: before the measure began, in the future, or nothing said. Conflict: not confirmed yet.
    """
    row = locked(measure)
    if row.is_proposed:
        raise Conflict(_("乡镇确认以后才能登记成效。"))
    if signed_on > clock.today():
        raise ValidationError({"signed_on": _("签字日期不能晚于今天。")})
    if signed_on < row.from_date:
        raise ValidationError({"signed_on": _("签字日期不能早于措施开始日期。")})
    row.effect, row.signed_on, row.signed_by = effect.strip(), signed_on, signed_by.strip()
    if image:
        row.effect_image = keep_picture(by=by, area=row.area, upload=image)
    _check(row)
    with because(by=by, reason=_("登记帮扶成效")):
        row.save()
    return row


def _check(measure):
    """Raise ValidationError when the row does not hold, or the household has one of that name and start."""
    measure.full_clean(exclude=UNCHECKED, validate_constraints=False)
    twins = AssistanceMeasure.objects.filter(
        household_id=measure.household_id, name=measure.name, from_date=measure.from_date
    )
    if twins.exclude(pk=measure.pk).exists():
        raise ValidationError(
            {
                "name": _("这一户从 %(day)s 起已有同名措施，请打开原来的那一项办理。")
                % {"day": measure.from_date}
            }
        )
    measure.validate_constraints(exclude=UNCHECKED)


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
