"""The bar after saving: what was done, and a button that takes it back."""

from django import template

from povertyapp.core.models import Act
from povertyapp.core.undo import UNDO_TAG, ends_at, hours_of

register = template.Library()


@register.inclusion_tag("components/undo_bar.html", takes_context=True)
def undo_bar(context, message):
    """Show the button of the act that a message tells of; nothing for a message that tells of none."""
    tag, _colon, act_id = (message.extra_tags or "").partition(":")
    act = Act.objects.filter(pk=act_id, undone_at=None).first() if tag == UNDO_TAG else None
    if act is None:
        return {}
    return {
        "act": act,
        "hours": hours_of(act),
        "until": ends_at(act),
        "csrf_token": context.get("csrf_token"),
    }
