"""Make a whole county of made-up households on real places, deterministic by seed, and store it by COPY."""

import time
from functools import partial

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from assistance.choices import UnitLevel
from assistance.models import (
    AssistanceMeasure,
    Attendance,
    ContactCard,
    Helper,
    HelperAssignment,
    HelpingUnit,
    Official,
    Post,
    ResidentTeam,
    VillageTask,
    Visit,
)
from households.models import (
    FormFigures,
    Household,
    HouseholdMember,
    IncomeStatement,
    LivingCondition,
    MemberTurn,
    Village,
    VillageYear,
)
from households.services import keep_turns
from inspections.demo.books import write_village_books
from inspections.demo.cards import write_cards
from inspections.demo.care import HOUSEHOLDS_A_HELPER
from inspections.demo.economy import MODELS as ECONOMY
from inspections.demo.economy import write_economy
from inspections.demo.loans import write_loans
from inspections.demo.meetings import write_meetings
from inspections.demo.money import write_money
from inspections.demo.plans import MODELS as PLANS_AND_RELIEFS
from inspections.demo.plans import write_plans
from inspections.demo.projects import MODELS as PROJECTS
from inspections.demo.projects import write_projects
from inspections.demo.public import MODELS as PUBLIC
from inspections.demo.public import write_public
from inspections.demo.relocation import write_relocations
from inspections.demo.rows import Sheet, Writer
from inspections.demo.sector import MODELS as SECTOR
from inspections.demo.sector import write_sector
from inspections.demo.staffing import write_staffing
from inspections.demo.statements import write_statements
from inspections.demo.village import VillageMaker
from inspections.demo.words import WORDS
from inspections.models import Meeting
from povertyapp.core.copying import analyze
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

MODELS = {
    "units": HelpingUnit,
    "helpers": Helper,
    "households": Household,
    "members": HouseholdMember,
    "form_figures": FormFigures,
    "incomes": IncomeStatement,
    "living": LivingCondition,
    "assignments": HelperAssignment,
    "measures": AssistanceMeasure,
    "visits": Visit,
}
# What follows from the households, and the villages' own forms.
BOOKS = (MemberTurn, Village, VillageYear, ContactCard, *PLANS_AND_RELIEFS)
# Who is on post, and which unit has which village.
STAFF = (ResidentTeam, Official, Post, Attendance, VillageTask)
MOST_HOUSEHOLDS = 500_000


def generate_county(plan, *, by=None, progress=None):
    """Make and store the county of a plan; return the number of rows by kind, and the seconds.

    The same plan gives the same rows, row ids apart. Set-based, in one transaction. Unless the plan keeps it,
    the history of the inserted rows is not written (`pgtrigger.ignore`): they tell of nobody, and their first
    state would only be stored twice. What is changed afterwards leaves history as always.
    `progress` is called with the number of households of each village made.
    Refused with ValidationError: households or helpers are there already, the county has no villages, or the
    number of households is out of range.
    """
    villages = _villages_of(plan)
    started = time.monotonic()
    made = [*MODELS.values(), *BOOKS, *STAFF, *ECONOMY.values(), Meeting, *SECTOR, *PROJECTS, *PUBLIC]
    passed_over = [] if plan.keep_history else [f"{m._meta.label}:insert_insert" for m in made]
    with transaction.atomic(), because(by=by, reason="生成模拟数据"), connection.cursor() as cursor:
        if passed_over:
            with pgtrigger.ignore(*passed_over):
                cursor.execute("SELECT 1")  # COPY goes past Django's cursor: this tells the triggers for it
                counts = _store(cursor, plan, villages, progress)
        else:
            counts = _store(cursor, plan, villages, progress)
        analyze(cursor, *made)
    return counts | {"seconds": round(time.monotonic() - started, 1)}


def _villages_of(plan):
    code, name = plan.county.code, plan.county.name
    if not 0 < plan.households <= MOST_HOUSEHOLDS:
        raise ValidationError(
            _("户数是 %(given)s，应在 1 到 %(most)s 之间。")
            % {"given": plan.households, "most": MOST_HOUSEHOLDS}
        )
    if any(model.objects.in_area(code).exists() for model in (Household, Helper, HelpingUnit)):
        raise ValidationError(
            _("%(county)s已经有农户或帮扶责任人，不能再生成：模拟数据只放进空的县。") % {"county": name}
        )
    villages = Area.objects.in_area(code).filter(level=Level.VILLAGE).select_related("parent")
    if not villages:
        raise ValidationError(_("%(county)s没有村，请先导入区划表。") % {"county": name})
    return list(villages.order_by("code"))


def _store(cursor, plan, villages, progress):
    sizes = plan.sizes(villages)
    household_ids = iter(_new_ids(cursor, Household, plan.households))
    # At most one handover a group: twice as many helpers as groups is always enough.
    most_helpers = 2 * (plan.households // HOUSEHOLDS_A_HELPER + 2 * len(sizes))
    maker = VillageMaker(plan, household_ids, iter(_new_ids(cursor, Helper, most_helpers)))
    units = Sheet(HelpingUnit, ("id", "area_id", "code", "name", "level"))
    unit_ids = _write_units(cursor, plan, sizes, units)
    # Foreign keys are checked with each COPY, beside the making of the next rows, and not all at the end.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with Writer(cursor.cursor, [units, *maker.sheets]) as writer:
        for place, (village, size) in enumerate(sizes.items()):
            maker.make(village, size, unit_ids[place % len(unit_ids)])
            writer.flush()
            if progress:
                progress(size)
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    counts = dict(zip(MODELS, (sheet.count for sheet in (units, *maker.sheets)), strict=True))
    counts["turns"] = keep_turns(area_code=plan.county.code)
    counts |= write_village_books(cursor, plan, sizes)
    counts |= write_plans(cursor, plan) | write_cards(cursor, plan)
    new_ids = partial(_new_ids, cursor)
    counts |= write_staffing(cursor, plan, sizes, villages, unit_ids, new_ids)
    counts |= write_meetings(plan) | write_sector(plan, sizes)
    counts |= write_economy(cursor, plan, sizes, new_ids)
    counts |= write_projects(cursor, plan, sizes)
    counts |= write_money(plan) | write_statements(plan) | write_loans(cursor, plan)
    counts |= write_relocations(cursor, plan)
    return counts | write_public(plan, sizes)


def _new_ids(cursor, model, count):
    """Return unused row ids of a model."""
    table = model._meta.db_table
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
    )
    return [row[0] for row in cursor.fetchall()]


def _write_units(cursor, plan, sizes, sheet):
    """Add the units that help; return their ids in the order in which villages are given to them."""
    townships = {village.parent.name for village in sizes}
    names = [(name, UnitLevel.COUNTY) for name in WORDS["units_of_county"]]
    names += [(name, UnitLevel.PREFECTURE) for name in WORDS["units_above"]]
    names += [(f"{name}人民政府", UnitLevel.TOWNSHIP) for name in sorted(townships)]
    ids = _new_ids(cursor, HelpingUnit, len(names))
    for number, (pk, (name, level)) in enumerate(zip(ids, names, strict=True), start=1):
        sheet.add(pk, plan.county.code, f"{plan.county.code}D{number:03d}", name, level)
    plan.random("units").shuffle(ids)
    return ids
