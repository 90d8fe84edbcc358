"""Lines of a bank's statement beside the payments of the books: what has a counterpart is worked out when asked."""

from django.apps import apps
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from funds.querysets.money import taken_back
from povertyapp.core.scoping import ScopedQuerySet


def counted(rows):
    """Return how many rows a subquery has, zero for none."""
    total = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


class BankRowQuerySet(ScopedQuerySet):
    """Lines of statements."""

    def settled(self):
        """Lines that somebody matched with a payment that stands."""
        return self.filter(payment__isnull=False).exclude(taken_back("payment__entry"))

    def unsettled(self):
        """Lines that nobody matched by hand, or whose payment was taken back since."""
        return self.filter(Q(payment=None) | taken_back("payment__entry"))

    def alone(self):
        """Lines without a counterpart: nobody matched them, and of several with the same number and amount these
        are more than the payments."""
        rows = self.unsettled()
        like = {"document_no": OuterRef("document_no"), "amount": OuterRef("amount")}
        payments = _payments().filter(allotment__line__area=OuterRef("area"), **like)
        before = _bank_rows().unsettled().filter(area=OuterRef("area"), pk__lt=OuterRef("pk"), **like)
        rows = rows.annotate(known=counted(payments), earlier=counted(before))
        return rows.filter(Q(document_no="") | Q(known__lte=F("earlier")))


def _payments():
    """Payments that stand and that nobody matched by hand."""
    rows = apps.get_model("funds", "Payment").objects.standing()
    return rows.filter(~Exists(_bank_rows().filter(payment=OuterRef("pk"))))


def _bank_rows():
    return apps.get_model("funds", "BankRow").objects


def not_at_bank(payments):
    """Return those of the payments that stand, that fall into a month whose statement is here, and that it lacks."""
    line = {"area": OuterRef("allotment__line__area")}
    of_month = _bank_rows().filter(
        happened_on__year=ExtractYear(OuterRef("paid_on")),
        happened_on__month=ExtractMonth(OuterRef("paid_on")),
        **line,
    )
    like = {"document_no": OuterRef("document_no"), "amount": OuterRef("amount")}
    said = _bank_rows().unsettled().filter(**line, **like)
    twins = _payments().filter(
        allotment__line__area=OuterRef("allotment__line__area"), pk__lt=OuterRef("pk"), **like
    )
    rows = payments.standing().filter(Exists(of_month))
    rows = rows.filter(~Exists(_bank_rows().filter(payment=OuterRef("pk"))))
    rows = rows.annotate(known=counted(said), earlier=counted(twins))
    return rows.filter(Q(document_no="") | Q(known__lte=F("earlier")))


def proposed(row, payments):
    """Return the payments that a line of a statement may be: not found at the bank, of the same county and amount;
    those of the same payee and of the nearest day first."""
    found = not_at_bank(payments).filter(allotment__line__area=row.area_id, amount=row.amount)
    found = found.select_related("household", "allotment__project", "allotment__line")

    def nearness(payment):
        return payment.payee_name != row.payee, abs((payment.paid_on - row.happened_on).days), payment.pk

    return sorted(found[:200], key=nearness)
