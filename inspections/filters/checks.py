"""The conditions of rounds and of checks on site."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.choices import CheckKind, CheckState, DrawPurpose, RoundState
from povertyapp.core.filters import HouseFilter, township_choices

VOID = "void"


class RoundFilter(HouseFilter):
    """Rounds by month, kind and state."""

    month = django_filters.CharFilter(field_name="month", label=_("月份"))
    kind = django_filters.ChoiceFilter(choices=CheckKind, label=_("检查方式"))
    state = django_filters.ChoiceFilter(choices=RoundState, label=_("状态"))
    area = django_filters.CharFilter(method="in_area", label=_("区域"), widget=forms.HiddenInput)


class DrawFilter(HouseFilter):
    """Draws by round, purpose, and whether they are public."""

    round = django_filters.NumberFilter(label=_("检查轮次"))
    purpose = django_filters.ChoiceFilter(choices=DrawPurpose, label=_("用途"))
    published = django_filters.BooleanFilter(
        field_name="published_at", lookup_expr="isnull", exclude=True, label=_("已公开")
    )


class CheckFilter(HouseFilter):
    """Checks by round, draw, state, place, and whether the reader is named for them. Void ones are a state."""

    state = django_filters.ChoiceFilter(
        choices=[*CheckState.choices, (VOID, _("已作废"))],
        method="by_state",
        label=_("状态"),
    )
    mine = django_filters.ChoiceFilter(choices=[("1", _("派给我的"))], method="of_mine", label=_("检查人"))
    area = django_filters.ChoiceFilter(method="in_area", label=_("区域"))
    round = django_filters.ChoiceFilter(field_name="unit__round", label=_("检查轮次"))
    standing = django_filters.ChoiceFilter(
        choices=[("1", _("现在的样本"))], method="of_standing", label=_("范围")
    )
    own = django_filters.ChoiceFilter(
        choices=[("1", _("只看本级"))], method="of_own", widget=forms.HiddenInput, label=_("层级")
    )
    draw = django_filters.ChoiceFilter(field_name="unit__draw", widget=forms.HiddenInput, label=_("抽样"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"] = self.filters.pop("area")
        asked = (self.data or {}).get("area") or ""
        places = township_choices(self.request)
        if asked and asked not in dict(places):
            places = [*places, (asked, asked)]
        self.filters["area"].extra["choices"] = places
        rounds = self.queryset.order_by().exclude(unit__round=None)
        names = rounds.values_list("unit__round", "unit__round__month", "unit__round__name").distinct()
        newest = sorted(names, key=lambda row: (row[1], row[0]), reverse=True)
        self.filters["round"].extra["choices"] = [(pk, f"{month} {name}") for pk, month, name in newest]
        draw = (self.data or {}).get("draw") or ""
        numbered = [(draw, f"CY-{int(draw):06d}")] if draw.isdecimal() else []
        self.filters["draw"].extra["choices"] = numbered

    def by_state(self, rows, name, value):
        if value == VOID:
            return rows.filter(voided_at__isnull=False)
        return rows.filter(state=value, voided_at=None)

    def of_standing(self, rows, name, value):
        return rows.standing()

    def of_own(self, rows, name, value):
        """Leave out what lies below the place: units and posts stand beside the villages of their county."""
        area = self.data.get("area")
        return rows.filter(area=area) if area else rows

    def of_mine(self, rows, name, value):
        return rows.filter(inspectors__user=self.request.user)
