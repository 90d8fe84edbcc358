"""The way out of the digest: one message to the gateway of the county's messenger (政务钉钉, 企业微信) or of its short
messages.

The message says that something waits, and where; it names nobody's household and carries no count. Whom it goes to
is his user name, which the gateway of the county knows. A county configures its own gateway (`Gateway`); one that did
not is served by the installation's, if its environment names one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock, outbound
from povertyapp.core.history import because
from povertyapp.core.jobs import job
from povertyapp.core.models import Gateway, GatewayCall, Job, Notice, RoleGrant
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.models.gateway import Outcome
from povertyapp.core.parameters import Parameters
from povertyapp.core.reminding import may_disturb

VERB = "core.change_gateway"
AT_ONCE = 100  # the most addressees that both messengers take in one message

STYLES: dict[str, Callable[[Sequence[str], str], dict[str, Any]]] = {}


def style(name):
    """Register how a messenger wants its message: a function of the addressees and the text."""

    def register(function):
        STYLES[name] = function
        return function

    return register


@style("wecom")
def wecom(people, text):
    """企业微信: an application's message."""
    return {"touser": "|".join(people), "msgtype": "text", "text": {"content": text}}


@style("dingtalk")
def dingtalk(people, text):
    """政务钉钉: a work notice."""
    return {"userid_list": ",".join(people), "msg": {"msgtype": "text", "text": {"content": text}}}


@style("sms")
def sms(people, text):
    """短信网关: it knows the telephone of each user name, we hand none out."""
    return {"receivers": list(people), "content": text}


@style("generic")
def generic(people, text):
    """Any other: who is meant, and the text."""
    return {"users": list(people), "text": text}


@dataclass(frozen=True)
class Way:
    """How messages of a county go out: in which style, and through which function of a body."""

    style: str
    post: Callable[[dict[str, Any]], Outcome]

    def tell(self, people: Sequence[str], text: str) -> Outcome:
        return self.post(STYLES[self.style](people, text))


def way_of(county: str, own: Gateway | None) -> Way | None:
    """Return how a county's messages go out: by its own gateway, else by the installation's; None: not at all."""
    if own:
        return Way(own.style, lambda body: outbound.post(own.address, body, own.token)) if own.is_on else None
    url = settings.NOTICE_WEBHOOK_URL
    return Way(settings.NOTICE_WEBHOOK_STYLE, lambda body: outbound.post_to_own(url, body)) if url else None


def send_digests(now: dt.datetime | None = None) -> int:
    """Send today's digests on that were not sent, by day only; return how many.

    Rows are held while they are sent, so that two workers send none twice; where the gateway does not answer they
    stay, and the next round sends them. A county whose gateway fails keeps no other one waiting.
    """
    now = now or clock.now()
    gateways = {own.area_id: own for own in Gateway.objects.all()}
    if not gateways and not settings.NOTICE_WEBHOOK_URL:
        return 0
    sent = 0
    for county, ids in _waiting(now).items():
        way = way_of(county, gateways.get(county))
        if way and may_disturb(Parameters(county, now.date()), now):
            sent += _send_county(county, way, ids, now)
    return sent


def _waiting(now):
    """Return county → ids of its people's digests of today that were not sent; a digest belongs to one county."""
    grants = RoleGrant.objects.in_force(now.date()).filter(
        user__notices__kind="digest", user__notices__key=f"digest:{now.date()}", user__notices__sent_at=None
    )
    county_of: dict[int, str] = {}
    for area, notice in grants.values_list("area_id", "user__notices__pk"):
        if len(area) >= COUNTY_DIGITS:
            county_of.setdefault(notice, area[:COUNTY_DIGITS])
    found = defaultdict(list)
    for notice, county in sorted(county_of.items()):
        found[county].append(notice)
    return found


def _send_county(county, way, ids, now):
    sent = 0
    for start in range(0, len(ids), AT_ONCE):
        outcome, count = _send_some(county, way, ids[start : start + AT_ONCE], now)
        if outcome != Outcome.TAKEN:
            break
        sent += count
    return sent


