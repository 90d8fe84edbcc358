"""The conditions of the findings: page and export ask the same way."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.choices import FAULT_WORDS, VERDICT_WORDS, ClaimStatus, Resolution
from inspections.services.findings import blocking_rules
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter, township_choices
from povertyapp.core.rules import Fault, Kind, rules_of

CLAIMED, ENDED = "claimed", "ended"


class FindingFilter(HouseFilter):
    """Findings by class, rule, severity, state, township and number. Without a state the open ones are meant."""

    fault = django_filters.ChoiceFilter(
        choices=[(fault.value, FAULT_WORDS[fault]) for fault in Fault],
        method="by_fault",
        label=_("类别"),
    )
    severity = django_filters.ChoiceFilter(
        choices=[("blocking", _("阻断")), ("reminder", _("提醒"))],
        method="by_severity",
        label=_("严重度"),
    )
    rule = django_filters.ChoiceFilter(label=_("规则"))
    state = django_filters.ChoiceFilter(
        choices=[(CLAIMED, _("待核实")), (ENDED, _("已处理")), *Resolution.choices],
        method="by_state",
        empty_label=_("未处理"),
        label=_("状态"),
    )
    number = django_filters.CharFilter(field_name="subject_code", lookup_expr="icontains", label=_("编号"))
    area = django_filters.ChoiceFilter(method="in_area", label=_("区域"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"] = self.filters.pop("area")
        rules = [(rule.code, f"{rule.code} {rule.title}") for rule in rules_of(Kind.DATA)]
        self.filters["rule"].extra["choices"] = rules
        asked = (self.data or {}).get("area") or ""
        places = township_choices(self.request)
        if asked and asked not in dict(places):
            places = [*places, (asked, asked)]
        self.filters["area"].extra["choices"] = places

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.to_mend()

    def by_fault(self, rows, name, value):
        return rows.filter(rule__in=[rule.code for rule in rules_of(Kind.DATA, fault=value)])

    def by_severity(self, rows, name, value):
        codes = self.request.user.area_codes[:1] if self.request else []
        blocking = blocking_rules("".join(codes), clock.today())
        return rows.filter(rule__in=blocking) if value == "blocking" else rows.exclude(rule__in=blocking)

    def by_state(self, rows, name, value):
        if value == CLAIMED:
            return rows.open().filter(is_claimed=True)
        ended = rows.exclude(cleared_at=None)
        return ended if value == ENDED else ended.filter(resolution=value)


class ClaimFilter(HouseFilter):
    """Claims by what became of them, rule and township."""

    status = django_filters.ChoiceFilter(
        choices=[*ClaimStatus.choices, ("expired", _("已到期"))],
        method="by_status",
        label=_("状态"),
    )
    rule = django_filters.ChoiceFilter(label=_("规则"))
    area = django_filters.ChoiceFilter(method="in_area", label=_("区域"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"] = self.filters.pop("area")
        rules = [(rule.code, f"{rule.code} {rule.title}") for rule in rules_of(Kind.DATA)]
        self.filters["rule"].extra["choices"] = rules
        self.filters["area"].extra["choices"] = township_choices(self.request)

    def by_status(self, rows, name, value):
        expired = Q(status=ClaimStatus.ACCEPTED, valid_until__lt=clock.today())
        if value == "expired":
            return rows.filter(expired)
        return rows.filter(status=value).exclude(expired)


class PublishedFilter(HouseFilter):
    """Published percentages by verdict, unit and place."""

    verdict = django_filters.ChoiceFilter(choices=list(VERDICT_WORDS.items()), label=_("比对"))
    unit = django_filters.CharFilter(lookup_expr="icontains", label=_("公布单位"))
