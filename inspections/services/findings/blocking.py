"""Which findings hold the month of a village open (ux P11). Parameters say which rules, and whether at all."""

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _

from inspections.models import Finding
from povertyapp.core.models.area import short_name
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import RULES

NAMED = 5


def blocking_rules(area_code, day):
    """Return the codes of the rules whose findings block, by the county's `data.blocking_rules`; all others are
    reminders."""
    return frozenset(Parameters(area_code[:6], day)("data.blocking_rules")) & RULES.keys()


def blocked_villages(county, period):
    """Return (village, open findings) of the villages whose month cannot be closed, in official order."""
    if not Parameters(county.code, period.start)("account.blocked_by_findings"):
        return []
    rows = Finding.objects.in_area(county.code).open()
    rows = rows.filter(rule__in=blocking_rules(county.code, period.start)).order_by("area_id")
    counted = rows.values("area_id", "area__name").annotate(n=Count("pk"))
    return [(row["area_id"], short_name(row["area__name"]), row["n"]) for row in counted]


def refuse_blocked(county, period):
    """Raise ValidationError where findings hold the month of villages open; it names the first of them."""
    blocked = blocked_villages(county, period)
    if blocked:
        named = "、".join(f"{name}（{count}）" for _code, name, count in blocked[:NAMED])
        raise ValidationError(
            _(
                "%(villages)s 个村有阻断的数据问题，不能锁账：%(named)s%(more)s。请在“四无数据质量”里改正，"
                "或说明属实由乡镇核实。"
            )
            % {"villages": len(blocked), "named": named, "more": _("等") if len(blocked) > NAMED else ""}
        )
