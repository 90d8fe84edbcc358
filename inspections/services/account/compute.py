"""Compute a county's month: facts, figures, verdicts and fingerprint, set-based, in one transaction."""

import time
from dataclasses import dataclass, field
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from django.utils.translation import override

import povertyapp
from inspections.models import AccountMonth, LateEntry
from inspections.models.account import AccountState
from inspections.services.account import sql
from inspections.services.account.corrections import (
    correct_facts,
    correct_unit_lines,
    corrections_of,
)
from inspections.services.account.digest import write_digest
from inspections.services.account.tables import Partitions
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.onepass import bits_of, by_population, compile_pass
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import HOUSEHOLD, PARTY, UNIT, Kind, is_hard, rules_of
from povertyapp.core.scoping import within

# Ids are unique across accounts and leave room for the lines of the view (64 a fact).
IDS_AN_ACCOUNT = 100_000_000


class Counts(TypedDict):
    """Parties by level and by verdict, lines and failed lines, as they are kept with the account."""

    parties_by_level: dict[str, int]
    verdicts: dict[str, int]
    lines: int
    failed_lines: int


@dataclass
class Computation:
    """What the statements of one computation share."""

    account: AccountMonth
    value: Parameters
    cursor: CursorWrapper
    tables: Partitions
    bits: tuple = ()
    below: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    used: int = 0

    @property
    def period(self):
        return self.account.period

    @property
    def params(self):
        code = self.account.area_id
        return {
            "account": self.account.pk,
            "county": code,
            "beyond": f"{code}:",
            "start": self.period.start,
            "end": self.period.end,
            "settled": self.value.number("account.settled_score"),
            "cutoff_day": self.value("account.entry_cutoff_day"),
        }

    def first_id(self):
        """Return the id before the first of the next insert."""
        first = self.account.pk * IDS_AN_ACCOUNT + self.used
        self.used += IDS_AN_ACCOUNT // 50
        return first

    def run(self, statement, params=(), **names):
        """Execute a statement with the names of the month's tables filled in; return the number of rows."""
        self.cursor.execute(statement.format(**self.tables.names, **names), params)
        return self.cursor.rowcount


def open_account(county, period):
    """Return the newest version of the county's account of the month, made `open` when there is none."""
    account = AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version").first()
    return account or AccountMonth.objects.get_or_create(area=county, month=str(period), version=1)[0]


def compute_account(county, period, *, by=None):
    """Draft the account of a month (rulebook D1-D5) and return it; a closed month is refused.

    Safe to run twice and at the same time: the month's lock lets one computation in, the last one stands. A
    computation that dies leaves nothing: its tables are made in the same transaction. Before the cut-off the
    month stays `open` with its figures so far; after it the account is a `draft`.
    """
    account = open_account(county, period)
    _begin(account, by)
    started = time.monotonic()
    with transaction.atomic(), because(by=by, reason="compute_account"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        account = AccountMonth.objects.select_for_update().get(pk=account.pk)
        if account.is_closed:
            raise ValidationError(_("%(month)s 已锁定,不能重新计算。") % {"month": account.month})
        work = Computation(
            account, Parameters(county.code, period.start), cursor, Partitions(cursor, account.pk)
        )
        work.corrections = list(corrections_of(account).values_list("pk", flat=True))
        _fill(work)
        _finish(work, started)
    return account


def _begin(account, by):
    """Show that the month is being computed, before the work begins."""
    with because(by=by, reason="compute_account"):
        changed = (
            AccountMonth.objects.filter(pk=account.pk)
            .exclude(state=AccountState.CLOSED)
            .update(state=AccountState.COMPUTING, asked_at=clock.now())
        )
    if not changed:
        raise ValidationError(_("%(month)s 已锁定,不能重新计算。") % {"month": account.month})


def _fill(work):
    _write_rules(work)
    _write_facts(work)
    correct_facts(work, "account_unhelped", work.tables.name("fact"))
    work.run(sql.CELLS)
    work.run(sql.KEEP_MISSED)
    work.run(sql.VILLAGE_LINES, work.params | {"first": work.first_id()})
    _write_unit_lines(work)
    correct_unit_lines(work)
    settle(work, sql.Parties())


def settle(work, parties):
    """Add up the cells and the lines of units, and judge the parties from the helpers up to the county."""
    work.cursor.execute("ANALYZE account_cell")
    work.run(sql.TALLIES, [work.first_id(), work.account.pk, work.account.area_id])
    work.run(sql.TALLIES_OF_UNITS, work.params | {"first": work.first_id()})
    _judge(work, sql.HELPER_LINES, parties.helpers, level="helper")
    _look_below(work, "county_unit", "helper", parties.helpers_of_unit, place="%(county)s")
    _judge(work, sql.UNIT_LINES, parties.helping_units, level="county_unit")
    _look_below(work, "village", "helper", sql.HELPERS_OF_VILLAGE)
    _judge(work, sql.UNIT_LINES, parties.places, level="village")
    _look_below(work, "township", "village", sql.VILLAGES_OF_TOWNSHIP)
    _judge(work, sql.UNIT_LINES, parties.places, level="township")
    _judge(work, sql.UNIT_LINES, parties.places, level="county")


def _write_rules(work):
    """Keep the rules of the month as they are today: text, weight, hard or soft, place in the masks."""
    duties = [*rules_of(Kind.DUTY, subject=HOUSEHOLD), *rules_of(Kind.DUTY, subject=UNIT)]
    work.bits = bits_of(duties, work.period, work.value)
    work.below = rules_of(Kind.DUTY, subject=PARTY)
    first = work.first_id()
    rows = []
    for _population, group in by_population(work.bits).items():
        rows += [(bit.index, slot, bit.rule) for slot, bit in enumerate(group, start=1)]
    rows += [(len(work.bits) + i, 0, rule) for i, rule in enumerate(work.below)]
    for number, (bit, slot, rule) in enumerate(sorted(rows, key=lambda row: row[0]), start=1):
        work.run(
            "INSERT INTO {rule} (id, account_id, area_id, rule, bit, slot, population, party_level, obligation,"
            " title, text, weight, is_hard, allows_part, subject)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                first + number,
                work.account.pk,
                work.account.area_id,
                rule.code,
                bit,
                slot,
                rule.over.name,
                rule.party,
                rule.obligation,
                _title(rule),
                rule.text,
                work.value.number(f"account.{rule.obligation}.weight"),
                is_hard(rule, work.period, work.value),
                rule.allows_part,
                rule.subject,
            ],
        )


