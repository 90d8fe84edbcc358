"""The conditions of the register: page, export and API ask the same way."""

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from households.choices import Cause, MatchClass, MatchStatus, PovertyAttribute, PovertyStatus, Presence
from households.places import places_of, places_within
from povertyapp.core.filters import HouseFilter
from povertyapp.core.rules import HOUSEHOLD, RULES, Kind, rules_of
from povertyapp.core.search import clean_words
from povertyapp.core.verdicts import missed_now

BLANK = "none"


class SearchField(forms.CharField):
    """Words to search by. A whole ID number is refused: it would stand in the address of the page."""

    def clean(self, value):
        text = super().clean(value)
        clean_words(text)
        return text


class SearchFilter(django_filters.CharFilter):
    field_class = SearchField


class PlacesFilter(HouseFilter):
    """Rows by `township`, `village` and `area`: the selects offer the places that the user sees, or go where there is
    nothing to choose from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = self.places
        self.filters["township"].extra["choices"] = places.townships
        self.filters["village"].extra["choices"] = places.villages
        self.filters["area"].extra["names"] = places.names
        if not places.names:
            del self.filters["township"], self.filters["village"]

    @cached_property
    def places(self):
        chosen = (self.data or {}).get("township") or (self.data or {}).get("area") or ""
        return places_of(self.request.user, chosen)


class HouseholdFilter(PlacesFilter):
    """Households by words, place, status, attribute, cause and presence."""

    q = SearchFilter(
        method="in_words",
        label=_("查户、查人"),
        widget=forms.TextInput(attrs={"placeholder": _("姓名、拼音、户编号、身份证后 4 至 6 位")}),
    )
    township = django_filters.ChoiceFilter(method="in_area", label=_("乡镇"))
    village = django_filters.ChoiceFilter(method="in_area", label=_("村"))
    poverty_status = django_filters.ChoiceFilter(choices=PovertyStatus.choices, label=_("脱贫状态"))
    poverty_attribute = django_filters.ChoiceFilter(choices=PovertyAttribute.choices, label=_("贫困户属性"))
    main_cause = django_filters.ChoiceFilter(
        choices=[*Cause.choices, (BLANK, _("未填"))],
        method="by_cause",
        label=_("主要致贫原因"),
    )
    presence = django_filters.ChoiceFilter(choices=Presence.choices, label=_("在家情况"))
    owes = django_filters.ChoiceFilter(method="owing", label=_("本期还欠"), empty_label=_("不限"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        duties = rules_of(Kind.DUTY, subject=HOUSEHOLD)
        self.filters["owes"].extra["choices"] = [(duty.code, duty.title) for duty in duties]

    def by_cause(self, households, name, value: str):
        return households.filter(main_cause="" if value == BLANK else value)

    def in_words(self, households, name, value):
        return households.matching(value)

    def owing(self, households, name, value: str):
        """Return those for which a duty of this month (or of the quarter that runs) is not met yet."""
        asked = next((self.data[name] for name in ("village", "township", "area") if self.data.get(name)), "")
        return households.filter(missed_now(RULES[value], places_within(self.request.user, asked)))


class LowIncomeFilter(HouseFilter):
    """People of a low-income list by how they match, what was said of it, and place."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label=_("姓名"))
    match_class = django_filters.ChoiceFilter(choices=MatchClass.choices, label=_("匹配情况"))
    status = django_filters.ChoiceFilter(choices=MatchStatus.choices, label=_("处理"))
    differs = django_filters.ChoiceFilter(
        choices=[("1", _("名单内而属性是一般贫困户"))],
        method="only_differing",
        label=_("差异"),
    )

    def only_differing(self, rows, name, value):
        return rows.differing()


class DuplicateFilter(HouseFilter):
    """People registered twice, by name and place."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label=_("姓名"))
