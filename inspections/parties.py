"""Who stands behind a unit's account: the helpers of a place, the parties that did not settle."""

from django.db.models import (
    Count,
    IntegerField,
    Max,
    OuterRef,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Concat

from inspections.models import AccountFact, PartyAccount, Urging
from inspections.models.account import PartyLevel, Verdict
from inspections.models.urging import UrgedKind
from povertyapp.core.subjects import names


def unsettled(account, level):
    """Return the parties of a level that count against the unit above them (JZ-20): judged, not settled.

    For conditions only: whoever lists them limits the list to what the reader may see.
    """
    return PartyAccount.objects.filter(account=account, level=level).exclude(
        verdict__in=(Verdict.SETTLED, Verdict.NO_ACCOUNT)
    )


def urged_code(month, code):
    """Return under which number a place is urged to hand in a month."""
    return f"{month}:{code}"


def with_missing(places, month):
    """Add to the parties that are places how many lines are `missing` in them, whoever owes these, and on which day
    they were last urged to hand that month in (`urged_on`)."""
    inside = PartyAccount.objects.filter(
        account=OuterRef("account"),
        area_id__gte=OuterRef("code"),
        area_id__lt=Concat(OuterRef("code"), Value(":")),
    )
    urged = Urging.objects.filter(kind=UrgedKind.ACCOUNT, code=Concat(Value(f"{month}:"), OuterRef("code")))
    return places.annotate(
        missing=Coalesce(_of_all(inside, Sum("failed"), IntegerField()), 0),
        urged_on=_of_all(urged, Max("sent_on")),
    )


def _of_all(rows, found, field=None):
    """Return one figure of all rows of another table, as a column."""
    rows = rows.order_by().annotate(one=Value(1)).values("one").annotate(found=found)
    return Subquery(rows.values("found"), output_field=field)


def helpers_of(user, account, code):
    """Return the helpers with households in a place as dictionaries: helper__code, helper__name, households,
    verdict and score.

    A helper who helps beyond the reader's places is named, as his households here are, but his verdict is the
    matter of the place above: then `verdict` is None.
    """
    # By his code, which never changes: so each is found in the index.
    party = PartyAccount.objects.visible_to(user).filter(
        account=account, level=PartyLevel.HELPER, code=OuterRef("helper__code")
    )
    return (
        AccountFact.objects.visible_to(user)
        .in_area(code)
        .filter(account=account, helper__isnull=False)
        .order_by("helper__code")
        .values("helper__code", "helper__name")
        .annotate(
            households=Count("household", distinct=True),
            verdict=Subquery(party.values("verdict")[:1]),
            score=Subquery(party.values("score")[:1]),
        )
    )


def named_lines(lines):
    """Add the `party_name` of that month, and `subject_name` for what a line speaks of beside its party."""
    party = PartyAccount.objects.filter(
        account=OuterRef("account"), level=OuterRef("level"), code=OuterRef("code")
    )
    return lines.annotate(party_name=Subquery(party.values("name")[:1]), subject_name=names())


def helper_may_open(user, account, code):
    """Return the expression of the key of the account of a row's helper, blank where this reader may not open it;
    `code` says in which column a row has the helper's code.

    It is looked up for each row of a page: of `EXISTS` the database would make a list of all helpers first.
    """
    seen = PartyAccount.objects.visible_in(user, account.area_id)
    of_helper = seen.filter(account=account, level=PartyLevel.HELPER, code=OuterRef(code))
    return Subquery(of_helper.order_by().values("pk")[:1])
