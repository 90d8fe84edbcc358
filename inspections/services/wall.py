"""The wall chart: arranged by hand, arranged again by itself, printed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import WallPlace
from inspections.models.wall import MOST
from inspections.wall_grid import grid_of, moved, put_before, spots_of
from povertyapp.core.exports import hand_out, open_record
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.printing import render_pdf


def arrangement_of(area):
    """Return the grid of the places directly under a county or a township, as it stands."""
    codes = _under(area)
    rows = WallPlace.objects.filter(area__in=codes).values_list("area_id", "row", "column")
    return grid_of(codes, {code: (row, column) for code, row, column in rows})


def _under(area):
    if area.level not in (Level.COUNTY, Level.TOWNSHIP):
        raise ValidationError(_("作战图只在县和乡镇里排：县里排乡镇，乡镇里排村。"))
    return list(
        Area.objects.filter(parent=area, valid_to=None).order_by("code").values_list("code", flat=True)
    )


@transaction.atomic
def arrange_wall(*, by, area, spots):
    """Put the places under a county or a township where `spots` say: code → (row, column); return the area.

    Numbers may have gaps and may be the same: then the official order decides, and they are counted anew.
    """
    _locked(area)
    known = set(_under(area))
    if strange := sorted(set(spots) - known):
        raise ValidationError(
            _("%(code)s 不在%(area)s下面，请刷新页面再排。") % {"code": strange[0], "area": area}
        )
    if any(not 1 <= number <= MOST for spot in spots.values() for number in spot):
        raise ValidationError(_("行号和列号填 1 到 99。"))
    return _keep(by, area, grid_of(known, spots), _("排作战图"))


@transaction.atomic
def move_on_wall(*, by, area, code, move="", before=""):
    """Move one place by one, or put it before another one of the same grid; return the area."""
    _locked(area)
    grid = arrangement_of(area)
    shown = {each for line in grid for each in line}
    if code not in shown or (before and before not in shown):
        raise ValidationError(_("要移动的地方不在这张图上，请刷新页面再排。"))
    found = put_before(grid, code, before) if before else moved(grid, code, move)
    return _keep(by, area, found, _("移动作战图上的位置"))


@transaction.atomic
def reset_wall(*, by, area):
    """Let the places under a county or a township stand in the official order again; return the area."""
    _locked(area)
    with because(by=by, reason=_("作战图恢复默认排列")):
        WallPlace.objects.filter(area__in=_under(area)).delete()
    return area


def _locked(area):
    """Let one arrange after the other: a grid is read, changed and written as a whole."""
    Area.objects.select_for_update().get(pk=area.pk)


def _keep(by, area, grid, reason):
    rows = [WallPlace(area_id=code, row=row, column=column) for code, (row, column) in spots_of(grid).items()]
    if any(max(place.row, place.column) > MOST for place in rows):
        raise ValidationError(_("一行最多排 99 个，最多 99 行。"))
    with because(by=by, reason=reason):
        WallPlace.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["area"], update_fields=["row", "column"]
        )
    return area


@transaction.atomic
def print_wall(*, by, area, account, filters, template, draw):
    """Return a wall chart as PDF, with its record among the exports; `draw(record)` gives what the sheet shows.

    ValidationError where pango is missing.
    """
    record = open_record(
        by=by,
        area=area,
        kind="wall",
        filters={"month": account.month, "version": account.version, **filters},
    )

    def make():
        context = draw(record)
        record.row_count = context["count"]
        return render_pdf(template, context)

    return hand_out(record, make)
