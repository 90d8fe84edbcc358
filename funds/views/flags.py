"""`/projects/flags/`: projects that look odd, with both sides, for whoever looks into them."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.flagged import Flagged
from funds.models import Benefit, Project
from funds.views.projects import VIEW, OfProjects
from povertyapp.core import clock
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.views.pages import Page, Rows, address


class ProjectFlags(OfProjects, Rows, Page):
    """Doubled projects, one work in pieces under the tender limit, the same amount to everybody."""

    model = Project
    verb = VIEW
    title = gettext_lazy("项目疑点")
    template_name = "funds/flags.html"

    @cached_property
    def flagged(self):
        return Flagged(self.rows(), self.rows(Benefit), value_of_reader(self.request.user))

    def get_context(self, **more):
        flagged = self.flagged
        words = {"doubled": _("疑似重复"), "split": _("疑似拆分"), "same_amount": _("户户同额")}
        projects, totals = flagged.found
        heads = {
            name: {
                "label": label,
                "count": totals[name],
                "more": totals[name] - len(projects[name]),
                "url": address(reverse("funds:project_list"), show=name),
            }
            for name, label in words.items()
        }
        return super().get_context(flagged=flagged, heads=heads, as_of=clock.now(), **more)
