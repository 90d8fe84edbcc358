"""Keeping what somebody has begun to fill in."""

from django.db import transaction

from povertyapp.core.models import Draft
from povertyapp.core.models.draft import as_text


def drafts_of(path):
    """Return the drafts of a form, by the address of its page."""
    return Draft.objects.filter(path=path)


@transaction.atomic
def save_draft(*, by, area_code, path, title, answers):
    """Keep the answers for this user and form, instead of those kept before; return the draft."""
    # Two fields that change at once are sent at once: the second finds the row of the first.
    kept = {"area_id": area_code, "title": title[:TITLE_LENGTH], "answers": as_text(answers)}
    draft, _is_new = Draft.objects.update_or_create(user=by, path=path, defaults=kept)
    return draft


@transaction.atomic
def discard_draft(*, by, path):
    """Throw away this user's draft of a form, if there is one."""
    Draft.objects.filter(user=by, path=path).delete()


PATH_LENGTH = Draft._meta.get_field("path").max_length
TITLE_LENGTH = Draft._meta.get_field("title").max_length
