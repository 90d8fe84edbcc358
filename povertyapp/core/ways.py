"""Where a link leads, and whether it does for its reader: what verb the page behind an address asks for."""

import re
from functools import lru_cache
from urllib.parse import quote

from django.urls import Resolver404, get_urlconf, resolve, reverse
from django.utils.http import RFC3986_SUBDELIMS

A_DIGIT = re.compile(r"\d")
AFTER_PATH = re.compile(r"[?#]")
# What stands for a row's own part while an address is looked up: a number, a code or a text may stand there.
A_PART = "9080706050"
PLAIN = f"{RFC3986_SUBDELIMS}/~:@"  # as `reverse` leaves them


def at(name, *parts):
    """Return the address of a page, as `reverse` does. Where it lies is looked up once a process: that takes longer
    than all the rest of a row of a list."""
    first, *others = _pieces(name, len(parts), get_urlconf())
    own = (quote(str(part), PLAIN) for part in parts)
    return first + "".join(f"{part}{piece}" for part, piece in zip(own, others, strict=True))


@lru_cache(maxsize=1024)
def _pieces(name, parts, _urlconf):
    return tuple(reverse(name, args=[A_PART] * parts).split(A_PART))


def may_open(user, url):
    """Say whether the reader has the verb of the page at an address; whose row it shows, that page says itself."""
    path = AFTER_PATH.split(url, 1)[0]
    verb = _verb_of_kind(A_DIGIT.sub("1", path))
    if verb is None:
        verb = _verb_at(path)
    return not verb or user.has_perm(verb)


@lru_cache(maxsize=4096)
def _verb_of_kind(path):
    """Return the verb of all pages that differ by their numbers alone, as those of a list's rows do: one address is
    looked up among hundreds."""
    return _verb_at(path)


def _verb_at(path):
    """Return the verb of the page at a path, blank where it asks for none; None where there is no page."""
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    return getattr(getattr(view, "view_class", None), "verb", None) or ""


def way(user, url):
    """Return the address where the reader may open it, else none: a link never leads to a refusal."""
    return url if url and may_open(user, str(url)) else ""


def steps_for(user, steps):
    """Return the steps of a breadcrumb; those that the reader may not open are text."""
    return [step | {"url": way(user, step.get("url"))} for step in steps]
