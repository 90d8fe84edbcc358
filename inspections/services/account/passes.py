"""Write what each household and each unit owes and what was delivered: one compiled pass a population."""

from django.utils.translation import override

from inspections.services.account import sql
from povertyapp.core.onepass import bits_of, by_population, compile_pass
from povertyapp.core.rules import HOUSEHOLD, PARTY, UNIT, Kind, is_hard, rules_of
from povertyapp.core.scoping import within


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


def write_facts(work):
    """Write a fact for each household and helper, with a bit a rule."""
    work.run(sql.UNHELPED)
    for population, group in by_population(work.bits_over(HOUSEHOLD)).items():
        helped = "helper_id" in population.keys  # noqa: SIM118 - a field, not a dict
        if work.changes and helped:
            _keep_facts(work, population)
        everything = work.changes.narrow if work.changes and helped else within(work.account.area_id)
        compiled = compile_pass(population, group, work.period, work.value, everything, everything)
        statement = sql.FACTS.format(
            into=work.tables.name("fact") if helped else "account_unhelped",
            helper="helper_id" if helped else "NULL",
            compiled="{compiled}",
        )
        work.cursor.execute(
            statement.replace("{compiled}", compiled.sql),
            [work.first_id(), work.account.pk, population.name, *compiled.params],
        )


def _keep_facts(work, population):
    """Copy the facts of the households that did not change."""
    work.run(sql.KEEP_FACTS, [work.first_id(), work.account.pk, population.name])


def write_unit_lines(work):
    """Write the lines of units about facts that are not households."""
    everything = within(work.account.area_id)
    for population, group in by_population(work.bits_over(UNIT)).items():
        compiled = compile_pass(population, group, work.period, work.value, everything, everything)
        if work.changes and not population.of_today and not work.changes.touch(compiled):
            work.run(sql.KEEP_LINES, [work.first_id(), work.account.pk, population.name])
            continue
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
