"""口径: the pages that say what a figure means."""

import json

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.metrics import Thresholds, metric_of, metrics_by_kind
from inspections.months import months_of, newest_with_figures, place_of
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.rules import Kind
from povertyapp.core.views.pages import Page, address


class MetricList(Page):
    """`/metrics/`: every figure and what it means; `?q=` narrows by words."""

    title = gettext_lazy("口径")
    template_name = "inspections/metrics.html"

    def get_context(self, **more):
        words = self.request.GET.get("q", "").strip()
        groups = [(label, [one for one in found if _says(one, words)]) for label, found in metrics_by_kind()]
        groups = [(label, found) for label, found in groups if found]
        total = sum(len(found) for _label, found in groups)
        return super().get_context(groups=groups, words=words, total=total, **more)


def _says(metric, words):
    """Say whether a metric's code, title or text contains the words."""
    return words.lower() in f"{metric.code} {metric.title} {metric.what}".lower()


class MetricPage(Page):
    """`/metrics/<code>/`: what is counted, of what, from where, against which numbers since when."""

    template_name = "inspections/metric.html"

    @cached_property
    def metric(self):
        found = metric_of(self.kwargs["metric"])
        if found is None:
            raise Http404
        return found

    def get_title(self):
        return str(self.metric.title)

    def get_breadcrumbs(self):
        return [
            {"label": _("口径"), "url": reverse("inspections:metric_list")},
            {"label": str(self.metric.title), "url": ""},
        ]

    def get_actions(self):
        return [{"label": label, "url": url, "style": ""} for label, url in self._shown_on()]

    def _shown_on(self):
        """Yield the pages on which the reader finds the figure."""
        kind, code, may = self.metric.rule_kind, self.metric.code, self.request.user.has_perm
        if kind == Kind.FIGURE and may("assistance.view_figure"):
            yield _("看数"), reverse("assistance:figure_places", args=[code])
        elif kind == Kind.DATA and may("households.view_household"):
            yield _("看名单"), reverse("inspections:quality_rule", args=[code])
        elif kind == Kind.DUTY and may("inspections.view_account") and (url := self._newest_board()):
            yield _("看硬账"), url

    def _newest_board(self):
        """Return the board of the newest month of the reader's place, blank where there is none."""
        place = place_of(self.request.user)
        month = newest_with_figures(months_of(place.code[:COUNTY_DIGITS])) if place else ""
        return address(reverse("inspections:ha_board", args=[month]), area=place.code) if month else ""

    def get_context(self, **more):
        rows = Thresholds(self.request.user).of(self.metric)
        return super().get_context(
            metric=self.metric,
            thresholds=[
                {"row": row, "value": json.dumps(row.value, ensure_ascii=False).strip('"')} for row in rows
            ],
            **more,
        )
