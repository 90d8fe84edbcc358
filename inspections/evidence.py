"""What counted for the lines of a helper's account: the records, found by the rules' own sources."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BooleanField, Case, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _

from assistance.models import AssistanceMeasure, Visit
from households.models import Household
from inspections.models import AccountLine
from inspections.models.account import Outcome, PartyLevel
from povertyapp.core.rules import HOUSEHOLD, RULES, Source
from povertyapp.core.subjects import names
from povertyapp.core.templatetags.house import moment_text

# What a record may need to say its own name.
NAMED = ("household", "member")


@dataclass(frozen=True)
class Evidence:
    """One record behind a line. One that does not count was struck out by a check."""

    text: str
    counts: bool


class ParametersThen:
    """The parameters that a month was computed with, read like those of today."""

    def __init__(self, account):
        self.values = account.parameters

    def __call__(self, name):
        return self.values[name]

    def number(self, name):
        return Decimal(str(self.values[name]))


def lines_of(account, party):
    """Return the lines of a party with the name of what each speaks of, and the household's id where it is one;
    whoever may see the party may see them.

    A party stands where all that it answers for lies, so no line of it is beyond the reach of its reader.
    """
    household = Household.objects.filter(household_no=OuterRef("subject_code"))
    return (
        AccountLine.objects.filter(account=account, party_level=party.level, party_code=party.code)
        .annotate(household_id=Subquery(household.values("pk")), subject_name=names())
        .order_by("area_id", "subject_code", "rule")
    )


def evidence_of(account, party, lines):
    """Return (rule, household id) → list of Evidence for the lines of a helper about his households, one query a
    child table.

    Read from the records of today: in a closed month the figures of the line are what was judged.
    """
    value, period = ParametersThen(account), account.period
    households = {line.household_id for line in lines}
    duties = {}
    for code in {line.rule for line in lines}:
        rule = RULES.get(code)
        if rule and rule.party == PartyLevel.HELPER and rule.subject == HOUSEHOLD:
            duty = rule(period, value)
            if duty is not None:
                duties[code] = duty
    found = defaultdict(list)
    for source, wanted in _by_source(duties).items():
        for record in _records(source, wanted, period, value, households, party.helper_id):
            for number, (code, _tally, counts) in enumerate(wanted):
                if getattr(record, f"wanted_{number}"):
                    found[code, record.household_id].append(Evidence(_words(record), counts))
    return found


def _by_source(duties) -> dict[Source, list]:
    """Return source → [(rule, tally, whether it counts)]."""
    found = defaultdict(list)
    for code, duty in duties.items():
        for tally, counts in ((duty.counts, True), (duty.voided, False)):
            if tally:
                found[tally.source].append((code, tally, counts))
    return found


def _records(source, wanted, period, value, households, helper_id):
    rows = source.rows(period, value).filter(household_id__in=households)
    if "helper_id" in source.keys:  # noqa: SIM118 - a field, not a dict
        rows = rows.filter(helper_id=helper_id)
    flags = {
        f"wanted_{number}": Case(
            When(tally.aggregate.filter or Q(pk__isnull=False), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for number, (_code, tally, _counts) in enumerate(wanted)
    }
    named = [field.name for field in rows.model._meta.fields if field.name in NAMED]
    return rows.select_related(*named).annotate(**flags).order_by("pk")


def _words(record):
    if isinstance(record, Visit):
        return f"{moment_text(record.happened_on)} {record.get_channel_display()} {record.receipt}"
    if isinstance(record, AssistanceMeasure):
        since = _("%(day)s起") % {"day": moment_text(record.from_date)}
        return f"{record.name or record.get_kind_display()}（{since}）"
    return str(record)


def has_hard_miss(lines, rules):
    """Say whether one of these lines is hard and not met."""
    hard = {rule.rule for rule in rules if rule.is_hard}
    return any(line.rule in hard and line.outcome in (Outcome.PARTIAL, Outcome.FAILED) for line in lines)
