"""Lists of unannounced checks, and who sees them: before the circular only those who inspect (rulebook C6)."""

from django.apps import apps
from django.db.models import Case, CharField, OuterRef, Q, Subquery, Value, When

from inspections.choices import CheckKind, RoundState, UnitUse
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedQuerySet, nothing, within

# Who acts for a place that is inspected. He does not see the inspecting side's lists, whatever else he is.
INSPECTED = frozenset({Role.TOWNSHIP, Role.CADRE})


class HiddenQuerySet(ScopedQuerySet):
    """Rows that nobody but the inspecting side sees until they are published; from then on they are like all others.

    The model names the columns: `PUBLISHED` and `REPORTED` with the moments, `INSPECTOR` with the users who were named
    to carry a check out and see this row of it.
    """

    def visible_to(self, user):
        """Rows that this user may see: published ones as everywhere; before that those that he inspects."""
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return super().visible_to(user)
        published = Q(**{f"{self.model.PUBLISHED}__isnull": False})
        return self.filter((self.reach_of(user) & published) | self._inspected_by(user))

    def _inspected_by(self, user):
        seen = nothing()
        if self.model.INSPECTOR:
            seen |= Q(pk__in=self.model._base_manager.filter(**{self.model.INSPECTOR: user.pk}).values("pk"))
        if any(grant.role in INSPECTED for grant in user.grants_today):
            return seen
        reported = Q(**{f"{self.model.REPORTED}__isnull": False})
        for grant in user.grants_today:
            if len(grant.area_id) <= COUNTY_DIGITS and grant.role in (Role.SUPERVISOR, Role.LEADER):
                here = within(grant.area_id, self.model.AREA_COLUMN)
                seen |= here if grant.role == Role.SUPERVISOR else here & reported
        return seen

    def published(self):
        """Rows of rounds and draws whose circular is out."""
        return self.filter(**{f"{self.model.PUBLISHED}__isnull": False})


class CheckRoundQuerySet(HiddenQuerySet):
    """Rounds of checks."""

    def unannounced_in(self, period):
        """Rounds that count as the unannounced round of a month (JZ-16): the circular is out, and at least one check
        kept the four no's and two straights."""
        kept = Q(draws__units__site_check__is_unannounced=True, draws__units__site_check__voided_at=None)
        done = self.filter(month=str(period), kind=CheckKind.UNANNOUNCED, state=RoundState.PUBLISHED)
        return done.filter(kept).distinct()


class SampleUnitQuerySet(HiddenQuerySet):
    """Units that were drawn."""

    def standing(self):
        """Units that are to be visited: chosen, and neither replaced nor dropped with their draw."""
        return self.filter(use=UnitUse.CHOSEN)

    def with_names(self):
        """Add `name`: of the household's head, the village, the person on the post, the unit; none is sealed."""
        return self.annotate(name=_name())


class CheckQuerySet(HiddenQuerySet):
    """Checks of drawn units."""

    def standing(self):
        """Checks that count: of units that are to be visited, not void."""
        return self.filter(unit__use=UnitUse.CHOSEN, voided_at=None)

    def with_names(self):
        """Add `name`: that of the unit."""
        return self.annotate(name=_name("unit__"))


def _name(unit=""):
    """Return the name of a sample unit; `unit` is the way to it."""

    def named(model, key, column):
        rows = apps.get_model(model)._base_manager.filter(**{key: OuterRef(f"{unit}code")})
        return Subquery(rows.values(column)[:1])

    names = (
        ("household", named("households.Household", "household_no", "head_name")),
        ("village", named("core.Area", "code", "name")),
        ("post", named("assistance.Official", "code", "name")),
        ("county_unit", named("assistance.HelpingUnit", "code", "name")),
    )
    whens = [When(**{f"{unit}kind": kind}, then=name) for kind, name in names]
    return Case(*whens, default=Value(""), output_field=CharField())
