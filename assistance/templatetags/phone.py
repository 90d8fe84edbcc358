"""The phone's script on a page: its files, its sentences, and the mark of the reader."""

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils.html import format_html_join, json_script

from assistance.phone import SCRIPTS, TABS, USE, user_mark, words

register = template.Library()


class Readable(DjangoJSONEncoder):
    """Chinese as it is, not as six signs each: the page is sent to phones."""

    def __init__(self, **options):
        super().__init__(**options | {"ensure_ascii": False})


@register.simple_tag
def phone_scripts():
    """Load the scripts in their order, once the page was read."""
    return format_html_join("\n  ", '<script src="{}" defer></script>', ((static(name),) for name in SCRIPTS))


@register.simple_tag
def phone_words():
    """Hand the script its sentences."""
    return json_script(words(), "words", encoder=Readable)


@register.filter
def mark(user):
    """Return the mark of who is signed in, blank for nobody and for those who take no work along on a phone."""
    return user_mark(user) if user and user.has_perm(USE) else ""


@register.simple_tag
def phone_tabs(user):
    """Return the bottom bar of a reader; of nobody, for the pages that the phone keeps, all that there is."""
    return [tab for tab in TABS if not user or not tab.verb or user.has_perm(tab.verb)]
