"""The lines of a month that may be objected to, each known by its key: whose, under which rule, about what, where."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspections.models import AccountFact, AccountLine, ObjectionLine
from inspections.models.account import Outcome, PartyLevel
from inspections.months import rules_of

MAY_BE_WRONG = (Outcome.PARTIAL, Outcome.FAILED, Outcome.FALSIFIED)
HOUSEHOLD = "household"


class Contested(NamedTuple):
    """The key of a line; rows are handed out, restored and restated, codes stay."""

    level: str
    code: str
    rule: str
    subject_kind: str
    subject_code: str
    area_id: str


def key_of(*parts):
    """Return the key of a line as a form posts it."""
    return "|".join(parts)


def read_key(text):
    """Return the key that a form posted; ValidationError for anything else."""
    parts = text.split("|")
    if len(parts) != len(Contested._fields):
        raise ValidationError(_("请从列表里选要申诉的事项。"))
    return Contested(*parts)


def read_lines(account, keys):
    """Return what the month says of these lines, as rows of an objection that are not stored yet.

    ValidationError where one is not there, was met, or is about the parties below: then those are to be objected to.
    """
    rules = {rule.rule: rule for rule in rules_of(account)}
    if any(rules[key.rule].is_about_parties for key in keys if key.rule in rules):
        raise ValidationError(_("这一项由下级的判定算出，请对下级的事项提出申诉。"))
    of_places = [key for key in keys if key.subject_kind == HOUSEHOLD and key.level != PartyLevel.HELPER]
    found = _stored(account, [key for key in keys if key not in of_places])
    found |= _households_of_places(account, of_places, rules)
    if missing := [key for key in keys if key not in found]:
        raise ValidationError(
            _("账上没有这一项：%(what)s。请从列表里选。") % {"what": missing[0].subject_code}
        )
    if any(found[key][2] not in MAY_BE_WRONG for key in keys):
        raise ValidationError(_("已经完成或免责的事项不用申诉。"))
    return [_row(account, key, *found[key]) for key in keys]


def _row(account, key, required, delivered, outcome):
    facts = {"required": required, "delivered": delivered, "outcome": outcome}
    return ObjectionLine(county_id=account.area_id, month=account.month, **key._asdict(), **facts)


def _stored(account, keys):
    """Return key → (required, delivered, outcome) of lines of helpers and lines that stand by themselves."""
    columns = ("party_level", "party_code", "rule", "subject_kind", "subject_code", "area_id")
    lines = AccountLine.objects.filter(
        account=account,
        party_code__in={key.code for key in keys},
        rule__in={key.rule for key in keys},
        subject_code__in={key.subject_code for key in keys},
    )
    rows = lines.values_list(*columns, "required", "delivered", "outcome") if keys else ()
    return {Contested(*row[:6]): row[6:] for row in rows}


def _households_of_places(account, keys, rules):
    """Return the same of households that a village owes something for: no line, but a fact without a helper."""
    found = {}
    for code in {key.rule for key in keys if key.rule in rules}:
        facts = AccountFact.objects.filter(
            account=account,
            helper=None,
            household__household_no__in=[key.subject_code for key in keys if key.rule == code],
        )
        rows = facts.with_outcome(rules[code]).values_list(
            "household__household_no", "area_id", "owed", "done", "outcome"
        )
        for number, area, *told in rows:
            found[Contested(rules[code].party_level, area, code, HOUSEHOLD, number, area)] = tuple(told)
    return found
