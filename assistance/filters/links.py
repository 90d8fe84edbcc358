"""The filters of enterprises, links of interest and villages."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.choices import EnterpriseKind, LinkMode, LinkService
from assistance.filters.shared import YesNoFilter
from assistance.models import BenefitLink, Enterprise
from assistance.querysets.economy import ALL_THREE
from households.choices import VillageKind
from households.models import Village
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter

# What a village may lack: key, words, condition over `with_economy`.
LACKS = (
    ("station", _("没有金融扶贫工作站"), Q(has_station=False)),
    ("cooperative", _("没有专业合作社"), Q(cooperative_count=0)),
    ("fund", _("没有资金互助社"), Q(has_fund=False)),
    ("all_three", _("一站两社不齐"), ~ALL_THREE),
    ("base", _("没有报主导产业基地面积"), Q(base_mu=None)),
)


class EnterpriseFilter(HouseFilter):
    """Enterprises by kind, name, industry and place."""

    name = django_filters.CharFilter(lookup_expr="icontains", label=_("名称"))
    kind = django_filters.ChoiceFilter(choices=EnterpriseKind.choices, label=_("类型"))
    industry = django_filters.CharFilter(lookup_expr="icontains", label=_("主营产业"))
    standing = YesNoFilter(method="standing_or_not", label=_("在营"))

    class Meta:
        model = Enterprise
        fields = ("name", "kind", "area", "industry", "standing")

    def standing_or_not(self, rows, name, wanted):
        here = rows.standing(clock.today())
        return here if wanted == "true" else rows.exclude(pk__in=here.values("pk"))


class LinkFilter(HouseFilter):
    """Links by way, service, enterprise, whether they are in force and signed, household and place."""

    mode = django_filters.ChoiceFilter(choices=LinkMode.choices, label=_("联结方式"))
    service = django_filters.ChoiceFilter(
        choices=LinkService.choices, method="with_service", label=_("带动内容")
    )
    in_force = YesNoFilter(method="in_force_or_not", label=_("现在有效"))
    signed = YesNoFilter(method="signed_or_not", label=_("签了合同"))
    enterprise = django_filters.CharFilter(field_name="enterprise__code", label=_("经营主体编号"))
    enterprise_name = django_filters.CharFilter(
        field_name="enterprise__name", lookup_expr="icontains", label=_("合作社或企业")
    )
    registered = YesNoFilter(method="registered_or_not", label=_("户在册"))
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))

    class Meta:
        model = BenefitLink
        fields = ("mode", "service", "in_force", "signed", "area", "enterprise_name", "household")

    def with_service(self, rows, name, value):
        return rows.filter(services__contains=[value])

    def in_force_or_not(self, rows, name, wanted):
        here = rows.in_force(clock.today())
        return here if wanted == "true" else rows.exclude(pk__in=here.values("pk"))

    def signed_or_not(self, rows, name, wanted):
        return rows.filter(signed_on__isnull=wanted != "true")

    def registered_or_not(self, rows, name, wanted):
        here = rows.of_registered(clock.today())
        return here if wanted == "true" else rows.exclude(pk__in=here.values("pk"))


class VillageEconomyFilter(HouseFilter):
    """Villages by kind, place, and what they lack."""

    kind = django_filters.ChoiceFilter(choices=VillageKind.choices, label=_("村属性"))
    lacks = django_filters.ChoiceFilter(
        choices=[(key, label) for key, label, _where in LACKS],
        method="lacking",
        label=_("还缺"),
    )

    class Meta:
        model = Village
        fields = ("kind", "lacks", "area")

    def lacking(self, rows, name, value):
        return rows.filter(next(where for key, _label, where in LACKS if key == value))
