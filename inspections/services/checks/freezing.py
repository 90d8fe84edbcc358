"""Freeze of whom a sample is drawn: the list is written and fingerprinted before anybody throws a seed."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from inspections.choices import DrawPurpose, RoundState, UnitKind
from inspections.models import PopulationUnit, SampleDraw
from inspections.sampling import Unit, fingerprint
from inspections.services.checks.populations import population_of, words_of
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import TOWNSHIP_DIGITS

INTO = """
INSERT INTO inspections_populationunit (draw_id, code, area_id, stratum, weight)
SELECT %s, unit.* FROM ({rows}) AS unit
"""
AS_BEFORE = """
INSERT INTO inspections_populationunit (draw_id, code, area_id, stratum, weight)
SELECT %s, code, area_id, stratum, weight FROM inspections_populationunit WHERE draw_id = %s
"""


def count_population(*, county, kind, conditions, round=None):
    """Return how many units meet a condition now, for a look before the freeze."""
    return population_of(county, kind, conditions, round=round).count()


@transaction.atomic
def freeze_population(
    *, by, county, kind=UnitKind.HOUSEHOLD, conditions=None, round=None, purpose=DrawPurpose.ROUND,
    units=None, words="",
) -> SampleDraw:  # fmt: skip
    """Write down of whom a sample will be drawn and take the list's fingerprint; return the draw without its seed.

    The population is what meets `conditions` (`populations.population_of`), or the given `units`: pairs of code and
    area code, for samples of a list that exists already, such as the scope of a problem. Refused when nobody meets
    it, or when the round is already reported.
    """
    conditions = conditions or {}
    if round is not None and round.state != RoundState.OPEN:
        raise ValidationError(_("这一轮已经报告，不能再抽样；请另开一轮检查。"))
    words = words or words_of(county, kind, conditions)
    with because(by=by, reason="freeze_population"):
        draw = SampleDraw.objects.create(
            area=county, round=round, purpose=purpose, kind=kind, conditions=conditions, words=words
        )
        if units is None:
            _fill(draw, population_of(county, kind, conditions, round=round))
        else:
            _list(draw, units)
        return freeze(by=by, draw=draw)


def freeze(*, by, draw):
    """Close the list of a draw: its size, its fingerprint and the moment. From now on the database keeps it."""
    codes = list(draw.population.values_list("code", flat=True))
    if not codes:
        raise ValidationError(_("没有符合条件的对象，请放宽总体条件。"))
    draw.population_size, draw.fingerprint = len(codes), fingerprint(codes)
    draw.frozen_at, draw.frozen_by = clock.now(), by
    draw.save(update_fields=["population_size", "fingerprint", "frozen_at", "frozen_by"])
    return draw


def copy_population(draw, before):
    """Give a redraw the population of the draw that it repeats."""
    with connection.cursor() as cursor:
        cursor.execute(AS_BEFORE, [draw.pk, before.pk])


def units_of(draw):
    """Return the frozen units of a draw as `inspections.sampling` takes them, and code → area."""
    rows = list(draw.population.order_by("code").values_list("code", "stratum", "weight", "area_id"))
    return [Unit(*row[:3]) for row in rows], {row[0]: row[3] for row in rows}


def _fill(draw, rows):
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(INTO.format(rows=sql), [draw.pk, *params])


def _list(draw, units):
    PopulationUnit.objects.bulk_create(
        PopulationUnit(draw=draw, code=code, area_id=area, stratum=area[:TOWNSHIP_DIGITS])
        for code, area in dict(units).items()
    )