def _title(rule):
    """Return a rule's title in the words that the month keeps, whatever language the asking person reads."""
    with override("zh-hans"):
        return str(rule.title)


def _write_facts(work):
    everything = within(work.account.area_id)
    work.run(sql.UNHELPED)
    for population, group in by_population(_bits_over(work, HOUSEHOLD)).items():
        compiled = compile_pass(population, group, work.period, work.value, everything, everything)
        helped = "helper_id" in population.keys  # noqa: SIM118 - a field, not a dict
        statement = sql.FACTS.format(
            into=work.tables.name("fact") if helped else "account_unhelped",
            helper="helper_id" if helped else "NULL",
            compiled="{compiled}",
        )
        work.cursor.execute(
            statement.replace("{compiled}", compiled.sql),
            [work.first_id(), work.account.pk, population.name, *compiled.params],
        )


def _bits_over(work, subject):
    return [bit for bit in work.bits if bit.rule.subject == subject]


def _write_unit_lines(work):
    """Write the lines of units about facts that are not households."""
    everything = within(work.account.area_id)
    for population, group in by_population(_bits_over(work, UNIT)).items():
        compiled = compile_pass(population, group, work.period, work.value, everything, everything)
        many = "subject_code" in population.keys  # noqa: SIM118 - a field, not a dict
        statement = sql.LINES_OF_UNITS.format(
            **work.tables.names,
            kind="f.subject_kind" if many else "r.party_level",
            subject="f.subject_code" if many else "f.code",
            compiled="{compiled}",
        )
        work.cursor.execute(
            statement.replace("{compiled}", compiled.sql),
            [work.first_id(), work.account.pk, *compiled.params, population.name],
        )


def _judge(work, lines, parties, *, level):
    """Score the parties of a level (rulebook D4)."""
    names = work.tables.names
    statement = sql.PARTIES.format(lines=lines.format(**names), parties=parties.format(**names), **names)
    work.cursor.execute(statement, work.params | {"first": work.first_id(), "level": level})


def _look_below(work, level, below_level, below, place="code"):
    """Write the lines of units about the parties one level down; `place` is where a unit stands."""
    for rule in work.below:
        if rule.party == level:
            facts = {"level": level, "below_level": below_level, "rule": rule.code, "first": work.first_id()}
            facts["share"] = rule(work.period, work.value)
            below_it = below.format(**work.tables.names)
            work.run(sql.BELOW_LINES, work.params | facts, below=below_it, place=place)


def _finish(work, started):
    account, cursor = work.account, work.cursor
    account.parameters = work.value.as_dict()
    account.asked_parameters = sorted(work.value.asked)
    put_in_place(work)
    cursor.execute(sql.LATE, work.params)
    account.counts["late"] = LateEntry.objects.filter(account=account).count()
    account.cutoff_at = work.period.entry_ends(work.value)
    account.computed_at = clock.now()
    account.state = AccountState.DRAFT if account.computed_at >= account.cutoff_at else AccountState.OPEN
    account.rules = [{"rule": bit.rule.code, "text": bit.rule.text} for bit in work.bits] + [
        {"rule": rule.code, "text": rule.text} for rule in work.below
    ]
    account.code_version = povertyapp.__version__
    account.seconds = round(time.monotonic() - started, 3)
    account.save()


def put_in_place(work):
    """Take the counts of what was written, let it stand for the account, and take its fingerprint.

    The account's parameters, and which of them were asked for, must stand on it.
    """
    work.account.counts = _counts(work)
    work.tables.swap()
    work.account.digest = write_digest(work.account)


def _counts(work):
    """Return parties by level, verdicts, lines and failed lines, as the command prints them."""
    work.run("SELECT level, verdict, count(*), sum(lines), sum(failed) FROM {party} GROUP BY level, verdict")
    counts: Counts = {"parties_by_level": {}, "verdicts": {}, "lines": 0, "failed_lines": 0}
    for level, verdict, parties, lines, failed in sorted(work.cursor.fetchall()):
        counts["parties_by_level"][level] = counts["parties_by_level"].get(level, 0) + parties
        counts["verdicts"][verdict] = counts["verdicts"].get(verdict, 0) + parties
        counts["lines"] += int(lines)
        counts["failed_lines"] += int(failed)
    return counts
