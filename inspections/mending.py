"""Where a finding is put right by hand: the page with the field, and the cursor on it."""

from django.urls import reverse

from assistance.models import Helper
from households.models import Household, HouseholdMember
from inspections.models import PublishedFigure
from povertyapp.core.context import reverse_or_none
from povertyapp.core.ways import way

SECTIONS = {"card": "basic", "income": "income", "living": "living", "forms": "handbook"}


def mending_of(rule, record, user):
    """Return the address of the form that puts a record right, or of the part of its page that shows the fault.

    Blank where the record is gone or the reader may not change it.
    """
    if record is None:
        return ""
    if isinstance(record, PublishedFigure):
        return way(user, reverse("inspections:published_edit", args=[record.pk]))
    if isinstance(record, Helper):
        return _of_helper(rule, record, user)
    if not user.has_perm("households.change_household"):
        return ""
    if not isinstance(record, HouseholdMember):
        return _of_household(rule, record)
    if rule.extra.get("mend") == "duplicate" and user.has_perm("households.view_comparison"):
        return reverse("households:duplicate", args=[record.person_no])
    return _of_member(rule, record)


def _of_helper(rule, helper, user):
    if rule.extra.get("field") and user.has_perm("assistance.change_helperassignment"):
        return reverse("assistance:helper_edit", args=[helper.code]) + f"#id_{rule.extra['field']}"
    return reverse("assistance:helper", args=[helper.code])


def _of_member(rule, member):
    page = reverse("households:member_edit", args=[member.household.household_no, member.person_no])
    return f"{page}#id_{rule.extra.get('field') or 'name'}"


def _of_household(rule, household: Household):
    number, mend = household.household_no, rule.extra.get("mend", "card")
    if mend == "procedures":
        return reverse_or_none("households:changes") or household.get_absolute_url()
    section = SECTIONS.get(mend)
    if section is None or rule.extra.get("field") in ("poverty_status", "exited_on"):
        return f"{household.get_absolute_url()}#{mend}"
    field = rule.extra.get("field")
    page = reverse("households:edit", args=[number, section])
    return f"{page}#id_{field}" if field else page
