"""Which rows behind a figure are meant."""

import django_filters
from django.utils.translation import gettext_lazy as _

from povertyapp.core.figures import ALL, MET, MISSING
from povertyapp.core.filters import ListFilter


class FigureFilter(ListFilter):
    """The rows of a figure; unless asked otherwise those that are not as they should be. The page chooses them."""

    of = django_filters.ChoiceFilter(
        method="as_they_are",
        label=_("哪些"),
        empty_label=None,
        choices=[(MISSING, _("没有落实的")), (MET, _("已落实的")), (ALL, _("全部"))],
    )

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("of", MISSING)
        super().__init__(data, *args, **kwargs)

    def as_they_are(self, rows, name, value):
        return rows
