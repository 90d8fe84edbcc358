"""Lists of money: what arrived, was integrated, allotted and paid, now or as of a day, always in one query."""

from django.apps import apps
from django.db.models import DecimalField, Exists, F, Max, OuterRef, Q, Subquery, Sum, Value
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


def taken_back(entry, on=None):
    """Return whether the entry in a column of the outer row was taken back, by the end of a day where one is given."""
    entries = apps.get_model("funds", "FundEntry")
    back = entries._base_manager.filter(reverses=OuterRef(entry))
    return Exists(back if on is None else back.filter(happened_on__lte=on))


def stands(on=None, way=""):
    """Return the condition of entries that stand, now or at the end of a day; `way` leads from the rows to them."""
    kept = Q(**{f"{way}reversed_by": None})
    if on is None:
        return kept
    return Q(**{f"{way}happened_on__lte": on}) & (kept | Q(**{f"{way}reversed_by__happened_on__gt": on}))


class LineQuerySet(ScopedQuerySet):
    """Lines of money."""

    def fiscal(self):
        """Lines of the budget: gifts and partners' money is none."""
        return self.filter(level__in=FISCAL)

    def known(self, on=None):
        """Lines of which anything had been entered by the end of a day; without a day all of them."""
        if on is None:
            return self
        entries = apps.get_model("funds", "FundEntry")
        return self.filter(Exists(entries._base_manager.filter(line=OuterRef("pk"), happened_on__lte=on)))

    def with_newest(self, on=None):
        """Add `newest`, the day of the newest entry, up to a day where one is given."""
        entries = apps.get_model("funds", "FundEntry")._base_manager.filter(line=OuterRef("pk")).order_by()
        entries = entries if on is None else entries.filter(happened_on__lte=on)
        newest = entries.values("line").annotate(day=Max("happened_on")).values("day")
        return self.annotate(newest=Subquery(newest))

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

    def standing(self, on=None):
        """Entries that were not taken back, now or at the end of a day, without those that take back."""
        return self.filter(stands(on)).exclude(kind=EntryKind.REVERSAL)

    def with_reversal(self, on=None):
        """Add `is_reversed`."""
        return self.annotate(is_reversed=taken_back("pk", on))


class PostingQuerySet(ScopedQuerySet):
    """Legs of entries."""


class AllotmentQuerySet(ScopedQuerySet):
    """Allotments of lines to projects."""

    def standing(self, on=None):
        """Allotments that were made and not taken back, now or at the end of a day."""
        return self.filter(stands(on, "entry__"))

    def with_left(self, on=None):
        """Add `left`, what is not paid of each, as of now or of a day: `unpaid` of `with_money`, to be summed up."""
        way = "Balance" if on is None else "Posting"
        legs = apps.get_model("funds", way)._base_manager.filter(
            allotment=OuterRef("pk"), state=MoneyState.ALLOTTED
        )
        legs = legs if on is None else legs.filter(entry__happened_on__lte=on)
        summed = legs.order_by().values("allotment").annotate(sum=Sum("amount")).values("sum")
        return self.annotate(left=Coalesce(Subquery(summed, output_field=MONEY), ZERO, output_field=MONEY))

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

    def with_reversal(self, on=None):
        """Add `is_reversed`."""
        return self.annotate(is_reversed=taken_back("entry", on))


class PaymentQuerySet(ScopedQuerySet):
    """Payments out of allotments."""

    def standing(self, on=None):
        """Payments that were made and not taken back, now or at the end of a day."""
        return self.filter(stands(on, "entry__"))

    def with_reversal(self, on=None):
        """Add `is_reversed`."""
        return self.annotate(is_reversed=taken_back("entry", on))
