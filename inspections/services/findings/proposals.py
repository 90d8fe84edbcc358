"""What can be proposed for a finding, where only one mending is possible, and doing it through the proper service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from households.choices import Education, IdFault
from households.identity import birth_and_sex, normalised_id
from households.models import Household, HouseholdMember
from households.services import correct_household, correct_member, record_income
from povertyapp.core.crypto import keyed_hash
from povertyapp.core.masks import mask_id
from povertyapp.core.period import Period

PRESCHOOL_TO = 5


@dataclass(frozen=True)
class Proposal:
    """One change that mends a finding: what it is called, before and after in words, and who carries it out."""

    label: str
    old: str
    new: str
    carry_out: Callable[..., Any]

    @property
    def mark(self):
        """Return a mark of what was proposed: a page carries it, so that nobody accepts what he did not see."""
        return keyed_hash(f"{self.label}\x1f{self.old}\x1f{self.new}", "proposal")


# rule → function of the record and the period that returns a Proposal, or None where more than one is possible
PROPOSALS: dict[str, Callable[[Any, Period], Proposal | None]] = {}


def proposes(code):
    def register(function):
        PROPOSALS[code] = function
        return function

    return register


def proposal_for(rule_code, record, period):
    """Return the Proposal for a record that breaks a rule, or None; in the words of the source, so that its mark is the
    same on the page and in the service, whoever reads."""
    known = PROPOSALS.get(rule_code)
    with override(None):
        return known(record, period) if known and record is not None else None


def _of_member(member: HouseholdMember, name: str, new: Any, words=None) -> Proposal:
    """Propose another value of one column of a member; `words` writes a value for people."""
    field: Any = HouseholdMember._meta.get_field(name)
    said = words or (lambda value: str(dict(field.flatchoices).get(value, value) or _("未填")))

    def carry_out(*, by, reason):
        return correct_member(by=by, member=member, reason=reason, **{name: new})

    return Proposal(str(field.verbose_name), said(getattr(member, name)), said(new), carry_out)


@proposes("DQ-03")
def upgraded_number(member, period):
    """The old number stands for exactly one of 18 digits (GB 11643-1999)."""
    if member.id_fault != IdFault.OLD:
        return None
    return _of_member(member, "id_number", normalised_id(member.id_number), mask_id)


@proposes("DQ-11")
def preschool_child(member, period):
    """A child before school age has one education."""
    born = member.birth_date
    if born is None or _age(born, period.end) > PRESCHOOL_TO:
        return None
    return _of_member(member, "education", Education.PRESCHOOL)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@proposes("DQ-23")
def one_cause_less(household, period):
    """The cause that is named twice is named once."""
    column: Any = Household._meta.get_field("main_cause")
    causes = dict(column.flatchoices)
    left = [cause for cause in household.other_causes if cause != household.main_cause]

    def said(listed):
        return "、".join(str(causes[cause]) for cause in listed) or _("无")

    def carry_out(*, by, reason):
        return correct_household(by=by, household=household, reason=reason, other_causes=left)

    return Proposal(_("其他致贫原因"), said(household.other_causes), said(left), carry_out)


@proposes("DQ-34")
def sex_of_the_number(member, period):
    """A valid ID number states the sex."""
    said = birth_and_sex(member.id_number)
    if member.id_fault or said is None or said[1] == member.sex:
        return None
    return _of_member(member, "sex", said[1])


@proposes("DQ-39")
def income_per_head(household, period):
    """Where the parts add up, the income per head follows from the net income and the people."""
    # in Python: a page of findings fetches the statements of all its households at once (`records_of`)
    known = [one for one in household.incomes.all() if one.year <= period.year]
    newest = max(known, key=lambda one: one.year, default=None)
    if newest is None or not household.size:
        return None
    if newest.transfer_income != sum(getattr(newest, part) for part in newest.PARTS):
        return None
    new = (newest.net_income / household.size).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if new == newest.net_income_per_capita:
        return None

    def carry_out(*, by, reason):
        facts = {"net_income": newest.net_income, "net_income_per_capita": new}
        return record_income(by=by, household=household, year=newest.year, reason=reason, **facts)

    label = _("%(year)s 年人均纯收入（元）") % {"year": newest.year}
    return Proposal(label, f"{newest.net_income_per_capita:,}", f"{new:,}", carry_out)
