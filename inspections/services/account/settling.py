"""Add up what was written and judge every party, from the helpers to the county (rulebook D4)."""

from inspections.services.account import sql


def add_up_cells(work):
    """Count the facts by helper, village and rule, and write the duties of villages over their households."""
    with sql.adding_up_by_hash(work.cursor):
        work.run(sql.CELLS)
    work.run(sql.KEEP_MISSED, [work.first_fact_id()])
    work.run(sql.VILLAGE_LINES, work.params | {"first": work.first_id()})


def settle(work, parties):
    """Add up the cells and the lines of units, and judge the parties from the helpers up to the county."""
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
