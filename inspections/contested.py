"""Which lines of a month a party may object to, as its form lists them; and which were or are objected to."""

from django.utils.translation import gettext as _

from inspections.choices.objections import OPEN_OBJECTIONS
from inspections.models import AccountFact, AccountLine, AccountUnitLine, ObjectionLine
from inspections.models.account import Outcome, PartyLevel
from inspections.months import rules_of
from inspections.parties import named_lines
from inspections.services.objections import key_of
from inspections.services.objections.lines import HOUSEHOLD, MAY_BE_WRONG
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.subjects import names, names_of

# So many lines are listed in a form; who means others narrows the place.
MOST = 200


def objected_in_place(user, account, rule, code):
    """Return the lines under a rule in a place that nobody may object to again, as far as the reader sees them."""
    return _objected(user, account, rule=rule.rule).in_area(code)


def objected_of_party(user, account, party):
    """Return the lines of a helper or a unit that nobody may object to again."""
    return _objected(user, account, level=party.level, code=party.code)


def _objected(user, account, **of):
    rows = ObjectionLine.objects.visible_to(user).filter(
        county=account.area_id, month=account.month, is_standing=True, **of
    )
    return rows.select_related("objection").annotate(subject_name=names())


def key_of_line(line):
    """Return the key of a line that was objected to, or of one that stands by itself, as a form posts it."""
    return key_of(line.level, line.code, line.rule, line.subject_kind, line.subject_code, line.area_id)


def rows_of_place(user, account, rule, code, without=()):
    """Return (key, label) of the lines under a rule in a place that were not met and that the reader sees.

    `without` are the keys of those that were objected to already.
    """
    if rule.is_about_parties:
        return []
    rows = _unit_rows if rule.is_about_units else _household_rows
    return _left(rows(user, account, rule, code, MOST + len(without)), without)


def _left(rows, without):
    return [row for row in rows if row[0] not in without][:MOST]


def _household_rows(user, account, rule, code, most):
    facts = (
        AccountFact.objects.visible_to(user)
        .in_area(code)
        .filter(account=account)
        .with_outcome(rule)
        .filter(outcome__in=MAY_BE_WRONG)
        .select_related("household", "helper", "area")
        .order_by("area_id", "household__household_no", "helper__code")
    )
    return [_household_row(fact, rule) for fact in facts[:most]]


def _household_row(fact, rule):
    of_helper = rule.party_level == PartyLevel.HELPER
    code = fact.helper.code if of_helper else fact.area_id
    household = fact.household
    key = key_of(rule.party_level, code, rule.rule, HOUSEHOLD, household.household_no, fact.area_id)
    who = [household.household_no, household.head_name, fact.area.short_name]
    return key, _label([*who, fact.helper.name if of_helper else ""], fact.owed, fact.done, fact.outcome)


def _unit_rows(user, account, rule, code, most):
    lines = AccountUnitLine.objects.visible_to(user).in_area(code).filter(account=account, rule=rule.rule)
    rows = named_lines(lines.filter(outcome__in=MAY_BE_WRONG)).order_by("area_id", "code", "subject_code")
    return [
        (
            key_of_line(line),
            _label([line.party_name, line.subject_name], line.required, line.delivered, line.outcome),
        )
        for line in rows[:most]
    ]


def rows_of_party(account, party, without=()):
    """Return (key, label) of the lines of a helper or a unit that were not met; whoever sees it sees them.

    `without` are the keys of those that were objected to already.
    """
    titles = {rule.rule: rule for rule in rules_of(account)}
    lines = AccountLine.objects.filter(
        account=account, party_level=party.level, party_code=party.code, outcome__in=MAY_BE_WRONG
    ).order_by("area_id", "subject_code", "rule")
    own = [line for line in lines[: MOST + len(without)] if not titles[line.rule].is_about_parties]
    known = names_of({(line.subject_kind, line.subject_code) for line in own})
    rows = [
        (
            key_of(party.level, party.code, line.rule, line.subject_kind, line.subject_code, line.area_id),
            _label(
                [
                    _(titles[line.rule].title),
                    known.get((line.subject_kind, line.subject_code), line.subject_code),
                ],
                *(line.required, line.delivered, line.outcome),
            ),
        )
        for line in own
    ]
    return _left(rows, without)


def _label(parts, required, delivered, outcome):
    said = " · ".join(str(part) for part in parts if part)
    return f"{said} · {delivered}/{required} {Outcome(outcome).label}"


def open_lines(user, account):
    """Return the lines of a month that wait for a ruling, as far as the reader sees them.

    A month that says itself that there are none (`months.months_of`) is not asked again.
    """
    if not getattr(account, "has_disputes", True):
        return ObjectionLine.objects.none()
    return ObjectionLine.objects.visible_to(user).filter(
        county=account.area_id, month=account.month, objection__status__in=OPEN_OBJECTIONS
    )


def contested_cells(user, account):
    """Return the rows of (village, rule) in which a line waits for a ruling."""
    rows = open_lines(user, account)
    return rows if rows.query.is_empty() else rows.order_by().values_list("area_id", "rule").distinct()


def places_of(cells):
    """Return (place, rule) of these cells, of the village and of the places above."""
    widths = (COUNTY_DIGITS, TOWNSHIP_DIGITS, None)
    return {(area[:width], rule) for area, rule in cells for width in widths}


def disputed_subjects(user, account, **of):
    """Return (rule, subject kind, subject code) of the lines that wait for a ruling, of a party or under a rule."""
    rows = open_lines(user, account).filter(**of).order_by()
    return set(rows.values_list("rule", "subject_kind", "subject_code"))


def disputed_parties(account):
    """Return (level, code) of the parties whose lines wait for a ruling: nobody ranks or posts them meanwhile (G5).

    For lists of the whole county, which the office draws up.
    """
    rows = ObjectionLine.objects.filter(
        county=account.area_id, month=account.month, objection__status__in=OPEN_OBJECTIONS
    )
    found = set(rows.values_list("level", "code"))
    return found | set(rows.values_list("objection__level", "objection__code"))
