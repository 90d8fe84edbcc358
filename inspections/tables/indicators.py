"""How indicators and their months are shown."""

from django.utils.translation import gettext as _

from inspections.choices import Direction
from povertyapp.core.statuses import tag


def plain(number):
    """Write a number without the noughts at its end."""
    return "" if number is None else f"{number.normalize():f}"


def written(indicator, number):
    """Write a value or a target of an indicator with its unit."""
    if number is None:
        return ""
    return f"{plain(number)}%" if indicator.is_share else f"{plain(number)} {indicator.measured_in}"


def state_of(target, value, entry_ends, now):
    """Return how an indicator stands in a month as a tag; `value` is its newest report, `entry_ends` the cut-off."""
    if target is None:
        return tag("none", _("没有目标"))
    if value is None:
        return tag("bad" if now > entry_ends else "warn", _("没有填报"))
    if value.recorded_at > entry_ends:
        return tag("bad", _("迟报，不计入当月"))
    if value.is_reached:
        return tag("good", _("达到目标"))
    return tag("bad", _("高于目标") if value.indicator.direction == Direction.LOWER else _("低于目标"))
