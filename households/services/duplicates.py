"""A person registered twice (DQ-37): one registration stays, the others leave; other places are only asked."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.choices import GONE, REQUEST_MOVES, MemberChange, RequestStatus
from households.models import DuplicateRequest, HouseholdMember
from households.services.changing import given_reason, locked
from households.services.members import record_member_change
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.moves import advance

# Who is alive in another household has not died in this one.
LEAVING = sorted(GONE - {MemberChange.DEATH})


def registrations_of(member):
    """Return all counted registrations of the same number, here and elsewhere, but this one."""
    same = HouseholdMember.objects.present().filter(id_hash=member.id_hash, household__left_register_on=None)
    return same.exclude(id_hash="").exclude(pk=member.pk)


@transaction.atomic
def resolve_duplicate(*, by, keep, kind, on, reason):
    """Keep one registration and let the others that `by` sees leave on a day; return those that left.

    What lies outside his area stays: that place can be asked (`ask_about_duplicate`). ValidationError where no
    other registration is his to change.
    """
    reason = given_reason(reason)
    if kind not in LEAVING:
        raise ValidationError({"kind": _("重复登记的人只能登记为嫁出、转出等，不能登记死亡。")})
    others = list(registrations_of(keep).visible_to(by).order_by("person_no"))
    if not others:
        raise ValidationError(_("您的区域内没有另一处登记，可以请对方核对。"))
    return [record_member_change(by=by, member=other, kind=kind, on=on, reason=reason) for other in others]


@transaction.atomic
def ask_about_duplicate(*, by, member, reason):
    """Ask each place outside one's own that registers the same number to look at it; return how many were asked.

    Nothing of those registrations is told. Asking twice while a request is open asks nobody again.
    """
    reason, member = given_reason(reason), locked(member)
    own = HouseholdMember.objects.visible_to(by).values("pk")
    elsewhere = registrations_of(member).exclude(pk__in=own)
    elsewhere = elsewhere.exclude(
        requests_received__asking=member, requests_received__status=RequestStatus.OPEN
    )
    county = Area.objects.get(pk=member.area_id[:6])
    with because(by=by, reason=reason):
        made = [
            DuplicateRequest.objects.create(
                area_id=other.area_id,
                member=other,
                asking=member,
                asking_county=county,
                reason=reason,
                asked_by=by,
                asked_at=clock.now(),
            )
            for other in elsewhere
        ]
    if not made:
        raise ValidationError(_("没有可以请求的地方：对方已收到请求，或已没有同号登记。"))
    return len(made)


@transaction.atomic
def answer_duplicate_request(*, by, request, moved, answer, kind=MemberChange.MOVED_OUT, on=None):
    """Answer a request: the own registration leaves (`moved`), or it stays and the answer says why."""
    answer = given_reason(answer)
    request = locked(request)
    to = RequestStatus.MOVED if moved else RequestStatus.KEPT
    if moved:
        record_member_change(by=by, member=request.member, kind=kind, on=on or clock.today(), reason=answer)
    return advance(
        request,
        to,
        by=by,
        reason=answer,
        moves=REQUEST_MOVES,
        answer=answer,
        answered_by=by,
        answered_at=clock.now(),
    )
