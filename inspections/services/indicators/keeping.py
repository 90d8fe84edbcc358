"""The county office keeps the list of indicators, each with its owner, and the path of a year."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models.numbering import new_codes
from inspections.models import Indicator, IndicatorTarget
from povertyapp.core.history import because
from povertyapp.core.month_locks import hold_months_open, locked_months

CHANGE = "inspections.change_indicator"
LETTER, DIGITS = "Z", 3
MEASURED = ("is_share", "direction")


@transaction.atomic
def keep_indicator(*, by, county, indicator=None, **facts):
    """Set an indicator up, or change what is known of one; return it.

    `facts` are name, figure, is_share, measured_in, direction, owner_unit, reporter, meaning, ended_on. The owner is
    required (LF-55). How it is measured does not change any more once somebody has reported.
    """
    known = indicator is not None
    if indicator is None:
        indicator = Indicator(area=county, code=next(new_codes(Indicator, county.code, LETTER, DIGITS)))
    remeasured = any(
        getattr(indicator, name) != facts.get(name, getattr(indicator, name)) for name in MEASURED
    )
    if known and remeasured and indicator.values.exists():
        raise ValidationError(_("已经有填报，计算方法和方向不能再改；口径变了请停用，另建一个指标。"))
    for name, value in facts.items():
        setattr(indicator, name, value)
    indicator.full_clean()
    with because(by=by, reason=_("修改行业指标") if known else _("建立行业指标")):
        indicator.save()
    return indicator


@transaction.atomic
def set_path(*, by, indicator, targets):
    """Set points of the path: `targets` maps months (`2017-03`) to a number, or to None for a month that asks nothing.

    Months that it does not name stay. Raises ValidationError, for all of them at once, where a month that is locked
    would change, where a share is over 100, and where a number is negative. Return how many points changed.
    """
    hold_months_open(indicator.area_id)
    known = {row.month: row for row in indicator.targets.all()}
    changed = {
        month: target
        for month, target in targets.items()
        if (known[month].target if month in known else None) != target
    }
    locked = locked_months([indicator.area_id])
    errors = []
    for month, target in sorted(changed.items()):
        if (indicator.area_id, month) in locked:
            errors.append(_("%(month)s 的账已经锁定，目标不能再改。") % {"month": month})
        elif target is not None and (target < 0 or (indicator.is_share and target > 100)):
            errors.append(_("%(month)s 的目标是 %(target)s，请填 0 到 100 之间的百分数。")
                          % {"month": month, "target": target} if indicator.is_share
                          else _("%(month)s 的目标不能小于 0。") % {"month": month})  # fmt: skip
    if errors:
        raise ValidationError(errors)
    with because(by=by, reason=_("设定指标路径")):
        for month, target in changed.items():
            _set(indicator, month, target, known.get(month))
    return len(changed)


def _set(indicator, month, target, known):
    if target is None:
        known.delete()
        return
    row = known or IndicatorTarget(indicator=indicator, area_id=indicator.area_id, month=month)
    row.target = target
    row.save()
