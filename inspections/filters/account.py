"""Filters of the hard account's lists."""

import django_filters
from django.utils.translation import gettext_lazy as _

from inspections.models.account import Outcome, PartyLevel, Verdict
from inspections.standings import NOT_MET
from povertyapp.core.filters import HouseFilter, ListFilter

MISSING, ALL, OWED = "missing", "all", "owed"
UNSETTLED = (Verdict.NOT_SETTLED, Verdict.FALSIFIED)


class OutcomeFilter(ListFilter):
    """Lines under one rule; unless asked otherwise those behind the figure on the board."""

    outcome = django_filters.ChoiceFilter(
        method="by_outcome",
        label=_("结果"),
        empty_label=None,
        choices=[(MISSING, _("没有做到的")), (ALL, _("全部")), (OWED, _("应做的")), *Outcome.choices],
    )

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("outcome", MISSING)
        super().__init__(data, *args, **kwargs)

    def by_outcome(self, facts, name, value):
        if value == ALL:
            return facts
        if value == OWED:
            return facts.exclude(outcome=Outcome.EXCUSED)
        return facts.filter(outcome__in=NOT_MET) if value == MISSING else facts.filter(outcome=value)


class FactFilter(OutcomeFilter):
    """Households under one rule, of one helper too."""

    helper = django_filters.CharFilter(field_name="helper__code", label=_("帮扶人编号"))


class PartyFilter(HouseFilter):
    """Parties of a month by place, level and verdict."""

    level = django_filters.ChoiceFilter(choices=PartyLevel.choices, label=_("级别"))
    verdict = django_filters.ChoiceFilter(choices=Verdict.choices, label=_("判定"))


class HelperPartyFilter(HouseFilter):
    """Helpers of a month by verdict or name."""

    verdict = django_filters.ChoiceFilter(choices=Verdict.choices, label=_("判定"))
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("姓名"))
    unit = django_filters.CharFilter(field_name="helper__unit__code", label=_("单位编号"))


class UnitPartyFilter(HouseFilter):
    """Units that help, by verdict or name."""

    verdict = django_filters.ChoiceFilter(choices=Verdict.choices, label=_("判定"))
    name = django_filters.CharFilter(lookup_expr="icontains", label=_("单位名称"))


class TownshipPartyFilter(HouseFilter):
    """Townships by verdict, by whether anything is missing in them, and by whether they were urged."""

    verdict = django_filters.ChoiceFilter(choices=Verdict.choices, label=_("判定"))
    handed = django_filters.ChoiceFilter(
        choices=[(MISSING, _("没有交齐的")), ("in", _("已交齐的"))], method="by_handed", label=_("交账")
    )
    urged = django_filters.ChoiceFilter(
        choices=[("yes", _("催过的")), ("no", _("没有催过的"))], method="by_urged", label=_("催报")
    )

    def by_handed(self, rows, name, value):
        return rows.filter(missing__gt=0) if value == MISSING else rows.filter(missing=0)

    def by_urged(self, rows, name, value):
        return rows.filter(urged_on__isnull=value == "no")


class LineFilter(HouseFilter):
    """Lines of a month by place, party, rule and outcome."""

    party = django_filters.CharFilter(field_name="party_code", label=_("责任方编号"))
    level = django_filters.ChoiceFilter(field_name="party_level", choices=PartyLevel.choices, label=_("级别"))
    rule = django_filters.CharFilter(field_name="rule", label=_("规则"))
    outcome = django_filters.ChoiceFilter(choices=Outcome.choices, label=_("结果"))
