"""Left-behind people: whose file is kept, and what is done for them (LF-32)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.choices import LeftBehindKind
from assistance.models import CareService, LeftBehindPerson
from assistance.services.visits import is_on_register
from households.choices import Sex
from households.querysets import years_before
from households.services.changing import check_known, create, given_reason, write
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

FILE_FACTS = ("kind", "since", "away", "lives_with", "carer_name", "carer_role", "needs", "reviewed_on")
SERVICE_FACTS = ("kind", "happened_on", "carer_name", "carer_role", "content")


@transaction.atomic
def register_left_behind(*, by, member, **facts):
    """Open the file of a left-behind member and return it; `facts` are the columns of `FILE_FACTS`.

    ValidationError by field: who is gone, or whose age or sex is not what the word says; somebody registered
    already; a day in the future or before the household was on the register.
    """
    check_known(facts, FILE_FACTS)
    row = LeftBehindPerson(member=member, household=member.household, area_id=member.area_id, **facts)
    row.full_clean(exclude=["household", "area"], validate_constraints=False, validate_unique=False)
    wrong = _wrong_days(row)
    if member.is_gone:
        wrong["member"] = _("%(name)s 已不在家庭成员中，请另选一人。") % {"name": member.name}
    elif sentence := _wrong_person(row):
        wrong["kind"] = sentence
    if not wrong and not is_on_register(member.household, row.since):
        wrong["since"] = _("%(day)s 这一户不在册，请核对开始日期。") % {"day": row.since}
    if wrong:
        raise ValidationError(wrong)
    return create(row, by=by, reason=_("登记留守人员"))


@transaction.atomic
def correct_left_behind(*, by, person, reason, seen="", **facts):
    """Correct or complete what the file of a left-behind person says."""
    check_known(facts, FILE_FACTS)
    row = LeftBehindPerson.objects.select_for_update().select_related("member").get(pk=person.pk)
    changed = LeftBehindPerson(
        member=row.member,
        area_id=row.area_id,
        **{name: facts.get(name, getattr(row, name)) for name in FILE_FACTS},
    )
    wrong = _wrong_days(changed)
    if changed.kind != row.kind and (sentence := _wrong_person(changed)):
        wrong["kind"] = sentence
    if wrong:
        raise ValidationError(wrong)
    write(row, facts, by=by, reason=reason, seen=seen)
    return row


@transaction.atomic
def end_left_behind(*, by, person, until, reason):
    """Close the file: `until` is the last day on which the person was left behind."""
    reason = given_reason(reason)
    if until is None:
        raise ValidationError({"until": _("请写最后一天的日期。")})
    if until > clock.today():
        raise ValidationError({"until": _("日期不能晚于今天（%(today)s）。") % {"today": clock.today()}})
    if until < person.since:
        raise ValidationError({"until": _("结束日期不能早于开始日期。")})
    with because(by=by, reason=reason):
        changed = LeftBehindPerson.objects.filter(pk=person.pk, until=None).update(until=until)
    if not changed:
        raise Conflict(_("这个人的留守档案已经结束，请刷新后再看。"))
    person.until = until
    return person


@transaction.atomic
def record_service(*, by, person, **facts):
    """Record one of the five services for a left-behind person and return it."""
    check_known(facts, SERVICE_FACTS)
    service = CareService(
        person=person, area_id=person.area_id, recorded_at=clock.now(), recorded_by=by, **facts
    )
    service.full_clean(exclude=["person", "area", "recorded_by"], validate_constraints=False)
    today = clock.today()
    if service.happened_on > today:
        raise ValidationError({"happened_on": _("服务日期不能晚于今天（%(today)s）。") % {"today": today}})
    if service.happened_on < person.since or (person.until and service.happened_on > person.until):
        raise ValidationError({"happened_on": _("这一天他不在留守名单里，请核对服务日期。")})
    service.validate_constraints(exclude=["area"])
    with because(by=by, reason=_("登记关爱服务")):
        service.save(force_insert=True)
    return service


def _wrong_days(row):
    today = clock.today()
    late = [name for name in ("since", "reviewed_on") if getattr(row, name) and getattr(row, name) > today]
    return {name: _("日期不能晚于今天（%(today)s）。") % {"today": today} for name in late}


def _wrong_person(row):
    """Say in a sentence why the member is not what the kind says, or return ''. Unknown age or sex is no reason."""
    member, today = row.member, clock.today()
    value = Parameters(row.area_id, today)
    born = member.birth_date
    if row.kind == LeftBehindKind.CHILD and born:
        below = int(value("left_behind.child_below_age"))
        if born <= years_before(today, below):
            return _("留守儿童要不满 %(age)s 周岁，请核对类别。") % {"age": below}
    if row.kind == LeftBehindKind.ELDERLY and born:
        least = int(value("left_behind.elderly_from_age"))
        if born > years_before(today, least):
            return _("留守老人要满 %(age)s 周岁，请核对类别。") % {"age": least}
    if row.kind == LeftBehindKind.WOMAN and member.sex == Sex.MALE:
        return _("留守妇女要是女性，请核对类别。")
    return ""
