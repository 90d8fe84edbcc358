"""Lists of findings."""

from django.apps import apps
from django.db.models import BigIntegerField, Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast

from povertyapp.core.scoping import ScopedQuerySet


class FindingQuerySet(ScopedQuerySet):
    """Findings, those that ended too."""

    def open(self):
        """Those that did not end: whether somebody has claimed them or not, they block where they block."""
        return self.filter(cleared_at=None)

    def to_mend(self):
        """Open ones on which somebody must act now: nobody has claimed that they are true as they stand."""
        return self.open().filter(is_claimed=False)

    def with_names(self):
        """Add `name`: of the household's head, the member, the helper or the unit; no column of it is sealed."""
        published = Cast(OuterRef("subject_code"), BigIntegerField())
        names = (
            ("household", _name_of("households.Household", "household_no", "head_name")),
            ("member", _name_of("households.HouseholdMember", "person_no", "name")),
            ("helper", _name_of("assistance.Helper", "code", "name")),
            ("published", _name_of("inspections.PublishedFigure", "pk", "unit", published)),
        )
        whens = [When(subject_kind=kind, then=name) for kind, name in names]
        return self.annotate(name=Case(*whens, default=Value(""), output_field=CharField()))


def _name_of(model, key, column, code=None):
    rows = apps.get_model(model)._base_manager.filter(**{key: code or OuterRef("subject_code")})
    return Subquery(rows.values(column)[:1])
