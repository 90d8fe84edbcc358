"""What every request needs: the device's mark for lockouts, and the one mapping of errors to pages."""

from contextlib import nullcontext

from django.conf import settings
from django.http import Http404
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from povertyapp.core import terms
from povertyapp.core.context import month_asked
from povertyapp.core.errors import Conflict
from povertyapp.core.once import while_reading
from povertyapp.core.spoken import speak, speaking

READING = ("GET", "HEAD")


class LanguageMiddleware(LocaleMiddleware):
    """Speak Chinese unless the reader chose otherwise on this device; a browser's own wish does not count.

    Officials sit at browsers of every language, and the words of the forms are the originals (ux 45).
    """

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


class HouseMiddleware:
    """Answer `Conflict` with 409, an address that no record can have with 404, keep pages with personal data out of
    caches, and let the parts of a page ask for what they share once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with while_reading() if request.method in READING else nullcontext():
            response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request, view, args, kwargs):
        if "%00" in request.META.get("QUERY_STRING", ""):  # the database knows no text with a NUL
            raise Http404

    def process_exception(self, request, exception):
        if isinstance(exception, Conflict):
            context = {"title": _("这条记录已经变了"), "message": exception.message}
            return render(request, "409.html", context, status=409)
        return None


class TermsMiddleware:
    """Speak the words of the reader's county: those of the month that the page is about, else those of today."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with speaking(terms.speech_for(request.user)):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if month := month_asked(request):
            speak(terms.speech_for(request.user, month.as_of))
