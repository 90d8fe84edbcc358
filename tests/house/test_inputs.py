"""What a duty reads leaves with the month: no rule of the account without its rows in `export_facts`."""

import re

import pytest
from django.apps import apps
from django.db import connection

from povertyapp.core.inputs import INPUTS, Month, input_kind, select
from povertyapp.core.onepass import bits_of, by_population, compile_pass
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import HOUSEHOLD, UNIT, Kind, rules_of
from tests.households.factories import COUNTY

YEAR = [Period(2017, month) for month in range(1, 13)]
MODELS = {model._meta.db_table: model._meta.label for model in apps.get_models(include_auto_created=True)}
KINDS = sorted(INPUTS)
# Areas are asked only for their level, which the length of the code says; users stand between a row and its helper.
SAID_BY_CODES = {"core.Area", "core.User"}


def models_in(sql):
    """Return the models whose tables a statement names."""
    return {MODELS[name] for name in re.findall(r'"(\w+)"', sql) if name in MODELS}


def read_by_duties():
    """Return rule → models that it reads in any month of a year."""
    found = {}
    for period in YEAR:
        value = Parameters(COUNTY, period.start)
        for subject in (HOUSEHOLD, UNIT):
            bits = bits_of(rules_of(Kind.DUTY, subject=subject), period, value)
            for population, group in by_population(bits).items():
                for bit in group:
                    sql = compile_pass(population, (bit,), period, value).sql
                    found.setdefault(bit.rule.code, set()).update(models_in(sql))
    return found


@pytest.mark.django_db
def test_all_that_a_duty_reads_leaves_with_the_month():
    exported = {model for kind in INPUTS.values() for model in kind.models} | SAID_BY_CODES
    read = read_by_duties()
    missing = {code: sorted(models - exported) for code, models in read.items() if models - exported}
    assert not missing, "register an input_kind for these models (docs/howto/add-a-rule.md)"
    assert "assistance.Visit" in read["LF-14"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", KINDS)
def test_inputs_come_from_the_models_that_they_name(name, places):
    kind, period = INPUTS[name], YEAR[5]
    month = Month(COUNTY, period, Parameters(COUNTY, period.start))
    statement, params = select(kind, month)
    assert set(kind.models) <= models_in(statement)
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        assert len(cursor.description) == len(kind.columns)


@pytest.mark.parametrize("name", KINDS)
def test_no_column_of_a_person_leaves(name):
    """Codes, days and figures only: of names, those of the parties (contract.md)."""
    said = {str(column) for column in INPUTS[name].columns.values()}
    people = {
        "head_name",
        "phone",
        "id_number",
        "bank_account",
        "address",
        "birth_date",
        "member__name",
        "content",
    }
    assert not {column.rsplit("__", 1)[-1] for column in said} & people
    assert ("name" in said) == (name in ("parties", "parameters"))


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        input_kind("visits", columns={"household_no": "pk"})(lambda month: None)
    with pytest.raises(ValueError, match="columns"):
        input_kind("others", columns={"code": "code"})(lambda month: None)
