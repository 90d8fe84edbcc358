"""From the application to the register: the information form (贫困户信息采集表), and the household it becomes."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.choices import (
    DatePrecision,
    FiveGuaranteeMode,
    PovertyAttribute,
    PovertyStatus,
    Presence,
    Relation,
)
from households.identity import birth_and_sex, hashes_of, normalised_id
from households.models import Applicant, ApplicantMember
from households.services.changing import check_known, put
from households.services.household import register_household
from households.services.procedures.common import given_day, locked_case
from households.services.statements import record_living
from households.steps import State
from povertyapp.core.history import because

FORM_FACTS = (
    "address",
    "phone",
    "household_no",
    "poverty_attribute",
    "main_cause",
    "presence",
    "housing_grade",
    "is_water_safe",
)
REQUIRED = (
    "household_no",
    "address",
    "poverty_attribute",
    "main_cause",
    "presence",
    "housing_grade",
    "is_water_safe",
)
REQUIRED_OF_MEMBER = ("name", "relation", "id_number", "birth_date", "labour_capacity", "is_medical_insured")
MEMBER_FACTS = ("name", "relation", "sex", "birth_date", "id_number", "labour_capacity", "is_medical_insured")


def enter_members(applicant, members):
    """Enter the people of an applicant household; birthday and sex come from a valid ID number."""
    faults: list[str] = []
    rows = []
    for place, facts in enumerate(members, 1):
        check_known(facts, MEMBER_FACTS)
        row = ApplicantMember(
            applicant=applicant,
            area_id=applicant.area_id,
            key=secrets.token_hex(16),
            **_with_derived(facts, place, faults),
        )
        rows.append(row)
    hashes = [row.id_hash for row in rows if row.id_hash]
    if len(hashes) != len(set(hashes)):
        faults.append(_("有两名成员的证件号码相同。"))
    if sum(row.relation == Relation.HEAD for row in rows) != 1:
        faults.append(_("家庭成员里要有且只有一名户主。"))
    if faults:
        raise ValidationError({"members": faults})
    for row in rows:
        row.full_clean(exclude={"applicant", "area"})
        row.save(force_insert=True)
    return rows


def _with_derived(facts, place, faults):
    facts = {**facts, "id_number": normalised_id(facts.get("id_number") or "")}
    if facts["id_number"]:
        said = birth_and_sex(facts["id_number"])
        if said is None:
            faults.append(_("第 %(n)d 名成员的证件号码不对，请对照证件核对。") % {"n": place})
        else:
            facts |= {"birth_date": said[0], "sex": said[1]}
    facts["id_hash"] = hashes_of(facts["id_number"])[0]
    return facts


def missing_information(applicant):
    """Return the labels of the required items that are still blank in the information form."""
    labels = [
        str(applicant._meta.get_field(name).verbose_name)
        for name in REQUIRED
        if getattr(applicant, name) in (None, "")
    ]
    for person in applicant.members.all():
        labels += [
            _("%(name)s的%(field)s")
            % {"name": person.name, "field": person._meta.get_field(name).verbose_name}
            for name in REQUIRED_OF_MEMBER
            if getattr(person, name) in (None, "")
        ]
    return labels


@transaction.atomic
def fill_information_form(*, by, case, on=None, members=(), **facts):
    """Fill in the information form of an announced applicant; return it. What is left blank stays open.

    `members` are pairs (ApplicantMember, facts). Somebody else confirms the form.
    """
    check_known(facts, FORM_FACTS)
    case = locked_case(case)
    if case.state != State.ANNOUNCED or not hasattr(case, "applicant"):
        raise ValidationError(_("公告以后才填信息采集表。"))
    applicant = Applicant.objects.select_for_update().get(case=case)
    with because(by=by, reason=_("填写信息采集表")):
        put(applicant, facts)
        applicant.entered_by, applicant.entered_on = by, given_day(on)
        applicant.save()
        for person, own in members:
            if person.applicant_id != applicant.pk:
                raise ValidationError(_("成员不属于这一户，请从本户的成员里选。"))
            check_known(own, MEMBER_FACTS)
            put(person, own)
            person.save()
    return applicant


def register_applicant(*, by, case, on):
    """Enter the applicant household on the register with its people and living conditions; return it."""
    form = case.applicant
    is_five_guarantee = form.poverty_attribute == PovertyAttribute.FIVE_GUARANTEE
    reason = _("经两公示一公告纳入")
    household = register_household(
        by=by,
        area=case.area,
        household_no=form.household_no,
        reason=reason,
        members=[_member(form, place, person) for place, person in enumerate(form.members.all(), 1)],
        head_name=case.head_name,
        group_name=case.group_name,
        address=form.address,
        phone=form.phone,
        poverty_attribute=form.poverty_attribute,
        main_cause=form.main_cause,
        presence=form.presence or Presence.HOME_LABOUR,
        five_guarantee_mode=FiveGuaranteeMode.DISPERSED if is_five_guarantee else "",
        poverty_status=PovertyStatus.IN_POVERTY,
        registered_on=on,
        registered_precision=DatePrecision.DAY,
    )
    record_living(
        by=by,
        household=household,
        year=on.year,
        reason=reason,
        housing_grade=form.housing_grade,
        is_water_safe=form.is_water_safe,
    )
    return household


def _member(form, place, person):
    return {
        "person_no": f"{form.household_no}{place:02d}",
        **{name: getattr(person, name) for name in MEMBER_FACTS},
    }
