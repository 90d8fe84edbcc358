"""The type of words for people: plain, or translated when they are shown."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from povertyapp.core.sentences import told

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = str

__all__ = ["Text", "labelled", "source_of", "told"]


def source_of(text: Text) -> str:
    """Return a message as the source has it: so it is stored, and told to each reader in his own language."""
    with override(None):
        return str(text)


def labelled(label: Text, said: Text) -> str:
    """Return what is said of something behind its label, with the colon of the reader's language; alone where blank."""
    return gettext("%(label)s：%(said)s") % {"label": label, "said": said} if said else str(label)
