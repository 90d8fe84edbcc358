"""What the wall chart reads of the stored account: the board's rows of a whole county, down to its villages."""

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from inspections.board_rows import BoardRows
from inspections.choices.wall import RULES_OF
from inspections.models import AccountTally, AccountUnitLine, PartyAccount, WallPlace
from inspections.standings import PLACES, figure_rows
from povertyapp.core.scoping import AnyUser, within
from povertyapp.core.written import Given

WANTED = [rule for rules in RULES_OF.values() for rule in rules]


class WallRows(BoardRows):
    """The rows of a chart; with each party comes the spot where the county has put it."""

    def _write_parties(self):
        of_place = self._seen(WallPlace).filter(area_id=OuterRef("code")).order_by()
        spot = Subquery(of_place.values(spot=JSONObject(row="row", column="column")))
        rows = PartyAccount.objects.visible_to(AnyUser.like(self.user)).filter(self._shown())
        return rows.filter(account=Given("account0")).annotate(promises=Value(0), spot=spot)

    def _write_figures(self):
        month = Q(account=Given("account0"))
        tallies = AccountTally.objects.visible_to(AnyUser.like(self.user))
        return figure_rows(
            tallies.filter(self._shown(), month, rule__in=WANTED), self._seen(AccountUnitLine).filter(month)
        )

    def _shown(self):
        """Return the condition for all places under this one."""
        return Q(level__in=PLACES) & within(Given("code"))
