"""What a procedure of the floor below asks of this one: who helps, and with what."""

import pgtrigger
from django.utils.translation import gettext as _

from assistance.matrix import uncovered, words_of
from assistance.models import AssistanceMeasure, HelperAssignment
from households.choices import Cause
from households.models import Transition
from households.services.procedures.guards import Result, found, guard, lacking


@guard("helper")
def one_primary_helper(step, _argument):
    """Exactly one primary helper answers for the household on the day (LF-13)."""
    rows = list(
        HelperAssignment.objects.primary()
        .filter(household=step.case.household)
        .in_force(step.on)
        .select_related("helper")
    )
    if len(rows) != 1:
        return lacking(_("要有一名（且只有一名）帮扶责任人，现在有 %(n)d 名。") % {"n": len(rows)})
    return found(_("帮扶责任人：%(name)s") % {"name": rows[0].helper.name}, rows[0])


@guard("cause_covered")
def cause_covered_by_measure(step, _argument):
    """The main cause of poverty is known, and each cause is answered by a measure that is in force (JZ-08)."""
    household = step.case.household
    if not household.main_cause:
        return lacking(_("主要致贫原因还没有填写。"))
    rows = AssistanceMeasure.objects.filter(household=household).in_force(step.on)
    open_causes = uncovered(household, rows, step.on)
    if open_causes or not rows:
        cause, families = next(iter(open_causes.items()), (Cause(household.main_cause), []))
        words = _("针对“%(cause)s”还没有对应的帮扶措施，可选：%(measures)s。")
        return lacking(words % {"cause": cause.label, "measures": words_of(families) or _("不限")})
    words = _("致贫原因“%(cause)s”，措施 %(n)d 项")
    return Result(
        True, words % {"cause": household.get_main_cause_display(), "n": len(rows)}, found("", *rows).rows
    )


# The database asks for the helper, too: the floor below does not know this table.
pgtrigger.register(
    pgtrigger.Trigger(
        name="helped_when_assisted",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__from_state="registered", new__to_state="assisted"),
        func="""
            IF (SELECT count(*) FROM assistance_helperassignment AS a
                JOIN households_procedurecase AS c ON c.household_id = a.household_id
                WHERE c.id = NEW.case_id AND a.role = 'primary' AND a.from_date <= NEW.decided_on
                  AND (a.to_date IS NULL OR a.to_date >= NEW.decided_on)) <> 1 THEN
                RAISE EXCEPTION 'assisted without exactly one helper' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )
)(Transition)
