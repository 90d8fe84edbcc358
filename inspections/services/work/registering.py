"""What a township enters in its register: who was taught, and which villages' books were gone through."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import Household
from households.services.uploads import keep_upload
from inspections.choices import Book
from inspections.models import WorkAttendee
from inspections.services.work.clerks import clerks_of
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.period import Period
from povertyapp.core.todo import forget_count

VERB = "inspections.view_account"


@transaction.atomic
def record_training(*, by, register, users, held_on, names=(), sheet=None, **facts):
    """Enter when a township's clerks were taught and who attended; return the register.

    `users` are the ids of the accounts that attended, `names` the people without an account who did; `facts` are
    place, trainer, note. Clerks with a new account come onto the list, those without one any more and not taught leave
    it. Who was entered once keeps the moment of his entry. Raises ValidationError for a day to come or before the
    round began.
    """
    _check(register.round, held_on, "held_on")
    register.held_on = held_on
    for name, value in facts.items():
        setattr(register, name, value.strip())
    if sheet is not None:
        register.sheet = keep_upload(
            by=by,
            area=register.area,
            upload=sheet,
            kind="work_sheet",
            name=_("培训签到册"),
            verb=VERB,
            field="sheet",
        )
    register.full_clean()
    with because(by=by, reason=_("登记培训")):
        register.save()
        _sync(register)
        names = {name.strip() for name in names if name.strip()}
        known = set(register.attendees.filter(user=None).values_list("name", flat=True))
        WorkAttendee.objects.bulk_create(
            WorkAttendee(register=register, area_id=register.area_id, name=name)
            for name in sorted(names - known)
        )
        for row in register.attendees.all():
            _mark(by, row, row.user_id in users if row.user_id else row.name in names, held_on)
    forget_count(by)
    return register


def _check(round, day, field):
    if round.withdrawn_on:
        raise ValidationError(_("这项工作已经撤销，不用再登记。"))
    if day and day > clock.today():
        raise ValidationError({field: _("做完以后再登记，日期不能晚于今天。")})
    if day and day < round.from_on:
        raise ValidationError(
            {field: _("这项工作 %(day)s 才开始，请填这一天或以后的日期。") % {"day": round.from_on}}
        )


def _sync(register):
    """Bring the list of a register up to who may enter data today."""
    clerks = {user.pk: user for user in clerks_of(register.area_id)}
    gone = register.attendees.filter(user__isnull=False, recorded_at=None).exclude(user__in=clerks)
    gone.delete()
    known = set(register.attendees.filter(user__isnull=False).values_list("user", flat=True))
    WorkAttendee.objects.bulk_create(
        WorkAttendee(register=register, area_id=register.area_id, user=user, name=str(user))
        for pk, user in clerks.items()
        if pk not in known
    )


def _mark(by, row, attended, day):
    if attended == bool(row.attended_on) and (not attended or row.attended_on == day):
        return
    moved = attended and row.attended_on and day > row.attended_on
    row.attended_on = day if attended else None
    if not attended or moved or row.recorded_at is None:
        row.recorded_at, row.recorded_by = (clock.now(), by) if attended else (None, None)
    row.save(update_fields=["attended_on", "recorded_at", "recorded_by"])


@transaction.atomic
def record_village(*, by, village, done_on, gone_through, books, faults, mended, note="", image=None):
    """Enter how far a village's books were gone through; return the row.

    How many households there are to go through is counted by the system on that day. It is complete when all of them
    and all four sorts of books were gone through; the moment of that entry stays while it is complete. Raises
    ValidationError for a day to come, and for more than there is.
    """
    _check(village.register.round, done_on, "done_on")
    if village.recorded_at is None:
        on_roll = Household.objects.on_roll(Period.current()).filter(area=village.area_id)
        village.in_scope = on_roll.count()
    facts = {
        "done_on": done_on,
        "gone_through": gone_through,
        "books": [book for book in Book if book in books],
    }
    facts |= {"faults": faults, "mended": mended, "note": note.strip()}
    for name, value in facts.items():
        setattr(village, name, value)
    whole = bool(done_on) and gone_through == village.in_scope and len(village.books) == len(Book)
    if whole and village.recorded_at is None:
        village.recorded_at, village.recorded_by = clock.now(), by
    elif not whole:
        village.recorded_at, village.recorded_by = None, None
    if image is not None:
        village.image = keep_upload(
            by=by,
            area=village.area,
            upload=image,
            kind="work_image",
            name=_("清理照片"),
            verb=VERB,
            field="image",
        )
    village.full_clean()
    with because(by=by, reason=_("登记清理")):
        village.save()
    forget_count(by)
    return village
