"""Special areas: which villages belong to them, and their plans (LN-02)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.models import SpecialArea, SpecialAreaPlan, SpecialAreaVillage
from funds.services.development.common import insert, insert_numbered, must_be
from households.services.procedures.common import given_day
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS, Level


@transaction.atomic
def make_special_area(*, by, area, name, from_date=None, document_no="", villages=()):
    """Name some villages of a county a special area and return it."""
    must_be(area, Level.COUNTY, _("“%(name)s”不是县，特困片区由县划定，请选一个县。"))
    made = SpecialArea(
        area=area,
        name=name.strip(),
        from_date=given_day(from_date, name="from_date"),
        document_no=document_no,
    )
    insert_numbered(made, by=by, reason=_("划定特困片区"), letter="P", digits=2)
    put_villages(by=by, special_area=made, villages=villages, from_date=made.from_date)
    return made


@transaction.atomic
def put_villages(*, by, special_area, villages, from_date=None):
    """Let villages belong to a special area from a day on; return how many are new in it.

    ValidationError names every place that is no village of the county, and every one that belongs to another area.
    """
    day = given_day(from_date, name="from_date", not_before=special_area.from_date)
    county = special_area.area_id
    strange = [
        one.name for one in villages if one.level != Level.VILLAGE or one.code[:COUNTY_DIGITS] != county
    ]
    held = SpecialAreaVillage.objects.in_area(county).filter(to_date=None)
    where = dict(held.values_list("area_id", "special_area_id"))
    taken = [one.name for one in villages if where.get(one.code, special_area.pk) != special_area.pk]
    wrong = []
    if strange:
        wrong.append(_("请只选本县的行政村，这些不是：%(names)s。") % {"names": "、".join(strange)})
    if taken:
        wrong.append(_("已在别的片区，先划出再划入：%(names)s。") % {"names": "、".join(taken)})
    if wrong:
        raise ValidationError({"villages": wrong})
    new = [one for one in villages if one.code not in where]
    with because(by=by, reason=_("划入特困片区")):
        SpecialAreaVillage.objects.bulk_create(
            SpecialAreaVillage(special_area=special_area, area_id=one.code, from_date=day) for one in new
        )
    return len(new)


@transaction.atomic
def take_village_out(*, by, membership, reason, on=None):
    """Let a village no longer belong to its special area after a day; return the membership."""
    row = SpecialAreaVillage.objects.select_for_update().get(pk=membership.pk)
    if row.to_date:
        raise ValidationError(_("已于 %(day)s 划出，不用再办。") % {"day": row.to_date})
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由。")})
    row.to_date = given_day(on, not_before=row.from_date)
    with because(by=by, reason=reason.strip()):
        row.save(update_fields=["to_date"])
    return row


@transaction.atomic
def add_plan(*, by, special_area, kind, year, title, adopted_on=None, investment=0, document_no="", paper=""):
    """Record a plan of a special area and return it."""
    plan = SpecialAreaPlan(
        special_area=special_area,
        area_id=special_area.area_id,
        kind=kind,
        year=year,
        title=title.strip(),
        document_no=document_no,
        adopted_on=given_day(adopted_on, name="adopted_on"),
        investment=investment or 0,
        paper=paper,
        recorded_by=by,
    )
    if not clock.today().year - 20 <= year <= clock.today().year + 10:
        raise ValidationError({"year": _("年度要写四位数，如 2017。")})
    return insert(plan, by=by, reason=_("登记片区规划"))
