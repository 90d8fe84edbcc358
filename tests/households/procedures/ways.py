"""How a procedure is supplied with what it needs: one function a need, all through the services."""

import datetime as dt
import itertools

from assistance.choices import MeasureKind
from assistance.services import assign_helper
from households.choices import Cause, LabourCapacity, Presence, Relation
from households.services import procedures as desk
from households.steps import (
    MEETINGS,
    MOVE_BY_STATES,
    ActingLevel,
    CheckLevel,
    DeliberationTemplate,
    EvidenceKind,
    ProcedureKind,
    State,
    forward_moves,
)
from tests.assistance.factories import make_measure
from tests.households.factories import id_number_of, make_household

_numbers = itertools.count(1)
DAY = dt.timedelta(days=1)
PAPER = "村档案柜2号"


def actor_of(people, level):
    """Return who decides on a level."""
    return {
        ActingLevel.VILLAGE: people.cadre,
        ActingLevel.TOWNSHIP: people.township,
        ActingLevel.COUNTY: people.clerk,
        ActingLevel.LEADING: people.leader,
    }[level]


def meetings(template=DeliberationTemplate.REVIEW, on=None, **changes):
    """Return meetings that keep every rule, one a day up to the day."""
    kinds = MEETINGS[template]
    facts = {
        "expected": 30,
        "present": 25,
        "in_favour": 20,
        "minutes": "逐户评议，记录在案。",
        "paper": PAPER,
    }
    days = {kind: on - DAY * (len(kinds) - 1 - place) for place, kind in enumerate(kinds)}
    return [{"kind": kind, "held_on": days[kind], **facts, **changes} for kind in kinds]


def applicant(people, on, **changes):
    """Take in an application that keeps every rule."""
    member = {
        "name": "向有福",
        "relation": Relation.HEAD,
        "id_number": id_number_of(dt.date(1970, 5, 4)),
        "labour_capacity": LabourCapacity.ORDINARY,
        "is_medical_insured": True,
    }
    facts = {
        "by": people.cadre,
        "area": people.places.village,
        "head_name": "向有福",
        "statement": "因病致贫，申请纳入。",
        "members": [member],
        "signed_by": "向有福",
        "paper": PAPER,
        "on": on,
        **changes,
    }
    return desk.apply_for_entry(**facts)


def supply(need, case, people, on):
    """Put on record what a need asks for, so that it is met on the day."""
    name, _colon, argument = need.partition(":")
    SUPPLIES.get(name, lambda *_args: None)(argument, case, people, on)


def _talks(topic, case, people, on):
    template = (
        DeliberationTemplate.FOUR_TWO if case.kind == ProcedureKind.EXIT else DeliberationTemplate.REVIEW
    )
    desk.record_deliberation(
        by=people.cadre, batch=case.batch, topic=topic, template=template, meetings=meetings(template, on)
    )


FACTS = {
    EvidenceKind.FOUR_ONES: dict.fromkeys(("ledger", "handbook", "plan", "measures", "contact_card"), True),
    EvidenceKind.HOME_CHECK: {"has_key": True, "lives_there": True},
    EvidenceKind.EXIT_LEDGER: {"wage_income": "12000", "business_income": "8000", "business_expense": "2000"},
    EvidenceKind.CLOSING: {"cause": "emigration"},
}


def _evidence(kind, case, people, on):
    desk.record_evidence(
        by=people.cadre, case=case, kind=kind, on=on, text="情况属实。", facts=FACTS.get(kind), signed_by="户主",
        paper=PAPER,
    )  # fmt: skip


def _comparison(level, case, people, on):
    by = actor_of(people, {"village": "village", "township": "township", "county": "county"}[level])
    desk.record_comparison(by=by, case=case, level=level, on=on, source="县直部门回函〔2017〕3号", hits={})


def _posted(kind, case, people, on):
    desk.post_publicity(
        by=people.cadre, batch=case.batch, kind=kind, place="村务公开栏", complaint_line="0718-6280001",
        posted_on=on, paper=PAPER,
    )  # fmt: skip


