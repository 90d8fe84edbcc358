"""How a page is asked: as a WSGI application, with the cookie of somebody who is signed in, and timed."""

import math
import statistics
import time
from contextlib import nullcontext

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from inspections.benchmarks import bare
from povertyapp.core.collecting import leave_what_is_loaded
from povertyapp.core.drawn import drawing_anew


class _Bare(WSGIHandler):
    """Plain Django beside ours in one process: its own middleware and its own addresses."""

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
            super().load_middleware(is_async)

    def resolve_request(self, request):
        request.urlconf = bare.ROOT_URLCONF
        return super().resolve_request(request)


class _WithEmpty(WSGIHandler):
    """Ours with one address more."""

    def resolve_request(self, request):
        request.urlconf = "inspections.benchmarks.pages.empty"
        return super().resolve_request(request)


def our_application():
    """Return the application as a server starts it: with its static files collected and its pages loaded."""
    call_command("collectstatic", interactive=False, verbosity=0)
    application = WSGIHandler()
    leave_what_is_loaded()
    return application


def bare_application():
    return _Bare()


def empty_application():
    return _WithEmpty()


def environ_of(url, session):
    """Return what a server tells the application about this request."""
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    return RequestFactory(SERVER_NAME="localhost").get(url, headers={"Cookie": cookie}).environ


def at(seconds, share):
    """Return the time that this share of all answers kept to."""
    return round(sorted(seconds)[math.ceil(share * len(seconds)) - 1], 5)


class Asked:
    """One page, asked again and again by one reader."""

    def __init__(self, page, application, environ):
        self.page, self.application, self.environ = page, application, environ
        self.seconds: list[float] = []

    def ask(self):
        """Ask for the page and keep how long the whole answer took; anything but the page itself is an error."""
        with drawing_anew() if self.page.anew else nullcontext():
            self._ask()

    def _ask(self):
        told = []
        started = time.perf_counter()
        answer = self.application(dict(self.environ), lambda status, headers: told.append(status))
        b"".join(answer)
        answer.close()
        self.seconds.append(time.perf_counter() - started)
        # A search with one hit leads there at once.
        if told[0][:3] != "200" and not (told[0][:3] == "302" and self.page.name.startswith("search")):
            raise RuntimeError(f"{self.page.name}: {self.page.url} answers {told[0]}")

    def forget(self):
        """Begin anew: what was measured so far was the warm-up."""
        self.seconds.clear()

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def queries(self):
        """Return how many statements one more asking takes."""
        kept = list(self.seconds)
        with CaptureQueriesContext(connection) as told:
            self.ask()
        self.seconds = kept
        return len(told)
