"""Whether a link leads somewhere for its reader: what verb the page behind an address asks for."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve


def may_open(user, url):
    """Say whether the reader has the verb of the page at an address; whose row it shows, that page says itself."""
    try:
        view = resolve(urlsplit(url).path).func
    except Resolver404:
        return True
    verb = getattr(getattr(view, "view_class", None), "verb", None)
    return not verb or user.has_perm(verb)


def way(user, url):
    """Return the address where the reader may open it, else none: a link never leads to a refusal."""
    return url if url and may_open(user, str(url)) else ""


def steps_for(user, steps):
    """Return the steps of a breadcrumb; those that the reader may not open are text."""
    return [step | {"url": way(user, step.get("url"))} for step in steps]
