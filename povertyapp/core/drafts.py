"""Keeping what somebody has begun to fill in."""

from django.db import transaction

from povertyapp.core.models import Draft


def drafts_of(path):
    """Return the drafts of a form, by the address of its page."""
    return Draft.objects.filter(path=path)


@transaction.atomic
def save_draft(*, by, area_code, path, title, answers):
    """Keep the answers for this user and form, instead of those kept before; return the draft."""
    draft = Draft.objects.select_for_update().filter(user=by, path=path).first() or Draft(user=by, path=path)
    draft.area_id, draft.title, draft.given = area_code, title[:TITLE_LENGTH], answers
    draft.save()
    return draft


@transaction.atomic
def discard_draft(*, by, path):
    """Throw away this user's draft of a form, if there is one."""
    Draft.objects.filter(user=by, path=path).delete()


TITLE_LENGTH = Draft._meta.get_field("title").max_length