def _days(kind, case, people, on):
    if not case.batch.publicities.filter(kind=kind).exists():
        _posted(kind, case, people, max(on - 8 * DAY, case.opened_on))


def _spot(level, case, people, on):
    desk.record_spot_check(
        by=actor_of(people, level), batch=case.batch, level=level, checked=1, list_size=1, on=on,
        result="与申报一致。", checked_by="向专干",
    )  # fmt: skip


def _sample(_argument, case, people, on):
    desk.record_spot_check(
        by=people.clerk, batch=case.batch, level=CheckLevel.THIRD_PARTY, checked=1, list_size=1, on=on,
        result="无问题。", checked_by="第三方",
    )  # fmt: skip


def _announced(_argument, case, people, on):
    if not case.batch.announcements.exists():
        desk.announce(by=people.clerk, batch=case.batch, place="县政府网站", on=on, paper=PAPER)


def _information(_argument, case, people, on):
    if case.kind != ProcedureKind.ENTRY:
        return
    desk.fill_information_form(
        by=people.cadre, case=case, on=on, household_no=f"4228{case.pk:08d}", address="老茶村2组",
        poverty_attribute="general", main_cause=Cause.ILLNESS, presence=Presence.HOME_LABOUR,
        housing_grade="A", is_water_safe=True,
    )  # fmt: skip


def _items(_argument, case, people, on):
    desk.judge_items(by=people.cadre, case=case, on=on)
    for item, answer in desk.answers_of(case):
        if answer is None:
            desk.answer_item(
                by=people.cadre, case=case, item=item, is_met=True, fact="入户核实达标", paper=PAPER, on=on
            )


def _helper(_argument, case, people, on):
    household = case.household
    if household and not household.assignments.exists():
        assign_helper(
            by=people.clerk, household=household, helper=people.a_helper, from_date=household.registered_on
        )


def _cause_covered(_argument, case, people, on):
    if case.household:
        for kind in (MeasureKind.MEDICAL, MeasureKind.TRAINING):  # what answers each cause in these tests
            make_measure(case.household, f"{kind.label}{next(_numbers)}", kind, from_date=on)


SUPPLIES = {
    "talks": _talks,
    "evidence": _evidence,
    "compared": _comparison,
    "clear": _comparison,
    "posted": _posted,
    "days": _days,
    "spot": _spot,
    "sample": _sample,
    "announced": _announced,
    "information": _information,
    "items": _items,
    "helper": _helper,
    "cause_covered": _cause_covered,
}
# Days that have to pass in a state before the next step.
PAUSE = {
    State.FIRST_PUBLICITY: 8,
    State.SECOND_PUBLICITY: 8,
    State.EXIT_PUBLICITY: 8,
    State.PUBLICISED: 8,
    State.RISK_PUBLICISED: 8,
    State.MONITORED: 70,
    State.EXITED: 370,
}


def lead(case, people, to, *, on=None):
    """Lead a case forward to a state, supplying each step with what it needs; return the case."""
    case.refresh_from_db()
    while case.state != to:
        options = [move for move in forward_moves(case.kind, case.state)]
        step(case, people, options[0].to, on=on)
    return case


def step(case, people, to, *, on=None):
    """Take one step with all that it needs, as early as it may be taken; return the transition."""
    case.refresh_from_db()
    move = MOVE_BY_STATES[case.kind, case.state, to]
    on = on or case.state_since + DAY * PAUSE.get(case.state, 1)
    for need in move.needs:
        supply(need, case, people, on)
    made = desk.move_case(by=actor_of(people, move.level), case=case, to=to, on=on, reason="符合标准")
    case.refresh_from_db()
    return made


def exit_case(people, on, **fields):
    """Begin an exit list of one household that meets the standard; return its case."""
    household = make_household(**{"area": people.places.village, "helper_name": "彭帮扶", **fields})
    batch = desk.open_exit_list(by=people.cadre, area=household.area, households=[household], on=on)
    return batch.cases.get()
