"""What is to be done about a problem: add a measure to the plan, change it while it is not handed in."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from inspections.choices import DeadlineKind, MeasureStatus
from inspections.models import Problem, RectificationMeasure
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

# While a measure is planned everything may be put right; later only who answers for it and remarks.
PLANNED = (
    "text", "goal", "metric", "comparator", "threshold", "threshold_unit", "applies_to", "deadline",
    "deadline_kind", "leader_name", "led_by", "lead_unit", "responsible_unit", "line_owner", "area_owner",
    "person_name", "answered_by", "remark",
)  # fmt: skip
ALWAYS = (
    "lead_unit",
    "line_owner",
    "area_owner",
    "person_name",
    "answered_by",
    "led_by",
    "leader_name",
    "remark",
)
DONE = (MeasureStatus.SUBMITTED, MeasureStatus.VERIFIED, MeasureStatus.CLOSED)


@transaction.atomic
def add_measure(
    *,
    by,
    problem: Problem,
    text: str,
    goal: str,
    deadline: dt.date | None = None,
    responsible_unit: str = "",
    person_name: str = "",
    answered_by=None,
    deadline_kind: str = DeadlineKind.DATE,
    **facts,
) -> RectificationMeasure:
    """Plan a measure for a problem and return it.

    `facts` are the other columns of the plan: `leader_name`, `led_by` (the leader's account), `lead_unit`,
    `line_owner` and `area_owner` of the sector track, the measurable target (`metric`, `comparator`, `threshold`,
    `threshold_unit`), `remark`. A deadline is a day; one to be met at once (立行立改) gets its day here.
    """
    facts |= {
        "text": text, "goal": goal, "deadline": deadline, "deadline_kind": deadline_kind,
        "responsible_unit": responsible_unit, "person_name": person_name, "answered_by": answered_by,
    }  # fmt: skip
    _check(facts, PLANNED)
    problem = Problem.objects.select_for_update(no_key=True, of=("self",)).get(pk=problem.pk)
    if problem.measures.exists() and problem.status == "closed":
        raise ValidationError(_("这个问题已经销号，同样问题再次出现请办理反弹。"))
    last = problem.measures.aggregate(last=Max("number"))["last"] or 0
    with because(by=by, reason=_("列入整改措施：%(text)s") % {"text": text[:100]}):
        return RectificationMeasure.objects.create(
            problem=problem,
            number=last + 1,
            state_since=clock.today(),
            known_on=clock.today(),
            **(facts | _deadline(problem, facts)),
        )


@transaction.atomic
def change_measure(*, by, measure: RectificationMeasure, **facts) -> RectificationMeasure:
    """Put the plan of a measure right: all of it while it is only planned, then who answers for it."""
    if measure.status in DONE:
        raise ValidationError(
            _("状态为“%(status)s”的措施不能修改；请刷新后看现在能办哪一步。")
            % {"status": measure.get_status_display()}
        )
    allowed = PLANNED if measure.status == MeasureStatus.PLANNED else ALWAYS
    facts = {name: value for name, value in facts.items() if getattr(measure, name) != value}
    _check(facts, allowed)
    if "deadline" in facts or "deadline_kind" in facts:
        asked = {"deadline": measure.deadline, "deadline_kind": measure.deadline_kind} | facts
        facts |= _deadline(measure.problem, asked) | {"deadline_kind": asked["deadline_kind"]}
    for name, value in facts.items():
        setattr(measure, name, value)
    if facts:
        with because(by=by, reason=_("修改整改措施 %(code)s") % {"code": measure.code}):
            measure.save(update_fields=[*facts])
    return measure


def _check(facts, allowed):
    """Refuse what is not changed at this state, and every fact that is not so, all at once."""
    if unknown := set(facts) - set(PLANNED):
        raise ValueError(f"not written here: {unknown}")
    if late := set(facts) - set(allowed):
        fields = [field for field in RectificationMeasure._meta.fields if field.name in late]
        labels = "、".join(str(field.verbose_name) for field in fields)
        raise ValidationError(_("已经交办，不能再改：%(fields)s。") % {"fields": labels})
    faults = {}
    for name, sentence in (("text", _("请写明整改措施。")), ("goal", _("请写明整改目标。"))):
        if name in facts and not (facts[name] or "").strip():
            faults[name] = sentence
    if facts.get("threshold") is not None and not facts.get("comparator", "x"):
        faults["comparator"] = _("有目标值时要说明是不少于、不多于还是等于。")
    if faults:
        raise ValidationError(faults)


def _deadline(problem, facts) -> dict:
    """Return the columns of a deadline; what is to be done at once has its last day."""
    kind, day = facts["deadline_kind"], facts["deadline"]
    if kind == DeadlineKind.DATE and day is None:
        raise ValidationError({"deadline": _("请填写整改时限的日期。")})
    if kind == DeadlineKind.DATE:
        return {"deadline": day, "deadline_text": day.isoformat()}
    if kind == DeadlineKind.IMMEDIATE:
        days = int(Parameters(problem.county_id, clock.today())("rectification.immediate_days"))
        last = clock.today() + dt.timedelta(days=days)
        return {
            "deadline": last,
            "deadline_kind": DeadlineKind.DATE,
            "deadline_text": f"立行立改（{last}前）",
        }
    return {"deadline": None, "deadline_text": DeadlineKind(kind).label if kind else ""}
