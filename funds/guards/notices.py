"""Whether something was made public for long enough (C3, C4; 国开办发〔2018〕11号)."""

from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind, NoticeLevel
from funds.models import Notice
from povertyapp.core.parameters import Parameters


def posted_long_enough(subject_kind, code, kind, on, *, area_code="") -> list[str]:
    """Return what is lacking for a step on a day that goes by the notices of one thing; empty: nothing.

    On each level that `notice.levels.<kind>` names, a notice of that kind had hung by that day for the days that were
    asked when it was put up, and no objection against one of these notices waits for an answer. Each sentence says
    how many days it were, how many it must be, and what to do.
    """
    notices = Notice.objects.about(subject_kind, code).filter(kind=kind, posted_on__lte=on)
    found = list(notices.with_standing(on))
    value = Parameters(area_code or (found[0].area_id if found else ""), on)
    lacking = []
    for level in levels_of(kind, value):
        here = [notice for notice in found if notice.level == level]
        if not any(notice.days_up(on) >= notice.days for notice in here):
            lacking.append(_too_short(level, kind, here, on, value))
    if open_count := sum(notice.open_count for notice in found):
        lacking.append(_("还有 %(n)d 条异议没有答复，请先答复。") % {"n": open_count})
    return lacking


def levels_of(kind, value) -> list[str]:
    """Return the levels on which something is made public, by the parameters in force."""
    asked = set(value(f"notice.levels.{kind}"))
    return [level for level in NoticeLevel.values if level in asked]


def days_asked(kind, value) -> int:
    """Return for how many days a notice hangs at least, by the parameters in force."""
    return int(value(f"notice.days.{kind}"))


def _too_short(level, kind, notices, on, value):
    facts = {"level": NoticeLevel(level).label, "kind": NoticeKind(kind).label, "on": on}
    if not notices:
        asked = _("还没有%(level)s公示（%(kind)s），要先公示满 %(days)d 天，再办这一步。")
        return asked % {**facts, "days": days_asked(kind, value)}
    best = max(notices, key=lambda notice: notice.days_up(on) - notice.days)
    facts |= {"n": best.days_up(on), "days": best.days, "full": best.full_on}
    if best.taken_down_on:
        said = _("%(level)s公示（%(kind)s）只挂了 %(n)d 天就取下，要满 %(days)d 天，请重新公示。")
        return said % facts
    said = _("%(level)s公示（%(kind)s）到 %(on)s 只有 %(n)d 天，要满 %(days)d 天，%(full)s 以后再办。")
    return said % facts
