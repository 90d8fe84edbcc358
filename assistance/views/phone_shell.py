"""What the phone keeps for the way without network: a worker, a manifest, and pages that hold nobody's data.

A shell is a page of `assistance/views/phone.py` with marks like `{name}` where a household's facts would stand; the
phone's script fills them in from its own sealed store. Shells are the same for everybody, so they are open, and
they are all that the worker keeps beside static files.
"""

import functools
import hashlib
import json

from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View

from assistance.forms import BlankVisitForm
from assistance.phone import ASSETS
from povertyapp import __version__

SLOW_SECONDS = 4  # a page that takes longer is answered by its shell

NUMBER = "{no}"
HEAD = {"name": "{name}", "no": NUMBER, "place": "{place}", "url": f"/m/h/{NUMBER}/"}
ROW = HEAD | {
    "visit_url": f"/m/h/{NUMBER}/visit/",
    "word": "{word}",
    "note": "{note}",
    "last_visit": "{last_visit}",
    "each": "households",
}
ROWS = [ROW | {"state": state} for state in ("pending", "met", "none")]
LIST = {"households": ROWS, "total": "{total}"}
FACTS = (
    (gettext_lazy("脱贫状态"), "{status}"),
    (gettext_lazy("在家情况"), "{presence}"),
    (gettext_lazy("人数"), "{size}"),
    (gettext_lazy("主要致贫原因"), "{cause}"),
    (gettext_lazy("帮扶责任人"), "{helper}"),
)


def home():
    left = {"due": "{due}", "done": "{done}", "left": "{left}"}
    return LIST | {"tab": "home", "period": "{this_month}", "visits": left, "as_of_moment": "{as_of}"}


def household():
    return {
        "tab": "households",
        "back_url": reverse("assistance:m_households"),
        "household": HEAD,
        "states": ROWS,
        "promise": {"text": "{promise}", "due": "{promise_on}"},
        "status_items": [{"label": label, "value": value} for label, value in FACTS],
        "members": [{"relation": "{relation}", "name": "{name}", "age": "{age}", "health": "{health}"}],
        "visit_url": ROW["visit_url"],
    }


def visit():
    return {"household": HEAD, "back_url": HEAD["url"], "form": BlankVisitForm()}


# name → template, title, and a function that returns its context
SHELLS = {
    "home": ("assistance/m_home.html", gettext_lazy("待办"), home),
    "households": (
        "assistance/m_households.html",
        gettext_lazy("我的户"),
        lambda: LIST | {"tab": "households"},
    ),
    "pick": ("assistance/m_pick.html", gettext_lazy("记走访"), lambda: LIST | {"tab": "visit"}),
    "household": ("assistance/m_household.html", gettext_lazy("我的户"), household),
    "visit": ("assistance/m_visit.html", gettext_lazy("记走访"), visit),
    "queue": ("assistance/m_queue.html", gettext_lazy("待发"), lambda: {"tab": "queue"}),
    "me": ("assistance/m_me.html", gettext_lazy("我的"), lambda: {"tab": "me"}),
}


class PhoneShell(View):
    """`/m/shell/<name>/`: a page of the phone without anybody's data, for the worker to keep."""

    def get(self, request, name):
        if name not in SHELLS:
            raise Http404
        return HttpResponse(render_shell(name, request))


def render_shell(name, request=None):
    """Return the page as text. Nothing of the session gets in: no message, no token, no name."""
    template, title, context = SHELLS[name]
    nobody = {"user": None, "messages": (), "csrf_token": "", "blank": name}
    return render_to_string(template, context() | nobody | {"page": {"title": title}}, request)


@functools.cache
def shells_digest():
    """Return the mark of all shells as this installation serves them; another mark makes phones fetch anew."""
    with translation.override("zh-hans"):
        text = "".join(render_shell(name) for name in SHELLS)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@method_decorator(never_cache, name="dispatch")
class ServiceWorker(View):
    """`/m/sw.js`: what is kept, then the worker itself. It stands under /m/ because that is what it may answer for."""

    def get(self, request):
        told = {
            "version": f"{__version__}-{shells_digest()}",
            "assets": [static(name) for name in ASSETS],
            "shells": {name: reverse("assistance:m_shell", args=[name]) for name in SHELLS},
            "slow": SLOW_SECONDS * 1000,
        }
        text = (
            f"self.KEPT = {json.dumps(told)};\nimportScripts({json.dumps(static('js/phone/worker.js'))});\n"
        )
        return HttpResponse(text, content_type="text/javascript; charset=utf-8")


class Manifest(View):
    """`/m/manifest.webmanifest`: how the phone shows the application on its home screen."""

    def get(self, request):
        icons = [
            {"src": static("img/phone-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("img/phone-512.png"), "sizes": "512x512", "type": "image/png"},
            {
                "src": static("img/phone-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
        ]
        told = {
            "name": _("精准扶贫档案"),
            "short_name": _("扶贫走访"),
            "id": reverse("assistance:m_home"),
            "start_url": reverse("assistance:m_home"),
            "scope": reverse("assistance:m_home"),
            "display": "standalone",
            "background_color": "#f5f7fa",
            "theme_color": "#0c3566",
            "lang": translation.get_language(),
            "icons": icons,
        }
        return JsonResponse(told, content_type="application/manifest+json")
