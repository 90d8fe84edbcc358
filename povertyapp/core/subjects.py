"""What a line of the account speaks of, beside its party: the word for it, its name, its page.

An app registers the kinds of things that its rules speak of; the account and the figures only look them up.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.text import Text


@dataclass(frozen=True)
class Subject:
    """A kind of thing: rows of `model`, found by `key`, shown with `name`, opened at `url_name`."""

    kind: str
    word: Text
    model: str
    key: str = "code"
    name: str = "name"
    url_name: str = ""

    def url(self, code):
        """Return the page of one of them, blank where it has none."""
        try:
            return reverse(self.url_name, args=[code]) if self.url_name else ""
        except NoReverseMatch:
            return ""


SUBJECTS: dict[str, Subject] = {}


def subject(kind, word, model, **facts):
    """Register a kind of thing that lines speak of; a kind is registered once, and known by a code of its own.

    Lines are kept, fingerprinted and handed out: the row id of a database says nothing there.
    """
    if kind in SUBJECTS:
        raise ValueError(f"subject {kind} is registered twice")
    if facts.get("key") in ("pk", "id"):
        raise ValueError(f"subject {kind} needs a code, row ids leave no database")
    SUBJECTS[kind] = Subject(kind, word, model, **facts)
    return SUBJECTS[kind]


def word_of(kind):
    """Return the word for a kind; a kind that nobody registers any more keeps its code."""
    found = SUBJECTS.get(kind)
    return str(found.word) if found else kind


def url_of(kind, code):
    """Return the page of one thing, blank where there is none."""
    found = SUBJECTS.get(kind)
    return found.url(code) if found else ""


def names_of(things):
    """Return (kind, code) → name of the things given as such pairs, one query a kind."""
    found: dict[tuple[str, str], str] = {}
    for kind in {kind for kind, _code in things} & SUBJECTS.keys():
        told, codes = SUBJECTS[kind], [code for known, code in things if known == kind]
        rows = apps.get_model(told.model)._base_manager.filter(**{f"{told.key}__in": codes})
        found |= {(kind, str(code)): name for code, name in rows.values_list(told.key, told.name)}
    return found


def names(kind="subject_kind", code="subject_code"):
    """Return the name of what a row speaks of, as a column; blank for what is not there any more.

    For rows that the reader may see, like the code itself. No column of it is sealed.
    """
    whens = [When(**{kind: found.kind}, then=_name(found, code)) for found in SUBJECTS.values()]
    return Case(*whens, default=Value(""), output_field=CharField())


def _name(found, code):
    rows = apps.get_model(found.model)._base_manager.filter(**{found.key: OuterRef(code)})
    return Cast(Subquery(rows.values(found.name)[:1]), CharField())


for _kind, _word in (("village", _("村")), ("township", _("乡镇")), ("county", _("县"))):
    subject(_kind, _word, "core.Area", url_name="households:area")
