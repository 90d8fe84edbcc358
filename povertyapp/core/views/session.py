"""Signing in and out, the language, the large font, the health of the service."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.core import signing
from django.db import connection
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import View

from povertyapp.celery import app as celery_app
from povertyapp.core import homes
from povertyapp.core.auth import DEVICE_COOKIE, DEVICE_SALT, device_mark
from povertyapp.core.roles import Role
from povertyapp.core.views.pages import Page

YEAR = 365 * 24 * 3600
# Set by a phone that keeps households, and told back to it: whoever signed out here reads them no more.
PHONE_COOKIE, PHONE_OUT_COOKIE = "phone", "phone_out"


class Login(LoginView):
    """Sign in; a device that signed in before keeps its own count of failures (B1)."""

    template_name = "core/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **more):
        context = super().get_context_data(**more)
        if settings.SHOW_DEMO_LOGINS:
            context["demo_logins"] = [{"username": role.value, "role": role.label} for role in Role]
            # Who rules on a draft does not sign it: the demo has a second person of the office.
            context["demo_logins"].append({"username": "office2", "role": _("县扶贫办另一人")})
        return context

    def form_valid(self, form):
        response = super().form_valid(form)
        response.set_cookie(
            DEVICE_COOKIE,
            signing.dumps(device_mark(form.get_user()), salt=DEVICE_SALT),
            max_age=YEAR,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response


class Logout(LogoutView):
    """Sign out by POST; a phone that keeps households locks them at its next page, wherever one signed out."""

    template_name = "core/logged_out.html"

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if PHONE_COOKIE in request.COOKIES:
            response.set_cookie(
                PHONE_OUT_COOKIE, "1", max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response


def locked_out(request, *args, **kwargs):
    """Tell the person how long to wait; a device that signed in before is not locked by strangers."""
    return render(request, "core/locked_out.html", {"hours": settings.AXES_COOLOFF_TIME}, status=429)


class Home(Page):
    """`/`: to the role's own home page."""

    template_name = "core/home.html"
    title = _("首页")

    def get(self, request, *args, **kwargs):
        target = homes.home_of(request.user, at_desk=homes.is_at_desk(request))
        return HttpResponseRedirect(target) if target else self.render(tasks=[])


@require_POST
def set_preference(request):
    """Remember large font or density for this device, and go back to where the reader was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    for name, accepted in {
        "font": ("large", "normal"),
        "density": ("compact", "normal"),
        "keys": ("on", "off"),
    }.items():
        if request.POST.get(name) in accepted:
            response.set_cookie(name, request.POST[name], max_age=YEAR, samesite="Lax")
    return response


@method_decorator(never_cache, name="dispatch")
class Health(View):
    """200 only when the database, the broker and a worker answer."""

    def get(self, request):
        found = {"database": _answers(_ask_database), "broker": _answers(_ask_broker)}
        found["worker"] = found["broker"] and _answers(_ask_worker)
        ok = all(found.values())
        return JsonResponse({"ok": ok, **found}, status=200 if ok else 503)


def _answers(question):
    try:
        return bool(question())
    except Exception:  # noqa: BLE001 - any failure of a neighbour means: it does not answer
        return False


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()[0] == 1


def _ask_broker():
    with celery_app.connection_for_read() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
        return True


def _ask_worker():
    return celery_app.control.ping(timeout=settings.WORKER_ANSWERS_WITHIN, limit=1)
