"""What makes a project odd: the same amount to everybody (CB1-15), one work in pieces under the tender limit (LN-32).

A flag informs. It stops nothing and says nothing of intent: somebody looks.
"""

from decimal import Decimal

from django.db.models import Count, Exists, F, IntegerField, Max, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from funds.choices.projects import TENDERS
from funds.models import Benefit, Project
from funds.querysets.projects import NEVER_DOUBLED
from households.models import Household


def same_amount(projects, value):
    """Return the projects that pay all registered households of a village the same (CB1-15)."""
    return projects.filter(pk__in=evenly_paid(value).values("project"))


def evenly_paid(value):
    """Return rows `project`, `area`, `n`, `lowest`, `homes`: so many of a village's households get the same each."""
    least = int(value("project.same_amount_households"))
    share = Decimal(str(value("project.same_amount_share")))
    homes = (
        Household.objects.on_register(value.on)
        .filter(area=OuterRef("area"))
        .order_by()
        .values("area")
        .annotate(n=Count("pk"))
    )
    return (
        Benefit.objects.filter(amount__gt=0)
        .order_by()
        .values("project", "area")
        .annotate(n=Count("pk"), lowest=Min("amount"), highest=Max("amount"))
        .filter(n__gte=least, lowest=F("highest"))
        .annotate(homes=Subquery(homes.values("n"), output_field=IntegerField()))
        .filter(n__gte=F("homes") * share)
    )


def split_projects(projects, value):
    """Return the projects below the tender limit that reach it with others of the same village, kind and year.

    Only what was not tendered, and was approved (or, before, put forward) within `project.split_days` days, counts.
    """
    limit = value.number("project.tender_threshold")
    small = small_projects(limit)
    groups = (
        small.filter(area=OuterRef("area"), kind=OuterRef("kind"), year=OuterRef("year"))
        .order_by()
        .values("area", "kind", "year")
        .annotate(
            n=Count("pk"), total=Sum("budget"), first=Min(Coalesce("approved_on", "stage_since")),
            last=Max(Coalesce("approved_on", "stage_since")),
        )
        .filter(n__gte=2, total__gte=limit, last__lte=F("first") + int(value("project.split_days")))
    )  # fmt: skip
    return projects.filter(Exists(groups), pk__in=small.values("pk"))


def small_projects(limit):
    """Return the projects below a limit that nobody tendered and nobody gave up."""
    tendered = Q(procurement__mode__in=TENDERS)
    return Project._base_manager.filter(budget__lt=limit).exclude(stage__in=NEVER_DOUBLED).exclude(tendered)
