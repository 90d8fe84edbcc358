"""The filter of visits."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import Channel
from assistance.filters.shared import MonthFilter, YesNoFilter
from assistance.models import Visit
from assistance.rules.doubts import doubtful
from assistance.rules.flags import FLAGS
from assistance.rules.helpers import in_care_of
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter
from povertyapp.core.period import Period

ANY = "any"
FLAG_CHOICES = [(ANY, _("任何疑点")), *((one.code, one.label) for one in FLAGS.values())]


class VisitFilter(HouseFilter):
    """Visits by month, place, channel, helper, household, whether they came late, look odd or were struck out."""

    m = MonthFilter(method="of_month", label=_("月份"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("方式"))
    helper = django_filters.CharFilter(field_name="helper__code", label=_("帮扶人编号"))
    late = YesNoFilter(method="late_or_not", label=_("补报"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))
    voided = YesNoFilter(method="voided_or_not", label=_("已核销"))
    flag = django_filters.ChoiceFilter(choices=FLAG_CHOICES, method="flagged", label=_("可疑"))

    promise = django_filters.ChoiceFilter(
        choices=[("open", _("还没有兑现"))],
        method="with_open_promise",
        label=_("约定"),
    )
    care = django_filters.CharFilter(method="in_care_of", label=_("现任帮扶人编号"), widget=forms.HiddenInput)

    class Meta:
        model = Visit
        fields = ("m", "channel", "area", "late", "helper", "household", "voided", "flag")

    def with_open_promise(self, rows, name, value):
        return rows.open_promises()

    def in_care_of(self, rows, name, code):
        return rows.filter(in_care_of(code, clock.today()))

    def of_month(self, rows, name, period):
        return rows.happened(period.start, period.end)

    def late_or_not(self, rows, name, wanted):
        return rows.with_lateness().filter(is_late=wanted == "true")

    def voided_or_not(self, rows, name, wanted):
        return rows.filter(voided_at__isnull=wanted != "true")

    def flagged(self, rows, name, wanted):
        """Keep the visits with that flag; flags are looked for in one month, this one unless another is asked for."""
        period = self.form.cleaned_data.get("m") or Period.current()
        return doubtful(rows, self.request.user.county_codes, period, "" if wanted == ANY else wanted)


class SuspiciousVisitFilter(VisitFilter):
    """Visits that carry their flags already, by month, flag, place and helper."""

    late = household = voided = channel = promise = care = None

    class Meta:
        model = Visit
        fields = ("m", "flag", "area", "helper")

    def of_month(self, rows, name, period):
        return rows  # they are of that month already

    def flagged(self, rows, name, wanted):
        return rows if wanted == ANY else rows.filter(flags__contains=[wanted])
