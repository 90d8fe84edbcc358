"""A visit that is checked: what the reader may do about it, and how the visitor objects."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import VoidKind
from assistance.services import why_not_void
from assistance.services.visits import lock_of
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

VOID = "assistance.void_visit"
TITLES = {
    "void": gettext_lazy("核销走访"),
    "false": gettext_lazy("认定弄虚作假"),
    "restore": gettext_lazy("恢复走访"),
}


def acts_on(user, visit):
    """Return the buttons of who may judge this visit."""
    if not user.has_perm(VOID) or why_not_void(user, visit):
        return []
    acts = ["void"]
    if visit.voided_at:
        acts = [] if lock_of(visit.household, visit.happened_on) else ["restore"]
        if visit.void_kind == VoidKind.DISPROVED and visit.voided_by_id != user.pk:
            acts.append("false")
    return [
        {"label": TITLES[act], "url": reverse(f"assistance:visit_{act}", args=[visit.pk]), "style": ""}
        for act in acts
    ]


def objection(visit):
    """Say how the visitor objects to a striking out, blank where there is none."""
    if not visit.voided_at:
        return ""
    if lock_of(visit.household, visit.happened_on):
        return _("这个月已经锁账：认为核销有误的，向上一级提出申诉，锁定的数只按申诉结果更正。")
    period = Period.of(visit.happened_on)
    value = Parameters(visit.area_id[:COUNTY_DIGITS], period.start)
    last = period.next.start.replace(day=int(value("account.close_day")))
    return _(
        "走访人认为核销有误的，请在%(day)s锁账前，把理由和证明交给核销人或乡镇；查明有误的，锁账前可以恢复。"
    ) % {"day": _("%(month)s月%(day)s日") % {"month": last.month, "day": last.day}}
