"""What a board reads of the stored account: queries written once for all boards of the same kind."""

from functools import reduce
from operator import or_

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from inspections.models import AccountRule, AccountTally, AccountUnitLine, MeetingDecision, PartyAccount
from inspections.models.account import PartyLevel
from inspections.months import level_of
from inspections.standings import PLACES, figure_rows
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.scoping import AnyUser, stands_over, values_of, within
from povertyapp.core.written import Given, once_written

CHILD = {PartyLevel.COUNTY: PartyLevel.TOWNSHIP, PartyLevel.TOWNSHIP: PartyLevel.VILLAGE}
ABOUT_PARTIES = 0  # the slot of rules about the parties below


class BoardRows:
    """The rules, the parties and the figures of a board, each a queryset that nobody has read yet.

    `accounts` are the one of the month and, where its verdicts are shown, the one of the month before. Of the account
    of another month, which is looked at `beside` it, the rules come along and the figures of this place.
    """

    def __init__(self, user, code, accounts, *, opened=(), beside=None):
        self.user, self.code, self.accounts, self.beside = user, code, accounts, beside
        self.child, self.opened = CHILD.get(level_of(code)), opened
        self.above = [code[:n] for n in (COUNTY_DIGITS, TOWNSHIP_DIGITS) if n < len(code)]

    @cached_property
    def rules(self):
        return self._asked("rules", lambda: AccountRule.objects.filter(self._months()).order_by("bit"))

    @cached_property
    def parties(self):
        """Return the parties, each with how many matters a meeting decided about its account of the month."""
        return self._asked("parties", self._write_parties)

    @cached_property
    def figures(self):
        return self._asked("figures", self._write_figures)

    def _asked(self, what, write):
        of_place = (self.child, len(self.above), len(self.opened), stands_over(self.user, self.code))
        of_months = (len(self.accounts), self.beside is None)
        kind = (type(self), what, self._reader, *of_place, *of_months)
        return once_written(kind, write).asked(**self._values)

    @property
    def _reader(self):
        return AnyUser.like(self.user)

    @property
    def _values(self):
        """Return what stands in the queries where they are written with a `Given`."""
        months = [account.pk for account in self.accounts]
        many = {"above": self.above, "opened": self.opened, "account": months}
        named = {f"{name}{n}": value for name, values in many.items() for n, value in enumerate(values)}
        one = {"code": self.code, "month": self.accounts[0].month, "beside": self.beside and self.beside.pk}
        return values_of(self.user) | named | one

    # ---- how they are written

    def _write_parties(self):
        said = MeetingDecision.objects.visible_to(self._reader).filter(
            month=Given("month"), level=OuterRef("level"), code=OuterRef("code")
        )
        counted = said.order_by().values("code").annotate(n=Count("pk")).values("n")
        rows = PartyAccount.objects.visible_to(self._reader).filter(self._shown())
        rows = rows.filter(one_of("account", "account", len(self.accounts)))
        return rows.annotate(promises=Coalesce(Subquery(counted), 0))

    def _write_figures(self):
        """Write the query of the shown places and of their own lines; of units that are not shown, only what adds up to
        those above them."""
        adding = AccountRule.objects.filter(self._months(), slot=ABOUT_PARTIES).values("rule")
        lines = self._months() & (self._shown() | Q(rule__in=adding))
        places = self._shown() & Q(account=Given("account0"))
        if self.beside:
            places |= Q(account=Given("beside"), level__in=PLACES, code=Given("code"))
        return figure_rows(
            AccountTally.objects.visible_to(self._reader).filter(places),
            self._seen(AccountUnitLine).filter(lines),
        )

    def _seen(self, model):
        """Return the rows of the place that the reader sees: `visible_in`, written for any such place."""
        over = stands_over(self.user, self.code)
        return model.objects.visible_in(self._reader, Given("code"), over=over)

    def _months(self):
        own = Q(account=Given("account0"))
        return own | Q(account=Given("beside")) if self.beside else own

    def _shown(self):
        """Return the condition for the place, those above, its children, villages of opened townships."""
        wanted = Q(level__in=PLACES) & (Q(code=Given("code")) | one_of("code", "above", len(self.above)))
        if self.child:
            wanted |= Q(level=self.child) & within(Given("code"))
        for n in range(len(self.opened)):
            wanted |= Q(level=PartyLevel.VILLAGE) & within(Given(f"opened{n}"))
        return wanted


def one_of(column, name, count):
    """Return the condition that a column holds one of the values given as `name0`, `name1`…; none of none."""
    return reduce(or_, (Q(**{column: Given(f"{name}{n}")}) for n in range(count)), Q())
