"""`X-Device: <device id>:<secret>`: how a phone that was enrolled hands over work, without cookie and CSRF."""

import time
from typing import ClassVar

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from redis.exceptions import RedisError
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.throttling import BaseThrottle

from povertyapp.core.devices import find_device
from povertyapp.core.models import Device

HEADER = "X-Device"
MINUTE = 60
SHARES = 20  # how often a process asks for the shared count until a phone reaches its limit
MOST_COUNTED = 10_000


class DeviceAuthentication(BaseAuthentication):
    """The owner of a phone that was enrolled; `request.auth` is the phone.

    A phone that is no longer in force is let in too: what it may do then, `povertyapp.core.api.MayDo` says.
    """

    related = ("owner",)

    def authenticate(self, request):
        header = request.headers.get(HEADER)
        if header is None:
            return None
        device_id, _colon, secret = header.partition(":")
        device = find_device(device_id.strip(), secret.strip(), self.related)
        if device is None:
            raise AuthenticationFailed(_("这部手机没有登记，请重新登录。"))
        return device.owner, device

    def authenticate_header(self, request):
        """Answer a wrong secret with 401; whoever did not try to be a phone is answered as everywhere else."""
        return HEADER if HEADER in request.headers else None


class DeviceThrottle(BaseThrottle):
    """So many requests a minute from one phone (`DEVICE_REQUESTS`); a phone without limit could fill the disk.

    Each process counts for itself and adds to the shared count now and then, so that most requests ask nobody.
    """

    counts: ClassVar[dict[str, int]] = {}

    def allow_request(self, request, view):
        if not isinstance(request.auth, Device):
            return True
        key = f"device:{request.auth.pk}:{int(time.time()) // MINUTE}"
        if len(self.counts) > MOST_COUNTED:
            self.counts.clear()
        self.counts[key] = count = self.counts.get(key, 0) + 1
        together = max(1, settings.DEVICE_REQUESTS // SHARES)
        if count % together:
            return True
        try:
            cache.add(key, 0, 2 * MINUTE)
            return cache.incr(key, together) <= settings.DEVICE_REQUESTS
        except (RedisError, ValueError):  # the counter may be lost at any time; work is not refused for it
            return True

    def wait(self):
        return MINUTE - time.time() % MINUTE


class DeviceScheme(OpenApiAuthenticationExtension):
    """What the schema says of it."""

    target_class = DeviceAuthentication
    match_subclasses = True
    name = "device"

    def get_security_definition(self, auto_schema):
        return {
            "type": "apiKey",
            "in": "header",
            "name": HEADER,
            "description": "`<device_id>:<secret>` as `POST /api/v1/devices/` told them. No cookie, no CSRF token.",
        }
