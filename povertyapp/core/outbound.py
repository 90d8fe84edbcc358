"""The only way in which povertyapp itself speaks to another server: one POST of a small JSON text.

An address that a county's administrator wrote may not lead back into the network where this server stands. So it is
https, its host is looked up once, each of its addresses must be a public one, and the connection goes to the address
that was looked at; redirects are not followed. Hosts of the office's own network are named in the settings.
"""

import http.client
import ipaddress
import json
import logging
import socket
import ssl
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from povertyapp.core.models.gateway import Outcome

log = logging.getLogger(__name__)
SECONDS = 10
READ_BYTES = 10_000
HTTPS_PORT = 443
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddress(Exception):  # noqa: N818 - read as a sentence
    """The address may not be called."""


class _Pinned(http.client.HTTPSConnection):
    """A connection to an address that was looked at, with the certificate of the host that was asked for."""

    def __init__(self, host, port, address):
        self.context = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self.context)
        self.address = address

    def connect(self):
        plain = socket.create_connection((self.address, self.port), SECONDS)
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host)


def split(address: str) -> SplitResult:
    """Return the parts of an address that a county may name; raise `ForbiddenAddress` for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ForbiddenAddress from None
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or port == 0 or not plain:
        raise ForbiddenAddress
    return parts


def public_address(host: str, port: int) -> str:
    """Return the address of a host, all of whose addresses are public or which the settings name as ours."""
    found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host not in settings.NOTICE_WEBHOOK_PRIVATE_HOSTS and not all(is_public(str(one)) for one in found):
        raise ForbiddenAddress
    return str(found[0])


def is_public(address: str) -> bool:
    """Say whether an address lies in the open net, whatever form it is written in."""
    one: Any = ipaddress.ip_address(address.partition("%")[0])
    one = getattr(one, "ipv4_mapped", None) or one
    tunnelled = one.version == 6 and (one.sixtofour or one.teredo or one in NAT64)
    return one.is_global and not one.is_multicast and not tunnelled


def post(address: str, body: dict[str, Any], token: str = "") -> Outcome:
    """Hand a message to a county's gateway; say what became of it. The log names neither address nor people."""
    try:
        parts = split(address)
        port = parts.port or HTTPS_PORT
        connection = _Pinned(parts.hostname, port, public_address(str(parts.hostname), port))
    except ForbiddenAddress:
        return _failed(Outcome.FORBIDDEN)
    except OSError:
        return _failed(Outcome.SILENT)
    return _send(connection, parts, body, token)


def post_to_own(address: str, body: dict[str, Any]) -> Outcome:
    """Hand a message to the gateway that the installation itself names in its environment, wherever that stands."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return _send(kind(parts.hostname or "", parts.port, timeout=SECONDS), parts, body, "")


def _send(connection, parts, body, token):
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, json.dumps(body, ensure_ascii=False).encode(), headers)
        answer = connection.getresponse()
        said = answer.read(READ_BYTES)
        if answer.status >= 300:  # a redirect is a refusal, too
            return _failed(Outcome.REFUSED)
        # Messengers answer 200 to what they refuse, and say so in the body.
        told = json.loads(said or b"{}")
    except ssl.SSLCertVerificationError:
        return _failed(Outcome.UNTRUSTED)
    except (OSError, http.client.HTTPException, ValueError):
        return _failed(Outcome.SILENT)
    finally:
        connection.close()
    return _failed(Outcome.REFUSED) if isinstance(told, dict) and told.get("errcode") else Outcome.TAKEN


def _failed(outcome):
    log.warning("a gateway of messages did not take one: %s", outcome.value)
    return outcome
