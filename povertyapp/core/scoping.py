"""Who sees what: exactly one place (house.md 4.4).

A row that belongs to a place carries its `area`; a user stands on areas and sees what lies under them; anyone
also sees the rows he answers for. `visible_to` says so once, and the base classes of pages, lists and API apply it.
"""

from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.encoding import force_str
from django.utils.hashable import make_hashable
from django.utils.translation import gettext_lazy as _

from povertyapp.core.once import once
from povertyapp.core.roles import Role
from povertyapp.core.written import Given, once_written


def within(code, column="area_id"):
    """Return the condition that `column` holds `code` or an area under it.

    A descendant's code begins with its ancestor's, and `:` follows the digits: a plain range of a b-tree.
    """
    return Q(**{f"{column}__gte": code, f"{column}__lt": code + ":"})


def stands_over(user, code):
    """Say whether a user sees every row of a place: it lies in a place of his own."""
    return user.is_active and any(code.startswith(own) for own in user.area_codes)


def nothing():
    """Return a condition that no row meets."""
    return Q(pk__in=[])


def _followed(model: Any) -> Any:
    """Return the model whose rows those of `model` follow, or None."""
    follows = getattr(model, "FOLLOWS", None)
    return model._meta.get_field(follows).remote_field.model if follows else None


def _answering(model):
    """Return the columns of the persons who answer for a row."""
    named = model.ANSWERED_BY or ()
    return (named,) if isinstance(named, str) else named


def _answered_through(model):
    """Yield the paths to the persons who answer for what the row follows: whoever answers for a household sees
    its visits, measures and members. Asked for helpers only, so that lists of areas stay on their index."""
    path = ""
    while followed := _followed(model):
        path += f"{model.FOLLOWS}__"
        model = followed
        yield from (path + column for column in _answering(model))


@dataclass(frozen=True)
class AnyUser:
    """Whoever stands like a certain user, as far as `visible_to` asks: its query is the same for each of them but
    for the values, so that it can be written once (`povertyapp.core.written`)."""

    is_active: bool
    is_superuser: bool
    roles: frozenset[str]
    areas: int
    is_anonymous: ClassVar[bool] = False
    pk: ClassVar[Given] = Given("user")

    @classmethod
    def like(cls, user):
        return cls(user.is_active, user.is_superuser, frozenset(user.roles), len(user.area_codes))

    @property
    def area_codes(self):
        return [Given(f"area{number}") for number in range(self.areas)]


def values_of(user):
    """Return the values of a query that was written for `AnyUser.like(user)`."""
    return {"user": user.pk} | {f"area{number}": code for number, code in enumerate(user.area_codes)}


def scope_of(user):
    """Return all on which `visible_to` depends: who sees alike has the same."""
    return AnyUser.like(user), user.pk, *user.area_codes


def sees_beside(model, user):
    """Say whether a user who stands on places sees rows of a model outside of them; asked once a page."""
    like = AnyUser.like(user)
    written = once_written(
        ("beside", model, like), lambda: model.objects.beside(like).order_by().values("pk")[:1]
    )
    return once(("beside", model, user.pk), lambda: bool(written.ask(**values_of(user))))


