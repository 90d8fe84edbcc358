"""投屏: a page as it is thrown on a wall (ux P1): large, without menu; ← and → lead on, Esc leads back."""

from typing import Any

from django.utils.translation import gettext as _

from povertyapp.core.views.pages import address

PROJECTED = "projected"


class Projected:
    """A page that can be projected (`?projected=1`). `get_screens` names the screens through which the keys lead."""

    request: Any

    @property
    def is_projected(self):
        return self.request.GET.get(PROJECTED) == "1"

    def at_screen(self, url):
        """Return the address of another screen, projected as this one."""
        return address(url, **{PROJECTED: "1"})

    @property
    def projected_url(self):
        query = self.request.GET.copy()
        query[PROJECTED] = "1"
        return f"{self.request.path}?{query.urlencode()}"

    @property
    def plain_url(self):
        query = self.request.GET.copy()
        query.pop(PROJECTED, None)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def get_screens(self):
        """Return the screens in their order, as (is this one, address, label)."""
        raise NotImplementedError

    def get_projection(self):
        """Return what the bar of a projected page leads to; only then the other screens are looked for."""
        if not self.is_projected:
            return {"start_url": self.projected_url}
        screens = list(self.get_screens())
        at = next((n for n, (is_here, _url, _label) in enumerate(screens) if is_here), 0)
        before, after = screens[at - 1 : at] if at else [], screens[at + 1 : at + 2]
        return {
            "leave_url": self.plain_url,
            "prev": before and {"url": self.at_screen(before[0][1]), "label": before[0][2]},
            "next": after and {"url": self.at_screen(after[0][1]), "label": after[0][2]},
            "place": _("第 %(n)s 屏，共 %(all)s 屏") % {"n": at + 1, "all": len(screens)},
        }
