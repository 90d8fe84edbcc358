"""What is asked of enterprises, of links with them, and of a village's stations."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.forms.columns import ColumnsForm, EndForm
from assistance.forms.households import HouseholdAsked
from assistance.forms.places import PLACES, PlaceField
from assistance.models import BenefitLink, Enterprise, VillageInstitution
from assistance.services import (
    correct_enterprise,
    correct_institution,
    end_link,
    found_institution,
    link_household,
    register_enterprise,
)
from assistance.services.links import ENTERPRISE_FACTS, INSTITUTION_FACTS, LINK_FACTS
from povertyapp.core.models.area import COUNTY_DIGITS


class EnterpriseForm(ColumnsForm):
    """A cooperative or another enterprise."""

    model, columns, own_first = Enterprise, ENTERPRISE_FACTS, True
    area = PlaceField(*PLACES, label=_("所在地"), help_text=_("合作社选所在的村。"))

    def save(self, *, by):
        return register_enterprise(by=by, area=self.cleaned_data["area"], **self.facts)


class EnterpriseEditForm(ColumnsForm):
    """Correct what is recorded of an enterprise, or close it."""

    model, columns = Enterprise, ENTERPRISE_FACTS

    def save(self, *, by):
        return correct_enterprise(by=by, enterprise=self.row, **self.why, **self.facts)


class LinkForm(HouseholdAsked, ColumnsForm):
    """How a household takes part in an enterprise."""

    model, columns, own_first = BenefitLink, LINK_FACTS, True
    enterprise = forms.CharField(
        label=_("合作社或企业"),
        max_length=80,
        help_text=_("写全称或统一社会信用代码；还没有登记的，先登记合作社和企业。"),
    )

    def clean(self):
        """Find the enterprise in the household's county: a village may be linked with one that sits elsewhere."""
        data = super().clean()
        household, written = data.get("household"), (data.get("enterprise") or "").strip()
        if household and written:
            here = Enterprise.objects.in_area(household.area_id[:COUNTY_DIGITS])
            found = list(here.filter(credit_code=written.upper()) or here.filter(name=written))
            if len(found) == 1:
                data["enterprise"] = found[0]
            elif found:
                self.add_error("enterprise", _("县里有几个同名的，请写统一社会信用代码。"))
            else:
                self.add_error("enterprise", _("本县没有登记这个合作社或企业，请核对全称，或先登记。"))
        return data

    def save(self, *, by):
        data = self.cleaned_data
        return link_household(by=by, household=data["household"], enterprise=data["enterprise"], **self.facts)


class LinkEndForm(EndForm):
    """The end of a link."""

    def __init__(self, *args, link, **kwargs):
        self.link = link
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        data = self.cleaned_data
        try:
            return end_link(by=by, link=self.link, to_date=data["last_day"], reason=data["reason"])
        except ValidationError as error:
            raise ValidationError({"last_day": error.messages}) from None


class InstitutionForm(ColumnsForm):
    """A finance station or a mutual-fund society of a village."""

    model, columns = VillageInstitution, INSTITUTION_FACTS

    def __init__(self, *args, area=None, **kwargs):
        self.area = area
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        if self.row is None:
            return found_institution(by=by, area=self.area, **self.facts)
        return correct_institution(by=by, institution=self.row, **self.why, **self.facts)
