"""What one natural person does not do twice, whichever of his accounts he uses (reliability-security A5).

The rows of rectification and objections say by constraints which accounts stay apart. Two accounts of one person are
tied by `User.main_account`; these triggers ask for the person. They stand beside the models, as each says the same of
rows of another subject.
"""

import pgtrigger

from inspections.models.account import AccountMonth
from inspections.models.excuse import Excuse
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
# The row stands when this is asked, so that one question serves services and database; only who is new to it.
OBJECTION = f"""
IF core_person(NEW.filed_by_id) IN (core_person(NEW.ruled_by_id), core_person(NEW.taken_by_id))
   OR (NEW.ruled_by_id IS DISTINCT FROM OLD.ruled_by_id AND inspections_why_not_rule(NEW.id, NEW.ruled_by_id) <> '')
   OR (NEW.taken_by_id IS DISTINCT FROM OLD.taken_by_id AND inspections_why_not_rule(NEW.id, NEW.taken_by_id) <> '')
THEN
    {_REFUSE % "who is a party, signed or closed does not rule, with no account of his"}
END IF;
RETURN NULL;
"""
_RULED = """EXISTS (SELECT 1 FROM inspections_accountmonth AS a JOIN inspections_objection AS o ON o.account_id = a.id
           WHERE a.area_id = {area} AND a.month = {month} AND core_person(o.ruled_by_id) = core_person({person}))"""
SEAL = f"""
SELECT area_id, month INTO own FROM inspections_accountmonth WHERE id = NEW.account_id;
IF EXISTS (SELECT 1 FROM inspections_accountseal AS s WHERE s.account_id = NEW.account_id AND s.digest = NEW.digest
           AND s.role <> NEW.role AND core_person(s.signed_by_id) = core_person(NEW.signed_by_id)) THEN
    {_REFUSE % "a month is signed by two persons"}
ELSIF {_RULED.format(area="own.area_id", month="own.month", person="NEW.signed_by_id")} THEN
    {_REFUSE % "who ruled on an objection of the month does not sign it, with no account of his"}
END IF;
RETURN NEW;
"""
# A later version is closed by who ruled.
CLOSING = f"""
IF NEW.version = 1 AND NEW.state = 'closed'
   AND {_RULED.format(area="NEW.area_id", month="NEW.month", person="NEW.closed_by_id")} THEN
    {_REFUSE % "who ruled on an objection of the month does not close it, with no account of his"}
END IF;
RETURN NEW;
"""
EXCUSE = f"""
IF NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id AND (
       core_person(NEW.decided_by_id) = core_person(NEW.asked_by_id)
       OR inspections_is_of_party(NEW.level, NEW.code, NEW.decided_by_id)) THEN
    {_REFUSE % "who asks for an excuse, or is the party, does not decide on it, with no account of his"}
END IF;
RETURN NEW;
"""

_EITHER = pgtrigger.Insert | pgtrigger.Update
for _model, _when, _columns, _func in (
    (RectificationMeasure, _EITHER, "verified_by_id closed_by_id signed_by_id", MEASURE),
    (Objection, _EITHER, "ruled_by_id taken_by_id", OBJECTION),
    (AccountSeal, pgtrigger.Insert, "signed_by_id", SEAL),
    (AccountMonth, _EITHER, "closed_by_id", CLOSING),
    (Excuse, _EITHER, "decided_by_id", EXCUSE),
):
    _known = " OR ".join(f"NEW.{column} IS NOT NULL" for column in _columns.split())
    pgtrigger.register(
        pgtrigger.Trigger(
            name=NAME,
            when=pgtrigger.After if _model is Objection else pgtrigger.Before,
            operation=_when,
            declare=[("own", "RECORD")] if _model is AccountSeal else None,
            condition=pgtrigger.Condition(f"({_known})"),
            func=_func,
        )
    )(_model)
