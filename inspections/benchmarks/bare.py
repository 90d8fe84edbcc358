"""The bare pages that `script/bench visits` and `script/bench pages` measure ours against: plain Django, somebody
signed in, and one insert or only his name.

A settings module, an urlconf and a view in one file; used for nothing else.
"""

from django.urls import path

from povertyapp.settings import *  # noqa: F403 - the same database, cache and sessions

ROOT_URLCONF = "inspections.benchmarks.bare"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def note(request):
    """Insert one row of a plain table for whoever is signed in."""
    from django.contrib.admin.models import ADDITION, LogEntry
    from django.http import HttpResponseForbidden, JsonResponse

    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    row = LogEntry.objects.create(user=request.user, object_id="1", object_repr="note", action_flag=ADDITION)
    answer = JsonResponse({"id": row.pk}, status=201)
    answer.headers["Content-Length"] = str(len(answer.content))
    return answer


def hello(request):
    """Say who is signed in."""
    from django.http import HttpResponse, HttpResponseForbidden

    return HttpResponse(str(request.user)) if request.user.is_authenticated else HttpResponseForbidden()


urlpatterns = [path("note/", note), path("hello/", hello)]
