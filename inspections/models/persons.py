"""What one natural person does not do twice, whichever of his accounts he uses (reliability-security A5).

The rows of rectification and objections say by constraints which accounts stay apart. Two accounts of one person are
tied by `User.main_account`; these triggers ask for the person. They stand beside the models, as each says the same of
rows of another subject.
"""

import pgtrigger

from inspections.models.objection import Objection
from inspections.models.problem import RectificationMeasure
from inspections.models.seal import AccountSeal

NAME = "one_person_one_role"
_REFUSE = f"RAISE EXCEPTION '{NAME}: %s' USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}';"

MEASURE = f"""
IF core_person(NEW.verified_by_id) IN (core_person(NEW.submitted_by_id), core_person(NEW.answered_by_id),
                                       core_person(NEW.signed_by_id), core_person(NEW.led_by_id))
   OR core_person(NEW.closed_by_id) IN (core_person(NEW.verified_by_id), core_person(NEW.submitted_by_id))
   OR core_person(NEW.signed_by_id) = core_person(NEW.submitted_by_id)
   OR (NEW.verified_by_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM inspections_progressentry AS e WHERE e.measure_id = NEW.id
                AND core_person(e.recorded_by_id) = core_person(NEW.verified_by_id))
        OR EXISTS (SELECT 1 FROM inspections_measureevidence AS e WHERE e.measure_id = NEW.id AND e.phase = 'after'
                   AND core_person(e.made_by_id) = core_person(NEW.verified_by_id)))) THEN
    {_REFUSE % "who mends does not verify, with no account of his"}
END IF;
RETURN NEW;
"""
OBJECTION = f"""
IF core_person(NEW.filed_by_id) IN (core_person(NEW.ruled_by_id), core_person(NEW.taken_by_id))
   OR EXISTS (SELECT 1 FROM assistance_helper AS h
              WHERE h.id = NEW.helper_id AND core_person(h.user_id) = core_person(NEW.ruled_by_id))
   OR EXISTS (SELECT 1 FROM inspections_accountmonth AS own JOIN inspections_accountmonth AS a
                ON a.area_id = own.area_id AND a.month = own.month
              LEFT JOIN inspections_accountseal AS s ON s.account_id = a.id
              WHERE own.id = NEW.account_id AND (
                  core_person(s.signed_by_id) = core_person(NEW.ruled_by_id)
                  OR (a.version = 1 AND core_person(a.closed_by_id) = core_person(NEW.ruled_by_id)))) THEN
    {_REFUSE % "who filed, signed or closed does not rule, with no account of his"}
END IF;
RETURN NEW;
"""
SEAL = f"""
IF EXISTS (SELECT 1 FROM inspections_accountseal AS s WHERE s.account_id = NEW.account_id AND s.digest = NEW.digest
           AND s.role <> NEW.role AND core_person(s.signed_by_id) = core_person(NEW.signed_by_id)) THEN
    {_REFUSE % "a month is signed by two persons"}
END IF;
RETURN NEW;
"""

for _model, _when, _columns, _func in (
    (
        RectificationMeasure,
        pgtrigger.Insert | pgtrigger.Update,
        "verified_by_id closed_by_id signed_by_id",
        MEASURE,
    ),
    (Objection, pgtrigger.Insert | pgtrigger.Update, "ruled_by_id taken_by_id", OBJECTION),
    (AccountSeal, pgtrigger.Insert, "signed_by_id", SEAL),
):
    _known = " OR ".join(f"NEW.{column} IS NOT NULL" for column in _columns.split())
    pgtrigger.register(
        pgtrigger.Trigger(
            name=NAME,
            when=pgtrigger.Before,
            operation=_when,
            condition=pgtrigger.Condition(f"({_known})"),
            func=_func,
        )
    )(_model)
