"""Sites of settlement and the places that people are moved from."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.relocation import GROWING, SITE_MOVES, DelayReason, MoveReason, SiteState
from funds.models import RelocationPlace, RelocationSite
from funds.models.relocation_site import site_codes
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.moves import advance, check

FACTS = ("name", "households", "estimate", "due_on")


@transaction.atomic
def open_site(*, by, area, name, households, estimate, due_on=None, on: dt.date | None = None):
    """Put a planned site on record and return it."""
    on = on or clock.today()
    if on > clock.today():
        raise ValidationError({"on": _("日期不能晚于今天。")})
    site = RelocationSite(
        area=area,
        code=next(site_codes(area.county_code)),
        name=name.strip(),
        households=households,
        estimate=estimate,
        due_on=due_on,
        state_since=on,
    )
    site.full_clean(exclude=["area"])
    with because(by=by, reason="open_site"):
        site.save(force_insert=True)
    return site


def _locked(site):
    return RelocationSite.objects.select_for_update(no_key=True, of=("self",)).get(pk=site.pk)


@transaction.atomic
def report_site(*, by, site, invested, progress, delay_reason="", delay_note=""):
    """Report how far a site is, in money and in work, and why it is late where it is (LN-30); work goes forward."""
    site = _locked(site)
    words = _("形象进度只能前进：现在是 %(was)d%%，填的是 %(now)d%%。")
    check(
        ("money", invested >= 0, _("累计完成投资不能是负数。")),
        (
            "progress",
            site.progress <= progress <= 100,
            words % {"was": site.progress, "now": progress},
        ),
        ("begun", progress == 0 or site.state in GROWING, _("还没有开工的安置点，形象进度填 0。")),
        ("reason", not delay_reason or delay_reason in DelayReason.values, _("请选滞后原因。")),
        ("note", not delay_reason or bool(delay_note.strip()), _("请写明滞后的具体情况。")),
    )
    site.invested, site.progress = invested, progress
    site.delay_reason, site.delay_note = delay_reason, delay_note.strip() if delay_reason else ""
    with because(by=by, reason="report_site"):
        site.save(update_fields=["invested", "progress", "delay_reason", "delay_note"])
    return site


@transaction.atomic
def move_site(*, by, site, to, on: dt.date | None = None):
    """Take a site to its next state; occupied it is as soon as the first household lives there."""
    site = _locked(site)
    on = on or clock.today()
    words = _("日期要在 %(since)s 和今天之间。") % {"since": site.state_since}
    check(
        ("day", site.state_since <= on <= clock.today(), words),
        (
            "living",
            to != SiteState.OCCUPIED or site.cases.moved_in().exists(),
            _("还没有一户入住，不能改为已入住；请先登记入住的户。"),
        ),
    )
    return go_on_with(site, to, by=by, on=on)


def go_on_with(site, to, *, by, on):
    """Move a site and say since when; a finished one is no longer late."""
    facts = {"state_since": on}
    if to == SiteState.BUILT:
        facts |= {"progress": 100, "delay_reason": "", "delay_note": ""}
    return advance(site, to, by=by, moves=SITE_MOVES, reason=f"{to}_site", field="state", **facts)


@transaction.atomic
def list_place(*, by, area, reason, document, part="", on: dt.date | None = None):
    """Put a village on the list of places that cannot support those who live there, and return the entry."""
    on = on or clock.today()
    check(
        ("reason", reason in MoveReason.values, _("请选搬迁原因。")),
        ("document", bool(document.strip()), _("请写明列入迁出区的文号。")),
        ("day", on <= clock.today(), _("日期不能晚于今天。")),
    )
    place = RelocationPlace(
        area=area, reason=reason, part=part.strip(), document=document.strip(), listed_on=on
    )
    place.full_clean(exclude=["area"])
    with because(by=by, reason="list_place"):
        place.save(force_insert=True)
    return place


@transaction.atomic
def delist_place(*, by, place, on: dt.date | None = None):
    """Take a place off the list from a day on; who was identified before stays so."""
    place = RelocationPlace.objects.select_for_update().get(pk=place.pk)
    on = on or clock.today()
    check(
        ("once", place.delisted_on is None, _("这个地方已经移出名单，不用再办。")),
        ("day", place.listed_on <= on <= clock.today(), _("日期要在列入以后、今天以前。")),
    )
    place.delisted_on = on
    with because(by=by, reason="delist_place"):
        place.save(update_fields=["delisted_on"])
    return place
