"""Money as of now or of the end of a day: the address holds the day, and so do the lists behind a page's figures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from povertyapp.core import clock


class AsOf:
    """`?on=2017-03-31` asks for the end of that day; without one, or with one that cannot be, it is now."""

    request: Any

    @cached_property
    def _asked(self):
        """Return the day asked for, or None, and what is wrong with it."""
        text = getattr(self.request, "GET", {}).get("on", "").strip()
        try:
            day = forms.DateField(required=False).clean(text)
        except ValidationError:
            return None, _("截至日期看不懂，请写成 2017-03-31 的样子；下面是现在的数。")
        if day and day > clock.today():
            return None, _("截至日期不能晚于今天；下面是现在的数。")
        return day, ""

    @property
    def on(self):
        """Return the day whose end the page speaks of, None for now."""
        return self._asked[0]

    @property
    def wrong_day(self):
        """Say what is wrong with the day asked for; blank where nothing is."""
        return self._asked[1]

    @property
    def moment(self):
        """Return what the page's figures are as of."""
        return self.on or clock.now()
