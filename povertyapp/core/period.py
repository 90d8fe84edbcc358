"""A period is a calendar month in Asia/Shanghai; it knows its quarter, its year and its cut-off."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from povertyapp.core import clock

MONTH = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")


@dataclass(frozen=True, order=True)
class Period:
    """One calendar month. Both ends are dates and both belong to it."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period written as `2017-03`; anything else raises ValidationError."""
        found = MONTH.match(text or "")
        if not found:
            raise ValidationError(_("月份“%(text)s”写法不对，请写成 2017-03 这样。") % {"text": text})
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> "Period":
        """Return the month that a day belongs to."""
        return cls(day.year, day.month)

    @classmethod
    def current(cls) -> "Period":
        """Return the month of today."""
        return cls.of(clock.today())

    def __str__(self):
        return f"{self.year:04d}-{self.month:02d}"

    @cached_property
    def start(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @cached_property
    def end(self) -> dt.date:
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def as_of(self) -> dt.date:
        """Return the day of which its figures speak: its last, or today while it runs."""
        return min(self.end, clock.today())

    @cached_property
    def days(self) -> int:
        return self.end.day

    @cached_property
    def quarter_start(self) -> dt.date:
        return dt.date(self.year, 3 * ((self.month - 1) // 3) + 1, 1)

    @property
    def closes_quarter(self) -> bool:
        """Say whether this is the third month of its quarter, when quarterly duties fall due (HA-H2)."""
        return self.month % 3 == 0

    def shift(self, months: int) -> "Period":
        """Return the period that many months later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Period(index // 12, index % 12 + 1)

    @property
    def next(self) -> "Period":
        return self.shift(1)

    @property
    def previous(self) -> "Period":
        return self.shift(-1)

    def cutoff(self, day: int) -> dt.datetime:
        """Return the moment at which entry ends: 24:00 of that day of the next month (rulebook D5)."""
        return clock.moment(self.next.start + dt.timedelta(days=day))

    def entry_ends(self, value) -> dt.datetime:
        """Return the moment at which entry ends, by the parameters of a county in this month."""
        return self.cutoff(value("account.entry_cutoff_day"))
