"""Lines that were made up in a month, with the name of what each speaks of."""

from django.utils.translation import gettext as _

from inspections.models import CarriedLine
from povertyapp.core.subjects import names, url_of


def carried_in(lines, account):
    """Return those of the lines that the account of a month shows as made up, with `subject_name`."""
    return lines.filter(account=account).annotate(subject_name=names())


def carried_of(account, party):
    """Return what a party made up in a month, for its own page: whoever may see the party may see them."""
    own = CarriedLine.objects.filter(level=party.level, code=party.code)
    return [
        {"line": line, "title": _(line.title), "url": url_of(line.subject_kind, line.subject_code)}
        for line in carried_in(own, account).order_by("rule", "subject_code", "pk")
    ]
