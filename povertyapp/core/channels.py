"""The way out of the digest: one message by webhook to the messenger of the office (政务钉钉, 企业微信).

The message says that something waits, and where; it names nobody's household and carries no count. Whom it goes to
is his user name, which the gateway of the county knows.
"""

import json
import logging
import urllib.request
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.models import Notice
from povertyapp.core.parameters import Parameters
from povertyapp.core.reminding import may_disturb

log = logging.getLogger(__name__)
SECONDS = 10
READ_BYTES = 10_000
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


def send_digests(now=None) -> int:
    """Send today's digests on that were not sent, by day only; return how many.

    Rows are held while they are sent, so that two workers send none twice; where the gateway does not answer they
    stay, and the next round sends them.
    """
    now = now or clock.now()
    if not settings.NOTICE_WEBHOOK_URL or not may_disturb(Parameters("", now.date()), now):
        return 0
    sent = 0
    while count := _send_some(now):
        sent += count
    return sent


@transaction.atomic
def _send_some(now):
    waiting = Notice.objects.filter(kind="digest", key=f"digest:{now.date()}", sent_at=None)
    rows = list(
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("reader")
        .order_by("pk")[:AT_ONCE]
    )
    if not rows:
        return 0
    text = _("您有新的待办，请打开 %(link)s") % {"link": settings.SITE_URL + reverse("core:todo")}
    body = STYLES[settings.NOTICE_WEBHOOK_STYLE]([row.reader.username for row in rows], text)
    if not _post(body):
        return 0
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=now)
    return len(rows)


def _post(body):
    """Hand a message to the gateway; say whether it took it."""
    request = urllib.request.Request(  # noqa: S310 - the address is the installation's own setting
        settings.NOTICE_WEBHOOK_URL,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            said = json.loads(answer.read(READ_BYTES) or b"{}")
    except (OSError, ValueError):
        log.warning("the messenger's gateway does not answer: digests wait for the next round")
        return False
    # Both messengers answer 200 to what they refuse, and say so in the body.
    if isinstance(said, dict) and said.get("errcode"):
        log.warning("the messenger's gateway refused a message: error %s", said["errcode"])
        return False
    return True
