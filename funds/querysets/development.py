"""Special areas, whole villages, societies and donations, as they stand on a day."""

from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from povertyapp.core.scoping import ScopedQuerySet

NUMBER: DecimalField = DecimalField(max_digits=20, decimal_places=4)
MONEY: DecimalField = DecimalField(max_digits=20, decimal_places=2)
ZERO = Value(Decimal(0), output_field=NUMBER)
NOTHING = Value(Decimal(0), output_field=MONEY)


def in_force(day):
    """Return the condition that something had begun and not ended on a day."""
    return Q(from_date__lte=day) & (Q(to_date=None) | Q(to_date__gte=day))


def related(queryset, name):
    """Return the model at the other end of one of the model's relations."""
    return queryset.model._meta.get_field(name).related_model


class SpecialAreaQuerySet(ScopedQuerySet):
    """Groups of villages (特困片区)."""

    def with_plans(self, day):
        """Add how many villages belong to each on a day, and whether it has its plan and that of the year (LN-02)."""
        plans = related(self, "plans")._base_manager.filter(special_area=OuterRef("pk"), adopted_on__lte=day)
        belong = Q(villages__from_date__lte=day) & (Q(villages__to_date=None) | Q(villages__to_date__gte=day))
        return self.annotate(
            village_count=Count("villages", filter=belong, distinct=True),
            has_plan=Exists(plans.filter(kind="whole")),
            has_year_plan=Exists(plans.filter(kind="year", year=day.year)),
        )


class MembershipQuerySet(ScopedQuerySet):
    """Which village belongs to which special area, from when to when."""

    def in_force(self, day):
        return self.filter(in_force(day))


class ItemQuerySet(ScopedQuerySet):
    """What is built in a village."""

    def with_progress(self, day):
        """Add the percentage done and the money invested by the newest report up to a day; 0 where there is none."""
        reports = related(self, "reports")._base_manager.filter(item=OuterRef("pk"), reported_on__lte=day)
        newest = reports.order_by("-reported_on", "-pk")
        return self.annotate(
            done=Coalesce(Subquery(newest.values("percent")[:1]), ZERO, output_field=NUMBER),
            spent=Coalesce(Subquery(newest.values("invested")[:1]), NOTHING, output_field=MONEY),
        )


class WholeVillageQuerySet(ScopedQuerySet):
    """Whole-village projects (整村推进)."""

    def with_progress(self, day):
        """Add planned and invested money, and the physical progress: the items' shares by weight (LN-05)."""
        items = related(self, "items").objects.filter(whole_village=OuterRef("pk")).with_progress(day)
        sums = items.order_by().values("whole_village")
        weighted = ExpressionWrapper(Sum(F("weight") * F("done")) / Sum("weight"), output_field=NUMBER)
        planned = Coalesce(
            Subquery(sums.annotate(n=Sum("investment")).values("n")), NOTHING, output_field=MONEY
        )
        return self.annotate(
            progress=Coalesce(Subquery(sums.annotate(n=weighted).values("n")), ZERO, output_field=NUMBER),
            planned=planned,
            invested=Coalesce(
                Subquery(sums.annotate(n=Sum("spent")).values("n")), NOTHING, output_field=MONEY
            ),
        )


class SocietyQuerySet(ScopedQuerySet):
    """Mutual-fund societies (互助资金社)."""

    def with_standing(self, day):
        """Add how many steps were done by a day, when it began to lend, and the newest figures of its money."""
        steps = related(self, "steps")._base_manager.filter(society=OuterRef("pk"), done_on__lte=day)
        newest = related(self, "reports")._base_manager.filter(society=OuterRef("pk"), as_of__lte=day)
        newest = newest.order_by("-as_of")
        counted = steps.order_by().values("society").annotate(n=Count("pk"))
        return self.annotate(
            steps_done=Coalesce(Subquery(counted.values("n")), 0),
            lends_since=Subquery(steps.filter(step="lending").values("done_on")[:1]),
            capital=Subquery(newest.values("capital")[:1]),
            outstanding=Subquery(newest.values("outstanding")[:1]),
            members=Subquery(newest.values("members")[:1]),
        )

    def standing(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), begun_on__lte=day)


class DonationQuerySet(ScopedQuerySet):
    """Donations and the help of partners."""

    def with_use(self):
        """Add what is left of each, and how many households and projects had of it, through the books too."""
        used = Q(uses__struck_on=None)
        allotted = "uses__line__allotments"
        paid = f"{allotted}__payments"
        to_household = Coalesce(
            "uses__household", Case(When(**{f"{paid}__entry__reversed_by": None}, then=f"{paid}__household"))
        )
        to_project = Coalesce(
            "uses__project",
            Case(When(**{f"{allotted}__entry__reversed_by": None}, then=f"{allotted}__project")),
        )
        return self.annotate(
            left=F("amount") - F("used"),
            household_count=Count(to_household, filter=used, distinct=True),
            project_count=Count(to_project, filter=used, distinct=True),
            use_count=Count("uses", filter=used, distinct=True),
        )