class ScopedQuerySet(models.QuerySet):
    """Rows of a place."""

    model: type[Any]  # a ScopedModel, or Area itself: both say AREA_COLUMN and ANSWERED_BY

    def visible_to(self, user):
        """Rows this user may see. Area access is decided here and nowhere else."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(self.reach_of(user))

    def visible_in(self, user, code, over=None):
        """Rows of that area that this user may see. In a place of his own those are all, by the area alone: so the
        database counts them in an index.

        `over` says whether it is one of his own where `user` and `code` are only given with the asking.
        """
        over = stands_over(user, code) if over is None else over
        if over and not self._is_narrower:
            return self.in_area(code)
        return self.visible_to(user).in_area(code)

    def listed_to(self, user):
        """Rows this user may see, for a long list. Mostly none of them lies outside of his places: then they come by
        these alone, and the database reads them in the order of an index."""
        if not user.area_codes or user.is_superuser or self._is_tied or sees_beside(self.model, user):
            return self.visible_to(user)
        return self.filter(self._places_of(user))

    @property
    def _is_tied(self):
        """Say whether rows are seen by what is tied to them: then many lie beside, or that is long to say."""
        tied = self.model.SEEN_THROUGH or self.model.SEEN_WITH or self.model.ANSWERED_THROUGH
        return bool(tied) or self._is_narrower

    @property
    def _is_narrower(self):
        """Say whether not all rows of a place are seen there, as of checks that are sealed: `visible_to` says which."""
        return type(self).visible_to is not ScopedQuerySet.visible_to

    def beside(self, user):
        """Rows that the user sees although they lie outside of his places."""
        return self.filter(self._otherwise(user)).exclude(self._places_of(user))

    def reach_of(self, user):
        """Return the condition of the rows that lie in the user's places or that he answers for."""
        return self._places_of(user) | self._otherwise(user)

    def _places_of(self, user):
        return reduce(or_, (within(code, self.model.AREA_COLUMN) for code in user.area_codes), nothing())

    def _otherwise(self, user):
        reach = nothing()
        for answering in _answering(self.model):
            reach |= Q(**{answering: user.pk})
        if Role.HELPER in user.roles:
            for path in _answered_through(self.model):
                reach |= Q(**{path: user.pk})
        for name in self.model.ANSWERED_THROUGH:
            link = self.model._meta.get_field(name)
            for answering in _answering(link.related_model):
                answered = link.related_model._base_manager.filter(**{answering: user.pk})
                reach |= Q(pk__in=answered.values(link.field.attname))
        if self.model.SEEN_WITH:
            link = self.model._meta.get_field(self.model.SEEN_WITH)
            reach |= Q(**{f"{link.attname}__in": link.related_model.objects.visible_to(user).values("pk")})
        for seen_through in self.model.SEEN_THROUGH if user.area_codes else ():
            link = self.model._meta.get_field(seen_through)
            reach |= Q(pk__in=link.related_model.objects.visible_to(user).values(link.field.attname))
        return reach

    def in_area(self, code):
        """Rows of that area and the areas under it."""
        return self.filter(within(code, self.model.AREA_COLUMN))


class ScopedModel(models.Model):
    """A row that belongs to a place.

    `ANSWERED_BY` may name the column of the person who answers for the row, or several such columns. `FOLLOWS`
    may name the row that this one belongs to: the area is then copied from there when it is made, and again by
    `restamp`, unless the row `KEEPS_PLACE`: it tells of a month that is over.
    `SEEN_THROUGH` may name kinds of rows that tie this one to places under its own: whoever sees one of them
    sees it (a helper belongs to the county and is seen in the villages where he helps). `ANSWERED_THROUGH` may name
    kinds of rows below it whose answering persons see it, too (a problem: whoever answers for one of its measures).
    `SEEN_WITH` may name a row with which this one is always seen (a line of the ledger: its problem).
    """

    ANSWERED_BY: ClassVar[str | tuple[str, ...] | None] = None
    FOLLOWS: ClassVar[str | None] = None
    KEEPS_PLACE: ClassVar[bool] = False
    SEEN_THROUGH: ClassVar[tuple[str, ...]] = ()
    ANSWERED_THROUGH: ClassVar[tuple[str, ...]] = ()
    SEEN_WITH: ClassVar[str | None] = None
    AREA_COLUMN: ClassVar[str] = "area_id"

    area = models.ForeignKey(
        "core.Area", models.PROTECT, related_name="+", verbose_name=_("行政区划"), db_index=False
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.FOLLOWS and not self.area_id:
            self.area_id = getattr(self, self.FOLLOWS).area_id
        super().save(*args, **kwargs)

    def _get_FIELD_display(self, field):  # noqa: N802 - Django looks for this name
        """Return the word for a column's value. Django makes a dictionary of all words anew for each cell."""
        value = getattr(self, field.attname)
        return force_str(_words_of(field).get(make_hashable(value), value), strings_only=True)


@cache
def _words_of(field):
    return dict(make_hashable(field.flatchoices))


def restamp(obj):
    """Copy the area of `obj` to all rows that follow it, however deep, and to their files; return how many changed.

    For services that move a row to another place. Closed months are copies and do not change.
    """
    changed = 0
    known: list[Any] = apps.get_models()
    for model in known:
        if _followed(model) is type(obj) and not model.KEEPS_PLACE:
            rows = model._base_manager.filter(**{model.FOLLOWS: obj})
            changed += rows.exclude(area_id=obj.area_id).update(area_id=obj.area_id)
            changed += _restamp_files(rows, obj.area_id) + sum(restamp(row) for row in rows)
    return changed


def _restamp_files(rows: Any, area_id: str) -> int:
    """Take the scans and pictures of rows along: who may open them is asked of the file's own area."""
    files: Any = apps.get_model("core", "StoredFile")
    changed = 0
    for column in rows.model._meta.concrete_fields:
        if column.related_model is files:
            kept = files.objects.filter(pk__in=rows.values(column.attname)).exclude(area_id=area_id)
            changed += kept.update(area_id=area_id)
    return changed
