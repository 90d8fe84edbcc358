"""Photos of a visit: announced with the record, received in pieces, drawn anew, kept sealed."""

import base64
import hashlib
import uuid
from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from assistance.choices import Caption, PhotoState
from assistance.models import HeldSubmission, Submission, Visit, VisitPhoto
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.files import store_file
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters
from povertyapp.core.pictures import JPEG, check_plain_jpeg, redrawn

PIECE_BYTES = 64 * 1024
KIND, NAME, VERB = "visit_photo", "visit.jpg", "assistance.view_visit"


@transaction.atomic
def announce_photo(*, by, photo_id, submission_id, sha256, size, caption=Caption.OTHER) -> VisitPhoto:
    """Say that a photo of a visit will follow; return it with how much of it is here. Saying so again is harmless.

    ValidationError: the record is not here yet, too large, too many, or too much in one day. Conflict: the number
    is another photo's.
    """
    photo_id, sha256 = uuid.UUID(str(photo_id)), sha256.lower()
    known = VisitPhoto.objects.filter(photo_id=photo_id).first()
    if known:
        same = (known.sent_by_id, str(known.submission_id), known.sha256, known.size)
        if same != (by.pk, str(submission_id), sha256, size):
            raise Conflict(_("这个照片编号已经用过。请重新选照片。"))
        return known
    # Locked, so that two announcements at the same moment are counted one after the other.
    receipts = Submission.objects.select_for_update(of=("self",)).select_related("visit")
    receipt = receipts.filter(pk=submission_id, sent_by=by).first()
    if receipt is None:
        raise ValidationError({"submission_id": _("请先送记录，再送照片。")})
    area_id = receipt.visit.area_id if receipt.visit else _place_of(by, receipt)
    _check_limits(by, receipt, size, Parameters(area_id, clock.today()))
    return VisitPhoto.objects.create(
        photo_id=photo_id,
        submission_id=receipt.pk,
        visit=receipt.visit,
        area_id=area_id,
        sent_by=by,
        caption=caption,
        sha256=sha256,
        size=size,
        announced_at=clock.now(),
    )


def own_photos(user):
    """Return the photos that somebody has sent, whatever he may see now."""
    return VisitPhoto.objects.filter(sent_by=user)


def _place_of(by, receipt):
    """Return where a photo of a held visit belongs: to the place that looks at the submission."""
    held = HeldSubmission.objects.filter(submission_id=receipt.pk).order_by("pk").first()
    return held.area_id if held else by.main_grant.area_id


def _check_limits(by, receipt, size, value):
    own = VisitPhoto.objects.filter(submission_id=receipt.pk).exclude(state=PhotoState.REFUSED)
    if not 0 < size <= value("photo.max_bytes"):
        most = value("photo.max_bytes") // 1024
        raise ValidationError({"size": _("照片超过 %(most)d KB，请缩小后再传。") % {"most": most}})
    if own.count() >= value("photo.per_visit"):
        most = value("photo.per_visit")
        raise ValidationError({"photo_id": _("一次走访最多 %(most)d 张照片。") % {"most": most}})
    sent = VisitPhoto.objects.filter(sent_by=by, announced_at__gte=clock.moment(clock.today()))
    if (sent.aggregate(bytes=Sum("size"))["bytes"] or 0) + size > value("photo.bytes_per_day"):
        raise ValidationError({"size": _("今天传的照片太多，请明天再传。")})


@transaction.atomic
def receive_piece(*, by, photo_id, offset: int, content: bytes) -> VisitPhoto:
    """Add the bytes that follow at `offset`; return the photo, kept when it is whole.

    A piece that does not begin where the photo stands changes nothing: the sender reads `photo.offset` and goes on
    from there. ValidationError: too large a piece, or more than announced.
    """
    photo = VisitPhoto.objects.select_for_update().get(photo_id=photo_id, sent_by=by)
    if photo.state != PhotoState.RECEIVING or offset != photo.offset:
        return photo
    if not 0 < len(content) <= PIECE_BYTES or offset + len(content) > photo.size:
        raise ValidationError({"detail": _("这一段照片的大小不对，请重新传。")})
    have = base64.b64decode(photo.received) + content
    photo.offset = len(have)
    photo.received = base64.b64encode(have).decode()
    if photo.offset == photo.size:
        _finish(photo, have)
    photo.save()
    return photo


def _finish(photo, content):
    """Keep a photo that is whole, or refuse it and say why; a broken one begins anew, once."""
    photo.received = ""
    if hashlib.sha256(content).hexdigest() != photo.sha256:
        again = not photo.refusal
        photo.refusal = _("收到的照片与登记的指纹不符，请重新上传。")
        photo.offset = 0
        photo.state = PhotoState.RECEIVING if again else PhotoState.REFUSED
        return
    value = Parameters(photo.area_id, clock.today())
    limits = {"most_pixels": value("photo.max_pixels"), "edge": value("photo.longest_edge")}
    try:
        check_plain_jpeg(content)
        plain = redrawn(BytesIO(content), formats=("JPEG",), **limits)
    except ValidationError as error:
        photo.state, photo.refusal = PhotoState.REFUSED, error.messages[0]
        return
    photo.file = store_file(
        by=photo.sent_by, area=photo.area, kind=KIND, name=NAME, content=plain, media_type=JPEG, verb=VERB
    )
    photo.file.expires_on = None  # evidence stays
    photo.file.save(update_fields=["expires_on"])
    photo.state, photo.refusal = PhotoState.STORED, ""
    if photo.visit_id:
        count_photos(by=photo.sent_by, visit=photo.visit)


def count_photos(*, by, visit):
    """Let a visit say how many photos of it are kept, one more than before."""
    with because(by=by, reason=_("收到走访照片")):
        Visit.objects.filter(pk=visit.pk).update(photo_count=F("photo_count") + 1)


@transaction.atomic
def give_photos(*, by, submission_id, visit):
    """Give the photos of a submission that was held to the visit that came of it."""
    photos = VisitPhoto.objects.filter(submission_id=submission_id, visit=None)
    stored = photos.filter(state=PhotoState.STORED).count()
    photos.update(visit=visit, area_id=visit.area_id)
    if stored:
        with because(by=by, reason=_("采纳走访")):
            Visit.objects.filter(pk=visit.pk).update(photo_count=F("photo_count") + stored)


def sweep_photos(now=None) -> int:
    """Drop photos that were announced and never came in whole; return how many."""
    now = now or clock.now()
    dropped = 0
    for photo in VisitPhoto.objects.filter(state=PhotoState.RECEIVING):
        days = Parameters(photo.area_id, now.date())("photo.receiving_days")
        if (now - photo.announced_at).days >= days:
            photo.delete()
            dropped += 1
    return dropped
