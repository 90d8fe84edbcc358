"""What pages of the account share about objections: ◆ beside what is under review, and the way to object."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from inspections.contested import disputed_subjects
from inspections.models.account import AccountState
from inspections.months import shown_outcome
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import address

OPEN_TO_OBJECTION = (AccountState.DRAFT, AccountState.CLOSED)


def mark(state, word=None):
    """Return a state as a list cell shows it: glyph and word."""
    return tag(state, word, plain=True)


class DisputedCell:
    """The list behind a cell: rows under review are marked, the locked outcome stays readable."""

    @cached_property
    def disputed(self):
        return disputed_subjects(self.request.user, self.account, rule=self.rule.rule)

    def outcome_cell(self, row):
        """Return the outcome as it is locked, and ◆ beside it while somebody reviews it."""
        told = mark(shown_outcome(self.account, row.outcome))
        of_household = self.kind == "households"
        kind = "household" if of_household else row.subject_kind
        code = row.household.household_no if of_household else row.subject_code
        if (self.rule.rule, kind, code) not in self.disputed:
            return told
        return format_html("{} {}", told, tag("under_objection"))

    def get_actions(self):
        """Offer the way to object, where there is something to object to and the reader may."""
        may = self.request.user.has_perm("inspections.add_objection") and not self.rule.is_about_parties
        if not may or self.account.state not in OPEN_TO_OBJECTION:
            return []
        return [{"label": _("申诉"), "url": self.url_of("ha_object", self.code, self.rule.rule), "style": ""}]


class DisputedParty:
    """The account of a helper or a unit: lines under review are marked."""

    object_url = ""

    @cached_property
    def disputed(self):
        party = self.object
        return disputed_subjects(self.request.user, self.account, level=party.level, code=party.code)

    def is_disputed(self, line):
        return (line.rule, line.subject_kind, line.subject_code) in self.disputed

    def get_actions(self):
        """Offer the ways to be excused and to object."""
        party, user, found = self.object, self.request.user, []
        if user.has_perm("inspections.add_objection") and self.account.state in OPEN_TO_OBJECTION:
            if party.failed:
                found.append(
                    {"label": _("申诉"), "url": self.url_of(self.object_url, party.code), "style": ""}
                )
        elif user.has_perm("inspections.add_excuse"):
            url = address(reverse("inspections:excuse_add"), party=party.code)
            found.append({"label": _("申请免责"), "url": url, "style": ""})
        return found
