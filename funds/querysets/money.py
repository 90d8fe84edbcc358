"""Lists of money: what arrived, was integrated, allotted and paid, now or as of a day, always in one query."""

from django.apps import apps
from django.db.models import DecimalField, Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

from funds.choices.money import FISCAL, EntryKind, MoneyState
from povertyapp.core.scoping import ScopedQuerySet

MONEY: DecimalField = DecimalField(max_digits=20, decimal_places=2)
ZERO = Value(0, output_field=MONEY)
SPENT = (MoneyState.ALLOTTED, MoneyState.PAID)
INTEGRATED = (MoneyState.POOL, *SPENT)


def total(column, condition):
    """Return the sum of a money column where a condition holds, zero where nothing does."""
    return Coalesce(Sum(column, filter=condition), ZERO, output_field=MONEY)


def _accounts(on, entered_by):
    """Return the relation whose amounts are summed and the condition of those that count: the balances as of now, or
    the postings up to a day, of which only those that had been entered at a moment."""
    if on is None:
        return "balances", Q()
    counts = Q(postings__entry__happened_on__lte=on)
    if entered_by is not None:
        counts &= Q(postings__entry__made_at__lte=entered_by)
    return "postings", counts


def taken_back(entry):
    """Return whether the entry in a column of the outer row was taken back."""
    entries = apps.get_model("funds", "FundEntry")
    return Exists(entries._base_manager.filter(reverses=OuterRef(entry)))


class LineQuerySet(ScopedQuerySet):
    """Lines of money."""

    def fiscal(self):
        """Lines of the budget: gifts and partners' money is none."""
        return self.filter(level__in=FISCAL)

    def with_money(self, on=None, entered_by=None):
        """Add `arrived`, `held`, `integrated`, `unallotted`, `allotted`, `unpaid`, `paid` and `balance`.

        As of now or of a day. `held` arrived and is not integrated; `balance` is integrated and not paid.
        """
        way, counts = _accounts(on, entered_by)

        def of(*states):
            return total(f"{way}__amount", Q(**{f"{way}__state__in": states}) & counts)

        return self.annotate(
            arrived=-of(MoneyState.SOURCE),
            held=of(MoneyState.HELD),
            integrated=of(*INTEGRATED),
            unallotted=of(MoneyState.POOL),
            allotted=of(*SPENT),
            unpaid=of(MoneyState.ALLOTTED),
            paid=of(MoneyState.PAID),
            balance=of(MoneyState.POOL, MoneyState.ALLOTTED),
        )

    def matrix(self, source="level", use="kind"):
        """Return rows `source`, `use`, `state`, `amount`: the integrated money of these lines, in one query.

        `source` is a column of the line, `use` one of the project; what is not allotted has no use.
        """
        integrated = self.filter(balances__state__in=INTEGRATED, balances__amount__gt=0)
        rows = integrated.order_by().values(
            source=F(source), use=F(f"balances__allotment__project__{use}"), state=F("balances__state")
        )
        return rows.annotate(amount=Sum("balances__amount")).order_by("source", "use", "state")


class EntryQuerySet(ScopedQuerySet):
    """Entries of the double entry."""

    def standing(self):
        """Entries that were not taken back, without those that take back."""
        return self.filter(reversed_by=None).exclude(kind=EntryKind.REVERSAL)

    def with_reversal(self):
        """Add `is_reversed`."""
        return self.annotate(is_reversed=taken_back("pk"))


class PostingQuerySet(ScopedQuerySet):
    """Legs of entries."""


class AllotmentQuerySet(ScopedQuerySet):
    """Allotments of lines to projects."""

    def standing(self):
        """Allotments that were not taken back."""
        return self.filter(entry__reversed_by=None)

    def with_money(self, on=None, entered_by=None):
        """Add `allotted`, `unpaid` and `paid`, as of now or of a day: all zero where it was taken back."""
        way, counts = _accounts(on, entered_by)

        def of(*states):
            return total(f"{way}__amount", Q(**{f"{way}__state__in": states}) & counts)

        return self.annotate(allotted=of(*SPENT), unpaid=of(MoneyState.ALLOTTED), paid=of(MoneyState.PAID))

    def matrix(self, source="level", use="kind"):
        """Return rows `source`, `use`, `state`, `amount` as those of lines, of these allotments alone."""
        rows = (
            self.filter(balances__amount__gt=0)
            .order_by()
            .values(source=F(f"line__{source}"), use=F(f"project__{use}"), state=F("balances__state"))
        )
        return rows.annotate(amount=Sum("balances__amount")).order_by("source", "use", "state")

    def with_reversal(self):
        """Add `is_reversed`."""
        return self.annotate(is_reversed=taken_back("entry"))


class PaymentQuerySet(ScopedQuerySet):
    """Payments out of allotments."""

    def standing(self):
        """Payments that were not taken back."""
        return self.filter(entry__reversed_by=None)

    def with_reversal(self):
        """Add `is_reversed`."""
        return self.annotate(is_reversed=taken_back("entry"))
