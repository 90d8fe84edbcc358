"""Write what each household and each unit owes and what was delivered: one compiled pass a population."""

from contextlib import nullcontext

from django.utils.translation import override

from inspections.services.account import sql
from inspections.services.account.compiled import compiled_pass, tables_read
from povertyapp.core.onepass import bits_of, by_population
from povertyapp.core.rules import HOUSEHOLD, PARTY, UNIT, Kind, is_hard, rules_of


def write_rules(work):
    """Keep the rules of the month as they are today: text, weight, hard or soft, place in the masks."""
    duties = [*rules_of(Kind.DUTY, subject=HOUSEHOLD), *rules_of(Kind.DUTY, subject=UNIT)]
    work.bits = bits_of(duties, work.period, work.value)
    work.below = rules_of(Kind.DUTY, subject=PARTY)
    first = work.first_id()
    rows = []
    for _population, group in by_population(work.bits).items():
        rows += [(bit.index, slot, bit.rule) for slot, bit in enumerate(group, start=1)]
    rows += [(len(work.bits) + i, 0, rule) for i, rule in enumerate(work.below)]
    rows.sort(key=lambda row: row[0])
    told = [[first + number, *_told(work, *row)] for number, row in enumerate(rows, start=1)]
    if not told:
        return
    places = "(" + ", ".join(["%s"] * len(told[0])) + ")"
    work.run(
        "INSERT INTO {rule} (id, account_id, area_id, rule, bit, slot, population, party_level, obligation,"
        " title, text, weight, is_hard, allows_part, subject) VALUES " + ", ".join([places] * len(told)),
        [value for row in told for value in row],
    )


def _told(work, bit, slot, rule):
    """Return what the month keeps of a rule, in the order of the columns."""
    return [
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
    ]


def _title(rule):
    """Return a rule's title in the words of the source, of which those of each reader are made."""
    with override(None):
        return str(rule.title)


def write_facts(work):
    """Write a fact for each household and helper, with a bit a rule."""
    work.run(sql.UNHELPED)
    if work.changes is not None:
        work.run(sql.FORGET_UNHELPED, work.params)
    for population, group in by_population(work.bits_over(HOUSEHOLD)).items():
        helped = "helper_id" in population.keys  # noqa: SIM118 - a field, not a dict
        few = work.changes is not None and helped
        compiled = compiled_pass(work, population, group, few=few)
        statement = sql.FACTS.format(
            into=work.tables.facts_written if helped else "account_unhelped",
            helper="helper_id" if helped else "NULL",
            compiled="{compiled}",
        )
        with sql.following_rows(work.cursor) if few else nullcontext():
            if few:
                work.run(sql.FORGET_CHANGED, {"account": work.account.pk, "population": population.name})
            work.cursor.execute(
                statement.replace("{compiled}", compiled.sql),
                [work.first_fact_id(), work.account.pk, population.name, *compiled.params],
            )


def write_unit_lines(work):
    """Write the lines of units about facts that are not households."""
    for population, group in by_population(work.bits_over(UNIT)).items():
        if _stands(work, population, group):
            work.run(sql.KEEP_LINES, [work.first_id(), work.account.pk, population.name])
            continue
        compiled = compiled_pass(work, population, group)
        many = "subject_code" in population.keys  # noqa: SIM118 - a field, not a dict
        statement = sql.LINES_OF_UNITS.format(
            **work.tables.names,
            kind="f.subject_kind" if many else "r.party_level",
            subject="f.subject_code" if many else "f.code",
            compiled="{compiled}",
        )
        work.cursor.execute(
            statement.replace("{compiled}", compiled.sql),
            [*compiled.params, work.first_id(), work.account.pk, population.name],
        )


def _stands(work, population, group):
    """Say whether the lines of units over a population are those that the last computation wrote."""
    if work.changes is None or population.of_today:
        return False
    return not work.changes.touch(tables_read(work, population, group))
