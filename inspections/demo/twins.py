"""Somebody of the demo who is registered twice, as after a marriage that nobody told the old village of."""

from django.utils.translation import gettext as _

from households.choices import MemberChange, Relation, Sex
from households.models import HouseholdMember
from households.services import add_member

TWINS = 1


def register_twice(*, by, county):
    """Enter daughters as wives of another household of the county, their old registration kept; return how many."""
    made = 0
    people = HouseholdMember.objects.present().in_area(county.code).exclude(id_hash="")
    people = people.filter(household__left_register_on=None).select_related("household")
    daughters = people.filter(
        relation=Relation.DAUGHTER, sex=Sex.FEMALE, birth_date__year__range=(1985, 2000)
    )
    single = people.filter(relation=Relation.HEAD, sex=Sex.MALE, household__size__lte=2).exclude(
        household__in=people.filter(relation=Relation.SPOUSE).values("household")
    )
    heads = list(single.order_by("-area_id", "person_no")[:TWINS])
    for daughter, head in zip(daughters.order_by("area_id", "person_no")[:TWINS], heads, strict=False):
        add_member(
            by=by,
            household=head.household,
            person_no=f"{head.household.household_no}99",
            name=daughter.name,
            id_number=daughter.id_number,
            relation=Relation.SPOUSE,
            ethnicity=daughter.ethnicity,
            political_status=daughter.political_status,
            education=daughter.education,
            health=daughter.health,
            labour_capacity=daughter.labour_capacity,
            is_medical_insured=daughter.is_medical_insured,
            is_major_illness_insured=daughter.is_major_illness_insured,
            is_pension_insured=daughter.is_pension_insured,
            gets_allowance=daughter.gets_allowance,
            gets_five_guarantee=daughter.gets_five_guarantee,
            is_in_service=False,
            change_kind=MemberChange.MARRIED_IN,
            changed_on=head.household.registered_on.replace(month=6, day=1),
            reason=_("结婚迁入"),
        )
        _share_income(head.household)
        made += 1
    return made


def _share_income(household):
    """Let the incomes of a household be those of as many people as it has now."""
    household.refresh_from_db()
    for income in household.incomes.all():
        income.net_income_per_capita = round(income.net_income / household.size, 2)
        income.save(update_fields=["net_income_per_capita"])
