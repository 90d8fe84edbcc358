"""Populations of projects and what hangs on them."""

from django.db.models import (
    Case,
    Count,
    DateField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from funds.choices.projects import BOTTLENECKS, IN_LIBRARY, LIMITED, OVER, STANDING_CLAIMS, Stage
from povertyapp.core.parameters import ancestors
from povertyapp.core.scoping import ScopedQuerySet


class TenderLimit(Func):
    """A parameter that is an amount, as the database's own guards read it. Arguments: name, place, day."""

    function = "households_parameter"
    template = "(%(function)s(%(expressions)s) #>> '{}')::numeric"
    arity = 3
    output_field = DecimalField(max_digits=20, decimal_places=2)


class ProjectQuerySet(ScopedQuerySet):
    """Projects, as they stand."""

    def running(self):
        """Projects on which somebody has still to act."""
        return self.exclude(stage__in=OVER)

    def in_stage(self, *stages):
        return self.filter(stage__in=stages)

    def in_library(self):
        """Projects that wait in the library for an approval."""
        return self.filter(stage=Stage.IN_LIBRARY)

    def with_limit(self, value):
        """Add `limit_on`, the last day that the present stage may take by the parameters; none where it has no limit.

        Building takes until the day that the contract gives.
        """
        days = Case(
            *(When(stage=stage, then=Value(int(value(f"project.days.{stage}")))) for stage in LIMITED),
            default=None,
            output_field=IntegerField(),
        )
        after = ExpressionWrapper(F("stage_since") + days, output_field=DateField())
        built = Case(When(stage=Stage.IN_PROGRESS, then=F("contract__ends_on")), output_field=DateField())
        return self.annotate(limit_on=Coalesce(built, after))

    def blocked(self, on, value):
        """Projects that stand longer in their stage than it may take (LF-64), with `limit_on`."""
        return self.with_limit(value).filter(limit_on__lt=on)

    def in_bottleneck(self, on, value):
        """Those of them that are stuck in start, building, acceptance or settlement (肠梗阻)."""
        return self.blocked(on, value).filter(stage__in=BOTTLENECKS)

    def with_households(self):
        """Add `households`, how many registered households gain."""
        rows = self.model._meta.get_field("benefits").related_model._base_manager.filter(
            project=OuterRef("pk")
        )
        counted = rows.order_by().values("project").annotate(n=Count("pk")).values("n")
        return self.annotate(households=Coalesce(Subquery(counted), 0))

    def of_tender_size(self, on):
        """Projects whose approval or contract reaches the limit of tenders that their place had on the day when the
        bids were opened, or the project approved, or, where neither is told, on a day."""
        day = Coalesce("procurement__opened_on", "approved_on", Value(on))
        limit = TenderLimit(Value("project.tender_threshold"), F("area_id"), day)
        amount = Greatest(Coalesce("approved_amount", "budget"), "contract__amount")
        return self.annotate(tender_limit=limit).filter(Q(tender_limit__lte=amount))

    def doubled(self):
        """Projects that have another one of the same place, kind and year with a household in common (LN-37)."""
        benefits = self.model._meta.get_field("benefits").related_model._base_manager
        shared = benefits.filter(
            project__area=OuterRef("area"), project__kind=OuterRef("kind"), project__year=OuterRef("year"),
            household__in=benefits.filter(project=OuterRef(OuterRef("pk"))).values("household"),
        )  # fmt: skip
        others = shared.exclude(project=OuterRef("pk")).exclude(project__stage__in=NEVER_DOUBLED)
        return self.exclude(stage__in=NEVER_DOUBLED).filter(Exists(others))


NEVER_DOUBLED = (Stage.DRAFT, Stage.RETURNED, Stage.REJECTED, Stage.REMOVED, Stage.CANCELLED)


class BenefitQuerySet(ScopedQuerySet):
    """What projects bring to households."""

    def counted(self):
        """Benefits of projects that are in the library or beyond."""
        return self.filter(project__stage__in=IN_LIBRARY)

    def unchecked(self):
        """Benefits of accepted projects that nobody has checked yet."""
        return self.filter(got_on=None, project__accepted_on__isnull=False)


class ClaimQuerySet(ScopedQuerySet):
    """Claims of townships."""

    def standing(self):
        """Claims that count against what may still be claimed."""
        return self.filter(state__in=STANDING_CLAIMS)

    def late(self, on):
        """Claims that are not settled after the working days that settling may take (HA-T2)."""
        open_then = Q(settled_on=None) | Q(settled_on__gt=on)
        return self.standing().filter(open_then, due_on__lt=on)


class NegativeListQuerySet(QuerySet):
    """Items of the negative list: not of a place but by region."""

    def in_force(self, code, on):
        """Items in force in a place on a day."""
        running = Q(to_date=None) | Q(to_date__gte=on)
        return self.filter(Q(region="") | Q(region__in=ancestors(code)), running, from_date__lte=on)

    def for_reader(self, user):
        """Items that hold everywhere, or in a region around or under one of the reader's places."""
        found = Q(region="")
        for code in user.area_codes:
            found |= Q(region__in=ancestors(code)) | Q(region__startswith=code)
        return self if user.is_superuser else self.filter(found)
