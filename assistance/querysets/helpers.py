"""Helpers, and who is in charge when."""

from django.apps import apps
from django.db.models import OuterRef, Q

from assistance.choices import AssignmentRole
from assistance.querysets.spans import SpanQuerySet
from povertyapp.core.columns import number_of
from povertyapp.core.scoping import ScopedQuerySet, within


def _assignments():
    return apps.get_model("assistance", "HelperAssignment").objects.all()


class HelperQuerySet(ScopedQuerySet):
    """Helpers."""

    def helping_in(self, code, user):
        """Those of that county, or who help in a smaller place households that the user may see."""
        here = _assignments().visible_to(user).in_area(code).values("helper")
        return self.filter(within(code) | Q(pk__in=here))

    def with_caseload(self, user, day):
        """Annotate `caseload`: the households in their care on a day, of those that the user may see."""
        households = (
            _assignments()
            .primary()
            .in_force(day)
            .on_register(day)
            .visible_to(user)
            .filter(helper=OuterRef("pk"))
        )
        return self.annotate(caseload=number_of(households, "helper"))


class AssignmentQuerySet(SpanQuerySet):
    """Assignments with their time spans."""

    def primary(self):
        return self.filter(role=AssignmentRole.PRIMARY)

    def in_care(self, day):
        """The primary assignments of a day whose households are on the register then."""
        return self.primary().in_force(day).on_register(day)

    def on_register(self, day):
        """Assignments of households that are on the register on that day."""
        gone = Q(household__left_register_on__lte=day)
        return self.exclude(gone).filter(household__registered_on__lte=day)
