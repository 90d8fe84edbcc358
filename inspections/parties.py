"""Who stands behind a unit's account: the helpers of a place, the parties that did not settle."""

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q, Subquery

from inspections.models import AccountFact, PartyAccount
from inspections.models.account import PartyLevel, Verdict
from povertyapp.core.subjects import names


def unsettled(account, level):
    """Return the parties of a level that count against the unit above them (JZ-20): judged, not settled.

    For conditions only: whoever lists them limits the list to what the reader may see.
    """
    return PartyAccount.objects.filter(account=account, level=level).exclude(
        verdict__in=(Verdict.SETTLED, Verdict.NO_ACCOUNT)
    )


def helpers_of(user, account, code):
    """Return the helpers with households in a place as dictionaries: helper__code, helper__name, households,
    verdict and score.

    A helper who helps beyond the reader's places is named, as his households here are, but his verdict is the
    matter of the place above: then `verdict` is None.
    """
    party = PartyAccount.objects.visible_to(user).filter(
        account=account, level=PartyLevel.HELPER, helper=OuterRef("helper")
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


def helper_may_open(user, account, column="helper"):
    """Return the expression `this reader may open the account of the row's helper`, looked up once a list.

    `column` says how the row knows the helper: by `helper`, or by his `code`.
    """
    seen = PartyAccount.objects.visible_to(user).filter(account=account, level=PartyLevel.HELPER)
    return ExpressionWrapper(Q(**{f"{column}__in": seen.values(column)}), output_field=BooleanField())