@transaction.atomic
def _send_some(county, way, ids, now):
    waiting = Notice.objects.filter(pk__in=ids, sent_at=None)
    rows = list(
        waiting.select_for_update(skip_locked=True, of=("self",)).select_related("reader").order_by("pk")
    )
    if not rows:
        return Outcome.TAKEN, 0
    text = _("您有新的待办，请打开 %(link)s") % {"link": settings.SITE_URL + reverse("core:todo")}
    outcome = way.tell([row.reader.username for row in rows], text)
    _note(county, len(rows), outcome, now)
    if outcome == Outcome.TAKEN:
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=now)
    return outcome, len(rows)


def _note(county, people, outcome, now, *, is_test=False):
    return GatewayCall.objects.create(
        area_id=county, called_at=now, people=people, outcome=outcome, is_test=is_test
    )


@transaction.atomic
def set_gateway(*, by, county, style: str, address: str = "", token: str = "", is_on: bool = True) -> Gateway:
    """Say where a county's digests go; a blank address keeps the one that is there, a blank token does so while the
    address stays."""
    own = Gateway.objects.select_for_update().filter(area=county).first() or Gateway(area=county)
    address = address or own.address
    try:
        outbound.split(address)
    except outbound.ForbiddenAddress:
        raise ValidationError({"address": _("网关地址要以 https:// 开头，不带空格、汉字和账号。")}) from None
    if is_on and not settings.SITE_URL:  # the message is a link
        raise ValidationError(
            _(
                "服务器还没有写明本系统的网址，消息里的链接打不开。请先由系统维护人员设置 SITE_URL，再启用网关。"
            )
        )
    kept = own.token if own.pk and own.address == address else ""
    own.style, own.address, own.token, own.is_on = style, address, token or kept, is_on
    with because(by=by):
        own.save()
    return own


@transaction.atomic
def drop_gateway(*, by, gateway: Gateway) -> None:
    """Let a county be served by the installation's gateway again."""
    with because(by=by):
        gateway.delete()


def where(one: Job) -> str:
    """Return the page on which the calls of a job's county stand."""
    return reverse("core:gateway", args=[one.area_id])


def try_gateway(*, by, gateway: Gateway) -> GatewayCall:
    """Send a message to oneself through the county's gateway and keep what became of it."""
    way = Way(gateway.style, lambda body: outbound.post(gateway.address, body, gateway.token))
    text = _("这是一条测试消息，收到说明网关已接通。%(link)s") % {"link": settings.SITE_URL}
    outcome = way.tell([by.username], text)
    return _note(gateway.area_id, 1, outcome, clock.now(), is_test=True)


@job("gateway_test", label=gettext_lazy("测试消息网关"), address=where)
def send_test(one, progress):
    """Send a test message from where digests go out; whoever asked for it is told what became of it."""
    call = try_gateway(by=one.started_by, gateway=Gateway.objects.get(area=one.area))
    if call.outcome != Outcome.TAKEN:
        raise ValidationError(_("测试消息没有送到：%(outcome)s。") % {"outcome": call.get_outcome_display()})


def failing(calls) -> GatewayCall | None:
    """Return the newest call of a county, of some calls, where it did not reach the gateway that the county uses."""
    calls = calls.exclude(area__in=Gateway.objects.filter(is_on=False).values("area"))
    if not settings.NOTICE_WEBHOOK_URL:
        calls = calls.filter(area__in=Gateway.objects.values("area"))
    newest = calls.order_by("area_id", "-called_at", "-pk").distinct("area_id")
    return next((call for call in newest if call.outcome != Outcome.TAKEN), None)


def sweep_calls() -> int:
    """Delete the calls that are older than `notice.keep_days`; return how many."""
    days = int(Parameters("", clock.today())("notice.keep_days"))
    return GatewayCall.objects.filter(called_at__lt=clock.now() - dt.timedelta(days=days)).delete()[0]
