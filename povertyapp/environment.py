"""Reading of the environment: each reader returns a checked value or raises one clear sentence.

Addresses of servers come as URLs (`DATABASE_URL`, `REDIS_URL`); the forms that are understood are in the
docstrings below. This module imports nothing of Django's settings, so settings and scripts may both use it.
"""

import os
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
SECRET_LENGTH = 32
UNIX_SCHEMES = {"unix", "redis+socket"}
TCP_SCHEMES = {"redis", "rediss"}
REDIS_FORMS = (
    "redis://HOST:PORT/NUMBER, rediss://…, unix:///PATH?db=NUMBER or redis+socket:///PATH?virtual_host=NUMBER"
)


def env_str(name: str, default: str | None = None) -> str:
    """Return the variable, or the default where it is unset or blank; raise where there is no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set in the environment (script/manage sets it here)")
    return default


def env_bool(name: str, default: bool) -> bool:
    """Return a yes-or-no variable; accept 1/0, true/false, yes/no, on/off in any case."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.lower() in TRUE_WORDS:
        return True
    if value.lower() in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; accepted are 1, true, yes, on and 0, false, no, off")


def env_int(name: str, default: int) -> int:
    """Return a whole number of zero or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}; accepted is a whole number of 0 or more")
    return int(value)


def env_list(name: str, default: list[str]) -> list[str]:
    """Return a list written with commas; blanks around and between the commas do not count."""
    value = os.environ.get(name, "").strip()
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def env_secret(name: str) -> str:
    """Return a secret of at least 32 characters; there is no default and no message shows it."""
    value = env_str(name)
    if len(value) < SECRET_LENGTH:
        raise ImproperlyConfigured(
            f"{name} has {len(value)} characters; accepted are {SECRET_LENGTH} or more"
        )
    return value


def database_from_url(url: str) -> dict[str, Any]:
    """Return the entry of Django's DATABASES for `postgresql://USER:PASSWORD@HOST:PORT/NAME?option=value`.

    A server on a unix socket is named by its folder: `postgresql://USER@/NAME?host=/FOLDER`. Other options
    (sslmode, application_name, options…) are handed to the driver. Special characters are percent-encoded.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL is not of the form postgresql://USER:PASSWORD@HOST:PORT/NAME"
            " or postgresql://USER@/NAME?host=/FOLDER"
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(_port(parts, "DATABASE_URL") or "")),
        "OPTIONS": options,
    }


def celery_url(url: str) -> str:
    """Return `REDIS_URL` in the form that Celery reads."""
    return _redis_form(url, socket="redis+socket://{path}?virtual_host={number}", shift=0)


def cache_url(url: str) -> str:
    """Return `REDIS_URL` in the form that Django's cache reads, with the next number of the server.

    Cache and queue live in separate numbers: emptying the cache must never empty the queue.
    """
    return _redis_form(url, socket="unix://{path}?db={number}", shift=1)


def _redis_form(url: str, socket: str, shift: int) -> str:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if parts.scheme in UNIX_SCHEMES and parts.path.strip("/"):
        number = query.get("db") or query.get("virtual_host") or ["0"]
        return socket.format(path=quote(unquote(parts.path)), number=_number(number[-1]) + shift)
    if parts.scheme in TCP_SCHEMES and parts.hostname:
        _port(parts, "REDIS_URL")
        number_in_path = _number(parts.path.strip("/") or "0")
        return parts._replace(path=f"/{number_in_path + shift}").geturl()
    raise ImproperlyConfigured(f"REDIS_URL is not of a known form: {REDIS_FORMS}")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"REDIS_URL names database {text!r}; accepted is a number such as 0")
    return int(text)


def _port(parts: Any, name: str) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has a port that is not a number between 0 and 65535") from error
