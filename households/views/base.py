"""What all pages about one household share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from households.models import Household
from povertyapp.core.views import DetailPage, FormPage


class HouseholdPage(DetailPage):
    """A page about one household, found by its number among those that the user may see."""

    model = Household
    verb = "households.view_household"
    key = "household_no"
    url_key = "no"
    related = ("area",)

    def url_of(self, name, *args):
        return reverse(f"households:{name}", args=[self.object.household_no, *args])

    def get_breadcrumbs(self):
        own = {"label": str(self.object), "url": self.object.get_absolute_url()}
        return [
            {"label": self.object.area.short_name, "url": ""},
            own,
            {"label": self.get_title(), "url": ""},
        ]


class HouseholdFormPage(FormPage, HouseholdPage):
    """A form about one household; after saving one is back at its file."""

    verb = "households.change_household"
    anchor = ""

    def get_context(self, **more):
        return super().get_context(cancel_url=self.object.get_absolute_url(), **more)

    def get_area_code(self):
        return self.object.area_id

    def get_success_url(self, saved):
        return f"{self.object.get_absolute_url()}#{self.get_anchor()}"

    def get_anchor(self):
        """Return the part of the file that one comes back to."""
        return self.anchor


class MemberFormPage(HouseholdFormPage):
    """A form about one member of the household."""

    anchor = "members"

    @cached_property
    def member(self):
        return self.member_of(self.object, self.kwargs["person_no"])

    @staticmethod
    def member_of(household, person_no):
        """Return the member with that number, or answer 404."""
        return get_object_or_404(household.members.all(), person_no=person_no)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": self.member}
