"""Phones: enrolled by their owner, switched off by him or by whoever looks after the users (C7)."""

import base64
import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass
from functools import cache

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction

from povertyapp.core import clock
from povertyapp.core.models import Device
from povertyapp.core.written import Given, Written

KEY_BYTES = 32
SEEN_EVERY = dt.timedelta(minutes=10)
VERB = "core.change_user"


@dataclass(frozen=True)
class Enrolled:
    """A phone with the secret that it is told once, and whether it was new."""

    device: Device
    secret: str
    is_new: bool


@transaction.atomic
def enrol_device(*, by, device_id, name="", session_key="") -> Enrolled:
    """Let a phone hand over work for its owner; return it with a new secret, which ends the one before.

    The key of what it keeps stays the same for this owner on this phone, so that he reads again what he could not
    send. A phone that was switched off is taken up again: its owner has just signed in on it.
    """
    secret = secrets.token_urlsafe(KEY_BYTES)
    now = clock.now()
    facts = {
        "name": name[:NAME_LENGTH],
        "secret_hash": hashed(secret),
        "password_mark": by.get_session_auth_hash(),
        "session_key": session_key or "",
        "enrolled_at": now,
        "seen_at": now,
        "revoked_at": None,
        "revoked_by": None,
    }
    known = Device.objects.select_for_update().filter(owner=by, device_id=device_id).first()
    if known is None:
        seal_key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
        made = Device.objects.create(
            owner=by, area=by.main_grant.area, device_id=device_id, seal_key=seal_key, **facts
        )
        return Enrolled(made, secret, True)
    for column, value in facts.items():
        setattr(known, column, value)
    known.save(update_fields=list(facts))
    return Enrolled(known, secret, False)


def owner_key(user) -> str:
    """Return the opaque name of a person's store on any of his phones, blank before he has enrolled one."""
    first = Device.objects.filter(owner=user).order_by("pk").first()
    return first.key.hex if first else ""


def find_device(device_id: str, secret: str, related=("owner",)) -> Device | None:
    """Return the phone that knows this secret, switched off or not, with its owner; None for any other."""
    try:
        number = uuid.UUID(device_id)
    except ValueError:
        return None
    found = next(iter(_by_secret(related).ask(secret_hash=hashed(secret), device_id=number)), None)
    if found and found.seen_at < clock.now() - SEEN_EVERY:
        Device.objects.filter(pk=found.pk).update(seen_at=clock.now())
    return found


@cache
def _by_secret(related):
    rows = Device.objects.select_related(*related)
    return Written(rows.filter(secret_hash=Given("secret_hash"), device_id=Given("device_id")))


@transaction.atomic
def switch_off(*, by, device: Device) -> Device:
    """Switch a phone off: its owner his own, anyone else only with the verb; whoever is signed in on it is out.

    Switching off twice changes nothing. What the phone still holds may be handed over, to be looked at.
    """
    if by.pk != device.owner_id and not by.has_perm(VERB):
        raise PermissionDenied
    changes = {"revoked_at": clock.now(), "revoked_by": by}
    if Device.objects.filter(pk=device.pk, revoked_at=None).update(**changes):
        Session.objects.filter(session_key=device.session_key).exclude(session_key="").delete()
    device.refresh_from_db()
    return device


def hashed(secret: str) -> str:
    """Return what is kept of a secret; it is long and random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


NAME_LENGTH = Device._meta.get_field("name").max_length
