"""Where a visit was recorded: shown to one person for one reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assistance.models import Visit, VisitPlace
from households.services.changing import given_reason
from households.services.reveal import VERB
from povertyapp.core.models import RevealRecord
from povertyapp.core.watch import note_reveal


@transaction.atomic
def reveal_place(*, by, visit: Visit, reason: str) -> dict:
    """Return lat, lon and accuracy of a visit, after recording who looked and why; the same verb as for telephones."""
    if not by.has_perm(VERB):
        raise PermissionDenied
    reason = given_reason(reason)
    place = VisitPlace.objects.get(visit=visit)
    RevealRecord.objects.create(
        area_id=visit.area_id,
        subject=visit.receipt,
        column=f"{VisitPlace._meta.db_table}.place",
        seen_by=by,
        reason=reason,
    )
    note_reveal(by, visit.area_id)
    return place.point
