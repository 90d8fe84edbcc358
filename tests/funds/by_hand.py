"""Rows as anybody with SQL would write them, past the services: what the database itself refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from tests.funds.projects import ACCEPTANCE, day

REFUSED = (IntegrityError, InternalError)


def refused(what, statement, *values):
    """Say that the database refuses a statement under that name, whoever writes it."""
    with pytest.raises(REFUSED) as error, transaction.atomic():
        written(statement, *values)
    assert what in str(error.value)


def written(statement, *values):
    """Run a statement, and the checks of the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def inserted(table, **facts):
    """Return the INSERT of one row with its values."""
    columns, marks = ", ".join(facts), ", ".join(["%s"] * len(facts))
    return (f"INSERT INTO {table} ({columns}) VALUES ({marks})", *facts.values())


def step_row(user, project, to, side, role, **more):
    """A step of a project."""
    return inserted(
        "funds_projectstep",
        **{
            "project_id": project.pk, "number": project.step + 1, "act": "move", "from_stage": project.stage,
            "to_stage": to, "side": side, "actor_id": user.pk, "acting_role": role,
            "acting_unit_id": user.grants_today[0].area_id,
            "decided_on": more.pop("on", None) or max(project.stage_since, day(1)),
            "recorded_at": dt.datetime.now(tz=dt.UTC), "reason": "", "paper": "", "facts": "{}", "digest": "",
            "area_id": project.area_id, **more,
        },
    )  # fmt: skip


def claim_row(project, user, kind, amount, on=None):
    """A claim of a project."""
    on = on or day(91)
    return inserted(
        "funds_claim", project_id=project.pk, area_id=project.area_id, number=90, kind=kind, amount=amount,
        handed_in_on=on, claimed_on=on, due_on=on + dt.timedelta(days=21), vouchers="1", department_signed="向",
        opinion="同意", paper="", claimed_by_id=user.pk, state="filed", recorded_at=dt.datetime.now(tz=dt.UTC),
        decision="",
    )  # fmt: skip


def acceptance_row(project, user, unit):
    """An acceptance sheet."""
    more = {"unit_name": unit, "recorded_by_id": user.pk, "recorded_at": dt.datetime.now(tz=dt.UTC)}
    own = {"project_id": project.pk, "area_id": project.area_id, "accepted_on": day(150)}
    return inserted("funds_acceptance", **own, **(ACCEPTANCE | more))


def payment_row(allotment, amount, on, claim=None):
    """A payment, under the voucher of its allotment."""
    return inserted(
        "funds_payment", area_id=allotment.area_id, allotment_id=allotment.pk, amount=amount, paid_on=on,
        payee="公司", claim_id=claim and claim.pk, document_no="", entry_id=allotment.entry_id,
    )  # fmt: skip


def paid_legs(allotment, amount):
    """Both legs of a payment out of an allotment."""
    legs = " UNION ALL ".join(
        f"SELECT area_id, entry_id, line_id, '{state}', id, {sign}%s::numeric FROM funds_allotment WHERE id = %s"
        for state, sign in (("allotted", "-"), ("paid", ""))
    )
    columns = "area_id, entry_id, line_id, state, allotment_id, amount"
    return (f"INSERT INTO funds_posting ({columns}) {legs}", *(amount, allotment.pk) * 2)


def loan_row(home, amount, on, no="422827X201899999"):
    """An application for a loan."""
    blank = ("rating", "refusal_ground", "refusal_text", "bank", "contract_no", "use_note", "diverted_to")
    none = ("extension_count", "deferral_count", "renewal_count", "paid_before", "balance", "interest_owed")
    return inserted(
        "funds_microloan", no=no, household_id=home.pk, area_id=home.area_id, purpose="planting", project="",
        amount=amount, term_months=12, applied_on=on, status="applied", step=0, state_since=on, is_secured=False,
        recorded_from="", **dict.fromkeys(blank, ""), **dict.fromkeys(none, 0),
    )  # fmt: skip


def relocation_rows(case, to, on, actor, role, unit, **columns):
    """A step of a relocation and what it fills, as the services would write both."""
    step, *values = inserted(
        "funds_relocationstep", case_id=case.pk, area_id=case.area_id, number=case.step + 1, act="move",
        from_status=case.status, to_status=to, actor_id=actor.pk, acting_role=role, acting_unit_id=unit,
        decided_on=on, recorded_at=dt.datetime.now(tz=dt.UTC), reason="", guards="[]",
    )  # fmt: skip
    facts = {"status": to, "step": case.step + 1, "state_since": on} | columns
    filled = ", ".join(f"{name} = %s" for name in facts)
    return (
        f"{step}; UPDATE funds_relocationcase SET {filled} WHERE id = %s",
        *values,
        *facts.values(),
        case.pk,
    )
