"""The exit standard of a place and year (B8), and what is known of its items for one household."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.exit_tests import TESTS
from households.models import ExitAnswer, ExitLevel, ExitStandard
from households.services.procedures.common import given_day, locked_case, text_of
from povertyapp.core.history import because
from povertyapp.core.parameters import ancestors


def standard_for(area_code, year, level=ExitLevel.HOUSEHOLD):
    """Return the standard that holds at a place in a year: the nearest region's, then the newest; or None."""
    rows = ExitStandard.objects.filter(
        level=level, region__in=["", *ancestors(area_code)], from_year__lte=year
    )
    return max(rows, key=lambda row: (len(row.region), row.from_year), default=None)


def answers_of(case, day=None):
    """Return (item, newest answer up to the day or None) of the case's standard, in its order."""
    if case.standard_id is None:
        return []
    rows = case.exit_answers.filter(answered_on__lte=day) if day else case.exit_answers.all()
    newest = {row.item_id: row for row in rows.order_by("pk")}
    return [(item, newest.get(item.pk)) for item in case.standard.items.order_by("position")]


@transaction.atomic
def judge_items(*, by, case, on=None):
    """Answer every item that has a test over stored facts anew; return the answers that were written.

    An answer that says the same as the newest one is not written again.
    """
    case = locked_case(case)
    day = given_day(on)
    newest = {item.pk: answer for item, answer in answers_of(case)}
    written = []
    for item, _answer in answers_of(case):
        fact = TESTS[item.test](case.household, day) if item.test else None
        last = newest.get(item.pk)
        if fact is None or (last and (last.is_met, last.fact) == (fact.is_met, fact.words)):
            continue
        written.append(
            ExitAnswer(
                case=case,
                area_id=case.area_id,
                item=item,
                is_met=fact.is_met,
                is_computed=True,
                fact=fact.words,
                answered_on=day,
                recorded_by=by,
            )
        )
    with because(by=by, reason=_("按登记数据核对退出标准")):
        return ExitAnswer.objects.bulk_create(written)


@transaction.atomic
def answer_item(*, by, case, item, is_met, fact, on=None, image=None, paper=""):
    """Answer an item that stored facts do not answer, with its evidence; return the answer.

    An item that the records answer cannot be answered otherwise: correct the records.
    """
    case = locked_case(case)
    if item.standard_id != case.standard_id:
        raise ValidationError({"item": _("这一项不在本户的退出标准里，请刷新后再填。")})
    day = given_day(on)
    if item.test and TESTS[item.test](case.household, day) is not None:
        raise ValidationError({"item": _("“%(item)s”按登记数据判断，请先改正档案。") % {"item": item}})
    fact = text_of(fact, "fact", _("请写明核实到的情况。"))
    if is_met and not (image or paper):
        raise ValidationError({"paper": _("达标要附照片，或写明纸质材料存放处。")})
    with because(by=by, reason=fact):
        return ExitAnswer.objects.create(
            case=case,
            area_id=case.area_id,
            item=item,
            is_met=is_met,
            fact=fact,
            image=image,
            paper=paper,
            answered_on=day,
            recorded_by=by,
        )
