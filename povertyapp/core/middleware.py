"""What every request needs: the device's mark for lockouts, and the one mapping of errors to pages."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from povertyapp.core.errors import Conflict


class HouseMiddleware:
    """Answer `Conflict` with 409, and keep pages with personal data out of caches."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Conflict):
            context = {"title": _("这条记录已经变了"), "message": exception.message}
            return render(request, "409.html", context, status=409)
        return None
