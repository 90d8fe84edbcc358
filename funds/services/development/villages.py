"""Whole-village projects: what is built by which weights, and reports of how far it is (LN-05)."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import WholeVillage, WholeVillageItem, WholeVillageReport
from funds.services.development.common import insert, insert_numbered, must_be
from households.services.procedures.common import given_day
from povertyapp.core.history import because
from povertyapp.core.models.area import Level


@transaction.atomic
def begin_whole_village(*, by, area, year, starts_on, ends_on, items, document_no=""):
    """Record what is done for a whole village in a year and return it; `items` as in `add_items`."""
    must_be(area, Level.VILLAGE, _("“%(name)s”不是行政村，整村推进登记到村，请选一个村。"))
    made = WholeVillage(area=area, year=year, starts_on=starts_on, ends_on=ends_on, document_no=document_no)
    insert_numbered(made, by=by, reason=_("登记整村推进"), letter="Z", digits=4)
    add_items(by=by, whole_village=made, items=items)
    return made


@transaction.atomic
def add_items(*, by, whole_village, items):
    """Add what is built, dictionaries of name, quantity, weight, investment and project; return the rows.

    ValidationError where nothing is named, or an item is not as it should be.
    """
    if not items:
        raise ValidationError({"items": _("请至少写一项建设内容。")})
    last = whole_village.items.count()
    rows = [
        WholeVillageItem(whole_village=whole_village, area_id=whole_village.area_id, number=number, **item)
        for number, item in enumerate(items, start=last + 1)
    ]
    for row in rows:
        row.full_clean(exclude=["area", "whole_village"])
    with because(by=by, reason=_("登记建设内容")):
        WholeVillageItem.objects.bulk_create(rows)
    return rows


@transaction.atomic
def report_progress(*, by, item, percent, invested, on=None, note=""):
    """Record how far an item is on a day, with the money invested so far, and return the report.

    Less than was reported before needs a note that says why. ValidationError: a day before the newest report, a
    percentage outside 0 to 100.
    """
    item = WholeVillageItem.objects.select_for_update().get(pk=item.pk)
    day = given_day(on)
    last = item.reports.order_by("-reported_on", "-pk").first()
    if last and day < last.reported_on:
        raise ValidationError(
            {"on": _("已有 %(day)s 的填报，不能填更早的日期。") % {"day": last.reported_on}}
        )
    fell = last and (Decimal(percent) < last.percent or Decimal(invested) < last.invested)
    if fell and not note.strip():
        said = _("比上次（进度 %(percent)s%%，投资 %(invested)s 元）少，请在说明里写明原因。")
        raise ValidationError({"note": said % {"percent": last.percent, "invested": last.invested}})
    report = WholeVillageReport(
        item=item,
        area_id=item.area_id,
        reported_on=day,
        percent=percent,
        invested=invested,
        note=note.strip(),
        recorded_by=by,
    )
    return insert(report, by=by, reason=_("填报整村推进进度"))
