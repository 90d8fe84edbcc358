"""Lists of rounds of work and of what townships entered for them."""

from django.apps import apps
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from inspections.choices import WorkKind
from inspections.querysets.checklists import CountyWideQuerySet
from povertyapp.core.scoping import ScopedQuerySet


class WorkRoundQuerySet(CountyWideQuerySet):
    """Rounds of work: everybody in the county may know what is asked."""

    def standing(self):
        """Rounds that were not withdrawn."""
        return self.filter(withdrawn_on=None)


class CoveredQuerySet(ScopedQuerySet):
    """People to be trained, or villages to be gone through; `DONE_ON` names the column with the day."""

    def done(self):
        return self.filter(recorded_at__isnull=False)

    def done_by(self, day, moment):
        """Those done by a day and entered by a moment: what comes later counts for no closed month."""
        return self.filter(**{f"{self.model.DONE_ON}__lte": day}, recorded_at__lte=moment)


class WorkRegisterQuerySet(ScopedQuerySet):
    """What each township owes a round."""

    def owed(self):
        return self.filter(round__withdrawn_on=None)

    def with_coverage(self):
        """Add `total`, how many are to be covered, and `done`, how many of them are."""

        def count(model, **only):
            rows = apps.get_model(f"inspections.{model}")._base_manager.filter(
                register=OuterRef("pk"), **only
            )
            numbers = rows.order_by().values("register").annotate(n=Count("pk")).values("n")
            return Coalesce(Subquery(numbers, output_field=IntegerField()), Value(0))

        def either(**only):
            return Case(
                When(round__kind=WorkKind.TRAINING, then=count("WorkAttendee", **only)),
                default=count("WorkVillage", **only),
            )

        return self.annotate(total=either(), done=either(recorded_at__isnull=False))

    def unfinished(self):
        """Registers of which something is left, or for which nobody is named at all."""
        return self.owed().with_coverage().filter(Q(done__lt=F("total")) | Q(total=0))
