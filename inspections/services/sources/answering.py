"""Every unit answers every item (JZ-32, JZ-33): it exists here, with causes, or it does not; blank is not done."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from assistance.choices import UnitLevel
from assistance.models import HelpingUnit
from inspections.choices import ChecklistKind
from inspections.models import Checklist, ChecklistAnswer
from inspections.models.account import PartyLevel
from inspections.services.problems import raise_problem
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

Unit = tuple[str, str, str]  # level, code, name


def units_of(checklist: Checklist) -> list[Unit]:
    """Return the units that answer a list, in the official order: the townships, then the county's own units."""
    county = checklist.area_id
    townships = Area.objects.in_area(county).filter(level=Level.TOWNSHIP, valid_to=None).order_by("code")
    units = HelpingUnit.objects.in_area(county).filter(level=UnitLevel.COUNTY).order_by("code")
    found = [(PartyLevel.TOWNSHIP.value, code, name) for code, name in townships.values_list("code", "name")]
    return found + [
        (PartyLevel.COUNTY_UNIT.value, code, name) for code, name in units.values_list("code", "name")
    ]


def units_standing(checklist, seen=Q()) -> list[dict]:  # noqa: B008 - a condition is never changed
    """Return each unit with how many items it has answered, of how many; `seen` limits the answers counted."""
    answers = ChecklistAnswer.objects.filter(seen, item__checklist=checklist).order_by()
    rows = answers.values("level", "code").annotate(
        n=Count("pk"), found=Count("pk", filter=Q(exists_here=True))
    )
    counts = {(row["level"], row["code"]): (row["n"], row["found"]) for row in rows}
    total = checklist.stated_count
    return [
        {
            "level": level,
            "code": code,
            "name": name,
            "answered": counts.get((level, code), (0, 0))[0],
            "found": counts.get((level, code), (0, 0))[1],
            "total": total,
        }
        for level, code, name in units_of(checklist)
    ]


@transaction.atomic
def answer_item(*, by, item, unit: Unit, exists_here=None, causes=(), text="", in_scope=None, checked=None):
    """Record what a unit found of an item and return the answer; the newest answer stands, its history stays.

    A common problem that exists there becomes a problem of the ledger, once, with its causes (LF-07); "does not exist"
    must be said, too. A list of checks takes how much was checked of how much. Raises ValidationError for an item that
    the source has not named, and where nothing is said.
    """
    level, code, name = unit
    if not item.text:
        raise ValidationError(_("这一项的内容原文没有列出，请县扶贫办先填写。"))
    answer = ChecklistAnswer.objects.select_for_update().filter(item=item, level=level, code=code).first()
    answer = answer or ChecklistAnswer(item=item, level=level, code=code)
    answer.area_id = code if level == PartyLevel.TOWNSHIP else item.area_id
    answer.unit_name, answer.answered_by, answer.answered_at = name, by, clock.now()
    facts = {"exists_here": exists_here, "causes": list(causes) if exists_here else [], "text": text.strip()}
    for column, value in {**facts, "in_scope": in_scope, "checked": checked}.items():
        setattr(answer, column, value)
    answer.full_clean(exclude=["item"])
    with because(by=by, reason=_("答复清单")):
        if exists_here and not answer.problem_id:
            answer.problem = _raise(by, item, answer)
        answer.save()
    return answer


def _raise(by, item, answer):
    checklist = item.checklist
    return raise_problem(
        by=by,
        county=checklist.area,
        area=answer.area,
        source=checklist.source,
        text=item.text,
        category=ChecklistKind(checklist.kind).label,
        origin=f"{checklist.title} {answer.unit_name}",
        causes=answer.causes,
        cause_text=answer.text,
        track="common",
        key=f"checklist:{item.pk}:{answer.level}:{answer.code}",
    )
