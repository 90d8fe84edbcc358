"""Filters of what is found on site."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import Satisfaction
from inspections.choices import Compared, Fact, Found
from povertyapp.core.filters import HouseFilter, township_choices


class PlacedFilter(HouseFilter):
    """Rows by township; other places come by address."""

    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["township"].extra["choices"] = township_choices(self.request)


class RecordFilter(PlacedFilter):
    """Records of checks by round, whether the household was found, what it thinks, and place."""

    round = django_filters.NumberFilter(
        field_name="site_check__unit__round", label=_("检查轮次"), widget=forms.HiddenInput
    )
    found = django_filters.ChoiceFilter(choices=Found.choices, label=_("找到没有"))
    satisfaction = django_filters.ChoiceFilter(choices=Satisfaction.choices, label=_("满意度"))


class AnswerFilter(PlacedFilter):
    """Facts that were compared: the mismatches unless asked for others."""

    round = django_filters.NumberFilter(
        field_name="record__site_check__unit__round", label=_("检查轮次"), widget=forms.HiddenInput
    )
    compared = django_filters.ChoiceFilter(
        choices=[*(c for c in Compared.choices if c[0] != Compared.MISMATCH), ("all", _("对照过的"))],
        method="by_comparison",
        empty_label=Compared.MISMATCH.label,
        label=_("对照结果"),
    )
    fact = django_filters.ChoiceFilter(choices=Fact.choices, label=_("项目"))

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("compared")
        return rows if asked else rows.filter(compared=Compared.MISMATCH)

    def by_comparison(self, rows, name, value):
        if value == "all":
            return rows.filter(compared__in=(Compared.MATCH, Compared.MISMATCH))
        return rows.filter(compared=value)


class KnowledgeFilter(PlacedFilter):
    """一口清 by round, result and place."""

    round = django_filters.NumberFilter(field_name="round", label=_("检查轮次"), widget=forms.HiddenInput)
    passed = django_filters.ChoiceFilter(
        choices=[("yes", _("一口清")), ("no", _("没过")), ("open", _("待提问"))],
        method="by_verdict",
        label=_("结果"),
    )

    def by_verdict(self, rows, name, value):
        return rows.filter(passed={"yes": True, "no": False, "open": None}[value])


class ResultFilter(PlacedFilter):
    """Results of an acceptance by verdict, satisfaction, helper and place."""

    passed = django_filters.ChoiceFilter(
        choices=[("yes", _("合格")), ("no", _("不合格"))],
        method="by_verdict",
        label=_("验收结果"),
    )
    satisfaction = django_filters.ChoiceFilter(
        choices=[*Satisfaction.choices, ("asked", _("问到的"))],
        method="by_satisfaction",
        label=_("满意度"),
    )

    def by_verdict(self, rows, name, value):
        return rows.filter(passed=value == "yes")

    def by_satisfaction(self, rows, name, value):
        return rows.exclude(satisfaction="") if value == "asked" else rows.filter(satisfaction=value)
