"""What the lists of parties of a month share: their rows, how a verdict is called, and by what they are found."""

from django.utils.functional import cached_property

from inspections.models import PartyAccount
from inspections.models.account import Verdict
from inspections.months import grade, may_miss_hard, shown_verdict
from inspections.views.disputes import mark
from inspections.views.month import MonthPage
from povertyapp.core.statuses import cue_for
from povertyapp.core.views.pages import ListPage


class PartyList(MonthPage, ListPage):
    """The parties of one level in one place, in the official order: no ranking."""

    model = PartyAccount
    level = ""

    def rows(self):
        return super().rows().in_area(self.code).filter(account=self.account, level=self.level)

    @cached_property
    def filter(self):
        """Return the filter, with the verdicts called as the list calls them."""
        found = super().filter
        found.filters["verdict"].extra["choices"] = [
            (key, cue_for(shown_verdict(self.account, key)).word) for key in Verdict.values
        ]
        return found

    def verdict_cell(self, party):
        return mark(*grade(self.account, party, may_miss_hard(party)))

    def get_context(self, **more):
        return super().get_context(as_of=self.account.computed_at, **more)
