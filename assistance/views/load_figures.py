"""The figures of a helper's caseload, and where each of them leads."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.views.pages import address

# In the order of the columns: of a caseload, what it counts.
FIGURES = {
    "count": _("负责户"),
    "due": _("本月应走访"),
    "done": _("已走访"),
    "left": _("还差"),
    "promises": _("未兑现约定"),
    "measures": _("本月措施"),
}
UNITS = {"promises": _("项"), "measures": _("项")}
# Which households the helper's page lists behind a figure.
SHOWN = {
    "": lambda home: True,
    "due": lambda home: bool(home.owed),
    "done": lambda home: bool(home.owed) and not home.is_open,
    "left": lambda home: home.is_open,
}
SHOWN_WORDS = {"due": _("本月应走访的户"), "done": _("本月已走访的户"), "left": _("本月还没走访的户")}


def figure_address(load, name, period, area=""):
    """Return where a figure of a helper leads: exactly what it counts, within the place where it is asked."""
    code = load.helper.code
    if name == "promises":
        return address(reverse("assistance:visits"), promise="open", care=code, area=area)
    if name == "measures":
        return address(reverse("assistance:measures"), m=str(period), care=code, area=area)
    shown = "" if name == "count" else name
    return address(reverse("assistance:helper", args=[code]), show=shown, area=area)


def kpis_of(load, period, area=""):
    """Return a helper's figures as `components/kpis.html` takes them."""
    return [
        {
            "label": label,
            "name": f"{name}-{load.helper.code}",
            "value": getattr(load, name),
            "unit": UNITS.get(name, _("户")),
            "url": figure_address(load, name, period, area),
        }
        for name, label in FIGURES.items()
    ]
